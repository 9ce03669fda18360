"""A picture in a line of Word, with the sentence that says what it shows (ECMA-376 part 1, 20.4.2.8)."""

from __future__ import annotations

from services.charts.picture import PngPicture
from services.render.docx_xml import attribute

_EMU_PER_POINT = 12_700
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"


def drawing(picture: PngPicture, relation: str, number: int, name: str) -> str:
    """A run with the picture; `number` must be its alone in the file."""
    width, height = round(picture.width * _EMU_PER_POINT), round(picture.height * _EMU_PER_POINT)
    named = f'id="{number}" name={attribute(name)} descr={attribute(picture.alternative)}'
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>'
        f"<wp:docPr {named}/><wp:cNvGraphicFramePr>"
        '<a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{_PICTURE}"><pic:pic><pic:nvPicPr><pic:cNvPr {named}/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )
