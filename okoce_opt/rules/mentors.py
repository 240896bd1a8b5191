"""Everyone who still has something to do has exactly one mentor, who carries no more people than
they can (*pendamping*).

A mentor is a team of the kind `team`; they serve the person's kecamatan and have at most `orang`
people. That a mentor who also attends sessions is in one place at a time is the rule `teams`'s to
say. Source: `[aturan.mentors] team`, table `tim` columns `orang` and `kecamatan`. When to modify:
if mentors are for some fields of business, or if those who are done keep theirs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from okoce_opt.counting.mentors import count_mentor_places
from okoce_opt.domain.findings import Complaint, Violation
from okoce_opt.domain.ids import PersonId
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.words import Words, same
from okoce_opt.rules.faces import Filling
from okoce_opt.rules.rule import Rule

if TYPE_CHECKING:
    from okoce_opt.counting.ground import Ground
    from okoce_opt.counting.shortfall import Shortfall
    from okoce_opt.rows.columns import Columns
    from okoce_opt.rows.linear import Terms


@dataclass(frozen=True, slots=True)
class Mentors(Rule):
    """One mentor for everyone, nobody with too many."""

    team: str = "pendamping"

    kind: ClassVar[str] = "mentors"
    title: ClassVar[Words] = Words("Pendamping", "Mentors")
    sentence: ClassVar[Words] = Words(
        "Setiap peserta punya satu pendamping dari kecamatannya, yang membawa tidak lebih banyak "
        "orang dari kesanggupannya.",
        "Everyone has one mentor who serves their kecamatan and has no more people than they can "
        "carry.",
    )
    in_calendar: ClassVar[bool] = False
    gives_mentors: ClassVar[bool] = True

    def validate(self, problem: Problem) -> Iterable[Complaint]:
        """There are teams of that kind."""
        kinds = sorted({team.kind for team in problem.teams.values()})
        if self.team not in kinds:
            advice = Words("Tulis jenis yang ada di tabel tim.", "Write a kind of the table tim.")
            yield Complaint(
                "unknown_id", "aturan", self.kind, "team", self.team, same(", ".join(kinds)), advice
            )

    def encode(self, problem: Problem, columns: Columns) -> None:
        """People of a kelurahan (and old mentor) = sum over mentors; of a mentor at most what they
        can carry.
        """
        homes: Counter[tuple[str, str]] = Counter()
        for registrant in problem.registrants.values():
            if problem.still_to_do(registrant):
                homes[registrant.kelurahan, problem.announced.mentors.get(registrant.id, "")] += 1
        load: dict[str, Terms] = {}
        for (home, old), people in sorted(homes.items()):
            code = problem.kelurahan[home].kecamatan
            row: Terms = []
            for mentor in problem.teams.values():
                if mentor.kind == self.team and mentor.serves(code):
                    # (who cannot carry anybody has a column all the same, at 0)
                    most = people if mentor.people is None else min(people, mentor.people)
                    here = columns.choose("mentor", home, old, mentor.id, most=most, at=code)
                    load.setdefault(mentor.id, []).extend(here)
                    row += here
            columns.require(row, lo=people, hi=people, rule=self.kind, subject=f"{home}|{old}")
        for name, terms in load.items():
            columns.require(terms, hi=problem.teams[name].people, rule=self.kind, subject=name)

    def verify(self, problem: Problem, plan: Plan) -> Iterable[Violation]:
        """Ask everyone who their mentor is, then count each mentor's people."""
        people: dict[str, list[PersonId]] = {}
        for person, registrant in problem.registrants.items():
            finished = {name for name, _ in registrant.done}
            meant = (
                a
                for a in problem.activities.values()
                if not a.fields or registrant.field in a.fields
            )
            if all(activity.id in finished or activity.reserve_for for activity in meant):
                continue
            name = plan.mentors.get(person, "")
            mentor = problem.teams.get(name)
            called = (mentor.name if mentor else "") or name
            if not name:
                yield Violation(
                    self.kind,
                    person,
                    Words("tanpa pendamping", "without a mentor"),
                    "",
                    (),
                    (person,),
                )
            elif mentor is None or mentor.kind != self.team:
                wrong = Words("{name} bukan {kind}", "{name} is no {kind}").fill(
                    name=called, kind=self.team
                )
                yield Violation(self.kind, person, wrong, "", (), (person,))
            elif mentor.kecamatan and registrant.kecamatan not in mentor.kecamatan:
                far = Words(
                    "{name} tidak melayani kecamatannya", "{name} does not serve their kecamatan"
                ).fill(name=called)
                yield Violation(self.kind, person, far, "", (), (person,))
            else:
                people.setdefault(name, []).append(person)
        for name, those in sorted(people.items()):
            most = problem.teams[name].people
            if most is not None and len(those) > most:
                yield Violation(
                    self.kind, problem.teams[name].name or name, len(those), most, (), tuple(those)
                )

    def counts(self, ground: Ground) -> Iterable[Shortfall]:
        """Places of mentors."""
        return count_mentor_places(ground, self.team)

    def chosen(self, problem: Problem, plan: Plan) -> Mapping[tuple[str, ...], int]:
        """People by kelurahan, old mentor and mentor."""
        return Counter(
            ("mentor", r.kelurahan, problem.announced.mentors.get(r.id, ""), plan.mentors[r.id])
            for r in problem.registrants.values()
            if problem.still_to_do(r) and plan.mentors.get(r.id)
        )

    def named(
        self,
        problem: Problem,
        plan: Plan,
        choices: Mapping[tuple[str, ...], int],
        drawn: Sequence[PersonId],
    ) -> Plan:
        """A mentor for each person in the order of the draw; those who keep theirs come first."""
        waiting: dict[tuple[str, str], list[PersonId]] = {}
        for person in drawn:
            if problem.still_to_do(problem.registrants[person]):
                old = problem.announced.mentors.get(person, "")
                key = (problem.registrants[person].kelurahan, old)
                waiting.setdefault(key, []).append(person)
        mentors: dict[PersonId, str] = {}
        counts = [(name, people) for name, people in choices.items() if name[0] == "mentor"]
        for (_, home, old, mentor), people in sorted(
            counts, key=lambda item: (item[0][2] != item[0][3], item[0])
        ):
            those = waiting.get((home, old), [])
            mentors.update(dict.fromkeys(those[:people], mentor))
            del those[:people]
        return replace(plan, mentors=dict(sorted(mentors.items())))

    def fill(self, problem: Problem) -> Filling:
        """Mentors are named when everybody sits."""
        return _Naming(self, problem)

    def explain(self, violation: Violation) -> Words:
        """Whose mentor is not right, or who has too many people."""
        if violation.allowed == "":
            return Words("Peserta {subject}: {found}.", "Registrant {subject}: {found}.").fill(
                subject=violation.subject, found=violation.found
            )
        return Words(
            "Pendamping {subject}: {found} orang, sanggup {allowed}.",
            "Mentor {subject}: {found} people, can carry {allowed}.",
        ).fill(subject=violation.subject, found=violation.found, allowed=violation.allowed)


class _Naming(Filling):
    def __init__(self, rule: Mentors, problem: Problem) -> None:
        self._rule, self._problem = rule, problem

    def choices(self) -> Mapping[tuple[str, ...], int]:
        mentors = quick_mentors(self._problem, self._rule.team)
        return self._rule.chosen(self._problem, Plan.of((), mentors=mentors))


def quick_mentors(problem: Problem, kind: str) -> dict[PersonId, str]:
    """Old mentors where they can stay, then each kelurahan, the largest first, where it fits best;
    some may get none.
    """
    mentors = {t.id: t for t in problem.teams.values() if t.kind == kind}
    room = {
        t.id: len(problem.registrants) if t.people is None else t.people for t in mentors.values()
    }
    named: dict[PersonId, str] = {}
    homes: dict[str, list[PersonId]] = {}
    for person, registrant in problem.registrants.items():
        old = problem.announced.mentors.get(person, "")
        if not problem.still_to_do(registrant):
            continue
        if old in mentors and mentors[old].serves(registrant.kecamatan) and room[old] > 0:
            named[person] = old
            room[old] -= 1
        else:
            homes.setdefault(registrant.kelurahan, []).append(person)
    for home, people in sorted(homes.items(), key=lambda item: (-len(item[1]), item[0])):
        able = [t.id for t in mentors.values() if t.serves(problem.kelurahan[home].kecamatan)]
        while people and (free := [name for name in able if room[name] > 0]):
            best = min(
                free,
                key=lambda name: (room[name] < len(people), abs(room[name] - len(people)), name),
            )
            taken = people[: room[best]]
            named.update(dict.fromkeys(taken, best))
            room[best] -= len(taken)
            people = people[len(taken) :]
    return named
