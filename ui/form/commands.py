"""What the keys and the context menu of the form do: one table of keys, one of menu entries, the same commands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from services.filing.refs import FieldRef
from services.readers.clipboard import BlockTooLarge, format_block, parse_block
from ui.form import blocks
from ui.form.clipboard import put_on_clipboard

if TYPE_CHECKING:
    from ui.form.view import FormView

Command = Callable[["FormView"], None]

_SHOWN_TEXTS: Final = 3


def command_for(key: int, modifiers: Qt.KeyboardModifier) -> Command | None:
    """The command of a key, None when the form has no use for it."""
    plain = modifiers & ~Qt.KeyboardModifier.KeypadModifier
    return _KEYS.get((key, plain.value))


def move(view: FormView, rows: int, cols: int, *, extend: bool = False) -> None:
    """One cell in a direction; with `extend` the selection grows."""
    if view.place is not None:
        view.go(view.grid.step(view.place, rows, cols), extend=extend, last_part=rows < 0)


def to_edge(view: FormView, step: int, *, extend: bool = False) -> None:
    """First (-1) or last (1) input of the row."""
    if view.place is not None:
        view.go(view.grid.edge(view.place, step), extend=extend)


def to_end(view: FormView, step: int, *, extend: bool = False) -> None:
    """First (-1) or last (1) input of the form."""
    place = view.grid.first() if step < 0 else view.grid.last()
    if place is not None:
        view.go(place, extend=extend)


def edit(view: FormView) -> None:
    """Open the current cell with the caret at the end of its text."""
    if not view.session.open() and view.current is not None and view.current.ref is None:
        view.notice.emit("这一格由程序计算或是固定文字，不能直接填写。按 F1 看它怎么来的。")


def copy(view: FormView) -> None:
    """The selection to the clipboard, as text and as a table with its merged cells."""
    area = view.area
    if area is not None:
        text = format_block(blocks.copied_rows(view.grid, area))
        put_on_clipboard(text, blocks.copied_html(view.grid, area))


def cut(view: FormView) -> None:
    """Copy, then clear."""
    copy(view)
    _type_block(view, blocks.cleared(view.grid, view.area) if view.area else [], "剪切")


def clear(view: FormView) -> None:
    """Empty the selected inputs."""
    _type_block(view, blocks.cleared(view.grid, view.area) if view.area else [], "清除")


def fill_down(view: FormView) -> None:
    """The topmost text of the selection into the cells below it."""
    _type_block(view, blocks.filled_down(view.grid, view.area) if view.area else [], "向下填充")


def paste(view: FormView) -> None:
    """The clipboard's block over the form from the selection's upper left."""
    area, data = view.area, QGuiApplication.clipboard().mimeData()
    if area is None or data is None:
        return
    try:
        block = parse_block(data.text(), data.html() if data.hasHtml() else None)
    except BlockTooLarge as error:
        view.notice.emit(str(error))
        return
    if not block.height:
        view.notice.emit("剪贴板里没有可以粘贴的文字。")
        return
    if view.make_room is not None:
        view.make_room(block.height)
    laid = blocks.pasted(view.grid, view.area or area, block)
    _type_block(view, laid.values, "粘贴")
    if told := paste_notice(laid):
        view.notice.emit(told)


def paste_notice(laid: blocks.Paste) -> str:
    """What of a block was not pasted, and why; "" when everything was."""
    said = []
    if laid.outside:
        said.append(f"有 {len(laid.outside)} 格超出了本表，没有粘贴：{_shown(laid.outside)}。请先插入足够的行再粘贴")
    if laid.fixed:
        said.append(f"有 {len(laid.fixed)} 格落在不能填写的格子上，没有粘贴：{_shown(laid.fixed)}")
    return "；".join(said) + "。" if said else ""


def _shown(texts: tuple[str, ...]) -> str:
    words = "、".join(f"“{text if len(text) <= 12 else text[:12] + '…'}”" for text in texts[:_SHOWN_TEXTS])
    return words + (" 等" if len(texts) > _SHOWN_TEXTS else "")


def _type_block(view: FormView, values: blocks.Typed, act: str) -> None:
    if values and view.locked:
        view.notice.emit(view.locked)
    elif values:
        view.block_typed.emit(values, f"{act} {len(values)} 格")


def row_command(view: FormView, command: str) -> None:
    """Ask the window to insert, delete or move the records of the selected rows."""
    refs = selected_records(view)
    still_empty = command.startswith("insert") and not any(row.record for row in view.sheet.rows)
    if view.locked:
        view.notice.emit(view.locked)
    elif refs or still_empty:
        view.row_command.emit(command, refs)
    else:
        view.notice.emit("这一行是表样固定的行，不能增加、删除或移动。")


def selected_records(view: FormView) -> list[FieldRef]:
    """The records whose rows are selected, each once, from the top."""
    area = view.area
    if area is None:
        return []
    rows = view.sheet.rows[area.top : area.bottom]
    return list(dict.fromkeys(row.record for row in rows if row.record is not None))


def explain(view: FormView) -> None:
    """Ask the window how the current cell comes about."""
    if view.current is not None:
        view.explain_requested.emit(view.current)


def context_menu(view: FormView, at: QPoint) -> None:
    """The menu of the current cell at a point of the screen."""
    menu = build_menu(view)
    menu.exec(at)
    menu.deleteLater()


def build_menu(view: FormView) -> QMenu:
    """Chinese names of the commands that apply here, with their keys."""
    menu = QMenu(view)
    records, current = bool(selected_records(view)), view.current
    for name, key, command in _MENU:
        if not name:
            menu.addSeparator()
            continue
        action = menu.addAction(f"{name}\t{key}")
        action.triggered.connect(partial(command, view))
        action.setEnabled(records if name in _ROW_NAMES else current is not None)
    return menu


_MENU: Final[tuple[tuple[str, str, Command], ...]] = (
    ("剪切", "Ctrl+X", cut),
    ("复制", "Ctrl+C", copy),
    ("粘贴", "Ctrl+V", paste),
    ("清除内容", "Delete", clear),
    ("向下填充", "Ctrl+D", fill_down),
    ("", "", copy),
    ("在下面插入一行", "Insert", partial(row_command, command="insert_below")),
    ("在上面插入一行", "Alt+Insert", partial(row_command, command="insert_above")),
    ("上移一行", "Alt+↑", partial(row_command, command="move_up")),
    ("下移一行", "Alt+↓", partial(row_command, command="move_down")),
    ("删除这一行", "Ctrl+Delete", partial(row_command, command="delete")),
    ("", "", copy),
    ("这个数怎么来的？", "F1", explain),
)
_ROW_NAMES: Final = frozenset(name for name, _key, command in _MENU if isinstance(command, partial))

_NONE: Final = Qt.KeyboardModifier.NoModifier.value
_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier.value
_CTRL: Final = Qt.KeyboardModifier.ControlModifier.value
_ALT: Final = Qt.KeyboardModifier.AltModifier.value


def _travel() -> dict[tuple[int, int], Command]:
    """The keys that move, each with and without Shift."""
    keys: dict[tuple[int, int], Command] = {}
    steps = {Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0), Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1)}
    for shift in (_NONE, _SHIFT):
        extend = bool(shift)
        for key, (rows, cols) in steps.items():
            keys[key, shift] = partial(move, rows=rows, cols=cols, extend=extend)
        for key, step in ((Qt.Key.Key_Home, -1), (Qt.Key.Key_End, 1)):
            keys[key, shift] = partial(to_edge, step=step, extend=extend)
            keys[key, _CTRL | shift] = partial(to_end, step=step, extend=extend)
        for key, step in ((Qt.Key.Key_PageUp, -1), (Qt.Key.Key_PageDown, 1)):
            keys[key, shift] = partial(_page, step=step, extend=extend)
    return keys


def _page(view: FormView, step: int, *, extend: bool) -> None:
    view.turn_page(step, extend=extend)


def _undo(view: FormView) -> None:
    view.undo_requested.emit()


def _redo(view: FormView) -> None:
    view.redo_requested.emit()


def _leave(view: FormView, way: str) -> None:
    view.leave(way)


_ACTS: Final[dict[tuple[int, int], Command]] = {
    (Qt.Key.Key_Return, _NONE): partial(_leave, way="down"),
    (Qt.Key.Key_Enter, _NONE): partial(_leave, way="down"),
    (Qt.Key.Key_Return, _SHIFT): partial(_leave, way="up"),
    (Qt.Key.Key_Enter, _SHIFT): partial(_leave, way="up"),
    (Qt.Key.Key_F2, _NONE): edit,
    (Qt.Key.Key_F1, _NONE): explain,
    (Qt.Key.Key_Delete, _NONE): clear,
    (Qt.Key.Key_Backspace, _NONE): clear,
    (Qt.Key.Key_Insert, _NONE): partial(row_command, command="insert_below"),
    (Qt.Key.Key_Insert, _ALT): partial(row_command, command="insert_above"),
    (Qt.Key.Key_Delete, _CTRL): partial(row_command, command="delete"),
    (Qt.Key.Key_Up, _ALT): partial(row_command, command="move_up"),
    (Qt.Key.Key_Down, _ALT): partial(row_command, command="move_down"),
    (Qt.Key.Key_A, _CTRL): lambda view: view.select_all(),
    (Qt.Key.Key_C, _CTRL): copy,
    (Qt.Key.Key_X, _CTRL): cut,
    (Qt.Key.Key_V, _CTRL): paste,
    (Qt.Key.Key_D, _CTRL): fill_down,
    (Qt.Key.Key_Z, _CTRL): _undo,
    (Qt.Key.Key_Y, _CTRL): _redo,
    (Qt.Key.Key_Z, _CTRL | _SHIFT): _redo,
    (Qt.Key.Key_Plus, _CTRL): lambda view: view.zoom_by(1),
    (Qt.Key.Key_Equal, _CTRL): lambda view: view.zoom_by(1),
    (Qt.Key.Key_Minus, _CTRL): lambda view: view.zoom_by(-1),
    (Qt.Key.Key_0, _CTRL): lambda view: view.fit_width(),
}
_KEYS: Final[Mapping[tuple[int, int], Command]] = {**_travel(), **_ACTS}
