"""A small program in a zip, as build.spec makes it."""

from __future__ import annotations

import os
import stat
from zipfile import ZipFile, ZipInfo

import pytest

from launcher.payload import Payload

SCRIPT = """#!/bin/sh
echo "ran $*"
echo "from $0"
test -n "$_PYI_ARCHIVE_FILE" && echo "still _PYI"
cat
exit 7
"""
FILES = {
    "JixiaoBianbao": SCRIPT,
    "_internal/base.zip": "x" * 5000,
    "_internal/字体/宋体.ttf": "font",
    "_internal/empty": "",
}


def write_zip(path, files=FILES, top="JixiaoBianbao-0.1.0"):
    with ZipFile(path, "w") as archive:
        for name, text in files.items():
            info = ZipInfo(f"{top}/{name}")
            info.external_attr = (stat.S_IFREG | (0o755 if name == "JixiaoBianbao" else 0o644)) << 16
            archive.writestr(info, text)
        link = ZipInfo(f"{top}/_internal/link")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        if os.name == "posix":
            archive.writestr(link, "base.zip")
    return path


@pytest.fixture
def payload(tmp_path):
    path = write_zip(tmp_path / "program.zip")
    return Payload("0.1.0-abc", path, 0, path.stat().st_size)


@pytest.fixture
def posix():
    if os.name != "posix":
        pytest.skip("a shell script stands for the program")
