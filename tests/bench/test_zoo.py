"""What is drawn can be read, every trait comes up, and plans are compared level by level."""

from __future__ import annotations

import csv
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from okoce_opt.bench.zoo import course
from okoce_opt.bench.zoo.chance import Chance
from okoce_opt.bench.zoo.changes import CHANGES
from okoce_opt.bench.zoo.deal import BEFORE, PROBLEMS, TRAITS, Hand, hands
from okoce_opt.bench.zoo.entries import (
    CPSAT,
    IMPOSSIBLE,
    NONE_BEFORE,
    OKOCE,
    PLANNED,
    RAN_OUT,
    SILENT,
    Entry,
    Kept,
    losses,
    worst,
)
from okoce_opt.bench.zoo.runs import Case
from okoce_opt.bench.zoo.shapes import SHAPES
from okoce_opt.bench.zoo.sheets import DAYS, Draft
from okoce_opt.bench.zoo.table import lines
from okoce_opt.bench.zoo.traits import closures, part_of_a_day
from okoce_opt.goals import GOAL_BOOK
from okoce_opt.io import load_scenario
from okoce_opt.io.tables.declared import TABLES
from okoce_opt.options import Options
from okoce_opt.rules import RULE_BOOK


@pytest.mark.parametrize("seed", range(1, 6))
def test_every_trait_is_in_five_problems_of_any_seed(seed: int) -> None:
    dealt = hands(seed)
    counts = Counter(card.name for hand in dealt for card in (*hand.traits, *hand.changes))
    assert min(counts[card.name] for card in (*TRAITS, *CHANGES)) >= 5
    assert {hand.shape for hand in dealt} == {*SHAPES}


def test_a_problem_is_the_same_on_every_draw_and_can_be_read(tmp_path: Path) -> None:
    digests = {
        load_scenario(course.drawn(1, 4, tmp_path / name).folder).digest for name in ("a", "b")
    }
    assert len(digests) == 1


def test_no_hall_is_closed_on_a_session_that_is_told() -> None:
    """Problem 20 of seed 92 could not be read: repairs fell on a day of the series in that hall."""
    told = date(2026, 3, 12)
    closed = 0
    for number in range(60):
        draft = Draft(chance=Chance(f"{number}"))
        days = [date(2026, 3, 2), date(2026, 3, 20)]
        draft.settings |= {"mulai": days[0], "selesai": days[1], "hari_kerja": DAYS[:5]}
        draft.rows("tempat").extend([{"id": "balai"}, {"id": "aula"}])
        row = {"kegiatan": "gelar", "tempat": "balai", "tanggal": told, "status": "dipakai"}
        draft.rows("sesi").append(row)
        closures(draft, lambda: pytest.fail("nothing is read"))
        part_of_a_day(draft, lambda: pytest.fail("nothing is read"))
        for row in draft.rows("halangan"):
            closed += row["id"] == "balai"
            assert row["id"] == "aula" or not row["dari"] <= told <= row["sampai"]
        assert draft.day(told).get("bagian") is None
    assert closed


def planned(values: tuple[int, ...], bounds: tuple[int | None, ...], by: str = CPSAT) -> Entry:
    return Entry(by, PLANNED, values, bounds)


def test_a_later_level_counts_only_where_all_earlier_ones_are_equal() -> None:
    ours = planned((5, 90), (0, 80), OKOCE)
    assert losses(ours, planned((6, 10), (0, 10))) == []
    (loss,) = losses(ours, planned((3, 200), (0, 100)))
    assert (loss.grade, loss.level, loss.size) == (3, 1, 2.0)
    (loss,) = losses(ours, planned((5, 60), (0, 60)))[1:] or losses(ours, planned((5, 60), (0, 0)))
    assert (loss.level, loss.ours, loss.theirs) == (2, 80, 60) or loss.grade == 2


def test_bounds_are_compared_only_on_the_same_earlier_values() -> None:
    ours = planned((5, 90), (0, 80), OKOCE)
    assert losses(ours, planned((6, 90), (0, 88))) == []
    (loss,) = losses(ours, planned((5, 90), (0, 88)))
    assert (loss.grade, loss.level, loss.counts) == (1, 2, True)
    (loss,) = losses(ours, planned((5, 90), (4, None)))
    assert (loss.grade, loss.level, loss.ours, loss.theirs) == (1, 1, 0, 4)


def test_a_bound_above_somebodys_plan_is_a_contradiction() -> None:
    (loss,) = losses(planned((5,), (5,), OKOCE), planned((4,), (0,)))[:1]
    assert loss.grade == 5


def test_running_out_against_a_proof_is_a_loss() -> None:
    ran_out = Entry(OKOCE, RAN_OUT)
    assert [loss.grade for loss in losses(ran_out, Entry(CPSAT, IMPOSSIBLE))] == [4]
    assert [loss.grade for loss in losses(ran_out, planned((3,), (0,)))] == [4]
    assert [loss.grade for loss in losses(Entry(OKOCE, IMPOSSIBLE), planned((3,), (0,)))] == [5]
    assert losses(Entry(OKOCE, IMPOSSIBLE), Entry(CPSAT, RAN_OUT)) == []


def test_what_is_kept_is_not_made_again(tmp_path: Path) -> None:
    case = course.drawn(1, 4, tmp_path)
    told: list[str] = []
    kept = Kept(case.name, "", 1, 1, 1, 5.0, (planned((1,), (1,), OKOCE), planned((0,), (0,))))
    (tmp_path / "hasil").mkdir()
    course.write(kept, tmp_path)
    again = course.visit(
        case, tmp_path, Options(budget=5.0), lambda name, by: told.append(by), (OKOCE, CPSAT)
    )
    assert again == kept
    assert told == []
    assert worst(again).grade == 5


def test_whoever_is_ended_while_a_problem_is_drawn_leaves_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A draw writes its folder several times on the way; half a problem was taken for a whole."""
    drawing = course.draw

    def ended(seed: int, number: int, hand: Hand, folder: Path) -> None:
        drawing(seed, number, hand, folder)
        raise KeyboardInterrupt

    monkeypatch.setattr(course, "draw", ended)
    with pytest.raises(KeyboardInterrupt):
        course.drawn(1, 4, tmp_path)
    assert not (tmp_path / "soal" / course.names(1)[3]).exists()
    monkeypatch.setattr(course, "draw", drawing)
    again = course.drawn(1, 4, tmp_path)
    assert load_scenario(again.folder).digest
    assert len([*(tmp_path / "soal").iterdir()]) == 1


def test_where_nothing_could_be_announced_the_others_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It ended the whole zoo, and again whenever that went on."""
    asked: list[object] = []

    def in_child(task: object, *given: object) -> object:
        asked.append(task)
        return False if task is course.make_plan else Kept("x", "", 1, 1, 1, 5.0)

    monkeypatch.setattr(course, "in_child", in_child)
    case = Case("x", tmp_path / "x" / "kini", tmp_path / "x" / "rencana")
    for _ in range(2):
        kept = course.visit(case, tmp_path, Options(budget=5.0), lambda name, by: None)
        assert [entry.outcome for entry in kept.entries] == [NONE_BEFORE]
    assert asked == [course.make_plan, course.facts]
    assert any("1" in line and "compared" in line for line in lines([kept], "en"))


def test_a_problem_that_nobody_else_has_tried_is_neither_hard_nor_won() -> None:
    """Changes of what had no plan were counted among those that plain models do not close, and
    were called "not worse".
    """
    ours = Entry(OKOCE, PLANNED, (3, 9), (3, 9), ("counting", "search"))
    late, quick = (
        Entry(CPSAT, RAN_OUT, seconds=30.0),
        Entry(CPSAT, PLANNED, (3, 9), (3, 9), seconds=2.0),
    )
    told = {}
    for name, others in {
        "not asked": (),
        "not understood": (Entry(CPSAT, SILENT),),
        "no plan before": (Entry(CPSAT, NONE_BEFORE),),
        "late": (late,),
        "quick": (quick,),
    }.items():
        table = [*lines([Kept(name, "", 9, 1, 9, 5.0, (ours, *others))], "en")]
        told[name] = ("compared with nobody" in table[0], table[-1][-2:])
        assert "Bounds that rest on search alone: 1 of 2." in table
        assert "(counting, search)" in table[2]
    assert told == {
        "not asked": (True, "0."),
        "not understood": (True, "0."),
        "no plan before": (True, "0."),
        "late": (True, "1."),
        "quick": (False, "0."),
    }


def test_every_rule_goal_and_column_is_in_five_problems(tmp_path: Path) -> None:
    """What only rides beside (names, papers) is left out; `keep_the_plan`, `near_moves` and
    `keep_mentors` come with a change of a plan.
    """
    counts: Counter[tuple[str, str]] = Counter()
    for number in range(1, PROBLEMS + 1):
        case = course.drawn(1, number, tmp_path)
        said: set[tuple[str, str]] = set()
        for folder in (case.folder, *((case.folder.parent / BEFORE,) if case.old else ())):
            said |= set(_said(folder))
        if case.old is not None:
            said |= {("sasaran", "keep_the_plan"), ("sasaran", "near_moves")}
            if ("aturan", "mentors") in said:
                said.add(("sasaran", "keep_mentors"))
        counts.update(said)
    judges = [("aturan", rule.kind) for rule in RULE_BOOK if not rule.always_on]
    judges += [("sasaran", goal.kind) for goal in GOAL_BOOK]
    columns = [(t.name, c.header) for t in TABLES.values() for c in t.columns]
    wanted = [name for name in (*judges, *columns) if name[1] not in BESIDE]
    assert {name: counts[name] for name in wanted if counts[name] < 5} == {}


def _said(folder: Path) -> Iterator[tuple[str, str]]:
    for file in folder.glob("*.csv"):
        with file.open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows):
                yield from ((file.stem, column) for column, cell in row.items() if cell)
    settings = tomllib.loads((folder / "scenario.toml").read_text(encoding="utf-8"))
    for family in ("aturan", "sasaran"):
        yield from ((family, kind) for kind in settings.get(family, {}))


OF_A_PERSON = ("tanggal_lahir", "jenis_kelamin", "alamat", "rt", "rw")
BESIDE = ("nama", "nik", "telepon", "camat", "nip", "catatan", "cukup_hari", *OF_A_PERSON)
"""Columns that no plan depends on (`cukup_hari` says what attendance comes to)."""
