"""One command line, from its words to the number it ends with: whatever happens is told here."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence

from okoce_opt.commands import COMMANDS
from okoce_opt.commands.command import OUR_FAULT, OUTPUT_LOST, WRONG_COMMAND, WRONG_INPUT
from okoce_opt.commands.complaints import tell_complaints, tell_way_on
from okoce_opt.commands.parser import HelpLost, WrongCommandLine, language, read
from okoce_opt.commands.screen import Screen, flushed
from okoce_opt.domain.words import Words
from okoce_opt.errors import InputError, NoPlanOfIt, NoWorkers, PlanFilesError
from okoce_opt.signals import SIGNAL, STOPPED, Interrupted, loaded, over


def run(line: Sequence[str]) -> int:
    """Run the command line; the number to end with.

    An answer that could not be written to the end ends with `OUTPUT_LOST`, whatever it was, unless
    a signal ended the run.
    """
    screen = Screen(language(line), "--json" in line)
    trouble: OSError | None = None
    try:
        code = _carried_out(line, screen)
    except SystemExit as left:  # argparse has shown its help or the version
        code = int(left.code or 0)
    except HelpLost as lost:
        code, trouble = OUTPUT_LOST, lost.trouble
    trouble = trouble or screen.lost() or flushed(sys.stdout)
    if trouble is None or code > SIGNAL:
        return code
    screen.tell(
        Words(
            "Jawaban tidak dapat ditulis ke keluaran: {why}. Periksa ruang disk dan izinnya; "
            "berkas yang sudah ditulis ke folder tetap utuh.",
            "The answer cannot be written to the output: {why}. Check disk space and permissions; "
            "files already written to a folder are whole.",
        ).fill(why=trouble.strerror or type(trouble).__name__)
    )
    return OUTPUT_LOST


def _carried_out(line: Sequence[str], screen: Screen) -> int:
    try:
        command, arguments = read(line, COMMANDS, screen.lang)
        loaded()
        code = command.run(arguments, screen)
        over()
        return code
    except WrongCommandLine as wrong:
        if wrong.usage:
            screen.tell(wrong.usage.rstrip())
        screen.tell(f"okoce: {screen.said(wrong.why)}")
        screen.answer({"outcome": "wrong_command_line", "reason": screen.said(wrong.why)})
        return WRONG_COMMAND
    except InputError as error:
        code = tell_complaints(error.complaints, screen)
        if isinstance(error, NoPlanOfIt):
            tell_way_on(error, screen, getattr(arguments, "old", None))
        return code
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
    except KeyboardInterrupt as stopped:
        return _interrupted(stopped, screen)
    except HelpLost:
        raise
    except OSError as error:
        return _file_trouble(error, screen)
    except Exception as error:
        return _our_fault(error, screen)


def _interrupted(stopped: KeyboardInterrupt, screen: Screen) -> int:
    signum = stopped.signum if isinstance(stopped, Interrupted) else 2
    screen.tell(Words(*STOPPED))
    screen.answer({"outcome": "stopped", "signal": signum})
    return SIGNAL + signum


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
