#!/bin/sh
# lp-example.sh EXAMPLE CHECKER: the program of doc/lp-example.c, linked with the
# installed library only.
set -eu
example=$1
checker=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$example" "$work/example.mps" "$work/example.cert" > "$work/out"
[ "$(cat "$work/out")" = "optimal value 1/4 at X = 1/4 Y = 0" ]
"$checker" "$work/example.mps" "$work/example.cert" > "$work/out"
[ "$(tail -n 1 "$work/out")" = "s VERIFIED optimal 1/4" ]
sed -i 's/^x 0 1$/x 0 2/' "$work/example.cert"
! "$checker" "$work/example.mps" "$work/example.cert" > "$work/out" 2>&1
echo "4 passed, 0 failed"
