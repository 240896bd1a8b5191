"""`okoce why S`: why a scenario has no plan, in rows and cells that a planner can point at, and
what would help.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from okoce_opt.commands.check import tell_shortfalls
from okoce_opt.commands.command import DONE, RAN_OUT, Command, plan_line
from okoce_opt.commands.complaints import as_json as complaint_as_json
from okoce_opt.commands.new_file import new_folder
from okoce_opt.commands.numbers import day, seconds
from okoce_opt.commands.screen import Screen
from okoce_opt.domain.words import Words
from okoce_opt.errors import NoPlanOfIt
from okoce_opt.options import WHY_SECONDS

if TYPE_CHECKING:
    from okoce_opt.domain.findings import Complaint
    from okoce_opt.reasons.answer import WhyNot


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """The scenario, and how long to look."""
    text = Words("folder skenario atau buku kerja", "scenario folder or workbook")
    parser.add_argument("scenario", metavar="S", type=Path, help=text.said(lang))
    text = Words(
        "folder hasil: mengapa orang ini di sana", "of a plan's folder: why this person sits there"
    )
    parser.add_argument("--person", metavar="ID", help=text.said(lang))
    text = Words(
        "folder hasil: mengapa sesi ini di hari itu", "of a plan's folder: why this session is then"
    )
    parser.add_argument("--session", metavar="ID", help=text.said(lang))
    text = Words(
        "folder hasil: mengapa hari ini kosong", "of a plan's folder: why this day is empty"
    )
    parser.add_argument("--date", metavar="T", type=day(lang), help=text.said(lang))
    text = Words("hanya kecamatan ini", "this kecamatan only")
    parser.add_argument("--kecamatan", metavar="K", help=text.said(lang))
    text = Words(
        "folder rencana lama yang akan diubah", "folder of the old plan that is to be changed"
    )
    parser.add_argument("--from", metavar="D", type=Path, dest="old", help=text.said(lang))
    text = Words("skenario folder hasil itu", "the scenario of that plan's folder")
    parser.add_argument("--scenario", metavar="S2", type=Path, help=text.said(lang), dest="planned")
    text = Words(
        "berhenti sesudah sekian detik (bawaan: jalan keluar dicari {n} detik)",
        "stop after so many seconds (default: ways out are looked for in {n} seconds)",
    ).fill(n=int(WHY_SECONDS))
    parser.add_argument("--time-limit", metavar="N", type=seconds(lang), help=text.said(lang))
    text = Words("tulis jalan keluarnya ke folder ini", "write the ways out into this folder")
    parser.add_argument("--out", metavar="DIR", type=new_folder(lang), help=text.said(lang))


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Say why; 0 when it is answered, 3 when it could not be settled in time."""
    if any(one is not None for one in (args.person, args.session, args.date, args.kecamatan)):
        return _here(args, screen)
    # where nothing is planned anew no solver is loaded
    from okoce_opt import planning
    from okoce_opt.reasons.answer import OPEN, POSSIBLE

    began = time.monotonic()

    def tell(stage: Words) -> None:
        line = Words("{n} dtk | {stage}", "{n} s | {stage}")
        screen.tell(line.fill(n=f"{time.monotonic() - began:.0f}", stage=stage))

    facts: tuple[Complaint, ...] = ()
    try:
        scenario = planning.read_scenario(args.scenario, args.old)
    except NoPlanOfIt as error:
        scenario, facts = error.scenario, error.complaints
    # facts are said as they were typed
    reason = lambda known: say_reason(replace(known, complaints=facts), screen)  # noqa: E731
    found = planning.why(scenario, args.time_limit, tell, out=args.out, known=reason)
    found = replace(found, complaints=facts)
    say_ways(found, screen, args.old)
    if found.status == POSSIBLE:
        _say_plan(args.scenario, scenario.name, args.old, screen)
    screen.answer({**as_json(found, screen), "scenario": scenario.name})
    return RAN_OUT if found.status == OPEN else DONE


def _here(args: argparse.Namespace, screen: Screen) -> int:
    """Why somebody or something of a plan is where it is."""
    from okoce_opt.handmade.here import why_here

    found = why_here(
        args.scenario,
        args.planned,
        person=args.person,
        session=args.session,
        day=args.date,
        kecamatan=args.kecamatan,
    )
    for line in found.lines():
        screen.say(line)
    screen.answer({"outcome": "ok", "lines": [screen.said(line) for line in found.lines()]})
    return DONE


def say_reason(found: WhyNot, screen: Screen) -> None:
    """The reason for people: what counting says is told as `okoce check` tells it."""
    head, counted, together = found.sections()
    screen.say(head)
    if found.shortfalls:
        screen.say(counted)
        tell_shortfalls(found.shortfalls, found.problem, screen, marked=False)
    for line in together:
        screen.say(line)


def say_ways(found: WhyNot, screen: Screen, old: Path | None = None) -> None:
    """The ways out for people; of the change of an `old` plan they are changes of it too."""
    for line in found.lines_of_ways():
        screen.say(line)
    for folder in found.folders:
        _say_plan(folder, folder.name, old, screen)


def _say_plan(scenario: Path, name: str, old: Path | None, screen: Screen) -> None:
    line = Words("Rencanakan: {line}", "Plan it: {line}")
    screen.say(line.fill(line=plan_line(scenario, name, old)))


def as_json(found: WhyNot, screen: Screen) -> dict[str, object]:
    """The answer for programs: each item with table, row, column, file and line."""
    conflict = found.conflict
    return {
        "outcome": found.status,
        "complaints": [complaint_as_json(c, screen.lang) for c in found.complaints],
        "counted": [
            {"kind": s.kind, "words": screen.said(s.words), "kecamatan": s.kecamatan}
            for s in found.shortfalls
        ],
        "items": [
            {
                **dict(zip(("table", "row", "column"), found.address(item), strict=True)),
                "words": screen.said(item.words),
                "where": screen.said(found.where(item)),
                "registrants": list(item.persons),
            }
            for item in (() if conflict is None else conflict.items)
        ],
        "left_over": None
        if found.left is None
        else {"found": found.left.found, "proved": found.left.proved},
        "causes": [
            {
                "words": screen.said(c.words),
                "at_least": c.at_least,
                "at_most": c.at_most,
                "items": [
                    {"words": screen.said(item.words), "where": screen.said(found.where(item))}
                    for item in c.items
                ],
            }
            for c in found.causes
        ],
        "ways": [
            {
                "kind": way.kind,
                "words": screen.said(way.words),
                "amount": way.amount,
                "at_least": way.at_least,
                "values": list(way.price.values),
                "bounds": list(way.price.bounds),
                "measures": dict(way.price.measures),
                "but": list(way.but),
            }
            for way in found.ways
        ],
        "untried": found.untried,
        "unsettled": found.unsettled,
        "folders": [str(folder) for folder in found.folders],
        "also_impossible": sorted(found.also),
        "irreducible": conflict is not None and conflict.irreducible,
        "about": [list(need) for need in (() if conflict is None else conflict.needs)],
        "days": [day.isoformat() for day in (() if conflict is None else conflict.days)],
    }


COMMAND = Command(
    "why",
    Words(
        "mengapa tidak ada rencana, atau mengapa begini rencananya",
        "why there is no plan, or why a plan is as it is",
    ),
    arguments,
    run,
)
