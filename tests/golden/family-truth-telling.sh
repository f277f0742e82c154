#!/bin/sh
# family-truth-telling.sh MECHCERT CHECKER SOURCES: truth-telling under
# proportional cost sharing; CHECKER is mechcert-verify-real, or -.
. "${0%/*}/lib.sh"

# holds COUNT DIRECTORY: the report in out says that all claims are proved.
holds() {
    finds "^$1 of $1 claims are as they should be" out
    same "$(ls "$2"/*.cert | wc -l | tr -d ' ')" "$1" "certificates in $2"
    certified "$2/truth-telling.claim" "$2"
}

for pair in '2 5/2' '2 3' '2 10' '3 4' '3 5' '5 8'; do
    directory=n$(echo "$pair" | tr -c '0-9\n' _)
    # shellcheck disable=SC2086
    set -- $pair
    expect 0 "$mechcert" family truth-telling --agents "$1" --value "$2" \
        -o "$directory"
    finds '^  f_positive (proved)' out
    finds '^  bends_down (proved)' out
    finds '^  check_5 (proved)' out
    holds 22 "$directory"
done

expect 0 "$mechcert" family truth-telling --agents 5 --value 8
finds '2.00847901924254798931' out
expect 0 "$mechcert" family truth-telling --agents 3 --value 5 --digits 30
finds '2.25592970649056748004946002795' out

# --- intervals of alpha ------------------------------------------------------

expect 0 "$mechcert" family truth-telling --alpha 3/10,0.6 -o interval
holds 15 interval
expect 0 "$mechcert" family truth-telling --alpha 1/10,9/10 -o wide
holds 15 wide
for wrong in 0,1/2 1/2,1 0.6,0.3 0.3 0.3,0.4,0.5 x,y; do
    expect 2 "$mechcert" family truth-telling --alpha "$wrong"
done

# --- wrong densities ---------------------------------------------------------

# gains DIRECTORY: signal, report and gain are told, and certified.
gains() {
    finds '^  informational_zero (refuted)' out
    finds '^  gain: what an agent with the signal [0-9.]* gains with the report' out
    finds '^      in \[0.000[0-9]*[1-9]' out
    finds '^  no_gain (refuted)' out
    finds '^      fails at s = .*, r = ' out
    certified "$1/truth-telling.claim" "$1"
}
expect 10 "$mechcert" family truth-telling --agents 2 --value 3 \
    --density-exponent 1/100 -o steeper
gains steeper
expect 10 "$mechcert" family truth-telling --agents 2 --value 3 \
    --density-exponent=-1/100 -o flatter
gains flatter
expect 0 "$mechcert" family truth-telling --agents 2 --value 3 \
    --density-exponent 0
finds '^22 of 22 claims' out

# --- what is refused ---------------------------------------------------------

expect 2 "$mechcert" family truth-telling --agents 2 --value 2
expect 2 "$mechcert" family truth-telling --agents 1 --value 3
expect 2 "$mechcert" family truth-telling --value 3
expect 2 "$mechcert" family truth-telling --agents 2
expect 2 "$mechcert" family truth-telling --agents 2 --value 3 --alpha 0.3,0.6
expect 2 "$mechcert" family truth-telling --agents 2 --value 3 \
    --density-exponent x

finish
