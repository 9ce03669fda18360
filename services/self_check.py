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
from services.export import Format, Order, export
from services.filing.package import read_package, write_package
from services.forms.catalogue import INNER_CODES, build_entry, forms_of
from services.licences import components
from services.reopened import Reopened, Unreadable, reopen, squeezed
from services.store.store import Store
from services.workspace import Workspace, load_demonstration

MANIFEST = "files.json"
"""Beside the files kept: what they hold, to compare one system with another."""
_COMMON = "预算绩效自评项目支出金额万元合计等级优良中差得分≥≤％年度目标部门决算"
_LEAST_FOUND = {".pdf": 0.97}
"""Share of the texts of a form that must be found in one piece; in PDF the lines of narrow columns get mixed."""

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
    expected = _texts_of_forms(workspace)
    wrong = []
    for path in export(workspace.filing, Order(run.folder / name, tuple(Format))):
        try:
            file = reopen(path)
        except Unreadable as error:
            wrong.append(str(error))
            continue
        run.files.append(file)
        wrong += _compare(file, expected.get(path.stem, {}))
    return "；".join(wrong)


def _texts_of_forms(workspace: Workspace) -> dict[str, dict[str, list[str]]]:
    """The texts of every form, by file and sheet; bare figures are left out, being written as numbers in places."""
    filing = workspace.filing
    books: dict[str, dict[str, list[str]]] = {}
    for entry in forms_of(filing):
        if entry.code not in INNER_CODES:
            sheet = build_entry(filing, entry)
            texts = [squeezed(cell.text) for cell in sheet.cells if any("一" <= ch <= "龥" for ch in cell.text)]
            books.setdefault(f"{entry.group}（{filing.head.year}年度）", {})[entry.key] = texts
    return books


def _compare(file: Reopened, sheets: dict[str, list[str]]) -> Iterator[str]:
    """What is wrong with a file that should hold these texts, sheet by sheet."""
    name = file.path.name
    if not file.text:
        yield f"{name}：没有文字"
    if file.titles and len(file.titles) < len(sheets):  # charts have sheets of their own beside those of the forms
        yield f"{name}：应有 {len(sheets)} 张表，只有 {len(file.titles)} 张"
    texts = [text for written in sheets.values() for text in written]
    lost = [text for text in texts if text not in file.text]
    if len(lost) > len(texts) * (1 - _LEAST_FOUND.get(file.path.suffix, 1.0)):
        yield f"{name}：{len(texts)} 处文字中 {len(lost)} 处没有找到，例如“{lost[0]}”"


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
