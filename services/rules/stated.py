"""Rules XF04–XF09 and LC10: counts and sums stated in texts, against each other, published tables and the forms.

Where a published table was entered a text is compared with it, else with the sum over the forms. Figures stated at one
place (the same document) belong together.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from models.enums import FundNature, FundSource, PublishedTable, Severity, StatementTopic
from models.published import Statement
from services.filing.funds import FundColumn
from services.filing.totals import Section
from services.rules.catalogue import FUNDS, LISTED, PLACED, SCORED, STATED, Hit, filing_rule, off_by_more
from services.rules.view import FilingView, record_ref, said, sum_tolerance
from services.texts.relation import HUNDRED, Operand, added, completion
from services.values.money import plain
from services.values.numbers import format_percent

T = StatementTopic
BASIS = "自评报告与汇总表间勾稽"
SUMS = (*STATED, *LISTED, *FUNDS, *PLACED)
COUNTS = (*STATED, *LISTED, *PLACED)
_BUDGETS = {
    Section.OWN: (T.OWN_BUDGET, PublishedTable.OWN),
    Section.TRANSFER: (T.TRANSFER_BUDGET, PublishedTable.TRANSFER),
}
_NUMBERS = {Section.OWN: T.OWN_COUNT, Section.TRANSFER: T.TRANSFER_COUNT}
_LEVELS = {
    T.CENTRAL: FundSource.CENTRAL,
    T.PROVINCE: FundSource.PROVINCE,
    T.CITY: FundSource.CITY,
    T.COUNTY: FundSource.COUNTY,
}
_NATURE_COUNTS = {
    T.GENERAL_COUNT: FundNature.GENERAL,
    T.FUND_COUNT: FundNature.FUND,
    T.INSURANCE_COUNT: FundNature.INSURANCE,
    T.CAPITAL_COUNT: FundNature.CAPITAL,
}
_NATURE_BUDGETS = {
    T.GENERAL_BUDGET: FundNature.GENERAL,
    T.FUND_BUDGET: FundNature.FUND,
    T.INSURANCE_BUDGET: FundNature.INSURANCE,
    T.CAPITAL_BUDGET: FundNature.CAPITAL,
}
_GRADES = (T.GRADE_1_COUNT, T.GRADE_2_COUNT, T.GRADE_3_COUNT, T.GRADE_4_COUNT)
_RATE_TOLERANCE = Decimal("0.05")
"""Percentage points."""
_ZERO = Decimal(0)


def _budget(view: FilingView, section: Section) -> tuple[Decimal, int, str] | None:
    """Adjusted budgets of a section (万元): from the published table, else from the forms; how many, and from where."""
    table = view.table(_BUDGETS[section][1])
    if table.lines:
        return table.total, len(table.lines), f"{table.lines[0].table.value}合计"
    known = view.totals.amount(section, FundColumn.BUDGET)
    return None if known is None else (known, view.totals.count(section), f"{section.value}自评表合计")


def _number(view: FilingView, section: Section) -> int:
    return len(view.table(_BUDGETS[section][1]).lines) or view.totals.count(section)


def _amount_hit(one: Statement, other: Decimal, where: str) -> Hit:
    gap = abs((one.figure or _ZERO) - other)
    return Hit((record_ref(one, "figure"),), {"said": said(one, "万元"), "where": where, "gap": plain(gap)})


@filing_rule(
    "XF04",
    Severity.ERROR,
    "正文金额与表内合计不符",
    reads=SUMS,
    text="{said}，{where}，差 {gap} 万元。",
    remedy="核对正文和各表的金额，改成一致。",
    basis=BASIS,
)
def text_is_sum_of_table(view: FilingView) -> Iterator[Hit]:
    """Amounts named in the text are the sums of the tables; levels of government those of the transfer payments."""
    for section, (topic, _) in _BUDGETS.items():
        known = _budget(view, section) if view.stated(topic) else None
        if known is None:
            continue
        for one in view.stated(topic):
            if one.figure is not None and off_by_more(one.figure, known[0], sum_tolerance(known[1])):
                yield _amount_hit(one, known[0], f"{known[2]} {plain(known[0])} 万元")
    yield from _levels_of_forms(view)


def _levels_of_forms(view: FilingView) -> Iterator[Hit]:
    told = view.totals.levelled(Section.TRANSFER)
    if not told or told < view.totals.count(Section.TRANSFER):
        return
    for topic, level in _LEVELS.items():
        known = view.totals.amount(Section.TRANSFER, level) or _ZERO
        for one in view.stated(topic):
            if one.figure is not None and off_by_more(one.figure, known, sum_tolerance(told)):
                yield _amount_hit(one, known, f"转移支付自评表中{level.value}合计 {plain(known)} 万元")


@filing_rule(
    "XF05",
    Severity.ERROR,
    "分级资金相加不等于总额",
    reads=STATED,
    text="{said}，{where}，差 {gap} 万元。",
    remedy="核对总额和各级资金。",
    basis=BASIS,
)
def levels_add_up(view: FilingView) -> Iterator[Hit]:
    """Central, provincial, city and county money stated at one place add up to the whole stated there."""
    for one in view.stated(T.TRANSFER_BUDGET):
        parts = [part for topic in _LEVELS if (part := view.beside(one, topic)) is not None]
        yield from _parts_hit(one, parts, sum_tolerance(len(parts)))


def _parts_hit(whole: Statement, parts: list[Statement], tolerance: Decimal) -> Iterator[Hit]:
    """A stated amount that its stated parts do not add up to."""
    terms = [Operand(x, shown=f"{part.topic.value} {plain(x)}") for part in parts if (x := part.figure) is not None]
    if len(terms) < 2 or whole.figure is None:
        return
    relation = added(Operand(whole.figure), terms)
    if abs(relation.gap) > tolerance:
        where = f"{relation.formula} = {plain(relation.result)} 万元"
        hit = _amount_hit(whole, relation.result, where)
        yield Hit((*hit.fields, *(record_ref(part, "figure") for part in parts)), hit.values)


@filing_rule(
    "XF06",
    Severity.ERROR,
    "等级个数或评优率不对",
    reads=(*COUNTS, *SCORED, "project.grade"),
    text="{said}，{why}。",
    remedy="核对各等级个数、项目总数和评优率。",
    basis=BASIS,
)
def grades_add_up(view: FilingView) -> Iterator[Hit]:
    """The numbers of each grade add up to the number of projects; the rate of the best grade follows from them."""
    first = {one.document: one for topic in reversed(_GRADES) for one in reversed(view.stated(topic))}
    for document, one in first.items():
        counts = {x.topic: x for topic in _GRADES for x in view.stated(topic) if x.document == document}
        figures = [x.figure for x in counts.values() if x.figure is not None]
        graded = sum(figures, _ZERO)
        refs = tuple(record_ref(x, "figure") for x in counts.values())
        whole = _projects_at(view, document)
        if whole is not None and whole[0] != graded:
            how = " + ".join(map(plain, figures))
            why = f"各等级个数 {how} = {plain(graded)} 个，{whole[1]} {plain(whole[0])} 个"
            yield Hit(refs, {"said": said(one, "个"), "why": why})
        elif whole is not None and whole[2] is not None:
            yield from _grades_of_forms(view, list(counts.values()), whole[2])
        yield from _excellent_rate(view, document, counts.get(T.GRADE_1_COUNT), graded)


def _projects_at(view: FilingView, document: str) -> tuple[Decimal, str, Section | None] | None:
    """How many projects the text speaks of at a place: what is stated there, how it is called, and which section."""
    sections: dict[T, Section | None] = {T.OWN_COUNT: Section.OWN, T.TRANSFER_COUNT: Section.TRANSFER}
    for topic in (T.OWN_COUNT, T.TRANSFER_COUNT, T.EVALUATED_COUNT, T.PROJECT_COUNT):
        for one in view.stated(topic):
            if one.document == document and one.figure is not None:
                return one.figure, topic.value, sections.get(topic)
    return None


def _grades_of_forms(view: FilingView, counts: list[Statement], section: Section) -> Iterator[Hit]:
    """Stated numbers of each grade against the forms, once all forms of the section have a grade."""
    names = dict(zip(_GRADES, (grade.name for grade in view.filing.scheme.grades), strict=False))
    whole = sum(view.totals.grade(section, name) for name in names.values())
    if not whole or whole < view.totals.count(section):
        return
    for one in counts:
        known = view.totals.grade(section, names[one.topic]) if one.topic in names else None
        if known is not None and one.figure != known:
            why = f"{section.value}自评表中“{names[one.topic]}”有 {known} 个"
            yield Hit((record_ref(one, "figure"),), {"said": said(one, "个"), "why": why})


def _excellent_rate(view: FilingView, document: str, best: Statement | None, graded: Decimal) -> Iterator[Hit]:
    for one in view.stated(T.EXCELLENT_RATE) if best is not None else ():
        if one.document == document and one.figure is not None and best is not None and best.figure is not None:
            claimed = Operand(one.figure * HUNDRED)
            relation = completion(claimed, Operand(best.figure), Operand(graded))
            if relation is not None and abs(relation.gap) > _RATE_TOLERANCE:
                where = f"“{one.document}”的" if one.document else "文中的"
                why = f"按 {relation.formula} 应为 {format_percent(relation.result / HUNDRED)}"
                refs = (record_ref(one, "figure"), record_ref(best, "figure"))
                yield Hit(refs, {"said": f"{where}评优率 {format_percent(one.figure)}", "why": why})


@filing_rule(
    "XF07",
    Severity.ERROR,
    "项目总数不等于分项之和",
    reads=COUNTS,
    text="{said}，本级项目 {own} 个 + 转移支付 {transfer} 个 = {sum} 个。",
    remedy="核对项目总数，或补列没有列出的项目。",
    basis=BASIS,
)
def count_is_own_and_transfers(view: FilingView) -> Iterator[Hit]:
    """The number of all projects is that of the unit's own and of the transfer payments."""
    for one in view.stated(T.PROJECT_COUNT):
        stated = {section: view.beside(one, topic) for section, topic in _NUMBERS.items()}
        own, transfer = (_stated_number(view, section, stated[section]) for section in _NUMBERS)
        if one.figure is not None and own + transfer and one.figure != own + transfer:
            values = {"said": said(one, "个"), "own": plain(own), "transfer": plain(transfer)}
            refs = [record_ref(part, "figure") for part in stated.values() if part is not None]
            yield Hit((record_ref(one, "figure"), *refs), {**values, "sum": plain(own + transfer)})


def _stated_number(view: FilingView, section: Section, stated: Statement | None) -> Decimal:
    known = None if stated is None else stated.figure
    return Decimal(_number(view, section)) if known is None else known


@filing_rule(
    "XF08",
    Severity.ERROR,
    "预算总额不等于两表合计",
    reads=SUMS,
    text="{said}，{where}，差 {gap} 万元。",
    remedy="核对预算总额，看两表是否有漏列或多列的项目。",
    basis=BASIS,
)
def budget_is_own_and_transfers(view: FilingView) -> Iterator[Hit]:
    """The budget of all projects is that of the unit's own and of the transfer payments."""
    for one in view.stated(T.TOTAL_BUDGET):
        parts = [_stated_budget(view, section, one) for section in _BUDGETS]
        known = [part for part in parts if part is not None]
        whole = sum((amount for amount, _ in known), _ZERO)
        tolerance = min(sum((slack for _, slack in known), _ZERO), sum_tolerance(len(known) * 3))
        if one.figure is not None and known and off_by_more(one.figure, whole, max(tolerance, sum_tolerance(1))):
            how = " + ".join(plain(amount) for amount, _ in known)
            yield _amount_hit(one, whole, f"本级与转移支付合计 {how} = {plain(whole)} 万元")


def _stated_budget(view: FilingView, section: Section, one: Statement) -> tuple[Decimal, Decimal] | None:
    """A section's budget (万元) and how far it may be off: as stated, else as the tables or forms add up."""
    stated = view.beside(one, _BUDGETS[section][0])
    if stated is not None and stated.figure is not None:
        return stated.figure, sum_tolerance(1)
    known = _budget(view, section)
    return None if known is None else (known[0], sum_tolerance(known[1]))


@filing_rule(
    "XF09",
    Severity.ERROR,
    "按资金性质分项与合计不等",
    reads=SUMS,
    text="{said}，{where}，差 {gap}。",
    remedy="核对各资金性质的项目个数和金额。",
    basis=BASIS,
)
def natures_add_up(view: FilingView) -> Iterator[Hit]:
    """Counts and amounts by 资金性质 add up to those of the unit's own projects, and are those of the forms."""
    for topics, whole in ((tuple(_NATURE_COUNTS), T.OWN_COUNT), (tuple(_NATURE_BUDGETS), T.OWN_BUDGET)):
        for one in view.stated(whole):
            parts = [part for topic in topics if (part := view.beside(one, topic)) is not None]
            tolerance = _ZERO if whole is T.OWN_COUNT else sum_tolerance(len(parts))
            yield from _with_unit(_parts_hit(one, parts, tolerance), whole)
    if view.totals.count(Section.OWN) and view.stated(*_NATURE_COUNTS, *_NATURE_BUDGETS):
        yield from _natures_of_forms(view)


def _with_unit(hits: Iterator[Hit], whole: T) -> Iterator[Hit]:
    """Amounts are in 万元, counts in 个."""
    for hit in hits:
        words = {**hit.values, "gap": f"{hit.values['gap']} 万元"}
        if whole is T.OWN_COUNT:
            words = {name: text.replace("万元", "个") for name, text in words.items()}
        yield Hit(hit.fields, words)


def _natures_of_forms(view: FilingView) -> Iterator[Hit]:
    forms = "本级项目自评表中"
    for topic, nature in _NATURE_COUNTS.items():
        number = view.totals.count(Section.OWN, nature)
        for one in view.stated(topic):
            if one.figure is not None and one.figure != number:
                values = {"said": said(one, "个"), "where": f"{forms}{nature.value} {number} 个"}
                yield Hit((record_ref(one, "figure"),), {**values, "gap": f"{plain(abs(one.figure - number))} 个"})
    for topic, nature in _NATURE_BUDGETS.items():
        amount = view.totals.amount(Section.OWN, nature) or _ZERO
        tolerance = sum_tolerance(max(view.totals.count(Section.OWN, nature), 1))
        for one in view.stated(topic):
            if one.figure is not None and off_by_more(one.figure, amount, tolerance):
                hit = _amount_hit(one, amount, f"{forms}{nature.value} {plain(amount)} 万元")
                yield Hit(hit.fields, {**hit.values, "gap": f"{hit.values['gap']} 万元"})


@filing_rule(
    "LC10",
    Severity.WARNING,
    "编制、监控、自评的项目数不同",
    reads=COUNTS,
    text="{counts}，几个数不同。",
    remedy="核对各环节的项目数；项目中途增减的，请写说明。",
    basis="财预〔2019〕136号；财预〔2020〕10号",
)
def as_many_at_each_moment(view: FilingView) -> Iterator[Hit]:
    """As many projects were declared, monitored and evaluated, and have a form."""
    stated = view.stated(T.DECLARED_COUNT, T.MONITORED_COUNT, T.EVALUATED_COUNT)
    figures = [one.figure for one in stated if one.figure is not None]
    own, transfers = (view.totals.count(section) for section in (Section.OWN, Section.TRANSFER))
    forms = own if own in figures else own + transfers
    if figures and len({*figures, *([Decimal(forms)] if forms else [])}) > 1:
        counts = "、".join(said(one, "个") for one in stated)
        words = f"{counts}，本编报自评表 {forms} 个" if forms else counts
        yield Hit(tuple(record_ref(one, "figure") for one in stated), {"counts": words})
