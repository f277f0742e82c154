#include "condition.h"
#include "memory.h"

/* FORMAT.md section 4.5. */

/* Reads y i theta v; sum[omega] += v u_i(omega, theta). */
static void read_line(struct mv_checker *checker, struct mv_vector *vector,
                      mpz_t *sum, size_t *last_row, mpz_t value, bool first)
{
    struct mv_reader *reader = &checker->reader;
    const struct mv_environment *e = &checker->environment;
    const struct mv_payoffs *payoffs = &e->by_state;
    size_t i, state, order, row;

    mv_record(reader, "y", 3);
    i = mv_field_index(reader, 0, e->agents.count);
    state = mv_field_index(reader, 0, e->states.count);
    order = i * e->states.count + state;
    if (!first && order <= *last_row)
        mv_reader_refuse(reader, MV_E307,
                         "this line must be behind the one before in the order "
                         "of its indices");
    *last_row = order;
    mv_field_multiplier(reader, vector, value);
    row = state * (e->agents.count + 1) + i;
    for (size_t k = payoffs->start[row]; k < payoffs->start[row + 1]; k++)
        mpz_addmul(sum[payoffs->payoff[k].component], value,
                   payoffs->payoff[k].value);
}

void mv_check_no_mechanism(struct mv_checker *checker)
{
    struct mv_reader *reader = &checker->reader;
    size_t outcomes = checker->environment.outcomes.count, count, last = 0;
    mpz_t *sum = mv_allocate(outcomes, sizeof *sum), value;
    struct mv_vector vector;

    mpz_init(value);
    mv_vector_init(&vector); /* its divisor, 0, is that of no numbers at all */
    for (size_t outcome = 0; outcome < outcomes; outcome++)
        mpz_init(sum[outcome]);
    mv_record(reader, "farkas", 1);
    count = mv_field_count(reader);
    if (count == 0)
        mv_reader_refuse(reader, MV_E408, "at least one line is needed");
    for (size_t k = 0; k < count; k++)
        read_line(checker, &vector, sum, &last, value, k == 0);
    mv_vector_close(&vector, reader);
    for (size_t outcome = 0; outcome < outcomes; outcome++) {
        if (mpz_sgn(sum[outcome]) >= 0)
            mv_reader_refuse(reader, MV_E408,
                             "the sum for outcome %zu is not negative",
                             outcome);
        mpz_clear(sum[outcome]);
    }
    checker->conditions += outcomes;
    mv_release(sum, outcomes, sizeof *sum);
    mv_vector_clear(&vector);
    mpz_clear(value);
}
