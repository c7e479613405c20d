#!/bin/sh
# Everything that can be said about the code without running it. Goes on after a complaint, to show all at once.
set -u
cd "$(dirname "$0")/.."

failed=
run() {
    printf '== %s\n' "$*"
    "$@" || failed="$failed $(basename "$1")"
}

run .venv/bin/ruff check .
run .venv/bin/ruff format --check .
run .venv/bin/mypy
run .venv/bin/lint-imports --no-cache
run .venv/bin/python -m pytest -q -p no:randomly -p no:cacheprovider tests/architecture

[ -z "$failed" ] || { echo "!! failed:$failed" >&2; exit 1; }
