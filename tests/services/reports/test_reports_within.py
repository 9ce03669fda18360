"""A report that stands in another in full is kept current with it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from services.filing.filing import Filing
from services.filing.gestures import set_value
from services.filing.refs import FieldRef
from services.filing.report_rows import ReportKey, passage_ref
from services.reports.compose import document_of, report_document
from services.reports.composer import Composer
from services.reports.gestures import write_passage
from services.scheme import scheme_named
from services.workspace import demonstration


@pytest.fixture
def filing():
    package = demonstration()
    owned = [(entity, record.model_copy()) for entity, record in package.owned]
    return Filing(package.unit, package.head.model_copy(), scheme_named(package.head.scheme), owned)


def embedded(composer):
    found = (one.report for section in composer.sections() for one in section.passages if one.report)
    return next(found)


def put(filing, composer, changes):
    for change in changes:
        filing.put(change)
    composer.changed(changes)


def test_it_follows_figures_and_texts_written_in_it(filing):
    composer = Composer(filing, ReportKey("N1"))
    inner = embedded(composer)
    document_of(composer)
    ref = FieldRef("funding", f"{inner.project}:TOTAL", "budget")
    put(filing, composer, set_value(filing, ref, Decimal("98765.43")))
    assert any("98765.43" in text for text in document_of(composer).texts())
    key = next(p.key for s in Composer(filing, inner).sections() for p in s.passages if p.writable)
    passage = composer.within(inner).passage(key)
    assert passage.ref == passage_ref(filing.id, inner, key)
    put(filing, composer, write_passage(filing, passage, "另写的一段。"))
    assert any("另写的一段。" in text for text in document_of(composer).texts())


def test_kept_or_new_it_is_the_same(filing):
    composer = Composer(filing, ReportKey("N1"))
    document_of(composer)
    assert document_of(composer) == report_document(filing, ReportKey("N1"))


def test_it_leaves_the_figures_known_so_far(filing):
    composer = Composer(filing, ReportKey("N1"))
    known = composer.book.quote("u.name")
    composer.within(embedded(composer))
    assert composer.book.quote("u.name") is known
