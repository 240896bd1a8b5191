import json
import os
import zipfile
from pathlib import Path

import pytest

from okoce_opt.domain.plan import Plan, digest_of
from okoce_opt.errors import PlanFilesError
from okoce_opt.plan_files.record import figures, read_plan
from okoce_opt.plan_files.seats_csv import plan_digest
from okoce_opt.plan_files.swap import check_out, replace_folder
from okoce_opt.reports.plan_folder import WriteOptions, write_plan
from tests.office import office, with_published


def written(tmp_path, **run):
    scenario, made = office()
    names = write_plan(scenario, made, tmp_path / "hasil", options=WriteOptions(run=run))
    return scenario, made, tmp_path / "hasil", names


def test_the_whole_folder_and_what_is_read_back(tmp_path):
    scenario, made, out, names = written(tmp_path, seconds=1.5)
    assert names == sorted(p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file())
    assert [p.name for p in tmp_path.iterdir()] == ["hasil"]
    found = read_plan(out)
    assert found.plan == made.plan
    assert found.changed == ()
    assert found.old is None
    assert found.problem_digest == scenario.digest
    assert (
        found.plan_digest
        == plan_digest(made.plan, scenario.problem)
        == digest_of((out / "penempatan.csv").read_bytes())
    )
    assert found.record["placed"] == 16
    assert found.record["levels"][0]["bound"] == 0
    assert found.record["run"] == {"seconds": 1.5}


def test_tables_hold_ids_only(tmp_path):
    scenario, _, out, _ = written(tmp_path)
    data = (out / "penempatan.csv").read_bytes()
    assert data.startswith(
        b"\xef\xbb\xbfregistrant,kecamatan,kelurahan,activity,session,date,part,venue,team,mentor\n"
    )
    lines = data.decode("utf-8-sig").splitlines()
    assert (
        lines[1]
        == "P00001,1,1.02,pelatihan,pelatihan|aula-1|2018-03-14|sehari,2018-03-14,sehari,aula-1,,"
    )
    assert lines[1:] == sorted(lines[1:])
    draw = (out / "undian.csv").read_text(encoding="utf-8-sig").splitlines()
    assert draw[:2] == ["stratum,rank,registrant", "1/P00001,1,P00001"]
    for path in (p for p in out.rglob("*") if p.is_file()):
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as archive:
                text = "".join(
                    archive.read(n).decode("utf-8", "replace") for n in archive.namelist()
                )
        else:
            text = path.read_text(encoding="utf-8")
        assert not any(
            person.nik in text or person.phone in text for person in scenario.people.values()
        )


def test_only_run_differs_between_two_runs(tmp_path, monkeypatch):
    _, _, first, _ = written(tmp_path / "a", seconds=1, workers=1)
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    _, _, second, _ = written(tmp_path / "b", seconds=2, workers=2)
    for path in sorted(p.relative_to(first) for p in first.rglob("*") if p.is_file()):
        if path.name != "rencana.json":
            assert (first / path).read_bytes() == (second / path).read_bytes(), path
    records = [json.loads((f / "rencana.json").read_text()) for f in (first, second)]
    assert [r.pop("run")["workers"] for r in records] == [1, 2]
    assert records[0] == records[1]


def test_the_plan_that_is_changed_is_kept_beside(tmp_path):
    scenario, made = office()
    old = Plan.of([*list(made.plan.seats)[:3], ("P77777", "pelatihan|aula-1|2018-03-14|sehari")])
    write_plan(with_published(scenario, old), made, tmp_path / "hasil")
    assert read_plan(tmp_path / "hasil").old.seats == old.seats


def test_what_came_out_may_be_written_over(tmp_path):
    written(tmp_path)
    _, _, out, _ = written(tmp_path)
    assert read_plan(out).changed == ()
    assert [p.name for p in tmp_path.iterdir()] == ["hasil"]
    (tmp_path / "kosong").mkdir()
    check_out(tmp_path / "kosong", Path("kantor"))
    (out / "undian.csv").unlink()
    (out / ".DS_Store").write_text("")
    check_out(out, Path("kantor"))


def edited(out):
    (out / "undian.csv").write_text("x")


def own_file(out):
    (out / "daftar_hadir" / "catatan.txt").write_text("x")


def no_record(out):
    (out / "rencana.json").unlink()


def edited_record(out):
    record = json.loads((out / "rencana.json").read_text())
    record["placed"] = 99
    (out / "rencana.json").write_text(json.dumps(record))


@pytest.mark.parametrize(
    ("spoil", "name"),
    [
        (edited, "undian.csv"),
        (own_file, "daftar_hadir/catatan.txt"),
        (no_record, "daftar_hadir"),
        (edited_record, "rencana.json"),
    ],
)
def test_refused_with_the_files_name_and_left_whole(tmp_path, spoil, name):
    scenario, made, out, _ = written(tmp_path)
    spoil(out)
    before = {p: p.read_bytes() for p in out.rglob("*") if p.is_file()}
    with pytest.raises(PlanFilesError) as error:
        write_plan(scenario, made, out)
    assert name in error.value.words.id
    assert before == {p: p.read_bytes() for p in out.rglob("*") if p.is_file()}


def test_a_file_and_the_scenario_are_refused(tmp_path):
    (tmp_path / "berkas").write_text("x")
    for out, scenario in [
        (tmp_path / "berkas", Path("kantor")),
        (tmp_path / "s", tmp_path / "s"),
        (tmp_path, tmp_path / "s" / "buku.xlsx"),
    ]:
        with pytest.raises(PlanFilesError):
            check_out(out, scenario)


def test_a_failure_while_building_leaves_the_old_folder(tmp_path):
    _, _, out, _ = written(tmp_path)

    def broken(folder):
        (folder / "x").write_text("x")
        raise RuntimeError("disk")

    with pytest.raises(RuntimeError):
        replace_folder(out, broken)
    assert read_plan(out).changed == ()
    assert [p.name for p in tmp_path.iterdir()] == ["hasil"]


def test_a_swap_that_fails_restores_and_names_both(tmp_path, monkeypatch):
    _, _, out, _ = written(tmp_path)
    rename = os.rename

    def stubborn(source, target):
        if ".part-" in str(source):
            raise PermissionError(5, "open in Excel")
        rename(source, target)

    monkeypatch.setattr(os, "rename", stubborn)
    with pytest.raises(PlanFilesError) as error:
        replace_folder(out, lambda folder: ["x"])
    assert "hasil" in error.value.words.id
    assert ".hasil.part-" in error.value.words.id
    assert read_plan(out).changed == ()


def test_a_swap_that_broke_off_is_told_with_both_folders(tmp_path):
    _, _, out, _ = written(tmp_path)
    out.rename(tmp_path / ".hasil.old-999999999")
    (tmp_path / ".hasil.part-999999999").mkdir()
    with pytest.raises(PlanFilesError) as error:
        check_out(out, Path("kantor"))
    assert ".hasil.old-999999999, .hasil.part-999999999" in error.value.words.id


def test_a_half_built_folder_of_a_killed_run_is_cleared_away(tmp_path):
    _, _, out, _ = written(tmp_path)
    (tmp_path / ".hasil.part-999999999").mkdir()
    check_out(out, Path("kantor"))
    assert [p.name for p in tmp_path.iterdir()] == ["hasil"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": 99}'])
def test_no_plans_folder(tmp_path, text):
    (tmp_path / "rencana.json").write_text(text)
    with pytest.raises(PlanFilesError):
        read_plan(tmp_path)


def test_a_table_of_seats_that_is_none(tmp_path):
    _, _, out, _ = written(tmp_path)
    for text in ("a,b\n1,2\n", "registrant,session\nP1,nonsense\n", b"\xff\xfe\x00"):
        (out / "penempatan.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
        with pytest.raises(PlanFilesError):
            read_plan(out)


def test_figures_count_people_not_seats():
    scenario, made = office()
    plan = Plan.of(
        s for s in made.plan.seats if s != ("P00001", "perizinan|aula-1|2018-04-04|sehari")
    )
    assert figures(scenario.problem, plan) | {"seats": 0} == {
        "registrants": 16,
        "placed": 15,
        "unplaced": 1,
        "seats": 0,
        "sessions": 6,
        "meeting_days": 4,
        "first_day": "2018-03-14",
        "last_day": "2018-04-11",
    }


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_is_followed(tmp_path):
    scenario, made, out, _ = written(tmp_path)
    (tmp_path / "tautan").symlink_to(out)
    write_plan(scenario, made, tmp_path / "tautan")
    assert (tmp_path / "tautan").is_symlink()
    assert read_plan(out).changed == ()


def test_a_folder_that_is_no_plans_is_told_with_what_to_name(tmp_path):
    for folder, says in (
        (tmp_path, "bukan folder rencana"),
        (tmp_path / "hsail", "Tidak ada folder hsail."),
    ):
        with pytest.raises(PlanFilesError) as caught:
            read_plan(folder)
        assert says in caught.value.words.id
        assert caught.value.words.id.endswith("Sebutkan folder yang ditulis dengan --out.")


def test_a_place_where_no_folder_can_be_made_is_refused_before_the_search(tmp_path):
    (tmp_path / "berkas").write_text("x")
    with pytest.raises(PlanFilesError) as told:
        check_out(tmp_path / "berkas" / "hasil", None)
    assert "that is a file" in told.value.words.en
    check_out(tmp_path / "baru" / "hasil", None)
    with pytest.raises(PlanFilesError):
        check_out(Path("/"), Path("/skenario"))
    assert [path.name for path in tmp_path.iterdir()] == ["berkas"]
