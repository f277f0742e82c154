/* The claims of FORMAT-PUBLICGOOD.md sections 3 and 4, by enumeration. */
#include <stdint.h>
#include <string.h>

#include "public-claims.h"

static void property_truth(const good *g, const proof_text *c)
{
    size_t k = property_named(c->word[1][2], strlen(c->word[1][2]));
    require(same(worst_of(g, k, NULL), field(c, 1, 3)),
            "another largest excess");
}
/* ---- budget ---- */

typedef struct balance {
    num pivotal, balanced, distance, worst;
} balance;

static void add_scene(balance *b, const good *g, const scene *s, num chance)
{
    bool pivotal = false;
    if (sign(chance) == 0)
        return;
    size_t a = decide_scene(g, s, NO_PERSON, WITH_ALL);
    for (size_t j = 0; j < s->people; j++)
        pivotal = pivotal || decide_scene(g, s, j, WITHOUT_VALUE) != a;
    num lack = deficit(g, s);
    if (pivotal)
        b->pivotal = plus(b->pivotal, chance);
    if (sign(lack) == 0)
        b->balanced = plus(b->balanced, chance);
    num head = over(magnitude(lack), whole((long)s->people));
    b->distance = plus(b->distance, times(chance, head));
    b->worst = larger(b->worst, lack);
}

static num chance_of(const good *g, const scene *s)
{
    num product = whole(1), sum = whole(0);
    for (size_t j = 0; g->prior && j < s->people; j++) {
        product = times(product, g->prior[s->agent[j]][s->type[j]]);
        if (g->draw)
            product = times(product, g->draw[s->agent[j]]);
    }
    for (size_t a = 0; a < g->atoms; a++) {
        bool here = true;
        for (size_t j = 0; j < s->people; j++)
            here = here && g->atom[a][j] == s->type[j];
        sum = here ? plus(sum, g->atom_weight[a]) : sum;
    }
    return g->prior ? product : sum;
}

/* All ways to draw the agents of so many people, each sorted by agent. */
static void drawn_scenes(balance *b, const good *g, size_t people)
{
    size_t choices[MOST_PEOPLE] = {0};
    for (;;) {
        size_t count[64] = {0}, at = 0;
        scene s;
        for (size_t j = 0; j < people; j++)
            count[choices[j]]++;
        first_scene(&s, g, count);
        do
            add_scene(b, g, &s, chance_of(g, &s));
        while (next_scene(&s, g));
        while (at < people && ++choices[at] == g->N)
            choices[at++] = 0;
        if (at == people)
            return;
    }
}

static void scaled_counts(size_t *count, const good *g, size_t people)
{
    size_t sum = 0;
    for (size_t i = 0; i < g->N; i++)
        sum += g->count[i];
    for (size_t i = 0; i < g->N; i++) {
        require(people * g->count[i] % sum == 0, "no naturals");
        count[i] = people * g->count[i] / sum;
        require(count[i] == 1 || (!g->rule && g->transfer < GROVES),
                "a table of several people");
    }
    require(!g->atoms || people == g->N, "atoms");
}

static void budget_truth(const good *g, const proof_text *c)
{
    balance b = {whole(0), whole(0), whole(0), whole(0)};
    size_t people = natural(c, 1, 2), count[64];
    scene s;
    require(people >= 1 && (g->prior || g->atoms), "no population");
    if (people > MOST_PEOPLE || g->N > 64)
        give_up("too many people");
    if (g->draw) {
        require(g->shares != SHARE_TABLE && !g->rule && g->transfer < GROVES,
                "a table");
        drawn_scenes(&b, g, people);
    } else {
        scaled_counts(count, g, people);
        first_scene(&s, g, count);
        do
            add_scene(&b, g, &s, chance_of(g, &s));
        while (next_scene(&s, g));
    }
    require(order(field(c, 1, 3), b.pivotal) <= 0 &&
                order(b.pivotal, field(c, 1, 4)) <= 0,
            "pivotal");
    require(order(field(c, 1, 5), b.balanced) <= 0 &&
                order(b.balanced, field(c, 1, 6)) <= 0,
            "balanced");
    require(order(field(c, 1, 7), b.distance) <= 0 &&
                order(b.distance, field(c, 1, 8)) <= 0,
            "distance");
    require(same(field(c, 1, 9), b.worst), "worst");
}

/* ---- all types ---- */

static gmp_randstate_t random_state;

/* A random type of the class, of small integers. */
static num *random_type(const good *g, const char *class)
{
    num *v = keep(g->K * sizeof *v);
    bool all = strcmp(class, "all-values") == 0,
         concave = strcmp(class, "concave-values") == 0;
    long step = 30;
    require(all || concave || strcmp(class, "non-decreasing-values") == 0,
            "an unknown class");
    for (size_t y = 0; y < g->K; y++) {
        long next = (long)gmp_urandomm_ui(random_state, 31);
        step = !concave || next < step ? next : step;
        v[y] = all      ? whole(next - 15)
               : y == 0 ? whole(0)
                        : plus(v[y - 1], whole(step));
    }
    return v;
}

/* The statement with three random types for everybody, one of them zero. */
static good *elsewhere(const good *g, const char *class)
{
    good *h = keep(sizeof *h);
    *h = *g;
    h->tie = true; /* efficient decisions need none */
    h->T = keep(g->N * sizeof *h->T);
    h->value = keep(g->N * sizeof *h->value);
    for (size_t i = 0; i < g->N; i++) {
        h->T[i] = 3;
        h->value[i] = keep(3 * sizeof *h->value[i]);
        for (size_t t = 0; t < 3; t++)
            h->value[i][t] = random_type(g, class);
        for (size_t y = 0; y < g->K; y++)
            h->value[i][0][y] = whole(0);
    }
    return h;
}

static bool equal_weights(const good *g)
{
    for (size_t i = 1; i < g->N; i++)
        if (!same(g->weight[i], g->weight[0]))
            return false;
    return true;
}

/* S, or with second differences V. */
static bool shares_rise(const good *g, bool convex)
{
    scene s;
    first_scene(&s, g, g->count);
    for (size_t i = 0; i < g->N; i++) {
        num before = whole(0);
        if (sign(good_share(g, &s, i, 0)) != 0)
            return false;
        for (size_t y = 1; y < g->K; y++) {
            num step =
                minus(good_share(g, &s, i, y), good_share(g, &s, i, y - 1));
            if (order(step, before) < 0)
                return false;
            before = convex ? step : before;
        }
    }
    return true;
}

/* The properties by name that the listed conditions of section 4 give. */
static bool argument(const good *g, size_t k, const char *class, bool largest)
{
    bool all = strcmp(class, "all-values") == 0, U = g->tie, M = U;
    good_transfer rule = g->transfer;
    bool pivotal = rule == GENERALISED || (rule == COST_SHARING && !largest);
    if (json_find(g->root, "tie") &&
        json_find(g->root, "tie")->kind == JSON_ARRAY)
        M = false;
    if (k == MAXIMAL_WELFARE || k == MAXIMAL_SURPLUS)
        return all && g->decision != RULE &&
               (g->decision ==
                    (k == MAXIMAL_WELFARE ? UTILITARIAN : EFFICIENT) ||
                equal_weights(g));
    if (k == STRATEGY_PROOF)
        return all && U && rule <= CLARKE;
    if (k == MONOTONE)
        return all && M;
    if (k == UNIVERSAL)
        return all && U && rule == GENERALISED;
    if (k == SHARING_UNIVERSAL)
        return all && U && (rule == COST_SHARING || pivotal) &&
               (!largest || rule == COST_SHARING);
    if (k == NET_UNIVERSAL || k == NO_DEFICIT)
        return all && U && rule == CLARKE;
    if (k != FAIR && k != FAIR_PER_UNIT && k != NO_EXTORTION)
        return false;
    return strcmp(class, k == FAIR ? "concave-values"
                                   : "non-decreasing-values") == 0 &&
           M && rule <= (largest ? COST_SHARING : GENERALISED) &&
           shares_rise(g, k == FAIR);
}

static void everywhere_truth(const good *g, const proof_text *c)
{
    bool largest = strcmp(c->word[1][1], "largest-everywhere") == 0;
    size_t k = property_named(c->word[1][2], strlen(c->word[1][2]));
    const char *class = c->word[1][3];
    require(c->words[1] == 4, "no class");
    require(!largest || (k != STRATEGY_PROOF && k != MAXIMAL_WELFARE &&
                         k != MAXIMAL_SURPLUS && k != MONOTONE &&
                         k != NO_DEFICIT && k != NO_EXTORTION),
            "not a constraint");
    require(argument(g, k, class, largest), "the argument does not apply");
    gmp_randinit_mt(random_state);
    for (size_t n = 0; n < 4; n++) {
        good *h = elsewhere(g, class);
        scene s;
        size_t start = mark();
        first_scene(&s, h, h->count);
        for (size_t tries = 0; tries < 30; tries++) {
            for (size_t j = 0; j < s.people; j++)
                s.type[j] = gmp_urandomm_ui(random_state, 3);
            require(sign(worst_at(h, &s, k, NULL)) == 0, "violated elsewhere");
            release(start, whole(0));
        }
    }
    gmp_randclear(random_state);
}

void public_truth(const json *root, const proof_text *c)
{
    static const struct {
        const char *name;
        size_t words;
        void (*decide)(const good *g, const proof_text *c);
    } claims[] = {{"property", 4, property_truth},
                  {"outcome", 2, outcome_truth},
                  {"largest-transfers", 5, largest_truth},
                  {"not-implementable", 3, impossible_truth},
                  {"no-mechanism", 4, no_mechanism_truth},
                  {"budget", 10, budget_truth},
                  {"property-everywhere", 4, everywhere_truth},
                  {"largest-everywhere", 4, everywhere_truth}};
    const good *g = good_read(root);
    for (size_t k = 0; k < sizeof claims / sizeof *claims; k++)
        if (strcmp(c->word[1][1], claims[k].name) == 0) {
            require(c->words[1] == claims[k].words, "other fields");
            claims[k].decide(g, c);
            return;
        }
    require(false, "an unknown claim");
}
