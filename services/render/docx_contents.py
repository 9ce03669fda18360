"""目录 in Word: a field that is already filled in, so that Word asks nothing on opening; F9 works it out anew."""

from __future__ import annotations

from collections.abc import Iterator

from services.render.document_paged import Entry
from services.render.docx_plan import Plan
from services.render.docx_styles import CONTENTS_TITLE, contents_style
from services.render.docx_xml import Props, field, field_mark, instruction, run
from services.reports.document import Contents


def bookmark_of(block: int) -> str:
    """The bookmark at a heading or sheet; Word hides those that begin with a line."""
    return f"_Toc{block:08d}"


def contents_paragraphs(contents: Contents, plan: Plan) -> Iterator[tuple[Props, str]]:
    """The title and the entries as paragraphs."""
    yield Props(CONTENTS_TITLE), run(contents.title)
    shown = [entry for entry in plan.entries if entry.level <= contents.depth]
    least = min((entry.level for entry in shown), default=0)
    code = instruction(f'TOC \\o "1-{contents.depth + 1}" \\h \\z \\u')
    begin = field_mark("begin") + code + field_mark("separate")
    for place, entry in enumerate(shown):
        before = begin if place == 0 else ""
        after = field_mark("end") if place == len(shown) - 1 else ""
        yield Props(contents_style(entry.level - least)), f"{before}{_link(entry, plan)}{after}"


def _link(entry: Entry, plan: Plan) -> str:
    name = bookmark_of(entry.block)
    number = field(f"PAGEREF {name} \\h", str(plan.numbers.get(entry.block, "")))
    text = run(f"{entry.title}\t")
    return f'<w:hyperlink w:anchor="{name}" w:history="1">{text}{number}</w:hyperlink>'
