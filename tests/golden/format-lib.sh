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
