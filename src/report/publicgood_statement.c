/* A public good as it was read. */
/* gmp.h declares its functions on streams only after this one. */
#include <stdio.h>

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "publicgood/population.h"
#include "report/cells.h"
#include "report/publicgood.h"
#include "report/table.h"

/* Of longer tables the rest is only counted. */
enum { MOST_ROWS = 40, MOST_COLUMNS = 12 };

static size_t shown(size_t count, size_t most)
{
    return count < most ? count : most;
}

static void print_rest(FILE *out, size_t count, size_t most, const char *noun)
{
    if (count > most)
        fprintf(out, "  and %zu more %s\n", count - most, noun);
}

/* Prints the table and frees it. */
static mc_status finish(FILE *out, mc_message *message, mc_cells *cells)
{
    mc_status status = mc_cells_print(out, message, cells);
    mc_cells_clear(cells);
    return status;
}

/* Heads from `column` on: the alternatives. */
static void fill_heads(mc_cells *cells, size_t column,
                       const mc_publicgood *good)
{
    for (size_t y = 0; column + y < cells->columns; y++)
        mc_cells_take(cells, 0, column + y,
                      mc_report_label(good->alternative_label[y]));
}

static mc_status print_alternatives(FILE *out, mc_message *message,
                                    const mc_population *population)
{
    const mc_publicgood *good = population->good;
    size_t rows = shown(good->alternatives, MOST_ROWS);
    bool total = !good->per_head || !good->draw; /* people are known */
    mc_cells cells;
    fprintf(out, "\nAlternatives (%zu), by quantity:\n", good->alternatives);
    mc_cells_init(&cells, rows + 1, 1U + good->per_head + total);
    if (total)
        mc_cells_set(&cells, 0, cells.columns - 1, "cost");
    if (good->per_head)
        mc_cells_set(&cells, 0, 1, "cost per head");
    for (size_t y = 0; y < rows; y++) {
        mc_cells_take(&cells, y + 1, 0,
                      mc_report_label(good->alternative_label[y]));
        if (good->per_head)
            mc_cells_set(&cells, y + 1, 1, "%Qd", good->cost[y]);
        if (total)
            mc_cells_set(&cells, y + 1, cells.columns - 1, "%Qd",
                         population->cost[y]);
    }
    mc_status status = finish(out, message, &cells);
    print_rest(out, good->alternatives, MOST_ROWS, "alternatives");
    return status;
}

/* --- agents and their shares ------------------------------------------- */

/* One column of numbers, one for each agent, if there are any. */
static void fill_numbers(mc_cells *cells, size_t column, const char *head,
                         mpq_t *number)
{
    if (!number)
        return;
    mc_cells_set(cells, 0, column, "%s", head);
    for (size_t i = 0; i + 1 < cells->rows; i++)
        mc_cells_set(cells, i + 1, column, "%Qd", number[i]);
}

/* What the shares are in proportion to; NULL: not to a number of each agent. */
static mpq_t *duty_of(const mc_publicgood *good, const char **head)
{
    bool by_income = good->income && !good->distance;
    *head = good->shares == MC_SHARES_BURDEN ? "burden" : "duty";
    return good->shares == MC_SHARES_TABLE || by_income ? NULL
                                                        : good->share_number;
}

static mc_status print_agents(FILE *out, mc_message *message,
                              const mc_population *population)
{
    const mc_publicgood *good = population->good;
    const char *head;
    mpq_t *duty = duty_of(good, &head);
    size_t rows = shown(good->agents, MOST_ROWS);
    mc_cells cells;
    fprintf(out, "\nAgents (%zu)", good->agents);
    if (good->draw)
        fputs("; people are drawn:\n", out);
    else
        (void)gmp_fprintf(out, " and how many people each is, %Zd in all:\n",
                          population->people);
    mc_cells_init(&cells, rows + 1,
                  4U + (good->income != NULL) + (good->distance != NULL) +
                      (duty != NULL));
    if (!good->draw)
        mc_cells_set(&cells, 0, 1, "people");
    mc_cells_set(&cells, 0, 2, "types");
    for (size_t i = 0; i < rows; i++) {
        mc_cells_take(&cells, i + 1, 0, mc_report_label(good->agent_label[i]));
        if (!good->draw)
            mc_cells_set(&cells, i + 1, 1, "%lu", good->count[i]);
        mc_cells_set(&cells, i + 1, 2, "%zu", mc_publicgood_types(good, i));
    }
    fill_numbers(&cells, 1, "probability", good->draw);
    fill_numbers(&cells, 3, "weight", good->weight);
    fill_numbers(&cells, 4, "income", good->income);
    fill_numbers(&cells, 5, "distance", good->distance);
    fill_numbers(&cells, cells.columns - 1, head, duty);
    mc_status status = finish(out, message, &cells);
    print_rest(out, good->agents, MOST_ROWS, "agents");
    return status;
}

static void print_share_rule(FILE *out, const mc_publicgood *good)
{
    fputs("\nFair shares: ", out);
    if (good->shares == MC_SHARES_EQUAL)
        fputs("all people bear equal parts of the cost", out);
    else if (good->shares == MC_SHARES_TABLE)
        fputs("as the file lists them", out);
    else if (good->shares == MC_SHARES_BURDEN)
        fputs("the people of an agent together bear a part in proportion to "
              "its burden,\neach of them the same",
              out);
    else if (good->distance)
        (void)gmp_fprintf(out,
                          "in proportion to each person's duty, the income "
                          "over the distance, which\ncounts as %Qd where it "
                          "is less",
                          good->radius[0]);
    else
        fprintf(out, "in proportion to each person's %s",
                good->income ? "income" : "duty");
    fputs(good->draw ? ". If one person of each agent were drawn, one would "
                       "bear:\n"
                     : ". One person bears:\n",
          out);
}

static mc_status print_shares(FILE *out, mc_message *message,
                              const mc_population *population)
{
    const mc_publicgood *good = population->good;
    size_t rows = shown(good->agents, MOST_ROWS);
    mc_cells cells;
    print_share_rule(out, good);
    mc_cells_init(&cells, rows + 1,
                  shown(good->alternatives, MOST_COLUMNS) + 1);
    fill_heads(&cells, 1, good);
    for (size_t i = 0; i < rows; i++) {
        mc_cells_take(&cells, i + 1, 0, mc_report_label(good->agent_label[i]));
        for (size_t c = 1; c < cells.columns; c++)
            mc_cells_set(&cells, i + 1, c, "%Qd",
                         population->share[i * good->alternatives + c - 1]);
    }
    mc_status status = finish(out, message, &cells);
    print_rest(out, good->alternatives, MOST_COLUMNS, "alternatives");
    print_rest(out, good->agents, MOST_ROWS, "agents");
    return status;
}

/* --- types --------------------------------------------------------------- */

static mc_status print_types(FILE *out, mc_message *message,
                             const mc_population *population)
{
    const mc_publicgood *good = population->good;
    size_t kinds = good->first[good->agents], column = good->prior ? 2 : 1;
    size_t profiles = mc_profile_count(population);
    size_t rows = shown(kinds, MOST_ROWS);
    mc_cells cells;
    fprintf(out, "\nTypes (%zu", kinds);
    if (profiles < SIZE_MAX && !good->draw)
        fprintf(out, ", in %zu profile%s", profiles, profiles == 1 ? "" : "s");
    fprintf(out, ") and the value of each alternative to one person:\n");
    mc_cells_init(&cells, rows + 1,
                  shown(good->alternatives, MOST_COLUMNS) + column);
    if (good->prior)
        mc_cells_set(&cells, 0, 1, "probability");
    fill_heads(&cells, column, good);
    for (size_t k = 0; k < rows; k++) {
        mc_cells_take(&cells, k + 1, 0, mc_report_person(good, k));
        if (good->prior)
            mc_cells_set(&cells, k + 1, 1, "%Qd", good->prior[k]);
        for (size_t c = column; c < cells.columns; c++)
            mc_cells_set(&cells, k + 1, c, "%Qd",
                         good->value[k * good->alternatives + c - column]);
    }
    mc_status status = finish(out, message, &cells);
    print_rest(out, good->alternatives, MOST_COLUMNS, "alternatives");
    print_rest(out, kinds, MOST_ROWS, "types");
    return status;
}

/* --- rules ------------------------------------------------------------- */

static void print_tie(FILE *out, const mc_publicgood *good)
{
    if (good->decision == MC_DECISION_TABLE)
        return;
    if (!good->tie) {
        fputs("  No rule for ties.\n", out);
        return;
    }
    fputs("  Of several, ", out);
    if (good->tie_lowest || good->tie_highest) {
        fprintf(out, "the %s.\n", good->tie_lowest ? "lowest" : "highest");
        return;
    }
    fputs("the first in this list: ", out);
    for (size_t j = 0; j < shown(good->alternatives, MOST_ROWS); j++) {
        fputs(j ? ", " : "", out);
        mc_text_print(out, good->alternative_label[good->tie[j]]);
    }
    fputs(".\n", out);
    print_rest(out, good->alternatives, MOST_ROWS, "alternatives");
}

static void print_rules(FILE *out, const mc_publicgood *good)
{
    static const char *const decision[] = {
        [MC_DECISION_UTILITARIAN] =
            "utilitarian: the largest sum, over all people, of the weight "
            "times\n  (value - fair share).",
        [MC_DECISION_EFFICIENT] =
            "efficient: the largest sum, over all people, of (value - fair "
            "share);\n  weights do not count.",
        [MC_DECISION_TABLE] = "the table below."};
    static const char *const transfer[] = {
        [MC_TRANSFER_COST_SHARING_PIVOTAL] =
            ": what the others lose by the person's value, and\n"
            "  the fair share of what would be decided without it.",
        [MC_TRANSFER_GENERALISED_PIVOTAL] =
            ": what the others lose by the person's value.",
        [MC_TRANSFER_CLARKE] =
            ": the fair share of the decision, and what the others lose by "
            "the person's\n  net value.",
        [MC_TRANSFER_GROVES] =
            ": h, listed below, less the welfare of the decision without the\n"
            "  person's value, over the person's weight in it.",
        [MC_TRANSFER_TABLE] = " below."};
    fprintf(out, "\nDecision: %s\n", decision[good->decision]);
    print_tie(out, good);
    fprintf(out, "Transfers: %s%s\n",
            good->transfer == MC_TRANSFER_TABLE
                ? "the table"
                : mc_report_transfer_name(good->transfer),
            transfer[good->transfer]);
}

/* --- tables by profile ------------------------------------------------- */

static void take_profile(mc_cells *cells, size_t row, size_t column,
                         const mc_publicgood *good, const unsigned long *x)
{
    char *text = mc_report_profile(good, x);
    if (!text || *text) {
        mc_cells_take(cells, row, column, text);
        return;
    }
    free(text);
    mc_cells_set(cells, row, column, "the only one");
}

static void fill_profile(mc_cells *cells, size_t row, const mc_publicgood *good,
                         const unsigned long *x)
{
    size_t profile = row - 1, column = 1;
    take_profile(cells, row, 0, good, x);
    if (good->rule)
        mc_cells_take(
            cells, row, column++,
            mc_report_label(good->alternative_label[good->rule[profile]]));
    for (size_t i = 0; good->payment && column < cells->columns; i++)
        mc_cells_set(cells, row, column++, "%Qd",
                     good->payment[profile * good->agents + i]);
}

/* Decisions, and what every agent pays, where they are listed. */
static mc_status print_tables(FILE *out, mc_message *message,
                              const mc_population *population)
{
    const mc_publicgood *good = population->good;
    size_t columns = good->payment ? shown(good->agents, MOST_COLUMNS) : 0;
    size_t rows = shown(good->profiles, MOST_ROWS), column = 1;
    unsigned long *x = mc_array(good->first[good->agents], sizeof *x);
    mc_cells cells;
    fputs("\nBy profile:\n", out);
    mc_cells_init(&cells, rows + 1, columns + (good->rule ? 2 : 1));
    cells.failed = cells.failed || !x;
    if (good->rule)
        mc_cells_set(&cells, 0, column++, "decision");
    for (size_t i = 0; i < columns; i++)
        mc_cells_take(&cells, 0, column++,
                      mc_report_label(good->agent_label[i]));
    if (x)
        mc_profile_first(x, population);
    for (size_t r = 1; r <= rows && x; r++) {
        fill_profile(&cells, r, good, x);
        mc_profile_next(x, population);
    }
    mc_status status = finish(out, message, &cells);
    if (good->payment)
        print_rest(out, good->agents, MOST_COLUMNS, "agents");
    print_rest(out, good->profiles, MOST_ROWS, "profiles");
    free(x);
    return status;
}

/* Rows of an agent, from `row` on. others: the population without the agent.
   Returns the row after the last one. */
static size_t fill_groves(mc_cells *cells, size_t row,
                          const mc_population *others, size_t agent,
                          unsigned long *x)
{
    const mc_publicgood *good = others->good;
    mc_profile_first(x, others);
    for (size_t z = 0; z < good->groves_length[agent] && row < cells->rows;
         z++) {
        mc_cells_take(cells, row, 0, mc_report_label(good->agent_label[agent]));
        take_profile(cells, row, 1, good, x);
        mc_cells_set(cells, row++, 2, "%Qd", good->groves[agent][z]);
        mc_profile_next(x, others);
    }
    return row;
}

static mc_status print_groves(FILE *out, mc_message *message,
                              const mc_population *population)
{
    const mc_publicgood *good = population->good;
    mc_population others = *population;
    unsigned long *x = mc_array(good->first[good->agents], sizeof *x);
    size_t total = 0, row = 1;
    mc_cells cells;
    others.count = mc_array(good->agents, sizeof *others.count);
    for (size_t i = 0; i < good->agents; i++)
        total += good->groves_length[i];
    fputs("\nh of an agent, by profile of the others:\n", out);
    mc_cells_init(&cells, shown(total, MOST_ROWS) + 1, 3);
    cells.failed = cells.failed || !x || !others.count;
    mc_cells_set(&cells, 0, 1, "others");
    mc_cells_set(&cells, 0, 2, "h");
    for (size_t i = 0; i < good->agents && row < cells.rows && !cells.failed;
         i++) {
        for (size_t j = 0; j < good->agents; j++)
            others.count[j] = j != i;
        row = fill_groves(&cells, row, &others, i, x);
    }
    mc_status status = finish(out, message, &cells);
    print_rest(out, total, MOST_ROWS, "profiles of others");
    free(others.count);
    free(x);
    return status;
}

/* --- beliefs ----------------------------------------------------------- */

static mc_status print_atoms(FILE *out, mc_message *message,
                             const mc_publicgood *good)
{
    size_t kinds = good->first[good->agents];
    size_t rows = shown(good->atoms, MOST_ROWS);
    unsigned long *x = mc_array(kinds, sizeof *x);
    mc_cells cells;
    fprintf(out, "\nProfiles of positive probability (%zu):\n", good->atoms);
    mc_cells_init(&cells, rows + 1, 2);
    cells.failed = cells.failed || !x;
    mc_cells_set(&cells, 0, 1, "probability");
    for (size_t a = 0; a < rows && x; a++) {
        memset(x, 0, kinds * sizeof *x);
        for (size_t i = 0; i < good->agents; i++)
            x[good->atom_kind[a * good->agents + i]] = 1;
        take_profile(&cells, a + 1, 0, good, x);
        mc_cells_set(&cells, a + 1, 1, "%Qd", good->atom_probability[a]);
    }
    mc_status status = finish(out, message, &cells);
    print_rest(out, good->atoms, MOST_ROWS, "profiles");
    free(x);
    return status;
}

static mc_status print_beliefs(FILE *out, mc_message *message,
                               const mc_publicgood *good)
{
    if (good->prior)
        fputs("\nBelief: people have their types independently, with the "
              "probabilities above.\n",
              out);
    else if (!good->atoms)
        fputs("\nBelief: none.\n", out);
    return good->atoms ? print_atoms(out, message, good) : MC_OK;
}

mc_status mc_report_publicgood(FILE *out, mc_message *message,
                               const mc_population *population)
{
    const mc_publicgood *good = population->good;
    mc_report_head(out, "Public good", MC_PUBLICGOOD_FORMAT, good->sha256,
                   good->title, good->notes);
    mc_status status = print_alternatives(out, message, population);
    if (status == MC_OK)
        status = print_agents(out, message, population);
    if (status == MC_OK)
        status = print_shares(out, message, population);
    if (status == MC_OK)
        status = print_types(out, message, population);
    print_rules(out, good);
    if (status == MC_OK && (good->rule || good->payment))
        status = print_tables(out, message, population);
    if (status == MC_OK && good->groves)
        status = print_groves(out, message, population);
    return status == MC_OK ? print_beliefs(out, message, good) : status;
}
