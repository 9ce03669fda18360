"""A scheme behind a fixed filing stays as it is."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from models.unit import Unit
from services.filing.finalise import FINALISE, finalise
from services.scheme_use import SchemeFixed, filings_by, refuse_fixed
from services.store.store import Store
from services.workspace import Workspace, new_filing, scheme_shelf


def test_only_a_fixed_filing_keeps_its_scheme(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        shelf = scheme_shelf(store)
        own = shelf.copy("national-50", "我县方案")
        workspace = Workspace.open(store, new_filing(store, Unit(name="县民政局"), 2025, own.id))
        refuse_fixed(store, shelf, own.id)
        assert [listing.year for listing in filings_by(store, own.id)] == [2025]
        changes = finalise(workspace.filing, workspace.checker, datetime(2026, 1, 5, tzinfo=UTC))
        workspace.editor.apply(changes, FINALISE)
        with pytest.raises(SchemeFixed, match="“县民政局”2025年度编报已按方案“我县方案”定稿"):
            refuse_fixed(store, shelf, own.id)
        refuse_fixed(store, shelf, "national-50")
