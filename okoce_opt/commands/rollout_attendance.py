"""`okoce rollout attendance` and `mark`: who came, from filled sheets or from what was said."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from okoce_opt.commands.command import DONE, WRONG_INPUT, Command, command_line
from okoce_opt.commands.new_file import new_folder
from okoce_opt.commands.numbers import day
from okoce_opt.commands.parser import WrongCommandLine
from okoce_opt.commands.rollout_folder import add_folder, add_note
from okoce_opt.commands.screen import Screen
from okoce_opt.domain.checks import nearest
from okoce_opt.domain.findings import shown
from okoce_opt.domain.sessions import session_name
from okoce_opt.domain.words import Words, same

if TYPE_CHECKING:
    from okoce_opt.attending.returned import Returned
    from okoce_opt.domain.attended import Presence
    from okoce_opt.rollout.version import Version

WAITS = 1
"""Something is asked."""
_PRESENCE = ("hadir", "izin", "sakit", "alpa")


def _add_today(parser: argparse.ArgumentParser, lang: str) -> None:
    text = Words(
        "hari ini; tanpa itu sehari sesudah lembar terakhir yang kembali",
        "today; without it the day after the last sheet that came back",
    )
    parser.add_argument(
        "--today",
        metavar=Words("TANGGAL", "DATE").said(lang),
        type=day(lang),
        help=text.said(lang),
    )


def _attendance_arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    add_folder(parser, lang)
    text = Words("daftar hadir yang sudah diisi: berkas, folder, zip", "filled sheets: files, ...")
    parser.add_argument("files", metavar="FILE", type=Path, nargs="+", help=text.said(lang))
    text = Words(
        "arti sel kosong di antara yang terisi, bila lembarnya tidak mengatakannya; tanpa ini "
        "ditanyakan",
        "what an empty cell among filled ones means where a sheet does not say; without it, asked",
    )
    parser.add_argument("--empty", choices=_PRESENCE, help=text.said(lang))
    _add_today(parser, lang)
    text = Words(
        "folder untuk salinan berisi pertanyaan (bawaan: tanya_hadir_DIR)",
        "folder for the copies with questions (tanya_hadir_DIR)",
    )
    parser.add_argument("--out", metavar="L", type=new_folder(lang), help=text.said(lang))
    text = Words("hanya tunjukkan, jangan menyimpan", "only show, keep nothing")
    parser.add_argument("--dry-run", action="store_true", help=text.said(lang))
    add_note(parser, lang)


def _attendance(args: argparse.Namespace, screen: Screen) -> int:
    from okoce_opt.attending.copies import copies
    from okoce_opt.attending.returned import read_returned
    from okoce_opt.attending.telling import answer_of, lines_of, reminders, without_sheet
    from okoce_opt.commands.attendance_desk import desk_of
    from okoce_opt.rollout.store import Rollout

    with Rollout.open(args.folder) as rollout:
        current = rollout.current
        known = rollout.attendance(current)
        empty = _presence(args.empty) if args.empty else None
        desk = desk_of(rollout, current)
        screen = screen.knowing(desk.scenario.problem)
        returned = read_returned(desk, args.files, known, empty=empty, today=args.today)
        files, notes = copies(returned)
        # the questions first: should that fail, the year is as it was
        out = args.out or Path(f"tanya_hadir_{args.folder.resolve().name}")
        written = _written(files, out)
        version = current
        if not args.dry_run and returned.attendance != known:
            version = rollout.commit(
                what="attendance",
                expected=current,
                attendance=returned.attendance,
                note=args.note,
            )
        # what is told opens plans of other sheets, which it cannot once the year is closed
        unknown = without_sheet(desk, returned, args.today)
        for line in (*lines_of(returned), *notes, *reminders(unknown)):
            screen.say(line)
        if returned.newcomers:
            from okoce_opt.replanning.numbers import next_number

            free = next_number(rollout.numbers()) or "NO_PESERTA"
            typed = command_line("rollout", "change", args.folder, "daftar", free)
            screen.say(_REGISTER.fill(line=typed))
        _tell_where(screen, args, written, None if version is current else version)
        if any(one.is_blank for one in returned.asked):
            files_said = [one for one in args.files if one.exists()]
            again = command_line(
                "rollout", "attendance", args.folder, *files_said, "--empty", "alpa"
            )
            screen.say(_ALL_BLANK.fill(line=again))
        screen.answer(
            {
                **answer_of(returned, screen.lang),
                "outcome": "asked" if returned.asked else "ok",
                "unknown": unknown,
                "version": version.number,
                "today": _iso(returned),
                "copies": [str(path) for path in written],
            }
        )
        if any(one.fault for one in returned.passed):
            return WRONG_INPUT
        return WAITS if returned.asked else DONE


_REGISTER = Words(
    "Mendaftarkan yang datang tanpa terdaftar: {line} --name NAMA --to KELURAHAN",
    "To register who came without being on the list: {line} --name NAME --to KELURAHAN",
)


_ALL_BLANK = Words(
    "Bila di semua lembar ini sel kosong berarti alpa, satu perintah menjawab semuanya: {line}",
    "If an empty cell means stayed away on all of these sheets, one command answers them all: "
    "{line}",
)


def _iso(returned: Returned) -> str | None:
    today = returned.attendance.today
    return today.isoformat() if today else None


def _tell_where(
    screen: Screen, args: argparse.Namespace, written: list[Path], version: Version | None
) -> None:
    if version is not None:
        words = Words(
            "Disimpan sebagai versi {n}. Membatalkannya: {line}",
            "Kept as version {n}. To take it back: {line}",
        )
        screen.say(words.fill(n=version.number, line=command_line("rollout", "undo", args.folder)))
    else:
        screen.say(Words("Tidak ada yang berubah.", "Nothing has changed."))
    for path in written:
        screen.say(Words("Salinan: {path}", "Copy: {path}").fill(path=str(path)))
    if books := [path for path in written if path.suffix == ".xlsx"]:
        words = Words(
            "Perbaiki sel kuning di salinan itu (atau mintalah kantornya), lalu: {line}",
            "Mend the yellow cells in the copies (or ask the office to), then: {line}",
        )
        screen.say(words.fill(line=command_line("rollout", "attendance", args.folder, *books)))
    elif version is not None:
        words = Words("Berikutnya: {line}", "Next: {line}")
        screen.say(words.fill(line=command_line("rollout", "replan", args.folder)))


def _written(files: Mapping[str, bytes], out: Path) -> list[Path]:
    """Write files into a folder; one that is there and says otherwise is left as it is."""
    paths = []
    for name, data in files.items():
        out.mkdir(parents=True, exist_ok=True)
        path, n = out / name, 1
        while path.exists() and path.read_bytes() != data:
            n += 1
            path = out / f"{Path(name).stem}_{n}{Path(name).suffix}"
        if not path.exists():
            with path.open("xb") as file:
                file.write(data)
        paths.append(path)
    return paths


def _presence(word: str) -> Presence:
    from okoce_opt.attending.signs import PRESENCE

    return PRESENCE[word.capitalize()]


def _mark_arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    add_folder(parser, lang)
    text = Words(
        "No. peserta dan hadir, izin, sakit atau alpa; boleh beberapa pasang",
        "number of a registrant and hadir, izin, sakit or alpa; several pairs will do",
    )
    parser.add_argument("said", metavar="ID hadir|izin|sakit|alpa", nargs="+", help=text.said(lang))
    text = Words("kode sesinya, bila orangnya punya beberapa", "the session, if they have several")
    parser.add_argument("--session", metavar="SESI", default="", help=text.said(lang))
    text = Words("harinya saja, dari sesi beberapa hari", "one day of a session of several days")
    parser.add_argument(
        "--day", metavar=Words("TANGGAL", "DATE").said(lang), type=day(lang), help=text.said(lang)
    )
    _add_today(parser, lang)
    add_note(parser, lang)


def _mark(args: argparse.Namespace, screen: Screen) -> int:
    from okoce_opt.attending.signs import WORD
    from okoce_opt.attending.told import told_marks
    from okoce_opt.commands.attendance_desk import desk_of
    from okoce_opt.domain.attended import Attendance
    from okoce_opt.rollout.store import Rollout

    words = args.said
    if len(words) % 2 or any(word.casefold() not in _PRESENCE for word in words[1::2]):
        unknown = next((word for word in words[1::2] if word.casefold() not in _PRESENCE), "")
        raise WrongCommandLine(
            Words(
                "tertulis '{said}'; tulis No. peserta lalu hadir, izin, sakit atau alpa. {hint}",
                "found '{said}'; write the number of a registrant, then hadir, izin, sakit or "
                "alpa. {hint}",
            ).fill(said=same(shown(" ".join(words))), hint=nearest(unknown, _PRESENCE))
        )
    pairs = [
        (who, _presence(said.casefold())) for who, said in zip(words[::2], words[1::2], strict=True)
    ]
    with Rollout.open(args.folder) as rollout:
        current = rollout.current
        known = rollout.attendance(current)
        desk = desk_of(rollout, current)
        screen = screen.knowing(desk.scenario.problem)
        marks = told_marks(
            desk,
            known,
            pairs,
            session=args.session,
            day=args.day,
            today=args.today or known.today,
            left_in=lambda who: left.number if (left := rollout.left_in(who)) else 0,
        )
        version = rollout.commit(
            what="mark",
            expected=current,
            attendance=known.taking(Attendance.of(marks)),
            note=args.note,
        )
        for mark in marks:
            line = Words("{who}: {said}, {session}{day}", "{who}: {said}, {session}{day}")
            first = session_name(mark.session).first_day
            other = Words(", pada {day}", ", on {day}").fill(day=mark.day)
            said = line.fill(
                who=mark.person,
                said=WORD[mark.presence],
                session=mark.session,
                day="" if mark.day == first else other,
            )
            screen.say(said)
        _tell_where(screen, args, [], version)
        screen.answer(
            {
                "outcome": "ok",
                "version": version.number,
                "marks": [
                    [one.person, one.session, one.day.isoformat(), one.presence.value]
                    for one in marks
                ],
            }
        )
        return DONE


ATTENDANCE = Command(
    "attendance",
    Words("baca daftar hadir yang sudah diisi", "read attendance sheets that came back filled"),
    _attendance_arguments,
    _attendance,
)
MARK = Command(
    "mark",
    Words("catat hadir atau tidaknya seseorang", "say whether somebody came"),
    _mark_arguments,
    _mark,
)
