"""The command line: read by argparse, in Indonesian or English, with "did you mean".

argparse looks its own words up with two functions of its module, `_` and `ngettext`; while a
command line is read they are ours.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, NoReturn

from okoce_opt import __version__
from okoce_opt.commands.command import ENDS, Command, Group, command_line
from okoce_opt.commands.screen import write
from okoce_opt.domain.words import LANGUAGES, Words, quoted, spoken_language

INDONESIAN = {
    "usage: ": "pemakaian: ",
    "positional arguments": "argumen",
    "options": "opsi",
    "show this help message and exit": "tampilkan bantuan ini",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "the following arguments are required: %s": "yang berikut wajib diisi: %s",
    "expected one argument": "memerlukan satu nilai",
    "expected at most one argument": "memerlukan paling banyak satu nilai",
    "expected at least one argument": "memerlukan paling sedikit satu nilai",
    "expected %s argument": "memerlukan %s nilai",
    "expected %s arguments": "memerlukan %s nilai",
    "ignored explicit argument %r": "tidak menerima nilai, padahal diberi %r",
    "invalid choice: %(value)r (choose from %(choices)s)": "pilihan %(value)r tidak ada (pilih "
    "dari %(choices)s)",
    "invalid %(type)s value: %(value)r": "nilai %(value)r tidak dapat dibaca",
}


class WrongCommandLine(Exception):
    """The command line cannot be read: why, and the usage line to show."""

    def __init__(self, why: Words | str, usage: str = "") -> None:
        self.why, self.usage = why, usage
        super().__init__(why if isinstance(why, str) else why.en)


class HelpLost(Exception):
    """The help or the version cannot be written to the output."""

    def __init__(self, trouble: OSError) -> None:
        self.trouble = trouble
        super().__init__(trouble)


class Parser(argparse.ArgumentParser):
    """argparse's parser that raises instead of leaving, and where it would be silent."""

    def error(self, message: str) -> NoReturn:
        """What argparse calls when the command line is wrong."""
        raise WrongCommandLine(message, self.format_usage())

    def _print_message(self, message: str, file: Any = None) -> None:
        if trouble := write(sys.stdout, message):
            raise HelpLost(trouble)


@contextmanager
def spoken(lang: str) -> Iterator[None]:
    """While inside, argparse speaks `lang`."""
    if lang != "id":
        yield
        return

    def one(text: str) -> str:
        return INDONESIAN.get(text, text)

    def many(singular: str, plural: str, number: int) -> str:
        return one(singular if number == 1 else plural)

    ours = {"_": one, "ngettext": many}
    before = {name: getattr(argparse, name) for name in ours}
    for name, function in ours.items():
        setattr(argparse, name, function)
    try:
        yield
    finally:
        for name, function in before.items():
            setattr(argparse, name, function)


def language(argv: Sequence[str]) -> str:
    """What `--lang` says anywhere on the line, else the environment's OKOCE_LANG, else
    Indonesian.
    """
    first = Parser(add_help=False, allow_abbrev=False)
    first.add_argument("--lang", nargs="?")
    wanted = first.parse_known_args(argv)[0].lang
    return wanted if wanted in LANGUAGES else spoken_language()


@dataclass(frozen=True, slots=True)
class _Place:
    """A parser, and those of the words that may come next."""

    parser: Parser
    below: dict[str, _Place] = field(default_factory=dict)


def read(
    argv: Sequence[str], commands: Sequence[Command | Group], lang: str
) -> tuple[Command, argparse.Namespace]:
    """The subcommand and its arguments; of a group, the verb.

    Raises `WrongCommandLine`; help and version leave with SystemExit(0) as argparse does.
    """
    with spoken(lang):
        top = _top(commands, lang)
        _look_over(argv, top)
        arguments, left = top.parser.parse_known_args(argv)
        if left:
            raise WrongCommandLine(_not_known(argv, left, top), _usage(argv, top))
    chosen = next(command for command in commands if command.name == arguments.command)
    if isinstance(chosen, Group):
        return next(verb for verb in chosen.verbs if verb.name == arguments.verb), arguments
    return chosen, arguments


def _top(commands: Sequence[Command | Group], lang: str) -> _Place:
    everywhere = Parser(add_help=False)
    say = Words("bahasa keluaran (bawaan: id)", "language of the output (default: id)")
    everywhere.add_argument(
        "--lang", choices=LANGUAGES, default=argparse.SUPPRESS, help=say.said(lang)
    )
    say = Words("jawaban sebagai satu objek JSON", "the answer as one JSON object")
    everywhere.add_argument(
        "--json", action="store_true", default=argparse.SUPPRESS, help=say.said(lang)
    )
    about = Words(
        "Menyusun jadwal pelatihan per kecamatan, membuktikan mutunya, dan menulis daftar "
        "hadirnya.",
        "Plans training sessions for each kecamatan, proves how good the plan is and writes its "
        "rosters.",
    )
    top = Parser(
        prog="okoce",
        description=about.said(lang),
        epilog=ENDS.said(lang),
        parents=[everywhere],
        allow_abbrev=False,
    )
    show = Words("tampilkan versi", "show the version")
    top.add_argument(
        "--version", action="version", version=f"okoce {__version__}", help=show.said(lang)
    )
    return _Place(top, _below(top, "command", commands, everywhere, lang))


def _below(
    above: Parser, dest: str, commands: Sequence[Command | Group], everywhere: Parser, lang: str
) -> dict[str, _Place]:
    """The parsers of these commands, put below another."""
    title = Words("perintah", "commands").said(lang)
    group = above.add_subparsers(
        dest=dest, metavar=title.upper(), title=title, required=True, parser_class=Parser
    )
    places = {}
    for command in commands:
        text = command.help.said(lang)
        one = group.add_parser(
            command.name, help=text, description=text, parents=[everywhere], allow_abbrev=False
        )
        if isinstance(command, Group):
            places[command.name] = _Place(one, _below(one, "verb", command.verbs, everywhere, lang))
        else:
            command.arguments(one, lang)
            places[command.name] = _Place(one)
    return places


def _look_over(argv: Sequence[str], top: _Place) -> None:
    """Refuse a subcommand or an option that there is not, with the nearest one that there is."""
    words = argv[: argv.index("--")] if "--" in argv else argv
    here = top
    after_lang = False
    for word in words:
        if not after_lang and not word.startswith("-") and here.below:
            if word not in here.below:
                why = Words(
                    "tidak ada perintah {word!r}.{hint}", "there is no command {word!r}.{hint}"
                )
                raise WrongCommandLine(
                    why.fill(word=word, hint=_hint(word, list(here.below))),
                    here.parser.format_usage(),
                )
            here = here.below[word]
        name = word.partition("=")[0]
        known = here.parser._option_string_actions
        if word.startswith("--") and name not in known:
            options = [option for option in known if option.startswith("--")]
            why = Words("tidak ada opsi {name}.{hint}", "there is no option {name}.{hint}")
            raise WrongCommandLine(
                why.fill(name=name, hint=_hint(name, options)), here.parser.format_usage()
            )
        after_lang = word == "--lang"
    if here.below and not any(word in ("-h", "--help", "--version") for word in words):
        why = Words("perintahnya belum disebut; lihat {help}", "no command was given; see {help}")
        called = here.parser.prog.split()[1:]
        raise WrongCommandLine(
            why.fill(help=command_line(*called, "--help")), here.parser.format_help()
        )


def _not_known(argv: Sequence[str], left: Sequence[str], top: _Place) -> Words:
    """What is said of words that nothing takes: perhaps they belong to the name before them."""
    words = Words("tidak dikenal: {left}.{hint}", "unrecognized arguments: {left}.{hint}")
    # of a word that stands there twice, the last is the one too many
    place = max((n for n, word in enumerate(argv) if n and word == left[0]), default=0)
    hint = Words("", "")
    names = place and not argv[place - 1].startswith("-") and not left[0].startswith("-")
    if names and place - 1 not in _command_words(argv, top):
        name = " ".join((argv[place - 1], *left))
        hint = Words(
            " Nama dari beberapa kata ditulis dalam tanda kutip: {name}",
            " A name of several words wants quotation marks: {name}",
        ).fill(name=quoted(name))
    return words.fill(left=" ".join(left), hint=hint)


def _command_words(argv: Sequence[str], top: _Place) -> list[int]:
    """Where the command, and its verb if it has one, stand on the line."""
    here, found = top, []
    for number, word in enumerate(argv):
        if word in here.below:
            here = here.below[word]
            found.append(number)
    return found


def _usage(argv: Sequence[str], top: _Place) -> str:
    """How the subcommand of this line is used."""
    here = top
    for word in argv:
        here = here.below.get(word, here)
    return here.parser.format_usage()


def _hint(word: str, known: Sequence[str]) -> Words:
    near = get_close_matches(word, known, n=1, cutoff=0.6)
    if near:
        return Words(" Maksud Anda {near}?", " Did you mean {near}?").fill(near=near[0])
    return Words(" Yang ada: {known}.", " There are: {known}.").fill(known=list(known))
