"""The numbers of a text against labelled figures, wherever those come from.

A number that matches no figure says nothing. One is told only when its name is that of exactly one figure (by name,
kind of number, year and place) and the value differs by more than rounding. Inserted figures are never compared.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum, auto
from functools import partial

from services.texts.names import name_key, names_in, subject_of, without_owner
from services.texts.quantity import MONEY, PERCENT, POINT, Quantity, Role
from services.texts.reading import PART_OF_YEAR, Reading
from services.texts.relation import Operand, Relation, same
from services.values.money import round_half_up

_YEAR = re.compile(r"(?:19|20)\d\d(?=\s*年)")
_LAST = re.compile("上年|去年|上一年")
_TARGET = re.compile("目标|计划|力争|预计|控制在")
_COMPARED = re.compile(r"(?:与|比|较)(?:上年|去年|上一年|年初预算|全年预算|预算数?|(?:19|20)\d\d(?=\s*年))|同比")
_PLACES = 2
_CHANGES = {"TX20": "TX21"}
"""Rules about the change of a figure that are not TX02."""
_SPENT = re.compile("支出|执行|使用|决算|拨付|支付")
_OTHERS = re.compile("[\u4e00-\u9fff]{1,12}(?:中心|服务站|事务所|仲裁院|学校|大队|支队|图书馆|医院)")
_CLAUSES = re.compile("[，,；;：:、]")
_PARTLY = re.compile(r"其中|另|还|分别|以及|本次|^(?!\s*截[至止]).*月")
"""What makes a number at the beginning of a sentence one of several."""
_LISTED = re.compile(r"\s*(?:预算)?单位\(([^()]{4,30})\)")
"""What a number of units is of, in brackets behind it: 7家单位(局机关及所属二级预算单位)."""
SPENT_OF_PLAN = "支出完成目标"
"""The name of a rate in “支出100万元，完成目标80%”."""
_PLAN_DONE = re.compile("(?:已)?完成(?:了)?(?:年度|年初|全年)?(?:成本)?(?:目标|计划|预算)(?:任务|数|值)?的?")
_BARE_SPENT = re.compile("(?:全年|实际|共|累计)*(?:项目|资金)*(?:实际|共)*(?:支出|使用|执行)(?:资金)?(?:共计|共|为)?")
_BESIDE = frozenset({"", "，", "、", ","})
"""What stands between two numbers of one name: 3批次，25人次."""


class Basis(Enum):
    """What a figure counts."""

    FINAL = auto()
    BUDGET = auto()
    LAST = auto()
    """Last year's final figure."""


@dataclass(frozen=True, slots=True)
class KnownFigure:
    """A figure and the names a text may give it.

    `worth` gives its value when asked for: 万元, a count, or per cent; None while it is blank. `key` finds it again.
    `topic` names the rule that speaks of it. `near`: words of which one must stand in the sentence or the headings
    above it, () for none. `scope`: the text it is compared in (a project's report), None for all. `group`: figures of
    one thing under one name (a project's budget and expenditure); a text may mean any of them. `owner`: the project in
    whose report it goes before figures of the same name of others. `leads`: its name is so short that it names the
    figure only where a sentence begins with it.
    """

    key: str
    names: tuple[str, ...]
    dimension: str
    worth: Callable[[], Decimal | None]
    topic: str
    basis: Basis = Basis.FINAL
    near: tuple[str, ...] = ()
    scope: str | None = None
    group: str = ""
    owner: str = ""
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A number that is not the figure of its name; `figures` are those it may stand for, one or of one group.

    `relation` compares it with the first of them.
    """

    quantity: Quantity
    figures: tuple[KnownFigure, ...]
    relation: Relation

    @property
    def topic(self) -> str:
        """The rule that speaks of it."""
        return self.figures[0].topic


@dataclass(frozen=True, slots=True)
class Compared:
    """What a text says rightly and wrongly of known figures."""

    agreeing: tuple[tuple[Quantity, KnownFigure], ...]
    mismatches: tuple[Mismatch, ...]
    keys: frozenset[str] = frozenset()
    """Every figure that was looked at."""
    misdated: tuple[tuple[Quantity, KnownFigure], ...] = ()
    """Numbers that are this year's figure of their name, but said to be of another year."""

    @property
    def outcome(self) -> Hashable:
        """What came of it, for telling whether anything changed."""
        right = [(one.span, figure.key) for one, figure in (*self.agreeing, *self.misdated)]
        wrong = [(one.quantity.span, *((f.key, f.worth()) for f in one.figures)) for one in self.mismatches]
        return tuple(right), tuple(wrong), len(self.misdated)


class Register:
    """Known figures by name, of one year and one unit; put in by owner, so that those of one can be put in anew."""

    def __init__(self, figures: Iterable[KnownFigure], year: int, unit: str = "") -> None:
        self.year = year
        self.unit = unit
        self._of: dict[str, tuple[KnownFigure, ...]] = {}
        self._by_name: dict[tuple[str, str], dict[str, list[KnownFigure]]] = {}
        self.put("", figures)

    @property
    def figures(self) -> list[KnownFigure]:
        """All of them."""
        return [figure for own in self._of.values() for figure in own]

    def put(self, owner: str, figures: Iterable[KnownFigure]) -> None:
        """The figures of an owner, in place of those it had."""
        for figure in self._of.pop(owner, ()):
            for name in _places_of(figure):
                self._by_name[name].pop(owner, None)
        self._of[owner] = tuple(figures)
        for figure in self._of[owner]:
            for name in _places_of(figure):
                self._by_name.setdefault(name, {}).setdefault(owner, []).append(figure)

    def called(self, key: str, dimension: str) -> Sequence[KnownFigure]:
        """The figures of a name, be the name of a unit before it."""
        for name in without_owner(key, self.unit):
            found = self._by_name.get((name, dimension))
            if found:
                return [figure for own in found.values() for figure in own]
        return ()


def _places_of(figure: KnownFigure) -> list[tuple[str, str]]:
    return [(key, figure.dimension) for key in dict.fromkeys(map(name_key, figure.names))]


def compare(reading: Reading, register: Register, *, section: Sequence[str] = (), scope: str = "") -> Compared:
    """Every number of a text that has a known name, against the figure of that name."""
    agreeing: list[tuple[Quantity, KnownFigure]] = []
    mismatches: list[Mismatch] = []
    keys: set[str] = set()
    misdated: list[tuple[Quantity, KnownFigure]] = []
    headings = "".join(section)
    for one in reading.quantities:
        meant = _changed if one.role is Role.CHANGE else _meant
        found = meant(reading, register, one, headings, scope) if _comparable(one) else []
        keys.update(_named(reading, register, one))
        known = [(figure, value) for figure in found if (value := figure.worth()) is not None]
        if not known:
            misdated += _misdated(reading, register, one, headings, scope)
            continue
        claimed = _claimed(one)
        relations = [(figure, same(claimed, Operand(value))) for figure, value in known]
        fitting = next((figure for figure, relation in relations if relation.holds), None)
        if fitting is not None:
            agreeing.append((one, fitting))
        elif len({value for _, value in known}) == 1 or _one_group(found):
            mismatches.append(Mismatch(one, tuple(figure for figure, _ in known), relations[0][1]))
    return Compared(tuple(agreeing), tuple(_roots(mismatches)), frozenset(keys), tuple(misdated))


def _roots(found: Sequence[Mismatch]) -> Iterator[Mismatch]:
    """Mismatches without those that follow from another one: a change or a share of a figure that is itself wrong."""
    wrong = {one.figures[0].key for one in found if one.quantity.role is not Role.CHANGE}
    for one in found:
        key = one.figures[0].key
        follows = one.quantity.role is Role.CHANGE and key in wrong
        if not follows and not any(key != root and root in key for root in wrong):
            yield one


def _claimed(one: Quantity) -> Operand:
    """A number as claimed; a percentage is never taken for a coarser one (100 % beside 99.53 %)."""
    operand = one.operand()
    return replace(operand, coarse=operand.half) if one.dimension == PERCENT else operand


def _comparable(one: Quantity) -> bool:
    plain = not one.inserted and not one.loose and not one.negated
    return plain and one.dimension != POINT and bool(one.unit)


def _one_group(found: Sequence[KnownFigure]) -> bool:
    groups = {figure.group for figure in found}
    return len(groups) == 1 and "" not in groups


def _meant(reading: Reading, register: Register, one: Quantity, headings: str, scope: str) -> list[KnownFigure]:
    """The figures a number can stand for: by name, year, plan or result, and place."""
    found = [figure for key in _keys(reading, one) for figure in register.called(key, one.dimension)]
    if not found:
        return []
    start, end = reading.sentence(one.span[0])
    sentence = reading.text[start:end]
    basis = _basis(sentence[: one.span[0] - start], one, register.year)
    if basis is None or PART_OF_YEAR.search(sentence):
        return []
    fitting = [figure for figure in found if figure.scope in {None, scope} and _is_near(figure, headings + sentence)]
    if _of_another(sentence, one.span[0] - start, register.unit):
        fitting = [figure for figure in fitting if figure.near or figure.group or figure.scope]
    fitting = [figure for figure in fitting if not figure.leads or _begins(reading, one)]
    fitting = [figure for figure in fitting if scope and figure.owner == scope] or fitting
    exact = [figure for figure in fitting if figure.basis is basis]
    spent = one.dimension == MONEY and _SPENT.search(headings + sentence) is not None
    if basis is not Basis.FINAL:
        return exact
    either = {figure.group for figure in exact if figure.group and (figure.owner or not spent)}
    return [figure for figure in fitting if figure in exact or figure.group in either]


def _named(reading: Reading, register: Register, one: Quantity) -> Iterator[str]:
    """Keys of every figure that has the name of a number, whatever the number is of."""
    dimension = MONEY if one.role is Role.CHANGE else one.dimension
    for key in _keys(reading, one):
        yield from (figure.key for figure in register.called(key, dimension))


def _begins(reading: Reading, one: Quantity) -> bool:
    """Whether a sentence begins with the name of a number: no number before it, and nothing that makes it a part."""
    clauses = _CLAUSES.split(one.lead)[:-1]
    alone = not reading.before(one.span[0]) and not any(name_key(clause) for clause in clauses)
    return alone and not _PARTLY.search(one.lead)


def _of_another(sentence: str, at: int, unit: str) -> bool:
    """Whether a sentence speaks of another office before a place: its figures are not those of the unit."""
    return any(not _short_of(match[0], unit) for match in _OTHERS.finditer(sentence, 0, at))


def _short_of(name: str, unit: str) -> bool:
    return bool(unit) and (name in unit or unit.endswith(name[-4:]))


def _is_near(figure: KnownFigure, around: str) -> bool:
    """Whether the words a figure's name needs stand around a number."""
    return not figure.near or any(word in around for word in figure.near)


def _misdated(
    reading: Reading, register: Register, one: Quantity, headings: str, scope: str
) -> list[tuple[Quantity, KnownFigure]]:
    """The figure of this year that a number states, where the words right before its name give another year."""
    year = _YEAR.match(one.lead.strip())
    if (
        year is None
        or int(year[0]) == register.year
        or not _comparable(one)
        or one.role is not Role.PLAIN
        or not one.value
    ):
        return []
    start, end = reading.sentence(one.span[0])
    around = headings + reading.text[start:end]
    found = [figure for key in _keys(reading, one) for figure in register.called(key, one.dimension)]
    near = [figure for figure in found if figure.scope in {None, scope} and _is_near(figure, around)]
    last = any(figure.basis is Basis.LAST for figure in near)
    return [
        (one, figure) for figure in near if figure.basis is Basis.FINAL and not last and figure.worth() == one.value
    ][:1]


def _changed(reading: Reading, register: Register, one: Quantity, headings: str, scope: str) -> list[KnownFigure]:
    """By how much a known figure rose or fell against last year, where a text says that of its name."""
    start, end = reading.sentence(one.span[0])
    sentence = reading.text[start:end]
    if not _against_last(sentence, register.year) or PART_OF_YEAR.search(sentence):
        return []
    found = [figure for key in _keys(reading, one) for figure in register.called(key, MONEY)]
    near = [figure for figure in found if figure.scope in {None, scope} and _is_near(figure, headings + sentence)]
    now = [figure for figure in near if figure.basis is Basis.FINAL]
    last = [figure for figure in near if figure.basis is Basis.LAST]
    if len(now) != 1 or len(last) != 1:
        return []
    worth = partial(_change, now[0], last[0], rate=one.dimension == PERCENT)
    topic = "TX03" if one.dimension == PERCENT else "TX02"
    return [replace(now[0], dimension=one.dimension, worth=worth, topic=_CHANGES.get(now[0].topic, topic))]


def _against_last(sentence: str, year: int) -> bool:
    """Whether a sentence compares with last year, and with nothing else."""
    compared = [match[0] for match in _COMPARED.finditer(sentence)]
    return len(compared) == 1 and (not compared[0][-1].isdigit() or compared[0].endswith(str(year - 1)))


def _change(now: KnownFigure, last: KnownFigure, *, rate: bool) -> Decimal | None:
    """Size of the change in 万元, or in per cent of last year."""
    a, b = now.worth(), last.worth()
    if a is None or b is None or (rate and b <= 0):
        return None
    gap = abs(round_half_up(a, _PLACES) - round_half_up(b, _PLACES))
    return 100 * gap / b if rate else gap


def _keys(reading: Reading, one: Quantity) -> tuple[str, ...]:
    """Keys of the names of a number; a percentage is named together with what it is about."""
    names = names_in(one.lead)
    if one.role is Role.CHANGE:
        return names or (subject_of(reading, one),)
    if not names and one.role is Role.BASE:
        return (_compared(reading, one) or subject_of(reading, one),)
    if not names and one.lead.strip() in _BESIDE:
        before = reading.before(one.span[0])
        names = names_in(before[-1].lead) if before else ()
    if one.dimension != PERCENT:
        listed = _LISTED.match(reading.text, one.span[1])
        return (*names, name_key(listed[1])) if listed else names
    subject, own = subject_of(reading, one), name_key(one.own)
    if _of_plan(reading, one):
        return (SPENT_OF_PLAN,)
    return (*names, f"{subject}{own}") if subject and own else names


def _of_plan(reading: Reading, one: Quantity) -> bool:
    """Whether a percentage says how much of a plan the only amount before it in its sentence, called 支出, is."""
    before = reading.before(one.span[0])
    clause = _CLAUSES.split(before[0].lead)[-1] if len(before) == 1 and before[0].dimension == MONEY else ""
    return _PLAN_DONE.fullmatch(one.own.strip()) is not None and _BARE_SPENT.fullmatch(clause.strip()) is not None


def _compared(reading: Reading, one: Quantity) -> str:
    """The name behind an amount something is compared with (与2021年…相比，收、支总计各减少…)."""
    after = reading.within(one.span[1], reading.sentence(one.span[0])[1])
    names = names_in(after[0].lead) if after and after[0].role is Role.CHANGE else ()
    return names[0] if names else ""


def _basis(before: str, one: Quantity, year: int) -> Basis | None:
    """Plan, result or last year's; None for another year. `before` is the sentence up to the number."""
    if _LAST.search(one.own):
        return Basis.LAST
    years = [int(match[0]) for match in _YEAR.finditer(before)]
    if years and years[-1] != year:
        return Basis.LAST if years[-1] == year - 1 else None
    if one.role is Role.BASE:
        return None
    planned = one.role is Role.BUDGET or _TARGET.search(one.own) is not None
    return Basis.BUDGET if planned and one.dimension != PERCENT else Basis.FINAL
