#include "condition.h"

/* FORMAT.md section 4.2. In the informational virtual objective
     (A_i f)(s) = sum_t ( alpha_i(s_i, t) f(s) - alpha_i(t, s_i) f(t, s_-i) )
                  + beta_i(s_i) f(s). */

/* Over E. */
static void add_truthtelling(struct mv_stencil *stencil,
                             const struct mv_list *alpha)
{
    mpz_set(stencil->denominator, alpha->vector.denominator);
    for (size_t k = 0; k < alpha->count; k++) {
        const struct mv_entry *entry = &alpha->entry[k];
        size_t i = entry->at[0], s = entry->at[1], t = entry->at[2];

        mv_stencil_add(stencil, i, s, s, entry->value, 1);
        mv_stencil_add(stencil, i, t, s, entry->value, -1);
    }
}

/* From E to lcm(E, F), which beta is brought over as well. */
static void add_participation(struct mv_stencil *stencil,
                              const struct mv_list *beta)
{
    mpz_t factor;

    mpz_init(factor);
    mpz_lcm(factor, stencil->denominator, beta->vector.denominator);
    mpz_divexact(factor, factor, stencil->denominator);
    mv_stencil_scale(stencil, factor);
    mpz_divexact(factor, stencil->denominator, beta->vector.denominator);
    for (size_t k = 0; k < beta->count; k++) {
        struct mv_entry *entry = &beta->entry[k];
        size_t i = entry->at[0], s = entry->at[1];

        mpz_mul(entry->value, entry->value, factor);
        mv_stencil_add(stencil, i, s, s, entry->value, 1);
    }
    mpz_clear(factor);
}

void mv_check_potential(struct mv_checker *checker)
{
    struct mv_profiles profiles;
    struct mv_stencil stencil;
    struct mv_table sigma;
    struct mv_list alpha, beta;

    mv_read_sizes(checker, &profiles, "signals");
    mv_table_init(&sigma, checker->environment.states.count);
    mv_read_information(checker, &sigma, &profiles);
    mv_read_list(checker, &alpha, MV_ALPHA, "truthtelling", &profiles);
    mv_stencil_init(&stencil, &profiles);
    add_truthtelling(&stencil, &alpha);
    mv_list_clear(&alpha);
    mv_read_list(checker, &beta, MV_BETA, "participation", &profiles);
    add_participation(&stencil, &beta);
    mv_list_clear(&beta);
    mv_read_gamma(checker, &sigma, &stencil, NULL, &checker->claim.value,
                  &profiles);
}
