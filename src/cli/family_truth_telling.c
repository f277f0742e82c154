/* mechcert family truth-telling. */
#include <string.h>

#include "cli/family.h"
#include "family/truth_telling.h"

typedef struct arguments {
    const char *agents, *value, *alpha, *extra;
} arguments;

static void write_interval(mc_sheet *sheet, const char *text)
{
    size_t count;
    mpq_t *bound =
        mc_cli_family_numbers(&count, sheet, "alpha", text, strlen(text));
    if (!bound)
        return;
    if (count == 2)
        mc_truth_telling_write_interval(sheet, bound[0], bound[1]);
    else
        mc_sheet_fail(sheet, MC_BAD_INPUT, "--alpha: give two numbers A,B");
    mc_cli_family_free(bound, count);
}

static void write_one(mc_cost_sharing_sheet *c, const char *extra)
{
    mpq_t number;
    mpq_init(number);
    if (c->collapses)
        mc_sheet_fail(c->sheet, MC_BAD_INPUT,
                      "--value: must be above the number of agents; otherwise "
                      "the information structures have no limit");
    else if (!extra)
        mc_truth_telling_write(c);
    else if (mc_cli_family_number(number, c->sheet, "density-exponent",
                                  extra)) {
        if (mpq_sgn(number) == 0)
            mc_truth_telling_write(c);
        else
            mc_truth_telling_write_variant(c, number);
    }
    mpq_clear(number);
}

static void write_sheet(mc_sheet *sheet, void *user)
{
    const arguments *args = user;
    mc_cost_sharing_sheet c;
    size_t agents;
    mpq_t value;
    if (args->alpha && (args->agents || args->value || args->extra)) {
        mc_sheet_fail(sheet, MC_BAD_INPUT,
                      "--alpha is for every number of agents and goes with no "
                      "other parameter");
        return;
    }
    if (args->alpha) {
        write_interval(sheet, args->alpha);
        return;
    }
    mpq_init(value);
    if (mc_cli_family_count(&agents, sheet, "agents", args->agents, 1000) &&
        mc_cli_family_number(value, sheet, "value", args->value)) {
        if (mc_cost_sharing_begin(&c, sheet, agents, value))
            write_one(&c, args->extra);
        mc_cost_sharing_clear(&c);
    }
    mpq_clear(value);
}

int mc_cli_family_truth_telling(int argc, char **argv)
{
    arguments args = {NULL, NULL, NULL, NULL};
    const mc_cli_option options[] = {
        {"agents", 0, NULL, &args.agents, "N", "number of agents"},
        {"value", 0, NULL, &args.value, "T", "the social value, above N"},
        {"alpha", 0, NULL, &args.alpha, "A,B",
         "instead: every N and T with (N-1)/(T-1) from A to B"},
        {"density-exponent", 0, NULL, &args.extra, "D",
         "a wrong variant: add D to the density's exponent"},
    };
    const mc_cli_family_kind kind = {
        .name = "truth-telling",
        .usage = "--agents N --value T [OPTION...]\n"
                 "       mechcert family truth-telling --alpha A,B [OPTION...]",
        .words = "Truth-telling is an equilibrium of proportional cost sharing "
                 "under its worst\ninformation (Brooks and Du, Robust "
                 "mechanisms for the financing of public goods,\nProposition "
                 "3) as proved claims.",
        .option = options,
        .options = sizeof options / sizeof *options,
        .write = write_sheet,
        .user = &args};
    return mc_cli_family_run(&kind, argc, argv);
}
