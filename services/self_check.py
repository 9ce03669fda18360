"""Self-check: what a fresh or frozen install must be able to do, tried in a temporary folder."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from services.export import Order, export
from services.filing.package import read_package, write_package
from services.store.store import Store
from services.workspace import Workspace, load_demonstration


def run_self_check() -> list[str]:
    """Try store, demonstration, check, package and export; returns what failed, in words (empty = all is well)."""
    problems: list[str] = []
    with tempfile.TemporaryDirectory(prefix="绩效编报 自检 ", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        try:
            with Store.open(folder / "数据") as store:
                workspace = Workspace.open(store, load_demonstration(store))
                for title, step in _STEPS.items():
                    problem = _try(step, workspace, folder)
                    problems += [f"{title}：{problem}"] if problem else []
        except Exception as error:  # noqa: BLE001 - whatever fails is the answer
            problems.append(f"数据：{error!r}")
    return problems


def _try(step: Callable[[Workspace, Path], str], workspace: Workspace, folder: Path) -> str:
    try:
        return step(workspace, folder)
    except Exception as error:  # noqa: BLE001 - whatever fails is the answer
        return repr(error)


def _check(workspace: Workspace, _folder: Path) -> str:
    workspace.checker.check_all()
    return "" if workspace.checker.findings() else "演示数据没有审核出任何问题，规则可能没有装入"


def _package(workspace: Workspace, folder: Path) -> str:
    path = folder / "数据包.jxbb"
    write_package(workspace.filing, path)
    both = read_package(path).records(), workspace.filing.all_records()
    read, held = ({(entity, record.id): record for entity, record in records} for records in both)
    return "" if read == held else "数据包读回来与写出去的不同"


def _forms(workspace: Workspace, folder: Path) -> str:
    written = export(workspace.filing, Order(folder / "导出"))
    empty = [path.name for path in written if path.stat().st_size == 0]
    return f"空文件 {'、'.join(empty)}" if empty else ""


_STEPS: dict[str, Callable[[Workspace, Path], str]] = {"审核": _check, "数据包": _package, "导出表格": _forms}
