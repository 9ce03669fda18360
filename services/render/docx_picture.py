"""Drawings in Word: a picture with a sentence that says what it shows, a box of turned text (ECMA-376 part 1, 20.4)."""

from __future__ import annotations

from typing import Final, NamedTuple

from services.charts.picture import PngPicture
from services.render.docx_xml import attribute

_EMU_PER_POINT = 12_700
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
BOX_NAMESPACES: Final = f'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="{_SHAPE}"'
"""What a part with boxes declares besides."""


class Box(NamedTuple):
    """A place on the page, points from the left upper corner of the paper."""

    left: float
    top: float
    width: float
    height: float


def drawing(picture: PngPicture, relation: str, number: int, name: str) -> str:
    """A run with the picture; `number` must be its alone in the file."""
    width, height = _emu(picture.width), _emu(picture.height)
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


def upright_box(content: str, box: Box, number: int) -> str:
    """A run with paragraphs turned clockwise in a box without lines, over the page."""
    left, top, width, height = (_emu(value) for value in box)
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="0"'
        ' distR="0" simplePos="0" relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
        f'<wp:simplePos x="0" y="0"/>{_place("H", left)}{_place("V", top)}<wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:wrapNone/><wp:docPr id="{number}" name="页码"/><wp:cNvGraphicFramePr/><a:graphic>'
        f'<a:graphicData uri="{_SHAPE}"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
        f"</wps:spPr><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx>"
        '<wps:bodyPr vert="vert" lIns="0" tIns="0" rIns="0" bIns="0"/></wps:wsp></a:graphicData></a:graphic>'
        "</wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
    )


def _place(axis: str, offset: int) -> str:
    return f'<wp:position{axis} relativeFrom="page"><wp:posOffset>{offset}</wp:posOffset></wp:position{axis}>'


def _emu(points: float) -> int:
    return round(points * _EMU_PER_POINT)
