"""Fields shown in several cells: a target in operator, value and unit, a choice in one tick box per word.

A part is addressed like a field, `indicator.target#unit`, `indicator.outlook#SURE`; typing into a part gives the whole
field a new text, so that a part never has a value of its own.
"""

from __future__ import annotations

from typing import Any

from services.filing.fields import PART, field_spec, read_flag
from services.filing.refs import FieldRef
from services.filing.target_parts import TargetPart, with_part


def choice_part(ref: FieldRef, member: str) -> FieldRef:
    """Address of the tick box of one word of a choice, by the name of its enumeration member."""
    return ref._replace(field=f"{ref.field}{PART}{member}")


def part_ticked(ref: FieldRef, value: Any) -> bool:
    """Whether the tick box at a choice's part is ticked, given the value of the whole choice."""
    return value is not None and value.name == ref.field.partition(PART)[2]


def whole_text(whole: FieldRef, value: Any, part: str, text: str) -> str:
    """The text that the whole field gets when `text` is typed into one part. Unreadable when it means nothing there."""
    words = {word.name: word for word in field_spec(whole.entity, whole.field).choices}
    if part not in words:
        return with_part(value or "", TargetPart(part), text)
    if read_flag(text):
        return words[part].value
    return "" if value is None or value is words[part] else str(value)
