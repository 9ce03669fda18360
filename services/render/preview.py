"""Preview: pages of a finished PDF as pixels, for the preview on screen and for printing."""

from __future__ import annotations

from contextlib import closing
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

import pypdfium2 as pdfium

_PAPER = (255, 255, 255, 255)


class Pixels(NamedTuple):
    """A picture: size in pixels, bytes per line, pixels as blue, green, red, alpha."""

    width: int
    height: int
    stride: int
    data: bytes


class PdfPages:
    """An open PDF; close it, or use it in a `with`."""

    def __init__(self, source: bytes | Path) -> None:
        """Open from memory or a file; ValueError when it is no PDF."""
        try:
            self._document = pdfium.PdfDocument(source)
        except pdfium.PdfiumError as error:
            raise ValueError("not a PDF") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Release the file."""
        self._document.close()

    @cached_property
    def page_count(self) -> int:
        """Number of pages."""
        return len(self._document)

    def page_size(self, index: int) -> tuple[float, float]:
        """Width and height of a page, points."""
        width, height = self._document.get_page_size(index)
        return width, height

    def render(self, index: int, scale: float) -> Pixels:
        """A page at `scale` pixels per point (96 dpi is 96 / 72)."""
        page = self._document[index]
        try:
            bitmap = page.render(scale=scale, force_bitmap_format=pdfium.raw.FPDFBitmap_BGRA, fill_color=_PAPER)
            return Pixels(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
        finally:
            page.close()

    def text(self, index: int) -> str:
        """The text of a page as a reader would copy it."""
        page = self._document[index]
        try:
            with closing(page.get_textpage()) as texts:
                return str(texts.get_text_bounded())
        finally:
            page.close()
