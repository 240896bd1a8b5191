"""No more people of a kecamatan, or of a kelurahan, get a seat in an activity than table `jatah`
says (*jatah*).

Unit: seats of registrants by where they live, in their kecamatan or in the city, attended ones too
(`selesai_<kegiatan>` is before the plan and does not count; who attends twice takes two). An
activity without a row is free, and so is a place without one: the planner limits what is written,
and `check` names the others. Both rows, of a kecamatan and of a kelurahan in it, hold. With
`at_least` the number is to be reached too, as far as so many have the activity still to do. Seats
that have happened are not taken back: where they are more than the row, no more are added. Source:
table `jatah`, `[aturan.quota]`. When to modify: if who lives elsewhere may use up what is left.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from okoce_opt.counting.quota import count_quota, find_idle_rows, find_not_limited
from okoce_opt.domain.activities import Activity
from okoce_opt.domain.findings import Complaint, Violation
from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import activity_of
from okoce_opt.domain.words import Words
from okoce_opt.rules.faces import Filling, KeepsOut, Waiting
from okoce_opt.rules.rule import Rule

if TYPE_CHECKING:
    from okoce_opt.counting.ground import Ground
    from okoce_opt.counting.shortfall import Shortfall
    from okoce_opt.rows.columns import Columns


@dataclass(frozen=True, slots=True)
class Quota(Rule):
    """Seats of a place in an activity are at most its number; with `at_least`, as many if there are
    the people.
    """

    at_least: bool = False

    kind: ClassVar[str] = "quota"
    title: ClassVar[Words] = Words("Jatah", "Quota")
    sentence: ClassVar[Words] = Words(
        "Peserta sebuah kecamatan atau kelurahan di satu kegiatan tidak lebih banyak dari jatahnya "
        "(dengan at_least: tepat sebanyak itu, selama orangnya ada).",
        "A kecamatan or kelurahan has no more people in an activity than its quota "
        "(with at_least: exactly so many, as far as there are people).",
    )
    table: ClassVar[str] = "jatah"

    @property
    def reaches_quotas(self) -> bool:
        """The parameter."""
        return self.at_least

    def validate(self, problem: Problem) -> Iterable[Complaint]:
        """Numbers to keep to."""
        if not problem.shares:
            rows = Words("paling sedikit satu baris", "at least one row")
            advice = Words(
                "Isi tabel jatah, atau hapus aturan.quota dari program.",
                "Fill the table jatah, or remove aturan.quota from program.",
            )
            yield Complaint("empty_list", "jatah", allowed=rows, advice=advice)

    def distinguishes(self, problem: Problem, registrant: Registrant) -> Hashable:
        """The kelurahan, if it has a row; kecamatan are never counted together."""
        return (
            registrant.kelurahan
            if any(share.kelurahan == registrant.kelurahan for share in problem.shares)
            else ""
        )

    def encode(self, problem: Problem, columns: Columns) -> None:
        """least <= seats of the place's strata <= the number, or what has been attended if that is
        more.
        """
        for share in problem.shares:
            here = (share.kecamatan, share.kelurahan)
            strata = [s for s in columns.strata if here in _lives(s.one)]
            if not strata:
                continue
            people = [r for r in problem.people_of[share.kecamatan] if here in _lives(r)]
            ids = {r.id for r in people}
            attended = sum(
                person in ids and activity_of(pin) == share.activity
                for person, pin in problem.past.seats
            )
            to_do = sum(
                problem.activities[share.activity] in problem.still_to_do(r) for r in people
            )
            seats = [
                t
                for s in strata
                for session in columns.options(s, share.activity)
                for t in columns.seats(s, session)
            ]
            subject = f"{share.activity}|{share.kelurahan or share.kecamatan}"
            least = min(share.people, to_do) if self.at_least else 0
            columns.require(
                seats, lo=least, hi=max(share.people, attended), rule=self.kind, subject=subject
            )

    def verify(self, problem: Problem, plan: Plan) -> Iterable[Violation]:
        """Count the people of each row in the sessions of its activity, and those who could have
        come.
        """
        for share in problem.shares:
            activity = problem.activities[share.activity]
            ids, seats, attended, could = set(), [], 0, 0
            for person, one in problem.registrants.items():
                if one.kecamatan == share.kecamatan and share.kelurahan in ("", one.kelurahan):
                    ids.add(person)
                    seats += [
                        (person, s)
                        for s in plan.sessions_of.get(person, ())
                        if activity_of(s) == share.activity
                    ]
                    attended += sum(
                        activity_of(pin) == share.activity
                        for pin in one.pins
                        if pin in problem.past.sessions
                    )
                    done = any(name == share.activity for name, _ in one.done)
                    meant = not activity.reserve_for and (
                        not activity.fields or one.field in activity.fields
                    )
                    could += meant and not done
            place = (
                problem.kelurahan[share.kelurahan].name
                if share.kelurahan
                else problem.kecamatan[share.kecamatan].name
            )
            subject = f"{activity.title}, {place}"
            if len(seats) > max(share.people, attended):
                most = MOST.fill(n=max(share.people, attended))
                sessions, people = sorted({s for _, s in seats}), sorted({p for p, _ in seats})
                yield Violation(
                    self.kind, subject, len(seats), most, tuple(sessions), tuple(people)
                )
            if self.at_least and len(seats) < min(share.people, could):
                without = sorted(ids - {p for p, _ in seats})
                least = LEAST.fill(n=min(share.people, could))
                yield Violation(self.kind, subject, len(seats), least, (), tuple(without))

    def counts(self, ground: Ground) -> Iterable[Shortfall]:
        """People against the numbers of the table."""
        return count_quota(ground, at_least=self.at_least)

    def most_seated(
        self, problem: Problem, activity: Activity, people: Collection[Registrant]
    ) -> int:
        """Kelurahan by kelurahan, then kecamatan by kecamatan, no more than their rows."""
        rows = [share for share in problem.shares if share.activity == activity.id]
        limits = {(row.kecamatan, row.kelurahan): row.people for row in rows}
        inner = Counter((one.kecamatan, one.kelurahan) for one in people)
        outer: Counter[str] = Counter()
        for (code, home), there in inner.items():
            outer[code] += min(there, limits.get((code, home), there))
        return sum(min(there, limits.get((code, ""), there)) for code, there in outer.items())

    def notes(self, problem: Problem) -> Iterable[Words]:
        """Places that have no row."""
        return find_not_limited(problem)

    @classmethod
    def unused(cls, problem: Problem) -> Iterable[Words]:
        """Rows of the table."""
        return find_idle_rows(problem)

    def keeps_out(self, problem: Problem, plan: Plan) -> KeepsOut:
        """Rows that allow nobody more."""
        seats: Counter[tuple[str, str, str]] = Counter()
        for person, sid in plan.seats:
            if (one := problem.registrants.get(person)) is not None:
                for kelurahan in ("", one.kelurahan):
                    seats[activity_of(sid), one.kecamatan, kelurahan] += 1
        rows = [(s, (s.activity, s.kecamatan, s.kelurahan)) for s in problem.shares]
        full = {place for share, place in rows if seats[place] >= share.people}

        def why(registrant: Registrant, activity: Activity) -> Words | None:
            places = {
                (activity.id, registrant.kecamatan, home) for home in ("", registrant.kelurahan)
            }
            return USED_UP if places & full else None

        return why

    def fill(self, problem: Problem) -> Filling:
        """As many wait as the table allows."""
        return _Limited(problem)

    def looser(self, problem: Problem) -> Iterable[Sequence[Rule]]:
        """The numbers are not to be reached."""
        yield [Quota()] if self.at_least else []

    def explain(self, violation: Violation) -> Words:
        """How many seats of which activity and place against how many."""
        return Words(
            "Jatah {subject}: {found} kursi, {allowed}.",
            "Quota {subject}: {found} seats, {allowed}.",
        ).fill(subject=violation.subject, found=violation.found, allowed=violation.allowed)


USED_UP = Words(
    "jatah kecamatan atau kelurahannya habis",
    "the quota of their kecamatan or kelurahan is used up",
)
MOST = Words("paling banyak {n}", "at most {n}")
LEAST = Words("paling sedikit {n}", "at least {n}")


def _lives(one: Registrant) -> tuple[tuple[str, str], tuple[str, str]]:
    """The places whose rows a person counts in: the kecamatan as a whole, and the kelurahan."""
    return (one.kecamatan, ""), (one.kecamatan, one.kelurahan)


class _Limited(Filling):
    def __init__(self, problem: Problem) -> None:
        self._problem = problem

    def begin(self, waiting: Waiting, options: Mapping[PersonId, frozenset[SessionId]]) -> None:
        """Those with a pin stay, then those who can come most often."""
        for share in sorted(self._problem.shares, key=lambda share: not share.kelurahan):
            those = waiting.get((share.kecamatan, share.activity), {})
            here = [p for p in those.values() if share.kelurahan in ("", p.kelurahan)]
            pinned = {p.id for p in here if any(activity_of(s) == share.activity for s in p.pins)}
            here.sort(key=lambda p: (p.id not in pinned, -len(options[p.id]), p.id))
            for person in here[share.people :]:
                del those[person.id]
