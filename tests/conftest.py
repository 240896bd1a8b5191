"""Makes the helpers beside this file importable from every test folder; stories are planned once
for all.
"""

from __future__ import annotations

import pytest

from tests.scenarios.planned import Stories, shared_folder


@pytest.fixture(scope="session")
def stories(tmp_path_factory: pytest.TempPathFactory) -> Stories:
    """The stories' plans."""
    return Stories(shared_folder(tmp_path_factory))
