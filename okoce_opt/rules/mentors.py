"""Everyone who still has something to do has exactly one mentor, who carries no more people than
they can (*pendamping*).

A mentor is a team of the kind `team`; they serve the person's kecamatan and have at most `orang`
people. That a mentor who also attends sessions is in one place at a time is the rule `teams`'s to
say. Source: `[aturan.mentors] team`, table `tim` columns `orang` and `kecamatan`. When to modify:
if mentors are for some fields of business, or if those who are done keep theirs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from okoce_opt.domain.findings import Complaint, Violation
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.words import Words, same

if TYPE_CHECKING:
    from okoce_opt.rows.columns import Columns
    from okoce_opt.rows.linear import Terms


@dataclass(frozen=True, slots=True)
class Mentors:
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
    always_on: ClassVar[bool] = False
    in_calendar: ClassVar[bool] = False

    def validate(self, problem: Problem) -> Iterable[Complaint]:
        """There are teams of that kind."""
        kinds = sorted({team.kind for team in problem.teams.values()})
        if self.team not in kinds:
            advice = Words("Tulis jenis yang ada di tabel tim.", "Write a kind of the table tim.")
            yield Complaint(
                "unknown_id", "aturan", self.kind, "team", self.team, same(", ".join(kinds)), advice
            )

    def distinguishes(self, problem: Problem, registrant: Registrant) -> Hashable:
        """Nothing: mentors share nothing with seats, and are counted by kelurahan."""
        return None

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
            row: Terms = []
            for mentor in problem.teams.values():
                if mentor.kind == self.team and mentor.serves(problem.kelurahan[home].kecamatan):
                    # (who cannot carry anybody has a column all the same, at 0)
                    most = people if mentor.people is None else min(people, mentor.people)
                    here = columns.choose("mentor", home, old, mentor.id, most=most)
                    load.setdefault(mentor.id, []).extend(here)
                    row += here
            columns.require(row, lo=people, hi=people, rule=self.kind, subject=f"{home}|{old}")
        for name, terms in load.items():
            columns.require(terms, hi=problem.teams[name].people, rule=self.kind, subject=name)

    def verify(self, problem: Problem, plan: Plan) -> Iterable[Violation]:
        """Ask everyone who their mentor is, then count each mentor's people."""
        people: dict[str, list[str]] = {}
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
