"""Many packages as one read-only collection: what a finance bureau collects from its departments, without a store.

Of each package only the lines of its projects are kept, so that hundreds fit into modest memory. A damaged package is
told of by name and reason while the others go on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from models.enums import ProjectKind, SummaryRow
from models.project import Project
from models.unit import Unit
from services.filing.assess import assess
from services.filing.filing import Filing
from services.filing.filing_json import PackageError
from services.filing.finalise import stamp, verify
from services.filing.package import read_package
from services.filing.results import Result, average_score, results_of, total_budget
from services.render.output import OutputCancelled
from services.scheme import Scheme, scheme_named
from services.values.scoring import Derived

Progress = Callable[[int, int], None]
"""Called with packages done and packages in all."""


@dataclass(frozen=True, slots=True)
class Line:
    """One project as collected: its line of the summary table and what was spent (万元)."""

    result: Result
    executed: Decimal | None

    @property
    def transfer(self) -> bool:
        """Whether it is a transfer payment."""
        return self.result.project.kind is ProjectKind.TRANSFER


@dataclass(frozen=True, slots=True)
class Member:
    """One package: whose it is, of which year, its version and check sum when fixed, and its projects."""

    file: str
    filing_id: str
    unit: Unit
    year: int
    stamp: str
    grades: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def identity(self) -> tuple[str, str, str, int]:
        """What two packages of one unit and year share even when the filing was begun twice."""
        return self.unit.name, self.unit.code, self.unit.region, self.year


@dataclass(frozen=True, slots=True)
class Refused:
    """A package that is not in the collection, and why."""

    file: str
    reason: str


@dataclass(frozen=True, slots=True)
class Statistics:
    """Figures over the projects of one unit or of all; amounts in 万元, `excellent` a ratio of the graded projects."""

    name: str
    projects: int
    graded: Counter[str]
    excellent: Decimal | None
    average: Derived
    budget: Decimal | None
    executed: Decimal | None

    @property
    def ungraded(self) -> int:
        """Projects without a grade."""
        return self.projects - self.graded.total()

    @property
    def rate(self) -> Decimal | None:
        """Executed by budget, as a ratio."""
        return self.executed / self.budget if self.budget and self.executed is not None else None


@dataclass(frozen=True)
class Collection:
    """What could be read, in the order of unit names, and what could not."""

    members: tuple[Member, ...]
    refused: tuple[Refused, ...]

    @property
    def period(self) -> str:
        """“2024年度”, or “2023—2024年度” when the packages are of several years."""
        years = sorted({member.year for member in self.members})
        return f"{'—'.join(map(str, dict.fromkeys((years[0], years[-1]))))}年度" if years else ""

    @property
    def grades(self) -> tuple[str, ...]:
        """Names of the grades in any of the schemes, best first."""
        return tuple(dict.fromkeys(grade for member in self.members for grade in member.grades))

    def lines(self, *, transfer: bool | None = None) -> list[Line]:
        """Lines of all members: all, only transfer payments, or only the others."""
        every = (line for member in self.members for line in member.lines)
        return [line for line in every if transfer is None or line.transfer is transfer]

    def statistics(self) -> list[Statistics]:
        """One for each member, then one over all."""
        best = self.grades[0] if self.grades else ""
        each = [statistics_of(member.unit.name, member.lines, best) for member in self.members]
        return [*each, statistics_of("合计", self.lines(), best)]


def open_collection(
    paths: Iterable[Path],
    on_progress: Progress = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
    scheme_of: Callable[[str], Scheme] = scheme_named,
) -> Collection:
    """Read packages; nothing is stored. OutputCancelled when stopped.

    Refused, each with its reason: what `read_package` refuses, a fixed filing that was altered since, and a filing
    that another of the packages holds already.
    """
    members: dict[str, Member] = {}
    refused: list[Refused] = []
    files = list(paths)
    for done, path in enumerate(files, start=1):
        if cancelled():
            raise OutputCancelled
        try:
            member = _member(path, scheme_of)
            _refuse_double(member, members)
        except PackageError as error:
            refused.append(Refused(path.name, str(error)))
        else:
            members[member.filing_id] = member
        on_progress(done, len(files))
    ordered = sorted(members.values(), key=lambda member: (member.unit.name, member.year, member.file))
    return Collection(tuple(ordered), tuple(refused))


def _refuse_double(member: Member, members: dict[str, Member]) -> None:
    same_unit = (other for other in members.values() if other.identity == member.identity)
    known = members.get(member.filing_id) or next(same_unit, None)
    if known is not None:
        raise PackageError(
            f"与“{known.file}”都是“{known.unit.name}”{known.year}年度的编报，没有重复计入。请只留下要用的一份。"
        )


def _member(path: Path, scheme_of: Callable[[str], Scheme]) -> Member:
    package = read_package(path)
    filing = Filing(package.unit, package.head, scheme_of(package.head.scheme), package.owned)
    if stamp(filing) and not verify(filing):
        raise PackageError("这份编报已定稿，但内容与校验码不符，定稿后可能被改动过。请让对方重新定稿并导出。")
    projects = [project for project in filing.evaluations() if project.kind is not ProjectKind.DEPARTMENT]
    lines = tuple(_line(filing, result) for result in results_of(filing, projects))
    grades = tuple(grade.name for grade in filing.scheme.grades)
    head = package.head
    return Member(path.name, head.id, package.unit, head.year, stamp(filing), grades, lines)


def _line(filing: Filing, result: Result) -> Line:
    """A project's line, with no more of the project than the tables show."""
    project = result.project
    slim = Project(
        id=project.id,
        filing_id=filing.id,
        name=project.name,
        kind=project.kind,
        department_name=project.department_name or filing.unit.name,
    )
    kept = Result(slim, result.budget, result.budget_how, result.score, result.score_how, result.grade)
    return Line(kept, assess(filing, project.id).executed)


def statistics_of(name: str, lines: Sequence[Line], best: str) -> Statistics:
    """Figures over some lines; `best` is the grade that counts for 评优率 (of the projects that have a grade)."""
    results = [line.result for line in lines]
    graded = Counter(result.grade for result in results if result.grade)
    spent = [line.executed for line in lines if line.executed is not None]
    return Statistics(
        name,
        len(lines),
        graded,
        Decimal(graded[best]) / graded.total() if graded else None,
        average_score(results, SummaryRow.SIMPLE),
        total_budget(results).value,
        sum(spent, Decimal(0)) if spent else None,
    )
