"""What of the collected files goes into the executable: only the Qt plugins that are used, and what they need."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

Entry = tuple[str, str, str]
"""An entry of PyInstaller's lists: name in the program, file, kind."""

UNUSED_MODULES = (
    *(f"PySide6.Qt{module}" for module in (
        "Qml", "Quick", "QuickControls2", "QuickWidgets", "QuickTest", "OpenGL", "OpenGLWidgets", "Sql", "Test", "Xml",
        "Concurrent", "Designer", "Help", "UiTools", "DBus", "Svg", "SvgWidgets",
    )),
    "tkinter", "unittest", "pydoc", "doctest", "numpy", "setuptools", "pip", "IPython", "psycopg2", "MySQLdb",
    # the program opens no connection, and Python has digests of its own
    "ssl", "_ssl", "_hashlib",
    # packages and office files are packed by zlib alone
    "bz2", "_bz2", "lzma", "_lzma",
    # Python 3.12 asks Windows through it what system it is, which takes seconds where that service is slow or off,
    # and can crash (github.com/python/cpython/issues/130727, not mended in 3.12); without it `ver` is asked
    "_wmi",
    # formats of pictures and of XML that we neither read nor write
    "PIL._avif", "PIL.AvifImagePlugin", "PIL._webp", "PIL.WebPImagePlugin", "lxml.objectify",
    # what tests and checks use, found through optional imports of what we need
    "hypothesis", "mypy", "pytest", "_pytest", "ast_serialize", "librt",
)  # fmt: skip

LAUNCHER_UNUSED = (
    "asyncio", "bz2", "_bz2", "lzma", "_lzma", "_hashlib", "ssl", "_ssl", "socket", "_socket", "multiprocessing",
    "email", "http", "xml", "unittest", "pydoc", "doctest", "tkinter", "sqlite3", "decimal", "_decimal", "statistics",
    "unicodedata", "_codecs_jp", "_codecs_kr", "_codecs_tw", "_codecs_hk", "_codecs_iso2022", "fractions", "curses",
    "readline", "pdb", "argparse", "gettext", "optparse", "urllib.request", "packaging",
)  # fmt: skip
"""What the standard library would import if it were asked to; the launcher does not ask."""

_PLUGINS = {
    "platforms": ("qwindows", "qxcb", "qoffscreen", "qminimal."),
    "styles": ("qmodernwindowsstyle", "qwindowsvistastyle"),
    "xcbglintegrations": (),
    "platforminputcontexts": ("ibus", "compose", "fcitx"),
    "imageformats": ("qico",),
}
"""Plugins kept, by their folder: a platform for Windows, X11 and no screen; input methods of X11 that PySide6 brings.

qico: the icon. PNG is built into QtGui, and printing on Windows into QtPrintSupport; nothing else is shown.
"""
_UNUSED_FILES = ("opengl32sw", "d3dcompiler", "qml/", "Qt6VirtualKeyboard", "Qt6Pdf", "Qt6Qml", "Qt6Quick", "Qt6Svg")
_OF_THE_INSTALLER = ("RECORD", "REQUESTED", "INSTALLER", "direct_url.json")
"""How a distribution got onto the PC of the build; differs from one to the next, and nothing reads it."""


def is_used(name: str) -> bool:
    """Whether a file of this name in the program is used."""
    path = name.replace("\\", "/")
    if "PySide6/" not in path:
        return "/__pycache__/" not in path and Path(path).name not in _OF_THE_INSTALLER
    if "/translations/" in path:
        return Path(path).name == "qtbase_zh_CN.qm"
    if "/plugins/" in path:
        folder, _, file = path.partition("/plugins/")[2].partition("/")
        return any(word in file for word in _PLUGINS.get(folder, ()))
    return not any(word in path for word in _UNUSED_FILES)


def used(entries: Iterable[Entry]) -> list[Entry]:
    """The entries whose files are used."""
    return [entry for entry in entries if is_used(entry[0])]


def without_orphans(entries: Sequence[Entry], imports: Callable[[str], Iterable[str]]) -> list[Entry]:
    """Leave out shared libraries that nothing needs any more, once the plugins they came with are left out.

    `imports` tells the files a binary is linked with. What lies in a folder of its own (a package's libraries, Qt's
    plugins) or is an extension module is used by name; only libraries at the top, collected for others, can be orphans.
    """
    libraries = {entry[1] for entry in entries if entry[2] == "BINARY" and _may_be_orphan(entry[0])}
    reached: set[str] = set()
    waiting = [entry[1] for entry in entries if entry[1] not in libraries and entry[2] in {"BINARY", "EXTENSION"}]
    while waiting:
        for file in set(imports(waiting.pop())) & libraries - reached:
            reached.add(file)
            waiting.append(file)
    gone = libraries - reached
    kept = [entry for entry in entries if entry[1] not in gone]
    names = {entry[0] for entry in kept}
    return [entry for entry in kept if entry[2] != "SYMLINK" or _target(entry) in names]


def _may_be_orphan(name: str) -> bool:
    path = name.replace("\\", "/")
    return ("/" not in path or "/Qt/lib/" in path) and not path.startswith(("libpython", "python3"))


def _target(link: Entry) -> str:
    """What a link leads to, as a name in the program."""
    return str(Path(link[0]).parent / link[1]).replace("\\", "/")
