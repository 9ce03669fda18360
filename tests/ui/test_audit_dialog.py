"""A finished file is audited from the menu: findings are listed, their words copied, bad files refused."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from tests.ui.conftest import button

TEXT = "一、支出\n2024年度支出合计100万元，其中：基本支出60万元，项目支出50万元。\n二、收入\n收入稳定。。\n"


@pytest.fixture
def auditing(desk, tmp_path, monkeypatch):
    """Audit a text file with this content, and do something in the dialog."""
    desk.demo()
    desk.activate()

    def audit(content, act, name="报告.txt"):
        path = tmp_path / name
        path.write_text(content, "utf-8")
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))

        def visit(dialog):
            act(dialog)
            button(dialog, "关闭").click()

        if act is not None:
            desk.answering(visit)
        desk.controller.run("audit")

    audit.desk = desk
    return audit


def test_findings_are_listed_and_copied(auditing):
    seen = []

    def look(dialog):
        seen.append(dialog.windowTitle())
        seen.append([dialog.table.item(row, 0).text() for row in range(dialog.table.rowCount())])
        assert "60 + 50 ＝ 110万元" in dialog.detail.text()
        dialog.copy_place()
        seen.append(QGuiApplication.clipboard().text())
        dialog.table.selectRow(1)
        dialog.table.itemDoubleClicked.emit(dialog.table.item(1, 1))
        seen.append(QGuiApplication.clipboard().text())
        dialog.copy_all.click()
        seen.append(len(QGuiApplication.clipboard().text().splitlines()))

    auditing(TEXT, look)
    assert seen == ["审核文件：报告.txt", ["错误", "提示"], "100万元", "。。", 2]


def test_a_file_without_findings_says_so(auditing):
    seen = []
    auditing("一、收入\n收入稳定。\n", lambda dialog: seen.append((dialog.detail.text(), dialog.copy_all.isEnabled())))
    assert seen == [("没有发现问题。", False)]


def test_a_file_that_cannot_be_read_is_refused_in_words(auditing):
    warned = []
    auditing.desk.window.warn = warned.append
    auditing("x", None, "报告.doc")
    assert warned == ["“报告.doc”不能直接审核。请用 Word 或 WPS 另存为 .docx 再审核。"]


def test_nothing_happens_without_a_file(auditing, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: ("", ""))
    auditing.desk.controller.run("audit")
    assert auditing.desk.message == ""
