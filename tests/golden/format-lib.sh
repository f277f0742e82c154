# format-lib.sh: what the tests of worked examples share. Sourced with the checker
# as first argument, from a script that names its document in $document: leaves
# $checker and $format as absolute paths, in an empty directory.
checker=${1:?usage: $0 CHECKER}
case $checker in
/*) ;;
*) checker=$PWD/$checker ;;
esac
format=$(cd "$(dirname "$0")/../../verify" && pwd)/$document
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

# refuse_each_number FILE...: the certificate example.cert of these statements
# with each number of it, but hashes, one more in turn. Sets $numbers.
refuse_each_number() {
    numbers=0
    line=0
    while IFS= read -r text; do
        line=$((line + 1))
        case $text in statement*) continue ;; esac
        field=1
        for word in $text; do
            case $word in
            [0-9]* | -[0-9]*)
                numbers=$((numbers + 1))
                # 6/4 is not in lowest terms, which is another refusal.
                awk -v line="$line" -v field="$field" 'NR == line {
                        split($field, part, "/")
                        new = part[1] + 1
                        if (part[2] != "")
                            new = new "/" part[2]
                        $field = new
                    } { print }' example.cert > changed.cert
                "$checker" "$@" changed.cert > out 2> err
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
}

# take_example STATEMENT: the JSON statement of the document as this file, and
# example.cert.
take_example() {
    awk '/^```json$/ { on = 1; next } /^```/ { on = 0 } on' "$format" > "$1"
    awk '/^mechcert-certificate 1$/ { on = 1 } /^```/ { on = 0 } on' "$format" \
        > example.cert
}

# change STATEMENT KIND SED-SCRIPT: changed.json, and changed.cert with its hash.
change() {
    sed "$3" "$1" > changed.json
    "$checker" --echo changed.json > echo.txt 2> err
    hash=$(sed -n 's/^sha256 //p' echo.txt)
    sed "s/^statement $2 .*/statement $2 $hash/" example.cert > changed.cert
}

# says DESCRIPTION PATTERN: what the checker printed last, on standard output.
says() {
    cp out last.txt
    expect 0 "$1" grep -q "$2" last.txt
    cp last.txt out
}

# echoes_all STATEMENT: --echo prints what stands in wanted.txt behind the hash.
echoes_all() {
    "$checker" --echo "$1" > echo.txt 2> err
    sed 1d echo.txt > found.txt
    expect 0 "what --echo prints of $1" cmp found.txt wanted.txt
}

# echoes NAME LINE...: --echo prints these lines of a statement of the corpus of
# refusals.
corpus=$(dirname "$format")/../tests/reject/statement
echoes() {
    "$checker" --echo "$corpus/$1.json" > echo.txt 2> err
    shift
    for line in "$@"; do
        expect 0 "a line of --echo: $line" grep -qx -e "$line" echo.txt
    done
}
