#include "arith/reconstruct.h"

#include <stdint.h>

/* Euclid's algorithm on (m, a). Invariants: r = t a modulo m for both pairs,
   r0 > r1 >= 0, and the t have opposite signs. */
typedef struct euclid {
    mpz_t r0, r1, t0, t1;
    mpz_t quotient, spare; /* temporary */
} euclid;

static void euclid_init(euclid *e, const mpz_t a, const mpz_t m)
{
    mpz_init_set(e->r0, m);
    mpz_init(e->r1);
    mpz_fdiv_r(e->r1, a, m);
    mpz_init(e->t0);
    mpz_init_set_ui(e->t1, 1);
    mpz_init(e->quotient);
    mpz_init(e->spare);
}

static void euclid_clear(euclid *e)
{
    mpz_clear(e->r0);
    mpz_clear(e->r1);
    mpz_clear(e->t0);
    mpz_clear(e->t1);
    mpz_clear(e->quotient);
    mpz_clear(e->spare);
}

/* One division. */
static void step(euclid *e)
{
    mpz_tdiv_qr(e->quotient, e->spare, e->r0, e->r1);
    mpz_swap(e->r0, e->r1);
    mpz_swap(e->r1, e->spare);
    mpz_submul(e->t0, e->quotient, e->t1);
    mpz_swap(e->t0, e->t1);
}

/* Several divisions at once: (r0, r1) becomes
   (+-(a r0 - b r1), +-(d r1 - c r0)), the upper signs after an even number. */
typedef struct burst {
    uint64_t a, b, c, d;
    bool odd;
} burst;

/* From leading digits x = floor(r0 / 2^s), y = floor(r1 / 2^s), which are off
   by less than 1: a quotient is right while both extremes that the errors
   allow have the same (Collins). Factors stay below 2^31. */
static bool find_burst(burst *f, uint64_t x, uint64_t y)
{
    const uint64_t most = UINT64_C(1) << 31;
    *f = (burst){1, 0, 0, 1, false};
    for (;;) {
        /* Even: the true x in (x - b, x + a), y in (y - c, y + d); odd: with
           a and b, c and d exchanged. */
        uint64_t above = f->odd ? f->b : f->a, below = f->odd ? f->a : f->b;
        uint64_t y_above = f->odd ? f->c : f->d, y_below = f->odd ? f->d : f->c;
        if (y <= y_below || x < below)
            break;
        uint64_t q = (x - below) / (y + y_above);
        if (q != (x + above) / (y - y_below) || q >= most)
            break;
        uint64_t c = f->a + q * f->c, d = f->b + q * f->d, rest = x - q * y;
        if (c >= most || d >= most)
            break;
        *f = (burst){f->c, f->d, c, d, !f->odd};
        x = y;
        y = rest;
    }
    return f->b != 0;
}

/* (u, v) becomes (a u - b v, d v - c u), negated after an odd number of
   divisions. */
static void apply(mpz_t u, mpz_t v, const burst *f, mpz_t spare, mpz_t spare2)
{
    mpz_mul_ui(spare, u, f->a);
    mpz_submul_ui(spare, v, f->b);
    mpz_mul_ui(spare2, v, f->d);
    mpz_submul_ui(spare2, u, f->c);
    if (f->odd) {
        mpz_neg(spare, spare);
        mpz_neg(spare2, spare2);
    }
    mpz_swap(u, spare);
    mpz_swap(v, spare2);
}

/* Divisions while r1 has more than `bits` bits and a few. A burst leaves
   r0 > old r0 / 2^32, so r0 keeps more than `bits` bits. */
static void run_bursts(euclid *e, size_t bits)
{
    const size_t digits = 62, margin = 34;
    burst f;
    while (mpz_sizeinbase(e->r1, 2) > bits + margin) {
        size_t size = mpz_sizeinbase(e->r0, 2);
        mp_bitcnt_t shift = size > digits ? size - digits : 0;
        mpz_tdiv_q_2exp(e->quotient, e->r0, shift);
        mpz_tdiv_q_2exp(e->spare, e->r1, shift);
        if (find_burst(&f, mpz_get_ui(e->quotient), mpz_get_ui(e->spare))) {
            apply(e->r0, e->r1, &f, e->quotient, e->spare);
            apply(e->t0, e->t1, &f, e->quotient, e->spare);
        } else {
            step(e);
        }
    }
}

bool mc_reconstruct(mpz_t n, mpz_t d, const mpz_t a, const mpz_t m)
{
    euclid e;
    mpz_t most;
    mpz_init(most);
    mpz_sub_ui(most, m, 1);
    mpz_fdiv_q_2exp(most, most, 1);
    mpz_sqrt(most, most);
    euclid_init(&e, a, m);
    run_bursts(&e, mpz_sizeinbase(most, 2));
    while (mpz_cmp(e.r1, most) > 0)
        step(&e);
    if (mpz_sgn(e.t1) < 0) {
        mpz_neg(e.t1, e.t1);
        mpz_neg(e.r1, e.r1);
    }
    mpz_set(n, e.r1);
    mpz_set(d, e.t1);
    mpz_gcd(e.spare, n, d);
    bool found = mpz_cmp(d, most) <= 0 && mpz_cmp_ui(e.spare, 1) == 0;
    euclid_clear(&e);
    mpz_clear(most);
    return found;
}
