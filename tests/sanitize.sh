#!/bin/sh
# sanitize.sh BUILD-DIR: builds both programs with AddressSanitizer and
# UndefinedBehaviorSanitizer and runs what feeds them hostile files: the reject
# corpus, the readers' unit tests, the golden runs, and a sample of mutants.
# Any report ends a program with status 99, which no test expects.
set -eu
build=${1:?usage: sanitize.sh BUILD-DIR}
case $build in /*) ;; *) build=$PWD/$build ;; esac
cd "$(dirname "$0")/.."
log=$build.log

run() {
    "$@" > "$log" 2>&1 || {
        cat "$log"
        exit 1
    }
}

[ -d "$build" ] || run meson setup "$build" -Db_sanitize=address,undefined \
    -Db_lundef=false --buildtype=debugoptimized -Ddocs=false
run ninja -C "$build"

# The checker leaves its memory to the system when it ends; see memory.c.
ASAN_OPTIONS=exitcode=99:detect_leaks=0:allocator_may_return_null=1
UBSAN_OPTIONS=exitcode=99:halt_on_error=1:print_stacktrace=1
export ASAN_OPTIONS UBSAN_OPTIONS
verify=$build/verify/mechcert-verify
mechcert=$build/src/mechcert

# An instrumented program must say so, or nothing is tested.
nm -D "$verify" "$mechcert" | grep -q __asan_ || {
    echo 'the build is not instrumented'
    exit 1
}

failed=0
try() {
    name=$1
    shift
    if "$@" > "$log" 2>&1; then
        printf 'ok      %s: %s\n' "$name" "$(tail -n 1 "$log")"
    else
        failed=1
        printf 'FAILED  %s\n' "$name"
        cat "$log"
    fi
}

try reject sh tests/reject/run.sh "$verify"
if [ -x "$build/verify/real/mechcert-verify-real" ]; then
    try reject-real sh tests/reject/real/run.sh \
        "$build/verify/real/mechcert-verify-real"
    try claims sh tests/golden/claims.sh "$mechcert" \
        "$build/verify/real/mechcert-verify-real" "$PWD"
    try systems sh tests/golden/systems.sh "$mechcert" \
        "$build/verify/real/mechcert-verify-real" "$PWD"
fi
try format-example sh tests/golden/format-example.sh "$verify"
for script in statements bounds check-solution families foreign gambit usage games random-games \
    posted-price; do
    try "$script" sh "tests/golden/$script.sh" "$mechcert" "$verify"
done
try vipr sh tests/golden/vipr.sh "$mechcert" "$verify" \
    "$build/tests/vipr/vipr-check" tests/vipr
corpus=tests/reject
try mutate "$build/tests/mutate/mutate" --every 25 "$verify" \
    $corpus/statement/two-guarantee.json $corpus/certificate/two-guarantee.cert -- \
    $corpus/statement/two-guarantee.json $corpus/certificate/two-potential.cert -- \
    $corpus/statement/two-guarantee.json $corpus/certificate/lower-1.cert -- \
    $corpus/statement/two-guarantee.json $corpus/certificate/upper-1.cert -- \
    $corpus/statement/two-guarantee.json $corpus/certificate/lower-2.cert -- \
    $corpus/statement/two-guarantee.json $corpus/certificate/upper-2.cert -- \
    $corpus/statement/zero-prior.json $corpus/certificate/zero-prior.cert -- \
    $corpus/statement/farkas.json $corpus/certificate/farkas.cert

# Here leaks count too.
ASAN_OPTIONS=exitcode=99:allocator_may_return_null=1
for name in text number json environment family game_files output statement \
    vector sparse modular reconstruct dixon lp salvage answer judge stencil \
    bounds gambit tensor match guarantee potential equilibrium maxmin claim; do
    if [ -x "$build/tests/unit/unit-$name" ]; then
        try "unit-$name" "$build/tests/unit/unit-$name"
    fi
done
rm -f "$log"
exit $failed
