"""Blocks that forms share: heading, texts, funds, goals, indicators, sign-off.

A block places cells into a SheetBuilder; which columns it uses is the form's business. Every figure comes from the
Assessment; nothing is worked out here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from models.enums import AmountUnit, FundSource
from services.filing.approvals import printed_target, target_history
from services.filing.assess import Assessment, IndicatorView
from services.filing.fields import field_spec, show_text
from services.filing.filing import Filing
from services.filing.funds import Figure, FundColumn, MoneyColumn
from services.filing.refs import FieldRef
from services.forms.builder import LINE, SheetBuilder
from services.forms.sheet import Align, Cell, CellKind, RowRole, Style
from services.values.money import format_amount, plain, round_half_up
from services.values.numbers import format_percent, format_points
from services.values.scoring import Derived

DASH = "—"
MONEY_PLACES = 2
"""Amounts are printed with at most two places (layout.md §3); the store keeps what was typed."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What every block needs: the filing, one project's assessment and the grid being built."""

    filing: Filing
    a: Assessment
    grid: SheetBuilder

    @property
    def unit(self) -> AmountUnit:
        """Unit of the amounts on this paper."""
        return self.filing.head.amount_unit

    def ref(self, name: str) -> FieldRef:
        """Address of a field of the project."""
        return FieldRef("project", self.a.project.id, name)


def title_block(paper: Paper, title: str) -> None:
    """Title and, below it, （{year}年度）."""
    paper.grid.heading(title, Style.TITLE, 34)
    paper.grid.heading(f"（{paper.filing.head.year}年度）", Style.SUBTITLE, 24)


def unit_line(grid: SheetBuilder, unit: AmountUnit) -> None:
    """“金额单位：万元” at the right above a table of projects."""
    grid.row(RowRole.TITLE, 18)
    grid.label(f"金额单位：{unit.value}", 0, grid.last_col, style=Style.NOTE, align=Align.RIGHT, border=False)


def input_cell(paper: Paper, ref: FieldRef, *, align: Align = Align.LEFT, title: str = "", prefix: str = "") -> Cell:
    """A cell that edits one stored value and shows it as typed, after a printed prefix if any."""
    shown = show_text(ref, paper.filing.value(ref), paper.unit)
    return Cell(
        0,
        0,
        prefix + shown,
        kind=CellKind.INPUT,
        ref=ref,
        align=align,
        style=Style.BODY,
        title=title or field_spec(ref.entity, ref.field).title,
        edit=shown,
    )


def computed_cell(
    text: str,
    how: str = "",
    *,
    number: Decimal | None = None,
    title: str = "",
    fmt: str = "General",
    align: Align = Align.RIGHT,
) -> Cell:
    """A cell that shows what follows from other cells."""
    kind, style = CellKind.COMPUTED, Style.BODY
    return Cell(0, 0, text, kind=kind, align=align, style=style, how=how, number=number, title=title, number_format=fmt)


def fixed_cell(text: str, number: Decimal | None = None) -> Cell:
    """A figure that is given by the scheme."""
    return Cell(0, 0, text, style=Style.BODY, number=number, number_format="General" if number is not None else "")


def score_cell(ref: FieldRef, typed: Decimal | None, suggested: Derived, title: str) -> Cell:
    """An official score beside its suggestion: shows the typed one, else the suggested one."""
    value = suggested.value if typed is None else typed
    over = typed is not None and typed != suggested.value
    return Cell(
        0,
        0,
        format_points(value),
        kind=CellKind.COMPUTED if typed is None else CellKind.INPUT,
        ref=ref,
        style=Style.BODY,
        number=None if value is None else round_half_up(value, 2),
        number_format="General",
        how=suggested.how,
        typed_over=over,
        suggested=format_points(suggested.value) if over else "",
        title=title,
        edit=format_points(typed),
    )


# ---------------------------------------------------------------- funds

LEVELS_OF_GOVERNMENT = (FundSource.CENTRAL, FundSource.LOCAL)
"""Money by level of government: part of 财政拨款 on forms that have no rows for the levels."""


@dataclass(frozen=True, slots=True)
class FundLine:
    """One row of a funds block: its source, its label, and sources without a row of their own that it includes."""

    source: FundSource
    label: str
    folds: tuple[FundSource, ...] = ()
    with_rate: bool = True


def amount_cell(paper: Paper, line: FundLine, column: MoneyColumn) -> Cell:
    """One amount: typed, or the sum of its parts until it is typed over."""
    folded = paper.a.funds.folded(line.folds, column)
    figure = paper.a.funds.figure(line.source, column)
    name = f"{line.label.strip()} · {field_spec('funding', column.value).title}"
    if folded.derived is not None:
        own = [figure.value] if figure.value is not None else []
        return money_cell(paper, sum(own, folded.derived), Figure(None, folded.derived, folded.parts), None, name)
    ref = FieldRef("funding", f"{paper.a.project.id}:{line.source.name}", column.value)
    return money_cell(paper, figure.value, figure, ref, name)


def money_cell(paper: Paper, value: Decimal | None, figure: Figure, ref: FieldRef | None, title: str) -> Cell:
    """An amount (万元) that may be typed where it has an address, with what follows from its parts."""
    computed = figure.typed is None and (ref is None or figure.derived is not None)
    shown = None if value is None else round_half_up(value, MONEY_PLACES if paper.unit is AmountUnit.WAN else 6)
    text = format_amount(shown, paper.unit)
    return Cell(
        0,
        0,
        text,
        kind=CellKind.COMPUTED if computed else CellKind.INPUT,
        ref=ref,
        align=Align.RIGHT,
        style=Style.BODY,
        number=Decimal(text) if text else None,
        number_format="General",
        how=figure.how,
        typed_over=figure.typed_over,
        suggested=format_amount(figure.derived, paper.unit) if figure.typed_over else "",
        title=title,
        edit=format_amount(figure.typed, paper.unit),
    )


def rate_cell(paper: Paper, line: FundLine) -> Cell:
    """Execution rate of one funds row; the total's may carry a typed figure taken over from elsewhere."""
    if line.source is FundSource.TOTAL:
        return _total_rate_cell(paper)
    return share_cell(paper, line, FundColumn.EXECUTED, FundColumn.BUDGET, "执行率")


def share_cell(paper: Paper, line: FundLine, part: MoneyColumn, whole: MoneyColumn, name: str) -> Cell:
    """One column of a funds row as a percentage of another; blank while either is missing."""
    given, spent = (amount_cell(paper, line, column).number for column in (whole, part))
    title = f"{line.label.strip()} · {name}"
    if not given or spent is None:
        return computed_cell("", title=title)
    return _percent(spent / given, f"{format_percent(spent / given)} = {plain(spent)} ÷ {plain(given)}", title)


def _total_rate_cell(paper: Paper) -> Cell:
    typed, rate = paper.a.project.execution_rate, paper.a.rate
    cell = _percent(rate.value if typed is None else typed, rate.how, "执行率")
    if typed is None:
        return cell
    over = rate.value is None or round_half_up(typed, 4) != round_half_up(rate.value, 4)
    return Cell(
        0,
        0,
        cell.text,
        kind=CellKind.INPUT,
        ref=paper.ref("execution_rate"),
        style=Style.BODY,
        align=Align.RIGHT,
        how=rate.how,
        typed_over=over,
        suggested=format_percent(rate.value),
        title="执行率",
        edit=plain(typed),
    )


def _percent(ratio: Decimal | None, how: str, title: str) -> Cell:
    number = None if ratio is None else round_half_up(ratio, 4)
    return computed_cell(format_percent(ratio), how, number=number, title=title, fmt="0.00%")


# ---------------------------------------------------------------- indicators


CellMaker = Callable[[Paper, IndicatorView], Cell]
Levels = tuple[int, int] | tuple[()]


@dataclass(frozen=True, slots=True)
class IndicatorColumn:
    """One column of an indicator block: header, grid columns, what fills it, and a header shared with neighbours.

    `make` is None where the form itself fills the column.
    """

    header: str
    first: int
    last: int
    make: CellMaker | None
    group: str = ""


def text_column(name: str, align: Align = Align.LEFT) -> CellMaker:
    """A column that edits a text field of the indicator."""

    def make(paper: Paper, view: IndicatorView) -> Cell:
        ref = FieldRef("indicator", view.row.id, name)
        return input_cell(paper, ref, align=align, title=_cell_title(view, name))

    return make


def _cell_title(view: IndicatorView, name: str) -> str:
    return f"{view.row.name or '未命名指标'} · {field_spec('indicator', name).title}"


def target_column(paper: Paper, view: IndicatorView) -> Cell:
    """The target printed with the scheme's symbols (≥ ≤ ＝); explained by what was approved and how it changed.

    The editor opens with the literal as typed.
    """
    cell = text_column("target", Align.CENTER)(paper, view)
    approved = [f"批复指标值 {printed_target(paper.filing, view.row.approved)}"] if view.row.approved else []
    how = "；".join([*approved, *target_history(paper.filing, view.row)])
    return cell._replace(text=printed_target(paper.filing, view.row.target), how=how)


def weight_column(paper: Paper, view: IndicatorView) -> Cell:
    """The weight: typed, else the scheme's even share."""
    ref = FieldRef("indicator", view.row.id, "weight")
    share = Derived(view.weight, f"{paper.filing.scheme.name}：未填分值的指标平均分配")
    return score_cell(ref, view.row.weight, share, _cell_title(view, "weight"))


def points_column(_paper: Paper, view: IndicatorView) -> Cell:
    """The official score beside the suggested one."""
    ref = FieldRef("indicator", view.row.id, "score")
    return score_cell(ref, view.row.score, view.suggested, _cell_title(view, "score"))


def indicator_block(
    paper: Paper, side: str, levels: Levels, columns: Sequence[IndicatorColumn], level1_label: Callable[[str], str]
) -> range:
    """Header and one row per indicator; level cells merge over equal neighbours. Returns the header's rows.

    `levels` are the grid columns of first and second level, empty where the form shows none.
    """
    grid = paper.grid
    header = _indicator_header(grid, levels, columns)
    for view in paper.a.indicators:
        grid.row(RowRole.INDICATOR, record=FieldRef("indicator", view.row.id, ""))
        for column in columns:
            if column.make is not None:
                grid.put(column.make(paper, view), column.first, column.last)
    if levels:
        _level_cells(paper, header.stop, levels, level1_label)
    grid.side(side, 0, header.start, repeat=True)
    return header


def _indicator_header(grid: SheetBuilder, levels: Levels, columns: Sequence[IndicatorColumn]) -> range:
    """One header row, or two where headers stand below a shared one; then the others reach over both."""
    below = [column for column in columns if column.group and column.header]
    rows = 2 if below else 1
    first = grid.row(RowRole.HEADER, 30 if rows == 1 else LINE)
    for text, col in zip(("一级指标", "二级指标"), levels, strict=False):
        grid.label(text, col, rows=rows)
    for group, members in groupby(columns, key=lambda column: column.group):
        same = list(members)
        if group:
            grid.label(group, same[0].first, same[-1].last, rows=1 if same[0] in below else rows)
        for column in [] if group else same:
            grid.label(column.header, column.first, column.last, rows=rows)
    if below:
        grid.row(RowRole.HEADER, 30)
    for column in below:
        grid.label(column.header, column.first, column.last)
    return range(first, first + rows)


def _level_cells(paper: Paper, first_row: int, levels: tuple[int, int], level1_label: Callable[[str], str]) -> None:
    rows = list(enumerate(paper.a.indicators, start=first_row))
    for _, same1 in groupby(rows, key=lambda item: item[1].row.level1):
        group = list(same1)
        _level_cell(paper, group, levels[0], "level1", level1_label(group[0][1].row.level1))
        for _, same2 in groupby(group, key=lambda item: item[1].row.level2):
            inner = list(same2)
            _level_cell(paper, inner, levels[1], "level2", level_words(inner[0][1].row.level2))


def _level_cell(paper: Paper, group: Iterable[tuple[int, IndicatorView]], col: int, name: str, text: str) -> None:
    items = list(group)
    first_row, view = items[0]
    ref = FieldRef("indicator", view.row.id, name)
    title = field_spec("indicator", name).title
    cell = Cell(first_row, col, text, rows=len(items), ref=ref, title=title, edit=getattr(view.row, name), repeat=True)
    paper.grid.cells.append(cell)


def level1_with_points(filing: Filing, a: Assessment) -> Callable[[str], str]:
    """Label of a first level with its points, “产出指标（50分）”, where the scheme fixes them."""
    satisfied = bool(a.level1("满意度指标"))

    def label(name: str) -> str:
        quota = filing.scheme.quota(name, satisfied=satisfied)
        return level_words(name) if quota is None else f"{level_words(name)}\n（{plain(quota)}分）"

    return label


_LEVEL_BREAKS = {
    "可持续影响指标": "可持续\n影响指标",
    "服务对象满意度指标": "服务对象\n满意度\n指标",
    "生态环境成本指标": "生态环境\n成本指标",
}
_NARROW = 4


def level_words(name: str) -> str:
    """A level name broken where a reader would break it, for a column four characters wide."""
    if name in _LEVEL_BREAKS:
        return _LEVEL_BREAKS[name]
    stem = name.removesuffix("指标")
    return f"{stem}\n指标" if len(name) > _NARROW and stem != name else name


def unit_words(unit: AmountUnit) -> str:
    """（万元） broken for a column two characters wide."""
    return "（万\n元）" if unit is AmountUnit.WAN else "（元）"
