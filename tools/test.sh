#!/bin/sh
# Builds with gcc and with clang, warnings being errors, and runs all tests.
set -eu
cd "$(dirname "$0")/.."
sh tools/install.sh test

setup() {
    directory=$1
    shift
    if [ -d "$directory" ]; then
        meson setup --reconfigure "$directory" "$@" >"$directory.log" 2>&1
    else
        meson setup "$directory" "$@" >"$directory.log" 2>&1
    fi || {
        cat "$directory.log"
        exit 1
    }
    ninja -C "$directory" >"$directory.log" 2>&1 || {
        cat "$directory.log"
        exit 1
    }
    rm -f "$directory.log"
}

echo "== gcc"
setup build-test --buildtype=debugoptimized -Dwerror=true
echo "== clang"
CC=clang setup build-clang --buildtype=debugoptimized -Dwerror=true
echo "== the checker alone, with GMP only"
setup build-checker -Dsolver=disabled -Dtests=false -Ddocs=false
echo "== tests"
meson test -C build-test --print-errorlogs
echo "== address and undefined-behaviour sanitizers on hostile files"
sh tests/sanitize.sh build-sanitize
