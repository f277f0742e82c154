#!/bin/sh
# games.sh MUTATE MECHCERT CHECKER N: mutants, one in N, of the certificates of
# FORMAT-GAME.md: what mechcert writes for small games, and the corpus of
# tests/reject.
set -u
absolute() {
    case $1 in /*) echo "$1" ;; *) echo "$PWD/$1" ;; esac
}
mutate=$(absolute "${1:?usage: games.sh MUTATE MECHCERT CHECKER N}")
mechcert=$(absolute "$2")
checker=$(absolute "$3")
every=$4
here=$(cd "$(dirname "$0")" && pwd) || exit 1
corpus=$(cd "$here/../reject" && pwd) || exit 1
games=$here/games
kept=$PWD
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
trap 'exit 1' HUP INT TERM
cd "$tmp" || exit 1

# group CERTIFICATE STATEMENT...: one more certificate to attack.
group() {
    certificate=$1
    shift
    [ -s groups ] && echo -- >> groups
    printf '%s\n' "$@" "$certificate" >> groups
}

# write STATUS NAME SUBCOMMAND OPTIONS STATEMENT...: mechcert writes NAME.cert.
write() {
    expected=$1 name=$2 subcommand=$3 options=$4
    shift 4
    # shellcheck disable=SC2086
    "$mechcert" "$subcommand" $options "$@" -q -o "$name.cert" > out 2> err
    status=$?
    if [ "$status" -ne "$expected" ] || [ ! -s "$name.cert" ]; then
        printf 'FAILED: mechcert %s for %s: status %d, not %d\n' \
            "$subcommand" "$name" "$status" "$expected"
        cat err
        exit 1
    fi
    # A prior is an option of mechcert, but a statement of the certificate.
    case $options in
    "--prior "*) set -- "$@" "${options#--prior }" ;;
    esac
    group "$name.cert" "$@"
}

# part NAME FROM CLAIM FIELD KEYWORD: NAME.cert is FROM.cert, up to the line of
# KEYWORD, for the claim with only one of the values.
part() {
    awk -v claim="$3" -v field="$4" -v keyword="$5" '
        $1 == keyword || $1 == "end" { print "end " NR - 1; exit }
        $1 == "claim" { print "claim " claim " " $field; next }
        { print }' "$2.cert" > "$1.cert"
}

two=$games/two.json
mechanism=$games/two-mechanism.json
information=$games/two-information.json
strategies=$games/two-strategies.json
set=$games/two-set.json
write 0 guarantee guarantee '--worst worst.json' "$mechanism" "$two"
write 0 guarantee-set guarantee "--prior $set" "$mechanism" "$two"
write 0 guarantee-prior guarantee "--prior $games/two-prior.json" \
    "$mechanism" "$two"
write 0 loss guarantee --local "$mechanism" "$two"
write 10 shortfall guarantee '' "$games/two-insecure.json" "$two"
write 0 direct potential '--mechanism direct.json' "$information" "$two"
write 0 potential potential '--participation-secure --mechanism stay.json' \
    "$information" "$two"
write 10 equilibrium equilibrium '' "$mechanism" "$information" \
    "$strategies" "$two"
write 10 triple maxmin '' "$mechanism" "$information" "$strategies" "$two"
write 10 slackness maxmin --slackness "$mechanism" "$information" \
    "$strategies" "$two"
write 0 pair maxmin '' "$mechanism" worst.json "$two"
write 0 obedient equilibrium --obedient "$mechanism" worst.json "$two"
write 0 triple-obedient maxmin --truthful "$mechanism" worst.json "$two"
write 0 slackness-obedient maxmin '--slackness --truthful' "$mechanism" \
    worst.json "$two"
write 0 truthful equilibrium --truthful direct.json "$information" "$two"
part least guarantee guarantee-at-least 3 information
group least.cert "$mechanism" "$two"
part most direct potential-at-most 4 mechanism
group most.cert "$information" "$two"

three=$games/three.json
mechanism=$games/three-mechanism.json
information=$games/three-information.json
write 0 guarantee-3 guarantee '--worst worst-3.json' "$mechanism" "$three"
write 0 loss-3 guarantee --local "$mechanism" "$three"
write 0 direct-3 potential '' "$information" "$three"
write 0 potential-3 potential --participation-secure "$information" "$three"
write 10 truthful-3 equilibrium --truthful "$mechanism" "$information" "$three"
write 0 obedient-3 equilibrium --obedient "$mechanism" worst-3.json "$three"
part least-3 guarantee-3 guarantee-at-least 3 information
group least-3.cert "$mechanism" "$three"

# Certificates of the corpus that verify, with the statements they come with.
awk -F '\t' -v corpus="$corpus" '
    $1 == 0 && $4 ~ /^certificate\/game-/ {
        print "--"
        count = split($3, file, " ")
        for (f = 1; f <= count; f++)
            print corpus "/" file[f]
        print corpus "/" $4
    }' "$corpus/cases.tsv" >> groups

set --
while read -r word; do
    set -- "$@" "$word"
done < groups
"$mutate" --every "$every" "$checker" "$@"
status=$?
for file in mutant-*; do
    [ -f "$file" ] && cp "$file" "$kept"
done
exit "$status"
