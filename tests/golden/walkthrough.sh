#!/bin/sh
# walkthrough.sh MECHCERT CHECKER: the walk-through of README.md works as it is
# printed: its files, its commands, and what these answer. And the statements
# that the manual page shows are accepted by both programs.
. "${0%/*}/lib.sh"
readme=$golden/../../README.md
manual=$golden/../../doc/mechcert.1

# Fenced blocks: json is a file, named in the line before; in console every line
# that begins with "$ " is a command, followed by its output.
awk '
    /^## / { on = ($0 == "## Certify your own mechanism") }
    !on { next }
    /^```/ {
        if (block == "") {
            block = substr($0, 4)
            if (match(last, /`[a-z]*\.json`/))
                file = substr(last, RSTART + 1, RLENGTH - 2)
        } else
            block = ""
        next
    }
    block == "json" { print > file }
    block == "console" && /^\$ / {
        if (step)
            close(step ".out")
        step++
        print substr($0, 3) > (step ".command")
        printf "" > (step ".out")
        next
    }
    block == "console" { print > (step ".out") }
    NF { last = $0 }' "$readme"

step=1
while [ -f $step.command ]; do
    command=$(sed "s|^build/src/mechcert|\"$mechcert\"|
        s|^build/verify/mechcert-verify|\"$checker\"|" $step.command)
    eval "$command" > printed 2>&1
    status=$?
    [ $status -eq 0 ] || fail "status $status: $(cat $step.command)"
    sed 's/[0-9]* exact pivots/N exact pivots/' printed > now
    sed 's/[0-9]* exact pivots/N exact pivots/' $step.out > then
    if cmp -s now then; then
        pass
    else
        fail "README.md prints something else for: $(cat $step.command)"
        diff then now
    fi
    step=$((step + 1))
done
[ $step -ge 6 ] || fail "only $((step - 1)) commands were found"

# In the manual page the lines between '.\" file NAME' and '.fi'.
awk '
    /^\.\\" file / { name = $3; next }
    /^\.fi/ { name = "" }
    name != "" && !/^\./ {
        gsub(/\\\(dq/, "\"")
        gsub(/\\-/, "-")
        print > name
    }' "$manual"
for kind in environment mechanism information strategies prior; do
    expect 0 "$checker" --echo manual-$kind.json
    expect 0 "$mechcert" show manual-$kind.json
done
expect 0 "$mechcert" guarantee manual-mechanism.json manual-environment.json \
    --prior manual-prior.json -o manual.cert
expect 0 "$checker" manual-mechanism.json manual-environment.json \
    manual-prior.json manual.cert
expect 0 "$mechcert" equilibrium manual-mechanism.json manual-environment.json \
    manual-information.json manual-strategies.json -o manual.cert
expect 0 "$checker" manual-mechanism.json manual-environment.json \
    manual-information.json manual-strategies.json manual.cert

finish
