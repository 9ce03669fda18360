"""Many packages as one collection: tables and statistics over all, bad packages named while the others go on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.enums import FilingState, ProjectKind
from services.collection import Collection, open_collection
from services.export import EmptyCollection, Format, Order, export_collection
from services.filing.filing import Filing
from services.filing.package import write_package
from services.forms.collected import collected_sheets, own_sheet, statistics_sheet
from services.render.output import OutputCancelled
from tests.services.filing.yearbook import yearbook

SCORES = ("95", "85", "70", "30")


def unit_filing(number: int, scores: Sequence[str | None] = SCORES) -> Filing:
    """A unit with one project for each score (None = not scored yet)."""
    filing = yearbook(len(scores), f"f{number}", f"单位{number}")
    for project, score in zip(filing.projects, scores, strict=True):
        project.total_score = None if score is None else Decimal(score)
        if score is None:
            for row in filing.indicators(project.id):
                row.actual = ""
    return filing


def packed(folder: Path, *filings: Filing) -> list[Path]:
    paths = [folder / f"{filing.unit.name}-{number}.jxbb" for number, filing in enumerate(filings)]
    for path, filing in zip(paths, filings, strict=True):
        write_package(filing, path)
    return paths


def texts(collection: Collection) -> list[list[str]]:
    """The rows of the statistics below the header."""
    sheet = statistics_sheet(collection)
    rows: dict[int, list[str]] = {}
    for cell in sorted(sheet.cells, key=lambda cell: (cell.row, cell.col)):
        rows.setdefault(cell.row, []).append(cell.text)
    return [row for place, row in rows.items() if sheet.header and place >= sheet.header.stop]


def test_statistics_of_each_unit_and_of_all(tmp_path: Path) -> None:
    collection = open_collection(packed(tmp_path, unit_filing(2), unit_filing(1, ["95", "89.995", "12"])))
    assert texts(collection) == [
        ["单位1", "3", "2", "0", "0", "1", "0", "66.67%", "65.67", "600", "585", "97.50%"],
        ["单位2", "4", "1", "1", "1", "1", "0", "25.00%", "70", "1000", "980", "98.00%"],
        ["合计", "7", "3", "1", "1", "2", "0", "42.86%", "68.14", "1600", "1565", "97.81%"],
    ]
    assert (collection.period, collection.grades) == ("2024年度", ("优", "良", "中", "差"))


def test_summary_tables_hold_every_project(tmp_path: Path) -> None:
    filing = unit_filing(1)
    filing.projects[3].kind = ProjectKind.TRANSFER
    filing.projects[0].department_name = "某县民政局"
    collection = open_collection(packed(tmp_path, filing, unit_filing(2)))
    own = own_sheet(collection)
    assert [cell.text for cell in own.cells if cell.col == 1 and cell.row > 3][:4] == [
        "某县民政局",
        "单位1",
        "单位1",
        "单位2",
    ]
    assert [sheet.code for sheet in collected_sheets(collection)] == ["STAT", "F05a", "F05b"]
    assert sum(cell.text == "合计／平均" for cell in own.cells) == 1


@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.sampled_from([*SCORES, None]), max_size=4), max_size=4))
def test_all_is_the_sum_of_the_units(tmp_path: Path, units: list[list[str | None]]) -> None:
    collection = open_collection(packed(tmp_path, *(unit_filing(n, scores) for n, scores in enumerate(units))))
    *each, total = collection.statistics()
    assert total.projects == sum(one.projects for one in each) == sum(map(len, units))
    assert total.graded == sum((one.graded for one in each), Counter())
    assert (total.budget or 0) == sum(one.budget or 0 for one in each)
    assert total.graded.total() + total.ungraded == total.projects


def test_a_damaged_package_is_named_while_others_go_on(tmp_path: Path) -> None:
    paths = packed(tmp_path, unit_filing(1), unit_filing(2))
    paths[0].write_bytes(paths[0].read_bytes()[:-30])
    paths.append(tmp_path / "没有.jxbb")
    seen: list[tuple[int, int]] = []
    collection = open_collection(paths, lambda done, total: seen.append((done, total)))
    assert [member.unit.name for member in collection.members] == ["单位2"]
    assert [one.file for one in collection.refused] == ["单位1-0.jxbb", "没有.jxbb"]
    assert "损坏" in collection.refused[0].reason
    assert "打不开" in collection.refused[1].reason
    assert seen == [(1, 3), (2, 3), (3, 3)]
    assert collected_sheets(collection)[-1].code == "REFUSED"


def test_the_same_filing_counts_once(tmp_path: Path) -> None:
    begun_again = unit_filing(3)
    begun_again.unit.name = "单位1"
    collection = open_collection(packed(tmp_path, unit_filing(1), unit_filing(1), begun_again))
    assert len(collection.members) == 1
    assert ["都是“单位1”2024年度的编报" in one.reason for one in collection.refused] == [True, True]


def test_units_of_the_same_name_but_another_code_both_count(tmp_path: Path) -> None:
    other = unit_filing(2)
    other.unit.name, other.unit.code = "单位1", "102"
    assert len(open_collection(packed(tmp_path, unit_filing(1), other)).members) == 2


def test_altered_after_定稿_is_refused(tmp_path: Path) -> None:
    filing = unit_filing(1)
    filing.head.state, filing.head.checksum = FilingState.FINAL, "0" * 64
    collection = open_collection(packed(tmp_path, filing))
    assert "校验码不符" in collection.refused[0].reason


def test_cancelled(tmp_path: Path) -> None:
    asked = iter([False, True])
    with pytest.raises(OutputCancelled):
        open_collection(packed(tmp_path, unit_filing(1), unit_filing(2)), cancelled=lambda: next(asked))


@pytest.mark.parametrize(("singly", "files"), [(False, 2), (True, 4)])
def test_exported(tmp_path: Path, singly: bool, files: int) -> None:
    collection = open_collection(packed(tmp_path, unit_filing(1), unit_filing(2)))
    order = Order(tmp_path / "汇集", (Format.XLSX, Format.PDF), singly=singly)
    seen: list[tuple[int, int]] = []
    written = export_collection(collection, order, lambda done, total: seen.append((done, total)))
    assert len(written) == files
    assert all(path.stat().st_size for path in written)
    assert seen[-1] == (4, 4)


def test_export_is_stopped_and_an_empty_collection_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputCancelled):
        export_collection(
            open_collection(packed(tmp_path, unit_filing(1))), Order(tmp_path / "a"), cancelled=lambda: True
        )
    with pytest.raises(EmptyCollection, match="没有"):
        export_collection(open_collection([tmp_path / "没有.jxbb"]), Order(tmp_path / "a"))
