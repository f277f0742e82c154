#!/bin/sh
# format-example.sh CHECKER: the worked example of verify/FORMAT.md verifies as
# it stands, and no longer when a number in it is changed; and the SHA-256 of
# the checker agrees with sha256sum.
set -u
checker=${1:?usage: format-example.sh CHECKER}
case $checker in
/*) ;;
*) checker=$PWD/$checker ;;
esac
format=$(cd "$(dirname "$0")/../../verify" && pwd)/FORMAT.md
ASAN_OPTIONS=${ASAN_OPTIONS:-}:detect_leaks=0
export ASAN_OPTIONS
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
trap 'exit 1' HUP INT TERM
cd "$tmp" || exit 1
passed=0
failed=0

# expect STATUS DESCRIPTION COMMAND...
expect() {
    wanted=$1
    what=$2
    shift 2
    "$@" > out 2> err
    status=$?
    if [ "$status" -eq "$wanted" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAILED: %s: status %s, not %s\n' "$what" "$status" "$wanted"
    fi
}

awk '/^```json$/ { on = 1; next } /^```/ { on = 0 } on' "$format" > example.json
awk '/^mechcert-certificate 1$/ { on = 1 } /^```/ { on = 0 } on' "$format" \
    > example.cert
expect 0 "the worked example" "$checker" example.json example.cert
cp out last.txt
expect 0 "its last line" grep -qx 's VERIFIED guarantee-at-least 5/4' last.txt

# Each number of the certificate, one more.
numbers=0
line=0
while IFS= read -r text; do
    line=$((line + 1))
    [ "$line" -eq 3 ] && continue
    field=1
    for word in $text; do
        case $word in
        [0-9]* | -[0-9]*)
            numbers=$((numbers + 1))
            awk -v line="$line" -v field="$field" 'NR == line {
                    split($field, part, "/")
                    new = part[1] + 1
                    if (part[2] != "")
                        new = new "/" part[2]
                    $field = new
                } { print }' example.cert > changed.cert
            # 6/4 is not in lowest terms, which is another refusal.
            "$checker" example.json changed.cert > out 2> err
            status=$?
            case $status in
            10 | 11) passed=$((passed + 1)) ;;
            *)
                failed=$((failed + 1))
                printf 'FAILED: line %s, field %s changed: status %s\n' \
                    "$line" "$field" "$status"
                ;;
            esac
            ;;
        esac
        field=$((field + 1))
    done
done < example.cert
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
