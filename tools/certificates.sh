#!/bin/sh
# certificates.sh BUILD [DIRECTORY [FOLDER...]]: makes the folders of
# certificates/ again, all or the named ones. Each has a statement, what proves
# it, and a MANIFEST with the commands and the hashes of its files.
set -eu

build=$(cd "${1:?usage: certificates.sh BUILD [DIRECTORY [FOLDER...]]}" && pwd)
target=${2:-$(dirname "$0")/../certificates}
mkdir -p "$target"
target=$(cd "$target" && pwd)
if [ $# -gt 2 ]; then shift 2; else set --; fi
wanted=" $* "
PATH=$build/src:$build/verify:$build/verify/real:$PATH

# begin FOLDER WORDS...: an empty folder and its manifest.
begin() {
    folder=$1
    shift
    case $wanted in
    "  " | *" $folder "*) ;;
    *) return 1 ;;
    esac
    rm -rf "${target:?}/$folder"
    mkdir "$target/$folder"
    cd "$target/$folder"
    printf '%s\n\n' "$*" | fold -s -w 88 | sed 's/ *$//' > MANIFEST
}

# make COMMAND...: runs it here and notes it.
make() {
    printf 'make %s\n' "$*" >> MANIFEST
    "$@" > /dev/null
}

# refute COMMAND...: the same for a command whose answer is no.
refute() {
    printf 'make %s\n' "$*" >> MANIFEST
    status=0
    "$@" > /dev/null 2>&1 || status=$?
    [ "$status" = 10 ] || {
        echo "$folder: $*: exit $status, not 10" >&2
        exit 1
    }
}

# statement FILE: a statement written by hand, from standard input.
statement() {
    cat > "$1"
    printf 'statement %s\n' "$1" >> MANIFEST
}

# verify COMMAND...: runs it and notes it, with what the checker says.
verify() {
    said=$("$@" | tail -n 1)
    case $said in
    's VERIFIED '*) ;;
    *)
        echo "$folder: $*: $said" >&2
        exit 1
        ;;
    esac
    printf 'verify %s\n  %s\n' "$*" "$said" >> MANIFEST
}

# verify_all STATEMENT: all certificates here, which are about it.
verify_all() {
    for certificate in *.cert; do
        verify mechcert-verify "$1" "$certificate"
    done
}

# properties STATEMENT NAME...: the certificates that it has them.
# violates STATEMENT NAME...: the certificates that it has not, with witnesses.
properties() {
    file=$1
    shift
    for name in "$@"; do
        make mechcert mechanism check "$file" --property "$name" -o "$name.cert"
    done
}
violates() {
    file=$1
    shift
    for name in "$@"; do
        refute mechcert mechanism check "$file" --property "$name" \
            -o "$name.cert"
    done
}

hashes() {
    for file in *; do
        [ "$file" = MANIFEST ] || sha256sum "$file" | sed 's/^/sha256 /'
    done >> MANIFEST
    echo "$folder"
}

# family NAME OPTION...: a family of mechanisms. Its claim file says in words
# what each claim means.
family() {
    make mechcert family "$@" -o .
    rm -f ./*.svg
    for certificate in *.cert; do
        verify mechcert-verify-real "$1.claim" "$certificate"
    done
    hashes
}

begin cost-sharing-2-3 "Two agents, social value at least 3: the proportional \
cost-sharing mechanism guarantees lambda_bar = 1.5567..., and its information \
structure shows that no mechanism guarantees more. In words, claim by claim: \
cost-sharing.claim." &&
    family cost-sharing --agents 2 --value 3 --digits 50

for pair in 2-5/2 2-3 2-10 3-4 3-5 5-8; do
    agents=${pair%-*}
    value=${pair#*-}
    begin "truth-telling-$agents-$(echo "$value" | tr / _)" "$agents agents, \
social value $value: truth-telling is an equilibrium of proportional cost \
sharing under its worst information, for all signals and reports. In words, \
claim by claim: truth-telling.claim." &&
        family truth-telling --agents "$agents" --value "$value"
done

begin truth-telling-interval "Truth-telling is an equilibrium of proportional \
cost sharing under its worst information for all numbers N of agents and social \
values T with (N-1)/(T-1) from 3/10 to 3/5. In words, claim by claim: \
truth-telling.claim." &&
    family truth-telling --alpha 3/10,3/5

begin extended-case-1 "Two agents, social value at most 5 with a mean of at \
least 3: the guarantee is 1.2389.... In words, claim by claim: extended.claim." &&
    family extended --agents 2 --low 1 --high 5 --mean 3

begin extended-case-2 "Two agents, social value from 5/2 to 5 with a mean of at \
least 3: the guarantee is 1.4351..., and truth-telling is an equilibrium. In \
words, claim by claim: extended.claim." &&
    family extended --agents 2 --low 5/2 --high 5 --mean 3

begin trade "Bilateral trade with gains of at least 2/3 and a seller's value of \
at most 1: proportional pricing guarantees expected gains of 0.5189...; with \
the printed likelihood truth-telling is no equilibrium. In words, claim by \
claim: trade.claim." &&
    family trade --gain 2/3 --seller-high 1 --at 1,1/2

begin trade-collapse "Bilateral trade with gains of at least 1/2 and a seller's \
value of at most 1: there are signals for which trade has at most the \
probability 1/100 in all equilibria of all mechanisms. In words, claim by claim: \
trade.claim." &&
    family trade --gain 1/2 --seller-high 1

begin alternatives "Two agents: the optimal welfare guarantee and those of the \
linear and unilateral mechanisms, as figures 1, 2 and 3 (tables, and scripts \
for gnuplot). In words, claim by claim: alternatives.claim." &&
    family alternatives --points 20

if begin bounds-2-3 "Two agents, one of whom values a public good at 3 while \
nobody need know who: some mechanism guarantees expected welfare of 15309/10307, \
and under some information structure none has an equilibrium with more than \
36657714843750/21068179230919. The value certificates show that these are the \
optima of the bounding programs for k = 4."; then
    make mechcert new public-expenditure --agents 2 --value 3 -q -o pe.json
    make mechcert bounds pe.json --k 4 -q -o .
    for certificate in *.cert; do
        verify mechcert-verify pe.json "$certificate"
    done
    hashes
fi

if begin posted-price "One good, two buyers, one of whom values it at 1 while \
nobody need know who: the posted price 2/5 guarantees revenue of 1/5; if each \
knows with accuracy 3/4 whether the value is the own one, no participation-secure mechanism has an \
equilibrium with more than 21/32."; then
    make mechcert new known-value-auction --agents 2 -q -o auction.json
    make mechcert new posted-price-auction --agents 2 --price 2/5 -q -o posted.json
    make mechcert new independent-signals --accuracy 3/4 auction.json -q \
        -o signals.json
    make mechcert guarantee posted.json auction.json -q -o guarantee.cert
    make mechcert potential signals.json auction.json -q -o potential.cert
    verify mechcert-verify auction.json posted.json guarantee.cert
    verify mechcert-verify auction.json signals.json potential.cert
    hashes
fi

# good KIND FILE OPTION...: an example of Fryxell, "Public good provision
# re-examined": all its properties, and what happens at the profile.
good() {
    kind=$1
    file=$2
    shift 2
    make mechcert new "$kind" -q -o "$file.json"
    refute mechcert mechanism check "$file.json" -o .
    make mechcert mechanism run "$file.json" "$@" -o outcome.cert
}

begin public-good-library "Figure 1 of Fryxell, \"Public good provision \
re-examined\": a library for a thousand people in four groups. Value 460000, cost \
550000; welfare benefit 690560, at least 689360 without any one person, welfare \
cost 600000; nobody is pivotal and everybody pays the fair share (outcome.cert). \
Which promises the cost-sharing pivotal mechanism keeps here, which on every set \
of types (everywhere), and subject to which its transfers are the largest; it is \
not efficient and not individually rational, with witnesses." &&
    good library-example library && verify_all library.json && hashes

begin public-good-clarke "Example 1 of Fryxell: the Clarke transfers are (1, 0) \
where nothing is produced, the cost-sharing pivotal ones (0, 0) (outcome.cert). \
Clarke violates no-extortion, fair pricing and cost-sharing universal \
participation by 1, with witnesses." &&
    good park-clarke park && verify_all park.json && hashes

begin public-good-not-monotone "Example 2 of Fryxell: a decision rule that is \
not monotone; the first agent pays 5 where nothing is produced (outcome.cert, \
no-extortion.cert)." &&
    good park-non-monotone park --profile large,both && verify_all park.json &&
    hashes

if begin public-good-fair-pricing "Example 3 of Fryxell: the first agent pays 15 \
(outcome.cert), more than the value, 11, and the fair share, 10 (by 4: \
fair-pricing.cert); the most by fair pricing is 11, per unit 16 (the largest \
transfers in most.cert and most-per-unit.cert)."; then
    good park-fair-pricing park
    for most in most=fair-pricing most-per-unit=fair-pricing-per-unit; do
        make mechcert mechanism best park.json --subject-to "${most#*=}" \
            -o "${most%%=*}.cert"
    done
    verify_all park.json
    hashes
fi

if begin public-good-deficit "Proposition 6 of Fryxell: three people who value a \
project at 3 and pay 2 each at most, revenue of at most 6 for a cost of 8: no \
strategy-proof transfers with this decision rule satisfy no-extortion and \
no-deficit. (The types are 0, 2 and 3; further types only add constraints.)"; then
    make mechcert new project-starters -q -o project.json
    refute mechcert mechanism best project.json --subject-to \
        strategy-proof,utilitarian,no-extortion,no-deficit -o no-mechanism.cert
    verify_all project.json
    hashes
fi

if begin public-good-population "People who are poor (welfare weight 2, value 1) or \
rich (weight 1, value 2) with probability 1/2 each and bear 1/3 and 2/3 of the cost \
of a good, 3/2 a head: for four people somebody is pivotal with probability exactly \
7/8, for 4, 10 and 100 with 1 - 2^(1-n) \
(and also 7/8 where no tie matters), so Proposition 4 and Theorem 4 of Fryxell do not hold for \
unequal welfare weights. Nor do they if values are certain: certain.json, where \
everybody is always pivotal (doc/maths.md, L54)."; then
    make mechcert new unequal-weights -q -o town.json
    make mechcert mechanism budget town.json --population 4,10,100 -o .
    verify_all town.json
    make mechcert new unequal-weights-4 -q -o no-ties.json
    make mechcert mechanism budget no-ties.json --population 4 -o no-ties.cert
    verify mechcert-verify no-ties.json no-ties.cert
    statement certain.json << 'EOF'
{"format": "mechcert-publicgood-1", "title": "Everybody has the value 1",
 "alternatives": ["nothing", "good"], "cost_per_head": [0, 1],
 "agents": ["person"], "shares": "equal", "values": [[[0, 1]]],
 "decision": "utilitarian", "tie": "highest",
 "transfer": "cost-sharing-pivotal", "prior": [[1]]}
EOF
    make mechcert mechanism budget certain.json --population 100 -o certain.cert
    verify mechcert-verify certain.json certain.cert
    hashes
fi

if begin public-good-balance "Two people with welfare weights 1 and 2; the first \
bears the whole cost, 4, of a park. A rebate of 1/2 to the first whenever the \
second values the park at 2 or more keeps strategy-proofness, cost-sharing \
universal participation and fair pricing, is never farther from budget balance \
than the cost-sharing pivotal mechanism, and closer by 1/2 at the profile of \
no-closer-to-balance.cert: Proposition 5 of Fryxell, \"Public good provision \
re-examined\", does not hold for unequal welfare weights (doc/maths.md, L55)."; then
    statement rebate.json << 'EOF'
{"format": "mechcert-publicgood-1",
 "title": "A rebate that brings the balance nearer",
 "alternatives": ["nothing", "park"], "cost": [0, 4],
 "agents": ["Alice", "Benjamin"], "weights": [1, 2],
 "shares": [[0, 4], [0, 0]],
 "types": [["0", "1", "2", "3"], ["0", "1", "2", "3"]],
 "values": [[[0, 0], [0, 1], [0, 2], [0, 3]],
            [[0, 0], [0, 1], [0, 2], [0, 3]]],
 "decision": "utilitarian", "tie": "highest", "transfer": "groves",
 "groves": [[0, 0, "7/2", "11/2"], [0, 0, 0, 0]]}
EOF
    properties rebate.json strategy-proof utilitarian \
        cost-sharing-universal-participation fair-pricing no-farther-from-balance
    violates rebate.json no-closer-to-balance
    verify_all rebate.json
    hashes
fi

if begin public-good-ties "Two people with the types 0 and 4 and equal shares of \
the cost 4. Whether ties produce or not, the cost-sharing pivotal transfers are \
the largest that are strategy-proof with cost-sharing universal participation \
for this decision rule; but at the types 0 and 4 revenue is 6 if ties produce \
and 0 if not, so one of these cost-sharing pivotal mechanisms does not maximise \
revenue among all rules: Theorem 2 of Fryxell needs a fixed decision rule \
(doc/maths.md, L53)."; then
    for tie in highest lowest; do
        statement $tie.json << EOF
{"format": "mechcert-publicgood-1", "title": "Ties go to the $tie",
 "alternatives": ["nothing", "park"], "cost": [0, 4],
 "agents": ["Alice", "Benjamin"], "shares": "equal",
 "types": [["0", "4"], ["0", "4"]],
 "values": [[[0, 0], [0, 4]], [[0, 0], [0, 4]]],
 "decision": "utilitarian", "tie": "$tie",
 "transfer": "cost-sharing-pivotal"}
EOF
        make mechcert mechanism best $tie.json --subject-to \
            strategy-proof,utilitarian,cost-sharing-universal-participation \
            -o $tie.largest.cert
        make mechcert mechanism run $tie.json --profile 0,4 -o $tie.outcome.cert
        verify mechcert-verify $tie.json $tie.largest.cert
        verify mechcert-verify $tie.json $tie.outcome.cert
    done
    hashes
fi

if begin divisible-set "A finite set of types for two agents: a mechanism that \
is incentive compatible, individually rational and balanced, but no lottery over \
posted prices; for the belief its expected loss of welfare is 1/25, that of the \
best posted price 1/20. Proposition 2 of Andreyanov, Copic and Jeong does not \
carry over to finite sets of types (doc/maths.md, L57)."; then
    make mechcert new divisible-set -q -o set.json
    for name in incentive-compatible individually-rational budget-balance; do
        make mechcert divisible check set.json --property $name -o $name.cert
    done
    refute mechcert divisible check set.json --property price-lottery \
        -o price-lottery.cert
    make mechcert divisible loss set.json -o loss.cert
    make mechcert divisible best set.json -o best-price.cert
    verify_all set.json
    hashes
fi

if begin divisible-free "Three agents, where the lowest types may be paid: for \
this belief a mechanism on the cells earns 17/3, the best posted price 24/5. \
Propositions 1 and 2 of Andreyanov, Copic and Jeong need their Assumption 3, that \
lowest types are indifferent, which fails here although everybody gains from \
staying in."; then
    statement free.json << 'EOF'
{"format": "mechcert-divisible-1",
 "title": "Lowest types that are paid",
 "agents": ["A", "B", "C"],
 "support": [[2, 7], [3, 11], [2, 6]], "cost": 8,
 "cuts": [[2, 3, 5], [3, 5, 11], [2, 4, 5]],
 "belief": [["1/5", 5, 3, 3], ["1/5", 6, 3, 6], ["1/5", 2, 8, 6],
            ["1/5", 5, 8, 2], ["1/5", 5, 5, 4]]}
EOF
    make mechcert divisible best free.json --free -o .
    verify_all free.json
    hashes
fi

if begin divisible-display "A lottery over four posted prices for three agents. \
On the cube (1/4, 1/2]^3 the mixed difference of the level of production is 1/4, \
and what the last display of the proof of Lemma 2 of Andreyanov, Copic and Jeong \
says it equals is 1: the display is wrong for three agents. The conclusion, a \
lottery over posted prices, holds (doc/maths.md, L57)."; then
    make mechcert new divisible-lottery -q -o lottery.json
    refute mechcert divisible check lottery.json --display \
        1/4,1/4,1/4:1/2,1/2,1/2 -o display.cert
    make mechcert divisible decompose lottery.json -o decomposition.cert
    verify_all lottery.json
    hashes
fi

for agents in 2 3; do
    if begin welfare-loss-$agents "$agents agents with values in [0, b] and a \
divisible public good that costs c, b < c < $agents b. The largest, over \
beliefs, of the least expected loss of welfare of a lottery over posted prices \
is kappa ($agents b - c). The certificates bound kappa from both sides; their \
claims say for which c (doc/maths.md, L59)."; then
        make mechcert welfare-loss --agents $agents -q -o .
        verify_all welfare-loss.json
        hashes
    fi
done
