"""Input sheets beside the grids: carry-over and surplus, 三公经费 with its counts, other matters, last year."""

from __future__ import annotations

from models.enums import VehicleKind
from services.accounts import fields as f
from services.accounts.ledger import Ledger, column_title, ledger_of
from services.accounts.lines import line_ref
from services.accounts.sums import ZERO
from services.filing.filing import Filing
from services.filing.funds import Figure
from services.filing.refs import FieldRef
from services.forms.accounts_input import exact
from services.forms.figure_cells import figure_cell, value_cell
from services.forms.labelled_page import LabelledPage, count_cell, label
from services.forms.sheet import RowRole, Sheet

CARRIED_CODE, CARRIED_TITLE = "F07-A6", "结转和结余录入表"
THREE_PUBLIC_CODE, THREE_PUBLIC_TITLE = "F07-A7", "“三公”经费录入表"
MATTER_CODE, MATTER_TITLE = "F07-A8", "决算其他事项录入表"
LAST_YEAR_CODE, LAST_YEAR_TITLE = "F07-A9", "上年决算数录入表"


class _Page(LabelledPage):
    """A sheet of labelled values with the ledger they belong to."""

    def __init__(self, filing: Filing, title: str, *widths: tuple[float, ...]) -> None:
        super().__init__(filing, title, *widths)
        self.ledger: Ledger = ledger_of(filing)


def build_carried(filing: Filing) -> Sheet:
    """Carry-over of each fund: opening, income, expenditure, closing; surplus used and distributed."""
    page = _Page(filing, CARRIED_TITLE, (58.0, 30.0, 30.0, 30.0, 30.0))
    page.heads("资金性质", "年初结转和结余", "本年收入", "本年支出", "年末结转和结余")
    look, ledger = exact(filing), page.ledger
    for fund in f.CARRIED:
        refs = {name: line_ref(filing.id, "carry_over", fund.name, name) for name in ("opening", "closing")}
        sums = (ledger.amount("", *columns[fund]) for columns in (f.INCOME_OF, f.SPENT_OF))
        page.cells(
            label(fund.value),
            figure_cell(look, ledger.opening(fund), refs["opening"], f"{fund.value} · 年初结转和结余"),
            *(figure_cell(look, Figure(None, value), None, fund.value) for value in sums),
            figure_cell(look, ledger.closing(fund), refs["closing"], f"{fund.value} · 年末结转和结余"),
        )
    for name in ("used_surplus", "distributed"):
        page.cells(label(column_title("matter", name)), page.value("matter", name))
        for col in range(2, 5):
            page.grid.blank(col)
    return page.sheet(CARRIED_CODE)


_ITEMS = {
    "abroad": "因公出国（境）费",
    "purchase": "公务用车购置费",
    "running": "公务用车运行维护费",
    "reception": "公务接待费",
}


def build_three_public(filing: Filing) -> Sheet:
    """三公经费: budget and final amount of each item, people and vehicles, the list of receptions."""
    page = _Page(filing, THREE_PUBLIC_TITLE)
    page.part("一、预算数和决算数")
    page.heads("项目", filing.scheme.accounts.three_public_budget.value, "决算数", "上年决算数")
    look, ledger = exact(filing), page.ledger
    for item, title in _ITEMS.items():
        figure = ledger.three_public_figure(item)
        actual = figure_cell(look, figure, page.only("three_public", item), f"{title} · 决算数")
        page.cells(label(title), page.value("three_public", f"{item}_budget"), actual, page.value("last_year", item))
    page.part("二、团组、人次和接待批次")
    counts = ("groups", "travellers", "batches", "guests", "foreign_batches", "foreign_guests", "reception_foreign")
    page.values("three_public", counts)
    page.text("three_public", "abroad_note")
    _vehicles(page)
    _occasions(page)
    return page.sheet(THREE_PUBLIC_CODE)


def _vehicles(page: _Page) -> None:
    page.part("三、公务用车")
    page.heads("车型", "购置数量", "购置金额", "年末保有量")
    for kind in VehicleKind:
        refs = (line_ref(page.filing.id, "vehicle", kind.name, name) for name in ("bought", "cost", "kept"))
        page.cells(
            label(kind.value), *(value_cell(page.filing, ref, title=f"{kind.value} · {_title(ref)}") for ref in refs)
        )
    rows = page.ledger.vehicles.values()
    bought = sum(row.bought or 0 for row in rows)
    cost = sum((row.cost or ZERO for row in rows), ZERO)
    kept = sum(row.kept or 0 for row in rows)
    page.cells(
        label("合计"),
        count_cell(bought),
        figure_cell(exact(page.filing), Figure(None, cost), None, "合计"),
        count_cell(kept),
    )


def _title(ref: FieldRef) -> str:
    return column_title(ref.entity, ref.field)


def _occasions(page: _Page) -> None:
    page.part("四、公务接待事项")
    page.heads("接待事项", "金额", "批次", "人次")
    for row in page.ledger.occasions:
        refs = [FieldRef("occasion", row.id, name) for name in ("name", "amount", "batches", "guests")]
        cells = (value_cell(page.filing, ref) for ref in refs)
        page.cells(*cells, record=FieldRef("occasion", row.id, ""), role=RowRole.INDICATOR)
    amounts = [row.amount for row in page.ledger.occasions if row.amount is not None]
    page.cells(
        label("合计"),
        figure_cell(exact(page.filing), Figure(None, sum(amounts, ZERO)), None, "合计"),
        count_cell(sum(row.batches or 0 for row in page.ledger.occasions)),
        count_cell(sum(row.guests or 0 for row in page.ledger.occasions)),
    )


def build_matter(filing: Filing) -> Sheet:
    """机关运行经费, 政府采购 and 国有资产占用."""
    page = _Page(filing, MATTER_TITLE)
    page.part("一、机关运行经费")
    cost = figure_cell(exact(filing), page.ledger.running_cost, page.only("matter", "running_cost"), "机关运行经费")
    page.cells(
        label("机关运行经费"),
        cost,
        label(column_title("last_year", "running_cost")),
        page.value("last_year", "running_cost"),
    )
    page.part("二、政府采购")
    page.values("matter", ("goods", "works", "services", "small_medium", "micro"))
    page.text("matter", "purpose")
    page.part("三、国有资产占用（年末）")
    cars = ("cars_leaders", "cars_secret", "cars_emergency", "cars_law", "cars_special", "cars_retired", "cars_other")
    page.values("matter", (*cars, "big_equipment"))
    return page.sheet(MATTER_CODE)


def build_last_year(filing: Filing) -> Sheet:
    """Last year's figures that the text compares with."""
    page = _Page(filing, LAST_YEAR_TITLE)
    page.values(
        "last_year", ("total", "appropriation", "general", "closing", *_ITEMS, "running_cost", "subsidy_per_payer")
    )
    return page.sheet(LAST_YEAR_CODE)
