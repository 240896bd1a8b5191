"""People of a stratum exchange seats where more of what was announced is kept so; the counts, and
what each can take, stay as they were.
"""

from __future__ import annotations

import random
from collections import Counter

from okoce_opt.domain.activities import Order
from okoce_opt.model.naming.exchanging import exchange
from okoce_opt.model.naming.paths import Chain, Colours
from tests.model.naming.test_paths import chain_fits, session

A1, A2, B3, B4, B9 = (session(*at) for at in (("A", 1), ("A", 2), ("B", 3), ("B", 4), ("B", 9)))


def test_each_gets_back_what_the_other_sits_in() -> None:
    """Taken in turn, X had the first B and Y the second; each was announced the other's."""
    chain = Chain(
        *(["A", "B"], [Order("B", "A", 1)]),
        *({"A": [A1, A2], "B": [B3, B4]}, {one.id: 1 for one in (A1, A2, B3, B4)}),
    )
    paths = {"X": [A1.id, B3.id], "Y": [A2.id, B4.id]}
    exchange(chain, paths, {"X": {A1.id: 5, B4.id: 5}, "Y": {B3.id: 5, A2.id: 5}})
    assert paths == {"X": [A1.id, B4.id], "Y": [A2.id, B3.id]}
    # nobody gives up more than the other gains
    exchange(chain, paths, {"X": {A1.id: 5, B4.id: 5}, "Y": {A1.id: 5, B3.id: 5}})
    assert paths == {"X": [A1.id, B4.id], "Y": [A2.id, B3.id]}


def test_who_has_no_seat_in_the_second_may_take_one_over() -> None:
    chain = Chain(
        *(["A", "B"], [Order("B", "A", 1)]),
        *({"A": [A1, A2], "B": [B9]}, {one.id: 1 for one in (A1, A2, B9)}),
    )
    paths = {"X": [A1.id, B9.id], "Y": [A2.id]}
    exchange(chain, paths, {"X": {}, "Y": {A2.id: 5, B9.id: 5}})
    assert paths == {"X": [A1.id], "Y": [A2.id, B9.id]}


def test_activities_without_order_are_exchanged_where_times_differ() -> None:
    same = session("B", 1)
    colours = Colours({"A": [A1, A2], "B": [same, B4]}, {one.id: 1 for one in (A1, A2, same, B4)})
    paths = {"X": [A1.id, B4.id], "Y": [A2.id, same.id]}
    # both at once would be at the same time
    exchange(colours, paths, {"X": {A1.id: 5, same.id: 5}, "Y": {}})
    assert paths == {"X": [A1.id, B4.id], "Y": [A2.id, same.id]}
    exchange(colours, paths, {"X": {same.id: 5}, "Y": {}})
    assert paths["X"] == [A2.id, same.id]


def test_counts_stay_and_every_path_can_be_taken() -> None:
    rng, gained = random.Random("exchange"), 0
    for _ in range(300):
        stops = [[session(name, day) for day in sorted(rng.sample(range(8), 3))] for name in "ABC"]
        links = [Order("B", "A", 1, rng.choice([None, 4])), Order("C", "B", rng.randint(0, 2))]
        fits = chain_fits(links)
        known = {one.id: one for stop in stops for one in stop}
        paths = {}
        for person in "VWXYZ":
            path = [rng.choice(stop) for stop in stops][: rng.randint(1, 3)]
            if fits([*path, *[None] * (3 - len(path))]):
                paths[person] = [one.id for one in path]
        counts = Counter(sid for path in paths.values() for sid in path)
        chain = Chain(
            list("ABC"),
            links,
            {
                name: [one for one in stop if counts[one.id]]
                for name, stop in zip("ABC", stops, strict=True)
            },
            counts,
        )
        worth = {who: {sid: rng.choice([1, 9]) for sid in counts} for who in paths}

        def total(paths=paths, worth=worth) -> int:
            return sum(worth[who][sid] for who, path in paths.items() for sid in path)

        before = total()
        exchange(
            chain, paths, {w: {s: n for s, n in m.items() if counts[s]} for w, m in worth.items()}
        )
        assert Counter(sid for path in paths.values() for sid in path) == counts
        assert all(
            fits([*(known[sid] for sid in path), *[None] * (3 - len(path))])
            for path in paths.values()
        )
        assert total() >= before
        gained += total() > before
    assert gained > 50
