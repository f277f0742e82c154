#!/bin/sh
# show-goods.sh MECHCERT CHECKER: public goods in words and tables.
. "${0%/*}/lib.sh"

# shown FILE: both readers take it, and what is shown, but for the hash, is what
# stands in the file wanted.
shown() {
    expect 0 "$checker" --echo "$1"
    expect 0 "$mechcert" show "$1"
    same "$(sed -n 2p out)" "SHA-256: $(sha256sum < "$1" | cut -d ' ' -f 1)" \
        "$1: hash"
    sed 2d out > printed
    expect 0 diff wanted printed
}

# --- costs per head, shares by income and distance, tables, atoms -------------

cat > mixed.json << 'END'
{"format": "mechcert-publicgood-1", "title": "Everything by table",
 "alternatives": ["nothing", "hut", "hall"], "cost_per_head": [0, 1, "3/2"],
 "agents": ["north", "south\u202e"], "weights": [1, "1/3"],
 "income": [10, 6], "distance": ["1/2", 3], "radius": 1,
 "types": [["low", "high"], ["only"]],
 "values": [[[0, 0, 0], [0, 2, "7/3"]], [[0, 1, -1]]],
 "decision": "table", "rule": ["nothing", "hall"],
 "transfer": "table", "payments": [[0, 0], [4, "-1/2"]],
 "atoms": [["1/4", 0, 0], ["3/4", 1, 0]]}
END
cat > wanted << 'END'
Public good (mechcert-publicgood-1)
Title: Everything by table

Alternatives (3), by quantity:
           cost per head  cost
  nothing              0     0
  hut                  1     2
  hall               3/2     3

Agents (2) and how many people each is, 2 in all:
               people  types  weight  income  distance  duty
  north             1      2       1      10       1/2    10
  south\u202e       1      1     1/3       6         3     2

Fair shares: in proportion to each person's duty, the income over the distance, which
counts as 1 where it is less. One person bears:
               nothing  hut  hall
  north              0  5/3   5/2
  south\u202e        0  1/3   1/2

Types (3, in 2 profiles) and the value of each alternative to one person:
                      nothing  hut  hall
  north (low)               0    0     0
  north (high)              0    2   7/3
  south\u202e (only)        0    1    -1

Decision: the table below.
Transfers: the table below.

By profile:
               decision  north  south\u202e
  north: low    nothing      0            0
  north: high      hall      4         -1/2

Profiles of positive probability (2):
               probability
  north: low           1/4
  north: high          3/4
END
shown mixed.json

# --- listed shares, an order for ties, Groves, a prior ------------------------

cat > groves.json << 'END'
{"format": "mechcert-publicgood-1",
 "alternatives": ["nothing", "park"], "cost": [0, 4],
 "agents": ["A", "B", "C"], "shares": [[0, 1], [0, 1], [0, 2]],
 "values": [[[0, 1], [0, 5]], [[0, 2], [0, 3]], [[0, 7]]],
 "decision": "efficient", "tie": ["park", "nothing"],
 "transfer": "groves", "groves": [[1, 2], [3, "4/5"], [6, 7, 8, 9]],
 "prior": [["1/3", "2/3"], [1, 0], [1]]}
END
cat > wanted << 'END'
Public good (mechcert-publicgood-1)

Alternatives (2), by quantity:
           cost
  nothing     0
  park        4

Agents (3) and how many people each is, 3 in all:
     people  types  weight
  A       1      2       1
  B       1      2       1
  C       1      1       1

Fair shares: as the file lists them. One person bears:
     nothing  park
  A        0     1
  B        0     1
  C        0     2

Types (5, in 4 profiles) and the value of each alternative to one person:
          probability  nothing  park
  A (#0)          1/3        0     1
  A (#1)          2/3        0     5
  B (#0)            1        0     2
  B (#1)            0        0     3
  C                 1        0     7

Decision: efficient: the largest sum, over all people, of (value - fair share);
  weights do not count.
  Of several, the first in this list: park, nothing.
Transfers: Groves: h, listed below, less the welfare of the decision without the
  person's value, over the person's weight in it.

h of an agent, by profile of the others:
           others    h
  A         B: #0    1
  A         B: #1    2
  B         A: #0    3
  B         A: #1  4/5
  C  A: #0, B: #0    6
  C  A: #0, B: #1    7
  C  A: #1, B: #0    8
  C  A: #1, B: #1    9

Belief: people have their types independently, with the probabilities above.
END
shown groves.json

# --- a continuous quantity ----------------------------------------------------

cat > slopes.json << 'END'
{"format": "mechcert-quantity-1", "agents": ["A", "B"], "counts": [1, 2],
 "weights": ["1/2", 1], "knots": [0, 1, "5/2"], "cost": [[0, 3], [3]],
 "duty": [1, 1], "values": [[["-1/2", 1, 0, "-3/2"], [0]], [[9], [0, -1, -1]]],
 "decision": "utilitarian", "tie": "highest"}
END
cat > wanted << 'END'
Public good of a continuous quantity (mechcert-quantity-1)

Quantities from 0 to 5/2

Agents (2), with the value and the fair share of one person of the largest
quantity:
     people  weight  duty  value  share
  A       1     1/2     1   -3/8      2
  B       2       1     1    3/2      2

Marginal cost at the quantity y:
  from 0 to 1: 3 y
  from 1 to 5/2: 3

Marginal value, and fair share of the marginal cost, of one person of A:
  from 0 to 1: -1/2 + y - 3/2 y^3; share y
  from 1 to 5/2: 0; share 1

Marginal value, and fair share of the marginal cost, of one person of B:
  from 0 to 1: 9; share y
  from 1 to 5/2: -y - y^2; share 1

Fair shares: in proportion to each person's duty.
Decision: utilitarian: the largest sum, over all people, of the weight times
  (value - fair share).
  Of several, the highest.
END
shown slopes.json

# --- people who are drawn, and many of everything -----------------------------

expect 0 "$mechcert" new unequal-weights -o drawn.json
expect 0 "$mechcert" show drawn.json
finds '^  good  *3/2$' out
finds '^  rich  *1/2  *1  *1  *2/3$' out
finds '^each of them the same. If one person of each agent were drawn' out

# A million people in 50 agents, 15 alternatives.
awk 'BEGIN {
    printf "{\"format\": \"mechcert-publicgood-1\", \"alternatives\": [\"y0\""
    for (y = 1; y < 15; y++) printf ", \"y%d\"", y
    printf "], \"cost\": [0"
    for (y = 1; y < 15; y++) printf ", %d", 1000000 * y
    printf "],\n \"agents\": [\"g0\""
    for (i = 1; i < 50; i++) printf ", \"g%d\"", i
    printf "], \"counts\": [20000"
    for (i = 1; i < 50; i++) printf ", 20000"
    printf "], \"shares\": \"equal\",\n \"values\": ["
    for (i = 0; i < 50; i++) {
        printf "%s[[0", i ? ", " : ""
        for (y = 1; y < 15; y++) printf ", %d", y
        printf "]]"
    }
    print "],\n \"decision\": \"efficient\", \"transfer\": \"clarke\"}"
}' > many.json
expect 0 "$mechcert" show many.json
finds '^Agents (50) and how many people each is, 1000000 in all:$' out
finds '^  g39  *0  *1  *2  *3 .*  11$' out
same "$(grep -c '^  g40' out)" 0 'further agents are counted only'
same "$(grep -c '^  and 10 more agents$' out)" 2 'agents, and their shares'
same "$(grep -c '^  and 3 more alternatives$' out)" 2 'shares and values'
finds '^  and 10 more types$' out
finds '^  No rule for ties\.$' out

sed 's/"shares": "equal"/"burden": 0/' many.json > bad.json
expect 11 "$mechcert" show bad.json
finds '^mechcert: bad.json:2:[0-9]*: burden: must be an array' err
same "$(cat out)" '' 'output in spite of an error'

finish
