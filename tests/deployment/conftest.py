"""A Debian of which the rehearsals take copies: making one takes longer than most of them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from tests.helpers.bare_debian import BareDebian, bootstrap


@pytest.fixture(scope="session")
def pristine_debian(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BareDebian]:
    """A Debian where nothing was done yet: copy it."""
    made = bootstrap(tmp_path_factory.mktemp("pristine"))
    yield made
    shutil.rmtree(made.root)  # pytest would keep three of them
