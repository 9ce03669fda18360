"""Old Windows is refused before anything fails without a word."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import pytest

import main
from services import system
from services.system import system_refusal, windows_refusal
from services.words import wants_command


@pytest.mark.parametrize("version", [(10, 0, 17763), (10, 0, 19045), (10, 0, 26100), (11, 0, 1)])
def test_windows_10_1809_and_later_is_accepted(version):
    assert windows_refusal(version) == ""


@pytest.mark.parametrize("version", [(6, 1, 7601), (6, 3, 9600), (10, 0, 17134)])
def test_older_windows_is_told_what_is_needed_and_what_to_do(version):
    text = windows_refusal(version)
    assert "1809" in text
    assert ".".join(map(str, version)) in text
    assert "数据不会丢失" in text


def test_only_windows_is_asked(monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    assert system_refusal() == ""
    monkeypatch.setattr(sys, "platform", "win32")
    old = SimpleNamespace(major=6, minor=1, build=7601)
    monkeypatch.setattr(sys, "getwindowsversion", lambda: old, raising=False)
    assert "6.1.7601" in system_refusal()


def test_program_refuses_before_it_loads_anything(monkeypatch):
    told = []
    monkeypatch.setattr(main, "system_refusal", lambda: "太旧")
    monkeypatch.setattr(main, "show_refusal", told.append)
    assert main.main(["check"]) == 2
    assert told == ["太旧"]


def test_refusal_without_a_console_is_silent_elsewhere(monkeypatch):
    monkeypatch.setattr(sys, "stderr", None)
    monkeypatch.setattr(sys, "platform", "linux")
    system.show_refusal("太旧")


def test_windowed_program_without_streams_can_print(monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    main._give_streams()
    assert sys.stdout.write("字") == 1
    sys.stdout.close()
    sys.stderr.close()


@pytest.mark.parametrize(
    ("words", "command"),
    [
        ([], False),
        (["--data", "文件夹"], False),
        (["--data=文件夹", "--filing", "局:2025"], False),
        (["check"], True),
        (["--data", "x", "export", "--out", "y"], True),
        (["-h"], True),
        (["--data"], False),
    ],
)
def test_words_that_are_a_command(words, command):
    assert wants_command(words) is command
