#!/bin/sh
# test.sh [PYTEST ARGUMENT…]: the suite on SQLite, then on PostgreSQL whatever a database could change.
# In CI nothing may be skipped for want of a browser or a database: BIHUAN_REQUIRE_ALL makes it fail instead.
set -eu
cd "$(dirname "$0")/.."

[ "${CI:-}" != true ] || export BIHUAN_REQUIRE_ALL=1
scripts/system-packages.sh
exec scripts/with-postgres.sh scripts/suite.sh "$@"
