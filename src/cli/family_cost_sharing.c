/* mechcert family cost-sharing. */
#include <string.h>

#include "cli/family.h"
#include "family/cost_sharing.h"

enum { MOST_AGENTS = 200, MOST_TIERS = 100 };

typedef struct arguments {
    const char *agents, *value, *at, *tiers, *social, *cut, *epsilon;
} arguments;

/* Profiles with ; between them. */
static void write_profiles(mc_cost_sharing_sheet *c, const char *text)
{
    for (size_t number = 1;; number++) {
        size_t length = strcspn(text, ";"), count = 0;
        mpq_t *action =
            mc_cli_family_numbers(&count, c->sheet, "at", text, length);
        if (!action)
            return;
        mc_cost_sharing_write_profile(c, number, count, action);
        mc_cli_family_free(action, count);
        if (text[length] == '\0')
            return;
        text += length + 1;
    }
}

static void write_each(mc_cost_sharing_sheet *c, const char *option,
                       const char *text,
                       void (*write)(mc_cost_sharing_sheet *c, size_t number,
                                     const mpq_t value))
{
    size_t count = 0;
    mpq_t *number =
        mc_cli_family_numbers(&count, c->sheet, option, text, strlen(text));
    for (size_t i = 0; number && i < count; i++)
        write(c, i + 1, number[i]);
    if (number)
        mc_cli_family_free(number, count);
}

static void write_possible(mc_cost_sharing_sheet *c, const arguments *args)
{
    size_t tiers;
    mc_cost_sharing_write_rule(c);
    if (args->at)
        write_profiles(c, args->at);
    if (args->tiers &&
        mc_cli_family_count(&tiers, c->sheet, "tiers", args->tiers, MOST_TIERS))
        mc_cost_sharing_write_tiers(c, tiers);
    if (args->social)
        write_each(c, "social-value", args->social,
                   mc_cost_sharing_write_social_value);
    mc_cost_sharing_write_information(c);
}

static void write_impossible(mc_cost_sharing_sheet *c, const arguments *args)
{
    if (args->at || args->tiers || args->social)
        mc_sheet_fail(c->sheet, MC_BAD_INPUT,
                      "--at, --tiers and --social-value need a social value "
                      "above the number of agents");
    mc_sheet_note(c->sheet,
                  "The social value does not exceed the number of agents, so "
                  "that alpha >= 1: the largest guarantee is 0, that of never "
                  "spending anything, because there are information structures "
                  "whose potential is arbitrarily small.");
}

static void write_all(mc_cost_sharing_sheet *c, const arguments *args)
{
    const char *epsilon = args->epsilon;
    if (c->collapses)
        write_impossible(c, args);
    else
        write_possible(c, args);
    if (c->collapses && !epsilon && !args->cut)
        epsilon = "1/10,1/100";
    if (args->cut || epsilon)
        mc_cost_sharing_write_potential(c);
    if (args->cut)
        write_each(c, "cut", args->cut, mc_cost_sharing_write_cut);
    if (epsilon)
        write_each(c, "epsilon", epsilon, mc_cost_sharing_write_epsilon);
}

static void write_sheet(mc_sheet *sheet, void *user)
{
    const arguments *args = user;
    mc_cost_sharing_sheet c;
    size_t agents;
    mpq_t value;
    mpq_init(value);
    if (mc_cli_family_count(&agents, sheet, "agents", args->agents,
                            MOST_AGENTS) &&
        mc_cli_family_number(value, sheet, "value", args->value)) {
        if (mc_cost_sharing_begin(&c, sheet, agents, value))
            write_all(&c, args);
        mc_cost_sharing_clear(&c);
    }
    mpq_clear(value);
}

int mc_cli_family_cost_sharing(int argc, char **argv)
{
    arguments args = {NULL, NULL, NULL, NULL, NULL, NULL, NULL};
    const mc_cli_option options[] = {
        {"agents", 0, NULL, &args.agents, "N", "number of agents"},
        {"value", 0, NULL, &args.value, "T",
         "lower bound of the social value, the sum of the agents'\nvalues (the "
         "cost is 1)"},
        {"at", 0, NULL, &args.at, "A_1,...,A_N",
         "what is spent, and who pays what, at these actions;\nseveral "
         "profiles with ; between them"},
        {"tiers", 0, NULL, &args.tiers, "K",
         "the sizes of K tiers of shares with equal face value"},
        {"social-value", 0, NULL, &args.social, "T'[,...]",
         "what the rule guarantees at these higher social values"},
        {"cut", 0, NULL, &args.cut, "C[,...]",
         "the bound on the potential with this lower cut"},
        {"epsilon", 0, NULL, &args.epsilon, "E[,...]",
         "the largest cut with which the bound is at most E above\nthe "
         "guarantee (T <= N: default 1/10,1/100)"},
    };
    const mc_cli_family_kind kind = {
        .name = "cost-sharing",
        .usage = "--agents N --value T [OPTION...]",
        .words =
            "The proportional cost-sharing rule with the largest guarantee, "
            "and the information\nstructure with the smallest potential "
            "(Brooks "
            "and Du, Robust mechanisms for the\nfinancing of public goods, "
            "section 3): numbers with proved digits, proved properties.",
        .option = options,
        .options = sizeof options / sizeof *options,
        .write = write_sheet,
        .user = &args};
    return mc_cli_family_run(&kind, argc, argv);
}
