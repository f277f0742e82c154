#!/bin/sh
# usage.sh MECHCERT CHECKER: exit statuses of mechcert.
. "${0%/*}/lib.sh"

# Wrong usage: status 2, nothing on standard output, a hint on standard error.
wrong() {
    expect 2 "$mechcert" "$@"
    [ -s out ] && fail "output in spite of wrong usage: $*"
    [ -s err ] || fail "no message for wrong usage: $*"
}

expect 0 "$mechcert" new public-expenditure --agents 2 --value 3 -o pe.json
wrong
wrong frobnicate
wrong --frobnicate
wrong bounds
wrong bounds pe.json
wrong bounds pe.json --k
wrong bounds pe.json --k 0
wrong bounds pe.json --k -1
wrong bounds pe.json --k 1.5
wrong bounds pe.json --k 2x
wrong bounds pe.json --k ''
wrong bounds pe.json --k 99999999999999999999
wrong bounds pe.json pe.json --k 1
wrong bounds pe.json --k 1 --program middle
wrong bounds pe.json --k 1 --frobnicate
wrong bounds pe.json --k 1 --json=yes
wrong bounds pe.json --k 1 -o
wrong show
wrong show pe.json pe.json
wrong new
wrong new frobnicate
wrong new public-expenditure
wrong new public-expenditure --agents 2
wrong new public-expenditure --agents 0 --value 3
wrong new public-expenditure --agents 2 --value 1/0
wrong new public-expenditure --agents 2 --value -1
wrong new public-expenditure --agents 2 --value 3 extra
wrong new public-expenditure --agents 2 --value 3 --m 2
wrong new bilateral-trade --gain 1
wrong new bilateral-trade --gain 0 --value 1
wrong new bilateral-trade --gain 1 --value 0
wrong new bilateral-trade --gain 1 --value 2 --high 2
wrong new bilateral-trade --gain 1 --value 2 --lowest-price 3
wrong new known-value-auction
wrong new known-value-auction --agents 101
wrong new unilateral --agents 2
wrong new unilateral --agents 2 --m 0
wrong new unilateral --agents 2 --m 1/2
wrong new linear-proportional --m 2
wrong new linear-proportional --agents 0 --m 2
wrong new grid-cost-sharing --agents 2 --value 2 --k 2
wrong new grid-cost-sharing --agents 1 --value 2 --k 2
wrong new grid-cost-sharing --agents 2 --value 3 --k 0
wrong new grid-cost-sharing --agents 2 --value 1e12 --k 1
wrong new grid-cost-sharing-signals --agents 2 --value 2 --k 2
wrong new grid-cost-sharing-signals --agents 1 --value 2 --k 2
wrong new grid-cost-sharing-signals --agents 2 --value 3 --k 0
wrong new posted-price-auction --agents 2 --price 3/2
wrong new posted-price-auction --agents 2 --price -1/2
wrong new no-information
wrong new full-information
wrong new full-information pe.json pe.json
wrong new full-information pe.json -o pe.json
wrong new independent-signals pe.json
wrong new independent-signals pe.json --accuracy 2
expect 12 "$mechcert" new linear-proportional --agents 5 --m 100

for words in --help --version 'bounds --help' 'new --help' 'show --help' \
    'new unilateral --help'; do
    # shellcheck disable=SC2086
    expect 0 "$mechcert" $words
    [ -s out ] || fail "$words says nothing"
done

# What cannot be read or written.
expect 13 "$mechcert" bounds absent.json --k 1
finds 'absent.json' err
mkdir directory
expect 13 "$mechcert" bounds directory --k 1
expect 13 "$mechcert" show directory
: > file
expect 13 "$mechcert" bounds pe.json --k 1 -o file
finds 'file' err
expect 13 "$mechcert" bounds pe.json --k 1 -o absent/directory
expect 13 "$mechcert" bounds pe.json --k 1 -o ''
expect 13 "$mechcert" new public-expenditure --agents 2 --value 3 -o directory

# Malformed statements: file, line and column, and no output directory.
printf '{"format": "mechcert-environment-1",\n "agents": [1/2]}\n' > bad.json
expect 11 "$mechcert" bounds bad.json --k 1 -o none
finds 'bad.json:2:[0-9]*: ' err
[ -e none ] && fail 'an output directory for a malformed statement'
expect 11 "$mechcert" bounds file --k 1
expect 11 "$mechcert" show bad.json
expect 11 "$mechcert" new no-information bad.json
finds 'bad.json:2:[0-9]*: ' err
expect 13 "$mechcert" new no-information absent.json

# Too large a grid: undecided, and quickly so.
expect 12 "$mechcert" bounds pe.json --k 1000
expect 12 "$mechcert" bounds pe.json --k 999999999

# A statement from standard input.
"$mechcert" bounds - --k 2 --json < pe.json > out 2> err
same $? 0 'standard input'
same "$(value out lower)" 1 'standard input'

# -- ends the options; a directory may end with a slash.
cp pe.json ./-pe.json
expect 0 "$mechcert" bounds --k 1 -o slash/ -- -pe.json
expect 0 "$checker" pe.json slash/lower.value.cert

finish
