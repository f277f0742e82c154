/* Environments in words and tables. */
#include "report/statement.h"

#include <stdbool.h>

#include "base/text.h"
#include "game/environment.h"
#include "report/table.h"

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

/* The columns that a rational takes; gmp_snprintf counts bytes, all ASCII. */
static int number_width(mpq_srcptr value)
{
    char nothing[1];
    return gmp_snprintf(nothing, 0, "%Qd", value);
}

static void print_prior(FILE *out, const mc_environment *env)
{
    size_t width = 0;
    int number = 0;
    for (size_t s = 0; s < env->states; s++) {
        int columns = number_width(env->prior[s]);
        width = larger(width, mc_text_width(env->state_label[s]));
        number = columns > number ? columns : number;
    }
    fprintf(out, "\nStates (%zu) and their prior probability:\n", env->states);
    for (size_t s = 0; s < env->states; s++) {
        const char *label = env->state_label[s];
        fprintf(out, "  %zu  ", s);
        mc_text_print(out, label);
        for (size_t b = mc_text_width(label); b < width; b++)
            fputc(' ', out);
        (void)gmp_fprintf(out, "  %*s%Qd\n",
                          number - number_width(env->prior[s]), "",
                          env->prior[s]);
    }
}

/* A table with a row for each state and a column for each outcome. */
typedef struct by_outcome {
    mpq_srcptr values;
    size_t outcomes;
} by_outcome;

static void value_at(mpq_t value, const void *object, size_t row, size_t column)
{
    const by_outcome *table = object;
    mpq_set(value, table->values + row * table->outcomes + column);
}

static mc_status print_table(FILE *out, mc_message *message,
                             const mc_environment *env, mpq_srcptr values)
{
    by_outcome object = {values, env->outcomes};
    mc_table table = {env->states,
                      env->outcomes,
                      env->state_label,
                      env->outcome_label,
                      value_at,
                      &object,
                      false};
    return mc_report_table(out, message, &table);
}

static mc_status print_tables(FILE *out, mc_message *message,
                              const mc_environment *env)
{
    fputs("\nWelfare of the designer, by state and outcome:\n", out);
    mc_status status = print_table(out, message, env, env->welfare[0]);
    for (size_t i = 0; i < env->agents && status == MC_OK; i++) {
        fputs("\nPayoff of agent ", out);
        mc_text_print(out, env->agent_label[i]);
        fputs(", net of the outside option:\n", out);
        status = print_table(out, message, env,
                             env->payoff[i * env->states * env->outcomes]);
    }
    return status;
}

/* --- what can be seen at once ------------------------------------------ */

static bool all_integers(mpq_srcptr values, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (mpz_cmp_ui(mpq_denref(values + i), 1) != 0)
            return false;
    return true;
}

static void print_number_fact(FILE *out, const mc_environment *env)
{
    size_t size = env->states * env->outcomes;
    bool integers = all_integers(env->welfare[0], size) &&
                    all_integers(env->payoff[0], env->agents * size);
    fprintf(out, "  %s\n",
            integers ? "All welfare and payoffs are integers."
                     : "Some welfare or payoffs are fractions; all are kept "
                       "exactly.");
}

static void print_zero_states(FILE *out, const mc_environment *env)
{
    size_t count = 0;
    for (size_t s = 0; s < env->states; s++)
        if (mpq_sgn(env->prior[s]) == 0)
            count++;
    if (count == 0) {
        fputs("  Every state has positive prior probability.\n", out);
        return;
    }
    fprintf(out,
            "  Prior probability 0, but participation must be secure there "
            "too (%zu state%s):\n",
            count, count == 1 ? "" : "s");
    for (size_t s = 0; s < env->states; s++) {
        if (mpq_sgn(env->prior[s]) == 0) {
            fprintf(out, "    %zu  ", s);
            mc_text_print(out, env->state_label[s]);
            fputc('\n', out);
        }
    }
}

static bool is_secure(const mc_environment *env, size_t outcome)
{
    size_t rows = env->agents * env->states;
    for (size_t row = 0; row < rows; row++)
        if (mpq_sgn(env->payoff[row * env->outcomes + outcome]) < 0)
            return false;
    return true;
}

static void expected_welfare(mpq_t result, const mc_environment *env,
                             size_t outcome)
{
    mpq_t term;
    mpq_init(term);
    mpq_set_ui(result, 0, 1);
    for (size_t s = 0; s < env->states; s++) {
        mpq_mul(term, env->prior[s], env->welfare[s * env->outcomes + outcome]);
        mpq_add(result, result, term);
    }
    mpq_clear(term);
}

static void print_secure_outcomes(FILE *out, const mc_environment *env)
{
    size_t count = 0;
    mpq_t welfare;
    mpq_init(welfare);
    for (size_t j = 0; j < env->outcomes; j++) {
        if (!is_secure(env, j))
            continue;
        if (count++ == 0)
            fputs("  Outcomes that give every agent at least 0 in every "
                  "state; always choosing one\n  of them is a "
                  "participation-secure mechanism that guarantees its "
                  "expected welfare:\n",
                  out);
        expected_welfare(welfare, env, j);
        fprintf(out, "    %zu  ", j);
        mc_text_print(out, env->outcome_label[j]);
        (void)gmp_fprintf(out, ": %Qd\n", welfare);
    }
    if (count == 0)
        fputs("  No outcome gives every agent at least 0 in every state. A "
              "lottery may, or\n  there may be no participation-secure "
              "mechanism at all.\n",
              out);
    mpq_clear(welfare);
}

/* sum_theta mu(theta) max_omega w(omega, theta): no mechanism does better. */
static void print_first_best(FILE *out, const mc_environment *env)
{
    mpq_t total, term;
    mpq_init(total);
    mpq_init(term);
    for (size_t s = 0; s < env->states; s++) {
        mpq_srcptr row = env->welfare[s * env->outcomes];
        size_t best = 0;
        for (size_t j = 1; j < env->outcomes; j++)
            if (mpq_cmp(row + j, row + best) > 0)
                best = j;
        mpq_mul(term, env->prior[s], row + best);
        mpq_add(total, total, term);
    }
    (void)gmp_fprintf(out,
                      "  Expected welfare of the best outcome in each state, "
                      "which no mechanism exceeds: %Qd\n",
                      total);
    mpq_clear(term);
    mpq_clear(total);
}

mc_status mc_report_environment(FILE *out, mc_message *message,
                                const mc_environment *env)
{
    mc_status status;
    mc_report_head(out, "Environment", "mechcert-environment-1", env->sha256,
                   env->title, env->notes);
    mc_report_labels(out, "Agents", env->agent_label, env->agents);
    mc_report_labels(out, "Outcomes", env->outcome_label, env->outcomes);
    print_prior(out, env);
    status = print_tables(out, message, env);
    if (status != MC_OK)
        return status;
    fputs("\nSeen at once:\n", out);
    print_number_fact(out, env);
    print_zero_states(out, env);
    print_secure_outcomes(out, env);
    print_first_best(out, env);
    return MC_OK;
}
