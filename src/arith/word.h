/* Residues modulo a prime below 2^62. */
#ifndef MC_ARITH_WORD_H
#define MC_ARITH_WORD_H

#include <stdint.h>

__extension__ typedef unsigned __int128 mc_word_pair;

/* Residues are in [0, p). */
static inline uint64_t mc_word_add(uint64_t a, uint64_t b, uint64_t p)
{
    uint64_t sum = a + b;
    return sum >= p ? sum - p : sum;
}

static inline uint64_t mc_word_sub(uint64_t a, uint64_t b, uint64_t p)
{
    return a >= b ? a - b : a + p - b;
}

static inline uint64_t mc_word_neg(uint64_t a, uint64_t p)
{
    return a == 0 ? 0 : p - a;
}

static inline uint64_t mc_word_mul(uint64_t a, uint64_t b, uint64_t p)
{
    return (uint64_t)((mc_word_pair)a * b % p);
}

/* Shoup's quotient floor(2^64 w / p), for many products with the same w. */
static inline uint64_t mc_word_quotient(uint64_t w, uint64_t p)
{
    return (uint64_t)(((mc_word_pair)w << 64) / p);
}

/* w x modulo p. With q = floor(quotient x / 2^64) the true quotient is q or
   q + 1, so 0 <= w x - q p < 2 p < 2^63. */
static inline uint64_t mc_word_mul_by(uint64_t w, uint64_t quotient, uint64_t x,
                                      uint64_t p)
{
    uint64_t q = (uint64_t)((mc_word_pair)quotient * x >> 64);
    uint64_t rest = w * x - q * p;
    return rest >= p ? rest - p : rest;
}

/* 1/a modulo p, for a != 0. */
static inline uint64_t mc_word_inverse(uint64_t a, uint64_t p)
{
    uint64_t r0 = p, r1 = a;
    int64_t t0 = 0, t1 = 1; /* r_i = t_i a modulo p, |t_i| <= p */
    while (r1 != 0) {
        uint64_t q = r0 / r1, r2 = r0 % r1;
        int64_t t2 = t0 - (int64_t)q * t1;
        r0 = r1;
        r1 = r2;
        t0 = t1;
        t1 = t2;
    }
    return t0 < 0 ? p - (uint64_t)-t0 : (uint64_t)t0;
}

#endif
