"""Draws the program's icon and the picture shown while it loads: python packing/pictures.py, from the project's folder.

The icon is a sheet of paper with a check mark in the accent colour; nothing in it comes from elsewhere.
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

ACCENT, INK, SECONDARY, LINE, FRAME, WHITE = "#1D5FA8", "#1F2937", "#6B7280", "#D8DCE2", "#F8F9FB", "#FFFFFF"
ICON_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
"""What Windows asks for at 100 % to 200 % in title bar, task bar and folders."""
ROOT = Path(__file__).resolve().parents[1]
ICONS = ROOT / "resources" / "icons"
_FINE = 8
"""Drawn so much larger, then made smaller: smooth edges."""
_GRID = 64
"""The drawing's own units."""


def icon(size: int) -> Image.Image:
    """The icon at one size; the lines of writing are left out where they would blur."""
    scale = size * _FINE / _GRID
    picture = Image.new("RGBA", (size * _FINE, size * _FINE))
    draw = ImageDraw.Draw(picture)

    def at(*points: float) -> list[float]:
        return [value * scale for value in points]

    edge = max(round(2.4 * scale), _FINE)
    draw.polygon(at(10, 3, 41, 3, 54, 16, 54, 61, 10, 61), fill=WHITE)
    draw.line(at(10, 3, 41, 3, 54, 16, 54, 61, 10, 61, 10, 3, 12, 3), fill=ACCENT, width=edge, joint="curve")
    draw.polygon(at(41, 3, 54, 16, 41, 16), fill=ACCENT)
    if size >= 32:
        for line in (15, 22):
            draw.line(at(17, line, 34, line), fill=LINE, width=round(2.6 * scale))
    draw.line(at(18, 40, 28, 51, 48, 25), fill=ACCENT, width=round(7.5 * scale), joint="curve")
    return picture.resize((size, size), Image.Resampling.LANCZOS)


def splash(width: int, height: int, font_file: Path) -> Image.Image:
    """The picture shown while the program is unpacked; a progress bar is put over its foot."""
    picture = Image.new("RGB", (width, height), FRAME)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, width - 1, height - 1), outline=LINE)
    mark = icon(72)
    picture.paste(mark, (32, 40), mark)
    draw.text((124, 38), "绩效编报", INK, ImageFont.truetype(font_file, 34))
    draw.text((125, 90), "正在打开，请稍候…", SECONDARY, ImageFont.truetype(font_file, 15))
    return picture


def write_icons(folder: Path = ICONS) -> None:
    """Write the icon for Windows (.ico) and for the window (.png)."""
    folder.mkdir(parents=True, exist_ok=True)
    pictures = [icon(size) for size in ICON_SIZES]
    pictures[-1].save(
        folder / "app.ico",
        sizes=[(size, size) for size in ICON_SIZES],
        append_images=pictures[:-1],
        bitmap_format="png",
    )
    icon(128).save(folder / "app.png", optimize=True)


if __name__ == "__main__":
    write_icons()
