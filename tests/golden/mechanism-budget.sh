#!/bin/sh
# mechanism-budget.sh MECHCERT CHECKER: how near the budgets of populations are
# to balance.
. "${0%/*}/lib.sh"

# The numbers of one population in a JSON report: exact NAME
exact() {
    awk -v name="\"$1\":" '
        /^      "[a-z_]*": / { on = ($1 == name) }
        on && $1 == "\"exact\":" { gsub(/[",]/, "", $2); print $2; exit }' out
}

budget='mechanism budget'

# People are poor or rich: somebody is pivotal with probability 1 - 2^(1-n).
"$mechcert" new unequal-weights -o weights.json || fail 'new unequal-weights'
expect 0 "$mechcert" $budget weights.json -n 4 --json -o weights.cert
same "$(exact pivotal)" 7/8 'n = 4: pivotal'
same "$(exact balanced)" 1/2 'n = 4: balanced'
same "$(exact deviation_per_head)" 1/8 'n = 4: deviation'
same "$(exact worst_deficit)" 1 'n = 4: deficit'
same "$(sed -n 2p weights.cert)" 'claim budget 4 7/8 7/8 1/2 1/2 1/8 1/8 1' \
    'the claim'
verified weights.json weights.cert 'budget 4 7/8 7/8 1/2 1/2 1/8 1/8 1'
expect 0 "$mechcert" $budget weights.json -n 10 --json
same "$(exact pivotal)" 511/512 'n = 10: pivotal'
same "$(exact balanced)" 127/512 'n = 10: balanced'
expect 0 "$mechcert" $budget weights.json -n 100,1000 -o large
finds '633825300114114700748351602687/633825300114114700748351602688' out
same "$(grep -c 'in \[0.999999999999, 1.000000000000\]' out)" 2 'towards 1'
finds 'worst deficit *499$' out
expect 0 "$checker" weights.json large/budget.1000.cert
finds '^s VERIFIED budget 1000 ' out

# An enclosure, and one that leaves the number out.
expect 0 "$mechcert" $budget weights.json -n 10 --digits 3 -o rough.cert
finds 'budget exactly balanced  *in \[0.[0-9]\{3,4\}, 0.[0-9]\{3,4\}\]$' out
expect 0 "$checker" weights.json rough.cert
expect 0 "$mechcert" $budget weights.json -n 5000 --digits 30
finds 'budget exactly balanced  *in \[0.0[0-9]\{30,31\}, 0.0[0-9]\{30,31\}\]$' out
sed 's/^claim budget 10 [^ ]* [^ ]* /claim budget 10 1\/2 3\/4 /' rough.cert \
    > wrong.cert
refused weights.json wrong.cert E405

# Without a tie, for four people.
"$mechcert" new unequal-weights-4 -o untied.json || fail 'unequal-weights-4'
expect 0 "$mechcert" $budget untied.json -n 4 --json -o untied.cert
same "$(exact pivotal)" 7/8 'no tie: pivotal'
same "$(exact deviation_per_head)" 63/128 'no tie: deviation'
verified untied.json untied.cert 'budget 4 7/8 7/8 1/8 1/8 63/128 63/128 11/4'

# A tie without a rule is named with its numbers.
sed 's/"tie": "highest",//' weights.json > tie.json
expect 11 "$mechcert" $budget tie.json -n 4
finds 'tie' err

# Several populations: a directory.
expect 0 "$mechcert" $budget weights.json -n 4..6 -o several
same "$(cd several && echo *)" \
    'budget.4.cert budget.5.cert budget.6.cert' 'certificates'
finds 'Check with:  mechcert-verify weights.json several/budget.5.cert' out

# Equal weights: 1000 people with four types, and a million with two.
cat > four.json << 'END'
{"format": "mechcert-publicgood-1", "alternatives": ["nothing", "good"],
 "cost_per_head": [0, 5], "agents": ["people"], "shares": "equal",
 "values": [[[0, 1], [0, 3], [0, 6], [0, 10]]],
 "decision": "utilitarian", "tie": "highest",
 "transfer": "cost-sharing-pivotal",
 "prior": [["1/4", "1/4", "1/4", "1/4"]]}
END
expect 0 "$mechcert" $budget four.json -n 1000 --limit -o four.cert
finds 'somebody is pivotal tends to 0, and the budget is asymptotically$' out
finds 'in \[0.037140062276, 0.037140062277\]' out
finds 'worst deficit *3204$' out
finds 'Not certified' out
[ ! -e four.cert ] || fail 'a certificate that cannot be checked'
sed 's/, \[0, 6\], \[0, 10\]/, [0, 9]/; s/\[0, 3\], //
    s/\["1.4.*\]/["1\/2", "1\/2"]]/' four.json > two.json
expect 0 "$mechcert" $budget two.json -n 1000000
finds 'somebody is pivotal *in \[0.001595767126' out
finds 'Not certified' out

# What is said about the limit, for each hypothesis.
expect 0 "$mechcert" $budget weights.json --limit
finds 'the weights of the decision differ' out
sed 's/\[0, 3\], \[0, 6\], \[0, 10\]/[0, 1], [0, 1], [0, 1]/' four.json \
    > certain.json
expect 0 "$mechcert" $budget certain.json --limit
finds 'the increment from nothing to good is the same for everybody' out
expect 0 "$mechcert" $budget certain.json -n 7 --limit --json
finds '"no_certain_increment": false' out

# What does not fit.
expect 2 "$mechcert" $budget four.json
expect 2 "$mechcert" $budget four.json -n 0
sed '/"prior"/d; s/pivotal",$/pivotal"}/' four.json > without.json
expect 11 "$mechcert" $budget without.json -n 4
finds 'the statement has no prior' err
sed 's/\["people"\], /["a", "b"], "counts": [1, 2], /
    s/"values": \[/"values": [[[0, 1]], /; s/"prior": \[/"prior": [[1], /' \
    four.json > counts.json
expect 11 "$mechcert" $budget counts.json -n 4
finds 'agent "a" has 1 of 3' err
expect 0 "$mechcert" $budget counts.json -n 6

# Too many profiles: sums of welfare are merged, and enclose.
cat > nine.json << 'END'
{"format": "mechcert-publicgood-1", "alternatives": ["nothing", "good"],
 "cost_per_head": [0, 5], "agents": ["people"], "shares": "equal",
 "values": [[[0, 0], [0, 1], [0, 2], [0, 3], [0, 5], [0, 7], [0, 9], [0, 11],
   [0, 13], [0, 15], [0, 16], [0, 18]]],
 "decision": "utilitarian", "tie": "highest",
 "transfer": "cost-sharing-pivotal",
 "prior": [["1/12", "1/12", "1/12", "1/12", "1/12", "1/12", "1/12", "1/12",
   "1/12", "1/12", "1/12", "1/12"]]}
END
expect 0 "$mechcert" $budget nine.json -n 300 --digits 9
finds 'sums of welfare were weighed' out

# A table must say what is done without every person, as the checker asks:
# here agent b has no zero type, and a is already pivotal.
cat > table.json << 'END'
{"format": "mechcert-publicgood-1", "alternatives": ["no", "yes"],
 "cost": [0, 4], "agents": ["a", "b"], "burden": [1, 0],
 "values": [[[0, 0], [0, 4]], [[1, 2]]],
 "decision": "table", "rule": ["no", "yes"],
 "transfer": "groves", "groves": [[0], [0, 0]], "prior": [[0, 1], [1]]}
END
expect 11 "$mechcert" $budget table.json -n 2 -o table.cert
finds "what is done without 'b': give this agent a type whose values are" err
[ ! -e table.cert ] || fail 'a certificate that the checker refuses'
sed 's/\[\[1, 2\]\]/[[1, 2], [0, 0]]/; s/\[1\]\]}/[1, 0]]}/
    s/"rule": \["no", "yes"\]/"rule": ["no", "no", "yes", "yes"]/
    s/\[\[0\], \[0, 0\]\]/[[0, 0], [0, 0]]/' table.json > zero.json
expect 0 "$mechcert" $budget zero.json -n 2 -o zero.cert
expect 0 "$checker" zero.json zero.cert

# Sizes that do not fit are refused before anything is computed for them, and
# the reason is the true one.
cat > share.json << 'END'
{"format": "mechcert-publicgood-1", "alternatives": ["nothing", "good"],
 "cost": [0, 1], "agents": ["a", "b"], "shares": "equal",
 "values": [[[0, 0], [0, "1/97"]], [[0, 0], [0, "2/89"]]],
 "decision": "utilitarian", "tie": "lowest", "transfer": "clarke",
 "prior": [["1/3", "2/3"], ["1/5", "4/5"]]}
END
expect 12 timeout 5 "$mechcert" $budget share.json -n 1000000000
finds 'the shares of one person have the common denominator 1000000000' err
finds 'take fewer people, or costs that divide into rounder shares' err
sed 's/"prior"/"draw": ["1\/2", "1\/2"], "prior"/' share.json > drawn.json
expect 12 timeout 5 "$mechcert" $budget drawn.json -n 1000000000
finds 'divide them among the agents in more than 100000000 ways' err
expect 12 timeout 5 "$mechcert" $budget two.json -n 10000000
finds 'do not fit into memory; take fewer people' err
expect 12 timeout 20 "$mechcert" $budget two.json -n 2000000 --time 1/10
finds '2000000 people: stopped' err

# One kind of people: a single profile, however many they are.
sed 's/\[0, 9\]/[0, 1]/; s/\[\[0, 1\], \[0, 1\]\]/[[0, 1]]/
    s/\["1\/2", "1\/2"\]/[1]/; s/"cost_per_head": \[0, 5\]/"cost": [0, 1]/
    s/cost-sharing-pivotal/clarke/' two.json > one.json
expect 0 timeout 5 "$mechcert" $budget one.json -n 1000000000
finds 'budget exactly balanced  *1$' out

# Interrupted: what is done is told, nothing half is written.
"$mechcert" $budget nine.json -n 2,3000 -o stopped > out 2> err &
process=$!
sleep 1
kill -TERM $process
wait $process
same $? 12 'status when stopped'
finds '^2 people' out
finds 'stopped' err
same "$(cd stopped && echo * .*)" 'budget.2.cert . ..' 'files when stopped'

finish
