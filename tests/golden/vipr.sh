#!/bin/sh
# vipr.sh MECHCERT CHECKER VIPRCHECK DIRECTORY: export to VIPR, read by another
# checker of VIPR files; DIRECTORY is tests/vipr.
viprcheck=$(realpath "${3:?usage: vipr.sh MECHCERT CHECKER VIPRCHECK DIRECTORY}")
data=$(realpath "${4:?usage: vipr.sh MECHCERT CHECKER VIPRCHECK DIRECTORY}")
. "${0%/*}/lib.sh"

# accepted FILE WHAT: the VIPR checker says so.
accepted() {
    expect 0 "$viprcheck" "$1"
    same "$(cat out)" "accepted $2" "$1"
}

# rejected FILE TEXT: it does not, for this reason.
rejected() {
    expect 10 "$viprcheck" "$1"
    finds "$2" out
}

# edited FILE SCRIPT: a copy, which must differ, in edited.vipr.
edited() {
    sed "$2" "$1" > edited.vipr
    cmp -s "$1" edited.vipr && fail "$2 changes nothing in $1"
}

# exported STATEMENT CERTIFICATE WHAT: exports to $1.vipr, which is accepted.
exported() {
    expect 0 "$mechcert" export vipr "$1" "$2" -q -o "$1.vipr"
    [ -s out ] && fail "$1: output beside the file"
    accepted "$1.vipr" "$3"
}

# solved STATEMENT WHAT [CONSTANT]: solves, exports, and solves the program of
# the VIPR file again: the same answer without the constant.
solved() {
    expect 0 "$mechcert" lp solve "$1" -q -o "$1.cert"
    exported "$1" "$1.cert" "$2"
    "$viprcheck" --lp "$1.vipr" > again.lp
    expect 0 "$mechcert" lp solve again.lp -q --json
    case $2 in
    infeasible) finds '"status": "infeasible"' out ;;
    *) same "$(sed -n 's/^  "value": "\(.*\)",*$/\1/p' out)" "${2% *}" "$1 again" ;;
    esac
}

# by_hand STATEMENT CLAIM: a certificate by.hand of the records on standard
# input.
by_hand() {
    {
        printf 'mechcert-certificate 1\nclaim %s\nstatement lp %s\n' "$2" \
            "$(sha256sum "$1" | cut -d ' ' -f 1)"
        cat
    } > by.hand
    printf 'end %d\n' "$(grep -c '' by.hand)" >> by.hand
}

# proved STATEMENT CLAIM WHAT: by hand; mechcert-verify takes it as well.
proved() {
    by_hand "$1" "$2"
    verified "$1" by.hand "$2"
    exported "$1" by.hand "$3"
}

# both STATUS STATEMENT CERTIFICATE: mechcert-verify and the export refuse it
# with the same status, and nothing is written.
both() {
    rm -f none.vipr
    expect "$1" "$checker" "$2" "$3"
    expect "$1" "$mechcert" export vipr "$2" "$3" -q -o none.vipr
    [ -e none.vipr ] && fail "a VIPR file in spite of status $1"
}

# ---- the VIPR checker itself: a known file, and everything wrong with it ----

known=$data/two-rows.vipr
accepted "$known" '1/4 1/4'
edited "$known" 's/2 1\/4  1 3\/4/2 1\/4  1 1\/2/'
rejected edited.vipr 'OPT does not follow'
edited "$known" 's/2 1\/4  1 3\/4/2 -1\/4  1 3\/4/'
rejected edited.vipr 'different direction'
edited "$known" 's/range 1\/4 1\/4/range 1\/3 1\/3/'
rejected edited.vipr 'weaker than the range'
edited "$known" 's/range 1\/4 1\/4/range 1\/5 1\/5/'
rejected edited.vipr 'worse than the range'
edited "$known" 's/range 1\/4 1\/4/range 1\/2 1\/4/'
rejected edited.vipr 'range is empty'
edited "$known" 's/^opt 1  0 1\/4/opt 1  0 1\/5/'
rejected edited.vipr 'does not satisfy C1'
edited "$known" 's/^opt 1  0 1\/4/opt 2  0 1\/4  1 2/'
rejected edited.vipr 'worse than the range'
edited "$known" 's/^OBJ min/OBJ max/'
rejected edited.vipr 'wrong sense'
edited "$known" 's/OPT G 1\/4  OBJ/OPT G 1\/4  2  0 1  1 1/'
rejected edited.vipr 'not about OBJ'
edited "$known" 's/OPT G/OPT L/'
rejected edited.vipr 'OPT does not follow'
edited "$known" 's/RTP range.*/RTP infeas/; s/^SOL 1/SOL 0/; /^opt /d'
rejected edited.vipr 'no absurdity'
edited "$known" 's/ 1 3\/4/ 7 3\/4/'
expect 11 "$viprcheck" edited.vipr
edited "$known" 's/ 1 3\/4/ 1 3\/0/'
expect 11 "$viprcheck" edited.vipr
edited "$known" 's/^C2 L/C1 L/'
expect 11 "$viprcheck" edited.vipr
edited "$known" 's/^CON 4 2/CON 4 3/'
expect 11 "$viprcheck" edited.vipr
sed '$d' "$known" > edited.vipr
expect 11 "$viprcheck" edited.vipr

# ---- one file to the byte: ranges, equations, every kind of bound, names ----

cat > every.lp <<'LP'
maximize cost: 3 x + 1/2 y - z + 0 u{v} + 7/2
subject to
 cap: x + y + z <= 4
 span: -2 <= x - y <= 3
 equal: x + 0.5 z = 2
 low: x + u{v} >= -10
bounds
 1 <= x <= 5/2
 z free
 f = 1/3
 -inf <= u{v} <= -1
end
LP
solved every.lp '39/4 39/4'
cat > expected <<'VIPR'
% its objective has the constant 7/2, which VIPR cannot express: add it to every
% objective value of this file, RTP and DER, to get those of the program
VER 1.0
VAR 5
x
y
z
u_v__4
f
INT 0
OBJ max
3  0 3  1 1/2  2 -1
CON 10 5
lb_x G 1  1  0 1
ub_x L 5/2  1  0 1
lb_y G 0  1  1 1
ub_u_v__4 L -1  1  3 1
fx_f E 1/3  1  4 1
le_cap L 4  3  0 1  1 1  2 1
ge_span G -2  2  0 1  1 -1
le_span L 3  2  0 1  1 -1
eq_equal E 2  2  0 1  2 1/2
ge_low G -10  2  0 1  3 1
RTP range 39/4 39/4
SOL 1
point 5  0 5/2  1 5/2  2 -1  3 -1  4 1/3
DER 1
value L 39/4  OBJ  { lin 3  1 11/2  5 1/2  8 -3 } -1
VIPR
sed 1d every.lp.vipr | cmp -s - expected && pass || {
    fail 'every.lp.vipr'
    sed 1d every.lp.vipr | diff - expected
}
finds "^% .* $(sha256sum every.lp | cut -d ' ' -f 1)\$" every.lp.vipr

# what the proof says matters: multiplier, index, bound
edited every.lp.vipr 's/1 11\/2/1 11\/3/'
rejected edited.vipr 'value does not follow'
edited every.lp.vipr 's/{ lin 3  1 /{ lin 3  0 /'
rejected edited.vipr 'different direction'
edited every.lp.vipr 's/^ub_x L 5\/2/ub_x L 3/'
rejected edited.vipr 'value does not follow'
edited every.lp.vipr 's/^le_span L 3/le_span L -1/'
rejected edited.vipr 'point does not satisfy le_span'
edited every.lp.vipr 's/39\/4 39\/4/39\/4 9/'
rejected edited.vipr 'range is empty'
edited every.lp.vipr 's/39\/4 39\/4/9 9/'
rejected edited.vipr 'weaker than the range'
edited every.lp.vipr 's/39\/4 39\/4/10 10/'
rejected edited.vipr 'worse than the range'

# names that are not words, and one that is already taken
cat > names.mps <<'MPS'
NAME
ROWS
 N  COST
 N  SPARE
 G  MY ROW
 L  MY_ROW_2
 E  50%
COLUMNS
    A B       COST               1.0   MY ROW             1.0
    A B       SPARE              9.0   50%                1.0
    A_B_1     COST               2.0   MY_ROW_2           1.0
    A_B_1     50%                1.0
    {         COST              -1.0   MY_ROW_2           1.0
RHS
    RHS       COST              -3.0   MY ROW            -2.0
    RHS       MY_ROW_2           7.0   50%                3.0
RANGES
    RNG       MY ROW            20.0   50%               -1.0
BOUNDS
 UP BND       A B               -1.0
 MI BND       A_B_1
 UP BND       {                  2.5
ENDATA
MPS
solved names.mps '5/2 5/2'
same "$(sed -n '/^VAR/,/^INT/p' names.mps.vipr | tr '\n' ' ')" \
    'VAR 3 A_B_1_1 A_B_1 __3 INT 0 ' 'names of columns'
same "$(sed -n '/^CON/,/^RTP/s/ .*//p' names.mps.vipr | tr '\n' ' ')" \
    'CON ub_A_B_1_1 lb___3 ub___3 ge_MY_ROW_2_2 le_MY_ROW_2_2 le_MY_ROW_2 ge_50__4 le_50__4 RTP ' \
    'names of rows'

# ---- optimal ----

cat > least.lp <<'LP'
minimize x + y + 5
subject to
 c: 4 x + y >= 1
 d: x + y <= 4
end
LP
solved least.lp '1/4 1/4'

cat > most.lp <<'LP'
maximize 2 x + y - 3
subject to
 c: x + y <= 4
bounds
 x <= 3
end
LP
solved most.lp '7 7'

cat > upper.lp <<'LP'
minimize - x - y + 0 z
subject to
 c: -5 <= x - 2 y <= -1
 e: x + y + z = 0
bounds
 -7 <= x <= -2
 y <= 9/2
 -inf <= z <= 100
end
LP
solved upper.lp '1/2 1/2'

cat > nothing.lp <<'LP'
minimize 0 x + 2
subject to
 c: x >= 1
end
LP
solved nothing.lp '0 0'

cat > fixed.lp <<'LP'
maximize - x - y
subject to
 c: x + y = 3/7
bounds
 x = -1/7
end
LP
solved fixed.lp '-3/7 -3/7'

# ---- bounds ----

proved least.lp 'bounds 41/8 6' '1/8 1' <<'CERT'
primal 1 1
x 1 1
dual 8 1
y 0 1
CERT
edited least.lp.vipr 's/1\/8 1$/1\/8 7\/8/'
rejected edited.vipr 'worse than the range'
edited least.lp.vipr 's/1\/8 1$/1\/7 1/'
rejected edited.vipr 'weaker than the range'
proved least.lp 'bounds 41/8 inf' '1/8 inf' <<'CERT'
dual 8 1
y 0 1
CERT
finds '^SOL 0$' least.lp.vipr
proved least.lp 'bounds -inf 6' '-inf 1' <<'CERT'
primal 1 1
x 1 1
CERT
finds '^DER 0$' least.lp.vipr
proved most.lp 'bounds 0 5' '3 8' <<'CERT'
primal 1 2
x 0 1
x 1 1
dual 1 1
y 0 -2
CERT
proved most.lp 'bounds 0 inf' '3 inf' <<'CERT'
primal 1 2
x 0 1
x 1 1
CERT
proved most.lp 'bounds -inf 5' '-inf 8' <<'CERT'
dual 1 1
y 0 -2
CERT
# the record of the other side
printf 'dual 1 1\ny 0 -2\n' | by_hand most.lp 'bounds 0 inf'
both 11 most.lp by.hand
printf 'primal 1 1\nx 1 1\n' | by_hand least.lp 'bounds 6 inf'
both 11 least.lp by.hand

# ---- infeasible ----

cat > farkas.lp <<'LP'
minimize x
subject to
 a: x + y >= 2
 b: x + y <= 1
 f: x - z = 3
bounds
 x free
 z free
end
LP
solved farkas.lp infeasible
edited farkas.lp.vipr 's/absurd G 1 /absurd G 2 /'
# an absurdity dominates everything, so this follows; but not from half of it
accepted edited.vipr infeasible
edited farkas.lp.vipr 's/lin 2/lin 1/; s/  [0-9]* -1 }/ }/'
rejected edited.vipr 'absurd does not follow'

cat > farkas-max.lp <<'LP'
maximize 3 x + y + 1
subject to
 a: 2 x + 3 y = 12
 b: x - y >= 7
bounds
 x <= 13/2
end
LP
solved farkas-max.lp infeasible

cat > crossing.lp <<'LP'
minimize y + x
subject to
 c: x + y >= 0
bounds
 3 <= x <= 2
end
LP
solved crossing.lp infeasible
printf 'crossing column 1\n' | by_hand crossing.lp infeasible
exported crossing.lp by.hand infeasible
finds '^absurd G 1  0  { lin 2  1 1  2 -1 } -1$' crossing.lp.vipr

cat > crossing-row.lp <<'LP'
maximize y + x
subject to
 n: x - y <= 8
 c: 5/2 <= x + y <= 1/3
end
LP
solved crossing-row.lp infeasible
printf 'crossing row 1\n' | by_hand crossing-row.lp infeasible
exported crossing-row.lp by.hand infeasible
finds '^absurd G 13/6  0  { lin 2  3 1  4 -1 } -1$' crossing-row.lp.vipr

# ---- what cannot be exported ----

printf 'maximize x + y\nsubject to\n c: x - y <= 1\nend\n' > unbounded.lp
expect 0 "$mechcert" lp solve unbounded.lp -q -o unbounded.cert
expect 2 "$mechcert" export vipr unbounded.lp unbounded.cert -o none.vipr
finds 'unbounded.cert.*unbounded, which VIPR cannot express' err
[ -e none.vipr ] && fail 'a VIPR file of an unbounded program'

# certificates that prove nothing about this file: status 10 of both programs
both 10 most.lp least.lp.cert
# the same program in other bytes is another file
{
    echo '\ a comment'
    cat least.lp
} > least-2.lp
both 10 least-2.lp least.lp.cert
finds 'least.lp.cert: the certificate is about another file' err
refute() {
    sed "$3" "$2" > changed.cert
    cmp -s "$2" changed.cert && fail "$3 changes nothing in $2"
    both 10 "$1" changed.cert
}
refute least.lp least.lp.cert 's/^claim .*/claim optimal 1\/4/'
refute least.lp least.lp.cert 's/^y 0 1/y 0 3/'
refute least.lp least.lp.cert 's/^y 0 1/y 0 5/'
refute least.lp least.lp.cert 's/^x 0 1/x 1 1/'
refute most.lp most.lp.cert 's/^y 0 -1/y 0 1/'
refute farkas.lp farkas.lp.cert 's/^y 0 1/y 0 -1/'
refute crossing.lp crossing.lp.cert 's/column 1/column 0/'
finds 'does not establish its claim' err

# malformed ones: status 11 of both programs, and the line of the defect
malform() {
    sed "$2" least.lp.cert > changed.cert
    cmp -s least.lp.cert changed.cert && fail "$2 changes nothing"
    both 11 least.lp changed.cert
    finds "^mechcert: changed.cert:$1:[0-9]*: " err
}
malform 1 '1s/1$/2/'
malform 1 '1s/ /  /'
malform 1 '1s/$/ /'
malform 1 '1d'
malform 2 's/^claim .*/claim guarantee-at-least 1/'
malform 2 's/^claim .*/claim optimal 42\/8/'
malform 2 's/^claim .*/claim optimal 21\/04/'
malform 2 's/^claim .*/claim optimal -0/'
malform 2 's/^claim .*/claim optimal 5.25/'
malform 2 's/^claim .*/claim optimal/'
malform 2 's/^claim .*/claim optimal 21\/4 1/'
malform 2 's/^claim .*/claim optimal 3\/1/'
malform 2 's/^claim .*/claim bounds -inf inf/'
malform 3 's/^statement lp/statement environment/'
malform 3 '3s/.$/G/'
malform 3 '3s/.$//'
malform 4 's/^primal/primel/'
malform 4 's/^primal 4/primal 0/'
malform 4 's/^primal 4/primal -4/'
malform 5 's/^x 0 1/x 2 1/'
malform 5 's/^x 0 1/x 0 2/'
malform 5 's/^x 0 1/x 0 +1/'
malform 5 's/^x 0 1/x 0 1\/1/'
malform 5 's/^x 0 1/x 0/'
malform 5 's/^x 0 1/x 00 1/'
malform 6 's/^x 0 1/x 0 1\nx 0 1/; s/^primal 4 1/primal 4 2/'
malform 4 's/^primal 4 1/primal 4 0/; s/^x 0 1//'
malform 7 's/^y 0 1/y 9 1/'
malform 8 's/^end 7/end 8/'
malform 8 's/^end 7/end 7 7/'
malform 8 's/^end 7/fin 7/'
malform 8 's/^end 7/end 7\nend 8/'
# a zero that was not left out: a matter of form here, E407 there
sed 's/^x 0 1/x 0 0/' least.lp.cert > changed.cert
expect 10 "$checker" least.lp changed.cert
expect 11 "$mechcert" export vipr least.lp changed.cert -o none.vipr
finds '^mechcert: changed.cert:5:1: ' err
head -c -1 least.lp.cert > changed.cert
both 11 least.lp changed.cert
finds 'truncated' err
head -n 6 least.lp.cert > changed.cert
both 11 least.lp changed.cert
: > changed.cert
both 11 least.lp changed.cert
tr '\n' '\r' < least.lp.cert > changed.cert
both 11 least.lp changed.cert
printf 'crossing row 7\n' | by_hand crossing.lp infeasible
both 11 crossing.lp by.hand
printf 'crossing cell 1\n' | by_hand crossing.lp infeasible
both 11 crossing.lp by.hand

# ---- the command line ----

wrong() {
    expect 2 "$mechcert" "$@"
    [ -s out ] && fail "output in spite of wrong usage: $*"
    [ -s err ] || fail "no message for wrong usage: $*"
}
wrong export
wrong export pdf least.lp least.lp.cert
wrong export vipr
wrong export vipr least.lp
wrong export vipr least.lp least.lp.cert third
wrong export vipr least.lp least.lp.cert --json
wrong export vipr - -
expect 0 "$mechcert" export --help
finds 'vipr' out
expect 0 "$mechcert" export vipr --help
finds 'STATEMENT CERT' out
expect 13 "$mechcert" export vipr absent.lp least.lp.cert
expect 13 "$mechcert" export vipr least.lp absent.cert
mkdir directory
expect 13 "$mechcert" export vipr least.lp least.lp.cert -o directory
"$mechcert" export vipr least.lp - < least.lp.cert > stdout.vipr 2> err
accepted stdout.vipr '1/4 1/4'
expect 0 "$mechcert" export vipr least.lp least.lp.cert -o again.vipr
cmp -s stdout.vipr again.vipr && pass || fail 'two runs differ'

# ---- real files ----

for name in afiro sc50a kb2 galenet; do
    cp "$golden/../data/lp/$name.mps" .
    expect 0 "$mechcert" lp solve $name.mps -q -o claim.cert
    value=$(sed -n 's/^claim optimal //p' claim.cert)
    solved $name.mps "${value:-infeasible}${value:+ $value}"
done
same "${value:-infeasible}" infeasible galenet
# every multiplier is needed
for which in 1 2 3; do
    edited kb2.mps.vipr \
        "/^value /s/  \([0-9]*\) \(-*\)\([0-9]*\)\(\/*[0-9]*\)/  \1 \2\37\4/$which"
    rejected edited.vipr 'value does not follow'
done

finish
