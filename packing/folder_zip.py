"""The one-folder program as a zip: what offices get that want no unpacking, and what the single file unpacks.

Same contents give the same bytes: sorted members without date, so that the name of a copy follows from what is in it.
"""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from services.steady_zip import EARLIEST

_UNIX = 3
_DIGITS = 12


def zip_folder(folder: Path, target: Path, top: str) -> None:
    """Write all files of a folder under the name `top`, links as links (Info-ZIP's way), programs as programs."""
    paths = sorted(path for path in folder.rglob("*") if path.is_symlink() or path.is_file())
    with ZipFile(target, "w", ZIP_DEFLATED, compresslevel=9) as archive:
        for path in paths:
            info = ZipInfo(f"{top}/{path.relative_to(folder).as_posix()}", EARLIEST)
            info.create_system = _UNIX
            info.compress_type = ZIP_DEFLATED
            if path.is_symlink():
                info.external_attr = (stat.S_IFLNK | 0o777) << 16
                archive.writestr(info, path.readlink().as_posix())
            else:
                program = os.name == "posix" and bool(path.stat().st_mode & stat.S_IXUSR)
                info.external_attr = (stat.S_IFREG | (0o755 if program else 0o644)) << 16
                archive.writestr(info, path.read_bytes())


def copy_name(version: str, archive: Path) -> str:
    """“version-digest” of the zip: the name of its unpacked copy on the clerk's PC."""
    return f"{version}-{hashlib.sha256(archive.read_bytes()).hexdigest()[:_DIGITS]}"
