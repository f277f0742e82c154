/* The excesses of FORMAT-PUBLICGOOD.md section 3.1. */
#include <stdint.h>
#include <string.h>

#include "public-claims.h"

static const char *const property[] = {"strategy-proof",
                                       "utilitarian",
                                       "efficient",
                                       "monotone",
                                       "individually-rational",
                                       "universal-participation",
                                       "cost-sharing-universal-participation",
                                       "net-value-universal-participation",
                                       "fair-pricing",
                                       "fair-pricing-per-unit",
                                       "no-extortion",
                                       "no-deficit",
                                       "budget-balance",
                                       "no-farther-from-balance",
                                       "no-closer-to-balance",
                                       "pivotal-payment-bounds",
                                       "cost-sharing-payment-bounds",
                                       "monotone-cost-sharing-payment-bounds"};

const char *property_name(size_t k)
{
    return property[k];
}

size_t property_named(const char *name, size_t length)
{
    for (size_t k = 0; k < PROPERTIES; k++)
        if (strlen(property[k]) == length &&
            memcmp(property[k], name, length) == 0)
            return k;
    require(false, "an unknown property");
    return 0;
}

/* ---- excesses ---- */

static bool has_report(size_t k)
{
    return k == STRATEGY_PROOF || k == MONOTONE;
}

static num increment(const good *g, const scene *s, size_t j, size_t y)
{
    return minus(value_of(g, s, j, y), value_of(g, s, j, y - 1));
}

/* The number C of section 3.3, or NULL. */
num one_cap(const good *g, const scene *s, size_t j, size_t k)
{
    size_t a = decide_scene(g, s, j, WITH_ALL), i = s->agent[j];
    num v = value_of(g, s, j, a);
    if (k == RATIONAL)
        return v;
    if (k == NO_EXTORTION)
        return a == 0 ? whole(0) : NULL;
    if (k == FAIR)
        return larger(v, good_share(g, s, i, a));
    if (k == FAIR_PER_UNIT) {
        num sum = larger(value_of(g, s, j, 0), good_share(g, s, i, 0));
        for (size_t y = 1; y <= a; y++)
            sum = plus(sum, larger(increment(g, s, j, y),
                                   minus(good_share(g, s, i, y),
                                         good_share(g, s, i, y - 1))));
        return sum;
    }
    size_t other =
        decide_scene(g, s, j, k == NET_UNIVERSAL ? WITHOUT_NET : WITHOUT_VALUE);
    num gain = minus(v, value_of(g, s, j, other));
    return k == UNIVERSAL ? gain : plus(gain, good_share(g, s, i, other));
}

static num gain_of(const good *g, const scene *s, size_t j, size_t report)
{
    scene other = *s;
    other.type[j] = report;
    size_t a = decide_scene(g, s, j, WITH_ALL),
           b = decide_scene(g, &other, j, WITH_ALL);
    num honest = minus(value_of(g, s, j, a), transfer(g, s, j, g->transfer)),
        lie = minus(value_of(g, s, j, b), transfer(g, &other, j, g->transfer));
    return minus(lie, honest);
}

static num fall(const good *g, const scene *s, size_t j, size_t report)
{
    scene other = *s;
    other.type[j] = report;
    for (size_t y = 1; y < g->K; y++)
        if (order(increment(g, &other, j, y), increment(g, s, j, y)) < 0)
            return NULL;
    return whole((long)decide_scene(g, s, j, WITH_ALL) -
                 (long)decide_scene(g, &other, j, WITH_ALL));
}

static num shortfall(const good *g, const scene *s, bool weighted)
{
    num most = NULL, chosen = NULL;
    size_t a = decide_scene(g, s, NO_PERSON, WITH_ALL);
    for (size_t y = 0; y < g->K; y++) {
        num sum = whole(0);
        for (size_t j = 0; j < s->people; j++) {
            num net =
                minus(value_of(g, s, j, y), good_share(g, s, s->agent[j], y));
            sum =
                plus(sum, weighted ? times(net, g->weight[s->agent[j]]) : net);
        }
        most = most ? larger(most, sum) : sum;
        chosen = y == a ? sum : chosen;
    }
    return minus(most, chosen);
}

static num bounds(const good *g, const scene *s, size_t k)
{
    size_t a = decide_scene(g, s, NO_PERSON, WITH_ALL);
    num H = omega(g, 0), L = H, dearest = whole(0);
    num R = revenue(g, s, k == PIVOTAL_BOUNDS ? GENERALISED : COST_SHARING);
    for (size_t i = 1; i < g->N; i++) {
        H = larger(H, omega(g, i));
        L = smaller(L, omega(g, i));
    }
    for (size_t y = 0; y < g->K; y++)
        dearest = larger(dearest, good_cost(g, s, y));
    num factor = over(k == MONOTONE_BOUNDS ? plus(H, L) : H, L);
    num most = minus(R, times(factor, good_cost(g, s, a)));
    if (k == SHARING_BOUNDS)
        most = minus(most, dearest);
    return larger(minus(whole(0), R), most);
}

static num distance(const good *g, const scene *s, good_transfer rule)
{
    size_t a = decide_scene(g, s, NO_PERSON, WITH_ALL);
    return magnitude(minus(revenue(g, s, rule), good_cost(g, s, a)));
}

num deficit(const good *g, const scene *s)
{
    size_t a = decide_scene(g, s, NO_PERSON, WITH_ALL);
    return minus(good_cost(g, s, a), revenue(g, s, g->transfer));
}

/* An instance's excess, or NULL. */
static num excess(const good *g, const scene *s, size_t j, size_t report,
                  size_t k)
{
    num cap;
    switch (k) {
    case STRATEGY_PROOF:
        return gain_of(g, s, j, report);
    case MONOTONE:
        return fall(g, s, j, report);
    case MAXIMAL_WELFARE:
    case MAXIMAL_SURPLUS:
        return shortfall(g, s, k == MAXIMAL_WELFARE);
    case NO_DEFICIT:
        return deficit(g, s);
    case BALANCE:
        return distance(g, s, g->transfer);
    case NO_FARTHER:
        return minus(distance(g, s, g->transfer), distance(g, s, COST_SHARING));
    case NO_CLOSER:
        return minus(distance(g, s, COST_SHARING), distance(g, s, g->transfer));
    case PIVOTAL_BOUNDS:
    case SHARING_BOUNDS:
    case MONOTONE_BOUNDS:
        return bounds(g, s, k);
    default:
        cap = one_cap(g, s, j, k);
        return cap ? minus(transfer(g, s, j, g->transfer), cap) : NULL;
    }
}

/* The larger one; the instance is noted if it is the new one. */
static num raise(num worst, num one, const instance *at, instance *where)
{
    if (!one || order(one, worst) <= 0)
        return worst;
    if (where)
        *where = *at;
    return one;
}

num worst_at(const good *g, const scene *s, size_t k, instance *where)
{
    num worst = whole(0);
    for (size_t j = 0; j < s->people; j++)
        for (size_t r = 0; r < g->T[s->agent[j]]; r++) {
            instance at = {*s, j, r};
            if (has_report(k) ? r != s->type[j] : r == 0)
                worst = raise(worst, excess(g, s, j, r, k), &at, where);
        }
    return worst;
}

num worst_of(const good *g, size_t k, instance *where)
{
    scene s;
    size_t start = mark();
    num worst = whole(0);
    first_scene(&s, g, g->count);
    do {
        instance here;
        num one = worst_at(g, &s, k, &here);
        worst = release(start, raise(worst, one, &here, where));
    } while (next_scene(&s, g));
    return worst;
}

/* ---- certificates ---- */

static void write_instance(FILE *out, const good *g, const instance *at,
                           size_t k, size_t *lines)
{
    const scene *s = &at->who;
    fprintf(out, "profile");
    for (size_t i = 0; i < g->N; i++)
        for (size_t t = 0; t < g->T[i]; t++) {
            size_t n = 0;
            for (size_t j = 0; j < s->people; j++)
                n += s->agent[j] == i && s->type[j] == t;
            fprintf(out, " %zu", n);
        }
    fprintf(out, "\n");
    ++*lines;
    if (has_report(k) || (k >= RATIONAL && k <= NO_EXTORTION)) {
        fprintf(out, "person %zu %zu\n", s->agent[at->person],
                s->type[at->person]);
        ++*lines;
    }
    if (has_report(k)) {
        fprintf(out, "report %zu\n", at->report);
        ++*lines;
    }
}

void write_property(FILE *out, const good *g, size_t k, const char *hash)
{
    instance at;
    size_t lines = 3;
    num worst = worst_of(g, k, &at);
    fprintf(out, "mechcert-certificate 1\nclaim property %s ", property[k]);
    mpq_out_str(out, 10, worst);
    fprintf(out, "\nstatement publicgood %s\n", hash);
    if (sign(worst) > 0)
        write_instance(out, g, &at, k, &lines);
    fprintf(out, "end %zu\n", lines);
}
