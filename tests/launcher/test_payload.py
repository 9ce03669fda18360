"""The program is found in the executable, whatever stands before and after the archive."""

from __future__ import annotations

import struct

import pytest

from launcher.payload import NoPayload, find_payload

COOKIE, MEMBER = "!8sIIII64s", "!IIIIBc"
MAGIC = b"MEI\x0c\x0b\x0a\x0b\x0e"


def member(offset, data, kind, name):
    """An entry of the list of members, padded to 16 bytes as PyInstaller does."""
    text = name.encode() + b"\0"
    text += b"\0" * (-(struct.calcsize(MEMBER) + len(text)) % 16)
    return struct.pack(MEMBER, struct.calcsize(MEMBER) + len(text), offset, len(data), len(data), 0, kind) + text


def archive(*members):
    """A PyInstaller archive of (kind, name, data)."""
    body, toc = b"", b""
    for kind, name, data in members:
        toc += member(len(body), data, kind, name)
        body += data
    length = len(body) + len(toc) + struct.calcsize(COOKIE)
    return body + toc + struct.pack(COOKIE, MAGIC, length, len(body), len(toc), 312, b"python312.dll")


@pytest.mark.parametrize("before", [b"", b"MZ" * 700, MAGIC + b"\0" * 3_000_000])
@pytest.mark.parametrize("after", [b"", b"section headers, or a signature" * 300])
def test_payload_is_found(tmp_path, before, after):
    file = tmp_path / "绩效 编报.exe"
    file.write_bytes(
        before + archive((b"s", "main", b"code"), (b"a", "0.1.0-ab", b"the zip"), (b"z", "PYZ", b"!")) + after
    )
    found = find_payload(file)
    assert (found.name, found.size) == ("0.1.0-ab", 7)
    assert file.read_bytes()[found.offset : found.offset + found.size] == b"the zip"


@pytest.mark.parametrize(
    "content", [b"", b"no archive", archive((b"s", "main", b"code")), archive((b"b", "0.1.0-ab", b"a library"))]
)
def test_file_without_program_is_said_so(tmp_path, content):
    (tmp_path / "file").write_bytes(content)
    with pytest.raises(NoPayload):
        find_payload(tmp_path / "file")
