#!/bin/sh
# mechanism-quantity.sh MECHCERT CHECKER: public goods of a continuous
# quantity: the figures, what is printed, certificates, hostile statements.
. "${0%/*}/lib.sh"

run='mechanism run'
check='mechanism check'

# ---- the figures ----

for figure in 2 3; do
    expect 0 "$mechcert" new figure-$figure -o f$figure.json
    expect 0 "$mechcert" $run f$figure.json -o f$figure.cert
    expect 0 "$mechcert" $check f$figure.json -o check.cert
    expect 0 cmp f$figure.cert check.cert
    verified f$figure.json f$figure.cert quantity-outcome
done
refused f2.json f3.cert E400

cat > wanted << 'END'
Public good f3.json: quantities from 0 to 10, 3 agents
  the decision is efficient; of several maximisers the lowest

The decision a is 3. Without the value of a person it is a0, without value and
share aN; v is what these are worth to the person:
           people   a0    aN  v(a)   v(a0)   v(aN)
  left          1  5/2  10/3  21/2    75/8   100/9
  right         1    3  15/4     0       0       0
  another       1  5/4   5/3  51/2  375/32  275/18

The fair shares of one person of their cost:
           c(a)  c(a0)   c(aN)
  left      9/2   25/8    50/9
  right     9/2    9/2  225/32
  another   9/2  25/32   25/18

What a person may pay by fair pricing per unit, the area under the larger of
marginal value and marginal share up to a:
  left: 43/4
  right: 9/2
  another: 51/2

What one person pays. p is the welfare that the others lose (red in Figures 2 and 3),
with the share of what would have been produced without the person (green) it is q,
the cost-sharing pivotal transfer. Clarke adds up the loss without value and share
and the share of what is produced:
           pivotal p  + c(a0)  = CSP q  net loss  + c(a)  = Clarke k
  left           1/2     25/8     29/8       1/6     9/2        14/3
  right            0      9/2      9/2       9/8     9/2        45/8
  another       49/8    25/32   221/32       8/3     9/2        43/6

The cost of a is 27/2; all people together pay:
                        revenue  minus cost
  generalised pivotal      53/8       -55/8
  cost-sharing pivotal   481/32       49/32
  Clarke                 419/24       95/24

Nothing was written; give -o CERT to keep the proof.
END
expect 0 "$mechcert" $run f3.json
mv out printed
expect 0 diff wanted printed

# Clarke asks more than the fair share of whom the good is worth nothing.
expect 0 "$mechcert" $check f3.json --property \
    cost-sharing-universal-participation,fair-pricing,no-deficit
finds '^At this profile of values, .*nothing is said about others' out
sed '1,/^The least slack/d' out > table
cat > wanted << 'END'

cost-sharing-universal-participation
  generalised pivotal    holds, slack 15/4 (a person of left)
  cost-sharing pivotal   holds, slack 0 (a person of right)
  Clarke                 violated by 9/8 (a person of right)
fair-pricing
  generalised pivotal    holds, slack 9/2 (a person of right)
  cost-sharing pivotal   holds, slack 0 (a person of right)
  Clarke                 violated by 9/8 (a person of right)
no-deficit
  generalised pivotal    violated by 55/8
  cost-sharing pivotal   holds, slack 49/32
  Clarke                 holds, slack 95/24

Nothing was written; give -o CERT to keep the proof.
END
expect 0 diff wanted table

cat > wanted << END
mechcert-certificate 1
claim quantity-outcome
statement quantity $(sha256sum < f3.json | cut -d ' ' -f 1)
decision 3 0
person 0
without 5/2 0
net 10/3 0
worth 72 756 675 800
shares 72 324 225 400
unit 43/4
signs 1 5/2
charges 24 12 87 112
person 1
without 3 0
net 15/4 0
worth 1 0 0 0
shares 32 144 144 225
unit 9/2
signs 0
charges 8 0 36 45
person 2
without 5/4 0
net 5/3 0
worth 288 7344 3375 4400
shares 288 1296 225 400
unit 51/2
signs 0
charges 96 588 663 688
revenue 96 636 1443 1676
cost 27/2
end 30
END
expect 0 diff wanted f3.cert

expect 0 "$mechcert" $run f2.json --json
finds '^  "decision": "23/5",$' out
finds '^        "generalised-pivotal": "867/700",$' out
expect 0 "$mechcert" $run f2.json --csv -
finds '^"i",1,23/5,22/7,26/5,.*,867/700,73207/14700,2023/300$' out
expect 0 sh -c "\"\$1\" $run - --json < f2.json" sh "$mechcert"
finds '"statement": "-"' out

# ---- what cannot be done exactly is said ----

statement() {
    printf '{"format": "mechcert-quantity-1", "agents": ["A"],\n'
    printf ' "knots": %s, "cost": %s, "shares": %s,\n' "$1" "$2" "$3"
    printf ' "values": %s,\n "decision": "efficient"%s}\n' "$4" "${5-}"
}
lowest=', "tie": "lowest"'
statement '[0, 4]' '[[0]]' '"equal"' '[[[2, 0, -1]]]' "$lowest" > surd.json
expect 12 "$mechcert" $run surd.json -o surd.cert
finds ': the decision is irrational.*\[1.414213562373, 1.414213562374\]' err
if [ -e surd.cert ]; then fail 'a certificate of an irrational decision'; fi

statement '[0, 4]' '[[0]]' '"equal"' '[[[6, -11, 6, -1]]]' > tie.json
expect 11 "$mechcert" $check tie.json
finds 'the quantities 1 and 3 have the same net welfare 9/4' err
sed 's/"efficient"/"efficient", "tie": "highest"/' tie.json > high.json
expect 0 "$mechcert" $run high.json -o high.cert
finds '^decision 3 [1-9]' high.cert
finds '^decision .* 1 ' high.cert
verified high.json high.cert quantity-outcome
sed 's/highest/lowest/' high.json > low.json
expect 0 "$mechcert" $run low.json -o low.cert
finds '^decision 1 [1-9]' low.cert
verified low.json low.cert quantity-outcome
# the other peak is a maximiser, but not the one that the rule chooses
sed "s/^statement.*/$(sed -n 3p low.cert)/" high.cert > other.cert
refused low.json other.cert E446

# Value and share of A meet at sqrt(5) - 1.
cat > crossing.json << 'END'
{"format": "mechcert-quantity-1", "agents": ["A", "B"], "counts": [1, 2],
 "knots": [0, 2], "cost": [[0, 3]], "shares": "equal",
 "values": [[[2, 0, "-1/2"]], [[9]]], "decision": "efficient"}
END
expect 0 "$mechcert" $check crossing.json -o crossing.cert
finds '^  undecided for 1 agent: marginal value and marginal share meet' out
same "$(grep -c '^unit -$' crossing.cert)" 1 'one per-unit number is left out'
verified crossing.json crossing.cert quantity-outcome
expect 0 "$mechcert" $run crossing.json --json
finds '^      "per-unit": null,$' out

# Nothing is produced, and Clarke makes people pay all the same.
cat > nothing.json << 'END'
{"format": "mechcert-quantity-1", "agents": ["A", "B"], "knots": [0, 1],
 "cost": [[2]], "shares": "equal", "values": [[["3/2"]], [[0]]],
 "decision": "efficient"}
END
expect 0 "$mechcert" $check nothing.json --property no-extortion \
    -o nothing.cert
finds '^  Clarke *violated by 1/2 (a person of B)$' out
verified nothing.json nothing.cert quantity-outcome

# ---- hostile statements ----

# refuse KNOTS COST SHARES VALUES MESSAGE
refuse() {
    statement "$1" "$2" "$3" "$4" "$lowest" > bad.json
    expect 11 "$mechcert" $run bad.json
    finds "^mechcert: bad.json:[0-9]*:[0-9]*: .*$5" err
}
long=1
while [ ${#long} -lt 196 ]; do long="$long, 1"; done
refuse '[0, 1]' "[[$long]]" '"equal"' '[[[1]]]' 'but this has 66'
refuse '[0, 1, 1]' '[[1], [1]]' '"equal"' '[[[1], [1]]]' 'knots must increase'
refuse '[0, 1]' '[["1/0"]]' '"equal"' '[[[1]]]' 'cost\[0\]\[0\]'
refuse '[0, 1]' '[[1, 2]]' '[[[1, "5/2"]]]' '[[[1]]]' \
    'the coefficients of y^1 sum to 5/2, but that of the cost is 2'
refuse '[0, 1]' '[[1]]' '"equal"' '[[[0.5]]]' 'quote'
refuse '[0, 1]' '[[1]]' '"equal"' '[]' 'values: must have 1 entries'

# ---- options ----

expect 2 "$mechcert" $run f2.json --profile a
expect 2 "$mechcert" $check f2.json --property strategy-proof
finds 'strategy-proof is not asked of a continuous quantity' err
expect 2 "$mechcert" $check f2.json --property no-deficit --everywhere
expect 2 "$mechcert" $run f2.json -o f2.json
expect 13 "$mechcert" $run absent.json

finish
