"""The program inside the executable: where its zip lies in the file, and what it is called.

PyInstaller's archive ends with a cookie and lists its members before it (PyInstaller.archive.writers.CArchiveWriter).
Members of type `a` are read by nobody but us: the boot loader unpacks binaries and data only.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

_COOKIE = struct.Struct("!8sIIII64s")
_MAGIC = b"MEI\x0c\x0b\x0a\x0b\x0e"
_MEMBER = struct.Struct("!IIIIBc")
_TYPE = b"a"
_TAIL = 1 << 20
"""After the cookie come at most an ELF file's section headers or a Windows signature."""


class NoPayload(Exception):
    """The executable holds no program: it is damaged, or was not made by build.spec."""


@dataclass(frozen=True, slots=True)
class Payload:
    """The zip of the program: “version-digest”, and the bytes of which file it is."""

    name: str
    file: Path
    offset: int
    size: int

    def open(self) -> ZipFile:
        """The zip, held in memory: many threads read it at once, and the file is free to be moved meanwhile."""
        with self.file.open("rb") as stream:
            stream.seek(self.offset)
            return ZipFile(io.BytesIO(stream.read(self.size)))


def find_payload(executable: Path) -> Payload:
    """Find the program in an executable; NoPayload when there is none."""
    with executable.open("rb") as stream:
        end = stream.seek(0, io.SEEK_END)
        start = stream.seek(max(end - _TAIL, 0))
        at = stream.read().rfind(_MAGIC)
        if at < 0:
            raise NoPayload(str(executable))
        stream.seek(start + at)
        _magic, length, toc, toc_length, _version, _library = _COOKIE.unpack(stream.read(_COOKIE.size))
        archive = start + at + _COOKIE.size - length
        stream.seek(archive + toc)
        members = stream.read(toc_length)
    for offset, size, name in _payloads(members):
        return Payload(name, executable, archive + offset, size)
    raise NoPayload(str(executable))


def _payloads(members: bytes) -> Iterator[tuple[int, int, str]]:
    """Offset, size and name of the members of our type."""
    at = 0
    while at < len(members):
        length, offset, size, _unpacked, _packed, kind = _MEMBER.unpack_from(members, at)
        if kind == _TYPE:
            yield offset, size, members[at + _MEMBER.size : at + length].rstrip(b"\0").decode("utf-8")
        at += length
