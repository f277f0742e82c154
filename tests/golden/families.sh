#!/bin/sh
# families.sh MECHCERT CHECKER: the statements that new writes, as a user makes
# them, and sweep.
. "${0%/*}/lib.sh"

# made FILE KIND...: writes the file twice with the same bytes; both programs
# read it, and the hash is that of the bytes.
made() {
    file=$1
    shift
    expect 0 "$mechcert" new "$@" -q -o "$file"
    expect 0 "$mechcert" new "$@" -q
    cp out copy
    expect 0 cmp "$file" copy
    expect 0 "$mechcert" new "$@" -q -v -o again.json
    same "$(cut -d ' ' -f 1 err)" "$(sha256sum < "$file" | cut -d ' ' -f 1)" \
        "$file: hash"
    expect 0 "$mechcert" show "$file"
    finds "^SHA-256: $(sha256sum < "$file" | cut -d ' ' -f 1)" out
    finds '^Title: .' out
    finds '^Notes: .' out
    expect 0 "$checker" --echo "$file"
}

made pe.json public-expenditure --agents 2 --value 3
made trade.json bilateral-trade --gain 2 --value 3
made trade2.json bilateral-trade --gain 1 --value 3 --high 1/3 \
    --lowest-price 0 --highest-price 4
made sure.json bilateral-trade --gain 3 --value 2
made auction.json known-value-auction --agents 2
made unilateral.json unilateral --agents 2 --m 3
made linear.json linear-proportional --agents 2 --m 3
made grid.json grid-cost-sharing --agents 2 --value 3 --k 2
made grid-signals.json grid-cost-sharing-signals --agents 2 --value 3 --k 2
made posted.json posted-price-auction --agents 2 --price 2/5
made none.json no-information auction.json
made full.json full-information auction.json
made signals.json independent-signals --accuracy 3/4 auction.json

# The file says in words what it is, and what is not claimed.
finds 'section 5.4' linear.json
finds 'nothing is claimed about how close' grid.json
finds 'x_bar, about 2.255930' grid.json
finds '"secure": \["pass", "pass"\]' posted.json
expect 0 "$mechcert" show linear.json
finds 'Lots are drawn at 13 of 16 action profiles' out
finds '"9/32", "1/32"' signals.json
finds '"actions": \[\["0", "1/3", "2/3", "1"\]' unilateral.json

# Notes are for people.
expect 0 "$mechcert" new bilateral-trade --gain 3 --value 2
finds 'posted price' err
expect 0 "$mechcert" new public-expenditure --agents 2 --value 1/2
finds 'below the cost' err

# Trade with gain 2 and value 3 is public expenditure with social value 3.
for k in 1 2 3; do
    expect 0 "$mechcert" bounds pe.json --k $k --json
    cp out good
    expect 0 "$mechcert" bounds trade.json --k $k --json
    same "$(value out lower)" "$(value good lower)" "trade, lower, k = $k"
    same "$(value out upper)" "$(value good upper)" "trade, upper, k = $k"
done

# Section 6.2 of "On the structure": with signals of accuracy 3/4 to buy on the
# own signal is an equilibrium of a posted price below 1/2, and somebody buys
# with probability 13/16: revenue 13/16 * 12/25.
cat > strategies.json << 'END'
{"format": "mechcert-strategies-1", "agents": ["1", "2"],
 "signals": [["agent 1 has value 1", "agent 2 has value 1"],
             ["agent 1 has value 1", "agent 2 has value 1"]],
 "actions": [["pass", "buy"], ["pass", "buy"]],
 "strategies": [[[0, 1], [1, 0]], [[1, 0], [0, 1]]]}
END
made below.json posted-price-auction --agents 2 --price 12/25
expect 0 "$mechcert" equilibrium auction.json signals.json below.json \
    strategies.json
finds 'the strategies are an equilibrium' out
finds "designer's welfare  *39/100$" out
expect 0 "$mechcert" guarantee auction.json below.json
finds 'guarantee  *12/175$' out

# Exact guarantees over a range, with certificates.
expect 0 "$mechcert" sweep linear-proportional --agents 2 --value 5/2,3,7/2 \
    --m 1..4 -o sweep --csv
cp out table.csv
expect 0 cmp table.csv sweep/sweep.csv
same "$(head -n 1 table.csv)" \
    'agents,value,m,status,guarantee,lower,upper,formula,agrees' 'CSV: head'
same "$(grep -c '^2,3,[1-4],exact,4/3,1.333333333333,1.333333333334,4/3,equal$' \
    table.csv)" 4 'T = 3'
same "$(grep -c '^2,5/2,[1-4],exact,3/4,0.750000000000,0.750000000000,3/4,equal$' \
    table.csv)" 4 'T = 5/2'
same "$(grep -c '^2,7/2,[1-4],exact,15/8,1.875000000000,1.875000000000,15/8,equal$' \
    table.csv)" 4 'T = 7/2'
same "$(find sweep -name '*.cert' | wc -l | tr -d ' ')" 12 'certificates'
for m in 1 2 3 4; do
    expect 0 "$checker" sweep/public-expenditure-agents2-value5_2.environment.json \
        sweep/linear-proportional-agents2-m$m.mechanism.json \
        sweep/linear-proportional-agents2-value5_2-m$m.guarantee.cert
    same "$(tail -n 1 out)" 's VERIFIED guarantee 3/4 3/4' "sweep, m = $m"
done
expect 0 cmp sweep/linear-proportional-agents2-m3.mechanism.json linear.json

# The same bytes whatever is first.
cp -r sweep sweep1
expect 0 "$mechcert" sweep linear-proportional --agents 2 --value 5/2,3,7/2 \
    --m 1..4 -o sweep --csv
expect 0 diff -r sweep sweep1

expect 0 "$mechcert" sweep unilateral --agents 2..4 --value 5 --m 2,1,2 --json
same "$(grep -c '"agrees": true' out)" 6 'unilateral: formula'
finds '"guarantee": "3/2"' out
expect 0 "$mechcert" sweep unilateral --agents 3 --value 5 --m 1 -v
finds '^ *3 *5 *1 *2/3 *2/3 *equal *\[0.666666666666, 0.666666666667\]$' out
finds '^1 of 1 decided; 1 equal to the formula (T-N)/N for T > N, else 0, 0 different' out
finds 'they do not prove it' out
finds 'mechcert: 1 of 1: agents 3, value 5, m 1: 2/3' err
expect 0 "$mechcert" sweep grid-cost-sharing --agents 2 --value 3 --k 1
expect 0 "$mechcert" sweep posted-price-auction --agents 2 --price 1/3,2/5
finds ' 2/9  \[' out

# A limit keeps the partial table.
expect 12 "$mechcert" sweep linear-proportional --agents 2 --value 3 \
    --m 1..3,80..90 --time 1 -o partial
finds '^  *2  *3  *1  *4/3' out
finds 'undecided' out
finds 'guarantees were computed' err
finds '^2,3,1,exact,4/3' partial/sweep.csv
finds '^2,3,90,undecided' partial/sweep.csv

# So does Ctrl-C. (A shell without job control starts & with SIGINT ignored, so
# timeout sends it.)
expect 12 timeout --preserve-status -s INT 1 "$mechcert" sweep \
    linear-proportional --agents 2 --value 3 --m 1..3,80..90 -o stopped -q
finds 'interrupted: ' err
finds '^2,3,1,exact,4/3' stopped/sweep.csv
for file in stopped/*.json; do
    expect 0 "$mechcert" show "$file"
done

# Wrong usage.
wrong() {
    expect 2 "$mechcert" sweep "$@"
    [ -s err ] || fail "no message for wrong usage: $*"
}
wrong
wrong unknown --agents 2
wrong unilateral
wrong unilateral --agents 2 --value 3
wrong unilateral --agents 2 --value 3 --m 1 extra
wrong unilateral --agents 2 --value 3 --m 1 --k 2
wrong unilateral --agents 2 --value 3 --m 1 --price 2
wrong unilateral --agents 2 --value 3 --m 0
wrong unilateral --agents 2 --value 3 --m ''
wrong unilateral --agents 2 --value 3 --m 1,,2
wrong unilateral --agents 2 --value 3 --m 3..1
wrong unilateral --agents 2 --value 3 --m 1/2..3
wrong unilateral --agents 2 --value 3 --m 1..
wrong unilateral --agents 2 --value x --m 1
wrong unilateral --agents 2 --value -1 --m 1
wrong unilateral --agents 2 --value 3 --m 1 --json --csv
wrong grid-cost-sharing --agents 2 --value 2 --k 1
expect 13 "$mechcert" sweep unilateral --agents 2 --value 3 --m 1 -o pe.json
expect 12 "$mechcert" sweep unilateral --agents 1..200 --value 1..200 --m 1..99

# --- truth-telling on the grid ------------------------------------------------

# gains K STATUS GAIN: exactly so much, and the checker agrees.
gains() {
    expect 0 "$mechcert" new grid-cost-sharing --agents 2 --value 3 --k "$1" \
        -o rule.json
    expect 0 "$mechcert" new grid-cost-sharing-signals --agents 2 --value 3 \
        --k "$1" -o worst.json
    expect "$2" "$mechcert" equilibrium rule.json worst.json pe.json --truthful \
        -o truth.cert --json
    same "$(sed -n 's/^  "gain": "\(.*\)",$/\1/p' out)" "$3" "gain for k = $1"
    welfare=$(sed -n 's/^  "welfare": "\(.*\)",$/\1/p' out)
    proved "equilibrium $3 $welfare" pe.json rule.json worst.json truth.cert
}
gains 1 0 0
gains 2 10 2217932068168332987/34569291932000000000
gains 3 10 117780425628004747511/1573063770460000000000
gains 8 10 26624027828523684876993451513/516759752201929441920000000000

finish
