#!/bin/sh
# format-publicgood-example.sh CHECKER: the worked example of
# verify/FORMAT-PUBLICGOOD.md verifies as it stands, and no longer when a number
# in it is changed; what --echo prints is what the statement says.
set -u
document=FORMAT-PUBLICGOOD.md
. "$(dirname "$0")/format-lib.sh"

take_example well.json
expect 0 'the worked example' "$checker" well.json example.cert
says 'its last line' '^s VERIFIED no-mechanism no-extortion 6$'
says 'the sentence' 'satisfies no-extortion collects at most 6'

refuse_each_number well.json
expect 0 'numbers were found in the example' test "$numbers" -ge 25

change well.json publicgood 's|\[0, 8\]|[0, 6]|'
expect 10 'another cost' "$checker" changed.json example.cert
expect 10 'the same with the new hash' "$checker" changed.json changed.cert
says 'and its reason' '^s NOT VERIFIED E444 '
change well.json publicgood 's|highest|lowest|'
expect 10 'another tie rule' "$checker" changed.json changed.cert
says 'and its reason' '^s NOT VERIFIED E405 '

cat > wanted.txt << 'END'
format mechcert-publicgood-1
alternatives 2
  0 nothing
  1 well
agents 3
  0 A
  1 B
  2 C
counts 1 1 1
cost 0 8
shares in proportion to, each person: 1 1 1
values of agent 0, by type
  0  0 0
  1  0 2
  2  0 3
values of agent 1, by type
  0  0 0
  1  0 2
  2  0 3
values of agent 2, by type
  0  0 0
  1  0 2
  2  0 3
decision utilitarian
transfer cost-sharing-pivotal
tie highest
END
echoes_all well.json

# What the example does not have.
echoes good-library 'counts 400 500 80 20' 'weights 2 1 3/5 6/25' \
    'shares in proportion to, each person: .*'
echoes good-burden 'shares in proportion to, agents as a whole: .*'
echoes good-two-shares '  0 1' 'prior' '  1/2 1/2'
echoes good-ties 'decision table' 'rule, by profile 0 1 0 0'
echoes good-unit-order 'tie list' 'places in the list 3 1 2'
echoes good-reverse 'payments, by profile' 'transfer table'
echoes good-groves 'groves, by profile of the others 1 2'
echoes good-drawn 'cost per head 0 1' 'draw 3/4 1/4'
echoes good-joint 'atom 1/2 1 1'
echoes good-labels '  0 low 0 0' '  1 high 0 3'
echoes quantity-one 'knots 0 1 3' '  5/2 -1/2' 'tie lowest' \
    'shares in proportion to, each person: 1 1'
echoes quantity-flat 'decision efficient' \
    'marginal share of a person of agent 0, by piece, coefficients of 1, y, y^2, ...'

printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
