"""Reading the text of a PDF for audit. Tables come as loose lines, so only running text is judged."""

from __future__ import annotations

import re
from pathlib import Path

from services.readers.assembly import Line, assembled, joined
from services.readers.unreadable import UnreadableFileError, checked_size
from services.texts.passage import Writing

_PAGE_NUMBER = re.compile(r"^[—–\-\s]*\d{1,4}[—–\-\s]*$")
_NO_TEXT = "里没有文字，可能是扫描件。请用生成它的 Word 文档审核。"


def read_pdf(path: Path) -> Writing:
    """The running text of a PDF, its lines joined to paragraphs; UnreadableFileError when it is none or a scan."""
    import pypdfium2

    checked_size(path)
    try:
        with pypdfium2.PdfDocument(path) as document:
            pages = [page.get_textpage().get_text_bounded() for page in document]
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        why = "有打开密码。请去掉密码后再审核。" if locked else "不是 PDF，或文件已损坏。"
        raise UnreadableFileError(f"“{path.name}”{why}") from error
    lines = [line.strip() for page in pages for line in page.splitlines()]
    if not any(lines):
        raise UnreadableFileError(f"“{path.name}”{_NO_TEXT}")
    return assembled(path.stem, map(Line, joined(line for line in lines if not _PAGE_NUMBER.match(line))))
