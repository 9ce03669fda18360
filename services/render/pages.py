"""Pagination 分页: where a laid-out sheet is cut, so that nothing is lost and tables read on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from services.forms.sheet import Align, Style
from services.render.layout import CellLayout, Layout, Rect, needed_height, place_lines, whole_pixels
from services.render.pagecuts import capacity, closing_runs, kept_together, lines_here, repeats_header
from services.render.paged import Band, Fragment, Page, Paged, Piece
from services.render.strokes import NOBODY, strokes
from services.render.styles import STYLES

_SPLIT_SHARE = 1 / 3
"""A row taller than this share of a page may be split between lines."""
_LOOK_BACK = 1 / 4
"""How much of a page may stay empty so that no label loses its text at the cut."""


def paginate(layout: Layout, previous: Paged | None = None, first_room: float | None = None) -> Paged:
    """Cut a layout into pages.

    Rows that fit on a page stay whole; a row taller than a third of a page may be split between lines. The sheet's
    header rows are printed again on each page on which the table continues; closing and signature rows stay with at
    least two rows before them. Pages that did not change are taken over from `previous` as the same objects. A sheet
    that begins in the middle of a page has only `first_room` points there.
    """
    known = previous.pages if previous is not None and previous.layout.lefts == layout.lefts else ()
    pages: list[Page] = []
    for bands, pieces in _Paginator(layout, first_room).parts():
        at = len(pages)
        old = known[at] if at < len(known) else None
        if old is not None and old.size == layout.page_size and old.bands == bands and _same(old.pieces, pieces):
            pages.append(old)
        else:
            pages.append(_page(layout, at, bands, pieces))
    return Paged(layout, tuple(pages))


class _Paginator:
    """Goes through the rows page by page; what a cut leaves over is kept for the next page."""

    def __init__(self, layout: Layout, first_room: float | None) -> None:
        self._layout = layout
        self._first_room = layout.body_height if first_room is None else first_room
        self._heights = [after - before for before, after in zip(layout.tops, layout.tops[1:], strict=False)]
        self._kept = kept_together(layout)
        self._starts: list[list[int]] = [[] for _row in layout.sheet.rows]
        """Indexes of the cells that begin in each row."""
        for index, item in enumerate(layout.cells):
            self._starts[item.cell.row].append(index)
        self._spanning = [item for item in layout.cells if item.cell.rows > 1]
        self._heads = {index for row in layout.sheet.header or () for index in self._in_row(row)}
        """Indexes of the cells that reach into the header rows."""
        self._done: dict[int, int] = {}
        """Lines already placed of the cells cut so far, by the cell's index."""
        self._part: dict[int, int] = {}
        """Parts already placed of the cells cut so far."""

    def parts(self) -> Iterator[tuple[tuple[Band, ...], tuple[Piece, ...]]]:
        """The rows and the pieces of cells of every page."""
        row, end = 0, len(self._heights)
        while True:
            header = self._header(row)
            room = self._layout.body_height - sum(band.height for band in header) if row else self._first_room
            self._grow(row)
            cut, part = self._cut(row, room)
            bands = [*header, *(Band(i, self._heights[i]) for i in range(row, cut))]
            if part:
                bands.append(Band(cut, part))
            pieces = tuple(self._pieces(bands, cut, split=bool(part)))
            yield tuple(bands), pieces
            if cut >= end:
                return
            self._carry(pieces, cut, part)
            row = cut

    def _header(self, row: int) -> list[Band]:
        """The header rows to print again above a row."""
        if not row or not repeats_header(self._layout, row):
            return []
        tops = self._layout.tops
        return [Band(i, tops[i + 1] - tops[i], repeated=True) for i in self._layout.sheet.header or ()]

    def _grow(self, row: int) -> None:
        """Make room on the last row of each cut cell for its remaining lines, or for its label with （续）."""
        for index in self._done:
            source = self._layout.cells[index]
            last = source.cell.row + source.cell.rows
            if last > row:
                need = needed_height(len(source.lines) - self._done[index], source.style)
                lack = (need or self._label_height(source)) - sum(self._heights[row:last])
                if lack > 0:
                    self._heights[last - 1] += whole_pixels(lack)

    def _label_height(self, source: CellLayout) -> float:
        """Height for a label printed again; 0 when it is no label or too long to be worth it."""
        need = needed_height(len(source.again), source.style)
        return need if need <= self._layout.body_height * _SPLIT_SHARE else 0.0

    def _cut(self, row: int, room: float) -> tuple[int, float]:
        """The first row that is not whole on the page, and how much of it still is."""
        fit, used = row, 0.0
        while fit < len(self._heights) and used + self._heights[fit] <= room + 1e-6:
            used += self._heights[fit]
            fit += 1
        if fit == len(self._heights):
            return fit, 0.0
        part = self._split(row, fit, room - used, must=fit == row)
        if part:
            return fit, part
        return self._whole_cut(row, fit)

    def _whole_cut(self, row: int, fit: int) -> tuple[int, float]:
        """The last row before which a page may end; a tall row is split rather than much paper left empty."""
        allowed = [cut for cut in range(row + 1, fit + 1) if not self._kept[cut]]
        best = max(allowed, default=row)
        if sum(self._heights[best:fit]) > self._layout.body_height * _SPLIT_SHARE:
            for tall in range(fit - 1, best - 1, -1):
                part = self._split(row, tall, self._heights[tall] - 4 * STYLES[Style.BODY].pitch, must=False)
                if part:
                    return tall, part
        if best == row:
            return fit, 0.0
        return self._with_labels(row, best, allowed), 0.0

    def _with_labels(self, row: int, best: int, allowed: Sequence[int]) -> int:
        """The last allowed cut at which no spanning label is cut before its text, if there is one near `best`."""
        limit = self._layout.body_height * _LOOK_BACK
        for cut in reversed(allowed):
            if sum(self._heights[cut:best]) > limit:
                break
            if not any(self._loses_text(source, row, cut) for source in self._spanning):
                return cut
        return best

    def _loses_text(self, source: CellLayout, row: int, cut: int) -> bool:
        """Whether a cut leaves the first part of a label empty."""
        cell = source.cell
        crosses = row <= cell.row < cut < cell.row + cell.rows
        if not crosses or cell.align is Align.TOP_LEFT:
            return False
        return capacity(sum(self._heights[cell.row : cut]), source.style.pitch) < len(source.lines)

    def _split(self, start: int, row: int, room: float, *, must: bool) -> float:
        """Height of the part of a row that stays on the page; 0 when it is not to be split."""
        limit = self._layout.body_height * _SPLIT_SHARE
        if not must and (self._heights[row] <= limit or row in self._closing()):
            return 0.0
        needs = [0.0]
        for index in self._in_row(row):
            source = self._layout.cells[index]
            above = sum(self._heights[max(start, source.cell.row) : row])
            remaining = len(source.lines) - self._done.get(index, 0)
            here = lines_here(source, remaining, above + room, self._layout.body_height)
            if here < remaining and not here and source.cell.align is Align.TOP_LEFT and not must:
                return 0.0
            needs.append(needed_height(here, source.style) - above)
        return min(whole_pixels(max(needs)), room) if max(needs) > 0 else room if must else 0.0

    def _closing(self) -> set[int]:
        return {row for run in closing_runs(self._layout) for row in run}

    def _in_row(self, row: int) -> list[int]:
        """Indexes of the cells that cover a row."""
        cells = self._layout.cells
        return [i for i, item in enumerate(cells) if item.cell.row <= row < item.cell.row + item.cell.rows]

    def _pieces(self, bands: Sequence[Band], cut: int, *, split: bool) -> Iterator[Piece]:
        """What of each cell is on a page with these rows."""
        place = {band.row: i for i, band in enumerate(bands)}
        edges = (0.0, *accumulate(band.height for band in bands))
        end = cut if split else cut - 1
        above = self._heads if bands[0].repeated else ()
        for index in sorted({*above, *self._done, *(index for row in place for index in self._starts[row])}):
            source = self._layout.cells[index]
            first, last = self._span(source, place, end)
            lines = len(source.lines)
            if bands[last].repeated:
                yield Piece(index, source, first, last, 0, lines, 0, repeated=True)
                continue
            done, part = self._done.get(index, 0), self._part.get(index, 0)
            here = lines - done
            final = source.cell.row + source.cell.rows - 1
            if final > end or (split and final == end):
                here = lines_here(source, here, edges[last + 1] - edges[first], self._layout.body_height)
            yield Piece(index, source, first, last, done, done + here, part, repeated=bool(part) and done == lines)

    @staticmethod
    def _span(source: CellLayout, place: Mapping[int, int], end: int) -> tuple[int, int]:
        """The first and last of the page's rows that a cell covers; `end` is the sheet's last row on the page."""
        cell = source.cell
        final = min(cell.row + cell.rows - 1, end)
        if cell.row in place and final in place:
            return place[cell.row], place[final]
        covered = [place[row] for row in range(cell.row, final + 1) if row in place]
        return covered[0], covered[-1]

    def _carry(self, pieces: Sequence[Piece], cut: int, part: float) -> None:
        """Remember what the cut leaves for the next page."""
        cut_cells = {piece.number: piece for piece in pieces if self._is_cut(piece, cut)}
        self._done = {index: piece.end for index, piece in cut_cells.items()}
        self._part = {index: piece.part + 1 for index, piece in cut_cells.items()}
        if not part:
            return
        needs = [self._heights[cut] - part, 0.0]
        for index in self._done:
            source = self._layout.cells[index]
            if source.cell.row + source.cell.rows == cut + 1:
                needs.append(needed_height(len(source.lines) - self._done[index], source.style))
        self._heights[cut] = whole_pixels(max(needs))

    def _is_cut(self, piece: Piece, cut: int) -> bool:
        """Whether a cell goes on after the cut, which lies before row `cut` or in it."""
        cell = piece.source.cell
        return cell.row + cell.rows > cut


def _same(old: Sequence[Piece], new: Sequence[Piece]) -> bool:
    """Whether the pieces are equal and of the very same laid-out cells."""
    return len(old) == len(new) and all(a.source is b.source and a == b for a, b in zip(old, new, strict=True))


def _page(layout: Layout, index: int, bands: tuple[Band, ...], pieces: tuple[Piece, ...]) -> Page:
    """The page with these rows and pieces."""
    left, top = layout.origin
    xs = tuple(left + x for x in layout.lefts)
    ys = tuple(accumulate((band.height for band in bands), initial=top))
    owners = [[NOBODY] * (len(xs) - 1) for _band in bands]
    for piece in pieces:
        cell = piece.source.cell
        if cell.border:
            for band in range(piece.first, piece.last + 1):
                owners[band][cell.col : cell.col + cell.cols] = [piece.number] * cell.cols
    fragments = tuple([fragment_of(index, piece, xs, ys) for piece in pieces])
    return Page(index, layout.page_size, fragments, tuple(strokes(owners, xs, ys)), bands, pieces)


def fragment_of(page: int, piece: Piece, xs: Sequence[float], ys: Sequence[float]) -> Fragment:
    """The piece at its place on the paper, its lines set."""
    source, cell = piece.source, piece.source.cell
    left, top = xs[cell.col], ys[piece.first]
    rect = Rect(left, top, xs[cell.col + cell.cols] - left, ys[piece.last + 1] - top)
    lines = source.lines[piece.begin : piece.end]
    if piece.repeated:
        lines = source.again if piece.part else lines
        lines = lines if len(lines) <= capacity(rect.height, source.style.pitch) else ()
    placed = place_lines(lines, source.style, cell.align, rect.width, rect.height) if lines else ()
    return Fragment(source, page, rect, placed, piece.part, piece.repeated)
