#include "condition.h"
#include "memory.h"

/* Refuses with `reason` at the current profile, telling both sides. */
static _Noreturn void refuse_condition(const struct mv_checker *checker,
                                       enum mv_reason reason,
                                       const struct mv_profiles *profiles,
                                       const struct mv_virtual *virtual,
                                       size_t row, const mpz_t numerator,
                                       const mpz_t denominator,
                                       const mpz_t value)
{
    char profile[MV_PROFILE_TEXT], claimed[MV_RATIO_SIZE], found[MV_RATIO_SIZE];
    const struct mv_environment *e = &checker->environment;
    bool strategic = reason == MV_E403;

    fputs("note: the condition fails at ", stderr);
    fputs(strategic ? "state " : "outcome ", stderr);
    mv_print_text(stderr, mv_label(strategic ? &e->states : &e->outcomes, row));
    fputc('\n', stderr);
    mv_reader_refuse(
        &checker->reader, reason,
        "at profile %s and %s %zu: %s is %s, but the virtual objective is %s",
        mv_profile_text(profile, profiles), strategic ? "state" : "outcome",
        row, strategic ? "lambda" : "gamma",
        mv_ratio_text(claimed, numerator, denominator),
        mv_ratio_text(found, value, virtual->scale));
}

/* sum_omega u_i(omega, theta) m(omega) >= 0 for every state theta. */
static void check_security(struct mv_checker *checker, mpz_t *m,
                           const struct mv_profiles *profiles, size_t agent,
                           mpz_t sum)
{
    const struct mv_environment *e = &checker->environment;
    char profile[MV_PROFILE_TEXT];

    for (size_t state = 0; state < e->states.count; state++) {
        size_t row = state * (e->agents.count + 1) + agent;

        mpz_set_ui(sum, 0);
        for (size_t k = e->by_state.start[row]; k < e->by_state.start[row + 1];
             k++)
            mpz_addmul(sum, m[e->by_state.payoff[k].component],
                       e->by_state.payoff[k].value);
        if (mpz_sgn(sum) < 0)
            mv_reader_refuse(&checker->reader, MV_E406,
                             "the payoff of agent %zu in state %zu is negative "
                             "at profile %s, where the agent plays the secure "
                             "action",
                             agent, state, mv_profile_text(profile, profiles));
    }
    checker->conditions += e->states.count;
}

/* Reads a line of a table; every entry MUST be >= 0. */
static mpz_t *read_probabilities(struct mv_checker *checker,
                                 struct mv_table *table, const char *keyword)
{
    mpz_t *line;

    mv_record(&checker->reader, keyword, table->components);
    line = mv_table_line(table);
    for (size_t c = 0; c < table->components; c++) {
        mv_field_numerator(&checker->reader, &table->vector, line[c]);
        if (mpz_sgn(line[c]) < 0)
            mv_reader_refuse(&checker->reader, MV_E401,
                             "a probability is negative");
    }
    checker->conditions += table->components;
    return line;
}

void mv_read_mechanism(struct mv_checker *checker, struct mv_table *m,
                       struct mv_profiles *profiles, const size_t *secure)
{
    struct mv_reader *reader = &checker->reader;
    mpz_t sum;

    mpz_init(sum);
    mv_record(reader, "mechanism", 1);
    mv_vector_open(&m->vector, reader);
    mv_profiles_first(profiles);
    for (size_t x = 0; x < profiles->count; x++) {
        mpz_t *line = read_probabilities(checker, m, "m");

        mpz_set_ui(sum, 0);
        for (size_t c = 0; c < m->components; c++)
            mpz_add(sum, sum, line[c]);
        if (mpz_cmp(sum, m->vector.denominator) != 0)
            mv_reader_refuse(reader, MV_E401,
                             "the numerators do not sum to the denominator");
        checker->conditions++;
        for (size_t i = 0; secure != NULL && i < profiles->agents; i++)
            if (profiles->at[i] == secure[i])
                check_security(checker, line, profiles, i, sum);
        mv_profiles_next(profiles);
    }
    mv_vector_close(&m->vector, reader);
    mpz_clear(sum);
}

/* sum_x sigma(x, theta) = mu(theta); marginal[theta] is the sum of numerators
   over D. */
static void check_marginal(struct mv_checker *checker, const mpz_t denominator,
                           mpz_t *marginal)
{
    const struct mv_environment *e = &checker->environment;
    mpz_t left, right;

    mpz_inits(left, right, NULL);
    for (size_t state = 0; state < e->states.count; state++) {
        mpz_mul(left, marginal[state], e->prior_denominator);
        mpz_mul(right, e->prior[state], denominator);
        if (mpz_cmp(left, right) != 0)
            mv_reader_refuse(&checker->reader, MV_E402,
                             "the table that ends here gives state %zu a "
                             "probability that is not its prior",
                             state);
    }
    checker->conditions += e->states.count;
    mpz_clears(left, right, NULL);
}

void mv_read_information(struct mv_checker *checker, struct mv_table *sigma,
                         struct mv_profiles *profiles)
{
    struct mv_reader *reader = &checker->reader;
    size_t states = sigma->components;
    mpz_t *marginal = mv_allocate(states, sizeof *marginal);

    for (size_t state = 0; state < states; state++)
        mpz_init(marginal[state]);
    mv_record(reader, "information", 1);
    mv_vector_open(&sigma->vector, reader);
    for (size_t x = 0; x < profiles->count; x++) {
        mpz_t *line = read_probabilities(checker, sigma, "sigma");

        for (size_t state = 0; state < states; state++)
            mpz_add(marginal[state], marginal[state], line[state]);
    }
    mv_vector_close(&sigma->vector, reader);
    check_marginal(checker, sigma->vector.denominator, marginal);
    for (size_t state = 0; state < states; state++)
        mpz_clear(marginal[state]);
    mv_release(marginal, states, sizeof *marginal);
}

void mv_read_sizes(struct mv_checker *checker, struct mv_profiles *profiles,
                   const char *keyword)
{
    struct mv_reader *reader = &checker->reader;

    mv_profiles_init(profiles, checker->environment.agents.count);
    mv_record(reader, keyword, profiles->agents);
    for (size_t i = 0; i < profiles->agents; i++) {
        profiles->size[i] = mv_field_count(reader);
        if (profiles->size[i] == 0)
            mv_reader_refuse(reader, MV_E306, "at least 1 is expected here");
    }
    mv_profiles_seal(profiles, reader);
}

/* Reads i, a, b of an alpha line; `last` is the line before, if any. */
static void read_pair(struct mv_reader *reader, size_t pair[3],
                      const size_t *last, const struct mv_profiles *profiles)
{
    size_t k = 0;

    pair[0] = mv_field_index(reader, 0, profiles->agents);
    pair[1] = mv_field_index(reader, 0, profiles->size[pair[0]]);
    pair[2] = mv_field_index(reader, 0, profiles->size[pair[0]]);
    if (pair[1] == pair[2])
        mv_reader_refuse(reader, MV_E306, "the two indices are equal");
    if (last == NULL)
        return;
    while (k < 2 && pair[k] == last[k])
        k++;
    if (pair[k] <= last[k])
        mv_reader_refuse(reader, MV_E307,
                         "this line must be behind the one before in the "
                         "order of its indices");
}

void mv_read_alpha(struct mv_checker *checker, struct mv_stencil *stencil,
                   const struct mv_profiles *profiles, const char *keyword,
                   bool strategic)
{
    struct mv_reader *reader = &checker->reader;
    struct mv_vector vector;
    size_t count, pair[2][3];
    mpz_t alpha;

    mpz_init(alpha);
    mv_vector_init(&vector);
    mv_record(reader, keyword, 2);
    mv_vector_open(&vector, reader);
    count = mv_field_count(reader);
    for (size_t k = 0; k < count; k++) {
        const size_t *p = pair[k % 2];

        mv_record(reader, "alpha", 4);
        read_pair(reader, pair[k % 2], k > 0 ? pair[(k + 1) % 2] : NULL,
                  profiles);
        mv_field_multiplier(reader, &vector, alpha);
        if (strategic)
            mv_stencil_link(stencil, p[0], p[1], p[2], alpha, 1);
        else
            mv_stencil_link(stencil, p[0], p[2], p[1], alpha, -1);
        mv_stencil_diagonal(stencil, p[0], p[1], alpha, strategic ? -1 : 1);
    }
    mv_vector_close(&vector, reader);
    mpz_set(stencil->denominator, vector.denominator);
    mv_vector_clear(&vector);
    mpz_clear(alpha);
}

/* lambda/F <= value/scale if and only if ceil(lambda scale / F) <= value, as
   value is an integer: one division for each state, none for each profile. */
static void check_lambda(struct mv_checker *checker, struct mv_virtual *v,
                         mpz_t *lambda, const mpz_t denominator,
                         struct mv_profiles *profiles)
{
    size_t states = v->payoffs->rows / (v->agents + 1);
    mpz_t *threshold = mv_allocate(states, sizeof *threshold), value;

    mpz_init(value);
    for (size_t state = 0; state < states; state++) {
        mpz_init(threshold[state]);
        mpz_mul(value, lambda[state], v->scale);
        mpz_cdiv_q(threshold[state], value, denominator);
    }
    mv_profiles_first(profiles);
    for (size_t x = 0; x < profiles->count; x++) {
        mv_virtual_move(v, profiles);
        for (size_t state = 0; state < states; state++) {
            mv_virtual_value(value, v, state);
            if (mpz_cmp(threshold[state], value) > 0)
                refuse_condition(checker, MV_E403, profiles, v, state,
                                 lambda[state], denominator, value);
        }
        checker->conditions += states;
        mv_profiles_next(profiles);
    }
    for (size_t state = 0; state < states; state++)
        mpz_clear(threshold[state]);
    mv_release(threshold, states, sizeof *threshold);
    mpz_clear(value);
}

/* numerator/denominator = claimed. */
static void check_value(struct mv_checker *checker, const mpz_t numerator,
                        const mpz_t denominator,
                        const struct mv_rational *claimed)
{
    char found[MV_RATIO_SIZE];
    mpz_t left, right;

    mpz_inits(left, right, NULL);
    mpz_mul(left, numerator, claimed->denominator);
    mpz_mul(right, claimed->numerator, denominator);
    if (mpz_cmp(left, right) != 0)
        mv_reader_refuse(&checker->reader, MV_E405,
                         "the numbers that end here give %s, the claim says "
                         "otherwise",
                         mv_ratio_text(found, numerator, denominator));
    checker->conditions++;
    mpz_clears(left, right, NULL);
}

void mv_read_lambda(struct mv_checker *checker, const struct mv_table *m,
                    const struct mv_stencil *stencil,
                    struct mv_profiles *profiles)
{
    struct mv_environment *e = &checker->environment;
    struct mv_reader *reader = &checker->reader;
    struct mv_virtual virtual;
    struct mv_table lambda;
    mpz_t *line, sum, denominator;

    mpz_inits(sum, denominator, NULL);
    mv_table_init(&lambda, e->states.count);
    mv_record(reader, "lambda", 1 + e->states.count);
    mv_vector_open(&lambda.vector, reader);
    line = mv_table_line(&lambda);
    for (size_t state = 0; state < e->states.count; state++) {
        mv_field_numerator(reader, &lambda.vector, line[state]);
        mpz_addmul(sum, line[state], e->prior[state]);
    }
    mv_vector_close(&lambda.vector, reader);
    mv_virtual_init(&virtual, e, &e->by_state, m, stencil);
    check_lambda(checker, &virtual, line, lambda.vector.denominator, profiles);
    mv_virtual_clear(&virtual);
    mpz_mul(denominator, lambda.vector.denominator, e->prior_denominator);
    check_value(checker, sum, denominator, &checker->claim.value);
    mv_table_clear(&lambda);
    mpz_clears(sum, denominator, NULL);
}

/* Adds the addends of the current profile to the operands; *at is the first one
   of this or a later profile. */
static void add_security(struct mv_virtual *v,
                         const struct mv_security *security, size_t count,
                         size_t *at, const struct mv_profiles *profiles)
{
    for (; *at < count && security[*at].rank == profiles->rank; ++*at) {
        const struct mv_security *s = &security[*at];
        mpz_ptr operand =
            v->operand[s->agent * v->table->components + s->state];

        mpz_add(operand, operand, s->value);
    }
}

void mv_read_gamma(struct mv_checker *checker, const struct mv_table *sigma,
                   const struct mv_stencil *stencil,
                   const struct mv_security *security, size_t count,
                   const struct mv_rational *bound,
                   struct mv_profiles *profiles)
{
    struct mv_environment *e = &checker->environment;
    struct mv_reader *reader = &checker->reader;
    struct mv_virtual virtual;
    struct mv_vector vector;
    size_t outcomes = e->outcomes.count, at = 0;
    mpz_t gamma, sum, value, threshold;

    mpz_inits(gamma, sum, value, threshold, NULL);
    mv_vector_init(&vector);
    mv_virtual_init(&virtual, e, &e->by_outcome, sigma, stencil);
    mv_record(reader, "gamma", 1);
    mv_vector_open(&vector, reader);
    mv_profiles_first(profiles);
    for (size_t x = 0; x < profiles->count; x++) {
        mv_record(reader, "g", 1);
        mv_field_numerator(reader, &vector, gamma);
        mpz_add(sum, sum, gamma);
        /* gamma/G >= value/scale  <=>  floor(gamma scale / G) >= value */
        mpz_mul(value, gamma, virtual.scale);
        mpz_fdiv_q(threshold, value, vector.denominator);
        mv_virtual_move(&virtual, profiles);
        add_security(&virtual, security, count, &at, profiles);
        for (size_t outcome = 0; outcome < outcomes; outcome++) {
            mv_virtual_value(value, &virtual, outcome);
            if (mpz_cmp(threshold, value) < 0)
                refuse_condition(checker, MV_E404, profiles, &virtual, outcome,
                                 gamma, vector.denominator, value);
        }
        checker->conditions += outcomes;
        mv_profiles_next(profiles);
    }
    mv_vector_close(&vector, reader);
    check_value(checker, sum, vector.denominator, bound);
    mv_virtual_clear(&virtual);
    mv_vector_clear(&vector);
    mpz_clears(gamma, sum, value, threshold, NULL);
}

void mv_check_order(struct mv_checker *checker)
{
    const struct mv_rational *low = &checker->claim.value;
    const struct mv_rational *high = &checker->claim.upper;
    mpz_t left, right;

    mpz_inits(left, right, NULL);
    mpz_mul(left, low->numerator, high->denominator);
    mpz_mul(right, high->numerator, low->denominator);
    if (mpz_cmp(left, right) > 0)
        mv_reader_refuse(&checker->reader, MV_E405, "L exceeds U");
    checker->conditions++;
    mpz_clears(left, right, NULL);
}
