"""Puts a finished folder in the place of an older one, without a moment in which neither is whole.

The new folder is built beside the old one; two renames swap them. What others have put into the old
folder, or have edited there, is never written over.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

from okoce_opt.domain.words import Words, same
from okoce_opt.errors import PlanFilesError
from okoce_opt.plan_files.record import RECORD, changed_files, read_record

# files that file managers leave behind by themselves
_LITTER = {".DS_Store", "Thumbs.db", "desktop.ini"}


def check_out(out: Path, scenario_path: Path | None) -> None:
    """Refuse an output folder that must not be written over; to be called before planning.

    Raises `PlanFilesError`: it is a file, it is the scenario or contains it, it holds something
    that okoce did not write or that was edited since, no folder can be made where it stands, or an
    earlier swap broke off.
    """
    out = Path(os.path.realpath(out))
    _refuse_broken_swap(out)
    if out.exists() and not out.is_dir():
        raise _refused(Words("sebuah berkas, bukan folder", "a file, not a folder"), out.name)
    source = None if scenario_path is None else scenario_path.resolve()
    if source is not None and (out == source or out in source.parents):
        raise _refused(Words("folder skenario", "the scenario's folder"), out.name)
    _refuse_where_nothing_can_be_made(out)
    if not out.is_dir():
        return
    there = sorted(
        p.relative_to(out).as_posix()
        for p in out.rglob("*")
        if not p.is_dir() and p.name not in _LITTER
    )
    if not there:
        return
    if RECORD not in there:
        raise _refused(Words("berisi berkas lain", "holds another file"), there[0])
    record = read_record(out)
    known = {str(entry["name"]) for entry in record["files"]} | {RECORD}
    for name in there:
        if name not in known:
            raise _refused(
                Words(
                    "berisi berkas yang bukan buatan okoce", "holds a file that okoce did not write"
                ),
                name,
            )
    for name in changed_files(out, record):
        if name in there:
            raise _refused(
                Words("berisi berkas yang sudah disunting", "holds a file edited since"), name
            )


def _refuse_where_nothing_can_be_made(out: Path) -> None:
    """A search may take minutes; that its plan cannot be written is told before."""
    above = next((folder for folder in out.parents if folder.exists()), out)
    probe = above / f".okoce-{os.getpid()}"
    try:
        # the standard library's own temporary folder tries for ever on a share that forbids it
        probe.mkdir()
        probe.rmdir()
    except OSError as error:
        raise PlanFilesError(
            Words(
                "--out ditolak: di {folder} tidak dapat dibuat folder ({why}). Pilih tempat lain.",
                "--out refused: no folder can be made in {folder} ({why}). Choose another place.",
            ).fill(folder=str(above), why=_why(error))
        ) from error


def _why(error: OSError) -> Words:
    if isinstance(error, NotADirectoryError):
        return Words("itu sebuah berkas", "that is a file")
    if isinstance(error, PermissionError):
        return Words("tanpa izin menulis", "writing is not permitted")
    return same(error.strerror or type(error).__name__)


def replace_folder(out: Path, fill: Callable[[Path], list[str]]) -> list[str]:
    """Build a folder with `fill` and put it in the place of `out`; what `fill` returns.

    An older `out` stays whole until the new folder is complete and on the disk. Raises
    `PlanFilesError` when the swap fails, with the names of both folders.
    """
    # a link is followed: it is the folder behind it that is replaced
    out = Path(os.path.realpath(out))
    out.parent.mkdir(parents=True, exist_ok=True)
    new, old = (
        out.parent / f".{out.name}.part-{os.getpid()}",
        out.parent / f".{out.name}.old-{os.getpid()}",
    )
    if new.exists():
        shutil.rmtree(new)
    new.mkdir()
    try:
        names = fill(new)
        _to_disk(new)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    _swap(out, new, old)
    # what cannot be removed now (a file open on Windows) is told before the next run
    shutil.rmtree(old, ignore_errors=True)
    _to_disk_one(out.parent)
    return names


def _swap(out: Path, new: Path, old: Path) -> None:
    try:
        if out.exists():
            os.rename(out, old)
        os.rename(new, out)
    except OSError as error:
        if old.exists() and not out.exists():
            os.rename(old, out)
        raise PlanFilesError(
            Words(
                "{out} tidak dapat diganti; mungkin masih terbuka di Excel. "
                "Rencana lama tetap di {out}, yang baru lengkap di {new}.",
                "{out} could not be replaced; it may be open in Excel. "
                "The old plan stays in {out}, the new one is whole in {new}.",
            ).fill(out=out.name, new=new.name)
        ) from error


def _refuse_broken_swap(out: Path) -> None:
    """Leftovers of a run that was killed: what is half built goes, what is whole is told."""
    parent, name = out.parent, out.name
    if not parent.is_dir():
        return
    olds = sorted(
        p for p in parent.iterdir() if p.name.startswith(f".{name}.old-") and not _alive(p)
    )
    parts = sorted(
        p for p in parent.iterdir() if p.name.startswith(f".{name}.part-") and not _alive(p)
    )
    if olds or (parts and not out.exists() and (parts[0] / RECORD).is_file()):
        there = [*olds, *parts]
        raise PlanFilesError(
            Words(
                "Penggantian {name} pernah terputus. Tersisa: {folders} (.old = lama, .part = baru)"
                " di folder yang sama. Ganti nama yang Anda pilih menjadi {name} atau hapus, lalu "
                "ulangi.",
                "A replacement of {name} once broke off. Left: {folders} (.old = old, .part = new)"
                " in the same folder. Rename the one you want to {name} or remove it, then try "
                "again.",
            ).fill(name=name, folders=[p.name for p in there])
        )
    for part in parts:
        shutil.rmtree(part, ignore_errors=True)


def _alive(folder: Path) -> bool:
    """Whether the run that made a leftover is still at work; where that cannot be known, yes."""
    number = folder.name.rpartition("-")[2]
    if not number.isdecimal() or os.name == "nt":
        # on Windows asking a process ends it; a leftover then stays until it is removed by hand
        return folder.name.find(".part-") > 0
    if int(number) == os.getpid():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _to_disk(folder: Path) -> None:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            _to_disk_one(path)
    _to_disk_one(folder)


def _to_disk_one(path: Path) -> None:
    """fsync; folders cannot be opened for it on Windows."""
    if os.name == "nt" and stat.S_ISDIR(path.stat().st_mode):
        return
    handle = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _refused(why: Words, name: str) -> PlanFilesError:
    return PlanFilesError(
        Words(
            "--out ditolak: {why}: {name}. Pilih folder lain, atau pindahkan dahulu.",
            "--out refused: {why}: {name}. Choose another folder, or move it away first.",
        ).fill(why=why, name=name)
    )
