#!/bin/sh
# recursion.sh RESULT SOURCE... -- CC [CFLAGS...]: writes the calls that are
# part of a cycle to RESULT, which is empty if there are none.
#
# The call graph is taken from the relocations of unoptimised objects, one
# section for each function. An edge "f g" for every g that f names: this also
# counts functions whose address is taken in a body. Functions of the same name
# in different files are one. Functions that reach themselves are an offence;
# leaves are stripped until only cycles remain.
set -u
result=$1
shift
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
: > "$tmp/sources"
while [ "$1" != -- ]; do
    echo "$1" >> "$tmp/sources"
    shift
done
shift
: > "$tmp/edges"
: > "$tmp/broken"
: > "$result"
if ! command -v objdump > /dev/null; then
    echo 'no objdump: the test for recursion is skipped'
    exit 0
fi
while IFS= read -r file; do
    "$@" -std=c11 -O0 -fno-inline -ffunction-sections -fno-pic \
        -c "$file" -o "$tmp/object.o" 2>> "$tmp/broken" ||
        echo "$file does not compile" >> "$tmp/broken"
    # Local calls may be resolved without relocation: read the code too.
    objdump -dr "$tmp/object.o" | awk '
        /^[0-9a-f]+ <.*>:$/ {
            f = $2
            gsub(/[<>:]/, "", f)
            next
        }
        /R_[A-Z0-9_]+/ {
            g = $NF
            sub(/[-+]0x[0-9a-f]+$/, "", g)
            sub(/^\.text\./, "", g)
            if (g !~ /^\./)
                print f, g
            next
        }
        /(call|bl|jmp)/ && /<[A-Za-z_0-9]+>/ {
            g = $NF
            gsub(/[<>]/, "", g)
            print f, g
        }' | sort -u >> "$tmp/edges"
done < "$tmp/sources"
awk '{
        edge[$1, $2] = 1
        node[$1] = 1
    }
    END {
        # Keep the edges between functions of these files.
        for (e in edge) {
            split(e, part, SUBSEP)
            if (!(part[2] in node))
                delete edge[e]
        }
        do {
            split("", calls)
            for (e in edge) {
                split(e, part, SUBSEP)
                calls[part[1]] = 1
            }
            removed = 0
            for (e in edge) {
                split(e, part, SUBSEP)
                if (!(part[2] in calls)) {
                    delete edge[e]
                    removed++
                }
            }
        } while (removed)
        for (e in edge) {
            split(e, part, SUBSEP)
            print part[1], "->", part[2]
        }
    }' "$tmp/edges" > "$result"
[ "$(wc -l < "$tmp/edges")" -ge 100 ] || echo 'no call graph' >> "$result"
cat "$tmp/broken" >> "$result"
