"""The keys of `scenario.toml` or of the sheet `program`: one flat list of dotted paths, each with
its value and place.

`[aturan.turns]` is the path `aturan.turns`, `tingkat = [["a"], ["b", "c"]]` are `tingkat.1` and
`tingkat.2`, and so on; the sheet writes the very same paths in its column `kunci`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from okoce_opt.domain.checks import did_you_mean
from okoce_opt.domain.findings import Complaint
from okoce_opt.domain.words import Words
from okoce_opt.io.tables.cells import Cell, clean, plain, shown, shown_words
from okoce_opt.io.tables.english import setting_path
from okoce_opt.io.tables.headers import NONE_TO_REMOVE, REMOVE
from okoce_opt.io.tables.parsers import yes_no
from okoce_opt.io.tables.records import ERASE, Spot

TABLE = "program"
_LISTS = ("tingkat", "surat.kop", "surat.penanda_tangan")
"""Lists that are numbered, and that a what-if replaces whole."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands at a path (None: the path alone says it, as `[aturan.turns]` does), and where.

    `said` is the path as it is written there, if in other words (English).
    """

    value: Cell = field(repr=False)
    spot: Spot
    said: str = ""


Settings = dict[str, Setting]


def under(settings: Mapping[str, object], path: str) -> list[str]:
    """The next piece of each path below `path`, in order, once each."""
    start = path + "."
    return list(
        dict.fromkeys(
            name[len(start) :].split(".")[0] for name in settings if name.startswith(start)
        )
    )


def settings_of(
    trees: Sequence[Mapping[str, object]], file: str, complaints: list[Complaint]
) -> Settings:
    """The settings of mappings that are built like a `scenario.toml`, together."""
    flat = (pair for tree in trees for pair in flatten(tree))
    return by_path((Setting(value, (file, 0), said) for said, value in flat), complaints)


def by_path(said: Iterable[Setting], complaints: list[Complaint]) -> Settings:
    """Settings by their paths; one that is there already, in other words say, is a complaint."""
    found: Settings = {}
    for setting in said:
        path = setting_path(setting.said)
        if path in found:
            complaints.append(_twice(path, found[path], setting))
        else:
            found[path] = setting
    return found


def _twice(path: str, before: Setting, now: Setting) -> Complaint:
    once, row = Words("satu kali saja", "once only"), before.spot[1]
    advice = Words("Sudah ada: {said}; hapus salah satu.", "{said} is there; remove one of them.")
    if row:
        advice = Words(
            "Sudah ada di baris {row}; hapus salah satu.",
            "It stands in row {row}; remove one of them.",
        )
    advice = advice.fill(row=str(row), said=shown(before.said))
    return Complaint("duplicate_id", TABLE, path, path, shown(now.said), once, advice, *now.spot)


def flatten(tree: object, path: str = "") -> Iterator[tuple[str, Cell]]:
    """Each path below `path` in a tree of tables and lists, with its value."""
    if isinstance(tree, dict):
        if path.count(".") == 1 and setting_path(path).startswith(("aturan.", "sasaran.")):
            yield path, None
        for name, value in tree.items():
            yield from flatten(value, f"{path}.{clean(name)}" if path else clean(name))
    elif (
        isinstance(tree, list)
        and tree
        and (setting_path(path) in _LISTS or any(isinstance(item, dict) for item in tree))
    ):
        for number, item in enumerate(tree, start=1):
            yield from flatten(item, f"{path}.{number}")
    elif isinstance(tree, list):
        yield path, ", ".join(plain(_spelled(item)) for item in tree)
    elif isinstance(tree, (str, int, float, date)):
        yield path, _spelled(tree)
    else:
        yield path, plain(str(tree))


MOST_BITS = 1_000
"""Of a whole number that is still read as one; Python does not write much longer ones."""


def _spelled(value: Cell) -> Cell:
    """A value; a whole number that has too many digits for anything is a text that no column takes
    for one.
    """
    if isinstance(value, int) and value.bit_length() > MOST_BITS:
        return f"0x{value:x}"[:20] + "..."
    return value


def merge_settings(base: Settings, changes: Settings, complaints: list[Complaint]) -> Settings:
    """The settings of a what-if: its paths replace, numbered lists are replaced whole, `-` erases a
    value.

    `hapus = true` in a rule's or goal's table removes it; one that is not there is a complaint.
    """
    merged = dict(base)
    for name in _LISTS:
        if name in changes or under(changes, name):
            merged = {
                path: setting for path, setting in merged.items() if not path.startswith(name + ".")
            }
    removals = [
        p
        for p, s in changes.items()
        if p.endswith(f".{REMOVE}") and p.count(".") == 2 and _says_yes(s.value)
    ]
    for path in removals:
        table = path.rpartition(".")[0]
        if table not in base and not under(base, table):
            kind, _, name = table.partition(".")
            known = under(base, kind)
            advice = did_you_mean(name, known) if known else NONE_TO_REMOVE
            allowed = Words("yang ada di skenario dasarnya", "one that the base scenario has")
            complaints.append(
                Complaint(
                    "removes_nothing",
                    TABLE,
                    table,
                    REMOVE,
                    shown(name),
                    allowed,
                    shown_words(advice),
                    *changes[path].spot,
                )
            )
        merged = {p: s for p, s in merged.items() if p != table and not p.startswith(table + ".")}
    gone = {path.rpartition(".")[0] for path in removals}
    for path, setting in changes.items():
        if path in gone or path.rpartition(".")[0] in gone:
            continue
        if isinstance(setting.value, str) and setting.value.strip() == ERASE:
            merged.pop(path, None)
        else:
            merged[path] = setting
    return _without_goals_left_out(merged, changes) if under(changes, "tingkat") else merged


def _without_goals_left_out(merged: Settings, changes: Settings) -> Settings:
    """Without prices and parameters, said below alone, of goals that the levels now leave out."""
    levels = (merged.get(f"tingkat.{number}") for number in under(merged, "tingkat"))
    named = {
        kind.strip()
        for level in levels
        if level is not None
        for kind in plain(level.value).split(",")
    }
    left_out = {
        f"sasaran.{kind}"
        for kind in under(merged, "sasaran")
        if kind not in named and not under(changes, f"sasaran.{kind}")
    }
    return {p: s for p, s in merged.items() if ".".join(p.split(".")[:2]) not in left_out}


def _says_yes(value: Cell) -> bool:
    try:
        return yes_no(value)
    except ValueError:
        return False
