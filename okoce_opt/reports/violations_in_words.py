"""Violations in the words of those who edit the sheets: names for ids, and all that shows on one
sheet together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from okoce_opt.domain.findings import Violation, mask
from okoce_opt.domain.ids import SessionId
from okoce_opt.domain.people import Person
from okoce_opt.domain.sessions import activity_of
from okoce_opt.domain.words import Words, same
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.session_names import session_said
from okoce_opt.reports.reading.contradictions import TITLES, Disagreement, explain
from okoce_opt.rules.rule import Rule
from okoce_opt.scenario import Scenario

SHOWN = 4
"""Cells that are told of one violation; the rest are counted."""


def in_words(scenario: Scenario, violation: Violation) -> tuple[Words, Words]:
    """The title of the broken rule and the sentence that says how, with names for ids."""
    rule = next((rule for rule in scenario.rules if rule.kind == violation.rule), None)
    said = {}
    for lang in ("id", "en"):
        # sessions keep the form of an id, because rules take it apart, and lose it in the sentence
        ids = {
            sid: SessionId("|".join([_name(scenario, "activities", activity_of(sid)), sid]))
            for sid in violation.sessions
        }
        named = replace(
            violation,
            subject=str(_value(scenario, violation, rule, "subject", lang)),
            found=_value(scenario, violation, rule, "found", lang),
            allowed=_value(scenario, violation, rule, "allowed", lang),
            sessions=tuple(ids.values()),
        )
        text = (
            explain(named)
            if isinstance(named, Disagreement)
            else rule.explain(named)
            if rule
            else Words("", "")
        ).said(lang)
        for sid, marked in ids.items():
            text = text.replace(marked, session_words(scenario, sid, lang))
        said[lang] = text
    return (rule.title if rule else TITLES[violation.rule]), Words(said["id"], said["en"])


Edits = Sequence[tuple[Violation, Sequence[Violation]]]
"""What people changed on attendance sheets, each with the violations that follow from it."""


def violation_lines(
    scenario: Scenario, violations: Sequence[Violation], edits: Edits, lang: str
) -> Iterator[str]:
    """All that is wrong, by sheet: each edit with what follows from it under it, then the rest."""
    follow = {edit: those for edit, those in edits}
    hidden = {id(one) for _, those in edits for one in those}
    for sheet, those in grouped(v for v in violations if id(v) not in hidden).items():
        if sheet:
            yield sheet
        indent = "  " * bool(sheet)
        for violation, places in those:
            title, sentence = in_words(scenario, violation)
            where = f" [{places.said(lang)}]" if places.id else ""
            mine = [edit for edit in follow if _is_of(edit, violation)]
            said = sentence if mine else Words("{t}: {s}", "{t}: {s}").fill(t=title, s=sentence)
            yield indent + mask(said.said(lang)) + where
            for line in _consequences(scenario, [v for e in mine for v in follow[e]], lang):
                yield f"{indent}  {line}"


def _is_of(edit: Violation, told: Violation) -> bool:
    """Whether an edit is one of those that have been told together."""
    alike = isinstance(told, Disagreement) and isinstance(edit, Disagreement)
    return bool(
        alike
        and edit.sentence == told.sentence  # type: ignore[attr-defined]
        and (edit.found, edit.allowed, edit.sessions) == (told.found, told.allowed, told.sessions)
        and {*edit.registrants} <= {*told.registrants}
        and {*edit.cells} <= {*told.cells}
    )


def _consequences(scenario: Scenario, those: Sequence[Violation], lang: str) -> Iterator[str]:
    """Rules that an edit breaks, then the places that still say what was before."""
    rules = [v for v in those if not isinstance(v, Disagreement)]
    for violation in _merged(rules):
        title, sentence = in_words(scenario, violation)
        yield mask(f"{title.said(lang)}: {sentence.said(lang)}")
    cells = list(
        dict.fromkeys(v.cells[0] for v in those if isinstance(v, Disagreement) and v.cells)
    )
    if cells:
        words = Words("Tidak lagi cocok: {shown}{more}.", "No longer agree: {shown}{more}.")
        more = Words(" dan {n} tempat lain", " and {n} other places").fill(n=len(cells) - SHOWN)
        yield words.fill(
            shown="; ".join(cells[:SHOWN]), more=more if len(cells) > SHOWN else ""
        ).said(lang)


def session_words(scenario: Scenario, sid: str, lang: str) -> str:
    """`Pelatihan, Rabu 27 Januari 2027, Aula Satu (sehari)`; the id itself when it is none."""
    return session_said(scenario.problem, sid).said(lang)


def grouped(violations: Iterable[Violation]) -> Mapping[str, list[tuple[Violation, Words]]]:
    """Sheet -> the violations that show there, with the places of each that its sheet has not been
    told with yet.

    Of several attendance sheets the one with the most to tell; what is on none of them goes with
    its people, else with the first sheet it names. The empty sheet is for what stands nowhere.
    """
    violations = list(_merged(violations))
    often = Counter(
        sheet
        for v in violations
        for sheet in {s for s, _ in map(_parted, v.cells) if _is_attendance(s)}
    )
    homes: dict[str, str] = {}
    headings = []
    for violation in violations:
        sheets = [sheet for sheet, _ in map(_parted, violation.cells)]
        heading = max((s for s in sheets if _is_attendance(s)), key=lambda s: often[s], default="")
        headings.append(heading)
        if heading:
            homes.update(
                (person, heading) for person in violation.registrants if person not in homes
            )
    groups: dict[str, list[Violation]] = {}
    for violation, found in zip(violations, headings, strict=True):
        home = next((homes[person] for person in violation.registrants if person in homes), "")
        first = _parted(violation.cells[0])[0] if violation.cells else ""
        groups.setdefault(found or home or first, []).append(violation)
    told = {}
    for heading, those in sorted(groups.items(), key=lambda pair: pair[0] != ""):
        seen: set[str] = set()
        told[heading] = [(violation, _places(heading, violation, seen)) for violation in those]
    return told


def _merged(violations: Iterable[Violation]) -> Iterable[Violation]:
    """Violations that differ in the person only as one of all these people: a changed date is told
    once.
    """
    alike: dict[object, list[Violation]] = {}
    for number, violation in enumerate(violations):
        blank = {
            field: ""
            for field in ("subject", "found")
            if getattr(violation, field) in violation.registrants
        }
        key: object = replace(violation, registrants=(), cells=(), **blank) if blank else number  # type: ignore[arg-type]
        alike.setdefault(key, []).append(violation)
    for first, *others in alike.values():
        people = dict.fromkeys(
            (*first.registrants, *(person for other in others for person in other.registrants))
        )
        yield replace(
            first,
            registrants=tuple(people),
            cells=(*first.cells, *(cell for other in others for cell in other.cells)),
        )


def _places(heading: str, violation: Violation, seen: set[str]) -> Words:
    """The cells of a violation that are new under its heading, without the heading's own name."""
    fresh = [
        cell for cell in dict.fromkeys(violation.cells) if cell not in seen and cell != heading
    ]
    seen.update(fresh)
    shown = [
        place[1] if (place := _parted(cell))[0] == heading and place[1] else cell
        for cell in fresh[:SHOWN]
    ]
    words = (
        Words("{shown}; {n} sel lagi", "{shown}; {n} cells more")
        if len(fresh) > SHOWN
        else same("{shown}")
    )
    return words.fill(shown="; ".join(shown), n=len(fresh) - SHOWN)


def _parted(cell: str) -> tuple[str, str]:
    """`DaftarHadir_Tambora.xlsx [01 Pelatihan 13-03]` and `B17` of an address; a file's name and
    its line.
    """
    sheet, mark, rest = cell.rpartition("] ")
    if mark:
        return f"{sheet}]", rest
    file, mark, rest = cell.partition(" baris ")
    return file, f"baris {rest}" if mark else ""


def _is_attendance(sheet: str) -> bool:
    file, _, name = sheet.rstrip("]").partition(" [")
    return bool(name) and file != labels.SCHEDULE and name not in (labels.SUMMARY, labels.PEOPLE)


def _value(
    scenario: Scenario, violation: Violation, rule: Rule | None, field: str, lang: str
) -> object:
    """One value of a violation, every id in it replaced by its name."""
    value = getattr(violation, field)
    if isinstance(value, tuple):
        return "; ".join(session_words(scenario, str(item), lang) for item in value)
    if not isinstance(value, str):
        return value
    if value in violation.registrants:
        others = len(violation.registrants) - 1
        more = (
            Words(" dan {n} orang lain", " and {n} others").fill(n=others).said(lang)
            if others
            else ""
        )
        return _person(scenario, value) + more
    table = rule.ids.get(field) if rule else None
    if table and value in getattr(scenario.problem, table):
        return _name(scenario, table, value)
    return session_words(scenario, value, lang)


def _person(scenario: Scenario, person: str) -> str:
    name = scenario.people.get(person, Person()).name
    return f"{person} ({name})" if name else person


def _name(scenario: Scenario, table: str, key: str) -> str:
    """The name or title of a row of the problem; the key itself when there is none."""
    row = getattr(scenario.problem, table).get(key)
    return str(getattr(row, "title" if table == "activities" else "name", key)) or key
