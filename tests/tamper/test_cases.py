"""What people who do this job have reported, read from exported sheets."""

from __future__ import annotations

from pathlib import Path

import pytest

from okoce_opt import planning
from okoce_opt.domain.plan import Plan
from okoce_opt.errors import PlanFilesError
from okoce_opt.plan_files.seats_csv import read_seats
from okoce_opt.reports.content import labels
from okoce_opt.verify import measures
from tests.exported import change, small_story, written

ALL_WEEK = "senin, selasa, rabu, kamis, jumat, sabtu, minggu"
ONE = "no_peserta,nama,kecamatan,kelurahan\nX,Xenia,K1,a"


def broken(out: Path) -> dict[str, list[str]]:
    """Rule -> what it says in English, without the contradictions between sheets."""
    verdict = planning.verify(out)
    said: dict[str, list[str]] = {}
    for violation in verdict.violations:
        for rule in verdict.scenario.rules:
            if rule.kind == violation.rule:
                said.setdefault(rule.kind, []).append(rule.explain(violation).en)
    return said


@pytest.mark.parametrize(
    ("most", "typed", "says"),
    [
        ("", "Sabtu, 26 Juni 2021", None),
        ("", "2021-06-26", None),
        ("", "Jumat, 25 Juni 2021", "27 < 28"),
        ("", "Minggu, 27 Juni 2021", None),
        ("28", "Minggu, 27 Juni 2021", "29 > 28"),
    ],
)
def test_the_28th_day_is_28_days_later(tmp_path: Path, most: str, typed: str, says: str | None):
    """C07: a clinic held that the 28th day was a day too early."""
    both = "|".join
    first, second = (
        both(["P", "aula", "2021-05-29", "sehari"]),
        both(["Z", "aula", "2021-06-26", "sehari"]),
    )
    story = small_story(
        tmp_path / "cerita",
        ONE,
        first="2021-05-29",
        last="2021-06-30",
        weekdays=ALL_WEEK,
        kegiatan="id,nama,maks\nP,Dosis satu,4\nZ,Dosis dua,4",
        urutan=f"kegiatan,sesudah,jeda_min,jeda_maks\nZ,P,28,{most}",
        rules=["everyone_placed"],
        levels='[["few_sessions"]]',
    )
    out = written(story, [("X", first), ("X", second)], tmp_path / "hasil")
    change(out, second, lambda sheet: {sheet.head(labels.DAY): f": {typed}"})
    said = broken(out)
    if says is None:
        assert said == {}
    else:
        assert set(said) == {"activity_order"}
        (sentence,) = said["activity_order"]
        assert says in sentence
        assert "29 May 2021" in sentence


@pytest.mark.parametrize(("moved", "rules"), [("Z", {"one_place_one_time"}), ("M", set())])
def test_a_whole_day_leaves_no_half_free(tmp_path: Path, moved: str, rules: set[str]):
    """C12: two half days fit into one day, a whole day and a half do not."""
    whole, morning, noon = (
        "P|aula|2026-01-05|sehari",
        "Z|balai|2026-01-06|pagi",
        "M|balai|2026-01-07|siang",
    )
    story = small_story(
        tmp_path / "cerita",
        ONE,
        parts=("sehari", "pagi", "siang"),
        kegiatan="id,nama,maks,bagian\nP,Pelatihan,4,sehari\nZ,Perizinan,4,pagi\nM,Pengemasan,4,siang",
    )
    out = written(story, [("X", whole), ("X", morning), ("X", noon)], tmp_path / "hasil")
    to = "Senin, 5 Januari 2026" if moved == "Z" else "Selasa, 6 Januari 2026"
    session = morning if moved == "Z" else noon
    change(out, session, lambda sheet: {sheet.head(labels.DAY): f": {to}"})
    said = broken(out)
    assert set(said) == rules
    if rules:
        (sentence,) = said["one_place_one_time"]
        assert "X" in sentence
        assert whole in sentence
        assert "Z|balai|2026-01-05|pagi" in sentence


def test_shares_are_counted_again_from_the_sheets(tmp_path: Path):
    """C33: 60 and 40 people, 50 in a session: targets 15 and 10; 49 + 1 and 11 + 39 are 9 + 4 = 13
    short.
    """
    names = [f"A{n:02}" for n in range(60)] + [f"B{n:02}" for n in range(40)]
    people = "no_peserta,kecamatan,kelurahan\n" + "\n".join(
        f"{name},K1,{name[0].lower()}" for name in names
    )
    story = small_story(
        tmp_path / "cerita",
        people,
        tempat="id,kecamatan,nama,kursi\naula,K1,Aula Satu,50",
        kegiatan="id,nama,min,maks\nP,Pelatihan,50,50",
        rules=["every_kelurahan_present\nat_least = 1"],
        levels='[["most_placed"], ["kelurahan_share"]]',
    )
    monday, tuesday = "P|aula|2026-01-05|sehari", "P|aula|2026-01-06|sehari"
    in_first = {*names[:30], *names[60:80]}
    out = written(
        story,
        [(name, monday if name in in_first else tuesday) for name in names],
        tmp_path / "hasil",
    )
    assert planning.verify(out).values[1] == ({"kelurahan_share": 0}, 0, 0)
    # 19 of B in the first session change places with 19 of A in the second
    there, here = names[61:80], names[30:49]
    change(
        out,
        monday,
        lambda sheet: {sheet.person(old): new for old, new in zip(there, here, strict=True)},
    )
    change(
        out,
        tuesday,
        lambda sheet: {sheet.person(old): new for old, new in zip(here, there, strict=True)},
    )
    verdict = planning.verify(out)
    assert {violation.rule for violation in verdict.violations} == {"sheets_disagree"}
    assert verdict.values[1] == ({"kelurahan_share": 13}, 13, 0)
    problem, goals = verdict.scenario.problem, verdict.scenario.goals
    for of_a, value in ((20, 0), (40, 0), (19, 1), (41, 1), (50, 15), (10, 15)):
        first = {*names[:of_a], *names[60 : 60 + 50 - of_a]}
        plan = Plan.of((name, monday if name in first else tuesday) for name in names)
        assert measures(problem, goals, plan)["kelurahan_share"] == value


def test_a_head_that_names_no_session_is_unreadable(tmp_path: Path):
    """Neither the labelled lines nor the small code say when: refused with file and sheet, not
    guessed.
    """
    session = "P|aula|2026-01-05|sehari"
    out = written(small_story(tmp_path / "cerita", ONE), [("X", session)], tmp_path / "hasil")

    def wipe(sheet):
        code = next(
            cell for cell in sheet.sheet["A"] if str(cell.value or "").startswith(labels.CODE)
        )
        return {sheet.head(labels.DAY): ": kapan-kapan", code: ""}

    change(out, session, wipe)
    with pytest.raises(PlanFilesError, match=r"DaftarHadir_Satu\.xlsx \[01 Pelatihan 05-01\]"):
        planning.verify(out)


def test_another_list_is_another_problem(tmp_path: Path):
    """Someone withdraws after the plan: the sheets are not judged by the new list, exit 2 says
    so.
    """
    story = small_story(tmp_path / "cerita", f"{ONE}\nY,Yanti,K1,b")
    out = written(story, [("X", "P|aula|2026-01-05|sehari")], tmp_path / "hasil")
    (story / "pendaftar.csv").write_text(ONE + "\n", encoding="utf-8")
    with pytest.raises(PlanFilesError, match="bukan persoalan yang direncanakan"):
        planning.verify(out)


def test_a_change_for_people_who_are_all_new_is_measured_level_by_level(tmp_path: Path):
    """Nobody of the old plan is on the list: the level of the seats that were moved is there all
    the same.
    """
    session = "P|aula|2026-01-05|sehari"
    levels = '[["most_placed"], ["few_sessions"]]'
    old = written(
        small_story(tmp_path / "lama", ONE, levels=levels), [("X", session)], tmp_path / "hasil"
    )
    new = small_story(tmp_path / "baru", ONE.replace("X,Xenia", "V,Vera"), levels=levels)
    out = written(new, [("V", session)], tmp_path / "hasil2", old=old)
    assert read_seats(out / "penempatan_lama.csv")[1] == frozenset()
    values = planning.verify(out).values
    assert values == (
        ({"most_placed": 0}, 0, 0),
        ({"keep_the_plan": 0}, 0, 0),
        ({"few_sessions": 1}, 1, 1),
    )
