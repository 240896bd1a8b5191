"""`okoce bench zoo`: problems drawn by seed, each planned by okoce and by plain models."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from okoce_opt.commands.command import DONE
from okoce_opt.commands.screen import Screen
from okoce_opt.commands.search_options import adding_to, given
from okoce_opt.domain.words import Words
from okoce_opt.errors import PlanFilesError
from okoce_opt.options import Options
from okoce_opt.signals import SIGNAL, Interrupted

if TYPE_CHECKING:
    from okoce_opt.bench.zoo.runs import Case

ZOO, LADDER = "zoo", "ladder"
SETS = (ZOO, LADDER)
ABOUT = {
    ZOO: Words(
        "soal yang diundi, okoce melawan model sederhana: berjam-jam di dua inti; --seed N, "
        "--only K",
        "drawn problems, okoce against plain models: hours on two cores; --seed N, --only K",
    ),
    LADDER: Words(
        "kelas tiga hari, dari 100 sampai 10.000 orang, melawan model sederhana: berjam-jam",
        "classes of three days, from 100 to 10,000 people, against plain models: hours",
    ),
}


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Which problems, and where they and the results are kept."""

    option = adding_to(parser, lang)

    option(
        "--seed",
        Words("zoo: benih undian soal (bawaan 1)", "zoo: seed of the draw (default 1)"),
        type=int,
        default=1,
    )
    text = Words(
        "zoo: soal ke-K saja, boleh beberapa kali",
        "zoo: problem K only, may be given several times",
    )
    option("--only", text, metavar="K", type=int, action="append")
    text = Words(
        "zoo: folder soal dan hasil; yang sudah ada tidak dihitung lagi (bawaan okoce_zoo_N)",
        "zoo: folder of problems and results; what is there is not made again (default "
        "okoce_zoo_N)",
    )
    option("--keep", text, metavar="DIR", type=Path)
    text = Words(
        "zoo: okoce merencanakan lagi, hasil yang lain tetap",
        "zoo: okoce plans anew, other results stay",
    )
    option("--again", text, action="store_true")


def is_asked(args: argparse.Namespace) -> bool:
    """Whether problems of the zoo or of the ladder are asked for. Raises PlanFilesError where
    something else is too.
    """
    asked = [name for name in args.names if name in SETS]
    if asked and len(args.names) > 1:
        raise PlanFilesError(_ALONE.fill(name=asked[0]))
    return bool(asked)


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Go through the problems; what is there is kept when Ctrl-C ends it. 0 also where okoce is
    worse: it is told.
    """
    from okoce_opt.bench.zoo import course, table

    most = len(_all(args))
    if wrong := [number for number in args.only or () if not 1 <= number <= most]:
        raise PlanFilesError(_NO_SUCH.fill(numbers=wrong, most=most, name=args.names[0]))
    home = args.keep or Path(f"okoce_{args.names[0]}_{args.seed}")
    options = Options(**given(args, "workers", "budget"))
    code = DONE
    try:
        for case in _cases(args, home):
            course.visit(
                *(case, home, options),
                lambda name, by: screen.tell(_WORKING.fill(name=name, by=by)),
                again=args.again,
            )
    except KeyboardInterrupt as stopped:
        code = SIGNAL + (stopped.signum if isinstance(stopped, Interrupted) else 2)
    rows = course.kept_so_far(home)
    for line in table.lines(rows, screen.lang):
        screen.say(line)
    screen.answer(
        {"outcome": "stopped" if code else "ok", "problems": [kept.as_json() for kept in rows]}
    )
    return code


def _cases(args: argparse.Namespace, home: Path) -> Iterator[Case]:
    """The problems asked for, drawn one by one; `--only` counts from 1."""
    from okoce_opt.bench.zoo import course

    every = _all(args)
    for number in args.only or range(1, len(every) + 1):
        one = every[number - 1]
        if isinstance(one, int):
            yield course.climbed(args.seed, one, home)
        else:
            yield course.drawn(args.seed, number, home)


def _all(args: argparse.Namespace) -> Sequence[int | str]:
    """Sizes of the ladder, or names of the zoo's problems."""
    from okoce_opt.bench.zoo import course
    from okoce_opt.bench.zoo.ladder import SIZES

    return SIZES if args.names == [LADDER] else course.names(args.seed)


_ALONE = Words(
    "{name} dijalankan sendiri, tanpa kasus lain: okoce bench {name}",
    "{name} is run by itself, without other cases: okoce bench {name}",
)
_NO_SUCH = Words(
    "--only {numbers}: soal {name} bernomor 1 sampai {most}.",
    "--only {numbers}: the problems of {name} are numbered 1 to {most}.",
)
_WORKING = Words("{name}, {by} ...", "{name}, {by} ...")
