#include "condition.h"

void mv_seal(struct mv_checker *checker, struct mv_profiles *profiles)
{
    if (!mv_profiles_seal(profiles, checker->reader.limits.lines))
        mv_reject(&checker->reader, MV_E310,
                  "a table would exceed --max-lines");
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
            mv_reject(reader, MV_E306, "at least 1 is expected here");
    }
    mv_seal(checker, profiles);
}

void mv_check_security(struct mv_checker *checker, mpz_t *m,
                       const struct mv_profiles *profiles, const size_t *secure)
{
    const struct mv_environment *e = &checker->environment;
    char profile[MV_PROFILE_TEXT];
    mpz_t sum;

    mpz_init(sum);
    for (size_t i = 0; i < profiles->agents; i++) {
        if (profiles->at[i] != secure[i])
            continue;
        for (size_t state = 0; state < e->states.count; state++) {
            mpz_set_ui(sum, 0);
            mv_add_payoffs(sum, e, MV_BY_STATE, i, state, m);
            if (mpz_sgn(sum) < 0)
                mv_reject(&checker->reader, MV_E406,
                          "agent %zu plays the secure action at profile %s, "
                          "but has a negative payoff in state %zu",
                          i, mv_profile_text(profile, profiles), state);
        }
        checker->conditions += e->states.count;
    }
    mpz_clear(sum);
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

    mv_table_init(m, checker->environment.outcomes.count);
    mv_record(reader, "mechanism", 1);
    mv_vector_open(&m->vector, reader);
    for (size_t x = 0; x < profiles->count; x++) {
        mpz_t *line = read_probabilities(checker, m, "m");

        if (!mv_is_lottery(line, m->components, m->vector.denominator))
            mv_reject(reader, MV_E401,
                      "the numerators do not sum to the denominator");
        checker->conditions++;
        if (secure != NULL)
            mv_check_security(checker, line, profiles, secure);
        mv_profiles_next(profiles);
    }
    mv_vector_close(&m->vector, reader);
}

/* mu/D satisfies every row of the set of priors, and sums to 1. */
static void check_rows(struct mv_checker *checker, mpz_t *mu, const mpz_t d)
{
    const struct mv_game *game = &checker->game;
    size_t states = checker->environment.states.count, row = 0;
    mpz_t *c = game->prior.value, sum;

    if (!mv_is_lottery(mu, states, d))
        mv_reject(&checker->reader, MV_E402,
                  "the probabilities do not sum to 1");
    mpz_init(sum);
    for (int kind = 0; kind < 3; kind++)
        for (size_t k = 0; k < game->rows[kind]; k++, row++) {
            mpz_set_ui(sum, 0);
            for (size_t state = 0; state < states; state++)
                mpz_addmul(sum, mu[state], *c++);
            mpz_submul(sum, d, *c++);
            if ((kind != 1 && mpz_sgn(sum) < 0) ||
                (kind != 0 && mpz_sgn(sum) > 0))
                mv_reject(&checker->reader, MV_E402,
                          "the law of the states breaks row %zu of the set of "
                          "priors",
                          row);
        }
    checker->conditions += row + 1;
    mpz_clear(sum);
}

void mv_check_marginal(struct mv_checker *checker, const struct mv_table *sigma)
{
    const struct mv_table *prior = checker->prior;
    size_t states = sigma->components;
    mpz_t *marginal = mv_numbers(states);

    for (size_t k = 0; k < sigma->used; k++)
        mpz_add(marginal[k % states], marginal[k % states], sigma->value[k]);
    if (prior == NULL)
        check_rows(checker, marginal, sigma->vector.denominator);
    for (size_t state = 0; prior != NULL && state < states; state++) {
        if (mv_compare(marginal[state], sigma->vector.denominator,
                       prior->value[state], prior->vector.denominator) != 0)
            mv_reject(&checker->reader, MV_E402,
                      "the information structure does not give state %zu its "
                      "prior",
                      state);
        checker->conditions++;
    }
    mv_numbers_clear(marginal, states);
}

void mv_read_information(struct mv_checker *checker, struct mv_table *sigma,
                         const struct mv_profiles *profiles)
{
    mv_table_init(sigma, checker->environment.states.count);
    mv_record(&checker->reader, "information", 1);
    mv_vector_open(&sigma->vector, &checker->reader);
    for (size_t x = 0; x < profiles->count; x++)
        read_probabilities(checker, sigma, "sigma");
    mv_vector_close(&sigma->vector, &checker->reader);
    mv_check_marginal(checker, sigma);
}

/* Reads the indices of a line; those that a kind does not have are 0. */
static void read_indices(struct mv_checker *checker, size_t at[3],
                         enum mv_kind_of_list kind,
                         const struct mv_profiles *profiles, const size_t *last)
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
        if (at[0] / profiles->stride[at[1]] % profiles->size[at[1]] !=
            last[at[1]])
            mv_reject(reader, MV_E306, "this agent does not play %zu here",
                      last[at[1]]);
        at[2] = mv_field_index(reader, states);
        return;
    }
    at[0] = mv_field_index(reader, agents);
    at[1] = mv_field_index(reader, kind == MV_Y   ? states
                                   : last != NULL ? last[at[0]]
                                                  : profiles->size[at[0]]);
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
                  const struct mv_profiles *profiles, const size_t *last)
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
        read_indices(checker, entry->at, kind, profiles, last);
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

/* slack += weight |a/b - c/d|, with a sum over the denominators of all these,
   which are the same for all products of a condition. */
static void add_slack(struct mv_slack *slack, size_t cell, const mpz_t a,
                      const mpz_t b, const mpz_t c, const mpz_t d)
{
    mpz_t difference;

    if (slack == NULL || mpz_sgn(slack->weight.value[cell]) == 0)
        return;
    mpz_init(difference);
    mpz_mul(difference, a, d);
    mpz_submul(difference, c, b);
    mpz_abs(difference, difference);
    slack->count += mpz_sgn(difference) != 0;
    mpz_addmul(slack->sum.p, difference, slack->weight.value[cell]);
    mpz_clear(difference);
}

static void close_slack(struct mv_slack *slack, const mpz_t b, const mpz_t d)
{
    if (slack == NULL)
        return;
    mpz_mul(slack->sum.q, slack->weight.vector.denominator, b);
    mpz_mul(slack->sum.q, slack->sum.q, d);
}

/* lambda/F <= value/scale if and only if ceil(lambda scale / F) <= value, as
   value is an integer: one division for each state, none for each profile. */
static void check_lambda(struct mv_checker *checker, struct mv_virtual *v,
                         const struct mv_table *lambda,
                         struct mv_profiles *profiles, struct mv_slack *slack)
{
    size_t states = lambda->components;
    mpz_t *threshold = mv_numbers(states), value;

    mpz_init(value);
    for (size_t state = 0; state < states; state++) {
        mpz_mul(value, lambda->value[state], v->scale);
        mpz_cdiv_q(threshold[state], value, lambda->vector.denominator);
    }
    for (size_t x = 0; x < profiles->count; x++) {
        mv_virtual_move(v, profiles);
        for (size_t state = 0; state < states; state++) {
            mv_virtual_value(value, v, state);
            if (mpz_cmp(threshold[state], value) > 0)
                refuse_condition(checker, profiles, v, state,
                                 lambda->value[state],
                                 lambda->vector.denominator, value);
            add_slack(slack, x * states + state, lambda->value[state],
                      lambda->vector.denominator, value, v->scale);
        }
        checker->conditions += states;
        mv_profiles_next(profiles);
    }
    close_slack(slack, lambda->vector.denominator, v->scale);
}

void mv_check_value(struct mv_checker *checker, const mpz_t numerator,
                    const mpz_t denominator, const struct mv_ratio *claimed)
{
    char found[MV_RATIO_SIZE];

    if (mv_compare(numerator, denominator, claimed->p, claimed->q) != 0)
        mv_reject(&checker->reader, MV_E405,
                  "the numbers that end here give %s, not what is claimed",
                  mv_ratio_text(found, numerator, denominator));
    checker->conditions++;
}

/* Reads a record with one vector and nothing else. */
static mpz_t *read_vector(struct mv_checker *checker, struct mv_table *table,
                          const char *keyword, size_t count)
{
    struct mv_reader *reader = &checker->reader;
    mpz_t *line;

    mv_table_init(table, count);
    mv_record(reader, keyword, 1 + count);
    mv_vector_open(&table->vector, reader);
    line = mv_table_line(table);
    for (size_t k = 0; k < count; k++)
        mv_field_numerator(reader, &table->vector, line[k]);
    mv_vector_close(&table->vector, reader);
    return line;
}

/* `priors H t y_0 ...`: y_r has the sign of row r, and
     t + sum_r y_r c_r(theta) <= lambda(theta);  value = t + sum_r y_r b_r. */
static void read_priors(struct mv_checker *checker, struct mv_ratio *value,
                        const struct mv_table *lambda)
{
    const struct mv_game *game = &checker->game;
    const struct mv_table *set = &game->prior;
    size_t at_most = game->rows[0] + game->rows[1];
    size_t rows = at_most + game->rows[2], states = lambda->components;
    struct mv_table y;
    mpz_t *line = read_vector(checker, &y, "priors", 1 + rows), sum;

    mpz_init(sum);
    for (size_t r = 0; r < at_most; r++)
        if (mpz_sgn(line[1 + r]) * (r < game->rows[0] ? 1 : -1) < 0)
            mv_reject(&checker->reader, MV_E423,
                      "the multiplier of row %zu has the wrong sign", r);
    mpz_mul(value->q, y.vector.denominator, set->vector.denominator);
    for (size_t c = 0; c <= states; c++) {
        mpz_mul(sum, line[0], set->vector.denominator);
        for (size_t r = 0; r < rows; r++)
            mpz_addmul(sum, line[1 + r], set->value[r * (states + 1) + c]);
        if (c < states && mv_compare(sum, value->q, lambda->value[c],
                                     lambda->vector.denominator) > 0)
            mv_reject(&checker->reader, MV_E423,
                      "the multipliers exceed lambda at state %zu", c);
    }
    mpz_set(value->p, sum); /* the last column holds the right-hand sides */
    checker->conditions += at_most + states;
    mpz_clear(sum);
}

void mv_read_lambda(struct mv_checker *checker, struct mv_ratio *value,
                    const struct mv_table *m, const struct mv_stencil *stencil,
                    struct mv_profiles *profiles, struct mv_slack *slack)
{
    const struct mv_environment *e = &checker->environment;
    const struct mv_table *prior = checker->prior;
    struct mv_virtual v;
    struct mv_table lambda;
    mpz_t *line = read_vector(checker, &lambda, "lambda", e->states.count);

    mv_virtual_init(&v, e, MV_BY_STATE, m, profiles, stencil);
    check_lambda(checker, &v, &lambda, profiles, slack);
    mpz_inits(value->p, value->q, NULL);
    if (prior == NULL) {
        read_priors(checker, value, &lambda);
        return;
    }
    for (size_t state = 0; state < e->states.count; state++)
        mpz_addmul(value->p, line[state], prior->value[state]);
    mpz_mul(value->q, lambda.vector.denominator, prior->vector.denominator);
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

void mv_read_gamma(struct mv_checker *checker, struct mv_ratio *value,
                   const struct mv_table *sigma,
                   const struct mv_profiles *inner,
                   const struct mv_stencil *stencil,
                   const struct mv_list *security, struct mv_profiles *profiles,
                   struct mv_slack *slack)
{
    struct mv_reader *reader = &checker->reader;
    struct mv_virtual v;
    struct mv_vector vector;
    size_t outcomes = checker->environment.outcomes.count, at = 0;
    mpz_t gamma, found, threshold;

    mpz_inits(value->p, value->q, gamma, found, threshold, NULL);
    mv_vector_init(&vector);
    mv_virtual_init(&v, &checker->environment, MV_BY_OUTCOME, sigma, inner,
                    stencil);
    mv_record(reader, "gamma", 1);
    mv_vector_open(&vector, reader);
    for (size_t x = 0; x < profiles->count; x++) {
        mv_record(reader, "g", 1);
        mv_field_numerator(reader, &vector, gamma);
        mpz_add(value->p, value->p, gamma);
        /* gamma/G >= value/scale  <=>  floor(gamma scale / G) >= value */
        mpz_mul(found, gamma, v.scale);
        mpz_fdiv_q(threshold, found, vector.denominator);
        mv_virtual_move(&v, profiles);
        if (security != NULL)
            at = add_security(&v, security, at, profiles);
        for (size_t outcome = 0; outcome < outcomes; outcome++) {
            mv_virtual_value(found, &v, outcome);
            if (mpz_cmp(threshold, found) < 0)
                refuse_condition(checker, profiles, &v, outcome, gamma,
                                 vector.denominator, found);
            add_slack(slack, x * outcomes + outcome, gamma, vector.denominator,
                      found, v.scale);
        }
        checker->conditions += outcomes;
        mv_profiles_next(profiles);
    }
    mv_vector_close(&vector, reader);
    close_slack(slack, vector.denominator, v.scale);
    mpz_set(value->q, vector.denominator);
}

void mv_check_order(struct mv_checker *checker)
{
    const struct mv_ratio *low = &checker->claim.value[0].ratio;
    const struct mv_ratio *high = &checker->claim.value[1].ratio;

    if (mpz_sgn(low->q) > 0 && mpz_sgn(high->q) > 0 &&
        mv_compare(low->p, low->q, high->p, high->q) > 0)
        mv_reject(&checker->reader, MV_E405, "L exceeds U");
    checker->conditions++;
}
