"""What is a change, and what is nobody's news: the one room behind first sheets and papers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from okoce_opt import planning
from okoce_opt.domain.announced import Announced
from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.plan_files.announced import announce
from okoce_opt.reports.content.changes import What, find_changes, sentence
from okoce_opt.reports.content.news import news_by_office
from tests.exported import small_story

PEOPLE = """no_peserta,kecamatan,kelurahan,selesai_P
A,K1,a,
B,K1,a,
C,K1,a,2026-01-02
D,K1,b,"""
PAST, AHEAD, LATER = (SessionId(f"P|aula|2026-01-{day}|sehari") for day in ("05", "08", "09"))


@pytest.fixture(scope="module")
def problem(tmp_path_factory: pytest.TempPathFactory) -> Problem:
    folder: Path = tmp_path_factory.mktemp("apa") / "cerita"
    found = planning.read_scenario(small_story(folder, PEOPLE)).problem
    return replace(found, today=date(2026, 1, 7))


def plan(**said: list[SessionId]) -> Plan:
    return Plan.of((PersonId(p), sid) for p, those in said.items() for sid in those)


def test_a_seat_for_a_missed_one_is_a_make_up_and_an_attended_one_is_no_news(
    problem: Problem,
) -> None:
    """Whether the missed seat stays in the plan or not; what Cici attended is no longer planned."""
    old = plan(A=[PAST], B=[PAST], C=[PAST], D=[AHEAD], X=[PAST], Y=[AHEAD])
    new = plan(A=[AHEAD], B=[PAST, AHEAD], D=[LATER])
    found = find_changes(problem, announce(problem, old), new)
    assert [(one.person, one.what) for one in found] == [
        ("A", What.MAKE_UP),
        ("B", What.MAKE_UP),
        ("D", What.MOVED),
        # who has left the list: only what was ahead of them
        ("Y", What.LEFT),
    ]
    assert (
        sentence(found[1]) == "semula Sen, 05-01-2026 Aula Satu, menjadi Kam, 08-01-2026 Aula Satu"
    )


def test_another_name_of_what_is_over_is_no_news(problem: Problem) -> None:
    known = announce(problem, plan(A=[PAST], D=[AHEAD]))
    printed = {sid: replace(one, venue="Aula Lama") for sid, one in known.printed.items()}
    found = find_changes(problem, replace(known, printed=printed), known.plan)
    assert [(one.person, one.what) for one in found] == [("D", What.REPRINTED)]


def test_another_mentor_is_a_change(problem: Problem) -> None:
    old = Plan.of([(PersonId("A"), AHEAD)], mentors={PersonId("A"): "M1"})
    new = Plan.of(old.seats, mentors={PersonId("A"): "M2"})
    (one,) = find_changes(problem, Announced.of_plan(old), new)
    assert (one.what, sentence(one)) == (What.MENTOR, "semula M1, menjadi M2")


@pytest.mark.parametrize(("drafts", "changed"), [((), 1), ((AHEAD,), None)])
def test_an_office_that_was_given_nothing_reads_of_no_change(
    tmp_path: Path, drafts: tuple[SessionId, ...], changed: int | None
) -> None:
    """A first plan that was made once more before anybody got it said on the first sheets that
    everybody's day had changed since the plan before.
    """
    story = planning.read_scenario(small_story(tmp_path / "cerita", PEOPLE))
    known = replace(announce(story.problem, plan(A=[AHEAD])), drafts=frozenset(drafts))
    after = replace(story, problem=replace(story.problem, announced=known))
    said = news_by_office(after, plan(A=[LATER]))["K1"].changed
    assert (None if said is None else len(said)) == changed
