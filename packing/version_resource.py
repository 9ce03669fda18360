"""The version resource of the Windows executables: what Explorer and the task manager show."""

from __future__ import annotations

from string import Template

PRODUCT = "绩效编报"
COPYRIGHT = "绩效编报项目，MIT 许可"
_CHINESE, _UNICODE = 0x804, 0x4B0
"""Language (simplified Chinese) and code page of the texts."""
_TEXT = Template("""\
VSVersionInfo(
  ffi=FixedFileInfo(filevers=$numbers, prodvers=$numbers, mask=0x3F, flags=0, OS=0x40004, fileType=1, subtype=0),
  kids=[
    StringFileInfo([StringTable("$table", [$strings])]),
    VarFileInfo([VarStruct("Translation", [$language, $page])]),
  ],
)
""")


def version_numbers(version: str) -> tuple[int, int, int, int]:
    """The four numbers Windows wants, of a version such as “0.1.0”; ValueError for anything else."""
    numbers = [int(part) for part in version.split(".")]
    if not 0 < len(numbers) <= 4 or not all(0 <= number < 1 << 16 for number in numbers):
        raise ValueError(f"version {version!r}")
    major, minor, patch, build = (numbers + [0] * 4)[:4]
    return major, minor, patch, build


def version_resource(version: str, file_name: str) -> str:
    """The resource in the words PyInstaller reads (PyInstaller.utils.win32.versioninfo)."""
    strings = {
        "CompanyName": PRODUCT,
        "FileDescription": PRODUCT,
        "FileVersion": version,
        "InternalName": "JixiaoBianbao",
        "LegalCopyright": COPYRIGHT,
        "OriginalFilename": file_name,
        "ProductName": PRODUCT,
        "ProductVersion": version,
    }
    return _TEXT.substitute(
        numbers=version_numbers(version),
        table=f"{_CHINESE:04X}{_UNICODE:04X}",
        strings=", ".join(f"StringStruct({name!r}, {text!r})" for name, text in strings.items()),
        language=_CHINESE,
        page=_UNICODE,
    )
