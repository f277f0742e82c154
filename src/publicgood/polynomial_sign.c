#include "publicgood/polynomial_bernstein.h"

/* A positive multiple of all that makes them integers. */
static void clear_denominators(mc_points *list)
{
    mpz_t common;
    mpq_t factor;
    mpz_init_set_ui(common, 1);
    mpq_init(factor);
    for (size_t k = 0; k < list->count; k++)
        mpz_lcm(common, common, mpq_denref(list->point[k]));
    mpq_set_z(factor, common);
    for (size_t k = 0; k < list->count; k++)
        mpq_mul(list->point[k], list->point[k], factor);
    mpq_clear(factor);
    mpz_clear(common);
}

void mc_bernstein_set(mc_points *bernstein, const mc_polynomial *p)
{
    mpz_t binomial;
    mpq_t factor;
    mpz_init(binomial);
    mpq_init(factor);
    bernstein->count = 0;
    for (size_t j = 0; j < p->length; j++) {
        mpz_bin_uiui(binomial, p->length - 1, j);
        mpq_set_z(factor, binomial);
        mpq_div(factor, p->coefficient[j], factor);
        mc_points_append(bernstein, factor);
    }
    clear_denominators(bernstein);
    /* sum_j binom(k,j) h_j for all k, by Pascal's rule */
    for (size_t done = 1; done < p->length; done++)
        for (size_t k = p->length - 1; k >= done; k--)
            mpq_add(bernstein->point[k], bernstein->point[k],
                    bernstein->point[k - 1]);
    mpq_clear(factor);
    mpz_clear(binomial);
}

size_t mc_bernstein_variations(const mc_points *bernstein)
{
    size_t variations = 0;
    int previous = 0;
    for (size_t k = 0; k < bernstein->count; k++) {
        int sign = mpq_sgn(bernstein->point[k]);
        variations += sign * previous < 0;
        previous = sign ? sign : previous;
    }
    return variations;
}

int mc_bernstein_sign_at_start(const mc_points *bernstein)
{
    for (size_t k = 0; k < bernstein->count; k++)
        if (mpq_sgn(bernstein->point[k]) != 0)
            return mpq_sgn(bernstein->point[k]);
    return 0;
}

mc_signs mc_polynomial_signs(const mc_polynomial *p)
{
    mc_signs signs = {0};
    mc_points bernstein;
    mc_points_init(&bernstein);
    mc_bernstein_set(&bernstein, p);
    for (size_t k = 0; k < bernstein.count; k++) {
        int sign = mpq_sgn(bernstein.point[k]);
        signs.negative = signs.negative || sign < 0;
        signs.positive = signs.positive || sign > 0;
        signs.first = k == 0 ? sign : signs.first;
        signs.last = sign;
    }
    mc_points_clear(&bernstein);
    return signs;
}

mc_signs mc_polynomial_signs_on(const mc_polynomial *p, mpq_srcptr from,
                                mpq_srcptr to)
{
    mc_polynomial here;
    mc_polynomial_init(&here);
    mc_polynomial_set(&here, p);
    mc_polynomial_make_primitive(&here);
    mc_polynomial_place(&here, from, to);
    mc_signs signs = mc_polynomial_signs(&here);
    mc_polynomial_clear(&here);
    return signs;
}

bool mc_subdivide(mc_points *splits, mpq_srcptr from, mpq_srcptr to,
                  bool (*shown)(void *context, mpq_srcptr l, mpq_srcptr r),
                  void *context, size_t limit)
{
    mc_points ends; /* right ends of what is left, the nearest last */
    mpq_t left, middle;
    mpq_inits(left, middle, NULL);
    mc_points_init(&ends);
    mpq_set(left, from);
    mc_points_append(&ends, to);
    while (ends.count > 0 && ends.count + splits->count <= limit) {
        mpq_srcptr right = ends.point[ends.count - 1];
        if (!shown(context, left, right)) {
            mpq_add(middle, left, right);
            mpq_div_2exp(middle, middle, 1);
            mc_points_append(&ends, middle);
            continue;
        }
        if (ends.count > 1)
            mc_points_append(splits, right);
        mpq_set(left, right);
        ends.count--;
    }
    bool done = ends.count == 0;
    mc_points_clear(&ends);
    mpq_clears(left, middle, NULL);
    return done;
}
