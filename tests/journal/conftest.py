"""A journal of ten records, and a way to tamper with it as one who owns the database could."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from bihuan import appendonly
from bihuan.journal.models import JournalRecord
from bihuan.journal.writing import record

TABLE = JournalRecord._meta.db_table
Tamper = Callable[..., None]


@pytest.fixture
def ten(db: None, home: Path) -> list[JournalRecord]:
    return [
        record(
            "dossier.read", actor=str(number), subject_kind="cadre", subject_ref=f"C{number}", detail={"rows": number}
        )
        for number in range(1, 11)
    ]


@pytest.fixture
def tamper() -> Tamper:
    def run(*statements: str, values: tuple[Any, ...] = ()) -> None:
        with appendonly.lifted(connection, [TABLE]), connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement.replace("JOURNAL", TABLE), values)

    return run
