"""The stamp of a fixed filing stands at the foot of every page, and nowhere while it is a draft."""

from __future__ import annotations

from html import unescape
from pathlib import Path
from zipfile import ZipFile

import pypdfium2
import pytest

from services.export import Format, Order, export
from services.filing.editor import Editor
from services.filing.finalise import finalise, stamp
from services.filing.refs import Gesture
from services.rules.engine import Checker
from tests.services.filing.test_finalise import NOW
from tests.services.filing.yearbook import Nowhere, yearbook


@pytest.mark.parametrize("fixed", [False, True])
def test_stamp_in_pdf_and_xlsx(tmp_path: Path, fixed: bool) -> None:
    filing = yearbook(2)
    if fixed:
        Editor(Nowhere(), filing).apply(finalise(filing, Checker(filing, {}), NOW), Gesture("定稿"))
    written = export(filing, Order(tmp_path, (Format.PDF, Format.XLSX), frozenset({"F01", "LIST"})))
    assert len(written) == 4
    words = stamp(filing) or "校验码"
    for path in written:
        for text in _pages(path):
            assert (words in text) is fixed


def _pages(path: Path) -> list[str]:
    if path.suffix == ".xlsx":
        with ZipFile(path) as archive:
            names = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
            return [unescape(archive.read(name).decode()) for name in names]
    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_range() for page in document]
