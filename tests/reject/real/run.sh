#!/bin/sh
# run.sh CHECKER: runs the corpus of cases.tsv against mechcert-verify-real.
# Every case demands the exact exit status, the last line of standard output up
# to the reason number, and a diagnostic with that number on standard error.
set -u
# A refusal ends the program at once; what it held then is not a leak.
ASAN_OPTIONS=${ASAN_OPTIONS:-}:detect_leaks=0
export ASAN_OPTIONS
checker=${1:?usage: run.sh CHECKER}
case $checker in
/*) ;;
*) checker=$PWD/$checker ;;
esac
cd "$(dirname "$0")" || exit 1
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
trap 'exit 1' HUP INT TERM
passed=0
failed=0

pass() {
    passed=$((passed + 1))
}

fail() {
    failed=$((failed + 1))
    printf 'FAILED: %s\n' "$1"
}

# repeat TEXT COUNT: TEXT, COUNT times.
repeat() {
    awk -v text="$1" -v count="$2" \
        'BEGIN { for (k = 0; k < count; k++) printf "%s", text }'
}

{
    printf 'x = '
    repeat '(' 500000
    printf 1
    repeat ')' 500000
    printf '\n'
} > "$tmp/nested.claims"
{
    printf 'x = '
    repeat '-' 1000000
    printf '1\n'
} > "$tmp/minus.claims"
{
    printf 'x = 1'
    repeat '^pi' 300000
    printf '\n'
} > "$tmp/powers.claims"
{
    printf 'x = pi'
    repeat '+pi' 60000
    printf '\n'
} > "$tmp/nodes.claims"
{
    repeat '#2345678901234567
' 70000
} > "$tmp/large.claims"

# run_case STATUS REASON CLAIMS CERTIFICATE OPTIONS DESCRIPTION
run_case() {
    claims=$3
    certificate=$4
    options=$5
    case $claims in TMP/*) claims=$tmp/${claims#TMP/} ;; esac
    case $certificate in TMP/*) certificate=$tmp/${certificate#TMP/} ;; esac
    [ "$options" = - ] && options=
    # shellcheck disable=SC2086
    "$checker" $options "$claims" "$certificate" > "$tmp/out" 2> "$tmp/err"
    status=$?
    last=$(tail -n 1 "$tmp/out")
    what="$6 ($3 $4)"
    if [ "$status" -ne "$1" ]; then
        fail "$what: exit status $status, not $1: $last"
        return
    fi
    if [ "$2" = VERIFIED ]; then
        wanted="s VERIFIED $(sed -n 's/^claim //p' "$certificate")"
        [ "$last" = "$wanted" ] && [ ! -s "$tmp/err" ] && pass && return
    else
        case $last in
        "s NOT VERIFIED $2 "*)
            grep -q ": $2: " "$tmp/err" && pass && return
            ;;
        esac
    fi
    fail "$what: $last"
}

tab=$(printf '\t')
while IFS=$tab read -r status reason claims certificate options text; do
    case $status in \#*) continue ;; esac
    run_case "$status" "$reason" "$claims" "$certificate" "$options" "$text"
done < cases.tsv

# Every reason of FORMAT-REAL.md occurs in the corpus.
for reason in $(sed -n 's/^| \(E[0-9][0-9]*\) |.*/\1/p' \
    ../../../verify/FORMAT-REAL.md); do
    if cut -f 2 cases.tsv | grep -qx "$reason"; then
        pass
    else
        fail "no case for $reason"
    fi
done

# --echo prints claims that mean the same: it prints itself again.
for file in claims/number.claims claims/cover.claims claims/shape.claims \
    claims/taylor.claims claims/expansion.claims claims/atom.claims \
    claims/integral.claims claims/series.claims claims/root.claims \
    claims/system.claims claims/system-sum.claims claims/identity.claims claims/sum.claims; do
    "$checker" --echo "$file" | sed 1d > "$tmp/once.claims"
    "$checker" --echo "$tmp/once.claims" | sed 1d > "$tmp/twice.claims"
    if [ -s "$tmp/once.claims" ] &&
        cmp -s "$tmp/once.claims" "$tmp/twice.claims"; then
        pass
    else
        fail "--echo $file is not read as it was printed"
    fi
done

# usage ARGUMENT...: these arguments are a usage error.
usage() {
    "$checker" "$@" > "$tmp/out" 2> "$tmp/err" < /dev/null
    status=$?
    if [ "$status" -eq 2 ] && [ ! -s "$tmp/out" ] && [ -s "$tmp/err" ]; then
        pass
    else
        fail "usage error expected (status $status): $*"
    fi
}

claims=claims/number.claims
proof=certificate/number.cert
usage
usage "$claims"
usage "$claims" "$claims" "$proof"
usage - -
usage --max-work 0 "$claims" "$proof"
usage --no-such-option "$claims" "$proof"

for option in --help --trust --version; do
    if "$checker" $option > "$tmp/out" 2> "$tmp/err" && [ -s "$tmp/out" ] &&
        [ ! -s "$tmp/err" ]; then
        pass
    else
        fail "$option"
    fi
done
if [ "$("$checker" -q - "$proof" < "$claims")" = \
    's VERIFIED real e_in proved' ] &&
    [ "$("$checker" -q "$claims" - < "$proof")" = \
        's VERIFIED real e_in proved' ]; then
    pass
else
    fail 'standard input'
fi
if [ -c /dev/full ]; then
    "$checker" "$claims" "$proof" > /dev/full 2> "$tmp/err"
    if [ $? -eq 13 ] && grep -q E101 "$tmp/err"; then
        pass
    else
        fail 'standard output that cannot be written'
    fi
fi

printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
