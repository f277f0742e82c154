#!/bin/sh
# verify-real.sh CHECKER [CC [CFLAGS...]]: what mechcert-verify-real promises
# about itself. It includes GMP, MPFR, the C library and files of verify/ only,
# links nothing else, has no native floating point, rounds always in a stated
# direction, has no recursion, keeps below its ceiling of lines; its man page
# has the reasons of FORMAT-REAL.md.
set -u
checker=${1:?usage: verify-real.sh CHECKER [CC [CFLAGS...]]}
shift
case $checker in
/*) ;;
*) checker=$PWD/$checker ;;
esac
[ $# -eq 0 ] && set -- cc
cd "$(dirname "$0")" || exit 1
policy=$PWD
cd ../../verify/real || exit 1
. "$policy/lib.sh"
find_sources

# What is shared with mechcert-verify: the sources that meson.build names.
sed -n "s|.*'\(\.\./[a-z0-9]*\.c\)'.*|&|p" meson.build |
    grep -o '\.\./[a-z0-9]*\.c' > "$tmp/shared"
[ "$(wc -l < "$tmp/shared")" -ge 5 ] || echo 'no shared files' > "$tmp/none"
demand 'the shared sources are found' "$tmp/none"

grep -nwiE 'double|float|floats|floating|strtod|strtof|strtold|atof|scanf|sscanf|fscanf|mpf_[a-z_]*|mpq_[a-z_]*|mpz_[a-z_]*_d|mpfr_[a-z_]*_(d|ld|flt|float128|str)|mpfr_strtofr|flint[a-z_/]*|arb[a-z_]*' \
    ./*.c ./*.h > "$tmp/float"
demand 'no native floating point, no other arithmetic' "$tmp/float"

grep -nE 'MPFR_RND[NZAF]|GMP_RND|mpfr_set_default|mpfr_(init|init_set|set_prec)[ ]*\(' \
    ./*.c ./*.h > "$tmp/rounding"
demand 'floats are rounded down or up, in a stated precision' "$tmp/rounding"

no_outside_world

sed -n 's/^[ \t]*#[ \t]*include[ \t]*\(.*\)/\1/p' ./*.c ./*.h |
    sed 's/[ \t].*//' | sort -u > "$tmp/includes"
for include in $(cat "$tmp/includes"); do
    case $include in
    '<mpfr.h>' | '<signal.h>' | '<string.h>' | '<unistd.h>' | \
        '"trust-real.h"' | '"real.h"' | '"verify.h"') ;;
    *) echo "$include" ;;
    esac
done > "$tmp/foreign"
[ -s "$tmp/includes" ] || echo 'no #include found' > "$tmp/foreign"
demand 'includes: GMP, MPFR, libc and own files only' "$tmp/foreign"

# Instrumented builds add libraries of their own; they are not the product.
if nm -D "$checker" 2> /dev/null | grep -qE '__(asan|ubsan|tsan|gcov)_|__sanitizer'; then
    echo 'an instrumented checker: ldd and nm are skipped'
else
    ldd "$checker" > "$tmp/ldd" 2>&1
    grep -vE 'libmpfr\.so|libgmp\.so|libc\.so|libc\.musl|linux-vdso|ld-linux|ld-musl' \
        "$tmp/ldd" > "$tmp/libraries"
    grep -q 'libmpfr\.' "$tmp/ldd" || echo 'ldd shows no MPFR' >> "$tmp/libraries"
    demand 'links GMP, MPFR and libc only' "$tmp/libraries"
    nm -D --undefined-only "$checker" > "$tmp/symbols" 2>&1
    grep -E ' (strtod|strtof|strtold|atof|[a-z_]*scanf|getenv|setlocale|__gmpf_|__gmpq_|__gmpz_(get|set|cmp|init_set)_d|mpfr_[a-z_]*_(d|ld|flt)|fe[a-z]*round|nextafter|pow|sqrt|exp|log)(@|$)' \
        "$tmp/symbols" > "$tmp/conversions"
    grep -q ' mpfr_' "$tmp/symbols" || echo 'nm shows no MPFR' >> "$tmp/conversions"
    demand 'no undefined symbol converts to or from native floating point' \
        "$tmp/conversions"
fi

printf 'MV_FILE("none", 0)\n' > "$tmp/trust-real.h"
# shellcheck disable=SC2046
sh "$policy/recursion.sh" "$tmp/cycles" ./*.c $(cat "$tmp/shared") -- "$@" \
    -I"$tmp" -I..
demand 'no recursion' "$tmp/cycles"

below_ceiling ../count.sh 6000

man=../../doc/mechcert-verify-real.1
{
    for number in $(sed -n 's/^| \(E[0-9]*\) .*/\1/p' ../FORMAT-REAL.md); do
        grep -q "$number" "$man" || echo "$number is not in the man page"
        grep -qE "MV_$number\b" ./*.c || echo "$number is never given"
    done
    # Every reason that these files give is in the man page.
    for number in $(grep -ohE 'MV_E[0-9]+' ./*.c | sort -u); do
        grep -q "${number#MV_}" "$man" || echo "$number is not in the man page"
    done
} > "$tmp/man"
demand 'the man page has every reason' "$tmp/man"

finish
