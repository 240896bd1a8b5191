"""Files of a scenario replaced together, the old ones kept until the next import: what breaks off
is put right on the next run, what was taken in can be taken back.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from okoce_opt.domain.words import Words
from okoce_opt.errors import PlanFilesError
from okoce_opt.importing.target import DESK
from okoce_opt.io.files.layers import PROGRAM, WORKBOOKS

KEPT, NOTE = "cadangan", "catatan.json"
_WRITING, _DONE = "menulis", "selesai"


def desk_of(path: Path) -> tuple[Path, Path]:
    """The folder with a scenario's tables, and that in which imports into it keep things."""
    path = path.parent if path.name == PROGRAM else path
    if path.suffix.lower() in WORKBOOKS and not path.is_dir():
        return path.parent, path.parent / f"{DESK}_{path.stem}"
    return path, path / DESK


def replace_files(home: Path, desk: Path, files: Mapping[str, bytes]) -> None:
    """Put these files (by name in `home`) in the place of the old ones: all of them or none.

    Raises `PlanFilesError` if one cannot be written; then the old ones are whole.
    """
    home.mkdir(parents=True, exist_ok=True)
    kept = _keep(home, desk, files)
    try:
        for name, data in files.items():
            put_file(home / name, data)
    except OSError as error:
        _restore(home, kept)
        raise PlanFilesError(
            Words(
                "{name} tidak dapat ditulis ({why}); mungkin masih terbuka di Excel, atau disk "
                "penuh. Skenario tetap seperti semula.",
                "{name} cannot be written ({why}); it may be open in Excel, or the disk is full. "
                "The scenario is as it was.",
            ).fill(name=name, why=error.strerror or type(error).__name__)
        ) from error
    note = _note(kept)
    put_file(kept / NOTE, _json({**note, "keadaan": _DONE}))


def recover(path: Path) -> bool:
    """Put right what an import that was killed left half written; whether there was anything."""
    home, desk = desk_of(path)
    kept = desk / KEPT
    if not (kept / NOTE).is_file() or _note(kept).get("keadaan") != _WRITING:
        return False
    _restore(home, kept)
    shutil.rmtree(kept)
    return True


def take_back(path: Path) -> list[str]:
    """Undo the last import into the scenario at `path`; the names of its files.

    Raises `PlanFilesError` if there is nothing to take back, or a file was edited since.
    """
    home, desk = desk_of(path)
    kept = desk / KEPT
    if not (kept / NOTE).is_file():
        raise PlanFilesError(
            Words(
                "Tidak ada impor yang dapat dibatalkan di {name}.",
                "There is no import to take back in {name}.",
            ).fill(name=path.name)
        )
    entries = _note(kept)["berkas"]
    for entry in entries:
        now = home / entry["nama"]
        if not now.is_file() or _digest(now.read_bytes()) != entry["sesudah"]:
            raise PlanFilesError(
                Words(
                    "{name} sudah disunting sejak impor terakhir, jadi impor itu tidak dibatalkan. "
                    "Yang lama ada di {kept}.",
                    "{name} was edited since the last import, so that is not taken back. The old "
                    "one is in {kept}.",
                ).fill(name=entry["nama"], kept=f"{desk.name}/{KEPT}")
            )
    _restore(home, kept)
    shutil.rmtree(kept)
    _remove_empty(desk)
    _remove_empty(home)
    return [entry["nama"] for entry in entries]


def _remove_empty(folder: Path) -> None:
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()


def _keep(home: Path, desk: Path, files: Mapping[str, bytes]) -> Path:
    """The old files, with a note of what is about to happen."""
    new, kept = desk / f"{KEPT}.part", desk / KEPT
    if new.exists():
        shutil.rmtree(new)
    new.mkdir(parents=True)
    entries = []
    for name, data in files.items():
        old = home / name
        before = old.read_bytes() if old.is_file() else None
        if before is not None:
            put_file(new / name, before)
        digest = None if before is None else _digest(before)
        entries.append({"nama": name, "sebelum": digest, "sesudah": _digest(data)})
    put_file(new / NOTE, _json({"keadaan": _WRITING, "berkas": entries}))
    if kept.exists():
        shutil.rmtree(kept)
    os.rename(new, kept)
    return kept


def _restore(home: Path, kept: Path) -> None:
    for entry in _note(kept)["berkas"]:
        now, old = home / entry["nama"], kept / entry["nama"]
        if entry["sebelum"] is None:
            now.unlink(missing_ok=True)
        elif not now.is_file() or _digest(now.read_bytes()) != entry["sebelum"]:
            put_file(now, old.read_bytes())
    for part in home.glob(".*.part"):
        part.unlink()


def _note(kept: Path) -> dict[str, Any]:
    return dict(json.loads((kept / NOTE).read_text(encoding="utf-8")))


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def put_file(path: Path, data: bytes) -> None:
    """Write a file whole: beside its place first, then into it."""
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
