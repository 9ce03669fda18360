"""Explanation: the written answer to a warning, kept with the filing."""

from __future__ import annotations

from models import columns
from models.record import Record


class Explanation(Record):
    """Why a warning may stay.

    `finding` is the key of the finding, `message` what it said when answered: when the figures change and the message
    with them, the answer has to be confirmed anew.
    """

    filing_id: str = columns.link("filing")
    rule: str = columns.text("规则", 20)
    finding: str = columns.text("审核结果", 300)
    message: str = columns.text("审核提示", 1000)
    text: str = columns.lines("说明")


class ExplanationRow(Explanation, table=True):
    """Table of explanations."""

    __tablename__ = "explanation"
