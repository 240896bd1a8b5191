"""`okoce bench year`: the year of a story, played week by week, and how many have finished."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from okoce_opt.commands.command import DONE
from okoce_opt.commands.levels import percent
from okoce_opt.commands.new_file import refuse_existing
from okoce_opt.commands.screen import Screen
from okoce_opt.commands.search_options import given
from okoce_opt.domain.words import Words
from okoce_opt.options import Options
from okoce_opt.signals import SIGNAL, Interrupted

if TYPE_CHECKING:
    from okoce_opt.bench.year.played import Week, Year
    from okoce_opt.commands.search_options import AddOption

YEAR, STORY, WHOLE = "year", "satu_tahun_berjalan", "setahun"
ABOUT = Words(
    "satu tahun, minggu demi minggu: 37 % tidak hadir, hal-hal berubah; 240 orang, dengan --full "
    "8.000 (berjam-jam); --seed N",
    "a year week by week: 37 % stay away, things change; 240 people, with --full 8,000 (hours); "
    "--seed N",
)


def arguments(option: AddOption) -> None:
    """The switch of this set."""
    text = Words(
        "year: delapan ribu orang sampai 31 Desember, bukan dua kecamatan (berjam-jam)",
        "year: 8,000 people to 31 December instead of two kecamatan (hours)",
    )
    option("--full", text, action="store_true")


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Play the year of the story; each week is told as it has passed."""
    from okoce_opt.bench.year.playing import play
    from okoce_opt.io import load_scenario

    if args.out is not None:
        _refuse_existing(args.out)
    scenario = load_scenario(args.scenarios / (WHOLE if args.full else STORY))
    options = Options(**given(args, "workers", "budget"))
    weeks: list[Week] = []

    def tell(week: Week) -> None:
        weeks.append(week)
        screen.say(
            _WEEK.fill(
                **{name: getattr(week, name) for name in week.__slots__ if name != "on_list"},
                people=week.on_list,
            )
        )

    try:
        year = play(scenario, options, args.seed, tell)
    except KeyboardInterrupt as stopped:
        _written(args.out, weeks, None, screen)
        screen.answer({"outcome": "stopped", "weeks": len(weeks)})
        return SIGNAL + (stopped.signum if isinstance(stopped, Interrupted) else 2)
    for line in _year_lines(year):
        screen.say(line)
    files = _written(args.out, weeks, year, screen)
    screen.answer(
        {
            "outcome": "ok",
            "finished": year.finished,
            "on_list": year.on_list,
            "done": {str(number): people for number, people in sorted(year.done.items())},
            "moved": year.moved,
            "ever_moved": year.ever_moved,
            "announced": year.announced,
            "sessions": year.sessions,
            "fewest": year.fewest,
            "knowing": year.knowing,
            "against_knowing": year.against_knowing,
            "regret": year.regret,
            "read": year.read,
            "asked": year.asked,
            "wrong": year.wrong,
            "verified": year.verified,
            "weeks_without_a_plan": year.refused,
            "files": files,
        }
    )
    return DONE


def _year_lines(year: Year) -> Iterator[Words]:
    """What the year came to, in sentences."""
    yield _YEAR.fill(
        finished=year.finished,
        people=year.on_list,
        sessions=year.sessions,
        fewest=year.fewest,
    )
    share = percent(year.against_knowing)
    yield _KNOWING.fill(people=year.knowing, share=share, regret=year.regret)
    yield _MOVES.fill(
        ever=year.ever_moved,
        announced=year.announced,
        share=percent(year.ever_moved / max(1, year.announced)),
        each=f"{year.moved / max(1, year.on_list):.2f}",
    )
    yield _HANDS.fill(read=year.read, asked=year.asked, wrong=year.wrong, verified=year.verified)
    for why, people in year.reasons:
        line = Words("  {n} orang belum selesai: {why}", "  {n} people not finished: {why}")
        yield line.fill(n=people, why=why)


def _refuse_existing(out: Path) -> None:
    from okoce_opt.bench.paper import picture_of

    for path in (out, picture_of(out)):
        refuse_existing(path)


def _written(
    out: Path | None, weeks: Sequence[Week], year: Year | None, screen: Screen
) -> list[str]:
    """The weeks as CSV and as a picture beside it, where they are wanted."""
    from okoce_opt.bench.paper import can_draw, picture_of, save
    from okoce_opt.bench.year.picture import weeks_csv, year_picture

    if out is None or not weeks:
        return []
    files = [out]
    save(out, weeks_csv(weeks))
    if can_draw():
        knowing = None if year is None else year.knowing
        files.append(picture_of(out))
        save(files[-1], year_picture(weeks, knowing, screen.lang))
    written = [str(path) for path in files]
    screen.say(Words("Ditulis: {files}", "Written: {files}").fill(files=written))
    return written


_WEEK = Words(
    "{day}: {came} hadir, {away} tidak ({asked} ditanyakan); {changes} perubahan; {moved} dari "
    "{announced} kursi pindah ({of_others} milik yang tidak menyusul), {make_ups} kursi susulan; "
    "{finished} dari {people} orang selesai.",
    "{day}: {came} came, {away} did not ({asked} asked about); {changes} changes; {moved} of "
    "{announced} seats moved ({of_others} of people with nothing to make up), {make_ups} make-up "
    "seats; {finished} of {people} people have finished.",
)
_YEAR = Words(
    "{finished} dari {people} orang menyelesaikan semuanya, dalam {sessions} sesi; {fewest} "
    "seandainya semua selalu hadir.",
    "{finished} of {people} people have finished everything, in {sessions} sessions; {fewest} had "
    "everyone always come.",
)
_KNOWING = Words(
    "Seandainya semua diketahui sejak awal, paling banyak {people} orang dapat selesai (dihitung "
    "orang demi orang): tercapai paling sedikit {share}. Sesi di atas yang paling sedikit: "
    "{regret}.",
    "Had everything been known beforehand, at most {people} people could have finished (counted "
    "person by person): at least {share} of them did. Sessions beyond the fewest: {regret}.",
)
_MOVES = Words(
    "{ever} dari {announced} kursi yang pernah diumumkan dipindahkan ({share}), {each} pindahan "
    "tiap orang.",
    "{ever} of {announced} seats ever announced were moved ({share}), {each} moves a person.",
)
_HANDS = Words(
    "Kehadiran: {read} dibaca dari lembar, {asked} ditanyakan, {wrong} salah. {verified} rencana "
    "diperiksa dan menepati semua aturan.",
    "Attendance: {read} read from sheets, {asked} asked about, {wrong} wrong. {verified} plans "
    "were judged and keep every rule.",
)
