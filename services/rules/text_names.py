"""What texts call the figures of the final accounts, of the department and of all projects together (narratives.md)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.enums import ProjectKind
from services.accounts import fields as f
from services.filing.filing import Filing
from services.reports.facts_accounts import AccountsFacts, SubjectFacts
from services.texts.against import Basis
from services.texts.quantity import MONEY, PERCENT

_PEOPLE, _THINGS, _BATCHES, _TIMES, _CARS = "人", "个", "批次", "人次", "辆"
_POINTS = "分"
_BEHIND = "支出"
_TELLING = 12
"""A name of fewer letters may be that of something else as well."""


@dataclass(frozen=True, slots=True)
class Named:
    """A figure by its key in the figure book, with its names; see `KnownFigure` for the rest."""

    key: str
    names: tuple[str, ...]
    dimension: str = MONEY
    topic: str = ""
    basis: Basis = Basis.FINAL
    near: tuple[str, ...] = ()
    scope: str | None = ""
    group: str = ""


def _spent(*names: str) -> tuple[str, ...]:
    """Each name with and without 支出 behind it."""
    return tuple(dict.fromkeys(one for name in names for one in (name, f"{name}支出")))


_IN_OUT = ("收、支总计", "收支总计", "收入总计", "支出总计")
_APPROPRIATION = tuple(f"财政拨款{name}" for name in _IN_OUT)
_GENERAL = ("一般公共预算财政拨款支出", "一般公共预算支出")
_THREE = ("三公经费财政拨款支出", "三公经费支出", "三公经费", "财政拨款三公经费支出", "财政拨款三公经费")
_THREE_ITEMS = {
    "abroad": ("因公出国（境）费", "因公出国（境）经费", "因公出国（境）费用"),
    "vehicles": ("公务用车购置及运行维护费", "公务用车购置及运行费"),
    "purchase": ("公务用车购置费", "公务用车购置"),
    "running": ("公务用车运行维护费", "公务用车运行费"),
    "reception": ("公务接待费",),
}
_UNITS = ("二级预算单位", "下属二级预算单位", "下属预算单位", "局属预算单位", "所属预算单位")
_LAST = Basis.LAST
_FIXED: tuple[Named, ...] = (
    Named("t.totals.total_in.amount", _IN_OUT, topic="TX01"),
    Named("l.last.total", _IN_OUT, topic="TX01", basis=_LAST),
    Named("t.appropriation.total_in.amount", _APPROPRIATION, topic="TX01"),
    Named("l.last.appropriation", _APPROPRIATION, topic="TX01", basis=_LAST),
    Named("t.totals.income_total.amount", ("本年收入合计", "收入合计", "本年收入"), topic="TX01"),
    Named("t.totals.expenditure_total.amount", ("本年支出合计", "支出合计", "本年支出"), topic="TX01"),
    Named("t.totals.opening.amount", ("年初结转和结余", "年初结转结余"), topic="TX01"),
    Named("t.totals.closing.amount", ("年末结转和结余", "年末结转结余"), topic="TX01"),
    Named("t.income.total.appropriation", ("本年财政拨款收入合计", "财政拨款收入合计"), topic="TX08"),
    Named("rate(t.general.total.total,t.totals.expenditure_total.amount)",
          tuple(f"{name}占本年支出合计" for name in _GENERAL), PERCENT, "TX09"),
    Named("t.general.total.total", _GENERAL, topic="TX10"),
    Named("l.last.general", _GENERAL, topic="TX10", basis=_LAST),
    Named("t.general.total.basic", ("一般公共预算财政拨款基本支出",), topic="TX13"),
    Named("l.personnel", ("人员经费", "人员经费支出"), topic="TX13", near=("基本支出", "人员经费")),
    Named("l.public", ("公用经费", "日常公用经费", "公用经费支出"), topic="TX13", near=("基本支出", "公用经费")),
    Named("t.three_public.amounts.actual_total", _THREE, topic="TX15"),
    Named("t.three_public.amounts.budget_total", _THREE, topic="TX15", basis=Basis.BUDGET),
    Named(AccountsFacts.three_before, _THREE, topic="TX15", basis=_LAST),
    Named("l.three.batches", ("国内公务接待", "国内接待"), _BATCHES, "TX15"),
    Named("l.three.guests", ("国内公务接待", "国内接待"), _TIMES, "TX15"),
    Named("l.three.foreign_batches", ("外事接待", "国（境）外接待"), _BATCHES, "TX15"),
    Named("l.three.foreign_guests", ("外事接待", "国（境）外接待"), _TIMES, "TX15"),
    Named("l.vehicle.all.bought", ("购置公务用车", "更新购置公务用车"), _CARS, "TX15"),
    Named("l.matter.cars", ("车辆", "共有车辆"), _CARS, "TX15", near=("共有车辆",)),
    Named("l.matter.big_equipment", ("以上设备", "以上专用设备", "以上通用设备"), "台(套)", "TX15"),
    Named(AccountsFacts.domestic, ("国内公务接待支出", "国内公务接待费", "国内公务接待"), topic="TX15"),
    Named(AccountsFacts.foreign, ("外事接待支出", "外事接待费", "外事接待"), topic="TX15"),
    Named("l.vehicle.all.kept", ("公务用车保有量", "公务用车"), _CARS, "TX15", near=("保有", "共有公务用车")),
    Named("l.running_cost", _spent("机关运行经费"), topic="TX20"),
    Named("l.last.running_cost", _spent("机关运行经费"), topic="TX20", basis=_LAST),
    Named("l.matter.procurement", ("政府采购支出总额", "政府采购支出", "政府采购总额"), topic="TX22"),
    Named("l.matter.goods", ("政府采购货物支出",), topic="TX22"),
    Named("l.matter.works", ("政府采购工程支出",), topic="TX22"),
    Named("l.matter.services", ("政府采购服务支出",), topic="TX22"),
    Named("l.matter.small_medium", ("授予中小企业合同金额", "授予中小企业合同"), topic="TX22"),
    Named("l.matter.micro", ("授予小微企业合同金额", "授予小微企业合同"), topic="TX22"),
    Named("o.staff", ("在职人员", "在职职工", "在职", "在职在编人员"), _PEOPLE, "TX29"),
    Named("o.retired", ("退休人员",), _PEOPLE, "TX29", near=("实有", "年末", "在职", "人员概况", "人员情况")),
    Named("o.cadres", ("离休人员",), _PEOPLE, "TX29"),
    Named("o.offices", ("内设机构", "内设股室", "内设科室", "内设股（室）"), _THINGS, "TX30"),
    Named("o.units", _UNITS, _THINGS, "TX30"),
    Named("o.assessed_before", ("项目开展了预算事前绩效评估",), _THINGS, "TX23"),
)  # fmt: skip


def named_accounts(filing: Filing) -> Iterator[Named]:
    """Figures of the final accounts; nothing while they were not begun."""
    facts = AccountsFacts(filing)
    if facts.empty:
        return
    yield from _FIXED
    for source in (*facts.sources, *facts.kinds):
        yield Named(source.key, (source.name,), topic="TX08")
    for one in facts.classes:
        yield Named(one.key, (one.name, f"{one.name}（类）"), topic="TX10")
    yield from _items(facts)
    for one in (*facts.personnel, *facts.public):
        yield Named(one.key, (one.name,), topic="TX13", near=("基本支出", "人员经费", "公用经费"))
    for item, names in _THREE_ITEMS.items():
        yield Named(facts.three_key("actual", item), _spent(*names), topic="TX15")
        yield Named(facts.three_key("budget", item), _spent(*names), topic="TX15", basis=Basis.BUDGET)
    for item in f.THREE_PUBLIC:
        yield Named(f"l.last.{item}", _spent(*_THREE_ITEMS[item]), topic="TX15", basis=_LAST)
        rate = f"rate({facts.three_key('actual', item)},{facts.three_key('budget', item)})"
        yield Named(rate, tuple(f"{name}完成预算" for name in _spent(*_THREE_ITEMS[item])), PERCENT, "TX12")
    rate = f"rate({facts.three_key('actual', 'total')},{facts.three_key('budget', 'total')})"
    yield Named(rate, tuple(f"{name}完成预算" for name in _THREE), PERCENT, "TX12")
    rate = f"rate(t.general.total.total,{facts.general_budget})"
    yield Named(rate, tuple(f"{name}完成预算" for name in _GENERAL), PERCENT, "TX12")
    for occasion in facts.domestic_occasions:
        yield Named(f"l.occasion.{occasion.id}.amount", (occasion.name,), topic="TX15")
    yield Named(facts.fund_spent, ("政府性基金预算财政拨款支出", "政府性基金预算支出"), topic="TX08")
    yield Named(facts.capital_spent, ("国有资本经营预算财政拨款支出", "国有资本经营预算支出"), topic="TX08")


def _items(facts: AccountsFacts) -> Iterator[Named]:
    """Each functional 项: final amount, budget, and how much of it was spent; by its name and the 款 above it."""
    items = (*facts.items, *facts.fund_items, *facts.capital_items)
    plain = _alone(facts, items)
    for one in items:
        called, above = (f"{one.names[-1]}（项）",), (f"{one.names[-2]}（款）", f"{one.names[-2]}(款)")
        yield Named(one.spent, called, topic="TX11", near=above)
        yield Named(one.budget, called, topic="TX12", basis=Basis.BUDGET, near=above)
        if one.names[-1] in plain:
            yield Named(one.spent, (one.names[-1],), topic="TX11", group=one.spent)
            yield Named(one.budget, (one.names[-1],), topic="TX11", basis=Basis.BUDGET, group=one.spent)
        rate = f"rate({one.spent},{one.budget})"
        yield Named(rate, tuple(f"{name}完成预算" for name in called), PERCENT, "TX12", near=above)


def _alone(facts: AccountsFacts, items: Sequence[SubjectFacts]) -> set[str]:
    """Long names of functional 项 that name nothing else, so that they need no （项） behind them."""
    times = Counter(name for one in items for name in one.names)
    taken = {_bare(one.name) for one in (*facts.personnel, *facts.public)}
    long = {one.names[-1] for one in items if len(one.names[-1]) >= _TELLING and one.names[-1].endswith(_BEHIND)}
    return {name for name in long if times[name] == 1 and _bare(name) not in taken}


def _bare(name: str) -> str:
    return name.removesuffix(_BEHIND)


_LEVELS = {"CENTRAL": "中央", "PROVINCE": "省级", "CITY": "市级", "COUNTY": "县级"}
_KINDS = (ProjectKind.PERSONNEL, ProjectKind.OPERATION, ProjectKind.SPECIFIC)
_BUDGETS = ("全年预算数", "预算数", "全年预算", "预算资金")
_SPENT_WORDS = ("执行数", "全年执行数", "决算数")


def named_totals(filing: Filing) -> Iterator[Named]:
    """Sums and counts over projects, and what the department's own evaluation says."""
    for kind in _KINDS:
        if any(project.kind is kind for project in filing.projects):
            near = (f"{kind.value}项目",)
            yield Named(f"s.K{kind.name}.budget", _BUDGETS, topic="TX34", basis=Basis.BUDGET, near=near)
            yield Named(f"s.K{kind.name}.executed", _SPENT_WORDS, topic="TX34", near=near)
    if filing.projects:
        yield Named("s.own.count", ("本级项目", "项目"), _THINGS, "TX23", near=("本级项目",))
    if filing.projects and filing.transfers:
        yield Named("s.all.count", ("项目支出", "全部项目"), _THINGS, "TX23")
        near = ("项目支出共计",)
        yield Named("s.all.budget", ("年中调整后预算数", "调整后预算数", *_BUDGETS), MONEY, "TX34", Basis.BUDGET, near)
    if filing.transfers:
        yield from _transfers()
    if filing.department is not None:
        own = f"p.{filing.department.id}"
        whole = ("部门整体支出绩效自评", "部门整体绩效自评", "部门整体自评", "部门整体支出自评", "部门整体")
        yield Named(f"{own}.score", tuple(f"{name}得分" for name in whole), _POINTS, "TX24")


def _transfers() -> Iterator[Named]:
    """Transfer payments: how many, and their money by level of government."""
    names = ("转移支付资金", "转移支付", "转移支付预算资金")
    yield Named("s.transfer.count", ("转移支付项目", "转移支付资金"), "项", "TX23")
    yield Named("s.transfer.count", ("转移支付项目", "转移支付资金"), _THINGS, "TX23")
    for column in ("budget", "executed", "initial"):
        yield Named(f"s.transfer.{column}", names, topic="TX34", group="s.transfer")
        for level, word in _LEVELS.items():
            called = (f"{word}转移支付资金", f"{word}转移支付")
            yield Named(f"s.transfer.{level}.{column}", called, topic="TX34", group=f"s.transfer.{level}")
