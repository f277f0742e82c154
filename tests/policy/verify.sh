#!/bin/sh
# verify.sh CHECKER [CC [CFLAGS...]]: what the checker promises about itself.
# It includes GMP, the C library and its own files only, links nothing else,
# has no floating point and no recursion, keeps below its ceiling of lines, and
# has the reasons of the format documents.
set -u
checker=${1:?usage: verify.sh CHECKER [CC [CFLAGS...]]}
shift
case $checker in
/*) ;;
*) checker=$PWD/$checker ;;
esac
[ $# -eq 0 ] && set -- cc
cd "$(dirname "$0")" || exit 1
policy=$PWD
cd ../../verify || exit 1
. "$policy/lib.sh"
find_sources

grep -nwiE 'double|float|floats|floating|strtod|strtof|strtold|atof|scanf|sscanf|fscanf|mpf_[a-z_]*|mpq_[a-z_]*|mpz_[a-z_]*_d|mpfr[a-z_]*|flint[a-z_/]*|arb[a-z_]*' \
    ./*.c ./*.h > "$tmp/float"
demand 'no floating point, no other arithmetic' "$tmp/float"

no_outside_world

sed -n 's/^[ \t]*#[ \t]*include[ \t]*\(.*\)/\1/p' ./*.c ./*.h |
    sed 's/[ \t].*//' | sort -u > "$tmp/includes"
for include in $(cat "$tmp/includes"); do
    case $include in
    '<gmp.h>' | '<signal.h>' | '<stdarg.h>' | '<stdbool.h>' | '<stddef.h>' | \
        '<stdint.h>' | '<stdio.h>' | '<stdlib.h>' | '<string.h>' | \
        '<unistd.h>' | '"trust.h"') ;;
    '"'*'"')
        name=${include#?}
        case $name in */*) echo "$include" ;; esac
        [ -f "${name%?}" ] || echo "$include"
        ;;
    *) echo "$include" ;;
    esac
done > "$tmp/foreign"
[ -s "$tmp/includes" ] || echo 'no #include found' > "$tmp/foreign"
demand 'includes: GMP, libc and own files only' "$tmp/foreign"

# Instrumented builds add libraries of their own; they are not the product.
if nm -D "$checker" 2> /dev/null | grep -qE '__(asan|ubsan|tsan|gcov)_|__sanitizer'; then
    echo 'an instrumented checker: ldd and nm are skipped'
else
    ldd "$checker" > "$tmp/ldd" 2>&1
    grep -vE 'libgmp\.so|libc\.so|libc\.musl|linux-vdso|ld-linux|ld-musl' \
        "$tmp/ldd" > "$tmp/libraries"
    grep -q 'libc\.' "$tmp/ldd" || echo 'ldd shows no libc' >> "$tmp/libraries"
    demand 'links GMP and libc only' "$tmp/libraries"
    nm -D --undefined-only "$checker" > "$tmp/symbols" 2>&1
    grep -E ' (strtod|strtof|strtold|atof|[a-z_]*scanf|getenv|setlocale|__gmpf_|__gmpq_|__gmp[a-z]*_d$|__gmpz_(get|set|cmp|init_set)_d|mpfr_|fe[a-z]*round|nextafter|pow|sqrt)' \
        "$tmp/symbols" > "$tmp/conversions"
    grep -q '__gmpz_' "$tmp/symbols" || echo 'nm shows no GMP' >> "$tmp/conversions"
    demand 'no undefined symbol converts to or from floating point' \
        "$tmp/conversions"
fi

printf 'MV_FILE("none", 0)\n' > "$tmp/trust.h"
sh "$policy/recursion.sh" "$tmp/cycles" ./*.c -- "$@" -I"$tmp"
demand 'no recursion' "$tmp/cycles"

below_ceiling ./count.sh 11460

sed -n 's/^ *REASON(\([0-9]*\), *\([0-9]*\), *"\(.*\)").*/E\1 \2 \3/p' reason.h \
    > "$tmp/code"
sed -n 's/^| E\([0-9]*\) | \([0-9]*\) | \(.*\) |$/E\1 \2 \3/p' FORMAT.md \
    FORMAT-LP.md FORMAT-GAME.md FORMAT-REAL.md FORMAT-PUBLICGOOD.md \
    FORMAT-DIVISIBLE.md | sort -u > "$tmp/format"
{
    [ "$(wc -l < "$tmp/code")" -ge 30 ] || echo 'no reasons found in reason.h'
    diff "$tmp/code" "$tmp/format"
    # Every reason is used somewhere, and none that is not in the table.
    for number in $(sed 's/^E\([0-9]*\) .*/\1/' "$tmp/code"); do
        grep -q "E$number" ./*.c real/*.c || echo "E$number is never given"
    done
} > "$tmp/reasons"
demand 'the reasons of reason.h are those of the format documents' "$tmp/reasons"

man=../doc/mechcert-verify.1
if [ -f "$man" ]; then
    for number in $(sed -n 's/^| \(E[0-9]*\) .*/\1/p' FORMAT.md FORMAT-LP.md \
        FORMAT-GAME.md FORMAT-PUBLICGOOD.md FORMAT-DIVISIBLE.md); do
        grep -q "$number" "$man" || echo "$number is not in the man page"
    done > "$tmp/man"
    demand 'the man page has every reason' "$tmp/man"
fi

finish
