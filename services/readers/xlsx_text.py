"""Reading a workbook for audit: every sheet is a table, long texts in its cells are passages as well."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from services.readers.assembly import PART, Cells, Line, assembled
from services.readers.unreadable import UnreadableFileError, checked_size
from services.texts.passage import Writing
from services.values.money import plain

_PLACES = 8
"""Decimals beyond which a stored number is noise of binary arithmetic."""
_LONG = 20
_SENTENCE = "。"


def read_xlsx(path: Path) -> Writing:
    """The sheets of a workbook in order, without hidden ones; UnreadableFileError when it is none."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

    checked_size(path)
    try:
        book = CalamineWorkbook.from_path(str(path))
        shown = [one.name for one in book.sheets_metadata if one.visible is SheetVisibleEnum.Visible]
        sheets = [(name, book.get_sheet_by_name(name).to_python(skip_empty_area=True)) for name in shown]
    except PasswordError as error:
        raise UnreadableFileError(f"“{path.name}”有打开密码。请去掉密码，另存后再审核。") from error
    except (CalamineError, OSError, ValueError) as error:
        raise UnreadableFileError(f"“{path.name}”不是 Excel 工作簿，或文件已损坏。请另存为 .xlsx 再审核。") from error
    return assembled(path.stem, (piece for name, rows in sheets for piece in _pieces(name, rows)))


def _pieces(name: str, rows: Sequence[Sequence[Any]]) -> Iterator[Line | Cells]:
    printed = tuple(tuple(map(_printed, row)) for row in rows)
    yield Line(name, PART)
    yield Cells(printed, _caption(printed))
    for row in printed:
        yield from (Line(cell) for cell in row if len(cell) >= _LONG and _SENTENCE in cell)


def _caption(rows: Sequence[Sequence[str]]) -> str:
    """The lines above a table that have one text only."""
    alone = [[cell for cell in row if cell.strip()] for row in rows[:5]]
    return " ".join(cells[0] for cells in alone if len(cells) == 1)


def _printed(value: Any) -> str:
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, float | int):
        return plain(Decimal(str(round(value, _PLACES))))
    return str(value)
