"""Which column of a table holds what, questions about its layout answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from okoce_opt.domain.words import Words
from okoce_opt.gate.addresses import column_letters
from okoce_opt.importing.contents import Contents
from okoce_opt.importing.layout import Block
from okoce_opt.importing.questions import Answers, Choice, Question, Scope, question_id
from okoce_opt.importing.words import UNSUITED, key

_CRUCIAL = (
    "nama",
    "nik",
    "no_peserta",
    "kelurahan",
    "kecamatan",
    "tanggal_lahir",
    "hari",
    f"{UNSUITED}hari",
    "bidang",
)
"""Fields of which two columns are one too many; of others the first that is filled counts."""

NO_NIK = Choice("bukan", Words("tidak satu pun NIK peserta", "none is the people's NIK"))
SUITS = Choice("bisa", Words("hari yang bisa", "the days that suit"))
SUITS_NOT = Choice("tidak bisa", Words("hari yang tidak bisa", "the days that do not suit"))
LIKED = Choice("suka", Words("hari yang lebih disukai", "the days liked best"))
UNUSED = Choice("abaikan", Words("kolom ini tidak dipakai", "this column is not used"))
_DAYS = {SUITS.word: "hari", SUITS_NOT.word: f"{UNSUITED}hari", LIKED.word: "suka"}
NO_NAMES = Choice("tanpa", Words("daftar ini tanpa nama", "this list has no names"))

MIDDLE_NAME, LAST_NAME = "nama_tengah", "nama_belakang"
"""What belongs behind a name that stands in several columns."""
_SEEN_ONLY = ("nomor", "keterangan", "no_kk", "tempat_lahir")
"""Fields that are known, and of which nothing is taken over."""


@dataclass
class Columns:
    """Field -> column (from 0); `more` are further columns of a field. `asked`: a question on the
    layout is open.
    """

    block: Block
    fields: dict[str, int]
    more: dict[str, tuple[int, ...]] = field(default_factory=dict)
    asked: bool = False
    notes: list[Words] = field(default_factory=list)

    @classmethod
    def of(cls, block: Block, where: str, answers: Answers, contents: Contents) -> Columns:
        """The columns of a table; what its headers leave open is asked, once for each layout.
        `contents`: what its columns hold.
        """
        made = cls(block, dict(block.fields))
        headless = [c for c in contents.filled if c not in block.headers]
        free = [*block.unknown, *headless]
        for name, others in block.doubles.items():
            if name in _CRUCIAL:
                made._choose(name, [block.fields[name], *others], where, answers)
            else:
                made.more[name] = others
        if "nama" not in made.fields and LAST_NAME in made.fields:
            made.fields["nama"] = made.fields.pop(LAST_NAME)
        if "nama" not in made.fields:
            made._find_name(free, where, answers)
        likely = [c for c in contents.niks if c in free]
        if "nik" not in made.fields and likely:
            made._find_nik(likely, where, answers)
        noted = block.column_of("keterangan")
        for column in contents.days:
            if column in (*free, noted) and column not in made._read():
                made._find_days(column, where, answers)
        made._say_unused(contents)
        return made

    def _read(self) -> set[int]:
        """The columns that are read into people."""
        read = {c for name, c in self.fields.items() if name not in _SEEN_ONLY}
        return read | {c for columns in self.more.values() for c in columns}

    def _header(self, column: int) -> str:
        return self.block.headers.get(column) or Words("tanpa judul", "no title").id

    def _named(self, column: int) -> str:
        return f"{column_letters(column)} ({self._header(column)})"

    def _say_unused(self, contents: Contents) -> None:
        """Name each column that holds something and is not taken over: those that mean nothing, and
        those whose meaning a scenario has no place for.
        """
        unread = [c for c in sorted(contents.filled) if c not in self._read()]
        known = {c: n for n, c in self.block.fields.items()}
        unknown = [c for c in unread if c not in known and self._is_unknown(c)]
        others = [c for c in unread if c not in unknown and known.get(c) != "nomor"]
        if unknown:
            self.notes.append(
                Words(
                    "kolom yang tidak dikenal dan tidak dipakai: {columns}",
                    "columns that are not known and not used: {columns}",
                ).fill(columns=[self._counted(c, contents) for c in unknown])
            )
        if others:
            self.notes.append(
                Words(
                    "kolom yang dikenal tetapi tidak ada tempatnya di skenario: {columns}",
                    "columns that are known and have no place in a scenario: {columns}",
                ).fill(columns=[self._counted(c, contents) for c in others])
            )

    def _is_unknown(self, column: int) -> bool:
        return column in self.block.unknown or column not in self.block.headers

    def _counted(self, column: int, contents: Contents) -> Words:
        return Words("{column}: {n} sel", "{column}: {n} cells").fill(
            column=self._named(column), n=contents.filled[column]
        )

    def _find_days(self, column: int, where: str, answers: Answers) -> None:
        question = Question(
            question_id("days", self.block.fingerprint, column),
            Scope.SHEET,
            where,
            Words(
                "Kolom {column} berisi nama hari. Hari apa itu: yang bisa, yang tidak bisa, atau "
                "yang lebih disukai?",
                "Column {column} holds weekdays. Which are they: those that suit, those that do "
                "not, or those liked best?",
            ).fill(column=self._named(column)),
            (SUITS, SUITS_NOT, LIKED, UNUSED),
        )
        answer = answers.ask(question)
        if answer is None:
            self.asked = True
        elif answer != UNUSED.word:
            self.fields.setdefault(_DAYS[answer], column)

    def _choose(self, name: str, columns: Sequence[int], where: str, answers: Answers) -> None:
        said = [self._named(c) for c in columns]
        question = Question(
            question_id("double", self.block.fingerprint, name),
            Scope.SHEET,
            where,
            Words(
                "Beberapa kolom berarti {name}: {columns}. Kolom mana yang dipakai?",
                "Several columns mean {name}: {columns}. Which is to be used?",
            ).fill(name=name, columns=said),
            [Choice(column_letters(c), Words(h, h)) for c, h in zip(columns, said, strict=True)],
        )
        answer = answers.ask(question)
        if answer is None:
            self.asked = True
            return
        self.fields[name] = next(c for c in columns if column_letters(c) == answer)

    def _find_nik(self, likely: Sequence[int], where: str, answers: Answers) -> None:
        said = [self._named(c) for c in likely]
        question = Question(
            question_id("nik", self.block.fingerprint),
            Scope.SHEET,
            where,
            Words(
                "Kolom {columns} berisi angka 16 digit. Kolom mana NIK pesertanya?",
                "Columns {columns} hold numbers of 16 digits. Which is the people's NIK?",
            ).fill(columns=said),
            [
                *(
                    Choice(column_letters(c), Words(h, h))
                    for c, h in zip(likely, said, strict=True)
                ),
                NO_NIK,
            ],
        )
        answer = answers.ask(question)
        if answer is None:
            self.asked = True
        elif answer != NO_NIK.word:
            self.fields["nik"] = next(c for c in likely if column_letters(c) == answer)

    def _find_name(self, free: Sequence[int], where: str, answers: Answers) -> None:
        likely = sorted(free, key=lambda c: "nama" not in key(self._header(c)).split())
        question = Question(
            question_id("name", self.block.fingerprint),
            Scope.SHEET,
            where,
            Words(
                "Tidak ada kolom yang pasti berisi nama orang. Kolom mana?",
                "No column surely holds people's names. Which one does?",
            ),
            [
                *(
                    Choice(column_letters(c), Words(h, h))
                    for c in likely
                    for h in (self._header(c),)
                ),
                NO_NAMES,
            ],
        )
        answer = answers.ask(question)
        if answer is None:
            self.asked = True
        elif answer != NO_NAMES.word:
            self.fields["nama"] = next(c for c in likely if column_letters(c) == answer)
