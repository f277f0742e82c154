# lib.sh: what the policy tests share. Sourced in the folder of the sources;
# makes an empty folder $tmp.
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
trap 'exit 1' HUP INT TERM
passed=0
failed=0

# demand DESCRIPTION FILE: the file lists offences; it must be empty.
demand() {
    if [ -s "$2" ]; then
        failed=$((failed + 1))
        printf 'FAILED: %s\n' "$1"
        sed 's/^/    /; 20q' "$2"
    else
        passed=$((passed + 1))
    fi
}

# There must be something to look at.
find_sources() {
    ls ./*.c ./*.h > "$tmp/files" 2> /dev/null
    [ "$(wc -l < "$tmp/files")" -ge 10 ] || echo 'no sources' > "$tmp/none"
    touch "$tmp/none"
    demand 'the sources of the checker are found' "$tmp/none"
}

# no_outside_world: nothing depends on where and when the checker runs.
no_outside_world() {
    grep -nE '\b(getenv|setlocale|time|clock|clock_gettime|gettimeofday|alloca|system|popen|abort|assert)[ ]*\(' \
        ./*.c ./*.h > "$tmp/calls"
    demand 'no environment, locale, clock or abort' "$tmp/calls"
}

# below_ceiling COUNT-SH CEILING: honest lines of the sources here.
below_ceiling() {
    lines=$(sh "$1" ./*.c ./*.h | awk -F'[,)]' '{ sum += $2 } END { print sum }')
    {
        [ "$lines" -ge 500 ] || echo "count.sh counts $lines lines"
        [ "$lines" -le "$2" ] || echo "$lines lines, more than $2"
    } > "$tmp/lines"
    demand "at most $2 lines that are neither blank nor comment" "$tmp/lines"
}

finish() {
    printf '%d passed, %d failed\n' "$passed" "$failed"
    [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
}
