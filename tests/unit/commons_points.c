/* Decisions and transfers of FORMAT-PUBLICGOOD.md section 2, person by person.
 */
#include <stdlib.h>

#include "commons.h"

/* --- points -------------------------------------------------------------- */

static size_t stride(const commons *c, size_t person)
{
    size_t width = 1;
    for (size_t j = person + 1; j < c->persons; j++)
        width *= c->types[c->agent_of[j]];
    return width;
}

size_t commons_type(const commons *c, size_t point, size_t person)
{
    return point / stride(c, person) % c->types[c->agent_of[person]];
}

size_t commons_with(const commons *c, size_t point, size_t person, size_t type)
{
    return point + (type - commons_type(c, point, person)) * stride(c, person);
}

/* The number of what the others report. */
static size_t rest(const commons *c, size_t point, size_t person)
{
    size_t number = 0;
    for (size_t j = 0; j < c->persons; j++)
        if (j != person)
            number =
                number * c->types[c->agent_of[j]] + commons_type(c, point, j);
    return number;
}

mpq_srcptr commons_worth(const commons *c, size_t point, size_t person,
                         size_t alternative)
{
    return c->value[c->agent_of[person]][commons_type(c, point, person)]
                   [alternative];
}

mpq_srcptr commons_share(const commons *c, size_t person, size_t alternative)
{
    return c->share[c->agent_of[person]][alternative];
}

/* --- decisions and transfers --------------------------------------------- */

void commons_omega(mpq_t omega, const commons *c, size_t person)
{
    if (c->decision == COMMONS_EFFICIENT)
        mpq_set_ui(omega, 1, 1);
    else
        mpq_set(omega, c->weight[c->agent_of[person]]);
}

/* sum of omega (v - c) over the persons; of `person` without the value, or
   without value and share */
static void sum_welfare(mpq_t sum, const commons *c, size_t point, size_t y,
                        size_t person, bool without, bool net)
{
    mpq_t part, omega;
    mpq_inits(part, omega, NULL);
    mpq_set_ui(sum, 0, 1);
    for (size_t j = 0; j < c->persons; j++) {
        mpq_set_ui(part, 0, 1);
        if (j != person || !(without || net))
            mpq_set(part, commons_worth(c, point, j, y));
        if (j != person || !net)
            mpq_sub(part, part, commons_share(c, j, y));
        commons_omega(omega, c, j);
        mpq_mul(part, part, omega);
        mpq_add(sum, sum, part);
    }
    mpq_clears(part, omega, NULL);
}

static size_t rank(const commons *c, size_t y)
{
    size_t place = 0;
    switch (c->tie) {
    case COMMONS_NO_TIE:
    case COMMONS_LOWEST:
        return y;
    case COMMONS_HIGHEST:
        return c->alternatives - y;
    case COMMONS_LIST:
        break;
    }
    while (c->order[place] != y)
        place++;
    return place;
}

/* The maximiser of the sum that the tie rule takes. */
static size_t maximiser(const commons *c, size_t point, size_t person,
                        bool without, bool net)
{
    size_t best = 0;
    bool tie = false;
    mpq_t most, sum;
    mpq_inits(most, sum, NULL);
    for (size_t y = 0; y < c->alternatives; y++) {
        sum_welfare(sum, c, point, y, person, without, net);
        int order = y == 0 ? 1 : mpq_cmp(sum, most);
        if (order > 0)
            tie = false;
        if (order == 0)
            tie = true;
        if (order > 0 || (order == 0 && rank(c, y) < rank(c, best))) {
            best = y;
            mpq_set(most, sum);
        }
    }
    mpq_clears(most, sum, NULL);
    return tie && c->tie == COMMONS_NO_TIE ? COMMONS_NONE : best;
}

/* With a table: the decision when the person reports its first type of value 0,
   or, if net, of the values that it bears. */
static size_t looked_up(const commons *c, size_t point, size_t person, bool net)
{
    size_t i = c->agent_of[person];
    for (size_t t = 0; t < c->types[i]; t++) {
        bool fits = true;
        for (size_t y = 0; y < c->alternatives; y++)
            if (net ? !mpq_equal(c->value[i][t][y], c->share[i][y])
                    : mpq_sgn(c->value[i][t][y]) != 0)
                fits = false;
        if (fits)
            return c->rule[commons_with(c, point, person, t)];
    }
    return COMMONS_NONE;
}

/* p, q, k or Groves' transfers by the formulas of section 2 */
static void set_formula(mpq_t charge, const commons *c, size_t point,
                        size_t person, commons_transfer rule)
{
    const commons_point *here = &c->point[point];
    bool net = rule == COMMONS_CLARKE;
    size_t other = net ? here->net[person] : here->without[person];
    mpq_t sum, omega;
    mpq_inits(sum, omega, NULL);
    commons_omega(omega, c, person);
    sum_welfare(sum, c, point, here->decision, person, true, net);
    mpq_neg(charge, sum);
    if (rule != COMMONS_GROVES) {
        sum_welfare(sum, c, point, other, person, true, net);
        mpq_add(charge, charge, sum);
    }
    mpq_div(charge, charge, omega);
    if (rule == COMMONS_COST_SHARING)
        mpq_add(charge, charge, commons_share(c, person, other));
    if (rule == COMMONS_CLARKE)
        mpq_add(charge, charge, commons_share(c, person, here->decision));
    if (rule == COMMONS_GROVES)
        mpq_add(charge, charge, c->groves[person][rest(c, point, person)]);
    mpq_clears(sum, omega, NULL);
}

/* The decision that a rule needs beside alpha is there. */
bool commons_has_charge(const commons *c, size_t point, size_t person,
                        commons_transfer rule)
{
    const commons_point *here = &c->point[point];
    if (here->decision == COMMONS_NONE && rule != COMMONS_PAYMENTS)
        return false;
    if (rule == COMMONS_CLARKE)
        return here->net[person] != COMMONS_NONE;
    return rule > COMMONS_CLARKE || here->without[person] != COMMONS_NONE;
}

static void evaluate_point(commons *c, size_t point)
{
    commons_point *here = &c->point[point];
    bool table = c->decision == COMMONS_RULE;
    here->decision =
        table ? c->rule[point] : maximiser(c, point, c->persons, false, false);
    for (size_t y = 0; y < c->alternatives; y++)
        sum_welfare(here->welfare[y], c, point, y, c->persons, false, false);
    for (size_t j = 0; j < c->persons; j++) {
        here->without[j] = table ? looked_up(c, point, j, false)
                                 : maximiser(c, point, j, true, false);
        here->net[j] = table ? looked_up(c, point, j, true)
                             : maximiser(c, point, j, false, true);
        for (int rule = COMMONS_COST_SHARING; rule < COMMONS_GROVES; rule++)
            if (commons_has_charge(c, point, j, (commons_transfer)rule))
                set_formula(here->charge[j][rule], c, point, j,
                            (commons_transfer)rule);
        if (c->transfer == COMMONS_GROVES && here->decision != COMMONS_NONE)
            set_formula(here->charge[j][COMMONS_GROVES], c, point, j,
                        COMMONS_GROVES);
        if (c->transfer == COMMONS_PAYMENTS)
            mpq_set(here->charge[j][COMMONS_PAYMENTS], c->payment[point][j]);
    }
}

void commons_evaluate(commons *c)
{
    for (size_t n = 0; n < c->points; n++)
        evaluate_point(c, n);
}

bool commons_lacks_decisions(const commons *c)
{
    bool lacks = false;
    for (size_t n = 0; n < c->points; n++) {
        lacks = lacks || c->point[n].decision == COMMONS_NONE;
        for (size_t j = 0; j < c->persons; j++)
            lacks = lacks || c->point[n].without[j] == COMMONS_NONE ||
                    c->point[n].net[j] == COMMONS_NONE;
    }
    return lacks;
}
