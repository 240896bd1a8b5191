"""Killed, full, overtaken, older, newer, damaged, far away: nothing is lost, each is told."""

from __future__ import annotations

import multiprocessing
import os
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from okoce_opt.domain.attended import Attendance, Mark, Presence
from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.rollout import network, schema
from okoce_opt.rollout.refusals import Overtaken, RolloutError
from okoce_opt.rollout.schema import FILE
from okoce_opt.rollout.store import Rollout
from tests.rollout.year import MONDAY, NOON, planned, secretive

POSIX = pytest.mark.skipif(os.name == "nt", reason="a process is forked")
# whatever threads the tests themselves are run by, the child does not need them
FORKS = pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")


def _began(folder: Path) -> Path:
    with Rollout.init(folder / "tahun", secretive(), at=NOON):
        return folder / "tahun"


def _marks(number: int, many: int = 300) -> Attendance:
    """Attendance that tells which version it was written as."""
    session = SessionId("P|aula|2027-01-04|pagi")
    people = [f"P{number}_{n}" for n in range(many)]
    day = date(2027, 1, 4)
    return Attendance.of(Mark(PersonId(p), session, day, Presence.CAME, "S") for p in people)


def _write_on(home: Path, told: Any, name: str = "a") -> None:
    """Commit one version after the other, telling each number, until killed."""
    with Rollout.open(home) as rollout:
        while True:
            try:
                before = rollout.current
                number = before.number + 1
                rollout.commit(what=name, expected=before, attendance=_marks(number))
            except Overtaken:
                continue
            told.send(number)
            if number % 3 == 0:
                rollout.publish(rollout.version(2), ["K1"], MONDAY)


def _killed(home: Path, seconds: float) -> int:
    """The last version that a writer had told when it was killed."""
    context = multiprocessing.get_context("fork")
    heard, told = context.Pipe(duplex=False)
    writer = context.Process(target=_write_on, args=(home, told))
    writer.start()
    told.close()
    last = int(heard.recv())
    time.sleep(seconds)
    writer.kill()
    writer.join()
    while True:
        try:
            last = int(heard.recv())
        except EOFError:
            return last


def _kill_often(home: Path, times: int) -> None:
    with Rollout.open(home) as rollout:
        rollout.commit(what="plan", expected=rollout.current, plan=planned())
    rng = random.Random(times)
    for _ in range(times):
        last = _killed(home, rng.uniform(0, 0.05))
        with Rollout.open(home) as rollout:
            # one more may have been kept before it could be told
            assert last <= rollout.current.number <= last + 1
            assert rollout.attendance(rollout.version(last)) == _marks(last)
    with Rollout.open(home) as rollout:
        assert rollout.faults() == ()
        assert [one.number for one in rollout.history()] == [*range(1, rollout.current.number + 1)]


@POSIX
@FORKS
def test_killed_while_it_writes_it_has_lost_nothing(tmp_path: Path) -> None:
    _kill_often(_began(tmp_path), 20)


@POSIX
@FORKS
@pytest.mark.slow
def test_killed_two_hundred_times(tmp_path: Path) -> None:
    _kill_often(_began(tmp_path), 200)


@POSIX
@FORKS
def test_two_writers_lose_nothing_of_each_others(tmp_path: Path) -> None:
    home = _began(tmp_path)
    with Rollout.open(home) as rollout:
        rollout.commit(what="plan", expected=rollout.current, plan=planned())
    context = multiprocessing.get_context("fork")
    ears, writers = [], []
    for name in "ab":
        heard, told = context.Pipe(duplex=False)
        writers.append(context.Process(target=_write_on, args=(home, told, name)))
        writers[-1].start()
        told.close()
        ears.append(heard)
    said: dict[str, set[int]] = {"a": set(), "b": set()}
    while min(map(len, said.values())) < 3 and sum(map(len, said.values())) < 500:
        for name, ear in zip("ab", ears, strict=True):
            if ear.poll(0.01):
                said[name].add(int(ear.recv()))
    for writer in writers:
        writer.kill()
        writer.join()
    with Rollout.open(home) as rollout:
        by = {name: {o.number for o in rollout.history() if o.what == name} for name in "ab"}
        assert all(said[name] <= by[name] for name in "ab")
        assert not by["a"] & by["b"]
        assert rollout.faults() == ()


def test_a_full_disk_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    with Rollout.open(_began(tmp_path)) as rollout:
        before = rollout.current
        (pages,) = rollout._db.execute("PRAGMA page_count").fetchone()
        rollout._db.execute(f"PRAGMA max_page_count = {pages + 1}")
        noise = random.Random(1)
        marks = [
            Mark(
                PersonId(f"P{noise.getrandbits(64)}"),
                SessionId("P|a|2027-01-04|pagi"),
                MONDAY,
                Presence.CAME,
            )
            for _ in range(4000)
        ]
        with pytest.raises(RolloutError, match="Disk penuh"):
            rollout.commit(what="x", expected=before, attendance=Attendance.of(marks))
        assert rollout.current == before
        assert rollout.faults() == ()
        rollout._db.execute(f"PRAGMA max_page_count = {pages + 1000}")
        assert rollout.commit(what="x", expected=before, attendance=_marks(2)).number == 2


@pytest.mark.skipif(os.name == "nt", reason="the size of files is not limited there")
def test_a_file_that_may_not_grow_is_told(tmp_path: Path) -> None:
    """Another way in which a disk is full: the system refuses the write."""
    home = _began(tmp_path)
    script = (
        "import resource, sys, signal\n"
        "from okoce_opt.rollout.store import Rollout\n"
        "from okoce_opt.rollout.refusals import RolloutError\n"
        "from tests.rollout.test_faults import _marks\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "r = Rollout.open(sys.argv[1])\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "try:\n    r.commit(what='x', expected=r.current, attendance=_marks(2, 5000))\n"
        "except RolloutError as error:\n    print(error.words.en)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, str(home)], capture_output=True, text=True, check=False
    )
    assert "Nothing was changed" in ran.stdout, ran.stderr[-500:]
    with Rollout.open(home) as rollout:
        assert rollout.current.number == 1
        assert rollout.faults() == ()


def _altered(home: Path, change: Callable[[sqlite3.Connection], object]) -> tuple[str, ...]:
    """What is told of a file after somebody else has changed it."""
    db = sqlite3.connect(home / FILE)
    change(db)
    db.commit()
    db.close()
    with Rollout.open(home) as rollout:
        return tuple(words.en for words in rollout.faults())


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("UPDATE versions SET at = '2030-01-01T00:00:00+00:00' WHERE number = 2", "version 2"),
        ("UPDATE versions SET plan = NULL WHERE number = 2", "version 2"),
        ("UPDATE trail SET current = 1", "its trail"),
        ("DELETE FROM trail", "its trail"),
        ("UPDATE people SET cells = '{}' WHERE person = 'P02'", "the personal data of P02"),
        ("UPDATE publications SET day = '2030-01-01'", "its record of what was published"),
        ("UPDATE objects SET packed = zeroblob(20)", "content "),
        ("DELETE FROM objects", "what it holds"),
    ],
)
def test_what_was_edited_is_told(tmp_path: Path, change: str, told: str) -> None:
    home = _began(tmp_path)
    with Rollout.open(home) as rollout:
        second = rollout.commit(what="plan", expected=rollout.current, plan=planned())
        rollout.publish(second, ["K1"], MONDAY)
        assert rollout.faults() == ()
    said = _altered(home, lambda db: db.execute(change))
    assert any(told in one for one in said), said


def test_a_changed_byte_is_told_wherever_it_is(tmp_path: Path) -> None:
    """Each byte of the file is some row's, some page's, or nobody's: one that changes what is read
    is never passed over.
    """
    home = _began(tmp_path)
    with Rollout.open(home) as rollout:
        rollout.commit(what="plan", expected=rollout.current, plan=planned())
        as_it_was = _all_that_is_read(rollout)
    whole = (home / FILE).read_bytes()
    rng, told = random.Random(5), 0
    for _ in range(25):
        place = rng.randrange(len(whole))
        data = bytearray(whole)
        data[place] ^= 1 << rng.randrange(8)
        (home / FILE).write_bytes(data)
        try:
            with Rollout.open(home) as rollout:
                if rollout.faults():
                    told += 1
                else:
                    assert _all_that_is_read(rollout) == as_it_was, place
        except RolloutError:
            told += 1
        for left in home.glob(f"{FILE}-*"):
            left.unlink()
    assert told >= 3


def _all_that_is_read(rollout: Rollout) -> tuple[object, ...]:
    versions = rollout.history()
    return (
        versions,
        rollout.current,
        rollout.trail(),
        (scenario := rollout.scenario(versions[-1])).people,
        scenario.digest,
        rollout.plan(versions[-1]).plan,
    )


def test_an_older_file_is_brought_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = _began(tmp_path)
    newer = (*schema.MIGRATIONS, ("CREATE TABLE more (x)", "INSERT INTO more VALUES (7)"))
    with monkeypatch.context() as later:
        later.setattr(schema, "MIGRATIONS", newer)
        with Rollout.open(home) as rollout:
            assert rollout._db.execute("SELECT x FROM more").fetchall() == [(7,)]
            assert rollout.current.number == 1
        with Rollout.open(home) as rollout:
            assert rollout._db.execute("SELECT x FROM more").fetchall() == [(7,)]
    with pytest.raises(RolloutError, match="okoce yang lebih baru"):
        Rollout.open(home)


def test_a_migration_that_breaks_off_leaves_the_older_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = _began(tmp_path)
    broken = (*schema.MIGRATIONS, ("CREATE TABLE more (x)", "INSERT INTO nowhere VALUES (1)"))
    with monkeypatch.context() as later:
        later.setattr(schema, "MIGRATIONS", broken)
        with pytest.raises(RolloutError):
            Rollout.open(home)
    with Rollout.open(home) as rollout:
        assert rollout.faults() == ()
        assert not rollout._db.execute("SELECT 1 FROM sqlite_master WHERE name='more'").fetchall()


def test_a_file_of_somebody_else_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / FILE
    sqlite3.connect(path).execute("CREATE TABLE theirs (x)").connection.close()
    before = path.read_bytes()
    with pytest.raises(RolloutError, match="bukan berkas rollout"):
        Rollout.open(tmp_path)
    path.write_bytes(b"PK nothing of SQLite's" * 100)
    with pytest.raises(RolloutError, match="rusak, atau bukan"):
        Rollout.open(tmp_path)
    path.write_bytes(before)
    assert path.read_bytes() == before


def test_on_the_network_the_journal_is_one_that_locks_keep_safe(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = _began(tmp_path)
    with Rollout.open(home) as rollout:
        assert rollout._db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    monkeypatch.setattr(schema, "is_on_network", lambda folder: True)
    with Rollout.open(home) as rollout:
        assert rollout._db.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        rollout.commit(what="x", expected=rollout.current, attendance=_marks(2))
        assert rollout.faults() == ()
        assert not [*home.glob("*-wal")]


class _NoSharedMemory(sqlite3.Connection):
    """A place of which nobody knows that it is far away: SQLite is asked for WAL and stays with the
    journal that it had.
    """

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        return super().execute(sql.replace("journal_mode = WAL", "journal_mode = DELETE"), *values)


def test_where_wal_is_not_possible_nothing_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, connect = _began(tmp_path), sqlite3.connect
    with monkeypatch.context() as far:
        far.setattr(
            schema.sqlite3, "connect", lambda *a, **how: connect(*a, factory=_NoSharedMemory, **how)
        )
        with Rollout.open(home) as rollout, Rollout.open(home) as other:
            assert rollout._db.execute("PRAGMA journal_mode").fetchone() == ("delete",)
            before = other.current
            rollout.commit(what="x", expected=rollout.current, attendance=_marks(2))
            with pytest.raises(Overtaken):
                other.commit(what="x", expected=before, attendance=_marks(3))
            assert (other.current.number, other.faults()) == (2, ())
    # a WAL that cannot be made is told, and nothing has changed
    wal = home / f"{FILE}-wal"
    wal.unlink(missing_ok=True)
    wal.mkdir()
    with pytest.raises(RolloutError, match="OneDrive"):
        Rollout.open(home)
    wal.rmdir()
    with Rollout.open(home) as rollout:
        assert rollout.current.number == 2


@pytest.mark.skipif(sys.platform != "linux", reason="mounts are listed so on Linux")
def test_mounts_say_what_is_on_the_network(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(
        "/dev/sda1 / ext4 rw 0 0\n"
        "server:/data /mnt/kantor\\040pusat nfs4 rw 0 0\n"
        "/dev/sdb1 /mnt/kantor\\040pusat/lokal ext4 rw 0 0\n"
        "//srv/bersama /media/bersama cifs rw 0 0\n"
    )
    far = ["/mnt/kantor pusat", "/mnt/kantor pusat/2027", "/media/bersama/a/b"]
    near = ["/", "/mnt", "/mnt/kantor pusat/lokal/2027", "/media/bersamaan"]
    assert [network.is_on_network(Path(p), mounts) for p in far] == [True] * 3
    assert [network.is_on_network(Path(p), mounts) for p in near] == [False] * 4


def test_a_plain_copy_is_whole_when_nobody_has_it_open(tmp_path: Path) -> None:
    home = _began(tmp_path)
    with Rollout.open(home) as rollout:
        rollout.commit(what="x", expected=rollout.current, attendance=_marks(2))
    copy = tmp_path / "salinan"
    copy.mkdir()
    (copy / FILE).write_bytes((home / FILE).read_bytes())
    assert [path.name for path in home.iterdir()] == [FILE]
    with Rollout.open(copy) as rollout:
        assert rollout.attendance(rollout.current) == _marks(2)


def test_a_backup_is_whole_while_others_write(tmp_path: Path) -> None:
    home = _began(tmp_path)
    with Rollout.open(home) as rollout, Rollout.open(home) as other:
        other.commit(what="x", expected=other.current, attendance=_marks(2))
        path = rollout.backup(at=NOON + timedelta(1))
        with pytest.raises(RolloutError, match="tidak ditimpa"):
            rollout.backup(at=NOON + timedelta(1))
        other.commit(what="x", expected=other.current, attendance=_marks(3))
    copy = tmp_path / "pulih"
    copy.mkdir()
    (copy / FILE).write_bytes(path.read_bytes())
    with Rollout.open(copy) as rollout:
        assert rollout.attendance(rollout.current) == _marks(2)
        assert rollout.faults() == ()
