"""A DataFrame as a grid of cells; its row labels are what complaints call the rows."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sized
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from os import PathLike
from typing import Any

import pandas as pd
from pandas.api.types import is_list_like

from okoce_opt.io.tables.cells import Cell, Grid, RowLabel, is_blank, plain, shown
from okoce_opt.io.tables.declared import Table
from okoce_opt.io.tables.headers import header_key

JAKARTA = timezone(timedelta(hours=7))
"""The zone in which a day of the programme is a day."""

Tabular = pd.DataFrame | Mapping[str, object] | Iterable[Mapping[str, object]]
"""A DataFrame, or what one can be made of: a mapping of columns, rows as mappings, or one row."""


def grid_of_frame(table: Table, name: str, given: Tabular) -> Grid:
    """The cells of a frame that is called `name` in complaints.

    Index levels with a name are columns like any other, so that a table may be indexed by its key.
    Rows are called by their labels, unless the index is of people (name, NIK, phone). Raises
    TypeError when `given` is no table at all.
    """
    frame = _frame_of(name, given)
    labels = _labels(table, frame)
    known = {str(column) for column in frame.columns}
    own = [n for n, level in enumerate(frame.index.names) if _is_column(level, known)]
    columns: list[Any] = [frame.index.get_level_values(level) for level in own]
    headers: list[Cell] = [str(frame.index.names[level]) for level in own]
    headers += [_header(column) for column in frame.columns]
    columns += [frame.iloc[:, n] for n in range(frame.shape[1])]
    cells = [[cell_of(value) for value in column.tolist()] for column in columns]
    rows: list[tuple[int, tuple[Cell, ...]]] = [(0, tuple(headers))]
    for number, label in enumerate(labels):
        row = tuple(column[number] for column in cells)
        if not all(map(is_blank, row)):
            rows.append((RowLabel(number + 1, label), row))
    return Grid(name, tuple(rows))


def _frame_of(name: str, given: Any) -> pd.DataFrame:
    """A DataFrame of what one can be made of; of a mapping without any column, its one row."""
    if isinstance(given, pd.DataFrame):
        return given
    if isinstance(given, str | PathLike):
        raise TypeError(f"{name}: a DataFrame, not a path; read it first, as with pd.read_csv")
    if isinstance(given, Mapping):
        columns = {key: one for key, one in given.items() if is_list_like(one)}
        lengths = {key: len(one) for key, one in columns.items() if isinstance(one, Sized)}
        if given and not columns:
            given = [given]
        elif len({*lengths.values()}) > 1 and not any(isinstance(c, Mapping) for c in columns):
            said = ", ".join(f"{key} {length}" for key, length in lengths.items())
            raise TypeError(f"{name}: columns of one length, not of several: {said}")
    try:
        return pd.DataFrame(given)
    except (TypeError, ValueError) as error:
        raise TypeError(f"{name}: a DataFrame, not {type(given).__name__} ({error})") from error


def _is_column(level: object, known: set[str]) -> bool:
    return level is not None and str(level) not in known


def _labels(table: Table, frame: pd.DataFrame) -> list[str]:
    """What each row is called; by number where the label itself would name a person."""
    private = [
        column is not None and column.private
        for level in frame.index.names
        if level is not None
        for column in [table.column(header_key(str(level)))]
    ]
    if any(private):
        return [str(number) for number in range(len(frame))]
    labels = [shown(_label(label)) for label in frame.index.tolist()]
    if len(set(labels)) == len(labels):
        return labels
    # frames that were put together: a label alone would name several rows
    return [f"{label} (iloc {number})" for number, label in enumerate(labels)]


def _label(label: object) -> str:
    if isinstance(label, tuple):
        return ", ".join(map(_label, label))
    return plain(cell_of(label))


def _header(column: object) -> Cell:
    return " ".join(map(str, column)) if isinstance(column, tuple) else str(column)


def cell_of(value: Any) -> Cell:
    """A value of a frame as a cell: NaN, NaT, NA and None are empty, times of no hour are dates, a
    list is its words joined by a comma. A moment of another time zone is the time in Jakarta; a
    period longer than a day stays text, since no day is meant.
    """
    if isinstance(value, (pd.Series, pd.Index)):
        value = value.tolist()
    if isinstance(value, (list, tuple, set, frozenset)) or type(value).__name__ == "ndarray":
        words = [plain(cell_of(item)) for item in value]
        return ", ".join(sorted(words) if isinstance(value, (set, frozenset)) else words)
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, pd.Period):
        value = value.start_time if value.start_time.date() == value.end_time.date() else str(value)
    if isinstance(value, bytes):
        value = value.decode("utf-8", errors="replace")
    if hasattr(value, "item") and not isinstance(value, (str, date)):
        value = value.item()  # a number or truth value of numpy
    if isinstance(value, Decimal):
        value = math.nan if value.is_nan() else float(value)
    if isinstance(value, float):
        return None if math.isnan(value) else value if math.isfinite(value) else str(value)
    if isinstance(value, datetime):
        return _moment(value.to_pydatetime() if isinstance(value, pd.Timestamp) else value)
    return value if isinstance(value, (str, int, date)) else str(value)


def _moment(moment: datetime) -> date | datetime:
    """A date, if it is midnight there or in Jakarta (midnights kept in UTC have the hour 17 of the
    day before).
    """
    if moment.tzinfo is not None:
        there = moment if moment.time() == time() else moment.astimezone(JAKARTA)
        moment = there.replace(tzinfo=None)
    return moment.date() if moment.time() == time() else moment
