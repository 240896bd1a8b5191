"""Couples and a cooperative among synthetic people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from okoce_opt.sample.draw import Draw, largest_remainder


def draw_households(
    recipe: Mapping[str, Any], people: Sequence[Sequence[str]]
) -> tuple[list[list[str]], dict[str, str]]:
    """Rows of `keluarga`, and person -> household.

    `koperasi` people of the first kecamatan are one cooperative; of everyone else `pasangan` per
    cent are in couples of one kelurahan, of which `bergantian` per cent come in turns. Who, is
    drawn.
    """
    said = recipe["keluarga"]
    drawn = sorted(
        people,
        key=lambda p: (Draw(recipe["benih"], int(p[0][1:])).below(1 << 48, "keluarga"), p[0]),
    )
    together = [person[0] for person in drawn if person[4] == people[0][4]][
        : said.get("koperasi", 0)
    ]
    belongs = dict.fromkeys(together, "KOP1")
    asks = [["KOP1", "bersama"]] if together else []
    homes: dict[str, list[str]] = {}
    for person in drawn:
        if person[0] not in belongs:
            homes.setdefault(f"{person[4]}|{person[5]}", []).append(person[0])
    sizes = [len(home) for home in homes.values()]
    couples = largest_remainder(sizes, sum(sizes) * said.get("pasangan", 0) // 200)
    for home, number in zip(homes.values(), couples, strict=True):
        for n in range(min(number, len(home) // 2)):
            name = f"KEL{len(asks) + 1:04d}"
            in_turns = Draw(recipe["benih"], len(asks) + 1).below(100, "bergantian") < said.get(
                "bergantian", 0
            )
            asks.append([name, "bergantian" if in_turns else "bersama"])
            belongs.update(dict.fromkeys(home[2 * n : 2 * n + 2], name))
    return asks, belongs
