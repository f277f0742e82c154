#include "publicgood/quantity_unit.h"

enum { MOST_SPLITS = 1000 };

/* The polynomial does not change its sign on [l, r], as its Bernstein
   coefficients show. */
static bool one_sign(void *context, mpq_srcptr l, mpq_srcptr r)
{
    mc_signs signs = mc_polynomial_signs_on(context, l, r);
    return !(signs.negative && signs.positive);
}

/* The integral of the larger one from l to r, where neither crosses the
   other. */
static void add_larger(mpq_t sum, const mc_quantity *quantity, size_t agent,
                       mpq_srcptr l, mpq_srcptr r)
{
    size_t row = agent * quantity->pieces;
    mpq_t worth, share;
    mpq_inits(worth, share, NULL);
    mc_slopes_integral(worth, quantity->knot, quantity->value + row, l, r);
    mc_slopes_integral(share, quantity->knot, quantity->share + row, l, r);
    mpq_add(sum, sum, mpq_cmp(worth, share) > 0 ? worth : share);
    mpq_clears(worth, share, NULL);
}

/* Adds the integral over the part [from, to] of piece k, and the points that
   show the signs on it. */
static bool add_piece(mc_quantity_person *person, const mc_quantity *quantity,
                      size_t agent, size_t k, mpq_srcptr from, mpq_srcptr to)
{
    size_t piece = agent * quantity->pieces + k;
    mpq_srcptr left = from;
    bool possible = true;
    mc_polynomial excess;
    mc_zeros roots;
    mpq_t minus;
    mc_polynomial_init(&excess);
    mc_zeros_init(&roots);
    mpq_init(minus);
    mpq_set_si(minus, -1, 1);
    mc_polynomial_add_scaled(&excess, quantity->share + piece, minus);
    mpq_neg(minus, minus);
    mc_polynomial_add_scaled(&excess, quantity->value + piece, minus);
    if (excess.length > 1)
        mc_zeros_find(&roots, &excess, from, to);
    for (size_t j = 0; j < roots.count; j++)
        mc_zero_settle(roots.zero + j, &roots.simple);
    for (size_t j = 0; j <= roots.count && possible; j++) {
        mpq_srcptr right = j < roots.count ? roots.zero[j].lower : to;
        possible = (j == roots.count || mc_zero_is_point(roots.zero + j)) &&
                   mc_subdivide(&person->signs, left, right, one_sign, &excess,
                                MOST_SPLITS);
        if (possible)
            add_larger(person->unit, quantity, agent, left, right);
        if (possible && j < roots.count)
            mc_points_append(&person->signs, right);
        left = right;
    }
    mpq_clear(minus);
    mc_zeros_clear(&roots);
    mc_polynomial_clear(&excess);
    return possible;
}

void mc_quantity_unit(mc_quantity_person *person, const mc_quantity *quantity,
                      size_t agent, mpq_srcptr to)
{
    person->has_unit = true;
    for (size_t k = 0; k < quantity->pieces && person->has_unit &&
                       mpq_cmp(quantity->knot[k], to) < 0;
         k++)
        person->has_unit = add_piece(
            person, quantity, agent, k, quantity->knot[k],
            mpq_cmp(quantity->knot[k + 1], to) < 0 ? quantity->knot[k + 1]
                                                   : to);
}
