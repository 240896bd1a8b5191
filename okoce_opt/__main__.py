"""`okoce`, or `python -m okoce_opt`: reads the command line, runs one command, ends with its
number.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence

from okoce_opt.commands import COMMANDS
from okoce_opt.commands.command import OUR_FAULT, SIGNAL, WRONG_COMMAND, WRONG_INPUT
from okoce_opt.commands.complaints import tell_complaints
from okoce_opt.commands.parser import WrongCommandLine, language, read
from okoce_opt.commands.screen import Screen
from okoce_opt.domain.words import Words
from okoce_opt.errors import InputError, NoWorkers, PlanFilesError


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; the number to end with."""
    line = list(sys.argv[1:] if argv is None else argv)
    screen = Screen(language(line), "--json" in line)
    try:
        command, arguments = read(line, COMMANDS, screen.lang)
    except WrongCommandLine as wrong:
        screen.tell(wrong.usage.rstrip())
        screen.tell(f"okoce: {screen.said(wrong.why)}")
        screen.answer({"outcome": "wrong_command_line", "reason": screen.said(wrong.why)})
        return WRONG_COMMAND
    try:
        return command.run(arguments, screen)
    except InputError as error:
        return tell_complaints(error.complaints, screen)
    except PlanFilesError as error:
        screen.tell(error.words)
        screen.answer(
            {"outcome": "wrong_input", "complaints": [], "reason": screen.said(error.words)}
        )
        return WRONG_INPUT
    except NoWorkers as error:
        screen.tell(error.words)
        screen.answer({"outcome": "wrong_command_line", "reason": screen.said(error.words)})
        return WRONG_COMMAND
    except KeyboardInterrupt:
        screen.tell(Words("Dihentikan. Tidak ada yang ditulis.", "Stopped. Nothing was written."))
        screen.answer({"outcome": "stopped", "signal": 2})
        return SIGNAL + 2
    except OSError as error:
        return _file_trouble(error, screen)
    except Exception as error:
        return _our_fault(error, screen)


def _file_trouble(error: OSError, screen: Screen) -> int:
    """Disk full, no permission, a file open elsewhere: not our bug, and the planner can do
    something.
    """
    words = Words(
        "Tidak dapat membaca atau menulis {file}: {why}. Periksa izin, ruang disk, dan apakah "
        "berkasnya sedang dibuka.",
        "Cannot read or write {file}: {why}. Check permissions, disk space, and whether the file "
        "is open elsewhere.",
    ).fill(file=str(error.filename or "?"), why=error.strerror or type(error).__name__)
    _trace()
    screen.tell(words)
    screen.answer({"outcome": "wrong_input", "complaints": [], "reason": screen.said(words)})
    return WRONG_INPUT


def _our_fault(error: Exception, screen: Screen) -> int:
    """A bug: its kind and place, never its text, which could hold a name or a NIK."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{os.path.basename(frames[-1].filename)}:{frames[-1].lineno}" if frames else "?"
    words = Words(
        "Kesalahan di dalam okoce ({kind} di {place}). Tidak ada hasil yang berubah. "
        "Ulangi dengan OKOCE_DEBUG=1 untuk melihat rinciannya; periksa dulu sebelum dibagikan, "
        "mungkin memuat data peserta.",
        "A fault inside okoce ({kind} at {place}). No result was changed. "
        "Run again with OKOCE_DEBUG=1 for the details; look through them before sharing, they may "
        "hold registrants' data.",
    ).fill(kind=type(error).__name__, place=place)
    _trace()
    screen.tell(words)
    screen.answer({"outcome": "fault", "reason": screen.said(words)})
    return OUR_FAULT


def _trace() -> None:
    if os.environ.get("OKOCE_DEBUG") == "1":
        traceback.print_exc()


if __name__ == "__main__":
    sys.exit(main())
