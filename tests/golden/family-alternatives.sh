#!/bin/sh
# family-alternatives.sh MECHCERT CHECKER SOURCES: figures that compare
# mechanisms; CHECKER is mechcert-verify-real, or -.
. "${0%/*}/lib.sh"

# row FILE X: the line of a table that begins with X.
row() {
    grep "^$2," "$1" | cut -d , -f "$3"
}

expect 0 "$mechcert" family alternatives --points 20 -o figures
finds '^59 of 59 claims are as they should be' out
finds 'linear_above (proved)' out
if command -v gnuplot > /dev/null; then
    for k in 1 2 3; do finds '<svg' figures/figure$k.svg; done
else
    finds 'gnuplot was not found' err
fi
certified figures/alternatives.claim figures
same "$(row figures/figure2.csv 3 3,4)" \
    1.55672377684336273364,1.55672377684336273365 'the optimum at 3'
same "$(row figures/figure1.csv 3 3,4)" \
    0.77836188842168136682,0.77836188842168136683 'its share'
same "$(row figures/figure2.csv 2 3,4)" 0,0 'the optimum at 2'
same "$(row figures/figure3.csv 10 3,4)" "$(row figures/figure2.csv 10 3,4)" \
    'the mean is the highest value'
same "$(wc -l < figures/figure1.csv | tr -d ' ')" 19 'rows from 3/2 to 10'
same "$(wc -l < figures/figure3.csv | tr -d ' ')" 22 'rows from 0 to 10'

# The formulas are what the linear programs give, in the baseline model ...
for value in 2 5/2 3 7/2 10; do
    expect 0 "$mechcert" new public-expenditure --agents 2 --value $value \
        -q -o value.json
    for m in 1 2 3; do
        for kind in linear-proportional:5 unilateral:8; do
            expect 0 "$mechcert" new "${kind%:*}" --agents 2 --m $m -q -o m.json
            expect 0 "$mechcert" guarantee m.json value.json -q --json
            same "$(sed -n 's/.*"value": "\(.*\)".*/\1/p' out)" \
                "$(row figures/figure2.csv $value "${kind#*:}")" \
                "$kind, m = $m, value $value"
        done
    done
done

# ... and in the extended one, where the social value is 0 or 10.
for point in 1:1/10 2:1/5 5/2:1/4 5:1/2 15/2:3/4; do
    mean=${point%:*} high=${point#*:}
    awk -v fraction="$high" 'BEGIN {
        split(fraction, f, "/"); p = f[1]; q = f[2]
        printf "{\"format\": \"mechcert-environment-1\", \"agents\": [\"1\", \"2\"],\n"
        printf "\"outcomes\": [\"no expenditure\", \"agent 1 pays\", \"agent 2 pays\"],\n"
        printf "\"states\": [\"0\", \"1\", \"2\"],\n"
        printf "\"prior\": [\"%d/%d\", \"%d/%d\", \"%d/%d\"],\n", q-p, q, p, 2*q, p, 2*q
        printf "\"welfare\": [[0, -1, -1], [0, 9, 9], [0, 9, 9]],\n"
        printf "\"payoffs\": [[[0, -1, 0], [0, 9, 10], [0, -1, 0]],\n"
        printf "[[0, 0, -1], [0, 0, -1], [0, 10, 9]]]}\n" }' > mean.json
    for m in 1 2 4; do
        for kind in linear-proportional:5 unilateral:8; do
            expect 0 "$mechcert" new "${kind%:*}" --agents 2 --m $m -q -o m.json
            expect 0 "$mechcert" guarantee m.json mean.json -q --json
            same "$(sed -n 's/.*"value": "\(.*\)".*/\1/p' out)" \
                "$(row figures/figure3.csv $mean "${kind#*:}")" \
                "$kind, m = $m, mean $mean"
        done
    done
done

expect 2 "$mechcert" family alternatives --agents 3
finds 'two agents' err
expect 2 "$mechcert" family alternatives --highest 2
expect 2 "$mechcert" family alternatives --points 0
finish
