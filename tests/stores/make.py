"""Makes what the tests of old stores need; run from the project folder.

* python tests/stores/make.py schema: rewrite resources/store/schema_1.sql from the models (until the first release)
* python tests/stores/make.py filled: write tests/stores/vN.db, a filled store of the present version N
"""

from __future__ import annotations

import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from sqlalchemy import MetaData, Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlmodel import SQLModel

from models import history  # noqa: F401 - registers its tables
from models.enums import Duration, FundSource, ManagementTopic, ProjectKind
from models.explanation import Explanation
from models.filing import FilingHead
from models.project import Funding, Indicator, Management, Project
from models.record import Record
from models.unit import Unit
from resources import resource
from services.filing.refs import Change, FieldRef, Gesture, Origin
from services.store.settings import SETTINGS
from services.store.store import Store
from services.store.upgrades import STEPS

HERE = Path(__file__).resolve().parent
SCHEMA = resource("store", "schema_1.sql")


def schema_text() -> str:
    """The SQL of all tables of the models and of the settings."""
    everything = MetaData()
    for table in (*SQLModel.metadata.tables.values(), SETTINGS):
        table.to_metadata(everything)
    return "".join(_table_text(table) for table in everything.sorted_tables)


def _table_text(table: Table) -> str:
    dialect = sqlite.dialect()
    lines = [str(CreateTable(table).compile(dialect=dialect)).strip()]
    lines += sorted(str(CreateIndex(index).compile(dialect=dialect)) for index in table.indexes)
    return "".join(line.replace("\t", "    ").replace(" \n", "\n") + ";\n" for line in lines)


def write_schema() -> None:
    """Freeze the models as they are."""
    SCHEMA.write_text(schema_text(), "utf-8")


def filled_records() -> list[tuple[str, Record]]:
    """One record of every entity."""
    unit = Unit(id="u1", name="示例县民政局", code="123001", region="示例县")
    head = FilingHead(id="f1", unit_id="u1", year=2025, scheme="示例方案", project_form="P1")
    project = Project(
        id="p1", filing_id="f1", position=1024, name="社会保险补贴", kind=ProjectKind.SPECIFIC,
        duration=Duration.STAGED, start=date(2025, 1, 1), end=date(2025, 12, 31), overspend_approved=True,
        goal="第一行\n第二行", execution_rate=Decimal("0.8726"), total_score=Decimal("95.5"),
    )  # fmt: skip
    funding = Funding(
        id="p1:TOTAL", project_id="p1", source=FundSource.TOTAL,
        initial=Decimal(100), budget=Decimal("123.456789"), executed=Decimal(0),
    )  # fmt: skip
    indicator = Indicator(
        id="i1", project_id="p1", position=1024, level1="产出指标", level2="数量指标", name="补贴人数",
        target="≥120人", weight=Decimal("12.5"), score=None,
    )  # fmt: skip
    answer = Explanation(
        id="e1", filing_id="f1", rule="F-003", finding="F-003:p1", message="执行率低于90%", text="年底集中支付"
    )
    note = Management(id="m1", project_id="p1", topic=ManagementTopic.RELEASE, note="及时下达", measures="无")
    return [
        ("unit", unit), ("filing", head), ("project", project), ("funding", funding),
        ("management", note), ("indicator", indicator), ("explanation", answer),
    ]  # fmt: skip


def write_filled() -> None:
    """A small store that has been worked in, as one file named after its version."""
    with TemporaryDirectory() as folder, Store.open(Path(folder)) as store:
        store.add(filled_records(), "f1", Gesture("导入 1 个项目", Origin.IMPORTED))
        store.commit([Change(FieldRef("indicator", "i1", "actual"), "", "118人")], "f1", Gesture("填写完成值"))
        store.set_setting("last_filing", "f1")
        store.backup().replace(HERE / f"v{len(STEPS)}.db")


if __name__ == "__main__":
    {"schema": write_schema, "filled": write_filled}[sys.argv[1]]()
