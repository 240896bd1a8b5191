"""What is drawn on an office's own template: logos and text boxes go along, filled in and moved
with the rows; and the code of a sheet as a picture, where the template has a place for it.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from posixpath import basename
from xml.sax.saxutils import escape, quoteattr

from okoce_opt.importing.book_parts import OFFICE, PACKAGE, relations
from okoce_opt.reports.attendance.qr import SIDE_PX, picture_of
from okoce_opt.reports.papers.template import Template
from okoce_opt.reports.papers.template_places import QR, filled, places_in
from okoce_opt.reports.reading.named import CODE

IMAGES = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif"}
"""Endings of pictures that go along, with their kinds."""
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_ANCHOR = re.compile(r"<(?P<a>\w+:(?:twoCell|oneCell|absolute)Anchor)\b.*?</(?P=a)\s*>", re.DOTALL)
_PARAGRAPH = re.compile(r"<a:p\b.*?</a:p\s*>", re.DOTALL)
_RUN = re.compile(r"(<a:t\b[^>]*>)([^<]*)(<)")
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_EMPTY = f'{XML}<xdr:wsDr xmlns:xdr="{_DRAWING}/spreadsheetDrawing"></xdr:wsDr>'
_QR_ID, _EMU = "rIdOkoceQr", SIDE_PX * 9_525
_QR_ANCHOR = (
    f'<xdr:oneCellAnchor xmlns:xdr="{_DRAWING}/spreadsheetDrawing" xmlns:a="{_DRAWING}/main" '
    f'xmlns:r="{OFFICE}"><xdr:from><xdr:col>{{column}}</xdr:col><xdr:colOff>19050</xdr:colOff>'
    "<xdr:row>{row}</xdr:row><xdr:rowOff>19050</xdr:rowOff></xdr:from>"
    f'<xdr:ext cx="{_EMU}" cy="{_EMU}"/><xdr:pic><xdr:nvPicPr>'
    '<xdr:cNvPr id="9001" name="QR" descr="QR {code}"/><xdr:cNvPicPr/></xdr:nvPicPr>'
    f'<xdr:blipFill><a:blip r:embed="{_QR_ID}"/><a:stretch><a:fillRect/></a:stretch>'
    '</xdr:blipFill><xdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr>'
    "</xdr:pic><xdr:clientData/></xdr:oneCellAnchor>"
)


class Pictures:
    """Logos and text boxes of a template, and pictures in its header; nothing else that is drawn or
    embedded. With `qr` the code of each sheet as a picture, at the place that the template names.
    """

    def __init__(self, template: Template, *, qr: bool) -> None:
        """Raises what damaged XML brings about, which `read_template` has looked for."""
        self._parts, self._row = template.parts, template.row
        self._qr = template.where(QR) if qr else None
        self._raw = zipfile.ZipFile(io.BytesIO(template.data))
        found = {kind: part for kind, part in relations(self._parts, template.part).values()}
        xml = self._parts.read(template.part)
        self._drawing = found.get("drawing", "")
        in_header = re.search(r"legacyDrawingHF\b[^>]*:id=[\"']([^\"']+)", xml)
        by_id = relations(self._parts, template.part)
        self._vml = by_id[in_header[1]][1] if in_header and in_header[1] in by_id else ""

    def put(
        self,
        made: dict[str, bytes | str],
        number: int,
        head: Mapping[str, str],
        more: int,
    ) -> list[tuple[str, str, str]]:
        """Add a sheet's drawings to a workbook that is being made: (element, id, file). Below the
        table they are moved down by so many rows `more`.
        """
        rels = []
        if self._drawing or self._qr:
            xml, images = self._drawn(head, more) if self._drawing else (_EMPTY, {})
            if self._qr is not None:
                xml = self._with_code(made, xml, f"okoce_qr{number}.png", head[CODE], more)
                images = {**images, _QR_ID: f"okoce_qr{number}.png"}
            name = f"drawing{number}.xml"
            self._add(made, name, xml, images)
            rels.append(("drawing", "rId1", name))
        if self._vml:
            xml, images = self._parts.read(self._vml), self._images(self._vml)
            if all(ident in images for ident in re.findall(r"o:relid=[\"']([^\"']+)", xml)):
                name = f"vmlDrawing{number}.vml"
                self._add(made, name, xml, images)
                rels.append(("legacyDrawingHF", "rId2", name))
        return rels

    def _add(
        self, made: dict[str, bytes | str], name: str, xml: str, images: Mapping[str, str]
    ) -> None:
        made[f"xl/drawings/{name}"] = xml
        if images:
            made[f"xl/drawings/_rels/{name}.rels"] = relations_xml(
                (ident, "image", f"../media/{basename(part)}") for ident, part in images.items()
            )
        for part in images.values():
            media = f"xl/media/{basename(part)}"
            if media not in made:
                made[media] = self._raw.read(self._parts.name(part))

    def _images(self, part: str) -> dict[str, str]:
        """Id -> picture of a part, of the kinds that are pictures and nothing more."""
        return {
            ident: target
            for ident, (kind, target) in relations(self._parts, part).items()
            if kind == "image"
            and target.rpartition(".")[2].lower() in IMAGES
            and self._parts.has(target)
        }

    def _with_code(
        self, made: dict[str, bytes | str], xml: str, name: str, code: str, more: int
    ) -> str:
        """The drawing with a picture of the code at its place."""
        row, column = self._qr or (0, 0)
        made[f"xl/media/{name}"] = picture_of(code)
        anchor = _QR_ANCHOR.format(
            row=row + (more if row > self._row else 0), column=column, code=escape(code)
        )
        return re.sub(r"</(?:\w+:)?wsDr\s*>\s*$", lambda m: anchor + m[0], xml)

    def _drawn(self, head: Mapping[str, str], more: int) -> tuple[str, dict[str, str]]:
        """The drawing with what hangs below the table moved down and places in text boxes filled
        in; what refers to anything but a picture is left out.
        """
        images = self._images(self._drawing)
        xml = self._parts.read(self._drawing)
        self._parts.root(self._drawing)
        xml = re.sub(r"<a:hlink\w+\b[^>]*?(?:/>|>.*?</a:hlink\w+\s*>)", "", xml, flags=re.DOTALL)

        def kept(anchor: re.Match[str]) -> str:
            refers = re.findall(
                r"\b\w+:(?:id|embed|link|pict|dm|lo|qs|cs)=[\"']([^\"']+)", anchor[0]
            )
            if "<mc:" in anchor[0] or "graphicFrame" in anchor[0] or not {*refers} <= {*images}:
                return ""
            moved = re.sub(
                r"(:row>)(\d+)(<)",
                lambda m: f"{m[1]}{int(m[2]) + (more if int(m[2]) > self._row else 0)}{m[3]}",
                anchor[0],
            )
            text = _PARAGRAPH.sub(lambda m: _with_places(m[0], safe), moved)
            return re.sub(r"""\s(?:macro|textlink)=["'][^"']*["']""", "", text)

        safe = {name: escape(value) for name, value in head.items()}
        return _ANCHOR.sub(kept, xml), images


def _with_places(paragraph: str, values: Mapping[str, str]) -> str:
    """A paragraph of a text box filled in, also where a place is cut up by the look of its
    letters.
    """
    runs = [match[2] for match in _RUN.finditer(paragraph)]
    whole = "".join(runs)
    if places_in(whole) != [place for run in runs for place in places_in(run)]:
        said = iter([filled(whole, values), *[""] * len(runs)])
        return _RUN.sub(lambda m: m[1] + next(said) + m[3], paragraph)
    return _RUN.sub(lambda m: m[1] + filled(m[2], values) + m[3], paragraph)


def relations_xml(rels: object) -> str:
    """A part that says what another refers to: (id, kind, target) of each."""
    lines = "".join(
        f'<Relationship Id="{ident}" Type="{OFFICE}/{kind}" Target={quoteattr(target)}/>'
        for ident, kind, target in rels  # type: ignore[attr-defined]
    )
    return f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'
