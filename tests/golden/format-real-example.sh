#!/bin/sh
# format-real-example.sh CHECKER: the worked example of verify/FORMAT-REAL.md
# verifies as it stands, and not when a number of the claim is changed.
set -u
document=FORMAT-REAL.md
. "$(dirname "$0")/format-lib.sh"

# certify CLAIMS: area.cert and tangent.cert for this file.
certify() {
    hash=$("$checker" --echo "$1" | sed -n 's/^sha256 //p')
    awk '/^## 11/ { part = 1 }
        part && /^    mechcert-certificate 1$/ { on = 1 }
        on { print substr($0, 5) } /^    end 11$/ { exit }' "$format" | sed "s/HASH/$hash/" > area.cert
    {
        sed '/^precision/,$d; s/area/tangent/' area.cert
        awk '/^## 11/ { part = 1 } part && /^    precision/ { on++ }
            on == 2 { print substr($0, 5) } on == 2 && /end 7/ { exit }' "$format"
    } > tangent.cert
}

awk '/^    # example\.claims$/ { on = 1 } on && !/^    / { exit }
    on { print substr($0, 5) }' "$format" > example.claims
certify example.claims
expect 0 'the worked example' "$checker" example.claims area.cert
cp out last.txt
expect 0 'its last line' grep -qx 's VERIFIED real area proved' last.txt
expect 0 'the claim as it was read' grep -qF \
    'c area: integral(y, 0, r, exp(y)) in [(99999 / 100000), (100001 / 100000)]' \
    last.txt
expect 0 'the second claim' "$checker" example.claims tangent.cert
sed 's/1\.00001/0.999999/; s/1 + x/1.01 + x/' example.claims > other.claims
expect 10 'another claim file' "$checker" other.claims area.cert
certify other.claims
expect 10 'a bound that is too low' "$checker" other.claims area.cert
expect 10 'a line that is no tangent' "$checker" other.claims tangent.cert
sed 's/- 2/- 3/' example.claims > other.claims
certify other.claims
expect 10 'another function' "$checker" other.claims area.cert

printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
