#!/bin/sh
# games.sh MECHCERT CHECKER: the commands guarantee, potential, equilibrium and
# maxmin as a user sees them: what they print, exit statuses, hostile files.
. "${0%/*}/lib.sh"

# A good for sale at 1/3 to one agent, who values it at 0 or 1.
cat > e.json << 'END'
{"format": "mechcert-environment-1", "agents": ["A"],
 "outcomes": ["keep", "sell"], "states": ["low", "high"],
 "prior": ["1/2", "1/2"], "welfare": [[0, "1/3"], [0, "1/3"]],
 "payoffs": [[[0, "-1/3"], [0, "2/3"]]]}
END
cat > m.json << 'END'
{"format": "mechcert-mechanism-1", "agents": ["A"],
 "outcomes": ["keep", "sell"], "actions": [["pass", "buy"]],
 "secure": ["pass"], "rule": [[1, 0], [0, 1]]}
END
cat > i.json << 'END'
{"format": "mechcert-information-1", "agents": ["A"],
 "states": ["low", "high"], "signals": [["pass", "buy"]],
 "distribution": [["3/8", "1/8"], ["1/8", "3/8"]]}
END
cat > s.json << 'END'
{"format": "mechcert-strategies-1", "agents": ["A"],
 "signals": [["pass", "buy"]], "actions": [["pass", "buy"]],
 "strategies": [[["1/2", "1/2"], [0, 1]]]}
END
cat > p.json << 'END'
{"format": "mechcert-prior-1", "states": ["low", "high"],
 "at_most": [[1, 0, "2/3"]], "at_least": [[0, 1, "1/4"]]}
END
sed 's/"secure": \["pass"\]/"secure": ["buy"]/' m.json > insecure.json
sed 's/ "secure": \["pass"\],//' m.json > unnamed.json
sed 's/"payoffs": .*/"payoffs": [[[-1, "-1\/3"], [-1, "2\/3"]]]}/' e.json > none.json

# expect_text: standard output of the last command is the text on standard
# input; how many exact pivots were needed depends on the version of Clp.
expect_text() {
    cat > wanted
    sed 's/[0-9]* exact pivots/N exact pivots/' out > printed
    expect 0 diff wanted printed
    [ "$status" -eq 0 ] || cat out
}

# ---- what they print ----

expect 0 "$mechcert" guarantee m.json e.json --local -o g.cert --worst w.json
expect_text << 'END'
Mechanism m.json in the environment e.json
  1 agent, 2 action profiles, 2 states

The designer's least welfare over all information structures and equilibria
  guarantee                    1/12
                               in [0.083333333333, 0.083333333334]
The actions named secure are participation secure.
Bayes correlated equilibrium and obedience multipliers have this value (4 rows,
4 columns, N exact pivots after the proposal).
The same multiplier on every step to the next action; the best one is 1/2:
  they prove only              1/12
                               in [0.083333333333, 0.083333333334]
  and lose                     0
                               0.000000000000 exactly
Worst information structure: w.json
Check with:  mechcert-verify e.json m.json g.cert
END
proved 'local-bound-loss 1/2 1/12 1/12' e.json m.json g.cert
expect 0 "$mechcert" guarantee m.json e.json --json --prior p.json
finds '^  "format": "mechcert-guarantee-1",$' out
finds '^  "value": "0",$' out
finds '^  "secure": true,$' out
finds '^  "prior": "' out
expect 0 "$mechcert" guarantee e.json p.json m.json -o p.cert
finds '^  prior of p.json: a set of priors, the worst is taken$' out
proved 'guarantee 0 0' e.json m.json p.json p.cert

expect 0 "$mechcert" potential i.json e.json -o d.cert --mechanism best.json
expect_text << 'END'
Information structure i.json in the environment e.json
  1 agent, 2 signal profiles, 2 states

The designer's largest welfare over direct mechanisms that are incentive compatible and
individually rational given the signals
  direct optimum               1/6
                               in [0.166666666666, 0.166666666667]
The potential is at most that: every equilibrium of a participation-secure mechanism
gives an incentive compatible and individually rational direct mechanism.
It is attained: the outcome "keep" leaves every agent at its outside option in
every state; whoever may stay out and bring it about is secure.
Mechanism and multipliers have this value (6 rows, 4 columns, N exact pivots
after the proposal).
Optimal mechanism: best.json
Check with:  mechcert-verify e.json i.json d.cert
END
expect 0 "$mechcert" potential i.json e.json --participation-secure --json
finds '^  "claim": "potential",$' out
finds '^  "attained": true$' out

expect 10 "$mechcert" equilibrium m.json i.json s.json e.json -o q.cert
finds '^mechcert: the strategies are not an equilibrium$' err
expect_text << 'END'
Mechanism m.json, information structure i.json, environment e.json,
strategies s.json

Refuted: an agent can gain 1/48 (before it knows its signal), so this is no
equilibrium, but an epsilon-equilibrium with exactly that epsilon.
  designer's welfare           1/4
                               0.250000000000 exactly
  agent A: payoff 3/16, gains at most 1/48 from deviating
    signal pass, probability 1/2: plays pass (1/2), buy (1/2) for -1/24 (below the outside option);
      better is pass for 0: gains 1/24; secure 0
      pass gives 0
      buy gives -1/12
    signal buy, probability 1/2: plays buy for 5/12; secure 0
      pass gives 0
      buy gives 5/12
  outcomes:
    keep, probability 1/4
    sell, probability 3/4
Check with:  mechcert-verify e.json m.json i.json s.json q.cert
END
proved 'equilibrium 1/48 1/4' e.json m.json i.json s.json q.cert
expect 0 "$mechcert" equilibrium m.json i.json s.json e.json --epsilon 1/48
finds '^Established within the tolerance: an agent can gain 1/48 ' out
expect 10 "$mechcert" equilibrium m.json i.json s.json e.json --epsilon 1/49
finds 'an agent can gain more than 1/49' err
expect 10 "$mechcert" equilibrium m.json i.json s.json e.json --json
finds '^  "equilibrium": false,$' out
finds '^  "gain": "1/48",$' out
expect 0 "$mechcert" equilibrium m.json i.json e.json --obedient --json
finds '^  "equilibrium": true,$' out
expect 0 "$mechcert" equilibrium m.json i.json e.json --truthful
finds '^every agent does what its signal says$' out
expect 0 "$mechcert" equilibrium m.json i.json e.json --find-pure
expect_text << 'END'
Equilibrium 1, welfare 1/6:
  agent A: pass -> pass, buy -> buy
1 equilibrium in pure strategies
END

expect 0 "$mechcert" maxmin m.json i.json e.json -o pair.cert
expect_text << 'END'
Mechanism m.json, information structure i.json, environment e.json

Established: the potential exceeds the guarantee by exactly epsilon = 1/12.
  guarantee of the mechanism   1/12
                               in [0.083333333333, 0.083333333334]
  potential                    1/6
                               in [0.166666666666, 0.166666666667]
  epsilon                      1/12
                               in [0.083333333333, 0.083333333334]
Check with:  mechcert-verify e.json m.json i.json pair.cert
END
expect 0 "$mechcert" maxmin m.json i.json e.json --truthful --slackness --json \
    -o slack.cert
finds '^  "epsilon": "1/12",$' out
finds '^    "pairs": 8,$' out
proved "$(sed -n 's/^claim //p' slack.cert)" e.json m.json i.json slack.cert
expect 10 "$mechcert" maxmin m.json i.json s.json e.json -o triple.cert
finds '^Refuted: the strategies are no equilibrium' out
proved 'strong-maxmin-triple 1/6 1/48' e.json m.json i.json s.json triple.cert
expect 0 "$mechcert" maxmin m.json i.json e.json --epsilon 1/12
expect 10 "$mechcert" maxmin m.json i.json e.json --epsilon 1/13
finds 'epsilon is larger than 1/13' err

# Without a neutral outcome epsilon is about the potential, not about the direct
# optimum, which is larger here: nothing is lost, and nothing falsely refuted.
cat > lone-e.json << 'END'
{"format": "mechcert-environment-1", "agents": ["A"], "outcomes": ["x", "y"],
 "states": ["s", "t"], "prior": [1, 0], "welfare": [[1, 0], [1, 0]],
 "payoffs": [[[0, 5], [-1, 5]]]}
END
cat > lone-m.json << 'END'
{"format": "mechcert-mechanism-1", "agents": ["A"], "outcomes": ["x", "y"],
 "actions": [["a"]], "secure": ["a"], "rule": [["5/6", "1/6"]]}
END
cat > lone-i.json << 'END'
{"format": "mechcert-information-1", "agents": ["A"], "states": ["s", "t"],
 "signals": [["a"]], "distribution": [[1, 0]]}
END
for play in '' --truthful; do
    expect 0 "$mechcert" maxmin lone-m.json lone-i.json lone-e.json $play \
        --epsilon 0 -o lone.cert
    proved "$(sed -n 's/^claim //p' lone.cert)" lone-e.json lone-m.json \
        lone-i.json lone.cert
done
expect 12 "$mechcert" maxmin lone-m.json lone-i.json lone-e.json --truthful \
    --slackness --epsilon 0
finds '^Undecided: epsilon is at most 1/6' out
# The worst case under another prior can be fed back with its environment.
expect 0 "$mechcert" guarantee m.json e.json --prior p.json --worst wp.json \
    --worst-environment we.json
expect 0 "$mechcert" equilibrium m.json wp.json we.json --obedient
# An action that is not secure is told before anything else.
expect 10 "$mechcert" equilibrium insecure.json i.json e.json --truthful

for command in guarantee potential equilibrium maxmin; do
    expect 0 "$mechcert" $command --help
    finds "^Usage: mechcert $command " out
done

# ---- refuted, with a witness ----

for command in 'guarantee insecure.json' 'maxmin insecure.json i.json'; do
    rm -f short.cert
    # shellcheck disable=SC2086
    expect 10 "$mechcert" $command e.json -o short.cert
    finds 'the agent is left 1/3 short of its outside option' err
    finds 'check with: mechcert-verify e.json insecure.json short.cert' err
    proved 'participation-shortfall 1/3' e.json insecure.json short.cert
    # shellcheck disable=SC2086
    expect 10 "$mechcert" $command e.json
    [ -s out ] && fail "$command: output in spite of a refusal"
    # shellcheck disable=SC2086
    expect 10 "$mechcert" $command e.json --json -q -o short.cert
    finds '^  "format": "mechcert-refuted-1",$' out
    finds '^  "claim": "participation-shortfall",$' out
    finds '^  "certificate": "short.cert"$' out
done
for option in '' --participation-secure; do
    rm -f none.cert
    # shellcheck disable=SC2086
    expect 10 "$mechcert" potential i.json none.json $option -o none.cert
    proved no-participation-secure-mechanism none.json none.cert
    # shellcheck disable=SC2086
    expect 10 "$mechcert" potential i.json none.json $option --json
    finds '^  "claim": "no-participation-secure-mechanism",$' out
    # shellcheck disable=SC2086
    expect 13 "$mechcert" potential i.json none.json $option -o absent/none.cert
done
expect 11 "$mechcert" maxmin unnamed.json i.json e.json
expect 0 "$mechcert" guarantee unnamed.json e.json
finds '^No action is named secure: agents cannot stay out.$' out

# ---- wrong usage ----

wrong() {
    expect 2 "$mechcert" "$@"
    [ -s out ] && fail "output in spite of wrong usage: $*"
    [ -s err ] || fail "no message for wrong usage: $*"
}
for command in guarantee potential equilibrium maxmin; do
    wrong $command
    wrong $command e.json --frobnicate
    wrong $command e.json -o
    wrong $command e.json --time 0
    wrong $command e.json --time -1
    wrong $command e.json --time 1/0
    wrong $command e.json --memory 1X
    wrong $command e.json --json=yes
    wrong $command - -
done
wrong equilibrium m.json i.json e.json
wrong equilibrium m.json i.json s.json e.json --truthful
wrong equilibrium m.json i.json e.json --truthful --obedient
wrong equilibrium m.json i.json e.json --find-pure --json
wrong equilibrium m.json i.json e.json --find-pure --epsilon 1
wrong equilibrium m.json i.json e.json --find-pure -o x.cert
wrong equilibrium m.json i.json s.json e.json --first x.json
for number in -1 1/0 0.1.2 1e99999999999 '' '1 ' nan; do
    wrong equilibrium m.json i.json s.json e.json --epsilon "$number"
    wrong maxmin m.json i.json s.json e.json --epsilon "$number"
done
wrong maxmin m.json i.json e.json --slackness
wrong maxmin m.json i.json s.json e.json --truthful

# An output never destroys an input or another output, under whatever name.
mkdir -p sub
ln -s ../m.json sub/link.json
ln -f m.json hard.json
for output in m.json ./m.json sub/../m.json sub/link.json hard.json; do
    cp m.json kept
    wrong guarantee m.json e.json -o $output
    wrong guarantee m.json e.json --worst $output
    wrong equilibrium m.json i.json e.json --find-pure --first $output
    wrong maxmin m.json i.json e.json -o $output
    expect 0 cmp kept m.json
done
cp p.json kept
wrong guarantee m.json e.json --prior p.json -o p.json
wrong guarantee m.json e.json --prior p.json --worst p.json
expect 0 cmp kept p.json
wrong potential i.json e.json --mechanism i.json
wrong potential i.json e.json --mechanism e.json
wrong potential i.json e.json -o x --mechanism x
wrong guarantee m.json e.json -o sub/x --worst sub/../sub/x
[ -e x ] || [ -e sub/x ] && fail 'an output in spite of wrong usage'
wrong guarantee m.json e.json --worst - -o -
wrong guarantee m.json e.json --worst - --json
wrong guarantee m.json e.json -o - --json
wrong guarantee - e.json --prior -

# ---- malformed and missing files ----

: > empty.json
head -c 120 m.json > cut.json
sed 's/"1\/2", "1\/2"/"1\/2", "1\/0"/' e.json > zero.json
sed 's/"1\/8", "3\/8"/"1\/8", "1\/4"/' i.json > short-law.json
sed 's/"3\/8", "1\/8"/"1\/4", "1\/4"/' i.json > other-law.json
sed 's/\[0, 1\]\]/[0, "9\/8"]]/' m.json > no-lottery.json
sed 's/\[\[1, 0\], /[/' m.json > one-row.json
sed 's/"buy"/"Buy"/' i.json > other-label.json
sed 's/"A"/"B"/' m.json > other-agent.json
{
    printf '{"format": "mechcert-mechanism-1", "agents": ["A"],\n'
    printf ' "outcomes": ["keep", "sell"], "actions": [["a"]], "rule": [["'
    awk 'BEGIN { for (k = 0; k < 20000; k++) printf "7" }'
    printf '", 0]]}\n'
} > digits.json
printf '{"format": "mechcert-mechanism-2"}\n' > unknown.json
printf '[]\n' > list.json
printf '{"format": "mechcert-prior-1", "states": ["low", "high"], "equal": [[1, 1, 2]]}\n' > nowhere.json

# malformed FILE COMMAND...: status 11, and the place in the file.
malformed() {
    place=$1
    shift
    rm -f x.cert
    expect 11 "$mechcert" "$@" -o x.cert
    finds "^mechcert: $place:[1-9][0-9]*:[1-9][0-9]*: " err
    [ -e x.cert ] && fail "a certificate of malformed input: $*"
}
for file in empty cut digits unknown list no-lottery one-row; do
    malformed $file.json guarantee $file.json e.json
    malformed $file.json maxmin e.json i.json $file.json
    malformed $file.json equilibrium $file.json i.json e.json --truthful
done
malformed zero.json guarantee m.json zero.json
malformed zero.json potential i.json zero.json
malformed short-law.json potential short-law.json e.json

# refused STATUS TEXT COMMAND...: that status and a message with this text.
refused() {
    status=$1
    words=$2
    shift 2
    rm -f x.cert
    expect "$status" "$mechcert" "$@" -o x.cert
    finds "$words" err
    [ -e x.cert ] && fail "a certificate in spite of a refusal: $*"
}
refused_as() {
    refused 11 "$@"
}
refused_as '(difference -1/8)' potential other-law.json e.json
refused_as '"buy" here and "Buy" there' equilibrium m.json other-label.json \
    s.json e.json
refused_as '"Buy" here and "buy" there' equilibrium m.json other-label.json \
    e.json --obedient
refused_as '"B" here and "A" there' guarantee other-agent.json e.json
refused_as 'are both a mechanism' guarantee m.json insecure.json e.json
refused_as 'are both an environment' potential i.json e.json e.json
refused 2 'an environment is missing' guarantee m.json
refused 2 'a mechanism is missing' maxmin i.json e.json
refused 2 'an information structure is missing' equilibrium m.json e.json --truthful
refused 2 'does not take an information structure' guarantee m.json i.json e.json
refused 2 'does not take a mechanism' potential m.json i.json e.json
refused 2 'does not take a prior' maxmin m.json i.json p.json e.json
refused_as 'are both a prior' guarantee m.json p.json e.json --prior p.json
refused_as 'are both a mechanism' guarantee m.json e.json --prior m.json
refused_as 'the set of priors is empty' guarantee m.json e.json --prior nowhere.json
refused 2 'not for a set of priors' guarantee m.json e.json --prior p.json --local

for command in guarantee potential equilibrium maxmin; do
    expect 13 "$mechcert" $command absent.json e.json
    finds 'absent.json' err
    expect 13 "$mechcert" $command sub e.json
    expect 13 "$mechcert" $command m.json/ e.json
done
expect 13 "$mechcert" guarantee m.json e.json -o absent/x.cert
expect 13 "$mechcert" guarantee m.json e.json -o sub
expect 13 "$mechcert" guarantee m.json e.json -o ''
expect 13 "$mechcert" guarantee m.json e.json --worst absent/w.json
expect 13 "$mechcert" potential i.json e.json --mechanism absent/m.json
expect 13 "$mechcert" equilibrium m.json i.json e.json --find-pure --first absent/s.json
if [ "$(id -u)" -ne 0 ]; then
    mkdir closed
    cp m.json closed
    chmod 0 closed
    expect 13 "$mechcert" guarantee closed/m.json e.json
    expect 13 "$mechcert" guarantee m.json e.json -o closed/x.cert
    chmod 700 closed
fi

# ---- standard input and output ----

"$mechcert" guarantee - e.json --json < m.json > out 2> err
same $? 0 'a mechanism from standard input'
finds '^  "value": "1/12",$' out
"$mechcert" guarantee m.json e.json --prior - < p.json > out 2> err
same $? 0 'a prior from standard input'
"$mechcert" guarantee - e.json < /dev/null > out 2> err
same $? 11 'nothing on standard input'
"$mechcert" guarantee m.json e.json -o - 2> err | "$checker" -q e.json m.json - > out
same "$(tail -n 1 out)" 's VERIFIED guarantee 1/12 1/12' 'a certificate through a pipe'
finds 'guarantee  ' err
"$mechcert" guarantee m.json e.json -q --worst - 2> err |
    "$mechcert" equilibrium m.json - e.json --obedient -q > out
finds "^  designer's welfare           1/12$" out
same "$(cat err)" '' '-q'

if [ -c /dev/full ]; then
    for command in 'guarantee m.json' 'guarantee m.json --json' \
        'potential i.json' 'equilibrium m.json i.json --truthful' \
        'equilibrium m.json i.json --find-pure' 'maxmin m.json i.json' \
        'maxmin m.json i.json --truthful --slackness'; do
        # shellcheck disable=SC2086
        "$mechcert" $command e.json > /dev/full 2> err
        same $? 13 "$command: report to a full device"
    done
    for command in 'guarantee m.json' 'potential i.json' \
        'equilibrium m.json i.json --truthful' 'maxmin m.json i.json'; do
        # shellcheck disable=SC2086
        expect 13 "$mechcert" $command e.json -o /dev/full
    done
    expect 13 "$mechcert" guarantee m.json e.json --worst /dev/full
    expect 13 "$mechcert" potential i.json e.json --mechanism /dev/full
fi

# Files that may not grow leave what was there.
expect 0 "$mechcert" guarantee m.json e.json -o before.cert
cp before.cert kept
(
    trap '' XFSZ
    ulimit -f 0
    exec "$mechcert" guarantee m.json e.json -o before.cert -q
) > /dev/null 2>&1
same $? 13 'status of a failed write'
expect 0 cmp kept before.cert

# ---- labels that would deceive a terminal ----

for file in m e i; do
    sed 's/"buy"/"\\u001b[31mbuy\\u0007"/g; s/"low"/"\\u001b[2J"/g; s/"A"/"\\u202eA"/g' \
        $file.json > odd-$file.json
done
sed 's/"secure": \["pass"\]/"secure": ["\\u001b[31mbuy\\u0007"]/' odd-m.json > odd-s.json
sed 's/"\\u001b\[2J"/"\\u001b[2K"/' odd-i.json > odd-x.json
{
    "$mechcert" equilibrium odd-m.json odd-i.json odd-e.json --find-pure
    "$mechcert" equilibrium odd-m.json odd-i.json odd-e.json --truthful
    "$mechcert" maxmin odd-m.json odd-i.json odd-e.json --truthful --slackness
    "$mechcert" guarantee odd-s.json odd-e.json
    "$mechcert" potential odd-x.json odd-e.json
} > out 2>&1
finds 'u001b\[31mbuy' out
finds 'u001b\[2K' out
same "$(LC_ALL=C tr -d '\n\040-\176' < out | wc -c | tr -d ' ')" 0 \
    'bytes that are not printable ASCII'

# ---- limits ----

awk -v seed=5 -v N=2 -v n=60 -v W=4 -v S=3 -v name=big -v secure=1 \
    -f "$golden/random-game.awk"
expect 12 "$mechcert" guarantee big-m.json big-e.json --time 0.01 -o x.cert
finds 'stopped before an exact answer' err
expect 12 "$mechcert" potential big-i.json big-e.json --time 0.01 -o x.cert
expect 12 "$mechcert" maxmin big-m.json big-i.json big-e.json --time 0.01 -o x.cert
expect 12 "$mechcert" guarantee big-m.json big-e.json --memory 1M -o x.cert
expect 12 "$mechcert" equilibrium big-m.json big-i.json big-e.json --find-pure
finds 'more than 10,000,000 profiles' err
expect 12 "$mechcert" guarantee big-m.json big-e.json --prior big-p.json \
    --time 0.01 --json
finds '"status": "undecided"' out
[ -e x.cert ] && fail 'a certificate of what is undecided'

# A key, or a signal, ends a run at once; nothing is left behind.
if command -v timeout > /dev/null; then
    for signal in INT TERM; do
        timeout -s $signal 0.3 "$mechcert" guarantee big-m.json big-e.json \
            -o x.cert --worst x.json > out 2>&1
        same $? 124 "SIG$signal"
        timeout -s $signal 0.3 "$mechcert" maxmin big-m.json big-i.json \
            big-e.json -o x.cert > out 2>&1
        same $? 124 "SIG$signal"
    done
    [ -e x.cert ] || [ -e x.json ] && fail 'an output of an interrupted run'
    same "$(find . -name '.*.partial-*' | wc -l | tr -d ' ')" 0 \
        'files left behind'
fi

finish
