/* The best robust mechanism that is constant on the cells, as a linear program
   whose dual is the certificate. */
#include <stdint.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/message.h"
#include "game/effort.h"
#include "game/statement.h"
#include "lp/solve.h"
#include "publicgood/divisible_record.h"

/* Columns: level(k), then u_i(k_-i), agent by agent. Rows: the budget of every
   cell; level(k) - level(k_i + 1, k_-i) <= 0, whose row for (i, k) is in
   slope_row[i * cells + k], SIZE_MAX where k_i is the last; level(top) <= 1. */
typedef struct program {
    const mc_divisible *good;
    bool relaxed;
    mc_lp lp;
    size_t *slope_row, top_row;
    mpq_t *gain; /* [cells] */
    mpq_t number, zero, one;
    mc_effort effort;
} program;

static size_t others(const mc_divisible *good, size_t agent)
{
    return good->cells / good->cuts[agent];
}

/* Where u_i(k_-i) stands among the utilities. */
static size_t utility_place(const mc_divisible *good, size_t cell, size_t agent)
{
    size_t stride = good->stride[agent], place = 0;
    for (size_t i = 0; i < agent; i++)
        place += others(good, i);
    return place + cell / (stride * good->cuts[agent]) * stride + cell % stride;
}

static size_t utilities(const mc_divisible *good)
{
    size_t count = 0;
    for (size_t i = 0; i < good->agents; i++)
        count += others(good, i);
    return count;
}

static void set_gain(program *p)
{
    const mc_divisible *good = p->good;
    for (size_t t = 0; t < good->atoms; t++) {
        mpq_t *type = good->atom + t * good->agents;
        mpq_ptr gain = p->gain[mc_cell_of(good, type)];
        mc_type_surplus(p->number, good, type);
        mpq_mul(p->number, p->number, good->atom_weight[t]);
        mpq_add(gain, gain, p->number);
    }
}

static bool add_columns(program *p)
{
    const mc_divisible *good = p->good;
    bool done = true;
    for (size_t k = 0; k < good->cells && done; k++)
        done = mc_lp_add_column(&p->lp, p->zero, NULL, p->gain[k]);
    for (size_t u = 0; p->relaxed && u < utilities(good) && done; u++)
        done = mc_lp_add_column(&p->lp, p->zero, NULL, NULL);
    return done;
}

/* The terms of agent i in the budget of a cell: at level(l, k_-i) with l < k_i
   the number x_l - x_(l+1); at level(k) x_(k_i), which `own` gets. */
static bool add_agent(program *p, size_t row, size_t cell, size_t agent,
                      mpq_t own)
{
    const mc_divisible *good = p->good;
    size_t k = mc_cell_at(good, cell, agent);
    bool done = true;
    for (size_t l = 0; l < k && done; l++) {
        mpq_sub(p->number, good->cut[agent][l], good->cut[agent][l + 1]);
        done = mc_lp_add_entry(&p->lp, row, mc_cell_with(good, cell, agent, l),
                               p->number);
    }
    mpq_add(own, own, good->cut[agent][k]);
    mpq_set_si(p->number, -1, 1);
    if (p->relaxed && done)
        done = mc_lp_add_entry(&p->lp, row,
                               good->cells + utility_place(good, cell, agent),
                               p->number);
    return done && mc_effort_goes_on(&p->effort, k + 1);
}

static bool add_budgets(program *p)
{
    const mc_divisible *good = p->good;
    bool done = true;
    mpq_t own;
    mpq_init(own);
    for (size_t k = 0; k < good->cells && done; k++) {
        done = mc_lp_add_row(&p->lp, p->zero, p->zero);
        mpq_neg(own, good->cost);
        for (size_t i = 0; i < good->agents && done; i++)
            done = add_agent(p, k, k, i, own);
        if (done && mpq_sgn(own) != 0)
            done = mc_lp_add_entry(&p->lp, k, k, own);
    }
    mpq_clear(own);
    return done;
}

static bool add_slopes(program *p)
{
    const mc_divisible *good = p->good;
    bool done = true;
    mpq_set_si(p->number, -1, 1);
    for (size_t i = 0; i < good->agents; i++)
        for (size_t k = 0; k < good->cells && done; k++) {
            size_t row = p->lp.rows;
            p->slope_row[i * good->cells + k] = SIZE_MAX;
            if (mc_cell_at(good, k, i) + 1 == good->cuts[i])
                continue;
            p->slope_row[i * good->cells + k] = row;
            done = mc_lp_add_row(&p->lp, NULL, p->zero) &&
                   mc_lp_add_entry(&p->lp, row, k, p->one) &&
                   mc_lp_add_entry(&p->lp, row, k + good->stride[i], p->number);
        }
    return done;
}

static bool build(program *p)
{
    bool done = add_columns(p) && add_budgets(p) && add_slopes(p);
    p->top_row = p->lp.rows;
    return done && mc_lp_add_row(&p->lp, NULL, p->one) &&
           mc_lp_add_entry(&p->lp, p->top_row, p->good->cells - 1, p->one) &&
           mc_lp_finish(&p->lp);
}

static bool program_init(program *p, const mc_divisible *good, bool relaxed,
                         const mc_limits *limits)
{
    *p = (program){
        .good = good, .relaxed = relaxed, .effort = {.limits = limits}};
    mpq_inits(p->number, p->zero, p->one, NULL);
    mpq_set_ui(p->one, 1, 1);
    mc_lp_init(&p->lp, true);
    p->slope_row = mc_array(good->agents * good->cells, sizeof *p->slope_row);
    p->gain = mc_rationals_new(good->cells);
    if (p->gain)
        set_gain(p);
    return p->slope_row && p->gain;
}

static void program_clear(program *p)
{
    mc_rationals_free(p->gain, p->good->cells);
    free(p->slope_row);
    mc_lp_clear(&p->lp);
    mpq_clears(p->number, p->zero, p->one, NULL);
}

/* ---- the answer ---- */

/* The part of a solution that begins at column `first`. */
static bool take_part(mc_vector *part, const mc_lp_solution *solution,
                      size_t first)
{
    mpq_t *value = mc_rationals_new(part->length);
    bool done = value != NULL;
    for (size_t j = 0; j < part->length && done; j++)
        mc_vector_get(value[j], &solution->x, first + j);
    done = done && mc_vector_set_list(part, value, SIZE_MAX);
    mc_rationals_free(value, part->length);
    return done;
}

static bool take_multipliers(mc_vector *multiplier, const program *p,
                             const mc_lp_solution *solution)
{
    size_t cells = p->good->cells, count = multiplier->length;
    mpq_t *value = mc_rationals_new(count);
    bool done = value != NULL;
    for (size_t j = 0; j < count && done; j++) {
        size_t row = j < cells       ? j
                     : j + 1 < count ? p->slope_row[j - cells]
                                     : p->top_row;
        if (row != SIZE_MAX)
            mc_vector_get(value[j], &solution->y, row);
    }
    done = done && mc_vector_set_list(multiplier, value, SIZE_MAX);
    mc_rationals_free(value, count);
    return done;
}

/* Both halves have the value; the solver is right about feasibility. */
static mc_status take(mc_divisible_optimum *optimum, mc_message *message,
                      const program *p, const mc_lp_solution *solution)
{
    mpq_t bound;
    /* level = 0 is feasible, and level <= 1 */
    bool agree = solution->kind == MC_LP_OPTIMAL;
    if (agree && (!take_part(&optimum->level, solution, 0) ||
                  !take_part(&optimum->utility, solution, p->good->cells) ||
                  !take_multipliers(&optimum->multiplier, p, solution)))
        return mc_message_set(message, MC_LIMIT, "out of memory");
    mpq_init(bound);
    if (agree) {
        mpq_set(optimum->value, solution->value);
        mc_vector_get(bound, &optimum->multiplier,
                      optimum->multiplier.length - 1);
        agree = mpq_equal(bound, optimum->value) != 0;
    }
    mpq_clear(bound);
    return agree ? MC_OK
                 : mc_message_set(message, MC_UNDECIDED,
                                  "internal error: the two halves of the "
                                  "robust optimum differ, nothing is claimed; "
                                  "please report the statement");
}

static mc_status solve(mc_divisible_optimum *optimum, mc_message *message,
                       program *p)
{
    const mc_stop stop = mc_limits_stop(p->effort.limits);
    const mc_lp_options options = mc_limits_options(p->effort.limits, &stop);
    mc_lp_solution solution;
    if (!build(p))
        return mc_effort_fail(&p->effort, message);
    if (!mc_lp_solution_init(&solution, &p->lp)) {
        mc_lp_solution_clear(&solution);
        return mc_message_set(message, MC_LIMIT, "out of memory");
    }
    mc_status status = mc_lp_solve_with(&solution, message, &p->lp, &options);
    if (status == MC_OK)
        status = take(optimum, message, p, &solution);
    mc_lp_solution_clear(&solution);
    return status;
}

static mc_status check_needs(const mc_divisible *good, mc_message *message)
{
    mc_status status = MC_OK;
    double each = 0;
    if (!good->cuts_given)
        status = mc_message_set(message, MC_BAD_INPUT,
                                "the robust optimum takes \"cuts\", and the "
                                "statement has none");
    if (status == MC_OK)
        status = mc_divisible_needs_belief(good, message, "the robust optimum");
    if (status == MC_OK)
        status = mc_divisible_needs_boxes(good, message, "the robust optimum");
    if (status != MC_OK)
        return status;
    for (size_t i = 0; i < good->agents; i++)
        each += 4 + (double)good->cuts[i] / 2;
    return mc_program_fits(message, each * (double)good->cells);
}

mc_status mc_divisible_optimise(mc_divisible_optimum *optimum,
                                mc_message *message, const mc_divisible *good,
                                bool relaxed, const mc_limits *limits)
{
    program p;
    *optimum = (mc_divisible_optimum){.relaxed = relaxed};
    mpq_init(optimum->value);
    mc_status status = check_needs(good, message);
    if (status != MC_OK)
        return status;
    bool room = mc_vector_init(&optimum->level, good->cells);
    room = mc_vector_init(&optimum->utility, relaxed ? utilities(good) : 0) &&
           room;
    room = mc_vector_init(&optimum->multiplier,
                          (good->agents + 1) * good->cells + 1) &&
           room;
    room = program_init(&p, good, relaxed, limits) && room;
    status = room ? solve(optimum, message, &p)
                  : mc_message_set(message, MC_LIMIT, "out of memory");
    program_clear(&p);
    return status;
}

void mc_divisible_optimum_clear(mc_divisible_optimum *optimum)
{
    mc_vector_clear(&optimum->level);
    mc_vector_clear(&optimum->utility);
    mc_vector_clear(&optimum->multiplier);
    mpq_clear(optimum->value);
}

/* ---- the certificate ---- */

static void record_utilities(mc_certificate *certificate,
                             const mc_vector *utility, const mc_divisible *good)
{
    size_t place = 0;
    mpq_t number;
    mpq_init(number);
    mc_certificate_record(certificate, "utilities %Zd", utility->denominator);
    for (size_t i = 0; i < good->agents; i++) {
        mc_certificate_begin(certificate, "lowest");
        mc_certificate_natural(certificate, i);
        for (size_t j = 0; j < others(good, i); j++) {
            mpq_set_z(number, utility->numerator[place++]);
            mc_certificate_rational(certificate, number);
        }
        mc_certificate_finish(certificate);
    }
    mpq_clear(number);
}

static void record_slope(mc_certificate *certificate, const mc_vector *m,
                         const mc_divisible *good, size_t agent)
{
    mpz_t *mu = m->numerator + (agent + 1) * good->cells;
    size_t count = 0;
    for (size_t k = 0; k < good->cells; k++)
        count += mpz_sgn(mu[k]) != 0;
    mc_certificate_record(certificate, "slope %zu %zu", agent, count);
    for (size_t k = 0; k < good->cells; k++) {
        if (mpz_sgn(mu[k]) == 0)
            continue;
        mc_certificate_begin(certificate, "mu");
        for (size_t i = 0; i < good->agents; i++)
            mc_certificate_natural(certificate, mc_cell_at(good, k, i));
        mc_certificate_end(certificate, mu[k]);
    }
}

static void record(mc_certificate *certificate,
                   const mc_divisible_optimum *optimum,
                   const mc_divisible *good)
{
    const mc_vector *m = &optimum->multiplier;
    mc_certificate_table(certificate, "allocation", "level", &optimum->level,
                         1);
    if (optimum->relaxed)
        record_utilities(certificate, &optimum->utility, good);
    mc_certificate_record(certificate, "multipliers %Zd", m->denominator);
    for (size_t k = 0; k < good->cells; k++)
        mc_certificate_record(certificate, "budget %Zd", m->numerator[k]);
    for (size_t i = 0; i < good->agents; i++)
        record_slope(certificate, m, good, i);
    mc_certificate_record(certificate, "top %Zd", m->numerator[m->length - 1]);
}

mc_status mc_divisible_certify_optimum(const mc_divisible_optimum *optimum,
                                       mc_message *message,
                                       const mc_divisible *good,
                                       const char *path)
{
    mc_certificate *certificate;
    mc_status status = mc_divisible_open(
        &certificate, message, path,
        mc_certificate_claim("robust-optimum %s %Qd",
                             optimum->relaxed ? "free" : "zero",
                             optimum->value),
        good);
    if (status != MC_OK)
        return status;
    record(certificate, optimum, good);
    return mc_certificate_commit(certificate, message);
}
