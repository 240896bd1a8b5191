"""What one version's lists and rules say otherwise than another's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

from okoce_opt.domain.digest import canonical
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.words import Words, same
from okoce_opt.scenario import Scenario, parameters

_NAMES = {
    "kecamatan": "kecamatan",
    "kelurahan": "kelurahan",
    "venues": "tempat",
    "activities": "kegiatan",
    "calendar": "kalender",
    "orders": "urutan",
    "obstacles": "halangan",
    "teams": "tim",
    "households": "keluarga",
    "shares": "jatah",
    "fares": "perjalanan",
    "turnouts": "kehadiran",
    "told": "sesi",
    "today": "hari_ini",
    "notice": "pemberitahuan_hari",
    "changing": "ubah",
}
"""Parts of a problem by the table or setting that says them."""
_NOT_SAID = ("registrants", "sessions", "announced", "origin", "least")
"""Told person by person, or following from the rest."""
_SOME = 10


@dataclass(frozen=True, slots=True)
class ListsDifference:
    """Who `came` onto the list, `left` it, or is `changed` on it (numbers); of how many other
    personal data changed; which other `parts` of the scenario are not the same.
    """

    came: tuple[str, ...]
    left: tuple[str, ...]
    changed: tuple[str, ...]
    personal: int
    parts: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether both say the same."""
        return not (self.came or self.left or self.changed or self.personal or self.parts)

    def lines(self) -> list[Words]:
        """The difference in sentences that name people by number alone."""
        if self.is_empty:
            return [Words("Daftar dan aturannya sama.", "Lists and rules are the same.")]
        said = (
            (self.came, Words("Pendaftar baru: {n} ({who})", "New registrants: {n} ({who})")),
            (
                self.left,
                Words("Tidak lagi di daftar: {n} ({who})", "No longer listed: {n} ({who})"),
            ),
            (self.changed, Words("Barisnya berubah: {n} ({who})", "Rows changed: {n} ({who})")),
        )
        found = [words.fill(n=len(who), who=_some(who)) for who, words in said if who]
        if self.personal:
            words = Words("Data pribadi berubah: {n} orang", "Personal data changed: {n} people")
            found.append(words.fill(n=self.personal))
        if self.parts:
            words = Words("Berubah pula: {parts}", "Changed as well: {parts}")
            found.append(words.fill(parts=list(self.parts)))
        return found


def lists_difference(old: Scenario, new: Scenario) -> ListsDifference:
    """What the newer scenario says otherwise."""
    before, after = old.problem.registrants, new.problem.registrants
    both = before.keys() & after.keys()
    parts = [
        _NAMES.get(one.name, one.name)
        for one in fields(Problem)
        if one.name not in _NOT_SAID
        and canonical(getattr(old.problem, one.name)) != canonical(getattr(new.problem, one.name))
    ]
    parts += _judging(old, new)
    if old.papers != new.papers:
        parts.append("surat")
    return ListsDifference(
        came=tuple(sorted(after.keys() - before.keys())),
        left=tuple(sorted(before.keys() - after.keys())),
        changed=tuple(sorted(one for one in both if before[one] != after[one])),
        personal=sum(old.people.get(one) != new.people.get(one) for one in both),
        parts=tuple(dict.fromkeys(parts)),
    )


def _judging(old: Scenario, new: Scenario) -> Iterator[str]:
    """Settings of rules and goals that are others, as they are typed, with both values."""
    rules = [{rule.kind: parameters(rule) for rule in one.rules} for one in (old, new)]
    goals = [
        {
            priced.goal.kind: parameters(priced.goal) | {"harga": priced.price}
            for level in one.levels
            for priced in level
        }
        for one in (old, new)
    ]
    for table, (before, after) in (("aturan", rules), ("sasaran", goals)):
        for kind in sorted(before.keys() | after.keys()):
            if kind not in before or kind not in after:
                if table == "aturan":
                    yield f"{table}.{kind} ({_shown(kind in before)} -> {_shown(kind in after)})"
                continue
            for name, was in before[kind].items():
                if was != after[kind][name]:
                    yield f"{table}.{kind}.{name} ({_shown(was)} -> {_shown(after[kind][name])})"
    levels = [[[p.goal.kind for p in level] for level in one.levels] for one in (old, new)]
    if levels[0] != levels[1]:
        yield "tingkat"
    if old.draw_seed != new.draw_seed:
        yield "draw_seed"


def _shown(value: object) -> str:
    """A value as it is typed; ya and tidak for whether something holds."""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, tuple | list | frozenset | set):
        return ", ".join(map(str, value)) or "-"
    return "-" if value is None else str(value)


def _some(numbers: tuple[str, ...]) -> Words:
    shown = ", ".join(numbers[:_SOME])
    return same(shown if len(numbers) <= _SOME else f"{shown}, ...")
