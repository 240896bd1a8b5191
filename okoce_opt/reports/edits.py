"""What people have changed on the attendance sheets since they were written, told first.

The table of seats says who sat where; while nobody has touched it, whatever the sheets say
otherwise is an edit, and every rule that breaks and every other sheet that still says the old thing
is a consequence of one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from okoce_opt.domain.findings import Violation
from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import activity_of
from okoce_opt.domain.words import Words
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.names import file_names
from okoce_opt.reports.reading.contradictions import (
    DISAGREE,
    NAMELESS,
    NOT_ON_THE_LIST,
    TWICE,
    Disagreement,
)
from okoce_opt.reports.reading.evidence import Evidence

MISSING = Words(
    "{subject} tidak ada lagi di lembar \u201c{found}\u201d.",
    "{subject} is missing on sheet \u201c{found}\u201d.",
)
ADDED = Words(
    "{subject} tertulis di lembar \u201c{found}\u201d, padahal menurut rencana tidak di situ.",
    "{subject} is written on sheet \u201c{found}\u201d, where the plan does not have them.",
)
MOVED = Words(
    "{subject} kini di lembar \u201c{found}\u201d; menurut rencana di lembar "
    "\u201c{allowed}\u201d.",
    "{subject} is now on sheet \u201c{found}\u201d; the plan has them on sheet "
    "\u201c{allowed}\u201d.",
)
HEAD = Words(
    "Lembar \u201c{subject}\u201d kini untuk sesi {found}; menurut rencana untuk sesi {allowed}.",
    "Sheet \u201c{subject}\u201d is now for session {found}; the plan has it for {allowed}.",
)
GONE = Words(
    "Lembar untuk sesi {subject} tidak ada lagi di {found}.",
    "The sheet for session {subject} is no longer in {found}.",
)


UNTITLED = Words(
    "Lembar untuk sesi {subject} tidak terbaca: judul kolom \u201c{allowed}\u201d tidak ada lagi. "
    "Tulis kembali judul itu di baris ini.",
    "The sheet for session {subject} cannot be read: the column title \u201c{allowed}\u201d is "
    "gone. Write it again in this row.",
)


TYPED = (TWICE, NOT_ON_THE_LIST, NAMELESS)
"""What reading a sheet alone shows to be an edit."""


@dataclass(frozen=True, slots=True)
class Edits:
    """Edits in the order of the sheets, and `added`: session -> cells of those who were added;
    `sheets` are the attendance sheets with their sessions and people before them.
    """

    told: tuple[Disagreement, ...] = ()
    added: Mapping[SessionId, Mapping[PersonId, str]] = field(default_factory=dict)
    sheets: Mapping[tuple[str, str], tuple[SessionId, int]] = field(default_factory=dict)

    def behind(self, violation: Violation) -> Disagreement | None:
        """The edit that a violation follows from: one of the same person, else of the same
        session.
        """
        if violation in self.told:
            return None
        people, sessions = set(violation.registrants), set(violation.sessions)
        return next((edit for edit in self.told if people & set(edit.registrants)), None) or next(
            (edit for edit in self.told if sessions & set(edit.sessions)), None
        )


def edits_of(problem: Problem, announced: Plan, found: Evidence) -> Edits:
    """The edits that turn the announced plan into what the sheets say."""
    offices = {name: code for code, name in file_names(problem).items()}
    told: list[Disagreement] = []
    missing: list[tuple[PersonId, SessionId, tuple[str, str]]] = []
    more: list[tuple[PersonId, SessionId, tuple[str, str]]] = []
    covered: set[tuple[str, str]] = set()
    before: dict[tuple[str, str], tuple[SessionId, int]] = {}
    for sheet, (sid, _) in found.sheets.items():
        code = found.codes.get(sheet) or sid
        if code not in announced.held:
            code = sid
        covered.add((sheet[0], code))
        expected = _expected(problem, announced, code, offices.get(sheet[0]))
        before[sheet] = code, len(expected)
        rows = found.rows[sheet]
        if code != sid and code in announced.held:
            heads = tuple(dict.fromkeys(found.heads.get(sid, {}).values()))[:1]
            who = tuple(sorted(rows))
            told.append(Disagreement(DISAGREE, sheet[1], sid, code, (sid, code), who, heads, HEAD))
        missing += [(p, code, sheet) for p in sorted(expected - rows.keys())]
        more += [(p, sid, sheet) for p in sorted(rows.keys() - expected)]
    told += _people(missing, more, found)
    told += [one for one in found.wrong if one.sentence in TYPED and _on(found, one)]
    told += _gone(problem, announced, found, covered, offices)
    added: dict[SessionId, dict[PersonId, str]] = {}
    for person, sid, sheet in more:
        added.setdefault(sid, {})[person] = found.rows[sheet][person]
    return Edits(tuple(told), added, before)


def _on(found: Evidence, one: Disagreement) -> bool:
    """Whether it stands on an attendance sheet."""
    return any(one.cells[0].startswith(f"{file} [{name}] ") for file, name in found.sheets)


def _expected(
    problem: Problem, announced: Plan, sid: SessionId, office: str | None
) -> set[PersonId]:
    """Who should be on the sheet of a session in an office's workbook: of a session of the city,
    its own people.
    """
    session = problem.session(sid)
    people = set(announced.people.get(sid, ()))
    if session is not None and not session.kecamatan:
        people &= {person.id for person in problem.people_of.get(office or "", ())}
    return people


def _people(
    missing: Sequence[tuple[PersonId, SessionId, tuple[str, str]]],
    more: Sequence[tuple[PersonId, SessionId, tuple[str, str]]],
    found: Evidence,
) -> list[Disagreement]:
    """Those who moved from one sheet to another of the same activity are told once."""
    told = []
    left = {(person, activity_of(sid)): (sid, sheet) for person, sid, sheet in missing}
    for person, sid, sheet in more:
        cell = found.rows[sheet][person]
        before = left.pop((person, activity_of(sid)), None)
        if before is None:
            told.append(
                Disagreement(DISAGREE, person, sheet[1], "", (sid,), (person,), (cell,), ADDED)
            )
        else:
            was, there = before
            head = _head(found, was, there)
            told.append(
                Disagreement(
                    DISAGREE,
                    person,
                    sheet[1],
                    there[1],
                    (sid, was),
                    (person,),
                    (cell, *head),
                    MOVED,
                )
            )
    for (person, _), (sid, sheet) in left.items():
        told.append(
            Disagreement(
                DISAGREE, person, sheet[1], "", (sid,), (person,), _head(found, sid, sheet), MISSING
            )
        )
    return told


def _head(found: Evidence, sid: SessionId, sheet: tuple[str, str]) -> tuple[str, ...]:
    cell = found.heads.get(sid, {}).get(labels.DAY)
    return (cell,) if cell else (f"{sheet[0]} [{sheet[1]}]",)


def _gone(
    problem: Problem,
    announced: Plan,
    found: Evidence,
    covered: set[tuple[str, str]],
    offices: Mapping[str, str],
) -> list[Disagreement]:
    """Sheets that are no longer in a workbook that is, or whose table is not known any more."""
    files = {code: name for name, code in offices.items()}
    read = {file for file, _ in (*found.sheets, *found.headless)}
    covered = covered | {(file, sid) for (file, _), (sid, *_) in found.headless.items()}
    told = untitled(found, announced)
    for sid in sorted(announced.held):
        session = problem.session(sid)
        file = files.get(session.kecamatan) if session is not None else None
        if file in read and (file, sid) not in covered:
            who = tuple(announced.people.get(sid, ()))
            where = f"{labels.FOLDER}/{file}"
            told.append(
                Disagreement(DISAGREE, sid, where, "", (sid,), who, (Path(where).name,), GONE)
            )
    return told


def untitled(found: Evidence, announced: Plan) -> list[Disagreement]:
    """Sheets whose table has lost a title, whether or not the seats that were announced are known:
    what reading a sheet alone shows. Where another sheet is read for the session none is lost.
    """
    read = {(sheet[0], found.codes.get(sheet) or sid) for sheet, (sid, _) in found.sheets.items()}
    return [
        Disagreement(
            *(DISAGREE, sid, "", lost, (sid,), tuple(announced.people.get(sid, ())), (cell,)),
            sentence=UNTITLED,
        )
        for (file, _), (sid, cell, lost) in sorted(found.headless.items())
        if (file, sid) not in read
    ]
