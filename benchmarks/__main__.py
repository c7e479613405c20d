"""`make bench`, or `python -m benchmarks --sizes 3000 30000`: SQLite always, PostgreSQL where an address is given."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.databases import own_database
from benchmarks.measuring import Figure
from benchmarks.table import HEADER, as_text, write_table

SIZES = (3_000, 30_000, 100_000)
LOADED = 3_000
Row = tuple[str, Figure]


def main() -> None:
    """Each measurement in a home and a process of its own, so that none warms up another."""
    options = _options()
    rows: list[Row] = []
    print(HEADER, flush=True)
    for database in options.databases:
        for what, size in [("load", options.load), *(("population", size) for size in options.sizes)]:
            for figure in measure(database, what, size) if size else ():
                rows.append((database, figure))
                print(as_text(database, figure), flush=True)
    if options.write:
        write_table(options.write, rows)


def _options() -> argparse.Namespace:
    address = os.environ.get("BIHUAN_TEST_POSTGRES_URL", "")
    parser = argparse.ArgumentParser(prog="benchmarks")
    parser.add_argument("--sizes", type=int, nargs="*", default=list(SIZES), help="cadres; none: loads only")
    parser.add_argument("--load", type=int, default=LOADED, help="cadres whose files are loaded; 0: none")
    parser.add_argument(
        "--databases", nargs="+", choices=("sqlite", "postgresql"),
        default=["sqlite", "postgresql"] if address else ["sqlite"],
    )  # fmt: skip
    parser.add_argument("--write", type=Path, help="a page whose table is to be this run's")
    options = parser.parse_args()
    if "postgresql" in options.databases and not address:
        parser.error("postgresql: name a server in BIHUAN_TEST_POSTGRES_URL, or run scripts/bench.sh")
    return options


def measure(database: str, what: str, size: int) -> Iterator[Figure]:
    """Figures of one measurement, as they come."""
    with tempfile.TemporaryDirectory() as home, own_database(database) as url:
        environment = {**os.environ, "BIHUAN_HOME": home, "DJANGO_SETTINGS_MODULE": "bihuan.config.settings"}
        environment |= {"DATABASE_URL": url} if url else {}
        command = [sys.executable, "-m", "benchmarks.one", what, str(size)]
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            for line in process.stdout:
                yield Figure(**json.loads(line))
        if process.returncode:
            sys.exit(f"{database} {what} {size}: the measurement failed")


if __name__ == "__main__":
    main()
