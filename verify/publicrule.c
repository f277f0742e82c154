#include "publicgood.h"
#include <stdlib.h>
#include <string.h>

/* FORMAT-PUBLICGOOD.md section 1: decisions, transfers and beliefs. */

static const char *const decisions[] = {"utilitarian", "efficient", "table",
                                        NULL};
static const char *const ties[] = {"lowest", "highest", NULL};
static const char *const transfers[] = {"cost-sharing-pivotal",
                                        "generalised-pivotal",
                                        "clarke",
                                        "groves",
                                        "table",
                                        NULL};

/* The labels of the alternatives, sorted. */
struct name {
    const char *text;
    size_t y;
};

static int compare_names(const void *a, const void *b)
{
    return strcmp(((const struct name *)a)->text,
                  ((const struct name *)b)->text);
}

static struct name *sort_names(const struct mv_labels *labels)
{
    struct name *name = mv_allocate(labels->count, sizeof *name);

    for (size_t y = 0; y < labels->count; y++)
        name[y] = (struct name){mv_label(labels, y), y};
    qsort(name, labels->count, sizeof *name, compare_names);
    return name;
}

/* The alternative whose label is at the cursor. */
static size_t read_name(struct mv_object *object, const struct name *name,
                        size_t count)
{
    struct mv_source *json = object->json;
    size_t start = json->at;
    struct name wanted;
    const struct name *found;

    if (json->text[start] != '"')
        mv_source_refuse(json, start, MV_E205, "a label is a string");
    mv_json_string(json, &object->text);
    wanted.text = object->text.byte;
    found = bsearch(&wanted, name, count, sizeof *name, compare_names);
    if (found == NULL)
        mv_source_refuse(json, start, MV_E214, "no alternative has this label");
    return found->y;
}

static void read_tie(struct mv_object *object, struct mv_publicgood *good)
{
    struct mv_source *json = object->json;
    size_t size = good->alternatives.count;
    struct name *name;

    json->at = object->value_at[MV_KEY_TIE];
    if (json->text[json->at] != '[') {
        good->tie = mv_public_choice(object, MV_KEY_TIE, ties) == 0
                        ? MV_TIE_LOWEST
                        : MV_TIE_HIGHEST;
        return;
    }
    good->tie = MV_TIE_LIST;
    good->order = mv_allocate(size, sizeof *good->order);
    name = sort_names(&good->alternatives);
    mv_array_open(json);
    for (size_t k = 0; k < size; k++) {
        size_t start, y;

        mv_array_next(json, k, size);
        start = json->at;
        y = read_name(object, name, size);
        if (good->order[y] != 0)
            mv_source_refuse(json, start, MV_E214, "this label occurs twice");
        good->order[y] = k + 1;
    }
    mv_array_close(json, size);
    mv_release(name, size, sizeof *name);
}

/* The number of type profiles, of the others of agent `except` if it is one. */
static size_t count_profiles(const struct mv_object *object,
                             const struct mv_publicgood *good, enum mv_key key,
                             size_t except)
{
    size_t count = 1;

    for (size_t i = 0; i < good->agents.count; i++) {
        size_t types = i == except ? 1 : good->first[i + 1] - good->first[i];

        if (types > MV_GOOD_WORK / count)
            mv_source_refuse(object->json, object->value_at[key], MV_E210,
                             "a table of more than %d entries is needed",
                             (int)MV_GOOD_WORK);
        count *= types;
    }
    return count;
}

static void read_rule(struct mv_object *object, struct mv_publicgood *good)
{
    struct mv_source *json = object->json;
    size_t size = good->alternatives.count, capacity = 0;
    size_t count = count_profiles(object, good, MV_KEY_RULE, SIZE_MAX);
    struct name *name = sort_names(&good->alternatives);

    json->at = object->value_at[MV_KEY_RULE];
    mv_array_open(json);
    for (size_t x = 0; x < count; x++) {
        mv_array_next(json, x, count);
        good->rule = mv_grow(good->rule, &capacity, x + 1, sizeof *good->rule);
        good->rule[x] = read_name(object, name, size);
    }
    mv_array_close(json, count);
    mv_release(name, size, sizeof *name);
}

/* The counts must be 1 if the key is there. */
static void demand_single(const struct mv_object *object,
                          const struct mv_publicgood *good, enum mv_key key)
{
    for (size_t i = 0; mv_public_has(object, key) && i < good->agents.count;
         i++)
        if (good->count[i] != 1)
            mv_source_refuse(object->json, object->value_at[key], MV_E244,
                             "agent %zu stands for %zu people", i,
                             good->count[i]);
}

static void read_payments(struct mv_object *object, struct mv_publicgood *good)
{
    struct mv_source *json = object->json;
    size_t agents = good->agents.count;
    size_t count = count_profiles(object, good, MV_KEY_PAYMENTS, SIZE_MAX);

    if (object->store)
        good->payments = mv_numbers(count * agents);
    json->at = object->value_at[MV_KEY_PAYMENTS];
    mv_array_open(json);
    for (size_t x = 0; x < count; x++) {
        mv_array_next(json, x, count);
        mv_public_row(object, good->common,
                      mv_public_at(object, good->payments, x * agents), agents,
                      0);
    }
    mv_array_close(json, count);
}

static void read_groves(struct mv_object *object, struct mv_publicgood *good)
{
    struct mv_source *json = object->json;
    size_t agents = good->agents.count;

    if (object->store)
        good->groves = mv_allocate(agents, sizeof *good->groves);
    json->at = object->value_at[MV_KEY_GROVES];
    mv_array_open(json);
    for (size_t i = 0; i < agents; i++) {
        size_t count = count_profiles(object, good, MV_KEY_GROVES, i);

        mv_array_next(json, i, agents);
        if (object->store)
            good->groves[i] = mv_numbers(count);
        mv_public_row(object, good->common,
                      object->store ? good->groves[i] : NULL, count, 0);
    }
    mv_array_close(json, agents);
}

static void check_keys(const struct mv_object *object,
                       const struct mv_publicgood *good)
{
    bool table = good->decision == MV_DECISION_TABLE;

    mv_public_keys(object, mv_public_has(object, MV_KEY_RULE) == table,
                   "`rule` is there if and only if `decision` is \"table\"");
    mv_public_keys(object, !table || !mv_public_has(object, MV_KEY_TIE),
                   "a table of decisions has no `tie`");
    mv_public_keys(object,
                   mv_public_has(object, MV_KEY_GROVES) ==
                       (good->transfer == MV_GROVES),
                   "`groves` is there if and only if `transfer` is \"groves\"");
    mv_public_keys(
        object,
        mv_public_has(object, MV_KEY_PAYMENTS) ==
            (good->transfer == MV_PAYMENTS),
        "`payments` is there if and only if `transfer` is \"table\"");
}

void mv_rule_read(struct mv_object *object, struct mv_publicgood *good)
{
    if (!object->store) {
        good->decision = (enum mv_decision)mv_public_choice(
            object, MV_KEY_DECISION, decisions);
        good->transfer = (enum mv_transfer)mv_public_choice(
            object, MV_KEY_TRANSFER, transfers);
        check_keys(object, good);
        demand_single(object, good, MV_KEY_RULE);
        demand_single(object, good, MV_KEY_GROVES);
        demand_single(object, good, MV_KEY_PAYMENTS);
        demand_single(object, good, MV_KEY_ATOMS);
        if (mv_public_has(object, MV_KEY_TIE))
            read_tie(object, good);
        if (mv_public_has(object, MV_KEY_RULE))
            read_rule(object, good);
    }
    if (mv_public_has(object, MV_KEY_PAYMENTS))
        read_payments(object, good);
    if (mv_public_has(object, MV_KEY_GROVES))
        read_groves(object, good);
}

static void read_prior(struct mv_object *object, struct mv_publicgood *good)
{
    struct mv_source *json = object->json;
    size_t agents = good->agents.count;

    if (object->store)
        good->prior = mv_numbers(good->first[agents]);
    json->at = object->value_at[MV_KEY_PRIOR];
    mv_array_open(json);
    for (size_t i = 0; i < agents; i++) {
        size_t types = good->first[i + 1] - good->first[i], start;

        mv_array_next(json, i, agents);
        start = json->at;
        mv_public_row(object, good->common,
                      mv_public_at(object, good->prior, good->first[i]), types,
                      0);
        if (object->store)
            mv_demand_lottery(json, start, MV_E215,
                              good->prior + good->first[i], types,
                              good->common);
    }
    mv_array_close(json, agents);
}

static void read_draw(struct mv_object *object, struct mv_publicgood *good)
{
    size_t agents = good->agents.count;

    if (object->store)
        good->draw = mv_numbers(agents);
    object->json->at = object->value_at[MV_KEY_DRAW];
    mv_public_row(object, good->common, good->draw, agents, 0);
    if (object->store)
        mv_demand_lottery(object->json, object->value_at[MV_KEY_DRAW], MV_E215,
                          good->draw, agents, good->common);
}

/* The natural below `end` at the cursor. */
static size_t read_type(struct mv_object *object, size_t end)
{
    struct mv_source *json = object->json;
    size_t start = json->at, t = end;

    if (json->text[start] != '-')
        t = mv_array_natural(object, 0, SIZE_MAX);
    if (t >= end)
        mv_source_refuse(json, start, MV_E210, "this agent has %zu types", end);
    return t;
}

/* One row p, t_0, ..., t_{N-1}; kept in the second pass. */
static void read_atom(struct mv_object *object, struct mv_publicgood *good,
                      struct mv_atom *atom)
{
    struct mv_source *json = object->json;
    size_t agents = good->agents.count, start;

    mv_array_open(json);
    mv_array_next(json, 0, agents + 1);
    start = json->at;
    mv_array_number(object, good->common);
    if (mpz_sgn(object->numerator) <= 0)
        mv_source_refuse(json, start, MV_E210,
                         "the probability of an atom is > 0");
    if (atom != NULL) {
        mpz_init_set(atom->weight, object->numerator);
        atom->agents = agents;
        atom->type = mv_allocate(agents, sizeof *atom->type);
    }
    for (size_t i = 0; i < agents; i++) {
        size_t t;

        mv_array_next(json, i + 1, agents + 1);
        t = read_type(object, good->first[i + 1] - good->first[i]);
        if (atom != NULL)
            atom->type[i] = t;
    }
    mv_array_close(json, agents + 1);
}

static int compare_atoms(const void *a, const void *b)
{
    const struct mv_atom *one = *(const struct mv_atom *const *)a,
                         *two = *(const struct mv_atom *const *)b;

    for (size_t i = 0; i < one->agents; i++)
        if (one->type[i] != two->type[i])
            return one->type[i] < two->type[i] ? -1 : 1;
    return 0;
}

static void check_atoms(const struct mv_object *object,
                        const struct mv_publicgood *good)
{
    const struct mv_atom **sorted = mv_allocate(good->atoms, sizeof *sorted);
    char text[MV_RATIO_SIZE];
    mpz_t sum;

    mpz_init(sum);
    for (size_t k = 0; k < good->atoms; k++) {
        sorted[k] = &good->atom[k];
        mpz_add(sum, sum, good->atom[k].weight);
    }
    if (mpz_cmp(sum, good->common) != 0)
        mv_source_refuse(object->json, object->value_at[MV_KEY_ATOMS], MV_E215,
                         "the probabilities sum to %s, not 1",
                         mv_ratio_text(text, sum, good->common));
    qsort(sorted, good->atoms, sizeof *sorted, compare_atoms);
    for (size_t k = 1; k < good->atoms; k++)
        if (compare_atoms(&sorted[k - 1], &sorted[k]) == 0)
            mv_source_refuse(object->json, object->value_at[MV_KEY_ATOMS],
                             MV_E215, "two atoms are the same profile");
    mv_release(sorted, good->atoms, sizeof *sorted);
    mpz_clear(sum);
}

static void read_atoms(struct mv_object *object, struct mv_publicgood *good)
{
    struct mv_source *json = object->json;
    size_t count = 0, atoms = good->atoms;

    if (object->store)
        good->atom = mv_allocate(atoms, sizeof *good->atom);
    json->at = object->value_at[MV_KEY_ATOMS];
    mv_array_open(json);
    for (; mv_json_blank(json) != ']'; count++) {
        mv_array_next(json, count, SIZE_MAX);
        read_atom(object, good, object->store ? &good->atom[count] : NULL);
    }
    good->atoms = count;
    if (object->store)
        check_atoms(object, good);
}

void mv_beliefs_read(struct mv_object *object, struct mv_publicgood *good)
{
    mv_public_keys(object,
                   !mv_public_has(object, MV_KEY_ATOMS) ||
                       !mv_public_has(object, MV_KEY_PRIOR),
                   "`prior` or `atoms`, not both");
    mv_public_keys(object,
                   !mv_public_has(object, MV_KEY_DRAW) ||
                       (mv_public_has(object, MV_KEY_PRIOR) &&
                        !mv_public_has(object, MV_KEY_COUNTS)),
                   "`draw` needs `prior`, and no `counts`");
    if (mv_public_has(object, MV_KEY_PRIOR))
        read_prior(object, good);
    if (mv_public_has(object, MV_KEY_DRAW))
        read_draw(object, good);
    if (mv_public_has(object, MV_KEY_ATOMS))
        read_atoms(object, good);
}
