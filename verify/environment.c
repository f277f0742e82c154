#include "environment.h"
#include "json.h"
#include "memory.h"
#include "number.h"
#include "report.h"
#include <stdlib.h>
#include <string.h>

enum {
    file_limit = 64 * 1024 * 1024,
    label_limit = 1000000,
    table_limit = 100000000
};

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

/* What reading needs beside the result. The denominator of cell[k] is
   denominator[k] until all have been read. */
struct reading {
    struct mv_json json;
    struct mv_text text;
    size_t value_at[KEYS]; /* 0: the key does not occur */
    mpz_t numerator, divisor;
    mpz_t *denominator;
    size_t cell_capacity, denominator_capacity;
};

const char *mv_label(const struct mv_labels *labels, size_t k)
{
    return labels->text + labels->start[k];
}

static void load(struct mv_json *json, const char *path)
{
    struct mv_place place = {path, 0, 0};
    FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    unsigned char *text = NULL;
    size_t capacity = 0, length = 0, got;

    if (file == NULL)
        mv_refuse(MV_E100, place, "the statement cannot be opened");
    do {
        text = mv_grow(text, &capacity, length + 65536, 1);
        got = fread(text + length, 1, capacity - length - 1, file);
        length += got;
        if (length > file_limit)
            mv_refuse(MV_E209, (struct mv_place){path, 1, 1}, "a statement has at most 64 MiB");
    } while (got > 0);
    if (ferror(file))
        mv_refuse(MV_E100, place, "the statement cannot be read");
    if (file != stdin)
        fclose(file);
    text[length] = 0;
    *json = (struct mv_json){path, text, length, 0};
}

/* Reads a key and the colon; the key MUST be known and new. */
static enum key read_key(struct reading *reading)
{
    struct mv_json *json = &reading->json;
    size_t start = json->at, k;

    if (mv_json_blank(json) != '"')
        mv_json_refuse(json, json->at, MV_E201, "a key in quotes is expected");
    start = json->at;
    mv_json_string(json, &reading->text);
    for (k = 0; k < KEYS; k++)
        if (strcmp(reading->text.byte, key_name[k]) == 0)
            break;
    if (reading->value_at[KEY_FORMAT] == 0 && k != KEY_FORMAT)
        mv_json_refuse(json, start, MV_E213, "the first key must be `format`");
    if (k == KEYS)
        mv_json_refuse(json, start, MV_E204,
                       "unknown key; remove it, or put "
                       "remarks under `notes`");
    if (reading->value_at[k] != 0)
        mv_json_refuse(json, start, MV_E203, "the key `%s` occurs twice",
                       key_name[k]);
    if (mv_json_blank(json) != ':')
        mv_json_refuse(json, json->at, MV_E201, "`:` is expected here");
    json->at++;
    mv_json_blank(json);
    reading->value_at[k] = json->at;
    return (enum key)k;
}

static void check_format(struct reading *reading)
{
    struct mv_json *json = &reading->json;
    size_t start = json->at;

    if (json->text[json->at] != '"')
        return;
    mv_json_string(json, &reading->text);
    if (strcmp(reading->text.byte, "mechcert-environment-1") != 0)
        mv_json_refuse(json, start, MV_E213,
                       "this program reads `mechcert-environment-1` only");
    json->at = start;
}

/* Checks the grammar of the whole text and finds the values of the keys. */
static void find_keys(struct reading *reading)
{
    struct mv_json *json = &reading->json;
    enum key key;

    mv_json_utf8(json);
    if (strncmp((const char *)json->text, "mechcert-certificate", 20) == 0)
        mv_json_refuse(json, 0, MV_E201,
                       "this is a certificate, a statement is expected here; "
                       "the certificate comes last on the command line");
    if (mv_json_blank(json) != '{')
        mv_json_refuse(json, json->at, MV_E201,
                       "a statement begins with `{` (without a byte order "
                       "mark)");
    json->at++;
    if (mv_json_blank(json) != '}') {
        do {
            key = read_key(reading);
            if (key == KEY_FORMAT)
                check_format(reading);
            mv_json_skip(json, &reading->text);
        } while (mv_json_blank(json) == ',' && ++json->at > 0);
    }
    if (mv_json_blank(json) != '}')
        mv_json_refuse(json, json->at, MV_E201, "`,` or `}` is expected here");
    json->at++;
    mv_json_blank(json);
    if (json->at != json->length)
        mv_json_refuse(json, json->at, MV_E201,
                       "nothing may follow the closing brace");
}

/* Moves to the value of a key. */
static void go_to(struct reading *reading, enum key key)
{
    struct mv_json *json = &reading->json;

    if (reading->value_at[key] == 0)
        mv_json_refuse(json, json->length - 1, MV_E204,
                       "the key `%s` is missing", key_name[key]);
    json->at = reading->value_at[key];
}

/* The grammar is known to be right from here on: behind a value in an array
   comes `,` or `]`. */
static void open_array(struct mv_json *json)
{
    if (mv_json_blank(json) != '[')
        mv_json_refuse(json, json->at, MV_E205, "an array is expected here");
    json->at++;
}

/* Moves to entry k of an array that must have `count` >= 1 entries. */
static void next_entry(struct mv_json *json, size_t k, size_t count)
{
    if (mv_json_blank(json) == ']')
        mv_json_refuse(json, json->at, MV_E210,
                       "the array ends after %zu of %zu entries", k, count);
    if (k > 0)
        json->at++;
    mv_json_blank(json);
}

static void close_array(struct mv_json *json, size_t count)
{
    if (mv_json_blank(json) != ']')
        mv_json_refuse(json, json->at, MV_E210,
                       "the array has more than %zu entries", count);
    json->at++;
}

static int compare_labels(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void demand_distinct(const struct mv_json *json,
                            const struct mv_labels *labels, size_t at)
{
    const char **sorted = mv_allocate(labels->count, sizeof *sorted);

    for (size_t k = 0; k < labels->count; k++)
        sorted[k] = mv_label(labels, k);
    qsort(sorted, labels->count, sizeof *sorted, compare_labels);
    for (size_t k = 1; k < labels->count; k++)
        if (strcmp(sorted[k - 1], sorted[k]) == 0)
            mv_json_refuse(json, at, MV_E212,
                           "two labels of this list are equal");
    mv_release(sorted, labels->count, sizeof *sorted);
}

static void read_labels(struct reading *reading, struct mv_labels *labels,
                        enum key key)
{
    struct mv_json *json = &reading->json;
    struct mv_text all = {NULL, 0, 0};
    size_t capacity = 0, start;

    go_to(reading, key);
    start = json->at;
    open_array(json);
    if (mv_json_blank(json) == ']')
        mv_json_refuse(json, start, MV_E212, "an empty list of labels");
    do {
        if (mv_json_blank(json) != '"')
            mv_json_refuse(json, json->at, MV_E205, "a label is a string");
        if (json->text[json->at + 1] == '"')
            mv_json_refuse(json, json->at, MV_E212, "a label is empty");
        if (labels->count == label_limit)
            mv_json_refuse(json, json->at, MV_E210, "more than %d labels",
                           (int)label_limit);
        mv_json_string(json, &reading->text);
        labels->start = mv_grow(labels->start, &capacity, labels->count + 1,
                                sizeof *labels->start);
        labels->start[labels->count++] = all.length;
        mv_text_append(&all, reading->text.byte, reading->text.length + 1);
    } while (mv_json_blank(json) == ',' && ++json->at > 0);
    labels->text = all.byte;
    demand_distinct(json, labels, start);
}

/* Reads the number at the cursor into numerator / denominator, reduced. */
static void read_number(struct reading *reading, mpz_t numerator,
                        mpz_t denominator)
{
    struct mv_json *json = &reading->json;
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
        mv_json_refuse(json, start, MV_E205,
                       "a number is expected here, as \"1/3\" or 7");
    }
    reason = mv_statement_number(numerator, denominator, reading->text.byte);
    if (reason == MV_E207)
        mv_json_refuse(json, start, MV_E207,
                       "not a number; write \"-7\", \"1/3\", \"0.25\" or "
                       "\"1e-3\", without blanks");
    if (reason == MV_E208)
        mv_json_refuse(json, start, MV_E208, "the denominator is zero");
    if (reason != 0)
        mv_json_refuse(json, start, MV_E209,
                       "a number has at most 10000 characters and an exponent "
                       "between -10000 and 10000");
}

/* common := lcm(common, denominator). The numbers that will be brought over it
   would not fit in memory if it became too large: refuse early then. */
static void join_denominators(mpz_t common, const mpz_t denominator,
                              size_t numbers)
{
    if (mpz_divisible_p(common, denominator))
        return;
    mpz_lcm(common, common, denominator);
    if (mpz_size(common) > (size_t)1 << 24 ||
        mpz_size(common) > mv_memory_total() / sizeof(mp_limb_t) / numbers)
        mv_refuse(MV_E500, (struct mv_place){NULL, 0, 0},
                  "the common denominator of the statement's numbers is too "
                  "large");
}

static void read_prior(struct reading *reading, struct mv_environment *e)
{
    struct mv_json *json = &reading->json;
    size_t start, states = e->states.count;
    mpz_t *denominator = mv_allocate(states, sizeof *denominator), sum;

    go_to(reading, KEY_PRIOR);
    start = json->at;
    e->prior = mv_allocate(states, sizeof *e->prior);
    mpz_init_set_ui(e->prior_denominator, 1);
    mpz_init(sum);
    open_array(json);
    for (size_t k = 0; k < states; k++) {
        next_entry(json, k, states);
        mpz_init(e->prior[k]);
        mpz_init(denominator[k]);
        read_number(reading, e->prior[k], denominator[k]);
        if (mpz_sgn(e->prior[k]) < 0)
            mv_json_refuse(json, start, MV_E211,
                           "the prior of state %zu is negative", k);
        join_denominators(e->prior_denominator, denominator[k], states);
    }
    close_array(json, states);
    for (size_t k = 0; k < states; k++) {
        mpz_divexact(denominator[k], e->prior_denominator, denominator[k]);
        mpz_mul(e->prior[k], e->prior[k], denominator[k]);
        mpz_add(sum, sum, e->prior[k]);
        mpz_clear(denominator[k]);
    }
    if (mpz_cmp(sum, e->prior_denominator) != 0)
        mv_json_refuse(json, start, MV_E211, "the prior does not sum to 1");
    mpz_clear(sum);
    mv_release(denominator, states, sizeof *denominator);
}

/* Reads the table of one player and keeps what is not 0. */
static void read_table(struct reading *reading, struct mv_environment *e,
                       size_t player)
{
    struct mv_json *json = &reading->json;
    size_t states = e->states.count, outcomes = e->outcomes.count;

    open_array(json);
    for (size_t state = 0; state < states; state++) {
        next_entry(json, state, states);
        open_array(json);
        for (size_t outcome = 0; outcome < outcomes; outcome++) {
            struct mv_cell *cell;

            next_entry(json, outcome, outcomes);
            read_number(reading, reading->numerator, reading->divisor);
            if (mpz_sgn(reading->numerator) == 0)
                continue;
            e->cell = mv_grow(e->cell, &reading->cell_capacity, e->cells + 1,
                              sizeof *e->cell);
            reading->denominator =
                mv_grow(reading->denominator, &reading->denominator_capacity,
                        e->cells + 1, sizeof(mpz_t));
            mpz_init_set(reading->denominator[e->cells], reading->divisor);
            cell = &e->cell[e->cells++];
            cell->player = (uint32_t)player;
            cell->state = (uint32_t)state;
            cell->outcome = (uint32_t)outcome;
            mpz_init_set(cell->value, reading->numerator);
        }
        close_array(json, outcomes);
    }
    close_array(json, states);
}

static void read_payoffs(struct reading *reading, struct mv_environment *e)
{
    struct mv_json *json = &reading->json;
    size_t agents = e->agents.count;

    go_to(reading, KEY_WELFARE);
    read_table(reading, e, agents);
    go_to(reading, KEY_PAYOFFS);
    open_array(json);
    for (size_t agent = 0; agent < agents; agent++) {
        next_entry(json, agent, agents);
        read_table(reading, e, agent);
    }
    close_array(json, agents);
}

/* Brings all payoffs over one denominator. */
static void scale_payoffs(struct reading *reading, struct mv_environment *e)
{
    mpz_init_set_ui(e->denominator, 1);
    for (size_t k = 0; k < e->cells; k++)
        join_denominators(e->denominator, reading->denominator[k], e->cells);
    for (size_t k = 0; k < e->cells; k++) {
        mpz_divexact(reading->divisor, e->denominator, reading->denominator[k]);
        mpz_mul(e->cell[k].value, e->cell[k].value, reading->divisor);
        mpz_clear(reading->denominator[k]);
    }
    mv_release(reading->denominator, reading->denominator_capacity,
               sizeof(mpz_t));
}

static void index_payoffs(struct mv_payoffs *payoffs,
                          const struct mv_environment *e, bool by_state)
{
    size_t players = e->agents.count + 1, row = 0;
    size_t rows = players * (by_state ? e->states.count : e->outcomes.count);
    size_t *next = mv_allocate(rows + 2, sizeof *next);

    payoffs->rows = rows;
    payoffs->components = by_state ? e->outcomes.count : e->states.count;
    payoffs->payoff = mv_allocate(e->cells + 1, sizeof *payoffs->payoff);
    /* next[r + 2] counts row r, then next[r + 1] is where row r continues;
       when all are placed next[r + 1] is its end and next[r] its start. */
    for (size_t k = 0; k < e->cells; k++) {
        const struct mv_cell *c = &e->cell[k];

        next[(by_state ? c->state : c->outcome) * players + c->player + 2]++;
    }
    for (row = 0; row < rows; row++)
        next[row + 2] += next[row + 1];
    for (size_t k = 0; k < e->cells; k++) {
        const struct mv_cell *c = &e->cell[k];
        struct mv_payoff *p;

        row = (by_state ? c->state : c->outcome) * players + c->player;
        p = &payoffs->payoff[next[row + 1]++];
        p->component = by_state ? c->outcome : c->state;
        p->value = c->value;
    }
    payoffs->start = next;
}

/* A value of the wrong type where only the grammar was checked. */
static void demand_strings(struct reading *reading)
{
    static const enum key keys[] = {KEY_FORMAT, KEY_TITLE, KEY_NOTES};

    for (size_t k = 0; k < 3; k++) {
        size_t at = reading->value_at[keys[k]];

        if (at != 0 && reading->json.text[at] != '"')
            mv_json_refuse(&reading->json, at, MV_E205, "`%s` must be a string",
                           key_name[keys[k]]);
    }
}

void mv_environment_read(struct mv_environment *environment, const char *path)
{
    struct reading reading = {0};
    struct mv_environment *e = environment;

    memset(e, 0, sizeof *e);
    load(&reading.json, path);
    mv_sha256(e->hash, reading.json.text, reading.json.length);
    mpz_inits(reading.numerator, reading.divisor, NULL);
    find_keys(&reading);
    demand_strings(&reading);
    go_to(&reading, KEY_FORMAT);
    read_labels(&reading, &e->agents, KEY_AGENTS);
    read_labels(&reading, &e->outcomes, KEY_OUTCOMES);
    read_labels(&reading, &e->states, KEY_STATES);
    if (e->outcomes.count > table_limit / e->states.count ||
        e->agents.count > table_limit / e->states.count / e->outcomes.count)
        mv_json_refuse(&reading.json, reading.value_at[KEY_STATES], MV_E210,
                       "agents times states times outcomes exceeds %d",
                       (int)table_limit);
    read_prior(&reading, e);
    read_payoffs(&reading, e);
    scale_payoffs(&reading, e);
    index_payoffs(&e->by_state, e, true);
    index_payoffs(&e->by_outcome, e, false);
    mpz_clears(reading.numerator, reading.divisor, NULL);
}

static void echo_labels(const struct mv_labels *labels, const char *name,
                        FILE *file)
{
    fprintf(file, "%s %zu\n", name, labels->count);
    for (size_t k = 0; k < labels->count; k++) {
        fprintf(file, "  %zu ", k);
        mv_print_text(file, mv_label(labels, k));
        fputc('\n', file);
    }
}

static void echo_value(const mpz_t numerator, const mpz_t denominator,
                       FILE *file)
{
    mpz_t p, q;

    mpz_inits(p, q, NULL);
    mpz_gcd(q, numerator, denominator);
    mpz_divexact(p, numerator, q);
    mpz_divexact(q, denominator, q);
    fputc(' ', file);
    mpz_out_str(file, 10, p);
    if (mpz_cmp_ui(q, 1) != 0) {
        fputc('/', file);
        mpz_out_str(file, 10, q);
    }
    mpz_clears(p, q, NULL);
}

/* One line for each state: its number and a value for each outcome. */
static void echo_table(const struct mv_environment *e, size_t player,
                       FILE *file)
{
    for (size_t state = 0; state < e->states.count; state++) {
        size_t row = state * (e->agents.count + 1) + player;
        size_t at = e->by_state.start[row], end = e->by_state.start[row + 1];

        fprintf(file, "  %zu", state);
        for (size_t outcome = 0; outcome < e->outcomes.count; outcome++) {
            const struct mv_payoff *p = &e->by_state.payoff[at];

            if (at < end && p->component == outcome) {
                echo_value(p->value, e->denominator, file);
                at++;
            } else {
                fputs(" 0", file);
            }
        }
        fputc('\n', file);
    }
}

void mv_environment_echo(const struct mv_environment *environment, FILE *file)
{
    const struct mv_environment *e = environment;

    fprintf(file, "sha256 %s\nformat mechcert-environment-1\n", e->hash);
    echo_labels(&e->agents, "agents", file);
    echo_labels(&e->outcomes, "outcomes", file);
    echo_labels(&e->states, "states", file);
    fputs("prior\n", file);
    for (size_t state = 0; state < e->states.count; state++) {
        fprintf(file, "  %zu", state);
        echo_value(e->prior[state], e->prior_denominator, file);
        fputc('\n', file);
    }
    fputs("welfare of the designer (a line for each state, a number for each "
          "outcome)\n",
          file);
    echo_table(e, e->agents.count, file);
    for (size_t agent = 0; agent < e->agents.count; agent++) {
        fprintf(file, "payoffs of agent %zu ", agent);
        mv_print_text(file, mv_label(&e->agents, agent));
        fputc('\n', file);
        echo_table(e, agent, file);
    }
}
