/* Small environments for the tests, as plain tables. */
#define _POSIX_C_SOURCE 200809L
#include "economy.h"

#include <stdlib.h>
#include <string.h>

void economy_init(economy *e, size_t agents, size_t outcomes, size_t states)
{
    e->agents = agents;
    e->outcomes = outcomes;
    e->states = states;
    for (size_t t = 0; t < ECONOMY_MAX; t++) {
        mpq_init(e->prior[t]);
        for (size_t o = 0; o < ECONOMY_MAX; o++) {
            mpq_init(e->welfare[t][o]);
            for (size_t i = 0; i < ECONOMY_MAX; i++)
                mpq_init(e->payoff[i][t][o]);
        }
    }
    mpq_set_ui(e->prior[0], 1, 1);
}

void economy_clear(economy *e)
{
    for (size_t t = 0; t < ECONOMY_MAX; t++) {
        mpq_clear(e->prior[t]);
        for (size_t o = 0; o < ECONOMY_MAX; o++) {
            mpq_clear(e->welfare[t][o]);
            for (size_t i = 0; i < ECONOMY_MAX; i++)
                mpq_clear(e->payoff[i][t][o]);
        }
    }
}

void economy_copy(economy *to, const economy *from)
{
    to->agents = from->agents;
    to->outcomes = from->outcomes;
    to->states = from->states;
    for (size_t t = 0; t < ECONOMY_MAX; t++) {
        mpq_set(to->prior[t], from->prior[t]);
        for (size_t o = 0; o < ECONOMY_MAX; o++) {
            mpq_set(to->welfare[t][o], from->welfare[t][o]);
            for (size_t i = 0; i < ECONOMY_MAX; i++)
                mpq_set(to->payoff[i][t][o], from->payoff[i][t][o]);
        }
    }
}

static void random_number(mpq_t value, gmp_randstate_t random)
{
    long numerator = (long)unit_random_below(random, 13) - 6;
    mpq_set_si(value, unit_random_below(random, 4) == 0 ? 0 : numerator,
               1 + unit_random_below(random, 3));
    mpq_canonicalize(value);
}

void economy_random(economy *e, gmp_randstate_t random, bool outside)
{
    size_t weight[ECONOMY_MAX], total = 0;
    while (total == 0)
        for (size_t t = 0; t < e->states; t++)
            total += weight[t] = unit_random_below(random, 5);
    for (size_t t = 0; t < e->states; t++) {
        mpq_set_ui(e->prior[t], weight[t], total);
        mpq_canonicalize(e->prior[t]);
        for (size_t o = 0; o < e->outcomes; o++) {
            random_number(e->welfare[t][o], random);
            for (size_t i = 0; i < e->agents; i++) {
                random_number(e->payoff[i][t][o], random);
                if (outside && o == 0)
                    mpq_set_ui(e->payoff[i][t][o], 0, 1);
            }
        }
    }
}

static void write_labels(FILE *out, const char *key, size_t count)
{
    fprintf(out, " \"%s\": [", key);
    for (size_t c = 0; c < count; c++)
        fprintf(out, "%s\"%zu\"", c ? ", " : "", c);
    fputs("],\n", out);
}

/* [[a, b], [c, d]] */
static void write_table(FILE *out, const economy *e,
                        const mpq_t table[ECONOMY_MAX][ECONOMY_MAX])
{
    for (size_t t = 0; t < e->states; t++)
        for (size_t o = 0; o < e->outcomes; o++) {
            char *text = mpq_get_str(NULL, 10, table[t][o]);
            fprintf(out, "%s\"%s\"%s", o ? ", " : (t ? ", [" : "[["), text,
                    o + 1 < e->outcomes ? "" : "]");
            free(text);
        }
    fputs("]", out);
}

static void write_statement(FILE *out, const economy *e)
{
    fputs("{\"format\": \"mechcert-environment-1\",\n", out);
    write_labels(out, "agents", e->agents);
    write_labels(out, "outcomes", e->outcomes);
    write_labels(out, "states", e->states);
    for (size_t t = 0; t < e->states; t++) {
        char *text = mpq_get_str(NULL, 10, e->prior[t]);
        fprintf(out, "%s\"%s\"", t ? ", " : " \"prior\": [", text);
        free(text);
    }
    fputs("],\n \"welfare\": ", out);
    write_table(out, e, (const mpq_t(*)[ECONOMY_MAX])e->welfare);
    for (size_t i = 0; i < e->agents; i++) {
        fputs(i ? ",\n  " : ",\n \"payoffs\": [\n  ", out);
        write_table(out, e, (const mpq_t(*)[ECONOMY_MAX])e->payoff[i]);
    }
    fputs("]}\n", out);
}

mc_environment *economy_environment(const economy *e)
{
    mc_environment *env = NULL;
    mc_message message = {""};
    char *directory = unit_new_directory();
    char *path = unit_path(directory, "environment.json");
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    write_statement(out, e);
    assert_int_equal(fclose(out), 0);
    if (mc_environment_read(&env, &message, path) != MC_OK)
        fail_msg("%s", message.text);
    free(path);
    unit_remove_directory(directory);
    return env;
}

mc_bound *economy_bound(const mc_environment *env, mc_program program,
                        unsigned long k)
{
    mc_bound *bound = NULL;
    mc_message message = {""};
    if (mc_bound_new(&bound, &message, env, program, k, NULL) != MC_OK)
        fail_msg("%s", message.text);
    return bound;
}

bool economy_values(mpq_t lower, mpq_t upper, const economy *e, unsigned long k)
{
    mc_environment *env = economy_environment(e);
    mc_participation *answer = NULL;
    mc_message message = {""};
    mc_status status = mc_participation_new(&answer, &message, env);
    mc_bound *bound = economy_bound(env, MC_PROGRAM_UPPER, k);
    assert_true(status == MC_OK || status == MC_REFUTED);
    mc_participation_free(answer);
    mpq_set(upper, mc_bound_value(bound));
    mc_bound_free(bound);
    if (status == MC_OK) {
        bound = economy_bound(env, MC_PROGRAM_LOWER, k);
        mpq_set(lower, mc_bound_value(bound));
        mc_bound_free(bound);
        assert_true(mpq_cmp(lower, upper) <= 0);
    }
    mc_environment_free(env);
    return status == MC_OK;
}
