from __future__ import annotations

from pathlib import Path

import pytest

from tools.windows.chroot import Chroot
from tools.windows.product import NotAsMeant, export_all, refuse_wine
from tools.windows.wine import Wine


@pytest.mark.parametrize(
    "source", ["C:\\\\windows\\\\system32\\\\ucrtbase.dll", "C:\\\\Windows\\\\system32\\\\msvcp140.dll"]
)
def test_a_library_of_wines_own_is_refused_and_named(tmp_path, source):
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "Analysis-00.toc").write_text(f"[('a.dll',\n  '{source}',\n  'BINARY')]", "utf-8")
    with pytest.raises(NotAsMeant, match=source.rpartition("\\")[2]):
        refuse_wine(tmp_path)


def test_libraries_of_the_python_are_not(tmp_path):
    (tmp_path / "Analysis-00.toc").write_text("[('a.dll',\n 'C:\\\\python\\\\VCRUNTIME140.dll',\n 'BINARY')]", "utf-8")
    refuse_wine(tmp_path)


def test_a_windows_path_is_found_from_outside():
    wine = Wine(Chroot(Path("box")))
    assert wine.path("C:\\用户 资料\\导出") == wine.drive / "用户 资料" / "导出"


def test_both_systems_do_the_same_commands_and_old_exports_are_gone(tmp_path):
    done = []
    out = tmp_path / "out"
    out.mkdir()
    (out / "old.pdf").write_bytes(b"")

    def run(*words):
        done.append(words)
        return "{}" if "check" in words else ""

    export_all(run, ["--data", "D"], "C:\\导出", out)
    assert [path.name for path in out.iterdir()] == ["findings.json"]
    assert done == [
        ("--data", "D", "demo"),
        ("--data", "D", "check", "--json"),
        ("--data", "D", "self-check", "--keep", "C:\\导出"),
    ]
