"""How many people a session needs at least because of who is to sit beside whom, for searches of
days.

A rule that asks for somebody of each kelurahan is not looked at there: it would tell apart people
whom nothing else does. That there are as many people as kelurahan is looked at, or a calendar has
sessions of three that cannot be filled. A search with these rows is a proposal, its bound nobody's.
"""

from __future__ import annotations

from dataclasses import replace

from okoce_opt.instance import Instance
from okoce_opt.model.formulation.build import Model
from okoce_opt.rules.faces import Filling


def with_company(instance: Instance, model: Model) -> Model:
    """The model with a row for each session that needs more people than its activity asks for."""
    problem = instance.problem
    asking = [filling for rule in instance.rules if (filling := rule.fill(problem)) is not None]
    asking = [filling for filling in asking if type(filling).spread is not Filling.spread]
    waiting = {
        (code, activity.id): {
            one.id: one
            for one in problem.needing(code, activity.id)
            if not problem.past.attended(one, activity.id)
        }
        for code in problem.kecamatan
        for activity in problem.activities.values()
    }
    for filling in asking:
        filling.begin(waiting, {})
    seats: dict[str, list[tuple[int, int]]] = {}
    for (_, sid), column in model.seats.items():
        seats.setdefault(sid, []).append((1, column))
    rows = model.rows.copy()
    for sid, held in model.held.items() if asking else ():
        session = problem.sessions[sid]
        beside = [filling.spread(session) for filling in asking]
        needed = sum(least * len(homes) for least, homes in beside)
        if needed > problem.least_people(session) and sid not in problem.past.sessions:
            rows.require([*seats.get(sid, ()), (-needed, held)], 0, None, "company", sid)
    return replace(model, rows=rows)
