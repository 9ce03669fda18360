from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tools.windows.interpreter import for_windows, wanted
from tools.windows.signatures import in_catalogue

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(
    ("name", "is_wanted"),
    [
        ("python312.dll", True),
        ("DLLs/_sqlite3.pyd", True),
        ("DLLs/python_lib.cat", True),
        ("Lib/json/__init__.py", True),
        ("", False),
        ("Lib/json/", False),
        ("DLLs/py.ico", False),
        ("DLLs/tcl86t.dll", False),
        ("Lib/json/__pycache__/decoder.cpython-312.pyc", False),
        ("Lib/site-packages/pip/__init__.py", False),
        ("Scripts/pip.exe", False),
        ("LICENSE.txt", False),
        ("libs/python312.lib", False),
    ],
)
def test_programs_and_library_of_the_python_are_wanted(name, is_wanted):
    assert wanted(name) is is_wanted


def test_windows_gets_the_packages_that_only_it_needs():
    lock = (ROOT / "requirements" / "build.txt").read_text("utf-8")
    assert 'pefile==2024.8.26 ; sys_platform == "win32" \\' in lock or "pefile" not in lock
    assert "sys_platform" not in for_windows(lock)
    assert for_windows(lock).count("--hash=sha256:") == lock.count("--hash=sha256:")


@pytest.mark.parametrize("digest", [hashlib.sha1, hashlib.sha256])
def test_a_catalogue_lists_the_files_it_holds_digests_of(digest):
    catalogue = b"\x30\x82" + digest(b"import os\n").digest() + b"\x04"
    assert in_catalogue(b"import os\n", catalogue)
    assert not in_catalogue(b"import os \n", catalogue)
    assert in_catalogue(b"", catalogue)
