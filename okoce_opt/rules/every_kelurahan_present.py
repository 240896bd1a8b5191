"""In each held session sit people of each kelurahan of the kecamatan (*setiap kelurahan hadir*).

Let H0 = ceil(people who need the activity / largest session): so many sessions there will be. A
kelurahan with fewer than at_least * H0 such people, or able to come to fewer than H0, cannot be in
all: a mistake in the input, or with `where_possible` an exemption that is listed. Venues of one
kelurahan and, in H0, their people are not looked at. Source: `[aturan.every_kelurahan_present]`.
When to modify: if kelurahan are to be present by share.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from okoce_opt.domain.checks import did_you_mean
from okoce_opt.domain.findings import Complaint, Violation
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.presence import Exemption, exemptions, homes_in_need
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session
from okoce_opt.domain.words import Words
from okoce_opt.rows.linear import Terms, times

if TYPE_CHECKING:
    from okoce_opt.rows.columns import Columns


@dataclass(frozen=True, slots=True)
class EveryKelurahanPresent:
    """At least `at_least` people of every kelurahan in each held session of `activities` (empty =
    all required own ones).
    """

    at_least: int = 1
    activities: tuple[str, ...] = ()
    where_possible: bool = False

    kind: ClassVar[str] = "every_kelurahan_present"
    title: ClassVar[Words] = Words("Setiap kelurahan hadir", "Every kelurahan present")
    sentence: ClassVar[Words] = Words(
        "Di setiap sesi kegiatan wajib yang dipakai hadir warga dari setiap kelurahan di "
        "kecamatan itu.",
        "In each held session of a required activity there are people of each kelurahan of that "
        "kecamatan.",
    )
    always_on: ClassVar[bool] = False
    in_calendar: ClassVar[bool] = False

    def validate(self, problem: Problem) -> Iterable[Complaint]:
        """Names that are no required own activities, and kelurahan that cannot be everywhere."""
        if self.at_least < 1:
            least = Words("1 atau lebih", "1 or more")
            yield Complaint(
                "out_of_range", "aturan", self.kind, "at_least", str(self.at_least), least
            )
            return
        judged = [a.id for a in problem.activities.values() if a.required and not a.city]
        for name in self.activities:
            if name not in judged:
                own = Words("kegiatan wajib tingkat kecamatan", "a required activity of scope own")
                near = did_you_mean(name, judged)
                yield Complaint(
                    "unknown_activity", "aturan", self.kind, "activities", name, own, near
                )
        for case in () if self.where_possible else self.exempt(problem):
            few = case.people < self.at_least * case.sessions
            code = "kelurahan_too_small" if few else "kelurahan_seldom_free"
            have, most = (
                (case.people, case.people // self.at_least) if few else (case.reach, case.reach)
            )
            allowed = Words("bisa hadir di {h} atau lebih", "able to come to {h} or more")
            if few:
                allowed = Words("{n} peserta atau lebih untuk {h}", "{n} people or more for {h}")
            title = problem.activities[case.activity].title
            sessions = Words(
                f"{case.sessions} sesi {title}", f"{case.sessions} sessions of {title}"
            )
            found = f"{problem.kelurahan[case.kelurahan].name} ({have})"
            yield Complaint(
                *(code, "kelurahan", case.kelurahan, "nama", found),
                allowed.fill(n=self.at_least * case.sessions, h=sessions),
                Words(
                    "Jaminan terbaik: hadir di {most} sesi. Untuk mengecualikannya tulis "
                    "<aturan.every_kelurahan_present.where_possible = true>.",
                    "Best guarantee: present in {most} sessions. To exempt it write "
                    "<aturan.every_kelurahan_present.where_possible = true>.",
                ).fill(most=most),
            )

    def exempt(self, problem: Problem) -> list[Exemption]:
        """Every kelurahan that cannot be in all sessions of an activity, by activity and kelurahan;
        reports list them.
        """
        return exemptions(problem.unnarrowed, self.at_least, self.activities)

    def distinguishes(self, problem: Problem, registrant: Registrant) -> Hashable:
        """The kelurahan."""
        return registrant.kelurahan

    def encode(self, problem: Problem, columns: Columns) -> None:
        """People of each kelurahan in a session >= at_least * held."""
        exempt = (
            {(case.activity, case.kelurahan) for case in self.exempt(problem)}
            if self.where_possible
            else set()
        )
        for activity, code, homes in homes_in_need(problem, self.activities):
            for session in problem.open_to(code, activity):
                if (
                    columns.is_closed(session)
                    or session.id in problem.past.sessions
                    or not problem.is_for_all(session)
                ):
                    continue
                present: dict[str, Terms] = {
                    home: [] for home in homes if (activity, home) not in exempt
                }
                for stratum in columns.sitters(session):
                    if stratum.one.kelurahan in present:
                        present[stratum.one.kelurahan] += columns.seats(stratum, session)
                for kelurahan, seats in present.items():
                    row = [*seats, *times(-self.at_least, columns.held(session))]
                    columns.require(row, lo=0, rule=self.kind, subject=f"{session.id}|{kelurahan}")

    def verify(self, problem: Problem, plan: Plan) -> Iterable[Violation]:
        """Count each held session's people by kelurahan; exemptions are worked out afresh from the
        registrants.
        """
        need: dict[tuple[str, str], Counter[str]] = {}
        for registrant in problem.registrants.values():
            for activity in problem.activities.values():
                meant = not activity.fields or registrant.field in activity.fields
                named = activity.id in self.activities or not self.activities
                done = any(
                    activity.id == name for name, _ in registrant.done
                ) or problem.past.attended(registrant, activity.id)
                if activity.required and not activity.city and meant and named and not done:
                    need.setdefault((activity.id, registrant.kecamatan), Counter())[
                        registrant.kelurahan
                    ] += 1
        excused: dict[tuple[str, str], set[str]] = {}
        for session_id in sorted(plan.held - problem.past.sessions):
            session = problem.session(session_id)
            key = (session.activity, session.kecamatan) if session is not None else ("", "")
            if key not in need or (session is not None and problem.venues[session.venue].kelurahan):
                continue
            if self.where_possible and key not in excused:
                excused[key] = set(_excused(problem, key, need[key], self.at_least))
            homes = [
                problem.registrants[p].kelurahan
                for p in plan.people[session_id]
                if p in problem.registrants
            ]
            for kelurahan in sorted(need[key].keys() - excused.get(key, set())):
                if homes.count(kelurahan) < self.at_least:
                    yield Violation(
                        self.kind, kelurahan, homes.count(kelurahan), self.at_least, (session_id,)
                    )

    def explain(self, violation: Violation) -> Words:
        """How many people of which kelurahan are in which session."""
        said = "Kelurahan {subject}: {found} peserta di sesi {session}, paling sedikit {allowed}."
        return Words(
            said, "Kelurahan {subject}: {found} people in session {session}, at least {allowed}."
        ).fill(
            subject=violation.subject,
            found=violation.found,
            allowed=violation.allowed,
            session=violation.sessions[0],
        )


def _excused(
    problem: Problem, key: tuple[str, str], need: Counter[str], at_least: int
) -> Iterator[str]:
    """Kelurahan that cannot be in every session, for `verify` alone: who can come to how many of
    the candidate sessions.
    """
    counter = {
        s.id: problem.venues[s.venue].kelurahan
        for s in problem.sessions.values()
        if (s.activity, s.kecamatan) == key
    }
    sessions = [problem.sessions[sid] for sid, kelurahan in counter.items() if not kelurahan]
    largest = max((s.seats for s in sessions), default=0)
    there = sum(people for kelurahan, people in need.items() if kelurahan not in counter.values())
    least = 0 if largest == 0 else (there + largest - 1) // largest
    able: dict[str, Counter[str]] = {kelurahan: Counter() for kelurahan in need}
    for registrant in (
        r for r in problem.needing(key[1], key[0]) if not problem.past.attended(r, key[0])
    ):
        missed = problem.missed_by(registrant)
        for session in sessions:
            if session.days not in missed and not problem.past.is_over(session):
                able[registrant.kelurahan][session.id] += 1
    for kelurahan, people in need.items():
        places: dict[tuple[str, date], list[Session]] = {}
        for session in sessions:
            if able[kelurahan][session.id] >= at_least:
                places.setdefault((session.venue, session.first_day), []).append(session)
        apart = [
            max(1 + (not a.halves & b.halves) for a in those for b in those)
            for those in places.values()
        ]
        if people < at_least * least or sum(apart) < least:
            yield kelurahan
