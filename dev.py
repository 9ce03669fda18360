"""One door to the project for people and machines: python dev.py run | test | lint | bench | build | windows | lock.

Needs nothing but Python 3.11-3.13: it makes .venv beside itself from the hashed lock files and asks the system for
the shared libraries Qt needs. This file parses on older Pythons too, so that they can be told what is wrong.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
OLDEST, NEWEST = (3, 11), (3, 13)
PIP_TOOLS = "pip-tools==7.6.2"
BUILD_EPOCH = "1767225600"
"""2026-01-01: the date of everything in a build, so that two builds of the same sources are alike."""
WINDOWS_ONLY = ("colorama", "pefile", "pywin32-ctypes")
"""pip-compile on Linux would drop them; they stand in the .in files without a marker and get it afterwards."""

QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libzstd.so.1": "libzstd1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
"""What the offscreen and xcb plugins of PySide6 6.8.3 load (objdump -p), and the Debian package of each."""


class Stop(Exception):
    """Why nothing more can be done, in Chinese and in English."""


def version_refusal(version: tuple[int, int]) -> str | None:
    """Say why this Python cannot run the program, or None when it can."""
    have = f"{version[0]}.{version[1]}"
    if version < OLDEST:
        return f"Python {have} 太旧，请改用 3.11、3.12 或 3.13。\nPython {have} is too old: use 3.11, 3.12 or 3.13."
    if version > NEWEST:
        return (
            f"Python {have} 太新，尚未支持，请改用 3.11、3.12 或 3.13。\n"
            f"Python {have} is too new: use 3.11, 3.12 or 3.13."
        )
    return None


def loads(library: str) -> bool:
    """Whether the dynamic loader finds this shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_packages(found: Callable[[str], bool] = loads) -> list[str]:
    """Debian packages of the libraries that Qt needs and that are not found, each once, sorted."""
    return sorted({package for library, package in QT_LIBRARIES.items() if not found(library)})


def apt_line(packages: Iterable[str]) -> str:
    """Show the line an administrator runs to install these packages."""
    return "sudo apt-get update && sudo apt-get install -y --no-install-recommends " + " ".join(packages)


def apt_install(packages: Sequence[str]) -> None:
    """Install system packages when we are root on Debian or Ubuntu; otherwise stop with the line to run."""
    if shutil.which("apt-get") is None:
        names = " ".join(packages)
        raise Stop(f"缺少系统组件（Debian 中的名称）：{names}\nMissing system packages (Debian names): {names}")
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        raise Stop(f"缺少系统组件，请先运行：\nMissing system packages; run first:\n\n  {apt_line(packages)}\n")
    say(f"正在安装系统组件 / installing {' '.join(packages)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt_get = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300"]
    for arguments in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        command = [*apt_get, *arguments]
        if subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False).returncode:
            raise Stop(f"系统组件未能安装，请检查网络后运行：\nCould not install; run:\n\n  {apt_line(packages)}\n")


def venv_python(folder: Path = VENV, *, windows: bool = os.name == "nt") -> Path:
    """Path of the interpreter inside a virtual environment."""
    return folder / ("Scripts/python.exe" if windows else "bin/python")


def make_venv() -> None:
    """Make .venv with this Python; on a Debian without python3-venv, get that first."""
    say("正在建立运行环境 .venv / making .venv")
    if not (find_spec("venv") and find_spec("ensurepip")):  # Debian has them in a package of their own
        apt_install([f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"])
    command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        raise Stop(f"未能建立运行环境 .venv，原因如下。\nCould not make .venv:\n\n{done.stdout}")


def lock_of(name: str) -> Path:
    """Path of a lock file."""
    return ROOT / "requirements" / f"{name}.txt"


def stamp_of(name: str) -> Path:
    """Path of the note, inside .venv, of what was installed from a lock file."""
    return VENV / f"installed-{name}.txt"


def lock_digest(name: str) -> str:
    """Fingerprint of a lock file; the same for a checkout with Windows line ends."""
    return hashlib.sha256(lock_of(name).read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def is_current(stamp: Path, digest: str) -> bool:
    """Whether the stamp left by the last install is that of this digest."""
    return stamp.is_file() and stamp.read_text("ascii", "replace") == digest


def explain_pip(output: str) -> str:
    """Turn pip's last words into one the reader can act on."""
    if "DO NOT MATCH THE HASHES" in output:
        return (
            "下载的组件与锁定文件的校验值不符，已停止安装。请换用官方软件源后重试。\n"
            "A download does not match its hash in the lock file; nothing was installed. Use the official index."
        )
    if re.search(
        r"from versions: none|NewConnection|NameResolution|ConnectTimeout|ProxyError|Connection ?(refused|reset)",
        output,
    ):
        return (
            "无法连接软件源，请检查网络（首次运行需要联网）。\n"
            "The package index cannot be reached: check the network (needed for the first run only)."
        )
    return "组件安装失败，原因见上。\nThe packages could not be installed; see above."


def install(names: Sequence[str]) -> None:
    """Bring .venv to what the named lock files say; only those that changed since the last time are installed."""
    if not made_by_this_python():
        make_venv()
    stale = {name: digest for name in names if not is_current(stamp_of(name), digest := lock_digest(name))}
    if not stale:
        return
    say(f"正在安装组件（{'、'.join(stale)}），首次需几分钟 / installing packages, some minutes the first time")
    command = [str(venv_python()), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "-q"]
    command += ["--require-hashes", "--only-binary", ":all:"]
    for name in stale:
        command += ["-r", str(lock_of(name))]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode:
        say(done.stdout)
        raise Stop(explain_pip(done.stdout))
    for name, digest in stale.items():
        stamp_of(name).write_text(digest, "ascii")


def made_by_this_python() -> bool:
    """Whether .venv is there and of this Python's version; an upgraded system Python leaves it broken."""
    config = VENV / "pyvenv.cfg"
    if not (venv_python().exists() and config.is_file()):
        return False
    version = "{}.{}".format(*sys.version_info)
    return re.search(rf"^version = {re.escape(version)}\.", config.read_text("utf-8"), re.MULTILINE) is not None


def prepare(*names: str, libraries: bool = True) -> None:
    """Everything that must be there before a command acts."""
    if libraries and sys.platform == "linux":
        packages = missing_packages()
        if packages:
            apt_install(packages)
    install(names)


def call(*command: str, **environment: str) -> int:
    """Run a module or script with .venv's Python in the project's folder; return its exit code."""
    variables = {**os.environ, "PYTHONUTF8": "1", **environment}
    return subprocess.run([str(venv_python()), *command], cwd=ROOT, env=variables, check=False).returncode


def has_display(platform: str, environment: Mapping[str, str]) -> bool:
    """Whether a window can be shown."""
    return platform != "linux" or bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def run(arguments: Sequence[str]) -> int:
    """Start the program; without a display do its main job on the demonstration filing."""
    prepare("base")
    if arguments or has_display(sys.platform, os.environ):
        return call("main.py", *arguments)
    say("没有显示器，改为命令行演示 / no display: running the demonstration without a window")
    for step in (["demo"], ["check"], ["export", "--out", "out"]):
        say("\n$ main.py --data data " + shlex.join(step))
        code = call("main.py", "--data", "data", *step, QT_QPA_PLATFORM="offscreen")
        if code:
            return code
    for file in sorted((ROOT / "out").rglob("*")):
        if file.is_file():
            say(f"{file.stat().st_size:>10,}  {file.relative_to(ROOT)}")
    return 0


def test(arguments: Sequence[str]) -> int:
    """Run the tests without a screen."""
    prepare("base", "dev")
    return call("-m", "pytest", *arguments, QT_QPA_PLATFORM="offscreen")


def lint(_arguments: Sequence[str]) -> int:
    """Check style, layout and types; all three are reported even when the first fails."""
    prepare("base", "dev", libraries=False)
    checks = (
        ("ruff", "check", "."),
        ("ruff", "format", "--check", "."),
        ("mypy", "--strict", "models", "services", "ui", "launcher", "packing", "main.py", "dev.py"),
    )
    return max([call("-m", *check) for check in checks])


def bench(arguments: Sequence[str]) -> int:
    """Measure the budgets of the design."""
    prepare("base", "dev")
    return call("tests/bench/run.py", *arguments, QT_QPA_PLATFORM="offscreen", PYTHONPATH=str(ROOT))


def build(arguments: Sequence[str]) -> int:
    """Make the executable and the one-folder zip in dist/, the same bytes for the same sources."""
    if sys.platform == "linux" and shutil.which("objdump") is None:
        apt_install(["binutils"])
    prepare("base", "build")
    steady = {"PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", BUILD_EPOCH)}
    code = call("-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *arguments, "build.spec", **steady)
    for file in sorted((ROOT / "dist").glob("JixiaoBianbao-*")):
        if file.is_file():
            say(f"{file.stat().st_size / 1e6:7.1f} MB  {hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}")
    return code


def windows(arguments: Sequence[str]) -> int:
    """Make the Windows executable on Linux and try it under Wine (tools/windows; root, Debian or Ubuntu)."""
    if not shutil.which("debootstrap"):
        apt_install(["debootstrap"])
    prepare("base", "build")
    return call("-m", "tools.windows.make", *arguments)


def lock(arguments: Sequence[str]) -> int:
    """Write the lock files anew from the .in files (maintainers); extra arguments go to pip-compile, e.g. -U."""
    if sys.version_info[:2] != OLDEST:
        raise Stop("请用 Python 3.11 生成锁定文件。\nLock with Python 3.11, the oldest supported.")
    local = ("PIP_FIND_LINKS", "PIP_EXTRA_INDEX_URL")
    environment = {name: value for name, value in os.environ.items() if name not in local}
    environment.update(PIP_CONFIG_FILE=os.devnull, CUSTOM_COMPILE_COMMAND="python dev.py lock")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        python = str(venv_python(Path(folder)))
        subprocess.run([python, "-m", "pip", "install", "-q", PIP_TOOLS], env=environment, check=True)
        for name in ("base", "dev", "build"):
            say(f"requirements/{name}.txt")
            options = ["--generate-hashes", "--strip-extras", "--allow-unsafe", "--no-emit-index-url", "-q"]
            compile_ = [python, "-m", "piptools", "compile", *options, "--no-emit-find-links", *arguments]
            compile_ += ["-o", f"requirements/{name}.txt", f"requirements/{name}.in"]
            subprocess.run(compile_, cwd=ROOT, env=environment, check=True)
            mark_windows_only(ROOT / "requirements" / f"{name}.txt")
    return 0


def mark_windows_only(lock_file: Path) -> None:
    """Give the packages that only Windows needs their marker."""
    names = "|".join(WINDOWS_ONLY)
    text = lock_file.read_text("utf-8")
    text = re.sub(rf"^((?:{names})==\S+) \\$", r'\1 ; sys_platform == "win32" \\', text, flags=re.MULTILINE)
    lock_file.write_text(text, "utf-8", newline="\n")


def say(text: str) -> None:
    """Print at once, so that our lines and a child's come in order."""
    print(text, flush=True)


COMMANDS = {
    "run": run,
    "test": test,
    "lint": lint,
    "bench": bench,
    "build": build,
    "windows": windows,
    "lock": lock,
}


def main(arguments: Sequence[str]) -> int:
    """Do one command; return the exit code (2: something must be put right first)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    refusal = version_refusal(sys.version_info[:2])
    if refusal:
        say(refusal)
        return 2
    parser = argparse.ArgumentParser(prog="dev.py", description="绩效编报：运行、测试、检查、打包。")
    parser.add_argument("command", choices=COMMANDS, help="; ".join(f"{k}: {f.__doc__}" for k, f in COMMANDS.items()))
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="passed on to the program, pytest, …")
    options = parser.parse_args(arguments)
    try:
        return COMMANDS[options.command](options.arguments)
    except Stop as stop:
        say(str(stop))
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
