"""A store in use: the small filing that the tests of the store work on."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from models.filing import FilingHead
from models.project import Funding, Indicator, Project
from models.record import Record
from models.unit import Unit
from services.filing.refs import Change, FieldRef, Gesture
from services.store.store import Store

TYPED = Gesture("填写完成值")
ACTUAL = FieldRef("indicator", "i1", "actual")


@dataclass
class Worked:
    """A store with one filing "f1" in it."""

    store: Store
    folder: Path

    def value(self, ref: FieldRef) -> object:
        """What a fresh load says is stored."""
        unit, head, records = self.store.load("f1")
        found = {(e, r.id): r for e, r in (("unit", unit), ("filing", head), *records)}
        return getattr(found[ref.entity, ref.id], ref.field)

    def type(self, old: str, new: str) -> None:
        """Type an actual value."""
        self.store.commit([Change(ACTUAL, old, new)], "f1", TYPED)

    def ids(self, entity: str) -> list[str]:
        """Ids of all records of an entity in the filing."""
        return [record.id for name, record in self.store.load("f1")[2] if name == entity]


def small_filing(filing_id: str = "f1", unit_id: str = "u1") -> list[tuple[str, Record]]:
    """Two projects, one funding row, two indicators; the ids of the first filing are plain words."""
    prefix = "" if filing_id == "f1" else f"{filing_id}-"
    return [
        ("unit", Unit(id=unit_id, name="示例县民政局")),
        ("filing", FilingHead(id=filing_id, unit_id=unit_id, year=2025)),
        ("project", Project(id=f"{prefix}p1", filing_id=filing_id, position=1, name="社会保险补贴")),
        ("project", Project(id=f"{prefix}p2", filing_id=filing_id, position=2, name="养老服务")),
        ("funding", Funding(id=f"{prefix}p1:TOTAL", project_id=f"{prefix}p1", budget=Decimal("12.345678"))),
        ("indicator", Indicator(id=f"{prefix}i1", project_id=f"{prefix}p1", position=1, name="补贴人数")),
        ("indicator", Indicator(id=f"{prefix}i2", project_id=f"{prefix}p1", position=2, name="补贴标准")),
    ]
