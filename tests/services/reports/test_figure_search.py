"""Finding the figure to insert: by words, initials, values; what two of them give."""

from __future__ import annotations

import pytest

from services.filing.filing import Filing
from services.reports.figure_search import FigureIndex
from services.reports.figures import FigureBook
from services.scheme import scheme_named
from services.workspace import demonstration


@pytest.fixture(scope="module")
def filing():
    package = demonstration()
    return Filing(package.unit, package.head.model_copy(), scheme_named(package.head.scheme), package.owned)


@pytest.fixture(scope="module")
def index(filing):
    made = FigureIndex(FigureBook(filing), "demo-p01")
    while not made.complete:
        made.grow(1.0)
    return made


def titles(offers):
    return [offer.title for offer in offers]


def test_it_grows_a_little_at_a_time(filing):
    index = FigureIndex(FigureBook(filing))
    index.grow(0.0)
    assert not index.complete
    assert index.find("") == []


@pytest.mark.parametrize("text", ["全年预算数", "qnyss", "全年 预算", "ＱＮＹＳＳ"])
def test_words_and_initials_find(index, text):
    found = titles(index.find(text))
    assert found
    assert all("全年预算数" in title for title in found)


def test_the_reports_own_project_comes_first(index):
    assert index.find("全年预算数")[0].quote.key == "p.demo-p01.budget"


def test_what_is_in_use_comes_first_of_all(index):
    used = "p.demo-p02.budget"
    assert index.find("全年预算数", [used])[0].quote.key == used
    assert index.find("", [used])[0].quote.key == used


def test_a_value_finds_its_figure(index, filing):
    value = FigureBook(filing).quote("p.demo-p01.budget").text(2)
    assert "p.demo-p01.budget" in [offer.quote.key for offer in index.find(value)]


def test_nothing_fits_nothing(index):
    assert index.find("没有这样的数") == []


def test_two_figures_give_what_has_a_value(index, filing):
    book = FigureBook(filing)
    one, other = book.quote("p.demo-p01.executed"), book.quote("p.demo-p01.budget")
    offers = index.pairs(one, other)
    assert offers[0].quote.key == "rate(p.demo-p01.executed,p.demo-p01.budget)"
    assert not any(offer.quote.missing for offer in offers)


def test_words_give_nothing_together(index, filing):
    book = FigureBook(filing)
    assert index.pairs(book.quote("u.name"), book.quote("p.demo-p01.budget")) == []
