#!/bin/sh
# format-divisible-example.sh CHECKER: the worked example of
# verify/FORMAT-DIVISIBLE.md verifies as it stands, and no longer when a number
# in it is changed; what --echo prints is what the statement says.
set -u
document=FORMAT-DIVISIBLE.md
. "$(dirname "$0")/format-lib.sh"

awk '/^```json$/ { on = 1; next } /^```/ { on = 0 } on' "$format" > path.json
awk '/^mechcert-certificate 1$/ { on = 1 } /^```/ { on = 0 } on' "$format" \
    > example.cert
expect 0 'the worked example' "$checker" path.json example.cert
cp out last.txt
expect 0 'its last line' grep -qx 's VERIFIED price-decomposition 2' last.txt
expect 0 'the sentence' \
    grep -q 'a lottery over 2 simple posted prices with balanced budget' last.txt

refuse_each_number path.json
expect 0 'numbers were found in the example' test "$numbers" -ge 10

# Another level of production, with its own hash, and another cost.
change() {
    sed "$1" path.json > changed.json
    "$checker" --echo changed.json > echo.txt 2> err
    hash=$(sed -n 's/^sha256 //p' echo.txt)
    sed "s/^statement divisible .*/statement divisible $hash/" example.cert \
        > changed.cert
}
change 's|"2/3"|"1/2"|'
expect 10 'another level' "$checker" changed.json example.cert
expect 10 'the same with the new hash' "$checker" changed.json changed.cert
cp out last.txt
expect 0 'and its reason' grep -q '^s NOT VERIFIED E450 ' last.txt
change 's|"cost": 1|"cost": "9/8"|'
expect 10 'another cost' "$checker" changed.json changed.cert
cp out last.txt
expect 0 'and its reason' grep -q '^s NOT VERIFIED E451 ' last.txt

cat > wanted.txt << 'END'
format mechcert-divisible-1
agents 2
  0 A
  1 B
support
  0 0 1
  1 0 1
cost 1
domain boxes
cuts of agent 0 0 1/4 1/2
cuts of agent 1 0 1/2 3/4
level and payments, by cell
  (0,0) 0 0 0
  (0,1) 0 0 0
  (0,2) 0 0 0
  (1,0) 0 0 0
  (1,1) 0 0 0
  (1,2) 1/3 1/12 1/4
  (2,0) 0 0 0
  (2,1) 2/3 1/3 1/3
  (2,2) 1 5/12 7/12
END
"$checker" --echo path.json > echo.txt 2> err
sed 1d echo.txt > found.txt
expect 0 'what --echo prints' cmp found.txt wanted.txt
# What the example does not have, from the corpus of refusals.
corpus=$(dirname "$format")/../tests/reject/statement
"$checker" --echo "$corpus/divisible-prices.json" > echo.txt 2> err
expect 0 'a price' grep -qx '  1/2 1/4 3/4' echo.txt
expect 0 'a type of the belief' grep -qx '  1/2 1/4 1' echo.txt
"$checker" --echo "$corpus/divisible-uniform.json" > echo.txt 2> err
expect 0 'a term' grep -qx '  -1 0 0' echo.txt
"$checker" --echo "$corpus/divisible-set.json" > echo.txt 2> err
expect 0 'a set of types' grep -qx 'domain set' echo.txt
"$checker" --echo "$corpus/loss-3.json" > echo.txt 2> err
expect 0 'a welfare loss' grep -qx 'agents 3' echo.txt

printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
