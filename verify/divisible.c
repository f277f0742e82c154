#include "divisible.h"
#include <stdlib.h>
#include <string.h>

/* FORMAT-DIVISIBLE.md section 1: the statement. */

enum { most_agents = 16, most_cells = 10000000, most_exponent = 32 };

/* A statement that is being read. */
struct reading {
    struct mv_object *object;
    struct mv_divisible *d;
    struct mv_table allocation, payments;
};

static bool has(const struct mv_object *object, enum mv_key key)
{
    return object->value_at[key] != 0;
}

static _Noreturn void refuse(const struct mv_object *object, enum mv_key key,
                             enum mv_reason reason, const char *text)
{
    mv_source_refuse(object->json, object->value_at[key], reason, "%s", text);
}

static void check_keys(struct mv_object *object)
{
    if (has(object, MV_KEY_PRICES) + has(object, MV_KEY_ALLOCATION) +
            has(object, MV_KEY_TERMS) >
        1)
        refuse(object, MV_KEY_FORMAT, MV_E204,
               "only one of `prices`, `allocation` and `terms` is allowed");
    if (has(object, MV_KEY_ALLOCATION) && !has(object, MV_KEY_CUTS))
        refuse(object, MV_KEY_ALLOCATION, MV_E204, "`allocation` needs `cuts`");
    if (has(object, MV_KEY_PAYMENTS) && !has(object, MV_KEY_ALLOCATION))
        refuse(object, MV_KEY_PAYMENTS, MV_E204,
               "`payments` needs `allocation`");
}

static void read_domain(struct mv_object *object, struct mv_divisible *d)
{
    struct mv_source *json = object->json;

    if (!has(object, MV_KEY_DOMAIN))
        return;
    json->at = object->value_at[MV_KEY_DOMAIN];
    if (json->text[json->at] != '"')
        refuse(object, MV_KEY_DOMAIN, MV_E205, "a string is expected here");
    mv_json_string(json, &object->text);
    d->set = strcmp(object->text.byte, "set") == 0;
    if (!d->set && strcmp(object->text.byte, "boxes") != 0)
        refuse(object, MV_KEY_DOMAIN, MV_E214,
               "the domain is \"boxes\" or \"set\"");
    if (d->set && (!has(object, MV_KEY_CUTS) || has(object, MV_KEY_PRICES) ||
                   has(object, MV_KEY_TERMS)))
        refuse(object, MV_KEY_DOMAIN, MV_E204,
               "the domain \"set\" needs `cuts`, and neither `prices` nor "
               "`terms`");
}

/* Reads an array of `count` numbers, of which all but the first `numbers` are
   naturals; the second time they become a line of the table. */
static void read_row(struct reading *reading, struct mv_table *table,
                     size_t numbers)
{
    struct mv_object *object = reading->object;
    mpz_t *line = object->store ? mv_table_line(table) : NULL;
    size_t natural = 0;

    mv_array_open(object->json);
    for (size_t k = 0; k < table->components; k++) {
        mv_array_next(object->json, k, table->components);
        if (k < numbers)
            mv_array_number(object, reading->d->unit);
        else
            natural = mv_array_natural(object, 0, most_exponent);
        if (line != NULL && k < numbers)
            mpz_set(line[k], object->numerator);
        else if (line != NULL)
            mpz_set_ui(line[k], (unsigned long)natural);
    }
    mv_array_close(object->json, table->components);
}

/* The next entry of an array of any length; `first`: the first one. */
static bool next_entry(struct mv_source *json, bool first)
{
    bool more = first ? mv_json_blank(json) != ']' : mv_json_blank(json) == ',';

    json->at += !more || !first;
    mv_json_blank(json);
    return more;
}

static void read_rows(struct reading *reading, struct mv_table *table,
                      enum mv_key key, size_t numbers)
{
    struct mv_source *json = reading->object->json;

    if (!has(reading->object, key))
        return;
    json->at = reading->object->value_at[key];
    mv_array_open(json);
    for (bool first = true; next_entry(json, first); first = false)
        read_row(reading, table, numbers);
}

/* An array of any length of numbers, each a line of the table. Returns the
   number of entries. */
static size_t read_list(struct reading *reading, struct mv_table *table)
{
    struct mv_object *object = reading->object;
    size_t count = 0;

    mv_array_open(object->json);
    while (next_entry(object->json, count == 0)) {
        mv_array_number(object, reading->d->unit);
        if (object->store)
            mpz_set(*mv_table_line(table), object->numerator);
        count++;
    }
    return count;
}

static void read_support(struct reading *reading)
{
    struct mv_object *object = reading->object;
    struct mv_divisible *d = reading->d;
    struct mv_source *json = object->json;

    json->at = object->value_at[MV_KEY_SUPPORT];
    mv_array_open(json);
    for (size_t i = 0; i < d->n; i++) {
        mv_array_next(json, i, d->n);
        mv_array_open(json);
        for (size_t end = 0; end < 2; end++) {
            mv_array_next(json, end, 2);
            mv_array_number(object, d->unit);
            mpz_set(end == 0 ? d->low[i] : d->high[i], object->numerator);
        }
        mv_array_close(json, 2);
    }
    mv_array_close(json, d->n);
    json->at = object->value_at[MV_KEY_COST];
    mv_array_number(object, d->unit);
    mpz_set(d->cost, object->numerator);
}

static void read_cuts(struct reading *reading)
{
    struct mv_object *object = reading->object;
    struct mv_divisible *d = reading->d;

    if (!has(object, MV_KEY_CUTS))
        return;
    object->json->at = object->value_at[MV_KEY_CUTS];
    mv_array_open(object->json);
    for (size_t i = 0; i < d->n; i++) {
        mv_array_next(object->json, i, d->n);
        d->cells.size[i] = read_list(reading, &d->cut[i]);
        if (d->cells.size[i] == 0)
            refuse(object, MV_KEY_CUTS, MV_E210, "an agent has no cut");
    }
    mv_array_close(object->json, d->n);
}

static void seal_cells(struct reading *reading, enum mv_key key)
{
    if (!mv_profiles_seal(&reading->d->cells, most_cells))
        refuse(reading->object, key, MV_E210, "there are more than 10^7 cells");
}

static void read_numbers(struct reading *reading)
{
    struct mv_object *object = reading->object;
    struct mv_divisible *d = reading->d;

    read_support(reading);
    read_cuts(reading);
    if (has(object, MV_KEY_CUTS))
        seal_cells(reading, MV_KEY_CUTS);
    if (has(object, MV_KEY_ALLOCATION)) {
        object->json->at = object->value_at[MV_KEY_ALLOCATION];
        if (read_list(reading, &reading->allocation) != d->cells.count)
            refuse(object, MV_KEY_ALLOCATION, MV_E210,
                   "there must be one number for each cell");
    }
    if (has(object, MV_KEY_PAYMENTS)) {
        object->json->at = object->value_at[MV_KEY_PAYMENTS];
        mv_array_open(object->json);
        for (size_t k = 0; k < d->cells.count; k++) {
            mv_array_next(object->json, k, d->cells.count);
            read_row(reading, &reading->payments, d->n);
        }
        mv_array_close(object->json, d->cells.count);
    }
    read_rows(reading, &d->prices, MV_KEY_PRICES, 1 + d->n);
    read_rows(reading, &d->belief, MV_KEY_BELIEF, 1 + d->n);
    read_rows(reading, &d->terms, MV_KEY_TERMS, 1);
}

/* Rows that are compared by all numbers but the first. */
struct row {
    mpz_t *number;
    size_t count;
};

static int compare_rows(const void *a, const void *b)
{
    const struct row *x = a, *y = b;
    int sign = 0;

    for (size_t k = 0; k < x->count && sign == 0; k++)
        sign = mpz_cmp(x->number[k], y->number[k]);
    return sign;
}

static void demand_different(const struct mv_object *object, enum mv_key key,
                             const struct mv_table *table,
                             enum mv_reason reason)
{
    size_t count = table->used / table->components;
    struct row *row = mv_allocate(count, sizeof *row);

    for (size_t k = 0; k < count; k++)
        row[k] = (struct row){table->value + k * table->components + 1,
                              table->components - 1};
    qsort(row, count, sizeof *row, compare_rows);
    for (size_t k = 1; k < count; k++)
        if (compare_rows(&row[k - 1], &row[k]) == 0)
            refuse(object, key, reason, "two rows have the same vector");
    mv_release(row, count, sizeof *row);
}

/* Rows of probabilities and vectors. */
static void check_lottery(const struct mv_object *object, enum mv_key key,
                          const struct mv_divisible *d,
                          const struct mv_table *table)
{
    mpz_t sum;

    if (!has(object, key))
        return;
    mpz_init(sum);
    for (size_t k = 0; k < table->used; k += table->components) {
        if (mpz_sgn(table->value[k]) <= 0)
            refuse(object, key, MV_E215, "a probability is not positive");
        mpz_add(sum, sum, table->value[k]);
    }
    if (mpz_cmp(sum, d->unit) != 0)
        refuse(object, key, MV_E215, "the probabilities do not add up to 1");
    mpz_clear(sum);
    demand_different(object, key, table, MV_E215);
}

/* Whether v is a cut of agent i. */
static bool is_cut(const struct mv_divisible *d, size_t i, const mpz_t v)
{
    mpz_t one;
    size_t l;

    mpz_init_set_ui(one, 1);
    l = mv_cut_find(d, i, v, one);
    mpz_clear(one);
    return l != SIZE_MAX && mpz_cmp(*mv_cut(d, i, l), v) == 0;
}

static void check_support(const struct mv_object *object,
                          const struct mv_divisible *d)
{
    mpz_t low, high;

    mpz_inits(low, high, NULL);
    for (size_t i = 0; i < d->n; i++) {
        if (mpz_cmp(d->low[i], d->high[i]) >= 0)
            refuse(object, MV_KEY_SUPPORT, MV_E240,
                   "a support must have a_i < b_i");
        mpz_add(low, low, d->low[i]);
        mpz_add(high, high, d->high[i]);
    }
    if (mpz_cmp(low, d->cost) >= 0 || mpz_cmp(d->cost, high) >= 0)
        refuse(object, MV_KEY_COST, MV_E240,
               "the cost must be above the sum of the lowest types and below "
               "that of the highest");
    mpz_clears(low, high, NULL);
}

static void check_cuts(const struct mv_object *object,
                       const struct mv_divisible *d)
{
    for (size_t i = 0; i < d->n && has(object, MV_KEY_CUTS); i++) {
        const struct mv_table *cut = &d->cut[i];

        if (mpz_cmp(cut->value[0], d->low[i]) != 0)
            refuse(object, MV_KEY_CUTS, MV_E240,
                   "the first cut of an agent is its lowest type");
        for (size_t l = 1; l < cut->used; l++)
            if (mpz_cmp(cut->value[l - 1], cut->value[l]) >= 0)
                refuse(object, MV_KEY_CUTS, MV_E240,
                       "the cuts of an agent must increase");
        if (mpz_cmp(cut->value[cut->used - 1], d->high[i]) > 0)
            refuse(object, MV_KEY_CUTS, MV_E240,
                   "a cut is above the highest type");
    }
}

/* The coordinates of prices and types. */
static void check_vectors(const struct mv_object *object,
                          const struct mv_divisible *d)
{
    bool cuts = has(object, MV_KEY_CUTS);

    for (size_t k = 0; k < d->prices.used && cuts; k++) {
        size_t i = k % (1 + d->n);

        if (i > 0 && mpz_cmp(d->prices.value[k], d->low[i - 1]) > 0 &&
            mpz_cmp(d->prices.value[k], d->high[i - 1]) <= 0 &&
            !is_cut(d, i - 1, d->prices.value[k]))
            refuse(object, MV_KEY_PRICES, MV_E240,
                   "a price inside of the support is no cut");
    }
    for (size_t k = 0; k < d->belief.used; k++) {
        size_t i = k % (1 + d->n);

        if (i > 0 && (mpz_cmp(d->belief.value[k], d->low[i - 1]) < 0 ||
                      mpz_cmp(d->belief.value[k], d->high[i - 1]) > 0))
            refuse(object, MV_KEY_BELIEF, MV_E240,
                   "a type is outside of the support");
        if (i > 0 && d->set && !is_cut(d, i - 1, d->belief.value[k]))
            refuse(object, MV_KEY_BELIEF, MV_E240,
                   "a type is not in the set of types");
    }
}

static void check_numbers(struct reading *reading)
{
    const struct mv_object *object = reading->object;
    const struct mv_divisible *d = reading->d;

    check_support(object, d);
    check_cuts(object, d);
    check_lottery(object, MV_KEY_PRICES, d, &d->prices);
    check_lottery(object, MV_KEY_BELIEF, d, &d->belief);
    check_vectors(object, d);
    for (size_t k = 0; k < reading->allocation.used; k++)
        if (mpz_sgn(reading->allocation.value[k]) < 0 ||
            mpz_cmp(reading->allocation.value[k], d->unit) > 0)
            refuse(object, MV_KEY_ALLOCATION, MV_E240,
                   "a level of production is not in [0,1]");
    if (d->has_terms)
        demand_different(object, MV_KEY_TERMS, &d->terms, MV_E240);
}

static struct mv_divisible *create(struct mv_object *object)
{
    struct mv_divisible *d = mv_allocate(1, sizeof *d);

    d->file = object->json->file;
    mv_object_labels(object, &d->agents, MV_KEY_AGENTS);
    d->n = d->agents.count;
    if (d->n > most_agents)
        refuse(object, MV_KEY_AGENTS, MV_E210, "there are at most 16 agents");
    d->has_cuts = has(object, MV_KEY_CUTS);
    d->has_prices = has(object, MV_KEY_PRICES);
    d->has_terms = has(object, MV_KEY_TERMS);
    d->has_belief = has(object, MV_KEY_BELIEF);
    mpz_init_set_ui(d->unit, 1);
    mpz_init(d->cost);
    d->low = mv_numbers(d->n);
    d->high = mv_numbers(d->n);
    d->cut = mv_allocate(d->n, sizeof *d->cut);
    for (size_t i = 0; i < d->n; i++)
        mv_table_init(&d->cut[i], 1);
    mv_profiles_init(&d->cells, d->n);
    mv_table_init(&d->prices, 1 + d->n);
    mv_table_init(&d->belief, 1 + d->n);
    mv_table_init(&d->terms, 1 + d->n);
    return d;
}

struct mv_divisible *mv_divisible_read(struct mv_object *object)
{
    struct reading reading = {.object = object};
    struct mv_divisible *d;

    check_keys(object);
    d = reading.d = create(object);
    read_domain(object, d);
    mv_table_init(&reading.allocation, 1);
    mv_table_init(&reading.payments, d->n);
    for (int pass = 0; pass < 2; pass++) {
        object->store = pass > 0;
        read_numbers(&reading);
    }
    check_numbers(&reading);
    if (d->has_prices && !has(object, MV_KEY_CUTS)) {
        mv_cells_cut(d);
        seal_cells(&reading, MV_KEY_PRICES);
    }
    if (has(object, MV_KEY_ALLOCATION) || d->has_prices)
        mv_cells_fill(d, d->has_prices ? NULL : &reading.allocation,
                      has(object, MV_KEY_PAYMENTS) ? &reading.payments : NULL);
    return d;
}

void mv_divisible_demand(const struct mv_divisible *d, bool holds,
                         const char *needed)
{
    if (!holds)
        mv_refuse(MV_E247, (struct mv_place){d->file, 1, 1},
                  "the claim needs %s", needed);
}

static void echo_number(mpz_t number, const mpz_t unit, FILE *file)
{
    fputc(' ', file);
    mv_print_ratio(file, number, unit);
}

static void echo_rows(const struct mv_divisible *d,
                      const struct mv_table *table, const char *name,
                      FILE *file)
{
    mpz_t one;

    mpz_init_set_ui(one, 1);
    fprintf(file, "%s %zu\n", name, table->used / table->components);
    for (size_t k = 0; k < table->used; k++) {
        bool plain = table == &d->terms && k % table->components > 0;

        fputs(k % table->components == 0 ? " " : "", file);
        echo_number(table->value[k], plain ? one : d->unit, file);
        fputs((k + 1) % table->components == 0 ? "\n" : "", file);
    }
    mpz_clear(one);
}

static void echo_cells(struct mv_divisible *d, FILE *file)
{
    char cell[MV_PROFILE_TEXT];
    mpz_t square;

    mpz_init(square);
    mpz_mul(square, d->unit, d->unit);
    fputs("level and payments, by cell\n", file);
    for (size_t k = 0; k < d->cells.count; k++) {
        fprintf(file, "  %s", mv_profile_text(cell, &d->cells));
        echo_number(d->level[k], d->unit, file);
        for (size_t i = 0; i < d->n; i++)
            echo_number(d->payment[i][k], square, file);
        fputc('\n', file);
        mv_profiles_next(&d->cells);
    }
    mpz_clear(square);
}

void mv_divisible_echo(struct mv_divisible *d, FILE *file)
{
    mv_labels_echo(&d->agents, "agents", file);
    fputs("support\n", file);
    for (size_t i = 0; i < d->n; i++) {
        fprintf(file, "  %zu", i);
        echo_number(d->low[i], d->unit, file);
        echo_number(d->high[i], d->unit, file);
        fputc('\n', file);
    }
    fputs("cost", file);
    echo_number(d->cost, d->unit, file);
    fprintf(file, "\ndomain %s\n", d->set ? "set" : "boxes");
    for (size_t i = 0; i < d->n && d->cells.count > 0; i++) {
        fprintf(file, "cuts of agent %zu", i);
        for (size_t l = 0; l < d->cells.size[i]; l++)
            echo_number(*mv_cut(d, i, l), d->unit, file);
        fputc('\n', file);
    }
    if (d->has_prices)
        echo_rows(d, &d->prices, "prices: probability, price of each agent",
                  file);
    if (d->has_terms)
        echo_rows(d, &d->terms, "terms: coefficient, exponents", file);
    if (d->level != NULL)
        echo_cells(d, file);
    if (d->has_belief)
        echo_rows(d, &d->belief, "belief: probability, type of each agent",
                  file);
}
