#!/bin/sh
# count.sh FILE...: prints for each file MV_FILE("name", code, all), as entries
# for trust.h: `all` lines that are neither blank nor only comment, and of them
# `code` lines, which have a letter or a digit outside of string literals (so
# that neither a lone brace nor a line of a message counts as code).
for file in "$@"; do
    awk '
        {
            line = $0
            code = ""
            while (line != "") {
                if (inside) {
                    at = index(line, "*/")
                    if (!at)
                        break
                    inside = 0
                    line = substr(line, at + 2)
                } else {
                    at = index(line, "/*")
                    if (!at) {
                        code = code line
                        break
                    }
                    code = code substr(line, 1, at - 1)
                    inside = 1
                    line = substr(line, at + 2)
                }
            }
            if (code ~ /[^ \t]/)
                all++
            gsub(/\\./, "", code)
            gsub(/"[^"]*"/, "", code)
            if (code ~ /[A-Za-z0-9]/)
                lines++
        }
        END { printf "MV_FILE(\"%s\", %d, %d)\n", name, lines, all }
    ' name="$(basename "$file")" "$file" || exit 1
done
