#include "report/outcome.h"

#include <stdlib.h>

#include "report/cells.h"
#include "report/publicgood.h"
#include "report/rational.h"

static const char *const rule_head[MC_CHARGES] = {
    [MC_CHARGE_PIVOTAL] = "generalised pivotal",
    [MC_CHARGE_COST_SHARING] = "cost-sharing pivotal",
    [MC_CHARGE_CLARKE] = "Clarke",
    [MC_CHARGE_OWN] = "charged"};

static size_t kinds_of(const mc_outcome *outcome)
{
    const mc_publicgood *good = outcome->population->good;
    return good->first[good->agents];
}

/* How many kinds of people there are. */
static size_t count_persons(const mc_outcome *outcome)
{
    size_t count = 0;
    for (size_t k = 0; k < kinds_of(outcome); k++)
        count += outcome->x[k] > 0;
    return count;
}

static bool knows(const mc_outcome *outcome, size_t rule)
{
    return rule != MC_CHARGE_CLARKE || outcome->net_known;
}

/* How many people, of any kind, are pivotal. */
static void count_pivotal(mpz_t count, const mc_outcome *outcome)
{
    mpz_set_ui(count, 0);
    for (size_t k = 0; k < kinds_of(outcome); k++)
        if (outcome->x[k] > 0 && outcome->without[k] != outcome->decision)
            mpz_add_ui(count, count, outcome->x[k]);
}

/* --- tables ------------------------------------------------------------ */

static mc_status print_alternatives(FILE *out, mc_message *message,
                                    const mc_outcome *outcome)
{
    static const char *const head[] = {"",
                                       "benefit",
                                       "cost",
                                       "welfare benefit",
                                       "least without one",
                                       "welfare cost",
                                       "maximised"};
    enum { COLUMNS = sizeof head / sizeof *head };
    const mc_publicgood *good = outcome->population->good;
    mpq_t *column[] = {outcome->benefit,         outcome->population->cost,
                       outcome->welfare_benefit, outcome->least_benefit,
                       outcome->welfare_cost,    outcome->welfare};
    mc_cells cells;
    mc_cells_init(&cells, good->alternatives + 1, COLUMNS);
    for (size_t c = 0; c < COLUMNS; c++)
        mc_cells_set(&cells, 0, c, "%s", head[c]);
    for (size_t y = 0; y < good->alternatives; y++) {
        mc_cells_take(&cells, y + 1, 0,
                      mc_report_label(good->alternative_label[y]));
        for (size_t c = 1; c < COLUMNS; c++)
            mc_cells_set(&cells, y + 1, c, "%Qd", column[c - 1][y]);
    }
    mc_status status = mc_cells_print(out, message, &cells);
    mc_cells_clear(&cells);
    return status;
}

/* The columns: person, people, decisions without the value and without the net
   value, whether pivotal, charges; without what is not known. */
static void fill_person(mc_cells *cells, size_t row, const mc_outcome *outcome,
                        size_t kind)
{
    const mc_publicgood *good = outcome->population->good;
    size_t without = outcome->without[kind], column = 3;
    mc_cells_take(cells, row, 0, mc_report_person(good, kind));
    mc_cells_set(cells, row, 1, "%lu", outcome->x[kind]);
    mc_cells_take(cells, row, 2,
                  mc_report_label(good->alternative_label[without]));
    if (outcome->net_known)
        mc_cells_take(
            cells, row, column++,
            mc_report_label(good->alternative_label[outcome->net[kind]]));
    mc_cells_set(cells, row, column++, "%s",
                 without == outcome->decision ? "no" : "yes");
    for (size_t r = 0; r < MC_CHARGES; r++)
        if (knows(outcome, r))
            mc_cells_set(cells, row, column++, "%Qd",
                         outcome->charge[kind * MC_CHARGES + r]);
}

static void fill_people(mc_cells *cells, const mc_outcome *outcome)
{
    size_t row = 1, column = 3;
    mc_cells_set(cells, 0, 0, "person");
    mc_cells_set(cells, 0, 1, "people");
    mc_cells_set(cells, 0, 2, "without");
    if (outcome->net_known)
        mc_cells_set(cells, 0, column++, "without net");
    mc_cells_set(cells, 0, column++, "pivotal");
    for (size_t r = 0; r < MC_CHARGES; r++)
        if (knows(outcome, r))
            mc_cells_set(cells, 0, column++, "%s", rule_head[r]);
    for (size_t k = 0; k < kinds_of(outcome); k++)
        if (outcome->x[k] > 0)
            fill_person(cells, row++, outcome, k);
}

/* The columns before the charges, and all. */
static size_t first_charge(const mc_outcome *outcome)
{
    return outcome->net_known ? 5 : 4;
}

static size_t people_columns(const mc_outcome *outcome)
{
    return first_charge(outcome) + MC_CHARGES - !outcome->net_known;
}

static void fill_sums(mc_cells *cells, const mc_outcome *outcome)
{
    static const char *const words[] = {"revenue", "cost",
                                        "revenue minus cost"};
    mpq_srcptr cost = outcome->population->cost[outcome->decision];
    size_t row = cells->rows - 3, column = first_charge(outcome);
    mpq_t difference;
    mpq_init(difference);
    for (size_t j = 0; j < 3; j++)
        mc_cells_set(cells, row + j, 0, "%s", words[j]);
    for (size_t r = 0; r < MC_CHARGES; r++) {
        if (!knows(outcome, r))
            continue;
        mpq_sub(difference, outcome->revenue[r], cost);
        mc_cells_set(cells, row, column, "%Qd", outcome->revenue[r]);
        mc_cells_set(cells, row + 1, column, "%Qd", cost);
        mc_cells_set(cells, row + 2, column++, "%Qd", difference);
    }
    mpq_clear(difference);
}

static mc_status print_people(FILE *out, mc_message *message,
                              const mc_outcome *outcome)
{
    mc_cells cells;
    mc_cells_init(&cells, count_persons(outcome) + 4, people_columns(outcome));
    fill_people(&cells, outcome);
    fill_sums(&cells, outcome);
    mc_status status = mc_cells_print(out, message, &cells);
    mc_cells_clear(&cells);
    return status;
}

static mc_status print_fair(FILE *out, mc_message *message,
                            const mc_outcome *outcome)
{
    static const char *const head[] = {"person", "value", "fair share",
                                       "larger of both", "per unit"};
    enum { COLUMNS = sizeof head / sizeof *head };
    size_t row = 0;
    mc_cells cells;
    mc_cells_init(&cells, count_persons(outcome) + 1, COLUMNS);
    for (size_t c = 0; c < COLUMNS; c++)
        mc_cells_set(&cells, row, c, "%s", head[c]);
    for (size_t k = 0; k < kinds_of(outcome); k++) {
        mpq_t *fair = outcome->fair + k * MC_FAIRS;
        mpq_srcptr value = fair[MC_FAIR_VALUE], share = fair[MC_FAIR_SHARE];
        if (outcome->x[k] == 0)
            continue;
        mc_cells_take(&cells, ++row, 0,
                      mc_report_person(outcome->population->good, k));
        mc_cells_set(&cells, row, 1, "%Qd", value);
        mc_cells_set(&cells, row, 2, "%Qd", share);
        mc_cells_set(&cells, row, 3, "%Qd",
                     mpq_cmp(value, share) > 0 ? value : share);
        mc_cells_set(&cells, row, 4, "%Qd", fair[MC_FAIR_PER_UNIT]);
    }
    mc_status status = mc_cells_print(out, message, &cells);
    mc_cells_clear(&cells);
    return status;
}

static void print_label(FILE *out, const mc_outcome *outcome, size_t y)
{
    char *label =
        mc_report_label(outcome->population->good->alternative_label[y]);
    fputs(label ? label : "", out);
    free(label);
}

static void print_decision(FILE *out, const mc_outcome *outcome)
{
    fputs("Decision: ", out);
    print_label(out, outcome, outcome->decision);
    if (outcome->maximisers == 1) {
        fputs(outcome->maximiser[0] == outcome->decision
                  ? ", the only alternative with the largest welfare.\n"
                  : ", which does not have the largest welfare.\n",
              out);
        return;
    }
    fputs("; the largest welfare is that of ", out);
    for (size_t j = 0; j < outcome->maximisers; j++) {
        fputs(j ? ", " : "", out);
        print_label(out, outcome, outcome->maximiser[j]);
    }
    fputs(".\n", out);
}

static void print_pivotal(FILE *out, const mc_outcome *outcome)
{
    mpz_t pivotal;
    mpz_init(pivotal);
    count_pivotal(pivotal, outcome);
    if (mpz_sgn(pivotal) == 0)
        fputs("Nobody is pivotal.\n", out);
    else
        (void)gmp_fprintf(out, "Pivotal: %Zd of %Zd people.\n", pivotal,
                          outcome->population->people);
    mpz_clear(pivotal);
}

mc_status mc_report_outcome(FILE *out, mc_message *message,
                            const mc_outcome_report *report)
{
    const mc_outcome *outcome = report->outcome;
    char *profile = mc_report_profile(outcome->population->good, outcome->x);
    mc_report_good_head(out, outcome->population, report->path);
    if (profile && *profile)
        fprintf(out, "  profile: %s\n", profile);
    free(profile);
    fputs(
        "\nSums over all people; \"least without one\" is the welfare benefit "
        "without the\nperson who adds most, \"maximised\" what the decision "
        "rule compares.\n\n",
        out);
    mc_status status = print_alternatives(out, message, outcome);
    fputc('\n', out);
    print_decision(out, outcome);
    fputs("\nWhat one person pays under each rule, and is charged under the "
          "statement's, and\nwhat would be decided without the value, or the "
          "net value, of the person\n\n",
          out);
    if (status == MC_OK)
        status = print_people(out, message, outcome);
    fputs("\nWhat it would be fair to pay for the decision, by fair pricing "
          "(the larger of\nvalue and fair share) and by fair pricing per "
          "unit\n\n",
          out);
    if (status == MC_OK)
        status = print_fair(out, message, outcome);
    fputc('\n', out);
    print_pivotal(out, outcome);
    if (status == MC_OK)
        mc_report_check(out, report->certificate, &report->path, 1);
    return status;
}

mc_status mc_report_outcome_csv(FILE *out, mc_message *message,
                                const mc_outcome_report *report)
{
    const mc_outcome *outcome = report->outcome;
    mc_cells cells;
    mc_cells_init(&cells, count_persons(outcome) + 1, people_columns(outcome));
    fill_people(&cells, outcome);
    mc_status status = mc_cells_print_csv(out, message, &cells);
    mc_cells_clear(&cells);
    return status;
}

/* --- JSON -------------------------------------------------------------- */

static const char *const rule_key[MC_CHARGES] = {
    [MC_CHARGE_PIVOTAL] = "generalised_pivotal",
    [MC_CHARGE_COST_SHARING] = "cost_sharing_pivotal",
    [MC_CHARGE_CLARKE] = "clarke",
    [MC_CHARGE_OWN] = "charged"};

static json_t *label_json(const mc_outcome *outcome, size_t y)
{
    return json_string(outcome->population->good->alternative_label[y]);
}

static json_t *charges_json(const mc_outcome *outcome, mpq_t *charge)
{
    json_t *object = json_object();
    for (size_t r = 0; r < MC_CHARGES; r++)
        if (knows(outcome, r))
            json_object_set_new(object, rule_key[r],
                                mc_report_rational_json(charge[r]));
    return object;
}

static json_t *alternatives_json(const mc_outcome *outcome)
{
    json_t *list = json_array();
    for (size_t y = 0; y < outcome->population->good->alternatives; y++)
        json_array_append_new(
            list,
            json_pack(
                "{so so so so so so so}", "label", label_json(outcome, y),
                "benefit", mc_report_rational_json(outcome->benefit[y]), "cost",
                mc_report_rational_json(outcome->population->cost[y]),
                "welfare_benefit",
                mc_report_rational_json(outcome->welfare_benefit[y]),
                "least_welfare_benefit",
                mc_report_rational_json(outcome->least_benefit[y]),
                "welfare_cost",
                mc_report_rational_json(outcome->welfare_cost[y]), "maximised",
                mc_report_rational_json(outcome->welfare[y])));
    return list;
}

static json_t *person_json(const mc_outcome *outcome, size_t kind)
{
    json_t *person = mc_report_person_json(outcome->population->good, kind);
    mpq_t *fair = outcome->fair + kind * MC_FAIRS;
    json_object_set_new(person, "people",
                        json_integer((json_int_t)outcome->x[kind]));
    json_object_set_new(person, "without",
                        label_json(outcome, outcome->without[kind]));
    if (outcome->net_known)
        json_object_set_new(person, "net",
                            label_json(outcome, outcome->net[kind]));
    json_object_set_new(
        person, "pivotal",
        json_boolean(outcome->without[kind] != outcome->decision));
    json_object_set_new(
        person, "pays",
        charges_json(outcome, outcome->charge + kind * MC_CHARGES));
    json_object_set_new(person, "value",
                        mc_report_rational_json(fair[MC_FAIR_VALUE]));
    json_object_set_new(person, "fair_share",
                        mc_report_rational_json(fair[MC_FAIR_SHARE]));
    json_object_set_new(person, "fair_per_unit",
                        mc_report_rational_json(fair[MC_FAIR_PER_UNIT]));
    return person;
}

mc_status mc_report_outcome_json(FILE *out, mc_message *message,
                                 const mc_outcome_report *report)
{
    const mc_outcome *outcome = report->outcome;
    const mc_publicgood *good = outcome->population->good;
    json_t *people = json_array(), *best = json_array();
    for (size_t k = 0; k < kinds_of(outcome); k++)
        if (outcome->x[k] > 0)
            json_array_append_new(people, person_json(outcome, k));
    for (size_t j = 0; j < outcome->maximisers; j++)
        json_array_append_new(best, label_json(outcome, outcome->maximiser[j]));
    json_t *root = json_pack(
        "{ss ss so so so so so so so}", "format",
        "mechcert-publicgood-outcome-1", "publicgood", good->sha256, "profile",
        mc_report_profile_json(good, outcome->x), "alternatives",
        alternatives_json(outcome), "decisions", best, "decision",
        label_json(outcome, outcome->decision), "people", people, "revenue",
        charges_json(outcome, outcome->revenue), "cost",
        mc_report_rational_json(outcome->population->cost[outcome->decision]));
    if (report->certificate)
        json_object_set_new(root, "certificate",
                            json_string(report->certificate));
    return mc_report_json(out, message, root);
}
