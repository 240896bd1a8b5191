"""What a plan survives and what breaks it, as a value that shows itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from okoce_opt.domain.html import bullets, paragraph, table_html
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.words import Words
from okoce_opt.losses.growth import MOST, Growth
from okoce_opt.losses.insurance import Insurance
from okoce_opt.losses.loss import DAY, DAYS, HALL, TEAM, Loss, several_days
from okoce_opt.losses.several import TooMany
from okoce_opt.losses.survival import BREAKS, OPEN, SURVIVES, UNTOUCHED, Survival

Asked = tuple[Loss, Survival]

TITLES = {
    DAY: Words("Satu hari buka hilang", "One open day lost"),
    HALL: Words("Satu aula tutup seminggu", "One hall closed for a week"),
    TEAM: Words("Satu tim tidak ada", "One team away"),
    DAYS: Words("Beberapa hari hilang (contoh undian)", "Several days lost (a drawn sample)"),
}
STATUS = {
    SURVIVES: Words("bertahan", "survives"),
    BREAKS: Words("gagal (terbukti)", "breaks (proved)"),
    OPEN: Words("belum terjawab", "not settled"),
}
_SHOWN = 12
"""Losses of one kind that are named."""


@dataclass(frozen=True)
class Stress:
    """What was asked of a plan, and what became of it each time.

    `asked` are losses with what became of the plan; `growth` says how many per cent more people
    each group of kecamatan bears, `together` how many were verified for all of them at once;
    `too_many` are days whose loss counting does not allow; `insurances` maps a kind of loss to what
    would help against it. `unasked` questions were left when time was up.
    """

    problem: Problem = field(repr=False)
    asked: tuple[Asked, ...] = ()
    growth: tuple[Growth, ...] = ()
    together: int | None = None
    too_many: TooMany | None = None
    insurances: tuple[tuple[str, Insurance], ...] = ()
    unasked: int = 0

    @property
    def settled(self) -> bool:
        """Whether everything was asked and answered."""
        return not self.unasked and all(one.status != OPEN for _, one in self.asked)

    def of(self, kind: str, status: str = "") -> list[Asked]:
        """Losses of a kind, those with this status."""
        return [
            (loss, one)
            for loss, one in self.asked
            if loss.kind == kind and status in ("", one.status)
        ]

    def names(self, codes: tuple[str, ...]) -> list[str]:
        """Kecamatan by name."""
        return [self.problem.kecamatan[code].name for code in codes]

    def lines(self) -> Iterator[Words]:
        """All of it in sentences: first what it survives, and what breaks first."""
        yield from self._head()
        for kind in TITLES:
            yield from self._of_kind(kind)
        yield from self._of_days()
        yield from self._of_growth()
        if self.unasked:
            yield _UNASKED.fill(n=self.unasked)

    def _head(self) -> Iterator[Words]:
        held = [
            words
            for kind, words in ANY.items()
            if self.of(kind) and len(self.of(kind)) == len(self.of(kind, SURVIVES))
        ]
        if held:
            yield _HELD.fill(what=held)
        first = next((pair for kind in TITLES for pair in self.of(kind, BREAKS)), None)
        if first is not None:
            loss, one = first
            yield _FIRST.fill(loss=loss.said(self.problem), names=self.names(one.where))

    def _of_kind(self, kind: str) -> Iterator[Words]:
        asked = self.of(kind)
        if not asked:
            return
        untouched = sum(one.how == UNTOUCHED for _, one in asked)
        counted = {status: len(self.of(kind, status)) for status in STATUS}
        yield _KIND.fill(title=TITLES[kind], n=len(asked), untouched=untouched, **counted)
        told = [pair for pair in asked if pair[1].status != SURVIVES]
        for loss, one in told[:_SHOWN]:
            where = self.names(one.where) if len(one.where) < len(self.problem.kecamatan) else []
            yield _LOSS.fill(
                loss=loss.said(self.problem),
                status=STATUS[one.status],
                where=Words(" di {names}", " in {names}").fill(names=where) if where else "",
                why=Words(": {why}", ": {why}").fill(why=one.why) if one.why.id else "",
            )
        if len(told) > _SHOWN:
            more = Words("  dan {n} lagi", "  and {n} more")
            yield more.fill(n=len(told) - _SHOWN)
        for against, spare in self.insurances:
            if against == kind:
                yield _INSURED.fill(words=spare.words, covered=spare.covered, asked=spare.asked)

    def _of_days(self) -> Iterator[Words]:
        if self.too_many is None:
            return
        days = several_days(list(self.too_many.days)).said(self.problem)
        names = self.names(self.too_many.where)
        yield _TOO_MANY.fill(n=len(self.too_many.days), names=names, days=days)

    def _of_growth(self) -> Iterator[Words]:
        if not self.growth:
            return
        yield _MORE
        if self.together is not None:
            yield _TOGETHER.fill(n=self.together)
        for one in sorted(self.growth, key=lambda one: (one.survives, one.where)):
            names = self.names(one.where)
            if one.survives == MOST:
                yield _NEVER.fill(names=names, n=MOST)
            elif one.is_settled:
                yield _GROWTH.fill(names=names, n=one.survives, m=one.breaks, why=one.why)
            else:
                upper = MOST if one.breaks is None else one.breaks
                proved = _UP_TO.fill(m=upper) if one.breaks is not None else _NOT_PROVED
                yield _BETWEEN.fill(names=names, n=one.survives, proved=proved)

    def rows(self) -> list[tuple[object, ...]]:
        """One row a loss: its kind, what is lost, what becomes of the plan, where and why."""
        return [
            (
                TITLES[loss.kind],
                loss.said(self.problem),
                STATUS[one.status],
                self.names(one.where) if one.status != SURVIVES else [],
                one.why,
            )
            for loss, one in self.asked
        ]

    def __repr__(self) -> str:
        broken = sum(one.status == BREAKS for _, one in self.asked)
        return f"Stress({len(self.asked)} losses, {broken} break the plan)"

    def __str__(self) -> str:
        return "\n".join(map(str, self.lines()))

    def _repr_html_(self) -> str:
        head, *rest = [*self.lines()] or [_UNASKED.fill(n=self.unasked)]
        plain = (Words(line.id.strip(), line.en.strip()) for line in rest)
        told = [row for row in self.rows() if row[2] != STATUS[SURVIVES]]
        table = table_html(COLUMNS, told) if told else ""
        return paragraph(head) + bullets(plain) + table


ANY = {
    DAY: Words("satu hari mana pun hilang", "any one day is lost"),
    HALL: Words("satu aula mana pun tutup seminggu", "any one hall is closed for a week"),
    TEAM: Words("satu tim mana pun tidak ada", "any one team is away"),
}
_HELD = Words(
    "Rencana bertahan bila {what}: tidak ada orang lain yang kehilangan kursi.",
    "The plan survives if {what}: nobody more is without a seat.",
)
_FIRST = Words(
    "Yang paling dulu menggagalkannya: {loss}, di {names}.",
    "First to break it: {loss}, in {names}.",
)
COLUMNS = (
    Words("Jenis", "Kind"),
    Words("Yang hilang", "What is lost"),
    Words("Rencana", "The plan"),
    Words("Di mana", "Where"),
    Words("Mengapa", "Why"),
)
_KIND = Words(
    "{title}: {n} ditanyakan; {survives} bertahan ({untouched} tanpa perubahan), {breaks} gagal, "
    "{unsettled} belum terjawab.",
    "{title}: {n} asked; {survives} survived ({untouched} as it is), {breaks} break it, "
    "{unsettled} not settled.",
)
_LOSS = Words("  {loss}: {status}{where}{why}", "  {loss}: {status}{where}{why}")
_INSURED = Words(
    "  Cadangan: {words} Dengan itu {covered} dari {asked} kehilangan di atas tertahan.",
    "  Insurance: {words} With it {covered} of the {asked} losses above are survived.",
)
_TOO_MANY = Words(
    "Dengan hitungan saja: bila {n} hari ini hilang, rencana gagal di {names} (terbukti): {days}. "
    "Mungkin kurang dari itu pun cukup untuk menggagalkannya.",
    "By counting alone: with these {n} days lost the plan breaks in {names} (proved): {days}. "
    "Perhaps fewer do.",
)
_MORE = Words(
    "Pendaftar bertambah (orang baru seperti yang ada, tiap kelurahan menurut porsinya, diundi):",
    "More registrants (like those who are there, each kelurahan by its share, drawn):",
)
_TOGETHER = Words(
    "  {n} % lebih banyak di semua kecamatan sekaligus: bertahan (rencana diperiksa).",
    "  {n} % more in all kecamatan at once: survives (a plan was verified).",
)
_NEVER = Words("  {names}: bertahan sampai {n} %.", "  {names}: survives up to {n} %.")
_GROWTH = Words(
    "  {names}: bertahan {n} %, gagal di {m} % (terbukti): {why}",
    "  {names}: survives {n} %, breaks at {m} % (proved): {why}",
)
_BETWEEN = Words(
    "  {names}: bertahan {n} %; {proved}.",
    "  {names}: survives {n} %; {proved}.",
)
_UP_TO = Words(
    "terbukti gagal di {m} %, di antaranya belum terjawab",
    "proved to break at {m} %, not settled in between",
)
_NOT_PROVED = Words("lebih dari itu belum terjawab", "more than that is not settled")
_UNASKED = Words(
    "Waktu habis: {n} pertanyaan belum diajukan. Jalankan lagi dengan --out yang sama: yang sudah "
    "terjawab tidak ditanyakan lagi.",
    "Time was up: {n} questions were not asked. Run it again with the same --out: what is answered "
    "is not asked again.",
)
