#!/bin/sh
# welfare-loss.sh MECHCERT CHECKER: the welfare loss of posted prices
# (Andreyanov, Copic and Jeong, "Optimal robust divisible mechanisms for public
# goods", section 4.3), on grids that take no time.
. "${0%/*}/lib.sh"

# number KEY OBJECT: a text in a JSON report, in the object of that name.
number() {
    awk -v object="\"$2\":" -v key="\"$1\":" '
        /^  "/ { on = ($1 == object) }
        on && $1 == key { gsub(/[",]/, "", $2); print $2 }' out.json
}

# below A B: fractions below 1 in decimals
below() {
    if awk -v a="$1" -v b="$2" 'BEGIN {
            split(a, x, "/"); split(b, y, "/")
            exit !(x[1] / (x[2] ? x[2] : 1) < y[1] / (y[2] ? y[2] : 1)) }'
    then pass; else fail "$1 is not below $2"; fi
}

# --- two agents: exactly (2b - c)/4 -----------------------------------------

expect 0 "$mechcert" welfare-loss --agents 2 -o two
finds '^So kappa = 1/4: sup_F min EWL = 1/4 (2 b - c) for all c with b < c < 2 b' \
    out
verified two/welfare-loss.json two/lower.belief.cert 'worst-belief 1/4 1/2'
verified two/welfare-loss.json two/upper.closed-form.cert \
    'closed-form-loss 1/4 1/4'
same "$(ls two | tr '\n' ' ')" \
    'lower.belief.cert upper.closed-form.cert welfare-loss.json ' 'two agents'

# --- three agents -----------------------------------------------------------

cat > three.json << 'END_OF_FILE'
{"format": "mechcert-welfare-loss-1", "title": "Three agents", "agents": 3}
END_OF_FILE
expect 0 "$mechcert" welfare-loss three.json --grid 40 -o three
finds '^So sup_F min EWL is between 0.35[0-9]* (3 b - c) and 0.37' out
finds '^Andreyanov, Copic and Jeong prove 1/4' out
finds 'mechcert-verify three.json three/lower.belief.cert' out
same "$(ls three/welfare-loss.json 2> /dev/null)" '' 'the statement is there'
expect 0 "$mechcert" welfare-loss three.json --grid 40 -o again --json
mv out out.json
for file in three/*.cert; do
    if cmp -s "$file" "again/${file#three/}"; then pass; else
        fail "$file is not what it was"
    fi
done
lower=$(number value belief)
upper=$(number value lottery)
below 0.355 "$lower"
below "$lower" "$upper"
below "$upper" 0.38
verified three.json three/lower.belief.cert \
    "worst-belief $lower $(number reach belief)"
verified three.json three/lower-all-costs.belief.cert \
    "worst-belief $(number value belief_all_costs) 1/2"
same "$(number cost_above belief_all_costs)" 1 'all costs'
verified three.json three/upper.lottery.cert "price-lottery-loss $upper"
verified three.json three/upper.closed-form.cert \
    "closed-form-loss $(number lower closed_form) $(number upper closed_form)"

# a certificate is for its statement, and for its value
refused two/welfare-loss.json three/lower.belief.cert 'E400'
sed "s|^claim worst-belief [^ ]*|claim worst-belief 9/25|" \
    three/lower.belief.cert > wrong.cert
expect 10 "$checker" three.json wrong.cert

# --- more agents ------------------------------------------------------------

expect 0 "$mechcert" welfare-loss --agents 4 --grid 12 -o four
finds 'b < c < 4 b' out
certified four/welfare-loss.json four
expect 0 "$mechcert" welfare-loss --agents 16 -o many
finds 'No grid was searched' out
verified many/welfare-loss.json many/lower.belief.cert 'worst-belief 15/32 1/2'

# --- a search that is stopped -----------------------------------------------

expect 0 "$mechcert" welfare-loss --agents 3 --grid 200 --time 0.5 -o stopped
finds 'The search was stopped on the grid 1/[0-9]*; all bounds hold' out
certified stopped/welfare-loss.json stopped

# --- faults -----------------------------------------------------------------

expect 2 "$mechcert" welfare-loss
expect 2 "$mechcert" welfare-loss three.json --agents 3
expect 2 "$mechcert" welfare-loss --agents 1
expect 2 "$mechcert" welfare-loss --agents 3 --grid 1
expect 12 "$mechcert" welfare-loss --agents 3 --grid 1000
finds 'the finest is 1/214' err
printf '{"format": "mechcert-welfare-loss-1", "agents": 1}\n' > one.json
expect 11 "$mechcert" welfare-loss one.json
finds 'one.json:1:49: agents: there must be 2 to 16 agents, but there are 1' err
expect 13 "$mechcert" welfare-loss missing.json
expect 13 "$mechcert" welfare-loss --agents 2 -o three.json

finish
