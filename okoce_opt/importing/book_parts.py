"""The parts of an .xlsx file: changed parts in their place, every other part as it was, byte for
byte.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from posixpath import dirname, join, normpath, relpath
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape

from defusedxml.ElementTree import fromstring

from okoce_opt.domain.words import Words
from okoce_opt.errors import PlanFilesError

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = "[Content_Types].xml"


class Parts:
    """A workbook's parts by name, to be read and changed."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            self._infos = packed.infolist()
            self._content = {info.filename: packed.read(info) for info in self._infos}
        self._changed: dict[str, bytes] = {}
        self._names = {name.lower(): name for name in self._content}

    def name(self, said: str) -> str:
        """A part's name as the file spells it."""
        return self._names.get(said.lower(), said)

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return self.name(name) in self._content or name in self._changed

    def read(self, name: str) -> str:
        """A part's XML; empty if there is none."""
        name = self.name(name)
        return self._changed.get(name, self._content.get(name, b"")).decode("utf-8-sig")

    def root(self, name: str) -> Element:
        """A part's XML as a tree, to be looked at only: written again it would lose prefixes."""
        return fromstring(self.read(name).encode())  # type: ignore[no-any-return]

    def write(self, name: str, xml: str) -> None:
        """Give a part other XML, or make it."""
        self._changed[self.name(name)] = xml.encode()

    def bytes(self) -> bytes:
        """The file again: parts that were not changed keep their bytes, order, dates and way of
        packing.
        """
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
            for info in self._infos:
                content = self._changed.get(info.filename, self._content[info.filename])
                kept = zipfile.ZipInfo(info.filename, info.date_time)
                kept.compress_type, kept.external_attr = info.compress_type, info.external_attr
                packed.writestr(kept, content)
            for name in sorted(self._changed.keys() - self._content.keys()):
                kept = zipfile.ZipInfo(name, (2027, 1, 1, 0, 0, 0))
                kept.compress_type = zipfile.ZIP_DEFLATED
                packed.writestr(kept, self._changed[name])
        return out.getvalue()


def sheet_parts(parts: Parts) -> dict[str, str]:
    """The part of each sheet, by the sheet's name."""
    targets = relations(parts, "xl/workbook.xml")
    found = {}
    for one in parts.root("xl/workbook.xml").iter():
        if one.tag.rpartition("}")[2] == "sheet":
            ident = next((v for k, v in one.attrib.items() if k.rpartition("}")[2] == "id"), "")
            if ident in targets:
                found[one.attrib.get("name", "")] = targets[ident][1]
    return found


def relations(parts: Parts, part: str) -> dict[str, tuple[str, str]]:
    """Id -> (kind, part) of what a part refers to inside the file."""
    rels = rels_of(part)
    if not parts.has(rels):
        return {}
    found = {}
    for one in parts.root(rels):
        target = one.attrib.get("Target", "")
        whole = target.lstrip("/") if target.startswith("/") else join(dirname(part), target)
        if one.attrib.get("TargetMode") != "External":
            kind = one.attrib.get("Type", "").rpartition("/")[2]
            found[one.attrib.get("Id", "")] = (kind, normpath(whole))
    return found


def rels_of(part: str) -> str:
    """The part with the relations of another."""
    return join(dirname(part), "_rels", part.rpartition("/")[2] + ".rels")


def add_relation(parts: Parts, part: str, kind: str, target: str) -> str:
    """Let a part refer to another; the id of that."""
    rels = rels_of(part)
    xml = parts.read(rels) or f'<Relationships xmlns="{PACKAGE}/relationships"></Relationships>'
    taken = set(re.findall(r'\bId="([^"]*)"', xml))
    ident = next(f"rIdOkoce{n}" for n in range(1, 10_000) if f"rIdOkoce{n}" not in taken)
    line = (
        f'<Relationship Id="{ident}" Type="{OFFICE}/{kind}" '
        f'Target="{relpath(target, dirname(part))}"/>'
    )
    parts.write(rels, _before_end(xml, "Relationships", line))
    return ident


def declare(parts: Parts, part: str, kind: str) -> None:
    """Say what kind of content a new part has."""
    xml = parts.read(TYPES)
    if f'PartName="/{part}"' not in xml:
        line = f'<Override PartName="/{part}" ContentType="{kind}"/>'
        parts.write(TYPES, _before_end(xml, "Types", line))


def declare_ending(parts: Parts, ending: str, kind: str) -> None:
    """Say what kind of content parts with an ending have."""
    xml = parts.read(TYPES)
    if f'extension="{ending}"' not in xml.lower().replace("'", '"'):
        line = f'<Default Extension="{ending}" ContentType="{kind}"/>'
        opened = re.search(r"<(?:\w+:)?Types\b[^>]*>", xml)
        if opened:
            parts.write(TYPES, xml[: opened.end()] + line + xml[opened.end() :])


def _before_end(xml: str, name: str, line: str) -> str:
    """XML with a line put before the end of its outermost element, in that element's namespace."""
    xml = re.sub(rf"<((?:\w+:)?{name})\b([^>]*)/>\s*$", r"<\1\2></\1>", xml)
    closing = [*re.finditer(rf"</((?:\w+:)?){name}\s*>", xml)]
    if not closing:
        raise unusual()
    end = closing[-1]
    line = re.sub(r"^<(\w)", rf"<{end[1]}\1", line)
    return xml[: end.start()] + line + xml[end.start() :]


def unusual() -> PlanFilesError:
    """A workbook whose XML is put together in a way that cannot be edited in place."""
    return PlanFilesError(
        Words(
            "Susunan buku kerja ini tidak biasa dan tidak dapat diubah di tempat; buka di Excel, "
            "simpan sebagai .xlsx, lalu ulangi.",
            "This workbook is put together in an unusual way and cannot be changed in place; open "
            "it in Excel, save it as .xlsx and try again.",
        )
    )


def inline(address: str, text: str, prefix: str = "", style: str = "") -> str:
    """A cell with a text in it: never a formula, whatever the text begins with."""
    look = f' s="{style}"' if style else ""
    clean = text if text.isprintable() else text.translate(_NOT_IN_XML)
    return (
        f'<{prefix}c r="{address}"{look} t="inlineStr"><{prefix}is>'
        f'<{prefix}t xml:space="preserve">{escape(clean)}</{prefix}t></{prefix}is></{prefix}c>'
    )


_NOT_IN_XML = {sign: "" for sign in range(0x20) if chr(sign) not in "\t\n"}


def with_attributes(tag: str, given: Mapping[str, str]) -> str:
    """An opening tag with attributes set: those that it has are replaced."""
    for name, value in given.items():
        if re.search(rf"\s{name}=", tag):
            tag = re.sub(rf"""(\s{name}=)(?:"[^"]*"|'[^']*')""", rf'\g<1>"{value}"', tag)
        else:
            tag = re.sub(r"(\s*/?>)$", rf' {name}="{value}"\1', tag)
    return tag
