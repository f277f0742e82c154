#!/bin/sh
# format-example.sh CHECKER: the worked example of verify/FORMAT.md verifies as
# it stands, and no longer when a number in it is changed; and the SHA-256 of
# the checker agrees with sha256sum.
set -u
document=FORMAT.md
. "$(dirname "$0")/format-lib.sh"

take_example example.json
expect 0 "the worked example" "$checker" example.json example.cert
cp out last.txt
expect 0 "its last line" grep -qx 's VERIFIED guarantee-at-least 5/4' last.txt

refuse_each_number example.json
expect 0 "numbers were found in the example" test "$numbers" -ge 15

sed 's|"5/2"|"9/4"|' example.json > changed.json
expect 10 "a number of the statement changed" \
    "$checker" changed.json example.cert
hash=$(sha256sum changed.json)
sed "s/^statement environment .*/statement environment ${hash%% *}/" \
    example.cert > changed.cert
expect 10 "the same with the new hash" "$checker" changed.json changed.cert
cp out last.txt
expect 0 "and its reason" grep -q '^s NOT VERIFIED E403 ' last.txt

if command -v sha256sum > /dev/null; then
    for n in $(awk 'BEGIN { for (k = 0; k <= 200; k++) print k }') \
        4096 65535 1000003; do
        {
            cat example.json
            awk -v n="$n" 'BEGIN { if (n) printf "%" n "s", "" }'
        } > padded.json
        hash=$(sha256sum < padded.json)
        "$checker" --echo padded.json > echo.txt 2> err
        expect 0 "SHA-256 with $n blanks appended" \
            grep -qx "sha256 ${hash%% *}" echo.txt
    done
fi

printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
