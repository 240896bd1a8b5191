"""One thing that a scenario says and could do without: a rule, a row or a cell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from okoce_opt.domain.calendar import Obstacle
from okoce_opt.domain.ids import PersonId, VenueId
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.words import WEEKDAYS, Words, same, say
from okoce_opt.reasons.draft import Draft

Leave = Callable[[Draft], None]


@dataclass(frozen=True)
class Item:
    """A rule, a row or a cell that can be left out.

    `table`, `row` and `column` say where it stands (of a rule: `aturan`, its kind, its parameters),
    `words` what it says. `kecamatan` is the code of whose it is, empty of several. `pieces` are
    what an item of many people is made of. An item that asks seats for people has the kind of the
    `rule` that does, and `persons` where it names them.
    """

    table: str
    row: str
    column: str
    words: Words
    leave_out: Leave = field(compare=False, repr=False)
    kecamatan: str = ""
    pieces: tuple[Item, ...] = field(default=(), compare=False, repr=False)
    rule: str = ""
    persons: tuple[str, ...] = field(default=(), compare=False, repr=False)


def weekdays(days: frozenset[int]) -> Words:
    """Weekdays by name."""
    each = [Words(WEEKDAYS["id"][day], WEEKDAYS["en"][day]) for day in sorted(days)]
    return Words(say(each, "id"), say(each, "en"))


def name_of(problem: Problem, obstacle: Obstacle) -> str:
    """What is closed or away, by the name that people know it by, else by its id."""
    hall = problem.venues.get(VenueId(obstacle.id)) if obstacle.kind == "tempat" else None
    team = problem.teams.get(obstacle.id) if obstacle.kind == "tim" else None
    return (hall.name if hall else team.name if team else "") or obstacle.id


def obstacle_item(problem: Problem, obstacle: Obstacle) -> Item:
    """Somebody or something is away or closed."""
    names = {
        "program": Words("program tutup", "the programme is closed"),
        "tempat": Words("{name} tutup", "{name} is closed"),
        "tim": Words("{name} tidak bertugas", "{name} is away"),
        "pendaftar": Words("peserta {name} berhalangan", "registrant {name} is away"),
    }
    venue = problem.venues.get(VenueId(obstacle.id)) if obstacle.kind == "tempat" else None
    team = problem.teams.get(obstacle.id) if obstacle.kind == "tim" else None
    name = team.called if team else same(name_of(problem, obstacle))
    dates = Words("{first} s.d. {last}", "{first} to {last}")
    if obstacle.first == obstacle.last:
        dates = Words("{first}", "{first}")
    words = Words("{who}: {dates}{why}", "{who}: {dates}{why}").fill(
        who=names[obstacle.kind].fill(name=name),
        dates=dates.fill(first=obstacle.first, last=obstacle.last),
        why=f" ({obstacle.reason})" if obstacle.reason and obstacle.kind != "pendaftar" else "",
    )

    def leave(draft: Draft) -> None:
        draft.obstacles[:] = [one for one in draft.obstacles if one != obstacle]

    key = f"{obstacle.kind}/{obstacle.id}/{obstacle.first.isoformat()}"
    home = ""
    if obstacle.kind == "pendaftar":
        home = problem.registrants[PersonId(obstacle.id)].kecamatan
    elif venue is not None:
        home = venue.kecamatan
    return Item("halangan", key, "", words, leave, home)
