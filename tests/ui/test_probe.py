"""The screen's part of the self-check: passes here, and sees a window that stays empty."""

from __future__ import annotations

import pytest

from ui import probe
from ui.probe import probe_window
from ui.window import MainWindow


@pytest.mark.usefixtures("qapp")
class TestProbe:
    def test_sound_window_passes(self):
        assert probe_window() == ""

    def test_window_without_data_is_told(self, monkeypatch):
        monkeypatch.setattr(MainWindow, "start", lambda _window: None)
        assert "没有打开" in probe_window()

    def test_empty_picture_is_told(self, monkeypatch):
        monkeypatch.setattr(probe, "_LEAST_COLOURS", 1 << 30)
        assert "种颜色" in probe_window()
