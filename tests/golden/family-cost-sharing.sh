#!/bin/sh
# family-cost-sharing.sh MECHCERT CHECKER SOURCES: the proportional rule and its
# information structure; CHECKER is mechcert-verify-real, or -.
. "${0%/*}/lib.sh"

# rule STATUS ARGUMENT...
rule() {
    wanted=$1
    shift
    expect "$wanted" "$mechcert" family cost-sharing "$@"
}

# --- fifty digits ------------------------------------------------------------

rule 0 --agents 2 --value 3 --digits 50 -o fifty --cut 1/100 --epsilon 1/100
begins x_bar 2.25592970649056748004946002795
begins lambda_bar 1.55672377684336273364352499173
begins lambda_bar_8 1.55672377684336273364352499173
begins lambda_bar_g 1.55672377684336273364352499173
begins potential_1 1.6370206343708
finds 'cut_1 (proved)' out
finds 'cut_1_is_largest (proved)' out
same "$(sed -n 's/.*with the cut \([0-9.e-]*\) .*/\1/p' out | head -n 1)" \
    1.6969e-4 'the largest cut'
# The width is below 1e-49: the ends agree in 49 digits after the point.
begins x_bar 2.2559297064905674800494600279509934523525823159851
begins lambda_bar 1.5567237768433627336435249917392252366192340356896
certified fifty/cost-sharing.claim fifty

# --- the same alpha, the same threshold ----------------------------------------

rule 0 --agents 3 --value 5 -o other
begins x_bar 2.2559297064905674800
certified other/cost-sharing.claim other

# --- profiles, tiers, other social values ----------------------------------------

rule 0 --agents 2 --value 3 --at '1,1/2;0,0;3,1' --tiers 3 --social-value 4,10 \
    -o use
same "$(grep -c '(refuted)\|undecided' out)" 0 'claims that do not hold'
# Full expenditure: the shares of 3 and 1.
finds ' 0.75 exactly' out
finds ' 0.25 exactly' out
certified use/cost-sharing.claim use

# --- far apart and close together -----------------------------------------------

rule 0 --agents 2 --value 1000 --epsilon 1/100 -o large
begins x_bar 11.5871816777963969938
certified large/cost-sharing.claim large
rule 0 --agents 2 --value 1e9 --tiers 3 -o huge
begins x_bar 27.2539954914150268378
certified huge/cost-sharing.claim huge
rule 0 --agents 2 --value 2.001 --epsilon 1/1000 -o near
begins x_bar 1.0017176520608845385
finds 'cut_1 (proved): with the cut 4.4109e-571 ' out
certified near/cost-sharing.claim near
rule 0 --agents 10 --value 12 --cut 1/100 --epsilon 1e-20 -o ten
begins x_bar 1.3527355237800260970
finds 'two_ways (proved)' out
certified ten/cost-sharing.claim ten
rule 0 --agents 12 --value 13 -o twelve
certified twelve/cost-sharing.claim twelve

# --- ten thousand digits ----------------------------------------------------------

rule 0 --agents 2 --value 3 --digits 10000 -o long
begins lambda_bar 1.55672377684336273364352499173922523661923403568967
same "$(awk '/in \[/ { print length($2) }' out | sort -n | tail -n 1)" 10004 \
    'ten thousand digits after the point'
certified long/cost-sharing.claim long

# --- the claims say what they should ------------------------------------------------

# A claim file with one number changed: its claim is refuted.
sed 's/^lambda_bar: lambda in \[1.5567/lambda_bar: lambda in [1.5568/;
    s/, 1.5567237768\(.*\)\]$/, 1.5569]/' fifty/cost-sharing.claim > changed.claim
expect 10 "$mechcert" prove changed.claim --claim lambda_bar
# With T one larger the equation has another zero.
sed 's/^T = 3$/T = 4/' fifty/cost-sharing.claim > changed.claim
expect 12 "$mechcert" prove changed.claim --claim x_bar
# The ODE with a wrong sign.
sed 's/^ode: \(.*\)== 1 +/ode: \1== 1 -/' fifty/cost-sharing.claim > changed.claim
expect 10 "$mechcert" prove changed.claim --claim ode

# --- no guarantee: explicit cuts -----------------------------------------------

rule 0 --agents 3 --value 2 --epsilon 1/10 -o none
finds 'cut_1 (proved)' out
certified none/cost-sharing.claim none
rule 0 --agents 3 --value 1.1 -o small
finds 'any cut will do' out
certified small/cost-sharing.claim small
rule 0 --agents 2 --value 2 -o border
finds 'cut_2 (proved)' out
certified border/cost-sharing.claim border

# --- JSON, and what cannot be meant ------------------------------------------------

rule 0 --agents 2 --value 3 --json
finds '"format": *"mechcert-family-1"' out
for wrong in '--agents 1 --value 3' '--agents 2 --value 1' '--agents 2' \
    '--agents 2 --value x' '--agents 2 --value 3 --cut 0' \
    '--agents 2 --value 3 --at 1' '--agents 2 --value 3 --tiers 0'; do
    # shellcheck disable=SC2086
    "$mechcert" family cost-sharing $wrong > out 2> err
    status=$?
    case $status in
    2 | 11) pass ;;
    *) fail "status $status: $wrong" ;;
    esac
    [ -s err ] || fail "no message: $wrong"
done

finish
