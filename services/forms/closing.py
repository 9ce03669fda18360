"""What stands below the table of a form: the self-score, notes on changed targets, sign-off lines."""

from __future__ import annotations

from collections.abc import Mapping

from services.filing.approvals import target_history
from services.forms.blocks import Paper, input_cell, score_cell
from services.forms.builder import SheetBuilder
from services.forms.sheet import Align, Cell, RowRole, Style
from services.values.numbers import format_points


def score_row(paper: Paper) -> None:
    """“自评得分：86分” over the whole width."""
    paper.grid.row(RowRole.CLOSING, 24)
    typed, suggested = paper.a.project.total_score, paper.a.total_suggested
    cell = score_cell(paper.ref("total_score"), typed, suggested, "自评得分")
    text = f"自评得分：{format_points(paper.a.total_score)}分"
    paper.grid.put(cell._replace(text=text, number=None, number_format="", align=Align.LEFT), 0, paper.grid.last_col)


SIGN_OFF_WORDS = {
    "unit_name": "实施单位（盖章）：",
    "unit_head": "单位负责人（签字盖章）：",
    "project_head": "项目负责人：",
    "finance_head": "财务负责人：",
    "filler": "填表人：",
    "phone": "联系电话：",
    "filled_on": "填报日期：",
}
"""The words printed before each sign-off field (layout.md §2)."""


def change_notes(paper: Paper) -> None:
    """A note below the table for every approved change of a target."""
    for view in paper.a.indicators:
        for words in target_history(paper.filing, view.row):
            note_line(paper.grid, f"注：{view.row.name}{words}。")


def note_line(grid: SheetBuilder, text: str) -> None:
    """A note over the whole width below the table."""
    grid.row(RowRole.CLOSING, 18)
    grid.label(text, 0, grid.last_col, style=Style.NOTE, align=Align.LEFT, border=False)


def signature_block(paper: Paper, split: int, words: Mapping[str, str] | None = None) -> None:
    """Sign-off lines, two fields a line, broken after grid column `split`; never alone on a page.

    `words` are the fields and their words where the form fixes them ("" = written by hand); else the scheme's.
    """
    if words is None:
        words = {name: SIGN_OFF_WORDS[name] for name in paper.filing.scheme.sign_off if name in SIGN_OFF_WORDS}
    for place, (name, label) in enumerate(words.items()):
        if place % 2 == 0:
            paper.grid.row(RowRole.SIGNATURE, 30)
        span = (0, split) if place % 2 == 0 else (split + 1, paper.grid.last_col)
        title, by_hand = label.rstrip("："), Cell(0, 0, label, style=Style.BODY, align=Align.LEFT)
        cell = input_cell(paper, paper.ref(name), prefix=label, title=title) if name else by_hand
        paper.grid.put(cell._replace(border=False), *span)
