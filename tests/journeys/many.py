"""`python -m tests.journeys.many FIRST COUNT`: many seeds, printing what differs; for long runs by hand.

On PostgreSQL where BIHUAN_TEST_POSTGRES_URL names a server (`scripts/with-postgres.sh python -m tests.journeys.many 0 9`).
"""

import os
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from tests.journeys.commands import Shell
from tests.journeys.journey import Journey, begin


def differences(journey: Journey) -> list[str]:
    wrong = journey.load_all()
    for on in journey.days():
        wrong += journey.wrong_findings(on)
    for known_at, county in journey.known[:-1]:
        wrong += journey.wrong_findings(journey.on, known_at, county)
    wrong += journey.wrong_evidence(journey.days()[-1])
    return wrong + journey.load_again() + journey.wrong_findings(journey.on)


@contextmanager
def database() -> Iterator[str]:
    server = os.environ.get("BIHUAN_TEST_POSTGRES_URL")
    if not server:
        yield ""
        return
    name = sql.Identifier(f"journey_{uuid.uuid4().hex[:12]}")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(name))
        yield f"{server.rsplit('/', 1)[0]}/{name.as_string(connection)[1:-1]}"
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))


def main(first: int, count: int) -> None:
    for seed in range(first, first + count):
        clock = time.monotonic()
        with tempfile.TemporaryDirectory() as folder, database() as url, Shell(Path(folder) / "home", url) as shell:
            wrong = differences(begin(seed, Path(folder), shell))
        for line in wrong[:20]:
            sys.stdout.write(f"{seed} {line}\n")
        sys.stdout.write(f"seed {seed}: {len(wrong)} differences, {time.monotonic() - clock:.1f} s\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
