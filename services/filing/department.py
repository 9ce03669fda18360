"""The department's own figures: rolled up from its projects and transfer payments, and how far these reach.

On the department's form an amount that was not typed is the sum over all projects and transfer payments; each stands on
a form of its own, none inside another. Money goes to the row its budget has there: government funds and state capital
by themselves, what a project has from elsewhere to 其他资金, the rest by the project's 资金性质. So the four rows
always add up to the projects' totals.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from models.enums import FundNature, FundSource, ProjectKind, StatementTopic
from models.project import Project
from services.filing.filing import Filing
from services.filing.funds import FundColumn, Funds, MoneyColumn, Parts, RolledUp

_BY_NATURE = {
    FundNature.GENERAL: FundSource.GENERAL,
    FundNature.FUND: FundSource.FUND,
    FundNature.CAPITAL: FundSource.CAPITAL,
}
"""Row of the department's form for money that a project does not split; money of other budgets is 其他资金."""
_APART = (FundSource.GENERAL, FundSource.FUND, FundSource.CAPITAL)
_ELSEWHERE = (FundSource.CARRY_OVER, FundSource.SPECIAL_ACCOUNT, FundSource.OWN, FundSource.OTHER)
_ZERO = Decimal(0)

Key = tuple[FundSource, MoneyColumn]
Amounts = dict[Key, Decimal]
_FAMILIES = (False, True)


@dataclass(frozen=True, slots=True)
class _Share:
    """What one project or transfer payment adds, as of one version of it."""

    version: int
    is_transfer: bool
    amounts: Amounts


class RollUp:
    """Running sums over the projects of a filing; after a change only the changed projects are added anew."""

    def __init__(self) -> None:
        self._shares: dict[str, _Share] = {}
        self._sums: dict[tuple[bool, Key], tuple[int, Decimal]] = {}

    def refresh(self, filing: Filing) -> RolledUp:
        """The sums as they stand now, each in two parts: “32 个项目” and “3 项转移支付” (万元)."""
        current = {p.id: p for p in filing.evaluations() if p.kind is not ProjectKind.DEPARTMENT}
        for gone in self._shares.keys() - current.keys():
            self._count(self._shares.pop(gone), -1)
        for project in current.values():
            self.take(filing, project)
        return self._rolled()

    def take(self, filing: Filing, project: Project) -> None:
        """Add what one project has now."""
        known, version = self._shares.get(project.id), filing.version(project.id)
        if known is None or known.version != version:
            self._replace(project.id, known, _share(filing, project, version))

    def _replace(self, project_id: str, known: _Share | None, fresh: _Share) -> None:
        if known is not None:
            self._count(known, -1)
        self._shares[project_id] = fresh
        self._count(fresh, 1)

    def _count(self, share: _Share, step: int) -> None:
        for key, value in share.amounts.items():
            count, total = self._sums.get((share.is_transfer, key), (0, _ZERO))
            self._sums[share.is_transfer, key] = count + step, total + step * value

    def _rolled(self) -> RolledUp:
        rolled: dict[Key, Parts] = {}
        for is_transfer in _FAMILIES:
            for (family, key), (count, total) in self._sums.items():
                if family is is_transfer and count:
                    name = f"{count} 项转移支付" if is_transfer else f"{count} 个项目"
                    rolled[key] = (*rolled.get(key, ()), (name, total))
        return rolled


def _share(filing: Filing, project: Project, version: int) -> _Share:
    funds = Funds(filing.fundings(project.id))
    rest = _BY_NATURE.get(project.fund_nature, FundSource.OTHER)
    amounts: Amounts = {
        (source, column): value for column in FundColumn for source, value in _spread(funds, column, rest)
    }
    return _Share(version, project.kind is ProjectKind.TRANSFER, amounts)


def _spread(funds: Funds, column: FundColumn, rest: FundSource) -> Iterator[tuple[FundSource, Decimal]]:
    """The total of a column on the rows of the department's form; nothing while it is blank."""
    total = funds.value(FundSource.TOTAL, column)
    if total is None:
        return
    rows = {source: value for source in _APART if (value := funds.value(source, column)) is not None}
    elsewhere = funds.folded(_ELSEWHERE, column).derived
    if elsewhere is not None:
        rows[FundSource.OTHER] = elsewhere
    left = total - sum(rows.values(), _ZERO)
    if left or not rows:
        rows[rest] = rows.get(rest, _ZERO) + left
    yield from rows.items()


def rolled_up(filing: Filing) -> RolledUp:
    """What the department's amounts are when nothing is typed, by source and column (万元)."""
    return _running(filing).refresh(filing)


def in_steps(filing: Filing) -> Iterator[Project]:
    """Every evaluation, the department's last; on the way each is added to its sums, which else takes one long step."""
    ordered = sorted(filing.evaluations(), key=_is_department)
    summed = bool(ordered) and _is_department(ordered[-1])
    for project in ordered:
        if summed and not _is_department(project) and filing.record("project", project.id) is not None:
            _running(filing).take(filing, project)
        yield project


def _is_department(project: Project) -> bool:
    return project.kind is ProjectKind.DEPARTMENT


def _running(filing: Filing) -> RollUp:
    known: RollUp | None = filing.derived.get(_KEY)
    if known is None:
        known = filing.derived[_KEY] = RollUp()
    return known


_KEY = "roll-up"


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of 决算项目支出 stands on self-evaluation forms (万元); the three parts add up to `stated`.

    `evaluated`: executed amounts of evaluations that have indicators; `listed`: of those entered without indicators;
    `outside`: what no form accounts for, negative where the forms hold more than was spent. `stated` and `outside` are
    None while the final accounts' figure is not entered. `without` are the evaluations that have no indicators yet.
    """

    stated: Decimal | None
    evaluated: Decimal
    listed: Decimal
    without: tuple[Project, ...]

    @property
    def outside(self) -> Decimal | None:
        """Project expenditure without any form."""
        return None if self.stated is None else self.stated - self.evaluated - self.listed

    @property
    def share(self) -> Decimal | None:
        """Evaluated part as a ratio of the stated figure."""
        return self.evaluated / self.stated if self.stated else None


def coverage(filing: Filing) -> Coverage:
    """Which part of 决算项目支出 has a form and which has not (财预〔2020〕10号: 自评覆盖所有项目支出)."""
    sums = {True: _ZERO, False: _ZERO}
    without = []
    for project in (*filing.projects, *filing.transfers):
        has_form = bool(filing.owned("indicator", project.id))
        sums[has_form] += Funds(filing.fundings(project.id)).value(FundSource.TOTAL, FundColumn.EXECUTED) or _ZERO
        if not has_form:
            without.append(project)
    return Coverage(_stated(filing), sums[True], sums[False], tuple(without))


def _stated(filing: Filing) -> Decimal | None:
    """决算项目支出 of the whole as stated first; figures stated for one project are about something else."""
    figures = (s.figure for s in filing.statements if s.topic is StatementTopic.FINAL_PROJECT and not s.project)
    return next((figure for figure in figures if figure is not None), None)
