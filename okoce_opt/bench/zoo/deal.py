"""Which traits a problem gets: dealt like cards, so that each comes up equally often, whatever the
seed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from okoce_opt.bench.zoo import offers, shapes, shared, traits
from okoce_opt.bench.zoo.chance import Chance
from okoce_opt.bench.zoo.changes import CHANGES, MENTOR_LOST, Change, limited
from okoce_opt.bench.zoo.length import set_length
from okoce_opt.bench.zoo.sheets import DAYS, Draft, Sheets
from okoce_opt.bench.zoo.traits import Trait
from okoce_opt.domain.problem import Problem
from okoce_opt.io import load_scenario

PROBLEMS = 60
HAND = 5
"""Traits of one problem."""
CHANGED = (0, 2)
"""Problems of each five that are changes of an announced plan."""
BEFORE, NOW = "dulu", "kini"
"""The two scenarios of such a problem."""
MENTORS = "pendamping"
"""The trait without which no mentor can be lost."""
EVERYONE = "jeda_maks"
"""The trait that only makes sense where everyone must be placed."""

_ORDERED = frozenset({"rangkaian", "cabang", "bersama"})
TRAITS = (
    Trait("hari", traits.weekdays),
    Trait("aula", traits.halls),
    Trait("giliran", traits.turns, traits.free_days, clashes=frozenset({"serentak"})),
    Trait("serentak", traits.at_most),
    Trait("selesai", shared.done),
    Trait("bersama", shared.together),
    Trait("bergantian", shared.in_turns),
    Trait("loket", shared.counters),
    Trait("irama", traits.rhythm, shapes=frozenset({"kelas", "bersama"})),
    Trait("undangan", shared.no_shows, clashes=frozenset({"jatah"})),
    Trait(EVERYONE, traits.greatest_gaps, shapes=_ORDERED),
    Trait("bazar", offers.bazaar),
    Trait("kota", offers.city),
    Trait("gelar", offers.city_told, offers.city_sessions),
    Trait("semua", offers.everywhere),
    Trait("kali", offers.several_times),
    Trait("adil", offers.fair),
    Trait("jatah", shared.quota),
    Trait("bagian", traits.parts, traits.part_of_a_day),
    Trait("suka", traits.wishes),
    Trait("hadir", traits.present),
    Trait("porsi", traits.share),
    Trait("merata", traits.even),
    Trait("cepat", traits.early),
    Trait("lunak", traits.soft_goal, traits.soft),
    Trait("tim", shared.teams, shared.team_away),
    Trait("hari_tim", shared.team_days),
    Trait("hari_temu", traits.days_a_week),
    Trait(MENTORS, shared.mentors),
    Trait("sewa", traits.rent),
    Trait("jalan", shared.travel, clashes=frozenset({"ongkos"})),
    Trait("ongkos", shared.fares),
    Trait("pergi", after=traits.absences),
    Trait("tutup", after=traits.closures),
    Trait("tenggat", after=traits.deadline),
    Trait("sesi", after=shared.told),
    Trait("pin", after=shared.pins),
    Trait("antre", shared.queue),
    Trait("antre", shared.queue),
)


@dataclass(frozen=True, slots=True)
class Hand:
    """What a problem is made of: shape, traits, and what changes after its plan is known."""

    shape: str
    traits: tuple[Trait, ...]
    changes: tuple[Change, ...] = ()


def hands(seed: int, problems: int = PROBLEMS) -> list[Hand]:
    """The hand of each problem. What does not fit a hand goes to the next ones first."""
    chance = Chance(f"zoo|{seed}|kartu")
    deck: list[Trait] = []
    order = chance.mixed(list(shapes.SHAPES)) * (problems // len(shapes.SHAPES) + 1)
    turns: list[Change] = []
    dealt = []
    for number, shape in enumerate(order[:problems], start=1):
        hand: list[Trait] = []
        if len(deck) < len(TRAITS):
            deck += chance.mixed(TRAITS)
        changed = number % 5 in CHANGED
        for card in list(deck):
            # what is changed has been announced, so there must be a plan of it
            if _fits(card, shape, hand) and not (changed and card.name == EVERYONE):
                hand.append(card)
                deck.remove(card)
            if len(hand) == HAND:
                break
        changes: list[Change] = []
        if changed:
            turns += chance.mixed(CHANGES) if len(turns) < 2 else []
            one = turns.pop(0)
            other = next(change for change in turns if change is not one)
            turns.remove(other)
            changes = sorted((one, other), key=CHANGES.index)
            if any(change.name == MENTOR_LOST for change in changes):
                hand = [*(card for card in hand if card.name != MENTORS), _named(MENTORS)]
        # traits that look at what others have added come after them
        ordered = tuple(sorted(hand, key=TRAITS.index))
        dealt.append(Hand(shape, ordered, tuple(changes)))
    return dealt


def _named(name: str) -> Trait:
    return next(trait for trait in TRAITS if trait.name == name)


def _fits(card: Trait, shape: str, hand: Sequence[Trait]) -> bool:
    names = {other.name for other in hand}
    clash = names & card.clashes or any(card.name in other.clashes for other in hand)
    return (not card.shapes or shape in card.shapes) and not clash and card.name not in names


def draw(seed: int, number: int, hand: Hand, folder: Path) -> Draft:
    """Draw problem `number` and write it into the folder, ready to be planned.

    One that is changed afterwards is two scenarios: the folder's `dulu`, whose plan is announced,
    and `kini`, which extends it.
    """
    chance = Chance(f"zoo|{seed}|{number}")
    names = [trait.name for trait in hand.traits]
    draft = Draft(chance=chance, traits=names)
    draft.first = date(2026, 1, 5) + timedelta(chance.below(250))
    draft.settings |= {
        "title": f"Zoo {seed}.{number}",
        "story": ", ".join([hand.shape, *names, *(change.name for change in hand.changes)]),
        "draw_seed": f"zoo {seed} {number}",
        "mulai": draft.first,
        "selesai": draft.first,
        "hari_kerja": DAYS[: chance.weighted({5: 80, 6: 20})],
        "tingkat": [],
        "bagian": {"sehari": "08.00-15.00"},
    }
    draft.seats_to_need = chance.between(90, 115) / 100
    if EVERYONE in names or (chance.hit(8) and not hand.changes):
        draft.rule("everyone_placed")
        # some of these are impossible; all would be too many
        draft.seats_to_need += 0.2 if chance.hit(60) else 0.0
    else:
        draft.goal("most_placed", level=1)
    shapes.sizes(draft, 2 if {"giliran", "serentak", "undangan", "cepat"} & {*names} else 1)
    shapes.SHAPES[hand.shape](draft)
    shapes.places(draft)
    shapes.people(draft)
    for trait in hand.traits:
        if trait.before is not None:
            trait.before(draft)
    draft.goal("few_sessions", price=chance.of([1, 20, 200]))
    set_length(draft)
    home = folder / BEFORE if hand.changes else folder

    def read() -> Problem:
        draft.finish()
        draft.write(home)
        return load_scenario(home).problem

    for trait in hand.traits:
        if trait.after is not None:
            trait.after(draft, read)
    draft.finish()
    draft.write(home)
    if hand.changes:
        changed = Sheets(settings={"extends": f"../{BEFORE}", "title": draft.settings["title"]})
        changed.settings["story"] = draft.settings["story"]
        for change in hand.changes:
            change.makes(draft, changed)
        # a chance of its own, so that all else is drawn as it would be without
        limited(number, Chance(f"zoo|{seed}|{number}|ubah"), changed)
        changed.write(folder / NOW)
    return draft
