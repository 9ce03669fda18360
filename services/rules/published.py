"""Rules XF01–XF03, XF16, XF17 and XF19–XF21: published tables, and scores stated elsewhere, against the forms.

The program's own summary tables are made from the forms and cannot disagree; what is compared are lines and figures
entered from published documents (SummaryLine, Statement).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from models.enums import PublishedTable, Severity, StatementTopic
from models.published import Statement, SummaryLine
from services.filing.assess import Assessment
from services.filing.funds import FundColumn
from services.filing.refs import FieldRef
from services.filing.totals import Section, Share, name_key
from services.rules.catalogue import (
    LISTED,
    PLACED,
    SCORED,
    STATED,
    Hit,
    filing_rule,
    off_by_more,
    project_ref,
    published_rule,
)
from services.rules.view import FilingView, Published, Table, record_ref, said
from services.values.money import plain
from services.values.numbers import format_points
from services.values.scoring import grade

BASIS = "财预〔2020〕10号；汇总表与自评表间勾稽"
FORMS = (*SCORED, *PLACED, "project.name", "project.grade")
"""Everything a project's line in a summary table follows from."""
RESULT_TABLES = frozenset({PublishedTable.OWN, PublishedTable.TRANSFER})
_SCORE_TOLERANCE = Decimal("0.005")
_OF_TABLE = {
    PublishedTable.OWN: (StatementTopic.OWN_COUNT, Section.OWN),
    PublishedTable.TRANSFER: (StatementTopic.TRANSFER_COUNT, Section.TRANSFER),
    PublishedTable.EXPENDITURE: (StatementTopic.EXPENDITURE_COUNT, None),
}


def _named(line: SummaryLine) -> dict[str, str]:
    return {"table": line.table.value, "name": line.name or "未命名项目"}


def _form_of(line: SummaryLine, shares: Sequence[Share]) -> Share:
    """The form of a line; of several projects of one name, the one with its amount."""
    fitting = (share for share in shares if share.amounts.get(FundColumn.BUDGET) == line.amount)
    return next(fitting, shares[0])


@published_rule(
    "XF01",
    Severity.ERROR,
    "汇总表得分与自评表不符",
    reads=(*FORMS, *LISTED),
    text="{table}“{name}”得 {x} 分，自评表总分 {y} 分。",
    remedy="核对汇总表和自评表的得分，改成一致。",
    basis=BASIS,
)
def listed_score_is_the_forms(record: Published, view: FilingView) -> Iterator[Hit]:
    """The score of a line is the total of its form."""
    if not isinstance(record, SummaryLine) or record.table not in RESULT_TABLES or record.score is None:
        return
    shares = view.shares_of(record)
    form = _form_of(record, shares) if shares else None
    if form is not None and form.score is not None and off_by_more(form.score, record.score, _SCORE_TOLERANCE):
        values = {**_named(record), "x": format_points(record.score), "y": format_points(form.score)}
        yield Hit((record_ref(record, "score"), FieldRef("project", form.project_id, "total_score")), values)


@published_rule(
    "XF02",
    Severity.ERROR,
    "汇总表金额与自评表不符",
    reads=(*FORMS, *LISTED),
    text="{table}“{name}”{x} 万元，自评表{column} {y} 万元，差 {gap} 万元。",
    remedy="核对汇总表和自评表的金额，改成一致。",
    basis=BASIS,
)
def listed_amount_is_the_forms(record: Published, view: FilingView) -> Iterator[Hit]:
    """The amount of a line is the adjusted budget of its form; in a list of expenditure, what was executed."""
    if not isinstance(record, SummaryLine) or record.amount is None or record.table is PublishedTable.LARGE:
        return
    column = FundColumn.BUDGET if record.table in RESULT_TABLES else FundColumn.EXECUTED
    shares = view.shares_of(record)
    forms = shares if record.project else [_form_of(record, shares)] if shares else []
    known = [share.amounts[column] for share in forms if column in share.amounts]
    whole = sum(known, Decimal(0))
    tolerance = view.filing.scheme.limits.amount_tolerance
    if not known or len(known) < len(forms) or not off_by_more(whole, record.amount, tolerance):
        return
    title = "全年预算数" if column is FundColumn.BUDGET else "全年执行数"
    values = {**_named(record), "x": plain(record.amount), "y": " + ".join(map(plain, known)), "column": title}
    refs = (FieldRef("funding", f"{share.project_id}:TOTAL", column.value) for share in forms)
    yield Hit((record_ref(record, "amount"), *refs), {**values, "gap": plain(abs(whole - record.amount))})


@published_rule(
    "XF03",
    Severity.ERROR,
    "汇总表等级与得分不符",
    reads=LISTED,
    text="{table}“{name}”{x} 分应为“{g}”，表中写“{given}”。",
    remedy="按方案的等级标准改正等级，或核对得分。",
    basis=BASIS,
)
def listed_grade_fits_score(record: Published, view: FilingView) -> Iterator[Hit]:
    """The grade of a line is the one its score has by the scheme."""
    if not isinstance(record, SummaryLine) or record.score is None or not record.grade:
        return
    right = grade(record.score, view.filing.scheme.grades)
    if right is not None and right != record.grade.strip():
        values = {**_named(record), "x": format_points(record.score), "g": right, "given": record.grade}
        ref = record_ref(record, "grade")
        yield Hit((ref, record_ref(record, "score")), values, (ref, right))


def _contradiction(one: Statement, score: Decimal | None, given: str) -> str:
    """What a form says other than a stated score or grade, in words; "" when they agree or one is blank."""
    if one.topic is StatementTopic.SCORE and one.figure is not None and score is not None:
        return f"自评表是 {format_points(score)} 分" if off_by_more(one.figure, score, _SCORE_TOLERANCE) else ""
    if one.topic is StatementTopic.GRADE and one.words and given and one.words.strip() != given:
        return f"自评表是“{given}”"
    return ""


def _told(one: Statement) -> str:
    """A stated score or grade in words."""
    what = f" {format_points(one.figure)} 分" if one.figure is not None else f"“{one.words}”"
    return f"“{one.document or '文中'}”写{one.topic.value}{what}"


@published_rule(
    "XF16",
    Severity.ERROR,
    "同一项目两处得分不同",
    reads=(*FORMS, *STATED),
    text="《{name}》：{told}，{x}。",
    remedy="核对自评表、专项报告和决算说明，改成一致。",
    basis=BASIS,
)
def project_score_is_stated_alike(record: Published, view: FilingView) -> Iterator[Hit]:
    """Score and grade of a project are the same in form, report and accounts."""
    if not isinstance(record, Statement) or record.topic not in {StatementTopic.SCORE, StatementTopic.GRADE}:
        return
    for share in view.shares_of(record):
        contradiction = _contradiction(record, share.score, share.grade)
        if contradiction:
            refs = (record_ref(record, _field(record)), FieldRef("project", share.project_id, "total_score"))
            yield Hit(refs, {"name": share.name, "told": _told(record), "x": contradiction})


def _field(one: Statement) -> str:
    return "figure" if one.topic is StatementTopic.SCORE else "words"


@filing_rule(
    "XF17",
    Severity.ERROR,
    "部门整体得分等级不一致",
    reads=(*FORMS, *STATED),
    text="部门整体：{told}，{x}。",
    remedy="核对部门整体自评表、自评报告和决算说明，改成一致。",
    basis=BASIS,
)
def department_score_is_stated_alike(view: FilingView) -> Iterator[Hit]:
    """Score and grade of the department are the same wherever stated, and stand on its form."""
    statements = view.stated(StatementTopic.SCORE, StatementTopic.GRADE)
    department = view.department() if statements else None
    if statements and (department is None or not _is_scored(department)):
        missing = "没有部门整体自评表" if department is None else "部门整体自评表还有指标没有得分"
        first = statements[0]
        yield Hit((record_ref(first, _field(first)),), {"told": _told(first), "x": f"{missing}，无从核对"})
        return
    for one in statements if department is not None else ():
        contradiction = "" if department is None else _contradiction(one, department.total_score, department.grade)
        if contradiction and department is not None:
            refs = (record_ref(one, _field(one)), project_ref(department, "total_score"))
            yield Hit(refs, {"told": _told(one), "x": contradiction})


def _is_scored(a: Assessment) -> bool:
    """Whether a form has its total score: typed, or made up of a score for every indicator."""
    return a.project.total_score is not None or (
        a.total_score is not None and all(view.score is not None for view in a.indicators)
    )


@filing_rule(
    "XF19",
    Severity.WARNING,
    "清单合计与项目支出不符",
    reads=(*LISTED, *STATED),
    text="项目支出清单 {n} 项合计 {x} 万元，{said}，差 {gap} 万元。",
    remedy="核对清单各项金额，或改正文中的总额。",
    basis=BASIS,
)
def list_adds_up(view: FilingView) -> Iterator[Hit]:
    """A list of project expenditure adds up to the project expenditure."""
    table = view.table(PublishedTable.EXPENDITURE)
    topics = (StatementTopic.EXPENDITURE_TOTAL, StatementTopic.FINAL_PROJECT)
    for one in view.stated(*topics) if table.lines else ():
        if one.figure is not None and off_by_more(table.total, one.figure, table.tolerance):
            values = {"n": str(len(table.lines)), "x": plain(table.total), "said": said(one, "万元")}
            yield Hit((record_ref(one, "figure"),), {**values, "gap": plain(abs(table.total - one.figure))})


@filing_rule(
    "XF20",
    Severity.ERROR,
    "个数与清单不符",
    reads=(*LISTED, *STATED, *PLACED),
    text="{said}，{where} {y} 个。",
    remedy="核对个数和清单：有没有漏列、重列，或把几个项目并成一行。",
    basis=BASIS,
)
def list_has_as_many_as_stated(view: FilingView) -> Iterator[Hit]:
    """A text that says how many projects there are lists as many."""
    for table, (topic, section) in _OF_TABLE.items():
        lines = len(view.table(table).lines)
        forms = view.totals.count(section) if section is not None else 0
        for one in view.stated(topic) if lines or forms else ():
            if one.figure is not None and one.figure != (lines or forms):
                where = f"{table.value}列了" if lines else f"{topic.value.removesuffix('项目数') or '本编报'}自评表有"
                values = {"said": said(one, "个"), "where": where, "y": str(lines or forms)}
                yield Hit((record_ref(one, "figure"),), values)


@filing_rule(
    "XF21",
    Severity.WARNING,
    "清单之间不符或有重名",
    reads=(*LISTED, *STATED),
    text="{table}{problem}。",
    remedy="核对两份清单；同名的两行写明区别或并成一行。",
    basis=BASIS,
)
def lists_agree(view: FilingView) -> Iterator[Hit]:
    """Names in a list are unique; the list of large projects is part of the whole list, with the same amounts."""
    for table in PublishedTable:
        yield from _repeated(view.table(table))
    large, whole = view.table(PublishedTable.LARGE), view.table(PublishedTable.EXPENDITURE)
    yield from _larger_than_all(view, large)
    named = [line for line in large.lines if line.name or line.project]
    for line in named if whole.lines else ():
        yield from _not_in(line, whole, view.filing.scheme.limits.amount_tolerance)


def _repeated(table: Table) -> Iterator[Hit]:
    seen: dict[str, SummaryLine] = {}
    for line in table.lines:
        first = seen.setdefault(name_key(line.name), line) if name_key(line.name) else line
        if first is not line:
            amounts = "、".join(f"{plain(one.amount)} 万元" for one in (first, line) if one.amount is not None)
            values = {"table": line.table.value, "problem": f"“{line.name}”列了两次（{amounts}）"}
            yield Hit((record_ref(line, "name"), record_ref(first, "name")), values)


def _larger_than_all(view: FilingView, large: Table) -> Iterator[Hit]:
    for one in view.stated(StatementTopic.EXPENDITURE_TOTAL):
        if one.figure is not None and large.total - one.figure > large.tolerance:
            problem = f"合计 {plain(large.total)} 万元，比{said(one, '万元')}还多"
            refs = (record_ref(one, "figure"), *(record_ref(line, "amount") for line in large.lines))
            yield Hit(refs, {"table": PublishedTable.LARGE.value, "problem": problem})


def _same_project(one: SummaryLine, other: SummaryLine) -> bool:
    if one.project and other.project:
        return one.project == other.project
    return name_key(one.name) == name_key(other.name)


def _not_in(line: SummaryLine, whole: Table, tolerance: Decimal) -> Iterator[Hit]:
    """What is odd about a line of the large projects: it is not in the whole list, or with another amount."""
    same = [other for other in whole.lines if _same_project(line, other)]
    table = line.table.value
    if not same:
        yield Hit((record_ref(line, "name"),), {"table": table, "problem": f"的“{line.name}”不在项目支出清单中"})
        return
    amounts = [other.amount for other in same if other.amount is not None]
    if line.amount is not None and amounts and all(off_by_more(line.amount, x, tolerance) for x in amounts):
        problem = f"“{line.name}”{plain(line.amount)} 万元，项目支出清单是 {plain(amounts[0])} 万元"
        yield Hit((record_ref(line, "amount"), record_ref(same[0], "amount")), {"table": table, "problem": problem})
