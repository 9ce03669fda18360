"""Reports on one project for tests: the demonstration, small filings, and the text of a report by passage."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from models.enums import ProjectKind
from models.report import Arrival
from resources import resource
from services.filing.filing import Filing
from services.filing.filing_json import read_filing_json
from services.filing.report_rows import ReportKey
from services.reports.composer import Composer
from services.reports.sections import PassageView
from services.scheme import scheme_named
from tests.services.rules.casebook import Made, filing

ON_PROJECTS = ("N4", "N5", "N6")
ON_TRANSFERS = "N7"


def demo(scheme: str = "national-50") -> Filing:
    """The demonstration filing under a scheme."""
    package = read_filing_json(resource("demo", "filing.json").read_text("utf-8"))
    return Filing(package.unit, package.head.model_copy(), scheme_named(scheme), package.owned)


def arrival(arrived: str | None = None, until: date | None = None, documents: str = "") -> Arrival:
    """What arrived for the project "p"."""
    money = None if arrived is None else Decimal(arrived)
    return Arrival(id="p:ONE", project_id="p", arrived=money, until=until, documents=documents)


def one_project(made: Made, *told: Arrival, scheme: str = "national-50") -> Filing:
    """A filing of one project with what is told of it."""
    return filing(made, accounts=told, scheme=scheme)


def outline_for(made: Made) -> tuple[str, ...]:
    """The outlines that are about a project of its kind."""
    return (ON_TRANSFERS,) if made.project.kind is ProjectKind.TRANSFER else ON_PROJECTS


def passages(on: Filing, outline: str, project: str = "p") -> list[PassageView]:
    """The passages of a report in order."""
    sections = Composer(on, ReportKey(outline, project)).sections()
    return [passage for section in sections for passage in section.passages]


def texts(on: Filing, outline: str, project: str = "p") -> dict[str, str]:
    """The text of every passage by its key."""
    return {passage.key: passage.text for passage in passages(on, outline, project)}


def whole(parts: Iterable[str]) -> str:
    """Passages one below the other."""
    return "\n".join(parts)
