"""The exchange package: what is written is read back exactly; anything not in order is refused whole."""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.columns import FieldKind
from models.entities import ENTITIES
from models.filing import FilingHead
from models.project import Funding, Indicator, Project
from models.record import Record
from models.unit import Unit
from services.filing.fields import field_spec
from services.filing.filing import Filing
from services.filing.filing_json import PackageError, filing_json
from services.filing.package import read_package, write_package
from services.scheme import scheme_named

CREATED = datetime(2025, 3, 1, 9, 30, tzinfo=UTC)


def filing_of(records: Iterable[tuple[str, Record]]) -> Filing:
    unit, head, *owned = records
    assert isinstance(unit[1], Unit)
    assert isinstance(head[1], FilingHead)
    return Filing(unit[1], head[1], scheme_named(head[1].scheme), owned)


def small() -> Filing:
    return filing_of(
        [
            ("unit", Unit(id="u", name="某县人社局")),
            ("filing", FilingHead(id="f", unit_id="u", year=2024)),
            ("project", Project(id="p", filing_id="f", name="就业补助", start=date(2024, 1, 1))),
            ("funding", Funding(id="m", project_id="p", budget=Decimal("196.500000"))),
            ("indicator", Indicator(id="i", project_id="p", target="≥95%", weight=Decimal("12.5"))),
        ]
    )


def contents(filing: Filing) -> dict[tuple[str, str], dict[str, Any]]:
    return {(entity, record.id): record.model_dump() for entity, record in filing.all_records()}


_TEXT = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from('"\\\n\0甲𠮷'), max_size=12)
_KINDS: dict[FieldKind, Any] = {
    FieldKind.AMOUNT: st.none() | st.decimals(-(10**9), 10**9, places=6),
    FieldKind.POINTS: st.none() | st.decimals(-1000, 1000, places=4),
    FieldKind.RATIO: st.none() | st.decimals(0, 2, places=4),
    FieldKind.DATE: st.none() | st.dates(),
    FieldKind.FLAG: st.booleans(),
    FieldKind.NUMBER: st.integers(-(2**40), 2**40),
}


def _values(entity: str, name: str) -> Any:
    if name == "monitor_month":
        return st.integers(1, 12)
    spec = field_spec(entity, name)
    return st.sampled_from(spec.choices) if spec.kind is FieldKind.CHOICE else _KINDS.get(spec.kind, _TEXT)


@st.composite
def filings(draw: st.DrawFn) -> Filing:
    """A filing with up to three records of every entity, every field filled at random."""
    records: list[tuple[str, Record]] = []
    for entity in ENTITIES.values():
        owners = [record.id for name, record in records if f"{name}_id" == entity.owner]
        count = 1 if entity.name in {"unit", "filing"} else draw(st.integers(0, 3))
        for number in range(count if owners or not entity.owner else 0):
            fields = {name: draw(_values(entity.name, name)) for name in entity.record.model_fields}
            fields["id"] = f"{entity.name}-{number}"
            if entity.owner:
                fields[entity.owner] = draw(st.sampled_from(owners))
            records.append((entity.name, entity.record(**fields)))
    return filing_of(records)


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture], deadline=None)
@given(filings())
def test_what_is_written_is_read(tmp_path: Path, filing: Filing) -> None:
    path = tmp_path / "a.jxbb"
    write_package(filing, path)
    again = filing_of(read_package(path).records())
    assert contents(again) == contents(filing)
    assert filing_json(again) == filing_json(filing)


def test_owners_come_before_what_they_own(tmp_path: Path) -> None:
    write_package(small(), tmp_path / "a.jxbb")
    order = [entity for entity, _record in read_package(tmp_path / "a.jxbb").records()]
    assert order == ["unit", "filing", "project", "funding", "indicator"]


def test_same_filing_gives_the_same_bytes(tmp_path: Path) -> None:
    filing = small()
    write_package(filing, tmp_path / "a.jxbb", created=CREATED)
    backwards = filing_of([*list(filing.all_records())[:2], *reversed(list(filing.all_records())[2:])])
    write_package(backwards, tmp_path / "b.jxbb", created=CREATED)
    assert (tmp_path / "a.jxbb").read_bytes() == (tmp_path / "b.jxbb").read_bytes()


def test_what_the_package_says(tmp_path: Path) -> None:
    write_package(small(), tmp_path / "a.jxbb", created=CREATED)
    with ZipFile(tmp_path / "a.jxbb") as archive:
        manifest, content = json.loads(archive.read("manifest.json")), archive.read("filing.json")
    assert manifest["sha256"] == {"filing.json": hashlib.sha256(content).hexdigest()}
    assert (manifest["format"], manifest["schema"], manifest["year"]) == ("jixiao-bianbao", 1, 2024)
    assert (manifest["created"], manifest["unit"]) == ("2025-03-01T09:30:00+00:00", "某县人社局")
    assert json.loads(content)["fundings"][0]["budget"] == "196.5"


Members = dict[str, bytes]


@pytest.fixture
def tampered(tmp_path: Path) -> Callable[[Callable[[Members], None]], Path]:
    """Writes a good package after something was done to its members."""

    def make(change: Callable[[Members], None]) -> Path:
        write_package(small(), tmp_path / "good.jxbb")
        with ZipFile(tmp_path / "good.jxbb") as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
        change(members)
        with ZipFile(tmp_path / "bad.jxbb", "w", ZIP_DEFLATED) as archive:
            for name, content in members.items():
                archive.writestr(name, content)
        return tmp_path / "bad.jxbb"

    return make


def manifest_with(**changes: Any) -> Callable[[Members], None]:
    def change(members: Members) -> None:
        members["manifest.json"] = json.dumps(json.loads(members["manifest.json"]) | changes).encode()

    return change


def member(name: str, content: bytes) -> Callable[[Members], None]:
    return lambda members: members.update({name: content})


def filing_replaced(old: bytes, new: bytes, *, sealed: bool) -> Callable[[Members], None]:
    def change(members: Members) -> None:
        content = members["filing.json"] = members["filing.json"].replace(old, new)
        if sealed:
            manifest_with(sha256={"filing.json": hashlib.sha256(content).hexdigest()})(members)

    return change


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (manifest_with(schema=2), "数据格式是第 2 版，本程序只能读到第 1 版"),
        (manifest_with(schema=99, pages=3), "第 99 版.*第 1 版"),
        (manifest_with(schema="1"), "损坏"),
        (manifest_with(schema=0), "损坏"),
        (manifest_with(schema=True), "损坏"),
        (manifest_with(format="zip"), "不是绩效编报的数据包"),
        (manifest_with(sha256={}), "校验码"),
        (manifest_with(year=2023), "单位、年度与内容不符"),
        (manifest_with(unit="财政局"), "单位、年度与内容不符"),
        (member("manifest.json", b"[]"), "不是绩效编报的数据包"),
        (member("manifest.json", b"{"), "损坏"),
        (member("manifest.json", b"[" * 60_000), "损坏"),
        (member("manifest.json", b"\xff\xfe"), "损坏"),
        (member("manifest.json", b" " * 70_000), "大得不正常"),
        (member("../evil.py", b""), "里面应当只有"),
        (member("/filing.json", b""), "里面应当只有"),
        (lambda members: members.pop("filing.json"), "里面应当只有"),
        (filing_replaced(b"196.5", b"296.5", sealed=False), "校验码"),
        (filing_replaced(b'"196.5"', b'"a"', sealed=True), "“全年预算数”填的是“a”"),
        (filing_replaced(b'"project_id": "p"', b'"project_id": "q"', sealed=True), "所属的“q”不在文件里"),
        (filing_replaced(b"\xe5\xb0\xb1", b"\xe5", sealed=True), "损坏"),
    ],
)
def test_refused_whole(
    tampered: Callable[[Callable[[Members], None]], Path], change: Callable[[Members], None], message: str
) -> None:
    with pytest.raises(PackageError, match=message):
        read_package(tampered(change))


def test_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.jxbb"
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", "{}")
        archive.writestr("filing.json", bytes(129 * 1024 * 1024))
    with pytest.raises(PackageError, match="135,266,304 字节，大得不正常"):
        read_package(path)


def test_bomb_that_lies_about_its_size(tmp_path: Path) -> None:
    path = tmp_path / "liar.jxbb"
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", "{}")
        archive.writestr("filing.json", bytes(1024 * 1024))
    path.write_bytes(path.read_bytes().replace(struct.pack("<L", 1024 * 1024), struct.pack("<L", 10)))
    with pytest.raises(PackageError, match="损坏"):
        read_package(path)


def test_unusual_compression_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bz.jxbb"
    with ZipFile(path, "w", ZIP_BZIP2) as archive:
        archive.writestr("manifest.json", "{}")
        archive.writestr("filing.json", "{}")
    with pytest.raises(PackageError, match="损坏"):
        read_package(path)


@pytest.mark.parametrize("content", [b"", b"PK", b"%PDF-1.7", b"PK\x05\x06" + bytes(18)])
def test_not_a_package(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.jxbb").write_bytes(content)
    with pytest.raises(PackageError):
        read_package(tmp_path / "x.jxbb")


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match=r"打不开文件“x\.jxbb”"):
        read_package(tmp_path / "x.jxbb")


@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_damage_is_refused_or_harmless(tmp_path: Path, data: st.DataObject) -> None:
    path = tmp_path / "a.jxbb"
    write_package(small(), path, created=CREATED)
    content = bytearray(path.read_bytes())
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=4)):
        content[place] ^= data.draw(st.integers(1, 255))
    path.write_bytes(content)
    try:
        package = read_package(path)
    except PackageError:
        return
    assert contents(filing_of(package.records())) == contents(small())
