"""`okoce bench [NAME ...]`: how fast and how well okoce plans, beside others, on this machine."""

from __future__ import annotations

import argparse
import os
import platform
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from okoce_opt.commands import bench_lists, bench_papers, bench_year, bench_zoo
from okoce_opt.commands.command import DONE, Command, command_line
from okoce_opt.commands.screen import Screen
from okoce_opt.commands.search_options import add_search_options, adding_to, given
from okoce_opt.domain.words import Words
from okoce_opt.errors import PlanFilesError
from okoce_opt.signals import SIGNAL, Interrupted

if TYPE_CHECKING:
    from okoce_opt.bench.figures import Figures
    from okoce_opt.bench.runs import Run

GROWTH_SET, RIVALS_SET = "growth", "rivals"
_NAMED = 3
"""`papers` and one name are fewer."""


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Which cases, where the stories are, how long, and where to write the table."""

    option = adding_to(parser, lang)

    def table(text: str) -> Path:
        if not text.lower().endswith(".csv"):
            raise argparse.ArgumentTypeError(
                Words("namanya harus berakhir .csv", "its name must end in .csv").said(lang)
            )
        return Path(text)

    option(
        "names",
        Words(
            "kasus (bawaan: yang singkat); growth = dari 1.000 sampai 200.000 orang, rivals = "
            "cara lain pada kasus yang sama",
            "cases (default: the short set); growth = from 1,000 to 200,000 people, rivals = "
            "other ways on the same cases",
        ),
        metavar=Words("NAMA", "NAME").said(lang),
        nargs="*",
    )
    option(
        "--list", Words("tampilkan nama kasus", "show the names of the cases"), action="store_true"
    )
    option(
        "--scenarios",
        Words(
            "folder berisi skenario (bawaan: scenarios)", "folder of scenarios (default: scenarios)"
        ),
        metavar="DIR",
        type=Path,
        default=Path("scenarios"),
    )
    text = Words(
        "tulis tabelnya sebagai CSV, dan gambarnya di sampingnya",
        "write the table as CSV, and a picture beside it",
    )
    option("--out", text, metavar="F.csv", type=table)
    add_search_options(
        option,
        lang,
        Words("lamanya mencari (bawaan 60)", "how long to look (default 60)"),
        Words(
            "paling lama sekian detik mencari tiap kasus (cara lain: bawaan 60)",
            "at most so many seconds of looking for each case (other ways: default 60)",
        ),
    )
    bench_zoo.arguments(parser, lang)
    bench_year.arguments(option)


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Run the cases one after the other; what is there already is kept when Ctrl-C ends it."""
    from okoce_opt.bench import paper
    from okoce_opt.bench.runs import measured

    if bench_zoo.is_asked(args) and not args.list:
        return bench_zoo.run(args, screen)
    if args.names == [bench_year.YEAR] and not args.list:
        return bench_year.run(args, screen)
    if args.names[:1] == [bench_papers.PAPERS] and len(args.names) < _NAMED and not args.list:
        return bench_papers.run(args, screen)
    if bench_lists.is_asked(args) and not args.list:
        return bench_lists.run(args, screen)
    _look_over(args)
    if args.list:
        return _list(args.scenarios, screen)
    if args.out is not None:
        paper.refuse_foreign(args.out)
    rows: list[Figures] = []
    code = DONE
    with tempfile.TemporaryDirectory(prefix="okoce_bench_") as home:
        try:
            for one in _runs(args, Path(home)):
                screen.tell(
                    Words("{case}, {by} ...", "{case}, {by} ...").fill(
                        case=one.case, by=one.planner
                    )
                )
                rows.append(measured(one))
                if args.out is not None:
                    paper.save(args.out, paper.csv_bytes(rows))
                if (
                    GROWTH_SET in args.names
                    and args.time_limit
                    and rows[-1].total > args.time_limit
                ):
                    break
        except KeyboardInterrupt as stopped:
            code = SIGNAL + (stopped.signum if isinstance(stopped, Interrupted) else 2)
    for line in paper.table(rows, screen.lang):
        screen.say(line)
    screen.say(_machine(args))
    files = _written(args.out, rows, screen)
    screen.answer(
        {
            "outcome": "stopped" if code else "ok",
            "machine": platform.platform(),
            "rows": [_record(r) for r in rows],
            "files": files,
        }
    )
    return code


def _look_over(args: argparse.Namespace) -> None:
    """Refuse a folder without stories, and names that are no case's."""
    from okoce_opt.bench import cases

    known = cases.stories(args.scenarios)
    if not known:
        words = Words(
            "Tidak ada skenario di {name}. Sebutkan foldernya dengan --scenarios.",
            "No scenarios in {name}. Name their folder with --scenarios.",
        )
        raise PlanFilesError(words.fill(name=str(args.scenarios)))
    for name in args.names:
        if (
            name not in known
            and name not in (GROWTH_SET, RIVALS_SET)
            and cases.growth_of(name) is None
        ):
            words = Words(
                "Tidak ada kasus {name}. Lihat: {line}", "There is no case {name}. See: {line}"
            )
            raise PlanFilesError(words.fill(name=name, line=command_line("bench", "--list")))


def _list(home: Path, screen: Screen) -> int:
    from okoce_opt.bench import cases

    found = []
    for name, before in cases.stories(home).items():
        short = Words("singkat", "short set") if name in cases.SHORT else Words("", "")
        change = (
            Words("mengubah rencana {before}", "changes the plan of {before}").fill(before=before)
            if before
            else Words("", "")
        )
        found.append((name, [words for words in (short, change) if words.id]))
    found += [(name, [words]) for name, (_, words) in cases.MADE.items()]
    found.append(
        ("kota_N", [Words("N kecamatan, 1.000 orang masing-masing", "N kecamatan of 1,000 people")])
    )
    found.append((GROWTH_SET, [Words("{names}", "{names}").fill(names=list(cases.GROWTH))]))
    found.append(
        (RIVALS_SET, [Words("cara lain pada kasus yang sama", "other ways on the same cases")])
    )
    found += [(name, [about]) for name, about in bench_zoo.ABOUT.items()]
    found.append((bench_year.YEAR, [bench_year.ABOUT]))
    found.append((bench_papers.PAPERS, [bench_papers.ABOUT]))
    found.append((bench_lists.LISTS, [bench_lists.ABOUT]))
    for name, notes in found:
        screen.say(f"{name}  {'; '.join(screen.said(words) for words in notes)}".rstrip())
    screen.answer({"outcome": "ok", "cases": [name for name, _ in found]})
    return DONE


def _runs(args: argparse.Namespace, home: Path) -> Iterator[Run]:
    """Every run in order. A story that changes another's plan is run after it: as a change, then
    cold.
    """
    from okoce_opt.bench import cases
    from okoce_opt.bench.figures import CHANGE, OKOCE
    from okoce_opt.bench.runs import RIVALS, Run
    from okoce_opt.options import Options

    options = Options(**given(args, "workers", "budget", "time_limit"))
    before = cases.stories(args.scenarios)
    done: set[str] = set()
    for name in _named(args.names):
        old = before.get(name, "")
        for case in (old, name):
            if case and case not in done:
                done.add(case)
                if before.get(case):
                    yield Run(
                        case,
                        CHANGE,
                        args.scenarios,
                        home / f"{case}-from",
                        home / before[case],
                        options,
                    )
                yield Run(case, OKOCE, args.scenarios, home / case, options=options)
        if RIVALS_SET in args.names:
            yield from (
                Run(name, rival, args.scenarios, home / f"{name}-{rival}", options=options)
                for rival in RIVALS
            )


def _named(names: Sequence[str]) -> list[str]:
    """The cases that the names of cases and sets mean, each once."""
    from okoce_opt.bench import cases

    wanted = [name for name in names if name not in (GROWTH_SET, RIVALS_SET)]
    if GROWTH_SET in names:
        wanted += cases.GROWTH
    if not wanted:
        wanted = [cases.BASE] if RIVALS_SET in names else list(cases.SHORT)
    return list(dict.fromkeys(wanted))


def _machine(args: argparse.Namespace) -> Words:
    from okoce_opt.bench.runs import RIVAL_SECONDS

    others = Words(
        " Cara lain mencari paling lama {limit} detik, dan rencananya hanya diperiksa, tidak "
        "ditulis.",
        " Other ways look for at most {limit} seconds, and their plans are verified only, not "
        "written.",
    ).fill(limit=round(args.time_limit or RIVAL_SECONDS))
    words = Words(
        "Detik dihitung dari perintah sampai daftar hadir yang tertulis dibaca ulang dan "
        "diperiksa.{others} "
        "Mesin: {machine}, {cores} inti, Python {python}.",
        "Seconds count from the command until the attendance sheets written are read again and "
        "verified.{others} "
        "Machine: {machine}, {cores} cores, Python {python}.",
    )
    return words.fill(
        others=others if RIVALS_SET in args.names else "",
        machine=platform.machine(),
        cores=os.cpu_count() or 0,
        python=platform.python_version(),
    )


def _record(figures: Figures) -> dict[str, object]:
    from okoce_opt.bench.paper import row

    moments = [[round(m.seconds, 2), m.value, m.bound] for m in figures.moments]
    return {**row(figures), "values": figures.values, "bounds": figures.bounds, "moments": moments}


def _written(out: Path | None, rows: Sequence[Figures], screen: Screen) -> list[str]:
    """Draw the picture beside the CSV; the files that are there now."""
    from okoce_opt.bench import paper

    if out is None or not rows:
        return []
    files = [out]
    if paper.can_draw():
        paper.save(paper.picture_of(out), paper.picture(rows, screen.lang))
        files.append(paper.picture_of(out))
    else:
        words = Words(
            "Gambarnya memerlukan matplotlib: pip install '.[notebook]'",
            "The picture needs matplotlib: pip install '.[notebook]'",
        )
        screen.tell(words)
    screen.say(
        Words("Ditulis: {names}", "Written: {names}").fill(names=[str(file) for file in files])
    )
    return [str(file) for file in files]


COMMAND = Command(
    "bench",
    Words(
        "ukur kecepatan dan mutu rencana di mesin ini",
        "measure speed and quality of plans on this machine",
    ),
    arguments,
    run,
)
