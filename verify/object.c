#include "verify.h"
#include <stdlib.h>
#include <string.h>

enum { json_limit = 1 << 26, common_limit = 1 << 20, label_limit = 1000000 };

static const char *const key_name[MV_KEYS] = {
    "format",   "title",    "notes",        "agents",        "outcomes",
    "states",   "prior",    "welfare",      "payoffs",       "actions",
    "signals",  "secure",   "rule",         "distribution",  "strategies",
    "at_least", "at_most",  "equal",        "support",       "cost",
    "domain",   "prices",   "cuts",         "allocation",    "payments",
    "terms",    "belief",   "alternatives", "cost_per_head", "counts",
    "weights",  "shares",   "duty",         "income",        "distance",
    "radius",   "burden",   "values",       "types",         "decision",
    "tie",      "transfer", "groves",       "draw",          "atoms",
    "knots"};

#define BIT(key) (UINT64_C(1) << MV_KEY_##key)
#define ROWS (BIT(AT_LEAST) | BIT(AT_MOST) | BIT(EQUAL))

/* The keys of each kind of statement, and those whose value is no array. */
static const struct {
    uint64_t required, optional, scalar;
} kind_keys[MV_KINDS] = {
    [MV_ENVIRONMENT] = {BIT(AGENTS) | BIT(OUTCOMES) | BIT(STATES) | BIT(PRIOR) |
                            BIT(WELFARE) | BIT(PAYOFFS),
                        0, 0},
    [MV_MECHANISM] = {BIT(AGENTS) | BIT(OUTCOMES) | BIT(ACTIONS) | BIT(RULE),
                      BIT(SECURE), 0},
    [MV_INFORMATION] = {BIT(AGENTS) | BIT(STATES) | BIT(SIGNALS) |
                            BIT(DISTRIBUTION),
                        0, 0},
    [MV_STRATEGIES] = {BIT(AGENTS) | BIT(SIGNALS) | BIT(ACTIONS) |
                           BIT(STRATEGIES),
                       0, 0},
    [MV_PRIOR] = {BIT(STATES), BIT(PRIOR) | ROWS, 0},
    [MV_DIVISIBLE] = {BIT(AGENTS) | BIT(SUPPORT) | BIT(COST),
                      BIT(DOMAIN) | BIT(PRICES) | BIT(CUTS) | BIT(ALLOCATION) |
                          BIT(PAYMENTS) | BIT(TERMS) | BIT(BELIEF),
                      BIT(COST) | BIT(DOMAIN)},
    [MV_WELFARE_LOSS] = {BIT(AGENTS), 0, BIT(AGENTS)},
    [MV_QUANTITY] = {BIT(AGENTS) | BIT(KNOTS) | BIT(COST) | BIT(VALUES) |
                         BIT(DECISION),
                     BIT(COUNTS) | BIT(WEIGHTS) | BIT(SHARES) | BIT(DUTY) |
                         BIT(TIE),
                     BIT(SHARES) | BIT(DECISION) | BIT(TIE)},
    [MV_PUBLICGOOD] = {BIT(ALTERNATIVES) | BIT(AGENTS) | BIT(VALUES) |
                           BIT(DECISION) | BIT(TRANSFER),
                       BIT(COST) | BIT(COST_PER_HEAD) | BIT(COUNTS) |
                           BIT(WEIGHTS) | BIT(SHARES) | BIT(DUTY) |
                           BIT(INCOME) | BIT(DISTANCE) | BIT(RADIUS) |
                           BIT(BURDEN) | BIT(TYPES) | BIT(TIE) | BIT(RULE) |
                           BIT(GROVES) | BIT(PAYMENTS) | BIT(PRIOR) |
                           BIT(DRAW) | BIT(ATOMS),
                       BIT(SHARES) | BIT(RADIUS) | BIT(DECISION) | BIT(TIE) |
                           BIT(TRANSFER)},
};

const char *const mv_kind_name[MV_KINDS] = {
    "environment", "mechanism", "information",  "strategies", "prior",
    "lp",          "divisible", "welfare-loss", "publicgood", "quantity"};

/* Reads a key and the colon; the key MUST be known and new, and its value
   begin as it should. */
static enum mv_key read_key(struct mv_object *object)
{
    struct mv_source *json = object->json;
    size_t start = json->at, k = 0;
    uint64_t known = BIT(FORMAT) | BIT(TITLE) | BIT(NOTES);

    if (mv_json_blank(json) != '"')
        mv_source_refuse(json, json->at, MV_E201,
                         "a key in quotes is expected");
    start = json->at;
    mv_json_string(json, &object->text);
    while (k < MV_KEYS && strcmp(object->text.byte, key_name[k]) != 0)
        k++;
    if (object->value_at[MV_KEY_FORMAT] == 0 && k != MV_KEY_FORMAT)
        mv_source_refuse(json, start, MV_E213,
                         "the first key must be `format`");
    known |=
        kind_keys[object->kind].required | kind_keys[object->kind].optional;
    if (k == MV_KEYS || (known >> k & 1) == 0)
        mv_source_refuse(json, start, MV_E204,
                         "unknown key of this kind of statement; see the "
                         "formats");
    if (object->value_at[k] != 0)
        mv_source_refuse(json, start, MV_E203, "this key occurs twice");
    if (mv_json_blank(json) != ':')
        mv_source_refuse(json, json->at, MV_E201, "`:` is expected here");
    json->at++;
    mv_json_blank(json);
    object->value_at[k] = json->at;
    return (enum mv_key)k;
}

/* Finds out the kind from the value of `format`, which has just been read. */
static void read_format(struct mv_object *object, size_t start)
{
    char name[64];

    for (int kind = 0; kind < MV_KINDS; kind++) {
        snprintf(name, sizeof name, "mechcert-%s-1", mv_kind_name[kind]);
        if (kind != MV_LP && strcmp(object->text.byte, name) == 0) {
            object->kind = (enum mv_kind)kind;
            return;
        }
    }
    mv_source_refuse(object->json, start, MV_E213,
                     "this program reads `mechcert-environment-1` and the "
                     "other formats that FORMAT.md lists");
}

/* Checks the grammar of a value and moves behind it. */
static void read_value(struct mv_object *object, enum mv_key key)
{
    struct mv_source *json = object->json;
    size_t start = json->at;
    int wanted = key <= MV_KEY_NOTES ? '"' : '[', found = json->text[start];

    mv_json_skip(json, &object->text);
    if (found != wanted && (kind_keys[object->kind].scalar >> key & 1) == 0)
        mv_source_refuse(json, start, MV_E205, "`%s` must be %s", key_name[key],
                         wanted == '"' ? "a string" : "an array");
    if (key == MV_KEY_FORMAT)
        read_format(object, start);
}

void mv_object_read(struct mv_object *object, struct mv_source *json)
{
    *object = (struct mv_object){.json = json};
    if (json->length > json_limit)
        mv_source_refuse(json, 0, MV_E209, "JSON of more than 64 MiB");
    mv_source_utf8(json);
    if (mv_json_blank(json) != '{')
        mv_source_refuse(json, json->at, MV_E201, "`{` is expected first");
    json->at++;
    if (mv_json_blank(json) != '}') {
        do
            read_value(object, read_key(object));
        while (mv_json_blank(json) == ',' && ++json->at > 0);
    }
    if (mv_json_blank(json) != '}')
        mv_source_refuse(json, json->at, MV_E201,
                         "`,` or `}` is expected here");
    json->at++;
    mv_json_blank(json);
    if (json->at != json->length)
        mv_source_refuse(json, json->at, MV_E201, "bytes after the object");
    if (object->value_at[MV_KEY_FORMAT] == 0)
        mv_source_refuse(json, 0, MV_E204, "the key `format` is missing");
    for (int key = 0; key < MV_KEYS; key++)
        if ((kind_keys[object->kind].required >> key & 1) != 0 &&
            object->value_at[key] == 0)
            mv_source_refuse(json, json->length - 1, MV_E204,
                             "the key `%s` is missing", key_name[key]);
    mpz_inits(object->numerator, object->denominator, NULL);
}

void mv_object_close(struct mv_object *object)
{
    mpz_clears(object->numerator, object->denominator, NULL);
    mv_release(object->text.byte, object->text.capacity, 1);
    mv_release(object->json->text, object->json->capacity, 1);
}

/* The grammar is known to be right from here on: behind a value in an array
   comes `,` or `]`. */
void mv_array_open(struct mv_source *json)
{
    if (mv_json_blank(json) != '[')
        mv_source_refuse(json, json->at, MV_E205, "an array is expected here");
    json->at++;
}

void mv_array_next(struct mv_source *json, size_t k, size_t count)
{
    if (mv_json_blank(json) == ']')
        mv_source_refuse(json, json->at, MV_E210, "%zu of %zu entries", k,
                         count);
    json->at += k > 0;
    mv_json_blank(json);
}

void mv_array_close(struct mv_source *json, size_t count)
{
    if (mv_json_blank(json) != ']')
        mv_source_refuse(json, json->at, MV_E210, "more than %zu entries",
                         count);
    json->at++;
}

static int compare_labels(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void demand_distinct(const struct mv_object *object,
                            const struct mv_labels *labels, size_t start)
{
    const char **sorted = mv_allocate(labels->count, sizeof *sorted);

    for (size_t k = 0; k < labels->count; k++)
        sorted[k] = mv_label(labels, k);
    qsort(sorted, labels->count, sizeof *sorted, compare_labels);
    for (size_t k = 1; k < labels->count; k++)
        if (strcmp(sorted[k - 1], sorted[k]) == 0)
            mv_source_refuse(object->json, start, MV_E212,
                             "two labels of this list are equal");
    mv_release(sorted, labels->count, sizeof *sorted);
}

const char *mv_label(const struct mv_labels *labels, size_t k)
{
    return labels->text + labels->start[k];
}

bool mv_labels_equal(const struct mv_labels *a, const struct mv_labels *b)
{
    return a->count == b->count && a->used == b->used &&
           memcmp(a->text, b->text, a->used) == 0;
}

void mv_array_labels(struct mv_object *object, struct mv_labels *labels)
{
    struct mv_source *json = object->json;
    struct mv_text all = {NULL, 0, 0};
    struct mv_labels found = {NULL, NULL, 0, 0};
    size_t capacity = 0, start = json->at;

    mv_array_open(json);
    do {
        if (mv_json_blank(json) == ']')
            mv_source_refuse(json, json->at, MV_E212,
                             "an empty list of labels");
        if (json->text[json->at] != '"')
            mv_source_refuse(json, json->at, MV_E205, "a label is a string");
        if (json->text[json->at + 1] == '"')
            mv_source_refuse(json, json->at, MV_E212, "a label is empty");
        if (found.count == label_limit)
            mv_source_refuse(json, json->at, MV_E210, "too many labels");
        mv_json_string(json, &object->text);
        found.start = mv_grow(found.start, &capacity, found.count + 1,
                              sizeof *found.start);
        found.start[found.count++] = all.length;
        mv_text_append(&all, object->text.byte, object->text.length + 1);
    } while (mv_json_blank(json) == ',' && ++json->at > 0);
    json->at++;
    found.text = all.byte;
    found.used = all.length;
    demand_distinct(object, &found, start);
    if (labels->count > 0 && !mv_labels_equal(labels, &found))
        mv_source_refuse(json, start, MV_E214,
                         "another statement has other labels here");
    if (labels->count > 0) {
        mv_release(all.byte, all.capacity, 1);
        mv_release(found.start, capacity, sizeof *found.start);
    } else {
        *labels = found;
    }
}

void mv_object_labels(struct mv_object *object, struct mv_labels *labels,
                      enum mv_key key)
{
    object->json->at = object->value_at[key];
    mv_array_labels(object, labels);
}

size_t mv_array_natural(struct mv_object *object, size_t least, size_t most)
{
    struct mv_source *json = object->json;
    size_t start = json->at, value = 0;
    const char *s = (const char *)json->text + start;
    size_t n = mv_natural_span(s + (*s == '-'));

    if (n == 0)
        mv_source_refuse(json, start, MV_E205, "an integer is expected here");
    for (size_t k = 0; k < n && *s != '-'; k++)
        value = value * 10 + (size_t)(s[k] - '0');
    if (*s == '-' || value < least || value > most)
        mv_source_refuse(json, start, MV_E240,
                         "an integer from %zu to %zu is expected here", least,
                         most);
    json->at += n;
    return value;
}

/* Reads the number at the cursor into numerator / denominator, reduced. */
static void read_text(struct mv_object *object)
{
    struct mv_source *json = object->json;
    size_t start = json->at, n;
    const char *s = (const char *)json->text + start;
    int reason;

    if (*s == '"') {
        mv_json_string(json, &object->text);
    } else if (*s == '-' || (*s >= '0' && *s <= '9')) {
        n = 1 + mv_digit_span(s + 1);
        object->text.length = 0;
        mv_text_append(&object->text, s, n);
        json->at += n;
    } else {
        mv_source_refuse(json, start, MV_E205, "a number is expected here");
    }
    reason = mv_statement_number(object->numerator, object->denominator,
                                 object->text.byte);
    if (reason == MV_E207)
        mv_source_refuse(json, start, MV_E207,
                         "write \"-7\", \"1/3\", \"0.25\" or \"1e-3\"");
    if (reason != 0)
        mv_source_refuse(json, start, (enum mv_reason)reason, "%s",
                         MV_NUMBER_TEXT(reason));
}

void mv_array_number(struct mv_object *object, mpz_t common)
{
    size_t start = object->json->at;

    read_text(object);
    if (object->store) {
        mpz_divexact(object->denominator, common, object->denominator);
        mpz_mul(object->numerator, object->numerator, object->denominator);
    } else if (mpz_sgn(object->numerator) != 0) {
        if (!mpz_divisible_p(common, object->denominator))
            mpz_lcm(common, common, object->denominator);
        if (mpz_sizeinbase(common, 2) > common_limit)
            mv_source_refuse(object->json, start, MV_E209,
                             "the common denominator exceeds 2^%d",
                             (int)common_limit);
        if (mpz_size(common) > mv_memory_total() / 8 / ++object->numbers)
            mv_refuse(MV_E500, (struct mv_place){NULL, 0, 0},
                      "the numbers of the statement need more memory");
    }
}

void mv_array_vector(struct mv_object *object, struct mv_table *table)
{
    struct mv_source *json = object->json;
    mpz_t *line = object->store ? mv_table_line(table) : NULL;

    mv_array_open(json);
    for (size_t k = 0; k < table->components; k++) {
        mv_array_next(json, k, table->components);
        mv_array_number(object, table->vector.denominator);
        if (line != NULL)
            mpz_set(line[k], object->numerator);
    }
    mv_array_close(json, table->components);
}

bool mv_is_lottery(mpz_t *value, size_t count, const mpz_t denominator)
{
    bool lottery = true;
    mpz_t sum;

    mpz_init(sum);
    for (size_t k = 0; k < count; k++) {
        mpz_add(sum, sum, value[k]);
        lottery = lottery && mpz_sgn(value[k]) >= 0;
    }
    lottery = lottery && mpz_cmp(sum, denominator) == 0;
    mpz_clear(sum);
    return lottery;
}

void mv_demand_lottery(const struct mv_source *json, size_t at,
                       enum mv_reason reason, mpz_t *value, size_t count,
                       const mpz_t denominator)
{
    char text[MV_RATIO_SIZE];
    mpz_t sum;

    mpz_init(sum);
    for (size_t k = 0; k < count; k++) {
        if (mpz_sgn(value[k]) < 0)
            mv_source_refuse(json, at, reason, "a probability is %s",
                             mv_ratio_text(text, value[k], denominator));
        mpz_add(sum, sum, value[k]);
    }
    if (mpz_cmp(sum, denominator) != 0)
        mv_source_refuse(json, at, reason, "the probabilities sum to %s, not 1",
                         mv_ratio_text(text, sum, denominator));
    mpz_clear(sum);
}

void mv_object_prior(const struct mv_object *object,
                     const struct mv_table *prior)
{
    mv_demand_lottery(object->json, object->value_at[MV_KEY_PRIOR], MV_E211,
                      prior->value, prior->components,
                      prior->vector.denominator);
}

void mv_labels_echo(const struct mv_labels *labels, const char *name,
                    FILE *file)
{
    fprintf(file, "%s %zu\n", name, labels->count);
    for (size_t k = 0; k < labels->count; k++) {
        fprintf(file, "  %zu ", k);
        mv_print_text(file, mv_label(labels, k));
        fputc('\n', file);
    }
}
