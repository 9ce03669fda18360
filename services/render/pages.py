"""Pagination 分页: where a laid-out sheet is cut, so that nothing is lost and tables read on."""

from __future__ import annotations

from services.render.layout import Layout
from services.render.paged import Paged


def paginate(layout: Layout, previous: Paged | None = None) -> Paged:
    """Cut a layout into pages.

    Rows that fit on a page stay whole; a row taller than a third of a page may be split between lines. The sheet's
    header rows are printed again on each page on which the table continues; closing and signature rows stay with at
    least two rows before them. Pages that did not change are taken over from `previous` as the same objects.
    """
    raise NotImplementedError
