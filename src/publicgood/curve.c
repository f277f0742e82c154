#include "publicgood/curve.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/message.h"

mc_status mc_curve_init(mc_curve *curve, mc_message *message, mpq_t *knot,
                        size_t pieces)
{
    *curve = (mc_curve){.pieces = pieces, .knot = knot};
    curve->slope = mc_array(pieces, sizeof *curve->slope);
    curve->height = mc_array(pieces, sizeof *curve->height);
    if (curve->slope && curve->height)
        return MC_OK;
    mc_curve_clear(curve);
    return mc_message_set(message, MC_LIMIT, "out of memory");
}

void mc_curve_clear(mc_curve *curve)
{
    for (size_t k = 0; k < curve->pieces && curve->slope; k++)
        mc_polynomial_clear(curve->slope + k);
    for (size_t k = 0; k < curve->pieces && curve->height; k++)
        mc_polynomial_clear(curve->height + k);
    free(curve->height);
    free(curve->slope);
    *curve = (mc_curve){0};
}

void mc_curve_add(mc_curve *curve, const mc_polynomial *slope,
                  mpq_srcptr factor)
{
    for (size_t k = 0; k < curve->pieces; k++)
        mc_polynomial_add_scaled(curve->slope + k, slope + k, factor);
}

void mc_curve_close(mc_curve *curve)
{
    mpq_t end, start;
    mpq_inits(end, start, NULL);
    for (size_t k = 0; k < curve->pieces; k++) {
        mc_polynomial *height = curve->height + k;
        mc_polynomial_set_integral(height, curve->slope + k);
        mc_polynomial_evaluate(start, height, curve->knot[k]);
        mpq_sub(start, end, start);
        mc_polynomial_add_constant(height, start);
        mc_polynomial_evaluate(end, height, curve->knot[k + 1]);
    }
    mpq_clears(end, start, NULL);
}

void mc_curve_value(mpq_t value, const mc_curve *curve, mpq_srcptr x)
{
    size_t k = 0;
    while (k + 1 < curve->pieces && mpq_cmp(x, curve->knot[k + 1]) > 0)
        k++;
    mc_polynomial_evaluate(value, curve->height + k, x);
}

/* On one piece. */
static void add_integral(mpq_t sum, const mc_polynomial *slope, mpq_srcptr from,
                         mpq_srcptr to)
{
    mc_polynomial height;
    mpq_t value;
    mc_polynomial_init(&height);
    mpq_init(value);
    mc_polynomial_set_integral(&height, slope);
    mc_polynomial_evaluate(value, &height, to);
    mpq_add(sum, sum, value);
    mc_polynomial_evaluate(value, &height, from);
    mpq_sub(sum, sum, value);
    mpq_clear(value);
    mc_polynomial_clear(&height);
}

void mc_slopes_integral(mpq_t value, mpq_t *knot, const mc_polynomial *slope,
                        mpq_srcptr from, mpq_srcptr to)
{
    mpq_srcptr left = from;
    mpq_t sum;
    mpq_init(sum);
    for (size_t k = 0; mpq_cmp(left, to) < 0; k++) {
        mpq_srcptr right = mpq_cmp(knot[k + 1], to) < 0 ? knot[k + 1] : to;
        if (mpq_cmp(right, left) <= 0)
            continue;
        add_integral(sum, slope + k, left, right);
        left = right;
    }
    mpq_set(value, sum);
    mpq_clear(sum);
}

void mc_maximum_init(mc_maximum *maximum)
{
    mpq_inits(maximum->at, maximum->height, NULL);
    mc_points_init(&maximum->splits);
}

void mc_maximum_clear(mc_maximum *maximum)
{
    mc_points_clear(&maximum->splits);
    mpq_clears(maximum->at, maximum->height, NULL);
}
