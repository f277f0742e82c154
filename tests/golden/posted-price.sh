#!/bin/sh
# posted-price.sh MECHCERT CHECKER: the example of Brooks and Du, "On the
# structure of informationally robust optimal mechanisms", section 6.2. One good,
# values (1,0) and (0,1) equally likely; each signal equals the own value with
# probability 3/4, independently given the values. A buyer is drawn among those
# who ask for the good and pays p = 1/2 - epsilon, here as a lottery between
# paying 0 and 1.
. "${0%/*}/lib.sh"

cat > auction.json << 'END'
{
  "format": "mechcert-environment-1",
  "title": "One good, known empirical distribution of values",
  "agents": ["1", "2"],
  "outcomes": ["no sale", "1 buys for 0", "1 buys for 1", "2 buys for 0",
    "2 buys for 1"],
  "states": ["v = (1, 0)", "v = (0, 1)"],
  "prior": ["1/2", "1/2"],
  "welfare": [[0, 0, 1, 0, 1], [0, 0, 1, 0, 1]],
  "payoffs": [
    [[0, 1, 0, 0, 0], [0, 0, -1, 0, 0]],
    [[0, 0, 0, 0, -1], [0, 0, 0, 1, 0]]
  ]
}
END
cat > signals.json << 'END'
{
  "format": "mechcert-information-1",
  "agents": ["1", "2"],
  "states": ["v = (1, 0)", "v = (0, 1)"],
  "signals": [["0", "1"], ["0", "1"]],
  "distribution": [["3/32", "3/32"], ["1/32", "9/32"], ["9/32", "1/32"],
    ["3/32", "3/32"]]
}
END
cat > nothing.json << 'END'
{
  "format": "mechcert-information-1",
  "agents": ["1", "2"],
  "states": ["v = (1, 0)", "v = (0, 1)"],
  "signals": [["-"], ["-"]],
  "distribution": [["1/2", "1/2"]]
}
END
cat > buy-at-1.json << 'END'
{
  "format": "mechcert-strategies-1",
  "agents": ["1", "2"],
  "signals": [["0", "1"], ["0", "1"]],
  "actions": [["pass", "buy"], ["pass", "buy"]],
  "strategies": [[[1, 0], [0, 1]], [[1, 0], [0, 1]]]
}
END

# quotient A B: the fraction A/B in lowest terms; B > 0.
quotient() {
    x=$1
    [ "$x" -ge 0 ] || x=$((-x))
    y=$2
    while [ "$y" -gt 0 ]; do
        z=$((x % y))
        x=$y
        y=$z
    done
    if [ "$2" -eq "$x" ]; then
        echo $(($1 / x))
    else
        echo $(($1 / x))/$(($2 / x))
    fi
}

# posted A B: the mechanism price.json with the price A/B.
posted() {
    p=$(quotient "$1" "$2")
    q=$(quotient $(($2 - $1)) "$2")
    halfp=$(quotient "$1" $((2 * $2)))
    halfq=$(quotient $(($2 - $1)) $((2 * $2)))
    cat > price.json << END
{
  "format": "mechcert-mechanism-1",
  "title": "Posted price $p",
  "agents": ["1", "2"],
  "outcomes": ["no sale", "1 buys for 0", "1 buys for 1", "2 buys for 0",
    "2 buys for 1"],
  "actions": [["pass", "buy"], ["pass", "buy"]],
  "secure": ["pass", "pass"],
  "rule": [[1, 0, 0, 0, 0], [0, 0, 0, "$q", "$p"], [0, "$q", "$p", 0, 0],
    [0, "$halfq", "$halfp", "$halfq", "$halfp"]]
}
END
}

# play STATUS A B: with epsilon = A/B, "buy if and only if the signal is 1" is
# an equilibrium (STATUS 0) or not (10). In both cases the interim payoff from
# buying at the signal 0 is -1/8 + 11/16 epsilon, and a sale takes place with
# probability 13/16.
play() {
    posted $(($3 - 2 * $2)) $((2 * $3))
    buying=$(quotient $((11 * $2 - 2 * $3)) $((16 * $3)))
    gain=0
    [ "$1" -eq 0 ] || gain=$(quotient $((11 * $2 - 2 * $3)) $((32 * $3)))
    revenue=$(quotient $((13 * ($3 - 2 * $2))) $((32 * $3)))
    expect "$1" "$mechcert" equilibrium price.json signals.json buy-at-1.json \
        auction.json -o play.cert
    cp out play.txt
    same "$(sed -n '/signal 0,/,/signal 1,/s/^      buy gives //p' play.txt |
        tr '\n' ' ')" "$buying $buying " "epsilon = $2/$3: buying at 0"
    same "$(sed -n 's/^    no sale, probability //p' play.txt)" 3/16 \
        "epsilon = $2/$3: no sale"
    [ "$1" -eq 0 ] ||
        finds "^Refuted: an agent can gain $gain " play.txt
    proved "equilibrium $gain $revenue" auction.json price.json signals.json \
        buy-at-1.json play.cert
    expect 0 "$mechcert" equilibrium price.json signals.json buy-at-1.json \
        auction.json --epsilon "$gain"
}

play 0 0 1
play 0 1 1000
play 0 1 20
play 0 1 10
play 0 2 11
play 10 2001 11000
play 10 200000001 1100000000
play 10 1 5
play 10 1 4
play 10 1 2

# It is the only pure equilibrium when epsilon is small. At 2/11 one of the two,
# but not both, may buy at the signal 0 as well.
posted 9 20
expect 0 "$mechcert" equilibrium price.json signals.json auction.json \
    --find-pure --first first.json
finds '^  agent 1: 0 -> pass, 1 -> buy$' out
finds '^  agent 2: 0 -> pass, 1 -> buy$' out
finds '^1 equilibrium in pure strategies$' out
expect 0 "$mechcert" equilibrium price.json signals.json first.json auction.json
posted 7 22
expect 0 "$mechcert" equilibrium price.json signals.json auction.json --find-pure
same "$(grep -c '^Equilibrium ' out)" 3 'pure equilibria at 2/11'

# The exact guarantee is far below 13/16 p: it is 2 p (1 - 2 p) / (2 - 3 p) up
# to the price 1/2, where it vanishes, and at most 2/9, at p = 1/3.
for price in '0 1' '1 10' '1 4' '3 10' '7 22' '1 3' '2 5' '9 20' '49 100' \
    '4999 10000' '1 2' '3 4' '1 1'; do
    # shellcheck disable=SC2086
    set -- $price
    posted "$1" "$2"
    guarantee=0
    [ $((2 * $1)) -ge "$2" ] ||
        guarantee=$(quotient $((2 * $1 * ($2 - 2 * $1))) \
            $(($2 * (2 * $2 - 3 * $1))))
    expect 0 "$mechcert" guarantee price.json auction.json -o price.cert \
        --worst worst.json
    proved "guarantee $guarantee $guarantee" auction.json price.json price.cert
    expect 0 "$mechcert" equilibrium price.json worst.json auction.json \
        --obedient -o worst.cert
    proved "equilibrium 0 $guarantee" auction.json price.json worst.json \
        worst.cert
done

# Without information no mechanism has more than 1/2 (section 6.1).
expect 0 "$mechcert" potential nothing.json auction.json -o nothing.cert
finds '^It is attained' out
proved 'direct-optimum 1/2 1/2' auction.json nothing.json nothing.cert
expect 0 "$mechcert" potential nothing.json auction.json -o nothing.cert \
    --participation-secure
proved 'potential 1/2 1/2' auction.json nothing.json nothing.cert
expect 0 "$mechcert" potential signals.json auction.json -o signals.cert
proved 'direct-optimum 21/32 21/32' auction.json signals.json signals.cert

# A price of 1/3 and no information are 5/18 apart; the play of both is known.
posted 1 3
expect 0 "$mechcert" maxmin price.json nothing.json auction.json -o pair.cert
proved 'strong-maxmin-pair 5/18' auction.json price.json nothing.json pair.cert
expect 10 "$mechcert" maxmin price.json nothing.json auction.json \
    --epsilon 277/1000

finish
