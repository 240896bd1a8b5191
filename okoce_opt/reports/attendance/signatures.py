"""The signature block at the foot of a roster: none, one or two signers side by side, more
below.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from okoce_opt.domain.places import Kecamatan
from okoce_opt.domain.words import date_words
from okoce_opt.reports.style.text_size import line_count, row_points
from okoce_opt.scenario import Papers, Signer

KNOWING = "Mengetahui,"


DOTS = "." * 36


_SIZE, _LINE_PT, _SPACE_PT = 10, 15.5, 48.0


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the block: what stands left and right, and its height in points."""

    left: str
    right: str
    height: float = _LINE_PT
    bold: bool = False
    underlined: bool = False


def signature_lines(papers: Papers, office: Kecamatan, day: date, width_px: int) -> list[Line]:
    """The lines from the date to the last NIP; `width_px` is the room of one signer.

    Without signers there is one block of dotted lines: nobody's name is put where it was not given.
    """
    signers = [_for_office(signer, office) for signer in papers.signers] or [Signer(office="")]
    pairs = [signers[i : i + 2] for i in range(0, len(signers), 2)]
    where = f"{papers.town}, " if papers.town else ""
    lines = [Line("", "", 12.0), Line("", where + date_words(day, "id", weekday=False))]
    for number, pair in enumerate(pairs):
        lines += _block(pair, first=number == 0, width_px=width_px)
    return lines


def _for_office(signer: Signer, office: Kecamatan) -> Signer:
    def filled(text: str) -> str:
        for mark, value in (
            ("{kecamatan}", office.name),
            ("{camat}", office.camat),
            ("{nip}", office.nip),
        ):
            text = text.replace(mark, value)
        return text.strip()

    return Signer(
        filled(signer.office), filled(signer.name), filled(signer.nip), filled(signer.heading)
    )


def _block(pair: Sequence[Signer], *, first: bool, width_px: int) -> list[Line]:
    # a single signer stands at the right, under the date
    left, right = (pair[0], pair[1]) if len(pair) == 2 else (None, pair[0])
    knows = left or right
    heading = [
        (s.heading or (KNOWING if first and s is knows else "")) if s else "" for s in (left, right)
    ]
    office = [_comma(s.office) if s else "" for s in (left, right)]
    names = [(s.name or DOTS) if s else "" for s in (left, right)]
    nips = [f"NIP. {s.nip or '.' * 24}" if s else "" for s in (left, right)]
    return [
        Line(heading[0], heading[1], _height(heading, width_px)),
        Line(office[0], office[1], _height(office, width_px)),
        Line("", "", _SPACE_PT),
        Line(
            names[0],
            names[1],
            _height(names, width_px),
            bold=True,
            underlined=any(s.name for s in pair),
        ),
        Line(nips[0], nips[1]),
    ]


def _comma(office: str) -> str:
    return office if not office or office.endswith((",", ".")) else f"{office},"


def _height(texts: Sequence[str], width_px: int) -> float:
    lines = max(line_count(text, width_px, _SIZE, bold=True) for text in texts)
    return row_points(lines, _SIZE, _LINE_PT)
