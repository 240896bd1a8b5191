"""Members put together by a key: people of a kecamatan, absences of a person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self, TypeVar

Key = TypeVar("Key")
Member = TypeVar("Member")


class Groups(dict[Key, tuple[Member, ...]]):
    """Members by key, in the order they come: of a key that is not there, there are none."""

    @classmethod
    def of(cls, pairs: Iterable[tuple[Key, Member]], keys: Iterable[Key] = ()) -> Self:
        """The groups of these members; of `keys` there is a group, if an empty one."""
        lists: dict[Key, list[Member]] = {key: [] for key in keys}
        for key, member in pairs:
            lists.setdefault(key, []).append(member)
        return cls({key: tuple(members) for key, members in lists.items()})

    def __missing__(self, key: Key) -> tuple[Member, ...]:
        return ()
