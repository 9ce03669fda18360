"""Make resources/fonts from Google's Noto Serif SC and Noto Sans SC; run by hand when they change.

    npm pack @expo-google-fonts/noto-serif-sc @expo-google-fonts/noto-sans-sc      (in some directory)
    python tools/fonts.py DIRECTORY Unihan_OtherMappings.txt

The second file (Unicode's Unihan database) says which characters are in 通用规范汉字表 (国发〔2013〕23号), its
property kTGH. Serif Regular, in which forms and texts are set, keeps all of GBK; the three others keep GB 2312 and
通用规范汉字表, so that the four together stay small. A character that one of those lacks is drawn from Serif Regular.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
import tarfile
from pathlib import Path
from typing import TYPE_CHECKING

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

if TYPE_CHECKING:
    from collections.abc import Iterator

TARGET = Path(__file__).resolve().parent.parent / "resources" / "fonts"
FACES = (
    ("noto-serif-sc", "400Regular/NotoSerifSC_400Regular.ttf", "NotoSerifSC-Regular.ttf", "gbk"),
    ("noto-serif-sc", "700Bold/NotoSerifSC_700Bold.ttf", "NotoSerifSC-Bold.ttf", "gb2312"),
    ("noto-sans-sc", "400Regular/NotoSansSC_400Regular.ttf", "NotoSansSC-Regular.ttf", "gb2312"),
    ("noto-sans-sc", "700Bold/NotoSansSC_700Bold.ttf", "NotoSansSC-Bold.ttf", "gb2312"),
)
LICENCES = {"noto-serif-sc": "OFL-NotoSerifSC.txt", "noto-sans-sc": "OFL-NotoSansSC.txt"}
BLOCKS = (
    (0x20, 0x7F),  # ASCII
    (0xA0, 0x100),  # Latin-1
    (0x100, 0x180),  # Latin Extended-A (pinyin)
    (0x1CD, 0x1DD),  # pinyin third tones
    (0x370, 0x400),  # Greek
    (0x2000, 0x2070),  # general punctuation
    (0x20A0, 0x20C0),  # currency
    (0x2100, 0x2190),  # ℃ № ℡ and Roman numerals
    (0x2190, 0x2300),  # arrows, mathematical operators
    (0x2400, 0x2500),  # ␣ ① ⑴ ⒈
    (0x2500, 0x2700),  # box drawing, shapes, ☐ ☑ ★
    (0x2700, 0x2794),  # ✓ ❶
    (0x3000, 0x3040),  # CJK punctuation
    (0x3200, 0x3400),  # ㈠ ㎡ ㏄
    (0xFE30, 0xFE70),  # vertical and small forms
    (0xFF00, 0xFFF0),  # full-width forms
)


def encodable(codec: str) -> Iterator[int]:
    """Code points of a double-byte Chinese character set."""
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            try:
                yield ord(bytes((lead, trail)).decode(codec))
            except UnicodeDecodeError:
                continue


def standard_characters(unihan: Path) -> set[int]:
    """Read 通用规范汉字表 from Unihan's kTGH lines; ValueError when they are not its 8105 characters."""
    found = {int(code, 16) for code in re.findall(r"^U\+(\w+)\tkTGH\t", unihan.read_text("utf-8"), re.MULTILINE)}
    if len(found) != 8105:
        message = f"{unihan}: {len(found)} characters, 8105 expected"
        raise ValueError(message)
    return found


def wanted(codec: str, standard: set[int]) -> set[int]:
    """Code points to keep in a font of that character set."""
    blocks = {code for start, stop in BLOCKS for code in range(start, stop)}
    return blocks | set(encodable(codec)) | standard


def subset(data: bytes, codes: set[int], target: Path) -> TTFont:
    """Write the font's part for these code points: no hinting, no layout features, all names and licences."""
    font = TTFont(io.BytesIO(data), recalcTimestamp=False)
    options = Options()
    options.hinting = False
    options.layout_features = []
    options.name_IDs = ["*"]
    options.name_languages = ["*"]
    options.notdef_outline = True
    options.glyph_names = False
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE", "STAT"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)
    align_digits(font)
    font.save(target)
    return font


def align_digits(font: TTFont) -> None:
    """Make all digits as wide as the widest, in the middle of their width: columns of amounts must line up."""
    cmap, metrics, glyphs = font.getBestCmap(), font["hmtx"], font["glyf"]
    digits = [cmap[code] for code in range(ord("0"), ord("9") + 1)]
    widest = max(metrics[digit][0] for digit in digits)
    for digit in digits:
        width, bearing = metrics[digit]
        shift = (widest - width) // 2
        glyphs[digit].coordinates.translate((shift, 0))
        glyphs[digit].recalcBounds(glyphs)
        metrics[digit] = (widest, bearing + shift)


def report(font: TTFont, target: Path) -> None:
    """Print what was made; ValueError when the font is not of TrueType outlines, which reportlab needs."""
    if "glyf" not in font:
        message = f"{target.name}: no TrueType outlines"
        raise ValueError(message)
    print(f"{target.name:26} {len(font.getBestCmap()):6} characters {target.stat().st_size / 1e6:6.1f} MB")


def main() -> int:
    """Make all four files and copy the licences."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tarballs", type=Path, help="directory with the two npm tarballs")
    parser.add_argument("unihan", type=Path, help="Unihan_OtherMappings.txt")
    options = parser.parse_args()
    standard = standard_characters(options.unihan)
    for package, member, name, codec in FACES:
        archive = next(options.tarballs.glob(f"expo-google-fonts-{package}-*.tgz"))
        with tarfile.open(archive) as tar:
            data, licence = (tar.extractfile(f"package/{part}") for part in (member, "LICENSE_FONT"))
            assert data
            assert licence
            (TARGET / LICENCES[package]).write_bytes(licence.read())
            report(subset(data.read(), wanted(codec, standard), TARGET / name), TARGET / name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
