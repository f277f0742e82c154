# random-game.awk: a random game with N agents, n actions and n signals each, W
# outcomes and S states, as the files NAME-{e,m,i,s,p}.json: environment,
# mechanism, information, strategies, a set of priors around the prior.
# awk -v seed=.. -v N=.. -v n=.. -v W=.. -v S=.. -v name=.. -v secure=0|1
# Outcome 0 leaves everybody at its outside option; with `secure` whoever plays
# the first action brings it about.
function below(bound)
{
    # the generator of Park and Miller, so that every awk gives the same files
    seed = (16807 * seed) % 2147483647
    return int(seed / 2147483647 * bound)
}
function labels(letter, count, out, k)
{
    out = "\"" letter "0\""
    for (k = 1; k < count; k++)
        out = out ", \"" letter k "\""
    return "[" out "]"
}
function each(text, out, i)
{
    out = text
    for (i = 1; i < N; i++)
        out = out ", " text
    return "[" out "]"
}
# count weights with a positive sum, in w[0..]; returns the sum
function weights(count, most, total, k)
{
    do {
        total = 0
        for (k = 0; k < count; k++)
            total += w[k] = below(most)
    } while (total == 0)
    return total
}
function fraction(a, b, x, y, z)
{
    if (a == 0)
        return "0"
    x = a
    for (y = b; y > 0; y = z) { z = x % y; x = y }
    return b == x ? a / x "" : "\"" a / x "/" b / x "\""
}
function lottery(count, total, out, k)
{
    total = weights(count, 4)
    for (k = 0; k < count; k++)
        out = out (k ? ", " : "[") fraction(w[k], total)
    return out "]"
}
function plays_first(profile, i)
{
    for (i = 0; i < N; i++) {
        if (profile % n == 0)
            return 1
        profile = int(profile / n)
    }
    return 0
}
BEGIN {
    file = name "-e.json"
    printf "{\"format\": \"mechcert-environment-1\",\n \"agents\": %s,\n", labels("A", N) > file
    printf " \"outcomes\": %s,\n \"states\": %s,\n", labels("o", W), labels("t", S) > file
    total = weights(S, 4)
    for (t = 0; t < S; t++)
        mu[t] = w[t]
    for (t = 0; t < S; t++)
        printf "%s%s", (t ? ", " : " \"prior\": ["), fraction(mu[t], total) > file
    printf "],\n \"welfare\": [" > file
    for (t = 0; t < S; t++) {
        printf t ? ", [" : "[" > file
        for (o = 0; o < W; o++)
            printf "%s%d", (o ? ", " : ""), below(13) - 6 > file
        printf "]" > file
    }
    printf "],\n \"payoffs\": [" > file
    for (i = 0; i < N; i++) {
        printf i ? ",\n  [" : "[" > file
        for (t = 0; t < S; t++) {
            printf t ? ", [0" : "[0" > file
            for (o = 1; o < W; o++)
                printf ", %d", below(13) - 6 > file
            printf "]" > file
        }
        printf "]" > file
    }
    printf "]}\n" > file
    profiles = 1
    for (i = 0; i < N; i++)
        profiles *= n

    file = name "-m.json"
    printf "{\"format\": \"mechcert-mechanism-1\", \"agents\": %s,\n", labels("A", N) > file
    printf " \"outcomes\": %s,\n \"actions\": %s,\n", labels("o", W), each(labels("c", n)) > file
    if (secure)
        printf " \"secure\": %s,\n", each("\"c0\"") > file
    nothing = "[1"
    for (o = 1; o < W; o++)
        nothing = nothing ", 0"
    for (a = 0; a < profiles; a++)
        printf "%s%s", (a ? ",\n  " : " \"rule\": ["), \
            (secure && plays_first(a) ? nothing "]" : lottery(W)) > file
    printf "]}\n" > file

    # sigma(s, theta) = mu(theta) weight(s) / sum, for each state
    file = name "-i.json"
    for (t = 0; t < S; t++) {
        sum[t] = weights(profiles, 4)
        for (s = 0; s < profiles; s++)
            law[s, t] = w[s]
    }
    printf "{\"format\": \"mechcert-information-1\", \"agents\": %s,\n", labels("A", N) > file
    printf " \"states\": %s,\n \"signals\": %s,\n", labels("t", S), each(labels("c", n)) > file
    for (s = 0; s < profiles; s++) {
        printf s ? ",\n  [" : " \"distribution\": [[" > file
        for (t = 0; t < S; t++)
            printf "%s%s", (t ? ", " : ""), fraction(mu[t] * law[s, t], total * sum[t]) > file
        printf "]" > file
    }
    printf "]}\n" > file

    file = name "-s.json"
    printf "{\"format\": \"mechcert-strategies-1\", \"agents\": %s,\n", labels("A", N) > file
    printf " \"signals\": %s,\n \"actions\": %s,\n \"strategies\": [", \
        each(labels("c", n)), each(labels("c", n)) > file
    for (i = 0; i < N; i++)
        for (s = 0; s < n; s++)
            printf "%s%s%s", (s ? ", " : (i ? ", [" : "[")), lottery(n), \
                (s + 1 < n ? "" : "]") > file
    printf "]}\n" > file

    # between half the prior and all of it, in each state
    file = name "-p.json"
    printf "{\"format\": \"mechcert-prior-1\", \"states\": %s, \"at_least\": [", labels("t", S) > file
    for (t = 0; t < S; t++) {
        printf t ? ", [" : "[" > file
        for (k = 0; k < S; k++)
            printf "%d, ", k == t > file
        printf "%s]", fraction(mu[t], 2 * total) > file
    }
    printf "]}\n" > file
}
