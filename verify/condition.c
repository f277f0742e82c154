#include "verify.h"

void mv_read_sizes(struct mv_checker *checker, struct mv_profiles *profiles,
                   const char *keyword)
{
    struct mv_reader *reader = &checker->reader;

    mv_profiles_init(profiles, checker->environment.agents.count);
    mv_record(reader, keyword, profiles->agents);
    for (size_t i = 0; i < profiles->agents; i++) {
        profiles->size[i] = mv_field_count(reader);
        if (profiles->size[i] == 0)
            mv_reject(reader, MV_E306, "at least 1 is expected here");
    }
    mv_profiles_seal(profiles, reader);
}

/* sum_omega u_i(omega, theta) m(omega) >= 0 for every state theta. */
static void check_security(struct mv_checker *checker, mpz_t *m,
                           const struct mv_profiles *profiles, size_t i,
                           mpz_t sum)
{
    const struct mv_environment *e = &checker->environment;
    char profile[MV_PROFILE_TEXT];

    for (size_t state = 0; state < e->states.count; state++) {
        size_t at = e->head[MV_BY_STATE][state * (e->agents.count + 1) + i];

        mpz_set_ui(sum, 0);
        for (; at != 0; at = e->cell[at - 1].next[MV_BY_STATE])
            mpz_addmul(sum, m[e->cell[at - 1].component[MV_BY_STATE]],
                       e->cell[at - 1].value);
        if (mpz_sgn(sum) < 0)
            mv_reject(&checker->reader, MV_E406,
                      "agent %zu plays the secure action at profile %s, but "
                      "has a negative payoff in state %zu",
                      i, mv_profile_text(profile, profiles), state);
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
            mv_reject(&checker->reader, MV_E401, "a probability is negative");
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
    for (size_t x = 0; x < profiles->count; x++) {
        mpz_t *line = read_probabilities(checker, m, "m");

        mpz_set_ui(sum, 0);
        for (size_t c = 0; c < m->components; c++)
            mpz_add(sum, sum, line[c]);
        if (mpz_cmp(sum, m->vector.denominator) != 0)
            mv_reject(reader, MV_E401,
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

void mv_read_information(struct mv_checker *checker, struct mv_table *sigma,
                         const struct mv_profiles *profiles)
{
    const struct mv_environment *e = &checker->environment;
    size_t states = e->states.count;
    mpz_t *marginal = mv_allocate(states, sizeof *marginal);

    for (size_t state = 0; state < states; state++)
        mpz_init(marginal[state]);
    mv_record(&checker->reader, "information", 1);
    mv_vector_open(&sigma->vector, &checker->reader);
    for (size_t x = 0; x < profiles->count; x++) {
        mpz_t *line = read_probabilities(checker, sigma, "sigma");

        for (size_t state = 0; state < states; state++)
            mpz_add(marginal[state], marginal[state], line[state]);
    }
    mv_vector_close(&sigma->vector, &checker->reader);
    for (size_t state = 0; state < states; state++) {
        if (mv_compare(marginal[state], sigma->vector.denominator,
                       e->prior[state], e->prior_denominator) != 0)
            mv_reject(&checker->reader, MV_E402,
                      "the table that ends here does not give state %zu its "
                      "prior",
                      state);
    }
    checker->conditions += states;
}

/* Reads the indices of a line; those that a kind does not have are 0. */
static void read_indices(struct mv_checker *checker, size_t at[3],
                         enum mv_kind_of_list kind,
                         const struct mv_profiles *profiles)
{
    struct mv_reader *reader = &checker->reader;
    size_t agents = checker->environment.agents.count;
    size_t states = checker->environment.states.count;

    at[0] = at[1] = at[2] = 0;
    if (kind == MV_PI) {
        for (size_t i = 0; i < agents; i++)
            at[0] +=
                mv_field_index(reader, profiles->size[i]) * profiles->stride[i];
        at[1] = mv_field_index(reader, agents);
        if (at[0] / profiles->stride[at[1]] % profiles->size[at[1]] != 0)
            mv_reject(reader, MV_E306, "this agent does not play 0 here");
        at[2] = mv_field_index(reader, states);
        return;
    }
    at[0] = mv_field_index(reader, agents);
    at[1] =
        mv_field_index(reader, kind == MV_Y ? states : profiles->size[at[0]]);
    if (kind == MV_ALPHA) {
        at[2] = mv_field_index(reader, profiles->size[at[0]]);
        if (at[1] == at[2])
            mv_reject(reader, MV_E306, "the two indices are equal");
    }
}

static bool increasing(const size_t a[3], const size_t b[3])
{
    size_t k = 0;

    while (k < 2 && a[k] == b[k])
        k++;
    return a[k] < b[k];
}

void mv_read_list(struct mv_checker *checker, struct mv_list *list,
                  enum mv_kind_of_list kind, const char *header,
                  const struct mv_profiles *profiles)
{
    static const char *const keyword[] = {"alpha", "beta", "pi", "y"};
    struct mv_reader *reader = &checker->reader;
    const size_t fields[] = {4, 3, checker->environment.agents.count + 3, 3};
    size_t count;

    *list = (struct mv_list){.entry = NULL};
    mv_vector_init(&list->vector);
    mv_record(reader, header, kind == MV_Y ? 1 : 2);
    if (kind != MV_Y)
        mv_vector_open(&list->vector, reader);
    count = mv_field_count(reader);
    while (list->count < count) {
        struct mv_entry *entry;

        mv_record(reader, keyword[kind], fields[kind]);
        list->entry = mv_grow(list->entry, &list->capacity, list->count + 1,
                              sizeof *entry);
        entry = &list->entry[list->count];
        read_indices(checker, entry->at, kind, profiles);
        if (list->count > 0 && !increasing(entry[-1].at, entry->at))
            mv_reject(reader, MV_E307,
                      "the indices of this line must be behind those of the "
                      "line before");
        mpz_init(entry->value);
        list->count++;
        mv_field_numerator(reader, &list->vector, entry->value);
        if (mpz_sgn(entry->value) <= 0)
            mv_reject(reader, MV_E407, "a multiplier must be positive");
    }
    if (kind != MV_Y || count > 0)
        mv_vector_close(&list->vector, reader);
}

void mv_list_join(struct mv_list *list, struct mv_stencil *stencil,
                  const mpz_t denominator)
{
    mpz_t common, factor;

    mpz_inits(common, factor, NULL);
    mpz_lcm(common, denominator, list->vector.denominator);
    mpz_divexact(factor, common, denominator);
    mv_stencil_scale(stencil, factor);
    mpz_divexact(factor, common, list->vector.denominator);
    for (size_t k = 0; k < list->count; k++)
        mpz_mul(list->entry[k].value, list->entry[k].value, factor);
    mpz_clears(common, factor, NULL);
}

/* Refuses at the current profile, telling both sides of the condition. */
static _Noreturn void refuse_condition(const struct mv_checker *checker,
                                       const struct mv_profiles *profiles,
                                       const struct mv_virtual *v, size_t o,
                                       const mpz_t numerator,
                                       const mpz_t denominator,
                                       const mpz_t value)
{
    char profile[MV_PROFILE_TEXT], claimed[MV_RATIO_SIZE], found[MV_RATIO_SIZE];
    bool strategic = v->order == MV_BY_STATE;

    mv_reject(&checker->reader, strategic ? MV_E403 : MV_E404,
              "at profile %s and %s %zu: %s is %s, the virtual objective %s",
              mv_profile_text(profile, profiles),
              strategic ? "state" : "outcome", o,
              strategic ? "lambda" : "gamma",
              mv_ratio_text(claimed, numerator, denominator),
              mv_ratio_text(found, value, v->scale));
}

/* lambda/F <= value/scale if and only if ceil(lambda scale / F) <= value, as
   value is an integer: one division for each state, none for each profile. */
static void check_lambda(struct mv_checker *checker, struct mv_virtual *v,
                         mpz_t *lambda, const mpz_t denominator,
                         struct mv_profiles *profiles)
{
    size_t states = checker->environment.states.count;
    mpz_t *threshold = mv_allocate(states, sizeof *threshold), value;

    mpz_init(value);
    for (size_t state = 0; state < states; state++) {
        mpz_init(threshold[state]);
        mpz_mul(value, lambda[state], v->scale);
        mpz_cdiv_q(threshold[state], value, denominator);
    }
    for (size_t x = 0; x < profiles->count; x++) {
        mv_virtual_move(v, profiles);
        for (size_t state = 0; state < states; state++) {
            mv_virtual_value(value, v, state);
            if (mpz_cmp(threshold[state], value) > 0)
                refuse_condition(checker, profiles, v, state, lambda[state],
                                 denominator, value);
        }
        checker->conditions += states;
        mv_profiles_next(profiles);
    }
}

void mv_check_value(struct mv_checker *checker, const mpz_t numerator,
                    const mpz_t denominator, const struct mv_rational *claimed)
{
    char found[MV_RATIO_SIZE];

    if (mv_compare(numerator, denominator, claimed->numerator,
                   claimed->denominator) != 0)
        mv_reject(&checker->reader, MV_E405,
                  "the numbers that end here give %s, not what is claimed",
                  mv_ratio_text(found, numerator, denominator));
    checker->conditions++;
}

void mv_read_lambda(struct mv_checker *checker, const struct mv_table *m,
                    const struct mv_stencil *stencil,
                    struct mv_profiles *profiles)
{
    const struct mv_environment *e = &checker->environment;
    struct mv_reader *reader = &checker->reader;
    struct mv_virtual v;
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
    mv_virtual_init(&v, e, MV_BY_STATE, m, stencil);
    check_lambda(checker, &v, line, lambda.vector.denominator, profiles);
    mpz_mul(denominator, lambda.vector.denominator, e->prior_denominator);
    mv_check_value(checker, sum, denominator, &checker->claim.value);
}

/* Adds the entries of the current profile to the operands; `at` is the first
   one of this or a later profile. Returns the first one of a later profile. */
static size_t add_security(struct mv_virtual *v, const struct mv_list *list,
                           size_t at, const struct mv_profiles *profiles)
{
    for (; at < list->count && list->entry[at].at[0] == profiles->rank; at++) {
        const struct mv_entry *entry = &list->entry[at];
        size_t k = entry->at[1] * v->table->components + entry->at[2];

        mpz_add(v->operand[k], v->operand[k], entry->value);
    }
    return at;
}

void mv_read_gamma(struct mv_checker *checker, const struct mv_table *sigma,
                   const struct mv_stencil *stencil,
                   const struct mv_list *security,
                   const struct mv_rational *bound,
                   struct mv_profiles *profiles)
{
    struct mv_reader *reader = &checker->reader;
    struct mv_virtual v;
    struct mv_vector vector;
    size_t outcomes = checker->environment.outcomes.count, at = 0;
    mpz_t gamma, sum, value, threshold;

    mpz_inits(gamma, sum, value, threshold, NULL);
    mv_vector_init(&vector);
    mv_virtual_init(&v, &checker->environment, MV_BY_OUTCOME, sigma, stencil);
    mv_record(reader, "gamma", 1);
    mv_vector_open(&vector, reader);
    for (size_t x = 0; x < profiles->count; x++) {
        mv_record(reader, "g", 1);
        mv_field_numerator(reader, &vector, gamma);
        mpz_add(sum, sum, gamma);
        /* gamma/G >= value/scale  <=>  floor(gamma scale / G) >= value */
        mpz_mul(value, gamma, v.scale);
        mpz_fdiv_q(threshold, value, vector.denominator);
        mv_virtual_move(&v, profiles);
        if (security != NULL)
            at = add_security(&v, security, at, profiles);
        for (size_t outcome = 0; outcome < outcomes; outcome++) {
            mv_virtual_value(value, &v, outcome);
            if (mpz_cmp(threshold, value) < 0)
                refuse_condition(checker, profiles, &v, outcome, gamma,
                                 vector.denominator, value);
        }
        checker->conditions += outcomes;
        mv_profiles_next(profiles);
    }
    mv_vector_close(&vector, reader);
    mv_check_value(checker, sum, vector.denominator, bound);
}

void mv_check_order(struct mv_checker *checker)
{
    const struct mv_rational *low = &checker->claim.value;
    const struct mv_rational *high = &checker->claim.upper;

    if (mpz_sgn(low->denominator) > 0 && mpz_sgn(high->denominator) > 0 &&
        mv_compare(low->numerator, low->denominator, high->numerator,
                   high->denominator) > 0)
        mv_reject(&checker->reader, MV_E405, "L exceeds U");
    checker->conditions++;
}
