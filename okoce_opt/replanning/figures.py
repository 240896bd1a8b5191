"""What differs between the plan that people know and the next one, counted."""

from __future__ import annotations

from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import activity_of
from okoce_opt.moves.forced import lost_seats


def figures_of_change(problem: Problem, old: Plan, new: Plan) -> dict[str, int]:
    """Of people on the list: `moved` seats they still need that are gone, `make_ups` for seats that
    were missed; `people` to be told of either; `released` seats that are gone since their holders
    have done the activity elsewhere; `new_sessions` and `dropped_sessions`.

    `problem` is that of the new plan, a change of the old one.
    """
    moved = lost_seats(problem, new)
    make_ups = [
        (person, sid)
        for person, sid in new.seats - old.seats
        for name, _ in problem.registrants[person].missed
        if name == activity_of(sid) and (person, name) not in problem.announced.seated
    ]
    gone = {seat for seat in problem.announced.seats - new.seats if seat[0] in problem.registrants}
    return {
        "moved": len(moved),
        "released": len(gone - {*moved}),
        "make_ups": len(make_ups),
        "people": len({person for person, _ in (*moved, *make_ups)}),
        "new_sessions": len(new.held - old.held),
        "dropped_sessions": len(problem.announced.held - new.held),
    }
