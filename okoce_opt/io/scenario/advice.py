"""Advice that can be typed where the planner is: a row of the sheet `program`, a line of
`scenario.toml`, or a line of Python.
"""

from __future__ import annotations

import re

from okoce_opt.domain.words import Words

_SETTING = re.compile(r"<([\w.]+)\.(\w+) = ([^<>]+)>")

_PYTHON = {"true": "True", "false": "False"}


def as_typed(advice: Words, in_workbook: bool, in_python: bool = False) -> Words:
    """A sentence with each setting `<aturan.x.y = true>` said as it is written there."""
    row = Words(
        "kunci {path} dengan nilai {value} di lembar program",
        "the key {path} with the value {value} in the sheet program",
    )
    line = Words(
        "{name} = {value} di bawah [{table}] di scenario.toml",
        "{name} = {value} below [{table}] in scenario.toml",
    )
    if not _SETTING.search(advice.id):
        return advice

    def said(lang: str, text: str) -> str:
        def one(found: re.Match[str]) -> str:
            table, name, value = found.groups()
            if in_python:
                keys = "".join(f'["{key}"]' for key in (*table.split("."), name))
                return f"program{keys} = {_PYTHON.get(value, value)}"
            if in_workbook:
                cell = {"true": "ya", "false": "tidak"}.get(value, value.strip('"'))
                return row.fill(path=f"{table}.{name}", value=cell).said(lang)
            return line.fill(name=name, value=value, table=table).said(lang)

        return _SETTING.sub(one, text)

    return Words(said("id", advice.id), said("en", advice.en))
