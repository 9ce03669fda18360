"""What was collected belongs to known components with a text, or the build stops and names it."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import openpyxl
import PIL
import pytest

from packing import components as module
from packing.components import components_of
from services.licences import NoLicenceText

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _without_pyinstaller(monkeypatch):
    """It is installed where builds are made, not where tests run."""
    monkeypatch.setattr(module, "_ALWAYS", ())


def names_of(*files):
    return {one.name for one in components_of(map(str, files), [ROOT / "services"])}


def test_files_lead_to_their_distribution():
    names = names_of(openpyxl.__file__, PIL.__file__, ROOT / "services/export.py")
    assert {"绩效编报", "openpyxl", "pillow", "Python"} <= names
    assert "lxml" not in names
    assert "libxml2" not in names


def test_standard_library_is_python():
    before = names_of()
    assert names_of(json.__file__, os.__file__) == before


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no library comes from packages of the system")
def test_unknown_file_stops_the_build(tmp_path):
    library = tmp_path / "libunknown.so"
    library.touch()
    with pytest.raises(NoLicenceText, match="libunknown"):
        names_of(library)


def test_library_of_windows_is_microsofts_and_others_stop_the_build(monkeypatch):
    assert module._of_windows([Path("c:/windows/system32/ucrtbase.dll")]) == []
    with pytest.raises(NoLicenceText, match=r"other\.dll"):
        module._of_windows([Path("c:/tools/other.dll")])


def test_system_package_without_text_stops_the_build():
    with pytest.raises(NoLicenceText, match="no-such-package"):
        module._debian_text("no-such-package")
