"""The subject catalogues: facts, search, levels."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.enums import FundNature
from services.subjects import LEVELS, Catalogue, SubjectKind, made, subjects

FUNCTIONAL = subjects(SubjectKind.FUNCTIONAL, 2024)
ECONOMIC = subjects(SubjectKind.ECONOMIC, 2024)


@pytest.mark.parametrize("catalogue", [FUNCTIONAL, ECONOMIC])
def test_every_subject_hangs_below_its_own_code(catalogue: Catalogue) -> None:
    for subject in catalogue:
        assert subject.level == LEVELS[len(subject.code)]
        assert subject.parent == (subject.code[:-2] if len(subject.code) > 3 else "")
        assert not subject.parent or subject.parent in catalogue
        assert subject.name
        assert subject.initials


def test_sizes() -> None:
    assert (len(FUNCTIONAL), len(ECONOMIC)) == (855, 109)
    assert len(FUNCTIONAL.children("")) == 30
    assert [subject.code for subject in ECONOMIC.children("")] == [
        "301",
        "302",
        "303",
        "307",
        "309",
        "310",
        "311",
        "312",
        "313",
        "399",
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2080101", "2080101"),
        ("208010", "2080101"),
        ("社会保险经办机构", "2080109"),
        ("shbxjbjg", "2080109"),
        ("zhufanggongjijin", "2210201"),
        ("医疗卫生与计划生育支出", "210"),
        ("行政事业单位离退休", "20805"),
    ],
)
def test_search(text: str, code: str) -> None:
    assert FUNCTIONAL.search(text)[0].code == code


def test_search_finds_nothing_in_nothing() -> None:
    assert FUNCTIONAL.search(" ") == []
    assert FUNCTIONAL.search("没有这个科目") == []
    assert len(FUNCTIONAL.search("20", limit=3)) == 3


def test_search_of_leaves_leaves_out_what_is_summed() -> None:
    assert all(FUNCTIONAL.is_leaf(subject.code) for subject in FUNCTIONAL.search("208", leaves=True))


def test_levels_above_and_below() -> None:
    assert [subject.code for subject in FUNCTIONAL.ancestors("2080101")] == ["208", "20801"]
    assert "2080101" in {subject.code for subject in FUNCTIONAL.children("20801")}
    assert FUNCTIONAL.is_leaf("2080101")
    assert not FUNCTIONAL.is_leaf("20801")


@pytest.mark.parametrize(
    ("code", "fund"),
    [
        ("2080101", FundNature.GENERAL),
        ("2120802", FundNature.FUND),
        ("22198", FundNature.FUND),
        ("223", FundNature.CAPITAL),
    ],
)
def test_fund(code: str, fund: FundNature) -> None:
    found = FUNCTIONAL.get(code)
    assert found is not None
    assert found.fund is fund


def test_old_names_are_recognised() -> None:
    assert FUNCTIONAL.renamed("210", "医疗卫生与计划生育支出") is FUNCTIONAL.get("210")
    assert FUNCTIONAL.renamed("210", "卫生健康支出") is None
    assert FUNCTIONAL.renamed("999", "卫生健康支出") is None
    assert [subject.code for subject in FUNCTIONAL.formerly("促进创业补贴")] == ["2080713"]


def test_no_former_name_is_borne_today_by_another() -> None:
    names = {subject.name for subject in FUNCTIONAL}
    assert not [subject.label for subject in FUNCTIONAL if names & set(subject.former_names)]


def test_only_whole_classes_make_a_missing_code_wrong() -> None:
    assert FUNCTIONAL.knows_whole("2080198")
    assert not FUNCTIONAL.knows_whole("2110101")
    assert ECONOMIC.knows_whole("30101")
    assert Catalogue([made("211", "节能环保支出")]).knows_whole("2110101")


def test_unknown_codes() -> None:
    assert FUNCTIONAL.get("2080198") is None
    assert FUNCTIONAL.name("2080198") == ""
    assert "2080198" not in FUNCTIONAL


def test_a_year_without_its_own_list_uses_the_shipped_one(tmp_path: Path) -> None:
    assert subjects(SubjectKind.FUNCTIONAL, 2024, tmp_path) is FUNCTIONAL
