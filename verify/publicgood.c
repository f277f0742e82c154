#include "publicgood.h"
#include <stdlib.h>
#include <string.h>

/* FORMAT-PUBLICGOOD.md section 1: agents, costs, shares and values. */

enum { people_limit = 1000000000 };

mpz_t *mv_public_at(const struct mv_object *object, mpz_t *base, size_t at)
{
    return object->store ? base + at : NULL;
}

bool mv_public_has(const struct mv_object *object, enum mv_key key)
{
    return object->value_at[key] != 0;
}

void mv_public_keys(const struct mv_object *object, bool holds,
                    const char *text)
{
    if (!holds)
        mv_source_refuse(object->json, object->json->length - 1, MV_E204, "%s",
                         text);
}

size_t mv_public_choice(struct mv_object *object, enum mv_key key,
                        const char *const *names)
{
    struct mv_source *json = object->json;
    size_t start = object->value_at[key], k = 0;

    json->at = start;
    if (json->text[start] != '"')
        mv_source_refuse(json, start, MV_E205, "a string is expected here");
    mv_json_string(json, &object->text);
    while (names[k] != NULL && strcmp(names[k], object->text.byte) != 0)
        k++;
    if (names[k] == NULL)
        mv_source_refuse(json, start, MV_E214,
                         "unknown word; the format names those that there are");
    return k;
}

size_t *mv_public_people(struct mv_object *object, size_t agents)
{
    struct mv_source *json = object->json;
    size_t *count = mv_allocate(agents, sizeof *count);

    for (size_t i = 0; i < agents; i++)
        count[i] = 1;
    if (!mv_public_has(object, MV_KEY_COUNTS))
        return count;
    json->at = object->value_at[MV_KEY_COUNTS];
    mv_array_open(json);
    for (size_t i = 0; i < agents; i++) {
        mv_array_next(json, i, agents);
        count[i] = mv_array_natural(object, 1, people_limit);
    }
    mv_array_close(json, agents);
    return count;
}

void mv_public_row(struct mv_object *object, mpz_t common, mpz_t *to,
                   size_t count, int sign)
{
    struct mv_source *json = object->json;

    mv_array_open(json);
    for (size_t k = 0; k < count; k++) {
        size_t start;

        mv_array_next(json, k, count);
        start = json->at;
        mv_array_number(object, common);
        if (sign > 0 && mpz_sgn(object->numerator) < sign - 1)
            mv_source_refuse(json, start, MV_E240, "a number %s 0 is expected",
                             sign == 1 ? ">=" : ">");
        if (object->store)
            mpz_set(to[k], object->numerator);
    }
    mv_array_close(json, count);
}

/* The flat array of numbers that is the value of the key, if it is there. */
static void read_flat(struct mv_object *object, struct mv_publicgood *good,
                      enum mv_key key, mpz_t **to, size_t count, int sign)
{
    if (!mv_public_has(object, key))
        return;
    if (object->store)
        *to = mv_numbers(count);
    object->json->at = object->value_at[key];
    mv_public_row(object, good->common, *to, count, sign);
}

/* Counts the types, and finds where those of each agent begin. */
static void count_types(struct mv_object *object, struct mv_publicgood *good)
{
    struct mv_source *json = object->json;
    size_t agents = good->agents.count, types = 0;

    good->first = mv_allocate(agents + 1, sizeof *good->first);
    json->at = object->value_at[MV_KEY_VALUES];
    mv_array_open(json);
    for (size_t i = 0; i < agents; i++) {
        mv_array_next(json, i, agents);
        mv_array_open(json);
        while (mv_json_blank(json) != ']') {
            mv_array_next(json, types - good->first[i], SIZE_MAX);
            mv_public_row(object, good->common, NULL, good->alternatives.count,
                          0);
            types++;
        }
        if (types == good->first[i])
            mv_source_refuse(json, json->at, MV_E246, "agent %zu has no types",
                             i);
        if (types > MV_GOOD_SIZE)
            mv_source_refuse(json, json->at, MV_E210, "more than %d types",
                             (int)MV_GOOD_SIZE);
        mv_array_close(json, SIZE_MAX);
        good->first[i + 1] = types;
    }
    mv_array_close(json, agents);
}

static void store_values(struct mv_object *object, struct mv_publicgood *good)
{
    struct mv_source *json = object->json;
    size_t agents = good->agents.count, size = good->alternatives.count;

    good->value = mv_numbers(good->first[agents] * size);
    json->at = object->value_at[MV_KEY_VALUES];
    mv_array_open(json);
    for (size_t i = 0, at = 0; i < agents; i++) {
        mv_array_next(json, i, agents);
        mv_array_open(json);
        for (; at < good->first[i + 1]; at++) {
            mv_array_next(json, at - good->first[i], SIZE_MAX);
            mv_public_row(object, good->common,
                          mv_public_at(object, good->value, at * size), size,
                          0);
        }
        mv_array_close(json, SIZE_MAX);
    }
    mv_array_close(json, agents);
}

static void read_types(struct mv_object *object, struct mv_publicgood *good)
{
    struct mv_source *json = object->json;
    size_t agents = good->agents.count, start;

    if (!mv_public_has(object, MV_KEY_TYPES))
        return;
    good->types = mv_allocate(agents, sizeof *good->types);
    json->at = object->value_at[MV_KEY_TYPES];
    mv_array_open(json);
    for (size_t i = 0; i < agents; i++) {
        mv_array_next(json, i, agents);
        start = json->at;
        mv_array_labels(object, &good->types[i]);
        if (good->types[i].count != good->first[i + 1] - good->first[i])
            mv_source_refuse(json, start, MV_E210, "agent %zu has %zu types", i,
                             good->first[i + 1] - good->first[i]);
    }
    mv_array_close(json, agents);
}

/* `shares`, as a table or "equal". */
static void read_shares(struct mv_object *object, struct mv_publicgood *good)
{
    static const char *const equal[] = {"equal", NULL};
    struct mv_source *json = object->json;
    size_t agents = good->agents.count, size = good->alternatives.count;

    json->at = object->value_at[MV_KEY_SHARES];
    if (json->text[json->at] == '"') {
        mv_public_choice(object, MV_KEY_SHARES, equal);
        if (object->store)
            good->share = mv_numbers(agents);
        for (size_t i = 0; object->store && i < agents; i++)
            mpz_set_ui(good->share[i], 1);
        return;
    }
    good->shares = MV_SHARES_TABLE;
    if (object->store)
        good->share = mv_numbers(agents * size);
    mv_array_open(json);
    for (size_t i = 0; i < agents; i++) {
        mv_array_next(json, i, agents);
        mv_public_row(object, good->common,
                      mv_public_at(object, good->share, i * size), size, 1);
    }
    mv_array_close(json, agents);
}

/* index_i = income_i / max(radius, distance_i), up to a common factor. */
static void divide_by_distance(struct mv_publicgood *good, mpz_t *distance,
                               const mpz_t radius)
{
    size_t agents = good->agents.count;
    mpz_t common, factor;

    mpz_init_set_ui(common, 1);
    mpz_init(factor);
    for (size_t i = 0; i < agents; i++) {
        if (mpz_cmp(distance[i], radius) < 0)
            mpz_set(distance[i], radius);
        mpz_lcm(common, common, distance[i]);
    }
    for (size_t i = 0; i < agents; i++) {
        mpz_divexact(factor, common, distance[i]);
        mpz_mul(good->share[i], good->share[i], factor);
    }
    mpz_clears(common, factor, NULL);
}

static void read_income(struct mv_object *object, struct mv_publicgood *good)
{
    struct mv_source *json = object->json;
    size_t agents = good->agents.count, start;
    mpz_t *distance = NULL;

    read_flat(object, good, MV_KEY_INCOME, &good->share, agents, 1);
    if (!mv_public_has(object, MV_KEY_RADIUS))
        return;
    read_flat(object, good, MV_KEY_DISTANCE, &distance, agents, 1);
    start = json->at = object->value_at[MV_KEY_RADIUS];
    mv_array_number(object, good->common);
    if (mpz_sgn(object->numerator) <= 0)
        mv_source_refuse(json, start, MV_E240, "a number > 0 is expected");
    if (object->store) {
        divide_by_distance(good, distance, object->numerator);
        mv_numbers_clear(distance, agents);
    }
}

static void read_numbers(struct mv_object *object, struct mv_publicgood *good)
{
    size_t agents = good->agents.count, size = good->alternatives.count;

    good->per_head = mv_public_has(object, MV_KEY_COST_PER_HEAD);
    read_flat(object, good, good->per_head ? MV_KEY_COST_PER_HEAD : MV_KEY_COST,
              &good->cost, size, 1);
    read_flat(object, good, MV_KEY_WEIGHTS, &good->weight, agents, 2);
    if (mv_public_has(object, MV_KEY_SHARES))
        read_shares(object, good);
    else if (mv_public_has(object, MV_KEY_INCOME))
        read_income(object, good);
    else if (mv_public_has(object, MV_KEY_DUTY))
        read_flat(object, good, MV_KEY_DUTY, &good->share, agents, 1);
    else
        read_flat(object, good, MV_KEY_BURDEN, &good->share, agents, 1);
    if (mv_public_has(object, MV_KEY_BURDEN))
        good->shares = MV_SHARES_BURDEN;
}

/* The sum over the agents of n_i share_i is the cost, or is not 0. */
static void check_shares(const struct mv_object *object,
                         const struct mv_publicgood *good)
{
    static const enum mv_key keys[] = {MV_KEY_SHARES, MV_KEY_DUTY,
                                       MV_KEY_INCOME, MV_KEY_BURDEN};
    bool table = good->shares == MV_SHARES_TABLE;
    size_t agents = good->agents.count, size = good->alternatives.count, k = 0;
    char found[MV_RATIO_SIZE], wanted[MV_RATIO_SIZE];
    size_t people = 0;
    mpz_t sum, cost;

    while (!mv_public_has(object, keys[k]))
        k++;
    for (size_t i = 0; i < agents; i++)
        people += good->count[i];
    mpz_inits(sum, cost, NULL);
    for (size_t y = 0; y < (table ? size : 1); y++) {
        mpz_mul_ui(cost, good->cost[y], good->per_head ? people : 1);
        mpz_set_ui(sum, 0);
        for (size_t i = 0; i < agents; i++)
            mpz_addmul_ui(sum, good->share[table ? i * size + y : i],
                          good->count[i]);
        if (table && mpz_cmp(sum, cost) != 0)
            mv_source_refuse(object->json, object->value_at[keys[k]], MV_E241,
                             "the shares of alternative %zu sum to %s, its "
                             "cost is %s",
                             y, mv_ratio_text(found, sum, good->common),
                             mv_ratio_text(wanted, cost, good->common));
        if (!table && mpz_sgn(sum) == 0)
            mv_source_refuse(object->json, object->value_at[keys[k]], MV_E241,
                             "nobody bears a share: the sum is 0");
    }
    mpz_clears(sum, cost, NULL);
}

static void check_keys(const struct mv_object *object)
{
    static const enum mv_key keys[] = {MV_KEY_SHARES, MV_KEY_DUTY,
                                       MV_KEY_INCOME, MV_KEY_BURDEN};
    int shares = 0;

    for (size_t k = 0; k < 4; k++)
        shares += mv_public_has(object, keys[k]);
    mv_public_keys(object, shares == 1,
                   "exactly one of `shares`, `duty`, `income` and `burden` "
                   "must be there");
    mv_public_keys(object,
                   mv_public_has(object, MV_KEY_COST) !=
                       mv_public_has(object, MV_KEY_COST_PER_HEAD),
                   "exactly one of `cost` and `cost_per_head` must be there");
    mv_public_keys(object,
                   mv_public_has(object, MV_KEY_DISTANCE) ==
                           mv_public_has(object, MV_KEY_RADIUS) &&
                       (!mv_public_has(object, MV_KEY_RADIUS) ||
                        mv_public_has(object, MV_KEY_INCOME)),
                   "`distance` and `radius` belong to `income`, both or none");
}

struct mv_publicgood *mv_publicgood_read(struct mv_object *object)
{
    struct mv_publicgood *good = mv_allocate(1, sizeof *good);

    check_keys(object);
    mv_object_labels(object, &good->alternatives, MV_KEY_ALTERNATIVES);
    mv_object_labels(object, &good->agents, MV_KEY_AGENTS);
    if (good->alternatives.count > MV_GOOD_SIZE ||
        good->agents.count > MV_GOOD_SIZE)
        mv_source_refuse(object->json, 0, MV_E210,
                         "more than %d alternatives or agents",
                         (int)MV_GOOD_SIZE);
    mpz_init_set_ui(good->common, 1);
    good->place =
        mv_source_place(object->json, object->value_at[MV_KEY_DECISION]);
    good->count = mv_public_people(object, good->agents.count);
    count_types(object, good);
    read_types(object, good);
    for (int pass = 0; pass < 2; pass++) {
        object->store = pass > 0;
        read_numbers(object, good);
        mv_rule_read(object, good);
        mv_beliefs_read(object, good);
    }
    store_values(object, good);
    check_shares(object, good);
    return good;
}
