"""`okoce bench lists [N ...]`: what taking in long lists costs, beside the bare library."""

from __future__ import annotations

import argparse

from okoce_opt.commands.command import DONE
from okoce_opt.commands.screen import Screen
from okoce_opt.domain.words import Words

LISTS = "lists"
"""The name of the set; numbers of people may follow it."""
SIZES = (20_000, 50_000, 200_000)
PLAIN_MOST, LOOKED_MOST, TWICE_MOST = 2, 3, 60
"""Reading may take so many times what the library does, the looking for pairs so many seconds."""
ABOUT = Words(
    "mengimpor daftar panjang: membaca dibanding pustakanya saja, seluruh impor, orang yang "
    "tertulis dua kali; boleh diikuti banyaknya orang",
    "taking in long lists: reading beside the library alone, the whole import, people who stand "
    "there twice; numbers of people may follow",
)


def is_asked(args: argparse.Namespace) -> bool:
    """Whether the names given are those of this set."""
    return args.names[:1] == [LISTS] and all(name.isdecimal() for name in args.names[1:])


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Measure each size in turn: reading, the whole command, looking for pairs."""
    from okoce_opt.bench.lists import reading_cost, taking_cost, twice_cost

    rows: list[dict[str, object]] = []
    for number in [int(name) for name in args.names[1:]] or SIZES:
        for looked, most in ((False, PLAIN_MOST), (True, LOOKED_MOST)):
            cost = reading_cost(number, looked=looked)
            words = (_LOOKED if looked else _PLAIN).fill(
                n=number,
                seconds=f"{cost.seconds:.2f}",
                bare=f"{cost.bare:.2f}",
                times=f"{cost.times:.2f}",
                most=most,
            )
            screen.say(words)
            name = "reading_looked" if looked else "reading_plain"
            rows.append(
                {
                    "what": name,
                    "people": number,
                    "seconds": round(cost.seconds, 3),
                    "bare_seconds": round(cost.bare, 3),
                    "within": cost.times <= most,
                }
            )
        if (taking := taking_cost(number)) is not None:
            seconds, megabytes = f"{taking.seconds:.1f}", round(taking.megabytes)
            screen.say(_TAKEN.fill(n=number, seconds=seconds, megabytes=megabytes))
            rows.append(
                {
                    "what": "import",
                    "people": number,
                    "seconds": round(taking.seconds, 3),
                    "megabytes": megabytes,
                }
            )
        twice, pairs = twice_cost(number)
        screen.say(_TWICE.fill(n=number, seconds=f"{twice:.1f}", pairs=pairs, most=TWICE_MOST))
        rows.append(
            {
                "what": "twice",
                "people": number,
                "seconds": round(twice, 3),
                "pairs": pairs,
                "within": twice <= TWICE_MOST,
            }
        )
    screen.answer({"outcome": "ok", "rows": rows})
    return DONE


_PLAIN = Words(
    "{n} orang, berkas tanpa rumus dan coretan: dibaca {seconds} detik prosesor, pustakanya saja "
    "{bare}: {times} kali (paling banyak {most}).",
    "{n} people, a file without formulas and strikes: read in {seconds} processor seconds, the "
    "library alone {bare}: {times} times (at most {most}).",
)
_LOOKED = Words(
    "{n} orang, rumus di tiap baris, sel gabungan, kolom tersembunyi, coretan: dibaca {seconds} "
    "detik prosesor, pustakanya saja {bare}: {times} kali (paling banyak {most}).",
    "{n} people, a formula in each row, merged cells, a hidden column, a strike: read in {seconds} "
    "processor seconds, the library alone {bare}: {times} times (at most {most}).",
)
_TAKEN = Words(
    "{n} orang: seluruh impor {seconds} detik prosesor, {megabytes} MB.",
    "{n} people: the whole import {seconds} processor seconds, {megabytes} MB.",
)
_TWICE = Words(
    "{n} orang: mencari yang tertulis dua kali {seconds} detik prosesor (paling banyak {most}), "
    "{pairs} pasangan ditanyakan.",
    "{n} people: looking for who stands there twice {seconds} processor seconds (at most {most}), "
    "{pairs} pairs asked about.",
)
