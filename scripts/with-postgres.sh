#!/bin/sh
# with-postgres.sh COMMAND…: runs COMMAND beside a private PostgreSQL, its address in BIHUAN_TEST_POSTGRES_URL.
# The server lives in a folder of its own, listens on a socket there and on nothing else, and goes when COMMAND ends.
# Where the address is already set, or there is no server program, COMMAND runs as it is.
# BIHUAN_POSTGRES_DURABLE=1 (benchmarks) leaves the server's guarantees against power failure on.
set -eu

newest_bin() {
    for folder in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -rV) /usr/local/bin /usr/bin; do
        if [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ]; then
            echo "$folder"
            return
        fi
    done
}

bin=$(newest_bin)
if [ -n "${BIHUAN_TEST_POSTGRES_URL:-}" ] || [ -z "$bin" ]; then
    exec "$@"
fi

# PostgreSQL refuses to run as root.
if [ "$(id -u)" = 0 ]; then
    owner=$(id -un postgres 2>/dev/null || echo nobody)
    as_owner() { (cd / && runuser -u "$owner" -- "$@"); }
else
    owner=$(id -un)
    as_owner() { (cd / && "$@"); }
fi

cluster=$(mktemp -d "${TMPDIR:-/tmp}/bihuan-pg.XXXXXX")
[ "$(id -u)" != 0 ] || chown "$owner" "$cluster"
status=0
stop() {
    trap - EXIT INT TERM HUP
    as_owner "$bin/pg_ctl" -D "$cluster/data" -m immediate -s stop >/dev/null 2>&1 || true
    rm -rf "$cluster"
}
trap 'stop; exit $status' EXIT
trap 'status=130; exit' INT
trap 'status=143; exit' TERM HUP

careless="-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
[ -z "${BIHUAN_POSTGRES_DURABLE:-}" ] || careless=
as_owner "$bin/initdb" -D "$cluster/data" -U bihuan -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$cluster.log" 2>&1 ||
    { cat "$cluster.log" >&2; rm -f "$cluster.log"; status=1; exit; }
rm -f "$cluster.log"
as_owner "$bin/pg_ctl" -D "$cluster/data" -l "$cluster/log" -w -s -o \
    "-c listen_addresses='' -c unix_socket_directories='$cluster' -c max_connections=60 $careless" start >/dev/null ||
    { cat "$cluster/log" >&2; status=1; exit; }
as_owner "$bin/createdb" -h "$cluster" -U bihuan bihuan

BIHUAN_TEST_POSTGRES_URL="postgres://bihuan@$(printf %s "$cluster" | sed 's#/#%2F#g')/bihuan"
export BIHUAN_TEST_POSTGRES_URL
"$@" || status=$?
exit "$status"
