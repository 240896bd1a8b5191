"""Which kelurahan a text names: by code, by name, or by kecamatan and name."""

from __future__ import annotations

from okoce_opt.domain.checks import did_you_mean
from okoce_opt.domain.findings import NOTHING
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.words import Words

KELURAHAN = Words("kelurahan, atau kecamatan / kelurahan", "kelurahan, or kecamatan / kelurahan")
"""What may be written."""


def find_kelurahan(problem: Problem, said: str) -> tuple[str | None, Words]:
    """The code of the kelurahan; None, and which may be meant, where none or several have the
    name.
    """
    homes = problem.kelurahan
    names = {code: problem.kecamatan[home.kecamatan].name for code, home in homes.items()}
    top, _, name = (piece.strip().casefold() for piece in said.rpartition("/"))
    fits = [
        code
        for code, home in homes.items()
        if name in (code.casefold(), home.name.casefold())
        and top in ("", home.kecamatan.casefold(), names[code].casefold())
    ]
    if len(fits) == 1:
        return fits[0], NOTHING
    if fits:
        some = [f"{names[code]} / {homes[code].name}" for code in fits]
        return None, Words("Maksud Anda {some}?", "Did you mean {some}?").fill(some=some)
    return None, did_you_mean(name, [home.name for home in homes.values()])
