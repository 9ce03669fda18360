"""Cells that show a Figure of the final accounts: typed, derived, or one typed over the other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from models.columns import FieldKind
from models.enums import AmountUnit
from services.filing.fields import field_spec, show_text
from services.filing.filing import Filing
from services.filing.funds import Figure
from services.filing.refs import FieldRef
from services.forms.sheet import Align, Cell, CellKind, Style
from services.values.money import format_amount

PLACES = 2
"""Published amounts have two places in 万元 and in 元 (layout.md §3)."""


@dataclass(frozen=True, slots=True)
class MoneyLook:
    """How amounts are shown: the unit, what stands for 0, and whether thousands are grouped."""

    unit: AmountUnit
    zero: str = ""
    thousands: bool = False
    places: int | None = PLACES
    """Fixed decimal places; None shows what was typed."""

    def text(self, value: Decimal | None) -> str:
        """An amount held in 万元 as printed; "" for blank."""
        if value is None:
            return ""
        text = format_amount(value, self.unit, places=self.places, thousands=self.thousands)
        return self.zero if not text.strip("-0.,") else text

    def number(self, value: Decimal | None) -> Decimal | None:
        """The same as a number for XLSX."""
        text = format_amount(value, self.unit, places=self.places)
        return Decimal(text) if text else None

    @property
    def number_format(self) -> str:
        """The same as an Excel format."""
        if self.places is None:
            return "General"
        figure = ("#,##0" if self.thousands else "0") + ("." + "0" * self.places if self.places else "")
        zero = figure if self.zero == "0.00" else f'"{self.zero}"'
        return f"{figure};-{figure};{zero}"


COUNT = MoneyLook(AmountUnit.WAN, zero="0", places=0)
"""People and things: whole numbers."""


def look_of(filing: Filing) -> MoneyLook:
    """How this filing's published tables show amounts."""
    policy = filing.scheme.accounts
    return MoneyLook(filing.head.amount_unit, policy.zero, policy.thousands)


def figure_cell(
    look: MoneyLook, figure: Figure, ref: FieldRef | None, title: str, *, style: Style = Style.BODY
) -> Cell:
    """A figure: an input once something was typed or where nothing can be derived, else computed."""
    computed = figure.typed is None and (ref is None or figure.derived is not None)
    exact = replace(look, zero="0", thousands=False)
    return Cell(
        0,
        0,
        look.text(figure.value),
        kind=CellKind.COMPUTED if computed else CellKind.INPUT,
        ref=ref,
        align=Align.RIGHT,
        style=style,
        number=look.number(figure.value),
        number_format=look.number_format,
        how=figure.how,
        typed_over=figure.typed_over,
        suggested=exact.text(figure.derived) if figure.typed_over else "",
        title=title,
        edit=format_amount(figure.typed, look.unit),
    )


def value_cell(filing: Filing, ref: FieldRef, *, title: str = "", align: Align | None = None) -> Cell:
    """A cell that edits one stored value of any kind and shows it as typed."""
    spec = field_spec(ref.entity, ref.field)
    value = filing.value(ref)
    shown = show_text(ref, value, filing.head.amount_unit)
    numeric = spec.kind in {FieldKind.AMOUNT, FieldKind.NUMBER}
    return Cell(
        0,
        0,
        shown,
        kind=CellKind.INPUT,
        ref=ref,
        align=align or (Align.RIGHT if numeric else Align.LEFT),
        style=Style.BODY,
        number=Decimal(shown) if numeric and shown else None,
        number_format="General" if numeric else "",
        title=title or spec.title,
        edit=shown,
    )
