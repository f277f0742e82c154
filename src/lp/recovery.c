#include "lp/recovery.h"

#include <string.h>

#include "base/message.h"
#include "lp/certify.h"

static mc_status fail_range(mc_message *message, const mc_certificate_lp *c,
                            size_t line, const char *what, size_t count)
{
    return mc_message_at(message, MC_BAD_INPUT, c->name, line, 1,
                         "the program has only %zu %s", count, what);
}

/* Entries into a vector of zeros. */
static mc_status take_entries(mc_vector *vector, mc_message *message,
                              const mc_certificate_lp *c,
                              const mc_certificate_entries *list,
                              const char *what)
{
    mpz_set(vector->denominator, list->denominator);
    for (size_t i = 0; i < list->count; i++) {
        if (list->index[i] >= vector->length)
            return fail_range(message, c, list->first_line + i, what,
                              vector->length);
        mpz_set(vector->numerator[list->index[i]], list->numerator[i]);
    }
    return MC_OK;
}

/* From the minimisation, which certificates are about, to the user's sense;
   multipliers against infeasibility have none. */
static void turn_prices(mc_lp_solution *solution, const mc_lp *lp)
{
    if (!lp->maximise || solution->kind == MC_LP_INFEASIBLE)
        return;
    for (size_t r = 0; r < lp->rows; r++)
        mpz_neg(solution->y.numerator[r], solution->y.numerator[r]);
}

static mc_status take_vectors(mc_lp_solution *solution, mc_message *message,
                              const mc_lp *lp, const mc_certificate_lp *c)
{
    mc_status status = MC_OK;
    if (c->primal.present)
        status = take_entries(&solution->x, message, c, &c->primal, "columns");
    if (status == MC_OK && c->ray.present)
        status = take_entries(&solution->ray, message, c, &c->ray, "columns");
    if (status == MC_OK && c->dual.present)
        status = take_entries(&solution->y, message, c, &c->dual, "rows");
    if (status == MC_OK)
        turn_prices(solution, lp);
    return status;
}

static mc_status take_crossing(mc_lp_solution *solution, mc_message *message,
                               const mc_lp *lp, const mc_certificate_lp *c)
{
    solution->crossing_row = c->crossing_row;
    solution->crossing_column = c->crossing_column;
    if (c->dual.present)
        return MC_OK;
    if (c->crossing_column == SIZE_MAX && c->crossing_row >= lp->rows)
        return fail_range(message, c, c->crossing_line, "rows", lp->rows);
    if (c->crossing_row == SIZE_MAX && c->crossing_column >= lp->columns)
        return fail_range(message, c, c->crossing_line, "columns", lp->columns);
    return MC_OK;
}

/* In a minimisation the point proves the upper bound and the multipliers the
   lower one; in a maximisation it is the other way round. */
static mc_status take_bounds(mc_lp_solution *solution, mc_message *message,
                             const mc_lp *lp, const mc_certificate_lp *c)
{
    bool point = lp->maximise ? c->lower_finite : c->upper_finite;
    bool prices = lp->maximise ? c->upper_finite : c->lower_finite;
    if (point != c->primal.present || prices != c->dual.present)
        return mc_message_at(message, MC_BAD_INPUT, c->name, 4, 1,
                             "the %s bound of a %s needs the record %s",
                             c->lower_finite ? "lower" : "upper",
                             lp->maximise ? "maximisation" : "minimisation",
                             point ? "primal" : "dual");
    solution->has_point = point;
    solution->has_prices = prices;
    mpq_set(solution->value, lp->maximise ? c->lower : c->upper);
    mpq_set(solution->dual_value, lp->maximise ? c->upper : c->lower);
    return MC_OK;
}

/* value = constant + cost . x; the claim does not state it */
static void value_of_point(mpq_t value, const mc_lp *lp, const mc_vector *x)
{
    mpq_t term;
    mpq_init(term);
    mpq_set(value, lp->constant);
    for (size_t j = 0; j < lp->columns; j++) {
        if (mpz_sgn(x->numerator[j]) == 0 || mpq_sgn(lp->cost[j]) == 0)
            continue;
        mc_vector_get(term, x, j);
        mpq_mul(term, term, lp->cost[j]);
        mpq_add(value, value, term);
    }
    mpq_clear(term);
}

static mc_status take_claim(mc_lp_solution *solution, mc_message *message,
                            const mc_lp *lp, const mc_certificate_lp *c)
{
    switch (c->kind) {
    case MC_CERTIFICATE_OPTIMAL:
        solution->kind = MC_LP_OPTIMAL;
        solution->has_point = solution->has_prices = true;
        mpq_set(solution->value, c->lower);
        mpq_set(solution->dual_value, c->lower);
        return MC_OK;
    case MC_CERTIFICATE_BOUNDS:
        solution->kind = MC_LP_UNDECIDED;
        return take_bounds(solution, message, lp, c);
    case MC_CERTIFICATE_INFEASIBLE:
        solution->kind = MC_LP_INFEASIBLE;
        return take_crossing(solution, message, lp, c);
    case MC_CERTIFICATE_UNBOUNDED:
        solution->kind = MC_LP_UNBOUNDED;
        solution->has_point = true;
        return MC_OK;
    }
    return MC_OK;
}

static mc_status recover(mc_lp_solution *solution, mc_message *message,
                         const mc_lp *lp, const mc_certificate_lp *c)
{
    mc_status status = take_claim(solution, message, lp, c);
    if (status == MC_OK)
        status = take_vectors(solution, message, lp, c);
    if (status != MC_OK)
        return status;
    if (c->kind == MC_CERTIFICATE_UNBOUNDED)
        value_of_point(solution->value, lp, &solution->x);
    return mc_lp_solution_holds(solution, lp)
               ? MC_OK
               : mc_message_set(message, MC_REFUTED,
                                "%s: the certificate does not establish its "
                                "claim about this program",
                                c->name);
}

mc_status mc_lp_solution_recover(mc_lp_solution *solution, mc_message *message,
                                 const mc_lp *lp, const mc_certificate_lp *c)
{
    mc_lp_solution made;
    if (strcmp(lp->sha256, c->sha256) != 0)
        return mc_message_set(message, MC_REFUTED,
                              "%s: the certificate is about another file, with "
                              "SHA-256 %s, not %s",
                              c->name, c->sha256, lp->sha256);
    mc_status status = mc_lp_solution_init(&made, lp)
                           ? recover(&made, message, lp, c)
                           : mc_message_set(message, MC_LIMIT, "out of memory");
    if (status == MC_OK)
        *solution = made;
    else
        mc_lp_solution_clear(&made);
    return status;
}
