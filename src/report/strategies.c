/* Strategies in words and tables. */
#include "report/statement.h"

#include "base/text.h"
#include "game/strategies.h"
#include "report/table.h"

/* The strategy of one agent. */
typedef struct one {
    const mc_vector *strategy;
    size_t actions;
} one;

static void chance_at(mpq_t value, const void *object, size_t row,
                      size_t column)
{
    const one *agent = object;
    mc_vector_get(value, agent->strategy, row * agent->actions + column);
}

static size_t mixed_signals(const mc_vector *strategy, size_t signals,
                            size_t actions)
{
    size_t mixed = 0;
    for (size_t s = 0; s < signals; s++) {
        bool pure = false;
        for (size_t a = 0; a < actions; a++)
            pure = pure || mpz_cmp(strategy->numerator[s * actions + a],
                                   strategy->denominator) == 0;
        mixed += !pure;
    }
    return mixed;
}

mc_status mc_report_strategies(FILE *out, mc_message *message,
                               const mc_strategies *strategies)
{
    const mc_choices *signals = &strategies->signals;
    const mc_choices *actions = &strategies->actions;
    mc_status status = MC_OK;
    size_t mixed = 0, all = 0;
    mc_report_head(out, "Strategies", "mechcert-strategies-1",
                   strategies->sha256, strategies->title, strategies->notes);
    mc_report_labels(out, "Agents", strategies->agent_label, signals->agents);
    for (size_t i = 0; i < signals->agents && status == MC_OK; i++) {
        one object = {&strategies->strategy[i], actions->count[i]};
        mc_table table = {signals->count[i],
                          actions->count[i],
                          signals->label[i],
                          actions->label[i],
                          chance_at,
                          &object,
                          false};
        fputs("\nAgent ", out);
        mc_text_print(out, strategies->agent_label[i]);
        fputs(": probability of each action, by signal:\n", out);
        status = mc_report_table(out, message, &table);
        all += signals->count[i];
        mixed += mixed_signals(object.strategy, signals->count[i],
                               actions->count[i]);
    }
    fputs("\nSeen at once:\n", out);
    if (mixed == 0)
        fputs("  All strategies are pure.\n", out);
    else
        fprintf(out, "  Mixed at %zu of %zu signals.\n", mixed, all);
    return status;
}
