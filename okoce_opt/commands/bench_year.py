"""`okoce bench year`: the year of a story, played week by week, and how many have finished."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from okoce_opt.commands.command import DONE
from okoce_opt.commands.screen import Screen
from okoce_opt.commands.search_options import given
from okoce_opt.domain.words import Words
from okoce_opt.options import Options
from okoce_opt.signals import SIGNAL, Interrupted

if TYPE_CHECKING:
    from okoce_opt.bench.year.playing import Week

YEAR, STORY = "year", "setahun"
ABOUT = Words(
    "satu tahun, minggu demi minggu: 37 % tidak hadir, hal-hal berubah; berjam-jam; --seed N",
    "a year week by week: 37 % stay away, things change; hours; --seed N",
)


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Play the year of the story `setahun`; each week is told as it has passed."""
    from okoce_opt.bench.year.playing import play
    from okoce_opt.io import load_scenario

    scenario = load_scenario(args.scenarios / STORY)
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
        screen.answer({"outcome": "stopped", "weeks": len(weeks)})
        return SIGNAL + (stopped.signum if isinstance(stopped, Interrupted) else 2)
    screen.say(
        _YEAR.fill(
            finished=year.finished,
            people=year.on_list,
            moved=year.moved,
            sessions=year.sessions,
            fewest=year.fewest,
        )
    )
    screen.answer(
        {
            "outcome": "ok",
            "finished": year.finished,
            "on_list": year.on_list,
            "done": {str(number): people for number, people in sorted(year.done.items())},
            "moved": year.moved,
            "sessions": year.sessions,
            "fewest": year.fewest,
            "weeks_without_a_plan": year.refused,
        }
    )
    return DONE


_WEEK = Words(
    "{day}: {came} hadir, {away} tidak; {changes} perubahan; {moved} dari {announced} kursi "
    "pindah, {make_ups} kursi susulan; {finished} dari {people} orang selesai.",
    "{day}: {came} came, {away} did not; {changes} changes; {moved} of {announced} seats moved, "
    "{make_ups} make-up seats; {finished} of {people} people have finished.",
)
_YEAR = Words(
    "{finished} dari {people} orang menyelesaikan semuanya; {moved} kursi dipindahkan; {sessions} "
    "sesi, {fewest} seandainya semua selalu hadir.",
    "{finished} of {people} people have finished everything; {moved} seats were moved; {sessions} "
    "sessions, {fewest} had everyone always come.",
)
