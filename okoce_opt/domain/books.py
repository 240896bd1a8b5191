"""Books that a user may add to: the rules and the goals that there are."""

from __future__ import annotations

import inspect
from typing import Any, TypeVar

Entry = TypeVar("Entry")

PRODUCT = __name__.partition(".")[0]


def add_to_book(book: list[type[Entry]], entry: type[Entry], base: type) -> type[Entry]:
    """The entry, put at the end of the book, or in the place of one of its kind that a user added.

    Raises ValueError for the kind of an entry of the product, TypeError for what is no dataclass of
    the base, says no kind, title or sentence, or leaves out a face that it must have.
    """
    new: Any = entry
    there: Any = book
    name = getattr(new, "__name__", repr(new))
    if base not in getattr(new, "__mro__", ()):
        raise TypeError(f"{name} is no class of {base.__name__}")
    if "__dataclass_fields__" not in vars(new):
        raise TypeError(f"{name}: write @dataclass(frozen=True) above the class")
    if missing := [what for what in ("kind", "title", "sentence") if not hasattr(new, what)]:
        raise TypeError(f"{name} does not say its {', '.join(missing)}")
    if inspect.isabstract(new):
        raise TypeError(f"{name} has no {', '.join(sorted(new.__abstractmethods__))}")
    for place, other in enumerate(there):
        if other.kind == new.kind:
            if other.__module__.partition(".")[0] == PRODUCT:
                raise ValueError(f"{name}: {new.kind} is a {base.__name__.lower()} of okoce")
            book[place] = entry
            return entry
    book.append(entry)
    return entry
