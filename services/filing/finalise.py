"""定稿: fixes a filing, gives it a version and a check sum, and tells later whether it is still what was fixed.

Only a filing without 错误 can be fixed. Every export of a fixed filing carries version and check sum, so that a sheet
of paper can be laid beside the data it came from.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime

from models.enums import FilingState, Severity
from services.filing.editor import LOCK_FIELDS
from services.filing.filing import Filing
from services.filing.filing_json import bare_json
from services.filing.refs import Change, FieldRef, Gesture
from services.rules.engine import Checker

FINALISE = Gesture("定稿")
_UNCOUNTED: Mapping[str, frozenset[str]] = {"filing": LOCK_FIELDS | {"unit_id"}, "unit": frozenset({"id"})}
"""What a check sum leaves out: what 定稿 itself sets, and the unit's id, which the store may give anew."""
_SHOWN_ERRORS = 3
_DIGITS, _GROUP = 16, 4


class NotReady(ValueError):
    """The filing cannot be fixed (or unlocked) now; str() says why and what to do."""


def finalise(filing: Filing, checker: Checker, now: datetime) -> list[Change]:
    """The changes that fix a filing, for Editor.apply with FINALISE. `checker` must have run over all of it.

    NotReady with the number of 错误 and the first of them, or when the filing is fixed already.
    """
    if filing.head.state is FilingState.FINAL:
        raise NotReady("本年度编报已经定稿。")
    _refuse_errors(checker)
    fixed = {
        "state": FilingState.FINAL,
        "version": filing.head.version + 1,
        "finalised_at": now.isoformat(timespec="seconds"),
        "checksum": checksum(filing),
    }
    return _head_changes(filing, fixed)


def unlock(filing: Filing, reason: str) -> tuple[list[Change], Gesture]:
    """The changes that lift 定稿 and the gesture that records why in the audit trail; the version stays counted.

    NotReady without a reason, or when the filing is not fixed.
    """
    if filing.head.state is not FilingState.FINAL:
        raise NotReady("本年度编报没有定稿，可以直接修改。")
    if not reason.strip():
        raise NotReady("请写明解除定稿的理由，理由会记入修改记录。")
    lifted = {"state": FilingState.DRAFT, "finalised_at": "", "checksum": ""}
    return _head_changes(filing, lifted), Gesture(f"解除定稿：{reason.strip()}")


def checksum(filing: Filing) -> str:
    """SHA-256 over everything in the filing but what 定稿 itself sets and the unit's id (hexadecimal).

    The unit counts as it signs this year: each filing has a unit record of its own.
    """
    return hashlib.sha256(bare_json(filing, without=_UNCOUNTED).encode()).hexdigest()


def verify(filing: Filing) -> bool:
    """Whether a fixed filing still is what was fixed."""
    return filing.head.state is FilingState.FINAL and filing.head.checksum == checksum(filing)


def check_digits(filing: Filing) -> str:
    """The first 16 digits of the check sum in groups of four; "" while the filing is not fixed."""
    digits = filing.head.checksum[:_DIGITS]
    return "-".join(digits[at : at + _GROUP] for at in range(0, len(digits), _GROUP))


def stamp(filing: Filing) -> str:
    """What exports carry in their footer: “第 2 版　校验码 3f2a-90c1-d4e5-b677”; "" while not fixed."""
    if filing.head.state is not FilingState.FINAL:
        return ""
    return f"第 {filing.head.version} 版　校验码 {check_digits(filing)}"


def _refuse_errors(checker: Checker) -> None:
    errors = [finding for finding in checker.findings() if finding.severity is Severity.ERROR]
    if errors:
        first = "；".join(f"{checker.where(error)}——{error.message.rstrip('。')}" for error in errors[:_SHOWN_ERRORS])
        rest = "等，" if len(errors) > _SHOWN_ERRORS else "。"
        raise NotReady(f"还有 {len(errors)} 项错误，不能定稿：{first}{rest}请改正后再定稿。")


def _head_changes(filing: Filing, values: Mapping[str, object]) -> list[Change]:
    head = filing.head
    return [Change(FieldRef("filing", head.id, name), getattr(head, name), value) for name, value in values.items()]
