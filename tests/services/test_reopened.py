"""Written files are opened again by other code; what is no such file or holds nothing is said so."""

from __future__ import annotations

import hashlib

import docx
import openpyxl
import pytest
from reportlab.pdfgen.canvas import Canvas

from services.reopened import Unreadable, reopen, squeezed


@pytest.fixture
def pdf(tmp_path):
    canvas = Canvas(str(tmp_path / "表.pdf"))
    for text in ("first page", "second"):
        canvas.drawString(72, 700, text)
        canvas.showPage()
    canvas.save()
    return tmp_path / "表.pdf"


@pytest.fixture
def xlsx(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "项目清单"
    book.active.append(["项目 名称", None, 12.5])
    book.create_sheet("汇总").append(["合\n计"])
    book.save(tmp_path / "表.xlsx")
    return tmp_path / "表.xlsx"


@pytest.fixture
def word(tmp_path):
    document = docx.Document()
    document.add_paragraph("一、基本 情况")
    document.add_table(1, 2).cell(0, 1).text = "格"
    document.save(str(tmp_path / "文.docx"))
    return tmp_path / "文.docx"


def test_pages_and_text_of_a_pdf(pdf):
    found = reopen(pdf)
    assert (found.parts, found.titles, found.text) == (2, (), "firstpagesecond")


def test_sheets_and_text_of_a_workbook(xlsx):
    found = reopen(xlsx)
    assert (found.parts, found.titles, found.text) == (2, ("项目清单", "汇总"), "项目名称12.5合计")


def test_text_of_a_document_with_its_tables(word):
    found = reopen(word)
    assert found.text == "一、基本情况格"
    assert found.parts > 1


def test_record_tells_what_to_compare(xlsx):
    record = reopen(xlsx).record(xlsx.parent)
    assert record["name"] == "表.xlsx"
    assert record["titles"] == ["项目清单", "汇总"]
    assert record["characters"] == len("项目名称12.5合计")
    assert record["text_sha256"] == hashlib.sha256("项目名称12.5合计".encode()).hexdigest()
    assert record["bytes"] == xlsx.stat().st_size


@pytest.mark.parametrize("name", ["表.pdf", "表.xlsx", "文.docx"])
def test_file_cut_off_cannot_be_opened(name, pdf, xlsx, word, tmp_path):
    path = tmp_path / name
    path.write_bytes(path.read_bytes()[:400])
    with pytest.raises(Exception, match=r".") as error:
        reopen(path)
    assert not isinstance(error.value, Unreadable)


def test_unknown_kind_is_named(tmp_path):
    (tmp_path / "表.ods").touch()
    with pytest.raises(Unreadable, match=r"表\.ods"):
        reopen(tmp_path / "表.ods")


def test_only_what_is_seen_counts():
    assert squeezed(" 一\n二\u3000三\t\u200b4 ") == "一二三4"
