"""The final accounts one bureau published (攀枝花市西区 2022), its printed figures typed over the derived tables.

The relations that hold may give no finding but a rounding difference; of the auditor's list of errors every entry is
here: found by a rule of these groups, or about something else (with what).
"""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

from models.enums import FundSource, Severity, StatementTopic
from models.record import Record
from models.unit import Unit
from services.filing.filing import Filing
from services.rules.catalogue import all_rules
from services.rules.engine import Checker, Finding
from tests.services.accounts.books import subject
from tests.services.rules.casebook import filing, funding, project, stated, typed_over
from tests.services.rules.pension_example import PUBLISHED, counties
from tests.services.rules.published_accounts import shown

GROUPS = ("DI", "DX", "CL", "RP")
ITEMS = {
    "2210201": "72.1",
    "2080101": "498.79",
    "2080109": "59.17",
    "2080150": "185.28",
    "2080199": "130.16",
    "2080501": "26.04",
    "2080505": "57.98",
    "2080799": "1020.74",
    "2083001": "10.98",
    "2101101": "28.39",
    "2101102": "9.57",
    "2101103": "3.57",
    "2101199": "1.26",
}
"""五（三）, the items of the general budget."""
CLASSES = {"208": "1989.15", "210": "42.79", "221": "72.1"}
_LISTED = """
30101 197.39  30102 302.61  30103 34.45  30107 80.35  30108 57.98  30110 37.96  30111 4.83  30112 2.32
30113 72.1  30199 34.85  30301 16.26  30305 4.89  30309 0.15  30399 4.9  personnel 851.04
30201 12.68  30202 1.06  30207 1.99  30211 3.12  30213 0.52  30216 0.41  30217 0.32  30226 0.08
30227 0.08  30228 8.33  30229 0.29  30239 27.3  30299 2.08  31002 0.45  public 58.7
"""
BASIC = dict(zip(_LISTED.split()[::2], _LISTED.split()[1::2], strict=True))
"""六, without the 57.60 of 代缴社会保险费 that does not belong there."""


def printed() -> dict[str, Any]:
    """Every figure of the text that stands in a table, where the relations between them hold."""
    cells: dict[str, Any] = {
        "totals.general.amount": "2076.76",
        "totals.fund.amount": "9.94",
        "totals.income_total.amount": "2086.7",
        "totals.opening.amount": "27.28",
        "totals.expenditure_total.amount": "2113.98",
        "totals.212.amount": "9.94",
        "totals.total_in.amount": "2113.98",
        "totals.total_out.amount": "2113.98",
        "income.total.total": "2086.7",
        "expenditure.total.total": "2113.98",
        "expenditure.total.basic": "909.74",
        "expenditure.total.project": "1204.24",
        "appropriation.total_in.amount": "2113.98",
        "appropriation.total_out.total": "2113.98",
        "fund.total.expenditure": "9.94",
        "fund.2120802.expenditure": "9.94",
        "general.total.basic": "909.74",
        "three_public.amounts.actual_total": "0.32",
        "three_public.amounts.actual_reception": "0.32",
    }
    for code, figure in ITEMS.items():
        cells |= {f"general.{code}.total": figure, f"expenditure.{code}.total": figure}
    for code, figure in CLASSES.items():
        cells |= {f"totals.{code}.amount": figure, f"general.{code}.total": figure}
    return cells | {f"basic.{row}.amount": figure for row, figure in BASIC.items()}


def told(on: Filing) -> list[Finding]:
    checker = Checker(on, {rule.id: rule for rule in all_rules().values() if rule.group in GROUPS})
    checker.check_all()
    return checker.findings()


def test_relations_that_hold_are_not_reported() -> None:
    """The items print as 1989.14 and 58.71 against 1989.15 and 58.70: at most a rounding difference."""
    found = told(shown(printed()))
    assert [finding.message for finding in found if finding.severity is Severity.ERROR] == []
    warned = {finding.message for finding in found if finding.rule.group in {"DI", "DX"}}
    assert all("四舍五入尾差" in message for message in warned), warned
    assert len(warned) <= 2


def test_pension_tables_as_printed_agree() -> None:
    totals = [
        typed_over(f"{table}.total.{column}", figure)
        for table, cells in PUBLISHED.items()
        for column, figure in cells.items()
    ]
    assert told(filing(accounts=[*counties(), *totals])) == []


# ---------------------------------------------------------------- the auditor's list


class Told(NamedTuple):
    """The published error as entered, the rule that speaks, and words of its message."""

    on: Filing
    rule: str
    words: tuple[str, ...]


def _named(code: str, name: str) -> Record:
    return subject(code, general_basic=1).model_copy(update={"name": name})


def _own_budget() -> Filing:
    own = project(funding(FundSource.TOTAL, 51, "46.62"), name="城乡居民养老保险县级补助")
    unit = Unit(id="u", name="攀枝花市西区人力资源和社会保障局", region="四川省攀枝花市西区")
    return filing(own, accounts=counties(), unit=unit)


_GLOSSARY = stated(StatementTopic.GLOSSARY, words="社会保障和就业支出（类）财政代缴社会保险费支付（款）")
FOUND = {
    "002.general_includes_fund": Told(
        shown({**printed(), "appropriation.expenditure_total.general": "2113.98", "general.2120802.total": "9.94"}),
        "DX08",
        ("2113.98", "2104.04", "9.94"),
    ),
    "002.general_includes_fund, item": Told(
        shown({**printed(), "general.2120802.total": "9.94"}), "CL05", ("2120802 土地开发支出", "政府性基金", "9.94")
    ),
    "002.personnel_items": Told(
        shown({**printed(), "basic.30311.amount": "57.6"}), "DI19", ("57.6", "30311", "26.2", "-57.6")
    ),
    "002.items_names": Told(
        filing(accounts=[_named("2080501", "其他人行政单位离退休")]), "CL02", ("行政单位离退休", "其他人行政单位离退休")
    ),
    "002.glossary": Told(
        filing(accounts=[subject("2083001", general_project="10.98")], published=[_GLOSSARY]),
        "CL11",
        ("财政代缴社会保险费支付", "财政代缴社会保险费支出"),
    ),
    "002.pension_execution": Told(_own_budget(), "RP09", ("51", "46.62", "50.48")),
}
ELSEWHERE = {
    "a share, change or reason of the text (group TX)": (
        "general_share",
        "units_missing",
        "three_public_reason",
        "three_public_budget",
        "operating_prior",
        "operating_reason",
        "personnel_kind",
        "kinds_sum",
        "employment_amount",
        "paid_for_accounts",
        "pension_rise",
        "pension_traceable",
        "items_budget",
        "cars_zero_pct",
        "staff",
        "units_financed",
        "trained_persons",
        "cost_65",
        "employment_no_budget",
        "pension_arrived",
        "pension_satisfaction",
    ),
    "names, places and parts of the text (groups TX, NM)": (
        "wrong_unit",
        "repeated_sentence",
        "attachment_title",
        "no_score_attached",
        "no_table_attached",
        "parts_missing",
        "table_place",
        "three_times_third",
    ),
    "targets and results of the reports (groups IX, SC, LC, XF)": (
        "goal_unemployment",
        "goal_hard",
        "goal_jobs",
        "goal_jobs_reached",
        "goal_reemployed",
        "goal_trainees",
        "loans_unit",
        "jobs_city_unmet",
        "texts_no_value",
        "hard_over",
        "goals_no_result",
    ),
}
ENTRIES = 45
"""Entries of the auditor's list."""


@pytest.mark.parametrize("entry", FOUND)
def test_an_error_of_the_tables_is_found(entry: str) -> None:
    on, rule, words = FOUND[entry]
    messages = [finding.message for finding in told(on) if finding.rule.id == rule]
    assert any(all(word in message for word in words) for message in messages), messages


def test_every_entry_is_accounted_for() -> None:
    """5 of 45 stand in the figures and names of the tables, and all 5 are found; the others need text or forms."""
    found = {entry.partition(",")[0] for entry in FOUND}
    elsewhere = [entry for entries in ELSEWHERE.values() for entry in entries]
    assert len(found) == 5
    assert len(set(elsewhere)) == len(elsewhere) == ENTRIES - len(found)
