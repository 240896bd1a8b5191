"""People whom no active rule or goal can tell apart are counted, not named."""

from __future__ import annotations

from collections.abc import Hashable

from okoce_opt.domain.people import Registrant
from okoce_opt.goals.goal import Goal
from okoce_opt.instance import Instance
from okoce_opt.rows.stratum import Stratum
from okoce_opt.rules.rule import Rule


def stratify(instance: Instance, *, loosely: bool = False) -> tuple[Stratum, ...]:
    """The strata of an instance, in order of their first member's id.

    A stratum never crosses kecamatan. Its id is the kecamatan's code and its first member, which
    does not depend on the order of rows.

    Where a count does not say who could be meant (activities that may come in any order, several
    times), a rule tells everyone apart. `loosely` counts such people too, if they have the same to
    do and have done the same: the rows of a stratum are then sums of those of its people, which
    only loosens a problem.
    """
    problem = instance.problem
    books: tuple[Rule | Goal, ...] = (*instance.rules, *instance.goals)
    alike: dict[Hashable, list[Registrant]] = {}
    for registrant in problem.registrants.values():
        faces: list[Hashable] = [book.distinguishes(problem, registrant) for book in books]
        if loosely and registrant.id in faces:
            to_do = tuple(activity.id for activity in problem.still_to_do(registrant))
            faces = [
                (to_do, registrant.done) if book.adds_up and face == registrant.id else face
                for book, face in zip(books, faces, strict=True)
            ]
        alike.setdefault((registrant.kecamatan, *faces), []).append(registrant)
    return tuple(
        Stratum(
            f"{people[0].kecamatan}/{people[0].id}",
            people[0],
            tuple(person.id for person in people),
        )
        for people in alike.values()
    )
