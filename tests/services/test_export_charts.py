"""图1–图7 in the book of the published accounts, in PDF and Excel."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from services.accounts.charts import charts_of
from services.charts.chart import Chart, amount_text, slices
from services.export import Format, Order, export
from services.filing.filing import Filing
from services.forms.catalogue import forms_of
from services.forms.keys import CHARTS, PUBLISHED_ACCOUNTS
from services.render.preview import PdfPages
from tests.services.accounts.books import book, demo

BOOK = f"{PUBLISHED_ACCOUNTS}（2022年度）"
CHARTS_ONLY = frozenset({CHARTS})


def written(filing: Filing, folder: Path, format_: Format, **wanted: object) -> dict[str, Path]:
    return {path.name: path for path in export(filing, Order(folder, (format_,), **wanted))}


def pdf_texts(path: Path) -> list[str]:
    with PdfPages(path.read_bytes()) as pages:
        return [re.sub(r"\s", "", pages.text(number)) for number in range(pages.page_count)]


def figures(chart: Chart) -> list[str]:
    if chart.kind.value == "饼状图":
        return [part.figures for part in slices(chart)]
    return [amount_text(value) for series in chart.series for value in series.values]


def test_the_pdf_has_every_caption_and_figure_after_the_tables(tmp_path: Path) -> None:
    filing = demo()
    path = written(filing, tmp_path, Format.PDF)[f"{BOOK}.pdf"]
    texts = pdf_texts(path)
    first = next(number for number, text in enumerate(texts) if "（图1：" in text)
    assert all("（图" not in text for text in texts[:first])
    behind = "".join(texts[first:])
    for chart in charts_of(filing):
        assert chart.caption in behind
        assert all(figure in behind for figure in figures(chart))
    assert len(texts) - first in {3, 4}


def test_the_pdf_of_the_charts_alone_has_page_numbers(tmp_path: Path) -> None:
    (path,) = written(demo(), tmp_path, Format.PDF, codes=CHARTS_ONLY).values()
    texts = pdf_texts(path)
    assert [f"第{n}页共{len(texts)}页" in text for n, text in enumerate(texts, start=1)] == [True] * len(texts)
    again = tmp_path / "again"
    (same,) = written(demo(), again, Format.PDF, codes=CHARTS_ONLY).values()
    assert same.read_bytes() == path.read_bytes()


def test_the_workbook_has_native_charts_bound_to_their_figures(tmp_path: Path) -> None:
    path = written(demo(), tmp_path, Format.XLSX)[f"{BOOK}.xlsx"]
    with ZipFile(path) as archive:
        names = archive.namelist()
        charts = [archive.read(name).decode() for name in names if name.startswith("xl/charts/")]
    assert len(names) == len(set(names))
    assert len(charts) == 7
    assert all("图表数据" in chart for chart in charts)
    loaded = load_workbook(path)
    assert loaded.sheetnames[-2:] == ["图", "图表数据"]
    assert len(loaded["图"]._charts) == 7
    assert loaded.sheetnames[0].startswith("公开01表")
    assert any(loaded[loaded.sheetnames[0]].iter_rows(values_only=True))


@pytest.mark.parametrize("format_", Format)
def test_only_that_book_and_the_text_have_charts(tmp_path: Path, format_: Format) -> None:
    with_charts = [name for name, path in written(demo(), tmp_path, format_).items() if _has_charts(path)]
    text = [] if format_ is Format.XLSX else [f"部门决算情况说明（2022年度）.{format_}"]
    assert with_charts == [f"{BOOK}.{format_}", *text]


def _has_charts(path: Path) -> bool:
    if path.suffix == ".pdf":
        return any("（图1：" in text for text in pdf_texts(path))
    with ZipFile(path) as archive:
        return any(name.startswith(("xl/charts/", "word/media/")) for name in archive.namelist())


def test_singly_the_charts_are_the_last_file(tmp_path: Path) -> None:
    filing = demo()
    names = list(written(filing, tmp_path, Format.XLSX, singly=True))
    assert names[-1] == f"{len(names):02d}-{PUBLISHED_ACCOUNTS}-图1—图7.xlsx"


def test_one_form_alone_has_none(tmp_path: Path) -> None:
    code = next(entry.code for entry in forms_of(demo()) if entry.group == PUBLISHED_ACCOUNTS)
    (path,) = written(demo(), tmp_path, Format.XLSX, codes=frozenset({code})).values()
    assert not _has_charts(path)


def test_without_accounts_there_is_no_such_book(tmp_path: Path) -> None:
    assert written(book(), tmp_path, Format.XLSX, codes=CHARTS_ONLY) == {}
