#include "verify.h"

/* FORMAT.md section 4.1. In the strategic virtual objective
     (A_i m)(a) = sum_b alpha_i(a_i, b) ( m(b, a_-i) - m(a) ). */

void mv_check_guarantee(struct mv_checker *checker)
{
    size_t agents = checker->environment.agents.count;
    size_t *secure = mv_allocate(agents, sizeof *secure);
    struct mv_profiles profiles;
    struct mv_stencil stencil;
    struct mv_table m;
    struct mv_list alpha;

    mv_read_sizes(checker, &profiles, "actions");
    mv_record(&checker->reader, "secure", agents);
    for (size_t i = 0; i < agents; i++)
        secure[i] = mv_field_index(&checker->reader, profiles.size[i]);
    mv_table_init(&m, checker->environment.outcomes.count);
    mv_read_mechanism(checker, &m, &profiles, secure);
    mv_read_list(checker, &alpha, MV_ALPHA, "obedience", &profiles);
    mv_stencil_init(&stencil, &profiles);
    mpz_set(stencil.denominator, alpha.vector.denominator);
    for (size_t k = 0; k < alpha.count; k++) {
        const struct mv_entry *entry = &alpha.entry[k];
        size_t i = entry->at[0], a = entry->at[1], b = entry->at[2];

        mv_stencil_add(&stencil, i, a, b, entry->value, 1);
        mv_stencil_add(&stencil, i, a, a, entry->value, -1);
    }
    mv_read_lambda(checker, &m, &stencil, &profiles);
}
