#!/bin/sh
# mechanism.sh MECHCERT CHECKER: the public goods of Fryxell, "Public good
# provision re-examined": every number of Figure 1, Examples 1 to 3 and the
# environment of Proposition 6, what is asked for wrongly, and certificates.
. "$(dirname "$0")/lib.sh"

for kind in library-example park-clarke park-non-monotone park-fair-pricing \
    project-starters; do
    expect 0 "$mechcert" new "$kind" -o "$kind.json"
done

# row WORDS...: the words of a line of the report in the file out.
row() {
    if awk -v want="$*" '{ $1 = $1 } $0 == want { found = 1 }
        END { exit !found }' out; then
        pass
    else
        fail "no row '$*'"
    fi
}

# kept FILE PROPERTY; broken FILE PROPERTY AMOUNT [WITNESS]
kept() {
    expect 0 "$mechcert" mechanism check "$1.json" --property "$2" -o p.cert
    row "$2 holds"
    verified "$1.json" p.cert "property $2 0"
}

broken() {
    expect 10 "$mechcert" mechanism check "$1.json" --property "$2" -o p.cert
    row "$2 violated by $3: $4"
    verified "$1.json" p.cert "property $2 $3"
}

# shown FILE [OPTION...]: run writes a certificate that the checker accepts.
shown() {
    good=$1
    shift
    expect 0 "$mechcert" mechanism run "$good.json" -o o.cert "$@"
    cp out report
    verified "$good.json" o.cert outcome
    cp report out
}

# --- Figure 1 ---------------------------------------------------------------

shown library-example
row library 460000 550000 690560 689360 600000 90560
row 'income 30000' 400 library library no 0 300 300 300
row 'income 60000' 500 library library no 0 600 600 600
row 'income 100000' 80 library library no 0 1000 1000 1000
row 'income 250000' 20 library library no 0 2500 2500 2500
row revenue 0 550000 550000 550000
row revenue minus cost -550000 0 0 0
row 'Decision: library, the only alternative with the largest welfare.'
row 'Nobody is pivotal.'
broken library-example efficient 90000 'at the only profile'
kept library-example utilitarian
kept library-example fair-pricing
kept library-example budget-balance

# --- Examples 1 to 3 --------------------------------------------------------

shown park-clarke
row Alice 1 no park park no 0 0 1 1
row Benjamin 1 no park no park no 0 0 0 0
for property in no-extortion fair-pricing cost-sharing-universal-participation
do
    broken park-clarke $property 1 'Alice at the only profile'
done
kept park-clarke no-deficit
kept park-clarke net-value-universal-participation

shown park-non-monotone --profile large,both
row 'i (large)' 1 small park yes 0 5 5
row 'Decision: no park; the largest welfare is that of no park, small park.'
kept park-non-monotone utilitarian
kept park-non-monotone strategy-proof
broken park-non-monotone no-extortion 5 \
    'i (large) at the profile (i: large, j: both)'
broken park-non-monotone monotone 1 \
    'i (nothing) reporting large at the profile (i: nothing, j: both)'

shown park-fair-pricing
row i 1 small park small park yes 10 15 15 15
row large park 22 20 22 11 20 2
row i 11 10 11 16
broken park-fair-pricing fair-pricing 4 'i at the only profile'
kept park-fair-pricing fair-pricing-per-unit

# --- Proposition 6 ----------------------------------------------------------

shown project-starters --profile '3,#2,3'
row 'first (3)' 1 nothing project yes 2 2 8/3 2
row revenue 6 6 8 6
row revenue minus cost -2 -2 0 -2
row 'Pivotal: 3 of 3 people.'
kept project-starters no-extortion
broken project-starters no-deficit 2 \
    'at the profile (first: 3, second: 3, third: 3)'

# --- all properties, all types ----------------------------------------------

expect 10 "$mechcert" mechanism check library-example.json -o all
same "$(ls all | wc -l | tr -d ' ')" 25 'certificates in a directory'
for certificate in all/*.cert; do
    expect 0 "$checker" library-example.json "$certificate"
done
expect 0 "$mechcert" mechanism check library-example.json --everywhere \
    --property fair-pricing -o e.cert
verified library-example.json e.cert \
    'property-everywhere fair-pricing concave-values'
expect 12 "$mechcert" mechanism check park-fair-pricing.json --everywhere \
    --property no-deficit
finds 'no argument says' err
# A million people with two types each: too many profiles to go through, and
# what follows from the rules is told nevertheless.
cat > million.json << 'EOF'
{"format": "mechcert-publicgood-1", "alternatives": ["no", "yes"],
 "cost_per_head": [0, 2], "agents": ["a", "b", "c", "d"],
 "counts": [250000, 250000, 250000, 250000], "shares": "equal",
 "values": [[[0, 3], [0, 1]], [[0, 3], [0, 1]], [[0, 3], [0, 1]],
            [[0, 3], [0, 1]]],
 "decision": "utilitarian", "tie": "lowest",
 "transfer": "cost-sharing-pivotal"}
EOF
expect 12 "$mechcert" mechanism check million.json
finds 'more than 100,000,000 profiles' err
finds 'On the listed types everything is undecided' out
finds '^  strategy-proof  *holds: ' out
expect 12 "$mechcert" mechanism check million.json --json
finds '"holds": null' out
expect 0 "$mechcert" mechanism check million.json --everywhere \
    --property strategy-proof -o m.cert
verified million.json m.cert 'property-everywhere strategy-proof all-values'
expect 12 "$mechcert" mechanism check million.json --everywhere \
    --property no-deficit -o none.cert
[ ! -e none.cert ] || fail 'a certificate of nothing'
expect 12 "$mechcert" mechanism check million.json --property strategy-proof \
    -o none.cert
[ ! -e none.cert ] || fail 'a certificate of nothing'
expect 10 "$mechcert" mechanism check park-clarke.json \
    --property no-extortion --property no-deficit,monotone
same "$(grep -cE ' (holds|violated by 1: Alice at the only profile)$' out)" 3 \
    'a list of properties'
expect 2 "$mechcert" mechanism check park-clarke.json --property fairness
finds '  fair-pricing-per-unit$' err

# A certificate is for its own statement.
expect 0 "$mechcert" mechanism run park-clarke.json -o o.cert
expect 10 "$checker" park-fair-pricing.json o.cert
finds 'NOT VERIFIED E' out

# --- other outputs ----------------------------------------------------------

expect 0 "$mechcert" mechanism run library-example.json --csv table.csv
same "$(sed -n 2p table.csv)" \
    'income 30000,400,library,library,no,0,300,300,300' table.csv
expect 0 "$mechcert" mechanism run library-example.json --json
finds '"least_welfare_benefit": "689360"' out
expect 10 "$mechcert" mechanism check park-non-monotone.json --json
finds '"violation": "5"' out

# --- what is wrong ----------------------------------------------------------

expect 2 "$mechcert" mechanism run project-starters.json
finds 'several profiles' err
finds '  second, 1 person: 0, 2, 3' err
expect 2 "$mechcert" mechanism run project-starters.json --profile 3,4,3
finds '"4" does not say the type of .second.' err
expect 2 "$mechcert" mechanism run project-starters.json --profile 3,3

sed 's/"tie": "lowest"/"notes": ""/; s/"notes": "F.*//; s/550000\]/460000]/
    s/"utilitarian"/"efficient"/' library-example.json > tie.json
expect 11 "$mechcert" mechanism run tie.json
finds "^mechcert: tie.json:[0-9]*:15: decision: at the only profile, the \
alternatives 'no library' and 'library' have the same largest welfare 0" err
sed 's/"shares": "equal"/"shares": [[0, 1], [0, 2]]/' park-clarke.json > s.json
expect 11 "$mechcert" mechanism check s.json
finds "s.json:8:13: shares: the shares of alternative 'park' add up to 3, its \
cost is 4 (1 less)" err

# --- what the statement does not define ------------------------------------

# Only what the formulas name is asked for: without Ann's value there is a tie
# and no rule for it, but Ann has no other type to report, and the park is built.
cat > tied.json << 'EOF'
{"format": "mechcert-publicgood-1", "agents": ["Ann", "Bob"],
 "alternatives": ["no park", "park"], "cost": [0, 4], "shares": "equal",
 "values": [[[0, 5]], [[0, 4]]], "decision": "utilitarian",
 "transfer": "cost-sharing-pivotal"}
EOF
kept tied strategy-proof
kept tied no-extortion
kept tied monotone
expect 11 "$mechcert" mechanism check tied.json --property fair-pricing
finds 'without the value of Ann, .* no key "tie"' err
expect 0 "$mechcert" mechanism check tied.json -o tied
row efficient holds
finds '^  fair-pricing  *not defined: tied.json:[0-9]*:.*no key "tie"' out
finds 'tied.json: [0-9]* of [0-9]* properties are not defined' err
[ ! -e tied/fair-pricing.cert ] || fail 'a certificate of nothing'
verified tied.json tied/efficient.cert 'property efficient 0'
expect 0 "$mechcert" mechanism check tied.json --json
finds '"not_defined": "tied.json:[0-9]*:' out

# With a second type, what Bob pays is needed; what Ann pays still is not.
sed 's/\[\[0, 4\]\]/[[0, 4], [0, 3]]/' tied.json > choice.json
kept choice strategy-proof
sed 's/\[0, 5\]/[0, 4]/' choice.json > choice-2.json
expect 11 "$mechcert" mechanism check choice-2.json --property strategy-proof
finds 'without the value of Bob' err

cat > partial.json << 'EOF'
{"format": "mechcert-publicgood-1", "agents": ["Ann", "Bob"],
 "alternatives": ["no park", "park"], "cost": [0, 4], "shares": "equal",
 "values": [[[0, 5]], [[0, 2], [0, 0]]], "decision": "table",
 "rule": ["no park", "park"], "transfer": "generalised-pivotal"}
EOF
expect 10 "$mechcert" mechanism check partial.json
finds '^  efficient  *violated by 3: at the profile (Bob: #0)' out
finds '^  universal-participation  *not defined: .*the table does not say' out
finds '^  net-value-universal-participation  *not defined: ' out
expect 11 "$mechcert" mechanism check partial.json --property no-deficit

# Where every decision ties, nothing is defined.
sed 's/\[\[0, 5\]\]/[[0, 2]]/; s/\[\[0, 4\]\]/[[0, 2], [0, 2]]/' tied.json > even.json
expect 11 "$mechcert" mechanism check even.json
finds "even.json:3:.*have the same largest welfare 0" err

# --- groups of one type ------------------------------------------------------

sed 's/"shares"/"counts": [2, 1], "shares"/; s/"decision"/"tie": "lowest", &/' \
    choice.json > group.json
expect 0 "$mechcert" mechanism run group.json --profile '2,#0' -o g.cert
verified group.json g.cert outcome
expect 2 "$mechcert" mechanism run group.json --profile '3,#0'
finds '"3" does not say the type of .Ann.' err

finish
