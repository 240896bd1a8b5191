"""The lists of a dashboard: turnout so far, who is late or cannot finish, missing sheets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from okoce_opt.domain.people import Person
from okoce_opt.domain.words import Words
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.seats import activities_in_order
from okoce_opt.reports.content.sessions import day_words
from okoce_opt.reports.status_page import Page
from okoce_opt.reports.status_words import STATES, WHY
from okoce_opt.reports.style.tables import Table, plain_table
from okoce_opt.status.standing import Standing, State

_SHEETS = Words("Sesi yang presensinya kembali", "Sessions with sheets back")
_EXPECTED, _CAME = Words("Diundang", "Invited"), Words("Hadir", "Came")
_WORST = Words("Sesi paling sepi", "Emptiest session")
_BEST = Words("Sesi paling ramai", "Fullest session")


def write_turnout(page: Page) -> None:
    """How many came, of how many, so far."""
    if not page.status.seen:
        return
    rows: list[list[object]] = []
    for activity in activities_in_order(page.status.scenario.problem):
        those = [one for one in page.status.seen if one.activity == activity.id]
        if those:
            came, people = sum(o.came for o in those), sum(o.people for o in those)
            shares = sorted(one.came / max(1, one.people) for one in those)
            ends = [shares[0], shares[-1]]
            rows.append([activity.title, len(those), people, came, came / people, *ends])
    heads = [labels.ACTIVITY, *map(page.said, (_SHEETS, _EXPECTED, _CAME))]
    heads += ["%", *map(page.said, (_WORST, _BEST))]
    title = Words("Kehadiran sejauh ini", "Turnout so far")
    sheet = page.sheet(title, page.said(title), page.method())
    widths = [220, 110, 90, 90, 80, 110, 110]
    plain_table(page.book, sheet, 3, Table(heads, widths, rows), filtered=False)


def write_people(page: Page, state: State) -> None:
    """Those who stand so, with the reason."""
    those = [one for one in page.status.standings if one.state is state]
    if not those:
        return
    heads = [labels.REGISTRANT, labels.NAME, labels.KECAMATAN, labels.KELURAHAN]
    heads += [page.said(Words("Selesai", "Done")), page.said(WHY)]
    title = page.said(STATES[state])
    sheet = page.sheet(STATES[state], f"{title}; {page.status.scenario.title}")
    rows = list(_people(page, those))
    plain_table(page.book, sheet, 2, Table(heads, [80, 180, 150, 150, 65, 420], rows))


def _people(page: Page, those: Sequence[Standing]) -> Iterator[list[object]]:
    problem, people = page.status.scenario.problem, page.status.scenario.people
    for one in those:
        registrant = problem.registrants[one.person]
        yield [
            one.person,
            people.get(one.person, Person()).name,
            problem.kecamatan[registrant.kecamatan].name,
            problem.kelurahan[registrant.kelurahan].name,
            f"{len(one.done)}/{one.needed}",
            one.why.said(page.lang),
        ]


def write_missing(page: Page) -> None:
    """Sessions that were held and of which nobody knows who came: offices to be reminded."""
    rows: list[list[object]] = []
    for sid in page.status.missing:
        session = page.status.scenario.problem.session(sid)
        if session is not None:
            office = page.status.scenario.problem.kecamatan.get(session.kecamatan)
            title = page.status.scenario.problem.activities[session.activity].title
            venue = page.status.scenario.problem.venues[session.venue].name
            rows.append([office.name if office else labels.CITY, title, day_words(session)])
            rows[-1].append(venue)
    if rows:
        called = Words("Daftar hadir belum kembali", "Sheets not back")
        heads = [labels.KECAMATAN, labels.ACTIVITY, labels.DAY, labels.PLACE]
        sheet = page.sheet(called, page.said(called))
        plain_table(page.book, sheet, 2, Table(heads, [160, 220, 260, 260], rows))
