/* Lemma 1 and the mixed derivative of a polynomial. */
#include "publicgood/divisible_terms.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/number.h"
#include "game/statement.h"
#include "publicgood/divisible_record.h"

mc_status mc_divisible_needs_terms(const mc_divisible *good,
                                   mc_message *message)
{
    mc_status status = MC_OK;
    mpq_t rest;
    if (good->form != MC_DIVISIBLE_TERMS)
        return mc_message_set(message, MC_BAD_INPUT,
                              "the statement has no \"terms\"");
    mpq_init(rest);
    for (size_t i = 0; i < good->agents && status == MC_OK; i++) {
        mc_type_surplus(rest, good, good->high);
        mpq_sub(rest, good->high[i], rest);
        if (mpq_cmp(rest, good->low[i]) >= 0)
            continue;
        char *own = mc_number_text(rest), *low = mc_number_text(good->low[i]);
        status = mc_message_set(
            message, own && low ? MC_BAD_INPUT : MC_LIMIT,
            "agent %zu (counted from 0) has no veto power: the cost minus the "
            "highest values of the others is %.500s, below its lowest value "
            "%.500s; claims about polynomials need Assumption 3.2",
            i, own ? own : "?", low ? low : "?");
        free(own);
        free(low);
    }
    mpq_clear(rest);
    return status;
}

bool mc_divisible_polynomial(mc_multivariate *p, const mc_divisible *good)
{
    bool done = true;
    for (size_t t = 0; t < good->terms && done; t++)
        done = mc_multivariate_append(p, good->term_weight[t],
                                      good->exponent + t * good->agents);
    return done && mc_multivariate_order(p);
}

/* constant + slope (sum of all v_j but v_skip) */
static bool set_sum(mc_multivariate *sum, mpq_srcptr constant, int slope,
                    size_t skip)
{
    mpq_t *slopes = mc_rationals_new(sum->variables);
    for (size_t j = 0; j < sum->variables && slopes; j++)
        mpq_set_si(slopes[j], j == skip ? 0 : slope, 1);
    bool done = slopes && mc_multivariate_linear(sum, constant, slopes);
    mc_rationals_free(slopes, sum->variables);
    return done;
}

/* residual -= integral of p over v_i from c - sum of the others to v_i */
static bool subtract_integral(mc_multivariate *residual,
                              const mc_multivariate *p,
                              const mc_divisible *good, size_t agent)
{
    mc_multivariate integral, start, low;
    mpq_t one;
    mpq_init(one);
    mpq_set_si(one, -1, 1);
    mc_multivariate_init(&integral, p->variables);
    mc_multivariate_init(&start, p->variables);
    mc_multivariate_init(&low, p->variables);
    bool done = mc_multivariate_integrate(&integral, p, agent) &&
                set_sum(&start, good->cost, -1, agent) &&
                mc_multivariate_substitute(&low, &integral, agent, &start) &&
                mc_multivariate_add(residual, one, &integral);
    mpq_neg(one, one);
    done = done && mc_multivariate_add(residual, one, &low);
    mc_multivariate_clear(&low);
    mc_multivariate_clear(&start);
    mc_multivariate_clear(&integral);
    mpq_clear(one);
    return done;
}

bool mc_divisible_residual(mc_multivariate *residual, const mc_divisible *good)
{
    mc_multivariate p, surplus;
    mpq_t constant;
    mpq_init(constant);
    mpq_neg(constant, good->cost);
    mc_multivariate_init(&p, good->agents);
    mc_multivariate_init(&surplus, good->agents);
    bool done = mc_divisible_polynomial(&p, good) &&
                set_sum(&surplus, constant, 1, SIZE_MAX) &&
                mc_multivariate_multiply(residual, &surplus, &p);
    for (size_t i = 0; i < good->agents && done; i++)
        done = subtract_integral(residual, &p, good, i);
    mc_multivariate_clear(&surplus);
    mc_multivariate_clear(&p);
    mpq_clear(constant);
    return done;
}

static bool set_mixed(mc_multivariate *mixed, const mc_divisible *good)
{
    mc_multivariate derivative;
    mc_multivariate_init(&derivative, good->agents);
    bool done = mc_divisible_polynomial(mixed, good);
    for (size_t i = 0; i < good->agents && done; i++) {
        done = mc_multivariate_differentiate(&derivative, mixed, i);
        mc_multivariate_swap(&derivative, mixed);
    }
    mc_multivariate_clear(&derivative);
    return done;
}

/* ---- points ---- */

/* A grid on the support: `points` in each coordinate. */
static size_t grid_points(size_t agents)
{
    const size_t most = 20000;
    for (size_t points = 9; points > 2; points--) {
        size_t all = 1;
        for (size_t i = 0; i < agents && all <= most; i++)
            all *= points;
        if (all <= most)
            return points;
    }
    return 2;
}

/* The next point of the grid; false after the last. */
static bool step(size_t *at, size_t agents, size_t points)
{
    for (size_t i = agents; i-- > 0;) {
        if (++at[i] < points)
            return true;
        at[i] = 0;
    }
    return false;
}

static void set_point(mpq_t *point, const mc_divisible *good, const size_t *at,
                      size_t points)
{
    mpq_t share;
    mpq_init(share);
    for (size_t i = 0; i < good->agents; i++) {
        mpq_set_ui(share, at[i], points - 1);
        mpq_canonicalize(share);
        mpq_sub(point[i], good->high[i], good->low[i]);
        mpq_mul(point[i], point[i], share);
        mpq_add(point[i], point[i], good->low[i]);
    }
    mpq_clear(share);
}

/* The efficient point of the grid with the largest score: the absolute value
   of p, or -p. The upper corner is one of them. */
static bool scan(mpq_t score, mpq_t *point, const mc_multivariate *p,
                 const mc_divisible *good, bool absolute)
{
    size_t n = good->agents, points = grid_points(n);
    size_t at[MC_DIVISIBLE_AGENTS] = {0};
    mpq_t *here = mc_rationals_new(n);
    bool found = false;
    mpq_t value;
    if (!here)
        return false;
    mpq_init(value);
    do {
        set_point(here, good, at, points);
        mc_type_surplus(value, good, here);
        if (mpq_sgn(value) < 0)
            continue;
        mc_multivariate_evaluate(value, p, here);
        if (!absolute || mpq_sgn(value) < 0)
            mpq_neg(value, value);
        if (found && mpq_cmp(value, score) <= 0)
            continue;
        found = true;
        mpq_set(score, value);
        for (size_t i = 0; i < n; i++)
            mpq_set(point[i], here[i]);
    } while (step(at, n, points));
    mpq_clear(value);
    mc_rationals_free(here, n);
    return true;
}

/* Fixes the coordinates one after the other, near the upper corner, so that p
   does not become zero: a polynomial in v_i of degree d is zero at d points at
   most. Domain: p is not zero. */
static bool fix(mpq_t *point, const mc_multivariate *p,
                const mc_divisible *good)
{
    size_t n = good->agents;
    mc_multivariate rest, next, value;
    mpq_t room, share;
    mpq_inits(room, share, NULL);
    mc_type_surplus(room, good, good->high);
    mc_multivariate_init(&rest, n);
    mc_multivariate_init(&next, n);
    mc_multivariate_init(&value, n);
    mpq_set_ui(share, 1, 1);
    bool done = mc_multivariate_add(&rest, share, p);
    for (size_t i = 0; i < n && done; i++) {
        unsigned long degree = mc_multivariate_degree_in(&rest, i);
        for (unsigned long j = 0; j <= degree && done; j++) {
            const unsigned none[MC_DIVISIBLE_AGENTS] = {0};
            mpq_set_ui(share, j, (degree + 1) * n);
            mpq_canonicalize(share);
            mpq_mul(share, share, room);
            mpq_sub(point[i], good->high[i], share);
            value.terms = 0;
            done = mc_multivariate_append(&value, point[i], none) &&
                   mc_multivariate_order(&value) &&
                   mc_multivariate_substitute(&next, &rest, i, &value);
            if (next.terms > 0)
                break;
        }
        mc_multivariate_swap(&next, &rest);
    }
    mc_multivariate_clear(&value);
    mc_multivariate_clear(&next);
    mc_multivariate_clear(&rest);
    mpq_clears(room, share, NULL);
    return done;
}

bool mc_divisible_largest(mpq_t value, mpq_t *point, const mc_multivariate *p,
                          const mc_divisible *good)
{
    if (!scan(value, point, p, good, true))
        return false;
    if (mpq_sgn(value) > 0 || p->terms == 0)
        return true;
    bool done = fix(point, p, good);
    mc_multivariate_evaluate(value, p, point);
    mpq_abs(value, value);
    return done;
}

bool mc_divisible_least(mpq_t value, mpq_t *point, const mc_multivariate *p,
                        const mc_divisible *good)
{
    bool done = scan(value, point, p, good, false);
    mpq_neg(value, value);
    return done;
}

/* ---- findings ---- */

const char *mc_divisible_vanishing_name(mc_divisible_vanishing claim)
{
    return claim == MC_DIVISIBLE_RESIDUAL ? "lemma-1-residual"
                                          : "mixed-derivative";
}

mc_status mc_divisible_evaluate(mc_divisible_value *value, mc_message *message,
                                const mc_divisible *good,
                                mc_divisible_vanishing claim)
{
    mc_multivariate p;
    mc_multivariate_init(&p, good->agents);
    *value = (mc_divisible_value){.claim = claim,
                                  .point = mc_rationals_new(good->agents),
                                  .agents = good->agents};
    mpq_init(value->value);
    bool done = value->point && (claim == MC_DIVISIBLE_RESIDUAL
                                     ? mc_divisible_residual(&p, good)
                                     : set_mixed(&p, good));
    if (done && p.terms > 0)
        done = mc_divisible_largest(value->value, value->point, &p, good);
    mc_multivariate_clear(&p);
    return done ? MC_OK
                : mc_message_set(message, MC_LIMIT,
                                 "out of memory, or a polynomial would have "
                                 "more than a million terms");
}

void mc_divisible_value_clear(mc_divisible_value *value)
{
    mc_rationals_free(value->point, value->agents);
    mpq_clear(value->value);
}

mc_status mc_divisible_certify_value(const mc_divisible_value *value,
                                     mc_message *message,
                                     const mc_divisible *good, const char *path)
{
    mc_certificate *certificate;
    mc_status status = mc_divisible_open(
        &certificate, message, path,
        mc_certificate_claim(
            "%s %Qd", mc_divisible_vanishing_name(value->claim), value->value),
        good);
    if (status != MC_OK)
        return status;
    if (mpq_sgn(value->value) > 0)
        mc_divisible_record_numbers(certificate, "point", value->point,
                                    value->agents);
    return mc_certificate_commit(certificate, message);
}
