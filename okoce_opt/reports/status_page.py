"""What the sheets of a dashboard share: the year, its workbook, the language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from okoce_opt.domain.words import Words
from okoce_opt.reports.status_words import METHOD, NO_FORECAST
from okoce_opt.reports.style.book import Book
from okoce_opt.reports.style.headings import titled_sheet
from okoce_opt.reports.style.paper import is_folio
from okoce_opt.status.forecast import RUNS
from okoce_opt.status.year import YearStatus


@dataclass(frozen=True)
class Page:
    """A year on its way into a workbook, in `lang`."""

    status: YearStatus
    book: Book
    lang: str

    def said(self, words: Words, **values: object) -> str:
        """A sentence in the language of the workbook."""
        return words.fill(**values).said(self.lang) if values else words.said(self.lang)

    def sheet(self, name: Words, title: str, *notes: str) -> Any:
        """A titled sheet."""
        called = self.said(name)
        return titled_sheet(
            self.book,
            called[:31],
            title,
            *notes,
            about=f"{called}; {self.status.scenario.title}",
            folio=is_folio(self.status.scenario.papers.paper),
            lang=self.lang,
        )

    def method(self) -> str:
        """How the expectation was made, or why there is none."""
        if self.status.forecast is None:
            return self.said(NO_FORECAST)
        return self.said(METHOD, runs=RUNS, n=len(self.status.seen))
