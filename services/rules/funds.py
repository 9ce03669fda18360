"""Rules FI01–FI10, FI12–FI14 and FI19: the amounts of one form against each other.

Totals follow from their parts; only a total typed over them can disagree. Amounts are compared in 万元 within the
scheme's tolerance (0.005 万元), because the clerk types the parts themselves and not rounded shares of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from statistics import median

from models.enums import FundSource, ManagementTopic, Severity
from services.filing.assess import Assessment
from services.filing.funds import Figure, FundColumn
from services.filing.refs import FieldRef
from services.rules.catalogue import FUNDS, Hit, funding_ref, off_by_more, project_ref, project_rule
from services.values.money import plain, round_half_up
from services.values.numbers import format_percent, format_points
from services.values.text import is_finer

SOURCE_FORMS = ("F01", "F02", "F02b", "F03")
"""Forms that print the sources; F03b prints the total alone, which may differ from what is rolled up."""
"""Forms whose total is made up of kinds of money; F04 is made up of levels of government."""
COLUMN_TITLES = {
    FundColumn.INITIAL: "年初预算数",
    FundColumn.BUDGET: "全年预算数",
    FundColumn.EXECUTED: "全年执行数",
}
_MEDIAN_FACTOR = 1000
_HUGE = Decimal(10) ** 6
_FEWEST = 3
_ADJUSTED = ("追加", "调减", "调增", "压减", "调整")
_SHOWN_PLACES = 2
_WITHIN_FORM = "表内勾稽；财预〔2020〕10号附件"
_SUM_TEXT = "{source}的{column}填 {total} 万元，与各项之和不等：{how}，差 {gap} 万元。"
_SUM_REMEDY = "核对各项来源；合计由程序计算，可清空手填的合计数。"


def total_refs(a: Assessment, *columns: FundColumn) -> tuple[FieldRef, ...]:
    """Addresses of 年度资金总额 in these columns."""
    return tuple(funding_ref(a, FundSource.TOTAL, column) for column in columns)


def _sums(a: Assessment, source: FundSource, columns: list[FundColumn]) -> Iterator[Hit]:
    for column in columns:
        figure = a.funds.figure(source, column)
        if figure.typed is None or figure.derived is None or a.funds.rolled_parts(source, column):
            continue  # a department's total may hold basic expenditure beside its projects (XF10, XF11)
        if off_by_more(figure.typed, figure.derived, a.scheme.limits.amount_tolerance):
            yield _sum_hit(a, source, column, figure, figure.typed - figure.derived)


def _sum_hit(a: Assessment, source: FundSource, column: FundColumn, figure: Figure, gap: Decimal) -> Hit:
    ref = funding_ref(a, source, column)
    known = [part for part in a.funds.parts(source, column) if a.funds.value(part, column) is not None]
    parts = [funding_ref(a, part, column) for part in known]
    values = {
        "source": source.value,
        "column": COLUMN_TITLES[column],
        "total": plain(figure.value or Decimal(0)),
        "how": figure.how,
        "gap": plain(abs(gap)),
    }
    return Hit((ref, *parts), values, adopt=(ref, ""))


def _carried(a: Assessment, column: FundColumn) -> bool:
    return a.funds.value(FundSource.CARRY_OVER, column) is not None


@project_rule(
    "FI01",
    Severity.ERROR,
    "总额与来源不一致",
    reads=FUNDS,
    forms=SOURCE_FORMS,
    text=_SUM_TEXT,
    remedy=_SUM_REMEDY,
    basis=_WITHIN_FORM,
)
def total_is_sum_of_sources(a: Assessment) -> Iterator[Hit]:
    """年度资金总额 = 财政拨款 + 其他资金, in each column without carry-over (that is FI03)."""
    return _sums(a, FundSource.TOTAL, [column for column in FundColumn if not _carried(a, column)])


@project_rule(
    "FI02",
    Severity.ERROR,
    "财政拨款小计不等于三项之和",
    reads=FUNDS,
    forms=("F02", "F03"),
    text=_SUM_TEXT,
    remedy="核对一般公共预算、政府性基金、国有资本经营预算三项；小计由程序计算，可清空手填的小计。",
    basis="表内勾稽（财政拨款小计=三项之和）",
)
def appropriation_is_sum_of_budgets(a: Assessment) -> Iterator[Hit]:
    """财政拨款小计 = 一般公共预算 + 政府性基金 + 国有资本经营预算, in each column."""
    return _sums(a, FundSource.APPROPRIATION, list(FundColumn))


@project_rule(
    "FI03",
    Severity.ERROR,
    "总额与三类资金不一致",
    reads=FUNDS,
    forms=SOURCE_FORMS,
    text=_SUM_TEXT,
    remedy=_SUM_REMEDY,
    basis=_WITHIN_FORM,
)
def total_includes_carry_over(a: Assessment) -> Iterator[Hit]:
    """年度资金总额 = 本年财政拨款 + 上年结转 + 其他资金, in each column that has carry-over."""
    return _sums(a, FundSource.TOTAL, [column for column in FundColumn if _carried(a, column)])


@project_rule(
    "FI04",
    Severity.ERROR,
    "分级资金与总额不等",
    reads=FUNDS,
    forms=("F04",),
    text=_SUM_TEXT,
    remedy="逐级核对下达文件的金额；总额由程序计算，可清空手填的总额。",
    basis="表内勾稽（年度资金总额=各级财政资金+其他资金）",
)
def transfer_is_sum_of_levels(a: Assessment) -> Iterator[Hit]:
    """年度资金总额 = 中央 + 省 + 市 + 县 + 其他资金, budget and execution each."""
    return _sums(a, FundSource.TOTAL, list(FundColumn))


@project_rule(
    "FI05",
    Severity.ERROR,
    "执行率算错",
    reads=(*FUNDS, "project.execution_rate"),
    text="执行率填的是 {y}，按金额应为 {how}。",
    remedy="清空手填的执行率，由程序按执行数÷预算数计算；或核对金额。",
    basis="财预〔2020〕10号（执行率=B/A）",
)
def rate_is_executed_by_budget(a: Assessment) -> Iterator[Hit]:
    """A typed execution rate equals executed ÷ budget at two decimals of %."""
    typed, rate = a.project.execution_rate, a.rate.value
    if typed is None or rate is None or round_half_up(typed, 4) == round_half_up(rate, 4):
        return
    ref = project_ref(a, "execution_rate")
    values = {"x": format_percent(rate), "y": format_percent(typed), "how": a.rate.how}
    yield Hit((ref, *total_refs(a, FundColumn.EXECUTED, FundColumn.BUDGET)), values, adopt=(ref, ""))


@project_rule(
    "FI06",
    Severity.ERROR,
    "没有预算却有执行率",
    reads=(*FUNDS, "project.execution_rate"),
    text="全年预算数{state}，执行率却填了 {y}；没有预算数就不能计算执行率。",
    remedy="补填全年预算数；确实没有预算的，执行率留空并在原因栏说明。",
    basis="财预〔2020〕10号（执行率=B/A）",
)
def no_rate_without_budget(a: Assessment) -> Iterator[Hit]:
    """No execution rate where the budget is 0 or blank."""
    typed = a.project.execution_rate
    if typed is None or a.budget or a.rate.value is not None:
        return
    ref = project_ref(a, "execution_rate")
    state = "没有填" if a.budget is None else "为 0"
    yield Hit((ref, *total_refs(a, FundColumn.BUDGET)), {"state": state, "y": format_percent(typed)}, adopt=(ref, ""))


@project_rule(
    "FI07",
    Severity.ERROR,
    "执行数超过全年预算",
    reads=(*FUNDS, "project.overspend_approved"),
    text="全年执行数 {executed} 万元，超过全年预算数 {budget} 万元，多 {gap} 万元。",
    remedy="核对是否漏录追加预算；确经批准超支的，勾选“经批准超支”。",
    basis="预算法第十三条（支出以批准的预算为依据）",
)
def executed_within_budget(a: Assessment) -> Iterator[Hit]:
    """全年执行数 ≤ 全年预算数 unless overspending was approved."""
    budget, executed = a.budget, a.executed
    if budget is None or executed is None or a.project.overspend_approved:
        return
    if executed - budget > a.scheme.limits.amount_tolerance:
        values = {"executed": plain(executed), "budget": plain(budget), "gap": plain(executed - budget)}
        yield Hit(total_refs(a, FundColumn.EXECUTED, FundColumn.BUDGET), values)


@project_rule(
    "FI08",
    Severity.WARNING,
    "执行率偏低没有原因",
    reads=(*FUNDS, "project.execution_note", "management.note"),
    text="执行率 {how}，不到 {limit}，原因栏是空的。",
    remedy="在“执行率原因说明”中写明未执行的原因。",
    basis="财预〔2020〕10号（未完成的应分析原因）",
)
def low_rate_has_reason(a: Assessment) -> Iterator[Hit]:
    """An execution rate below the scheme's limit (90 %) has a reason."""
    rate, limit = a.rate.value, a.scheme.limits.rate_low
    if rate is None or round_half_up(rate, 4) >= limit or _reason(a):
        return
    refs = (project_ref(a, "execution_note"), *total_refs(a, FundColumn.EXECUTED))
    yield Hit(refs, {"how": a.rate.how, "limit": f"{plain(limit * 100)}%"})


def _reason(a: Assessment) -> str:
    told = a.managements.get(ManagementTopic.EXECUTION)
    return a.project.execution_note.strip() or (told.note.strip() if told else "")


@project_rule(
    "FI09",
    Severity.WARNING,
    "预算调整没有说明",
    reads=(*FUNDS, "project.adjustment_note", "project.execution_note"),
    forms=("F02", "F02b", "F03"),
    text="年初预算 {initial} 万元，全年预算 {budget} 万元，{way} {x}，没有调整说明。",
    remedy="在“预算调整说明”中写明追加或调减的依据（文件、会议）。",
    basis="预算法第六十七条（预算调整）",
)
def adjustment_is_explained(a: Assessment) -> Iterator[Hit]:
    """A change of more than 10 % between 年初 and 全年预算 is explained (on F02b in its 原因 column)."""
    initial, budget = a.initial, a.budget
    if not initial or budget is None or _tells_adjustment(a):
        return
    change = abs(budget - initial) / abs(initial)
    if change <= a.scheme.limits.adjustment:
        return
    way = "增加" if budget > initial else "减少"
    values = {"initial": plain(initial), "budget": plain(budget), "way": way, "x": format_percent(change)}
    yield Hit((project_ref(a, "adjustment_note"), *total_refs(a, FundColumn.BUDGET, FundColumn.INITIAL)), values)


def _tells_adjustment(a: Assessment) -> bool:
    note = a.project.execution_note
    return bool(a.project.adjustment_note.strip()) or any(word in note for word in _ADJUSTED)


@project_rule(
    "FI10",
    Severity.ERROR,
    "已打分没有执行数",
    reads=(*FUNDS, "indicator.name", "indicator.actual", "indicator.score", "project.total_score"),
    forms=("F04",),
    text="已填{what}，年度资金总额的全年执行数却是空的。",
    remedy="按国库集中支付口径补填全年执行数。",
    basis="转移支付绩效自评表填列规则",
)
def scored_has_execution(a: Assessment) -> Iterator[Hit]:
    """A transfer payment with results or scores has an execution figure."""
    what = _reported(a)
    if what and a.executed is None:
        yield Hit(total_refs(a, FundColumn.EXECUTED), {"what": what})


def _reported(a: Assessment) -> str:
    if a.project.total_score is not None:
        return f"自评得分 {format_points(a.project.total_score)} 分"
    for view in a.indicators:
        if view.row.score is not None:
            return f"“{view.row.name}”的得分 {format_points(view.row.score)} 分"
        if view.row.actual.strip():
            return f"“{view.row.name}”的完成值 {view.row.actual.strip()}"
    return ""


@project_rule(
    "FI12",
    Severity.ERROR,
    "金额为负",
    reads=FUNDS,
    text="{source}的{column}填 {x} 万元，金额不能是负数。",
    remedy="检查录入；调减的预算应在全年预算数中扣除，不单列负数。",
    basis="部门决算编报口径（金额不得为负）",
)
def amounts_are_not_negative(a: Assessment) -> Iterator[Hit]:
    """No amount below 0."""
    return (_cell_hit(a, source, column, value) for source, column, value in a.funds.typed() if value < 0)


@project_rule(
    "FI13",
    Severity.WARNING,
    "疑似以元录入",
    reads=FUNDS,
    text="{source}的{column}填 {x} 万元，{why}，是否以元录入？",
    remedy="核对单位：表内金额以万元为单位，836400 元应填 83.64。",
    basis="表式要求（金额单位：万元）",
)
def amounts_are_in_wan(a: Assessment) -> Iterator[Hit]:
    """An amount over 1000 times the median of the form, or a whole number of a million 万元 and more, looks like 元."""
    amounts = list(a.funds.typed())
    positive = [value for _, _, value in amounts if value > 0]
    middle = median(positive) if len(positive) >= _FEWEST else None
    for source, column, value in amounts:
        why = _too_large(value, middle)
        if why:
            yield _cell_hit(a, source, column, value, why=why)


def _too_large(value: Decimal, middle: Decimal | None) -> str:
    if middle and value > middle * _MEDIAN_FACTOR:
        return f"是本表金额中位数 {plain(middle)} 万元的 {plain(round_half_up(value / middle, 0))} 倍"
    return "数值过大又是整数" if value >= _HUGE and not is_finer(value, 0) else ""


@project_rule(
    "FI14",
    Severity.HINT,
    "金额小数超过两位",
    reads=FUNDS,
    text="{source}的{column}为 {x} 万元，小数超过两位{more}，将按两位小数打印，原值保留。",
    remedy="无需改动；如上级要求精确到两位，请按文件金额重填。",
    basis="表式要求（两位小数）",
)
def amounts_have_two_places(a: Assessment) -> Iterator[Hit]:
    """Amounts finer than two decimals are printed rounded; told once for a form."""
    fine = [cell for cell in a.funds.typed() if is_finer(cell[2], _SHOWN_PLACES)]
    if fine:
        hit = _cell_hit(a, *fine[0], more=f"（本表共 {len(fine)} 处）" if len(fine) > 1 else "")
        others = tuple(funding_ref(a, source, column) for source, column, _ in fine[1:])
        yield Hit(hit.fields + others, hit.values)


@project_rule(
    "FI19",
    Severity.WARNING,
    "有执行数没有预算数",
    reads=FUNDS,
    text="全年执行 {executed} 万元，没有填全年预算数。",
    remedy="填写全年预算数；年中安排的资金年初预算填 0。",
    basis=_WITHIN_FORM,
)
def executed_needs_budget(a: Assessment) -> Iterator[Hit]:
    """What was spent had been budgeted."""
    if a.budget is None and a.executed:
        yield Hit(total_refs(a, FundColumn.BUDGET, FundColumn.EXECUTED), {"executed": plain(a.executed)})


def _cell_hit(a: Assessment, source: FundSource, column: FundColumn, value: Decimal, **more: str) -> Hit:
    values = {"source": source.value, "column": COLUMN_TITLES[column], "x": plain(value), **more}
    return Hit((funding_ref(a, source, column),), values)
