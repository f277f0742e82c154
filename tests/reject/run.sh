#!/bin/sh
# run.sh CHECKER: runs the corpus of cases.tsv. Every case demands the exact
# exit status, the exact last line of standard output up to the reason number,
# and for malformed input a message FILE:LINE:COLUMN: Ennn on standard error.
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

# repeat TEXT COUNT: TEXT, COUNT times.
repeat() {
    awk -v text="$1" -v count="$2" \
        'BEGIN { for (k = 0; k < count; k++) printf "%s", text }'
}

pass() {
    passed=$((passed + 1))
}

fail() {
    failed=$((failed + 1))
    printf 'FAILED: %s\n' "$1"
}

generate() {
    {
        printf '{"format": "mechcert-environment-1", "title": '
        repeat '[' 10000
        repeat ']' 10000
        printf '}\n'
    } > "$tmp/brackets.json"
    {
        printf '{"format": "mechcert-environment-1", "agents": ["A"], '
        printf '"outcomes": ["o"], "states": ["s"], "prior": [1], '
        printf '"welfare": [["'
        repeat 7 20000
        printf '"]], "payoffs": [[[0]]]}\n'
    } > "$tmp/digits.json"
    {
        cat statement/example.json
        repeat '                ' 4194304
    } > "$tmp/large.json"
    {
        cat statement/example.json
        repeat '                ' 100000
    } > "$tmp/large-legal.json"
    awk 'BEGIN {
        printf "{\"format\": \"mechcert-environment-1\", \"agents\": [\"A\"], "
        printf "\"outcomes\": ["
        for (k = 0; k < 40; k++)
            printf "%s\"%d\"", k ? ", " : "", k
        printf "], \"states\": [\"s\"], \"prior\": [1], \"welfare\": [["
        x = 1
        for (k = 0; k < 40; k++) {
            printf "%s\"1/1", k ? ", " : ""
            for (digit = 0; digit < 9990; digit++) {
                x = (x * 16807) % 2147483647
                printf "%d", int(x / 1000) % 10
            }
            printf "1\""
        }
        printf "]], \"payoffs\": [[["
        for (k = 0; k < 40; k++)
            printf "%s0", k ? ", " : ""
        printf "]]]}\n"
    }' > "$tmp/common.json"
    sed '/^m 0 1$/,$d' certificate/example.cert > "$tmp/head"
    {
        cat "$tmp/head"
        printf 'm 0 1'
        repeat 0 1000000
        printf '\n'
    } > "$tmp/digits.cert"
    {
        cat "$tmp/head"
        printf 'm 0 1'
        repeat 0 999999
        printf '\n'
    } > "$tmp/digits-allowed.cert"
    {
        cat "$tmp/head"
        printf 'm '
        repeat '1 ' 1000000
        printf '1\n'
    } > "$tmp/line.cert"
    {
        sed '/^m 1 0$/,$d; s/^actions 2/actions 1000000/' \
            certificate/example.cert
        repeat 'm 1 0
' 100000
    } > "$tmp/table.cert"
}

generate_lp() {
    for digits in 10000 10001; do
        file=lp-digits
        [ "$digits" -eq 10000 ] && file=lp-digits-allowed
        {
            printf 'ROWS\n N c\n G r\nCOLUMNS\n x r -'
            repeat 7 "$digits"
            printf '\nENDATA\n'
        } > "$tmp/$file.mps"
        {
            printf 'min x\nst\n x >= -'
            repeat 7 "$digits"
            printf '\nend\n'
        } > "$tmp/$file.lp"
    done
    awk 'BEGIN {
        print "ROWS\n N COST"
        for (k = 0; k < 60000; k++)
            print " G R" k
        print "COLUMNS"
        for (k = 0; k < 60000; k++)
            print " X" k " COST 1.5 R" k " -2.125\n X" k " R" (k * 7 + 1) % 60000 " 1/3"
        print "ENDATA"
    }' > "$tmp/lp-large.mps"
}

# Twice 20,000 actions and signals, so that m or sigma alone is small, but the
# play has 4 10^8 profiles of one agent's actions and the other's signals; and
# a mechanism with 2^27 profiles.
generate_game() {
    labels=$(awk 'BEGIN { for (k = 0; k < 20000; k++)
        printf "%s\"%d\"", k ? "," : "", k }')
    one=$(awk 'BEGIN { for (k = 0; k < 20000; k++)
        printf "%s[1]", k ? "," : "" }')
    pure=$(awk 'BEGIN { for (k = 0; k < 20000; k++)
        printf "%s%d", k ? "," : "", k == 0 }')
    printf '{"format": "mechcert-%s-1", "agents": ["A", "B"], %s}\n' \
        environment '"outcomes": ["o"], "states": ["s"], "prior": [1],
        "welfare": [[0]], "payoffs": [[[0]], [[0]]]' > "$tmp/play-1.json"
    printf '{"format": "mechcert-%s-1", "agents": ["A", "B"], %s}\n' \
        mechanism "\"outcomes\": [\"o\"], \"actions\": [[$labels], [\"a\"]],
        \"rule\": [$one]" > "$tmp/play-2.json"
    printf '{"format": "mechcert-%s-1", "agents": ["A", "B"], %s}\n' \
        information "\"states\": [\"s\"], \"signals\": [[\"t\"], [$labels]],
        \"distribution\": [$(printf '%s' "$pure" |
            sed 's/,/],[/g; s/^/[/; s/$/]/')]" > "$tmp/play-3.json"
    printf '{"format": "mechcert-%s-1", "agents": ["A", "B"], %s}\n' \
        strategies "\"signals\": [[\"t\"], [$labels]],
        \"actions\": [[$labels], [\"a\"]],
        \"strategies\": [[[$pure]], [$one]]" > "$tmp/play-4.json"
    {
        printf 'mechcert-certificate 1\nclaim equilibrium 0 0\n'
        for kind in 1:environment 2:mechanism 3:information 4:strategies; do
            printf 'statement %s %s\n' "${kind#?:}" \
                "$("$checker" --echo "$tmp/play-${kind%%:*}.json" |
                    sed -n 's/^sha256 //p')"
        done
        printf 'outcomes 1 1\n'
    } > "$tmp/play.cert"
    awk 'BEGIN {
        printf "{\"format\": \"mechcert-mechanism-1\", \"agents\": ["
        for (k = 0; k < 27; k++)
            printf "%s\"%d\"", k ? "," : "", k
        printf "], \"outcomes\": [\"o\"], \"actions\": ["
        for (k = 0; k < 27; k++)
            printf "%s[\"a\",\"b\"]", k ? "," : ""
        print "], \"rule\": []}"
    }' > "$tmp/profiles.json"
}

# run_case STATUS REASON STATEMENTS CERTIFICATE OPTIONS DESCRIPTION; STATEMENTS
# is one file or several with blanks between them.
run_case() {
    statements=
    for file in $3; do
        case $file in TMP/*) file=$tmp/${file#TMP/} ;; esac
        statements="$statements $file"
    done
    certificate=$4
    options=$5
    case $certificate in TMP/*) certificate=$tmp/${certificate#TMP/} ;; esac
    [ "$options" = - ] && options=
    # shellcheck disable=SC2086
    "$checker" $options $statements "$certificate" > "$tmp/out" 2> "$tmp/err"
    status=$?
    last=$(tail -n 1 "$tmp/out")
    what="$6 ($3 $4)"
    if [ "$status" -ne "$1" ]; then
        fail "$what: exit status $status, not $1: $last"
        return
    fi
    if [ "$2" = VERIFIED ]; then
        claim=$(sed -n 's/^claim //p' "$certificate")
        if [ "$last" = "s VERIFIED $claim" ]; then
            pass
        else
            fail "$what: $last"
        fi
        return
    fi
    case $last in
    "s NOT VERIFIED $2 "*) ;;
    *)
        fail "$what: not $2: $last"
        return
        ;;
    esac
    if grep -q '^s VERIFIED' "$tmp/out"; then
        fail "$what: also a line s VERIFIED"
        return
    fi
    case $1 in
    10 | 11)
        # That statements do not fit is seen in one of them or at the claim.
        case $2 in
        E214 | E216) files="$statements $certificate" ;;
        E2*) files=$statements ;;
        *) files=$certificate ;;
        esac
        for file in $files; do
            if grep -q "^$file:[1-9][0-9]*:[1-9][0-9]*: $2: " "$tmp/err"; then
                pass
                return
            fi
        done
        fail "$what: no FILE:LINE:COLUMN: $(tail -n 1 "$tmp/err")"
        ;;
    *) pass ;;
    esac
}

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

generate
generate_lp
generate_game
tab=$(printf '\t')
while IFS=$tab read -r status reason statement certificate options text; do
    case $status in \#*) continue ;; esac
    run_case "$status" "$reason" "$statement" "$certificate" "$options" "$text"
done < cases.tsv

example=statement/example.json
proof=certificate/example.cert
usage
usage "$example"
usage "$example" "$example" "$example" "$example" "$example" "$example" \
    "$example" "$proof"
usage - -
usage --no-such-option "$example" "$proof"
usage --max-digits 0 "$example" "$proof"
usage --max-digits 12x "$example" "$proof"
usage --max-lines 99999999999999999999 "$example" "$proof"
usage --max-memory G "$example" "$proof"
usage --max-digits
usage --echo
usage --echo - -
usage - "$example" - "$proof"

# Standard input, quiet, and a pipe.
for arguments in "- $proof" "$example -"; do
    file=$example
    [ "$arguments" = "$example -" ] && file=$proof
    # shellcheck disable=SC2086
    out=$(cat "$file" | "$checker" -q $arguments 2>&1)
    if [ "$out" = "s VERIFIED guarantee-at-least 5/4" ]; then
        pass
    else
        fail "standard input: $out"
    fi
done

# says TEXT FILE...: whether the claim is said in words with this text; the
# line of the claim in them must begin with c.
says() {
    text=$1
    shift
    "$checker" "$@" > "$tmp/out" 2> "$tmp/err"
    if grep -qF "$text" "$tmp/out" && ! grep -qv '^[cs] ' "$tmp/out" &&
        ! grep -q '[{}~]' "$tmp/out"; then
        pass
    else
        fail "not said: $text ($*)"
    fi
}

# silent TEXT: whether the last claim is said without it.
silent() {
    if grep -qF "$1" "$tmp/out"; then
        fail "said: $1"
    else
        pass
    fi
}

a=statement/game-env.json
b=statement/game-mech.json
c=certificate/game-
above='the supremum of the guarantees'
below='no finite participation-secure mechanism'
note='c note: nothing here shows that a prior is in the set'
says "for the environment's prior, is at least 4/3." $a $b ${c}gal.cert
silent 'c note'
silent 'prior given'
says 'for the prior given, is at least' $a $b statement/game-prior.json \
    ${c}gal-prior.cert
silent "for the environment's prior"
silent 'c note'
says "$note" $a $b statement/game-set.json ${c}gal-set.cert
silent "$above"
says '(whichever it is, if there is one)' $a $b statement/game-set.json \
    ${c}gal-set.cert
says 'nothing is said of participation' $a statement/game-plain.json \
    ${c}gal-plain.cert
silent "$above"
silent 'names secure gives'
says '(there is one)' $a $b statement/game-set.json ${c}guar-set.cert
silent 'c note'
says 'names secure gives its agent a payoff of at least 0' $a $b ${c}guar.cert
silent "$above"
says 'with the prior given' $a $b statement/game-prior.json ${c}loss-prior.cert
says "with the environment's prior" $a $b ${c}loss.cert
says "$above" $example $proof
for name in pam direct pot; do
    says "$below" $a statement/game-info.json $c$name.cert
    silent 'finite mechanism'
done
says "$below" $a $b statement/game-info.json ${c}pair.cert
says 'at most 2/3' $a $b statement/game-info.json ${c}pair-out.cert

goods=statement/divisible-
claim=certificate/divisible-
says 'in the boxes, has the property monotone: the level' ${goods}prices.json \
    ${claim}holds-monotone.cert
silent 'largest violation'
says 'does not have the property monotone, which is that' ${goods}broken.json \
    ${claim}broken-monotone.cert
says 'where boxes are open) is exactly 3/2.' ${goods}broken.json \
    ${claim}broken-incentive-compatible.cert
says 'that the statement lists' ${goods}set.json ${claim}set-monotone.cert
silent 'boxes'
says 'lowest type of every agent is indifferent' ${goods}generous.json \
    ${claim}robust-generous-zero.cert
says 'welfare is exactly 7/10' ${goods}generous.json ${claim}robust-generous-free.cert
silent 'indifferent'
says 'is the zero polynomial' ${goods}uniform.json ${claim}residual.cert
silent 'in absolute value'
says 'is exactly 1/16 in absolute value' ${goods}product.json \
    ${claim}residual-point.cert
silent 'is the zero polynomial'
says 'is at least 1/3 (3 b - c).' statement/loss-3.json \
    certificate/loss-belief-three.cert

good=statement/good-
claim=certificate/good-
says 'has it at all profiles' ${good}unit.json ${claim}unit-per-unit.cert
silent 'violation'
says 'the largest violation is exactly 4; it occurs at the profile 1 1, for a' \
    ${good}unit.json ${claim}unit-fair.cert
silent 'has it at all profiles'
says 'a person of agent 0 with type 0 who reports 1.' ${good}ties.json \
    ${claim}ties-monotone.cert
says 'at the profile 0 0 1 0 0 1 0 0 1.' ${good}three.json \
    ${claim}three-deficit.cert
says "It is the statement's own." ${good}three.json ${claim}largest.cert
silent 'charges at most'
says "at most 8/3 more than the statement's own, and at most 0 less" \
    ${good}three.json ${claim}largest-net.cert
silent "is the statement's own"
says 'collects at most 6 at the profile' ${good}three.json ${claim}three.cert
says 'make the decision rule of the statement strategy-proof' \
    ${good}reverse.json ${claim}reverse.cert
says 'belong to an agent at random' ${good}drawn.json ${claim}drawn.cert
says 'Let 3 people have types as the statement says. The' ${good}vote.json \
    ${claim}vote.cert
silent 'at random'
says 'any sets of types whatsoever' ${good}unit.json \
    ${claim}everywhere-monotone-unit.cert
says 'and non-decreasing, and any' ${good}unit.json \
    ${claim}everywhere-no-extortion-unit.cert
says 'non-increasing increments, and' ${good}unit.json \
    ${claim}everywhere-fair-pricing-unit.cert
says 'be convex, with values that are 0 at alternative 0 and non-decreasing,' \
    ${good}unit.json ${claim}largest-everywhere-fair-pricing-per-unit.cert
says 'among all quantities' statement/quantity-one.json \
    certificate/quantity-one.cert

# A lottery that is none is refused with the sum or the number at fault.
for name in mech-sum:'sum to' mech-negative:'a probability is -'; do
    "$checker" $a "statement/game-${name%%:*}.json" ${c}gal.cert \
        > "$tmp/out" 2> "$tmp/err"
    if grep -q "E215: .*${name#*:}" "$tmp/err"; then
        pass
    else
        fail "$name: $(cat "$tmp/err")"
    fi
done

# Standard output that cannot be written.
if [ -c /dev/full ]; then
    for arguments in "$example $proof" "$example $example" "--echo $example" \
        "--trust" "--help" "--version"; do
        # shellcheck disable=SC2086
        "$checker" $arguments > /dev/full 2> "$tmp/err"
        status=$?
        if [ "$status" -eq 13 ] && grep -q E101 "$tmp/err"; then
            pass
        else
            fail "/dev/full: status $status: $arguments"
        fi
    done
fi
"$checker" "$example" "$proof" >&- 2> "$tmp/err"
status=$?
if [ "$status" -eq 13 ]; then
    pass
else
    fail "closed standard output: status $status"
fi

# A file name cannot forge a verdict or drive a terminal.
name=$(printf 'x\ns VERIFIED guarantee-at-least 9\033[2J')
cp "$example" "$tmp/$name"
"$checker" "$tmp/$name" certificate/value-high.cert > "$tmp/out" 2> "$tmp/err"
if grep -q '^s VERIFIED' "$tmp/out" ||
    LC_ALL=C grep -q "$(printf '\033')" "$tmp/out" "$tmp/err"; then
    fail "control characters of a file name are printed"
else
    pass
fi

# Every reason that files can provoke occurs in the corpus.
for reason in $(sed -n 's/^| \(E[0-9][0-9]*\) |.*/\1/p' ../../verify/FORMAT.md \
    ../../verify/FORMAT-LP.md ../../verify/FORMAT-GAME.md \
    ../../verify/FORMAT-PUBLICGOOD.md ../../verify/FORMAT-DIVISIBLE.md); do
    [ "$reason" = E101 ] && continue
    if cut -f 2 cases.tsv | grep -qx "$reason"; then
        pass
    else
        fail "no case for $reason"
    fi
done

printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
