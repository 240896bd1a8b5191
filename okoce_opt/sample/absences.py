"""Days on which people of a base scenario are away as well."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from okoce_opt.domain.calendar import ANY_TURN
from okoce_opt.domain.words import Words
from okoce_opt.errors import InputError
from okoce_opt.io import load_scenario
from okoce_opt.sample.draw import Draw
from okoce_opt.sample.recipe import RECIPE, complain, read_recipe


def draw_absences(recipe: Mapping[str, Any], folder: Path) -> Iterable[list[str]]:
    """Days on which people of the base are away as well, each drawn for itself.

    Only days on which the person's kecamatan may meet are drawn: no other can matter. Days on which
    the base has the person away already are left out.
    """
    complaints = [
        complain("missing_key", name, key, "", Words("kunci {key}", "the key {key}").fill(key=key))
        for name, key, there in (
            (RECIPE, "benih", recipe),
            ("scenario.toml", "extends", read_recipe(folder, "scenario.toml")),
        )
        if key not in there
    ]
    if complaints:
        raise InputError(complaints)
    problem = load_scenario(folder / read_recipe(folder, "scenario.toml")["extends"]).problem
    for number, person in enumerate(problem.registrants.values(), start=1):
        draw, away = Draw(recipe["benih"], number), problem.absences.get(person.id, ())
        turns = (problem.kecamatan[person.kecamatan].group, ANY_TURN)
        for day in problem.calendar.open_days:
            known = problem.calendar.turn(day) not in turns or any(
                obstacle.covers(day) for obstacle in away
            )
            if not known and draw.below(100, f"acak {day}") < recipe["acak"]:
                yield [
                    "pendaftar",
                    person.id,
                    day.isoformat(),
                    day.isoformat(),
                    recipe.get("alasan", ""),
                ]
