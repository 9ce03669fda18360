"""Every distribution that is shipped has its licence text, and what lies inside its libraries too."""

from __future__ import annotations

import tomllib
from importlib import metadata

import pytest

from resources import resource
from services import licences
from services.licences import (
    Component,
    NoLicenceText,
    bundled_components,
    components,
    distribution_component,
    normal,
    read_components,
    required_distributions,
    write_components,
)

BUNDLED = tomllib.loads(resource("licences", "bundled.toml").read_text("utf-8"))["component"]
COVERED = {name for one in BUNDLED for name in one.get("covers", ())}


@pytest.mark.parametrize("name", required_distributions())
def test_every_distribution_has_a_text(name):
    if name in COVERED:
        assert distribution_component(name) is None
        return
    component = distribution_component(name)
    assert len(component.text) > 400
    assert component.version
    assert 2 < len(component.licence) <= 60


@pytest.mark.parametrize("one", BUNDLED, ids=lambda one: one["name"])
def test_every_bundled_library_has_a_text_and_a_known_owner(one):
    assert one["within"] in {*required_distributions(), "python", "windows"}
    for file in one["texts"]:
        assert len(resource("licences", file).read_text("utf-8")) > 200


def test_qt_comes_with_the_lgpl_and_the_way_to_exchange_it():
    text = next(one.text for one in components() if one.name.startswith("Qt"))
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in text
    assert "GNU GENERAL PUBLIC LICENSE" in text
    assert "_internal/PySide6" in text
    assert "download.qt.io" in text


def test_nothing_is_listed_twice_and_our_own_comes_first():
    names = [one.name for one in components()]
    assert names[0] == "绩效编报"
    assert len(names) == len(set(names))
    assert {"SQLite", "思源宋体（Noto Serif SC）", "reportlab", "libxml2"} <= set(names)


def test_libraries_inside_what_is_not_shipped_are_left_out():
    names = {one.name for one in bundled_components(["PySide6_Essentials"])}
    assert "FreeType" in names
    assert "libxml2" not in names


def test_list_of_the_build_is_read_as_written(tmp_path, monkeypatch):
    parts = [Component("绩效编报", "1.0", "MIT", "文本\n第二行"), Component("x", "", "BSD", "t")]
    write_components(tmp_path / "components.json", parts)
    assert read_components(tmp_path / "components.json") == parts
    monkeypatch.setattr(licences, "resource", lambda *_names: tmp_path / "components.json")
    assert components() == parts


def test_distribution_without_text_is_an_error(monkeypatch, tmp_path):
    info = tmp_path / "bare-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: bare\nVersion: 1.0\nLicense: MIT\n")
    (info / "RECORD").write_text("bare-1.0.dist-info/METADATA,,\nbare/licence_of_data.csv,,\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert metadata.version("bare") == "1.0"
    with pytest.raises(NoLicenceText, match="bare"):
        distribution_component("bare")


@pytest.mark.parametrize(("name", "expected"), [("PySide6_Essentials", "pyside6-essentials"), ("a.B--c", "a-b-c")])
def test_names_are_compared_as_indexes_do(name, expected):
    assert normal(name) == expected
