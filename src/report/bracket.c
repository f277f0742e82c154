#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "base/message.h"
#include "base/text.h"
#include "report/bracket.h"
#include "report/rational.h"

static void print_half(FILE *out, const mc_bracket_half *half,
                       const char *words, const char *program, unsigned long k)
{
    if (half->why)
        fprintf(out, "  %s  %s-%-3lu undecided: %s\n", words, program, k,
                half->why);
    if (!half->bound)
        return;
    mpq_srcptr value = mc_bound_value(half->bound);
    (void)gmp_fprintf(out, "  %s  %s-%-3lu %Qd\n", words, program, k, value);
    fprintf(out, "%*s", 34, "");
    mc_report_enclosure(out, value);
    putc('\n', out);
}

static void print_gap(FILE *out, const mc_bracket *bracket)
{
    if (!bracket->lower.bound || !bracket->upper.bound)
        return;
    mpq_t gap;
    mpq_init(gap);
    mpq_sub(gap, mc_bound_value(bracket->upper.bound),
            mc_bound_value(bracket->lower.bound));
    (void)gmp_fprintf(out, "  %-22s  %-8s %Qd\n%*s", "the two differ by", "",
                      gap, 34, "");
    mc_report_enclosure(out, gap);
    putc('\n', out);
    mpq_clear(gap);
}

static void print_optimality(FILE *out, const mc_bracket_half *half,
                             const char *program, unsigned long k)
{
    if (!half->bound)
        return;
    fprintf(out,
            "%s-%lu: %zu rows, %zu columns; solved exactly (%zu exact pivots "
            "after the proposal),\n"
            "  primal and dual values are equal: no better bound exists for "
            "this program and k.\n",
            program, k, mc_bound_rows(half->bound),
            mc_bound_columns(half->bound), mc_bound_pivots(half->bound));
}

static void print_paths(FILE *out, const mc_bracket_half *half,
                        const char *claim)
{
    if (!half->claim_path)
        return;
    fprintf(out, "  %-34s %s\n  %-34s %s\n", half->claim_path, claim,
            half->value_path, "the value of the program, both sides");
}

static void print_certificates(FILE *out, const mc_bracket *bracket)
{
    const char *example = bracket->no_mechanism_path;
    if (bracket->lower.claim_path)
        example = bracket->lower.claim_path;
    else if (bracket->upper.claim_path)
        example = bracket->upper.claim_path;
    if (!example) {
        fputs("Nothing was written; give -o DIR to keep the proofs.\n", out);
        return;
    }
    fputs("Certificates:\n", out);
    if (bracket->no_mechanism_path)
        fprintf(out, "  %-34s %s\n", bracket->no_mechanism_path,
                "no participation-secure mechanism");
    print_paths(out, &bracket->lower, "guarantee >= the lower bound");
    print_paths(out, &bracket->upper, "potential <= the upper bound");
    fprintf(out, "Check each with:  mechcert-verify %s %s\n", bracket->file,
            example);
    if (bracket->lower.optimum_path || bracket->upper.optimum_path)
        fputs("Statements:\n", out);
    if (bracket->lower.optimum_path)
        fprintf(out, "  %-34s %s\n", bracket->lower.optimum_path,
                "the mechanism of the lower bound");
    if (bracket->upper.optimum_path)
        fprintf(out, "  %-34s %s\n", bracket->upper.optimum_path,
                "the information structure of the upper bound");
}

/* ---- complementary slackness ---- */

typedef struct slackness_table {
    FILE *out;
    const mc_bracket *bracket;
    const mc_bound *bound;
    size_t *point;
    size_t pairs, positive_variable, positive_slack, violated;
    int kind;      /* of the last line; -1 before the first */
    json_t *array; /* for JSON */
} slackness_table;

static const char *kind_words(mc_slackness_kind kind)
{
    switch (kind) {
    case MC_SLACKNESS_MECHANISM:
        return "m(outcome|x) and gamma(x) - informational virtual objective";
    case MC_SLACKNESS_INFORMATION:
        return "sigma(x,state) and strategic virtual objective - "
               "lambda(state)";
    case MC_SLACKNESS_SECURITY:
        return "pi(agent,x,state) and the payoff of the secure action";
    }
    return "";
}

static void count_pair(slackness_table *table, const mc_slackness *pair)
{
    table->pairs++;
    table->positive_variable += mpq_sgn(pair->variable) != 0;
    table->positive_slack += mpq_sgn(pair->slack) != 0;
    table->violated += mpq_sgn(pair->product) != 0;
    mc_bound_point(table->point, table->bound, pair->profile);
}

static int print_pair(void *user, const mc_slackness *pair)
{
    slackness_table *table = user;
    const mc_environment *env = table->bracket->env;
    count_pair(table, pair);
    if (table->kind != (int)pair->kind)
        fprintf(table->out, "  %s:\n", kind_words(pair->kind));
    table->kind = (int)pair->kind;
    fputs("    x = (", table->out);
    for (size_t i = 0; i < mc_environment_agents(env); i++)
        fprintf(table->out, "%s%zu/%lu", i ? ", " : "", table->point[i],
                table->bracket->k);
    fputs("), ", table->out);
    if (pair->kind == MC_SLACKNESS_SECURITY) {
        fputs("agent ", table->out);
        mc_text_print(table->out, mc_environment_agent_label(env, pair->agent));
        fputs(", ", table->out);
    }
    mc_text_print(table->out,
                  pair->kind == MC_SLACKNESS_MECHANISM
                      ? mc_environment_outcome_label(env, pair->outcome)
                      : mc_environment_state_label(env, pair->state));
    (void)gmp_fprintf(table->out, ": %Qd * %Qd = %Qd\n", pair->variable,
                      pair->slack, pair->product);
    return 0;
}

static bool table_init(slackness_table *table, FILE *out,
                       const mc_bracket *bracket, const mc_bound *bound)
{
    *table = (slackness_table){
        .out = out, .bracket = bracket, .bound = bound, .kind = -1};
    table->point = calloc(mc_environment_agents(bracket->env), sizeof(size_t));
    return table->point != NULL;
}

static mc_status print_slackness(FILE *out, mc_message *message,
                                 const mc_bracket *bracket,
                                 const mc_bound *bound, const char *program)
{
    slackness_table table;
    if (!bound || !bracket->slackness)
        return MC_OK;
    if (!table_init(&table, out, bracket, bound))
        return mc_message_set(message, MC_LIMIT, "out of memory");
    fprintf(out, "\nComplementary slackness of %s-%lu (variable * slack):\n",
            program, bracket->k);
    mc_bound_slackness(bound, print_pair, &table);
    fprintf(out, "  %zu pairs, %zu positive variables, %zu positive slacks: ",
            table.pairs, table.positive_variable, table.positive_slack);
    if (table.violated == 0)
        fputs("all products vanish.\n", out);
    else
        fprintf(out, "%zu products do not vanish.\n", table.violated);
    free(table.point);
    return MC_OK;
}

mc_status mc_report_bracket(FILE *out, mc_message *message,
                            const mc_bracket *bracket)
{
    const mc_environment *env = bracket->env;
    fprintf(out,
            "Environment %s\n  sha256 %s\n  %zu agents, %zu outcomes, "
            "%zu states; grid X(%lu): %lu actions or signals per "
            "agent\n\n",
            bracket->file, mc_environment_sha256(env),
            mc_environment_agents(env), mc_environment_outcomes(env),
            mc_environment_states(env), bracket->k,
            bracket->k * bracket->k + 1);
    if (bracket->no_mechanism)
        fputs("Refuted: this environment has no participation-secure "
              "mechanism. Every lottery over\n"
              "outcomes leaves some agent below its outside option in some "
              "state. There is no\n"
              "guarantee to bound from below; an upper bound holds for want "
              "of mechanisms.\n\n",
              out);
    fputs("Bounds on the designer's welfare (exact):\n", out);
    print_half(out, &bracket->lower, "maximum guarantee   >=", "LB-G",
               bracket->k);
    print_half(out, &bracket->upper, "minimum potential   <=", "UB-P",
               bracket->k);
    print_gap(out, bracket);
    putc('\n', out);
    print_optimality(out, &bracket->lower, "LB-G", bracket->k);
    print_optimality(out, &bracket->upper, "UB-P", bracket->k);
    print_certificates(out, bracket);
    mc_status status =
        print_slackness(out, message, bracket, bracket->lower.bound, "LB-G");
    if (status == MC_OK)
        status = print_slackness(out, message, bracket, bracket->upper.bound,
                                 "UB-P");
    return status;
}

/* ---- JSON ---- */

static int append_pair(void *user, const mc_slackness *pair)
{
    slackness_table *table = user;
    const mc_environment *env = table->bracket->env;
    static const char *const names[] = {"mechanism", "information", "security"};
    count_pair(table, pair);
    json_t *point = json_array();
    for (size_t i = 0; i < mc_environment_agents(env); i++)
        json_array_append_new(point, json_integer((json_int_t)table->point[i]));
    json_t *entry =
        json_pack("{ss so}", "kind", names[pair->kind], "point", point);
    if (pair->kind == MC_SLACKNESS_SECURITY)
        json_object_set_new(entry, "agent",
                            json_integer((json_int_t)pair->agent));
    if (pair->kind == MC_SLACKNESS_MECHANISM)
        json_object_set_new(entry, "outcome",
                            json_integer((json_int_t)pair->outcome));
    else
        json_object_set_new(entry, "state",
                            json_integer((json_int_t)pair->state));
    json_object_set_new(entry, "variable",
                        mc_report_rational_json(pair->variable));
    json_object_set_new(entry, "slack", mc_report_rational_json(pair->slack));
    json_object_set_new(entry, "product",
                        mc_report_rational_json(pair->product));
    return json_array_append_new(table->array, entry);
}

static json_t *slackness_json(const mc_bracket *bracket, const mc_bound *bound)
{
    slackness_table table;
    if (!table_init(&table, NULL, bracket, bound))
        return NULL;
    table.array = json_array();
    mc_bound_slackness(bound, append_pair, &table);
    free(table.point);
    return json_pack("{sI sI so}", "pairs", (json_int_t)table.pairs, "violated",
                     (json_int_t)table.violated, "list", table.array);
}

static json_t *half_json(const mc_bracket *bracket, const mc_bracket_half *half,
                         const char *program, const char *claim)
{
    char name[64];
    (void)snprintf(name, sizeof name, "%s-%lu", program, bracket->k);
    json_t *object = json_pack("{ss}", "program", name);
    if (half->why) {
        json_object_set_new(object, "status", json_string("undecided"));
        json_object_set_new(object, "reason", json_string(half->why));
        return object;
    }
    if (!half->bound) {
        json_object_set_new(object, "status", json_string("infeasible"));
        return object;
    }
    json_object_set_new(object, "status", json_string("optimal"));
    json_object_set_new(object, "claim", json_string(claim));
    json_object_set_new(object, "value",
                        mc_report_rational_json(mc_bound_value(half->bound)));
    json_object_set_new(object, "enclosure",
                        mc_report_enclosure_json(mc_bound_value(half->bound)));
    json_object_set_new(object, "rows",
                        json_integer((json_int_t)mc_bound_rows(half->bound)));
    json_object_set_new(
        object, "columns",
        json_integer((json_int_t)mc_bound_columns(half->bound)));
    json_object_set_new(object, "exact_pivots",
                        json_integer((json_int_t)mc_bound_pivots(half->bound)));
    if (half->claim_path)
        json_object_set_new(object, "certificates",
                            json_pack("{ss ss}", "claim", half->claim_path,
                                      "value", half->value_path));
    if (half->optimum_path)
        json_object_set_new(object, "optimum", json_string(half->optimum_path));
    if (bracket->slackness)
        json_object_set_new(object, "slackness",
                            slackness_json(bracket, half->bound));
    return object;
}

mc_status mc_report_bracket_json(FILE *out, mc_message *message,
                                 const mc_bracket *bracket)
{
    bool lower =
        bracket->lower.bound || bracket->lower.why || bracket->no_mechanism;
    bool upper = bracket->upper.bound || bracket->upper.why;
    json_t *root = json_pack(
        "{ss s{ss% ss} sI sb}", "format", "mechcert-bounds-1", "statement",
        "file", bracket->file, strlen(bracket->file), "sha256",
        mc_environment_sha256(bracket->env), "k", (json_int_t)bracket->k,
        "participation_secure_mechanism_exists", !bracket->no_mechanism);
    if (bracket->no_mechanism_path)
        json_object_set_new(root, "no_mechanism_certificate",
                            json_string(bracket->no_mechanism_path));
    if (lower)
        json_object_set_new(
            root, "lower",
            half_json(bracket, &bracket->lower, "LB-G", "guarantee-at-least"));
    if (upper)
        json_object_set_new(
            root, "upper",
            half_json(bracket, &bracket->upper, "UB-P", "potential-at-most"));
    return mc_report_json(out, message, root);
}
