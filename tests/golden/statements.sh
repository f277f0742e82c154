#!/bin/sh
# statements.sh MECHCERT CHECKER: the two readers of environments, written
# independently, accept and refuse the same files, and the producer's names the
# place.
. "${0%/*}/lib.sh"

{
    printf '{"format": "mechcert-environment-1", "title": '
    awk 'BEGIN { for (k = 0; k < 10000; k++) printf "[" }'
    printf '}\n'
} > deep.json
{
    printf '{"format": "mechcert-environment-1", "agents": ["A"], '
    printf '"outcomes": ["o"], "states": ["s"], "prior": [1], "welfare": [["'
    awk 'BEGIN { for (k = 0; k < 20000; k++) printf "7" }'
    printf '"]], "payoffs": [[[0]]]}\n'
} > digits.json
head -c 3000 /dev/zero > zeros.json
printf '\377\376{\000' > utf16.json
cp "$golden"/../reject/statement/*.json "$golden"/*.json .

accepted=0
refused=0
for file in *.json; do
    "$checker" --echo "$file" > echo 2> checker.err
    wanted=$?
    "$mechcert" show "$file" > show 2> err
    status=$?
    same "$status" "$wanted" "$file: status of show and of --echo"
    case $wanted in
    0) accepted=$((accepted + 1)) ;;
    11)
        refused=$((refused + 1))
        finds "^mechcert: $file:[1-9][0-9]*:[1-9][0-9]*: " err
        [ -s show ] && fail "$file: output in spite of an error"
        "$mechcert" bounds "$file" --k 1 -o none > out 2> err
        same "$?" 11 "$file: status of bounds"
        [ -e none ] && fail "$file: an output directory is left"
        ;;
    *) fail "$file: the checker ends with status $wanted" ;;
    esac
done
[ $accepted -ge 8 ] || fail "only $accepted statements were accepted"
[ $refused -ge 80 ] || fail "only $refused statements were refused"

finish
