"""Stall lists on the way back in: the same people as on the attendance sheets, each once, at stalls
that are not too full.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from okoce_opt.domain.plan import Plan
from okoce_opt.domain.words import Words
from okoce_opt.plan_files.record import read_record
from okoce_opt.reports import layout
from okoce_opt.reports.cells import Cells, read_workbook
from okoce_opt.reports.found import NO_TABLE, NOT_HERE, NOT_ON_THE_LIST, NOTHING, TWICE, Found
from okoce_opt.reports.identities import compare_identities
from okoce_opt.scenario import Scenario

CROWDED = Words(
    "{subject}{about}: lapak {found} ditempati lebih dari {allowed} orang.",
    "{subject}{about}: stall {found} has more than {allowed} people.",
)


def compare_stalls(scenario: Scenario, folder: Path, plan: Plan, found: Found) -> None:
    """Add to `found` what the stall lists of the plan say otherwise than the attendance sheets and
    the lists.
    """
    names = [Path(entry["name"]) for entry in read_record(folder)["files"]]
    listed: set[str] = set()
    gone: set[str] = set()
    for name in sorted(name for name in names if name.parent.name == layout.STALLS):
        if not (folder / name).is_file():
            found.file(name.as_posix(), NO_TABLE)
            gone.add(name.name)
            continue
        for cells in read_workbook(folder / name):
            if cells.name != layout.SUMMARY:
                listed.add(_sheet(scenario, plan, cells, found))
    files = layout.stall_file_names(scenario.problem)
    for sid in sorted(plan.held - listed) if names and (listed or gone) else ():
        session = scenario.problem.session(sid)
        known = session is not None and not scenario.problem.activities[session.activity].required
        if session is not None and known and files.get(session.kecamatan) not in gone:
            where = [f"{layout.STALLS}/{files[session.kecamatan]}"]
            where += [found.heads[sid][layout.DAY]] if sid in found.heads else []
            found.disagree(sid, "", "", *where, sentence=NOT_HERE, sessions=(sid,))


def _sheet(scenario: Scenario, plan: Plan, cells: Cells, found: Found) -> str:
    """One sheet's people against those of its session; the session's id."""
    problem = scenario.problem
    code = next(
        (r for r in range(min(len(cells.rows), 12)) if cells.text(r, 0).startswith(layout.CODE)),
        None,
    )
    header = next(
        (r for r in range(min(len(cells.rows), 14)) if cells.text(r, 1) == layout.REGISTRANT), None
    )
    sid = "" if code is None else cells.text(code, 0).removeprefix(layout.CODE).strip()
    session = problem.session(sid)
    if header is None or session is None or code is None:
        found.disagree(cells.name, sid or NOTHING, "", cells.at(code or 0, 0), sentence=NOT_HERE)
        return sid
    words = layout.session_words(problem, session)
    for row in range(code):
        label, said = cells.text(row, 0), cells.text(row, 2).removeprefix(":").strip()
        if label in words and said != " ".join(words[label].split()):
            found.disagree(
                sid, said or NOTHING, words[label], cells.at(row, 2), about=label, sessions=(sid,)
            )
    rows: list[tuple[int, str]] = []
    stalls: Counter[str] = Counter()
    there: set[str] = set()
    people = set(plan.people.get(sid, ()))
    each = problem.activities[session.activity].per_seat
    for row in range(header + 1, len(cells.rows)):
        person, stall = cells.text(row, 1), cells.text(row, 0)
        if not person:
            continue
        stalls[stall] += 1
        if person not in problem.registrants:
            found.disagree(person, person, "", cells.at(row, 1), sentence=NOT_ON_THE_LIST)
        elif person in there:
            found.disagree(
                person, "", "", cells.at(row, 1), sentence=TWICE, who=(person,), sessions=(sid,)
            )
        elif person not in people:
            mine = [
                s for s in plan.sessions_of.get(person, ()) if s.split("|")[0] == session.activity
            ]
            cell = [found.cells[person, s] for s in mine if (person, s) in found.cells]
            found.disagree(
                person,
                sid,
                "; ".join(mine) or NOTHING,
                cells.at(row, 1),
                *cell,
                who=(person,),
                sessions=(sid,),
            )
        else:
            rows.append((row, person))
        if stalls[stall] == each + 1:
            found.disagree(
                sid,
                stall or NOTHING,
                each,
                cells.at(row, 0),
                sentence=CROWDED,
                about=layout.STALL,
                sessions=(sid,),
            )
        there.add(person)
    compare_identities(scenario, cells, header, rows, found)
    for person in sorted(people - there):
        where = [
            f"{cells.file} [{cells.name}]",
            *([found.cells[person, sid]] if (person, sid) in found.cells else []),
        ]
        found.disagree(person, "", "", *where, sentence=NOT_HERE, who=(person,), sessions=(sid,))
    return sid
