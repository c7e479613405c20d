"""`make bench`, or `python -m benchmarks --sizes 3000 30000`: SQLite always, PostgreSQL where an address is given."""

import argparse
import os
import subprocess
import sys
import tempfile

SIZES = (3_000, 30_000, 100_000)


def main() -> None:
    """Each measurement in a home and a process of its own, so that none warms up another."""
    parser = argparse.ArgumentParser(prog="benchmarks")
    parser.add_argument("--sizes", type=int, nargs="*", default=list(SIZES))
    sizes = parser.parse_args().sizes
    print(f"{'database':<10} {'figure':<34} {'size':>9} {'value':>16}  note")
    for size in [0, *sizes]:
        measure("sqlite", size, "")
    address = os.environ.get("BIHUAN_TEST_POSTGRES_URL", "")
    for size in [0, *sizes] if address else []:
        measure("postgresql", size, address)


def measure(database: str, size: int, address: str) -> None:
    """Run one measurement; a PostgreSQL one in a database of its own, dropped afterwards."""
    with tempfile.TemporaryDirectory() as home:
        name = f"bench_{os.getpid()}_{size}"
        url = _own_database(address, name) if address else ""
        environment = {
            **os.environ,
            "BIHUAN_HOME": home,
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "bihuan.config.settings",
        }
        try:
            subprocess.run([sys.executable, "-m", "benchmarks.one", database, str(size)], env=environment, check=True)
        finally:
            if address:
                _execute(address, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _own_database(address: str, name: str) -> str:
    _execute(address, f"CREATE DATABASE {name}")
    before, _, after = address.partition("?")
    return before.rsplit("/", 1)[0] + f"/{name}" + (f"?{after}" if after else "")


def _execute(address: str, statement: str) -> None:
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(statement.encode())


if __name__ == "__main__":
    main()
