"""Final accounts typed, undone, stored, packed and loaded again; every id fits into a package."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from models.filing import FilingHead
from models.unit import Unit
from services.accounts.gestures import add_pension_line, publish_figure
from services.accounts.ledger import ledger_of
from services.accounts.lines import line_ref, override_ref
from services.accounts.policy import TableKind as K
from services.accounts.tables import DERIVED, tables_of
from services.export import Format, Order, export
from services.filing.filing import Filing
from services.filing.filing_json import filing_json, read_filing_json
from services.filing.gestures import type_text
from services.filing.refs import Gesture
from services.scheme import scheme_named
from services.store.store import Store
from services.subject_files import keep_catalogue
from services.subjects import Catalogue, made
from services.workspace import Workspace, new_filing
from tests.services.accounts.books import demo


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    store = Store.open(tmp_path)
    return Workspace.open(store, new_filing(store, Unit(name="某局"), 2024, "sichuan-county"))


def typed(workspace: Workspace, entity: str, key: str, field: str, text: str) -> None:
    ref = line_ref(workspace.filing.id, entity, key, field)
    workspace.editor.apply(type_text(workspace.filing, ref, text), Gesture("键入"))


def test_typed_undone_and_loaded_again(workspace: Workspace) -> None:
    typed(workspace, "subject_line", "2080101", "income_general", "12.345678")
    typed(workspace, "subject_line", "2080101", "income_general", "13")
    workspace.editor.undo()
    workspace.editor.apply(publish_figure(workspace.filing, K.INCOME, "total", "total", Decimal(9)), Gesture("改数"))
    with workspace.store as store:
        again = Workspace.open(store, workspace.filing.id)
        assert ledger_of(again.filing).amount("208", "income_general") == Decimal("12.345678")
        figure = tables_of(again.filing)[K.INCOME].figure("total", "total")
        assert (figure.value, figure.derived) == (9, Decimal("12.345678"))


def test_first_typing_is_undone_with_its_line(workspace: Workspace) -> None:
    typed(workspace, "three_public", "ONE", "groups", "2")
    workspace.editor.undo()
    with workspace.store:
        assert workspace.filing.owned("three_public", workspace.filing.id) == []


def test_a_count_can_be_cleared(workspace: Workspace) -> None:
    for text in ("3", ""):
        typed(workspace, "three_public", "ONE", "groups", text)
    with workspace.store:
        assert ledger_of(workspace.filing).three_public.groups is None


def test_the_years_own_subjects_are_used(workspace: Workspace, tmp_path: Path) -> None:
    own = Catalogue([made("208", "类"), made("20801", "款"), made("2080101", "本年改的名")])
    keep_catalogue(own, 2024, tmp_path)
    with workspace.store as store:
        again = Workspace.open(store, workspace.filing.id)
        assert ledger_of(again.filing).name("2080101") == "本年改的名"


def test_every_address_fits_into_a_package() -> None:
    filing = Filing(
        Unit(id="u" * 16), FilingHead(id="f" * 16, unit_id="u" * 16, year=2024), scheme_named("sichuan-county")
    )
    for change in add_pension_line(filing, "甲"):
        filing.put(change)
    tables = tables_of(filing)
    ids = [
        override_ref(filing.id, t.key, row, c).id
        for t in map(tables.__getitem__, DERIVED)
        for row in t.rows
        for c in t.columns
    ]
    assert max(map(len, ids)) <= 64


def test_a_package_holds_the_accounts() -> None:
    filing = demo()
    package = read_filing_json(filing_json(filing))
    again = Filing(package.unit, package.head, filing.scheme, package.owned)
    assert filing_json(again) == filing_json(filing)


def test_one_book_and_single_files(tmp_path: Path) -> None:
    codes = frozenset({"F07-01", "F07-13"})
    book = export(demo(), Order(tmp_path / "book", (Format.PDF, Format.XLSX), codes))
    assert [path.name for path in book] == ["部门决算公开表（2022年度）.pdf", "部门决算公开表（2022年度）.xlsx"]
    single = export(demo(), Order(tmp_path / "single", (Format.XLSX,), codes, singly=True))
    assert len(single) == 2
    assert all(path.stat().st_size for path in (*book, *single))
