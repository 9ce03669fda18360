"""The components of the program and their licences, for the page 关于 and for the build that must not leave one out.

The executable carries `components.json`, made by the build from what it really collected. From source the same is read
from the installed distributions.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from resources import resource
from services import __version__

LIST = "components.json"
"""File of the executable, beside the texts that several components share."""
_FOLDER = "licences"
_SOURCES = Path(__file__).resolve().parents[1]
_TEXT_FILE = re.compile(r"(^|/)(licen[cs]es?/.+|(licen[cs]e|copying|notice)[^/]*)$", re.IGNORECASE)
_OWN_METADATA = re.compile(r"\.dist-info/", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Component:
    """A part of the program: its name, version, the licence's short name (SPDX where it has one) and whole text."""

    name: str
    version: str
    licence: str
    text: str


class NoLicenceText(ValueError):
    """Something whose licence text is nowhere to be found; it must not be given to others."""


def components() -> list[Component]:
    """All components, our own first."""
    made = resource(_FOLDER, LIST)
    if made.exists():
        return read_components(made)
    names = required_distributions()
    return [own_component(), *bundled_components(names), *fonts(), *distribution_components(names)]


def read_components(path: Path) -> list[Component]:
    """Read what `write_components` wrote."""
    return [Component(**one) for one in json.loads(path.read_text("utf-8"))]


def write_components(path: Path, parts: Iterable[Component]) -> None:
    """Write the list that the executable carries."""
    path.write_text(json.dumps([asdict(part) for part in parts], ensure_ascii=False, indent=1), "utf-8")


def own_component() -> Component:
    """This program itself; asked for where its sources are."""
    return Component("绩效编报", __version__, "MIT", (_SOURCES / "LICENSE").read_text("utf-8"))


def fonts() -> list[Component]:
    """The fonts in resources/fonts."""
    return [
        Component(name, "", "OFL-1.1", resource("fonts", f"OFL-{file}.txt").read_text("utf-8"))
        for name, file in (("思源宋体（Noto Serif SC）", "NotoSerifSC"), ("思源黑体（Noto Sans SC）", "NotoSansSC"))
    ]


def bundled_components(within: Iterable[str]) -> list[Component]:
    """What lies inside the libraries of these distributions, and of Python on this system."""
    wanted = {normal(name) for name in within} | {"python", "windows" if sys.platform == "win32" else ""}
    return [
        Component(one["name"], _version(one), one["licence"], _text(one["texts"]))
        for one in _bundled()
        if one["within"] in wanted
    ]


def distribution_component(name: str) -> Component | None:
    """A distribution by its own metadata; None when another component covers it. NoLicenceText when it has none."""
    if normal(name) in {covered for one in _bundled() for covered in one.get("covers", ())}:
        return None
    distribution = metadata.distribution(name)
    texts = [file for file in distribution.files or () if _is_text_of(str(file))]
    if not texts:
        raise NoLicenceText(f"{name}: no licence text among its files; add one to resources/{_FOLDER}/bundled.toml")
    text = "\n\n".join(
        f"—— {file.name} ——\n\n{Path(str(distribution.locate_file(file))).read_text('utf-8', 'replace').strip()}"
        for file in sorted(texts)
    )
    return Component(distribution.metadata["Name"], distribution.version, _short(distribution), text)


def distribution_components(names: Iterable[str]) -> list[Component]:
    """The distributions by their own metadata, without those that another component covers."""
    return [one for name in names if (one := distribution_component(name)) is not None]


def normal(name: str) -> str:
    """The name of a distribution as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def required_distributions() -> list[str]:
    """The distributions of requirements/base.txt; asked for where the sources are."""
    lock = (_SOURCES / "requirements" / "base.txt").read_text("utf-8")
    return re.findall(r"^([a-zA-Z0-9._-]+)==", lock, re.MULTILINE)


def _bundled() -> list[dict[str, Any]]:
    parts: list[dict[str, Any]] = tomllib.loads(resource(_FOLDER, "bundled.toml").read_text("utf-8"))["component"]
    return parts


def _version(one: dict[str, Any]) -> str:
    """The version of what a component covers; of what lies inside a library only its makers know it."""
    if one["name"] == "Python":
        return ".".join(map(str, sys.version_info[:3]))
    if one["name"] == "SQLite":
        import sqlite3

        return sqlite3.sqlite_version
    return metadata.version(str(one["within"])) if "covers" in one else ""


def _text(files: Iterable[str]) -> str:
    return "\n\n".join(resource(_FOLDER, file).read_text("utf-8").strip() for file in files)


def _is_text_of(file: str) -> bool:
    return bool(_OWN_METADATA.search(file) and _TEXT_FILE.search(file.replace("\\", "/")))


def _short(distribution: metadata.Distribution) -> str:
    """The short name of a distribution's licence; older ones put a sentence or the text there."""
    info = distribution.metadata
    if info["Name"] == "pyinstaller":  # its classifier leaves out the exception for what it makes
        return "GPL-2.0-or-later WITH Bootloader-exception"
    words = next((info[key] for key in ("License-Expression", "License") if key in info), "")
    if not words or "\n" in words or len(words) > 60:
        kinds = [kind.rpartition(" :: ")[2] for kind in info.get_all("Classifier") or () if kind.startswith("License")]
        words = kinds[0] if kinds else words.partition("\n")[0]
    return words.partition(" (see")[0]
