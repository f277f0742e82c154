#!/bin/sh
# interrupted.sh MECHCERT CHECKER: whatever ends a run, every file with a name
# of its own is complete, and failures are reported.
. "${0%/*}/lib.sh"

# Every certificate present verifies; nothing else has a visible name.
complete() {
    for file in "$1"/*; do
        case $file in
        "$1/*") ;;
        */lower.guarantee.cert | */lower.value.cert | \
            */upper.potential.cert | */upper.value.cert)
            [ -f "$file" ] || continue
            "$checker" -q pe.json "$file" > verdict 2>&1 ||
                fail "$2: $file: $(tail -n 1 verdict)"
            count=$((count + 1))
            ;;
        */LB-G.mechanism.json | */UB-P.information.json)
            "$mechcert" show "$file" > /dev/null 2> verdict ||
                fail "$2: $file: $(cat verdict)"
            ;;
        *) fail "$2: unexpected file $file" ;;
        esac
    done
    pass
}

expect 0 "$mechcert" new public-expenditure --agents 2 --value 3 -o pe.json

# Killed at various moments, from start to finish.
count=0
for delay in 0.005 0.01 0.02 0.03 0.04 0.05 0.06 0.08 0.1 0.12 0.15 0.2 0.3 \
    0.5 1; do
    rm -rf killed
    "$mechcert" bounds pe.json --k 4 -o killed -q > /dev/null 2>&1 &
    sleep $delay
    kill -9 $! 2> /dev/null
    wait $! 2> /dev/null
    complete killed "killed after $delay s"
done
[ "$count" -gt 0 ] || fail 'no run was slow enough, or none fast enough'

# Killed for certain in the middle of its output: the second certificate goes
# into a pipe that nobody reads.
mkdir stuck
mkfifo stuck/lower.value.cert
"$mechcert" bounds pe.json --k 2 -o stuck -q > /dev/null 2>&1 &
process=$!
tries=0
while [ ! -e stuck/lower.guarantee.cert ] && [ $tries -lt 200 ]; do
    sleep 0.05
    tries=$((tries + 1))
done
kill -9 $process
wait $process 2> /dev/null
same "$(cd stuck && echo *)" 'lower.guarantee.cert lower.value.cert' 'stuck'
expect 0 "$checker" pe.json stuck/lower.guarantee.cert

# Files that may not grow: first the signal, then the error. Blocks of 512
# bytes; the largest certificate has more than 8 of them.
for blocks in 0 1 2 4 8; do
    rm -rf limited
    (
        ulimit -f $blocks
        exec "$mechcert" bounds pe.json --k 3 -o limited -q
    ) > /dev/null 2>&1
    status=$?
    [ $status -eq 13 ] || fail "ulimit -f $blocks: status $status"
    complete limited "ulimit -f $blocks"
    rm -rf limited
    (
        trap '' XFSZ
        ulimit -f $blocks
        exec "$mechcert" bounds pe.json --k 3 -o limited -q
    ) 2>&1 | cat > err
    grep -q 'cannot be written' err || fail "ulimit -f $blocks: $(cat err)"
    complete limited "ulimit -f $blocks, no signal"
    same "$(find limited -name '.*.partial-*' | wc -l | tr -d ' ')" 0 \
        'files left behind'
done
(
    trap '' XFSZ
    ulimit -f 2
    exec "$mechcert" bounds pe.json --k 3 -o limited -q
) > /dev/null 2>&1
same $? 13 'status of a failed write'

# What was there before survives a run that fails.
expect 0 "$mechcert" bounds pe.json --k 3 -o before -q
cp before/lower.value.cert kept
(
    trap '' XFSZ
    ulimit -f 2
    exec "$mechcert" bounds pe.json --k 3 -o before -q
) > /dev/null 2>&1
expect 0 cmp kept before/lower.value.cert

# A device that is always full.
if [ -c /dev/full ]; then
    mkdir full
    ln -s /dev/full full/upper.potential.cert
    expect 13 "$mechcert" bounds pe.json --k 2 -o full -q
    finds 'full/upper.potential.cert' err
    complete full 'full device'
    "$mechcert" bounds pe.json --k 1 > /dev/full 2> err
    same $? 13 'report to a full device'
    "$mechcert" bounds pe.json --k 1 --json > /dev/full 2> err
    same $? 13 'JSON report to a full device'
fi

# A full disk, where we may mount one.
mkdir disk
if mount -t tmpfs -o size=16k tmpfs disk 2> /dev/null; then
    expect 13 "$mechcert" bounds pe.json --k 4 -o disk -q
    complete disk 'full disk'
    same "$(find disk -name '.*' -type f | wc -l | tr -d ' ')" 0 \
        'files left behind'
    umount disk
else
    echo 'no full disk: tmpfs cannot be mounted here'
fi

finish
