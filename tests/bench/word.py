"""A 30-page report to DOCX, against writing the same XML with lxml into a zip file."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

from services.forms.catalogue import build_form
from services.forms.sheet import Sheet
from services.render.docx import write_docx
from services.render.fonts import font_set
from services.reports.document import Block, Contents, Document, Heading, SheetBlock, words
from tests.bench.data import bench_filing
from tests.bench.table import Row
from tests.bench.timing import alternating, tell

_TEXT = "2024年，本单位一般公共预算财政拨款支出2,086.74万元，比上年增加112.35万元，增长5.69%，主要原因是人员经费增加。"
_SECTIONS = 30


def report(sheet: Sheet) -> Document:
    """Some 30 pages: sections of three paragraphs each, and three forms."""
    return Document("绩效自评报告", (Contents(), *_sections(), *(SheetBlock(sheet, f"附表{n}") for n in range(3))))


def _sections() -> Iterator[Block]:
    for number in range(_SECTIONS):
        yield Heading(f"（{number + 1}）项目实施情况", 2, f"s{number}")
        yield from (words(_TEXT * 2) for _paragraph in range(3))


def copied(element: etree._Element, parent: etree._Element | None = None) -> etree._Element:
    """The element made anew, one by one."""
    attributes = dict(element.attrib)
    made = (
        etree.Element(element.tag, attributes, nsmap=element.nsmap)
        if parent is None
        else etree.SubElement(parent, element.tag, attributes)
    )
    made.text = element.text
    for child in element:
        copied(child, made)
    return made


def main() -> None:
    """Measure writing the file, and the same parts made of elements."""
    filing = bench_filing(1, 20)
    document = report(build_form(filing, filing.projects[0].id))
    path = Path(sys.argv[1]) / "report.docx"

    def product() -> None:
        write_docx(document, path, fonts=font_set())

    product()
    with ZipFile(path) as archive:
        parts = {name: etree.fromstring(archive.read(name)) for name in archive.namelist()}

    def bare() -> None:
        with ZipFile(path.with_suffix(".zip"), "w", ZIP_DEFLATED) as archive:
            for name, root in parts.items():
                archive.writestr(name, etree.tostring(copied(root)))

    product_ms, bare_ms = alternating(9, product, bare)
    tell([Row("docx", "30-page report to DOCX", product_ms, floor=bare_ms, budget=3.0)])


if __name__ == "__main__":
    main()
