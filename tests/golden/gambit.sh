#!/bin/sh
# gambit.sh MECHCERT CHECKER: games of Gambit in and out. Where gambit-enumpure
# is installed it reads what is written and counts the same equilibria.
. "${0%/*}/lib.sh"

# ---- strategic games in ----

# The example of Gambit's documentation in both versions: one game.
cat > payoffs.nfg <<'NFG'
NFG 1 R "Selten (IJGT, 75), Figure 2, normal form"
{ "Player 1" "Player 2" } { 3 2 }

1 1 0 2 0 2 1 1 0 3 2 0
NFG
cat > outcomes.nfg <<'NFG'
NFG 1 R "Selten (IJGT, 75), Figure 2, normal form" { "Player 1" "Player 2" }

{
{ "1" "2" "3" }
{ "1" "2" }
}

{
{ "" 1, 1 }
{ "" 0, 2 }
{ "" 0, 2 }
{ "" 1, 1 }
{ "" 0, 3 }
{ "" 2, 0 }
}
1 2 3 4 5 6
NFG
expect 0 "$mechcert" import gambit payoffs.nfg -o selten
[ -s out ] || [ -s err ] && fail 'an import says something'
"$mechcert" import gambit - --output=again < outcomes.nfg
same $? 0 'a game from standard input'
for name in environment mechanism; do
    cmp -s selten/$name.json again/$name.json && pass || fail "two $name.json"
    expect 0 "$checker" --echo selten/$name.json
done
cat > expected <<'JSON'
{
  "format": "mechcert-mechanism-1",
  "title": "Selten (IJGT, 75), Figure 2, normal form",
  "notes": "A strategic game of Gambit: actions are strategies; nobody can stay out.",
  "agents": ["Player 1", "Player 2"],
  "outcomes": ["(1, 1)", "(0, 2)", "(0, 3)", "(2, 0)"],
  "actions": [["1", "2", "3"], ["1", "2"]],
  "rule": [
    [1, 0, 0, 0],
    [1, 0, 0, 0],
    [0, 1, 0, 0],
    [0, 0, 1, 0],
    [0, 1, 0, 0],
    [0, 0, 0, 1]
  ]
}
JSON
cmp -s selten/mechanism.json expected && pass || {
    fail 'selten/mechanism.json'
    diff selten/mechanism.json expected
}

# The worst correlated equilibrium of "chicken": 9 (b + c) + 12 d with c >= 2 a,
# b >= 2 a, 2 b >= d, 2 c >= d is least at a = 1/5, b = c = 2/5.
cat > chicken.nfg <<'NFG'
NFG 1 D "Chicken" { "Row" "Column" } { { "dare" "yield" } { "dare" "yield" } }
"A comment with \"quotes\" and { 2 2 }"
{ { "crash" 0 0 } { "row yields" 2.0, 7 } { "column yields" 7 +2 }
  { "peace" 60e-1, 18/3 } { "nobody gets here" 1/3 1/3 } }
1 2 3 4
NFG
expect 0 "$mechcert" import gambit chicken.nfg -o chicken
finds '"outcomes": \["crash", "row yields", "column yields", "peace"\]' \
    chicken/environment.json
finds 'A comment with \\"quotes\\" and { 2 2 }' chicken/environment.json
expect 0 "$mechcert" guarantee chicken/mechanism.json chicken/environment.json \
    --worst worst.json -o chicken.cert
expect 0 "$checker" chicken/environment.json chicken/mechanism.json chicken.cert
finds '^s VERIFIED guarantee 36/5 36/5$' out
expect 0 "$mechcert" import gambit chicken.nfg -o row --welfare Row
cmp -s row/mechanism.json chicken/mechanism.json && pass || fail 'row: mechanism'
expect 0 "$mechcert" guarantee row/mechanism.json row/environment.json -o row.cert
expect 0 "$checker" row/environment.json row/mechanism.json row.cert
finds '^s VERIFIED guarantee 2 2$' out

# Labels that are empty or the same: changed, and said so.
printf 'NFG 1 R "" {"" ""} { {"x" "x"} {"y"} } 1 2 3 4\n' > empty.nfg
expect 0 "$mechcert" import gambit empty.nfg -o empty
finds 'note: 3 labels' err
finds '"actions": \[\["x", "x_2"\], \["y"\]\]' empty/mechanism.json
expect 0 "$mechcert" import gambit empty.nfg -o empty -q
[ -s err ] && fail 'a note in spite of -q'

# Malformed files: file, line and column, and nothing is written.
malformed() {
    expect 11 "$mechcert" import gambit "$1" -o none
    finds "^mechcert: $1:$2: " err
    [ -e none ] && fail "$1: a directory in spite of status 11"
}
head -n 3 payoffs.nfg > cut.nfg
malformed cut.nfg 4:1
sed 's/2 0$/2 0 5/' payoffs.nfg > more.nfg
malformed more.nfg 4:25
sed 's/0 3/0 3x/' payoffs.nfg > letter.nfg
malformed letter.nfg 4:19
sed 's/^1 2 3/1 7 3/' outcomes.nfg > index.nfg
malformed index.nfg 16:3
printf 'EFG 2 R "" { "1" }\n' > tree.nfg
malformed tree.nfg 1:1
: > nothing.nfg
malformed nothing.nfg 1:1
head -c 3000 /dev/zero > zeros.nfg
malformed zeros.nfg 1:1
{
    printf 'NFG 1 R "" {"a" "b"} {1000000 100}'
    awk 'BEGIN { for (k = 0; k < 100000; k++) printf " 0" }'
} > announced.nfg
malformed announced.nfg '1:[0-9]*'
head -c 17000000 /dev/zero | tr '\0' ' ' > blanks.nfg
malformed blanks.nfg '1:16777217'
expect 11 "$mechcert" import gambit chicken.nfg -o none -w row
finds 'no player row' err

# ---- Bayesian games out ----

cat > env.json <<'JSON'
{"format": "mechcert-environment-1", "title": "T", "agents": ["A", "B"],
 "outcomes": ["no", "yes"], "states": ["low", "high"], "prior": ["1/3", "2/3"],
 "welfare": [[0, 1], [0, 2]],
 "payoffs": [[[0, -1], [0, "5/2"]], [[0, -2], [0, 3]]]}
JSON
cat > mech.json <<'JSON'
{"format": "mechcert-mechanism-1", "title": "Say \"yes\"", "agents": ["A", "B"],
 "outcomes": ["no", "yes"], "actions": [["n", "y"], ["n", "y"]],
 "secure": ["n", "n"], "rule": [[1, 0], ["1/2", "1/2"], ["1/2", "1/2"], [0, 1]]}
JSON
cat > info.json <<'JSON'
{"format": "mechcert-information-1", "agents": ["A", "B"],
 "states": ["low", "high"], "signals": [["bad", "good"], ["\\"]],
 "distribution": [["1/3", 0], [0, "2/3"]]}
JSON
expect 0 "$mechcert" export gambit mech.json info.json env.json -o game.efg
sed '/^environment /,/^information /d' game.efg > game
cat > expected <<'EFG'
EFG 2 R "Say \"yes\"" { "A" "B" }
"The Bayesian game of a mechanism and an information structure, written by mechcert.
Chance draws the state and the signals; each agent then chooses an action and knows
only the own signal. Payoffs are expected over the lottery of the mechanism, net of
the outside option. Not in this file, because the format has no place for them: the
designer's welfare, the outcomes behind a lottery, and which actions are
participation secure.

c "" 1 "state and signals" { "low: bad, /" 1/3 "high: good, /" 2/3 } 0
p "" 1 1 "bad" { "n" "y" } 0
p "" 2 1 "/" { "n" "y" } 0
t "" 1 "low: n, n" { 0, 0 }
t "" 2 "low: n, y" { -1/2, -1 }
p "" 2 1 "/" { "n" "y" } 0
t "" 3 "low: y, n" { -1/2, -1 }
t "" 4 "low: y, y" { -1, -2 }
p "" 1 2 "good" { "n" "y" } 0
p "" 2 1 "/" { "n" "y" } 0
t "" 5 "high: n, n" { 0, 0 }
t "" 6 "high: n, y" { 5/4, 3/2 }
p "" 2 1 "/" { "n" "y" } 0
t "" 7 "high: y, n" { 5/4, 3/2 }
t "" 8 "high: y, y" { 5/2, 3 }
EFG
cmp -s game expected && pass || {
    fail game.efg
    diff game expected
}
for name in env:environment mech:mechanism info:information; do
    finds "^${name#*:} $(sha256sum "${name%:*}.json" | cut -d ' ' -f 1)" game.efg
done
# in any order, and to standard output
expect 0 "$mechcert" export gambit env.json info.json mech.json
cmp -s out game.efg && pass || fail 'another order, another file'

# Statements that do not belong together, and trees that are too large.
refused_export() {
    wanted_status=$1
    shift
    expect "$wanted_status" "$mechcert" export gambit "$@" -o none.efg
    [ -e none.efg ] && fail "a file in spite of status $wanted_status: $*"
}
refused_export 2 env.json mech.json
refused_export 11 env.json mech.json mech.json
refused_export 11 chicken/environment.json mech.json info.json
refused_export 11 env.json chicken/mechanism.json info.json
refused_export 13 env.json mech.json absent.json
sed 's/"1\/3", 0/"1\/4", "1\/12"/' info.json > other.json
refused_export 11 env.json mech.json other.json
finds 'prior' err
awk 'BEGIN {
    printf "{\"format\": \"mechcert-mechanism-1\", \"agents\": [\"A\", \"B\"], "
    printf "\"outcomes\": [\"no\", \"yes\"], \"actions\": [["
    for (k = 0; k < 800; k++) printf "%s\"%d\"", k ? ", " : "", k
    printf "], ["
    for (k = 0; k < 800; k++) printf "%s\"%d\"", k ? ", " : "", k
    printf "]], \"rule\": ["
    for (k = 0; k < 640000; k++) printf "%s[0, 1]", k ? ", " : ""
    printf "]}\n"
}' > large.json
refused_export 12 env.json large.json info.json
finds '1,000,000 nodes' err

# A game through both: the information structure of the worst equilibrium.
expect 0 "$mechcert" export gambit chicken/environment.json \
    chicken/mechanism.json worst.json -o chicken.efg
same "$(grep -c '^t ' chicken.efg)" 12 'ends of the worst case of chicken'

# ---- Gambit itself ----

cat > none.json <<'JSON'
{"format": "mechcert-information-1", "agents": ["Row", "Column"],
 "states": ["the only state"], "signals": [["-"], ["-"]], "distribution": [[1]]}
JSON
expect 0 "$mechcert" export gambit chicken/environment.json \
    chicken/mechanism.json none.json -o plain.efg

# pure COUNT FILES: so many pure equilibria, here and by Gambit.
pure() {
    expect 0 "$mechcert" equilibrium "$2" "$3" "$4" --find-pure
    finds "^$1 equilibri" out
    [ -n "$gambit" ] || return
    expect 0 "$mechcert" export gambit "$2" "$3" "$4" -o pure.efg
    same "$(gambit-enumpure -q pure.efg < /dev/null | grep -c '^NE,')" "$1" \
        "pure equilibria of $*, by Gambit"
}
gambit=$(command -v gambit-enumpure)
[ -n "$gambit" ] || echo 'skipped: gambit-enumpure is not installed'
pure 2 chicken/environment.json chicken/mechanism.json none.json
expect 0 "$mechcert" equilibrium env.json mech.json info.json --find-pure
pure "$(sed -n 's/^\([0-9]*\) equilibri.*/\1/p' out)" env.json mech.json info.json

# ---- the command line ----

wrong() {
    expect 2 "$mechcert" "$@"
    [ -s out ] && fail "output in spite of wrong usage: $*"
    [ -s err ] || fail "no message for wrong usage: $*"
}
wrong import
wrong import pdf chicken.nfg -o none
wrong import gambit
wrong import gambit chicken.nfg
wrong import gambit chicken.nfg payoffs.nfg -o none
wrong import gambit chicken.nfg -o none --json
wrong export gambit
wrong export gambit env.json mech.json info.json --json
wrong export gambit env.json mech.json info.json -o env.json
for words in 'import --help' 'import gambit --help' 'export gambit --help'; do
    # shellcheck disable=SC2086
    expect 0 "$mechcert" $words
    [ -s out ] || fail "$words says nothing"
done
expect 13 "$mechcert" import gambit absent.nfg -o none
expect 13 "$mechcert" import gambit chicken.nfg -o chicken.nfg
expect 13 "$mechcert" import gambit chicken.nfg -o absent/none
mkdir directory
expect 13 "$mechcert" export gambit env.json mech.json info.json -o directory

finish
