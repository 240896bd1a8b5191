"""A counter of a kelurahan serves its own people only (*kelurahan sendiri*).

A pinned seat before `hari_ini` has happened: who moved house keeps what was attended.
Source: table `tempat` column `kelurahan`, table `pendaftar` column `kelurahan`.
When to modify: if a counter serves the neighbouring kelurahan too.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from okoce_opt.domain.findings import Violation
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import session_name
from okoce_opt.domain.words import Words
from okoce_opt.rules.faces import Filling
from okoce_opt.rules.rule import Rule

if TYPE_CHECKING:
    from okoce_opt.rows.columns import Columns


@dataclass(frozen=True, slots=True)
class OwnKelurahan(Rule):
    """A seat in a venue of a kelurahan is for people of that kelurahan."""

    kind: ClassVar[str] = "own_kelurahan"
    title: ClassVar[Words] = Words("Kelurahan sendiri", "Own kelurahan")
    sentence: ClassVar[Words] = Words(
        "Tempat milik satu kelurahan, misalnya loket perizinan, melayani warga kelurahan itu saja.",
        "A venue of one kelurahan, a licensing counter say, serves people of that kelurahan only.",
    )
    ids: ClassVar[Mapping[str, str]] = {"found": "kelurahan", "allowed": "kelurahan"}
    always_on: ClassVar[bool] = True

    def distinguishes(self, problem: Problem, registrant: Registrant) -> Hashable:
        """The kelurahan if it has a venue of its own, and what was attended in others before
        moving.
        """
        venues = problem.venues.values()
        counter = (
            registrant.kelurahan if any(v.kelurahan == registrant.kelurahan for v in venues) else ""
        )
        past = problem.past.seats_of(registrant)
        return counter, tuple(
            pin for pin in past if problem.venues[session_name(pin).venue].kelurahan
        )

    def encode(self, problem: Problem, columns: Columns) -> None:
        """Bar the sessions in venues of other kelurahan."""
        own = {venue.id: venue.kelurahan for venue in problem.venues.values() if venue.kelurahan}
        for stratum in columns.strata if own else ():
            for session in columns.options(stratum):
                foreign = own.get(session.venue, stratum.one.kelurahan) != stratum.one.kelurahan
                if foreign and (stratum.one.id, session.id) not in problem.past.seats:
                    columns.bar(stratum, session)

    def verify(self, problem: Problem, plan: Plan) -> Iterable[Violation]:
        """Go through the people of every session in such a venue and ask where they live."""
        for session_id, people in plan.people.items():
            session = problem.session(session_id)
            venue = problem.venues[session.venue] if session is not None else None
            if venue is None or not venue.kelurahan:
                continue
            for person in people:
                registrant = problem.registrants.get(person)
                happened = (person, session_id) in problem.past.seats
                if (
                    registrant is not None
                    and registrant.kelurahan != venue.kelurahan
                    and not happened
                ):
                    yield Violation(
                        self.kind,
                        person,
                        registrant.kelurahan,
                        venue.kelurahan,
                        (session_id,),
                        (person,),
                    )

    def fill(self, problem: Problem) -> Filling:
        """What it bars says all."""
        return Filling()

    def explain(self, violation: Violation) -> Words:
        """Who of which kelurahan sits in a venue of which other."""
        return Words(
            "Peserta {subject} dari kelurahan {found} duduk di tempat yang hanya untuk kelurahan "
            "{allowed}.",
            "Registrant {subject} of kelurahan {found} sits in a venue that is for kelurahan "
            "{allowed} only.",
        ).fill(subject=violation.subject, found=violation.found, allowed=violation.allowed)
