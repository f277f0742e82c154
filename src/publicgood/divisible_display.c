/* The last display of the proof of Lemma 2. */
#include "base/memory.h"
#include "base/message.h"
#include "game/statement.h"
#include "publicgood/divisible_record.h"

/* level(v), 0 below the support */
static void add_level(mpq_t sum, const mc_divisible *good, mpq_t *type,
                      bool minus)
{
    for (size_t i = 0; i < good->agents; i++)
        if (mpq_cmp(type[i], good->low[i]) < 0)
            return;
    mpq_srcptr level = good->level[mc_cell_of(good, type)];
    if (minus)
        mpq_sub(sum, sum, level);
    else
        mpq_add(sum, sum, level);
}

/* rest = c - sum of corner[j] over j != i */
static void set_rest(mpq_t rest, const mc_divisible *good, mpq_t *corner,
                     size_t agent)
{
    mc_type_surplus(rest, good, corner);
    mpq_sub(rest, corner[agent], rest);
}

static void set_difference(mc_divisible_display *d, const mc_divisible *good,
                           mpq_t *corner)
{
    for (size_t subset = 0; subset < (size_t)1 << good->agents; subset++) {
        bool odd = false;
        for (size_t i = 0; i < good->agents; i++) {
            bool low = subset >> i & 1;
            mpq_set(corner[i], low ? d->lower[i] : d->eta[i]);
            odd = odd != low;
        }
        add_level(d->difference, good, corner, odd);
    }
}

/* level(eta) - sum over the i that reach the rest of level(rest, eta_-i) */
static void set_display(mc_divisible_display *d, const mc_divisible *good,
                        mpq_t *corner)
{
    mpq_t reach;
    mpq_init(reach);
    for (size_t i = 0; i < good->agents; i++)
        mpq_set(corner[i], d->eta[i]);
    add_level(d->value, good, corner, false);
    for (size_t i = 0; i < good->agents; i++) {
        set_rest(reach, good, d->lower, i);
        if (mpq_cmp(d->upper[i], reach) < 0)
            continue;
        set_rest(corner[i], good, d->eta, i);
        add_level(d->value, good, corner, true);
        mpq_set(corner[i], d->eta[i]);
    }
    mpq_clear(reach);
}

static mc_status check_cube(mc_message *message, const mc_divisible *good,
                            mpq_t *lower, mpq_t *upper)
{
    mc_status status = MC_OK;
    mpq_t surplus;
    for (size_t i = 0; i < good->agents; i++)
        if (mpq_cmp(lower[i], upper[i]) >= 0 ||
            mpq_cmp(lower[i], good->low[i]) < 0 ||
            mpq_cmp(upper[i], good->high[i]) > 0)
            return mc_message_set(message, MC_BAD_INPUT,
                                  "the cube is no box in the support: number "
                                  "%zu (counted from 0) of its corners",
                                  i);
    mpq_init(surplus);
    mc_type_surplus(surplus, good, lower);
    if (mpq_sgn(surplus) >= 0)
        status = mc_message_set(message, MC_BAD_INPUT,
                                "the lower corner of the cube must add up to "
                                "less than the cost");
    mpq_clear(surplus);
    return status;
}

static void set_eta(mc_divisible_display *d, const mc_divisible *good)
{
    for (size_t i = 0; i < good->agents; i++) {
        set_rest(d->eta[i], good, d->lower, i);
        if (mpq_cmp(d->eta[i], d->upper[i]) > 0)
            mpq_set(d->eta[i], d->upper[i]);
    }
}

mc_status mc_divisible_display_new(mc_divisible_display *display,
                                   mc_message *message,
                                   const mc_divisible *good, mpq_t *lower,
                                   mpq_t *upper)
{
    size_t n = good->agents;
    *display = (mc_divisible_display){.lower = lower,
                                      .upper = upper,
                                      .eta = mc_rationals_new(n),
                                      .agents = n};
    mpq_inits(display->difference, display->value, NULL);
    mc_status status = mc_divisible_needs_cells(good, message);
    if (status == MC_OK)
        status = mc_divisible_needs_boxes(good, message, "a cube of types");
    if (status == MC_OK)
        status = check_cube(message, good, lower, upper);
    if (status != MC_OK)
        return status;
    mpq_t *corner = mc_rationals_new(n);
    if (display->eta && corner) {
        set_eta(display, good);
        set_difference(display, good, corner);
        set_display(display, good, corner);
    } else {
        status = mc_message_set(message, MC_LIMIT, "out of memory");
    }
    mc_rationals_free(corner, n);
    return status;
}

void mc_divisible_display_clear(mc_divisible_display *display)
{
    mc_rationals_free(display->eta, display->agents);
    mpq_clears(display->difference, display->value, NULL);
}

mc_status mc_divisible_certify_display(const mc_divisible_display *display,
                                       mc_message *message,
                                       const mc_divisible *good,
                                       const char *path)
{
    mc_certificate *certificate;
    mc_status status = mc_divisible_open(
        &certificate, message, path,
        mc_certificate_claim("lemma-2-display %Qd %Qd", display->difference,
                             display->value),
        good);
    if (status != MC_OK)
        return status;
    mc_divisible_record_numbers(certificate, "lower", display->lower,
                                display->agents);
    mc_divisible_record_numbers(certificate, "upper", display->upper,
                                display->agents);
    return mc_certificate_commit(certificate, message);
}
