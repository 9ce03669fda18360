"""The package of a Word file: its parts and their relations, without a template, dates or names of PC and user.

Import this module only when a file is written; python-docx takes long to load.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.opc.pkgwriter import _ContentTypesItem

from services.render.docx_page import settings_xml
from services.render.docx_styles import fonts_xml, styles_xml
from services.render.docx_xml import DECLARATION, NAMESPACES, plain
from services.steady_zip import EARLIEST, SteadyZip

_PROGRAM: Final = "绩效编报"
_METADATA = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_MOMENT = "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z".format(*EARLIEST)


class DocxPackage:
    """A file in the making: add footers and pictures while the body is written, then save it."""

    def __init__(self, title: str, author: str, *, facing: bool) -> None:
        """`facing` for footers that differ on odd and even pages."""
        self._package = OpcPackage()
        self._body = _Body(PackURI("/word/document.xml"), CONTENT_TYPE.WML_DOCUMENT_MAIN)
        self._counts = {"footer": 0, "image": 0}
        self._package.relate_to(self._body, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
        properties = self._part("/docProps/core.xml", CONTENT_TYPE.OPC_CORE_PROPERTIES, _properties(title, author))
        self._package.relate_to(properties, RELATIONSHIP_TYPE.CORE_PROPERTIES)
        for name, type_, relation, xml in (
            ("styles", CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES, styles_xml()),
            ("settings", CONTENT_TYPE.WML_SETTINGS, RELATIONSHIP_TYPE.SETTINGS, settings_xml(facing=facing)),
            ("fontTable", CONTENT_TYPE.WML_FONT_TABLE, RELATIONSHIP_TYPE.FONT_TABLE, fonts_xml()),
        ):
            self._body.relate_to(self._part(f"/word/{name}.xml", type_, xml.encode()), relation)

    def add_footer(self, xml: str) -> str:
        """Add a footer; the id of its relation."""
        name = f"/word/footer{self._next('footer')}.xml"
        part = self._part(name, CONTENT_TYPE.WML_FOOTER, xml.encode())
        return self._body.relate_to(part, RELATIONSHIP_TYPE.FOOTER)

    def add_picture(self, png: bytes) -> tuple[str, int]:
        """Add a PNG; the id of its relation and its number."""
        number = self._next("image")
        part = self._part(f"/word/media/image{number}.png", CONTENT_TYPE.PNG, png)
        return self._body.relate_to(part, RELATIONSHIP_TYPE.IMAGE), number

    @property
    def pictures(self) -> int:
        """Pictures so far."""
        return self._counts["image"]

    def save(self, body: str, path: Path) -> None:
        """Write the file; the same contents give the same bytes."""
        self._body.xml = f"{DECLARATION}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>".encode()
        parts = self._package.parts
        with SteadyZip(path, "w") as archive:
            archive.writestr("[Content_Types].xml", _ContentTypesItem.from_parts(parts).blob)  # type: ignore[no-untyped-call]
            archive.writestr("_rels/.rels", self._package.rels.xml)
            for part in parts:
                archive.writestr(part.partname.membername, part.blob)
                if part.rels:
                    archive.writestr(part.partname.rels_uri.membername, part.rels.xml)

    def _next(self, kind: str) -> int:
        self._counts[kind] += 1
        return self._counts[kind]

    def _part(self, name: str, type_: str, blob: bytes) -> Part:
        return Part(PackURI(name), type_, blob)


class _Body(Part):
    """The main part; its XML is there only at the end, its relations are made on the way."""

    xml = b""

    @property
    def blob(self) -> bytes:
        """The main part's XML."""
        return self.xml


def _properties(title: str, author: str) -> bytes:
    """The part core.xml. python-docx refuses titles of more than 255 characters; Word does not."""
    stamps = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{_MOMENT}</dcterms:{name}>' for name in ("created", "modified")
    )
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_METADATA}" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{plain(title)}</dc:title><dc:creator>{plain(author or _PROGRAM)}</dc:creator>"
        f"<cp:lastModifiedBy>{_PROGRAM}</cp:lastModifiedBy>{stamps}<dc:language>zh-CN</dc:language>"
        "</cp:coreProperties>"
    ).encode()
