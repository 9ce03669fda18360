"""The zip of the program: same contents, same bytes, same name; the launcher unpacks what was packed."""

from __future__ import annotations

import os
import re

import pytest

from launcher.copies import Copies
from launcher.payload import Payload
from packing.folder_zip import copy_name, zip_folder


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "program"
    (folder / "_internal/字体").mkdir(parents=True)
    (folder / "JixiaoBianbao").write_bytes(b"\x7fELF")
    (folder / "JixiaoBianbao").chmod(0o755)
    (folder / "_internal/字体/宋体.ttf").write_bytes(b"font")
    if os.name == "posix":
        (folder / "_internal/lib.so").symlink_to("字体/宋体.ttf")
    return folder


def packed(folder, target):
    zip_folder(folder, target, "JixiaoBianbao-0.1.0")
    return target


def test_same_contents_give_same_bytes(folder, tmp_path):
    first = packed(folder, tmp_path / "1.zip")
    os.utime(folder / "JixiaoBianbao", (1, 1))
    second = packed(folder, tmp_path / "2.zip")
    assert first.read_bytes() == second.read_bytes()
    assert copy_name("0.1.0", first) == copy_name("0.1.0", second)
    assert re.fullmatch(r"0\.1\.0-[0-9a-f]{12}", copy_name("0.1.0", first))


def test_other_contents_give_another_name(folder, tmp_path):
    before = copy_name("0.1.0", packed(folder, tmp_path / "1.zip"))
    (folder / "_internal/字体/宋体.ttf").write_bytes(b"FONT")
    assert copy_name("0.1.0", packed(folder, tmp_path / "1.zip")) != before


def test_launcher_unpacks_what_was_packed(folder, tmp_path):
    path = packed(folder, tmp_path / "1.zip")
    copies = Copies(tmp_path / "copies")
    copies.folder.mkdir()
    with Payload("0.1.0-a", path, 0, path.stat().st_size).open() as archive:
        copy = copies.make("0.1.0-a", archive)
    for file in folder.rglob("*"):
        there = copy / file.relative_to(folder)
        assert there.is_symlink() == file.is_symlink()
        if file.is_file():
            assert there.read_bytes() == file.read_bytes()
            assert os.access(there, os.X_OK) == os.access(file, os.X_OK)
