"""Reading a text in tests: what agrees, and what contradicts."""

from __future__ import annotations

from services.texts.examine import examine
from services.texts.explain import explain


def told(text: str) -> list[tuple[str, str, str]]:
    """Contradictions of a text: pattern, what is stated, what follows."""
    judged = examine(text)
    return [
        (one.failed.pattern, words.stated, words.expected)
        for one in judged.contradictions
        for words in [explain(one, judged.holds)]
    ]


def agreeing(text: str) -> list[str]:
    """Kinds of the relations of a text that agree."""
    return [one.relation.kind.value for one in examine(text).holds]
