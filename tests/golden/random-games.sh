#!/bin/sh
# random-games.sh MECHCERT CHECKER: every certificate of the four commands about
# games, on random games, verifies; and the numbers of the commands agree.
. "${0%/*}/lib.sh"

# claim CERT: its claim.
claim() {
    sed -n 's/^claim //p' "$1"
}

# game SEED N n W S SECURE
game() {
    awk -v seed="$1" -v N="$2" -v n="$3" -v W="$4" -v S="$5" -v secure="$6" \
        -v name=g -f "$golden/random-game.awk"
    what="game $*"

    expect 0 "$mechcert" guarantee g-m.json g-e.json -o g.cert --worst worst.json
    guarantee=$(claim g.cert)
    proved "$guarantee" g-e.json g-m.json g.cert
    value=${guarantee##* }
    same "$guarantee" "guarantee $value $value" "$what: guarantee"

    # the worst structure, obeyed, is an equilibrium with just that welfare
    expect 0 "$mechcert" equilibrium g-m.json worst.json g-e.json --obedient \
        -o worst.cert
    proved "equilibrium 0 $value" g-m.json worst.json g-e.json worst.cert

    expect 0 "$mechcert" guarantee g-m.json g-e.json --local -o local.cert
    proved "$(claim local.cert)" g-e.json g-m.json local.cert
    same "$(claim local.cert | sed 's/.* //')" "$value" "$what: local"

    expect 0 "$mechcert" guarantee g-m.json g-e.json --prior g-p.json -o p.cert
    proved "$(claim p.cert)" g-p.json g-e.json g-m.json p.cert

    expect 0 "$mechcert" potential g-i.json g-e.json -o d.cert --mechanism best.json
    direct=$(claim d.cert)
    proved "$direct" g-e.json g-i.json d.cert
    expect 0 "$mechcert" equilibrium best.json g-i.json g-e.json --truthful \
        -o best.cert
    proved "equilibrium 0 ${direct##* }" best.json g-i.json g-e.json best.cert

    # outcome 0 is neutral: the potential is attained
    expect 0 "$mechcert" potential g-i.json g-e.json -o s.cert \
        --participation-secure --mechanism secure.json
    proved "potential ${direct##* } ${direct##* }" g-e.json g-i.json s.cert
    expect 0 "$mechcert" guarantee secure.json g-e.json -o secure.cert
    proved "$(claim secure.cert)" g-e.json secure.json secure.cert

    "$mechcert" equilibrium g-m.json g-i.json g-s.json g-e.json -o e.cert \
        > out 2> err
    told=$?
    played=$(claim e.cert)
    case "$told $played" in
    '0 equilibrium 0 '* | '10 equilibrium '[1-9]*) pass ;;
    *) fail "$what: status $told of $played" ;;
    esac
    proved "$played" g-e.json g-m.json g-i.json g-s.json e.cert

    expect 0 "$mechcert" equilibrium g-m.json g-i.json g-e.json --find-pure \
        --first first.json
    if ! grep -q '^0 equilibria' out; then
        found=$((found + 1))
        expect 0 "$mechcert" equilibrium g-m.json g-i.json first.json g-e.json \
            -o first.cert
        proved "$(claim first.cert)" g-m.json g-i.json first.json g-e.json \
            first.cert
    fi

    if [ "$6" -eq 0 ]; then
        expect 11 "$mechcert" maxmin g-m.json g-i.json g-e.json
        finds 'names no secure actions' err
        return
    fi
    expect 0 "$mechcert" maxmin g-m.json g-i.json g-e.json -o pair.cert
    proved "$(claim pair.cert)" g-e.json g-m.json g-i.json pair.cert
    for play in g-s.json first.json; do
        [ -f "$play" ] || continue
        "$mechcert" maxmin g-m.json g-i.json $play g-e.json -o triple.cert \
            > out 2> err
        told=$?
        triple=$(claim triple.cert)
        case "$told ${triple##* }" in
        '0 0') pass ;;
        '10 '[1-9]*) pass ;;
        *) fail "$what: status $told of $triple" ;;
        esac
        proved "$triple" g-e.json g-m.json g-i.json $play triple.cert
        "$mechcert" maxmin g-m.json g-i.json $play g-e.json -o slack.cert \
            --slackness --json > out 2> err
        same $? "$told" "$what: slackness"
        slack=$(claim slack.cert)
        same "$(sed -n 's/^    "sum": "\(.*\)",$/\1/p' out)" "${slack##* }" \
            "$what: sum"
        proved "$slack" g-e.json g-m.json g-i.json $play slack.cert
    done
    expect 10 "$checker" g-e.json g-m.json g-i.json g-s.json slack.cert
}

found=0
rm -f first.json
for seed in 1 2 3; do
    game $((1000 + seed)) 1 4 3 3 $((seed % 2))
    rm -f first.json
    game $((2000 + seed)) 2 2 3 2 1
    rm -f first.json
    game $((3000 + seed)) 2 3 3 2 $((seed % 2))
    rm -f first.json
    game $((4000 + seed)) 3 2 3 2 $((seed % 2))
    rm -f first.json
done
[ $found -ge 4 ] || fail "only $found games had pure equilibria"

finish
