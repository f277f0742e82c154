#include "verify.h"
#include <stdlib.h>
#include <string.h>

enum { json_limit = 1 << 26, common_limit = 1 << 20 };
enum { label_limit = 1000000, table_limit = 100000000 };

enum key {
    KEY_FORMAT,
    KEY_TITLE,
    KEY_NOTES,
    KEY_AGENTS,
    KEY_OUTCOMES,
    KEY_STATES,
    KEY_PRIOR,
    KEY_WELFARE,
    KEY_PAYOFFS,
    KEYS
};

static const char *const key_name[KEYS] = {"format", "title",    "notes",
                                           "agents", "outcomes", "states",
                                           "prior",  "welfare",  "payoffs"};

/* What reading needs beside the result. The numbers are read twice: first to
   find their common denominators, then to store them over these. */
struct reading {
    struct mv_source *json;
    struct mv_text text;
    size_t value_at[KEYS]; /* 0: the key does not occur */
    mpz_t numerator, denominator;
    bool store;
    size_t numbers, capacity;
};

static const char *label(const struct mv_labels *labels, size_t k)
{
    return labels->text + labels->start[k];
}

/* Reads a key and the colon; the key MUST be known and new, and its value
   begin as it should. */
static enum key read_key(struct reading *reading)
{
    struct mv_source *json = reading->json;
    size_t start = json->at, k = 0;

    if (mv_json_blank(json) != '"')
        mv_source_refuse(json, json->at, MV_E201,
                         "a key in quotes is expected");
    start = json->at;
    mv_json_string(json, &reading->text);
    while (k < KEYS && strcmp(reading->text.byte, key_name[k]) != 0)
        k++;
    if (reading->value_at[KEY_FORMAT] == 0 && k != KEY_FORMAT)
        mv_source_refuse(json, start, MV_E213,
                         "the first key must be `format`");
    if (k == KEYS)
        mv_source_refuse(json, start, MV_E204, "unknown key; see FORMAT.md");
    if (reading->value_at[k] != 0)
        mv_source_refuse(json, start, MV_E203, "this key occurs twice");
    if (mv_json_blank(json) != ':')
        mv_source_refuse(json, json->at, MV_E201, "`:` is expected here");
    json->at++;
    mv_json_blank(json);
    reading->value_at[k] = json->at;
    return (enum key)k;
}

/* Checks the grammar of a value and moves behind it. */
static void read_value(struct reading *reading, enum key key)
{
    struct mv_source *json = reading->json;
    size_t start = json->at;
    int wanted = key <= KEY_NOTES ? '"' : '[', found = json->text[start];

    mv_json_skip(json, &reading->text);
    if (found != wanted)
        mv_source_refuse(json, start, MV_E205, "`%s` must be %s", key_name[key],
                         wanted == '"' ? "a string" : "an array");
    if (key == KEY_FORMAT &&
        strcmp(reading->text.byte, "mechcert-environment-1") != 0)
        mv_source_refuse(json, start, MV_E213,
                         "this program reads `mechcert-environment-1` only");
}

/* Checks the grammar of the whole text and finds the values of the keys. */
static void find_keys(struct reading *reading)
{
    struct mv_source *json = reading->json;

    if (json->length > json_limit)
        mv_source_refuse(json, 0, MV_E209, "JSON of more than 64 MiB");
    mv_json_utf8(json);
    if (mv_json_blank(json) != '{')
        mv_source_refuse(json, json->at, MV_E201, "`{` is expected first");
    json->at++;
    if (mv_json_blank(json) != '}') {
        do
            read_value(reading, read_key(reading));
        while (mv_json_blank(json) == ',' && ++json->at > 0);
    }
    if (mv_json_blank(json) != '}')
        mv_source_refuse(json, json->at, MV_E201,
                         "`,` or `}` is expected here");
    json->at++;
    mv_json_blank(json);
    if (json->at != json->length)
        mv_source_refuse(json, json->at, MV_E201, "bytes after the object");
    for (int key = KEY_AGENTS; key < KEYS; key++)
        if (reading->value_at[key] == 0)
            mv_source_refuse(json, json->length - 1, MV_E204,
                             "the key `%s` is missing", key_name[key]);
    if (reading->value_at[KEY_FORMAT] == 0)
        mv_source_refuse(json, 0, MV_E204, "the key `format` is missing");
}

/* The grammar is known to be right from here on: behind a value in an array
   comes `,` or `]`. */
static void open_array(struct mv_source *json)
{
    if (mv_json_blank(json) != '[')
        mv_source_refuse(json, json->at, MV_E205, "an array is expected here");
    json->at++;
}

/* Moves to entry k of an array that must have `count` >= 1 entries. */
static void next_entry(struct mv_source *json, size_t k, size_t count)
{
    if (mv_json_blank(json) == ']')
        mv_source_refuse(json, json->at, MV_E210, "%zu of %zu entries", k,
                         count);
    json->at += k > 0;
    mv_json_blank(json);
}

static void close_array(struct mv_source *json, size_t count)
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

static void demand_distinct(const struct reading *reading,
                            const struct mv_labels *labels, enum key key)
{
    const char **sorted = mv_allocate(labels->count, sizeof *sorted);

    for (size_t k = 0; k < labels->count; k++)
        sorted[k] = label(labels, k);
    qsort(sorted, labels->count, sizeof *sorted, compare_labels);
    for (size_t k = 1; k < labels->count; k++)
        if (strcmp(sorted[k - 1], sorted[k]) == 0)
            mv_source_refuse(reading->json, reading->value_at[key], MV_E212,
                             "two labels of this list are equal");
    mv_release(sorted, labels->count, sizeof *sorted);
}

static void read_labels(struct reading *reading, struct mv_labels *labels,
                        enum key key)
{
    struct mv_source *json = reading->json;
    struct mv_text all = {NULL, 0, 0};
    size_t capacity = 0;

    json->at = reading->value_at[key];
    open_array(json);
    do {
        if (mv_json_blank(json) == ']')
            mv_source_refuse(json, json->at, MV_E212,
                             "an empty list of labels");
        if (json->text[json->at] != '"')
            mv_source_refuse(json, json->at, MV_E205, "a label is a string");
        if (json->text[json->at + 1] == '"')
            mv_source_refuse(json, json->at, MV_E212, "a label is empty");
        if (labels->count == label_limit)
            mv_source_refuse(json, json->at, MV_E210, "too many labels");
        mv_json_string(json, &reading->text);
        labels->start = mv_grow(labels->start, &capacity, labels->count + 1,
                                sizeof *labels->start);
        labels->start[labels->count++] = all.length;
        mv_text_append(&all, reading->text.byte, reading->text.length + 1);
    } while (mv_json_blank(json) == ',' && ++json->at > 0);
    labels->text = all.byte;
    demand_distinct(reading, labels, key);
}

/* Reads the number at the cursor into numerator / denominator, reduced. */
static void read_text(struct reading *reading)
{
    struct mv_source *json = reading->json;
    size_t start = json->at, n;
    const char *s = (const char *)json->text + start;
    int reason;

    if (*s == '"') {
        mv_json_string(json, &reading->text);
    } else if (*s == '-' || (*s >= '0' && *s <= '9')) {
        n = 1 + mv_digit_span(s + 1);
        reading->text.length = 0;
        mv_text_append(&reading->text, s, n);
        json->at += n;
    } else {
        mv_source_refuse(json, start, MV_E205, "a number is expected here");
    }
    reason = mv_statement_number(reading->numerator, reading->denominator,
                                 reading->text.byte);
    if (reason == MV_E207)
        mv_source_refuse(json, start, MV_E207,
                         "write \"-7\", \"1/3\", \"0.25\" or \"1e-3\"");
    if (reason != 0)
        mv_source_refuse(json, start, (enum mv_reason)reason, "%s",
                         MV_NUMBER_TEXT(reason));
}

/* Reads a number: the first time joins its denominator to the common one, the
   second time brings its numerator over it. Numbers that could not be stored
   over the common denominator are refused before time is spent on them. */
static void read_number(struct reading *reading, mpz_t common)
{
    size_t start = reading->json->at;

    read_text(reading);
    if (reading->store) {
        mpz_divexact(reading->denominator, common, reading->denominator);
        mpz_mul(reading->numerator, reading->numerator, reading->denominator);
    } else if (mpz_sgn(reading->numerator) != 0) {
        if (!mpz_divisible_p(common, reading->denominator))
            mpz_lcm(common, common, reading->denominator);
        if (mpz_sizeinbase(common, 2) > common_limit)
            mv_source_refuse(reading->json, start, MV_E209,
                             "the common denominator exceeds 2^%d",
                             (int)common_limit);
        if (mpz_size(common) > mv_memory_total() / 8 / ++reading->numbers)
            mv_refuse(MV_E500, (struct mv_place){NULL, 0, 0},
                      "the numbers of the statement need more memory");
    }
}

static void read_prior(struct reading *reading, struct mv_environment *e)
{
    struct mv_source *json = reading->json;
    size_t start = reading->value_at[KEY_PRIOR], states = e->states.count;
    mpz_t sum;

    mpz_init(sum);
    json->at = start;
    open_array(json);
    for (size_t k = 0; k < states; k++) {
        next_entry(json, k, states);
        read_number(reading, e->prior_denominator);
        if (mpz_sgn(reading->numerator) < 0)
            mv_source_refuse(json, start, MV_E211, "the prior is negative");
        mpz_set(e->prior[k], reading->numerator);
        mpz_add(sum, sum, reading->numerator);
    }
    close_array(json, states);
    if (reading->store && mpz_cmp(sum, e->prior_denominator) != 0)
        mv_source_refuse(json, start, MV_E211, "the prior does not sum to 1");
    mpz_clear(sum);
}

/* Appends the number that was read to the cells and to both lists. */
static void store_payoff(struct reading *reading, struct mv_environment *e,
                         size_t player, size_t state, size_t outcome)
{
    size_t players = e->agents.count + 1;
    struct mv_cell *cell;

    e->cell = mv_grow(e->cell, &reading->capacity, e->cells + 1, sizeof *cell);
    cell = &e->cell[e->cells++];
    cell->player = player;
    cell->component[MV_BY_STATE] = outcome;
    cell->component[MV_BY_OUTCOME] = state;
    mpz_init_set(cell->value, reading->numerator);
    for (int order = MV_BY_STATE; order <= MV_BY_OUTCOME; order++) {
        size_t o = cell->component[1 - order];
        size_t *head = &e->head[order][o * players + player];

        cell->next[order] = *head;
        *head = e->cells;
    }
}

static void read_table(struct reading *reading, struct mv_environment *e,
                       size_t player)
{
    struct mv_source *json = reading->json;
    size_t states = e->states.count, outcomes = e->outcomes.count;

    open_array(json);
    for (size_t state = 0; state < states; state++) {
        next_entry(json, state, states);
        open_array(json);
        for (size_t outcome = 0; outcome < outcomes; outcome++) {
            next_entry(json, outcome, outcomes);
            read_number(reading, e->denominator);
            if (reading->store && mpz_sgn(reading->numerator) != 0)
                store_payoff(reading, e, player, state, outcome);
        }
        close_array(json, outcomes);
    }
    close_array(json, states);
}

static void read_numbers(struct reading *reading, struct mv_environment *e)
{
    struct mv_source *json = reading->json;
    size_t agents = e->agents.count;

    read_prior(reading, e);
    reading->numbers = 0;
    json->at = reading->value_at[KEY_WELFARE];
    read_table(reading, e, agents);
    json->at = reading->value_at[KEY_PAYOFFS];
    open_array(json);
    for (size_t agent = 0; agent < agents; agent++) {
        next_entry(json, agent, agents);
        read_table(reading, e, agent);
    }
    close_array(json, agents);
}

void mv_environment_read(struct mv_environment *e, struct mv_source *source)
{
    struct reading reading = {.json = source};
    size_t players;

    memset(e, 0, sizeof *e);
    find_keys(&reading);
    read_labels(&reading, &e->agents, KEY_AGENTS);
    read_labels(&reading, &e->outcomes, KEY_OUTCOMES);
    read_labels(&reading, &e->states, KEY_STATES);
    players = e->agents.count + 1;
    if (e->outcomes.count > table_limit / e->states.count ||
        e->agents.count > table_limit / e->states.count / e->outcomes.count)
        mv_source_refuse(source, reading.value_at[KEY_STATES], MV_E210,
                         "agents times states times outcomes exceeds 10^8");
    mpz_inits(reading.numerator, reading.denominator, NULL);
    mpz_init_set_ui(e->prior_denominator, 1);
    mpz_init_set_ui(e->denominator, 1);
    e->prior = mv_allocate(e->states.count, sizeof *e->prior);
    for (size_t state = 0; state < e->states.count; state++)
        mpz_init(e->prior[state]);
    read_numbers(&reading, e);
    e->head[MV_BY_STATE] =
        mv_allocate(e->states.count * players, sizeof(size_t));
    e->head[MV_BY_OUTCOME] =
        mv_allocate(e->outcomes.count * players, sizeof(size_t));
    reading.store = true;
    read_numbers(&reading, e);
    mv_release(reading.text.byte, reading.text.capacity, 1);
    mv_release(source->text, source->capacity, 1);
}

static void echo_labels(const struct mv_labels *labels, const char *name,
                        FILE *file)
{
    fprintf(file, "%s %zu\n", name, labels->count);
    for (size_t k = 0; k < labels->count; k++) {
        fprintf(file, "  %zu ", k);
        mv_print_text(file, label(labels, k));
        fputc('\n', file);
    }
}

/* A line for each state: its number and a value for each outcome. `at` is the
   first cell that has not been printed. */
static size_t echo_table(const struct mv_environment *e, size_t player,
                         size_t at, FILE *file)
{
    for (size_t state = 0; state < e->states.count; state++) {
        fprintf(file, "  %zu", state);
        for (size_t outcome = 0; outcome < e->outcomes.count; outcome++) {
            const struct mv_cell *cell = e->cell + at;

            if (at < e->cells && cell->player == player &&
                cell->component[MV_BY_OUTCOME] == state &&
                cell->component[MV_BY_STATE] == outcome) {
                fputc(' ', file);
                mv_print_ratio(file, cell->value, e->denominator);
                at++;
            } else {
                fputs(" 0", file);
            }
        }
        fputc('\n', file);
    }
    return at;
}

void mv_environment_echo(const struct mv_environment *e, FILE *file)
{
    size_t at;

    fputs("format mechcert-environment-1\n", file);
    echo_labels(&e->agents, "agents", file);
    echo_labels(&e->outcomes, "outcomes", file);
    echo_labels(&e->states, "states", file);
    fputs("prior\n", file);
    for (size_t state = 0; state < e->states.count; state++) {
        fprintf(file, "  %zu ", state);
        mv_print_ratio(file, e->prior[state], e->prior_denominator);
        fputc('\n', file);
    }
    fputs("welfare (a line for each state, a number for each outcome)\n", file);
    at = echo_table(e, e->agents.count, 0, file);
    for (size_t agent = 0; agent < e->agents.count; agent++) {
        fprintf(file, "payoffs of agent %zu ", agent);
        mv_print_text(file, label(&e->agents, agent));
        fputc('\n', file);
        at = echo_table(e, agent, at, file);
    }
}
