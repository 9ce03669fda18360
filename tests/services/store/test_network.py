"""Which folders are on another computer."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from services.store import network
from services.store.network import file_system, is_on_network, is_share

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="reads /proc/mounts")
MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/share /mnt/共享 nfs4 rw 0 0
//nas/data /mnt/nas\\040data cifs rw 0 0
/dev/sdb1 /mnt/共享/本机 ext4 rw 0 0
tmpfs /mnt/nas tmpfs rw 0 0
"""


@POSIX
@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/a", "ext4"),
        ("/mnt/共享/绩效", "nfs4"),
        ("/mnt/共享", "nfs4"),
        ("/mnt/共享2", "ext4"),
        ("/mnt/共享/本机/绩效", "ext4"),
        ("/mnt/nas data/绩效", "cifs"),
        ("/mnt/nas/绩效", "tmpfs"),
    ],
)
def test_the_innermost_mount_decides(path: str, kind: str) -> None:
    assert file_system(Path(path), MOUNTS) == kind


@POSIX
@pytest.mark.parametrize(("kind", "remote"), [("nfs", True), ("cifs", True), ("smb3", True), ("ext4", False)])
def test_a_mounted_share_is_on_the_network(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, remote: bool
) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"x {tmp_path.resolve()} {kind} rw 0 0\n", "utf-8")
    monkeypatch.setattr(network, "_MOUNTS", mounts)
    assert is_on_network(tmp_path / "还没有" / "绩效") is remote


@pytest.mark.parametrize(
    ("path", "share"),
    [
        (r"\\server\share\绩效", True),
        (r"\\?\UNC\server\share", True),
        (r"\\?\C:\数据", False),
        (r"\\.\C:\数据", False),
        (r"C:\数据", False),
        ("/home/数据", False),
    ],
)
def test_a_share_is_told_by_its_name(path: str, share: bool) -> None:
    assert is_share(path) is share


@pytest.mark.parametrize(("kind", "remote"), [(4, True), (3, False)])
def test_a_drive_is_asked_for_its_type(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: int, remote: bool
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(network, "_drive_type", lambda _drive: kind)
    assert is_on_network(tmp_path) is remote
