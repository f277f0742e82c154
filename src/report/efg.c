#define _POSIX_C_SOURCE 200809L
/* gmp.h declares its functions on streams only after this one. */
#include <stdio.h>

#include "report/efg.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/output.h"
#include "game/payoffs.h"

/* A tree being written. pair[p] = signals * states + state runs over the
   entries of the distribution that are not 0. payoff[state * profiles + a] is
   the text of the payoffs there, NULL where a state does not occur. */
typedef struct tree {
    FILE *out;
    const mc_environment *env;
    const mc_mechanism *mechanism;
    const mc_information *information;
    size_t *pair, pairs;
    char **payoff;
} tree;

/* --- sizes --------------------------------------------------------------- */

static bool find_pairs(tree *t)
{
    const mc_vector *sigma = &t->information->distribution;
    for (size_t k = 0; k < sigma->length; k++)
        t->pairs += mpz_sgn(sigma->numerator[k]) != 0;
    t->pair = mc_array(t->pairs, sizeof *t->pair);
    for (size_t k = 0, p = 0; k < sigma->length && t->pair; k++)
        if (mpz_sgn(sigma->numerator[k]) != 0)
            t->pair[p++] = k;
    return t->pair != NULL;
}

/* The agent's nodes below each pair: one for each profile of the actions of
   those before. */
static size_t nodes_of(const mc_choices *actions, size_t agent)
{
    return actions->profiles / actions->stride[agent] / actions->count[agent];
}

static mc_status check_nodes(const tree *t, mc_message *message)
{
    const mc_choices *actions = &t->mechanism->actions;
    size_t below = actions->profiles;
    for (size_t i = 0; i < actions->agents; i++)
        below += nodes_of(actions, i);
    if (t->pairs <= (MC_EFG_MAX_NODES - 1) / below)
        return MC_OK;
    return mc_message_set(
        message, MC_LIMIT,
        "the game would have more than 1,000,000 nodes: %zu for each of %zu "
        "pairs of a state and signals with positive probability",
        below, t->pairs);
}

static mc_status fail_bytes(mc_message *message)
{
    return mc_message_set(message, MC_LIMIT,
                          "the labels or the payoffs of the game would take "
                          "more than 256 MiB");
}

static size_t longest(char *const *labels, size_t count)
{
    size_t most = 0;
    for (size_t i = 0; i < count; i++)
        if (strlen(labels[i]) > most)
            most = strlen(labels[i]);
    return most;
}

/* No more than so many bytes of labels are written. */
static mc_status check_bytes(const tree *t, mc_message *message)
{
    const mc_choices *actions = &t->mechanism->actions;
    const mc_choices *signals = &t->information->signals;
    size_t start = longest(t->env->state_label, t->env->states), end = start;
    size_t bytes = 0;
    for (size_t i = 0; i < actions->agents; i++) {
        size_t line = longest(signals->label[i], signals->count[i]);
        start += line;
        end += longest(actions->label[i], actions->count[i]);
        for (size_t a = 0; a < actions->count[i]; a++)
            line += strlen(actions->label[i][a]);
        bytes += nodes_of(actions, i) * line;
    }
    bytes += start + actions->profiles * end;
    return bytes <= MC_EFG_MAX_BYTES / t->pairs ? MC_OK : fail_bytes(message);
}

/* --- payoffs ------------------------------------------------------------- */

/* "{ u, v }" */
static char *payoff_text(const tree *t, const mc_payoff_table *table,
                         size_t theta, size_t a)
{
    char *text = NULL;
    size_t size = 0;
    bool failed = false;
    FILE *out = open_memstream(&text, &size);
    mpq_t value;
    if (!out)
        return NULL;
    mpq_init(value);
    for (size_t i = 0; i < t->env->agents; i++) {
        mpq_set_num(value, mc_payoff_at(table, i, a, theta));
        mpq_set_den(value, table->sum.denominator);
        mpq_canonicalize(value);
        (void)gmp_fprintf(out, "%s%Qd", i == 0 ? "{ " : ", ", value);
    }
    mpq_clear(value);
    fputs(" }", out);
    failed = ferror(out) != 0;
    if (fclose(out) == 0 && !failed)
        return text;
    free(text);
    return NULL;
}

static mc_status print_payoffs(tree *t, mc_message *message,
                               const mc_payoff_table *table)
{
    size_t profiles = table->profiles, states = t->env->states, bytes = 0;
    for (size_t p = 0; p < t->pairs; p++) {
        char **row = t->payoff + t->pair[p] % states * profiles;
        for (size_t a = 0; a < profiles; a++) {
            if (!row[a])
                row[a] = payoff_text(t, table, t->pair[p] % states, a);
            if (!row[a])
                return mc_message_set(message, MC_LIMIT, "out of memory");
            bytes += strlen(row[a]);
            if (bytes > MC_EFG_MAX_BYTES)
                return fail_bytes(message);
        }
    }
    return MC_OK;
}

static mc_status find_payoffs(tree *t, mc_message *message)
{
    mc_payoff_table table;
    mc_status status;
    t->payoff = mc_array(t->env->states * t->mechanism->actions.profiles,
                         sizeof(char *));
    status =
        mc_payoff_table_expect(&table, t->env, &t->mechanism->rule) && t->payoff
            ? print_payoffs(t, message, &table)
            : mc_message_set(message, MC_LIMIT, "out of memory");
    mc_payoff_table_clear(&table);
    return status;
}

/* --- text ---------------------------------------------------------------- */

/* Gambit takes a backslash before the closing quote for an escape, and doubles
   others. */
static void put_label(FILE *out, const char *label)
{
    for (const char *c = label; *c; c++)
        if (*c == '"')
            fputs("\\\"", out);
        else if (*c == '\\')
            putc('/', out);
        else
            putc((unsigned char)*c < 0x20 || *c == 0x7F ? ' ' : *c, out);
}

static void put_text(FILE *out, const char *text)
{
    putc('"', out);
    put_label(out, text);
    putc('"', out);
}

/* { "a" "b" } */
static void put_list(FILE *out, char *const *labels, size_t count)
{
    fputs("{ ", out);
    for (size_t i = 0; i < count; i++) {
        put_text(out, labels[i]);
        putc(' ', out);
    }
    putc('}', out);
}

/* "state: one, two" for a profile of actions or signals */
static void put_profile(FILE *out, const char *state, const mc_choices *choices,
                        size_t profile)
{
    putc('"', out);
    put_label(out, state);
    for (size_t i = 0; i < choices->agents; i++) {
        fputs(i == 0 ? ": " : ", ", out);
        put_label(out, choices->label[i][mc_choices_at(choices, profile, i)]);
    }
    putc('"', out);
}

/* --- nodes --------------------------------------------------------------- */

static void put_head(const tree *t)
{
    const char *title = t->mechanism->title;
    fputs("EFG 2 R ", t->out);
    put_text(t->out, title && *title ? title : "Bayesian game");
    putc(' ', t->out);
    put_list(t->out, t->env->agent_label, t->env->agents);
    fprintf(t->out,
            "\n\"The Bayesian game of a mechanism and an information "
            "structure, written by mechcert.\n"
            "Chance draws the state and the signals; each agent then chooses "
            "an action and knows\n"
            "only the own signal. Payoffs are expected over the lottery of the "
            "mechanism, net of\n"
            "the outside option. Not in this file, because the format has no "
            "place for them: the\n"
            "designer's welfare, the outcomes behind a lottery, and which "
            "actions are\n"
            "participation secure.\n"
            "environment %s\nmechanism %s\ninformation %s\"\n\n",
            t->env->sha256, t->mechanism->sha256, t->information->sha256);
}

static void put_chance(const tree *t)
{
    const mc_information *info = t->information;
    mpq_t probability;
    mpq_init(probability);
    fputs("c \"\" 1 \"state and signals\" {", t->out);
    for (size_t p = 0; p < t->pairs; p++) {
        mc_vector_get(probability, &info->distribution, t->pair[p]);
        putc(' ', t->out);
        put_profile(t->out, info->state_label[t->pair[p] % info->states],
                    &info->signals, t->pair[p] / info->states);
        (void)gmp_fprintf(t->out, " %Qd", probability);
    }
    fputs(" } 0\n", t->out);
    mpq_clear(probability);
}

static void put_agent(const tree *t, size_t pair, size_t agent)
{
    const mc_choices *signals = &t->information->signals;
    const mc_choices *actions = &t->mechanism->actions;
    size_t signal =
        mc_choices_at(signals, t->pair[pair] / t->env->states, agent);
    fprintf(t->out, "p \"\" %zu %zu ", agent + 1, signal + 1);
    put_text(t->out, signals->label[agent][signal]);
    putc(' ', t->out);
    put_list(t->out, actions->label[agent], actions->count[agent]);
    fputs(" 0\n", t->out);
}

/* Everything below chance, first child first: profile a opens the nodes of
   the last agents for whom it is the first profile there. */
static void put_pair(const tree *t, size_t pair)
{
    const mc_choices *actions = &t->mechanism->actions;
    size_t theta = t->pair[pair] % t->env->states;
    for (size_t a = 0; a < actions->profiles; a++) {
        size_t place = theta * actions->profiles + a;
        size_t opens = actions->agents;
        while (opens > 0 &&
               a % (actions->stride[opens - 1] * actions->count[opens - 1]) ==
                   0)
            opens--;
        for (size_t i = opens; i < actions->agents; i++)
            put_agent(t, pair, i);
        fprintf(t->out, "t \"\" %zu ", place + 1);
        put_profile(t->out, t->env->state_label[theta], actions, a);
        fprintf(t->out, " %s\n", t->payoff[place]);
    }
}

static mc_status write_file(tree *t, mc_message *message, const char *path)
{
    mc_output *output;
    mc_status status = mc_output_open(&output, message, path);
    if (status != MC_OK)
        return status;
    t->out = mc_output_stream(output);
    put_head(t);
    put_chance(t);
    for (size_t p = 0; p < t->pairs; p++)
        put_pair(t, p);
    return mc_output_commit(output, message);
}

mc_status mc_report_efg(const mc_statements *statements, mc_message *message,
                        const char *path)
{
    tree t = {.env = statements->env,
              .mechanism = statements->mechanism,
              .information = statements->information};
    size_t ends = t.env->states * t.mechanism->actions.profiles;
    mc_status status = mc_statements_match(statements, message);
    if (status == MC_OK && !find_pairs(&t))
        status = mc_message_set(message, MC_LIMIT, "out of memory");
    if (status == MC_OK)
        status = check_nodes(&t, message);
    if (status == MC_OK)
        status = check_bytes(&t, message);
    if (status == MC_OK)
        status = find_payoffs(&t, message);
    if (status == MC_OK)
        status = write_file(&t, message, path);
    for (size_t k = 0; t.payoff && k < ends; k++)
        free(t.payoff[k]);
    free(t.payoff);
    free(t.pair);
    return status;
}
