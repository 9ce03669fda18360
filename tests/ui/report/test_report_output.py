"""The report as files: PDF and Word by what the clerk chooses, and what cannot be written is told."""

from __future__ import annotations

from zipfile import ZipFile

import pytest
from PySide6.QtWidgets import QFileDialog

from services.render.preview import PdfPages
from ui.report import output


def saving(monkeypatch, name, kind="PDF 文件 (*.pdf)"):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(name), kind))


def test_what_was_just_typed_is_in_the_file(writer, tmp_path, monkeypatch):
    writer.enter("about-free")
    writer.type("最后一句。")
    saving(monkeypatch, tmp_path / "报告.pdf")
    writer.desk.controller.run("export")
    with PdfPages(tmp_path / "报告.pdf") as pages:
        assert "最后一句。" in "".join(pages.text(n) for n in range(pages.page_count))
    assert "报告.pdf" in writer.desk.message


@pytest.mark.parametrize(
    ("name", "written"), [("报告", "报告.docx"), ("报告.v2", "报告.v2.docx"), ("a.docx", "a.docx")]
)
def test_word_is_chosen_by_the_kind_or_the_ending(writer, tmp_path, monkeypatch, name, written):
    saving(monkeypatch, tmp_path / name, "Word 文件 (*.docx)")
    writer.desk.controller.run("export")
    with ZipFile(tmp_path / written) as parts:
        assert "总体较好" in parts.read("word/document.xml").decode()


def test_a_file_that_cannot_be_written_is_told_and_nothing_is_left(writer, tmp_path, monkeypatch):
    (tmp_path / "报告.pdf").mkdir()
    saving(monkeypatch, tmp_path / "报告.pdf")
    seen = writer.desk.answering(lambda dialog: (dialog.text(), dialog.accept()))
    writer.desk.controller.run("export")
    assert "报告.pdf" in seen[0][0]
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".tmp"] == []


def test_the_name_offered_tells_the_project(writer, monkeypatch):
    project = writer.desk.project()
    writer.desk.controller.navigator.show(f"report:N4.{project.id}")
    offered = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *words: (offered.append(words[2]), ("", ""))[1])
    writer.desk.controller.run("export")
    assert project.name in offered[0]
    assert offered[0].endswith("（2024年度）.pdf")


def test_nothing_is_written_when_no_name_was_given(writer, monkeypatch):
    saving(monkeypatch, "")
    writer.desk.controller.run("export")
    assert writer.desk.message == ""


def test_the_whole_report_is_sent_to_the_printer(writer, monkeypatch):
    sent = []
    monkeypatch.setattr(output, "print_pdf", lambda _window, pages: sent.append(pages.page_count))
    writer.desk.controller.run("print")
    writer.page_text()
    assert sent == [len(writer.page.panel.pages.pages)]
