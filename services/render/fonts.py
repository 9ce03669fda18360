"""Which font file draws what: the PC's own 宋体, 黑体, 仿宋, 楷体, 小标宋 when installed, else bundled Noto fonts."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from resources import resource
from services.render.fontface import face


class FontRole(StrEnum):
    """What a font is used for; each role has a chain of fonts, tried in order for every character."""

    BODY = "body"
    LABEL = "label"
    STRONG = "strong"
    TITLE = "title"
    HEADING = "heading"
    FANGSONG = "fangsong"
    KAITI = "kaiti"


@dataclass(frozen=True, slots=True)
class FontFile:
    """One face: a name unique in the program (and in the PDF), the file, and its index in a .ttc collection."""

    name: str
    path: Path
    index: int = 0


@dataclass(frozen=True)
class FontSet:
    """The chain of fonts of every role; the first font of a chain that has a character draws it."""

    chains: Mapping[FontRole, tuple[FontFile, ...]]

    def chain(self, role: FontRole) -> tuple[FontFile, ...]:
        """Fonts of a role, most wanted first; never empty."""
        return self.chains[role]

    @property
    def files(self) -> tuple[FontFile, ...]:
        """Every font once."""
        return tuple(dict.fromkeys(font for chain in self.chains.values() for font in chain))


_SERIF = ("NotoSerifSC-Regular.ttf",)
_SERIF_BOLD = ("NotoSerifSC-Bold.ttf",)
_SANS = ("NotoSansSC-Regular.ttf",)
_SANS_BOLD = ("NotoSansSC-Bold.ttf",)

# Installed files by role, most wanted first (GB/T 9704-2012 names the faces for official papers).
_INSTALLED: Mapping[FontRole, tuple[str, ...]] = {
    FontRole.BODY: ("simsun.ttc", "simsun.ttf", "stsong.ttf"),
    FontRole.LABEL: ("simsun.ttc", "simsun.ttf", "stsong.ttf"),
    FontRole.STRONG: ("simhei.ttf",),
    FontRole.TITLE: ("fzxbsjw.ttf", "fzxbsk.ttf", "stzhongs.ttf"),
    FontRole.HEADING: ("simhei.ttf",),
    FontRole.FANGSONG: ("simfang.ttf", "fangsong_gb2312.ttf", "stfangso.ttf"),
    FontRole.KAITI: ("simkai.ttf", "kaiti_gb2312.ttf", "stkaiti.ttf"),
}
_BUNDLED: Mapping[FontRole, tuple[str, ...]] = {
    FontRole.BODY: _SERIF + _SANS,
    FontRole.LABEL: _SERIF + _SANS,
    FontRole.STRONG: _SERIF_BOLD + _SERIF + _SANS,
    FontRole.TITLE: _SERIF_BOLD + _SERIF + _SANS,
    FontRole.HEADING: _SANS_BOLD + _SANS + _SERIF,
    FontRole.FANGSONG: _SERIF + _SANS,
    FontRole.KAITI: _SERIF + _SANS,
}
# Wide coverage for rare characters in names (𠮷 䶮); asked last.
_RARE = ("simsunb.ttf", "simsunextg.ttf")


@cache
def font_set(*, prefer_installed: bool = True) -> FontSet:
    """The fonts to use here; with prefer_installed=False only the bundled ones (the same result on every PC)."""
    found = _installed() if prefer_installed else {}
    return FontSet({role: tuple(_chain(role, found)) for role in FontRole})


def missing_characters(texts: Iterable[str], fonts: FontSet) -> list[str]:
    """The characters no font has, each once, in order of code: to be named before an export."""
    wanted = {char for text in texts for char in text if char >= " "}
    faces = [face(font.path, font.index) for font in fonts.files]
    return sorted(char for char in wanted if not any(f.glyph(ord(char)) for f in faces))


def _chain(role: FontRole, found: Mapping[str, Path]) -> Iterator[FontFile]:
    """The role's first installed font, then the bundled ones, then the fonts for rare characters."""
    names = [name for name in _INSTALLED[role] if name in found][:1]
    for name in names:
        yield FontFile(found[name].stem, found[name])
    for name in _BUNDLED[role]:
        yield FontFile(Path(name).stem, resource("fonts", name))
    for name in _RARE:
        if name in found:
            yield FontFile(found[name].stem, found[name])


def _installed() -> dict[str, Path]:
    """Wanted font files present on this PC with TrueType outlines (others cannot be embedded), by lower-case name."""
    wanted = {name for names in _INSTALLED.values() for name in names} | set(_RARE)
    files: dict[str, Path] = {}
    for folder in _folders():
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            name = path.name.lower()
            if name in wanted and name not in files and _usable(path):
                files[name] = path
    return files


def _usable(path: Path) -> bool:
    """Whether the file can be read and has TrueType outlines."""
    try:
        return face(path, 0).has_outlines
    except (OSError, ValueError):
        return False


def _folders() -> list[Path]:
    """Where fonts are installed: for all users, for this user."""
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA", str(Path.home() / "AppData" / "Local"))
        return [Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts", Path(local, "Microsoft", "Windows", "Fonts")]
    home = Path.home()
    shared = [Path("/usr/local/share/fonts"), Path("/usr/share/fonts")]
    return [home / ".fonts", home / ".local" / "share" / "fonts", *shared]
