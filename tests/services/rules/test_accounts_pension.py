"""Rules RP01–RP09, tried on five counties as published (攀枝花 2022)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from models.accounts_matters import LastYear
from models.enums import FundSource
from models.unit import Unit
from services.accounts.tables import tables_of
from services.filing.filing import Filing
from tests.services.accounts.books import only
from tests.services.rules.casebook import Case, case, filing, funding, missing_kinds, project, typed_over
from tests.services.rules.pension_example import PUBLISHED, counties

WEST = Unit(id="u", name="西区人力资源和社会保障局", region="四川省攀枝花市西区")
BLANK = filing()


def on(cells: dict[str, Any] | None = None, **lines: dict[str, object]) -> Filing:
    """The counties with figures typed over cells, and fields of lines changed."""
    return filing(accounts=[*counties(**lines), *(typed_over(cell, figure) for cell, figure in (cells or {}).items())])


def with_last_year(each: str, **lines: dict[str, object]) -> Filing:
    """The counties, and last year's subsidy per payer (元)."""
    return filing(accounts=[*counties(**lines), only(LastYear, subsidy_per_payer=each)])


def with_budget(initial: Any, budget: Any) -> Filing:
    """The counties, and 西区's own project with its budget."""
    own = project(funding(FundSource.TOTAL, initial, budget), name="城乡居民基本养老保险县级补助")
    return filing(own, accounts=counties(), unit=WEST)


EXAMPLE = on()
CASES = [
    case("RP01", "passing", EXAMPLE),
    case(
        "RP01",
        "failing",
        on({"F08a.E1.subsidy": "5.53"}),
        says=("东区", "入口补助", "16.03", "16.21", "5.53", "按底表应为 5.35"),
    ),
    case("RP01", "boundary", on({"F08a.E1.subsidy": "5.355"})),
    case("RP01", "blank", BLANK),
    case("RP02", "passing", EXAMPLE),
    case("RP02", "failing", on({"F08a.E1.funeral": "4.82"}), says=("19.96", "20.5", "-0.54")),
    case("RP02", "boundary", on({"F08a.E1.funeral": "4.27"}), says=("0.01", "四舍五入尾差")),
    case("RP02", "blank", BLANK),
    case("RP03", "passing", on({"F08a.E1.advance": "35.99"})),
    case("RP03", "failing", on({"F08a.E1.advance": "39.59"}), says=("39.59", "35.99", "3.6")),
    case("RP03", "boundary", on({"F08a.E1.advance": "35.995"})),
    case("RP03", "blank", BLANK),
    case("RP04", "passing", on({f"{t}.total.{c}": v for t, cells in PUBLISHED.items() for c, v in cells.items()})),
    case("RP04", "failing", on({"F08a.total.payers": 139000}), says=("合计", "139000", "130900", "8100")),
    case("RP04", "boundary", on({"F08a.total.payers": 130901}), says=("130901", "差 1")),
    case("RP04", "blank", BLANK),
    case("RP05", "passing", EXAMPLE),
    case("RP05", "failing", on(E1={"payers": 1000}), says=("东区", "1190", "1000")),
    case("RP05", "boundary", on(E1={"payers": 1190})),
    case("RP05", "blank", on(E1={"payers": None})),
    case("RP06", "passing", EXAMPLE),
    case(
        "RP06",
        "failing",
        on({"F08b.E1.paid_subsidy": "3.20"}),
        each=[("东区", "3.2", "3.02", "0.18"), ("合计", "40.42", "40.6")],
    ),
    case("RP06", "boundary", on({"F08b.E1.paid_subsidy": "3.025"})),
    case("RP06", "blank", BLANK),
    case("RP07", "passing", EXAMPLE),
    case("RP07", "failing", on({"F08b.E2.advance_subsidy": "4.72"}), says=("西区", "4.72", "7.42", "-2.7")),
    case("RP07", "boundary", on({"F08b.E2.advance_subsidy": "7.425"})),
    case("RP07", "blank", BLANK),
    case("RP08", "passing", with_last_year("25")),
    case(
        "RP08",
        "failing",
        with_last_year("25", E1={"subsidy": Decimal("8.8")}),
        says=("东区", "人均缴费补贴 40 元", "上年 25 元"),
    ),
    case("RP08", "boundary", with_last_year("25", E1={"subsidy": Decimal("7.15")})),
    case("RP08", "blank", on(E1={"subsidy": Decimal("8.8")})),
    case("RP09", "passing", with_budget(51, "46.10")),
    case(
        "RP09",
        "failing",
        with_budget(51, "46.62"),
        says=("年初预算 51", "全年预算 46.62", "西区", "预拨 46.1", "实拨 50.48"),
    ),
    case("RP09", "boundary", with_budget(51, "50.48")),
    case("RP09", "blank", with_budget(51, None)),
]


@pytest.mark.parametrize("one", CASES)
def test_each_rule(one: Case) -> None:
    one.check()


def test_no_rule_lacks_a_case() -> None:
    assert missing_kinds("RP") == []


def test_the_published_totals_follow_from_the_counties() -> None:
    tables = tables_of(EXAMPLE)
    for key, cells in PUBLISHED.items():
        for column, figure in cells.items():
            assert tables[key].amount("total", column) == Decimal(str(figure))
