"""Copies of the program: made whole or not at all, checked, mended; old ones go, used ones stay."""

from __future__ import annotations

import os
import stat
from contextlib import nullcontext
from zipfile import BadZipFile, ZipFile

import pytest

from launcher import MANIFEST
from launcher import copies as copies_module
from launcher.copies import Copies, CopyDamaged, mark_used
from launcher.locks import mark_in_use, one_at_a_time
from tests.launcher.conftest import FILES, write_zip

NAME = "0.1.0-abc"


@pytest.fixture
def copies(tmp_path):
    (tmp_path / "程序 文件夹").mkdir()
    return Copies(tmp_path / "程序 文件夹")


@pytest.fixture
def made(copies, payload):
    with payload.open() as archive:
        return copies.make(NAME, archive)


def test_copy_holds_what_the_zip_holds(copies, made):
    assert copies.whole(NAME)
    assert copies.whole(NAME, thorough=True)
    for name, text in FILES.items():
        assert (made / name).read_text("utf-8") == text
    if os.name == "posix":
        assert (made / "JixiaoBianbao").stat().st_mode & stat.S_IXUSR
        assert (made / "_internal/link").readlink().as_posix() == "base.zip"


def test_progress_is_told_for_every_file(copies, payload):
    told = []
    with payload.open() as archive:
        copies.make(NAME, archive, lambda done, total: told.append((done, total)))
        number = len(archive.namelist())
    assert told == [(done, number) for done in range(1, number + 1)]


def longer(copy):
    with (copy / "_internal/base.zip").open("a") as file:
        file.write("!")


def changed(copy):
    path = copy / "_internal/base.zip"
    path.write_text("y" * 5000)
    os.utime(path, ns=(1, 1))


def other_link(copy):
    (copy / "_internal/link").unlink()
    (copy / "_internal/link").symlink_to("empty")


DAMAGES = {
    "file gone": lambda copy: (copy / "_internal/empty").unlink(),
    "file longer": longer,
    "file changed": changed,
    "link changed": other_link,
    "manifest gone": lambda copy: (copy / MANIFEST).unlink(),
    "manifest cut off": lambda copy: (copy / MANIFEST).write_text('{"JixiaoBianbao": [1'),
    "manifest of another kind": lambda copy: (copy / MANIFEST).write_text("[1, 2]"),
    "manifest empty": lambda copy: (copy / MANIFEST).write_text("{}"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_seen_and_mended(copies, made, payload, damage):
    if damage == "link changed" and os.name != "posix":
        pytest.skip("no links in the Windows program")
    DAMAGES[damage](made)
    assert not copies.whole(NAME)
    with payload.open() as archive:
        copies.make(NAME, archive)
    assert copies.whole(NAME, thorough=True)
    assert [path.name for path in copies.folder.iterdir()] == [NAME]


def test_touched_but_equal_file_is_no_damage(copies, made):
    os.utime(made / "_internal/base.zip", ns=(1, 1))
    assert copies.whole(NAME)


def test_change_that_keeps_size_and_time_is_seen_when_thorough(copies, made):
    path = made / "_internal/base.zip"
    modified = path.stat().st_mtime_ns
    path.write_text("z" * 5000)
    os.utime(path, ns=(modified, modified))
    assert copies.whole(NAME)
    assert not copies.whole(NAME, thorough=True)


def test_absent_copy_is_not_whole(copies):
    assert not copies.whole("9.9.9-zzz")


@pytest.mark.parametrize("member", ["JixiaoBianbao-0.1.0/../evil", "a/C:/evil", "a/..\\evil", "file", "a//etc/evil"])
def test_members_stay_inside(copies, tmp_path, member):
    with ZipFile(tmp_path / "bad.zip", "w") as archive:
        archive.writestr(member, "evil")
    with ZipFile(tmp_path / "bad.zip") as archive, pytest.raises(CopyDamaged):
        copies.make(NAME, archive)
    assert list(copies.folder.iterdir()) == []


def test_damaged_zip_leaves_nothing(copies, payload):
    data = bytearray(payload.file.read_bytes())
    data[data.index(b"xxxx") + 9] ^= 1
    payload.file.write_bytes(data)
    with payload.open() as archive, pytest.raises(BadZipFile):
        copies.make(NAME, archive)
    assert list(copies.folder.iterdir()) == []


def test_full_disk_leaves_nothing(copies, payload, monkeypatch):
    write = copies_module._write

    def until_full(archive, info, path):
        if path.name == "base.zip":
            raise OSError(28, "No space left on device")
        return write(archive, info, path)

    monkeypatch.setattr(copies_module, "_write", until_full)
    with payload.open() as archive, pytest.raises(OSError, match="No space"):
        copies.make(NAME, archive)
    assert list(copies.folder.iterdir()) == []


class Held:
    """A folder that a virus scanner holds for so many tries."""

    def __init__(self, tries):
        self.tries, self.name = tries, ""

    def rename(self, target):
        self.tries -= 1
        if self.tries >= 0:
            raise PermissionError(13, "in use")
        self.name = target


@pytest.mark.parametrize(
    ("platform", "tries", "renamed"),
    [("win32", 0, True), ("win32", 99, True), ("win32", 100, False), ("linux", 1, False)],
)
def test_virus_scanner_is_waited_for_on_windows(monkeypatch, platform, tries, renamed):
    monkeypatch.setattr(copies_module.sys, "platform", platform)
    monkeypatch.setattr(copies_module.time, "sleep", lambda _seconds: None)
    folder, waits = Held(tries), []
    with nullcontext() if renamed else pytest.raises(PermissionError):
        copies_module._rename(folder, "copy", lambda: waits.append(1))
    assert bool(folder.name) == renamed
    assert len(waits) == (0 if platform == "linux" else min(tries, 99))


def make_version(copies, tmp_path, name, used):
    with ZipFile(write_zip(tmp_path / "v.zip", {"JixiaoBianbao": name})) as archive:
        copy = copies.make(name, archive)
    os.utime(copy / MANIFEST, (used, used))
    return copy


def test_of_old_versions_the_last_used_stays(copies, tmp_path):
    for used, name in enumerate(["0.2.0-b", "0.3.0-c", "0.1.0-a", "0.4.0-d"], start=1):
        make_version(copies, tmp_path, name, used)
    (copies.folder / ".new-0123").mkdir()
    (copies.folder / ".old-4567").mkdir()
    (copies.folder / "lock").touch()
    copies.tidy("0.4.0-d")
    assert sorted(path.name for path in copies.folder.iterdir()) == ["0.1.0-a", "0.4.0-d", "lock"]


def test_starting_a_version_makes_it_the_last_used(copies, tmp_path):
    first, second = (make_version(copies, tmp_path, name, used) for used, name in enumerate(["0.1.0-a", "0.2.0-b"]))
    mark_used(first)
    copies.tidy("0.3.0-c")
    assert first.exists()
    assert not second.exists()


def test_version_in_use_is_neither_removed_nor_replaced(copies, tmp_path, payload, posix):
    running = make_version(copies, tmp_path, "0.0.1-a", 1)
    make_version(copies, tmp_path, "0.0.2-b", 2)
    handle = mark_in_use(running / MANIFEST)
    try:
        copies.tidy("0.1.0-abc")
        assert copies.whole("0.0.1-a")
        with payload.open() as archive, pytest.raises(BlockingIOError):
            copies.make("0.0.1-a", archive)
        assert copies.whole("0.0.1-a")
    finally:
        os.close(handle)
    copies.tidy("0.1.0-abc")
    assert not running.exists()


def test_lock_keeps_the_second_out_until_the_first_is_done(tmp_path):
    waited = []
    with one_at_a_time(tmp_path / "lock", 0) as first:
        assert first
        with one_at_a_time(tmp_path / "lock", 0.1, lambda: waited.append(1)) as second:
            assert not second
    assert waited
    with one_at_a_time(tmp_path / "lock", 0) as third:
        assert third
