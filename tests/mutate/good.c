#include <stdint.h>
#include <string.h>

#include "good.h"

/* ---- reading ---- */

static void positive(const num *list, size_t n, bool strictly)
{
    for (size_t i = 0; i < n; i++)
        require(sign(list[i]) >= (strictly ? 1 : 0), "a negative number");
}

static void adds_to_one(const num *list, size_t n)
{
    num sum = whole(0);
    for (size_t i = 0; i < n; i++)
        sum = plus(sum, list[i]);
    require(same(sum, whole(1)), "probabilities");
}

static size_t label_in(const json *labels, const json *label)
{
    for (size_t i = 0; i < labels->count; i++)
        if (label->kind == JSON_STRING && is_text(label, labels->item[i].text))
            return i;
    require(false, "an unknown label");
    return 0;
}

static size_t choice(const json *value, const char *const *names)
{
    size_t i = 0;
    require(value != NULL, "a missing key");
    while (names[i] && !is_text(value, names[i]))
        i++;
    require(names[i] != NULL, "an unknown word");
    return i;
}

static const json *exactly_one(const json *root, const char *const *names)
{
    const json *found = NULL;
    for (size_t i = 0; names[i]; i++) {
        const json *one = json_find(root, names[i]);
        require(!one || !found, "two keys of which there may be one");
        found = one ? one : found;
    }
    require(found != NULL, "a missing key");
    return found;
}

static void read_people(good *g)
{
    const json *counts = json_find(g->root, "counts"),
               *weights = json_find(g->root, "weights");
    g->count = keep(g->N * sizeof *g->count);
    g->weight = keep(g->N * sizeof *g->weight);
    g->counts = counts != NULL;
    for (size_t i = 0; i < g->N; i++) {
        g->count[i] = counts ? natural_in(&list_in(counts, g->N)->item[i]) : 1;
        require(g->count[i] >= 1 && g->count[i] <= 1000000000, "a count");
        g->weight[i] = whole(1);
    }
    if (weights)
        g->weight = numbers_in(weights, g->N);
    positive(g->weight, g->N, true);
}

static void read_distances(good *g)
{
    const json *distance = json_find(g->root, "distance"),
               *radius = json_find(g->root, "radius");
    require(!distance == !radius, "distance and radius");
    require(!distance || json_find(g->root, "income"), "distance");
    if (!distance)
        return;
    num *far = numbers_in(distance, g->N), least = number_in(radius);
    positive(far, g->N, false);
    positive(&least, 1, true);
    for (size_t i = 0; i < g->N; i++)
        g->duty[i] = over(g->duty[i], larger(least, far[i]));
}

static void read_shares(good *g)
{
    static const char *const names[] = {"shares", "duty", "income", "burden",
                                        NULL};
    const json *found = exactly_one(g->root, names);
    g->shares = json_find(g->root, "burden")    ? BURDEN
                : !json_find(g->root, "shares") ? DUTY
                : found->kind == JSON_STRING    ? EQUAL
                                                : SHARE_TABLE;
    if (g->shares == EQUAL)
        require(is_text(found, "equal"), "shares");
    if (g->shares == DUTY || g->shares == BURDEN) {
        g->duty = numbers_in(found, g->N);
        positive(g->duty, g->N, false);
    }
    read_distances(g);
    if (g->shares != SHARE_TABLE)
        return;
    g->share = keep(g->N * sizeof *g->share);
    for (size_t i = 0; i < g->N; i++) {
        g->share[i] = numbers_in(&list_in(found, g->N)->item[i], g->K);
        positive(g->share[i], g->K, false);
    }
}

static void read_values(good *g)
{
    const json *values = list_in(json_find(g->root, "values"), g->N),
               *types = json_find(g->root, "types");
    g->T = keep(g->N * sizeof *g->T);
    g->value = keep(g->N * sizeof *g->value);
    for (size_t i = 0; i < g->N; i++) {
        const json *own = list_in(&values->item[i], SIZE_MAX);
        require(own->count >= 1, "no types");
        g->T[i] = own->count;
        g->value[i] = keep(own->count * sizeof *g->value[i]);
        for (size_t t = 0; t < own->count; t++)
            g->value[i][t] = numbers_in(&own->item[t], g->K);
        if (types) {
            distinct_labels(&list_in(types, g->N)->item[i]);
            list_in(&types->item[i], g->T[i]);
        }
    }
}

static size_t profiles_without(const good *g, size_t agent)
{
    size_t product = 1;
    for (size_t i = 0; i < g->N; i++)
        if (i != agent) {
            product *= g->T[i];
            require(product <= 1000000, "a table that is too long");
        }
    return product;
}

static void read_decision(good *g)
{
    static const char *const names[] = {"utilitarian", "efficient", "table",
                                        NULL};
    const json *tie = json_find(g->root, "tie"),
               *rule = json_find(g->root, "rule");
    g->decision = (good_decision)choice(json_find(g->root, "decision"), names);
    require(!tie || g->decision != RULE, "a tie rule of a table");
    require(!rule == (g->decision != RULE), "rule");
    g->tie = tie != NULL;
    g->rank = keep(g->K * sizeof *g->rank);
    for (size_t y = 0; y < g->K; y++)
        g->rank[y] = is_text(tie, "highest") ? g->K - y : y;
    if (tie && tie->kind == JSON_ARRAY) {
        distinct_labels(list_in(tie, g->K));
        for (size_t k = 0; k < g->K; k++)
            g->rank[label_in(g->alternatives, &tie->item[k])] = k;
    } else
        require(!tie || is_text(tie, "highest") || is_text(tie, "lowest"),
                "tie");
    if (!rule)
        return;
    size_t profiles = profiles_without(g, g->N);
    g->rule = keep(profiles * sizeof *g->rule);
    for (size_t x = 0; x < profiles; x++)
        g->rule[x] =
            label_in(g->alternatives, &list_in(rule, profiles)->item[x]);
}

static void read_transfer(good *g)
{
    static const char *const names[] = {"cost-sharing-pivotal",
                                        "generalised-pivotal",
                                        "clarke",
                                        "groves",
                                        "table",
                                        NULL};
    const json *groves = json_find(g->root, "groves"),
               *payments = json_find(g->root, "payments");
    g->transfer = (good_transfer)choice(json_find(g->root, "transfer"), names);
    require(!groves == (g->transfer != GROVES), "groves");
    require(!payments == (g->transfer != PAYMENTS), "payments");
    g->groves = keep(g->N * sizeof *g->groves);
    for (size_t i = 0; groves && i < g->N; i++)
        g->groves[i] =
            numbers_in(&list_in(groves, g->N)->item[i], profiles_without(g, i));
    if (!payments)
        return;
    size_t profiles = profiles_without(g, g->N);
    g->payment = keep(profiles * sizeof *g->payment);
    for (size_t x = 0; x < profiles; x++)
        g->payment[x] = numbers_in(&list_in(payments, profiles)->item[x], g->N);
}

static void read_atoms(good *g, const json *atoms)
{
    list_in(atoms, SIZE_MAX);
    g->atoms = atoms->count;
    g->atom_weight = keep(g->atoms * sizeof *g->atom_weight);
    g->atom = keep(g->atoms * sizeof *g->atom);
    for (size_t a = 0; a < g->atoms; a++) {
        const json *row = list_in(&atoms->item[a], g->N + 1);
        g->atom_weight[a] = number_in(&row->item[0]);
        g->atom[a] = keep(g->N * sizeof *g->atom[a]);
        for (size_t i = 0; i < g->N; i++) {
            g->atom[a][i] = natural_in(&row->item[1 + i]);
            require(g->atom[a][i] < g->T[i], "no such type");
        }
        for (size_t b = 0; b < a; b++)
            require(memcmp(g->atom[a], g->atom[b], g->N * sizeof *g->atom[a]) !=
                        0,
                    "an atom twice");
    }
    positive(g->atom_weight, g->atoms, true);
    adds_to_one(g->atom_weight, g->atoms);
}

static void read_beliefs(good *g)
{
    const json *prior = json_find(g->root, "prior"),
               *draw = json_find(g->root, "draw"),
               *atoms = json_find(g->root, "atoms");
    require(!prior || !atoms, "prior and atoms");
    require(!draw || (prior && !g->counts), "draw");
    if (atoms)
        read_atoms(g, atoms);
    if (draw) {
        g->draw = numbers_in(draw, g->N);
        positive(g->draw, g->N, false);
        adds_to_one(g->draw, g->N);
    }
    if (!prior)
        return;
    g->prior = keep(g->N * sizeof *g->prior);
    for (size_t i = 0; i < g->N; i++) {
        g->prior[i] = numbers_in(&list_in(prior, g->N)->item[i], g->T[i]);
        positive(g->prior[i], g->T[i], false);
        adds_to_one(g->prior[i], g->T[i]);
    }
}

static void check_shares(const good *g)
{
    size_t people = 0;
    for (size_t i = 0; i < g->N; i++) {
        people += g->count[i];
        require(g->count[i] == 1 ||
                    (!g->rule && g->transfer < GROVES && !g->atom),
                "a table of several people");
    }
    if (people > MOST_PEOPLE)
        give_up("too many people");
    scene s;
    first_scene(&s, g, g->count);
    for (size_t y = 0; y < g->K; y++) {
        num sum = whole(0);
        for (size_t j = 0; j < s.people; j++)
            sum = plus(sum, good_share(g, &s, s.agent[j], y));
        require(same(sum, good_cost(g, &s, y)), "the shares do not add up");
    }
}

good *good_read(const json *root)
{
    static const char *const keys[] = {"format",        "title",    "notes",
                                       "alternatives",  "cost",     "agents",
                                       "cost_per_head", "counts",   "weights",
                                       "shares",        "duty",     "income",
                                       "distance",      "radius",   "burden",
                                       "values",        "types",    "decision",
                                       "tie",           "rule",     "groves",
                                       "transfer",      "payments", "prior",
                                       "draw",          "atoms",    NULL};
    static const char *const costs[] = {"cost", "cost_per_head", NULL};
    good *g = keep(sizeof *g);
    only_keys(root, keys);
    g->root = root;
    g->alternatives = json_find(root, "alternatives");
    distinct_labels(g->alternatives);
    distinct_labels(json_find(root, "agents"));
    g->K = g->alternatives->count;
    g->N = json_find(root, "agents")->count;
    g->cost = numbers_in(exactly_one(root, costs), g->K);
    g->per_head = json_find(root, "cost_per_head") != NULL;
    positive(g->cost, g->K, false);
    read_people(g);
    read_shares(g);
    read_values(g);
    read_decision(g);
    read_transfer(g);
    read_beliefs(g);
    check_shares(g);
    return g;
}

/* ---- scenes ---- */

void first_scene(scene *s, const good *g, const size_t *count)
{
    *s = (scene){.people = 0};
    for (size_t i = 0; i < g->N; i++)
        for (size_t k = 0; k < count[i]; k++) {
            if (s->people == MOST_PEOPLE)
                give_up("too many people");
            s->agent[s->people++] = i;
        }
}

bool next_scene(scene *s, const good *g)
{
    for (size_t j = s->people; j-- > 0;) {
        if (++s->type[j] < g->T[s->agent[j]])
            return true;
        s->type[j] = 0;
    }
    return false;
}

static size_t members(const scene *s, size_t agent)
{
    size_t n = 0;
    for (size_t j = 0; j < s->people; j++)
        n += s->agent[j] == agent;
    return n;
}

num good_cost(const good *g, const scene *s, size_t y)
{
    return g->per_head ? times(g->cost[y], whole((long)s->people)) : g->cost[y];
}

num good_share(const good *g, const scene *s, size_t agent, size_t y)
{
    num sum = whole(0), cost = good_cost(g, s, y);
    if (g->shares == EQUAL)
        return over(cost, whole((long)s->people));
    if (g->shares == SHARE_TABLE)
        return g->share[agent][y];
    for (size_t j = 0; j < g->N; j++) {
        size_t n = members(s, j);
        if (g->shares == BURDEN)
            n = n > 0;
        sum = plus(sum, times(whole((long)n), g->duty[j]));
    }
    num own = over(times(cost, g->duty[agent]), sum);
    return g->shares == BURDEN ? over(own, whole((long)members(s, agent)))
                               : own;
}

num omega(const good *g, size_t agent)
{
    return g->decision == EFFICIENT ? whole(1) : g->weight[agent];
}

num value_of(const good *g, const scene *s, size_t person, size_t y)
{
    return g->value[s->agent[person]][s->type[person]][y];
}

num welfare(const good *g, const scene *s, size_t y, size_t person, part p)
{
    num sum = whole(0);
    for (size_t j = 0; j < s->people; j++) {
        num value = value_of(g, s, j, y);
        if (j == person && p == WITHOUT_NET)
            continue;
        if (j == person && p == WITHOUT_VALUE)
            value = whole(0);
        num net = minus(value, good_share(g, s, s->agent[j], y));
        sum = plus(sum, times(omega(g, s->agent[j]), net));
    }
    return sum;
}

static size_t profile_number(const good *g, const scene *s, size_t but)
{
    size_t number = 0;
    for (size_t j = 0; j < s->people; j++)
        if (j != but)
            number = number * g->T[s->agent[j]] + s->type[j];
    return number;
}

static bool fits(const good *g, const scene *s, size_t person, part p)
{
    for (size_t y = 0; y < g->K; y++) {
        num wanted =
            p == WITHOUT_NET ? good_share(g, s, s->agent[person], y) : whole(0);
        if (!same(value_of(g, s, person, y), wanted))
            return false;
    }
    return true;
}

static size_t look_up(const good *g, const scene *s, size_t person, part p)
{
    scene other = *s;
    if (p == WITH_ALL)
        return g->rule[profile_number(g, s, NO_PERSON)];
    for (size_t t = 0; t < g->T[s->agent[person]]; t++) {
        other.type[person] = t;
        if (fits(g, &other, person, p))
            return g->rule[profile_number(g, &other, NO_PERSON)];
    }
    require(false, "the table has no such type");
    return 0;
}

size_t decide_scene(const good *g, const scene *s, size_t person, part p)
{
    size_t best = 0;
    if (g->decision == RULE)
        return look_up(g, s, person, p);
    for (size_t y = 1; y < g->K; y++) {
        int sense =
            order(welfare(g, s, y, person, p), welfare(g, s, best, person, p));
        if (sense > 0 || (sense == 0 && g->rank[y] < g->rank[best]))
            best = y;
    }
    num most = welfare(g, s, best, person, p);
    for (size_t y = 0; y < g->K; y++)
        require(g->tie || y == best || !same(welfare(g, s, y, person, p), most),
                "a tie without a rule");
    return best;
}

/* ---- transfers ---- */

num transfer(const good *g, const scene *s, size_t person, good_transfer rule)
{
    size_t i = s->agent[person];
    if (rule == PAYMENTS)
        return g->payment[profile_number(g, s, NO_PERSON)][i];
    size_t a = decide_scene(g, s, person, WITH_ALL);
    part p = rule == CLARKE ? WITHOUT_NET : WITHOUT_VALUE;
    num chosen = welfare(g, s, a, person, p);
    if (rule == GROVES)
        return minus(g->groves[i][profile_number(g, s, person)],
                     over(chosen, omega(g, i)));
    size_t other = decide_scene(g, s, person, p);
    num loss =
        over(minus(welfare(g, s, other, person, p), chosen), omega(g, i));
    if (rule == COST_SHARING)
        return plus(loss, good_share(g, s, i, other));
    return rule == CLARKE ? plus(loss, good_share(g, s, i, a)) : loss;
}

num revenue(const good *g, const scene *s, good_transfer rule)
{
    num sum = whole(0);
    for (size_t j = 0; j < s->people; j++)
        sum = plus(sum, transfer(g, s, j, rule));
    return sum;
}
