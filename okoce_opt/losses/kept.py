"""Answers that are finished, kept in a file beside the output, so that a run that was stopped goes
on where it was.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from okoce_opt.domain.words import Words
from okoce_opt.errors import PlanFilesError


class Kept:
    """Answers by key; with a `path` each is written down as soon as it is known.

    `about` says what they are answers about: a file of other answers is refused with
    PlanFilesError.
    """

    def __init__(self, path: Path | None, about: dict[str, str]) -> None:
        self._path = path
        self._known: dict[str, dict[str, Any]] = {}
        if path is None:
            return
        if path.exists():
            self._read(path, about)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(about) + "\n", encoding="utf-8")

    def _read(self, path: Path, about: dict[str, str]) -> None:
        lines = path.read_text(encoding="utf-8").split("\n")
        try:
            head = json.loads(lines[0])
        except ValueError:
            head = None
        if head != about:
            words = Words(
                "{name} berisi jawaban tentang rencana lain atau dari okoce lain. Pilih nama --out "
                "lain, atau hapus berkas itu.",
                "{name} holds answers about another plan or by another okoce. Choose another name "
                "for --out, or remove that file.",
            )
            raise PlanFilesError(words.fill(name=str(path)))
        # the last line is not whole where the run was killed while it wrote
        whole = lines[1:-1]
        for line in whole:
            answer = json.loads(line)
            self._known[answer.pop("key")] = answer
        path.write_text("\n".join([lines[0], *whole]) + "\n", encoding="utf-8")

    def get(self, key: str) -> dict[str, Any] | None:
        """What is known about it, if anything."""
        return self._known.get(key)

    def put(self, key: str, answer: dict[str, Any]) -> None:
        """Write an answer down."""
        self._known[key] = answer
        if self._path is not None:
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps({"key": key, **answer}, ensure_ascii=False) + "\n")

    def remove(self) -> None:
        """Nothing is left to go on with."""
        if self._path is not None:
            self._path.unlink(missing_ok=True)
