"""Pattern: a total and its listed parts (“X共计A，其中：…”, 包括, 具体支出为, brackets, lines below)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from services.texts.judge import Hypothesis
from services.texts.labels import is_generic
from services.texts.passage import Span
from services.texts.quantity import MONEY, PERCENT, POINT, Quantity, Role
from services.texts.reading import SEPARATORS, Reading
from services.texts.relation import HUNDRED, added

SUM = "sum"
"""Pattern name of a total and its parts."""
_ANCHOR = re.compile(
    "其中|具体支出为|具体情况?为|明细为|分别为|分别是|(?:主要)?用于以下方面|(?<!不)(?:主要)?包括(?!基本|预算)"
)
INNER = "其中"
_NUMBERED = re.compile(r"\s*\d{1,2}\s*[.、](?!\d)")
"""A line that is a sibling of the numbered line whose list stands below it."""
_LOOSE = re.compile("主要$|主要包括|主要用于")
_OPEN_END = re.compile("等(?:[\\s)。，]|$)|……|\\.\\.\\.")
_STOP = re.compile("^(?:主要)?(?:用于|完成|发放|支付|已|全年|截至|因|由于|预算执行|授予|中标|从评价|实现|涉及)")
_OVERLAPPING = re.compile(
    "党员|女|男|少数民族|学历|本科|硕士|大专|职称|高级|中级|初级|新增|困难|残疾|贫困|脱贫|青年|高校|毕业"
)
_RUNS_ON = re.compile("退休|离休|另|遗属")
_WHOLES = (
    ("基本支出", "项目支出"), ("人员经费", "公用经费"), ("一般公共预算", "政府性基金"), ("中央", "省"), ("省", "市"),
    ("省", "县"), ("市", "区"), ("市", "县"), ("县", "省"), ("财政拨款", "其他"), ("行政", "事业"), ("货物", "服务"),
    ("国内", "外事"), ("农村", "城镇"), ("线上", "线下"), ("人员支出", "公用支出"), ("购置", "运行"), ("县外", "县内"),
)  # fmt: skip
"""Pairs of parts that make up a whole, so that a list of two can be taken as complete."""
_PER_HEAD = re.compile("人均|每人|每户|单价|标准|每月|户均")
_MOST_MISSING = Decimal("0.5")
"""A list whose parts are less than this share of the total names some of it only."""
_TOTAL_ROLES = frozenset({Role.PLAIN, Role.BUDGET})
_RATIOS = frozenset({PERCENT, POINT, ""})
_CANDIDATES = 5
_SMALLEST_COUNT = 2


@dataclass(frozen=True)
class PartList:
    """A list of parts behind an anchor word: where it stands, the totals it may be of, how it is cut into items.

    `main` is False for another way of cutting the same list, which can only agree.
    """

    reading: Reading
    anchor: Span
    scope: Span
    totals: tuple[Quantity, ...]
    separators: str = SEPARATORS
    main: bool = True

    @property
    def lines(self) -> bool:
        """Whether the parts stand one on a line."""
        return self.separators == "\n"

    @cached_property
    def items(self) -> tuple[Span, ...]:
        """The stretches between separators, up to one that is no part any more."""
        found: list[Span] = []
        for start, end in self.reading.pieces(*self.scope, separators=self.separators):
            words = self.reading.text[start:end].strip(" :")
            if found and _STOP.match(words):
                break
            if words:
                found.append((start, end))
        return tuple(found)

    def parts(self, dimension: str) -> list[Quantity]:
        """The first number of this kind in each item."""
        level = self.reading.depths[self.scope[0]]
        found = []
        for item in self.items:
            own = [one for one in self.reading.at_level(item, level) if _fits(one, dimension)]
            if own and not own[0].negated:
                found.append(own[0])
        return found

    @property
    def open(self) -> bool:
        """Whether it names only some parts: 等, 主要."""
        text = self.reading.text
        head = text[max(0, self.anchor[0] - 2) : self.anchor[1]]
        tail = self.items[-1][0] if self.items else self.scope[0]
        return _LOOSE.search(head) is not None or _OPEN_END.search(text, tail, self.scope[1] + 1) is not None


def _fits(one: Quantity, dimension: str) -> bool:
    if one.role not in _TOTAL_ROLES or one.limit or _PER_HEAD.search(one.own):
        return False
    return one.dimension == dimension or (dimension == MONEY and not one.unit)


def lists_of(reading: Reading) -> Iterator[PartList]:
    """Every list of parts, each reading of its scope after the plain one."""
    for match in _ANCHOR.finditer(reading.text):
        start, end = match.end(), reading.sentence(match.start())[1]
        closing = reading.bracket_end(match.start())
        end = min(end, closing) if closing is not None else end
        totals = _totals(reading, match.start())
        if reading.text[start:end].strip(" :") == "":
            yield from _lines_below(reading, match.span(), totals)
            continue
        yield from _scopes(reading, match.span(), _outer(reading, start, end), totals)


def _scopes(reading: Reading, anchor: Span, scope: Span, totals: tuple[Quantity, ...]) -> Iterator[PartList]:
    """A list cut at every mark and, where it has semicolons, also cut at those only and ended at the first."""
    whole = PartList(reading, anchor, scope, totals)
    pieces = list(reading.pieces(*scope, separators=";"))
    by_piece = len(pieces) > 1 and all(_one_of_each(reading.at_level(p, reading.depths[scope[0]])) for p in pieces)
    yield replace(whole, main=not by_piece)
    if len(pieces) > 1:
        yield replace(whole, separators=";", main=by_piece)
        yield replace(whole, scope=pieces[0], main=False)


def _one_of_each(found: Sequence[Quantity]) -> bool:
    """Whether a piece of a list states something, and one number of a kind only."""
    kinds = [one.dimension or MONEY for one in found if one.role in _TOTAL_ROLES]
    return bool(kinds) and len(kinds) == len(set(kinds))


def _totals(reading: Reading, at: int) -> tuple[Quantity, ...]:
    """The numbers that the list may be the parts of: those before it in the sentence, else in the sentence before."""
    if reading.depths[at]:
        found = reading.within(reading.sentence(at)[0], reading.bracket_start(at))
    else:
        found = tuple(one for one in reading.before(at) if not reading.depths[one.span[0]])
    own = reading.text[reading.sentence(at)[0] : at].strip(" ，,:(")
    return found if found or len(own) > _CANDIDATES else reading.sentence_before(at)


def _outer(reading: Reading, start: int, end: int) -> Span:
    """A scope up to a nested list of the same level."""
    anchors = (match.start() for match in _ANCHOR.finditer(reading.text, start, end))
    inner = next((at for at in anchors if reading.depths[at] <= reading.depths[start]), end)
    return start, inner


def _lines_below(reading: Reading, anchor: Span, totals: tuple[Quantity, ...]) -> Iterator[PartList]:
    """The lines after an anchor that ends its line, as long as each states a number."""
    first = reading.sentence_index(anchor[0]) + 1
    end = start = min(anchor[1] + 1, len(reading.text))
    numbered = _NUMBERED.match(reading.text, reading.text.rfind("\n", 0, anchor[0]) + 1) is not None
    seen = 0
    for line in re.finditer("[^\n]*\n?", reading.text[start:]):
        words = line[0].strip()
        sibling = numbered and _NUMBERED.match(words) is not None
        if words and (sibling or not reading.within(start + line.start(), start + line.end())):
            break
        seen += bool(words)
        end = start + line.end()
        if not line[0]:
            break
    if seen > 1 and first < len(reading.sentences):
        yield PartList(reading, anchor, (start, end), totals, separators="\n")


def relate_sums(reading: Reading) -> Iterator[Hypothesis]:
    """Total = Σ parts for every list, kind of number and candidate for the total."""
    for one in lists_of(reading):
        for dimension in dict.fromkeys(total.dimension for total in one.totals if total.dimension not in _RATIOS):
            yield from _readings(one, dimension)


def _readings(one: PartList, dimension: str) -> Iterator[Hypothesis]:
    parts = _line_parts(one, dimension) if one.lines else one.parts(dimension)
    totals = [total for total in one.totals if total.dimension == dimension][-_CANDIDATES:]
    if len(parts) < 2 or not totals:
        return
    group = (SUM, one.anchor, dimension)
    likely = [total for total in totals if total.role in _TOTAL_ROLES and not total.loose]
    for total in totals:
        told = one.main and bool(likely) and total is likely[-1] and _may_be_told(one, total, parts)
        relation = added(total.operand(), [part.operand() for part in parts])
        yield Hypothesis(group, SUM, relation, plausible=told)
        for size in range(2, len(parts)):
            prefix = added(total.operand(), [part.operand() for part in parts[:size]])
            yield Hypothesis(group, SUM, prefix, plausible=False)


def _line_parts(one: PartList, dimension: str) -> list[Quantity]:
    found = []
    for start, end in one.reading.pieces(*one.scope, separators="\n"):
        own = [part for part in one.reading.at_level((start, end), 0) if _fits(part, dimension)]
        plain = [part for part in own if part.role is Role.PLAIN] or own
        found += plain[:1]
    return found


def _may_be_told(one: PartList, total: Quantity, parts: Sequence[Quantity]) -> bool:
    """Whether a sum that fails is an error beyond doubt (guards of text-checks §3)."""
    if total.exact and total.value <= _SMALLEST_COUNT:
        return False
    if any(part.loose or part.negated for part in parts) or _ambiguous(one, total.dimension):
        return False
    labels = [part.label for part in parts]
    if total.dimension != MONEY and (not _explicit(one) or any(map(_OVERLAPPING.search, labels))):
        return False
    if len({part.unit for part in parts if part.unit}) > 1:
        return False
    gap = total.value - sum(part.value for part in parts)
    if gap < 0:
        runs_on = _RUNS_ON.search(labels[-1]) is not None and parts[-1].value == -gap
        elsewhere = -gap > total.value and bool(_shares(one))
        return not runs_on and not elsewhere and not any(map(is_generic, labels))
    return not one.open and gap < total.value * _MOST_MISSING and _complete(one, parts)


def _ambiguous(one: PartList, dimension: str) -> bool:
    """Whether an item holds two numbers that could be the part."""
    if one.lines:
        return False
    level = one.reading.depths[one.scope[0]]
    return any(
        len([part for part in one.reading.at_level(item, level) if _fits(part, dimension)]) > 1 for item in one.items
    )


def _complete(one: PartList, parts: Sequence[Quantity]) -> bool:
    """Whether nothing says that the list names only some parts of its whole."""
    labels = [part.label for part in parts]
    if _shares_add_up(one) or _other_kind_adds_up(one, parts[0].dimension or MONEY):
        return True
    if len(parts) == 2:
        return any(a in labels[0] and b in labels[1] for a, b in _WHOLES)
    return _explicit(one) or parts[0].dimension in {MONEY, ""}


def _explicit(one: PartList) -> bool:
    """Whether a list is announced as one: by a colon, a bracket, or a stronger word than 其中."""
    text, (start, end) = one.reading.text, one.anchor
    return text[start:end] != INNER or text[end : end + 1] in {":", "，"} or one.reading.depths[start] > 0


def _shares(one: PartList) -> list[Quantity]:
    """The percentages printed beside the parts: a sum far beyond the total is then the parts of another whole."""
    return [q for item in one.items for q in one.reading.within(*item) if q.role is Role.SHARE]


def _shares_add_up(one: PartList) -> bool:
    """Whether the percentages printed beside the parts are those of a whole."""
    shares = _shares(one)
    return len(shares) > 1 and abs(sum(q.value for q in shares) - HUNDRED) < 1


def _other_kind_adds_up(one: PartList, dimension: str) -> bool:
    """Whether numbers of another kind in the same list add up (21 期 + 7 期 = 28 期)."""
    for kind in {total.dimension for total in one.totals} - {dimension, *_RATIOS}:
        parts = one.parts(kind)
        if len(parts) > 1:
            wholes = [total for total in one.totals if total.dimension == kind]
            if any(added(whole.operand(), [part.operand() for part in parts]).holds for whole in wholes):
                return True
    return False
