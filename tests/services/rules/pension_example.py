"""The subsidies to the residents' pension of one city's five counties, as published (all relations hold)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from models.pension import PensionLine
from models.project import POSITION_GAP
from models.record import Record
from tests.services.rules.casebook import FILING

FIELDS = (
    *("payers", "paid_for", "person_times"),
    *("subsidy", "gov_paid", "basic_pension", "funeral"),
    *("settled_subsidy", "settled_gov_paid", "settled_basic_pension", "settled_funeral"),
)
LINES = """
东区   2200  1190  18000  5.35   10.68  15.68  4.28   -2.33  0.71  5.01  1.04
西区   2900  1972  28000  7.42   8.01   25.02  5.65   -0.24  -1.48 7.36  -1.26
仁和区 28500 7582  224500 68.47  44.56  148.64 49.19  6.80   7.82  41.43 1.18
米易县 48800 12472 314000 118.58 94.00  207.46 146.25 -23.25 8.24  24.78 5.93
盐边县 48500 14059 291000 121.78 121.66 183.30 115.76 7.87   7.31  24.12 7.95
"""
PUBLISHED: dict[str, dict[str, Any]] = {
    "F08a": {
        "payers": 130900,
        "paid_for": 37275,
        "advance": "1501.74",
        "entry": "600.51",
        "gov_paid": "278.91",
        "subsidy": "321.60",
        "person_times": 875500,
        "exit": "901.23",
        "basic_pension": "580.10",
        "funeral": "321.13",
    },
    "F08b": {
        "settled_subsidy": "-11.15",
        "settled_gov_paid": "22.60",
        "settled_basic_pension": "102.70",
        "settled_funeral": "14.84",
        "paid_subsidy": "310.45",
        "paid_gov_paid": "301.51",
        "paid_basic_pension": "682.80",
        "paid_funeral": "335.97",
        "paid_total": "1630.73",
    },
}
"""The 合计 rows as printed."""


def counties(**changed: dict[str, Any]) -> list[Record]:
    """The five lines; `changed` gives fields of a line by its id: E1=dict(paid_for=2300)."""
    lines: list[Record] = []
    for place, text in enumerate(LINES.strip().splitlines(), start=1):
        name, *figures = text.split()
        fields: dict[str, Any] = dict(zip(FIELDS, map(_figure, figures), strict=True))
        fields |= changed.get(f"E{place}", {})
        lines.append(
            PensionLine(id=f"{FILING}:E{place}", filing_id=FILING, position=place * POSITION_GAP, county=name, **fields)
        )
    return lines


def _figure(text: str) -> Any:
    return Decimal(text) if "." in text else int(text)
