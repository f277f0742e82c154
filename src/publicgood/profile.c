/* The profiles of a population, in order. */
#include <stdint.h>

#include <gmp.h>

#include "publicgood/publicgood.h"

static void first_of_agent(unsigned long *x, const mc_population *population,
                           size_t agent)
{
    const size_t *first = population->good->first;
    for (size_t k = first[agent]; k < first[agent + 1]; k++)
        x[k] = 0;
    x[first[agent]] = population->count[agent];
}

void mc_profile_first(unsigned long *x, const mc_population *population)
{
    for (size_t i = 0; i < population->good->agents; i++)
        first_of_agent(x, population, i);
}

/* One composition further: one from the last part before the end that is not 0
   goes to the next part, and so does what stands at the end. */
static bool next_of_agent(unsigned long *x, const mc_population *population,
                          size_t agent)
{
    const size_t *first = population->good->first;
    size_t last = first[agent + 1] - 1, k = last;
    while (k > first[agent] && x[k - 1] == 0)
        k--;
    if (k == first[agent]) {
        first_of_agent(x, population, agent);
        return false;
    }
    unsigned long rest = x[last];
    x[last] = 0;
    x[k - 1]--;
    x[k] = rest + 1;
    return true;
}

bool mc_profile_next(unsigned long *x, const mc_population *population)
{
    for (size_t i = population->good->agents; i-- > 0;)
        if (next_of_agent(x, population, i))
            return true;
    return false;
}

/* product *= binomial(people + types - 1, types - 1); false: too large. */
static bool multiply(mpz_t product, unsigned long people, size_t types)
{
    mpz_t count;
    mpz_init_set_ui(count, 1);
    for (size_t t = 1; t < types && people > 0 && mpz_fits_ulong_p(count);
         t++) {
        mpz_mul_ui(count, count, people + t);
        mpz_divexact_ui(count, count, t);
    }
    mpz_mul(product, product, count);
    mpz_clear(count);
    return mpz_fits_ulong_p(product) != 0;
}

size_t mc_profile_count(const mc_population *population)
{
    const mc_publicgood *good = population->good;
    bool fits = true;
    mpz_t product;
    mpz_init_set_ui(product, 1);
    for (size_t i = 0; i < good->agents && fits; i++)
        fits = multiply(product, population->count[i],
                        mc_publicgood_types(good, i));
    size_t count = fits ? mpz_get_ui(product) : SIZE_MAX;
    mpz_clear(product);
    return count;
}

size_t mc_profile_index(const mc_population *population, const unsigned long *x)
{
    const mc_publicgood *good = population->good;
    size_t index = 0;
    for (size_t i = 0; i < good->agents; i++) {
        size_t k = good->first[i];
        while (x[k] == 0)
            k++;
        index = index * mc_publicgood_types(good, i) + k - good->first[i];
    }
    return index;
}
