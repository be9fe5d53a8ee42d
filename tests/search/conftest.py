from __future__ import annotations

import pytest

from documents.search import OpenIndex
from tests.search.generated_articles import CORPUS, build


@pytest.fixture(scope="session")
def index(tmp_path_factory: pytest.TempPathFactory) -> OpenIndex:
    return build(tmp_path_factory.mktemp("index"), CORPUS)
