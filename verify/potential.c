#include "verify.h"

/* FORMAT.md section 4.2. In the informational virtual objective
     (A_i f)(s) = sum_t ( alpha_i(s_i, t) f(s) - alpha_i(t, s_i) f(t, s_-i) )
                  + beta_i(s_i) f(s). */

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
    mpz_set(stencil.denominator, alpha.vector.denominator);
    for (size_t k = 0; k < alpha.count; k++) {
        const struct mv_entry *entry = &alpha.entry[k];
        size_t i = entry->at[0], s = entry->at[1], t = entry->at[2];

        mv_stencil_add(&stencil, i, s, s, entry->value, 1);
        mv_stencil_add(&stencil, i, t, s, entry->value, -1);
    }
    mv_read_list(checker, &beta, MV_BETA, "participation", &profiles);
    mv_list_join(&beta, &stencil, stencil.denominator);
    for (size_t k = 0; k < beta.count; k++) {
        const size_t *at = beta.entry[k].at;

        mv_stencil_add(&stencil, at[0], at[1], at[1], beta.entry[k].value, 1);
    }
    mv_read_gamma(checker, &sigma, &stencil, NULL, &checker->claim.value,
                  &profiles);
}
