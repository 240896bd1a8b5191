"""Makes the helpers beside this file importable from every test folder; stories are planned once
for all, and workbooks read by one child.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from okoce_opt.gate import reading
from tests.scenarios.planned import Stories, shared_folder


@pytest.fixture(scope="session")
def stories(tmp_path_factory: pytest.TempPathFactory) -> Stories:
    """The stories' plans."""
    return Stories(shared_folder(tmp_path_factory))


@pytest.fixture(scope="module", autouse=True)
def one_child() -> Iterator[None]:
    """All workbooks of a module are read by one process: to start one takes longer than to read."""
    with reading():
        yield
