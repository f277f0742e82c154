/* Environments: storage, the statement file, and the standard examples. */
#define _POSIX_C_SOURCE 200809L
#include "game/environment.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/message.h"
#include "base/number.h"
#include "base/output.h"
#include "base/sha256.h"
#include "base/text.h"

/* Limits of verify/FORMAT.md section 2. */
#define MAX_LABELS ((size_t)1000000)
#define MAX_PAYOFFS ((size_t)100000000)

/* So many agents make a statement of about 25 MB. */
#define MAX_EXPENDITURE_AGENTS 200

static const char format_name[] = "mechcert-environment-1";

/* --- storage ----------------------------------------------------------- */

/* An array of rationals that are all 0. NULL: out of memory. */
static mpq_t *rationals_new(size_t count)
{
    mpq_t *values =
        count > SIZE_MAX / sizeof(mpq_t) ? NULL : malloc(count * sizeof(mpq_t));
    if (values != NULL)
        for (size_t i = 0; i < count; i++)
            mpq_init(values[i]);
    return values;
}

static void rationals_free(mpq_t *values, size_t count)
{
    if (values == NULL)
        return;
    for (size_t i = 0; i < count; i++)
        mpq_clear(values[i]);
    free(values);
}

static void labels_free(char **labels, size_t count)
{
    if (labels == NULL)
        return;
    for (size_t i = 0; i < count; i++)
        free(labels[i]);
    free(labels);
}

/* Makes room for the numbers; agents, outcomes and states are set. */
static bool allocate_numbers(mc_environment *env)
{
    env->prior = rationals_new(env->states);
    env->welfare = rationals_new(env->states * env->outcomes);
    env->payoff = rationals_new(env->agents * env->states * env->outcomes);
    return env->prior != NULL && env->welfare != NULL && env->payoff != NULL;
}

void mc_environment_free(mc_environment *env)
{
    if (env == NULL)
        return;
    rationals_free(env->payoff, env->agents * env->states * env->outcomes);
    rationals_free(env->welfare, env->states * env->outcomes);
    rationals_free(env->prior, env->states);
    labels_free(env->state_label, env->states);
    labels_free(env->outcome_label, env->outcomes);
    labels_free(env->agent_label, env->agents);
    free(env->notes);
    free(env->title);
    free(env);
}

size_t mc_environment_agents(const mc_environment *env)
{
    return env->agents;
}

size_t mc_environment_outcomes(const mc_environment *env)
{
    return env->outcomes;
}

size_t mc_environment_states(const mc_environment *env)
{
    return env->states;
}

const char *mc_environment_agent_label(const mc_environment *env, size_t agent)
{
    return env->agent_label[agent];
}

const char *mc_environment_outcome_label(const mc_environment *env,
                                         size_t outcome)
{
    return env->outcome_label[outcome];
}

const char *mc_environment_state_label(const mc_environment *env, size_t state)
{
    return env->state_label[state];
}

mpq_srcptr mc_environment_prior(const mc_environment *env, size_t state)
{
    return env->prior[state];
}

mpq_srcptr mc_environment_welfare(const mc_environment *env, size_t state,
                                  size_t outcome)
{
    return env->welfare[state * env->outcomes + outcome];
}

mpq_srcptr mc_environment_payoff(const mc_environment *env, size_t agent,
                                 size_t state, size_t outcome)
{
    return env->payoff[(agent * env->states + state) * env->outcomes + outcome];
}

const char *mc_environment_sha256(const mc_environment *env)
{
    return env->sha256;
}

/* --- reading ----------------------------------------------------------- */

struct reader {
    mc_environment *env;
    const mc_json *json;
    mc_message *message;
};

static mc_status out_of_memory(const struct reader *reader)
{
    return mc_message_set(reader->message, MC_LIMIT,
                          "%s: out of memory while reading it",
                          reader->json->name);
}

static mc_status check_keys(const struct reader *reader)
{
    static const char *const required[] = {"agents", "outcomes", "states",
                                           "prior",  "welfare",  "payoffs"};
    static const char *const known[] = {"format",   "title",  "notes",
                                        "agents",   "prior",  "welfare",
                                        "outcomes", "states", "payoffs"};
    json_t *root = reader->json->root;
    mc_json_place place = mc_json_top();
    for (void *member = json_object_iter(root); member != NULL;
         member = json_object_iter_next(root, member)) {
        const char *key = json_object_iter_key(member);
        char piece[128];
        size_t i = 0;
        while (i < sizeof known / sizeof *known && strcmp(key, known[i]) != 0)
            i++;
        if (i < sizeof known / sizeof *known)
            continue;
        place = mc_json_at_key(key);
        mc_text_clip(piece, sizeof piece, key, strlen(key));
        return mc_json_fail(reader->json, reader->message, &place,
                            "unknown key \"%s\"; an environment has format, "
                            "title, notes, agents, outcomes, states, prior, "
                            "welfare and payoffs",
                            piece);
    }
    for (size_t i = 0; i < sizeof required / sizeof *required; i++)
        if (json_object_get(root, required[i]) == NULL)
            return mc_json_fail(reader->json, reader->message, &place,
                                "the key \"%s\" is missing", required[i]);
    return MC_OK;
}

static mc_status read_text(char **text, const struct reader *reader,
                           const char *key)
{
    const json_t *value = json_object_get(reader->json->root, key);
    mc_json_place place = mc_json_at(key);
    if (value == NULL)
        return MC_OK;
    if (!json_is_string(value))
        return mc_json_fail(reader->json, reader->message, &place,
                            "must be a string, but is %s",
                            mc_json_type_name(value));
    *text = strdup(json_string_value(value));
    return *text == NULL ? out_of_memory(reader) : MC_OK;
}

/* Checks that a value is an array of `count` entries. */
static mc_status check_array(const struct reader *reader,
                             const mc_json_place *place, const json_t *value,
                             size_t count, const char *entries)
{
    if (!json_is_array(value))
        return mc_json_fail(reader->json, reader->message, place,
                            "must be an array (%s), but is %s", entries,
                            mc_json_type_name(value));
    if (json_array_size(value) != count)
        return mc_json_fail(reader->json, reader->message, place,
                            "must have %zu entries (%s), but has %zu", count,
                            entries, json_array_size(value));
    return MC_OK;
}

struct label_order {
    const char *label;
    size_t index;
};

static int compare_labels(const void *left, const void *right)
{
    const struct label_order *a = left, *b = right;
    int order = strcmp(a->label, b->label);
    if (order != 0)
        return order;
    return (a->index > b->index) - (a->index < b->index);
}

/* The first label that repeats an earlier one. */
static mc_status check_distinct(const struct reader *reader, const char *key,
                                char *const *labels, size_t count)
{
    struct label_order *order = malloc(count * sizeof *order);
    size_t repeat = count;
    char piece[128];
    mc_json_place place;
    if (order == NULL)
        return out_of_memory(reader);
    for (size_t i = 0; i < count; i++)
        order[i] = (struct label_order){labels[i], i};
    qsort(order, count, sizeof *order, compare_labels);
    for (size_t i = 1; i < count; i++)
        if (strcmp(order[i - 1].label, order[i].label) == 0 &&
            order[i].index < repeat)
            repeat = order[i].index;
    free(order);
    if (repeat == count)
        return MC_OK;
    place = mc_json_in(mc_json_at(key), repeat);
    mc_text_clip(piece, sizeof piece, labels[repeat], strlen(labels[repeat]));
    return mc_json_fail(reader->json, reader->message, &place,
                        "the label \"%s\" occurs twice; labels must be "
                        "distinct",
                        piece);
}

static mc_status read_labels(char ***labels, size_t *count,
                             const struct reader *reader, const char *key)
{
    json_t *array = json_object_get(reader->json->root, key);
    mc_json_place place = mc_json_at(key);
    size_t size = json_array_size(array);
    if (!json_is_array(array))
        return mc_json_fail(reader->json, reader->message, &place,
                            "must be an array of strings, but is %s",
                            mc_json_type_name(array));
    if (size == 0 || size > MAX_LABELS)
        return mc_json_fail(reader->json, reader->message, &place,
                            "must have between 1 and 1,000,000 entries, but "
                            "has %zu",
                            size);
    *labels = calloc(size, sizeof **labels);
    if (*labels == NULL)
        return out_of_memory(reader);
    *count = size;
    for (size_t i = 0; i < size; i++) {
        const json_t *label = json_array_get(array, i);
        mc_json_place here = mc_json_in(place, i);
        if (!json_is_string(label))
            return mc_json_fail(reader->json, reader->message, &here,
                                "must be a string, but is %s",
                                mc_json_type_name(label));
        if (json_string_length(label) == 0)
            return mc_json_fail(reader->json, reader->message, &here,
                                "a label must not be empty");
        (*labels)[i] = strdup(json_string_value(label));
        if ((*labels)[i] == NULL)
            return out_of_memory(reader);
    }
    return check_distinct(reader, key, *labels, size);
}

/* Checks that a value has one row for each state and one entry in it for each
   outcome. */
static mc_status check_table(const struct reader *reader,
                             const mc_json_place *place, const json_t *table)
{
    const mc_environment *env = reader->env;
    mc_status status = check_array(reader, place, table, env->states,
                                   "one row for each state");
    for (size_t s = 0; status == MC_OK && s < env->states; s++) {
        mc_json_place row = mc_json_in(*place, s);
        status = check_array(reader, &row, json_array_get(table, s),
                             env->outcomes, "one for each outcome");
    }
    return status;
}

/* All shapes are checked before anything is allocated, so that memory is
   proportional to the file and not to what it announces. */
static mc_status check_shapes(const struct reader *reader)
{
    const mc_environment *env = reader->env;
    json_t *root = reader->json->root;
    const json_t *payoffs = json_object_get(root, "payoffs");
    mc_json_place place = mc_json_at("payoffs");
    mc_status status;
    if (env->states > MAX_PAYOFFS / env->agents / env->outcomes)
        return mc_json_fail(reader->json, reader->message, &place,
                            "agents * states * outcomes must be at most "
                            "100,000,000");
    place = mc_json_at("prior");
    status = check_array(reader, &place, json_object_get(root, "prior"),
                         env->states, "one for each state");
    if (status != MC_OK)
        return status;
    place = mc_json_at("welfare");
    status = check_table(reader, &place, json_object_get(root, "welfare"));
    if (status != MC_OK)
        return status;
    place = mc_json_at("payoffs");
    status = check_array(reader, &place, payoffs, env->agents,
                         "one table for each agent");
    for (size_t i = 0; status == MC_OK && i < env->agents; i++) {
        mc_json_place table = mc_json_in(place, i);
        status = check_table(reader, &table, json_array_get(payoffs, i));
    }
    return status;
}

static mc_status read_row(mpq_t *values, const struct reader *reader,
                          const mc_json_place *place, const json_t *row)
{
    mc_status status = MC_OK;
    size_t count = json_array_size(row);
    for (size_t j = 0; status == MC_OK && j < count; j++) {
        mc_json_place entry = mc_json_in(*place, j);
        status = mc_json_number(values[j], reader->json, reader->message,
                                &entry, json_array_get(row, j));
    }
    return status;
}

static mc_status read_table(mpq_t *values, const struct reader *reader,
                            const mc_json_place *place, const json_t *table)
{
    mc_status status = MC_OK;
    size_t count = json_array_size(table);
    for (size_t s = 0; status == MC_OK && s < count; s++) {
        mc_json_place row = mc_json_in(*place, s);
        status = read_row(values + s * reader->env->outcomes, reader, &row,
                          json_array_get(table, s));
    }
    return status;
}

static mc_status read_numbers(const struct reader *reader)
{
    mc_environment *env = reader->env;
    json_t *root = reader->json->root;
    const json_t *payoffs = json_object_get(root, "payoffs");
    size_t table_size = env->states * env->outcomes;
    mc_json_place place = mc_json_at("prior");
    mc_status status =
        read_row(env->prior, reader, &place, json_object_get(root, "prior"));
    if (status != MC_OK)
        return status;
    place = mc_json_at("welfare");
    status = read_table(env->welfare, reader, &place,
                        json_object_get(root, "welfare"));
    place = mc_json_at("payoffs");
    for (size_t i = 0; status == MC_OK && i < env->agents; i++) {
        mc_json_place table = mc_json_in(place, i);
        status = read_table(env->payoff + i * table_size, reader, &table,
                            json_array_get(payoffs, i));
    }
    return status;
}

static mc_status fail_prior_sum(const struct reader *reader, const mpq_t sum,
                                const mpq_t defect)
{
    mc_json_place place = mc_json_at("prior");
    char *total = mc_number_text(sum), *missing = mc_number_text(defect);
    mc_status status;
    if (total == NULL || missing == NULL) {
        status = out_of_memory(reader);
    } else {
        bool excess = mpq_sgn(defect) < 0;
        status = mc_json_fail(
            reader->json, reader->message, &place,
            "the probabilities sum to %.700s, which is %.700s too %s; they "
            "must sum to exactly 1",
            total, excess ? missing + 1 : missing, excess ? "much" : "little");
    }
    free(missing);
    free(total);
    return status;
}

/* The prior is a probability distribution. */
static mc_status check_prior(const struct reader *reader)
{
    const mc_environment *env = reader->env;
    mc_status status = MC_OK;
    mpq_t sum, defect;
    for (size_t s = 0; s < env->states; s++) {
        mc_json_place place = mc_json_in(mc_json_at("prior"), s);
        if (mpq_sgn(env->prior[s]) < 0)
            return mc_json_fail(reader->json, reader->message, &place,
                                "a probability must not be negative");
    }
    mpq_init(sum);
    mpq_init(defect);
    for (size_t s = 0; s < env->states; s++)
        mpq_add(sum, sum, env->prior[s]);
    mpq_set_ui(defect, 1, 1);
    mpq_sub(defect, defect, sum);
    if (mpq_sgn(defect) != 0)
        status = fail_prior_sum(reader, sum, defect);
    mpq_clear(defect);
    mpq_clear(sum);
    return status;
}

static mc_status read_environment(const struct reader *reader)
{
    mc_environment *env = reader->env;
    mc_status status =
        mc_json_require_format(reader->json, reader->message, format_name);
    if (status == MC_OK)
        status = check_keys(reader);
    if (status == MC_OK)
        status = read_text(&env->title, reader, "title");
    if (status == MC_OK)
        status = read_text(&env->notes, reader, "notes");
    if (status == MC_OK)
        status = read_labels(&env->agent_label, &env->agents, reader, "agents");
    if (status == MC_OK)
        status = read_labels(&env->outcome_label, &env->outcomes, reader,
                             "outcomes");
    if (status == MC_OK)
        status = read_labels(&env->state_label, &env->states, reader, "states");
    if (status == MC_OK)
        status = check_shapes(reader);
    if (status == MC_OK && !allocate_numbers(env))
        status = out_of_memory(reader);
    if (status == MC_OK)
        status = read_numbers(reader);
    if (status == MC_OK)
        status = check_prior(reader);
    return status;
}

static mc_status read_json(mc_environment **env, mc_message *message,
                           const mc_json *json)
{
    struct reader reader = {.message = message, .json = json};
    mc_status status;
    reader.env = calloc(1, sizeof *reader.env);
    status =
        reader.env == NULL ? out_of_memory(&reader) : read_environment(&reader);
    if (status == MC_OK) {
        mc_sha256_hex(reader.env->sha256, json->text, json->length);
        *env = reader.env;
    } else {
        mc_environment_free(reader.env);
    }
    return status;
}

mc_status mc_environment_read(mc_environment **env, mc_message *message,
                              const char *path)
{
    mc_json json;
    mc_status status = mc_json_load(&json, message, path);
    if (status != MC_OK)
        return status;
    status = read_json(env, message, &json);
    mc_json_clear(&json);
    return status;
}

mc_status mc_environment_parse(mc_environment **env, mc_message *message,
                               const mc_file *file)
{
    mc_json json;
    mc_status status =
        mc_json_parse(&json, message, file->name, file->text, file->length);
    if (status != MC_OK)
        return status;
    status = read_json(env, message, &json);
    mc_json_clear(&json);
    return status;
}

/* --- writing ----------------------------------------------------------- */

/* A short integer as it is, everything else in quotes. */
static mc_status print_number(FILE *out, mc_message *message, const mpq_t value)
{
    char *text = mc_number_text(value);
    mc_status status = MC_OK;
    size_t length, digits;
    if (text == NULL)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    length = strlen(text);
    digits = length - (text[0] == '-' ? 1 : 0);
    if (length > MC_NUMBER_MAX_LENGTH)
        status = mc_message_set(message, MC_LIMIT,
                                "a number has %zu characters; a statement may "
                                "have numbers of at most 10,000",
                                length);
    else if (mpz_cmp_ui(mpq_denref(value), 1) == 0 &&
             digits <= MC_NUMBER_MAX_BARE_DIGITS)
        fputs(text, out);
    else
        fprintf(out, "\"%s\"", text);
    free(text);
    return status;
}

static mc_status print_row(FILE *out, mc_message *message, mpq_srcptr values,
                           size_t count)
{
    mc_status status = MC_OK;
    fputc('[', out);
    for (size_t j = 0; status == MC_OK && j < count; j++) {
        if (j > 0)
            fputs(", ", out);
        status = print_number(out, message, values + j);
    }
    fputc(']', out);
    /* A file that could not be read back is not written, and not held in
       memory either. */
    if (status == MC_OK && ftello(out) > (off_t)MC_JSON_MAX_BYTES)
        status = mc_message_set(message, MC_LIMIT,
                                "the statement would have more than 64 MiB");
    return status;
}

static mc_status print_table(FILE *out, mc_message *message, const char *indent,
                             mpq_srcptr values, size_t rows, size_t columns)
{
    mc_status status = MC_OK;
    fputs("[\n", out);
    for (size_t s = 0; status == MC_OK && s < rows; s++) {
        fprintf(out, "%s  ", indent);
        status = print_row(out, message, values + s * columns, columns);
        fputs(s + 1 < rows ? ",\n" : "\n", out);
    }
    fprintf(out, "%s]", indent);
    return status;
}

static void print_text(FILE *out, const char *key, const char *text)
{
    if (text == NULL)
        return;
    fprintf(out, "  \"%s\": ", key);
    mc_text_print_json(out, text);
    fputs(",\n", out);
}

static void print_labels(FILE *out, const char *key, char *const *labels,
                         size_t count)
{
    fprintf(out, "  \"%s\": [", key);
    for (size_t i = 0; i < count; i++) {
        fputs(i == 0 ? "" : ", ", out);
        mc_text_print_json(out, labels[i]);
    }
    fputs("],\n", out);
}

static mc_status print_environment(FILE *out, mc_message *message,
                                   const mc_environment *env)
{
    size_t table_size = env->states * env->outcomes;
    mc_status status;
    fprintf(out, "{\n  \"format\": \"%s\",\n", format_name);
    print_text(out, "title", env->title);
    print_text(out, "notes", env->notes);
    print_labels(out, "agents", env->agent_label, env->agents);
    print_labels(out, "outcomes", env->outcome_label, env->outcomes);
    print_labels(out, "states", env->state_label, env->states);
    fputs("  \"prior\": ", out);
    status = print_row(out, message, env->prior[0], env->states);
    fputs(",\n  \"welfare\": ", out);
    if (status == MC_OK)
        status = print_table(out, message, "  ", env->welfare[0], env->states,
                             env->outcomes);
    fputs(",\n  \"payoffs\": [\n", out);
    for (size_t i = 0; status == MC_OK && i < env->agents; i++) {
        fputs("    ", out);
        status = print_table(out, message, "    ", env->payoff[i * table_size],
                             env->states, env->outcomes);
        fputs(i + 1 < env->agents ? ",\n" : "\n", out);
    }
    fputs("  ]\n}\n", out);
    return status;
}

/* The statement file in memory; the caller frees *bytes. */
static mc_status render(char **bytes, size_t *length, mc_message *message,
                        const mc_environment *env)
{
    char *buffer = NULL;
    size_t size = 0;
    mc_status status = MC_LIMIT;
    bool failed = true;
    FILE *out = open_memstream(&buffer, &size);
    if (out != NULL) {
        status = print_environment(out, message, env);
        failed = ferror(out) != 0;
        failed = fclose(out) != 0 || failed;
    }
    if (failed)
        status = mc_message_set(message, MC_LIMIT, "out of memory");
    if (status != MC_OK) {
        free(buffer);
        return status;
    }
    *bytes = buffer;
    *length = size;
    return MC_OK;
}

mc_status mc_environment_write(const mc_environment *env, mc_message *message,
                               const char *path)
{
    mc_output *output = NULL;
    char *bytes = NULL;
    size_t length = 0;
    mc_status status = render(&bytes, &length, message, env);
    if (status != MC_OK)
        return status;
    status = mc_output_open(&output, message, path);
    if (status == MC_OK) {
        /* A failed write is remembered by the output. */
        (void)fwrite(bytes, 1, length, mc_output_stream(output));
        status = mc_output_commit(output, message);
    }
    free(bytes);
    return status;
}

/* --- the public expenditure problem ------------------------------------ */

static char *format_text(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

static char *format_text(const char *format, ...)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    bool failed;
    va_list arguments;
    if (out == NULL)
        return NULL;
    va_start(arguments, format);
    failed = vfprintf(out, format, arguments) < 0;
    va_end(arguments);
    if (fclose(out) != 0 || failed) {
        free(text);
        return NULL;
    }
    return text;
}

/* `value` is the social value in words. */
static bool name_expenditure(mc_environment *env, size_t agents,
                             const char *value)
{
    bool fine = true;
    env->agent_label = calloc(agents, sizeof *env->agent_label);
    env->outcome_label = calloc(agents + 1, sizeof *env->outcome_label);
    env->state_label = calloc(agents, sizeof *env->state_label);
    if (env->agent_label == NULL || env->outcome_label == NULL ||
        env->state_label == NULL)
        return false;
    env->agents = agents;
    env->outcomes = agents + 1;
    env->states = agents;
    env->title = format_text("Public expenditure, %zu agent%s, social value %s",
                             agents, agents == 1 ? "" : "s", value);
    env->notes = format_text(
        "One unit of a public good can be bought; one agent would pay for it. "
        "One agent, nobody knows which, values it at %s and the others at 0. "
        "Welfare is that value minus the cost 1, a payoff is the agent's value "
        "minus what the agent pays.",
        value);
    env->outcome_label[0] = strdup("no expenditure");
    fine = env->title != NULL && env->notes != NULL &&
           env->outcome_label[0] != NULL;
    for (size_t i = 0; fine && i < agents; i++) {
        env->agent_label[i] = format_text("%zu", i + 1);
        env->outcome_label[i + 1] = format_text("agent %zu pays", i + 1);
        env->state_label[i] =
            format_text("agent %zu has value %s", i + 1, value);
        fine = env->agent_label[i] != NULL &&
               env->outcome_label[i + 1] != NULL && env->state_label[i] != NULL;
    }
    return fine;
}

/* u_i(omega, theta) = theta_i E - e_i and w = (value - 1) E, where outcome 0
   is E = 0 and outcome j > 0 is E = e_j = 1. */
static void fill_expenditure(mc_environment *env, const mpq_t value)
{
    size_t outcomes = env->outcomes, states = env->states;
    mpq_t one, net;
    mpq_init(one);
    mpq_init(net);
    mpq_set_ui(one, 1, 1);
    mpq_sub(net, value, one);
    for (size_t s = 0; s < states; s++) {
        mpq_set_ui(env->prior[s], 1, (unsigned long)states);
        for (size_t j = 1; j < outcomes; j++)
            mpq_set(env->welfare[s * outcomes + j], net);
    }
    for (size_t i = 0; i < env->agents; i++) {
        for (size_t s = 0; s < states; s++) {
            mpq_t *u = env->payoff + (i * states + s) * outcomes;
            for (size_t j = 1; j < outcomes; j++) {
                if (i == s)
                    mpq_set(u[j], value);
                if (j == i + 1)
                    mpq_sub(u[j], u[j], one);
            }
        }
    }
    mpq_clear(net);
    mpq_clear(one);
}

mc_status mc_environment_new_public_expenditure(mc_environment **env,
                                                mc_message *message,
                                                size_t agents,
                                                const mpq_t value)
{
    mc_environment *result = NULL;
    char *words = NULL, *bytes = NULL;
    size_t length = 0;
    mc_status status = MC_LIMIT;
    if (agents < 1 || agents > MAX_EXPENDITURE_AGENTS)
        return mc_message_set(message, MC_BAD_INPUT,
                              "the number of agents must be between 1 and %d",
                              MAX_EXPENDITURE_AGENTS);
    if (mpq_sgn(value) < 0)
        return mc_message_set(message, MC_BAD_INPUT,
                              "the social value must not be negative");
    (void)mc_message_set(message, MC_LIMIT, "out of memory");
    words = mc_number_text(value);
    result = calloc(1, sizeof *result);
    if (words == NULL || result == NULL)
        goto end;
    if (strlen(words) > 40)
        strcpy(words, "T");
    if (!name_expenditure(result, agents, words) || !allocate_numbers(result))
        goto end;
    fill_expenditure(result, value);
    status = render(&bytes, &length, message, result);
    if (status != MC_OK)
        goto end;
    mc_sha256_hex(result->sha256, bytes, length);
    *env = result;
    result = NULL;
    mc_message_set(message, MC_OK, "%s", "");
end:
    free(bytes);
    mc_environment_free(result);
    free(words);
    return status;
}
