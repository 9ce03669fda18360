"""Self-check: what a fresh or frozen install must be able to do, tried on the demonstration data.

Whatever is written is opened again by other code and compared with what should be in it, on every form and in every
format the export knows.
"""

from __future__ import annotations

import json
import platform
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from services import __version__
from services.export import Book, Format, Order, books_of, export
from services.filing.package import read_package, write_package
from services.licences import components
from services.reopened import Reopened, Unreadable, reopen, squeezed
from services.store.store import Store
from services.workspace import Workspace, load_demonstration

MANIFEST = "files.json"
"""Beside the files kept: what they hold, to compare one system with another."""
_COMMON = "预算绩效自评项目支出金额万元合计等级优良中差得分≥≤％年度目标部门决算"
_PIECE, _LEAST_FOUND = 12, 0.95
"""A PDF is searched for pieces of so many characters, and so many of them must be found.

Texts go on over the end of a page there, with the page's number between, and the lines of narrow columns get mixed.
"""

Probe = Callable[[], str]
"""Tries what this layer cannot, such as the window; returns what failed, in words."""


@dataclass
class _Run:
    """One self-check: where it writes, what it found."""

    folder: Path
    problems: list[str] = field(default_factory=list)
    files: list[Reopened] = field(default_factory=list)

    def attempt(self, title: str, step: Callable[[], str]) -> None:
        """Do a step; whatever goes wrong in it is an answer, not the end."""
        try:
            problem = step()
        except Exception as error:  # noqa: BLE001 - whatever fails is the answer
            problem = repr(error)
        self.problems += [f"{title}：{problem}"] if problem else []


def run_self_check(keep: Path | None = None, probe: Probe | None = None) -> list[str]:
    """Try everything; returns what failed, in words (empty = all is well).

    `keep`: a folder in which the exported files stay, with a manifest of what is in them.
    """
    with TemporaryDirectory(prefix="绩效编报 自检 ", ignore_cleanup_errors=True) as name:
        run = _Run(keep or Path(name, "导出"))
        run.attempt("字体", _fonts)
        run.attempt("许可", _licences)
        run.attempt("数据", lambda: _filings(run, Path(name)))
        if keep is not None:
            run.attempt("清单", lambda: _write_manifest(run))
        if probe is not None:
            run.attempt("界面", probe)
    return run.problems


def _fonts() -> str:
    from services.render.fonts import font_set, missing_characters

    missing = missing_characters([_COMMON], font_set())
    return f"缺少这些字：{'、'.join(missing)}" if missing else ""


def _licences() -> str:
    bare = [one.name for one in components() if not one.text.strip()]
    return f"没有许可证全文：{'、'.join(bare)}" if bare else ""


def _filings(run: _Run, folder: Path) -> str:
    """The steps that need data, on each filing of the demonstration."""
    found = 0
    with Store.open(folder / "数据") as store:
        load_demonstration(store)
        for listing in store.filings():
            workspace = Workspace.open(store, listing.filing_id)
            name = f"{listing.unit_name}{listing.year}年度"
            run.attempt(f"{name} 数据包", lambda work=workspace: _package(work, folder))  # type: ignore[misc]
            run.attempt(f"{name} 导出", lambda work=workspace, sub=name: _exports(run, work, sub))  # type: ignore[misc]
            workspace.checker.check_all()
            found += len(workspace.checker.findings())
    return "" if found else "演示数据没有审核出任何问题，规则可能没有装入"


def _package(workspace: Workspace, folder: Path) -> str:
    path = folder / "数据包.jxbb"
    write_package(workspace.filing, path)
    both = read_package(path).records(), workspace.filing.all_records()
    read, held = ({(entity, record.id): record for entity, record in records} for records in both)
    return "" if read == held else "数据包读回来与写出去的不同"


def _exports(run: _Run, workspace: Workspace, name: str) -> str:
    """Every form in every format, opened again."""
    order = Order(run.folder / name, tuple(Format))
    expected = {book.name: _Expected.of(book) for book in books_of(workspace.filing, order)}
    wrong = []
    for path in export(workspace.filing, order):
        try:
            file = reopen(path)
        except Unreadable as error:
            wrong.append(str(error))
            continue
        run.files.append(file)
        wrong += _compare(file, expected[path.stem])
    return "；".join(wrong)


@dataclass(frozen=True, slots=True)
class _Expected:
    """What must be in a file: so many sheets, and these texts; bare figures are numbers in a workbook, not texts."""

    sheets: int
    texts: tuple[str, ...]

    @classmethod
    def of(cls, book: Book) -> _Expected:
        cells = [cell.text for make in book.sheets for cell in make().cells]
        texts = book.document().texts() if book.document else cells
        return cls(len(book.sheets), tuple(squeezed(text) for text in texts if any("一" <= ch <= "龥" for ch in text)))


def _compare(file: Reopened, expected: _Expected) -> Iterator[str]:
    """What is wrong with a file that should hold this."""
    name = file.path.name
    if not file.text:
        yield f"{name}：没有文字"
    if file.titles and len(file.titles) < expected.sheets:  # charts have sheets of their own beside those of the forms
        yield f"{name}：应有 {expected.sheets} 张表，只有 {len(file.titles)} 张"
    cut = file.path.suffix == ".pdf"
    texts = [piece for text in expected.texts for piece in _pieces(text)] if cut else expected.texts
    lost = [text for text in texts if text not in file.text]
    if len(lost) > len(texts) * (1 - _LEAST_FOUND if cut else 0):
        yield f"{name}：{len(texts)} 处文字中 {len(lost)} 处没有找到，例如“{lost[0]}”"


def _pieces(text: str) -> Iterator[str]:
    return (text[at : at + _PIECE] for at in range(0, len(text), _PIECE))


def _write_manifest(run: _Run) -> str:
    manifest = {
        "version": __version__,
        "system": platform.platform(),
        "python": platform.python_version(),
        "frozen": bool(getattr(sys, "frozen", False)),
        "files": [file.record(run.folder) for file in run.files],
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1)
    (run.folder / MANIFEST).write_text(f"{text}\n", "utf-8")
    return ""
