#!/bin/sh
# lp-solve.sh MECHCERT CHECKER: exact optima, statuses, certificates, limits, and
# the inputs on which other solvers go wrong.
. "${0%/*}/lib.sh"

# solved FILE STATUS VALUE: the answer, and a certificate that the checker takes.
solved() {
    expect 0 "$mechcert" lp solve "$1" --json -q -o "$1.cert"
    same "$(sed -n 's/^  "status": "\(.*\)",*$/\1/p' out)" "$2" "$1: status"
    if [ "$2" = optimal ]; then
        same "$(sed -n 's/^  "value": "\(.*\)",*$/\1/p' out)" "$3" "$1: value"
        verified "$1" "$1.cert" "optimal $3"
    else
        verified "$1" "$1.cert" "$2"
    fi
}

# ---- inputs on which peers were seen to go wrong ----

cat > thousandth.lp <<'LP'
minimize x
subject to c: x >= 0
bounds x >= 1e-3
end
LP
solved thousandth.lp optimal 1/1000

cat > large.lp <<'LP'
minimize x
subject to c: x >= 1e23
end
LP
solved large.lp optimal 100000000000000000000000

cat > crossing.lp <<'LP'
minimize x
subject to c: x >= 0
bounds 3 <= x <= 2
end
LP
solved crossing.lp infeasible

cat > half.lp <<'LP'
minimize x
subject to c: 2 x >= 1
end
LP
solved half.lp optimal 1/2
# min x = 1 must not pass for x >= 1/2
sed 's/optimal 1\/2/optimal 1/; s/^primal 2 1/primal 1 1/' half.lp.cert > one.cert
expect 10 "$checker" half.lp one.cert
# an index out of range and a multiplier 1/0
sed 's/^y 0 /y 7 /' half.lp.cert > index.cert
expect 11 "$checker" half.lp index.cert
sed 's/^dual 2 1/dual 0 1/' half.lp.cert > zero.cert
expect 11 "$checker" half.lp zero.cert

for number in 1/0 '1 2' 1/-3; do
    printf 'NAME\nROWS\n N c\n G r\nCOLUMNS\n x c 1 r 1\nRHS\n s r %s\nENDATA\n' \
        "$number" > number.mps
    expect 11 "$mechcert" lp solve number.mps
    finds '^mechcert: number.mps:8:' err
done

cat > third.mps <<'MPS'
NAME exact
ROWS
 N c
 G r
COLUMNS
 x c 1 r 3
RHS
 s r 1 c 1/3
ENDATA
MPS
# a right side on the objective row is a constant with the opposite sign
solved third.mps optimal 0
expect 0 "$mechcert" lp solve third.mps
finds 'note' err

cat > negative.mps <<'MPS'
NAME
ROWS
 N c
 G r
COLUMNS
 x c -1 r 1
RHS
 s r -5
BOUNDS
 UP b x -2
ENDATA
MPS
# a negative upper bound without a lower one: the lower bound is -infinity
solved negative.mps optimal 2

# ---- statuses ----

cat > unbounded.lp <<'LP'
maximize x + y
subject to
 c: x - y <= 1
end
LP
solved unbounded.lp unbounded

cat > infeasible.lp <<'LP'
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
solved infeasible.lp infeasible

cat > empty.lp <<'LP'
minimize
subject to
end
LP
solved empty.lp optimal 0

cat > maximise.lp <<'LP'
maximize 3 x + 2 y - 4 z + 7
subject to
 a: x + y + z <= 4
 b: x + 3 y - z <= 6
 r: -2 <= x - y <= 3
bounds
 x <= 3
 -1 <= z
end
LP
solved maximise.lp optimal 64/3

# Beale's example, on which the textbook rule cycles
cat > beale.lp <<'LP'
minimize -3/4 a + 150 b - 1/50 c + 6 d
subject to
 r1: 1/4 a - 60 b - 1/25 c + 9 d <= 0
 r2: 1/2 a - 90 b - 1/50 c + 3 d <= 0
 r3: c <= 1
end
LP
solved beale.lp optimal -1/20
expect 0 "$mechcert" lp solve beale.lp --exact --json
finds '"value": "-1/20"' out

# ---- awkward numbers ----

# Hilbert rows: sum_j x_j / (i + j - 1) >= sum_j 1 / (i + j - 1) and <= the same
awk 'BEGIN {
    n = 12; print "minimize x1\nsubject to"
    for (i = 1; i <= n; i++) {
        row = ""; den = 1
        for (j = 1; j <= n; j++) row = row " + 1/" (i + j - 1) " x" j
        print " h" i ":" row " >= 0"
    }
    row = ""
    for (j = 1; j <= n; j++) row = row " + x" j
    print " s:" row " = 1\nend"
}' > hilbert.lp
solved hilbert.lp optimal 0

awk 'BEGIN {
    n = 10; print "minimize x1 - x2\nsubject to"
    for (i = 1; i <= n; i++) {
        row = ""
        for (j = 1; j <= n; j++) row = row " + 1/" (i + j - 1) " x" j
        print " h" i ":" row " = " i "/7"
    }
    print "bounds"
    for (j = 1; j <= n; j++) print " x" j " free"
    print "end"
}' > system.lp
expect 0 "$mechcert" lp solve system.lp --json -q -o system.cert
expect 0 "$checker" system.lp system.cert

cat > scales.lp <<'LP'
minimize 1e-40 x + 1e40 y
subject to
 a: 1e30 x + 1e-30 y >= 1
 b: 1e-25 x + 1e25 y >= 1e-50
 c: x - y <= 1e60
end
LP
expect 0 "$mechcert" lp solve scales.lp --json -q -o scales.cert
finds '"status": "optimal"' out
expect 0 "$checker" scales.lp scales.cert

# coefficients of ten thousand bits
awk 'BEGIN {
    digits = "7"; for (i = 0; i < 3000; i++) digits = digits (i * 7 + 3) % 10
    print "minimize x + y\nsubject to"
    print " a: " digits " x + y >= 1"
    print " b: x + " digits "1 y >= 1\nend"
}' > bits.lp
expect 0 "$mechcert" lp solve bits.lp --json -q -o bits.cert
finds '"status": "optimal"' out
expect 0 "$checker" bits.lp bits.cert

# free, fixed, empty, duplicate, degenerate
cat > mixed.lp <<'LP'
minimize x + 2 y - z + 0 w
subject to
 a: x + y >= 1
 a2: x + y >= 1
 a3: 2 x + 2 y >= 2
 e: 0 w >= -1
 z1: z - y <= 0
 z2: z - y <= 0
bounds
 f = 5/3
 -inf <= y <= 10
 z free
end
LP
solved mixed.lp optimal 1

# ---- limits ----

awk 'BEGIN {
    srand(7); n = 220; m = 200; print "maximize"
    for (j = 1; j <= n; j++) printf " + %d/97 x%d\n", int(rand() * 1000) + 1, j
    print "subject to"
    for (i = 1; i <= m; i++) {
        printf " c%d:", i
        for (j = 1; j <= n; j++)
            printf " + %d/%d x%d\n", int(rand() * 1000) + 1, int(rand() * 900) + 7, j
        printf " <= %d\n", int(rand() * 1000) + 500
    }
    print "end"
}' > dense.lp
expect 12 "$mechcert" lp solve dense.lp --exact --time 0.3 -q --json -o dense.cert
finds '"status": "undecided"' out
if [ -e dense.cert ]; then
    expect 0 "$checker" dense.lp dense.cert
    finds '^s VERIFIED bounds' out
fi
expect 12 "$mechcert" lp solve dense.lp --memory 1M -q --json
finds '"status": "undecided"' out

# Wherever the limit strikes, also while floating point is at work, something
# is certain about the optimum.
expect 0 "$mechcert" new public-expenditure --agents 2 --value 3 -o pe.json
expect 0 "$mechcert" bounds pe.json --k 6 --write-lp . -q
for program in LB-G UB-P; do
    for seconds in 0.1 0.2 0.3; do
        rm -f stopped.cert
        "$mechcert" lp solve $program-6.mps --time $seconds -q \
            -o stopped.cert > out 2> err
        status=$?
        case $status in
        0) continue ;;
        12) pass ;;
        *) fail "$program --time $seconds: status $status" ;;
        esac
        expect 0 "$checker" $program-6.mps stopped.cert
        case $program in
        LB-G) finds '^s VERIFIED bounds [^ ]* [0-9]' out ;;
        UB-P) finds '^s VERIFIED bounds [0-9]' out ;;
        esac
    done
done
expect 2 "$mechcert" lp solve dense.lp --time 0
expect 2 "$mechcert" lp solve dense.lp --memory 12Q

# ---- an output never replaces an input, nor mixes with another ----

cp half.lp copy.lp
expect 2 "$mechcert" lp solve copy.lp -o copy.lp
ln -s copy.lp link.lp
expect 2 "$mechcert" lp solve copy.lp -o link.lp
expect 2 "$mechcert" lp convert copy.lp -o copy.lp
cmp -s half.lp copy.lp && pass || fail 'the statement was overwritten'
expect 2 "$mechcert" lp solve half.lp --json -o -

# ---- the same bytes again; real files ----

for name in afiro sc50a kb2 galenet; do
    file=$golden/../data/lp/$name.mps
    expect 0 "$mechcert" lp solve "$file" -q -o first.cert --json
    expect 0 "$mechcert" lp solve "$file" -q -o second.cert
    cmp -s first.cert second.cert && pass || fail "$name: two runs differ"
    expect 0 "$checker" "$file" first.cert
done
same "$(sed -n 's/^claim //p' first.cert)" infeasible galenet

finish
