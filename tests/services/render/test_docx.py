"""DOCX: what Word finds in the file of a Document, part by part.

`python -m tests.services.render.test_docx` writes the golden parts anew; look at the difference before committing it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.charts.chart import alternative_text
from services.render.document_layout import lay_out_document
from services.render.font_names import FONT_NAMES
from services.reports.document import ChartBlock, Contents, Document, Heading, PageBreak, SheetBlock, TextStyle, words
from tests.services.render.docx_order import ORDER
from tests.services.render.docx_parts import (
    FONTS,
    NS,
    R,
    W,
    body,
    indented,
    part,
    pie,
    report,
    save,
    text_of,
    wide_table,
)

GOLDEN = Path(__file__).parents[2] / "golden" / "docx"
PARTS = ("word/document.xml", "word/styles.xml", "word/settings.xml", "word/footer3.xml", "[Content_Types].xml")


def golden_parts(path: Path) -> dict[str, str]:
    with ZipFile(path) as archive:
        return {name: indented(archive.read(name)) for name in PARTS}


def regenerate(folder: Path) -> None:
    path = save(report(), folder)
    for name, text in golden_parts(path).items():
        (folder / Path(name).name).write_text(text, "utf-8", newline="\n")
    path.unlink()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save(report(), tmp_path_factory.mktemp("docx"))


@pytest.mark.parametrize("name", PARTS)
def test_golden_part(tmp_path: Path, name: str) -> None:
    assert golden_parts(save(report(), tmp_path))[name] == (GOLDEN / Path(name).name).read_text("utf-8")


def test_the_same_document_gives_the_same_bytes(tmp_path: Path) -> None:
    digests = {sha256(save(report(), tmp_path / name).read_bytes()).digest() for name in ("a", "b")}
    assert len(digests) == 1


def test_python_docx_reads_the_file(made: Path) -> None:
    read = docx.Document(str(made))
    assert read.core_properties.title == "某局2022年度部门决算"
    assert read.core_properties.author == "某局"
    assert read.core_properties.last_modified_by == "绩效编报"
    assert read.core_properties.created.year == 1980
    assert len(read.sections) == 3
    assert len(read.inline_shapes) == 1


def parts_with_elements(path: Path) -> Iterator[str]:
    with ZipFile(path) as archive:
        yield from (name for name in archive.namelist() if name.startswith("word/") and name.endswith(".xml"))


def test_children_stand_in_the_order_of_the_schema(made: Path) -> None:
    seen = set()
    for name in parts_with_elements(made):
        for parent in part(made, name).iter(*(f"{W}{name}" for name in ORDER)):
            kind = parent.tag.removeprefix(W)
            places = [ORDER[kind].index(child.tag.removeprefix(W)) for child in parent]
            assert places == sorted(places), (name, kind)
            seen.add(kind)
    assert seen == set(ORDER)


def test_no_empty_properties_and_no_empty_runs(made: Path) -> None:
    for name in parts_with_elements(made):
        root = part(made, name)
        for kind in ("rPr", "pPr", "tcPr", "tcBorders", "tabs", "r", "tc"):
            assert all(len(element) for element in root.iter(f"{W}{kind}")), (name, kind)


def test_every_relation_that_is_used_exists(made: Path) -> None:
    targets = {item.get("Id") for item in part(made, "word/_rels/document.xml.rels")}
    used = {value for element in part(made).iter() for key, value in element.attrib.items() if key.startswith(R)}
    assert used
    assert used <= targets


def test_headings_have_word_s_own_styles_with_outline_levels(made: Path) -> None:
    read = docx.Document(str(made))
    shown = {p.text: p.style.name for p in read.paragraphs if p.text}
    assert shown["第一部分　部门概况"] == "Heading 1"
    assert shown["一、主要职能"] == "Heading 2"
    assert shown["我局负责就业和社会保障工作。"] == "Body Text"
    styles = part(made, "word/styles.xml")
    levels = [
        styles.xpath(f"w:style[@w:styleId='Heading{n}']/w:pPr/w:outlineLvl/@w:val", namespaces=NS) for n in range(1, 7)
    ]
    assert levels == [[str(n)] for n in range(6)]


def test_deeper_headings_than_word_s_table_are_set_like_the_last(tmp_path: Path) -> None:
    path = save(Document("深", (Heading("①", 9),)), tmp_path)
    assert docx.Document(str(path)).paragraphs[0].style.name == "Heading 6"


def test_fonts_are_named_for_every_script(made: Path) -> None:
    for fonts in part(made, "word/styles.xml").iter(f"{W}rFonts"):
        assert set(fonts.attrib) == {f"{W}{script}" for script in ("ascii", "hAnsi", "eastAsia", "cs")}
        assert len(set(fonts.attrib.values())) == 1
        assert set(fonts.attrib.values()) <= set(FONT_NAMES.values())
    with ZipFile(made) as archive:
        assert not [name for name in archive.namelist() if "theme" in name or "fonts/" in name]


def test_the_page_has_22_lines_of_28_characters(made: Path) -> None:
    section = body(made).findall(f".//{W}sectPr")[1]
    grid = section.find(f"{W}docGrid")
    assert grid.get(f"{W}type") == "linesAndChars"
    pitch, closer = int(grid.get(f"{W}linePitch")), int(grid.get(f"{W}charSpace"))
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    high, wide = (int(size.get(f"{W}{name}")) for name in ("h", "w"))
    top, bottom, left, right = (int(margins.get(f"{W}{name}")) for name in ("top", "bottom", "left", "right"))
    assert (high - top - bottom) // pitch == 22
    assert (wide - left - right) / 20 / (16 + closer / 4096) == pytest.approx(28, abs=0.01)


def test_cover_and_contents_have_no_number_and_the_text_begins_at_1(made: Path) -> None:
    relations = {item.get("Id"): item.get("Target") for item in part(made, "word/_rels/document.xml.rels")}
    numbers, starts = [], []
    for section in body(made).iter(f"{W}sectPr"):
        ids = [item.get(f"{R}id") for item in section.findall(f"{W}footerReference")]
        footers = [part(made, f"word/{relations[id_]}") for id_ in ids]
        numbers.append([("PAGE" in "".join(footer.itertext())) for footer in footers])
        starts.append([item.get(f"{W}start") for item in section.findall(f"{W}pgNumType")])
        assert all("第 2 版" in text_of(footer) for footer in footers)
    assert numbers == [[False, False], [True, True], [True, True]]
    assert starts == [[], ["1"], []]


def test_odd_and_even_pages_differ(made: Path) -> None:
    assert part(made, "word/settings.xml").find(f"{W}evenAndOddHeaders") is not None


def test_nothing_is_asked_on_opening(made: Path) -> None:
    settings_ = part(made, "word/settings.xml")
    assert settings_.find(f"{W}updateFields") is None
    modes = {item.get(f"{W}name"): item.get(f"{W}val") for item in settings_.iter(f"{W}compatSetting")}
    assert modes["compatibilityMode"] == "15"
    assert not body(made).xpath("//@w:dirty", namespaces=NS)


def test_contents_lead_to_headings_and_forms(made: Path) -> None:
    root = body(made)
    names = [item.get(f"{W}name") for item in root.iter(f"{W}bookmarkStart")]
    links = list(root.iter(f"{W}hyperlink"))
    assert [link.get(f"{W}anchor") for link in links] == names
    assert [text_of(link) for link in links] == ["第一部分　部门概况1", "一、主要职能1", "支出决算表2"]
    kinds = [mark.get(f"{W}fldCharType") for mark in root.iter(f"{W}fldChar")]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") == len(links) + 1


def test_page_numbers_are_those_of_the_pdf(tmp_path: Path) -> None:
    same = (SheetBlock(wide_table(30), name, anchor="tables") for name in ("公开01表", "公开02表", "公开03表"))
    document = Document("表", (Contents(), words("正文"), *same))
    laid_out = lay_out_document(document, FONTS)
    for pages in (None, laid_out):
        links = body(save(document, tmp_path, pages=pages)).iter(f"{W}hyperlink")
        assert [text_of(link) for link in links] == ["公开01表2", "公开02表4", "公开03表6"]


def test_bookmarks_have_ids_of_their_own(tmp_path: Path) -> None:
    document = Document("表", (Contents(), *(Heading(f"第{n}部分", 0) for n in range(30))))
    root = body(save(document, tmp_path))
    ids = [item.get(f"{W}id") for item in root.iter(f"{W}bookmarkStart")]
    assert len(set(ids)) == 30
    assert ids == [item.get(f"{W}id") for item in root.iter(f"{W}bookmarkEnd")]


def test_a_chart_says_what_it_shows(made: Path) -> None:
    (shape,) = body(made).iter(f"{{{NS['wp']}}}docPr")
    assert shape.get("descr") == alternative_text(pie())
    assert "占 99.52%" in shape.get("descr")


@pytest.mark.parametrize("before", [True, False])
def test_a_chart_stays_with_its_caption(tmp_path: Path, before: bool) -> None:
    first, second = body(save(Document("图", (ChartBlock(pie(before=before)),)), tmp_path)).findall(f"{W}p")
    caption, shown = (first, second) if before else (second, first)
    assert text_of(caption) == "（图1：收入结构图）（饼状图）"
    assert shown.find(f".//{W}drawing") is not None
    assert first.find(f"{W}pPr/{W}keepNext") is not None
    assert second.find(f"{W}pPr/{W}keepNext") is None


def test_a_signature_is_not_alone_on_a_page(made: Path) -> None:
    kept = {text_of(p) for p in body(made).iter(f"{W}p") if p.find(f"{W}pPr/{W}keepNext") is not None}
    assert {"以上说明。", "某局"} <= kept
    assert "我局负责就业和社会保障工作。" not in kept


def page_starts(path: Path) -> list[str]:
    """The paragraphs that begin a page."""
    return [text_of(p) for p in body(path).iter(f"{W}p") if p.find(f"{W}pPr/{W}pageBreakBefore") is not None]


def test_a_page_break_is_a_property_of_what_follows(tmp_path: Path) -> None:
    blocks = (words("甲"), PageBreak(), words("乙"), PageBreak(), SheetBlock(wide_table()), PageBreak())
    path = save(Document("页", blocks), tmp_path)
    assert page_starts(path) == ["乙"]
    root = body(path)
    assert len(list(root.iter(f"{W}sectPr"))) == 2


def test_tables_never_touch_and_end_with_a_paragraph(tmp_path: Path) -> None:
    blocks = (SheetBlock(wide_table(), inline=True), SheetBlock(wide_table(), inline=True), SheetBlock(wide_table()))
    root = body(save(Document("表", blocks), tmp_path))
    kinds = [child.tag.removeprefix(W) for child in root]
    assert ("tbl", "tbl") not in pairwise(kinds)
    assert kinds[-2:] == ["p", "sectPr"]
    assert kinds.count("tbl") == 3


def test_an_empty_document_is_a_valid_file(tmp_path: Path) -> None:
    path = save(Document("空", ()), tmp_path)
    assert [child.tag.removeprefix(W) for child in body(path)] == ["p", "sectPr"]
    assert docx.Document(str(path)).paragraphs[0].text == ""


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(), min_size=1))
def test_no_text_breaks_the_file(tmp_path: Path, text: str) -> None:
    sheet = wide_table(0)
    sheet = replace(sheet, cells=tuple(cell._replace(text=text) for cell in sheet.cells))
    blocks = (words(text), Heading(text, 1), Contents(text), SheetBlock(sheet, text))
    path = save(Document(text, blocks, text, text), tmp_path)
    assert len(docx.Document(str(path)).tables) == 1


@pytest.mark.parametrize("text", ["前\x00后", "前\x0b后", "前\ud800后", "前\ufffe后", "<前>&\"后'"])
def test_a_pasted_control_character_is_left_out(tmp_path: Path, text: str) -> None:
    path = save(Document(text, (words(text),)), tmp_path)
    read = docx.Document(str(path)).paragraphs[0].text
    assert read == read.strip("\x00")
    assert read.startswith(("前", "<前"))
    assert read.rstrip("'").endswith("后")


@pytest.mark.parametrize(("text", "read"), [("一\n二", "一\n二"), ("一\t二", "一\t二"), (" 一  二 ", " 一  二 ")])
def test_white_space_is_kept(tmp_path: Path, text: str, read: str) -> None:
    assert docx.Document(str(save(Document("", (words(text),)), tmp_path))).paragraphs[0].text == read


def test_a_cover_has_its_title_above_and_its_lines_at_the_foot(made: Path) -> None:
    title, line = list(body(made))[:2]
    spaces = title.find(f"{W}pPr/{W}spacing")
    assert text_of(title) == "2022年度部门决算"
    assert int(spaces.get(f"{W}before")) > 2000
    assert int(spaces.get(f"{W}after")) > 5000
    assert line.find(f"{W}pPr/{W}spacing") is None


def test_a_long_title_is_set_in_lines_about_equally_long(tmp_path: Path) -> None:
    long = "某某县人力资源和社会保障局2022年度部门整体支出绩效自评报告"
    path = save(Document("报告", (words(long, TextStyle.TITLE), words(long))), tmp_path)
    title, plain = (p.text for p in docx.Document(str(path)).paragraphs)
    first, second = title.split("\n")
    assert first + second == plain == long
    assert abs(len(first) - len(second)) <= 6


def test_a_page_break_does_not_leave_an_attachment_mark_alone(tmp_path: Path) -> None:
    mark = words("附件1", TextStyle.ATTACHMENT)
    blocks = (words("正文"), PageBreak(), mark, PageBreak(), words("附件的正文"), PageBreak(), words("后页"))
    assert page_starts(save(Document("附", blocks), tmp_path)) == ["附件1", "后页"]


def test_a_heading_before_a_page_break_goes_along(tmp_path: Path) -> None:
    title = Heading("1.项目", 3)
    blocks = (words("正文"), title, PageBreak(), words("报告", TextStyle.TITLE), PageBreak(), words("后页"))
    assert page_starts(save(Document("附", blocks), tmp_path)) == ["1.项目", "后页"]


def test_the_mark_of_an_attachment_is_on_its_form(made: Path) -> None:
    root = list(body(made))
    ends = [index for index, child in enumerate(root) if child.find(f"{W}pPr/{W}sectPr") is not None]
    mark = next(index for index, child in enumerate(root) if text_of(child) == "附件1")
    assert mark > ends[-1]
    frame = root[mark].find(f"{W}pPr/{W}framePr")
    assert int(frame.get(f"{W}y")) + int(frame.get(f"{W}h")) == pytest.approx(15 / 25.4 * 1440, abs=1)


def test_marks_stand_above_a_form_without_a_title(tmp_path: Path) -> None:
    sheet = wide_table()
    bare = replace(sheet, header=None, cells=tuple(cell._replace(border=True) for cell in sheet.cells))
    marks = (words("附件1", TextStyle.ATTACHMENT), words("附件2", TextStyle.ATTACHMENT))
    kinds = list(body(save(Document("附", (*marks, SheetBlock(bare))), tmp_path)))
    assert [child.tag.removeprefix(W) for child in kinds] == ["p", "p", "p", "tbl", "p", "sectPr"]
    heights = [int(child.find(f"{W}pPr/{W}framePr").get(f"{W}y")) for child in kinds[:2]]
    assert heights[1] - heights[0] == 579


def test_the_number_of_a_landscape_page_is_turned(made: Path) -> None:
    relations = {item.get("Id"): item.get("Target") for item in part(made, "word/_rels/document.xml.rels")}
    last = list(body(made).iter(f"{W}sectPr"))[-1]
    footers = [part(made, f"word/{relations[item.get(f'{R}id')]}") for item in last.findall(f"{W}footerReference")]
    boxes = [footer.find(f".//{W}txbxContent") for footer in footers]
    assert [text_of(box) for box in boxes] == ["— 1 —", "— 1 —"]
    assert [box.find(f"{W}p/{W}pPr/{W}jc").get(f"{W}val") for box in boxes] == ["right", "left"]


def test_styles_name_every_role_that_is_used(made: Path) -> None:
    known = {item.get(f"{W}styleId") for item in part(made, "word/styles.xml").iter(f"{W}style")}
    for name in parts_with_elements(made):
        assert {item.get(f"{W}val") for item in part(made, name).iter(f"{W}pStyle")} <= known
    assert {"Title", "Subtitle", "BodyText", "Caption", "Signature", "Date", "TOCHeading", "TOC1"} <= known
    assert len(TextStyle) <= len(known)


if __name__ == "__main__":
    regenerate(GOLDEN)
