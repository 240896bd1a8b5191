"""The waiting list of a year, as `okoce rollout waiting` works with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from okoce_opt.commands.rollout_change import today_of
from okoce_opt.domain.words import Words, same
from okoce_opt.errors import PlanFilesError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from okoce_opt.domain.ids import PersonId, SessionId
    from okoce_opt.domain.plan import Plan
    from okoce_opt.rollout.store import Rollout
    from okoce_opt.rollout.version import Version
    from okoce_opt.scenario import Scenario
    from okoce_opt.waiting.candidates import Candidate, FreeSeat
    from okoce_opt.waiting.offers import Offer


@dataclass(frozen=True)
class Desk:
    """The year as the waiting list sees it: the scenario that judges `today`, the plan that people
    know and the same without those who left or missed, what is free, and all offers.
    """

    version: Version
    today: date
    judging: Scenario
    known: Plan
    plan: Plan
    free: tuple[FreeSeat, ...]
    offers: tuple[Offer, ...]

    def asked(self, session: SessionId) -> set[PersonId]:
        """Who has been asked about a seat of the session."""
        return {one.person for one in self.offers if one.session == session}

    def candidates(self, seat: FreeSeat) -> list[Candidate]:
        """Who may have the seat."""
        from okoce_opt.waiting.candidates import find_candidates

        asked = self.asked(seat.session)
        return find_candidates(self.judging, self.plan, seat.session, seat.kelurahan, asked)


def open_desk(rollout: Rollout, said: date | None) -> Desk:
    """The waiting list of the current version, on a day that was said or is known."""
    from okoce_opt.waiting.offers import offers_in
    from okoce_opt.waiting.today import judged_on, plan_on

    version = rollout.current
    scenario, old = rollout.scenario(version), rollout.plan(version)
    attendance = rollout.attendance(version)
    today = today_of(rollout, version, scenario, said)
    judging = judged_on(scenario, old.announced, attendance, today)
    line = _line(rollout, version)
    return Desk(
        version,
        today,
        judging,
        old.plan,
        plan_on(judging, old.plan, attendance),
        tuple(_free(rollout, line, judging, today)),
        tuple(offers_in(((one.what, one.note) for one in line), today)),
    )


def _free(
    rollout: Rollout, line: Sequence[Version], judging: Scenario, today: date
) -> list[FreeSeat]:
    """What those who have left had in the plan that was made last, but for what has been given
    since.
    """
    from okoce_opt.waiting.candidates import free_seats
    from okoce_opt.waiting.offers import Answer, offers_in

    before = ["", *(one.plan for one in line)]
    plans = [one for one, was in zip(line, before, strict=False) if one.plan and one.plan != was]
    given: list[str] = []
    while plans[-1].what == Answer.ACCEPTED:
        last = plans.pop()
        given += [one.session for one in offers_in([(last.what, last.note)], today)]
    made = plans[-1]
    homes = rollout.scenario(made).problem.registrants
    found = []
    for seat in free_seats(judging.problem, rollout.plan(made).plan, homes, today):
        if seat.session in given:
            given.remove(seat.session)
        else:
            found.append(seat)
    return found


def _line(rollout: Rollout, version: Version) -> list[Version]:
    """The versions that this one was made from, the oldest first, and itself."""
    line = [version]
    while line[-1].made_from is not None:
        line.append(rollout.version(line[-1].made_from))
    return line[::-1]


def new_offer(desk: Desk, person: str, session: str | None, until: date) -> Offer:
    """The offer to a candidate. Raises `PlanFilesError` where they cannot have a seat that is
    free, with the reason.
    """
    from okoce_opt.reports.content.session_names import session_said
    from okoce_opt.waiting.offers import Answer, Offer

    given = [one.session for one in desk.offers if one.answer is Answer.OFFERED]
    whys: list[Words] = []
    for seat in desk.free:
        if session not in (None, seat.session):
            continue
        room = sum(one.session == seat.session for one in desk.free)
        for one in desk.candidates(seat):
            if one.person == person and one.effect is not None:
                if given.count(seat.session) < room:
                    return Offer(one.person, seat.session, until)
                said = session_said(desk.judging.problem, seat.session)
                whys.append(_ALL_OFFERED.fill(session=said))
            elif one.person == person:
                whys += one.why
    why = [*dict.fromkeys(whys)] or [_NO_CANDIDATE]
    raise PlanFilesError(_CANNOT.fill(person=same(person), why=why))


def open_offer(desk: Desk, person: str, session: str | None) -> Offer:
    """The offer that somebody answers. Raises `PlanFilesError` where there is none."""
    from okoce_opt.waiting.offers import Answer

    mine = [
        one
        for one in desk.offers
        if one.person == person and session in (None, one.session) and one.answer is Answer.OFFERED
    ]
    if len(mine) != 1:
        over = [one for one in desk.offers if one.person == person and one.answer is Answer.EXPIRED]
        if over and not mine:
            raise PlanFilesError(_OVER.fill(person=same(person), until=over[-1].until))
        raise PlanFilesError((_MANY if mine else _NO_OFFER).fill(person=same(person)))
    return mine[0]


def give(rollout: Rollout, desk: Desk, offer: Offer) -> Version:
    """The plan with the seat theirs, as a version. Raises `PlanFilesError` where it breaks a
    rule by now.
    """
    from okoce_opt.handmade.pinned import outcome_by_hand
    from okoce_opt.moves.move import Step, moved
    from okoce_opt.notebook.outcome import planned_for
    from okoce_opt.verify import verify
    from okoce_opt.waiting.today import plan_with

    judging, problem = desk.judging, desk.judging.problem
    step = Step(offer.person, None, offer.session)
    given = moved(problem, desk.plan, (step,))
    before = verify(problem, judging.rules, desk.plan)
    broken = [one for one in verify(problem, judging.rules, given) if one not in before]
    if broken:
        rules = {rule.kind: rule for rule in judging.rules}
        why = [
            rules[one.rule].explain_named(problem, one)
            for one in broken[:_SOME]
            if one.rule in rules
        ]
        raise PlanFilesError(_BROKEN.fill(why=why))
    plan = plan_with(problem, desk.known, desk.plan, offer.person, given)
    return rollout.commit(
        what=offer.answer.value,
        expected=desk.version,
        plan=planned_for(judging, outcome_by_hand(judging, plan, (step,))),
        note=offer.note,
    )


_NO_CANDIDATE = Words(
    "ia tidak menunggu kursi yang kosong itu, bukan dari kelurahannya, atau sudah ditanya",
    "they do not wait for a seat that is free, are of another kelurahan, or have been asked",
)
_ALL_OFFERED = Words(
    "semua kursi kosong di {session} sedang ditawarkan", "all free seats of {session} are offered"
)
_CANNOT = Words(
    "Kursi kosong tidak dapat ditawarkan kepada {person}: {why}.",
    "No free seat can be offered to {person}: {why}.",
)
_OVER = Words(
    "Tawaran bagi {person} berlaku sampai {until} dan sudah lewat; bila kursinya masih kosong, "
    "tawarkan lagi kepada orang berikutnya.",
    "The offer to {person} was open until {until} and is over; if the seat is still free, offer it "
    "to whoever is next.",
)
_NO_OFFER = Words(
    "Tidak ada tawaran yang masih berlaku bagi {person}.", "There is no open offer to {person}."
)
_MANY = Words(
    "Ada beberapa tawaran bagi {person}; sebutkan dengan --session.",
    "There are several offers to {person}; name one with --session.",
)
_BROKEN = Words(
    "Kursi itu tidak dapat diberikan sekarang: {why}. Rencanakan dulu dengan okoce rollout replan.",
    "The seat cannot be given now: {why}. Plan first with okoce rollout replan.",
)


_SOME = 3
"""Rules that are named."""
