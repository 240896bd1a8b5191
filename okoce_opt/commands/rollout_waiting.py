"""`okoce rollout waiting`: seats that a withdrawal has freed, offered to those who wait."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from okoce_opt.commands.command import DONE, Command, command_line
from okoce_opt.commands.numbers import day
from okoce_opt.commands.rollout_change import add_today
from okoce_opt.commands.rollout_folder import add_folder
from okoce_opt.commands.screen import Screen
from okoce_opt.commands.waiting_desk import Desk, give, new_offer, open_desk, open_offer
from okoce_opt.domain.words import Words, same

if TYPE_CHECKING:
    from okoce_opt.rollout.store import Rollout
    from okoce_opt.rollout.version import Version
    from okoce_opt.waiting.candidates import Candidate, FreeSeat
    from okoce_opt.waiting.offers import Offer

PATIENCE = 3
"""Days that somebody has to answer, unless the planner says otherwise."""


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """The year; nothing more (what is free, and who waits), or an offer, or the answer to one."""
    add_folder(parser, lang)
    one = parser.add_mutually_exclusive_group()
    metavar = Words("ID", "ID").said(lang)
    for name, words in (
        ("--offer", Words("tawarkan kursi kosong itu kepadanya", "offer the free seat to them")),
        ("--accept", Words("ia menerima: kursinya diberikan", "they accept: the seat is theirs")),
        ("--refuse", Words("ia menolak", "they refuse")),
    ):
        one.add_argument(name, metavar=metavar, help=words.said(lang))
    text = Words(
        "sesi yang mana, bila lebih dari satu kosong", "which session, where several have room"
    )
    parser.add_argument("--session", metavar="S", help=text.said(lang))
    text = Words(
        f"jawaban ditunggu sampai (bawaan: {PATIENCE} hari)",
        f"the answer is awaited until (default: {PATIENCE} days)",
    )
    parser.add_argument("--until", metavar="D", type=day(lang), help=text.said(lang))
    add_today(parser, lang)


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Say what is free and who waits; or keep an offer or its answer as a version."""
    from okoce_opt.rollout.store import Rollout
    from okoce_opt.waiting.offers import Answer

    with Rollout.open(args.folder) as rollout:
        desk = open_desk(rollout, args.today)
        screen = screen.knowing(desk.judging.problem)
        if args.offer is not None:
            until = args.until or desk.today + timedelta(PATIENCE)
            offer = new_offer(desk, args.offer, args.session, until)
            version = _kept(rollout, desk, offer)
        elif args.accept is not None:
            offer = replace(open_offer(desk, args.accept, args.session), answer=Answer.ACCEPTED)
            version = give(rollout, desk, offer)
        elif args.refuse is not None:
            offer = replace(open_offer(desk, args.refuse, args.session), answer=Answer.REFUSED)
            version = _kept(rollout, desk, offer)
        else:
            return _show(desk, args, screen)
    words = Words(
        "Versi {n}: {person}, {session}: {answer}.", "Version {n}: {person}, {session}: {answer}."
    )
    said = _answer(offer)
    screen.say(
        words.fill(
            n=version.number, person=same(offer.person), session=same(offer.session), answer=said
        )
    )
    for line in _next(offer, args.folder, version.number):
        screen.say(line)
    screen.answer({"outcome": "ok", "version": version.number, **_offer_json(offer)})
    return DONE


def _next(offer: Offer, folder: Path, number: int) -> Iterator[Words]:
    """What to do after an offer, or after its answer."""
    from okoce_opt.waiting.offers import Answer

    waiting = ("rollout", "waiting", folder)
    if offer.answer is Answer.OFFERED:
        words = Words("Bila ia menjawab: {yes} atau {no}", "When they answer: {yes} or {no}")
        at = ("--session", offer.session)
        yes, no = ((*waiting, word, offer.person, *at) for word in ("--accept", "--refuse"))
        yield words.fill(yes=command_line(*yes), no=command_line(*no))
    elif offer.answer is Answer.ACCEPTED:
        out = f"perubahan_versi{number}"
        words = Words("Kertas untuk kantornya: {line}", "Papers for their office: {line}")
        yield words.fill(line=command_line("rollout", "papers", folder, "--out", out))
        words = Words("Lalu terbitkan: {line}", "Then publish: {line}")
        yield words.fill(line=command_line("rollout", "publish", folder, "--to", "semua"))
    else:
        words = Words("Siapa berikutnya: {line}", "Who is next: {line}")
        yield words.fill(line=command_line(*waiting))


def _kept(rollout: Rollout, desk: Desk, offer: Offer) -> Version:
    return rollout.commit(what=offer.answer.value, expected=desk.version, note=offer.note)


def _show(desk: Desk, args: argparse.Namespace, screen: Screen) -> int:
    """What is free, who may have it with what it comes to, and how offers stand."""
    shown, best = [], None
    for seat in {(one.session, one.kelurahan): one for one in desk.free}.values():
        if args.session in (None, seat.session):
            those = desk.candidates(seat)
            for line in _seat_lines(desk, seat, those):
                screen.say(line)
            shown.append(_seat_json(desk, seat, those))
            first = (one.person for one in those if one.effect is not None)
            best = best or next(first, None)
    if not shown:
        screen.say(_NOTHING_FREE)
    for offer in desk.offers:
        words = Words("{person}, {session}: {answer}", "{person}, {session}: {answer}")
        person, session = same(offer.person), same(offer.session)
        screen.say(words.fill(person=person, session=session, answer=_answer(offer)))
    if best is not None:
        typed = command_line("rollout", "waiting", args.folder, "--offer", best)
        screen.say(Words("Berikutnya: {line}", "Next: {line}").fill(line=typed))
    offers = [_offer_json(one) for one in desk.offers]
    screen.answer(
        {"outcome": "ok", "today": desk.today.isoformat(), "free": shown, "offers": offers}
    )
    return DONE


def _seat_lines(desk: Desk, seat: FreeSeat, those: list[Candidate]) -> Iterator[Words]:
    from okoce_opt.handmade.suggested import said_of

    problem = desk.judging.problem
    home = problem.kelurahan.get(seat.kelurahan)
    n = sum((o.session, o.kelurahan) == (seat.session, seat.kelurahan) for o in desk.free)
    words = Words(
        "{n} kursi kosong di {session}, dari Kelurahan {home}:",
        "{n} free seats in {session}, of Kelurahan {home}:",
    )
    name = home.name if home is not None else "?"
    yield words.fill(n=n, session=same(seat.session), home=same(name))
    for number, one in enumerate(those[:_LISTED], start=1):
        if one.effect is not None:
            words = Words("  {n}. {said}", "  {n}. {said}")
            yield words.fill(n=number, said=said_of(one.effect, desk.judging))
        else:
            words = Words("  -  {person} tidak dapat: {why}", "  -  {person} cannot: {why}")
            yield words.fill(person=same(one.person), why=list(one.why))
    if len(those) > _LISTED:
        more = Words("  dan {n} orang lagi", "  and {n} people more")
        yield more.fill(n=len(those) - _LISTED)
    if not those:
        yield _NOBODY


def _seat_json(desk: Desk, seat: FreeSeat, those: list[Candidate]) -> dict[str, object]:
    return {
        "session": seat.session,
        "kelurahan": seat.kelurahan,
        "candidates": [
            {
                "person": one.person,
                "waited": one.waited,
                "levels": [] if one.effect is None else list(one.effect.dearer),
                "why": [why.en for why in one.why],
            }
            for one in those
        ],
    }


def _offer_json(offer: Offer) -> dict[str, object]:
    return {
        "person": offer.person,
        "session": offer.session,
        "until": offer.until.isoformat(),
        "answer": offer.answer.value,
    }


def _answer(offer: Offer) -> Words:
    from okoce_opt.waiting.offers import ANSWERS

    return ANSWERS[offer.answer].fill(until=offer.until)


_LISTED = 10
_NOTHING_FREE = Words(
    "Tidak ada kursi yang kosong karena orang keluar dari daftar.",
    "No seat is free because somebody has left the list.",
)
_NOBODY = Words(
    "  tidak ada yang menunggu di kelurahan itu", "  nobody of that kelurahan is waiting"
)


COMMAND = Command(
    "waiting",
    Words(
        "kursi yang kosong karena orang mundur: siapa yang menunggu, tawarkan, catat jawabannya",
        "seats freed by a withdrawal: who waits, offer one, record the answer",
    ),
    arguments,
    run,
)
