"""A new year begun from last year's filing: what goes on is carried, what was said of last year is not.

Carried: the unit as it signs (a record of the new year's own, so that a later name never reaches a fixed year),
projects that go on, goals and reasons as proposals to confirm, indicators with their target and, beside
it, last year's actual value; posts, people and units below, which change seldom; last year's figures of the accounts.
Not carried: amounts, actual values, scores, grades, findings of the year (scoring.md §2: each year is judged by its own
figures), and what was written in reports, which is offered passage by passage (services/reports/last_year.py).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from models.enums import Duration, ProjectKind, ProjectOrigin
from models.explanation import Explanation
from models.filing import FilingHead
from models.project import Funding, Indicator, Project
from models.record import Record, new_id
from models.report import Organisation, Subordinate
from services.accounts.gestures import take_last_year
from services.accounts.ledger import ledger_of
from services.filing.filing import Filing
from services.filing.gestures import funding_id
from services.filing.rekey import new_key
from services.filing.report_rows import organisation_ref
from services.scheme import Scheme

_HEAD_KEPT = ("amount_unit", "monitor_month")
_PROJECT_KEPT = (
    *("position", "name", "code", "kind", "fund_nature", "duration"),
    *("department_name", "department_code", "unit_name", "unit_code"),
    *("central_department", "finance_office", "contact"),
    *("goal", "initial_goal", "term_goal"),
    *("filler", "phone", "unit_head", "project_head", "finance_head"),
)
_INDICATOR_KEPT = ("position", "level1", "level2", "name", "target", "term_target", "is_core", "deviation", "remark")
_ORGANISATION_KEPT = (
    *("offices", "quota_admin", "quota_public", "quota_institution", "quota_worker"),
    *("staff_admin", "staff_public", "staff_institution", "staff_worker", "staff_contract", "retired", "cadres"),
)
"""Posts and people; the documents and days of one year's evaluation are that year's."""
_SHOWN_UNITS = 3


@dataclass(frozen=True, slots=True)
class OfferedProject:
    """A project of last year: whether it is proposed to go on, and why (not)."""

    project_id: str
    name: str
    kind: ProjectKind
    keep: bool
    reason: str


@dataclass(frozen=True, slots=True)
class RolloverPlan:
    """What a new year can be begun with; `notes` say what comes along beside the projects, and what does not."""

    filing_id: str
    unit_name: str
    year: int
    projects: tuple[OfferedProject, ...]
    notes: tuple[str, ...] = ()

    @property
    def kept(self) -> frozenset[str]:
        """Ids of the projects proposed to go on."""
        return frozenset(project.project_id for project in self.projects if project.keep)


def plan_rollover(filing: Filing) -> RolloverPlan:
    """The year after this filing's, with every project offered; one that has ended is not proposed."""
    year = filing.head.year
    offered = tuple(
        OfferedProject(project.id, project.name, project.kind, *_goes_on(project, year))
        for project in filing.evaluations()
    )
    return RolloverPlan(filing.id, filing.unit.name, year + 1, offered, tuple(_notes(filing)))


def _notes(filing: Filing) -> Iterator[str]:
    """What comes along beside the projects, and what does not, of what the filing has."""
    units = [unit.name or "（没有名称）" for unit in _subordinates(filing)]
    if _organisation(filing) is not None:
        yield "内设机构、编制和人数照上年带来，有变动的请在“机构和人员”表改；自评依据和日期不带。"
    if units:
        more = f"等 {len(units)} 个" if len(units) > _SHOWN_UNITS else ""
        yield f"下属预算单位照上年带来：{'、'.join(units[:_SHOWN_UNITS])}{more}。"
    if not ledger_of(filing).empty:
        yield "部门决算只带来上年数：填好“上年数”表，上年年末结转和结余作年初数（隔年结转不带）；科目和金额不带。"
    if filing.owned("passage", filing.id):
        yield "报告里写的文字不带；写新年度的报告时，在各段按“上年文字”可以看到并采用。"


def _organisation(filing: Filing) -> Organisation | None:
    found = filing.record("organisation", organisation_ref(filing.id, "").id)
    return found if isinstance(found, Organisation) else None


def _subordinates(filing: Filing) -> list[Subordinate]:
    return [row for row in filing.owned("subordinate", filing.id) if isinstance(row, Subordinate)]


def _goes_on(project: Project, year: int) -> tuple[bool, str]:
    """Whether a project reaches into the next year, by its kind of duration and its end."""
    if project.duration is Duration.RECURRING:
        return True, Duration.RECURRING.value
    if project.end is None:
        going = project.duration is Duration.STAGED
        return going, f"{project.duration.value}，没有填结束日期"
    going = project.end.year > year
    return going, f"{project.duration.value}，{project.end.year}年{project.end.month}月结束"


def roll_over(filing: Filing, year: int, keep: Collection[str], scheme: Scheme) -> list[tuple[str, Record]]:
    """The records of the new year's filing, all of them new, owners first; `keep`: ids of projects."""
    return list(_Roll(filing, year, scheme).records(keep))


class _Roll:
    """One roll-over: remembers which record became which."""

    def __init__(self, filing: Filing, year: int, scheme: Scheme) -> None:
        self._old = filing
        self._scheme = scheme
        self._unit = filing.unit.model_copy(update={"id": new_id()})
        self._head = self._new_head(year)
        self._ids = {filing.id: self._head.id, filing.unit.id: self._unit.id}

    def records(self, keep: Collection[str]) -> Iterator[tuple[str, Record]]:
        yield "unit", self._unit
        yield "filing", self._head
        for project in self._old.evaluations():
            if project.id in keep:
                yield from self._project(project)
        yield from self._people()
        yield from self._last_year()
        yield from self._explanations()

    def _new_head(self, year: int) -> FilingHead:
        kept = {name: getattr(self._old.head, name) for name in _HEAD_KEPT}
        form = self._old.head.project_form
        known_form = form if form in self._scheme.forms else ""
        links = {"unit_id": self._unit.id, "project_form": known_form, "previous_filing": self._old.id}
        return FilingHead(**{**kept, **links, "scheme": self._scheme.id, "year": year})

    def _project(self, old: Project) -> Iterator[tuple[str, Record]]:
        kept = {name: getattr(old, name) for name in _PROJECT_KEPT}
        start, end = self._period(old)
        new = Project(
            **kept,
            filing_id=self._head.id,
            start=start,
            end=end,
            origin=ProjectOrigin.CONTINUED,
            previous_project=old.id,
            goal_to_confirm=bool(old.goal or old.initial_goal or old.term_goal),
        )
        self._ids[old.id] = new.id
        yield "project", new
        for source in self._old.fundings(old.id):
            yield "funding", Funding(id=funding_id(new.id, source), project_id=new.id, source=source)
        for row in self._old.indicators(old.id):
            yield "indicator", self._indicator(row, new.id)

    def _people(self) -> Iterator[tuple[str, Record]]:
        """Posts, people and the units below, as they were."""
        old = _organisation(self._old)
        if old is not None:
            new_ref = organisation_ref(self._head.id, "")
            self._ids[old.id] = new_ref.id
            kept = {name: getattr(old, name) for name in _ORGANISATION_KEPT}
            yield "organisation", Organisation(id=new_ref.id, filing_id=self._head.id, **kept)
        for unit in _subordinates(self._old):
            new = unit.model_copy(update={"id": new_id(), "filing_id": self._head.id})
            self._ids[unit.id] = new.id
            yield "subordinate", new

    def _last_year(self) -> Iterator[tuple[str, Record]]:
        """What the accounts compare with, and the carry-over they begin with; only of the year just before."""
        if self._head.year == self._old.head.year + 1 and not ledger_of(self._old).empty:
            fresh = Filing(self._unit, self._head, self._scheme)
            for change in take_last_year(fresh, self._old):
                fresh.put(change)
            yield from ((name, row) for name, row in fresh.all_records() if name not in {"unit", "filing"})

    def _period(self, old: Project) -> tuple[date | None, date | None]:
        """A recurring project's period that lies in last year moves on; any other stays as it is."""
        ends = [day for day in (old.start, old.end) if day is not None]
        years = self._head.year - self._old.head.year
        if old.duration is not Duration.RECURRING or any(day.year != self._old.head.year for day in ends):
            return old.start, old.end
        return _moved(old.start, years), _moved(old.end, years)

    def _indicator(self, old: Indicator, project_id: str) -> Indicator:
        kept = {name: getattr(old, name) for name in _INDICATOR_KEPT}
        same_scheme = self._scheme.id == self._old.head.scheme
        new = Indicator(
            **kept,
            project_id=project_id,
            weight=old.weight if same_scheme else None,
            last_actual=old.actual,
            deviation_to_confirm=bool(old.deviation),
        )
        self._ids[old.id] = new.id
        return new

    def _explanations(self) -> Iterator[tuple[str, Record]]:
        """Answers to warnings, without the message they answered: so they are offered anew, but do not count."""
        for old in self._old.explanations.values():
            key = new_key(old.finding, self._ids)
            if key is not None:
                filing_id = self._head.id
                yield (
                    "explanation",
                    Explanation(
                        id=new_id(), filing_id=filing_id, rule=old.rule, finding=key, message="", text=old.text
                    ),
                )


def _moved(day: date | None, years: int) -> date | None:
    if day is None:
        return None
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return day.replace(year=day.year + years, day=last)
