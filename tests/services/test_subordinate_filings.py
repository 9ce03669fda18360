"""The filings behind a department's final accounts: all of them or none, found when the department's is opened."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from models.record import Record
from services.accounts.lines import line_ref
from services.filing.filing import Filing
from services.filing.gestures import set_value
from services.filing.refs import Gesture
from services.reports.gestures import add_subordinate
from services.rules.engine import Checker
from services.store.store import Store
from services.workspace import Workspace
from tests.services.accounts.books import demo
from tests.services.filing.yearbook import yearbook

SCHEME = "sichuan-county"


def unit(filing_id: str, name: str, basic: str | None, year: int = 2024) -> Filing:
    """A filing with one subject's income and expenditure."""
    filing = yearbook(0, filing_id, name)
    filing.head.scheme, filing.head.year = SCHEME, year
    if basic is not None:
        for column in ("income_general", "general_basic"):
            for change in set_value(filing, line_ref(filing_id, "subject_line", "2080101", column), Decimal(basic)):
                filing.put(change)
    return filing


def department(*names: str, basic: str = "60") -> Filing:
    filing = unit("d", "某县民政局", basic)
    for name in names:
        for change in add_subordinate(filing, name):
            filing.put(change)
    return filing


OWN = unit("own", "某县民政局本级", "10")
ONE, TWO = unit("s1", "救助站", "20"), unit("s2", "福利院", "30")


def opened(folder: Path, *filings: Filing) -> Filing:
    """The first one, opened from a store that has them all."""
    with Store.open(folder) as store:
        for filing in filings:
            store.add(list(filing.all_records()), filing.id, Gesture("导入"))
        return Workspace.open(store, filings[0].id).filing


def found(filing: Filing) -> list[str]:
    checker = Checker(filing)
    checker.check_all()
    return [finding.message for finding in checker.findings() if finding.rule.id == "DX23"]


@pytest.mark.parametrize(
    ("names", "others", "ids"),
    [
        (("救助站", "福利院"), (OWN, ONE, TWO), {"own", "s1", "s2"}),
        (("救助站", "福利院"), (ONE, TWO), set()),
        (("救助站", "福利院"), (OWN, ONE), set()),
        (("救助站", "福利院", "某县民政局本级"), (OWN, ONE, TWO), {"own", "s1", "s2"}),
        ((" 救助站 ",), (unit("own", "某县民政局", "10"), ONE, TWO), {"own", "s1"}),
        (("救助站",), (OWN, unit("s1", "救助站", "20", 2023)), set()),
        (("救助站",), (OWN, unit("s1", "救助站", None)), set()),
        (("救助站",), (OWN, ONE, unit("s3", "救助站", "20")), set()),
        (("救助站", "救助站"), (OWN, ONE), set()),
        ((), (OWN, ONE, TWO), set()),
    ],
    ids=[
        "all",
        "no 本级",
        "one missing",
        "本级 listed",
        "by name",
        "other year",
        "no accounts",
        "twice",
        "same",
        "none",
    ],
)
def test_all_or_none(tmp_path: Path, names: tuple[str, ...], others: tuple[Filing, ...], ids: set[str]) -> None:
    assert {one.id for one in opened(tmp_path, department(*names), *others).subordinates} == ids


@pytest.mark.parametrize(("basic", "wrong"), [("60", False), ("59.7", True)])
def test_the_department_is_compared_with_its_units(tmp_path: Path, basic: str, wrong: bool) -> None:
    filing = opened(tmp_path, department("救助站", "福利院", basic=basic), OWN, ONE, TWO)
    assert bool(found(filing)) is wrong
    assert not wrong or any("应等于3 个单位合计＝60（差 -0.3）" in message for message in found(filing))


def test_full_accounts_three_times_over_are_three_units() -> None:
    """No table of the demonstration has a cell that is not the sum of its units'."""
    whole = demo()
    for _, row in whole.all_records():
        _times(row, 3)
    whole.subordinates = (demo(), demo(), demo())
    assert found(whole) == []


def _times(row: Record, factor: int) -> None:
    for name, value in list(row.__dict__.items()):
        if isinstance(value, Decimal):
            setattr(row, name, value * factor)
