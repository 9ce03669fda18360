"""Schemes of the user: copied, changed, given away; one that contradicts itself never takes a place."""

from __future__ import annotations

import errno
import os
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.enums import Severity
from services.filing.refs import Gesture
from services.render.output import OutputFull
from services.reports.outline import outlines
from services.reports.policy import ReportPolicy
from services.scheme import Limits, Scheme, SchemeRefused, scheme_from_mapping, shipped_schemes
from services.scheme_toml import scheme_mapping, scheme_toml
from services.schemes import SchemeInUse, SchemeShelf, SchemeThere
from services.store.store import Store
from services.workspace import Workspace, delete_scheme
from tests.services.filing.yearbook import yearbook

SHIPPED = "national-50"
_TEXT = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from('"\\\n\t\x7f\0#=甲𠮷'), max_size=12)
_SHARES = st.decimals(0, 1, places=6)


@st.composite
def schemes(draw: st.DrawFn) -> Scheme:
    base = draw(st.sampled_from(list(shipped_schemes().values())))
    labels = draw(st.dictionaries(_TEXT, _TEXT, max_size=4))
    severities = draw(st.dictionaries(st.sampled_from(["FI01", "FC01"]), st.sampled_from(Severity)))
    limits = Limits(draw(_SHARES), draw(_SHARES), draw(st.decimals(0, 100, places=4)), draw(_SHARES), draw(_SHARES))
    scoring = replace(base.scoring, rate_floor=draw(st.none() | _SHARES), item_places=draw(st.integers(0, 4)))
    changed = {"labels": labels, "severities": severities, "limits": limits, "scoring": scoring}
    return replace(base, name=draw(_TEXT), basis=draw(_TEXT), reports=draw(report_policies()), **changed)


def report_policies() -> st.SearchStrategy[ReportPolicy]:
    offered = st.lists(st.sampled_from(sorted(outlines())), unique=True).map(tuple)
    return st.builds(ReportPolicy, offered, st.booleans(), st.integers(0, 2), st.booleans())


@given(schemes())
def test_what_is_written_is_read(scheme: Scheme) -> None:
    assert scheme_from_mapping(tomllib.loads(scheme_toml(scheme))) == scheme


def test_what_a_scheme_says_of_reports_is_written() -> None:
    text = scheme_toml(shipped_schemes()["sichuan-0013zp"])
    part = tomllib.loads(text)["reports"]
    offered = ["N3", "N6", "N7", "N9"]
    assert part == {"offered": offered, "heading_period": True, "percent_places": 1, "list_zero": False}


@pytest.mark.parametrize("scheme", sorted(shipped_schemes()))
def test_a_scheme_offers_only_reports_there_are(scheme: str) -> None:
    assert set(shipped_schemes()[scheme].reports.offered) <= set(outlines())


@pytest.fixture
def shelf(tmp_path: Path) -> SchemeShelf:
    return SchemeShelf(tmp_path / "我的 数据")


def test_a_copy_is_there_after_a_restart(shelf: SchemeShelf) -> None:
    made = shelf.copy(SHIPPED, "我县方案")
    again = SchemeShelf(shelf.folder.parent)
    assert again.named(made.id) == made
    assert (made.name, again.is_own(made.id), again.is_own(SHIPPED), again.problems) == ("我县方案", True, False, [])
    assert replace(made, id=SHIPPED, name=shipped_schemes()[SHIPPED].name) == shipped_schemes()[SHIPPED]


def test_parts_are_changed_key_by_key(shelf: SchemeShelf) -> None:
    own = shelf.copy(SHIPPED, "我县方案")
    shelf.change(
        own.id, {"labels": {"甲": "乙", "丙": "丁"}, "limits": {"rate_low": Decimal("0.8")}, "forms": ["F01", "F02"]}
    )
    changed = shelf.change(own.id, {"labels": {"甲": None}, "severities": {"FI01": "不审核"}})
    assert changed.labels == {"丙": "丁"}
    assert (changed.limits.rate_low, changed.forms) == (Decimal("0.8"), ("F01", "F02"))
    assert changed.severities == {"FI01": Severity.OFF}
    assert SchemeShelf(shelf.folder.parent).named(own.id) == changed


GRADES = [{"name": "优", "minimum": 90}, {"name": "良", "minimum": 90}, {"name": "差", "minimum": 0}]


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"scoring": {"rate_weight": 20}}, "应为 100 分"),
        ({"scoring": {"grades": GRADES}}, "两级重叠"),
        ({"scoring": {"rate_floor": 2}}, "rate_floor"),
        ({"forms": []}, "至少要有一种表样"),
        ({"forms": ["F99"]}, "表样 F99"),
        ({"severities": {"ZZ01": "错误"}}, "审核规则 ZZ01"),
        ({"severities": {"FI01": "很重"}}, "很重"),
        ({"name": "  "}, "方案名称"),
        ({"name": "湖北（执行20、指标80）"}, "已有名为"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_contradiction_is_refused_with_the_reason(shelf: SchemeShelf, values: Mapping[str, Any], reason: str) -> None:
    own = shelf.copy(SHIPPED, "我县方案")
    before = {path.name: path.read_bytes() for path in shelf.folder.iterdir()}
    with pytest.raises(SchemeRefused, match=reason):
        shelf.change(own.id, values)
    assert shelf.named(own.id) == own
    assert {path.name: path.read_bytes() for path in shelf.folder.iterdir()} == before


def test_shipped_schemes_stay_as_they_are(shelf: SchemeShelf) -> None:
    with pytest.raises(SchemeRefused, match="程序自带"):
        shelf.change(SHIPPED, {"place": "某县"})
    with pytest.raises(SchemeRefused, match="程序自带"):
        shelf.delete(SHIPPED, [])


def test_given_away_and_taken_in(shelf: SchemeShelf, tmp_path: Path) -> None:
    own = shelf.copy(SHIPPED, "我县方案")
    shelf.export_file(own.id, tmp_path / "给别人.toml")
    other = SchemeShelf(tmp_path / "另一台")
    assert other.import_file(tmp_path / "给别人.toml") == own
    changed = shelf.change(own.id, {"place": "某县"})
    shelf.export_file(own.id, tmp_path / "给别人.toml")
    with pytest.raises(SchemeThere):
        other.import_file(tmp_path / "给别人.toml")
    assert other.import_file(tmp_path / "给别人.toml", replacing=True) == changed == other.named(own.id)


@pytest.mark.parametrize("damage", [b"", b"\xff\xfe", b"id = 3", b'id = "../x"\nname = "n"'])
def test_a_bad_file_is_named_and_left_out(shelf: SchemeShelf, damage: bytes) -> None:
    own = shelf.copy(SHIPPED, "我县方案")
    (shelf.folder / "坏的.toml").write_bytes(damage)
    again = SchemeShelf(shelf.folder.parent)
    assert set(again.schemes) == {*shipped_schemes(), own.id}
    assert [problem.split("：")[0] for problem in again.problems] == ["坏的.toml"]
    with pytest.raises(SchemeRefused):
        shelf.import_file(shelf.folder / "坏的.toml")


def test_an_id_that_is_a_path_is_refused(shelf: SchemeShelf) -> None:
    mapping = {**scheme_mapping(shipped_schemes()[SHIPPED]), "id": "../../x", "name": "甲"}
    with pytest.raises(SchemeRefused, match="编号"):
        shelf.save(scheme_from_mapping(mapping))


def test_a_filing_is_opened_by_its_own_scheme_which_cannot_be_deleted(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        shelf = SchemeShelf(tmp_path)
        own = shelf.copy(SHIPPED, "我县方案")
        filing = yearbook(1)
        filing.head.scheme = own.id
        store.add(list(filing.all_records()), filing.id, Gesture("导入"))
        assert Workspace.open(store, filing.id).filing.scheme == own
        with pytest.raises(SchemeInUse, match="某县人社局 2024年度"):
            delete_scheme(store, shelf, own.id)
        unused = shelf.copy(SHIPPED, "没用的")
        delete_scheme(store, shelf, unused.id)
        assert not SchemeShelf(tmp_path).is_own(unused.id)
        assert SchemeShelf(tmp_path).is_own(own.id)


def test_a_full_disk_leaves_the_old_file(shelf: SchemeShelf, monkeypatch: pytest.MonkeyPatch) -> None:
    own = shelf.copy(SHIPPED, "我县方案")
    before = {path.name: path.read_bytes() for path in shelf.folder.iterdir()}

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputFull):
        shelf.change(own.id, {"place": "某县"})
    assert shelf.named(own.id) == own
    assert {path.name: path.read_bytes() for path in shelf.folder.iterdir()} == before


def test_taking_away_what_is_not_there_leaves_nothing_behind(shelf: SchemeShelf) -> None:
    own = shelf.copy(SHIPPED, "我县方案")
    changed = shelf.change(own.id, {"labels": {"F01.total": None}, "severities": {"FI01": None}})
    assert (dict(changed.labels), dict(changed.severities)) == ({}, {})
