"""What versions are made of: bytes named by their SHA-256, kept once, never changed."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Mapping
from typing import Any

from okoce_opt.domain.words import Words, same


class Altered(Exception):
    """Something does not have the digest that it was kept under; `what` names it."""

    def __init__(self, what: Words) -> None:
        self.what = what
        super().__init__(what)


def seal_of(*values: object) -> str:
    """The SHA-256 of some values, by which an edited row of a table is known."""
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def put(db: sqlite3.Connection, data: bytes) -> str:
    """Keep these bytes; their digest."""
    digest = hashlib.sha256(data).hexdigest()
    # most of a version is what the one before it had: that is not packed again
    if db.execute("SELECT 1 FROM objects WHERE digest = ?", (digest,)).fetchone() is None:
        db.execute("INSERT INTO objects VALUES (?, ?)", (digest, zlib.compress(data)))
    return digest


def get(db: sqlite3.Connection, digest: str) -> bytes:
    """The bytes with that digest. Raises `Altered` where they are not what was kept."""
    row = db.execute("SELECT packed FROM objects WHERE digest = ?", (digest,)).fetchone()
    try:
        data = b"" if row is None else zlib.decompress(row[0])
    except (zlib.error, TypeError):
        data = b""
    if row is None or hashlib.sha256(data).hexdigest() != digest:
        raise Altered(Words("isi {digest}", "content {digest}").fill(digest=same(digest[:12])))
    return data


def put_tree(db: sqlite3.Connection, about: Mapping[str, Any], files: Mapping[str, bytes]) -> str:
    """Keep files by name, with what is said about them; the digest of all."""
    kept = {name: put(db, data) for name, data in sorted(files.items())}
    tree = {**about, "files": kept}
    return put(db, json.dumps(tree, ensure_ascii=False, indent=1, sort_keys=True).encode())


def names_in(db: sqlite3.Connection, digest: str) -> dict[str, str]:
    """The names of some files, and the digest of each."""
    return dict(json.loads(get(db, digest))["files"])


def get_tree(db: sqlite3.Connection, digest: str) -> tuple[dict[str, Any], dict[str, bytes]]:
    """What is said about some files, and the files. Raises `Altered` as `get` does."""
    tree = dict(json.loads(get(db, digest)))
    return tree, {name: get(db, one) for name, one in tree["files"].items()}
