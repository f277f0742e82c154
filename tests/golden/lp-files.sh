#!/bin/sh
# lp-files.sh MECHCERT CHECKER: files of linear programs. The two readers,
# written independently, accept and refuse the same files and see the same
# programs; mechcert lp convert keeps the program; mechcert show shows it.
. "${0%/*}/lib.sh"

cp "$golden"/../reject/statement/*.lp "$golden"/../reject/statement/*.mps .
cp "$golden"/../data/lp/*.mps .
cat > odd.lp <<'LP'
\ every kind of line
MAXIMIZE profit: 3 x + 2/3 y - .5z + 7 - 1d1 e5
Subject To
 c1: x + y <= 10/3  -1 <= x - y + 2 z <= 8
 end: 0 x + x - x = 0
Bounds x <= 4.25 y free
 -5 <= z <= -1/3 w >= -1e30
 -inf <= v <= +Infinity
general
End
LP

# ---- the same files are accepted, at the same place refused ----

accepted=0
refused=0
for file in *.lp *.mps; do
    "$checker" --echo "$file" > echo 2> checker.err
    wanted=$?
    "$mechcert" show "$file" > show 2> err
    status=$?
    same "$status" "$wanted" "$file: status of show and of --echo"
    case $wanted in
    0) accepted=$((accepted + 1)) ;;
    11)
        refused=$((refused + 1))
        finds "^mechcert: $file:[1-9][0-9]*:[1-9][0-9]*: " err
        [ -s show ] && fail "$file: output in spite of an error"
        "$mechcert" lp convert "$file" -o none > out 2> err
        same "$?" 11 "$file: status of convert"
        [ -e none ] && fail "$file: an output file is left"
        ;;
    *) fail "$file: the checker ends with status $wanted" ;;
    esac
done
[ "$accepted" -ge 5 ] || fail "only $accepted files accepted"
[ "$refused" -ge 50 ] || fail "only $refused files refused"

# ---- what is converted is the same program to the checker ----

# program FILE: what the checker sees, without names that mean nothing.
program() {
    "$checker" --echo "$1" | sed '/^sha256 /d; /^c /d; /^format /d
        s/^objective [^:]*: /objective: /; s/ + 0 [^ ]*//g'
}

for file in afiro galenet kb2 sc50a; do
    program $file.mps > wanted
    [ -s wanted ] || fail "nothing seen in $file.mps"
    for format in lp mps; do
        expect 0 "$mechcert" lp convert $file.mps -o converted.$format
        program converted.$format > found
        cmp -s wanted found || fail "$file as $format is another program"
        expect 0 "$mechcert" lp convert converted.$format -o back.mps
        program back.mps > found
        cmp -s wanted found || fail "$file to $format and back is another"
    done
done
program odd.lp > wanted
expect 0 "$mechcert" lp convert odd.lp -o odd.mps
finds 'number "1e30" is that number' err
program odd.mps > found
cmp -s wanted found || fail 'odd.lp is another program as MPS'

# ---- rows without bounds, which CPLEX LP does not have ----

cp "$golden/../data/answers/free.mps" .
expect 0 "$mechcert" lp convert free.mps -o free-rows.lp
finds 'note: the row 2, "WEIGHT", has no bounds.* its coefficients are left out' err
finds 'note: the row 6, "VOLUME", has no bounds' err
grep -q EMPTY err && fail 'a note about a row without coefficients'
finds '^. The coefficients of the row WEIGHT are left out[.]$' free-rows.lp
finds '^. The coefficients of the row VOLUME are left out[.]$' free-rows.lp
finds '^ VOLUME: 0 X >= 0$' free-rows.lp
expect 0 "$mechcert" lp convert free.mps -q -o free-rows.lp
[ -s err ] && fail 'notes in spite of -q'
expect 0 "$mechcert" lp convert free.mps -o free-rows.mps
grep -q 'left out' err free-rows.mps && fail 'MPS leaves nothing out'
finds ' WEIGHT  1.5$' free-rows.mps
awk '/^COL/ { for (i = 1; i <= 12; i++) print " N  MORE" i } { print }
    /^COL/ { for (i = 1; i <= 12; i++) print " X  MORE" i "  " i }' free.mps \
    > free-more.mps
expect 0 "$mechcert" lp convert free-more.mps -f lp
same "$(grep -c 'coefficients are left out$' err)" 10 'number of notes'
finds 'coefficients of 4 more rows without bounds are left out' err
same "$(grep -c 'are left out[.]$' out)" 14 'number of comments'

# ---- styles ----

expect 0 "$mechcert" lp convert odd.lp -q --integers -o integers.mps
[ -s err ] && fail 'notes in spite of -q'
finds 'objective was multiplied by 6,' integers.mps
if sed '/^\*/d' integers.mps | grep -q '[/.]'; then
    fail 'fractions among integers'
else
    pass
fi
expect 0 "$mechcert" lp convert odd.lp -q --decimals -f mps
finds '^\* ROUNDED' out
finds ' 0.66666666666666667$' out
expect 0 "$checker" --echo integers.mps
# The format: as asked for, as OUT ends, as FILE.
expect 0 "$mechcert" lp convert odd.lp -q
finds '^Maximize$' out
expect 0 "$mechcert" lp convert odd.lp -q --format lp -o really.mps
finds '^Maximize$' really.mps
expect 0 "$mechcert" lp convert odd.lp -q --format mps
finds '^OBJSENSE$' out
"$mechcert" lp convert odd.lp -q --format mps < /dev/null |
    "$mechcert" lp convert - -o - > out 2> err
finds '^OBJSENSE$' out

# ---- show ----

expect 0 "$mechcert" show odd.lp
finds '^Maximise$' out
finds '^  3 x + 2/3 y - 0.5 z - 10 e5 + 7$' out
finds '^  1  c2   -1 <= x - y + 2 z <= 8$' out
finds '^  2  z   -5 <= z <= -1/3$' out
"$mechcert" show - < galenet.mps > out 2> err
finds '^  3  NODE4  T14 + T24 - T46 - T47 = 0$' out
expect 0 "$mechcert" show sc50a.mps
expect 0 "$mechcert" show afiro.mps
finds '^  27 rows$' out
finds '^    8 with =$' out
printf 'hello\n' > hello
expect 11 "$mechcert" show hello
finds 'hello:1:1: neither a linear program nor a JSON statement' err

# ---- wrong usage ----

for words in '' 'odd.lp afiro.mps' '--integers --decimals odd.lp' \
    '--format xml odd.lp' '--integers=yes odd.lp' '-f' '--frob odd.lp'; do
    # shellcheck disable=SC2086
    expect 2 "$mechcert" lp convert $words
    [ -s out ] && fail "output in spite of wrong usage: convert $words"
done
expect 0 "$mechcert" lp convert --help
finds '^Usage: mechcert lp convert' out
expect 13 "$mechcert" lp convert absent.lp
expect 13 "$mechcert" lp convert odd.lp -o absent/x.lp
finish
