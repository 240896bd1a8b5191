"""Which column of a table holds what, questions about its layout answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from okoce_opt.domain.words import Words
from okoce_opt.gate.addresses import column_letters
from okoce_opt.importing.layout import Block
from okoce_opt.importing.questions import Answers, Choice, Question, Scope, question_id
from okoce_opt.importing.words import key

_CRUCIAL = (
    "nama",
    "nik",
    "no_peserta",
    "kelurahan",
    "kecamatan",
    "tanggal_lahir",
    "hari",
    "bidang",
)
"""Fields of which two columns are one too many; of others the first that is filled counts."""

NO_NIK = Choice("bukan", Words("tidak satu pun NIK peserta", "none is the people's NIK"))
NO_NAMES = Choice("tanpa", Words("daftar ini tanpa nama", "this list has no names"))


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
    def of(cls, block: Block, where: str, answers: Answers, seems_nik: Sequence[int]) -> Columns:
        """The columns of a table; what its headers leave open is asked, once for each layout.
        `seems_nik` are columns in which most cells are 16 digits.
        """
        made = cls(block, dict(block.fields))
        free = list(block.unknown)
        for name, others in block.doubles.items():
            if name in _CRUCIAL:
                made._choose(name, [block.fields[name], *others], where, answers)
            else:
                made.more[name] = others
        if "nama" not in made.fields:
            made._find_name(free, where, answers)
        likely = [c for c in seems_nik if c in free]
        if "nik" not in made.fields and likely:
            made._find_nik(likely, where, answers)
        unused = [c for c in free if c not in made.fields.values()]
        if unused:
            made.notes.append(
                Words(
                    "kolom yang tidak dikenal dan tidak dipakai: {columns}",
                    "columns that are not known and not used: {columns}",
                ).fill(columns=[f"{column_letters(c)} ({block.headers[c]})" for c in unused[:12]])
            )
        return made

    def _choose(self, name: str, columns: Sequence[int], where: str, answers: Answers) -> None:
        said = [f"{column_letters(c)} ({self.block.headers[c]})" for c in columns]
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
        said = [f"{column_letters(c)} ({self.block.headers[c]})" for c in likely]
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
        headers = self.block.headers
        likely = sorted(free, key=lambda c: "nama" not in key(headers[c]).split())
        question = Question(
            question_id("name", self.block.fingerprint),
            Scope.SHEET,
            where,
            Words(
                "Tidak ada kolom yang pasti berisi nama orang. Kolom mana?",
                "No column surely holds people's names. Which one does?",
            ),
            [
                *(Choice(column_letters(c), Words(headers[c], headers[c])) for c in likely),
                NO_NAMES,
            ],
        )
        answer = answers.ask(question)
        if answer is None:
            self.asked = True
        elif answer != NO_NAMES.word:
            self.fields["nama"] = next(c for c in likely if column_letters(c) == answer)
