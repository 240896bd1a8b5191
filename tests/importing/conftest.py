from __future__ import annotations

from collections.abc import Iterator

import pytest

from okoce_opt.gate import reading


@pytest.fixture(autouse=True, scope="module")
def one_child() -> Iterator[None]:
    """All workbooks of a module are read by one process: to start one takes longer than to read."""
    with reading():
        yield
