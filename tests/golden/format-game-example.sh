#!/bin/sh
# format-game-example.sh CHECKER: the worked example of verify/FORMAT-GAME.md
# verifies as it stands, with its files in any order and from standard input,
# and no longer when a number in it is changed; what --echo prints is what the
# statements say.
set -u
document=FORMAT-GAME.md
. "$(dirname "$0")/format-lib.sh"

awk '/^```json$/ { on = 1; k++; next } /^```/ { on = 0 }
    on { print > ("statement-" k ".json") }' "$format"
awk '/^mechcert-certificate 1$/ { on = 1 } /^```/ { on = 0 } on' "$format" \
    > example.cert
environment=statement-1.json
mechanism=statement-2.json
expect 0 'the worked example' "$checker" "$environment" "$mechanism" example.cert
cp out last.txt
expect 0 'its last line' grep -qx 's VERIFIED guarantee 5/6 5/6' last.txt
expect 0 'the sentence' grep -q 'lies in \[5/6, 5/6\]' last.txt
expect 0 'the mechanism first' \
    "$checker" "$mechanism" "$environment" example.cert
for file in "$environment" "$mechanism" example.cert; do
    arguments=
    for name in "$environment" "$mechanism" example.cert; do
        [ "$name" = "$file" ] && name=-
        arguments="$arguments $name"
    done
    # shellcheck disable=SC2086
    expect 0 "$file from standard input" "$checker" $arguments < "$file"
done

refuse_each_number "$environment" "$mechanism"
expect 0 'numbers were found in the example' test "$numbers" -ge 15

# A mechanism that does not guarantee as much, with its own hash.
change "$mechanism" mechanism 's|"1/2", "1/2"|"2/3", "1/3"|'
expect 10 'another mechanism' "$checker" "$environment" changed.json example.cert
expect 10 'the same with the new hash' \
    "$checker" "$environment" changed.json changed.cert

cat > wanted.txt << 'END'
format mechcert-mechanism-1
agents 1
  0 buyer
outcomes 3
  0 nothing
  1 sold at 1
  2 sold at 2
agent 0: actions 2
  0 leave
  1 buy
secure 0
rule, by profile
  (0) 1 0 0
  (1) 0 2/3 1/3
END
echoes_all changed.json
# The other kinds, from the corpus of refusals.
"$checker" --echo "$corpus/game-price-info.json" "$corpus/game-price-strat.json" \
    "$corpus/game-price-set.json" > echo.txt 2> err
cat > wanted.txt << 'END'
format mechcert-information-1
agents 1
  0 buyer
states 2
  0 1
  1 3
agent 0: signals 2
  0 weak
  1 strong
distribution, by profile
  (0) 1/3 1/6
  (1) 0 1/2
format mechcert-strategies-1
agents 1
  0 buyer
agent 0: signals 2
  0 weak
  1 strong
agent 0: actions 2
  0 leave
  1 buy
strategy of agent 0, by signal
  0 1/2 1/2
  1 0 1
format mechcert-prior-1
states 2
  0 1
  1 3
set of priors: coefficients of the states, right-hand side
  0 at least 1 0 1/6
  1 at most 1 0 1/2
  2 equal 1 1 1
END
sed '/^sha256 /d' echo.txt > found.txt
expect 0 'what --echo prints of the other kinds' cmp found.txt wanted.txt
"$checker" --echo "$corpus/game-prior.json" > echo.txt 2> err
expect 0 'a given prior' grep -qx '  1/3 2/3' echo.txt
"$checker" --echo "$environment" "$mechanism" > echo.txt 2> err
expect 0 'both formats are echoed' test "$(grep -c '^format ' echo.txt)" -eq 2

printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
