#!/bin/sh
# count.sh FILE...: prints for each file MV_FILE("name", lines), as entries for
# trust.h: the lines that are neither blank nor only comment.
for file in "$@"; do
    awk '
        {
            line = $0
            code = ""
            while (line != "") {
                at = index(line, inside ? "*/" : "/*")
                if (!inside)
                    code = code (at ? substr(line, 1, at - 1) : line)
                line = at ? substr(line, at + 2) : ""
                if (at)
                    inside = !inside
            }
            if (code ~ /[^ \t]/)
                lines++
        }
        END { printf "MV_FILE(\"%s\", %d)\n", name, lines }
    ' name="$(basename "$file")" "$file" || exit 1
done
