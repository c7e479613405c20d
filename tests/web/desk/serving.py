"""A server for the browser, over the append-only database: when a test ends its rows have to go."""

from collections.abc import Iterator

import pytest
from django.db import connection
from pytest_django.live_server_helper import LiveServer

from bihuan.appendonly import registered
from bihuan.appendonly.guard import DIALECTS


@pytest.fixture
def served(live_server: LiveServer) -> Iterator[LiveServer]:
    """The live server; its guards are taken off before the flush, whose post_migrate puts them on again."""
    yield live_server
    dialect = DIALECTS[connection.vendor]
    existing = set(connection.introspection.table_names())
    for table, unique in registered().items():
        if table in existing:
            for trigger in dialect.triggers(connection, table, tuple(tuple(columns) for columns in unique)):
                dialect.drop(connection, table, trigger)
