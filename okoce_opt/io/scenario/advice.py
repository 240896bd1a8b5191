"""Advice that can be typed where the planner is: a row of the sheet `program`, or a line of
`scenario.toml`.
"""

from __future__ import annotations

import re

from okoce_opt.domain.words import Words

_SETTING = re.compile(r"<([\w.]+)\.(\w+) = ([^<>]+)>")


def as_typed(advice: Words, in_workbook: bool) -> Words:
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
            if in_workbook:
                cell = {"true": "ya", "false": "tidak"}.get(value, value.strip('"'))
                return row.fill(path=f"{table}.{name}", value=cell).said(lang)
            return line.fill(name=name, value=value, table=table).said(lang)

        return _SETTING.sub(one, text)

    return Words(said("id", advice.id), said("en", advice.en))
