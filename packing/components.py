"""The components of a build, from the files it collected; a file that belongs to nothing known stops the build."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable
from functools import cache
from importlib import metadata
from pathlib import Path

from services.licences import (
    Component,
    NoLicenceText,
    bundled_components,
    distribution_components,
    fonts,
    normal,
    own_component,
)

_PYTHON = "python"
_ALWAYS = ("pyinstaller",)
"""Its boot loader is in the executable, though not as a file of its own."""


def components_of(files: Iterable[str], own: Iterable[Path]) -> list[Component]:
    """The components that these collected files belong to; `own` are our own folders.

    NoLicenceText naming the files, or the distribution, for which there is none.
    """
    paths = {Path(file).resolve() for file in files}
    ours = tuple(folder.resolve() for folder in own)
    foreign = [path for path in paths if not _lies_in(path, ours)]
    distributions = {*_ALWAYS, *(name for path in foreign if (name := _distributions().get(path)))}
    rest = [path for path in foreign if path not in _distributions() and not _lies_in(path, _python_folders())]
    found = [own_component(), *bundled_components(distributions), *fonts()]
    found += distribution_components(sorted(distributions))
    return found + (_of_windows(rest) if sys.platform == "win32" else _of_debian(rest))


def _lies_in(path: Path, folders: Iterable[Path]) -> bool:
    return any(path.is_relative_to(folder) for folder in folders)


@cache
def _distributions() -> dict[Path, str]:
    """Which distribution a file of site-packages belongs to."""
    return {
        Path(str(distribution.locate_file(file))).resolve(): normal(distribution.metadata["Name"])
        for distribution in metadata.distributions()
        for file in distribution.files or ()
    }


@cache
def _python_folders() -> tuple[Path, ...]:
    """Where Python itself lies."""
    prefixes = {sys.base_prefix} - {"/usr"}  # on Debian that is where everything lies
    return tuple(Path(path).resolve() for path in {*prefixes, sysconfig.get_path("stdlib"), *_library_folder()})


def _library_folder() -> list[str]:
    folder, name = sysconfig.get_config_vars("LIBDIR", "INSTSONAME")
    return [str(Path(folder, name))] if folder and name else []


def _of_windows(files: Iterable[Path]) -> list[Component]:
    """Libraries of Windows itself; the Microsoft runtime among the bundled components is their text."""
    foreign = [path for path in files if "windows" not in {part.lower() for part in path.parts}]
    if foreign:
        raise NoLicenceText(f"of no known component: {', '.join(map(str, foreign))}")
    return []


def _of_debian(files: Iterable[Path]) -> list[Component]:
    """Shared libraries of the system the build runs on; each package has its text beside it."""
    names = sorted({_debian_package(path) for path in files})
    return [Component(name, "", "Debian", _debian_text(name)) for name in names]


def _debian_package(path: Path) -> str:
    """The package a file belongs to; dpkg may know it by its place before /lib and /usr/lib became one."""
    if shutil.which("dpkg") is not None:
        for known in (path, Path("/", *path.parts[2:])):
            done = subprocess.run(["dpkg", "-S", str(known)], capture_output=True, text=True, check=False)  # noqa: S603, S607
            if done.returncode == 0:
                return done.stdout.partition(":")[0]
    raise NoLicenceText(f"of no known component: {path}")


def _debian_text(package: str) -> str:
    path = Path("/usr/share/doc", package, "copyright")
    if not path.exists():
        raise NoLicenceText(f"{package}: no {path}")
    return path.read_text("utf-8", "replace")
