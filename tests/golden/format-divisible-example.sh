#!/bin/sh
# format-divisible-example.sh CHECKER: the worked example of
# verify/FORMAT-DIVISIBLE.md verifies as it stands, and no longer when a number
# in it is changed; what --echo prints is what the statement says.
set -u
document=FORMAT-DIVISIBLE.md
. "$(dirname "$0")/format-lib.sh"

take_example path.json
expect 0 'the worked example' "$checker" path.json example.cert
says 'its last line' '^s VERIFIED price-decomposition 2$'
says 'the sentence' 'a lottery over 2 simple posted prices with balanced budget'

refuse_each_number path.json
expect 0 'numbers were found in the example' test "$numbers" -ge 10

change path.json divisible 's|"2/3"|"1/2"|'
expect 10 'another level' "$checker" changed.json example.cert
expect 10 'the same with the new hash' "$checker" changed.json changed.cert
says 'and its reason' '^s NOT VERIFIED E450 '
change path.json divisible 's|"cost": 1|"cost": "9/8"|'
expect 10 'another cost' "$checker" changed.json changed.cert
says 'and its reason' '^s NOT VERIFIED E451 '

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
echoes_all path.json

# What the example does not have.
echoes divisible-prices '  1/2 1/4 3/4' '  1/2 1/4 1'
echoes divisible-uniform '  -1 0 0'
echoes divisible-set 'domain set'
echoes loss-3 'agents 3'

printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
