/* SHA-256 of small texts, for the statement lines of mutants. */
#include <gmp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sha256.h"

static uint32_t rotate(uint32_t x, unsigned n)
{
    return x >> n | x << (32 - n);
}

/* The first 32 bits of the fractional part of a root of a number. */
static uint32_t root_bits(unsigned long number, unsigned long degree)
{
    mpz_t x;
    mpz_init_set_ui(x, number);
    mpz_mul_2exp(x, x, 32 * degree);
    mpz_root(x, x, degree);
    mpz_fdiv_r_2exp(x, x, 32);
    unsigned long bits = mpz_get_ui(x);
    mpz_clear(x);
    return (uint32_t)bits;
}

static bool is_prime(unsigned long number)
{
    for (unsigned long d = 2; d * d <= number; d++)
        if (number % d == 0)
            return false;
    return true;
}

/* Cube roots of the first 64 primes, square roots of the first 8. */
static void constants(uint32_t k[64], uint32_t h[8])
{
    unsigned long prime = 1;
    for (size_t n = 0; n < 64; n++) {
        do
            prime++;
        while (!is_prime(prime));
        k[n] = root_bits(prime, 3);
        if (n < 8)
            h[n] = root_bits(prime, 2);
    }
}

static void block(uint32_t h[8], const uint32_t k[64],
                  const unsigned char *bytes)
{
    uint32_t w[64], v[8];
    for (size_t t = 0; t < 16; t++, bytes += 4)
        w[t] = (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 |
               (uint32_t)bytes[2] << 8 | (uint32_t)bytes[3];
    for (size_t t = 16; t < 64; t++) {
        uint32_t a = w[t - 15], b = w[t - 2];
        w[t] = w[t - 16] + w[t - 7] + (rotate(a, 7) ^ rotate(a, 18) ^ a >> 3) +
               (rotate(b, 17) ^ rotate(b, 19) ^ b >> 10);
    }
    memcpy(v, h, sizeof v);
    for (size_t t = 0; t < 64; t++) {
        uint32_t s1 = rotate(v[4], 6) ^ rotate(v[4], 11) ^ rotate(v[4], 25);
        uint32_t choice = (v[4] & v[5]) ^ (~v[4] & v[6]);
        uint32_t s0 = rotate(v[0], 2) ^ rotate(v[0], 13) ^ rotate(v[0], 22);
        uint32_t majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]);
        uint32_t sum = v[7] + s1 + choice + k[t] + w[t];
        memmove(v + 1, v, 7 * sizeof *v);
        v[4] += sum;
        v[0] = sum + s0 + majority;
    }
    for (size_t i = 0; i < 8; i++)
        h[i] += v[i];
}

void sha256(char hex[65], const char *bytes, size_t length)
{
    uint32_t k[64], h[8];
    size_t padded = (length + 8) / 64 * 64 + 64;
    unsigned char *text = calloc(1, padded);
    if (!text)
        abort();
    memcpy(text, bytes, length);
    text[length] = 0x80;
    for (size_t i = 0; i < 8; i++)
        text[padded - 1 - i] = (unsigned char)((uint64_t)length * 8 >> 8 * i);
    constants(k, h);
    for (size_t i = 0; i < padded; i += 64)
        block(h, k, text + i);
    for (size_t i = 0; i < 8; i++)
        snprintf(hex + 8 * i, 9, "%08x", h[i]);
    free(text);
}
