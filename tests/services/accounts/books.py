"""Final accounts for tests: a filing of lines, the demonstration, and random ledgers that are consistent."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from models.accounts import CarryOver, DetailLine, EconomicLine, SubjectLine
from models.accounts_matters import Matter, ThreePublic
from models.enums import FundNature
from models.filing import FilingHead
from models.record import Record
from models.unit import Unit
from resources import resource
from services.accounts.tables import FinalTables, tables_of
from services.filing.filing import Filing
from services.filing.filing_json import read_filing_json
from services.scheme import scheme_named

FILING = "f"
ENTITIES = {
    SubjectLine: "subject_line",
    EconomicLine: "economic_line",
    DetailLine: "detail_line",
    CarryOver: "carry_over",
    Matter: "matter",
    ThreePublic: "three_public",
}


def demo(scheme: str = "sichuan-county") -> Filing:
    """The demonstration of final accounts."""
    package = read_filing_json(resource("demo", "accounts.json").read_text("utf-8"))
    return Filing(package.unit, package.head.model_copy(), scheme_named(scheme), package.owned)


def book(records: Iterable[Record] = (), scheme: str = "sichuan-county", year: int = 2024) -> Filing:
    """A filing with these lines."""
    unit = Unit(id="u", name="某局", region="某市")
    head = FilingHead(id=FILING, unit_id="u", year=year, scheme=scheme)
    return Filing(unit, head, scheme_named(scheme), [(ENTITIES[type(record)], record) for record in records])


def tables(records: Iterable[Record] = (), scheme: str = "sichuan-county") -> FinalTables:
    """The tables of these lines."""
    return tables_of(book(records, scheme))


def subject(code: str, **amounts: Any) -> SubjectLine:
    """A functional subject; amounts as texts or numbers."""
    return SubjectLine(id=f"{FILING}:{code}", filing_id=FILING, code=code, **_amounts(amounts))


def economic(code: str, **amounts: Any) -> EconomicLine:
    """An economic subject."""
    return EconomicLine(id=f"{FILING}:{code}", filing_id=FILING, code=code, **_amounts(amounts))


def detail(code: str, item: str, **amounts: Any) -> DetailLine:
    """A functional × economic detail."""
    return DetailLine(id=f"{FILING}:{code}.{item}", filing_id=FILING, code=code, economic=item, **_amounts(amounts))


def carried(fund: FundNature, **amounts: Any) -> CarryOver:
    """Carry-over of a fund."""
    return CarryOver(id=f"{FILING}:{fund.name}", filing_id=FILING, fund=fund, **_amounts(amounts))


def only(record: type[Any], **amounts: Any) -> Any:
    """A record of which there is one."""
    return record(id=f"{FILING}:ONE", filing_id=FILING, **_amounts(amounts))


def _amounts(amounts: dict[str, Any]) -> dict[str, Any]:
    return {name: Decimal(str(value)) for name, value in amounts.items()}


# ---------------------------------------------------------------- random, but consistent

_GENERAL = ("2010101", "2080101", "2080150", "2080505", "2101101", "2210201", "2130199", "2310301")
_FUNDED = ("2120802", "2120803", "2290402")
_ITEMS = ("30101", "30113", "30201", "30217", "30231", "30301", "30399", "31002", "31013", "31204", "39999")
_MONEY = st.decimals(0, 9999, places=6)
_SOURCES = ("income_superior", "income_business", "income_operating", "income_affiliated", "income_other")
_SPENT = ("other_basic", "other_project", "to_superior", "operating", "to_affiliated")


@st.composite
def ledgers(draw: st.DrawFn) -> list[Record]:
    """Lines that agree: details feed both sides, the funds' economic items add up to their subjects."""
    records: list[Record] = []
    for code in draw(st.lists(st.sampled_from(_GENERAL), unique=True)):
        records += draw(_general(code))
    spent = {"fund": [Decimal(0)] * 2, "capital": [Decimal(0)] * 2}
    for code in draw(st.lists(st.sampled_from(_FUNDED), unique=True)):
        records.append(draw(_funded(code, "fund", spent)))
    if draw(st.booleans()):
        records.append(draw(_funded("2230105", "capital", spent)))
    sums = {
        f"{fund}_{kind}": value
        for fund, pair in spent.items()
        for kind, value in zip(("basic", "project"), pair, strict=True)
    }
    records.append(economic("31005", **sums))
    records += [carried(fund, opening=draw(_MONEY)) for fund in (FundNature.GENERAL, FundNature.OTHER)]
    records.append(only(Matter, used_surplus=draw(_MONEY), distributed=draw(_MONEY)))
    names = ("abroad", "purchase", "running", "reception")
    records.append(only(ThreePublic, **{f"{name}_budget": draw(_MONEY) for name in names}))
    return records


@st.composite
def _general(draw: st.DrawFn, code: str) -> list[Record]:
    names = (*_SOURCES, *_SPENT, "income_general")
    line = subject(code, **{name: draw(_MONEY) for name in draw(st.lists(st.sampled_from(names), unique=True))})
    items = draw(st.lists(st.sampled_from(_ITEMS), unique=True, max_size=4))
    return [line, *(detail(code, item, basic=draw(_MONEY), project=draw(_MONEY)) for item in items)]


@st.composite
def _funded(draw: st.DrawFn, code: str, fund: str, spent: dict[str, list[Decimal]]) -> SubjectLine:
    basic, project = draw(_MONEY), draw(_MONEY)
    spent[fund] = [spent[fund][0] + basic, spent[fund][1] + project]
    amounts = {f"{fund}_basic": basic, f"{fund}_project": project}
    return subject(code, **amounts, **{f"income_{fund}": draw(_MONEY), f"opening_{fund}": draw(_MONEY)})
