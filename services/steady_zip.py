"""A zip file whose bytes depend on its contents alone, not on when it was written."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment a zip can name; stands for “no date”."""
_PLAIN_FILE = 0o600 << 16


class SteadyZip(ZipFile):
    """ZipFile for writing: members carry no date, so that the same contents give the same file."""

    def writestr(self, zinfo_or_arcname: str | ZipInfo, data: Any, *_args: Any, **_options: Any) -> None:
        """Add a member by name."""
        name = zinfo_or_arcname.filename if isinstance(zinfo_or_arcname, ZipInfo) else zinfo_or_arcname
        info = ZipInfo(name, EARLIEST)
        info.compress_type = ZIP_DEFLATED
        info.create_system = 0
        info.external_attr = _PLAIN_FILE
        super().writestr(info, data)

    def write(self, filename: Any, arcname: Any = None, *_args: Any, **_options: Any) -> None:
        """Add a file as a member."""
        self.writestr(str(arcname or filename), Path(filename).read_bytes())
