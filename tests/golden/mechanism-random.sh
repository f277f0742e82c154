#!/bin/sh
# mechanism-random.sh MECHCERT CHECKER GOODS: on random public goods producer,
# checker and an enumeration agree about every property, and every certificate
# of `mechanism check` and `mechanism best` verifies.
. "${0%/*}/lib.sh"
goods=${3:?usage: mechanism-random.sh MECHCERT CHECKER GOODS}
case $goods in /*) ;; *) goods=$OLDPWD/$goods ;; esac

statements=300
caps='individually-rational universal-participation
    cost-sharing-universal-participation net-value-universal-participation
    fair-pricing fair-pricing-per-unit no-extortion'

# accepted STATEMENT CERTIFICATE: the checker says what it claims; `claim` is
# the claim, and its first word is counted.
accepted() {
    { read -r claim && read -r _ claim; } < "$2"
    answer=$("$checker" "$1" "$2" 2> err < /dev/null)
    case $answer in
    *"
s VERIFIED $claim") pass ;;
    *)
        fail "$1: $claim"
        printf '%s\n' "${answer##*
}"
        ;;
    esac
    case $claim in
    property\ *) properties=$((properties + 1)) ;;
    property-everywhere\ *) everywhere=$((everywhere + 1)) ;;
    largest-everywhere\ *) convex=$((convex + 1)) ;;
    largest-transfers\ *) largest=$((largest + 1)) ;;
    not-implementable\ *) cycles=$((cycles + 1)) ;;
    no-mechanism\ *) impossible=$((impossible + 1)) ;;
    esac
}

# checked K: the properties of K.json, against K.claims
checked() {
    names=
    complete=1
    while read -r name excess; do
        case $name in
        incomplete) complete=0 ;;
        *) names=$names${names:+,}$name ;;
        esac
    done < "$1.claims"
    [ "$names" ] || return
    rm -rf c
    mkdir c
    "$mechcert" mechanism check "$1.json" --property "$names" -o c > out 2> err
    status=$?
    case $status in
    0 | 10) ;;
    11) [ $complete -eq 1 ] && fail "$1.json: check is refused"; return ;;
    *) fail "$1.json: check ends with $status"; return ;;
    esac
    while read -r name excess; do
        [ "$name" = incomplete ] && continue
        accepted "$1.json" "c/$name.cert"
        [ "$claim" = "property $name $excess" ] ||
            fail "$1.json: $claim, not $excess"
    done < "$1.claims"
    for certificate in c/*.everywhere.cert c/*.largest.cert; do
        [ -e "$certificate" ] && accepted "$1.json" "$certificate"
    done
}

# best K NAMES [OPTION]: the largest transfers
best() {
    rm -f best.cert
    "$mechcert" mechanism best "$1.json" --subject-to "$2" ${3-} -o best.cert \
        > out 2> err
    status=$?
    case $status in
    0 | 10) [ -e best.cert ] && accepted "$1.json" best.cert ;;
    11) [ $complete -eq 1 ] && fail "$1.json: best is refused" ;;
    *) fail "$1.json: best ends with $status" ;;
    esac
    if [ $status -eq 0 ] && [ ! -e best.cert ]; then
        fail "$1.json: no certificate"
    fi
}

properties=0 everywhere=0 convex=0 largest=0 cycles=0 impossible=0
mkdir goods
"$goods" goods $statements || fail 'no random public goods'
k=0
while [ $k -lt $statements ]; do
    k=$((k + 1))
    checked goods/$k
    # shellcheck disable=SC2086
    set -- $caps
    shift $((k % 7))
    best goods/$k "$1"
    best goods/$k "no-extortion,$1" --no-deficit
done

# at least 200 of every property
if [ $properties -lt 3600 ]; then fail "$properties properties"; fi
if [ $largest -lt 200 ]; then fail "$largest largest transfers"; fi
for count in $everywhere $convex $cycles $impossible; do
    if [ "$count" -ge 10 ]; then pass; else
        fail "$everywhere, $convex, $cycles, $impossible of the other claims"
    fi
done

finish
