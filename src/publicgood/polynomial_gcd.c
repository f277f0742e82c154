#include "publicgood/polynomial.h"

/* Integer coefficients without a common factor; the sign stays. */
static void make_primitive(mc_polynomial *p)
{
    mpz_t divisor, multiple;
    mpq_t factor;
    mpz_init(divisor);
    mpz_init_set_ui(multiple, 1);
    mpq_init(factor);
    for (size_t j = 0; j < p->length; j++) {
        mpz_gcd(divisor, divisor, mpq_numref(p->coefficient[j]));
        mpz_lcm(multiple, multiple, mpq_denref(p->coefficient[j]));
    }
    if (p->length > 0) {
        mpq_set_num(factor, multiple);
        mpq_set_den(factor, divisor);
        mpq_canonicalize(factor);
    }
    for (size_t j = 0; j < p->length; j++)
        mpq_mul(p->coefficient[j], p->coefficient[j], factor);
    mpq_clear(factor);
    mpz_clear(multiple);
    mpz_clear(divisor);
}

/* a becomes a multiple, other than 0, of the remainder of a by b; both are
   integer polynomials, b != 0. */
static void take_remainder(mc_polynomial *a, const mc_polynomial *b)
{
    size_t top = b->length - 1;
    mpz_t lead, term;
    mpz_inits(lead, term, NULL);
    while (a->length > top) {
        size_t shift = a->length - 1 - top;
        mpz_set(lead, mpq_numref(a->coefficient[a->length - 1]));
        for (size_t j = 0; j < a->length; j++) {
            mpz_ptr here = mpq_numref(a->coefficient[j]);
            mpz_mul(here, here, mpq_numref(b->coefficient[top]));
            if (j >= shift)
                mpz_submul(here, lead, mpq_numref(b->coefficient[j - shift]));
        }
        while (a->length > 0 && mpq_sgn(a->coefficient[a->length - 1]) == 0)
            a->length--;
    }
    mpz_clears(lead, term, NULL);
}

void mc_polynomial_set_gcd(mc_polynomial *p, const mc_polynomial *a,
                           const mc_polynomial *b)
{
    mc_polynomial x, y;
    mc_polynomial_init(&x);
    mc_polynomial_init(&y);
    mc_polynomial_set(&x, a);
    mc_polynomial_set(&y, b);
    make_primitive(&x);
    make_primitive(&y);
    while (y.length > 0) {
        take_remainder(&x, &y);
        make_primitive(&x);
        mc_polynomial rest = x;
        x = y;
        y = rest;
    }
    mc_polynomial_set(p, &x);
    mc_polynomial_clear(&x);
    mc_polynomial_clear(&y);
}
