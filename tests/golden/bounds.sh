#!/bin/sh
# bounds.sh MECHCERT CHECKER: the main job as a user runs it, with the values
# known from the paper and from earlier runs.
. "${0%/*}/lib.sh"

# one NAME STATEMENT K LOWER UPPER: both programs with all four certificates.
one() {
    expect 0 "$mechcert" bounds "$2" --k "$3" -o "$1" --json
    cp out "$1.json"
    same "$(value "$1.json" lower)" "$4" "$1: lower"
    same "$(value "$1.json" upper)" "$5" "$1: upper"
    same "$(cd "$1" && echo *)" \
        'LB-G.mechanism.json UB-P.information.json lower.guarantee.cert lower.value.cert upper.potential.cert upper.value.cert' \
        "$1: files"
    verified "$2" "$1/lower.guarantee.cert" "guarantee-at-least $4"
    verified "$2" "$1/lower.value.cert" "program-value LB-G $3 $4 $4"
    verified "$2" "$1/upper.potential.cert" "potential-at-most $5"
    verified "$2" "$1/upper.value.cert" "program-value UB-P $3 $5 $5"
}

expect 0 "$mechcert" new public-expenditure --agents 2 --value 3 -o pe.json
one pe1 pe.json 1 0 32/13
one pe2 pe.json 2 1 9072/4825
one pe3 pe.json 3 10/7 103079215104/58145538865
one pe4 pe.json 4 15309/10307 36657714843750/21068179230919

expect 0 "$mechcert" new public-expenditure --agents 3 --value 3 -o three.json
one three1 three.json 1 0 24/11
one three2 three.json 2 0 34776/20921

expect 0 "$mechcert" new public-expenditure --agents 1 --value 3 -o alone.json
expect 0 "$mechcert" bounds alone.json --k 3 -o alone -q
for certificate in alone/*.cert; do
    expect 0 "$checker" -q alone.json "$certificate"
done

cp "$golden/correlated.json" "$golden/insecure.json" .
one correlated1 correlated.json 1 0 5986946151/3594687680
one correlated2 correlated.json 2 23/32 \
    43894439434821646089150777708107802181454727674539638543/35515468954938551969912074962585586710746176520754820480

# No mechanism is participation secure: refuted, with a proof; the upper bound
# stands all the same.
expect 10 "$mechcert" bounds insecure.json --k 2 -o insecure --json
cp out insecure.out
same "$(value insecure.out lower)" '' 'insecure: lower'
same "$(value insecure.out upper)" 27/20 'insecure: upper'
finds '"participation_secure_mechanism_exists": false' insecure.out
finds '"status": "infeasible"' insecure.out
same "$(cd insecure && echo *)" \
    'UB-P.information.json no-mechanism.cert upper.potential.cert upper.value.cert' \
    'insecure: files'
verified insecure.json insecure/no-mechanism.cert \
    no-participation-secure-mechanism
verified insecure.json insecure/upper.potential.cert 'potential-at-most 27/20'
verified insecure.json insecure/upper.value.cert \
    'program-value UB-P 2 27/20 27/20'
refused pe.json insecure/no-mechanism.cert E400
expect 10 "$mechcert" bounds insecure.json --k 2 --program lower -o only
same "$(cd only && echo *)" 'no-mechanism.cert' 'insecure, lower: files'
finds 'no participation-secure mechanism' err

# One program at a time gives the same certificates as both.
expect 0 "$mechcert" bounds pe.json --k 2 --program lower -o half
same "$(cd half && echo *)" \
    'LB-G.mechanism.json lower.guarantee.cert lower.value.cert' 'lower only'
expect 0 cmp half/lower.value.cert pe2/lower.value.cert
expect 0 "$mechcert" bounds pe.json --k 2 --program upper -o half
expect 0 cmp half/upper.value.cert pe2/upper.value.cert

# Same input, same bytes.
for k in 1 2 3 4; do
    expect 0 "$mechcert" bounds pe.json --k $k -o again -q
    for certificate in pe$k/*; do
        expect 0 cmp "$certificate" "again/${certificate##*/}"
    done
done
expect 0 "$mechcert" bounds pe.json --k 4 --json -o pe4
cp out again.json
expect 0 cmp again.json pe4.json

# The optima are statements, with the points of X(k) as labels.
expect 0 "$mechcert" show pe2/LB-G.mechanism.json
finds '^Actions of agent 1 (5): 0, 1/2, 1, 3/2, 2; named secure: 0$' out
same "$(grep -c '^  (.*, .*)  ' out)" 25 'profiles of LB-G.mechanism.json'
expect 0 "$mechcert" show pe2/UB-P.information.json
finds '^Signals of agent 2 (5): 0, 1/2, 1, 3/2, 2$' out
finds '^  1  agent 2 has value 3: 1/2$' out

# Asked for their exact guarantee and potential, they have at least what the
# programs prove; here no more.
for pair in 2:1:9072/4825 3:10/7:103079215104/58145538865; do
    k=${pair%%:*}
    rest=${pair#*:}
    expect 0 "$mechcert" guarantee pe$k/LB-G.mechanism.json pe.json --json
    finds "\"value\": \"${rest%%:*}\"" out
    expect 0 "$mechcert" maxmin pe$k/LB-G.mechanism.json \
        pe$k/UB-P.information.json pe.json
    finds " ${rest#*:}\$" out
done

# Without -o nothing is written.
files=$(echo *)
expect 0 "$mechcert" bounds pe.json --k 1
same "$(echo *)" "$files" 'no -o: files'

# Text. How many exact pivots were needed depends on the version of Clp.
expect 0 "$mechcert" bounds pe.json --k 2 -o pe2
sed 's/([0-9]* exact pivots/(N exact pivots/' out > text
expect 0 diff "$golden/public-expenditure-2.txt" text
expect 10 "$mechcert" bounds insecure.json --k 1 -o insecure
sed 's/([0-9]* exact pivots/(N exact pivots/' out > text
expect 0 diff "$golden/insecure-1.txt" text

# Complementary slackness: LB-G-2 has 25 profiles with 3 outcomes, 2 states and
# 10 (profile, agent) with x_i = 0; UB-P-2 has no participation pairs.
expect 0 "$mechcert" bounds pe.json --k 2 --slackness
cp out slackness
same "$(grep -c 'all products vanish\.$' slackness)" 2 'slackness: verdicts'
same "$(grep -c '^    x = (.*: .* \* .* = 0$' slackness)" 270 'slackness: pairs'
same "$(grep -c '^    x = ' slackness)" 270 'slackness: lines'
same "$(sed -n 's/^  \([0-9]* pairs\),.*/\1/p' slackness | tr '\n' ' ')" \
    '145 pairs 125 pairs ' 'slackness: counts'
expect 0 "$mechcert" bounds pe.json --k 2 --slackness --json
same "$(grep -c '"product": "0"' out)" 270 'slackness: JSON'
same "$(grep -c '"violated": 0' out)" 2 'slackness: JSON verdicts'

finish
