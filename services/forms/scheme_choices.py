"""What a scheme may choose among: forms of each kind, words that may be put differently, sign-off fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from models.enums import FundSource, SummaryRow
from services.forms import (
    declaration,
    declaration_sichuan,
    department,
    department_chongqing,
    national,
    sichuan_county,
    sichuan_integrated,
    transfer,
)
from services.forms.catalogue import FORMS
from services.forms.closing import SIGN_OFF_WORDS
from services.scheme import TRANSFER_ROWS, Scheme

PROJECT_FORMS = (national.CODE, sichuan_county.CODE, sichuan_integrated.CODE)
DEPARTMENT_FORMS = (department.CODE, department_chongqing.CODE)
DECLARATION_FORMS = (declaration.CODE, declaration_sichuan.CODE)
SUMMARY_ROWS: Mapping[SummaryRow, str] = {
    SummaryRow.NONE: "不加合计行",
    SummaryRow.SIMPLE: "加合计行，平均分按项目数算",
    SummaryRow.WEIGHTED: "加合计行，平均分按预算金额加权",
}
"""What may stand at the foot of a summary table, in words."""


@dataclass(frozen=True, slots=True)
class Label:
    """A word of a form that a scheme may put differently: its key, where it is printed, and the usual word."""

    key: str
    form: str
    usual: str


def labels_of(scheme: Scheme) -> list[Label]:
    """Every word a scheme may put differently; those it already does and nobody knows come last."""
    known = [
        *(Label(key, form_title(national.CODE), usual) for key, usual in national.LABELS.items()),
        *(Label(f"{transfer.CODE}.{source.name.lower()}", form_title(transfer.CODE), source) for source in _sources()),
    ]
    keys = {label.key for label in known}
    return [*known, *(Label(key, "", "") for key in scheme.labels if key not in keys)]


def form_title(code: str) -> str:
    """A form's name with the name of its layout: 项目支出绩效自评表（全国表样）."""
    return f"{FORMS[code].name}（{FORMS[code].short_name}）"


def sign_off_titles() -> dict[str, str]:
    """The fields that can be signed off, with the words printed before them."""
    return {name: words.rstrip("：") for name, words in SIGN_OFF_WORDS.items()}


def _sources() -> list[FundSource]:
    return list(dict.fromkeys(source for rows in TRANSFER_ROWS for source in rows))
