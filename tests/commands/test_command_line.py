"""The command line itself: words, languages, wrong lines, start-up."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from okoce_opt.commands import COMMANDS

ENGLISH = (
    "usage:",
    "positional",
    "options:",
    "show ",
    "required",
    "expected",
    "invalid",
    "argument ",
    "choose from",
)


MAKES_A_FOLDER = (
    ("plan", "s"),
    ("adopt", "d", "f.xlsx"),
    ("suggest", "d", "--person", "P1", "--apply", "1"),
    ("papers", "d"),
    ("sweep", "s"),
    ("costs", "s"),
    ("why", "s"),
    ("import", "f.xlsx", "--into", "s"),
    ("rollout", "papers", "t"),
    ("rollout", "publish", "t"),
    ("rollout", "attendance", "t", "f.xlsx"),
)


@pytest.mark.parametrize("line", MAKES_A_FOLDER)
def test_a_folder_is_not_called_like_a_workbook(okoce: Callable, line: tuple[str, ...]) -> None:
    """`--out hasil.xlsx` made a folder of that name, which no desk could open."""
    ran = okoce(*line, "--out", "hasil.XLSX")
    assert ran.code == 64
    assert "sebuah folder; beri nama tanpa .xlsx" in ran.err


def test_the_name_that_wants_quotation_marks_is_the_one_before(okoce: Callable) -> None:
    """The command itself stood within them, and of two alike the first was taken for the one too
    many.
    """
    assert 'tanda kutip: "satu satu"' in okoce("plan", "satu", "satu", "--out", "q").err
    assert "tanda kutip" not in okoce("rules", "x").err
    assert "tanda kutip" not in okoce("rollout", "history", "--json", "t", "--note", "x", "y").err


def test_help_and_version_end_with_nothing_wrong(okoce: Callable) -> None:
    assert okoce("--help").code == 0
    assert re.fullmatch(r"okoce \d+\.\d+\.\d+\n", okoce("--version").out)


@pytest.mark.parametrize("command", ["", *(command.name for command in COMMANDS)])
def test_help_is_indonesian_unless_asked(okoce: Callable, command: str) -> None:
    line = [command] if command else []
    text = okoce(*line, "--help").out
    assert text.startswith("pemakaian: okoce")
    # what is typed is the same in every language
    text = re.sub(r"^    [a-z]+ ", "", text, flags=re.M)
    assert not [word for word in ENGLISH if word in text]
    assert okoce(*line, "--lang", "en", "--help").out.startswith("usage: okoce")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (["pln"], "Maksud Anda plan?"),
        (["plan", "s", "--ot", "d"], "Maksud Anda --out?"),
        (["plan", "s", "--sead=3", "--out", "d"], "Maksud Anda --seed?"),
        (["xyzzy"], "Yang ada: new, "),
        (["plan", "s"], "wajib diisi: --out"),
        (["plan", "--out", "d"], "wajib diisi: S"),
        (["plan", "s", "--out"], "memerlukan satu nilai"),
        (["plan", "s", "--out", "d", "--seed", "x"], "harus bilangan bulat"),
        (["plan", "s", "--out", "d", "--seed", "-1"], "--seed"),
        (["plan", "s", "--out", "d", "--workers", "0"], "paling sedikit 1"),
        (["plan", "s", "--out", "d", "--budget", "nan"], "harus detik di atas 0"),
        (["plan", "s", "--out", "d", "--time-limit", "-3"], "--time-limit"),
        (["check", "a", "b"], "tidak dikenal: b"),
        (["rules", "--lang", "fr"], "pilihan 'fr' tidak ada"),
        (["compare", "a", "b", "--out", "c.txt"], "harus berakhir .xlsx"),
        (["compare", "a"], "wajib diisi: BARU\n"),
        (["rollout", "export", "t", "1"], "sebutkan --scenario"),
        (["rollout", "mark", "t", "P1", "sakitt"], "tertulis 'P1 sakitt'; tulis"),
        (["rollout", "mark", "t", "9912345678901234", "hadirr"], "Maksud Anda hadir?"),
        (["rules", "--json=1"], "tidak menerima nilai"),
        ([], "perintahnya belum disebut; lihat okoce --help"),
    ],
)
def test_a_wrong_line_is_told_in_indonesian_and_ends_with_64(
    okoce: Callable, line: list[str], says: str
) -> None:
    ran = okoce(*line)
    assert ran.code == 64
    assert ran.out == ""
    assert says in ran.err
    assert "9912345678901234" not in ran.err
    assert ran.err[0] != "\n"
    assert not [word for word in ENGLISH if word in ran.err]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (["pln"], "Did you mean plan?"),
        (["plan", "s", "--ot", "d"], "Did you mean --out?"),
        (["plan", "s"], "are required: --out"),
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_lang_stands_before_or_after_the_command(
    okoce: Callable, line: list[str], says: str, first: bool
) -> None:
    lang = ["--lang", "en"]
    ran = okoce(*(lang + line if first else line + lang))
    assert ran.code == 64
    assert says in ran.err


def test_the_environment_may_name_the_language(
    okoce: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OKOCE_LANG", "en")
    assert okoce("rules").out.startswith("RULES")
    assert okoce("rules", "--lang", "id").out.startswith("ATURAN")


def test_a_wrong_line_with_json_is_answered_in_json(okoce: Callable) -> None:
    ran = okoce("pln", "--json")
    assert ran.code == 64
    assert ran.answer["outcome"] == "wrong_command_line"


def test_argparse_speaks_english_again_afterwards(okoce: Callable) -> None:
    import argparse

    before = argparse._  # type: ignore[attr-defined]
    okoce("pln")
    okoce("plan", "--help")
    assert argparse._ is before  # type: ignore[attr-defined]


def test_a_closed_output_ends_without_a_traceback() -> None:
    code = "import sys; from okoce_opt.__main__ import main; sys.exit(main(['rules']))"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        error = process.stderr.read()
        assert process.wait(timeout=30) == 0
    assert error == ""


def test_letters_that_a_terminal_lacks_are_written_as_escapes() -> None:
    code = "from okoce_opt.commands.screen import Screen; Screen().say('\u2028\u201cSiti\u201d')"
    done = subprocess.run(
        [sys.executable, "-X", "utf8=0", "-c", code],
        capture_output=True,
        env={"PYTHONIOENCODING": "ascii"},
        check=True,
    )
    assert b"Siti" in done.stdout


@pytest.mark.parametrize("lang", ["id", "en"])
def test_rules_prints_and_answers_both_books(okoce: Callable, lang: str) -> None:
    from okoce_opt.goals import GOAL_BOOK
    from okoce_opt.rules import RULE_BOOK

    text = okoce("rules", "--lang", lang).out
    answer = okoce("rules", "--lang", lang, "--json").answer
    assert [rule["kind"] for rule in answer["rules"]] == [rule.kind for rule in RULE_BOOK]
    assert [goal["kind"] for goal in answer["goals"]] == [goal.kind for goal in GOAL_BOOK]
    for entry in (*RULE_BOOK, *GOAL_BOOK):
        assert entry.sentence.said(lang) in text
        assert entry.title.said(lang) in text


@pytest.mark.parametrize(
    ("called", "begins"),
    [
        (".venv/bin/okoce", ".venv/bin/okoce "),
        ("my venv/bin/okoce", '"my venv/bin/okoce" '),
        ("lib/okoce_opt/__main__.py", "python -m okoce_opt "),
        ("pytest", "okoce "),
    ],
)
def test_a_command_to_go_on_with_can_be_pasted(
    okoce: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, called: str, begins: str
) -> None:
    monkeypatch.setattr(sys, "argv", [called])
    folder = tmp_path / "rencana saya"
    check, plan = okoce("new", folder).out.splitlines()[1:]
    assert check.strip() == f'{begins}check "{folder}"'
    assert plan.strip() == f'{begins}plan "{folder}" --out "hasil_rencana saya"'
    assert okoce("check", folder).out.splitlines()[-1] == plan


def test_okoce_on_the_path_is_called_okoce(
    okoce: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = tmp_path / "bin" / ("okoce.exe" if sys.platform == "win32" else "okoce")
    there.parent.mkdir()
    there.write_text("")
    there.chmod(0o755)
    monkeypatch.setenv("PATH", str(there.parent))
    monkeypatch.setattr(sys, "argv", [str(there)])
    assert okoce("new", tmp_path / "a").out.splitlines()[1].startswith("  okoce check ")
