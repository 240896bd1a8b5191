"""A kind of sheet: its title, what writes it, and what holds it against the plan again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from okoce_opt.domain.plan import Plan
from okoce_opt.reports.content.news import News, news_by_office
from okoce_opt.reports.reading.evidence import Evidence
from okoce_opt.reports.reading.workbook import Cells
from okoce_opt.reports.style.book import Book
from okoce_opt.scenario import Scenario

Subject = TypeVar("Subject")


@dataclass(frozen=True, slots=True)
class Readback:
    """What a sheet is held against: the plan that the attendance sheets say, in its scenario;
    `found` takes what the sheet says otherwise.
    """

    scenario: Scenario
    plan: Plan
    found: Evidence
    _news: dict[str, News] = field(default_factory=dict, init=False)

    def news(self, office: str) -> News:
        """What the office of a kecamatan must know first."""
        if not self._news:
            self._news.update(news_by_office(self.scenario, self.plan))
        return self._news.get(office, News())


def always_due(back: Readback, file: str) -> bool:
    """Every workbook of its kind has the sheet."""
    return True


@dataclass(frozen=True, slots=True)
class Sheet(Generic[Subject]):
    """One kind of sheet of one kind of workbook (a file's or a folder's name).

    `title` is its name there, empty where there is one for each session. `write` adds it for the
    workbook's subject, or leaves it out where there is nothing to say. `compare` notes what it says
    otherwise than the plan; without it the sheet is not compared, and `verify` names it so. A sheet
    that `counts_all` speaks of every office, and cannot be compared while a workbook is missing.
    `mark` is a title of its table by which it is known when somebody renames its tab. `is_due`
    says whether the file of that name has one.
    """

    workbook: str
    title: str
    write: Callable[[Book, Subject], None]
    compare: Callable[[Readback, Cells], None] | None = None
    counts_all: bool = False
    mark: str = ""
    is_due: Callable[[Readback, str], bool] = always_due
