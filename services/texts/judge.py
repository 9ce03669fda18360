"""Judging hypotheses: readings of one claim compete; one that agrees ends the matter, none is told while in doubt.

A contradiction is one only when every reading fails and exactly one of them is plausible. Several contradictions that
share a number have one root and become one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from services.texts.passage import Span
from services.texts.relation import Kind, Operand, Relation


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One reading of a claim.

    `group`: readings of the same claim share it. `pattern` names the kind of sentence (a rule listens to it).
    `plausible`: a reading that a contradiction may be told for; others can only agree. `doubt`: told as a warning
    because the claim may be about something else (口径可能不同). `place`: the stretch to underline, the claimed number
    by default.
    """

    group: Hashable
    pattern: str
    relation: Relation
    plausible: bool = True
    doubt: str = ""
    place: Span | None = None

    @property
    def span(self) -> Span:
        """The stretch to underline."""
        return self.place or self.relation.claimed.span or (0, 0)

    @property
    def spans(self) -> frozenset[Span]:
        """The numbers it is about."""
        terms: tuple[Operand, ...] = (self.relation.claimed, *self.relation.operands)
        return frozenset(term.span for term in terms if term.span is not None)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A claim that fails, and other claims that fail with it because they share a number (`also`).

    `root` is the number they share, the one most likely wrong; `elsewhere` whether the claimed number agrees in
    another relation, so that another operand is suspect.
    """

    failed: Hypothesis
    also: tuple[Hypothesis, ...] = ()
    root: Span | None = None
    elsewhere: bool = False

    @property
    def relation(self) -> Relation:
        """What fails."""
        return self.failed.relation


@dataclass(frozen=True, slots=True)
class Judgement:
    """What agrees and what does not."""

    holds: tuple[Hypothesis, ...]
    contradictions: tuple[Contradiction, ...]


def judge(hypotheses: Iterable[Hypothesis]) -> Judgement:
    """Sort the readings by claim and tell which agree and which fail beyond doubt."""
    groups: dict[Hashable, list[Hypothesis]] = {}
    for one in hypotheses:
        groups.setdefault(one.group, []).append(one)
    holds: list[Hypothesis] = []
    failed: list[Hypothesis] = []
    for readings in groups.values():
        agreeing = [one for one in readings if one.relation.holds]
        plausible = _distinct(one for one in readings if one.plausible)
        if agreeing:
            holds.append(next((one for one in agreeing if one.plausible), agreeing[0]))
        elif len(plausible) == 1:
            failed.append(plausible[0])
    return Judgement(tuple(holds), tuple(_rooted(failed, holds)))


def _distinct(readings: Iterable[Hypothesis]) -> list[Hypothesis]:
    """Readings that say different things."""
    return list({(one.relation.formula, one.relation.claimed.value): one for one in readings}.values())


def _rooted(failed: Sequence[Hypothesis], holds: Sequence[Hypothesis]) -> Iterator[Contradiction]:
    """One contradiction for each number that several failing relations share."""
    agreed = Counter(span for one in holds for span in one.spans)
    left = list(failed)
    while left:
        shared = Counter(span for one in left for span in one.spans)
        first = left[0]
        suspects = [span for span in first.spans if shared[span] > 1 and not agreed[span]]
        root = max(suspects, key=lambda span: (shared[span], span), default=None)
        together = [one for one in left if root in one.spans or _says_the_same(one, first)]
        main = min(together, key=lambda one: (_RANK[one.relation.kind], one.span))
        others = tuple(one for one in together if one is not main)
        claimed = main.relation.claimed.span
        yield Contradiction(main, others, root, claimed is not None and bool(agreed[claimed]))
        left = [one for one in left if one not in together]


def _says_the_same(one: Hypothesis, other: Hypothesis) -> bool:
    """Whether a claim is another one repeated elsewhere in the text."""
    a, b = one.relation, other.relation
    return (a.kind, a.formula, a.claimed.value) == (b.kind, b.formula, b.claimed.value)


_RANK = {kind: rank for rank, kind in enumerate(Kind)}
"""Which of several failing relations is told: sums before what is worked out from them."""
