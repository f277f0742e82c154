#include "condition.h"

/* FORMAT.md section 4.5. */

void mv_check_no_mechanism(struct mv_checker *checker)
{
    const struct mv_environment *e = &checker->environment;
    size_t outcomes = e->outcomes.count;
    mpz_t *sum = mv_numbers(outcomes);
    struct mv_list y;

    mv_read_list(checker, &y, MV_Y, "farkas", NULL, NULL);
    for (size_t k = 0; k < y.count; k++) {
        size_t i = y.entry[k].at[0], state = y.entry[k].at[1];
        size_t at = e->head[MV_BY_STATE][state * (e->agents.count + 1) + i];

        for (; at != 0; at = e->cell[at - 1].next[MV_BY_STATE])
            mpz_addmul(sum[e->cell[at - 1].component[MV_BY_STATE]],
                       y.entry[k].value, e->cell[at - 1].value);
    }
    for (size_t outcome = 0; outcome < outcomes; outcome++)
        if (mpz_sgn(sum[outcome]) >= 0)
            mv_reject(&checker->reader, MV_E408,
                      "the sum for outcome %zu is not negative", outcome);
    checker->conditions += outcomes;
}
