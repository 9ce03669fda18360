"""Reports are exported beside the forms, each in a file of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from resources import resource
from services.export import Book, Format, Order, distinct, export, lacking_characters
from services.filing.filing import Filing
from services.filing.filing_json import read_filing_json
from services.render.output import OutputCancelled
from services.scheme import scheme_named


@pytest.fixture
def filing() -> Filing:
    package = read_filing_json(resource("demo", "filing.json").read_text("utf-8"))
    return Filing(package.unit, package.head.model_copy(), scheme_named(package.head.scheme), package.owned)


def test_a_report_is_a_pdf_and_a_word_file(filing: Filing, tmp_path: Path) -> None:
    written = export(filing, Order(tmp_path, tuple(Format), frozenset({"N8"})))
    assert [path.name for path in written] == [
        "整体绩效自评工作报告（2024年度）.pdf",
        "整体绩效自评工作报告（2024年度）.docx",
    ]
    assert all(path.stat().st_size for path in written)


def test_projects_of_one_name_have_a_file_each(filing: Filing, tmp_path: Path) -> None:
    twins = [project for project in filing.projects if project.name == "代发离休人员一次性生活慰问金"]
    ids = frozenset(project.id for project in twins)
    written = export(filing, Order(tmp_path, (Format.DOCX,), frozenset({"N4"}), ids))
    assert len({path.name for path in written}) == len(twins) == 2


def test_names_are_told_apart() -> None:
    assert [book.name for book in distinct([Book("甲"), Book("乙"), Book("甲")])] == ["甲", "乙", "甲（2）"]


def test_stopping_leaves_finished_files(filing: Filing, tmp_path: Path) -> None:
    done: list[int] = []
    order = Order(tmp_path, (Format.PDF,), frozenset({"N4"}))
    with pytest.raises(OutputCancelled):
        export(filing, order, lambda count, _total: done.append(count), lambda: len(done) == 2)
    assert len(list(tmp_path.iterdir())) == 2


def test_characters_of_reports_are_looked_at(filing: Filing, tmp_path: Path) -> None:
    filing.unit.name = "某县\U0001f4a9局"
    assert "\U0001f4a9" in lacking_characters(filing, Order(tmp_path, (Format.PDF,), frozenset({"N8"})))
