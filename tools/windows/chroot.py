"""A Debian of the project's own with Wine and a screen in memory, and how commands run in it.

Every command gets namespaces of its own: what it mounts and whatever it leaves running ends with it, and without
`network` it reaches nothing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SUITE, MIRROR = "trixie", "http://deb.debian.org/debian"
PACKAGES = (
    "ca-certificates",
    "imagemagick",  # pictures of the screen
    "locales",
    "openbox",  # Windows programs want a window manager: focus, maximised windows
    "openssl",
    "osslsigncode",
    "python3-minimal",
    "wine",
    "wine64",
    "xauth",
    "xdotool",
    "xvfb",
)
"""Pinned by Debian: its signed Release file holds the hashes. What was got is noted in `chroot-packages.txt`."""

LOCALE = "zh_CN"
"""Wine takes the code page of Chinese Windows, 936, from it: a file opened without an encoding shows itself."""

USER, UID = "clerk", 1000
HOME = f"/home/{USER}"
"""Everything but the making of the chroot runs as this user, without administrator rights."""

_MOUNT = """
root=$1; tools=$2; shift 2
mount -t proc proc "$root/proc"
mount --bind /dev "$root/dev"
mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
mkdir -p "$root/srv/tools"
mount --bind -o ro "$tools" "$root/srv/tools"
exec chroot "$root" "$@"
"""
_SET_UP = f"""
set -e
apt-get -qq update
apt-get -qq -y --no-install-recommends install {" ".join(PACKAGES)}
apt-get clean
localedef -i {LOCALE} -f UTF-8 {LOCALE}.UTF-8
id {USER} >/dev/null 2>&1 || useradd --create-home --uid {UID} {USER}
"""


@dataclass(frozen=True, slots=True)
class Chroot:
    """The folder that holds the Debian."""

    root: Path

    @property
    def home(self) -> Path:
        """Home folder of the user, seen from outside."""
        return self.root / HOME[1:]

    def make(self) -> None:
        """Install Debian, the packages, the locale and the user; anything there before is removed."""
        if self.root.exists():
            shutil.rmtree(self.root)
        self.root.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            ["debootstrap", "--variant=minbase", SUITE, str(self.root), MIRROR], check=True, stdout=subprocess.DEVNULL
        )
        shutil.copy("/etc/resolv.conf", self.root / "etc" / "resolv.conf")
        self.run(["sh", "-c", _SET_UP], as_root=True, network=True, environment={"DEBIAN_FRONTEND": "noninteractive"})
        versions = self.run(["dpkg-query", "-W", "-f", "${Package} ${Version} ${Architecture}\\n"]).stdout
        (self.root.parent / "chroot-packages.txt").write_text(versions, "utf-8")

    def run(
        self,
        words: Sequence[str],
        *,
        as_root: bool = False,
        network: bool = False,
        environment: dict[str, str] | None = None,
        check: bool = True,
    ) -> subprocess.CompletedProcess[str]:
        """Run a command in it; its output comes back. CommandFailed with the end of the output when it fails."""
        spaces = ["unshare", "--mount", "--pid", "--fork", "--kill-child", *([] if network else ["--net"])]
        tools = Path(__file__).resolve().parent
        command = [*spaces, "sh", "-ec", _MOUNT, "sh", str(self.root), str(tools)]
        if not as_root:
            command += ["setpriv", "--reuid", str(UID), "--regid", str(UID), "--clear-groups"]
        clean = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME": HOME}
        clean |= {"LANG": "C.UTF-8", "TERM": "dumb", **(environment or {})}
        done = subprocess.run([*command, *words], env=clean, stdin=subprocess.DEVNULL, capture_output=True, check=False)
        result = subprocess.CompletedProcess(
            list(words), done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")
        )
        if check and done.returncode:
            raise CommandFailed(result)
        return result

    def own(self, *paths: Path) -> None:
        """Give files and all below them to the user."""
        subprocess.run(["chown", "-R", f"{UID}:{UID}", *map(str, paths)], check=True)


class CommandFailed(Exception):
    """A command in the chroot failed; str() holds the end of what it said."""

    def __init__(self, done: subprocess.CompletedProcess[str]) -> None:
        said = "\n".join(f"{done.stdout}\n{done.stderr}".strip().splitlines()[-30:])
        command = " ".join(word for word in done.args if len(word.splitlines()) < 2)
        super().__init__(f"{command}: exit code {done.returncode}\n{said}")


def lacking() -> list[str]:
    """What this machine lacks for a chroot, in words."""
    problems = [] if os.geteuid() == 0 else ["root is needed: debootstrap and chroot"]
    tools = {"debootstrap": "debootstrap", "unshare": "util-linux", "setpriv": "util-linux", "git": "git"}
    return problems + [
        f"{tool} is needed: apt-get install {package}" for tool, package in tools.items() if not shutil.which(tool)
    ]
