"""The stories that come with okoce_opt, ready to be planned."""

from __future__ import annotations

from pathlib import Path

from okoce_opt.domain.checks import did_you_mean
from okoce_opt.domain.words import Words
from okoce_opt.errors import PlanFilesError
from okoce_opt.io import OpenScenario, load_scenario

_HERE = Path(__file__).parent
HOMES = (_HERE / "scenarios", _HERE.parent / "scenarios")
"""Where the stories are: in an installed package, and in a checkout."""


def examples() -> list[str]:
    """The names of the stories."""
    home = next((home for home in HOMES if home.is_dir()), None)
    return [] if home is None else sorted(path.name for path in home.iterdir() if path.is_dir())


def example(name: str) -> OpenScenario:
    """The story of that name, such as `kecil` or `jakarta_barat_2018`.

    Raises PlanFilesError with the names there are when there is none of that name.
    """
    if not isinstance(name, str):
        raise TypeError(f"the name of an example such as 'kecil', not {type(name).__name__}")
    if name not in examples():
        raise PlanFilesError(
            Words("Tidak ada contoh {name}. {advice}", "There is no example {name}. {advice}").fill(
                name=name, advice=did_you_mean(name, examples())
            )
        )
    return load_scenario(next(home / name for home in HOMES if (home / name).is_dir()))
