"""Rules WJ11–WJ15 on the headings of an audited file: numbers, repetitions, sections that are missing or empty."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from models.enums import Severity
from services.filing.refs import FieldRef
from services.rules.catalogue import Hit, structure_rule
from services.texts.passage import Heading, Writing

_BASIS = "GB/T 9704-2012 7.3.3 结构层次序数；自评报告格式"
_DIGITS = {sign: value for value, sign in enumerate("一二三四五六七八九", start=1)}
_NUMBER = re.compile(
    "^(?:第([一二三四五六七八九十]+)部分|[（(]?([一二三四五六七八九十]{1,3}|\\d{1,2})[）)、.．])[ 　]*"
)
_NAMED = re.compile("（[^（）]{4,}）$")
_MARKS = re.compile("[\\s。、，（）()]")
_ALIKE = 3
"""Reports of one kind from which on a missing section tells."""


@dataclass(frozen=True)
class Node:
    """A heading with those below it; `end` is the number of blocks before the next heading of its level or above.

    `place` is its number among all headings.
    """

    heading: Heading
    place: int
    end: int
    below: list[Node] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The heading without its number."""
        return _MARKS.sub("", _NUMBER.sub("", self.heading.text))

    @property
    def number(self) -> int | None:
        """Its number, None when it has none."""
        match = _NUMBER.match(self.heading.text)
        return _value(match[1] or match[2]) if match else None


def _value(words: str) -> int:
    """A number below a hundred in Chinese or Arabic digits."""
    if words.isdigit():
        return int(words)
    tens, mark, ones = words.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if mark else 0) + _DIGITS.get(ones, 0)


def outline_of(writing: Writing) -> list[Node]:
    """The headings of a text as a tree."""
    roots: list[Node] = []
    path: list[Node] = []
    headings = writing.headings
    for place, heading in enumerate(headings):
        later = (one.block for one in headings[place + 1 :] if one.level <= heading.level)
        node = Node(heading, place, next(later, len(writing.blocks)))
        while path and path[-1].heading.level >= heading.level:
            path.pop()
        (path[-1].below if path else roots).append(node)
        path.append(node)
    return roots


def _every(nodes: Sequence[Node]) -> Iterator[list[Node]]:
    """All groups of headings below one heading."""
    if nodes:
        yield list(nodes)
    for node in nodes:
        yield from _every(node.below)


def heading_ref(place: int) -> FieldRef:
    """Address of a heading by its number."""
    return FieldRef("passage", f"h{place + 1}", "text")


def _hit(node: Node, **values: str) -> Hit:
    return Hit((heading_ref(node.place),), {"title": node.heading.text, **values})


@structure_rule(
    "WJ11",
    Severity.WARNING,
    "标题编号不连续",
    reads=(),
    text="标题“{before}”后面是“{title}”，{what}",
    remedy="按顺序重新编号；漏写的部分补上",
    basis=_BASIS,
)
def headings_run_on(writing: Writing) -> Iterator[Hit]:
    """Numbers of headings of one level run on; a new 1 begins a new list."""
    for group in _every(outline_of(writing)):
        numbered = [node for node in group if node.number is not None]
        for before, after in pairwise(numbered):
            old, new = before.number or 0, after.number or 0
            same = before.heading.level == after.heading.level
            alike = before.name == after.name
            if same and not alike and new not in {1, old + 1} and _style(before) == _style(after):
                what = "编号重复" if new <= old else "中间缺号"
                yield _hit(after, before=before.heading.text, what=what)


def _style(node: Node) -> bool:
    """Whether a heading is numbered in Chinese digits."""
    return node.heading.text.lstrip("（(第")[:1] not in "0123456789"


@structure_rule(
    "WJ12",
    Severity.WARNING,
    "标题重复",
    reads=(),
    text="标题“{title}”在同一部分出现 {n} 次",
    remedy="合并重复的部分，或改正标题",
    basis=_BASIS,
)
def headings_are_single(writing: Writing) -> Iterator[Hit]:
    """No two headings below one heading are alike; nor titles of reports, where they name a project."""
    for group in _every(outline_of(writing)):
        kept = [node for node in group if node.heading.level or _NAMED.search(node.heading.text)]
        times = Counter((node.heading.level, node.name) for node in kept)
        for node in {(node.heading.level, node.name): node for node in kept if len(node.name) > 1}.values():
            count = times[node.heading.level, node.name]
            if count > 1:
                yield _hit(node, n=str(count))


@structure_rule(
    "WJ13",
    Severity.WARNING,
    "缺少一个部分",
    reads=(),
    text="“{title}”没有“{section}”，其他 {n} 份同类报告都有",
    remedy="补写这一部分",
    basis="自评报告格式",
)
def reports_are_alike(writing: Writing) -> Iterator[Hit]:
    """Of reports of one kind none lacks a section that all others have."""
    kinds: dict[str, list[Node]] = defaultdict(list)
    for node in outline_of(writing):
        kinds[_MARKS.sub("", _NAMED.sub("", node.heading.text))].append(node)
    for reports in kinds.values():
        sections = [{one.name for one in report.below} for report in reports]
        have = Counter(name for names in sections for name in names)
        for name in [one for one, times in have.items() if times == len(reports) - 1 >= _ALIKE]:
            report = next(one for one, names in zip(reports, sections, strict=True) if name not in names)
            yield _hit(report, section=name, n=str(len(reports) - 1))


@structure_rule(
    "WJ14",
    Severity.HINT,
    "标题下没有内容",
    reads=(),
    text="标题“{title}”下面没有内容",
    remedy="补写内容；没有的写“无”",
    basis="自评报告格式",
)
def sections_are_not_empty(writing: Writing) -> Iterator[Hit]:
    """Every heading of a section has text, a table, or headings below it."""
    for group in _every(outline_of(writing)):
        for node in group:
            if node.heading.level and not node.below and node.end <= node.heading.block:
                yield _hit(node)
