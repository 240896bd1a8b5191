"""What differs between the plan that people know and the next one, counted."""

from __future__ import annotations

from okoce_opt.domain.plan import Plan, Seat
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import activity_of
from okoce_opt.moves.forced import lost_seats


def figures_of_change(problem: Problem, old: Plan, new: Plan) -> dict[str, int]:
    """Of people on the list: `moved` seats they know of and still need that are gone, `make_ups`
    for seats that were missed, `first` seats of those who had none in the activity; `people` to be
    told of any of these; `released` seats that are gone since
    their holders have done the activity elsewhere; `drafted` seats of drafts that are gone, of
    which nobody was told; `new_sessions` and `dropped_sessions`.

    `problem` is that of the new plan, a change of the old one.
    """
    moved = lost_seats(problem, new)
    make_ups: list[Seat] = []
    first: list[Seat] = []
    for person, sid in new.seats - old.seats:
        name = activity_of(sid)
        if (person, name) not in problem.announced.seated:
            missed = any(name == one for one, _ in problem.registrants[person].missed)
            (make_ups if missed else first).append((person, sid))
    gone = {seat for seat in problem.announced.seats - new.seats if seat[0] in problem.registrants}
    drafted = {seat for seat in gone if seat[1] in problem.announced.drafts}
    return {
        "moved": len(moved),
        "released": len(gone - {*moved} - drafted),
        "drafted": len(drafted),
        "make_ups": len(make_ups),
        "first": len(first),
        "people": len({person for person, _ in (*moved, *make_ups, *first)}),
        "new_sessions": len(new.held - old.held),
        "dropped_sessions": len(problem.announced.held - new.held),
    }
