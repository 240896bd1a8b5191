"""People of lists held against those already in the scenario: who is new, who has changed, who is
as they were.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from okoce_opt.domain.words import Words
from okoce_opt.importing.account import Entry, Ignored
from okoce_opt.importing.likeness import (
    NAMED,
    both_told,
    contradict,
    evidence,
    name_key,
    near_names,
    shortly,
)
from okoce_opt.importing.merging import sides, told_besides
from okoce_opt.importing.questions import (
    FOLLOW,
    PAIR,
    SKIP,
    TWO,
    Answers,
    Question,
    Scope,
    question_id,
)
from okoce_opt.importing.target import Member, Target

_IDENTITY = ("nik", "tanggal_lahir", "telepon", "alamat", "rt", "rw")


@dataclass
class Change:
    """Someone of the scenario of whom a list tells something else: column -> new value."""

    member: Member
    entry: Entry
    values: dict[str, object] = field(repr=False)


@dataclass
class Outcome:
    """What an import does to the scenario's list; `left` are those a list has as they are, `absent`
    those that a file, by its name, lacks though it may be complete.
    """

    added: list[Entry] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    left: list[Entry] = field(default_factory=list)
    dropped: list[Member] = field(default_factory=list)
    absent: list[tuple[str, Member]] = field(default_factory=list)
    ignored: dict[int, Ignored] = field(default_factory=dict)
    met: set[str] = field(default_factory=set)

    def settle(self) -> None:
        """Leave out whoever waits for an answer."""
        self.added = [entry for entry in self.added if not entry.waits]
        self.changed = [change for change in self.changed if not change.entry.waits]
        self.left = [entry for entry in self.left if not entry.waits]


class Matcher:
    """Finds the member of a scenario that an entry is."""

    def __init__(self, target: Target, answers: Answers) -> None:
        self.target, self.answers = target, answers
        self.numbers = {member.number: member for member in target.members}
        self.niks: dict[str, list[Member]] = {}
        self.names: dict[str, list[Member]] = {}
        for member in target.members:
            if nik := str(member.values.get("nik") or ""):
                self.niks.setdefault(nik, []).append(member)
            if name := str(member.values.get("nama") or ""):
                self.names.setdefault(name_key(name), []).append(member)
        self.outcome = Outcome()

    def match(self, entries: Sequence[Entry]) -> Outcome:
        """Match all entries that wait for nothing; `ignored` are by place among `entries`."""
        for n, entry in enumerate(entries):
            if not entry.waits:
                self._one(n, entry)
        return self.outcome

    def _one(self, n: int, entry: Entry) -> None:
        member, sure = self._found(entry)
        if member is None:
            self.outcome.added.append(entry)
            return
        if not sure or member.number in self.outcome.met:
            answer = self._ask(entry, member)
            if answer is None:
                return
            if answer == SKIP.word:
                why = Words("orangnya sudah di skenario", "already in the scenario")
                self.outcome.ignored[n] = Ignored(entry.spot, why)
                self.outcome.met.add(member.number)
                return
            if answer == TWO.word:
                self.outcome.added.append(entry)
                return
            new = told_besides(member.values, entry.values)
            if answer == FOLLOW.word:
                new = changes(member, entry)
        else:
            new = changes(member, entry)
        self.outcome.met.add(member.number)
        if new:
            self.outcome.changed.append(Change(member, entry, new))
        else:
            self.outcome.left.append(entry)

    def _found(self, entry: Entry) -> tuple[Member | None, bool]:
        """The member that an entry may be, and whether that is sure."""
        values = entry.values
        name = str(values.get("nama") or "")
        number = str(values.get("no_peserta") or "")
        if number in self.numbers:
            member = self.numbers[number]
            return member, near_names(name, str(member.values.get("nama") or name))
        if nik := str(values.get("nik") or ""):
            for member in self.niks.get(nik, ()):
                home = both_told(values, member.values, "kelurahan") is not False
                return member, home and near_names(name, str(member.values.get("nama") or name))
        doubtful = None
        for member in self._free(self.names.get(name_key(name), ()) if name else ()):
            theirs = member.values
            if contradict(values, theirs):
                continue
            home = both_told(values, theirs, "kelurahan") is not False
            told = [both_told(values, theirs, field) for field in _IDENTITY]
            if both_told(values, theirs, "nik") is False or not home:
                if both_told(values, theirs, "tanggal_lahir") or both_told(values, theirs, "nik"):
                    doubtful = doubtful or member
                continue
            if not changes(member, entry) or (True in told and False not in told):
                return member, True
            doubtful = doubtful or member
        return doubtful, False

    def _free(self, members: Iterable[Member]) -> Iterator[Member]:
        """Members whom no other row is, then the rest."""
        met = self.outcome.met
        yield from sorted(members, key=lambda member: member.number in met)

    def _ask(self, entry: Entry, member: Member) -> str | None:
        names = self.target.gazetteer.by_code
        homes = [
            place.name if (place := names.get(str(v.get("kelurahan", "")))) else ""
            for v in (entry.values, member.values)
        ]
        about = [f"{name}={entry.values[name]}" for name in sorted(entry.values)]
        asked = Question(
            question_id("against", member.number, *about),
            Scope.PAIR,
            entry.spot.place,
            Words(
                "Orang yang sama?\n  {spot}: {a}\n  skenario {number}: {b}\n  {evidence}\n"
                "  {sides}",
                "The same person?\n  {spot}: {a}\n  scenario {number}: {b}\n  {evidence}\n"
                "  {sides}",
            ).fill(
                spot=entry.spot.said,
                a=shortly(entry.values, homes[0]),
                number=member.number,
                b=shortly(member.values, homes[1]),
                evidence=evidence(entry.values, member.values),
                sides=sides(member.values, entry.values, names),
            ),
            PAIR,
        )
        answer = self.answers.ask(asked)
        if answer is None:
            entry.waits.append(asked.id)
        return answer


def changes(member: Member, entry: Entry) -> dict[str, object]:
    """What an entry says otherwise than the scenario; what it leaves open changes nothing, nor does
    another way to write the same name.
    """
    found = {}
    for name, value in entry.values.items():
        if name == "no_peserta" or value == "" or (value is None and name != "hari"):
            continue
        old = member.values.get(name)
        if old == value:
            continue
        same = isinstance(value, str) and isinstance(old, str) and _loose(old) == _loose(value)
        if not (same and name in NAMED):
            found[name] = value
    return found


def _loose(text: str) -> str:
    return " ".join(text.casefold().split())
