"""Paths taken one after the other use up the seats exactly when some naming does (by
enumeration).
"""

from __future__ import annotations

import itertools
import random
from datetime import date, timedelta

import pytest

from okoce_opt.domain.activities import Order
from okoce_opt.domain.sessions import Session
from okoce_opt.model.naming.paths import Chain, Colours

START = date(2026, 1, 5)


def session(activity, day, venue="v", halves=frozenset({0, 1})):
    return Session(activity, venue, "sehari", (START + timedelta(day),), halves, "k", 100)


def namings_of(stops, counts, people, fits):
    """Whether `people` paths (a session or None at each stop) that fit can use up the counts."""
    choices = [[*stop, None] for stop in stops]
    paths = [path for path in itertools.product(*choices) if fits(path)]

    def rest(left, people, first):
        if not any(left.values()):
            return True
        if not people:
            return False
        for n in range(first, len(paths)):
            used = [s.id for s in paths[n] if s is not None]
            if used and all(left[sid] > 0 for sid in used):
                for sid in used:
                    left[sid] -= 1
                if rest(left, people - 1, n):
                    return True
                for sid in used:
                    left[sid] += 1
        return False

    return rest(dict(counts), people, 0)


def taken(taker, people, wanted=frozenset()):
    return [taker.take(people - n, dict.fromkeys(wanted, 1)) for n in range(people)]


def chain_fits(links):
    def fits(path):
        for link, before, after in zip(links, path, path[1:], strict=False):
            if after is None:
                continue
            gap = None if before is None else (after.first_day - before.last_day).days
            if gap is None or gap < link.min_gap_days or after.starts <= before.ends:
                return False
            if link.max_gap_days is not None and gap > link.max_gap_days:
                return False
        return True

    return fits


@pytest.mark.parametrize("max_gap", [None, 3])
def test_a_chain_is_taken_apart_whenever_it_can_be(max_gap):
    chance = random.Random(5)
    possible = impossible = 0
    for _ in range(1500):
        length = chance.choice([1, 2, 3])
        activities = ["P", "Z", "M"][:length]
        gap = chance.choice([0, 1, 2])
        links = [
            Order(b, a, gap, None if max_gap is None else gap + max_gap)
            for a, b in itertools.pairwise(activities)
        ]
        stops = [
            [session(a, d) for d in sorted(chance.sample(range(9), chance.choice([1, 2, 3])))]
            for a in activities
        ]
        people = chance.choice([2, 3])
        counts = {s.id: chance.choice([0, 1, 1, 2]) for stop in stops for s in stop}
        if max_gap is not None:  # a greatest gap goes with everyone seated
            if any(sum(counts[s.id] for s in stop) != people for stop in stops):
                continue
        elif any(sum(counts[s.id] for s in stop) > people for stop in stops):
            continue
        can = namings_of(stops, counts, people, chain_fits(links))
        chain = Chain(activities, links, dict(zip(activities, stops, strict=True)), counts)
        wanted = {s.id for stop in stops for s in stop if chance.random() < 0.3}
        paths = taken(chain, people, wanted)
        by_id = {s.id: s for stop in stops for s in stop}
        if can:
            possible += 1
            assert chain.left() == 0
            for path in paths:
                full = tuple(
                    next((by_id[sid] for sid in path if by_id[sid].activity == a), None)
                    for a in activities
                )
                assert chain_fits(links)(full)
        else:
            impossible += 1
    assert possible > 100
    assert impossible > 20


def test_colours_share_out_seats_so_that_nobody_is_in_two_places():
    chance = random.Random(6)
    possible = impossible = 0
    for _ in range(1500):
        stops = [
            [session(a, d) for d in sorted(chance.sample(range(3), chance.choice([1, 2])))]
            for a in ("P", "Z", "M")
        ]
        people = chance.choice([2, 3])
        counts = {s.id: chance.choice([0, 1, 1, 2]) for stop in stops for s in stop}
        if any(sum(counts[s.id] for s in stop) > people for stop in stops):
            continue

        def fits(path):
            days = [s.first_day for s in path if s is not None]
            return len(days) == len(set(days))

        can = namings_of(stops, counts, people, fits)
        colours = Colours(dict(zip("PZM", stops, strict=True)), counts)
        paths = taken(colours, people)
        if can:
            possible += 1
            assert colours.left() == 0
            assert all(len({sid.split("|")[2] for sid in path}) == len(path) for path in paths)
        else:
            impossible += 1
            assert colours.left() > 0
    assert possible > 100
    assert impossible > 50


def test_old_seats_are_kept_where_a_path_can_keep_them():
    stops = [[session("P", 0), session("P", 1)]]
    counts = {s.id: 1 for s in stops[0]}
    chain = Chain(["P"], [], {"P": stops[0]}, counts)
    first, second = stops[0]
    assert chain.take(2, {second.id: 1}) == [second.id]
    assert chain.take(1, {second.id: 1}) == [first.id]


def test_of_paths_worth_alike_the_earliest_is_taken():
    stop = [session("P", 0), session("P", 1)]
    chain = Chain(["P"], [], {"P": stop}, {s.id: 1 for s in stop})
    assert chain.take(3, {}) == [stop[0].id]  # not nothing, though one of three may go without
    assert chain.take(2, {}) == [stop[1].id]
    assert chain.take(1, {}) == []


def test_a_path_worth_less_at_first_may_be_worth_most():
    (early, late), (other, last) = stops = [
        [session("P", 0), session("P", 1)],
        [session("Z", 0), session("Z", 2)],
    ]
    colours = Colours(
        dict(zip("PZ", stops, strict=True)), {s.id: 1 for s in (*stops[0], *stops[1])}
    )
    wanted = {early.id: 3, late.id: 2, other.id: 5}
    assert colours.take(10, wanted) == [late.id, other.id]
    assert colours.take(10, wanted) == [early.id, last.id]


def apart(path):
    days = [s.first_day for s in path if s is not None]
    return len(days) == len(set(days))


@pytest.mark.parametrize("ordered", [True, False])
def test_no_path_that_leaves_the_rest_to_be_taken_is_worth_more(ordered):
    """By enumeration, seat after seat; some activities have none left meanwhile."""
    chance, asked = random.Random(7), 0
    links = [Order("Z", "P", 1)] if ordered else []
    fits = chain_fits(links) if ordered else apart
    names, most_days = ("PZ", 3) if ordered else ("PZM", 2)
    for _ in range(600):
        stops = [
            [session(a, d) for d in sorted(chance.sample(range(4), chance.randint(1, most_days)))]
            for a in names
        ]
        people = chance.choice([2, 3])
        counts = {s.id: chance.choice([0, 1, 1, 2]) for stop in stops for s in stop}
        if any(sum(counts[s.id] for s in stop) > people for stop in stops):
            continue
        sessions = dict(zip(names, stops, strict=True))
        taker = Chain(["P", "Z"], links, sessions, counts) if ordered else Colours(sessions, counts)
        if not namings_of(stops, counts, people, fits):
            continue
        for left in range(people, 0, -1):
            wanted = {sid: chance.choice([1, 2, 3]) for sid in counts if chance.random() < 0.7}
            worth = {}
            for path in filter(fits, itertools.product(*([*stop, None] for stop in stops))):
                rest = dict(counts)
                for s in filter(None, path):
                    rest[s.id] -= 1
                if min(rest.values()) >= 0 and namings_of(stops, rest, left - 1, fits):
                    taken_ids = tuple(s.id for s in path if s is not None)
                    worth[taken_ids] = sum(wanted.get(sid, 0) for sid in taken_ids)
            most = max(worth.values())
            assert taker.take(left, wanted, most + 1) is None
            path = taker.take(left, wanted, most)
            assert worth[tuple(path)] == most
            for sid in path:
                counts[sid] -= 1
            asked += 1
    assert asked > 200
