"""Filings for the tests of the year's cycle: one project of each duration with rows, in a store or in memory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from models.enums import Duration, FundSource, ProjectKind
from models.explanation import Explanation
from models.filing import FilingHead
from models.project import Funding, Indicator, Project
from models.record import Record
from models.unit import Unit
from services.filing.filing import Filing
from services.filing.refs import Change, Gesture
from services.scheme import scheme_named

YEAR = 2024


class Nowhere:
    """A store that keeps nothing but says what it was given."""

    def __init__(self) -> None:
        self.gestures: list[Gesture] = []

    def commit(self, _changes: Sequence[Change], _filing_id: str, gesture: Gesture) -> None:
        self.gestures.append(gesture)


def filing_of(records: Iterable[tuple[str, Record]], scheme: str = "national-50") -> Filing:
    """A filing of copies of records, the unit and the head among them."""
    copies = [(entity, record.model_copy()) for entity, record in records]
    unit = next(record for entity, record in copies if entity == "unit")
    head = next(record for entity, record in copies if entity == "filing")
    assert isinstance(unit, Unit)
    assert isinstance(head, FilingHead)
    return Filing(unit, head, scheme_named(scheme), [item for item in copies if item[0] not in {"unit", "filing"}])


def copy_of(filing: Filing) -> Filing:
    """The same filing in other objects."""
    return filing_of(filing.all_records(), filing.scheme.id)


def project_records(number: int, filing_id: str = "f", **fields: object) -> list[tuple[str, Record]]:
    """A complete project "p1" with money, two indicators and an answered warning."""
    prefix = "" if filing_id == "f" else f"{filing_id}-"
    own = f"{prefix}p{number}"
    values = {"name": f"项目{number}", "code": f"{number:03d}", "goal": "补贴 100 人", "position": number, **fields}
    budget = Decimal(100 * number)
    return [
        ("project", Project(id=own, filing_id=filing_id, **values)),
        (
            "funding",
            Funding(
                id=f"{own}:TOTAL",
                project_id=own,
                source=FundSource.TOTAL,
                initial=budget,
                budget=budget,
                executed=budget - 5,
            ),
        ),
        (
            "indicator",
            Indicator(
                id=f"{own}-i1",
                project_id=own,
                position=1,
                level1="产出指标",
                level2="数量指标",
                name="补贴人数",
                target="≥100人",
                actual="98人",
                weight=Decimal(50),
                deviation="报名的少",
            ),
        ),
        (
            "indicator",
            Indicator(
                id=f"{own}-i2",
                project_id=own,
                position=2,
                level1="效益指标",
                level2="社会效益指标",
                name="就业率",
                target="≥95%",
                actual="96%",
            ),
        ),
        (
            "explanation",
            Explanation(
                id=f"{own}-e",
                filing_id=filing_id,
                rule="FI01",
                finding=f"funding:{own}:TOTAL:executed|indicator:{own}-i1:actual",
                message="当时的提示",
                text="已说明",
            ),
        ),
    ]


def yearbook(count: int = 3, filing_id: str = "f", unit: str = "某县人社局") -> Filing:
    """A filing of `count` projects."""
    records: list[tuple[str, Record]] = [
        ("unit", Unit(id=f"u-{filing_id}", name=unit)),
        ("filing", FilingHead(id=filing_id, unit_id=f"u-{filing_id}", year=YEAR, scheme="national-50")),
    ]
    for number in range(1, count + 1):
        records += project_records(number, filing_id)
    return filing_of(records)


_PERIODS = st.none() | st.dates(date(2020, 1, 1), date(2030, 12, 31))


@st.composite
def yearbooks(draw: st.DrawFn) -> Filing:
    """Filings of up to four projects of every duration and kind."""
    filing = yearbook(draw(st.integers(0, 4)))
    for project in filing.evaluations():
        project.duration = draw(st.sampled_from(Duration))
        project.kind = draw(st.sampled_from([ProjectKind.SPECIFIC, ProjectKind.TRANSFER]))
        project.start, project.end = draw(_PERIODS), draw(_PERIODS)
        project.name = draw(st.sampled_from(["", "就业补助", project.name]))
        project.code = draw(st.sampled_from(["", project.code]))
    return filing
