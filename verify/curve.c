#include "quantity.h"

void mv_curve_init(struct mv_curve *f)
{
    f->size = MV_CURVE;
    f->c = mv_numbers(f->size);
}

void mv_curve_clear(struct mv_curve *f)
{
    mv_numbers_clear(f->c, MV_CURVE);
}

void mv_curve_zero(struct mv_curve *f)
{
    f->size = MV_CURVE;
    for (size_t j = 0; j < f->size; j++)
        mpz_set_ui(f->c[j], 0);
}

void mv_curve_scale(struct mv_curve *f, const mpz_t factor)
{
    for (size_t j = 0; j < f->size; j++)
        mpz_mul(f->c[j], f->c[j], factor);
}

void mv_curve_add(struct mv_curve *f, const mpz_t factor,
                  const struct mv_curve *g)
{
    for (size_t j = 0; j < g->size; j++)
        mpz_addmul(f->c[j], factor, g->c[j]);
}

/* l = a/b, r - l = c/b */
static void set_step(mpz_t a, mpz_t b, mpz_t c, const struct mv_ratio *l,
                     const struct mv_ratio *r)
{
    mpz_lcm(b, l->q, r->q);
    mpz_divexact(a, b, l->q);
    mpz_mul(a, a, l->p);
    mpz_divexact(c, b, r->q);
    mpz_mul(c, c, r->p);
    mpz_sub(c, c, a);
}

/* Horner: g = g (a + c t) + f_j b^(n - j), n the degree of f. */
void mv_curve_stretch(struct mv_curve *g, mpz_t denominator,
                      const struct mv_curve *f, const struct mv_ratio *l,
                      const struct mv_ratio *r)
{
    mpz_t a, b, c;

    mpz_inits(a, b, c, NULL);
    set_step(a, b, c, l, r);
    for (size_t j = 0; j < MV_CURVE; j++)
        mpz_set_ui(g->c[j], 0);
    mpz_set_ui(denominator, 1);
    g->size = 0;
    for (size_t j = f->size; j-- > 0;) {
        for (size_t k = g->size; k > 0; k--) {
            mpz_mul(g->c[k], g->c[k], a);
            mpz_addmul(g->c[k], g->c[k - 1], c);
        }
        mpz_mul(g->c[0], g->c[0], a);
        mpz_addmul(g->c[0], f->c[j], denominator);
        if (g->size < f->size)
            g->size++;
        if (j > 0)
            mpz_mul(denominator, denominator, b);
    }
    mpz_clears(a, b, c, NULL);
}

void mv_curve_integrate(struct mv_curve *g, mpz_t denominator,
                        const struct mv_ratio *l, const struct mv_ratio *r)
{
    mpz_t a, b, c, common;

    mpz_inits(a, b, c, common, NULL);
    set_step(a, b, c, l, r);
    mpz_set_ui(common, 1);
    for (size_t j = 1; j <= g->size; j++)
        mpz_lcm_ui(common, common, j);
    for (size_t j = g->size; j > 0; j--) {
        mpz_mul(g->c[j], g->c[j - 1], common);
        mpz_divexact_ui(g->c[j], g->c[j], j);
        mpz_mul(g->c[j], g->c[j], c);
    }
    mpz_set_ui(g->c[0], 0);
    g->size++;
    mpz_mul(denominator, denominator, common);
    mpz_mul(denominator, denominator, b);
    mpz_clears(a, b, c, common, NULL);
}

bool mv_curve_trim(struct mv_curve *f)
{
    while (f->size > 0 && mpz_sgn(f->c[f->size - 1]) == 0)
        f->size--;
    return f->size > 0;
}

/* f = (1 - t) g: g_0 = f_0, g_j = f_j + g_(j-1); the last one is f(1). */
static bool divide_at_one(struct mv_curve *f, mpz_t *g)
{
    for (size_t j = 0; j < f->size; j++) {
        mpz_set(g[j], f->c[j]);
        if (j > 0)
            mpz_add(g[j], g[j], g[j - 1]);
    }
    if (mpz_sgn(g[f->size - 1]) != 0)
        return false;
    f->size--;
    for (size_t j = 0; j < f->size; j++)
        mpz_swap(f->c[j], g[j]);
    return true;
}

void mv_curve_divide(struct mv_curve *f, bool at_one)
{
    mpz_t *g;

    if (!at_one) {
        size_t power = 0;

        while (mpz_sgn(f->c[power]) == 0)
            power++;
        f->size -= power;
        for (size_t j = 0; j < f->size; j++)
            mpz_swap(f->c[j], f->c[j + power]);
        return;
    }
    g = mv_numbers(MV_CURVE);
    while (divide_at_one(f, g))
        ;
    mv_numbers_clear(g, MV_CURVE);
}

/* d! b_k = sum over j <= k of f_j k!/(k-j)! (d-j)! */
struct mv_signs mv_curve_signs(const struct mv_curve *f)
{
    struct mv_signs signs = {false, false, true};
    mpz_t *factorial = mv_numbers(MV_CURVE), sum, term;

    mpz_inits(sum, term, NULL);
    mpz_set_ui(factorial[0], 1);
    for (size_t j = 1; j < f->size; j++)
        mpz_mul_ui(factorial[j], factorial[j - 1], j);
    for (size_t k = 0; k < f->size; k++) {
        mpz_set_ui(sum, 0);
        for (size_t j = 0; j <= k; j++) {
            mpz_divexact(term, factorial[k], factorial[k - j]);
            mpz_mul(term, term, factorial[f->size - 1 - j]);
            mpz_addmul(sum, term, f->c[j]);
        }
        signs.positive = signs.positive || mpz_sgn(sum) > 0;
        signs.negative = signs.negative || mpz_sgn(sum) < 0;
        if (k == 0 || k + 1 == f->size)
            signs.ends = signs.ends && mpz_sgn(sum) > 0;
    }
    mpz_clears(sum, term, NULL);
    mv_numbers_clear(factorial, MV_CURVE);
    return signs;
}
