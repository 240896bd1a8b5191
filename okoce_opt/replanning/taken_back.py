"""A change that is taken back: the scenario without what it said, and all that came later."""

from __future__ import annotations

from okoce_opt.domain.findings import Complaint
from okoce_opt.domain.words import Words
from okoce_opt.errors import InputError
from okoce_opt.io import OpenScenario
from okoce_opt.io.files.layers import Layer
from okoce_opt.replanning.rows import PERUBAHAN


def taken_back(now: OpenScenario, before: OpenScenario, after: OpenScenario) -> OpenScenario:
    """`now` without the change that made `after` of `before`, both earlier states of it.

    Raises InputError where that change is no part of `now` any more, or something later needs it.
    """
    own = after.layers[len(before.layers) :]
    for number in reversed(range(len(now.layers))):
        if len(own) == 1 and _said(now.layers[number]) == _said(own[0]):
            return now.without(number)
    raise InputError([Complaint("not_a_change", PERUBAHAN, allowed=_A_CHANGE, advice=_BY_HAND)])


def _said(layer: Layer) -> object:
    """The cells and settings of a layer, wherever it stands."""
    cells = {name: [row for _, row in grid.rows] for name, grid in layer.grids.items()}
    return cells, {name: setting.value for name, setting in layer.settings.items()}


_A_CHANGE = Words("sebuah perubahan yang masih berlaku", "a change that still holds")
_BY_HAND = Words(
    "Versi itu bukan perubahan, sudah dibatalkan, atau daftarnya sudah diganti sesudahnya; tulis "
    "perubahan baru yang mengembalikannya.",
    "That version is no change, has been taken back, or the lists were replaced since; record a "
    "new change that puts it right.",
)
