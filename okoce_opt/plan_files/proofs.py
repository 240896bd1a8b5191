"""The certificate in `rencana.json`: the proof of each level's bound, written and read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from okoce_opt.domain.outcome import SettledLevel
from okoce_opt.domain.proof import COUNTING, ROWS, SEARCH, UNIT, PartProof, Proof

CERTIFICATE = "certificate"

KINDS = {"calendar": True, "all": False}
"""Whose rows a part has -> whether they are coarse."""


def certificate_record(levels: Sequence[SettledLevel]) -> dict[str, object]:
    """The certificate of the levels; multipliers by rule and subject, in units of 1/UNIT."""
    kinds = {coarse: kind for kind, coarse in KINDS.items()}
    written = []
    for level in levels:
        parts = []
        for part in level.proof.parts:
            multipliers: dict[str, dict[str, int]] = {}
            for (rule, subject), y in sorted(part.multipliers.items()):
                multipliers.setdefault(rule, {})[subject] = y
            head = {
                "kecamatan": list(part.kecamatan),
                "rows": kinds[part.coarse],
                "bound": part.bound,
            }
            parts.append({**head, "multipliers": multipliers})
        written.append({"by": level.proof.by, "parts": parts})
    return {"unit": f"1/{UNIT}", "levels": written}


def proved_levels(record: Mapping[str, Any]) -> tuple[SettledLevel, ...] | None:
    """The levels of `rencana.json` with their proofs; None when an older version wrote it, without
    any.

    Raises ValueError when levels and proofs are not as they were written.
    """
    if CERTIFICATE not in record:
        return None
    try:
        certificate = record[CERTIFICATE]
        if certificate["unit"] != f"1/{UNIT}":
            raise ValueError(certificate["unit"])
        pairs = zip(record["levels"], certificate["levels"], strict=True)
        return tuple(
            SettledLevel(
                dict(level["goals"]),
                _number(level["value"]),
                _number(level["bound"]),
                proof=_proof(proof),
            )
            for level, proof in pairs
        )
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(str(error)) from error


def _proof(record: Mapping[str, Any]) -> Proof:
    if record["by"] not in (COUNTING, ROWS, SEARCH):
        raise ValueError(record["by"])
    return Proof(record["by"], tuple(_part(part) for part in record["parts"]))


def _part(record: Mapping[str, Any]) -> PartProof:
    codes = tuple(str(code) for code in record["kecamatan"])
    multipliers = {
        (str(rule), str(subject)): _number(y)
        for rule, those in record["multipliers"].items()
        for subject, y in those.items()
    }
    return PartProof.of(codes, KINDS[record["rows"]], _number(record["bound"]), multipliers)


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError(f"no whole number: {value!r}")
    return value
