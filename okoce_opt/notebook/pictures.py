"""Pictures of plans (extra `notebook`: matplotlib)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from okoce_opt.domain.calendar import open_days
from okoce_opt.domain.outcome import SettledLevel
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.words import Words
from okoce_opt.goals import GOAL_BOOK
from okoce_opt.notebook.plan_frames import days_of, meetings, places_of
from okoce_opt.scenario import Scenario

CLOSED, FREE = "#d0d0d0", "#f7f7f7"
COLOURS = (
    *("#4c8fc4", "#f0963c", "#6bb362", "#c678a8", "#a9a24a", "#5fb0ab"),
    *("#8d7bc0", "#c0705e", "#7a8a99", "#d4b13c"),
)
_CLOSED, _BOUND = Words("tutup", "closed"), Words("batas", "bound")
_LEVEL = Words("Tingkat {n}", "Level {n}")
_WITHOUT = Words("tanpa rencana: {names}", "without a plan: {names}")


def colours_of(scenario: Scenario, plan: Plan) -> dict[str, str]:
    """The colour of each activity (id) that is held, in order of their first sessions."""
    sessions = [s for sid in plan.held if (s := scenario.problem.session(sid)) is not None]
    held = dict.fromkeys(s.activity for s in sorted(sessions, key=lambda s: (s.starts, s.id)))
    return {one: COLOURS[n % len(COLOURS)] for n, one in enumerate(held)}


def calendar_picture(scenario: Scenario, plan: Plan) -> Figure:
    """Kecamatan by day: one box a day, its colour the activity that meets there, in stripes where
    several do; grey is closed.
    """
    problem, found = scenario.problem, meetings(scenario, plan)
    ahead = {*open_days(problem.calendar, problem.obstacles)}
    rows, days = places_of(scenario, found), days_of(scenario)
    colours = colours_of(scenario, plan)
    number = {one: 2 + n for n, one in enumerate(colours)}
    numbers = [
        [number[found[code, day][0]] if (code, day) in found else int(day in ahead) for day in days]
        for code in rows
    ]
    inks = [CLOSED, FREE, *colours.values()]
    figure, axes = plt.subplots(figsize=(11, 1.0 + 0.3 * len(rows)), layout="constrained")
    axes.pcolormesh(
        numbers,
        cmap=ListedColormap(inks),
        vmin=-0.5,
        vmax=len(inks) - 0.5,
        edgecolors="white",
        linewidth=0.5,
    )
    boxes = {(code, day): (x, y) for y, code in enumerate(rows) for x, day in enumerate(days)}
    for place, activities in found.items():
        if len(activities) > 1 and place in boxes:
            _stripe(axes, boxes[place], [colours[one] for one in activities])
    axes.invert_yaxis()
    axes.set_yticks([n + 0.5 for n in range(len(rows))], list(rows.values()))
    _mark_weeks(axes, days)
    axes.spines[:].set_visible(False)
    for one, colour in colours.items():
        axes.plot([], [], "s", color=colour, label=problem.activities[one].title)
    axes.plot([], [], "s", color=CLOSED, label=str(_CLOSED))
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=4, frameon=False)
    plt.close(figure)
    return figure


def _stripe(axes: Axes, corner: tuple[int, int], inks: Sequence[str]) -> None:
    """The colours of a day with several activities, one below the other in order of time."""
    (x, y), height = corner, 1 / len(inks)
    for n, ink in enumerate(inks):
        axes.add_patch(Rectangle((x, y + n * height), 1, height, facecolor=ink))
    axes.add_patch(Rectangle((x, y), 1, 1, fill=False, edgecolor="white", linewidth=0.5))


def _mark_weeks(axes: Axes, days: Sequence[date]) -> None:
    """The first shown day of each week, of each second or fourth where they would not fit."""
    weeks = [
        n
        for n, day in enumerate(days)
        if n == 0 or day.isocalendar()[:2] != days[n - 1].isocalendar()[:2]
    ]
    step = 1 + len(weeks) // 27
    shown = weeks[::step]
    axes.set_xticks(shown, [f"{days[n]:%d/%m}" for n in shown], rotation=60)


def levels_picture(scenario: Scenario, outcomes: Mapping[str, Sequence[SettledLevel]]) -> Figure:
    """For each level a bar an outcome, its value; the black mark is the bound that no plan goes
    below. Outcomes of what-ifs may have more levels than others; those without any are named.
    """
    titles = {one.kind: str(one.title) for one in GOAL_BOOK}
    titles |= {one.kind: str(one.title) for one in scenario.goals}
    levels = _side_by_side(outcomes)
    none = [name for name, those in outcomes.items() if not those]
    height = sum(0.9 + 0.32 * len(named) for named in levels.values())
    figure, rows = plt.subplots(
        len(levels),
        1,
        figsize=(9, height),
        squeeze=False,
        layout="constrained",
        gridspec_kw={"height_ratios": [0.6 + 0.32 * len(named) for named in levels.values()]},
    )
    for number, (axes, (kinds, each)) in enumerate(zip(rows[:, 0], levels.items(), strict=True)):
        _draw_level(axes, each, COLOURS[number % len(COLOURS)])
        named = ", ".join(titles.get(kind, kind) for kind in kinds)
        numbers = {
            [*map(_goals, those)].index(kinds) + 1 for those in (outcomes[name] for name in each)
        }
        level = f"{_LEVEL.fill(n=numbers.pop())}: " if len(numbers) == 1 else ""
        axes.set_title(f"{level}{named}", loc="left", fontsize=9)
    figure.text(0.99, 0.99, f"| {_BOUND}", ha="right", va="top", fontsize=9)
    if none:
        figure.supxlabel(str(_WITHOUT.fill(names=none)), fontsize=9)
    plt.close(figure)
    return figure


def _goals(level: SettledLevel) -> tuple[str, ...]:
    return tuple(level.measures)


def _side_by_side(
    outcomes: Mapping[str, Sequence[SettledLevel]],
) -> dict[tuple[str, ...], dict[str, SettledLevel]]:
    """Goals -> outcome -> level, in an order that is that of each outcome's levels."""
    order: list[tuple[str, ...]] = []
    for those in outcomes.values():
        at = 0
        for kinds in map(_goals, those):
            if kinds not in order:
                order.insert(at, kinds)
            at = order.index(kinds) + 1
    return {
        kinds: {
            name: one for name, those in outcomes.items() for one in those if _goals(one) == kinds
        }
        for kinds in order
    }


def _draw_level(axes: Any, outcomes: Mapping[str, SettledLevel], colour: str) -> None:
    values = [level.value or 0 for level in outcomes.values()]
    bounds = [level.bound for level in outcomes.values()]
    places = range(len(outcomes))
    axes.barh(places, values, color=colour, height=0.6)
    axes.plot(bounds, places, "|", color="black", markersize=16, markeredgewidth=2)
    for place, level in zip(places, outcomes.values(), strict=True):
        said = Words("{n}", "{n}").fill(n=level.value if level.value is not None else _BOUND)
        axes.annotate(
            f" {said}", (max(level.value or 0, level.bound), place), va="center", fontsize=8
        )
    axes.set_yticks(places, list(outcomes))
    axes.set_ylim(len(outcomes) - 0.5, -0.5)
    axes.set_xlim(0, max(1, *values, *bounds) * 1.12)
    axes.spines[["top", "right", "bottom"]].set_visible(False)
    # the values stand beside the bars
    axes.set_xticks([])
