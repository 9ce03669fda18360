"""The shape of the project: ui → services → models, never back; small modules; no path of anyone's machine."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FORBIDDEN = {
    "models": {"services", "ui", "main", "PySide6"},
    "services": {"ui", "main", "launcher", "PySide6"},
    "ui": {"main", "launcher", "sqlmodel", "sqlalchemy", "sqlite3"},
    "launcher": {"ui", "models", "main", "PySide6", "sqlmodel", "PIL"},
    "packing": {"ui", "models", "main", "PySide6"},
}
MODULES = sorted(path for layer in FORBIDDEN for path in (ROOT / layer).rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(source: str) -> set[str]:
    """Top-level packages that a module imports, also inside functions."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found.add((node.module or "").partition(".")[0])
    return found


def test_imports_are_seen_wherever_they_stand():
    source = "import a.b, c as d\nfrom e.f import g\nfrom . import h\ndef i():\n    from j import k"
    assert imported(source) == {"a", "c", "e", "j"}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_layers_never_look_back(path: Path):
    layer = path.relative_to(ROOT).parts[0]
    assert imported(path.read_text("utf-8")) & FORBIDDEN[layer] == set()


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_are_small(path: Path):
    assert len(path.read_text("utf-8").splitlines()) <= 400


def test_no_path_of_a_machine_is_tracked():
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    paths = [path for name in tracked.split("\0") if name and (path := ROOT / name).is_file()]
    machine = re.compile(rb"(?<![\w.])/(?:work|home/\w+|root)(?=/)")
    assert [name_of(path) for path in paths if path.suffix != ".ttf" and machine.search(path.read_bytes())] == []
