#include "report/quantity.h"

#include "base/text.h"
#include "report/rational.h"
#include "report/table.h"

static const char *const rule_name[MC_CHARGES] = {
    [MC_CHARGE_PIVOTAL] = "generalised pivotal",
    [MC_CHARGE_COST_SHARING] = "cost-sharing pivotal",
    [MC_CHARGE_CLARKE] = "Clarke"};

static void print_head(FILE *out, const mc_quantity_report *report)
{
    const mc_quantity *quantity = report->outcome->quantity;
    static const char *const tie[] = {
        [MC_TIE_NONE] = "no tie rule, and no ties",
        [MC_TIE_LOWEST] = "of several maximisers the lowest",
        [MC_TIE_HIGHEST] = "of several maximisers the highest"};
    (void)gmp_fprintf(out,
                      "Public good %s: quantities from 0 to %Qd, %zu agent%s\n"
                      "  the decision is %s; %s\n\n",
                      report->path, quantity->knot[quantity->pieces],
                      quantity->agents, quantity->agents == 1 ? "" : "s",
                      quantity->utilitarian ? "utilitarian" : "efficient",
                      tie[quantity->tie]);
}

static void print_check(FILE *out, const mc_quantity_report *report)
{
    putc('\n', out);
    mc_report_check(out, report->certificate, &report->path, 1);
}

/* --- run --------------------------------------------------------------- */

enum { PEOPLE, WITHOUT, NET, WORTH, WORTH_WITHOUT, WORTH_NET, DECISIONS };

static void get_decision(mpq_t value, const void *object, size_t row,
                         size_t column)
{
    const mc_quantity_outcome *outcome = object;
    const mc_quantity_person *person = outcome->person + row;
    if (column == PEOPLE)
        mpq_set_ui(value, outcome->quantity->count[row], 1);
    else if (column == WITHOUT)
        mpq_set(value, person->without.at);
    else if (column == NET)
        mpq_set(value, person->net.at);
    else
        mpq_set(value, person->worth[column - WORTH]);
}

static void get_share(mpq_t value, const void *object, size_t row,
                      size_t column)
{
    const mc_quantity_outcome *outcome = object;
    mpq_set(value, outcome->person[row].share[column]);
}

enum { LOSS, SHARE, SUM, CLARKE_LOSS, CLARKE_SHARE, CLARKE_SUM, PARTS };

static void get_part(mpq_t value, const void *object, size_t row, size_t column)
{
    const mc_quantity_outcome *outcome = object;
    const mc_quantity_person *person = outcome->person + row;
    if (column == LOSS)
        mpq_set(value, person->charge[MC_CHARGE_PIVOTAL]);
    else if (column == SHARE)
        mpq_set(value, person->share[MC_AT_WITHOUT]);
    else if (column == SUM)
        mpq_set(value, person->charge[MC_CHARGE_COST_SHARING]);
    else if (column == CLARKE_LOSS)
        mpq_sub(value, person->charge[MC_CHARGE_CLARKE],
                person->share[MC_AT_DECISION]);
    else if (column == CLARKE_SHARE)
        mpq_set(value, person->share[MC_AT_DECISION]);
    else
        mpq_set(value, person->charge[MC_CHARGE_CLARKE]);
}

static void get_revenue(mpq_t value, const void *object, size_t row,
                        size_t column)
{
    const mc_quantity_outcome *outcome = object;
    mpq_set(value, outcome->revenue[row]);
    if (column == 1)
        mpq_sub(value, value, outcome->cost);
}

static mc_status print_table(FILE *out, mc_message *message,
                             const mc_quantity_outcome *outcome,
                             char *const *column, size_t columns,
                             void (*get)(mpq_t, const void *, size_t, size_t))
{
    mc_table table = {.rows = outcome->quantity->agents,
                      .columns = columns,
                      .row_label = outcome->quantity->label,
                      .column_label = column,
                      .get = get,
                      .object = outcome};
    return mc_report_table(out, message, &table);
}

static void print_units(FILE *out, const mc_quantity_outcome *outcome)
{
    const mc_quantity *quantity = outcome->quantity;
    fputs("\nWhat a person may pay by fair pricing per unit, the area under "
          "the larger of\nmarginal value and marginal share up to a:\n",
          out);
    for (size_t i = 0; i < quantity->agents; i++) {
        fputs("  ", out);
        mc_text_print(out, quantity->label[i]);
        if (outcome->person[i].has_unit)
            (void)gmp_fprintf(out, ": %Qd\n", outcome->person[i].unit);
        else
            fputs(": left out, as they meet at an irrational quantity\n", out);
    }
}

static mc_status print_revenue(FILE *out, mc_message *message,
                               const mc_quantity_outcome *outcome)
{
    static char columns[2][20] = {"revenue", "minus cost"};
    static char rows[MC_CHARGES][24] = {"generalised pivotal",
                                        "cost-sharing pivotal", "Clarke"};
    char *column[2] = {columns[0], columns[1]};
    char *row[MC_CHARGES] = {rows[0], rows[1], rows[2]};
    mc_table table = {MC_CHARGES, 2, row, column, get_revenue, outcome, false};
    (void)gmp_fprintf(out, "\nThe cost of a is %Qd; all people together pay:\n",
                      outcome->cost);
    return mc_report_table(out, message, &table);
}

mc_status mc_report_quantity_run(FILE *out, mc_message *message,
                                 const mc_quantity_report *report)
{
    static char decisions[DECISIONS][8] = {"people", "a0",    "aN",
                                           "v(a)",   "v(a0)", "v(aN)"};
    static char shares[MC_PLACES][8] = {"c(a)", "c(a0)", "c(aN)"};
    static char parts[PARTS][12] = {"pivotal p", "+ c(a0)", "= CSP q",
                                    "net loss",  "+ c(a)",  "= Clarke k"};
    const mc_quantity_outcome *outcome = report->outcome;
    char *decision[DECISIONS], *share[MC_PLACES], *part[PARTS];
    for (size_t j = 0; j < DECISIONS; j++)
        decision[j] = decisions[j];
    for (size_t j = 0; j < MC_PLACES; j++)
        share[j] = shares[j];
    for (size_t j = 0; j < PARTS; j++)
        part[j] = parts[j];
    print_head(out, report);
    (void)gmp_fprintf(
        out,
        "The decision a is %Qd. Without the value of a person it is a0, "
        "without value and\nshare aN; v is what these are worth to the "
        "person:\n",
        outcome->decision.at);
    mc_status status =
        print_table(out, message, outcome, decision, DECISIONS, get_decision);
    fputs("\nThe fair shares of one person of their cost:\n", out);
    if (status == MC_OK)
        status =
            print_table(out, message, outcome, share, MC_PLACES, get_share);
    print_units(out, outcome);
    fputs("\nWhat one person pays. p is the welfare that the others lose (red "
          "in Figures 2 and 3),\nwith the share of what would have been "
          "produced without the person (green) it is q,\nthe cost-sharing "
          "pivotal transfer. Clarke adds up the loss without value and share\n"
          "and the share of what is produced:\n",
          out);
    if (status == MC_OK)
        status = print_table(out, message, outcome, part, PARTS, get_part);
    if (status == MC_OK)
        status = print_revenue(out, message, outcome);
    print_check(out, report);
    return status;
}

/* --- check ------------------------------------------------------------- */

bool mc_report_quantity_worst(mpq_t excess, size_t *agent,
                              const mc_quantity_outcome *outcome,
                              mc_quantity_promise promise, unsigned charge)
{
    bool any = false;
    mpq_t here;
    mpq_init(here);
    for (size_t i = 0; i < outcome->quantity->agents; i++) {
        bool says = mc_quantity_excess(here, outcome, promise, charge, i);
        if (says && (!any || mpq_cmp(here, excess) > 0)) {
            mpq_set(excess, here);
            *agent = i;
        }
        any = any || says;
    }
    mpq_clear(here);
    return any;
}

static void print_agent(FILE *out, const mc_quantity_outcome *outcome,
                        mc_quantity_promise promise, size_t agent)
{
    if (promise == MC_PROMISE_NO_DEFICIT)
        return;
    fputs(" (a person of ", out);
    mc_text_print(out, outcome->quantity->label[agent]);
    putc(')', out);
}

/* Agents whose per-unit number is left out. */
static size_t count_missing(const mc_quantity_outcome *outcome)
{
    size_t missing = 0;
    for (size_t i = 0; i < outcome->quantity->agents; i++)
        missing += !outcome->person[i].has_unit;
    return missing;
}

static void print_promise(FILE *out, const mc_quantity_outcome *outcome,
                          mc_quantity_promise promise)
{
    size_t agent = 0, missing = promise == MC_PROMISE_FAIR_PRICING_PER_UNIT
                                    ? count_missing(outcome)
                                    : 0;
    mpq_t excess;
    mpq_init(excess);
    fprintf(out, "%s\n", mc_quantity_promise_name(promise));
    if (missing > 0)
        fprintf(out,
                "  undecided for %zu agent%s: marginal value and marginal "
                "share meet at an irrational\n  quantity, and the per-unit "
                "number is left out\n",
                missing, missing == 1 ? "" : "s");
    else if (promise == MC_PROMISE_NO_EXTORTION &&
             mpq_sgn(outcome->decision.at) != 0)
        fputs("  holds: something is produced\n", out);
    for (unsigned charge = 0; charge < MC_CHARGES; charge++) {
        if (!mc_report_quantity_worst(excess, &agent, outcome, promise, charge))
            continue;
        int sign = mpq_sgn(excess);
        if (sign <= 0)
            mpq_neg(excess, excess);
        (void)gmp_fprintf(out, "  %-22s %s %Qd", rule_name[charge],
                          sign > 0 ? "violated by" : "holds, slack", excess);
        print_agent(out, outcome, promise, agent);
        putc('\n', out);
    }
    mpq_clear(excess);
}

mc_status mc_report_quantity_check(FILE *out, mc_message *message,
                                   const mc_quantity_report *report)
{
    (void)message;
    print_head(out, report);
    (void)gmp_fprintf(
        out,
        "At this profile of values, where the decision is %Qd; nothing is said "
        "about others.\nThe least slack or the largest violation of all "
        "people, exactly:\n\n",
        report->outcome->decision.at);
    for (int promise = 0; promise < MC_PROMISES; promise++)
        if (!report->unwanted[promise])
            print_promise(out, report->outcome, (mc_quantity_promise)promise);
    print_check(out, report);
    return MC_OK;
}

/* --- csv --------------------------------------------------------------- */

/* In quotes, which are doubled inside. */
static void print_quoted(FILE *out, const char *text)
{
    putc('"', out);
    for (; *text; text++) {
        if (*text == '"')
            putc('"', out);
        putc(*text, out);
    }
    putc('"', out);
}

void mc_report_quantity_csv(FILE *out, const mc_quantity_report *report)
{
    const mc_quantity_outcome *outcome = report->outcome;
    fputs("agent,people,a,a0,aN,v(a),v(a0),v(aN),c(a),c(a0),c(aN),unit,"
          "pivotal,cost-sharing pivotal,Clarke\n",
          out);
    for (size_t i = 0; i < outcome->quantity->agents; i++) {
        const mc_quantity_person *person = outcome->person + i;
        print_quoted(out, outcome->quantity->label[i]);
        (void)gmp_fprintf(out, ",%lu,%Qd,%Qd,%Qd", outcome->quantity->count[i],
                          outcome->decision.at, person->without.at,
                          person->net.at);
        for (size_t j = 0; j < MC_PLACES; j++)
            (void)gmp_fprintf(out, ",%Qd", person->worth[j]);
        for (size_t j = 0; j < MC_PLACES; j++)
            (void)gmp_fprintf(out, ",%Qd", person->share[j]);
        putc(',', out);
        if (person->has_unit)
            (void)gmp_fprintf(out, "%Qd", person->unit);
        for (size_t j = 0; j < MC_CHARGES; j++)
            (void)gmp_fprintf(out, ",%Qd", person->charge[j]);
        putc('\n', out);
    }
}
