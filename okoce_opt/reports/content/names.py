"""Names of workbooks and of their sheets."""

from __future__ import annotations

import re
from datetime import date

from okoce_opt.domain.problem import Problem
from okoce_opt.reports.content import labels


def sheet_name(number: int, title: str, day: date) -> str:
    """`01 Pelatihan 13-03`: at most 31 characters, none that a spreadsheet refuses, told apart by
    its number.

    A title that is too long ends after a whole word.
    """
    clean = " ".join(re.sub(r"[\[\]:*?/\\']", " ", title).split())
    prefix, suffix = f"{number:02d} ", f" {day:%d-%m}"
    room = 31 - len(prefix) - len(suffix)
    words = clean[: room + 1].rpartition(" ")[0] if len(clean) > room else clean
    return prefix + (words or clean[:room]) + suffix


def file_names(problem: Problem) -> dict[str, str]:
    """Kecamatan code -> the name of its workbook; the code is added where two names would be
    alike.
    """
    plain = {
        code: "".join(ch for ch in k.name if ch.isalnum()) for code, k in problem.kecamatan.items()
    }
    folded = [name.casefold() for name in plain.values()]
    single = {
        code: bool(name) and folded.count(name.casefold()) == 1 for code, name in plain.items()
    }
    return {
        code: f"DaftarHadir_{name if single[code] else f'{name}_{code}'}.xlsx"
        for code, name in plain.items()
    }


def stall_file_names(problem: Problem) -> dict[str, str]:
    """Place (a kecamatan's code, or empty for the city) -> the name of its stall lists."""
    offices = {
        code: name.replace("DaftarHadir_", "Lapak_") for code, name in file_names(problem).items()
    }
    city = f"Lapak_{labels.CITY}.xlsx"
    taken = city.casefold() in (name.casefold() for name in offices.values())
    return {**offices, "": "Lapak_Tingkat_Kota.xlsx" if taken else city}


def mentor_of_file(problem: Problem, name: str) -> str:
    """The mentor whose workbook has that name; empty where it is nobody's."""
    return next((team for team in problem.teams if mentor_file_name(problem, team) == name), "")


def mentor_file_name(problem: Problem, mentor: str) -> str:
    """The name of a mentor's workbook: their id, numbered by table where letters and digits alone
    do not tell ids apart.
    """
    plain = {
        team: "".join(ch for ch in team if ch.isalnum() or ch in "-_") for team in problem.teams
    }
    alike = [team for team, name in plain.items() if name.casefold() == plain[mentor].casefold()]
    number = f"_{alike.index(mentor) + 1}" if len(alike) > 1 else ""
    return f"Pendamping_{plain[mentor]}{number}.xlsx"
