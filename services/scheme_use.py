"""Which filings are written by a scheme, and that one behind a fixed filing stays as it is."""

from __future__ import annotations

from models.enums import FilingState
from services.scheme import SchemeRefused
from services.schemes import SchemeShelf
from services.store.reading import FilingListing
from services.store.store import Store


class SchemeFixed(SchemeRefused):
    """A fixed filing is written by the scheme: changing it would change scores that were handed in."""

    def __init__(self, name: str, filing: FilingListing) -> None:
        super().__init__(
            f"“{filing.unit_name}”{filing.year}年度编报已按方案“{name}”定稿，这个方案不能再改。请复制一份再改。"
        )


def filings_by(store: Store, scheme_id: str) -> list[FilingListing]:
    """The filings written by a scheme."""
    return [listing for listing in store.filings() if listing.scheme == scheme_id]


def refuse_fixed(store: Store, shelf: SchemeShelf, scheme_id: str) -> None:
    """Raise SchemeFixed when a fixed filing is written by the scheme."""
    for listing in filings_by(store, scheme_id):
        if listing.state is FilingState.FINAL:
            raise SchemeFixed(shelf.named(scheme_id).name, listing)
