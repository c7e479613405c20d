#!/bin/sh
# One row a figure, on SQLite and on a private PostgreSQL with its durability on.
set -eu
cd "$(dirname "$0")/.."

scripts/system-packages.sh
export BIHUAN_POSTGRES_DURABLE=1
exec scripts/with-postgres.sh .venv/bin/python -m benchmarks "$@"
