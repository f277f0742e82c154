#!/bin/sh
# check-solution.sh MECHCERT CHECKER: answers of other solvers in every format
# (tests/data/answers/README), wrong ones among them, and files that are no
# answers.
. "${0%/*}/lib.sh"
data=$golden/../data/answers

# judge STATUS VERDICT PROGRAM ANSWER [OPTION...]: exit status and the last
# line of the report. A missing directory means the stored files.
judge() {
    wanted=$1
    verdict=$2
    program=$data/$3
    answer=$4
    [ -e "$answer" ] || answer=$data/$answer
    shift 4
    expect "$wanted" "$mechcert" lp check-solution "$program" "$answer" "$@"
    finds "^Verdict *$verdict" out
}

# refuses WORDS PROGRAM ANSWER [OPTION...]: exit 11; the message has file, line
# and column, and these words.
refuses() {
    words=$1
    program=$data/$2
    answer=$3
    [ -e "$answer" ] || answer=$data/$answer
    shift 3
    expect 11 "$mechcert" lp check-solution "$program" "$answer" "$@"
    finds "^mechcert: .*:[0-9][0-9]*:[0-9][0-9]*: .*$words" err
}

correct='correct to its printed digits: '
infeasible='infeasible in exact arithmetic: '
basis="${correct}the basis is exactly optimal"
point="${correct}the point is feasible and optimal"

# --- every format -----------------------------------------------------------

# The answer, its format and the verdict; rounded: the exit status with
# --rounded.
while read -r mps file format status rounded words; do
    judge "$status" "$words" "$mps" "$file"
    finds "^ *format $format, " out
    cp out automatic
    judge "$status" "$words" "$mps" "$file" --answer-format "$format"
    cp out named
    expect 0 cmp named automatic
    expect "$rounded" "$mechcert" lp check-solution "$data/$mps" \
        "$data/$file" --rounded
done <<END
toy.mps toy.clp clp 10 0 ${infeasible}the printed point violates the program, though its digits hold
toy.mps toy-all.clp clp 10 0 ${infeasible}
toy.mps toy.clp.bas mps-basis 0 0 $basis
toy.mps toy.qsopt.bas mps-basis 0 0 $basis
toy.mps toy.highs highs 0 0 $basis
toy.mps toy.highs-sparse highs 10 0 ${infeasible}
toy.mps toy.highs-basis highs-basis 0 0 $basis
toy.mps toy-v1.highs-basis highs-basis 0 0 $basis
toy.mps toy.glpsol-w glpsol-w 0 0 $basis
toy.mps toy-old.glpsol-w glpsol-w 0 0 $basis
toy.mps toy-interior.glpsol-w glpsol-w 10 10 wrong: the claimed objective
toy.mps toy.glpsol-o glpsol-o 0 0 $basis
toy.mps toy-interior.glpsol-o glpsol-o 10 10 wrong: the claimed objective
toy.mps toy.qsopt qsopt 0 0 $point
toy.mps toy.gurobi.sol gurobi 10 0 ${infeasible}
toy.mps toy.gurobi.json gurobi-json 0 0 $basis
toy.mps toy.cplex.sol cplex 0 0 $basis
toy.mps toy.scip.sol scip 10 0 ${infeasible}
toy.mps toy.soplex soplex 10 0 ${infeasible}
toy.mps toy-exact.soplex soplex 0 0 $point
toy.mps toy.miplib.sol miplib 0 0 $point
free.mps free.glpsol-w glpsol-w 0 0 $basis
free.mps free.glpsol-o glpsol-o 0 0 $basis
free.mps free-interior.glpsol-w glpsol-w 10 10 wrong: the claimed objective
free.lp free-lp.glpsol-w glpsol-w 0 0 $basis
free.mps free-lp.glpsol-w glpsol-w 0 0 $basis
max.mps max.glpsol-w glpsol-w 0 0 $basis
max.mps max.highs highs 0 0 $basis
max.mps max.qsopt qsopt 0 0 $point
ranges.mps ranges.qsopt qsopt 0 0 $point
ranges.mps ranges.glpsol-w glpsol-w 0 0 $basis
ranges.mps ranges.clp.bas mps-basis 0 0 $basis
max.mps max.clp clp 10 0 ${infeasible}
max.mps max-minimised.clp clp 10 10 wrong: the claimed objective
max.mps max-minimised.bas mps-basis 10 10 wrong: the exact solution of the basis is not optimal
afiro.mps afiro.clp clp 10 0 ${infeasible}
afiro.mps afiro.clp.bas mps-basis 0 0 $basis
afiro.mps afiro.qsopt.bas mps-basis 0 0 $basis
afiro.mps afiro.highs highs 0 0 $basis
afiro.mps afiro.highs-basis highs-basis 0 0 $basis
afiro.mps afiro.glpsol-w glpsol-w 0 0 $basis
afiro.mps afiro.glpsol-o glpsol-o 0 0 $basis
afiro.mps afiro.qsopt qsopt 0 0 $point
END
for name in inf unb; do
    for format in clp glpsol-w glpsol-o qsopt highs; do
        judge 0 "${correct}the status is right" $name.mps $name.$format
    done
done
judge 0 "${correct}the status is right" inf.mps inf.scip.sol
sed 's/Unbounded/Primal infeasible or unbounded/' "$data/unb.highs" > either.highs
judge 0 "${correct}the status is right" unb.mps either.highs
sed 's/INFEASIBLE/UNBOUNDED/' "$data/inf.qsopt" > wrong.qsopt
judge 10 'wrong: the program is infeasible' inf.mps wrong.qsopt
judge 10 'wrong: the program has an optimum' toy.mps inf.scip.sol
sed 's/Unbounded/Optimal/' "$data/unb.clp" > wrong.clp
judge 10 'wrong: the program is unbounded' unb.mps wrong.clp
# A basis without anything else is written whatever the solver found.
judge 10 "${infeasible}the program is infeasible; no basis is optimal" inf.mps \
    inf.clp.bas -o inf-basis.cert
cp "$data/inf.mps" .
verified inf.mps inf-basis.cert infeasible
judge 12 'undecided: the program is unbounded; no basis is optimal' unb.mps \
    unb.clp.bas -o unb-basis.cert
cp "$data/unb.mps" .
verified unb.mps unb-basis.cert unbounded
sed '2s/Infeasible/Optimal/' "$data/inf.highs" > optimal.highs
judge 10 "${infeasible}the program is infeasible\$" inf.mps optimal.highs
# A solver that gave up claims no optimum.
{
    echo 'solution status: time limit reached'
    echo 'objective value: 13'
    printf 'X 3 (obj:1)\nY 5 (obj:2)\n'
} > late.scip
judge 0 "${correct}the point is feasible" toy.mps late.scip
finds 'minus the objective at the point\|exactly the objective at the point' out
{
    echo 'solution status: node limit reached'
    echo 'no solution available'
} > nothing.scip
judge 12 'undecided: the file claims nothing' toy.mps nothing.scip

# --- what has to be caught --------------------------------------------------

# A basis of Clp with one column more or elsewhere.
sed 's/ XL Z              BALANCE/ XL Z              CAP    /' \
    "$data/toy.clp.bas" > moved.bas
judge 10 'wrong: the exact solution of the basis is infeasible' toy.mps moved.bas
sed 's/ UL W /*UL W /' "$data/toy.clp.bas" > lower.bas
judge 10 'wrong: the exact solution of the basis is not optimal' toy.mps lower.bas
sed 's/ UL X / BS X /' "$data/toy.clp.bas" > square.bas
judge 10 'wrong: the basis has the wrong number' toy.mps square.bas
printf 'NAME\n UL Z\n UL X\n UL W\n XL Y DEMAND\nENDATA\n' > stray.bas
judge 10 'wrong: the basis puts a column at an upper bound' toy.mps stray.bas
finds 'column Z$' out
# W and Y have no common row with BALANCE: X and W basic there is singular.
printf 'NAME\n XU X BALANCE\n UL W\nENDATA\n' > singular.bas
judge 10 'wrong: the basis is singular' toy.mps singular.bas
i=0
while IFS= read -r line; do
    case $line in ' XL '* | ' XU '*) ;; *) continue ;; esac
    # Two basic columns exchange a row for a bound.
    i=$((i + 1))
    grep -vxF -- "$line" "$data/afiro.clp.bas" > "afiro-$i.bas"
    expect 10 "$mechcert" lp check-solution "$data/afiro.mps" "afiro-$i.bas"
done < "$data/afiro.clp.bas"
[ $i -ge 10 ] && pass || fail 'few bases'

# Right to 6 digits, and infeasible by 10^-7.
cat > close.sol <<'END'
# Objective value = 6.28571
X 3.0000001
Y 0.9999997
Z 0.5714286143
W 1
END
judge 10 "${infeasible}" toy.mps close.sol
finds '6 digits are right; 6 count as printed; right' out
finds 'largest at column X,$' out
finds '^ *1e-7$' out
finds 'within the usual tolerances 1e-6: yes, 1e-9: no' out
judge 10 "${infeasible}" toy.mps close.sol --rounded
# In a file with a basis, too.
sed 's/^j 1 u 3 /j 1 u 3.0000001 /' "$data/toy.glpsol-w" > close.glpsol-w
judge 10 "${infeasible}" toy.mps close.glpsol-w
finds 'not those of the basis' out
finds '^Basis *its exact solution is optimal' out
sed '/^# Primal/,/^# Dual/s/^X 3$/X 3.0000001/' "$data/toy.highs" > close.highs
judge 10 "${infeasible}" toy.mps close.highs

# Double arithmetic loses more than the last printed digit: an equality row has
# no side, and the last digits of the objective are no claim.
sed 's/^j 3 b 0.571428571428571 /j 3 b 0.571428571428580 /' \
    "$data/toy.glpsol-w" > noise.glpsol-w
judge 0 "$basis" toy.mps noise.glpsol-w
sed 's/6.28571428571429/6.28571428571437/' "$data/toy.glpsol-w" > noise.glpsol-w
judge 0 "$basis; the last digits of the objective are rounding errors" toy.mps \
    noise.glpsol-w
finds '13 digits are right; 15 count as printed; wrong' out
sed 's/6.28571428571429/6.28571428581429/' "$data/toy.glpsol-w" > far.glpsol-w
judge 10 'wrong: the claimed objective' toy.mps far.glpsol-w

# Row activities that are not those of the point.
sed 's/^i 2 b 5.14285714285714 /i 2 b 5.14285724285714 /' \
    "$data/toy.glpsol-w" > other.glpsol-w
judge 10 'wrong: printed row activities are not those of' toy.mps other.glpsol-w
finds 'row activities that are not those of the point: 1; largest at row CAP,$' out
sed 's/^i 2 b 5.14285714285714 /i 2 b 5.14285714285761 /' \
    "$data/toy.glpsol-w" > noise.glpsol-w
judge 0 "$basis" toy.mps noise.glpsol-w
sed '/^# Primal/,/^# Dual/s/^CAP 5.142857/CAP 5.142858/' "$data/toy.highs" > other.highs
judge 10 'wrong: printed row activities are not those of' toy.mps other.highs

sed 's/^CAP = .*/CAP = 20.000001\/7/' "$data/toy.qsopt" > other.qsopt
refuses 'not a number' toy.mps other.qsopt
sed 's/^CAP = .*/CAP = 21\/7/' "$data/toy.qsopt" > other.qsopt
judge 10 'wrong: printed row activities are not those of' toy.mps other.qsopt
sed '/^CAP = /d' "$data/toy.qsopt" > other.qsopt
judge 10 'wrong: printed row activities are not those of' toy.mps other.qsopt
judge 0 "$point" ranges.mps ranges.qsopt
sed 's/^EM = 11\/2/EM = 8/' "$data/ranges.qsopt" > other.qsopt
judge 10 'wrong: printed row activities are not those of' ranges.mps other.qsopt
# An exact program's integers are exact.
sed 's/^X = 7$/X = 7.0000001/' "$data/ranges.qsopt" > other.qsopt
expect 10 "$mechcert" lp check-solution "$data/ranges.mps" other.qsopt
sed 's/Value = 12$/Value = 12.0000001/' "$data/ranges.qsopt" > other.qsopt
judge 10 'wrong: the claimed objective' ranges.mps other.qsopt

# What is no finite number.
for number in nan -inf Infinity 1.#IND '-nan(ind)'; do
    sed "s/^j 2 b 1 /j 2 b $number /" "$data/toy.glpsol-w" > strange.glpsol-w
    judge 10 'wrong: a printed number is infinite or not' toy.mps \
        strange.glpsol-w
    finds "^ *not finite: 2 $number\$" out
    sed "s/value=\"[^\"]*\"/value=\"$number\"/" "$data/toy.cplex.sol" > strange.xml
    judge 10 'wrong: a printed number is infinite or not' toy.mps strange.xml
    sed "s/value  *6.28[0-9]*/value $number/" "$data/toy.clp" > strange.clp
    judge 10 'wrong: a printed number is infinite or not' toy.mps strange.clp
    finds "^ *not finite: objective $number\$" out
done
sed 's/-1e+10/-inf/' "$data/unb.clp" > strange.clp
judge 0 "${correct}the status is right" unb.mps strange.clp
sed 's/^j 2 b 1 /j 2 b infant /' "$data/toy.glpsol-w" > strange.glpsol-w
refuses '"infant": not a number' toy.mps strange.glpsol-w
sed 's/^j 2 b 1 /j 2 b 1e400 /' "$data/toy.glpsol-w" > huge.glpsol-w
judge 10 "${infeasible}" toy.mps huge.glpsol-w
sed 's/^j 2 b 1 /j 2 b 1e99999 /' "$data/toy.glpsol-w" > huge.glpsol-w
refuses 'exponent' toy.mps huge.glpsol-w

# A degenerate basis may be optimal without being dual feasible.
cat > degenerate.mps <<'END'
NAME
ROWS
 N  COST
 G  ROW
COLUMNS
    X  COST  1  ROW  3
    Y  COST  1  ROW  3.000000027
ENDATA
END
printf 's bas 1 2 f f 0\ni 1 l 0 0.333333333333333\nj 1 b 0 0\nj 2 l 0 -9e-9\ne o f\n' \
    > degenerate.glpsol-w
expect 0 "$mechcert" lp check-solution degenerate.mps degenerate.glpsol-w
finds '^Verdict .*: the basis is exactly optimal, though not dual feasible$' out
finds '^Duals *those of the basis, which is not dual feasible$' out
sed 's/ -9e-9$/ -8e-9/' degenerate.glpsol-w > degenerate.other
expect 10 "$mechcert" lp check-solution degenerate.mps degenerate.other
finds '^Verdict *wrong: dual values' out

# Swapped signs of the dual values.
awk '/^[ij] /{ $5 = -$5 } { print }' "$data/toy.glpsol-w" > swapped.glpsol-w
judge 10 'wrong: the dual values have swapped signs' toy.mps swapped.glpsol-w
finds 'prices as -y, reduced costs as -d' out
finds 'swapped: no solver' out
awk '/^i /{ $5 = -$5 } { print }' "$data/toy.glpsol-w" > half.glpsol-w
judge 10 'wrong: the dual values have swapped signs' toy.mps half.glpsol-w
finds 'prices as -y, reduced costs as d' out
awk '/^[ij] /{ $5 = -$5 } { print }' "$data/max.glpsol-w" > swapped.glpsol-w
judge 0 "$basis" max.mps swapped.glpsol-w
finds 'prices as -y, reduced costs as -d' out
finds 'usual for a maximisation' out
sed 's/^DEMAND = 10/DEMAND = 11/' "$data/toy.qsopt" > other.qsopt
judge 10 'wrong: ' toy.mps other.qsopt
finds '^Duals *wrong' out
sed 's/^W = -1/W = 1/' "$data/toy.qsopt" > other.qsopt
judge 10 'wrong: dual values and reduced costs do not belong' toy.mps other.qsopt

# The answer to another program.
for file in afiro.clp afiro.clp.bas afiro.highs afiro.glpsol-w \
    afiro.glpsol-o afiro.qsopt inf.glpsol-w max.highs; do
    expect 11 "$mechcert" lp check-solution "$data/toy.mps" "$data/$file"
done
refuses 'no column "X01"' toy.mps afiro.clp
refuses '27 rows and 32 columns, but the program has 3 and 4' toy.mps \
    afiro.glpsol-w
refuses '3 rows and 3 columns, but the program has 6 and 3' free.lp free.glpsol-w
refuses '27 rows and 32 columns, but the program has 6 (3 without those' \
    free.mps afiro.glpsol-w
sed 's/  7$/  6/' "$data/toy.mps" > "$tmp/other.mps"
expect 10 "$mechcert" lp check-solution other.mps "$data/toy.qsopt"

# Other wrong answers.
sed 's/44\/7/45\/7/' "$data/toy.qsopt" > off.qsopt
judge 10 'wrong: the claimed objective' toy.mps off.qsopt
sed 's/44\/7/-44\/7/' "$data/toy.qsopt" > off.qsopt
judge 10 'wrong: the claimed objective' toy.mps off.qsopt
finds 'right with the opposite sign' out
# The constant of the objective, which GLPK takes with the other sign.
awk '{ print } /^RHS/ { print "    RHS       COST         -30" }' \
    "$data/toy.mps" > "$tmp/shifted.mps"
sed 's/6.28571428571429/-23.7142857142851/' "$data/toy.glpsol-w" > shifted.glpsol-w
for way in 'with the opposite sign of:shifted.glpsol-w' \
    "without:$data/toy.glpsol-w"; do
    expect 10 "$mechcert" lp check-solution shifted.mps "${way#*:}"
    finds "^Verdict *wrong: the claimed objective is wrong in its printed digits; it is right ${way%%:*} the constant of the objective\$" out
done
sed 's/6.28571428571429/36.2857142857143/' "$data/toy.glpsol-w" > shifted.glpsol-w
expect 0 "$mechcert" lp check-solution shifted.mps shifted.glpsol-w
printf '=obj= 7\nX 3\nY 1.7142857142857142857\nZ 3.2857142857142857143e0\n' > no.sol
expect 10 "$mechcert" lp check-solution "$data/toy.mps" no.sol
printf 'X 3\nY 5\nZ 0\nW 1\n' > worse.sol
judge 10 'wrong: the printed point is feasible, but not optimal' toy.mps \
    worse.sol
finds 'worse than the optimum by 40/7' out

# --- certificates and JSON --------------------------------------------------

judge 10 'wrong: ' toy.mps worse.sol -o worse.cert
cp "$data/toy.mps" "$data/inf.mps" "$data/unb.mps" .
verified toy.mps worse.cert 'optimal 44/7'
judge 0 "$correct" inf.mps inf.clp -o inf.cert
verified inf.mps inf.cert infeasible
judge 0 "$correct" unb.mps unb.clp -o unb.cert
verified unb.mps unb.cert unbounded
expect 10 "$mechcert" lp check-solution toy.mps close.sol --json
for line in '"format": "mechcert-lp-judgement-1"' \
    '"verdict": "infeasible in exact arithmetic"' '"value": "44/7"' \
    '"claimed": "6.28571"' '"digits_right": 6' '"largest": "1/10000000"' \
    '"column": "X"' '"within_1e-6": true' '"within_1e-9": false' \
    '"digits_hold": false' '"rounding_explains": false'; do
    finds "$line" out
done
expect 0 "$mechcert" lp check-solution toy.mps "$data/toy.highs" --json
finds '"verdict": "correct to its printed digits"' out
finds '"printed_values_agree": true' out
finds '"price_sign": 1' out
cp out first
expect 0 "$mechcert" lp check-solution toy.mps "$data/toy.highs" --json
cp out second
expect 0 cmp first second
expect 0 sh -c '"$1" lp check-solution toy.mps - < "$2" | sed 1,4d > piped' sh \
    "$mechcert" "$data/toy.qsopt"
finds 'correct to its printed digits' piped

# --- files that are no answers ----------------------------------------------

for format in clp highs highs-basis glpsol-w glpsol-o qsopt gurobi gurobi-json \
    cplex scip soplex miplib mps-basis; do
    expect 11 "$mechcert" lp check-solution toy.mps toy.mps \
        --answer-format $format
    : > empty
    case $format in gurobi-json | cplex | mps-basis | clp | highs*)
        refuses '' toy.mps empty --answer-format $format
        ;;
    esac
done
refuses 'known format' toy.mps empty
printf 'no\nanswer\n' > words
refuses 'known format' toy.mps words
printf 'X 3\n\000' > zero
refuses 'NUL' toy.mps zero
refuses '"ROWS" is not a section of a basis file' toy.mps toy.mps
# Every format cut short is refused, or says that columns are missing.
for file in toy.clp.bas toy.highs-basis toy-v1.highs-basis toy.glpsol-w \
    toy-old.glpsol-w toy.glpsol-o toy.gurobi.sol toy.gurobi.json \
    toy.cplex.sol toy.soplex; do
    sed '$d' "$data/$file" > cut
    expect 11 "$mechcert" lp check-solution toy.mps cut
done
sed '/^SLACK/,$d' "$data/toy.qsopt" > cut
refuses 'before "SLACK:"' toy.mps cut
sed '/^Z 0.57/d' "$data/toy.highs" > cut
refuses 'no column "#' toy.mps cut
printf 'X 3\nY 1\nX 3\nZ 1\nW 1\n' > twice
refuses 'second value for "X"' toy.mps twice
same "$(sed 's/.*\(:[0-9]*:[0-9]*:\).*/\1/' err)" ':3:1:' 'place of a repetition'
printf 'X 3\nY one\n' > word
refuses 'not' toy.mps word --answer-format gurobi
same "$(sed 's/.*\(:[0-9]*:[0-9]*:\) "one".*/\1/' err)" ':2:3:' 'place of a word'
printf '{ "SolutionInfo": { "Status": 2 }, "Vars": [ { "VarName": "Q", "X": 1 } ] }' > q.json
refuses 'no column "Q"' toy.mps q.json
same "$(sed 's/.*\(:[0-9]*:[0-9]*:\).*/\1/' err)" ':1:59:' 'place in JSON'
printf '<!DOCTYPE a [<!ENTITY b "c">]>\n<CPLEXSolution/>\n' > entity.xml
refuses 'entity' toy.mps entity.xml
sed 's/name="W"/name="V"/' "$data/toy.cplex.sol" > other.xml
refuses 'no column "V"' toy.mps other.xml
sed 's/optimal/integer optimal solution/' "$data/toy.cplex.sol" > mip.xml
refuses 'integer program' toy.mps mip.xml
expect 13 "$mechcert" lp check-solution toy.mps none
expect 2 "$mechcert" lp check-solution toy.mps
expect 2 "$mechcert" lp check-solution toy.mps a b
expect 2 "$mechcert" lp check-solution toy.mps words --answer-format excel
expect 0 "$mechcert" lp check-solution --help
finds 'answer-format' out

finish
