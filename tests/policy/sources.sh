#!/bin/sh
# sources.sh [ROOT]: what design.md and the style promise about the sources.
# Dependencies point one way; each library is used where it belongs; every
# lemma that the code cites exists, and names functions and tests that exist;
# no leftovers; the layout is that of .clang-format.
set -u
policy=$(cd "$(dirname "$0")" && pwd) || exit 1
cd "${1:-$policy/../..}" || exit 1
. "$policy/lib.sh"

find src include -name '*.[ch]' | sort > "$tmp/product"
find src include verify tests -name '*.[ch]' | sort > "$tmp/all"

# "file include" for every include directive of the product
while IFS= read -r file; do
    sed -n 's/^[ \t]*#[ \t]*include[ \t]*\([<"][^>"]*\)[>"].*/\1/p' "$file" |
        sed "s|^.|$file |"
done < "$tmp/product" > "$tmp/includes"
[ "$(wc -l < "$tmp/includes")" -ge 100 ] || echo 'too few found' > "$tmp/few"
touch "$tmp/few"
demand 'the include directives are found' "$tmp/few"

# --- dependencies point one way -----------------------------------------

# A folder may include its own level's folder or a lower level.
awk '
    function level(folder, name) {
        split("include base arith certificate lp game report cli", order, " ")
        if (folder == "saddle" || folder == "real")
            folder = "game"
        if (folder == "family" || folder == "publicgood")
            return 6.5
        for (name in order)
            if (order[name] == folder)
                return name + (name >= 7)
        return 0
    }
    function folder_of(path, part, count) {
        count = split(path, part, "/")
        if (part[1] == "include" || part[1] == "mechcert")
            return "include"
        if (part[1] == "src")
            return part[2]
        return count == 2 ? part[1] : ""
    }
    {
        from = folder_of($1)
        if (from != "include" && level(from) == 0) {
            print $1 ": unknown folder"
            next
        }
        to = folder_of($2)
        # Headers of libraries; but in quotes only our own.
        if (to == "" || level(to) == 0)
            next
        if (level(to) > level(from) || (level(to) == level(from) && to != from))
            print $1 " includes " $2
    }' "$tmp/includes" > "$tmp/upward"
demand 'cli > report > {family, publicgood} > {game, saddle, real} > lp > certificate > arith > base > include' \
    "$tmp/upward"

# Quotes are for our own files, with the folder, and these exist.
while IFS= read -r file; do
    grep -n '^[ \t]*#[ \t]*include[ \t]*"' "$file" |
        sed 's/.*"\(.*\)".*/\1/' | while IFS= read -r header; do
        [ -f "src/$header" ] || echo "$file: \"$header\""
    done
done < "$tmp/product" > "$tmp/quotes"
demand 'headers in quotes are ours and named with their folder' "$tmp/quotes"

# --- libraries where they belong -----------------------------------------

# only PATTERN FILES: include directives of other files that match.
only() {
    grep -E " ($1)\$" "$tmp/includes" | grep -vE "^($2) "
}
only 'flint/.*|arb.*|acb.*|fmpz.*|fmpq.*' 'src/arith/shim\.h' > "$tmp/flint"
demand 'FLINT and Arb headers are in src/arith/shim.h only' "$tmp/flint"
grep ' arith/shim\.h$' "$tmp/includes" |
    grep -vE '^src/(arith|real)/' > "$tmp/shim"
demand 'src/arith/shim.h is for src/arith and src/real' "$tmp/shim"
only 'coin/.*|Clp.*|Coin.*' 'src/lp/[a-z]*\.c|src/cli/main\.c' > "$tmp/clp"
demand 'Clp is in sources of src/lp (and --version) only' "$tmp/clp"
only 'nettle/.*' 'src/base/sha256\.c|src/cli/main\.c' > "$tmp/nettle"
demand 'nettle is in src/base/sha256.c (and --version) only' "$tmp/nettle"
only 'jansson\.h' \
    'src/(base|game|report|cli)/[a-z_]*\.[ch]|src/lp/answer_json\.c' \
    > "$tmp/jansson"
demand 'Jansson is in src/base, game, report, cli and lp/answer_json.c only' \
    "$tmp/jansson"
only 'expat\.h' 'src/lp/answer_xml\.c|src/cli/main\.c' > "$tmp/expat"
demand 'expat is in src/lp/answer_xml.c (and --version) only' "$tmp/expat"
grep '^include/' "$tmp/includes" |
    grep -vE ' (gmp\.h|std[a-z]*\.h|mechcert/.*)$' > "$tmp/public"
demand 'public headers need GMP and the C library only' "$tmp/public"
grep -nE '#[ \t]*include[ \t]*["<].*(src/|mechcert/|\.\./)' verify/*.[ch] \
    > "$tmp/verify" 2> /dev/null
demand 'verify/ includes nothing of src/ or include/' "$tmp/verify"

# --- conditional compilation ----------------------------------------------

while IFS= read -r file; do
    case $file in src/arith/shim.h) continue ;; esac
    awk -v file="$file" '
        /^[ \t]*#[ \t]*(if|ifdef|ifndef)/ {
            if ($0 ~ /^#ifndef MC_[A-Z0-9_]*_H$/ ||
                $0 ~ /^#ifndef MECHCERT_[A-Z0-9_]*_H$/ ||
                $0 == "#ifdef __cplusplus" || $0 == "#if defined(__GNUC__)")
                next
            print file ":" FNR ": " $0
        }' "$file"
done < "$tmp/product" > "$tmp/conditional"
demand 'src/arith/shim.h holds the only #if' "$tmp/conditional"

# --- leftovers --------------------------------------------------------------

# shellcheck disable=SC2046
grep -nE '\b(TO''DO|FIX''ME|XX''X|HA''CK)\b' $(cat "$tmp/all") > "$tmp/marks"
demand 'no marks of unfinished work' "$tmp/marks"
# (the child process in which Clp runs ends by _exit, in be_child)
# shellcheck disable=SC2046
grep -nE '(^|[^a-z_])(abort|exit|_exit|assert)[ ]*\(' \
    $(grep -v '^src/cli/' "$tmp/product") |
    grep -v '^src/lp/proposal.c:[0-9]*: *_exit(0);$' > "$tmp/exits"
demand 'the library never exits or aborts' "$tmp/exits"
# shellcheck disable=SC2046
grep -nP '\t|[^\x00-\x7F]| $' $(cat "$tmp/product") verify/*.[ch] > "$tmp/bytes"
demand 'sources are ASCII, without tabs and trailing blanks' "$tmp/bytes"
# shellcheck disable=SC2046
awk 'FNR == 1 {
        if (FILENAME ~ /^src\/.*\.h$/) {
            guard = toupper(FILENAME)
            sub(/^SRC\//, "MC_", guard)
            gsub(/[\/.]/, "_", guard)
            wanted[FILENAME] = guard
        }
    }
    $1 == "#ifndef" && (FILENAME in wanted) && $2 == wanted[FILENAME] { delete wanted[FILENAME] }
    END { for (f in wanted) print f ": " wanted[f] }' $(cat "$tmp/product") \
    > "$tmp/guards"
demand 'include guards are named after their files' "$tmp/guards"

# --- lemmas -----------------------------------------------------------------

lemmas=doc/maths.md
if [ -f $lemmas ]; then
    sed -n 's/^## \(L[0-9]*\)\..*/\1/p' $lemmas > "$tmp/lemmas"
    [ -s "$tmp/lemmas" ] || echo 'no lemma is found' > "$tmp/none"
    touch "$tmp/none"
    demand 'the lemmas are found' "$tmp/none"
    sort "$tmp/lemmas" | uniq -d > "$tmp/twice"
    demand 'lemmas have different numbers' "$tmp/twice"
    # Citations: "doc/maths.md L4", "doc/maths.md L1 to L4", "L5 and L6".
    # shellcheck disable=SC2046
    grep -ohE 'doc/maths\.md,? L[0-9]+(( to |, | and )L[0-9]+)*' \
        $(cat "$tmp/all") | grep -oE 'L[0-9]+' | sort -u > "$tmp/cited"
    [ -s "$tmp/cited" ] || echo 'no citation is found' > "$tmp/missing"
    grep -vxF -f "$tmp/lemmas" "$tmp/cited" >> "$tmp/missing"
    touch "$tmp/missing"
    demand 'cited lemmas exist' "$tmp/missing"
    # Every lemma says "Used by `function`" and "Sampled by FILE".
    awk '/^## L/ { lemma = $2 }
        lemma && /Used by/ { used[lemma] = 1 }
        lemma && /Sampled by|tests\// { sampled[lemma] = 1 }
        /^## L/ { seen[lemma] = 1 }
        END {
            for (l in seen) {
                if (!(l in used)) print l " names no function"
                if (!(l in sampled)) print l " names no test"
            }
        }' $lemmas > "$tmp/unused"
    demand 'every lemma names a function and a test' "$tmp/unused"
    grep -oE '`m[cv]_[a-z0-9_]+`' $lemmas | tr -d '`' | sort -u |
        while IFS= read -r name; do
            # shellcheck disable=SC2046
            grep -qE "\b$name\b" $(cat "$tmp/product") verify/*.[ch] ||
                echo "$name"
        done > "$tmp/functions"
    demand 'functions named in lemmas exist' "$tmp/functions"
    grep -oE 'tests/[a-z0-9_/.-]+[a-z]' $lemmas | sort -u |
        while IFS= read -r name; do
            [ -e "$name" ] || echo "$name"
        done > "$tmp/tests"
    demand 'tests named in lemmas exist' "$tmp/tests"
else
    echo "$lemmas is missing" > "$tmp/absent"
    demand 'the lemmas exist' "$tmp/absent"
fi

# --- layout -----------------------------------------------------------------

format=
for name in clang-format-14 clang-format; do
    if [ -z "$format" ] && command -v $name > /dev/null; then
        format=$name
    fi
done
if [ -n "$format" ] && $format --version | grep -q 'version 14\.'; then
    # shellcheck disable=SC2046
    $format --dry-run -Werror $(cat "$tmp/all") 2>&1 | grep 'error:' \
        > "$tmp/layout"
    demand 'the layout is that of .clang-format' "$tmp/layout"
else
    echo 'skipped: clang-format 14 is not installed, the layout is unchecked'
fi

finish
