"""Files appear whole or not at all, whatever the operating system answers."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from services.render.output import (
    OutputBusy,
    OutputCancelled,
    OutputError,
    OutputFull,
    OutputRefused,
    atomic_output,
    make_folder,
    watched,
)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "表.xlsx"
    path.write_text("old")
    return path


def only_old_file(target: Path) -> bool:
    return [file.name for file in target.parent.iterdir()] == [target.name] and target.read_text() == "old"


def _write(target: Path, error: Exception) -> None:
    with atomic_output(target) as temporary:
        temporary.write_text("half")
        raise error


def test_replaces_the_target(target: Path) -> None:
    with atomic_output(target) as temporary:
        assert temporary.parent == target.parent
        temporary.write_text("new")
    assert target.read_text() == "new"
    assert list(target.parent.iterdir()) == [target]


def test_makes_missing_folders(tmp_path: Path) -> None:
    with atomic_output(tmp_path / "2024" / "表" / "a.txt") as temporary:
        temporary.write_text("new")
    assert (tmp_path / "2024" / "表" / "a.txt").read_text() == "new"


@pytest.mark.parametrize(
    ("error", "expected", "message"),
    [
        (OSError(errno.ENOSPC, "No space left"), OutputFull, "空间不足"),
        (PermissionError(errno.EACCES, "denied"), OutputRefused, "没有权限"),
        (OSError(errno.EROFS, "read only"), OutputRefused, "没有权限"),
        (OSError(errno.EIO, "I/O error"), OutputRefused, "写不进去（I/O error）"),
    ],
)
def test_failure_while_writing_keeps_the_old_file(
    target: Path, error: OSError, expected: type[OutputError], message: str
) -> None:
    with pytest.raises(expected, match=message):
        _write(target, error)
    assert only_old_file(target)


def test_our_own_errors_pass_unchanged(target: Path) -> None:
    with pytest.raises(OutputCancelled, match="已取消"):
        _write(target, OutputCancelled())
    assert only_old_file(target)


def test_target_open_in_excel(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_self: Path, _target: Path) -> None:
        raise PermissionError(errno.EACCES, "used by another process")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OutputBusy, match=r"“表\.xlsx”正在别的程序"), atomic_output(target) as temporary:
        temporary.write_text("new")
    assert only_old_file(target)


def test_folder_that_is_a_file(target: Path) -> None:
    with pytest.raises(OutputRefused, match="不是文件夹"), atomic_output(target / "a.txt"):
        pass
    assert only_old_file(target)


def test_what_a_killed_program_left_is_cleared_away_after_a_day(tmp_path: Path) -> None:
    old, fresh, other = (tmp_path / name for name in (".0123456789ab.tmp", ".ba9876543210.tmp", ".mine.tmp"))
    for folder in (old, fresh, other):
        folder.mkdir()
        (folder / "表.pdf").write_text("x", "utf-8")
    single = tmp_path / ".aaaaaaaaaaaa.tmp"
    single.write_text("x", "utf-8")
    for path in (old, other, single):
        os.utime(path, (0, 0))
    make_folder(tmp_path)
    assert set(tmp_path.iterdir()) == {fresh, other}


def test_watched_tells_and_stops() -> None:
    told: list[int] = []
    items = watched("甲乙丙", told.append, lambda: len(told) == 2)
    assert [next(items), next(items)] == ["甲", "乙"]
    with pytest.raises(OutputCancelled):
        next(items)
    assert told == [1, 2]
    assert list(watched("甲乙", None, None)) == ["甲", "乙"]
