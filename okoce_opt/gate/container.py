"""What bytes are worth opening: what they are counts, not the file's name."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress

from okoce_opt.gate.refusal import (
    damaged,
    empty_file,
    no_workbook,
    password,
    too_large,
    web_page,
)

MOST_PARTS, MOST_BYTES = 2_000, 200_000_000
"""Of a packed workbook, and of all its parts unpacked."""

DENSEST, NOTICED = 200, 10_000_000
"""No part is more than so many times its packed size, once it has so many bytes."""

OLD = b"\xd0\xcf\x11\xe0"
"""How workbooks of Excel 97 and workbooks with a password begin."""

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""The part of a workbook with a password that holds all the rest. The library that reads workbooks
does not see it in every one, and called such a file damaged.
"""


def look_at(data: bytes) -> None:
    """Raises `Refused` if these bytes are no workbook, or one that is not worth opening."""
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not data.strip(b"\x00 \r\n\t"):
        raise empty_file()
    if head.startswith(b"<"):
        raise web_page()
    if has_password(data):
        raise password()
    if data.startswith(OLD):
        return
    if not data.startswith(b"PK"):
        raise no_workbook()
    _weigh(data)


def has_password(data: bytes) -> bool:
    """Whether these bytes are a workbook of today's form behind a password."""
    return data.startswith(OLD) and _ENCRYPTED in data


def parts_listed(data: bytes) -> int:
    """How many parts a packed file lists at its end, without opening it: to make an object of each
    of a hundred thousand takes seconds. 0 if it has no such end.
    """
    end = data.rfind(_END)
    if end < 0:
        return 0
    size = int.from_bytes(data[end + 12 : end + 16], "little")
    return data.count(_LISTED, max(0, end - size - _NEAR_END), end)


_END, _LISTED, _NEAR_END = b"PK\x05\x06", b"PK\x01\x02", 200
"""How the end of a packed file begins, and each line of its list; room for what may stand between
the list and the end.
"""


def unpacked_size(data: bytes) -> int:
    """The bytes of a workbook and of its parts unpacked, as it says itself."""
    if parts_listed(data) > MOST_PARTS:
        return len(data)
    with suppress(Exception), zipfile.ZipFile(io.BytesIO(data)) as packed:
        return len(data) + sum(part.file_size for part in packed.infolist())
    return len(data)


def _weigh(data: bytes) -> None:
    if parts_listed(data) > MOST_PARTS:
        raise too_large()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
    except Exception as error:  # whatever damaged bytes bring about in there
        raise damaged() from error
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
        raise too_large()
    for part in parts:
        if part.flag_bits & 1:
            raise password()
        if part.file_size > max(NOTICED, DENSEST * part.compress_size):
            raise too_large()


class Parts:
    """The parts of a packed workbook by their names, in small letters as its readers find them."""

    def __init__(self, data: bytes) -> None:
        self._packed = zipfile.ZipFile(io.BytesIO(data))
        self._names = {name.lower(): name for name in self._packed.namelist()}

    def read(self, name: str) -> bytes:
        """A part's bytes; empty if there is none. Raises `Refused` if it is longer than allowed."""
        if not self.has(name):
            return b""
        try:
            with self._packed.open(self._names[name.lower()]) as part:
                data = part.read(MOST_BYTES + 1)
        except MemoryError:
            raise
        except Exception as error:  # whatever damaged bytes bring about in there
            raise damaged(name) from error
        if len(data) > MOST_BYTES:
            raise too_large()
        return data

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return name.lower() in self._names
