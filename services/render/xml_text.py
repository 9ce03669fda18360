"""Text as XML can hold it, for the files of office programs."""

from __future__ import annotations

import re

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def writable(text: str) -> str:
    """The text without the control characters XML cannot hold; line ends as office programs write them."""
    return _NOT_XML.sub("", text.replace("\r\n", "\n"))
