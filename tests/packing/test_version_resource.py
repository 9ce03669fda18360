"""The version stands in one place; Windows shows it with the Chinese name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from packing.version_resource import version_numbers, version_resource
from services import __version__

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("version", "numbers"), [("0.1.0", (0, 1, 0, 0)), ("12.0.3.4", (12, 0, 3, 4)), ("7", (7, 0, 0, 0))]
)
def test_numbers_of_a_version(version, numbers):
    assert version_numbers(version) == numbers


@pytest.mark.parametrize("version", ["", "1.2.x", "1.2.3.4.5", "70000.1", "-1.0"])
def test_what_is_no_version_is_refused(version):
    with pytest.raises(ValueError, match=r"version|invalid literal"):
        version_numbers(version)


class Node:
    """Records how the resource is built, as PyInstaller's classes of these names would."""

    def __init__(self, *values, **named):
        self.values, self.named = values, named


def test_resource_is_what_pyinstaller_evaluates():
    names = (
        "VSVersionInfo",
        "FixedFileInfo",
        "StringFileInfo",
        "StringTable",
        "StringStruct",
        "VarFileInfo",
        "VarStruct",
    )
    text = version_resource("0.1.0", "JixiaoBianbao-0.1.0.exe")
    info = eval(text, dict.fromkeys(names, Node))  # noqa: S307 - our own text
    assert info.named["ffi"].named["filevers"] == (0, 1, 0, 0)
    table = info.named["kids"][0].values[0][0]
    strings = dict(node.values for node in table.values[1])
    assert table.values[0] == "080404B0"
    assert strings["ProductName"] == strings["FileDescription"] == "绩效编报"
    assert strings["ProductVersion"] == "0.1.0"
    assert strings["OriginalFilename"] == "JixiaoBianbao-0.1.0.exe"
    assert strings["LegalCopyright"]


def test_version_is_written_in_one_place():
    sources = [*ROOT.glob("*.py"), ROOT / "build.spec", ROOT / "pyproject.toml"]
    for layer in ("services", "ui", "launcher", "packing", "models"):
        sources += (ROOT / layer).rglob("*.py")
    literal = re.compile(rf"(version|VERSION)\w*\s*=\s*[\"']{re.escape(__version__)}[\"']")
    assert [path.name for path in sources if literal.search(path.read_text("utf-8"))] == ["__init__.py"]
