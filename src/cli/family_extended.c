/* mechcert family extended. */
#include "cli/family.h"
#include "family/extended.h"

typedef struct arguments {
    const char *agents, *low, *high, *mean;
} arguments;

static void write_sheet(mc_sheet *sheet, void *user)
{
    const arguments *args = user;
    mc_extended model = {.sheet = sheet};
    mpq_inits(model.low, model.high, model.mean, NULL);
    if (mc_cli_family_count(&model.agents, sheet, "agents", args->agents,
                            1000) &&
        mc_cli_family_number(model.low, sheet, "low", args->low) &&
        mc_cli_family_number(model.high, sheet, "high", args->high) &&
        mc_cli_family_number(model.mean, sheet, "mean", args->mean))
        mc_extended_write(&model);
    mpq_clears(model.low, model.high, model.mean, NULL);
}

int mc_cli_family_extended(int argc, char **argv)
{
    arguments args = {NULL, NULL, NULL, NULL};
    const mc_cli_option options[] = {
        {"agents", 0, NULL, &args.agents, "N", "number of agents"},
        {"low", 0, NULL, &args.low, "TL", "lower bound of the social value"},
        {"high", 0, NULL, &args.high, "TH", "upper bound of the social value"},
        {"mean", 0, NULL, &args.mean, "M", "lower bound of its mean"},
    };
    const mc_cli_family_kind kind = {
        .name = "extended",
        .usage = "--agents N --low TL --high TH --mean M [OPTION...]",
        .words = "Cost sharing when the social value and its mean have bounds "
                 "(Brooks and Du, Robust\nmechanisms for the financing of "
                 "public goods, section 4) as proved claims.",
        .option = options,
        .options = sizeof options / sizeof *options,
        .write = write_sheet,
        .user = &args};
    return mc_cli_family_run(&kind, argc, argv);
}
