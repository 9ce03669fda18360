"""Filings with written passages for the tests of text rules."""

from __future__ import annotations

from typing import Any

from models.report import Passage
from services.filing.filing import Filing
from services.filing.report_rows import ReportKey, passage_ref
from tests.services.rules.casebook import FILING
from tests.services.rules.published_accounts import DEMO, shown

PLACES = (
    "total-reason", "appropriation-reason", "general-reason", "three-reason", "functions-text", "work-text",
)  # fmt: skip
"""Passages of 部门决算情况说明 that the clerk writes freely."""


def passage(text: str, key: str = PLACES[0], outline: str = "N9", project: str = "", filing: str = FILING) -> Passage:
    """A written passage of a report."""
    ref = passage_ref(filing, ReportKey(outline, project), key)
    return Passage(id=ref.id, filing_id=filing, outline=outline, project=project, key=key, text=text)


def accounts_saying(*texts: str, keys: tuple[str, ...] = PLACES, outline: str = "N9", **unit: Any) -> Filing:
    """The demonstration of final accounts with these passages written."""
    written = [passage(text, key, outline, filing=DEMO) for text, key in zip(texts, keys, strict=False)]
    return shown(None, *written, **unit)
