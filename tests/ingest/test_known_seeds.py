"""What an ingest knows already is looked up, however much the archive holds."""

from __future__ import annotations

import pytest
from django.db import connection

from documents.models import SeedFile

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 500])
def test_the_files_of_accessions_are_found_by_their_index(count: int) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:  # which reads a table as small as this one whole
            cursor.execute("SET LOCAL enable_seqscan = off")
    plan = SeedFile.objects.of(*map(str, range(count))).explain()
    assert "one_file_per_accession_and_version" in plan
    assert "SCAN" not in plan
