#include "arith/word.h"
#include "publicgood/polynomial.h"

enum { MOST_RESIDUES = 128 };
static const uint64_t prime = (UINT64_C(1) << 61) - 1;

void mc_polynomial_make_primitive(mc_polynomial *p)
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

/* --- modulo a prime ---------------------------------------------------- */

/* The residues of an integer polynomial; returns how many, without zeros at the
   end. */
static size_t take_residues(uint64_t *residue, const mc_polynomial *p)
{
    size_t length = p->length;
    mpz_t modulus, rest;
    mpz_init(rest);
    mpz_init_set_ui(modulus, 1);
    mpz_mul_2exp(modulus, modulus, 61);
    mpz_sub_ui(modulus, modulus, 1);
    for (size_t j = 0; j < length; j++) {
        mpz_fdiv_r(rest, mpq_numref(p->coefficient[j]), modulus);
        residue[j] = 0;
        mpz_export(residue + j, NULL, -1, sizeof *residue, 0, 0, rest);
    }
    while (length > 0 && residue[length - 1] == 0)
        length--;
    mpz_clear(rest);
    mpz_clear(modulus);
    return length;
}

/* a becomes the remainder of a by b; returns its length. */
static size_t reduce_residues(uint64_t *a, size_t length, const uint64_t *b,
                              size_t divisor)
{
    uint64_t inverse = mc_word_inverse(b[divisor - 1], prime);
    while (length >= divisor) {
        uint64_t factor = mc_word_mul(a[length - 1], inverse, prime);
        for (size_t j = 0; j < divisor; j++) {
            uint64_t *here = a + length - divisor + j;
            uint64_t term = mc_word_mul(factor, b[j], prime);
            *here = mc_word_sub(*here, term, prime);
        }
        while (length > 0 && a[length - 1] == 0)
            length--;
    }
    return length;
}

/* Integer polynomials without a common factor modulo a prime that does not
   divide the leading coefficient of one have none at all. */
static bool are_coprime(const mc_polynomial *a, const mc_polynomial *b)
{
    uint64_t list[2][MOST_RESIDUES];
    size_t length[2];
    int longer = 0;
    if (a->length > MOST_RESIDUES || b->length > MOST_RESIDUES)
        return false;
    length[0] = take_residues(list[0], a);
    length[1] = take_residues(list[1], b);
    if (length[0] < a->length || length[0] == 0)
        return false;
    while (length[1 - longer] > 0) {
        length[longer] = reduce_residues(list[longer], length[longer],
                                         list[1 - longer], length[1 - longer]);
        longer = 1 - longer;
    }
    return length[longer] == 1;
}

/* --- over the rationals ------------------------------------------------ */

void mc_polynomial_set_gcd(mc_polynomial *p, const mc_polynomial *a,
                           const mc_polynomial *b)
{
    mc_polynomial x, y;
    mc_polynomial_init(&x);
    mc_polynomial_init(&y);
    mc_polynomial_set(&x, a);
    mc_polynomial_set(&y, b);
    mc_polynomial_make_primitive(&x);
    mc_polynomial_make_primitive(&y);
    if (are_coprime(&x, &y)) {
        /* 1: the rest of the algorithm sees a constant */
        y.length = 1;
        mpq_set_ui(y.coefficient[0], 1, 1);
    }
    while (y.length > 0) {
        take_remainder(&x, &y);
        mc_polynomial_make_primitive(&x);
        mc_polynomial rest = x;
        x = y;
        y = rest;
    }
    mc_polynomial_set(p, &x);
    mc_polynomial_clear(&x);
    mc_polynomial_clear(&y);
}
