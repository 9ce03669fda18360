"""Written: one written passage of a report as rules see it, with what its numbers say of each other and of the filing.

Everything that follows from the text alone is kept by the text (services/texts); of what follows from the figures only
the comparison is done again when one of them changes.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property

from services.accounts.ledger import ledger_of
from services.filing.assess import IndicatorView, assess
from services.filing.refs import FieldRef
from services.reports.figures import FigureBook
from services.reports.passages import WrittenPassage
from services.texts.against import Compared, Register, compare
from services.texts.examine import examine
from services.texts.judge import Contradiction, Judgement
from services.texts.passage import Span
from services.texts.reading import Reading, read
from services.texts.relate_rates import nothing_left
from services.texts.relation import Kind
from services.values.scoring import Outcome

_CLEAR, _LONGEST = 3, 40
"""Letters before a number that tell what it is, and the most that are quoted."""
_DEPENDENT = re.compile("完成|占|比|较|与|同比|下降|增长|增加|减少|授予")
"""Words with which a clause speaks of the one before it."""
_YEAR = "(?:(?:19|20)\\d\\d年(?:度|末)?|年末|年终)?"
_WHOLE = re.compile(f"\\s*{_YEAR}[，,]?(?:本部门|本单位|我部门|我单位|我局|全局){_YEAR}(?:财政拨款)?(?:资金)?")
"""What stands before a claim about the department as a whole."""
_DONE = re.compile(
    "(?<![未没不])(?:(?:年度|全年|绩效)?(?:目标任务|任务目标|目标)(?:已|全部|全面|圆满|如期|均)*完成(?![率情的度比]|\\d)|"
    "(?:全面|全部|圆满|如期|已)完成(?:了)?(?:年度|全年|绩效)?(?:目标任务|任务目标|目标)(?!的|\\d|任务))"
)
_CELLS = 3
"""Most cells of a figure that a finding names behind the passage."""


@dataclass(frozen=True)
class Written:
    """A written passage: where it stands, how it reads, and what to compare it with."""

    passage: WrittenPassage
    register: Register
    book: FigureBook
    unit: str
    year: int

    @property
    def ref(self) -> FieldRef:
        """Its text."""
        return self.passage.ref

    @property
    def text(self) -> str:
        """As read, inserted figures as printed."""
        return self.passage.text

    @cached_property
    def bound(self) -> tuple[Span, ...]:
        """Spans of inserted figures."""
        return tuple(span for span, _ in self.passage.bound)

    @property
    def reading(self) -> Reading:
        """Its numbers."""
        return read(self.text, self.bound)

    @property
    def judgement(self) -> Judgement:
        """Which of its relations agree and which do not."""
        return examine(self.text, self.bound)

    @cached_property
    def compared(self) -> Compared:
        """Which of its numbers are those of the filing."""
        section = (self.passage.report, self.passage.section)
        return compare(self.reading, self.register, section=section, scope=self.passage.key.project)

    @cached_property
    def claims(self) -> tuple[Span, ...]:
        """Places where the text says that nothing is left of its project, or of the whole."""
        return tuple(span for span in nothing_left(self.reading) if self.passage.key.project or self._of_all(span))

    def _of_all(self, span: Span) -> bool:
        start, _ = self.reading.sentence(span[0])
        return _WHOLE.fullmatch(self.reading.text, start, span[0]) is not None

    @cached_property
    def left_key(self) -> str:
        """The figure that such a claim is about: what is left of the project, of the accounts, or of all projects."""
        if not self.claims:
            return ""
        if self.passage.key.project:
            return f"p.{self.passage.key.project}.left"
        accounts = not ledger_of(self.book.filing).empty
        return "t.totals.closing.amount" if accounts else "minus(s.all.budget,s.all.executed)"

    @cached_property
    def undone(self) -> tuple[tuple[Span, IndicatorView], ...]:
        """Places that say a target was reached, behind the number of one indicator of the project that was not."""
        found = []
        for match in _DONE.finditer(self.text):
            begin = max(self.text.rfind(mark, 0, match.start()) + 1 for mark in "。；;\n")
            named = self._indicators_within(begin, match.start())
            if len(named) == 1 and named[0].outcome is Outcome.UNMET:
                found.append((match.span(), named[0]))
        return tuple(found)

    def _indicators_within(self, start: int, end: int) -> list[IndicatorView]:
        """Indicators of the project whose target or actual a stretch states rightly."""
        groups = {figure.group for one, figure in self.compared.agreeing if start <= one.span[0] < end}
        project = self.passage.key.project
        views = assess(self.book.filing, project).indicators if groups and project else ()
        return [view for view in views if f"i.{view.row.id}" in groups]

    @property
    def keys(self) -> frozenset[str]:
        """Every figure that was looked at."""
        return self.compared.keys | ({self.left_key} if self.left_key else set())

    @property
    def outcome(self) -> Hashable:
        """What came of looking at the figures, for telling whether anything changed."""
        left = self.book.quote(self.left_key).value if self.left_key else None
        undone = tuple((span, view.row.target, view.row.actual) for span, view in self.undone)
        return self.compared.outcome, left, undone

    def contradictions(self, *patterns: str) -> Sequence[Contradiction]:
        """What contradicts itself by these patterns.

        Left out is what is about inserted figures only, of which the filing's own rules speak, and what follows from a
        number that is not the filing's (one root, one finding).
        """
        found = (one for one in self.judgement.contradictions if one.failed.pattern in patterns)
        wrong = {one.quantity.span for one in self.compared.mismatches}
        return [one for one in found if wrong.isdisjoint(one.failed.spans) and not self._of_inserted(one)]

    @property
    def settled(self) -> frozenset[Span]:
        """Places of numbers that are right: inserted, or equal to the figure of their name."""
        return frozenset((*self.bound, *(quantity.span for quantity, _ in self.compared.agreeing)))

    def _of_inserted(self, found: Contradiction) -> bool:
        """Whether every number of a relation was inserted: then the filing's own rules speak of it."""
        if found.relation.kind is Kind.COUNT:
            return False
        return bool(self.bound) and all(any(s <= a and b <= e for s, e in self.bound) for a, b in found.failed.spans)

    def cells(self, keys: Sequence[str]) -> tuple[FieldRef, ...]:
        """The cells that figures come from."""
        refs = dict.fromkeys(ref for key in keys for ref in self.book.quote(key).refs)
        return tuple(refs)[:_CELLS]

    def quoted(self, span: Span) -> str:
        """The words at a place with what stands before them in their clause, or before it where that is too little."""
        begin = max(self.text.rfind(mark, 0, span[0]) + 1 for mark in "。；\n")
        clause = max(begin, self.text.rfind("，", 0, span[0]) + 1)
        if span[0] - clause >= _CLEAR and not _DEPENDENT.match(self.text, clause):
            begin = clause
        cut = span[0] - begin > _LONGEST
        return f"{'…' if cut else ''}{self.text[max(begin, span[0] - _LONGEST) : span[1]].strip()}"
