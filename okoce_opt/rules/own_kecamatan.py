"""Everyone sits in their own kecamatan, or in a session of the city (*kecamatan sendiri*).

A pinned seat before `hari_ini` has happened: who moved house keeps what was attended.
Source: table `pendaftar` column `kecamatan`, table `tempat` column `kecamatan`.
When to modify: if neighbouring kecamatan may take each other's people.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from okoce_opt.domain.findings import Violation
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.words import Words
from okoce_opt.rules.faces import Filling
from okoce_opt.rules.rule import Rule

if TYPE_CHECKING:
    from okoce_opt.rows.columns import Columns


@dataclass(frozen=True, slots=True)
class OwnKecamatan(Rule):
    """A seat is in the person's own kecamatan or in a city session."""

    kind: ClassVar[str] = "own_kecamatan"
    title: ClassVar[Words] = Words("Kecamatan sendiri", "Own kecamatan")
    sentence: ClassVar[Words] = Words(
        "Setiap peserta hadir di kecamatannya sendiri atau di sesi tingkat kota.",
        "Everyone attends in their own kecamatan, or in a session of the city.",
    )
    ids: ClassVar[Mapping[str, str]] = {"found": "kecamatan", "allowed": "kecamatan"}
    always_on: ClassVar[bool] = True

    def distinguishes(self, problem: Problem, registrant: Registrant) -> Hashable:
        """Home, and what was attended elsewhere before moving."""
        return registrant.kecamatan, problem.past.seats_of(registrant)

    def encode(self, problem: Problem, columns: Columns) -> None:
        """Bar foreign sessions; only a pin can be one."""
        for stratum in columns.strata:
            for session in columns.options(stratum) if stratum.one.pins else ():
                foreign = session.kecamatan not in ("", stratum.one.kecamatan)
                if foreign and (stratum.one.id, session.id) not in problem.past.seats:
                    columns.bar(stratum, session)

    def verify(self, problem: Problem, plan: Plan) -> Iterable[Violation]:
        """Compare the home of everyone with the place of their seats."""
        for person, sessions in plan.sessions_of.items():
            registrant = problem.registrants.get(person)
            for session_id in sessions if registrant else ():
                session = problem.session(session_id)
                if (
                    registrant is None
                    or session is None
                    or session.kecamatan in ("", registrant.kecamatan)
                ):
                    continue
                if (person, session_id) not in problem.past.seats:
                    yield Violation(
                        self.kind,
                        person,
                        session.kecamatan,
                        registrant.kecamatan,
                        (session_id,),
                        (person,),
                    )

    def fill(self, problem: Problem) -> Filling:
        """What it bars says all."""
        return Filling()

    def explain(self, violation: Violation) -> Words:
        """Whose seat is in which kecamatan."""
        return Words(
            "Peserta {subject} dari kecamatan {allowed} duduk di kecamatan {found}.",
            "Registrant {subject} of kecamatan {allowed} sits in kecamatan {found}.",
        ).fill(subject=violation.subject, found=violation.found, allowed=violation.allowed)
