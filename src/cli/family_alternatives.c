/* mechcert family alternatives. */
#define _POSIX_C_SOURCE 200809L
#include <sys/wait.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/family.h"
#include "family/alternatives.h"
#include "report/alternatives.h"

typedef struct arguments {
    const char *agents, *highest, *points;
    mc_alternatives alternatives;
} arguments;

enum { MOST_AGENTS = 1000, MOST_POINTS = 1000, NOT_THERE = 127 };

static void write_sheet(mc_sheet *sheet, void *user)
{
    arguments *args = user;
    mc_alternatives *a = &args->alternatives;
    size_t agents;
    if (!mc_cli_family_count(&agents, sheet, "agents", args->agents,
                             MOST_AGENTS) ||
        !mc_cli_family_count(&a->points, sheet, "points", args->points,
                             MOST_POINTS) ||
        !mc_cli_family_number(a->highest, sheet, "highest", args->highest))
        return;
    if (agents == 2)
        mc_alternatives_write(sheet, a);
    else
        mc_sheet_fail(sheet, MC_BAD_INPUT,
                      "the figures are about two agents; mechcert sweep "
                      "computes these mechanisms for others");
}

/* Returns the exit status of gnuplot, or NOT_THERE. */
static int plot(const char *directory, const char *script)
{
    int status = 0;
    pid_t child = fork();
    if (child == 0) {
        if (chdir(directory) == 0)
            (void)execlp("gnuplot", "gnuplot", script, (char *)NULL);
        _exit(NOT_THERE);
    }
    if (child < 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status))
        return NOT_THERE;
    return WEXITSTATUS(status);
}

static mc_status draw(mc_message *message, const mc_sheet *sheet,
                      const char *directory, unsigned digits, void *user)
{
    static const char *const script[] = {"figure1.gp", "figure2.gp",
                                         "figure3.gp"};
    const arguments *args = user;
    mc_status status = mc_report_alternatives(
        message, sheet, &args->alternatives, directory, digits);
    int result = 0;
    for (int k = 0; k < MC_ALTERNATIVES_FIGURES && status == MC_OK && !result;
         k++)
        result = plot(directory, script[k]);
    if (result == NOT_THERE)
        mc_cli_note(
            "gnuplot was not found (sh tools/install.sh plots gets it): %s "
            "has figure1.csv and figure1.gp and so on, but no SVG",
            directory);
    else if (result)
        mc_cli_note("gnuplot could not draw %s/figure1.gp and so on",
                    directory);
    return status;
}

int mc_cli_family_alternatives(int argc, char **argv)
{
    arguments args = {.agents = "2", .highest = "10", .points = "40"};
    const mc_cli_option options[] = {
        {"agents", 0, NULL, &args.agents, "N", "number of agents; 2"},
        {"highest", 0, NULL, &args.highest, "T",
         "social values up to T (default 10)"},
        {"points", 0, NULL, &args.points, "K",
         "at the points 0, T/K, ..., T (default 40)"},
    };
    const mc_cli_family_kind kind = {
        .name = "alternatives",
        .usage = "[OPTION...]",
        .words = "Optimal, linear and unilateral cost sharing compared (Brooks "
                 "and Du, Robust\nmechanisms for the financing of public "
                 "goods, section 5.4) as proved claims. With -o\nalso figures "
                 "1 to 3 as tables, and as plots if gnuplot is there.",
        .option = options,
        .options = sizeof options / sizeof *options,
        .write = write_sheet,
        .after = draw,
        .user = &args};
    mpq_init(args.alternatives.highest);
    int result = mc_cli_family_run(&kind, argc, argv);
    mpq_clear(args.alternatives.highest);
    return result;
}
