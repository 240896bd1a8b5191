"""Seats against people, in each place: for each activity, and for all activities together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from okoce_opt.counting.causes import explain_few_seats, explain_lost_days
from okoce_opt.counting.ground import Ground, count_daily, count_most_disjoint, group_by_venue
from okoce_opt.counting.shortfall import Shortfall
from okoce_opt.domain.sessions import Session
from okoce_opt.domain.words import Words

KIND = "seats_against_people"


def count_seats(ground: Ground) -> Iterable[Shortfall]:
    """Everyone who needs a seat in an activity sits in a session of it; a venue holds one session
    at a time.
    """
    for (place, activity), crowds in ground.needs.items():
        people = sum(crowd.size for crowd in crowds)
        sessions = ground.open_to(place, activity, whole=True)
        seats, sum_words = _seats(sessions)
        if 0 < seats < people:
            yield Shortfall(
                KIND,
                Words(
                    "{place}, {activity}: {people} orang untuk {seats} kursi ({sum}{few}): "
                    "kurang {short}{lost}.",
                    "{place}, {activity}: {people} people for {seats} seats ({sum}{few}): "
                    "{short} short{lost}.",
                ).fill(
                    lost=explain_lost_days(ground, place, activity),
                    place=ground.name(place),
                    activity=ground.title(activity),
                    people=people,
                    seats=seats,
                    sum=sum_words,
                    few=explain_few_seats(ground, activity, sessions),
                    short=people - seats,
                ),
                ground.everyone,
                people - seats,
                place,
                activity,
            )
    for place in sorted({place for place, _ in ground.needs}):
        yield from _all_activities(ground, place)


def _seats(sessions: Sequence[Session]) -> tuple[int, Words]:
    """Most people the sessions can hold together, and the sum in words."""
    rooms = [
        (count_most_disjoint(those), max(s.seats for s in those))
        for those in group_by_venue(sessions).values()
    ]
    text = " + ".join(f"{count} x {chairs}" for count, chairs in rooms[:4]) + (
        " + ..." if len(rooms) > 4 else ""
    )
    words = Words(f"sesi x kursi: {text}", f"sessions x seats: {text}")
    return sum(count * chairs for count, chairs in rooms), words


def _all_activities(ground: Ground, place: str) -> Iterable[Shortfall]:
    activities = [activity for home, activity in ground.needs if home == place]
    if len(activities) < 2:
        return
    length = {name: ground.problem.activities[name].days for name in activities}
    needed = sum(ground.people(place, name) * length[name] for name in activities)
    seats = count_daily(
        s for name in activities for s in ground.open_to(place, name, whole=ground.everyone)
    )
    there = sum(chairs for _, chairs in seats.values())
    if not 0 < there < needed:
        return
    each = {chairs for _, chairs in seats.values()}
    days = len(seats)
    sum_words = (
        Words("{days} hari x {n} kursi", "{days} days x {n} seats").fill(days=days, n=min(each))
        if len(each) == 1
        else Words("{days} hari", "{days} days").fill(days=days)
    )
    long = max(length.values()) > 1
    unit = Words("kursi-hari", "seat-days") if long else Words("kursi", "seats")
    yield Shortfall(
        KIND,
        Words(
            "{place}: semua kegiatan bersama membutuhkan {needed} {unit}, yang ada {there} "
            "({sum}): kurang {short}{lost}.",
            "{place}: all activities together need {needed} {unit}, there are {there} ({sum}): "
            "{short} short{lost}.",
        ).fill(
            lost=explain_lost_days(ground, place, *activities),
            place=ground.name(place),
            needed=needed,
            unit=unit,
            there=there,
            sum=sum_words,
            short=needed - there,
        ),
        ground.everyone,
        -(-(needed - there) // max(length.values())),
        place,
    )
