/* The properties of a mechanism on cells, by their definitions. */
#include <stdint.h>

#include "base/memory.h"
#include "base/message.h"
#include "game/effort.h"
#include "game/statement.h"
#include "publicgood/divisible_record.h"

static const char *const name_of[MC_DIVISIBLE_PROPERTIES] = {
    [MC_DIVISIBLE_INCENTIVE_COMPATIBLE] = "incentive-compatible",
    [MC_DIVISIBLE_MONOTONE] = "monotone",
    [MC_DIVISIBLE_INDIVIDUALLY_RATIONAL] = "individually-rational",
    [MC_DIVISIBLE_BUDGET_BALANCE] = "budget-balance",
    [MC_DIVISIBLE_NO_DEFICIT] = "no-deficit",
    [MC_DIVISIBLE_LOWEST_TYPE_INDIFFERENT] = "lowest-type-indifferent",
    [MC_DIVISIBLE_NON_WASTEFUL] = "non-wasteful",
    [MC_DIVISIBLE_EFFICIENT_ONLY] = "efficient-only",
    [MC_DIVISIBLE_LEMMA_1] = "lemma-1",
    [MC_DIVISIBLE_PRICE_LOTTERY] = "price-lottery",
    [MC_DIVISIBLE_BALANCED_PRICES] = "balanced-prices",
};

const char *mc_divisible_property_name(mc_divisible_property property)
{
    return name_of[property];
}

void mc_divisible_finding_init(mc_divisible_finding *finding)
{
    *finding = (mc_divisible_finding){.agent = SIZE_MAX, .report = SIZE_MAX};
    mpq_init(finding->value);
}

void mc_divisible_finding_clear(mc_divisible_finding *finding)
{
    mpq_clear(finding->value);
}

/* A scan of the instances. difference: D(k); envelope: what lemma-1 adds up;
   both NULL where the property does not need them. */
typedef struct scan {
    mc_divisible_finding *finding;
    const mc_divisible *good;
    mpq_t *difference, *envelope;
    mpq_t excess, term;
    mc_effort effort;
} scan;

/* The excess is that of an instance. */
static void note(scan *s, size_t cell, size_t agent, size_t report, bool upper)
{
    mc_divisible_finding *finding = s->finding;
    if (mpq_cmp(s->excess, finding->value) <= 0)
        return;
    mpq_set(finding->value, s->excess);
    finding->cell = cell;
    finding->agent = agent;
    finding->report = report;
    finding->upper = upper;
}

static mpq_ptr paid(const scan *s, size_t cell, size_t agent)
{
    return s->good->payment[cell * s->good->agents + agent];
}

/* ---- one agent ---- */

static void report_at(scan *s, size_t cell, size_t agent, size_t report,
                      bool upper)
{
    const mc_divisible *good = s->good;
    size_t told = mc_cell_with(good, cell, agent, report);
    mpq_sub(s->excess, good->level[told], good->level[cell]);
    mpq_mul(s->excess, s->excess,
            upper ? mc_cell_upper(good, cell, agent)
                  : mc_cell_lower(good, cell, agent));
    mpq_sub(s->excess, s->excess, paid(s, told, agent));
    mpq_add(s->excess, s->excess, paid(s, cell, agent));
    note(s, cell, agent, report, upper);
}

static void incentive_compatible(scan *s, size_t cell, size_t agent)
{
    for (size_t r = 0; r < s->good->cuts[agent]; r++) {
        if (r == mc_cell_at(s->good, cell, agent))
            continue;
        report_at(s, cell, agent, r, false);
        if (!s->good->set)
            report_at(s, cell, agent, r, true);
    }
}

static void monotone(scan *s, size_t cell, size_t agent)
{
    const mc_divisible *good = s->good;
    if (mc_cell_at(good, cell, agent) + 1 == good->cuts[agent])
        return;
    mpq_sub(s->excess, good->level[cell],
            good->level[cell + good->stride[agent]]);
    note(s, cell, agent, SIZE_MAX, false);
}

static void individually_rational(scan *s, size_t cell, size_t agent)
{
    const mc_divisible *good = s->good;
    mpq_mul(s->term, mc_cell_lower(good, cell, agent), good->level[cell]);
    mpq_sub(s->excess, paid(s, cell, agent), s->term);
    note(s, cell, agent, SIZE_MAX, false);
}

static void lowest_type_indifferent(scan *s, size_t cell, size_t agent)
{
    const mc_divisible *good = s->good;
    if (mc_cell_at(good, cell, agent) != 0)
        return;
    mpq_mul(s->term, good->low[agent], good->level[cell]);
    mpq_sub(s->excess, s->term, paid(s, cell, agent));
    mpq_abs(s->excess, s->excess);
    note(s, cell, agent, SIZE_MAX, false);
}

/* ---- one cell ---- */

/* c level(k) minus the sum of the payments */
static void set_deficit(scan *s, mpq_t *payment, size_t cell)
{
    const mc_divisible *good = s->good;
    mpq_mul(s->excess, good->cost, good->level[cell]);
    for (size_t i = 0; i < good->agents; i++)
        mpq_sub(s->excess, s->excess, payment[cell * good->agents + i]);
}

static void budget_balance(scan *s, size_t cell)
{
    set_deficit(s, s->good->payment, cell);
    mpq_abs(s->excess, s->excess);
    note(s, cell, SIZE_MAX, SIZE_MAX, false);
}

static void no_deficit(scan *s, size_t cell)
{
    set_deficit(s, s->good->payment, cell);
    note(s, cell, SIZE_MAX, SIZE_MAX, false);
}

static void lemma_1(scan *s, size_t cell)
{
    set_deficit(s, s->envelope, cell);
    mpq_abs(s->excess, s->excess);
    note(s, cell, SIZE_MAX, SIZE_MAX, false);
}

static void non_wasteful(scan *s, size_t cell)
{
    if (cell + 1 != s->good->cells)
        return;
    mpq_set_ui(s->excess, 1, 1);
    mpq_sub(s->excess, s->excess, s->good->level[cell]);
    note(s, cell, SIZE_MAX, SIZE_MAX, false);
}

static void efficient_only(scan *s, size_t cell)
{
    mc_cell_surplus(s->term, s->good, cell, false);
    if (mpq_sgn(s->term) >= 0)
        return;
    mpq_set(s->excess, s->good->level[cell]);
    note(s, cell, SIZE_MAX, SIZE_MAX, false);
}

static void price_lottery(scan *s, size_t cell)
{
    mpq_neg(s->excess, s->difference[cell]);
    note(s, cell, SIZE_MAX, SIZE_MAX, false);
}

static void balanced_prices(scan *s, size_t cell)
{
    if (mpq_sgn(s->difference[cell]) == 0)
        return;
    mc_cell_surplus(s->excess, s->good, cell, false);
    mpq_abs(s->excess, s->excess);
    note(s, cell, SIZE_MAX, SIZE_MAX, false);
}

/* ---- the scan ---- */

/* One of the two for each property. */
static void (*const by_agent[MC_DIVISIBLE_PROPERTIES])(scan *, size_t,
                                                       size_t) = {
    [MC_DIVISIBLE_INCENTIVE_COMPATIBLE] = incentive_compatible,
    [MC_DIVISIBLE_MONOTONE] = monotone,
    [MC_DIVISIBLE_INDIVIDUALLY_RATIONAL] = individually_rational,
    [MC_DIVISIBLE_LOWEST_TYPE_INDIFFERENT] = lowest_type_indifferent,
};
static void (*const by_cell[MC_DIVISIBLE_PROPERTIES])(scan *, size_t) = {
    [MC_DIVISIBLE_BUDGET_BALANCE] = budget_balance,
    [MC_DIVISIBLE_NO_DEFICIT] = no_deficit,
    [MC_DIVISIBLE_NON_WASTEFUL] = non_wasteful,
    [MC_DIVISIBLE_EFFICIENT_ONLY] = efficient_only,
    [MC_DIVISIBLE_LEMMA_1] = lemma_1,
    [MC_DIVISIBLE_PRICE_LOTTERY] = price_lottery,
    [MC_DIVISIBLE_BALANCED_PRICES] = balanced_prices,
};

static bool prepare(scan *s, mc_divisible_property property)
{
    const mc_divisible *good = s->good;
    if (property == MC_DIVISIBLE_LEMMA_1) {
        s->envelope = mc_rationals_new(good->cells * good->agents);
        if (s->envelope)
            mc_divisible_envelope(s->envelope, good);
        return s->envelope != NULL;
    }
    if (property != MC_DIVISIBLE_PRICE_LOTTERY &&
        property != MC_DIVISIBLE_BALANCED_PRICES)
        return true;
    s->difference = mc_rationals_new(good->cells);
    for (size_t k = 0; k < good->cells && s->difference; k++)
        mpq_set(s->difference[k], good->level[k]);
    if (s->difference)
        mc_cells_difference(s->difference, good);
    return s->difference != NULL;
}

static void look(scan *s, mc_divisible_property property, size_t cell)
{
    if (by_cell[property]) {
        by_cell[property](s, cell);
        return;
    }
    for (size_t i = 0; i < s->good->agents && !s->effort.stopped; i++) {
        by_agent[property](s, cell, i);
        (void)mc_effort_goes_on(&s->effort, 10 * s->good->cuts[i]);
    }
}

mc_status mc_divisible_check(mc_divisible_finding *finding, mc_message *message,
                             const mc_divisible *good,
                             mc_divisible_property property,
                             const mc_limits *limits)
{
    scan s = {.finding = finding, .good = good, .effort = {.limits = limits}};
    mc_status status = MC_OK;
    finding->property = property;
    mpq_set_ui(finding->value, 0, 1);
    mpq_inits(s.excess, s.term, NULL);
    bool ready = prepare(&s, property);
    for (size_t k = 0; k < good->cells && ready && !s.effort.stopped; k++)
        look(&s, property, k);
    if (!ready || s.effort.stopped)
        status = mc_effort_fail(&s.effort, message);
    mpq_clears(s.excess, s.term, NULL);
    mc_rationals_free(s.difference, good->cells);
    mc_rationals_free(s.envelope, good->cells * good->agents);
    return status;
}

mc_status mc_divisible_certify(const mc_divisible_finding *finding,
                               mc_message *message, const mc_divisible *good,
                               const char *path)
{
    mc_certificate *certificate;
    char *claim =
        mc_certificate_claim("divisible-property %s %Qd",
                             name_of[finding->property], finding->value);
    mc_status status =
        mc_divisible_open(&certificate, message, path, claim, good);
    if (status != MC_OK)
        return status;
    if (mpq_sgn(finding->value) > 0) {
        mc_divisible_record_cell(certificate, "cell", good, finding->cell);
        if (finding->agent != SIZE_MAX)
            mc_certificate_record(certificate, "agent %zu", finding->agent);
        if (finding->report != SIZE_MAX)
            mc_certificate_record(certificate, "report %zu", finding->report);
        if (finding->report != SIZE_MAX && !good->set)
            mc_certificate_record(certificate, "at-end %s",
                                  finding->upper ? "upper" : "lower");
    }
    return mc_certificate_commit(certificate, message);
}
