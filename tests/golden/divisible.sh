#!/bin/sh
# divisible.sh MECHCERT CHECKER: divisible public goods and posted prices: what
# holds of lotteries, tables and polynomials, and certificates of all of it.
. "${0%/*}/lib.sh"

# all_verified STATEMENT DIRECTORY COUNT: so many certificates, all accepted.
all_verified() {
    count=0
    for certificate in "$2"/*.cert; do
        expect 0 "$checker" "$1" "$certificate"
        case $(tail -n 1 out) in
        's VERIFIED '*) count=$((count + 1)) ;;
        *) fail "$certificate: $(tail -n 1 out)" ;;
        esac
    done
    same "$count" "$3" "certificates in $2"
}

# ---- four posted prices, and the display of Lemma 2 ----

expect 0 "$mechcert" new divisible-lottery -o lottery.json
expect 0 "$mechcert" divisible check lottery.json -o lottery
finds '^  incentive-compatible     holds$' out
finds '^  balanced-prices          holds$' out
all_verified lottery.json lottery 11
expect 0 "$mechcert" divisible decompose lottery.json -o decompose.cert
finds '^  probability 1/4: A 1/5, B 2/5, C 2/5$' out
verified lottery.json decompose.cert 'price-decomposition 4'
expect 10 "$mechcert" divisible check lottery.json \
    --display 1/4,1/4,1/4:1/2,1/2,1/2 -o display.cert
finds 'they differ: the display is wrong' out
verified lottery.json display.cert 'lemma-2-display 1/4 1'
expect 0 "$mechcert" divisible check lottery.json \
    --display 0,0,0:1/3,1/3,1/3 -o equal.cert
verified lottery.json equal.cert 'lemma-2-display 1/4 1/4'
expect 0 "$mechcert" divisible loss lottery.json -o loss.cert
finds 'supremum over all types      6/5$' out
verified lottery.json loss.cert 'maximal-loss 6/5'

# ---- a finite set of types, on which Proposition 2 is false ----

expect 0 "$mechcert" new divisible-set -o set.json
expect 10 "$mechcert" divisible check set.json -o set
finds '^  types: the finite sets of cuts; nothing is said' out
for property in incentive-compatible individually-rational budget-balance; do
    finds "^  $property *holds\$" out
done
all_verified set.json set 11
verified set.json set/incentive-compatible.cert \
    'divisible-property incentive-compatible 0'
verified set.json set/lemma-1.cert 'divisible-property lemma-1 3/50'
expect 0 "$mechcert" divisible best set.json -o best.cert
finds 'expected welfare             1/20$' out
verified set.json best.cert 'best-price 1/20'
# efficient welfare 1/10 less 3/50
expect 0 "$mechcert" divisible loss set.json -o loss.cert
verified set.json loss.cert 'expected-loss 1/25'
expect 11 "$mechcert" divisible decompose set.json
finds 'a decomposition is about boxes of types' err

# ---- the same table on boxes ----

sed 's/"domain": "set",//' set.json > boxes.json
expect 10 "$mechcert" divisible decompose boxes.json -o boxes.cert
finds 'price-lottery is violated' out
verified boxes.json boxes.cert 'divisible-property price-lottery 1/5'
expect 10 "$mechcert" divisible check boxes.json -o boxes
finds '^  lemma-1 *violated, by 3/50 at worst$' out
all_verified boxes.json boxes 11
expect 10 "$mechcert" divisible check boxes.json --property budget-balance,lemma-1
finds '^mechcert: 1 of 2 properties does not hold$' err
expect 0 "$mechcert" divisible check boxes.json --property budget-balance \
    --property no-deficit
finds '^  no-deficit               holds$' out

# ---- polynomials ----

for n in 2 3 4; do
    expect 0 "$mechcert" new divisible-uniform --agents $n -o uniform.json
    expect 0 "$mechcert" divisible check uniform.json -o uniform$n
    all_verified uniform.json uniform$n 3
    verified uniform.json uniform$n/lemma-1-residual.cert 'lemma-1-residual 0'
done
cat > square.json << 'END'
{"format": "mechcert-divisible-1", "agents": ["A", "B"],
 "support": [[0, 1], [0, 1]], "cost": 1, "terms": [[1, 2, 1]]}
END
expect 10 "$mechcert" divisible check square.json -o square
finds '^  lemma-1-residual         violated, at least by' out
finds '^claim mixed-derivative 2$' square/mixed-derivative.cert
all_verified square.json square 3
sed 's/\[1, 2, 1\]/[2, 1, 1]/' square.json > above.json
expect 10 "$mechcert" divisible check above.json --property polynomial-monotone
finds 'the level is 2 (no certificate' out
sed 's/\[1, 2, 1\]/[1, 0, 0], ["-1\/2", 1, 0]/' square.json > falling.json
expect 10 "$mechcert" divisible check falling.json --property polynomial-monotone
finds 'the slope of the level in the value of A is -1/2' out

# ---- best prices and robust optima ----

cat > free.json << 'END'
{"format": "mechcert-divisible-1", "agents": ["A", "B", "C"],
 "support": [[2, 7], [3, 11], [2, 6]], "cost": 8,
 "cuts": [[2, 3, 5], [3, 5, 11], [2, 4, 5]],
 "belief": [["1/5", 5, 3, 3], ["1/5", 6, 3, 6], ["1/5", 2, 8, 6],
  ["1/5", 5, 8, 2], ["1/5", 5, 5, 4]]}
END
expect 0 "$mechcert" divisible best free.json --free -o free
finds 'more than every posted price' out
verified free.json free/best-price.cert 'best-price 24/5'
verified free.json free/robust-optimum-zero.cert 'robust-optimum zero 23/5'
verified free.json free/robust-optimum-free.cert 'robust-optimum free 17/3'
expect 0 "$mechcert" divisible best free.json --json
finds '^  "robust_optimum_zero": "23/5"' out
cat > half.json << 'END'
{"format": "mechcert-divisible-1", "agents": ["A", "B"],
 "support": [[0, 1], [0, 1]], "cost": 1,
 "cuts": [[0, "1/4", "1/2", "3/4"], [0, "1/4", "1/2", "3/4"]],
 "belief": [["1/4", "1/4", 1], ["1/4", 1, "1/4"], ["1/4", "3/4", "3/4"],
  ["1/4", "1/2", "1/2"]]}
END
expect 0 "$mechcert" divisible best half.json --free -o half
finds 'no such mechanism does better than the best price' out
finds 'the same: utility of lowest types does not help' out
verified half.json half/robust-optimum-zero.cert 'robust-optimum zero 3/16'
verified half.json half/robust-optimum-free.cert 'robust-optimum free 3/16'

# ---- wrong mechanisms ----

# Prices above the cost; payments that are not those of the lottery.
cat > above.json << 'END'
{"format": "mechcert-divisible-1", "agents": ["A", "B"],
 "support": [[0, 1], [0, 1]], "cost": 1, "prices": [[1, "1/2", "2/3"]]}
END
expect 10 "$mechcert" divisible decompose above.json -o above.cert
verified above.json above.cert 'divisible-property balanced-prices 1/6'
cat > payments.json << 'END'
{"format": "mechcert-divisible-1", "agents": ["A", "B"],
 "support": [[0, 1], [0, 1]], "cost": 1,
 "cuts": [[0, "1/2"], [0, "1/2"]], "allocation": [0, 0, 0, 1],
 "payments": [[0, 0], [0, 0], [0, 0], ["1/4", "3/4"]]}
END
expect 10 "$mechcert" divisible decompose payments.json -o payments.cert
verified payments.json payments.cert \
    'divisible-property incentive-compatible 1/4'

# ---- malformed statements: named, with the numbers ----

# bad SUBSTITUTION MESSAGE: of half.json
bad() {
    sed "$1" half.json > bad.json
    expect 11 "$mechcert" divisible best bad.json
    finds "^mechcert: bad.json:[0-9]*:[0-9]*: $2" err
}
bad 's/"cost": 1/"cost": 2/' \
    'cost: is 2, but must be below the sum of the highest values, 2$'
bad 's/\[\[0, 1\]/[[1, 1]/' \
    'support\[0\]\[1\]: is 1, but must be above the lowest value 1$'
bad 's/\["1\/4", "1\/2", "1\/2"\]/["1\/8", "1\/2", "1\/2"]/' \
    'belief: the probabilities add up to 7/8;'
bad 's/"3\/4", "3\/4"\]/"3\/4", "5\/4"]/' \
    'belief\[2\]\[2\]: is 5/4, but the agent.s highest value is 1$'
bad 's/\["1\/4", 1, "1\/4"\]/["1\/4", "1\/4", 1]/' \
    'belief\[1\]: says the same as row 0'
bad 's/\[\[0, "1\/4"/[[0, "1\/2"/' \
    'cuts\[0\]\[2\]: is 1/2, but must be above the cut before it, 1/2$'
bad 's/"cost"/"domain": "set", "prices": [], "cost"/' \
    'domain: a mechanism on a "set" is given by "allocation"$'
sed '/"cuts"/d' half.json > uncut.json
expect 0 "$mechcert" divisible best uncut.json -o uncut.cert
verified uncut.json uncut.cert 'best-price 3/16'
expect 11 "$mechcert" divisible best uncut.json --free
finds '^mechcert: uncut.json: the robust optimum takes "cuts"' err
expect 11 "$mechcert" divisible check half.json
finds '^mechcert: half.json: the statement has no mechanism' err
expect 2 "$mechcert" divisible check half.json half.json
expect 2 "$mechcert" divisible check lottery.json --property fair
expect 2 "$mechcert" divisible check lottery.json --display 0,0:1,1
expect 2 "$mechcert" divisible
expect 0 "$mechcert" divisible --help

# ---- limits ----

cat > wide.json << 'END'
{"format": "mechcert-divisible-1",
 "agents": ["1", "2", "3", "4", "5", "6", "7", "8"],
 "support": [[0, 8], [0, 8], [0, 8], [0, 8], [0, 8], [0, 8], [0, 8], [0, 8]],
 "cost": 56, "terms": [["1/8", 1, 0, 0, 0, 0, 0, 0, 0]],
 "belief": [["1/8", 0, 0, 0, 0, 0, 0, 0, 0], ["1/8", 1, 1, 1, 1, 1, 1, 1, 1],
  ["1/8", 2, 2, 2, 2, 2, 2, 2, 2], ["1/8", 3, 3, 3, 3, 3, 3, 3, 3],
  ["1/8", 4, 4, 4, 4, 4, 4, 4, 4], ["1/8", 5, 5, 5, 5, 5, 5, 5, 5],
  ["1/8", 6, 6, 6, 6, 6, 6, 6, 6], ["1/8", 7, 7, 7, 7, 7, 7, 7, 7]]}
END
expect 12 "$mechcert" divisible best wide.json --json
finds '^  "format": "mechcert-undecided-1",$' out
finds 'more than 10,000,000 vectors' err
sed 's/1\/8", 1, 0, 0, 0, 0, 0, 0, 0/1\/16777216", 1, 1, 1, 1, 1, 1, 1, 1/' \
    wide.json > product.json
expect 12 "$mechcert" divisible check product.json \
    --property polynomial-monotone --json
finds '^      "verdict": "undecided",$' out
finds 'products of degree at most 7; at most 5000 are tried' out

# Stopped: the best price, which was found before the programs, is told and kept.
awk 'BEGIN {
    n = 60
    printf "{\"format\": \"mechcert-divisible-1\", \"agents\": [\"A\", \"B\"],"
    printf "\"support\": [[0, 1], [0, 1]], \"cost\": 1, \"cuts\": ["
    for (i = 0; i < 2; i++) {
        printf "%s[0", i ? ", " : ""
        for (k = 1; k < n; k++)
            printf ", \"%d/%d\"", k, n
        printf "]"
    }
    print "], \"belief\": [[\"1/2\", \"1/3\", \"4/5\"], [\"1/2\", \"3/4\", \"1/2\"]]}"
}' > fine.json
expect 12 "$mechcert" divisible best fine.json --time 0.001 -o stopped
finds '^The best posted price for the belief: ' out
same "$(ls stopped)" best-price.cert 'certificates of a stopped search'
expect 0 "$checker" fine.json stopped/best-price.cert
expect 12 "$mechcert" divisible best fine.json --time 0.001 --json
same "$(grep -c '^{$' out)" 1 'one JSON object'
finds '"undecided": "stopped' out

finish
