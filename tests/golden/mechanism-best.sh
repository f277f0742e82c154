#!/bin/sh
# mechanism-best.sh MECHCERT CHECKER: what `mechanism best` says and how it
# ends.
. "${0%/*}/lib.sh"

# good FILE TYPES DECISION TRANSFER: three people, a good that costs 8
good() {
    cat > "$1" << EOF
{"format": "mechcert-publicgood-1", "alternatives": ["nothing", "park"],
 "cost": [0, 8], "agents": ["Ann", "Bob", "Carl"], "shares": "equal",
 "values": [$2, $2, $2], $3, "transfer": "$4"}
EOF
}
maximise='"decision": "utilitarian", "tie": "highest"'
three='[[0, 0], [0, 2], [0, 3]]'
good six.json "$three" "$maximise" cost-sharing-pivotal

# Proposition 6
expect 10 "$mechcert" mechanism best six.json -o six.cert --subject-to \
    strategy-proof,utilitarian,no-extortion,no-deficit
finds 'no transfer rule .* at the profile (Ann: #2, Bob: #2, Carl: #2) the revenue is at most 6 and the cost is 8' err
finds 'Ann (#2) pays at most 2, or would report Ann (#1) and pay 2, or would report Ann (#0) and pay 0' out
finds 'revenue at most 6' out
verified six.json six.cert 'no-mechanism no-extortion 6'
cp six.cert again.cert
expect 10 "$mechcert" mechanism best six.json -o again.cert --subject-to \
    no-extortion --no-deficit --json
finds '"exists": false' out
finds '"claim": "no-mechanism no-extortion 6"' out
cmp -s six.cert again.cert && pass || fail 'the same certificate twice'

# the largest transfers; their table is its own largest
expect 0 "$mechcert" mechanism best six.json --subject-to fair-pricing \
    -o fair.cert --rule table.json
finds 'cost-sharing pivotal: the same for everybody at every profile' out
finds 'Ann: #2, Bob: #2, Carl: #2 -> park  *8  *6  *-2' out
finds 'at 1 of 27 profiles' out
finds 'Theorem 3' out
verified six.json fair.cert 'largest-transfers fair-pricing 0 0'
expect 0 "$mechcert" mechanism best table.json --subject-to fair-pricing \
    -o table.cert
verified table.json table.cert 'largest-transfers fair-pricing 0 0'

# a coarser grid allows more, and with it no-deficit
good nine.json '[[0, 0], [0, 3]]' "$maximise" cost-sharing-pivotal
expect 0 "$mechcert" mechanism best nine.json --no-deficit --subject-to \
    fair-pricing -o nine.cert --json
finds '"revenue": "9"' out
expect 0 "$mechcert" mechanism best nine.json --no-deficit --subject-to \
    no-extortion -o nine.cert
finds 'It covers the cost everywhere' out
verified nine.json nine.cert 'largest-transfers no-extortion 1 0'

# all convex sets of types
expect 0 "$mechcert" mechanism best six.json --everywhere --subject-to \
    cost-sharing-universal-participation -o everywhere.cert
verified six.json everywhere.cert \
    'largest-everywhere cost-sharing-universal-participation all-values'
expect 12 "$mechcert" mechanism best six.json --everywhere --subject-to \
    universal-participation
finds "the statement's transfers are not the generalised pivotal ones" err
expect 12 "$mechcert" mechanism best six.json --everywhere --subject-to \
    fair-pricing,no-extortion
finds 'no theorem is about these constraints' err

# no bound
good high.json '[[0, 9]]' "$maximise" clarke
expect 10 "$mechcert" mechanism best high.json --subject-to no-extortion \
    -o high.cert
finds 'agent Ann.* may be charged any amount' err
[ ! -e high.cert ] && pass || fail 'a certificate of nothing'

# decision rules that are not what is said, or cannot be implemented
ask='"nothing"'
for k in 1 2 3 4 5 6; do ask="$ask, \"nothing\""; done
good odd.json '[[0, 0], [0, 3]]' \
    "\"decision\": \"table\", \"rule\": [$ask, \"park\"]" clarke
expect 11 "$mechcert" mechanism best odd.json --subject-to no-extortion
good table.json '[[0, 0], [0, 3]]' \
    "\"decision\": \"table\", \"rule\": [\"park\", $ask]" cost-sharing-pivotal
expect 10 "$mechcert" mechanism best table.json --subject-to utilitarian,fair-pricing \
    -o cycle.cert
finds 'no transfer rule makes this decision rule strategy-proof: for agent Ann' err
verified table.json cycle.cert 'not-implementable -3'
good poor.json '[[0, 0], [0, 3]]' \
    "\"decision\": \"table\", \"rule\": [$ask, \"nothing\"]" \
    cost-sharing-pivotal
expect 10 "$mechcert" mechanism best poor.json --subject-to \
    utilitarian,fair-pricing
finds 'the decision rule is not utilitarian: at the profile (Ann: #1, Bob: #1, Carl: #1)' err
expect 0 "$mechcert" mechanism best poor.json --subject-to fair-pricing
finds 'Clarke: not compared: .*type' out

# labels are escaped once
sed 's/"nothing"/"no\\\\thing"/g; s/"Bob"/"B\\\\ob"/' poor.json > escape.json
expect 0 "$mechcert" mechanism best escape.json --subject-to fair-pricing
finds 'B[\][\]ob: #[01].* -> no[\][\]thing  ' out

# usage
expect 2 "$mechcert" mechanism best six.json
finds 'without one transfers may be as large' err
expect 2 "$mechcert" mechanism best six.json --subject-to fair-prices
finds 'unknown constraint "fair-prices"' err
finds "^  fair-pricing$" err
expect 2 "$mechcert" mechanism best --subject-to fair-pricing
expect 2 "$mechcert" mechanism best six.json --subject-to fair-pricing -o six.json
expect 2 "$mechcert" mechanism best six.json --subject-to fair-pricing -o - --json
expect 13 "$mechcert" mechanism best none.json --subject-to fair-pricing
expect 0 "$mechcert" mechanism best six.json --subject-to fair-pricing -o -
cmp -s out fair.cert && pass || fail 'a certificate on standard output'

finish
