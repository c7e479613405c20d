#!/bin/sh
# The suite itself, once test.sh has prepared the machine.
set -eu
cd "$(dirname "$0")/.."

suite() { .venv/bin/python -m pytest -n "${BIHUAN_TEST_WORKERS:-2}" "$@"; }

suite "$@"
[ -n "${BIHUAN_TEST_POSTGRES_URL:-}" ] || exit 0

echo "== 在 PostgreSQL 上再测一遍"
nothing_selected=5
BIHUAN_TEST_DATABASE=postgresql suite -m "not browser" "$@" || [ $? = $nothing_selected ]
