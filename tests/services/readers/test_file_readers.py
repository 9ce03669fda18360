"""Finished documents as read for audit: headings, passages, tables; and what is refused."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from openpyxl import Workbook
from reportlab.pdfgen.canvas import Canvas

from services.readers.assembly import CHAPTER, PART, SECTION, Cells, Line, assembled, level_of
from services.readers.plain_text import decoded, pieces_of
from services.readers.unreadable import LARGEST, UnreadableFileError
from services.readers.writing import read_writing
from services.texts.passage import Grid, Passage

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def raw_docx(path: Path, body: str) -> Path:
    """A .docx with nothing but this body."""
    with ZipFile(path, "w") as package:
        package.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
    return path


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("第二部分 2022年度部门决算情况说明", PART),
        ("附件2", PART),
        ("项目支出绩效自评报告", PART),
        ("一、部门基本情况", CHAPTER),
        ("（一）机构组成。", SECTION),
        ("(2） 项目绩效目标。", SECTION),
        ("三、部门整体绩效分析（根据适用指标体系进行调整，涉及到有专项资金预算项目的部门）", CHAPTER),
        ("一、2022年收入100万元", None),
        ("（一）是加强培训，提高技能", None),
        ("1.资金计划及到位。", None),
        ("本部门绩效自评得分94分。", None),
        ("", None),
    ],
)
def test_headings_are_told_from_text(line: str, level: int | None) -> None:
    assert level_of(line) == level


def test_paragraphs_below_a_heading_are_one_passage() -> None:
    pieces = [
        Line("附件2"),
        Line("项目支出绩效自评报告"),
        Line("（就业补助）"),
        Line("一、概况"),
        Line("甲。"),
        Line("乙。"),
    ]
    writing = assembled("报告", pieces)
    assert writing.blocks == (Passage("p1", "甲。\n乙。", ("附件2 项目支出绩效自评报告 （就业补助）", "一、概况")),)
    assert [heading.level for heading in writing.headings] == [PART, CHAPTER]


def test_a_table_has_its_caption_and_stands_between_passages() -> None:
    rows = (("项目", "金额"), ("甲", "1.5"))
    writing = assembled("报告", [Line("一、收入"), Line("见下表。"), Line("单位：万元"), Cells(rows), Line("其他。")])
    grid = next(writing.grids())
    assert (grid.rows, grid.title, grid.section) == (rows, "见下表。 单位：万元", ("一、收入",))
    assert [passage.text for passage in writing.passages()] == ["见下表。\n单位：万元", "其他。"]


def test_word_headings_paragraphs_and_merged_cells(tmp_path: Path) -> None:
    document = Document()
    document.add_heading("部门概况", 1)
    document.add_paragraph("第一段。")
    document.add_heading("机构设置", 2)
    table = document.add_table(3, 3)
    for place, text in enumerate(("科目", "金额", "", "甲", "1", "2", "", "3", "4")):
        table.cell(place // 3, place % 3).text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(1, 0).merge(table.cell(2, 0))
    document.save(str(tmp_path / "报告.docx"))
    writing = read_writing(tmp_path / "报告.docx")
    assert [(one.text, one.level) for one in writing.headings] == [("部门概况", 0), ("机构设置", 1)]
    assert next(writing.passages()).text == "第一段。"
    assert next(writing.grids()).rows == (("科目", "金额", "金额"), ("甲", "1", "2"), ("", "3", "4"))


def test_tracked_changes_are_accepted_and_boxes_left_out(tmp_path: Path) -> None:
    inserted = f"<w:ins>{run('收入200万元')}</w:ins>"
    deleted = "<w:del><w:r><w:delText>收入100万元</w:delText></w:r></w:del>"
    box = f"<w:r><w:pict><w:txbxContent>{paragraph(run('框'))}</w:txbxContent></w:pict></w:r>"
    field = "<w:r><w:instrText>PAGE</w:instrText></w:r>"
    path = raw_docx(tmp_path / "a.docx", paragraph(run("本年"), inserted, deleted, box, field, run("。")))
    assert [one.text for one in read_writing(path).passages()] == ["本年收入200万元。"]


def test_a_workbook_is_tables_and_long_texts(tmp_path: Path) -> None:
    book = Workbook()
    book.active.title = "表1"
    for row in (
        ("支出表", None),
        ("单位：万元", None),
        ("项目名称", "金额"),
        ("甲", 0.1 + 0.2),
        ("乙", 23.0),
        ("说明", "全年发放补贴100万元，其中：省级60万元、县级40万元。"),
    ):
        book.active.append(row)
    hidden = book.create_sheet("草稿")
    hidden.append(("a", "b"))
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "表.xlsx")
    writing = read_writing(tmp_path / "表.xlsx")
    grid = next(writing.grids())
    assert grid.title == "支出表 单位：万元"
    assert grid.rows[3:5] == (("甲", "0.3"), ("乙", "23"))
    assert [one.text for one in writing.passages()] == ["全年发放补贴100万元，其中：省级60万元、县级40万元。"]
    assert [one.text for one in writing.headings] == ["表1"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("一、概况\r\n收入２００万元。".encode(encoding))
    assert [one.text for one in read_writing(path).passages()] == ["收入２００万元。"]


def test_cells_on_lines_of_their_own_are_a_table() -> None:
    text = "如下表：\n\n\t名称\n\t金额\n\n\t甲\n\t1.5\n\n\t乙\n\n\t2\n\n完。"
    pieces = list(pieces_of(text))
    assert Cells((("名称", "金额"), ("甲", "1.5"), ("乙", "2"))) in pieces
    assert pieces[-1] == Line("完。")


def test_a_cell_that_is_missing_is_found_by_the_numbers() -> None:
    text = "序号\t单位\t名称\t金额\n1\t局\t甲\t1\n2\t局\t3\n3\t局\t丙\t4\n"
    (table,) = [piece for piece in pieces_of(text) if isinstance(piece, Cells)]
    assert [len(row) for row in table.rows] == [4, 4, 4, 4]
    assert table.rows[2][-1] == "3"


def test_contents_are_left_out() -> None:
    lines = (
        "目 录",
        "第一部分 概况 PAGEREF _Toc1 h 3",
        "一、职责......4",
        "第二部分 情况5",
        "第一部分  概况",
        "一、职责",
        "文。",
        "第二部分 情况",
        "文。",
    )
    writing = assembled("报告", map(Line, lines))
    assert [one.text for one in writing.headings] == ["第一部分  概况", "一、职责", "第二部分 情况"]
    kept = assembled("报告", map(Line, ("目录", "一、甲", "文。", "二、乙", "文。")))
    assert len(kept.headings) == 2


def test_lines_of_a_page_are_paragraphs_again(tmp_path: Path) -> None:
    line = "本年支出主要用于保障机构正常运转和完成日常工作任务的各项"
    path = tmp_path / "a.txt"
    path.write_text("一、支出\n" + f"{line}\n" * 9 + "工作。\n二、收入\n完。\n", "utf-8")
    assert [one.text for one in read_writing(path).passages()] == [line * 9 + "工作。", "完。"]
    path.write_text("一、支出\n" + f"{line}。\n" * 9, "utf-8")
    assert next(read_writing(path).passages()).text.count("\n") == 8


def test_an_indented_line_is_no_table() -> None:
    assert [piece for piece in pieces_of("\t（一）资金。\n正文。\n") if isinstance(piece, Cells)] == []


def test_no_encoding_fits() -> None:
    assert not decoded(b"\xff\x00\x81")


def test_lines_of_a_pdf_are_joined(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"))
    for place, line in enumerate(("The first line is long enough to go on", "and ends here;", "- 1 -")):
        canvas.drawString(72, 700 - 20 * place, line)
    canvas.save()
    assert [one.text for one in read_writing(tmp_path / "a.pdf").passages()] == [
        "The first line is long enough to go onand ends here;"
    ]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.docx", b"", "空文件"),
        ("a.docx", b"hello", "不是 Word 文档"),
        ("a.docx", b"\xd0\xcf\x11\xe0rest", "有打开密码"),
        ("a.doc", b"\xd0\xcf\x11\xe0", "另存为 .docx"),
        ("a.wps", b"x", "另存为 .docx"),
        ("a.xlsx", b"hello", "不是 Excel 工作簿"),
        ("a.pdf", b"hello", "不是 PDF"),
        ("a.txt", b"\0\0\0\0", "不是文本文件"),
        ("a.txt", b"  \n ", "没有文字"),
        ("a.zip", b"x", "不是能审核的文件"),
        ("", b"", "没有找到"),
    ],
)
def test_what_cannot_be_read_is_refused(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    path = tmp_path / (name or "没有.docx")
    if name:
        path.write_bytes(content)
    with pytest.raises(UnreadableFileError, match=said):
        read_writing(path)


def test_a_file_too_large_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(UnreadableFileError, match="超过 50 MB"):
        read_writing(path)


def test_a_package_without_a_document_and_one_with_broken_xml_are_refused(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "a.docx", "w") as package:
        package.writestr("other.xml", "<a/>")
    broken = raw_docx(tmp_path / "b.docx", "<w:p>")
    for path in (tmp_path / "a.docx", broken):
        with pytest.raises(UnreadableFileError, match="已损坏"):
            read_writing(path)


def test_a_scan_is_refused(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"))
    canvas.showPage()
    canvas.save()
    with pytest.raises(UnreadableFileError, match="扫描件"):
        read_writing(tmp_path / "a.pdf")


def test_every_block_has_an_id_of_its_own() -> None:
    rows = (("甲", "1"),)
    writing = assembled("报告", [Line("文。"), Cells(rows), Line("文。"), Cells(rows)])
    assert len({block.id for block in writing.blocks}) == len(writing.blocks) == 4
    assert sum(isinstance(block, Grid) for block in writing.blocks) == 2
