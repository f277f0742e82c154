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

# verify COMMAND...: the same, with what the checker says.
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
