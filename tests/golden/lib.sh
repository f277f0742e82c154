# Sourced by the golden scripts: lib.sh MECHCERT CHECKER have become $mechcert
# and $checker, and the working directory is a new one.
set -u
mechcert=${1:?usage: SCRIPT MECHCERT CHECKER}
checker=${2:?usage: SCRIPT MECHCERT CHECKER}
case $mechcert in /*) ;; *) mechcert=$PWD/$mechcert ;; esac
case $checker in /*) ;; *) checker=$PWD/$checker ;; esac
golden=$(cd "$(dirname "$0")" && pwd)
tmp=$(mktemp -d) || exit 1
trap 'cd / && rm -rf "$tmp"' EXIT
trap 'exit 1' HUP INT TERM
cd "$tmp" || exit 1
passed=0
failed=0

pass() {
    passed=$((passed + 1))
}

fail() {
    failed=$((failed + 1))
    printf 'FAILED: %s\n' "$1"
}

# expect STATUS COMMAND...: runs it; its output is in the files out and err.
expect() {
    wanted=$1
    shift
    "$@" > out 2> err < /dev/null
    status=$?
    if [ "$status" -eq "$wanted" ]; then
        pass
    else
        fail "status $status, not $wanted: $*"
        sed 's/^/    /; 5q' err
    fi
}

# finds PATTERN FILE: some line matches.
finds() {
    if grep -q "$1" "$2"; then
        pass
    else
        fail "no '$1' in $2"
        sed 's/^/    /; 5q' "$2"
    fi
}

# same A B WHAT: two texts.
same() {
    if [ "$1" = "$2" ]; then pass; else fail "$3: '$1', not '$2'"; fi
}

# The value of a program in a JSON report: value FILE lower|upper
value() {
    awk -v half="\"$2\":" '
        /^  "/ { on = ($1 == half) }
        on && $1 == "\"value\":" && /^    "/ { gsub(/[",]/, "", $2); print $2 }
        ' "$1"
}

# verified STATEMENT CERTIFICATE CLAIM: the checker says so.
verified() {
    expect 0 "$checker" "$1" "$2"
    same "$(tail -n 1 out)" "s VERIFIED $3" "$2"
}

# proved CLAIM STATEMENT... CERTIFICATE: the same, about several statements.
proved() {
    claim=$1
    shift
    expect 0 "$checker" "$@"
    same "$(tail -n 1 out)" "s VERIFIED $claim" "$*"
}

# refused STATEMENT CERTIFICATE REASONS: exit 10 and one of the reasons.
refused() {
    expect 10 "$checker" "$1" "$2"
    last=$(tail -n 1 out)
    case $last in "s NOT VERIFIED E"*) ;; *) fail "$2: $last" ;; esac
    reason=${last#s NOT VERIFIED }
    case " $3 " in
    *" ${reason%% *} "*) pass ;;
    *) fail "$2 on $1: $last" ;;
    esac
}

# certified CLAIMS DIRECTORY: there are certificates, and the checker for real
# numbers (- where it was not built) accepts every one.
certified() {
    found=0
    for certificate in "$2"/*.cert; do
        [ -e "$certificate" ] || continue
        found=$((found + 1))
        [ "${checker##*/}" = - ] || expect 0 "$checker" "$1" "$certificate"
    done
    if [ $found -gt 0 ]; then pass; else fail "no certificate in $2"; fi
}

# begins NAME DIGITS: in the report of a family in the file out, both ends of
# the enclosure of a value begin with these.
begins() {
    same "$(awk -v name="  $1:" -v n=${#2} '
        /^  [^ ]/ { on = index($0, name) == 1 }
        on && sub(/^ *in \[/, "") { inside = 1 }
        on && inside { text = text $0 }
        on && inside && /\]$/ {
            count = split(text, end, /, */)
            for (i = 1; i <= count; i++) print substr(end[i], 1, n)
            exit
        }' out)" "$2
$2" "$1"
}

finish() {
    printf '%d passed, %d failed\n' "$passed" "$failed"
    [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
    exit $?
}
