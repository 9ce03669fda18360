"""Rules NM02, NM11 and NM12: the time that reports speak of, and the time they are published in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from models.enums import Severity
from models.report import Organisation, Report
from services.filing.refs import FieldRef
from services.filing.report_rows import ReportKey, organisation_ref, report_ref
from services.rules.catalogue import Hit, filing_rule, text_rule
from services.rules.text_said import READS
from services.rules.text_scope import Stored, stored_passages
from services.rules.view import FilingView, all_fields
from services.rules.written import Written

_ACCOUNTS = "N9"
_DAYS = 20
_MOST_AWAY = 1
_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]")
_CUTOFF = re.compile(rf"截[至止]到?(?:目前)?\s*{_DATE.pattern}")
_NOT_THE_END = re.compile("监控|上半年|前三季度|进度|期初|累计|历年|以来|当时|上年|一期")
_SENTENCE = re.compile("[^。！？\n]*")
_TITLED = re.compile(
    r"(?<![\d\-—–~至到])((?:19|20)\d\d)\s*年度"
    r"(?!\s*[\-—–~至])[^，。；、\d\n“”《》]{0,14}?(?:绩效自评|部门决算|决算公开|收入决算|支出决算|自评得分|自评报告)"
)
_OF_ANOTHER_YEAR = re.compile(
    "上年|上一年|去年|比|较|同期|历年|以前年度|往年|整改|结果应用|批复|按照|根据|依据|《|发现|自(?=(?:19|20))|起|以来"
)


@dataclass(frozen=True, slots=True)
class _Cutoff:
    """A day until which a text counts."""

    passage: Stored
    said: str
    day: tuple[int, int, int]
    span: tuple[int, int]


@filing_rule(
    "NM02",
    Severity.WARNING,
    "截止日期前后不同",
    reads=all_fields("passage"),
    text="文中写“{said}”，{why}",
    remedy="核对日期；各处用同一个截止日期",
    basis="截止日期与报告期间一致",
)
def cutoffs_agree(view: FilingView) -> Iterator[Hit]:
    """Days exist, days until which reports count lie in or beside the year, and are the same in all reports."""
    passages = stored_passages(view.filing)
    for passage in passages:
        for match in _DATE.finditer(passage.text):
            if not _exists(match):
                yield passage.hit({"said": match[0], "why": "没有这一天"}, match.span())
    cutoffs = [one for passage in passages for one in _cutoffs(passage)]
    year = view.filing.head.year
    for one in cutoffs:
        if abs(one.day[0] - year) > _MOST_AWAY:
            yield one.passage.hit({"said": one.said, "why": f"不在报告年度 {year} 年"}, one.span)
    yield from _differing([one for one in cutoffs if one.day[0] == year])


def _exists(match: re.Match[str]) -> bool:
    try:
        date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return False
    return True


def _cutoffs(passage: Stored) -> Iterator[_Cutoff]:
    for match in _CUTOFF.finditer(passage.text):
        begin = max(passage.text.rfind(mark, 0, match.start()) for mark in "。！？\n") + 1
        sentence = _SENTENCE.match(passage.text, begin)
        if _exists(match) and sentence and not _NOT_THE_END.search(sentence[0]):
            yield _Cutoff(passage, match[0], (int(match[1]), int(match[2]), int(match[3])), match.span())


def _differing(cutoffs: list[_Cutoff]) -> Iterator[Hit]:
    """Those that are not the day which most others give."""
    counted = Counter(one.day for one in cutoffs).most_common(2)
    if len(counted) <= 1 or counted[0][1] == counted[1][1]:
        return
    (_, month, day), times = counted[0]
    for one in cutoffs:
        if one.day != counted[0][0]:
            yield one.passage.hit({"said": one.said, "why": f"其他 {times} 处写 {month}月{day}日"}, one.span)


@filing_rule(
    "NM11",
    Severity.ERROR,
    "决算公开超过时限",
    reads=("organisation.approved_on", "report.dated", "report.outline"),
    text="部门决算情况说明的日期 {dated} 距批复 {approved} 已 {n} 天",
    remedy="批复后 20 日内公开；日期有误的改正",
    basis="《预算法》第十四条",
)
def published_in_time(view: FilingView) -> Iterator[Hit]:
    """Final accounts are published within twenty days after they were approved (预算法 §14)."""
    filing = view.filing
    approved_ref = organisation_ref(filing.id, "approved_on")
    dated_ref = report_ref(filing.id, ReportKey(_ACCOUNTS), "dated")
    organisation, report = (filing.record(ref.entity, ref.id) for ref in (approved_ref, dated_ref))
    if not isinstance(organisation, Organisation) or not isinstance(report, Report):
        return
    if organisation.approved_on and report.dated and (report.dated - organisation.approved_on).days > _DAYS:
        yield _late((dated_ref, approved_ref), report.dated, organisation.approved_on)


def _late(fields: tuple[FieldRef, ...], dated: date, approved: date) -> Hit:
    values = {"dated": _said(dated), "approved": _said(approved), "n": str((dated - approved).days)}
    return Hit(fields, values)


def _said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


@text_rule(
    "NM12",
    Severity.WARNING,
    "年度可能没有更新",
    reads=READS,
    text="“{said}”不是本报告的 {year} 年度，可能沿用了以前的文本",
    remedy="改为本报告的年度；确实说的是以前年度的，写明“上年”",
    basis="全文年度与报告年度一致",
)
def titles_have_the_year(one: Written) -> Iterator[Hit]:
    """The evaluation or the accounts spoken of are those of the year; comparisons and sources are left alone.

    The next year is left alone too: the evaluation is carried out in it.
    """
    for match in _TITLED.finditer(one.text):
        begin = max(one.text.rfind(mark, 0, match.start()) for mark in "。！？\n") + 1
        sentence = _SENTENCE.match(one.text, begin)
        told = one.year and int(match[1]) not in {one.year, one.year + 1}
        if told and sentence and not _OF_ANOTHER_YEAR.search(sentence[0]):
            yield Hit((one.ref,), {"said": match[0], "year": str(one.year)}, span=match.span())
