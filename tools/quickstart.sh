#!/bin/sh
# Builds mechcert, runs the main job on the public expenditure problem (two
# agents, social value 3), has every certificate checked by the independent
# checker, and prints the bracket table.
set -eu
cd "$(dirname "$0")/.."
sh tools/install.sh build

[ -e build/build.ninja ] || meson setup build -Dtests=false --buildtype=release >build.log 2>&1 || {
    cat build.log
    exit 1
}
ninja -C build >build.log 2>&1 || {
    cat build.log
    exit 1
}
rm -f build.log

mechcert=build/src/mechcert
verify=build/verify/mechcert-verify
mkdir -p quickstart
$mechcert new public-expenditure --agents 2 --value 3 -o quickstart/pe.json
for k in 2 3 4; do
    $mechcert bounds quickstart/pe.json --k $k -o quickstart/k$k -q \
        >quickstart/k$k.txt
done
cat quickstart/k4.txt

echo
echo "Public expenditure, two agents, social value 3. Whatever the agents know:"
echo
printf ' %s | %-18s | %-30s | %s\n' k "max guarantee >=" "min potential <=" checker
printf ' %s | %-18s | %-30s | %s\n' - ------------------ ------------------------------ -------
failed=0
for k in 2 3 4; do
    verdict=VERIFIED
    for certificate in quickstart/k$k/*.cert; do
        $verify -q -- quickstart/pe.json "$certificate" >quickstart/verdict.txt &&
            tail -n 1 quickstart/verdict.txt | grep -q '^s VERIFIED ' ||
            verdict="NOT VERIFIED"
    done
    [ "$verdict" = VERIFIED ] || failed=1
    printf ' %s | %-18s | %-30s | %s\n' $k \
        "$(sed -n 's/^claim guarantee-at-least //p' quickstart/k$k/lower.guarantee.cert)" \
        "$(sed -n 's/^claim potential-at-most //p' quickstart/k$k/upper.potential.cert)" \
        "$verdict"
done
echo
echo "The certificates are in quickstart/k2, k3 and k4. Check one yourself:"
echo "  $verify quickstart/pe.json quickstart/k4/lower.guarantee.cert"
exit $failed
