#!/bin/sh
# Installs from Debian what the tests use and a bare machine lacks: a browser, a Chinese font, a PostgreSQL server.
# Needs root or password-less sudo; without either it says what is missing and leaves it at that.
set -eu

missing=
want() { missing="$missing $1"; }

command -v chromium >/dev/null 2>&1 || want chromium
fc-list :lang=zh-cn 2>/dev/null | grep -q . || want "fontconfig fonts-wqy-microhei"
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || want postgresql

[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then
    as_root() { env "$@"; }
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    as_root() { sudo -n env "$@"; }
else
    echo "!! 缺少：$missing。请以管理员身份安装：apt install$missing" >&2
    exit 0
fi
if ! command -v apt-get >/dev/null 2>&1; then
    echo "!! 缺少：$missing。本机没有 apt-get，请自行安装" >&2
    exit 0
fi

echo "== 安装系统软件包：$missing"
apt() { as_root DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get -qq -o DPkg::Lock::Timeout=600 "$@" </dev/null; }
# RUNLEVEL=1 keeps the package from starting a server of its own: the tests start a private one.
apt update
# shellcheck disable=SC2086 # a list of package names
apt install -y --no-install-recommends $missing >/dev/null
