#!/bin/sh
# foreign.sh MECHCERT CHECKER: a certificate for one statement does not
# establish anything about another, not even when its hash is forged.
. "${0%/*}/lib.sh"

# forge CERTIFICATE STATEMENT: the certificate with the statement's hash.
forge() {
    hash=$(sha256sum "$2")
    sed "3s/.*/statement environment ${hash%% *}/" "$1"
}

for value in 3 3.01 2.99; do
    expect 0 "$mechcert" new public-expenditure --agents 2 --value $value \
        -o pe$value.json
done
expect 0 "$mechcert" new public-expenditure --agents 3 --value 3 -o three.json
claims='lower.guarantee lower.value upper.potential upper.value'
for k in 2 3; do
    expect 0 "$mechcert" bounds pe3.json --k $k -o out$k -q
    for claim in $claims; do
        certificate=out$k/$claim.cert
        expect 0 "$checker" pe3.json "$certificate"
        for other in pe3.01.json pe2.99.json three.json; do
            refused $other "$certificate" E400
        done
        forge "$certificate" pe3.json > forged.cert
        expect 0 cmp "$certificate" forged.cert
        forge "$certificate" three.json > forged.cert
        expect 11 "$checker" three.json forged.cert
        # The true value of the program is another one, so one of the two
        # points must fail.
        case $claim in *.value)
            for value in 3.01 2.99; do
                forge "$certificate" pe$value.json > forged.cert
                refused pe$value.json forged.cert 'E403 E404 E405 E406'
            done
            ;;
        esac
    done
    # A higher value only helps the guarantee, a lower one only the potential.
    forge out$k/lower.guarantee.cert pe2.99.json > forged.cert
    refused pe2.99.json forged.cert 'E403 E406'
    forge out$k/upper.potential.cert pe3.01.json > forged.cert
    refused pe3.01.json forged.cert E404
done

# A statement that is only spelled differently has another hash, but with that
# the claims are still true.
sed 's/"3"/"3.0"/; s/"title": "[^"]*"/"title": "other"/' pe3.json > respelled.json
refused respelled.json out2/upper.value.cert E400
for claim in $claims; do
    forge out2/$claim.cert respelled.json > forged.cert
    expect 0 "$checker" respelled.json forged.cert
done

finish
