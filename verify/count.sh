#!/bin/sh
# count.sh FILE...: prints trust.h, the number of code lines (neither blank nor
# comment) of each file, as entries MV_FILE("name", lines).
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
            gsub(/[ \t]/, "", code)
            if (code != "")
                lines++
        }
        END { printf "MV_FILE(\"%s\", %d)\n", name, lines }
    ' name="$(basename "$file")" "$file" || exit 1
done
