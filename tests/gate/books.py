"""Workbooks put together by hand, part by part: good ones, and such as hurt their readers."""

from __future__ import annotations

import base64
import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"

PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
    f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
    '<sheet name="pendaftar" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    "</Relationships>",
}
SHEET = "xl/worksheets/sheet1.xml"
ROW = '<row r="1"><c r="A1" t="str"><v>nama</v></c><c r="B1"><v>7</v></c></row>'


def packed(parts: Mapping[str, str | bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Parts as a zip file."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", how) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return data.getvalue()


def book(rows: str, *, prefix: str = "", **other: str | bytes) -> bytes:
    """A workbook of one sheet with these rows of XML. `other` parts replace or join its own."""
    names = f'xmlns:{prefix.rstrip(":")}="{MAIN}"' if prefix else f'xmlns="{MAIN}"'
    sheet = (
        f"<{prefix}worksheet {names}><{prefix}sheetData>{rows}</{prefix}sheetData>"
        f"</{prefix}worksheet>"
    )
    return packed({**PARTS, SHEET: sheet, **other})


def open_document(rows: str) -> bytes:
    """An OpenDocument workbook of one table with these rows of XML."""
    urn = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{urn}:office:1.0" xmlns:table="{urn}:table:1.0" '
        f'xmlns:text="{urn}:text:1.0" xmlns:calc="{urn}:calc:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="pendaftar">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = f'<manifest:manifest xmlns:manifest="{urn}:manifest:1.0"/>'
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return packed({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})


def says_encrypted(data: bytes) -> bytes:
    """The same zip file with the flag of a password on each entry."""
    made = bytearray(data)
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = made.find(mark)
        while at >= 0:
            (flags,) = struct.unpack_from("<H", made, at + place)
            struct.pack_into("<H", made, at + place, flags | 1)
            at = made.find(mark, at + 4)
    return bytes(made)


def bent(data: bytes, part: str) -> bytes:
    """The same zip file with a few bits flipped in the middle of a compressed part."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        info = file.getinfo(part)
    made = bytearray(data)
    middle = info.header_offset + 30 + len(part) + info.compress_size // 2
    for at in range(middle, middle + 4):
        made[at] ^= 0xA5
    return bytes(made)


OLD_BOOK = zlib.decompress(
    base64.b85decode(
        "c-rk)U1(fI6h3qBW^*^co3zn3t#Pfk`P;;nf=0CFuhAAN5v{dKpuOF0nl+o<ut_0#5VzL6HK6oC9|}_FL!nR=K_3"
        ")M-umF*OCJ=4v>;UK!zzjtOxEw5J9l#vH=5l9!J1jV`8hLl=ggcl=gir!zp9zL_(A;*T9zIslNPc8@_T3s2)K<Pk"
        ")de|*=*J&XE)M+D$VPXW$1(aN&uF5DPU>Ymg#aM-F@jfO5!(8A?l+9$`nmfA?Y4yjQ4x1nX|CUajQ)m>leR1+i$k"
        "xCXny`v%Tm0Uk+3Nl|U6x?YID{0cwFwz-FLMbb{z!U<<Gns0X$I+kyLl2H<`m1Uvxj03HM$0(NTt8g<ENLA@0SYg"
        "#+Xhc|4}x}<;wDf&z3lgiIo<RbeU(1`bav!WL_fdLw2-RQOBk<h=DdV~jCF%L6P(tXMYT{Y+eP(|+v{Zq;JiT)vV"
        "QK&=f^iiWrxSy7MhvZer6@4soz7@(IXySLG=Woh2P*kdV$)-5P=macb3?u648sD(jWCY(2)h#_dYAwADz6!d;x9s"
        "U?BAT+}b8>qw(Qnz1=cdktn9kFM{_E=KMuBwt-_bAO?DCy+t1~{coZh?wJ-h<FWd(X5FFnUk(<1%6fg6{mESJHwD"
        "P>LCFJ*1oC*`Jesg#@3CE4Sm*Hf^^x7dthrO{~Oq&+xpr>0=Iuaxq&@KM~3CC(9FB}KE!0*DSzE4mGZhe^-8EX(^"
        "dayXXb77SW^>MKuuFO_Hb>V1ZR7M)RW71oUELf%CUKL;IWVZmuwa0b@z@E3p3A#o(-j<ZSFBQ}a5I~Bv+;b{DH${"
        "w;4U^QZo<CnlH-M~?x2k3=!8jB`kOn(WO$ig+1)1=RFO%baOSQKiVE)Diyj-3lGv2zvJ%1LaS?Lv)gD~OG>^=`j?"
        "^O5?_V?s~U;um+aOen0*pl8<CA~RYge_h79{_m{N-jIA(ZvL&#Mo+ydSI=}dd+HZqtpebRL_`Kw3#%;^{<E{k=Q`"
        "a|(F^FY=vCRaL07G6naynzKUG;R0^&9}R&GBTRZ{qJxn%@(J?z*hRV_3nFM_2sBM;5=&_bZi%Ui*D9guD*a=39?h"
        "Mc$CGSM=1OUXQ+$Y!hTo=3LG`^I74r0z03)WAWP=!u3*WPvKfj~4ea-4uGM9%af0tz3&4;m6Gn@;xQ<4El+l<z+J"
        "m9A(H@TGyE`u$tNJFqvr*dLR?b^Sm;sOy=<%=J83RmOk=39*XD*5iUQ3oUOYHAf3WRIc0f2q}(Un-L1lZRZ*48T@"
        "_Ux)mv0EF1<1fd1Yo5Av4P(Gg`aM{xK=MV$Cw=4Ii`&$ND>6Pw|`inOG#197_(4hx#TW(Rk>wN81kDC!+CqROH_i"
        "8yxIdOYEQ=dtP)}$dU*-&v$8V>fK-N^bZBEyk${q<A>j{Al}ijh0;gM>UcoM83X#zhO~<q*D*(0#~tUi^Z9Y!i6M"
        "AS5^ipEaw1MTuHgRN`rB?=UQbW=9r-f-z4F%Ad;j7zuYYm<Li@Jh`M0tE@SUss`3<;?HlX7q*SQ8gdpxA$GSaaU_"
        "jl<2E{`+jv+5olJrYfg#gd7oXT;~bw|&ow{I6&HFZ?gl;e2ysPZdu6MXa8pVLU&WkKuyPzgEn)v(Ib+arLo)tEat"
        "KcLWhmKX`bhsP#=x48EE<yMTkad(w|+AX@bOWA|5R{NJQwb%{ync{+{#k02^x*&l=!42n#cGLC2^3CiDn%UQpqfb"
        "(w#uI1L>j};=qLsT@dFn&6U*nb;vdE@^dNq+)S?khO"
    )
)
"""A workbook of Excel 97, as LibreOffice saves it: `pendaftar` with an error in B2, C2:C3 merged,
row 4 and column D hidden; `lain`, hidden.
"""
