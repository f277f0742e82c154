#define _POSIX_C_SOURCE 200809L
#include "publicgood/divisible_examples.h"

#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "game/statement.h"
#include "publicgood/multivariate.h"

static const char lottery_text[] =
    "{\"format\": \"mechcert-divisible-1\",\n"
    " \"title\": \"Four posted prices\",\n"
    " \"notes\": \"The last display of the proof of Lemma 2 of Andreyanov, "
    "Copic and Jeong is wrong on the cube (1/4, 1/2]^3: the mixed difference "
    "is 1/4, and the display says 1.\",\n"
    " \"agents\": [\"A\", \"B\", \"C\"],\n"
    " \"support\": [[0, 1], [0, 1], [0, 1]], \"cost\": 1,\n"
    " \"prices\": [[\"1/4\", \"1/3\", \"1/3\", \"1/3\"],\n"
    "  [\"1/4\", \"1/5\", \"2/5\", \"2/5\"],\n"
    "  [\"1/4\", \"2/5\", \"1/5\", \"2/5\"],\n"
    "  [\"1/4\", \"2/5\", \"2/5\", \"1/5\"]]}\n";

static const char set_text[] =
    "{\"format\": \"mechcert-divisible-1\",\n"
    " \"title\": \"A finite set of types\",\n"
    " \"notes\": \"Proposition 2 of Andreyanov, Copic and Jeong does not carry "
    "over to finite sets of types: this mechanism is incentive compatible, "
    "individually rational and balanced on the set, its expected welfare is "
    "3/50, and that of the best posted price is 1/20.\",\n"
    " \"agents\": [\"A\", \"B\"],\n"
    " \"support\": [[\"3/10\", \"4/5\"], [\"3/10\", \"4/5\"]], \"cost\": 1,\n"
    " \"domain\": \"set\",\n"
    " \"cuts\": [[\"3/10\", \"4/5\"], [\"3/10\", \"4/5\"]],\n"
    " \"allocation\": [0, \"3/5\", \"3/5\", 1],\n"
    " \"payments\": [[0, 0], [\"9/50\", \"21/50\"], [\"21/50\", \"9/50\"],\n"
    "  [\"1/2\", \"1/2\"]],\n"
    " \"belief\": [[\"1/2\", \"3/10\", \"4/5\"], [\"1/2\", \"4/5\", "
    "\"3/10\"]]}\n";

static mc_status from_text(mc_divisible **good, mc_message *message,
                           const char *text)
{
    char name[] = "the example";
    const mc_file file = {
        .name = name, .text = (char *)text, .length = strlen(text)};
    return mc_divisible_parse(good, message, &file);
}

mc_status mc_divisible_new_lottery(mc_divisible **good, mc_message *message)
{
    return from_text(good, message, lottery_text);
}

mc_status mc_divisible_new_set(mc_divisible **good, mc_message *message)
{
    return from_text(good, message, set_text);
}

/* ---- the uniform lottery ---- */

/* level = (sum v - cost)^(agents - 1) */
static bool set_level(mc_multivariate *level, const mc_divisible *good)
{
    size_t n = good->agents;
    mpq_t *slope = mc_rationals_new(n), constant;
    mc_multivariate surplus, product;
    const unsigned none[MC_DIVISIBLE_AGENTS] = {0};
    mc_multivariate_init(&surplus, n);
    mc_multivariate_init(&product, n);
    mpq_init(constant);
    for (size_t i = 0; i < n && slope; i++)
        mpq_set_ui(slope[i], 1, 1);
    mpq_neg(constant, good->cost);
    bool done = slope && mc_multivariate_linear(&surplus, constant, slope);
    mpq_set_ui(constant, 1, 1);
    done = done && mc_multivariate_append(level, constant, none);
    for (size_t e = 1; e < n && done; e++) {
        done = mc_multivariate_multiply(&product, level, &surplus);
        mc_multivariate_swap(&product, level);
    }
    mpq_clear(constant);
    mc_multivariate_clear(&product);
    mc_multivariate_clear(&surplus);
    mc_rationals_free(slope, n);
    return done;
}

static bool set_terms(mc_divisible *good)
{
    mc_multivariate level;
    mc_multivariate_init(&level, good->agents);
    bool done = set_level(&level, good);
    good->form = MC_DIVISIBLE_TERMS;
    good->term_weight = mc_rationals_new(level.terms);
    good->exponent =
        mc_array(level.terms * good->agents, sizeof *good->exponent);
    done = done && good->term_weight && good->exponent;
    good->terms = good->term_weight ? level.terms : 0;
    for (size_t t = 0; t < level.terms && done; t++) {
        mpq_set(good->term_weight[t], level.coefficient[t]);
        memcpy(good->exponent + t * good->agents,
               level.exponent + t * good->agents,
               good->agents * sizeof *good->exponent);
    }
    mc_multivariate_clear(&level);
    return done;
}

static bool set_agents(mc_divisible *good, size_t agents)
{
    good->agents = agents;
    good->title = mc_text_new("The uniform lottery over posted prices");
    good->agent_label = mc_array(agents, sizeof *good->agent_label);
    good->low = mc_rationals_new(agents);
    good->high = mc_rationals_new(agents);
    bool done = good->title && good->agent_label && good->low && good->high;
    for (size_t i = 0; i < agents && done; i++) {
        good->agent_label[i] = mc_text_new("%zu", i + 1);
        mpq_set_ui(good->high[i], 1, 1);
        done = good->agent_label[i] != NULL;
    }
    mpq_set_ui(good->cost, agents - 1, 1);
    return done;
}

mc_status mc_divisible_new_uniform(mc_divisible **good, mc_message *message,
                                   size_t agents)
{
    if (agents < 2 || agents > 8)
        return mc_message_set(message, MC_BAD_INPUT,
                              "there are from 2 to 8 agents, not %zu", agents);
    mc_divisible *made = mc_array(1, sizeof *made);
    if (!made)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    mpq_init(made->cost);
    if (set_agents(made, agents) && set_terms(made)) {
        *good = made;
        return MC_OK;
    }
    mc_divisible_free(made);
    return mc_message_set(message, MC_LIMIT, "out of memory");
}
