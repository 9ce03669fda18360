from __future__ import annotations

import io
import json
import zipfile

import openpyxl
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from tools.windows.compare import MANIFEST, compare_files, compare_folders, main


def pdf(path, text="100", x=72.0, pages=1, compress=1):
    canvas = Canvas(str(path), pageCompression=compress, invariant=1)
    for _ in range(pages):
        canvas.drawString(x, 700, text)
        canvas.showPage()
    canvas.save()


def workbook(path, value=1, title="表"):
    book = openpyxl.Workbook()
    book.active.title = title
    book.active["B2"] = value
    book.active["C3"] = "合计"
    book.save(path)


def package(path, parts, level=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, "w", level) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, level)


@pytest.fixture
def two(tmp_path):
    folders = tmp_path / "linux", tmp_path / "windows"
    for folder in folders:
        folder.mkdir()
    return folders


def test_the_same_bytes_need_no_reading(two):
    for folder in two:
        (folder / "a.pdf").write_bytes(b"not a PDF at all")
    assert [(v.how, v.differences) for v in compare_folders(*two)] == [("bytes", ())]


def test_a_file_that_only_one_has_is_a_difference(two):
    (two[1] / "报告").mkdir()
    (two[1] / "报告" / "多.docx").write_bytes(b"x")
    (verdict,) = compare_folders(*two)
    assert verdict.name.endswith("多.docx")
    assert "linux" in verdict.differences[0]


def test_pdf_packed_differently_is_the_same(two):
    pdf(two[0] / "a.pdf", compress=0)
    pdf(two[1] / "a.pdf", compress=1)
    (verdict,) = compare_folders(*two)
    assert verdict.how == "pages"
    assert not verdict.differences


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"text": "101"}, "text “0” and “1”"),
        ({"x": 72.5}, "stand elsewhere"),
        ({"pages": 2}, "1 pages and 2"),
    ],
)
def test_pdf_that_prints_otherwise_is_not(two, changed, told):
    pdf(two[0] / "a.pdf", "100")
    pdf(two[1] / "a.pdf", **{"text": "100", **changed})
    assert told in compare_folders(*two)[0].differences[0]


def test_office_file_packed_differently_is_the_same(two):
    parts = {"word/document.xml": "<w:t>绩效</w:t>" * 50, "[Content_Types].xml": "<Types/>"}
    package(two[0] / "a.docx", parts)
    package(two[1] / "a.docx", parts, zipfile.ZIP_STORED)
    (verdict,) = compare_folders(*two)
    assert (verdict.how, verdict.differences) == ("parts", ())


def test_office_file_names_the_part_that_differs(two):
    package(two[0] / "a.docx", {"one.xml": "1", "two.xml": "2"})
    package(two[1] / "a.docx", {"one.xml": "1", "two.xml": "3"})
    assert compare_folders(*two)[0].differences == ("part two.xml",)


def png(level, colour="red", dpi=(96, 96)):
    file = io.BytesIO()
    Image.new("RGB", (90, 60), colour).save(file, "PNG", compress_level=level, dpi=dpi)
    return file.getvalue()


@pytest.mark.parametrize(
    ("other", "differences"),
    [
        (png(0), ()),
        (png(9, "blue"), ("part word/media/image1.png",)),
        (png(9, dpi=(300, 300)), ("part word/media/image1.png",)),
    ],
)
def test_pictures_are_compared_by_their_pixels(two, other, differences):
    for folder, content in zip(two, (png(9), other), strict=True):
        package(folder / "a.docx", {"word/media/image1.png": content})
    assert compare_folders(*two)[0].differences == differences


def test_workbook_names_the_cell_that_differs(two):
    workbook(two[0] / "a.xlsx", 1)
    workbook(two[1] / "a.xlsx", 2)
    assert compare_folders(*two)[0].differences == ("表!B2: 1 and 2",)


def test_workbook_whose_cells_agree_but_not_its_parts_differs(two):
    for folder, content in zip(two, ("红", "蓝"), strict=True):
        workbook(folder / "a.xlsx")
        with zipfile.ZipFile(folder / "a.xlsx", "a") as archive:
            archive.writestr("xl/media/picture.txt", content)
    assert any("picture.txt" in found for found in compare_folders(*two)[0].differences)


def test_workbook_with_other_sheets_differs(two):
    workbook(two[0] / "a.xlsx", title="甲")
    workbook(two[1] / "a.xlsx", title="乙")
    assert "甲" in compare_folders(*two)[0].differences[0]


@pytest.mark.parametrize(
    ("left", "right", "told"),
    [
        ({"a": [1, 2]}, {"a": [1, 2]}, ()),
        ({"a": [1, 2]}, {"a": [1, 3]}, ("$.a[1]: 2 and 3",)),
        ({"a": 1}, {"b": 1}, ("$: {'a': 1} and {'b': 1}",)),
    ],
)
def test_json_is_compared_by_value(tmp_path, left, right, told):
    one, other = tmp_path / "one.json", tmp_path / "other.json"
    one.write_text(json.dumps(left), "utf-8")
    other.write_text(json.dumps(right, indent=2), "utf-8", newline="\r\n")
    assert compare_files("x.json", one, other).differences == told


def test_what_names_the_system_is_not_compared(two):
    for folder in two:
        (folder / MANIFEST).write_text(folder.name, "utf-8")
    assert compare_folders(*two) == []


@pytest.mark.parametrize(
    ("contents", "code", "told"),
    [
        ({}, 1, "0 files"),
        ({"a.txt": ("1", "1")}, 0, "1 files, 1 the same bytes, 0 different"),
        ({"a.txt": ("1", "1"), "b.txt": ("1", "22")}, 1, "b.txt: 1 bytes and 2, not the same"),
    ],
)
def test_the_command_fails_on_a_difference_and_on_nothing(two, capsys, contents, code, told):
    for name, texts in contents.items():
        for folder, text in zip(two, texts, strict=True):
            (folder / name).write_text(text, "utf-8")
    assert main([str(folder) for folder in two]) == code
    assert told in capsys.readouterr().out
