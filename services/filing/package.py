"""The exchange package (.jxbb): one filing in a zip, to carry from one PC to another and to hand to the department.

Reading trusts nothing: a package is taken over whole, checked to the last field, or refused whole. The format
is in docs/exchange.md.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from models.enums import FilingState
from services import __version__
from services.filing.filing import Filing
from services.filing.filing_json import Package, PackageError, dump, filing_json, read_filing_json
from services.render.output import atomic_output
from services.steady_zip import SteadyZip

__all__ = ["SUFFIX", "Package", "PackageError", "read_filing_json", "read_package", "write_package"]

SUFFIX: Final = ".jxbb"
FORMAT: Final = "jixiao-bianbao"
SCHEMA: Final = 1
"""Version of the JSON; goes up with every new field or entity, so that an older program refuses what it would lose."""
PROGRAM: Final = "绩效编报"
_MANIFEST = "manifest.json"
_FILING = "filing.json"
_MOST_BYTES: Final = {_MANIFEST: 64 * 1024, _FILING: 128 * 1024 * 1024}
"""Unpacked sizes; 128 MB is several times the largest department (1,000 projects × 30 indicators)."""
_DAMAGED = "数据包已损坏或不完整，请重新取得这个文件，再导入一次。"
_UNREADABLE = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)


def write_package(filing: Filing, path: Path, *, created: datetime | None = None) -> None:
    """Write a filing as a package, all or nothing; `created` is now unless given. Raises OutputError."""
    content = filing_json(filing).encode()
    manifest = {
        "format": FORMAT,
        "schema": SCHEMA,
        "program": f"{PROGRAM} {__version__}",
        "created": (created or datetime.now().astimezone()).isoformat(timespec="seconds"),
        "unit": filing.unit.name,
        "year": filing.head.year,
        **_fixed(filing),
        "sha256": {_FILING: hashlib.sha256(content).hexdigest()},
    }
    with atomic_output(path) as temporary, SteadyZip(temporary, "w", ZIP_DEFLATED) as archive:
        archive.writestr(_MANIFEST, dump(manifest))
        archive.writestr(_FILING, content)


def _fixed(filing: Filing) -> dict[str, Any]:
    """Version and check sum of a fixed filing; nothing of a draft."""
    head = filing.head
    return {"version": head.version, "checksum": head.checksum} if head.state is FilingState.FINAL else {}


def read_package(path: Path) -> Package:
    """Read and check a package. PackageError, in the clerk's words, for anything that is not entirely in order."""
    try:
        members = _members(path)
    except OSError as error:
        raise PackageError(f"打不开文件“{path.name}”：文件不存在、没有权限，或正被其他程序占用。") from error
    except _UNREADABLE as error:
        raise PackageError(_DAMAGED) from error
    manifest = _manifest(members[_MANIFEST])
    content = members[_FILING]
    if manifest.get("sha256") != {_FILING: hashlib.sha256(content).hexdigest()}:
        raise PackageError("数据包的校验码与内容不符，内容可能被改动过或已损坏。请让对方重新导出。")
    package = read_filing_json(_text(content))
    if (manifest.get("unit"), manifest.get("year")) != (package.unit.name, package.head.year):
        raise PackageError("数据包封面上的单位、年度与内容不符，内容可能被改动过。请让对方重新导出。")
    return package


def _members(path: Path) -> dict[str, bytes]:
    """The two members of a package, unpacked; nothing is ever written to a path taken from the file."""
    with ZipFile(path) as archive:
        infos = archive.infolist()
        if sorted(info.filename for info in infos) != sorted(_MOST_BYTES):
            raise PackageError(f"这不是{PROGRAM}的数据包：里面应当只有 {_MANIFEST} 和 {_FILING} 两个文件。")
        for info in infos:
            _refuse_odd_member(info)
        return {info.filename: archive.read(info) for info in infos}


def _refuse_odd_member(info: ZipInfo) -> None:
    # zipfile never unpacks more than the size the file declares, so checking the declared size stops zip bombs.
    if info.file_size > _MOST_BYTES[info.filename]:
        raise PackageError(f"数据包里的 {info.filename} 展开后有 {info.file_size:,} 字节，大得不正常，没有导入。")
    if info.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        raise PackageError(_DAMAGED)


def _manifest(content: bytes) -> dict[str, Any]:
    try:
        manifest = json.loads(_text(content))
    except (ValueError, RecursionError) as error:
        raise PackageError(_DAMAGED) from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise PackageError(f"这不是{PROGRAM}的数据包。请选择由本程序导出的 {SUFFIX} 文件。")
    schema = manifest.get("schema")
    if type(schema) is not int or schema < 1:
        raise PackageError(_DAMAGED)
    if schema > SCHEMA:
        raise PackageError(
            f"数据包的数据格式是第 {schema} 版，本程序只能读到第 {SCHEMA} 版。请先升级本程序，或让对方用旧版导出。"
        )
    return manifest


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise PackageError(_DAMAGED) from error
