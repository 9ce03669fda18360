"""The forms of a filing as Word files."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from services.accounts.charts import charts_of
from services.charts.chart import alternative_text
from services.export import Format, Order, export, formats_named
from services.forms.catalogue import build_entry, forms_of
from services.forms.keys import PUBLISHED_ACCOUNTS
from services.render.output import OutputCancelled
from services.render.xml_text import writable
from tests.services.accounts.books import demo

WORD = (Format.DOCX,)


def test_the_book_of_the_accounts_has_its_tables_and_charts(tmp_path: Path) -> None:
    filing = demo()
    written = {path.stem: path for path in export(filing, Order(tmp_path, WORD))}
    read = docx.Document(str(written[f"{PUBLISHED_ACCOUNTS}（2022年度）"]))
    tables = [entry for entry in forms_of(filing) if entry.group == PUBLISHED_ACCOUNTS]
    assert len(read.tables) == len(tables)
    shown = [shape._inline.docPr.get("descr") for shape in read.inline_shapes]
    assert shown == [alternative_text(chart) for chart in charts_of(filing)]


def test_every_text_of_every_form_is_in_its_file(tmp_path: Path) -> None:
    filing = demo()
    entries = [entry for entry in forms_of(filing) if entry.group == PUBLISHED_ACCOUNTS][:6]
    codes = frozenset(entry.code for entry in entries)
    paths = export(filing, Order(tmp_path, WORD, codes, singly=True))
    for entry, path in zip(entries, paths, strict=True):
        body = docx.Document(str(path)).element.body
        read = {
            "".join(t.text or "" for t in p.iter() if t.tag.endswith("}t")) for p in body.iter() if p.tag.endswith("}p")
        }
        wanted = {cell.text for cell in build_entry(filing, entry).cells if cell.text and cell.border}
        assert {part for text in wanted for part in writable(text).split("\n") if part} <= read


def test_the_same_forms_give_the_same_file(tmp_path: Path) -> None:
    once, again = (export(demo(), Order(tmp_path / name, WORD, frozenset({"F07-03"}))) for name in "ab")
    assert [path.read_bytes() for path in once] == [path.read_bytes() for path in again]


def test_stopping_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(OutputCancelled):
        export(demo(), Order(tmp_path, WORD), cancelled=lambda: True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "formats"),
    [("pdf,xlsx", (Format.PDF, Format.XLSX)), (" DOCX ,", WORD), ("docx,docx", WORD), ("", ())],
)
def test_formats_by_name(text: str, formats: tuple[Format, ...]) -> None:
    assert formats_named(text) == formats


def test_an_unknown_format_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="没有“doc”这种文件格式，可用的是 pdf、xlsx、docx。"):
        formats_named("pdf,doc")
