"""Rows that tie each stratum to each session by itself: nobody sits where nothing is held.

One row a session says so of all its people together, and a relaxation then holds a tenth of a class
for the three who can come to no other. There would be far too many such rows: those that a
relaxation breaks are added, by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from okoce_opt.model.formulation.build import Model

LINK_CUT = "link_cut"
"""The name of such rows, as of a rule; the subject is `stratum|session`."""

BROKEN = 1e-4
"""People by which a row must be broken to be worth adding."""


def broken_links(model: Model, values: Sequence[float]) -> list[str]:
    """Subjects of the rows that these values of all columns break."""
    sizes = {stratum.id: stratum.size for stratum in model.strata}
    return [
        f"{stratum}|{session}"
        for (stratum, session), seat in model.seats.items()
        if session in model.held
        and values[seat] - sizes[stratum] * values[model.held[session]] > BROKEN
    ]


def add_links(model: Model, subjects: Iterable[str]) -> None:
    """Add these rows to the model's: seats of the stratum <= its people x held.

    Where the session is held that is all of them, and where it is not nobody sits there by the row
    of all its people (`venue_capacity`). A subject that names no column adds nothing.
    """
    wanted = {*subjects}
    sizes = {stratum.id: stratum.size for stratum in model.strata}
    for (stratum, session), seat in model.seats.items():
        name = f"{stratum}|{session}"
        if name in wanted and session in model.held:
            terms = [(1, seat), (-sizes[stratum], model.held[session])]
            model.rows.require(terms, None, 0, LINK_CUT, name)
