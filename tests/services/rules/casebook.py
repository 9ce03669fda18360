"""Small filings for the tests of rules, and a registry of their cases.

`project(funding(...), indicator(...), name=…)` makes one project with its rows, `filing(...)` a filing of several,
`findings("FI01", ...)` what one rule says about them. Every rule is tried in four kinds of cases (KINDS); the tests
register theirs in CASES through `cases`, and a test asks that none is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from models.accounts import TableOverride
from models.entities import ENTITIES
from models.enums import FundSource, ManagementTopic, PublishedTable, StatementTopic
from models.filing import FilingHead
from models.project import POSITION_GAP, Funding, Indicator, Management, Project, TargetChange
from models.published import Statement, SummaryLine
from models.record import Record
from models.unit import Unit
from services.filing.filing import Filing
from services.filing.gestures import funding_id, management_id
from services.rules.catalogue import all_rules
from services.rules.engine import Checker, Finding
from services.scheme import Limits, scheme_named

FILING = "f"
ENTITY_OF = {entity.record: name for name, entity in ENTITIES.items()}
KINDS = ("passing", "failing", "boundary", "blank")


def typed_over(cell: str, figure: Any, note: str = "") -> TableOverride:
    """A figure typed over a cell of a derived table, which is named “table.row.column”."""
    table, _, place = cell.partition(".")
    row_id = f"{FILING}:{cell}"
    return TableOverride(id=row_id, filing_id=FILING, table=table, cell=place, figure=amount(figure), note=note)


@dataclass(frozen=True)
class Made:
    """A project with its rows, not yet in a filing."""

    project: Project
    rows: tuple[tuple[str, dict[str, Any]], ...]

    def records(self) -> Iterable[tuple[str, Record]]:
        """The project first, then its rows with ids the tests know: "<project>-i1" …"""
        yield "project", self.project
        own = self.project.id
        count = 0
        for entity, fields in self.rows:
            if entity == "funding":
                yield entity, Funding(id=funding_id(own, fields["source"]), project_id=own, **fields)
            elif entity == "management":
                yield entity, Management(id=management_id(own, fields["topic"]), project_id=own, **fields)
            elif entity == "target_change":
                yield entity, TargetChange(project_id=own, **fields)
            else:
                count += 1
                place = {"position": count * POSITION_GAP} | fields
                yield entity, Indicator(id=f"{own}-i{count}", project_id=own, **place)


def amount(value: str | float | Decimal | None) -> Decimal | None:
    """A figure as typed: "196.5", 190, or None for blank."""
    return None if value is None else Decimal(str(value))


def funding(
    source: FundSource, initial: Any = None, budget: Any = None, executed: Any = None, monitored: Any = None
) -> tuple[str, dict[str, Any]]:
    """One row of the funds block (万元)."""
    columns = {"initial": initial, "budget": budget, "executed": executed, "monitored": monitored}
    return "funding", {"source": source, **{name: amount(value) for name, value in columns.items()}}


def total(
    initial: Any = None, budget: Any = None, executed: Any = None, monitored: Any = None
) -> tuple[str, dict[str, Any]]:
    """The typed 年度资金总额."""
    return funding(FundSource.TOTAL, initial, budget, executed, monitored)


def indicator(
    target: str = "",
    actual: str = "",
    name: str = "补贴人数",
    level: str = "产出指标/数量指标",
    **fields: Any,
) -> tuple[str, dict[str, Any]]:
    """One indicator row; `level` is "一级/二级"; points may be given as numbers or texts."""
    level1, _, level2 = level.partition("/")
    for points in ("weight", "score", "coefficient"):
        if points in fields:
            fields[points] = amount(fields[points])
    return "indicator", {"level1": level1, "level2": level2, "name": name, "target": target, "actual": actual, **fields}


def management(topic: ManagementTopic, note: str = "", measures: str = "") -> tuple[str, dict[str, Any]]:
    """One of the seven notes on fund management."""
    return "management", {"topic": topic, "note": note, "measures": measures}


def change(new: str, row: str = "p-i1", approved_on: date | None = None) -> tuple[str, dict[str, Any]]:
    """An approved change of the target of an indicator row."""
    return "target_change", {"indicator": row, "new": new, "approved_on": approved_on, "document": "某财〔2024〕5号"}


def line(
    table: PublishedTable, name: str, value: Any = None, score: Any = None, grade: str = "", project: str = ""
) -> SummaryLine:
    """One line of a published table; `project`: the id of the project it is about."""
    one = SummaryLine(filing_id=FILING, table=table, name=name, grade=grade, project=project)
    one.amount, one.score = amount(value), amount(score)
    return one


def stated(
    topic: StatementTopic, figure: Any = None, document: str = "报告", project: str = "", words: str = ""
) -> Statement:
    """A figure stated in a text."""
    one = Statement(filing_id=FILING, topic=topic, document=document, project=project, words=words)
    one.figure = amount(figure)
    return one


def project(*rows: tuple[str, dict[str, Any]], **fields: Any) -> Made:
    """A project "p" called 就业补助 with its rows; figures may be given as numbers or texts."""
    for figure in ("execution_rate", "execution_score", "total_score", "declared_appropriation", "declared_other"):
        if figure in fields:
            fields[figure] = amount(fields[figure])
    defaults = {"id": "p", "filing_id": FILING, "name": "就业补助"}
    return Made(Project(**{**defaults, **fields}), rows)


def filing(
    *made: Made,
    scheme: str = "national-50",
    form: str = "",
    limits: Limits | None = None,
    published: Sequence[Record] = (),
    accounts: Iterable[Record] = (),
    unit: Unit | None = None,
    **head: Any,
) -> Filing:
    """A filing of these projects, numbered in order; `form` is the form its projects are shown on.

    `accounts`: lines of its final accounts, as tests/services/accounts/books.py makes them.
    """
    chosen = scheme_named(scheme)
    if form and form not in chosen.forms:
        chosen = replace(chosen, forms=(*chosen.forms, form))
    if limits is not None:
        chosen = replace(chosen, limits=limits)
    unit = unit or Unit(id="u", name="某县人社局")
    fields = {"id": FILING, "unit_id": "u", "year": 2024, "scheme": scheme, "project_form": form, **head}
    for place, one in enumerate(made, start=1):
        one.project.position = place * POSITION_GAP
    records = [record for one in made for record in one.records()]
    for place, told in enumerate(published, start=1):
        if isinstance(told, SummaryLine | Statement):
            told.position = place * POSITION_GAP
            records.append(("summary_line" if isinstance(told, SummaryLine) else "statement", told))
    records += [(ENTITY_OF[type(one)], one) for one in accounts]
    return Filing(unit, FilingHead(**fields), chosen, records)


def checker(rule: str, on: Filing) -> Checker:
    """A checker that runs this rule alone, already run over everything."""
    one = Checker(on, {rule: all_rules()[rule]})
    one.check_all()
    return one


def findings(rule: str, *what: Made | Filing, **more: Any) -> list[Finding]:
    """What one rule finds in a filing, or in a filing of the given projects."""
    on = what[0] if what and isinstance(what[0], Filing) else filing(*[x for x in what if isinstance(x, Made)], **more)
    return checker(rule, on).findings()


@dataclass(frozen=True)
class Case:
    """One case of a rule: what is looked at, and the words its messages must hold (one tuple per finding)."""

    rule: str
    kind: str
    what: Filing
    says: tuple[tuple[str, ...], ...] = ()

    def check(self) -> None:
        """The rule says exactly this, each finding with its words."""
        found = findings(self.rule, self.what)
        messages = [finding.message for finding in found]
        assert len(found) == len(self.says), messages
        for message, words in zip(messages, self.says, strict=True):
            assert all(word in message for word in words), (message, words)
            assert "{" not in message, message


CASES: list[Case] = []
"""Every registered case of every rule, for the test that none is missing."""


def case(
    rule: str, kind: str, *what: Made | Filing, says: Sequence[str] | None = None, each: Any = None, **more: Any
) -> Any:
    """Register a case and give it as a pytest parameter.

    `says`: words of the one finding expected; `each`: one such list per finding; neither: the rule keeps silent.
    """
    assert kind in KINDS, kind
    on = what[0] if what and isinstance(what[0], Filing) else filing(*[x for x in what if isinstance(x, Made)], **more)
    expected = each if each is not None else [] if says is None else [says]
    one = Case(rule, kind, on, tuple(tuple(words) for words in expected))
    CASES.append(one)
    return pytest.param(one, id=f"{rule}-{kind}")


def missing_kinds(group: str) -> list[str]:
    """Which rules of a group lack which kind of case: "FI03 boundary"."""
    have = {(one.rule, one.kind) for one in CASES}
    rules = [rule for rule in all_rules() if rule.startswith(group)]
    return [f"{rule} {kind}" for rule in rules for kind in KINDS if (rule, kind) not in have]
