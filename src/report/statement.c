/* Statements in words and tables, so that a person can check what was read. */
#include "report/statement.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/message.h"
#include "base/text.h"
#include "game/environment.h"

/* The columns that a rational takes; gmp_snprintf counts bytes, all ASCII. */
static size_t number_width(mpq_srcptr value)
{
    char nothing[1];
    int width = gmp_snprintf(nothing, 0, "%Qd", value);
    return width > 0 ? (size_t)width : 0;
}

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

static void print_blanks(FILE *out, size_t count)
{
    while (count-- > 0)
        fputc(' ', out);
}

static void print_left(FILE *out, const char *text, size_t width)
{
    mc_text_print(out, text);
    print_blanks(out, width - mc_text_width(text));
}

static void print_right(FILE *out, const char *text, size_t width)
{
    print_blanks(out, width - mc_text_width(text));
    mc_text_print(out, text);
}

static void print_number_right(FILE *out, mpq_srcptr value, size_t width)
{
    print_blanks(out, width - number_width(value));
    (void)gmp_fprintf(out, "%Qd", value);
}

static size_t widest_label(char *const *labels, size_t count)
{
    size_t width = 0;
    for (size_t i = 0; i < count; i++)
        width = larger(width, mc_text_width(labels[i]));
    return width;
}

static void print_labels(FILE *out, const char *name, char *const *labels,
                         size_t count)
{
    fprintf(out, "%s (%zu):\n", name, count);
    for (size_t i = 0; i < count; i++) {
        fprintf(out, "  %zu  ", i);
        mc_text_print(out, labels[i]);
        fputc('\n', out);
    }
}

static void print_text(FILE *out, const char *name, const char *text)
{
    if (text == NULL)
        return;
    fprintf(out, "%s: ", name);
    mc_text_print(out, text);
    fputc('\n', out);
}

static void print_prior(FILE *out, const mc_environment *env)
{
    size_t width = widest_label(env->state_label, env->states);
    size_t number = 0;
    for (size_t s = 0; s < env->states; s++)
        number = larger(number, number_width(env->prior[s]));
    fprintf(out, "\nStates (%zu) and their prior probability:\n", env->states);
    for (size_t s = 0; s < env->states; s++) {
        fprintf(out, "  %zu  ", s);
        print_left(out, env->state_label[s], width);
        fputs("  ", out);
        print_number_right(out, env->prior[s], number);
        fputc('\n', out);
    }
}

/* A table with a row for each state and a column for each outcome; `width`
   has room for one number for each outcome. */
static void print_table(FILE *out, const mc_environment *env, mpq_srcptr values,
                        size_t *width)
{
    size_t first = widest_label(env->state_label, env->states);
    for (size_t j = 0; j < env->outcomes; j++) {
        width[j] = mc_text_width(env->outcome_label[j]);
        for (size_t s = 0; s < env->states; s++)
            width[j] =
                larger(width[j], number_width(values + s * env->outcomes + j));
    }
    print_blanks(out, first + 2);
    for (size_t j = 0; j < env->outcomes; j++) {
        fputs("  ", out);
        print_right(out, env->outcome_label[j], width[j]);
    }
    fputc('\n', out);
    for (size_t s = 0; s < env->states; s++) {
        fputs("  ", out);
        print_left(out, env->state_label[s], first);
        for (size_t j = 0; j < env->outcomes; j++) {
            fputs("  ", out);
            print_number_right(out, values + s * env->outcomes + j, width[j]);
        }
        fputc('\n', out);
    }
}

static mc_status print_tables(FILE *out, mc_message *message,
                              const mc_environment *env)
{
    size_t *width = calloc(env->outcomes, sizeof *width);
    if (width == NULL)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    fputs("\nWelfare of the designer, by state and outcome:\n", out);
    print_table(out, env, env->welfare[0], width);
    for (size_t i = 0; i < env->agents; i++) {
        fputs("\nPayoff of agent ", out);
        mc_text_print(out, env->agent_label[i]);
        fputs(", net of the outside option:\n", out);
        print_table(out, env, env->payoff[i * env->states * env->outcomes],
                    width);
    }
    free(width);
    return MC_OK;
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
    fputs("Environment (mechcert-environment-1)\n", out);
    fprintf(out, "SHA-256: %s\n", env->sha256);
    print_text(out, "Title", env->title);
    print_text(out, "Notes", env->notes);
    fputc('\n', out);
    print_labels(out, "Agents", env->agent_label, env->agents);
    fputc('\n', out);
    print_labels(out, "Outcomes", env->outcome_label, env->outcomes);
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
