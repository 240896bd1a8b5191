"""A problem made smaller: some of its kecamatan, on some of its candidate sessions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from okoce_opt.domain.candidates import Candidates
from okoce_opt.domain.ids import SessionId
from okoce_opt.domain.problem import Problem


def narrowed(
    problem: Problem, kecamatan: Iterable[str], sessions: Iterable[SessionId] | None = None
) -> Problem:
    """The same problem for some kecamatan (city sessions stay), on some of the candidates (ids).

    A sub-problem is a problem: the same rules encode it, check it and explain it. The calendar
    with its turns, the activities and the announced plan are untouched; obstacles of other people
    and venues and the turnout of other kecamatan are left out.
    """
    kept = frozenset(kecamatan)
    wanted = problem.sessions.keys() if sessions is None else frozenset(sessions)
    here = (s for code in kept | {""} for s in problem.sessions_in.get(code, ()) if s.id in wanted)
    mine = {s.id: s for s in sorted(here, key=lambda s: (s.starts, s.id))}
    # a hall may have changed hands since something was held there
    used = {session.venue for session in mine.values()}
    theirs = (r for code in kept for r in problem.people_of.get(code, ()))
    people = {r.id: r for r in sorted(theirs, key=lambda r: r.id)}
    whole = problem.origin if sessions is None else problem.unnarrowed
    venues = {
        vid: v for vid, v in problem.venues.items() if v.kecamatan in kept | {""} or vid in used
    }
    return replace(
        problem,
        kecamatan={code: k for code, k in problem.kecamatan.items() if code in kept},
        kelurahan={code: k for code, k in problem.kelurahan.items() if k.kecamatan in kept},
        venues=venues,
        obstacles=tuple(
            o
            for o in problem.obstacles
            if (o.kind != "pendaftar" or o.id in people) and (o.kind != "tempat" or o.id in venues)
        ),
        turnouts=tuple(t for t in problem.turnouts if t.kecamatan in kept | {""}),
        registrants=people,
        shares=tuple(share for share in problem.shares if share.kecamatan in kept),
        told={sid: held for sid, held in problem.told.items() if sid in mine},
        sessions=mine,
        origin=whole and narrowed(whole, kept),
    )


def with_all_candidates(problem: Problem, kecamatan: Iterable[str]) -> Problem:
    """The same problem for some kecamatan by themselves, without the city, with all candidates of
    their halls and what was held there: unlike one that was narrowed it can be changed.
    """
    part = narrowed(problem, kecamatan)
    held = getattr(problem.sessions, "held", {})
    mine = {sid: session for sid, session in held.items() if session.kecamatan in part.kecamatan}
    used = {session.venue for session in mine.values()}
    halls = {
        vid: v for vid, v in part.venues.items() if v.kecamatan in part.kecamatan or vid in used
    }
    return replace(
        problem,
        kecamatan=part.kecamatan,
        kelurahan=part.kelurahan,
        venues=halls,
        obstacles=tuple(o for o in part.obstacles if o.kind != "tempat" or o.id in halls),
        registrants=part.registrants,
        told=part.told,
        shares=part.shares,
        turnouts=part.turnouts,
        sessions=Candidates({}, None, all_there=True, held=mine),
    )
