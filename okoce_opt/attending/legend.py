"""What a sheet itself says of its signs: a legend (`kosong = alpa`), and how many came in all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from okoce_opt.attending.signs import PRESENCE, Sign, plain
from okoce_opt.domain.attended import Presence
from okoce_opt.reports.attendance.presence import presence_said

_NAMES = {
    **{sign.value: sign for sign in Sign},
    **dict.fromkeys(("dikosongkan", "tidak diisi", "tdk diisi", "belum diisi"), Sign.EMPTY),
    **dict.fromkeys(("silang", "\u00d7", "\u2717", "\u2718"), Sign.CROSS),
    **dict.fromkeys(("strip", "garis", "\u2013", "\u2014"), Sign.DASH),
    **dict.fromkeys(("jam datang", "pukul"), Sign.HOUR),
    **dict.fromkeys(("berwarna", "diwarnai"), Sign.COLOUR),
}
_FIRST_WORDS = re.compile(r"^(?:ket(?:erangan)?\s*[.:]*\s*|catatan\s*:\s*)")
_ABOUT = re.compile(r"^(?:peserta|yang|orang|berarti|artinya)\s+")


@dataclass(frozen=True)
class Legend:
    """What signs mean on a sheet, and texts that nobody else writes (`C = izin`)."""

    signs: Mapping[Sign, Presence] = field(default_factory=dict)
    texts: Mapping[str, Presence] = field(default_factory=dict)


def legend_in(texts: Iterable[str]) -> Legend:
    """The legend in these texts: pieces like `x = tidak hadir`, and `semua hari` for a column that
    is about all days. What is said in two ways is not said.
    """
    said: dict[Sign | str, set[Presence]] = {}
    for text in texts:
        for piece in re.split(r"[,;()\n]", plain(text)):
            left, equals, right = piece.partition("=")
            if not equals:
                if piece.strip() == Sign.WHOLE:
                    said.setdefault(Sign.WHOLE, set()).add(Presence.CAME)
                continue
            meant = presence_said(_ABOUT.sub("", right.strip()))
            if meant:
                for name in _named(_FIRST_WORDS.sub("", left.strip()).strip("\"'\u201c\u201d ")):
                    said.setdefault(name, set()).add(PRESENCE[meant])
    clear = {name: next(iter(those)) for name, those in said.items() if len(those) == 1}
    return Legend(
        {name: meant for name, meant in clear.items() if isinstance(name, Sign)},
        {name: meant for name, meant in clear.items() if not isinstance(name, Sign)},
    )


def _named(left: str) -> list[Sign | str]:
    if left in _NAMES:
        return [_NAMES[left]]
    pieces = [piece for piece in re.split(r"/| dan | atau ", left) if piece.strip()]
    return [_NAMES.get(piece.strip(), piece.strip()) for piece in pieces if len(piece) <= 20]


def counted(line: str) -> int | None:
    """The number that somebody has put into the line `Hadir: .......... dari 40 peserta`."""
    found = re.match(r"[.\s\u2026:]*(\d{1,4})(?![\d-])", line)
    return int(found[1]) if found else None


def by_count(came: int, unclear: Counter[Sign], said: int | None) -> Mapping[Sign, Presence]:
    """What signs mean by the number of those who came, where it leaves one way only.

    Are as many marked as the line counts, nobody else came; with one sign alone, all or none of its
    people did.
    """
    if said is None or not unclear:
        return {}
    if said == came and unclear.keys() <= {Sign.EMPTY, Sign.CROSS, Sign.DASH}:
        return dict.fromkeys(unclear, Presence.MISSED)
    if len(unclear) == 1 and said == came + unclear.total():
        return dict.fromkeys(unclear, Presence.CAME)
    return {}
