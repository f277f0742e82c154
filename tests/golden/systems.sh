#!/bin/sh
# systems.sh MECHCERT CHECKER SOURCES: systems of roots as a user sees them;
# CHECKER is mechcert-verify-real, or - where it was not built.
. "${0%/*}/lib.sh"
data=$3/tests/data/claims

# certified CLAIMS CERTIFICATE...: the checker accepts them.
certified() {
    file=$1
    shift
    [ "${checker##*/}" != - ] || return 0
    for certificate in "$@"; do
        expect 0 "$checker" "$file" "$certificate"
    done
}

# --- true claims and their twins ----------------------------------------------

expect 10 "$mechcert" prove "$data/systems.claim" -o one
same "$(grep -c '^t[0-9]: proved' out)" 8 'true claims about systems'
same "$(grep -c '^f[0-9]: refuted' out)" 8 'almost true claims about systems'
certified "$data/systems.claim" one/*.cert
expect 10 "$mechcert" prove "$data/systems.claim" -o three --threads 3
expect 0 diff -r one three

# --- many digits ----------------------------------------------------------------

cat > circle.claim << 'END'
root c in [0, 1], s in [0, 1] : c^2 + s^2 - 1, s - c
far: abs(c*s - 1/2) + abs(c - sqrt(2)/2) <= 1e-1000
END
expect 0 "$mechcert" prove circle.claim --digits 1200 -o circle.cert
certified circle.claim circle.cert
expect 0 "$mechcert" eval c -d circle.claim --digits 1000
digits=$(tr -d '\n[' < out | cut -c 1-1000)
expect 0 "$mechcert" eval 'sqrt(1/2)' --digits 1000
same "$digits" "$(tr -d '\n[' < out | cut -c 1-1000)" '1000 digits of a zero'
expect 0 "$mechcert" prove circle.claim --digits 1200 --json
finds '"verdict": *"proved"' out

# --- why there is no verdict ------------------------------------------------------

# undecided PATTERN LINE...: status 12 and a reason; no certificate
# refused PATTERN LINE...: status 11 and a place
undecided() {
    pattern=$1
    shift
    printf '%s\n' "$@" 'a: 1 + 0*x >= 0' > x.claim
    expect 12 "$mechcert" prove x.claim -o x.cert
    finds "$pattern" out
    [ ! -e x.cert ] || fail 'a certificate of what is undecided'
}

refused() {
    pattern=$1
    shift
    printf '%s\n' "$@" > x.claim
    expect 11 "$mechcert" prove x.claim
    finds "$pattern" err
}

undecided 'x.claim:1:33: there is no zero' 'root x in [0, 1], y in [0, 1] : x^2 + y^2 - 4, x*y - 1'
undecided 'more than one zero in the box: one at x near 0.517' 'root x in [0, 3], y in [0, 3] : x^2 + y^2 - 4, x*y - 1'
undecided 'at the border of the box, or very near to it: x near .*, y near 0.5$' 'root x in [0, 1], y in [0, 1] : exp(x) - 1, y - 1/2 - x'
undecided 'Jacobian matrix is singular: x near 1, y near 1' 'root x in [0, 2], y in [0, 2] : x^2 + y^2 - 2, x + y - 2'
undecided 'Jacobian matrix is singular: x near' 'root x in [-1, 1], y in [-1, 1] : x^2 - y^2, 2*x*y'
undecided 'no zero was found; if there is one it has x in \[0.5, 0.5\]' 'root x in [0, 1], y in [0, 1] : if(x >= 1/2, 1, -1), x + y - 1'
undecided 'x.claim:1:12: the bounds are in the wrong order' 'root x in [1, 0], y in [0, 1] : x, y'
undecided 'x.claim:1:12: it is not certain that the lower bound' 'root x in [1, 1], y in [0, 1] : x, y'
undecided 'the logarithm of a number' 'root x in [log(-1), 1], y in [0, 1] : x, y'
undecided 'no zero was found' 'root x in [-1, 1], y in [-1, 1] : x - y, log(x - 2)'

refused 'x.claim:1:28: the name x is not defined' 'root x in [0, 1], y in [0, x] : x, y'
refused 'x.claim:1:40: 2 names: expected as many equations, not 1' 'root x in [0, 1], y in [0, 1] : x - 1/2'
refused 'x.claim:1:49: 2 names: expected as many equations, not more than 2' 'root x in [0, 1], y in [0, 1] : x - 1/2, y - 1/2, x - y'
refused 'x.claim:1:27: 1 name: expected as many equations' 'root x in [0, 1] : x - 1/2, x'
refused 'x.claim:1:19: this name is already in use' 'root x in [0, 1], x in [0, 1] : x, x'
refused 'x.claim:2:19: this name is already in use' 'y = 2' 'root x in [0, 1], y in [0, 1] : x, x'
refused 'x.claim:2:1: this name is already in use' 'root x in [0, 1], y in [0, 1] : x - 1/2, y - x' 'y = 2'
refused 'x.claim:1:40: the name z is not defined' 'root x in [0, 1], y in [0, 1] : x - y, z'
refused 'at most 8 names' 'root a in [0,1], b in [0,1], c in [0,1], d in [0,1], e in [0,1], f in [0,1], g in [0,1], h in [0,1], i in [0,1] : a'

# --- stopped ----------------------------------------------------------------------

# Four names whose equations are nearly dependent.
cat > long.claim << 'END'
fn near(x, y, z, w) = exp(x*y) + exp(y*z) + exp(z*w) + exp(w*x)
root x in [0, 2], y in [0, 2], z in [0, 2], w in [0, 2] : near(x, y, z, w) - near(1, 1, 1, 1), near(y, x, w, z) + x*y - z*w - near(1, 1, 1, 1), x + y - z - w + (x - 1)/100, x*y*z*w - 1 + (x - y)^3
a: x >= 0
END
expect 12 "$mechcert" prove long.claim -o long.cert --time 0.5
finds 'stopped before' out
[ ! -e long.cert ] || fail 'a certificate of what is undecided'

finish
