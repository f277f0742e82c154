#!/bin/sh
# claims.sh CLAIMS MECHCERT CHECKER DATA N: mutants, one in N, of the
# certificates of the fifty true claims and of their wrong twins, each told of
# the other file; CLAIMS is the program of claims.c.
set -u
absolute() {
    case $1 in /*) echo "$1" ;; *) echo "$PWD/$1" ;; esac
}
attack=$(absolute "${1:?usage: claims.sh CLAIMS MECHCERT CHECKER DATA N}")
mechcert=$(absolute "$2")
checker=$(absolute "$3")
data=$(absolute "$4")
every=$5
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
trap 'exit 1' HUP INT TERM
"$mechcert" prove "$data/true.claim" -o "$tmp/true" > "$tmp/out" 2>&1 || {
    cat "$tmp/out"
    exit 1
}
"$mechcert" prove "$data/almost.claim" -o "$tmp/almost" > "$tmp/out" 2>&1
[ $? -eq 10 ] || {
    cat "$tmp/out"
    exit 1
}
"$attack" "$checker" "$every" "$data/true.claim" "$data/almost.claim" \
    "$tmp/true" "$tmp/almost"
