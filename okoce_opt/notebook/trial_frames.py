"""Trials as pandas frames."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from okoce_opt.domain.words import Words


def trials_frame(titles: Sequence[str], lines: Sequence[Sequence[object]]) -> pd.DataFrame:
    """One row a trial; sentences in the language that is spoken, NA where nothing is known."""
    rows = [[_cell(value) for value in line] for line in lines]
    return pd.DataFrame(rows, columns=list(titles)).convert_dtypes()


def _cell(value: object) -> object:
    if value is None or value == "":
        return pd.NA
    return str(value) if isinstance(value, Words) else value
