"""Who gives the sessions."""

from __future__ import annotations

from dataclasses import dataclass, field

from okoce_opt.domain.words import Words, same


@dataclass(frozen=True, slots=True)
class Team:
    """An instructor, mentor or partner agency (*tim*).

    `at_once` sessions it serves at the same time, `people` it can carry (None = no limit),
    `weekdays` it works (None = all), `kecamatan` codes it serves (empty = all). `name` stands on
    rosters.
    """

    id: str
    kind: str
    at_once: int = 1
    people: int | None = None
    weekdays: frozenset[int] | None = None
    kecamatan: frozenset[str] = frozenset()
    name: str = field(default="", repr=False)

    @property
    def called(self) -> Words:
        """What it is called in a sentence: *tim A*, but *Tim Mitra*, not *tim Tim Mitra*, and a
        mentor, who carries people, by name.
        """
        name = self.name or self.id
        by_name = self.people is not None or name.casefold().startswith(("tim ", "team "))
        return same(name) if by_name else Words(f"tim {name}", f"team {name}")

    def serves(self, kecamatan: str) -> bool:
        """Whether it goes to this kecamatan (a code; empty = the city)."""
        return not self.kecamatan or kecamatan in self.kecamatan
