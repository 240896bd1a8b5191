"""Parts of a scenario besides those that its digest is of, and what is said where a part was
replaced or the files have changed.
"""

from __future__ import annotations

from okoce_opt.domain.words import Words
from okoce_opt.scenario import Scenario

FILES_CHANGED = Words(
    "{path} berubah sejak dibaca, atau bagian skenario ini diganti; baca lagi dengan "
    "read_scenario.",
    "{path} has changed since it was read, or a part of this scenario was replaced; read it again "
    "with read_scenario.",
)
PART_REPLACED = Words(
    "Bagian skenario ini diganti (dataclasses.replace), jadi tabelnya sudah bukan tabel ini; pakai "
    "what_if.",
    "A part of this scenario was replaced (dataclasses.replace), so that its tables are no longer "
    "these; use what_if.",
)


def parts_beside(scenario: Scenario) -> tuple[object, ...]:
    """What was read besides the problem, its rules and its levels."""
    return (scenario.title, scenario.story, scenario.people, scenario.papers)
