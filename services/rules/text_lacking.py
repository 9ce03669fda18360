"""Rule TX45: passages that only the clerk can write and that are blank in a report that was begun."""

from __future__ import annotations

from collections.abc import Iterator

from models.enums import Severity
from models.report import Passage
from services.filing.report_rows import ReportKey, passage_ref
from services.reports.figures import FigureBook
from services.reports.outline import outlines
from services.reports.passages import asked_keys, heading_of
from services.rules.catalogue import Hit, filing_rule
from services.rules.view import FilingView, all_fields

_SHOWN = 3


@filing_rule(
    "TX45",
    Severity.HINT,
    "报告还有空白段落",
    reads=all_fields("passage"),
    text="还有 {n} 段没有写：{names}",
    remedy="补写；没有内容的写“无”，或选“不写这一段”",
    basis="自评报告、决算公开格式",
)
def begun_reports_are_complete(view: FilingView) -> Iterator[Hit]:
    """A report in which something was written has every passage that the program cannot write."""
    filing, book = view.filing, FigureBook(view.filing)
    rows = [row for row in filing.owned("passage", filing.id) if isinstance(row, Passage)]
    done = {(row.outline, row.project, row.key) for row in rows if row.text or row.omitted}
    for outline_id, project in sorted({(row.outline, row.project) for row in rows if row.text}):
        outline = outlines().get(outline_id)
        keys = asked_keys(outline) if outline and (not project or filing.record("project", project)) else []
        lacking = [key for key in keys if (outline_id, project, key) not in done]
        if lacking:
            report = ReportKey(outline_id, project)
            headings = (heading_of(book, report, key) for key in lacking)
            names = "、".join(f"“{name}”" for name in list(dict.fromkeys(filter(None, headings)))[:_SHOWN])
            refs = tuple(passage_ref(filing.id, report, key) for key in lacking)
            yield Hit(refs, {"n": str(len(lacking)), "names": names})
