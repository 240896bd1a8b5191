"""`okoce rollout take`, `diff`, `undo`: the next version, what it changes, and back again."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from okoce_opt.commands.command import DONE, IMPOSSIBLE, Command, command_line
from okoce_opt.commands.complaints import tell_notes
from okoce_opt.commands.numbers import some
from okoce_opt.commands.rollout_folder import add_folder, add_note
from okoce_opt.commands.screen import Screen
from okoce_opt.domain.words import Words, same

if TYPE_CHECKING:
    from okoce_opt.io import OpenScenario
    from okoce_opt.plan_files.record import PlanFolder
    from okoce_opt.rollout.store import Rollout
    from okoce_opt.rollout.version import Version


def _take_arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    add_folder(parser, lang)
    text = Words("skenario yang disunting, atau folder hasil", "an edited scenario, or a plan")
    parser.add_argument("source", metavar="S", type=Path, help=text.said(lang))
    text = Words("hanya tunjukkan bedanya", "only show the difference")
    parser.add_argument("--dry-run", action="store_true", help=text.said(lang))
    add_note(parser, lang)


def _take(args: argparse.Namespace, screen: Screen) -> int:
    from okoce_opt.plan_files.record import RECORD
    from okoce_opt.rollout.store import Rollout

    with Rollout.open(args.folder) as rollout:
        if (args.source / RECORD).is_file():
            return _take_plan(args, rollout, screen)
        return _take_scenario(args, rollout, screen)


def _take_scenario(args: argparse.Namespace, rollout: Rollout, screen: Screen) -> int:
    from okoce_opt.io import load_scenario
    from okoce_opt.rollout.difference import lists_difference

    current, scenario = rollout.current, load_scenario(args.source)
    found = lists_difference(rollout.scenario(current), scenario)
    for line in found.lines():
        screen.say(line)
    tell_notes(scenario.notices, screen)
    version = current
    if not args.dry_run and not found.is_empty:
        version = rollout.commit(what="take", expected=current, scenario=scenario, note=args.note)
        tell_version(version, args.folder, screen)
    else:
        screen.say(Words("Tidak ada yang ditulis.", "Nothing was written."))
    screen.answer(
        {
            "outcome": "ok",
            "version": version.number,
            "came": list(found.came),
            "left": list(found.left),
            "changed": list(found.changed),
            "personal": found.personal,
            "parts": list(found.parts),
        }
    )
    return DONE


def _take_plan(args: argparse.Namespace, rollout: Rollout, screen: Screen) -> int:
    """Take a plan that was made elsewhere, where it stands before the judge."""
    from okoce_opt.change import change_of
    from okoce_opt.plan_files.record import read_plan
    from okoce_opt.reports.violations_in_words import violation_lines
    from okoce_opt.verify import verify

    current, plan = rollout.current, read_plan(args.source)
    scenario = rollout.scenario(current)
    judging = scenario if plan.before is None else change_of(scenario, plan.before)
    broken = verify(judging.problem, judging.rules, plan.plan)
    for line in violation_lines(judging, broken, (), screen.lang):
        screen.say(same(line))
    other = scenario.digest != plan.problem_digest
    if other:
        screen.say(_OTHER_SCENARIO)
    else:
        for words in _plan_difference(rollout, current, scenario, plan):
            screen.say(words)
    version = current
    if not broken and not other and not args.dry_run:
        version = rollout.commit(what="plan", expected=current, plan=plan, note=args.note)
        tell_version(version, args.folder, screen)
    else:
        screen.say(Words("Tidak ada yang ditulis.", "Nothing was written."))
    screen.answer(
        {
            "outcome": "violated" if broken or other else "ok",
            "version": version.number,
            "violations": len(broken),
        }
    )
    return IMPOSSIBLE if broken or other else DONE


def _plan_difference(
    rollout: Rollout, current: Version, scenario: OpenScenario, plan: PlanFolder
) -> list[Words]:
    """What a plan changes in the year, before it is taken."""
    from okoce_opt.reports.comparison import comparison_lines

    if current.plan:
        return comparison_lines(scenario, rollout.plan(current), plan)
    words = Words(
        "Versi {n} belum punya rencana; rencana ini memberi {seats} kursi di {held} sesi.",
        "Version {n} has no plan yet; this plan gives {seats} seats in {held} sessions.",
    )
    return [words.fill(n=current.number, seats=len(plan.plan.seats), held=len(plan.plan.held))]


_OTHER_SCENARIO = Words(
    "Rencana itu dibuat untuk daftar atau aturan yang lain daripada versi yang berlaku. Ambil dulu "
    "skenarionya dengan rollout take, atau rencanakan ulang dengan rollout replan.",
    "That plan was made for other lists or rules than those of the current version. Take its "
    "scenario first (rollout take), or plan again (rollout replan).",
)


def tell_version(version: Version, folder: Path, screen: Screen) -> None:
    """That a version was made, and how it is taken back."""
    words = Words(
        "Versi {n} berlaku. Membatalkannya: {line}",
        "Version {n} is current. To take it back: {line}",
    )
    screen.say(words.fill(n=version.number, line=command_line("rollout", "undo", folder)))


def tell_next(folder: Path, number: int, is_held: bool, screen: Screen) -> None:
    """How the plan gets to the offices: what changes first, while the old revision is the one that
    they hold; then the new one.
    """
    if is_held:
        words = Words(
            "Untuk setiap kantor yang berubah saja, sebelum diterbitkan: {line}",
            "For each office only what changes, before it is published: {line}",
        )
        line = command_line("rollout", "papers", folder, "--out", f"perubahan_versi{number}")
        screen.say(words.fill(line=line))
    words = Words("Terbitkan dan bagikan: {line}", "Publish and hand out: {line}")
    out = f"terbit_versi{number}"
    line = command_line("rollout", "publish", folder, "--to", "semua", "--out", out)
    screen.say(words.fill(line=line))


def _diff_arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    add_folder(parser, lang)
    text = Words("nomor versi lama", "number of the older version")
    parser.add_argument("old", metavar="V", type=some(lang), help=text.said(lang))
    text = Words("nomor versi baru", "number of the newer version")
    parser.add_argument("new", metavar="W", type=some(lang), help=text.said(lang))


def _diff(args: argparse.Namespace, screen: Screen) -> int:
    from okoce_opt.reports.comparison import comparison_lines
    from okoce_opt.rollout.difference import lists_difference
    from okoce_opt.rollout.store import Rollout

    with Rollout.open(args.folder) as rollout:
        old, new = rollout.version(args.old), rollout.version(args.new)
        scenario = rollout.scenario(new)
        found = lists_difference(rollout.scenario(old), scenario)
        lines = found.lines()
        if old.plan and new.plan and old.plan != new.plan:
            lines += comparison_lines(scenario, rollout.plan(old), rollout.plan(new))
        elif old.plan != new.plan:
            which = new if new.plan else old
            words = Words("Hanya versi {n} punya rencana.", "Only version {n} has a plan.")
            lines.append(words.fill(n=which.number))
        marks = [len(rollout.attendance(one).marks) for one in (old, new)]
    words = Words("Catatan hadir: {old} -> {new}", "Marks of attendance: {old} -> {new}")
    lines.append(words.fill(old=marks[0], new=marks[1]))
    for line in lines:
        screen.say(line)
    screen.answer(
        {
            "outcome": "ok",
            "came": list(found.came),
            "left": list(found.left),
            "changed": list(found.changed),
            "personal": found.personal,
            "parts": list(found.parts),
            "same_plan": old.plan == new.plan,
            "marks": marks,
        }
    )
    return DONE


def _undo_arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    add_folder(parser, lang)
    text = Words(
        "kembali ke versi ini (bawaan: asal versi yang berlaku)",
        "back to this version (default: the one that the current was made from)",
    )
    parser.add_argument("--to", metavar="V", type=some(lang), help=text.said(lang))
    add_note(parser, lang)


def _undo(args: argparse.Namespace, screen: Screen) -> int:
    from okoce_opt.rollout.store import Rollout

    with Rollout.open(args.folder) as rollout:
        before = rollout.current
        to = None if args.to is None else rollout.version(args.to)
        version = rollout.undo(expected=before, to=to, note=args.note)
        last = rollout.history()[-1].number
        same_as = next(n.number for n in rollout.history() if n.content == version.content)
        marks = (rollout.attendance(one).marks.keys() for one in (before, version))
        unread = next(marks) - next(marks)
    words = Words(
        "Versi {n} berlaku; versi {old} tetap tersimpan.",
        "Version {n} is current; version {old} stays kept.",
    )
    if version.made_from == before.number and version.number == last:
        words = Words(
            "Isi versi {same} berlaku lagi, sebagai versi {n} yang baru: yang sudah dipegang "
            "kantor tetap tersimpan. Terbitkan sebagai revisi baru: {line}",
            "What version {same} said is current again, as the new version {n}: what offices hold "
            "stays kept. Publish it as a new revision: {line}",
        )
    line = command_line("rollout", "publish", args.folder, "--to", "semua")
    said = {"n": version.number, "old": before.number, "same": same_as, "line": line}
    screen.say(words.fill(**said))
    if unread:
        line = command_line("rollout", "attendance", args.folder, "kembali")
        screen.say(_UNREAD.fill(n=len(unread), line=line))
    screen.answer({"outcome": "ok", "version": version.number, "before": before.number})
    return DONE


_UNREAD = Words(
    "Perhatian: {n} tanda hadir yang dibaca sejak itu tidak berlaku di versi ini. Baca lagi "
    "lembarnya: {line}",
    "Note: {n} marks of attendance that were read since then do not count in this version. Read "
    "the sheets again: {line}",
)

TAKE = Command(
    "take",
    Words(
        "ambil skenario yang disunting, atau sebuah rencana", "take an edited scenario or a plan"
    ),
    _take_arguments,
    _take,
)
DIFF = Command("diff", Words("beda dua versi", "two versions compared"), _diff_arguments, _diff)
UNDO = Command(
    "undo",
    Words("kembali ke versi sebelumnya", "back to the version before"),
    _undo_arguments,
    _undo,
)
