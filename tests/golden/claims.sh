#!/bin/sh
# claims.sh MECHCERT CHECKER SOURCES: claims about real numbers as a user sees
# them; CHECKER is mechcert-verify-real, or - where it was not built.
. "${0%/*}/lib.sh"
sources=$3
data=$sources/tests/data/claims

# certified CLAIMS DIRECTORY: the checker accepts every certificate.
certified() {
    [ "${checker##*/}" != - ] || return 0
    for certificate in "$2"/*.cert; do
        [ -e "$certificate" ] || continue
        expect 0 "$checker" "$1" "$certificate"
    done
}

# --- the eleven examples of doc/claims.md ------------------------------------

awk '/^```claim$/ { n++; out = "example" n ".claim"; next }
    /^```verdict$/ { out = "example" n ".verdict"; next }
    /^```$/ { out = ""; next }
    out != "" { print > out }' "$sources/doc/claims.md"
examples=0
for file in example*.claim; do
    examples=$((examples + 1))
    mkdir "${file%.claim}"
    "$mechcert" prove "$file" -o "${file%.claim}" > out 2> err < /dev/null
    grep -E '^[a-z0-9]+: (proved|refuted|undecided)' out | sed 's/ (.*//' > seen
    same "$(cat seen)" "$(cat "${file%.claim}.verdict")" "$file"
    certified "$file" "${file%.claim}"
done
same $examples 11 'number of examples'

# --- fifty claims and their twins --------------------------------------------

expect 0 "$mechcert" prove "$data/true.claim" -o true
same "$(grep -c '^t[0-9]*: proved' out)" 50 'true claims'
certified "$data/true.claim" true
expect 10 "$mechcert" prove "$data/almost.claim" -o almost
same "$(grep -c '^f[0-9]*: proved' out)" 0 'almost true claims'
same "$(grep -c '^f[0-9]*: refuted' out)" 50 'almost true claims'
certified "$data/almost.claim" almost

# --- the same bytes for any number of threads --------------------------------

expect 0 "$mechcert" prove "$data/true.claim" -o threads --threads 3
expect 0 diff -r true threads
expect 13 "$mechcert" prove "$data/true.claim" -o -
finds 'name a directory' err

# --- stopped: undecided, nothing is written ------------------------------------

echo 'a: forall x in [1/2, 1], y in [1/2, 1], z in [1/2, 1] : sum(k, 1, 20, (x/y)^(k/3) + (y/x)^(k/3) + (z/y)^(k/4) + (y/z)^(k/4)) >= 80' > long.claim
expect 12 "$mechcert" prove long.claim -o long.cert --time 0.2
finds 'stopped' out
for signal in INT TERM; do
    "$mechcert" prove long.claim -o long.cert --json > out 2> err &
    process=$!
    sleep 0.5
    kill -$signal $process
    wait $process
    same $? 12 "status after SIG$signal"
    finds '"undecided"' out
    [ ! -e long.cert ] || fail 'a certificate of what is undecided'
done

# --- verdicts with their enclosures ------------------------------------------

claim() {
    printf '%s\n' "$@" > x.claim
}

claim 'a: exp(1) in [2.7182818294, 2.7182818300]'
expect 10 "$mechcert" prove x.claim
finds 'is in \[2.71828182845904523' out
claim 'a: exp(log(2)) - 2 >= 0'
expect 12 "$mechcert" prove x.claim
finds 'left side minus the right side is in \[-' out

# --- zeros: found without a hint ----------------------------------------------

expect 0 "$mechcert" prove "$data/zeros.claim" -o zeros
same "$(grep -c '^z[0-9]*: proved' out)" 29 'claims that are zero somewhere'
certified "$data/zeros.claim" zeros
expect 0 "$mechcert" prove "$data/zeros.claim" -o zeros3 --threads 3
expect 0 diff -r zeros zeros3
expect 10 "$mechcert" prove "$data/nearly.claim" -o nearly
same "$(grep -c '^n[0-9]*: refuted' out)" 29 'claims that miss by a billionth'
certified "$data/nearly.claim" nearly

# zero FORM LINES CLAIM...: proved, by an expansion there, with LINES lines
zero() {
    form=$1
    lines=$2
    shift 2
    claim "$@"
    expect 0 "$mechcert" prove x.claim -o x.cert
    finds "zero where $form: removed" out
    same "$(wc -l < x.cert | tr -d ' ')" "$lines" "lines for $form"
    [ "${checker##*/}" = - ] || expect 0 "$checker" x.claim x.cert
}

gap='a: forall s in [0, 3/2], t in [0, s] : exp(s)*exp(-t) - 1 - (s-t)'
zero 't = s, order 2' 8 "$gap >= 0"
zero 't = s, order 2' 8 "$gap >= 0 by taylor 2 in t at s"
zero 't = s, order 2' 8 "$gap >= 0 by divide by (s-t)^2"
zero 't = s, order 1' 8 'a: forall s in [0, 1], t in [0, s] : s*exp(s-t) >= s by derivative in t'
zero 'x = 1, order 1' 10 'a: forall x in [0, 1] : exp(x) <= exp(1) - (1-x)^3 by derivative in x at 1'
zero 'x = 1/2, order 2' 10 'a: forall x in [0, 1] : x*(1-x) in [0, 1/4]'
plane='a: forall x in [0, 1], y in [0, 1], z in [0, 1] : exp(z - x/2 - y/3) >= 1 + z - x/2 - y/3'
zero 'z = 1/2\*x + 1/3\*y, order 2' 8 "$plane"
plane='a: forall x in [0, 1], y in [0, 1], z in [0, 1] : exp(z) >= exp(x/2 + y/3)*(1 + z - x/2 - y/3)'
zero 'z = 1/2\*x + 1/3\*y, order 2' 8 "$plane by divide by z - x/2 - y/3"
zero 'z = 1/2\*x + 1/3\*y, order 2' 8 "$plane by divide by (z - x/2 - y/3)^2"
expect 0 "$mechcert" prove x.claim --json
finds '"notes": "zero where z = 1/2\*x + 1/3\*y, order 2' out
claim "$gap >= 1e-9 by taylor 2 in t at s"
expect 10 "$mechcert" prove x.claim

# bounds that use other names make a name wide, however small its part
claim 'a: forall x in [0, 1], y in [x, 1] : exp(y + x - 1) - (y + x - 1)^2/2 increasing in y'
expect 0 "$mechcert" prove x.claim -o x.cert
[ "${checker##*/}" = - ] || expect 0 "$checker" x.claim x.cert

# hints that are of no use: said, and the search goes on
useless() {
    claim "$2"
    expect 0 "$mechcert" prove x.claim -o x.cert
    finds "the hint is not used: $1" out
    [ "${checker##*/}" = - ] || expect 0 "$checker" x.claim x.cert
}

useless 'the coefficients below' "$gap >= 0 by taylor 3 in t at s"
useless 'the coefficients below' "$gap >= 0 by derivative in s at 1"
useless 'the divisor is no linear form' "$gap >= 0 by divide by s*t"
useless 'the divisor is no linear form' "$gap >= 0 by divide by (s-t)^21"
useless 'the divisor is no linear form' "$gap >= 0 by divide by 3"
useless 'the place is no linear form' "$gap >= 0 by taylor 2 in t at s^2"
useless 'it is for >= and <= only' 'a: forall x in [0, 1] : exp(x) > x by taylor 2 in x at 0'
useless 'the hint for a shape' 'a: forall x in [0, 1], y in [0, 1] : x*exp(y) increasing in x by derivative in y'

# a zero that is not seen term by term stays open, with advice
claim 'a: forall p in [1/10, 9/10] : p*log(p) + (1-p)*log(1-p) >= -log(2)'
expect 12 "$mechcert" prove x.claim
finds 'if it is zero in the worst box' out

# --- what is no claim, or cannot be decided -----------------------------------

# bad STATUS PATTERN LINE...: a message with place and reason
bad() {
    wanted_status=$1
    pattern=$2
    shift 2
    claim "$@"
    expect "$wanted_status" "$mechcert" prove x.claim
    cat out err > both
    finds "$pattern" both
}

bad 12 'x.claim:1:.*the divisor may be zero' 'a: 1/(exp(log(2)) - 2) >= 0'
bad 12 'x.claim:1:5: the logarithm' 'a:  log(-1) >= 0'
bad 12 'no change of sign' 'root r in [0, 1] : r^2 - 2' 'a: r >= 0'
bad 12 'more than one zero' 'root r in [-2, 2] : r^2 - 2' 'a: r >= 0'
bad 12 'a zero at which its slope is zero' 'root r in [0, 2] : (r - 1)^2' 'a: r >= 0'
bad 12 'pole' 'a: integral(y, -1, 1, 1/y) in [-1, 1]'
bad 12 'the divisor may be zero' 'a: integral(y, 0, 1, 1/y) >= 0'
bad 12 'wrong order' 'a: exp(1) in [3, 2]'
bad 12 'wrong order' 'root r in [2, 0] : r^2 - 2' 'a: r >= 0'
bad 12 'wrong order' 'a: forall x in [1, 0] : x >= 2'
bad 11 'x.claim:2:4: the name foo is not defined' '# none' 'a: foo >= 2'
bad 11 'x.claim:2:1: this name is already in use' 'a = 1' 'a = 2'
bad 11 'takes 1 argument, not 2' 'fn f(x) = x' 'a: f(1, 2) >= 0'
bad 11 'x.claim:1:4: this ( is not closed: expected ), not >=' 'a: (1 >= 0'
bad 11 'an integral in an integrand' 'a: integral(y, 0, 1, integral(z, 0, y, log(2 + z))) >= 0'
bad 11 'have to be integers' 'a: sum(k, 1, 1/2, k) >= 0'
bad 11 'rational functions' 'a: identity x : exp(x) == x'
bad 11 'is reserved' 'exp = 3'
bad 11 'exponent' 'a: 1e20000 >= 0'
bad 12 'too large' 'a: exp(exp(exp(exp(exp(exp(2)))))) >= 0'
awk 'BEGIN { printf "a: "; for (i = 0; i < 1000000; i++) printf "("; print "1 >= 0" }' > x.claim
expect 11 "$mechcert" prove x.claim
finds 'nested more than 200 deep' err
expect 11 "$mechcert" prove /dev/null
expect 11 "$mechcert" prove "$data/true.claim" --claim none
expect 13 "$mechcert" prove missing.claim

# --- the calculator ------------------------------------------------------------

expect 0 "$mechcert" eval 'exp(1)'
same "$(cat out)" '[2.7182818284590452353, 2.7182818284590452354]' 'exp(1)'
expect 0 "$mechcert" eval '1/4 + 1/2'
same "$(cat out)" '0.75' '3/4'
expect 0 "$mechcert" eval 'integral(y, 0, 1.5, exp(y)*y^(-1/2))' --digits 1000
finds '^.4.4973470985469892635675375322256126581985' out
finds 'three routes agree: the integral by Kummer' err
same "$(tr -d '\n' < out | wc -c | tr -d ' ')" 2006 'length of 1000 digits twice'
expect 0 "$mechcert" eval 'integral(y, 0, 1.5, exp(y)*y^(-1/2))' --digits 10000
finds '^.4.4973470985469892635675375322256126581985' out
expect 0 "$mechcert" eval 'F(1)' -d "$data/true.claim" --digits 12
finds '^.2.925303491' out
expect 11 "$mechcert" eval '1 +'
expect 12 "$mechcert" eval 'log(0)'
finds '^mechcert: <expression>:1:1:' err
expect 0 "$mechcert" eval 'pi' --json
finds '"enclosure"' out
expect 2 "$mechcert" eval
expect 2 "$mechcert" eval 1 --digits x

# --- exact sums and products, long and nested ---------------------------------

cat > sums.claim << 'END'
harmonic: sum(k, 1, 100000, 1/k) >= 12
telescope: product(k, 1, 2000, (k+1)/k) in [2001, 2001]
seven: sum(k, 1, 7, k) in [28, 28]
nested: sum(j, 1, 3, sum(k, 1, j, k*j)) in [25, 25]
empty: sum(k, 3, 2, k) in [0, 0]
powers: forall x in [0, 1]: sum(k, 1, 5, x^k/k) <= 3
END
mkdir sums
expect 0 "$mechcert" prove sums.claim -o sums
certified sums.claim sums

# --- integrals that are series ------------------------------------------------

cat > series.claim << 'END'
fn F(x, a) = integral(y, 0, x, exp(y)*y^(a-1))
half: F(1.5, 1/2) in [4.4973470985469892635, 4.4973470985469892636]
third: F(1.5, 1/3) >= 5.5398280733154774
above: forall x in [0.1, 2], a in [0.3, 0.6]: F(x, a) - x^a/a >= 0
falls: forall x in [0.1, 2], a in [0.3, 0.6]: F(x, a) decreasing in a
bends: forall x in [0.1, 0.5], a in [0.3, 0.6]: F(x, a) convex in a
fn H(x) = integral(u, 0, 1, exp(x*u)*u^(-1/2))
root top in [0, 3] : 1 + (1/2 - top)*exp(-top)*H(top)
cap: forall x in [0, top]: x*exp(-x)*H(x) concave in x
zero: forall x in [0, 1]: integral(y, 0, x, y^(x+1)) >= 0
both: forall a in [0.2, 0.4]: integral(y, 0, 1, y^(-a)*(1-y)^(-a)*(2-y)) >= 1.5
inner: forall x in [0, 1]: integral(y, 0, x, integral(z, 0, y, exp(-z)/sqrt(z))) <= 2
far: forall x in [0, 10]: integral(y, 0, x, exp(-y)) <= 1
root low in [0, 9] : integral(y, 0, low, exp(-y)/sqrt(y)) - 1
root rate in [1/10, 5] : integral(y, 0, 1, exp(-rate*y)*sqrt(y)) - 1/5
root v in [1, 2], w in [1/2, 1] : integral(y, 0, v, exp(w*y)*y^(w-1)) - 4, v*w - 1
roots: low + rate + v in [4.5601, 4.5602]
END
mkdir series
expect 0 "$mechcert" prove series.claim -o series
finds 'three routes agree: the integral by its series, by Kummer' out
certified series.claim series
same "$(grep -c '^integral . series ' series/above.cert)" 1 'a series'
same "$(grep -c '^integral . series ' series/far.cert)" 0 'a series that cancels'
awk '/^leaf/ { n++ } END { exit n > 300 }' series/above.cert || fail 'too many leaves'
claim 'fn F(x, a) = integral(y, 0, x, exp(y)*y^(a-1))' \
    'a: forall x in [0.1, 2], a in [0.3, 0.6]: F(x, a) - x^a/a >= 1/10'
expect 10 "$mechcert" prove x.claim -o x.cert
[ "${checker##*/}" = - ] || expect 0 "$checker" x.claim x.cert
bad 12 'above -1' 'fn F(a) = integral(y, 0, 1, exp(y)*y^a)' 'a: F(-1) >= 0'

# --- refutations that can be seen -----------------------------------------------

cat > plain.claim << 'END'
long: exp(1) in [2.718281828459045235360287471352662497757247093699959574966967627724076630354, 3]
short: exp(1) in [0, 2.71828182845904523536028747135266249775724709369995957]
END
expect 10 "$mechcert" prove plain.claim
same "$(awk '/is in/ { gsub(/[][,]/, ""); print (($5 "") >= "2.718281828459045235360287471352662497757247093699959574966967627724076630354") }' out | tr -d '\n')" 00 'upper ends'
same "$(awk '/is in/ { gsub(/[][,]/, ""); print (($4 "") > "2.71828182845904523536028747135266249775724709369995957") }' out | tr -d '\n')" 11 'lower ends'

# --- limits, and what they are called --------------------------------------------

claim 'k: exp(log(2)) >= 2'
expect 12 "$mechcert" prove x.claim
finds 'the limit of --digits' out
expect 12 "$mechcert" prove long.claim --time 0.1
finds 'stopped by --time' out
expect 12 "$mechcert" eval 'integral(y, 0, 1, exp(-y^2)*log(1+y)/(1+exp(y)))' --digits 3000 --time 0.2
finds 'stopped by --time' err
# kinks are found, poles are given up
expect 0 "$mechcert" eval 'integral(y, 0, 1, abs(exp(y) - 1.5))' --digits 300
finds '^.0.43467715278353838129432681774570990747321' out
expect 0 "$mechcert" eval 'integral(y, 0, 2, if(y^2 >= 2, 1, 0))' --digits 100
finds '^.0.585786437626904951198311275790301921430328124' out
expect 0 "$mechcert" eval 'integral(y, 0, 1, abs(y - 1/2) + max(y, 1/3) + min(y, 3/4))' --digits 30
finds '^.1.2743055555555555' out
expect 12 "$mechcert" eval 'integral(y, -1, 1, 1/y)'
expect 12 "$mechcert" eval 'integral(y, 0, 1, sqrt(abs(y - 1/3)))' --digits 2000
finds 'would take too long' err

# --- expressions that begin with "-" ----------------------------------------------

expect 0 "$mechcert" eval -1e-5
same "$(cat out)" -0.00001 '-1e-5'
expect 0 "$mechcert" eval '-2/3' --digits 5
same "$(cat out)" -2/3 '-2/3'
expect 0 "$mechcert" eval --digits 5 -pi
same "$(cat out)" '[-3.1416, -3.1415]' '-pi'
expect 0 "$mechcert" eval '-(1 + 2)'
same "$(cat out)" -3 '-(1 + 2)'
expect 2 "$mechcert" eval --digits -5 3
expect 2 "$mechcert" eval --sharp 3
expect 0 "$mechcert" eval -d "$data/true.claim" '-F(1)' --digits 12
finds '^.-2.925303491' out

# --- problems for programs ---------------------------------------------------------

claim 'b = 1' 'a: b >= foo'
expect 11 "$mechcert" prove x.claim --json
finds '"line": 2' out
finds '"column": 9' out
finds '"message": "the name foo is not defined"' out
expect 13 "$mechcert" prove missing.claim --json
finds '"status": "unreadable"' out
expect 12 "$mechcert" eval 'log(0)' --json
finds '"column": 1' out

# --- the parenthesis that is not closed --------------------------------------------

bad 11 'x.claim:1:5: this ( is not closed: .* (line 2, column 1)' 'b = (1 + 2' 'a: b >= 0'
bad 11 'x.claim:1:7: this ( is not closed' 'a: exp(1 >= 0'
bad 11 'x.claim:1:12: this ( is not closed' 'a: integral(y, 0, 1' ''
bad 11 'x.claim:1:7: expected ), not 2' 'a: (1 2) >= 0'

finish
