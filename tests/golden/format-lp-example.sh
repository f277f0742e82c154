#!/bin/sh
# format-lp-example.sh CHECKER: the worked example of verify/FORMAT-LP.md
# verifies as it stands, and no longer when a number in it is changed; --echo
# prints what was read, and notes tell where readers differ.
set -u
document=FORMAT-LP.md
. "$(dirname "$0")/format-lib.sh"

awk '/^    \* example\.mps$/ { on = 1 } on { print substr($0, 5) }
    /^    ENDATA$/ { exit }' "$format" > example.mps
"$checker" --echo example.mps > echo.txt 2> err
hash=$(sed -n 's/^sha256 //p' echo.txt)
awk '/^    mechcert-certificate 1$/ { on = 1 } on { print substr($0, 5) }
    /^    end 7$/ { exit }' "$format" | sed "s/HASH/$hash/" > example.cert
expect 0 "the worked example" "$checker" example.mps example.cert
cp out last.txt
expect 0 "its last line" grep -qx 's VERIFIED optimal 1/4' last.txt
expect 0 "what it means" grep -q 'its optimal value is exactly 1/4' last.txt

refuse_each_number example.mps
expect 0 "numbers were found in the certificate" test "$numbers" -eq 11

# verdict STATUS DESCRIPTION SED-SCRIPT: of the changed statement, new hash.
verdict() {
    sed "$3" example.mps > changed.mps
    "$checker" --echo changed.mps > changed.txt 2> err
    expect 1 "$2: the statement is another one" cmp -s example.mps changed.mps
    sed "s/$hash/$(sed -n 's/^sha256 //p' changed.txt)/" example.cert \
        > changed.cert
    expect "$1" "$2" "$checker" changed.mps changed.cert
}
verdict 0 "a comment changed" 's/^\*.*/* another comment/'
verdict 0 "a bound that is not tight changed" 's/LIM1         4/LIM1         5/'
verdict 10 "a coefficient changed" 's/MYEQN        4/MYEQN        5/'
verdict 10 "a right-hand side changed" 's/MYEQN        1$/MYEQN        2/'
verdict 10 "a type changed" 's/ G  MYEQN/ L  MYEQN/'
verdict 10 "a cost changed" 's/X         COST         1/X         COST         2/'

cat > expected.txt << 'END'
format mps
sense minimise
rows 2
columns 2
objective COST: 0 + 1 X + 1 Y
row 0 LIM1: -inf <= + 1 X + 1 Y <= 4
row 1 MYEQN: 1 <= + 4 X + 1 Y <= inf
column 0 0 <= X <= inf
column 1 0 <= Y <= inf
END
sed '1d; /^c /d' echo.txt > echo-rest.txt
expect 0 "the echo of the example" cmp expected.txt echo-rest.txt

# Notes: a line for each, in --echo and before a verdict.
cat > notes.mps << 'END'
ROWS
 N COST
 N MORE
 L R
COLUMNS
 X COST 1 R 1
 Y COST 1 MORE 1
RHS
 COST 5 R 1e20
BOUNDS
 UP X -1
 UP Y 99999999999999999999
ENDATA
END
"$checker" --echo notes.mps > echo.txt 2> err
for note in '1 bounds of 1e20' '1 further N rows' \
    '1 columns with a negative upper bound' '1 right-hand side of the objective'; do
    expect 0 "the note $note" grep -q "^c note: $note" echo.txt
done
expect 0 "no other notes" test "$(grep -c '^c note' echo.txt)" -eq 4
expect 0 "the constant" grep -qx 'objective COST: -5 + 1 X + 1 Y' echo.txt
expect 0 "the lower bound" grep -qx 'column 0 -inf <= X <= -1' echo.txt
expect 10 "a certificate of another file" "$checker" notes.mps example.cert
cp out last.txt
expect 0 "notes before a verdict" grep -q '^c note: ' last.txt
"$checker" -q notes.mps example.cert > last.txt 2> err
expect 1 "none with -q" grep -q '^c ' last.txt

printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
