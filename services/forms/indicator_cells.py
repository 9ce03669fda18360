"""Cells of indicator blocks that show part of a field or a tick: split targets, tick boxes, mirrored texts."""

from __future__ import annotations

from itertools import groupby

from models.enums import Outlook
from services.filing.approvals import printed_target
from services.filing.assess import IndicatorView
from services.filing.fields import field_spec, show_text
from services.filing.parts import choice_part, part_ticked
from services.filing.refs import FieldRef
from services.filing.target_parts import TargetPart, target_part
from services.forms.blocks import CellMaker, IndicatorColumn, Paper, level_words, text_column
from services.forms.sheet import Align, Cell, CellKind, Style

TICK = "√"
"""The tick of a tick column; ☑ and ☐ are missing in the fonts of most office PCs."""
_TARGET_PARTS = ((TargetPart.OPERATOR, "指标性质"), (TargetPart.VALUE, "指标值"), (TargetPart.UNIT, "度量单位"))


def split_target_columns(first: int) -> tuple[IndicatorColumn, ...]:
    """The three columns 指标性质, 指标值, 度量单位 of one target, from grid column `first` on (forms.md F02b)."""
    return tuple(
        IndicatorColumn(title, col, col, part_column(part, title))
        for col, (part, title) in enumerate(_TARGET_PARTS, start=first)
    )


def part_column(part: TargetPart, title: str) -> CellMaker:
    """One part of the target under the name it has on the form."""

    def make(_paper: Paper, view: IndicatorView) -> Cell:
        ref = FieldRef("indicator", view.row.id, part.field)
        text, align = target_part(view.target, view.row.target, part), Align.CENTER
        name = f"{view.row.name or '未命名指标'} · {title}"
        return Cell(0, 0, text, kind=CellKind.INPUT, ref=ref, align=align, style=Style.BODY, title=name)

    return make


def flag_column(name: str) -> CellMaker:
    """A tick box for a yes-or-no field of the indicator."""

    def make(paper: Paper, view: IndicatorView) -> Cell:
        return _tick_cell(paper, view, FieldRef("indicator", view.row.id, name), ticked=getattr(view.row, name))

    return make


def outlook_column(word: Outlook) -> CellMaker:
    """A tick box for one word of 完成目标可能性; ticking it takes the tick from the other two."""

    def make(paper: Paper, view: IndicatorView) -> Cell:
        ref = choice_part(FieldRef("indicator", view.row.id, "outlook"), word.name)
        return _tick_cell(paper, view, ref, ticked=part_ticked(ref, view.row.outlook))

    return make


def _tick_cell(paper: Paper, view: IndicatorView, ref: FieldRef, *, ticked: bool) -> Cell:
    title = f"{view.row.name or '未命名指标'} · {field_spec(ref.entity, ref.field).title}"
    edit = show_text(ref, ticked, paper.unit)
    text = TICK if ticked else ""
    return Cell(0, 0, text, kind=CellKind.INPUT, ref=ref, style=Style.BODY, title=title, edit=edit)


def term_target_column(paper: Paper, view: IndicatorView) -> Cell:
    """The target of the whole project term, printed like the year's."""
    cell = text_column("term_target", Align.CENTER)(paper, view)
    return cell._replace(text=printed_target(paper.filing, view.row.term_target))


def mirror_levels(paper: Paper, first_row: int, col: int) -> None:
    """The second levels printed a second time down column `col`, merged over equal neighbours."""
    rows = enumerate(paper.a.indicators, start=first_row)
    for (_, level2), same in groupby(rows, key=lambda item: (item[1].row.level1, item[1].row.level2)):
        group = list(same)
        paper.grid.cells.append(Cell(group[0][0], col, level_words(level2), rows=len(group), repeat=True))


def mirror_column(name: str, align: Align = Align.LEFT) -> CellMaker:
    """A text of the indicator printed a second time in its row; it is typed in its first place."""

    def make(_paper: Paper, view: IndicatorView) -> Cell:
        how = f"与左边的“{field_spec('indicator', name).title}”相同"
        text = getattr(view.row, name)
        return Cell(0, 0, text, kind=CellKind.COMPUTED, align=align, style=Style.BODY, how=how)

    return make
