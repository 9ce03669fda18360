"""Makes the pack: a folder with one PDF, one workbook, the Word files, and a list of all with check sums.

All or nothing: everything is written into a folder beside the wanted one, which takes its place only when complete. A
pack made before is never overwritten; the new one gets a number.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from services.export import Format, Order, write_books
from services.filing.filing import Filing
from services.filing.finalise import stamp
from services.publication.parts import complete_document, pack_name, word_books, workbook
from services.publication.people import without_people
from services.publication.preflight import FOR_PUBLICATION, Concern, PackOrder
from services.render.output import OutputCancelled, OutputRefused, atomic_output, make_folder, temporary_beside

LIST_NAME = "文件清单.txt"
Progress = Callable[[int, int], None]
"""Called with the number of files' parts done and in all."""


@dataclass(frozen=True, slots=True)
class Pack:
    """What was made: the folder and its files, the list last."""

    folder: Path
    files: tuple[Path, ...]


def make_pack(
    filing: Filing,
    parent: Path,
    made_at: datetime,
    *,
    order: PackOrder = FOR_PUBLICATION,
    concerns: Sequence[Concern] = (),
    progress: Progress = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Pack:
    """Make the pack of a filing in a new folder below `parent`; `concerns` left open are named in the list.

    OutputCancelled when stopped, another OutputError when something cannot be written; then nothing is left behind.
    """
    public = without_people(filing) if order.hide_people else filing
    target = free_folder(parent, pack_name(filing))
    with _whole_folder(target) as folder:
        _write_complete_pdf(public, folder, cancelled)
        _write_books(public, folder, progress, cancelled)
        _write_list(public, folder, made_at, concerns)
    return Pack(target, tuple(sorted(target.iterdir(), key=lambda path: (path.name == LIST_NAME, path.name))))


def free_folder(parent: Path, name: str) -> Path:
    """A folder that does not exist yet: the name, or the name with the next number."""
    folder, number = parent / name, 2
    while folder.exists():
        folder, number = parent / f"{name}（{number}）", number + 1
    return folder


@contextmanager
def _whole_folder(target: Path) -> Iterator[Path]:
    """A folder that takes its name only when everything in it was written."""
    temporary = temporary_beside(target)
    try:
        make_folder(target.parent)
        make_folder(temporary)
        yield temporary
        temporary.rename(target)
    except OSError as error:
        raise OutputRefused(f"“{target.parent}”写不进去（{error.strerror or error}）。请换一个文件夹再试。") from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _write_complete_pdf(filing: Filing, folder: Path, cancelled: Callable[[], bool]) -> None:
    from services.render.document_pdf import write_document_pdf
    from services.render.fonts import font_set

    path = folder / f"{pack_name(filing)}.pdf"
    write_document_pdf(complete_document(filing), path, fonts=font_set(), cancelled=cancelled)


def _write_books(filing: Filing, folder: Path, progress: Progress, cancelled: Callable[[], bool]) -> None:
    """The workbook and the Word files, counted together."""
    words, book = word_books(filing), workbook(filing)
    total = sum(len(one.sheets) + bool(one.document) for one in (*words, book))
    done = len(book.sheets)
    if book.sheets:
        table = Order(folder, (Format.XLSX,))
        write_books([book], table, lambda count, _all: progress(count, total), cancelled, stamp(filing))
    order = Order(folder, (Format.DOCX,))
    write_books(words, order, lambda count, _all: progress(done + count, total), cancelled, stamp(filing))
    if cancelled():
        raise OutputCancelled


def _write_list(filing: Filing, folder: Path, made_at: datetime, concerns: Sequence[Concern]) -> None:
    """The list opens in Notepad: a mark at its beginning says that it is UTF-8."""
    lines = [
        f"{filing.head.year}年度 {filing.unit.name} 交付文件清单",
        f"生成时间：{made_at:%Y-%m-%d %H:%M}",
        f"数据：{stamp(filing) or '未定稿'}",
        "",
        "文件名\t字节数\tSHA-256 校验码",
        *(f"{path.name}\t{path.stat().st_size}\t{_digest(path)}" for path in sorted(folder.iterdir())),
    ]
    if concerns:
        lines += ["", "交付时尚未处理的事项：", *(f"{one.topic}：{one.text}" for one in concerns)]
    with atomic_output(folder / LIST_NAME) as temporary:
        temporary.write_text("\r\n".join([*lines, ""]), "utf-8-sig", newline="")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
