#include "condition.h"

/* FORMAT.md section 4.2. */

/* `participation F COUNT` and its lines; adds beta_i(s_i) f(s) to (A_i f)(s).
   The operators, over E so far, are brought over lcm(E, F). */
static void read_participation(struct mv_checker *checker,
                               struct mv_stencil *stencil,
                               const struct mv_profiles *profiles)
{
    struct mv_reader *reader = &checker->reader;
    struct mv_vector vector;
    size_t count, last_agent = 0, last_signal = 0;
    mpz_t beta, factor;

    mpz_inits(beta, factor, NULL);
    mv_vector_init(&vector);
    mv_record(reader, "participation", 2);
    mv_vector_open(&vector, reader);
    count = mv_field_count(reader);
    mpz_lcm(factor, stencil->denominator, vector.denominator);
    mpz_divexact(factor, factor, stencil->denominator);
    mv_stencil_scale(stencil, factor);
    mpz_divexact(factor, stencil->denominator, vector.denominator);
    for (size_t k = 0; k < count; k++) {
        size_t i, signal;

        mv_record(reader, "beta", 3);
        i = mv_field_index(reader, 0, profiles->agents);
        signal = mv_field_index(reader, 0, profiles->size[i]);
        if (k > 0 &&
            (i < last_agent || (i == last_agent && signal <= last_signal)))
            mv_reader_refuse(reader, MV_E307,
                             "this line must be behind the one before in the "
                             "order of its indices");
        last_agent = i;
        last_signal = signal;
        mv_field_multiplier(reader, &vector, beta);
        mpz_mul(beta, beta, factor);
        mv_stencil_diagonal(stencil, i, signal, beta, 1);
    }
    mv_vector_close(&vector, reader);
    mv_vector_clear(&vector);
    mpz_clears(beta, factor, NULL);
}

void mv_check_potential(struct mv_checker *checker)
{
    struct mv_profiles profiles;
    struct mv_stencil stencil;
    struct mv_table sigma;

    mv_read_sizes(checker, &profiles, "signals");
    mv_table_init(&sigma, checker->environment.states.count);
    mv_read_information(checker, &sigma, &profiles);
    mv_stencil_init(&stencil, &profiles);
    mv_read_alpha(checker, &stencil, &profiles, "truthtelling", false);
    read_participation(checker, &stencil, &profiles);
    mv_read_gamma(checker, &sigma, &stencil, NULL, 0, &checker->claim.value,
                  &profiles);
    mv_stencil_clear(&stencil);
    mv_table_clear(&sigma);
    mv_profiles_clear(&profiles);
}
