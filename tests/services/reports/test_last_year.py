"""Last year's text for the same passage: found through the projects, as printed then, its years marked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.filing.filing import Filing
from services.filing.gestures import set_value
from services.filing.refs import Change
from services.filing.report_rows import ReportKey, passage_ref
from services.filing.rollover import roll_over
from services.reports.composer import Composer
from services.reports.gestures import take_over
from services.reports.last_year import LastText, LastYearTexts, years_in
from tests.services.filing.yearbook import filing_of, yearbook

WHOLE = ReportKey("N8")
FREE, DRAFT = "evaluation-group", "results-text"


def put(filing: Filing, changes: list[Change]) -> None:
    for change in changes:
        filing.put(change)


def two_years(report: ReportKey, key: str, text: str, *, omitted: bool = False) -> tuple[Filing, Filing]:
    """Last year's filing with one written passage, and the one rolled over from it."""
    old = yearbook(2)
    put(old, set_value(old, passage_ref(old.id, report, key), text))
    if omitted:
        put(old, set_value(old, passage_ref(old.id, report, key, "omitted"), omitted))
    return old, filing_of(roll_over(old, 2025, {"p1", "p2"}, old.scheme))


def test_it_is_shown_as_it_was_printed() -> None:
    old, new = two_years(WHOLE, FREE, "2024年预算⟦p.p1.budget⟧，比2023年度增加。")
    assert LastYearTexts(new, old).text(WHOLE, FREE) == LastText(
        2024, "2024年预算100，比2023年度增加。", ((0, 5), (12, 18))
    )


def test_reports_on_projects_and_repeated_passages_are_met_through_the_projects() -> None:
    old, new = two_years(ReportKey("N4", "p2"), "use-note", "项目二的")
    put(old, set_value(old, passage_ref(old.id, WHOLE, "goal-text-p2"), "目标二"))
    texts = LastYearTexts(new, old)
    one, two = (project.id for project in new.projects)
    assert texts.has(ReportKey("N4", two), "use-note")
    assert not texts.has(ReportKey("N4", one), "use-note")
    assert texts.text(WHOLE, f"goal-text-{two}") == LastText(2024, "目标二", ())
    assert texts.text(WHOLE, f"goal-text-{one}") is None


def test_without_a_link_a_project_is_met_by_its_name() -> None:
    old, new = two_years(ReportKey("N4", "p2"), "use-note", "项目二的")
    project = new.projects[1]
    project.previous_project, project.code = "", ""
    assert LastYearTexts(new, old).has(ReportKey("N4", project.id), "use-note")


@pytest.mark.parametrize(("text", "omitted"), [("", False), ("  ", False), ("写了又不要", True)])
def test_nothing_is_offered_where_nothing_was_written(text: str, omitted: bool) -> None:
    old, new = two_years(WHOLE, FREE, text, omitted=omitted)
    texts = LastYearTexts(new, old)
    assert (texts.has(WHOLE, FREE), texts.text(WHOLE, FREE)) == (False, None)


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("2024年完成，2023 年开工", ["2024年", "2023 年"]),
        ("二〇二四年度和二○二三年", ["二〇二四年度", "二○二三年"]),
        ("到2025年、2030年建成", []),
        ("补贴2024人，第2024号，12024年", []),
        ("三年来，近两年", []),
    ],
)
def test_words_of_the_year_are_marked(text: str, marked: list[str]) -> None:
    assert [text[begin:end] for begin, end in years_in(text, 2024)] == marked


@given(st.text("0123456789年度〇一二 .", max_size=20), st.integers(1900, 2100))
def test_marks_are_years_up_to_the_last(text: str, last: int) -> None:
    for begin, end in years_in(text, last):
        digits = text[begin:end].rstrip("年度 ")
        assert not digits.isascii() or int(digits) <= last


@pytest.mark.parametrize(
    ("key", "typed", "after"),
    [
        (FREE, "", "上年的"),
        (FREE, "今年的", "今年的\n上年的"),
        (DRAFT, "", "上年的"),
        (DRAFT, "改写的", "改写的\n上年的"),
    ],
)
def test_taking_over_never_loses_what_was_written(key: str, typed: str, after: str) -> None:
    filing = yearbook(1)
    if typed:
        put(filing, set_value(filing, passage_ref(filing.id, WHOLE, key), typed))
    passage = Composer(filing, WHOLE).passage(key)
    assert passage is not None
    put(filing, take_over(filing, passage, "上年的"))
    assert filing.value(passage.ref) == after
