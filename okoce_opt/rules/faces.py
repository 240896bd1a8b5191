"""What the optional faces of a rule answer with: who is asked while a quick plan is made, how what
kecamatan share is dealt out, why somebody is left over.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date

from okoce_opt.domain.activities import Activity
from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.sessions import Session
from okoce_opt.domain.words import Words

KeepsOut = Callable[[Registrant, Activity], Words | None]
"""Why somebody without a seat in an activity has none; None: not because of this rule."""

Waiting = dict[tuple[str, str], dict[PersonId, Registrant]]
"""(kecamatan, activity) -> those of the kecamatan who wait for a seat in it, by id."""


class Filling:
    """How the quick plan keeps one rule while it holds session after session.

    This one keeps any rule that says all by what it bars and closes, or by how full a session may
    be. Where another is wrong, a plan comes out that has to give up seats: nothing worse.
    """

    def beside(self, fillings: Sequence[Filling]) -> None:
        """Told once: the fillings of all rules, for a rule whose choice (a team, say) the others
        judge (`may_send`).
        """

    def begin(self, waiting: Waiting, options: Mapping[PersonId, frozenset[SessionId]]) -> None:
        """Before anybody is seated: take out of `waiting` who cannot get a seat.

        `options` are the sessions that the rules leave open to each person.
        """

    def may_hold(self, session: Session) -> bool:
        """Whether the session can be held besides those that are."""
        return True

    def may_sit(self, person: Registrant, session: Session) -> bool:
        """Whether the person can sit there besides where they do."""
        return True

    def ready(
        self, session: Session, people: Sequence[Registrant], waiting: Mapping[PersonId, Registrant]
    ) -> Sequence[Registrant]:
        """Those of `people`, who may sit in the session each for themselves, who may sit there
        together; `waiting` are all who wait for its activity.
        """
        return people

    def company(self, person: Registrant) -> Sequence[Registrant]:
        """Those who sit where the person sits, or nowhere."""
        return (person,)

    def spread(self, session: Session) -> tuple[int, Collection[str]]:
        """How many of each kelurahan are to sit in the session, and the kelurahan without whom it
        is not held.
        """
        return 0, ()

    def may_send(self, team: str, session: Session) -> bool:
        """Whether the team can be sent there besides where it is."""
        return True

    def sent(self, team: str, session: Session) -> None:
        """The team is sent there."""

    def held(self, session: Session) -> None:
        """The session is held."""

    def seated(self, person: Registrant, session: Session) -> None:
        """The person sits there."""

    def choices(self) -> Mapping[tuple[str, ...], int]:
        """What was chosen besides, as `Rule.chosen` says it."""
        return {}


class Sharing:
    """What kecamatan share because of one rule, as far as it can be dealt out among them.

    Days given to kecamatan, or of teams, keep the rule whichever of them are used: what may be had
    together may be had in part.
    """

    def may_meet(self, day: date, kecamatan: Collection[str]) -> bool:
        """Whether all of these kecamatan may meet on the day."""
        return True

    def may_send(self, team: str, days: Collection[date]) -> bool:
        """Whether the team may go out on all of these days."""
        return True
