/* mechcert family cost-sharing. */
#include "cli/family.h"
#include "family/cost_sharing.h"

typedef struct arguments {
    const char *agents, *value;
} arguments;

static void write_sheet(mc_sheet *sheet, void *user)
{
    const arguments *args = user;
    mc_cost_sharing_sheet c;
    size_t agents;
    mpq_t value;
    mpq_init(value);
    if (mc_cli_family_count(&agents, sheet, "agents", args->agents, 1000) &&
        mc_cli_family_number(value, sheet, "value", args->value)) {
        if (mc_cost_sharing_begin(&c, sheet, agents, value))
            mc_cost_sharing_write_rule(&c);
        mc_cost_sharing_clear(&c);
    }
    mpq_clear(value);
}

int mc_cli_family_cost_sharing(int argc, char **argv)
{
    arguments args = {NULL, NULL};
    const mc_cli_option options[] = {
        {"agents", 0, NULL, &args.agents, "N", "number of agents"},
        {"value", 0, NULL, &args.value, "T", "lower bound of the social value"},
    };
    const mc_cli_family_kind kind = {
        .name = "cost-sharing",
        .usage = "--agents N --value T [OPTION...]",
        .words = "Proportional cost sharing (Brooks and Du, Robust mechanisms "
                 "for the financing of\npublic goods, section 3) as proved "
                 "claims.",
        .option = options,
        .options = sizeof options / sizeof *options,
        .write = write_sheet,
        .user = &args};
    return mc_cli_family_run(&kind, argc, argv);
}
