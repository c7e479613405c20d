"""A database for one measurement."""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import sql


@contextmanager
def own_database(kind: str) -> Iterator[str]:
    """The address of a PostgreSQL database that is dropped afterwards; empty for SQLite, which is in the home."""
    if kind != "postgresql":
        yield ""
        return
    server = os.environ["BIHUAN_TEST_POSTGRES_URL"]
    name = f"bench_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    try:
        before, _, after = server.partition("?")
        yield before.rsplit("/", 1)[0] + f"/{name}" + (f"?{after}" if after else "")
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
