"""What the settings say: dates, parts of the day, papers. Keys that nobody knows are complaints."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from okoce_opt.domain.calendar import Part
from okoce_opt.domain.checks import nearest
from okoce_opt.domain.consistency import too_long
from okoce_opt.domain.findings import Complaint
from okoce_opt.domain.words import WEEKDAYS, Words, same
from okoce_opt.io.files.settings import TABLE, Settings, under
from okoce_opt.io.tables import parsers as p
from okoce_opt.io.tables import times as t
from okoce_opt.io.tables.cells import Cell, plain, shown, shown_words
from okoce_opt.io.tables.english import setting_in_english
from okoce_opt.io.tables.records import ERASE
from okoce_opt.scenario import Papers, Signer

Value = TypeVar("Value")

_NOTHING = same("")

PLAIN_KEYS = (
    "title",
    "story",
    "extends",
    "draw_seed",
    "mulai",
    "selesai",
    "hari_ini",
    "pemberitahuan_hari",
    "hari_kerja",
    "tingkat",
)
_SUCH = {
    "bagian": 'bagian.sehari = "08.00-15.00"',
    "bagian_hari": 'bagian_hari.jumat = "pagi"',
    "aturan": "aturan.simultaneous_phase.at_most = 4",
    "sasaran": "sasaran.few_sessions.harga = 200",
    "surat": 'surat.kota = "Jakarta"',
}
"""One key of each family, as it may be typed."""
FAMILIES = tuple(_SUCH)
_SURAT = ("kop", "kota", "revisi", "tanggal_revisi", "kertas", "penanda_tangan")
_SOFT = "lunak"
_LONGEST_NOTICE = 366
_SIGNER = ("jabatan", "nama", "nip", "pengantar")


@dataclass(frozen=True)
class Program:
    """The settings that are not rules or goals. What could not be read is None or empty, with its
    complaint.
    """

    title: str
    story: str
    draw_seed: str
    first: date | None
    last: date | None
    today: date | None
    notice: int | None
    weekdays: frozenset[int]
    parts: dict[str, Part]
    weekday_parts: dict[int, frozenset[str]]
    soft_parts: frozenset[str]
    papers: Papers


class Taker:
    """Takes settings out of the list one by one, turning what cannot be read into complaints."""

    def __init__(self, settings: Settings, file: str, complaints: list[Complaint]) -> None:
        self.settings, self.file, self.complaints = settings, file, complaints

    def take(
        self, path: str, parse: Callable[[Cell], Value], *, required: bool = False
    ) -> Value | None:
        """The value at a path; None if it is not there or cannot be read."""
        setting = self.settings.get(path)
        if setting is None or setting.value is None or plain(setting.value) in ("", ERASE):
            if required:
                filled = Words("terisi", "a value")
                self.complain(
                    "missing_key",
                    path,
                    "",
                    filled,
                    Words("Tambahkan {path}.", "Add {path}.").fill(path=path),
                )
            return None
        try:
            return parse(setting.value)
        except p.Unreadable as error:
            self.complain(
                error.code, path, shown(plain(setting.value)), error.allowed, error.advice
            )
            return None

    def complain(
        self, code: str, path: str, found: str, allowed: Words, advice: Words = _NOTHING
    ) -> None:
        """A complaint about the setting at a path."""
        file, row = self.spot(path)
        said = self.said(path)
        self.complaints.append(
            Complaint(code, TABLE, said, said, found, allowed, advice, file, row)
        )

    def said(self, path: str) -> str:
        """A path as the planner wrote it."""
        return (path in self.settings and self.settings[path].said) or path

    def spot(self, path: str) -> tuple[str, int]:
        """File and row of a path, or of the nearest path above or below it."""
        if path in self.settings:
            return self.settings[path].spot
        below = [
            setting.spot for name, setting in self.settings.items() if name.startswith(path + ".")
        ]
        above = path.rpartition(".")[0]
        return below[0] if below else self.spot(above) if above else (self.file, 0)

    def unknown(self, path: str, known: Iterable[object]) -> None:
        """A complaint about a path that nobody knows."""
        above, _, name = path.rpartition(".")
        choices = {str(choice): setting_in_english(above, str(choice)) for choice in known}
        advice = (
            shown_words(nearest(name, [*choices, *filter(None, choices.values())]))
            if choices
            else Words("Hapus kunci ini.", "Remove this key.")
        )
        both = [f"{own} ({other})" if other else own for own, other in choices.items()]
        self.complain("unknown_key", path, shown(path), same(", ".join(both)), advice)


def read_settings(taker: Taker) -> Program:
    """The typed settings. Rules and goals are read in `judges`."""
    settings = taker.settings
    for path in settings:
        head, _, rest = path.partition(".")
        if head in FAMILIES:
            if not rest:
                such = Words(f"misalnya <{_SUCH[head]}>", f"for example <{_SUCH[head]}>")
                taker.complain("unknown_key", path, shown(plain(settings[path].value)), such)
        elif head == "tingkat":
            if not rest.isdecimal() and (rest or plain(settings[path].value)):
                taker.complain(
                    "bad_levels",
                    path,
                    shown(path),
                    same('tingkat = [["most_placed"], ["few_sessions"]]; tingkat.1'),
                )
        elif head not in PLAIN_KEYS or rest:
            taker.unknown(path, (*PLAIN_KEYS, *FAMILIES))
    first = taker.take("mulai", t.day, required=True)
    last = taker.take("selesai", t.day, required=True)
    for one in too_long(first, last) if first and last else ():
        taker.complain(one.code, "selesai", one.found, one.allowed, one.advice)
        last = None
    return Program(
        title=taker.take("title", p.lines) or "",
        story=taker.take("story", p.lines) or "",
        draw_seed=taker.take("draw_seed", plain, required=True) or "",
        first=first,
        last=last,
        today=taker.take("hari_ini", t.day),
        notice=taker.take("pemberitahuan_hari", p.up_to(_LONGEST_NOTICE)),
        weekdays=taker.take("hari_kerja", t.weekdays, required=True) or frozenset(),
        parts=_parts(taker),
        weekday_parts=_weekday_parts(taker),
        soft_parts=frozenset(taker.take(f"bagian_hari.{_SOFT}", t.parts) or ()),
        papers=_papers(taker),
    )


def _parts(taker: Taker) -> dict[str, Part]:
    parts = {}
    for name in under(taker.settings, "bagian"):
        hours = taker.take(f"bagian.{name}", plain)
        if name not in t.PARTS:
            taker.unknown(f"bagian.{name}", t.PARTS)
        elif hours is not None:
            parts[name] = Part(name, t.PARTS[name], hours)
    return {name: parts[name] for name in t.PARTS if name in parts}


def _weekday_parts(taker: Taker) -> dict[int, frozenset[str]]:
    """`[bagian_hari] jumat = "pagi"`: the parts in use on a weekday; `lunak` says those of soft
    days.
    """
    found = {}
    for name in under(taker.settings, "bagian_hari"):
        parts = taker.take(f"bagian_hari.{name}", t.parts)
        if name in WEEKDAYS["id"] and parts is not None:
            found[WEEKDAYS["id"].index(name)] = frozenset(parts)
        elif name not in (*WEEKDAYS["id"], _SOFT):
            taker.unknown(f"bagian_hari.{name}", (*WEEKDAYS["id"], _SOFT))
    return found


def _papers(taker: Taker) -> Papers:
    for name in under(taker.settings, "surat"):
        if name not in _SURAT:
            taker.unknown(f"surat.{name}", _SURAT)
    numbers = under(taker.settings, "surat.penanda_tangan")
    for number in numbers:
        for name in under(taker.settings, f"surat.penanda_tangan.{number}"):
            if name not in _SIGNER:
                taker.unknown(f"surat.penanda_tangan.{number}.{name}", _SIGNER)
    paper = taker.take("surat.kertas", p.one_of("a4", "f4"))
    return Papers(
        letterhead=tuple(
            taker.take(f"surat.kop.{number}", p.lines) or ""
            for number in sorted(under(taker.settings, "surat.kop"), key=_by_number)
        ),
        signers=tuple(
            _signer(taker, f"surat.penanda_tangan.{number}")
            for number in sorted(numbers, key=_by_number)
        ),
        town=taker.take("surat.kota", plain) or "",
        revision=taker.take("surat.revisi", plain) or "",
        revision_date=taker.take("surat.tanggal_revisi", t.day),
        paper=(paper or "a4").upper(),
    )


def _signer(taker: Taker, path: str) -> Signer:
    office, name, nip, heading = (taker.take(f"{path}.{key}", plain) or "" for key in _SIGNER)
    return Signer(office, name, nip, heading)


def _by_number(piece: str) -> tuple[int, str]:
    return (int(piece) if piece.isdecimal() else 1 << 30, piece)
