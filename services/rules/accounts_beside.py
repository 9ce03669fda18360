"""Rules TX05 and TX17–TX20: figures entered beside the tables of the final accounts, against each other."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from models.enums import FundNature, Severity
from services.accounts import fields as f
from services.accounts.ledger import Ledger, ledger_of
from services.accounts.lines import ONLY, line_ref
from services.accounts.sums import ZERO
from services.filing.refs import FieldRef
from services.rules.accounts_identities import CENT, difference, reads_of
from services.rules.catalogue import Hit, filing_rule
from services.rules.view import FilingView
from services.values.money import plain

BASIS = "部门决算公开文本（“三公”经费、其他重要事项）"
_TABLES = reads_of("three_public", "economic_line", "detail_line")


def _ref(ledger: Ledger, entity: str, field: str) -> FieldRef:
    return line_ref(ledger.filing.id, entity, ONLY, field)


@filing_rule(
    "TX05",
    Severity.WARNING,
    "上年数两处不同",
    reads=reads_of("last_year", "subject_line", "carry_over"),
    text="上年收、支总计 {x} 万元，上年财政拨款收、支总计 {y} 万元；本部门没有财政拨款以外的收支，两数应相等",
    remedy="核对上年决算的两个总计",
    basis=BASIS,
)
def last_years_totals_agree(view: FilingView) -> Iterator[Hit]:
    """Without other money both totals of last year are one; 0.01 apart is rounding."""
    ledger = ledger_of(view.filing)
    x, y = ledger.last_year.total, ledger.last_year.appropriation
    others = ledger.amount("", *f.INCOME[3:]) or ledger.opening(FundNature.OTHER).value
    if x is not None and y is not None and not others and not ledger.empty and abs(x - y) > CENT:
        refs = _ref(ledger, "last_year", "total"), _ref(ledger, "last_year", "appropriation")
        yield Hit(refs, {"x": plain(x), "y": plain(y)})


@filing_rule(
    "TX17",
    Severity.ERROR,
    "接待事项之和不等于金额",
    reads=_TABLES | reads_of("occasion"),
    text="{what}列出的事项合计 {x} 万元，{what}是 {y} 万元（差 {gap}）",
    remedy="核对接待事项的金额，补列漏写的事项",
    basis=BASIS,
)
def occasions_add_up(view: FilingView) -> Iterator[Hit]:
    """Receptions that are listed add up to 国内 and 外事接待费; nothing while none is listed with an amount."""
    ledger = ledger_of(view.filing)
    foreign = ledger.three_public.reception_foreign or ZERO
    whole = {False: (ledger.three_public_figure("reception").value or ZERO) - foreign, True: foreign}
    for is_foreign, what in ((False, "国内公务接待费"), (True, "外事接待费")):
        listed = [one for one in ledger.occasions if one.is_foreign is is_foreign and one.amount is not None]
        total = sum((one.amount or ZERO for one in listed), ZERO)
        gap = difference(ledger, total, whole[is_foreign]) if listed else ZERO
        if gap:
            refs = [FieldRef("occasion", listed[0].id, "amount"), _ref(ledger, "three_public", "reception")]
            values = {"what": what, "x": plain(total), "y": plain(whole[is_foreign]), "gap": plain(abs(gap))}
            yield Hit(tuple(refs), values)


@filing_rule(
    "TX18",
    Severity.WARNING,
    "接待金额与批次人次不配",
    reads=_TABLES,
    text="{what} {x} 万元，{counts}",
    remedy="有接待费的填批次和人次；没有的都填 0",
    basis=BASIS,
)
def receptions_have_guests(view: FilingView) -> Iterator[Hit]:
    """Money was spent on receptions exactly where there were batches and guests; blank counts say nothing."""
    ledger = ledger_of(view.filing)
    three = ledger.three_public
    foreign = three.reception_foreign or ZERO
    domestic = (ledger.three_public_figure("reception").value or ZERO) - foreign
    for what, amount, names in (
        ("国内公务接待费", domestic, ("batches", "guests")),
        ("外事接待费", foreign, ("foreign_batches", "foreign_guests")),
    ):
        known = {name: getattr(three, name) for name in names if getattr(three, name) is not None}
        wrong = [name for name, number in known.items() if bool(number) is not (amount > 0)]
        if wrong:
            words = zip(names, ("批次", "人次"), strict=True)
            counts = "，".join(f"{known[name]} {word}" for name, word in words if name in known)
            yield Hit((_ref(ledger, "three_public", wrong[0]),), {"what": what, "x": plain(amount), "counts": counts})


@filing_rule(
    "TX19",
    Severity.WARNING,
    "车辆费用与数量不配",
    reads=_TABLES | reads_of("vehicle"),
    text="{what} {x} 万元，{count}",
    remedy="核对车辆的购置数、保有量和费用",
    basis=BASIS,
)
def vehicles_go_with_their_cost(view: FilingView) -> Iterator[Hit]:
    """购置费 goes with vehicles bought and the other way round; 运行维护费 needs vehicles kept."""
    ledger = ledger_of(view.filing)
    rows = ledger.vehicles.values()
    bought = [row.bought for row in rows if row.bought is not None]
    kept = [row.kept for row in rows if row.kept is not None]
    purchase, running = (ledger.three_public_figure(item).value or ZERO for item in ("purchase", "running"))
    if bought and (sum(bought) > 0) is not (purchase > 0):
        yield _cars(ledger, "purchase", "公务用车购置费", purchase, f"购置 {sum(bought)} 辆")
    if kept and running > 0 and not sum(kept):
        yield _cars(ledger, "running", "公务用车运行维护费", running, "保有量 0 辆")


def _cars(ledger: Ledger, item: str, what: str, amount: Decimal, count: str) -> Hit:
    return Hit((_ref(ledger, "three_public", item),), {"what": what, "x": plain(amount), "count": count})


@filing_rule(
    "TX20",
    Severity.ERROR,
    "机关运行经费大于公用经费",
    reads=reads_of("matter", "economic_line", "detail_line"),
    text="机关运行经费 {x} 万元，大于基本支出中的公用经费 {y} 万元（多 {gap}）",
    remedy="机关运行经费只含行政单位和参公单位的公用经费，核对口径",
    basis="财政部关于机关运行经费统计的口径；部门决算公开文本",
)
def running_cost_is_part_of_public_cost(view: FilingView) -> Iterator[Hit]:
    """机关运行经费 as entered is not above 公用经费 of the basic expenditure."""
    ledger = ledger_of(view.filing)
    x, y = ledger.running_cost.typed, ledger.public_cost
    if x is not None and ledger.economic_codes and difference(ledger, x, y) > 0:
        yield Hit((_ref(ledger, "matter", "running_cost"),), {"x": plain(x), "y": plain(y), "gap": plain(x - y)})
