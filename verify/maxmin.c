#include "condition.h"

/* FORMAT-GAME.md sections 4.8 to 4.11. */

/* The play of section 3.4. payoff[player] and gain[agent] are over `scale`;
   player N is the designer. */
struct outcome {
    mpz_t *payoff, *gain, scale;
};

/* Reads a vector in the rest of the record, which MUST be value/scale. */
static void match_vector(struct mv_checker *checker, mpz_t *value, size_t count,
                         const mpz_t scale)
{
    struct mv_reader *reader = &checker->reader;
    struct mv_vector vector;
    mpz_t found;
    char text[MV_RATIO_SIZE];

    mpz_init(found);
    mv_vector_init(&vector);
    mv_vector_open(&vector, reader);
    for (size_t k = 0; k < count; k++) {
        mv_field_numerator(reader, &vector, found);
        if (mv_compare(found, vector.denominator, value[k], scale) != 0)
            mv_reject(reader, MV_E405, "this number should be %s",
                      mv_ratio_text(text, value[k], scale));
    }
    mv_vector_close(&vector, reader);
    checker->conditions += count;
    mpz_clears(found, vector.denominator, vector.divisor, NULL);
}

/* `outcomes`: the law of the outcomes. */
static void read_outcomes(struct mv_checker *checker, struct mv_play *play)
{
    size_t outcomes = play->m->components, states = play->sigma->components;
    mpz_t *law = mv_numbers(outcomes), mass, scale;

    mpz_inits(mass, scale, NULL);
    for (size_t s = 0; s < play->signals->count; s++) {
        mpz_set_ui(mass, 0);
        for (size_t state = 0; state < states; state++)
            mpz_add(mass, mass, play->sigma->value[s * states + state]);
        for (size_t outcome = 0; outcome < outcomes; outcome++)
            mpz_addmul(law[outcome], mass,
                       play->m->value[s * outcomes + outcome]);
    }
    mpz_mul(scale, play->sigma->vector.denominator,
            play->m->vector.denominator);
    mv_record(&checker->reader, "outcomes", 1 + outcomes);
    match_vector(checker, law, outcomes, scale);
    mpz_clears(mass, scale, NULL);
}

/* `interim i s P D v_0 ...` */
static void read_interim(struct mv_checker *checker, const struct mv_play *play,
                         size_t i, size_t signal, mpz_t *value)
{
    struct mv_reader *reader = &checker->reader;
    struct mv_ratio claimed;
    mpz_t mass;

    mpz_inits(mass, claimed.p, claimed.q, NULL);
    mv_record(reader, "interim", 4 + play->actions->size[i]);
    if (mv_field_index(reader, play->signals->agents) != i ||
        mv_field_index(reader, play->signals->size[i]) != signal)
        mv_reject(reader, MV_E307, "agent %zu, signal %zu comes here", i,
                  signal);
    mv_field_rational(reader, claimed.p, claimed.q);
    mv_play_mass(mass, play, i, signal);
    mv_check_value(checker, mass, play->sigma->vector.denominator, &claimed);
    match_vector(checker, value, play->actions->size[i], play->scale);
    mpz_clears(mass, claimed.p, claimed.q, NULL);
}

/* gain[i] = sum over s_i of max_c v_i(s_i, c), less payoff[i]. */
static void find_gain(struct mv_checker *checker, struct outcome *outcome,
                      size_t i, bool records)
{
    struct mv_game *game = &checker->game;
    struct mv_profiles mixed;
    struct mv_table m;
    struct mv_play play;
    size_t actions = game->actions.profiles.size[i], best;
    mpz_t *value = mv_numbers(actions), factor;

    mpz_init(factor);
    mv_mix(&m, &mixed, &game->m, &game->actions.profiles, game->strategies, i,
           false);
    mv_play_init(&play, &checker->environment, &game->sigma,
                 &game->signals.profiles, &m, &mixed);
    for (size_t s = 0; s < game->signals.profiles.size[i]; s++) {
        mv_play_interim(value, &play, i, s);
        if (records)
            read_interim(checker, &play, i, s, value);
        best = 0;
        for (size_t a = 1; a < actions; a++)
            if (mpz_cmp(value[a], value[best]) > 0)
                best = a;
        mpz_add(outcome->gain[i], outcome->gain[i], value[best]);
    }
    mpz_divexact(factor, outcome->scale, play.scale);
    mpz_mul(outcome->gain[i], outcome->gain[i], factor);
    mpz_sub(outcome->gain[i], outcome->gain[i], outcome->payoff[i]);
    mv_table_clear(&m);
    mv_profiles_clear(&mixed);
    mv_play_clear(&play);
    mv_numbers_clear(value, actions);
    mpz_clear(factor);
}

/* The play of section 3.4, with the records of 4.8 if asked. The claim's value
   number `gain` is the largest gain. */
static void find_outcome(struct mv_checker *checker, struct outcome *outcome,
                         bool records, size_t gain)
{
    struct mv_game *game = &checker->game;
    size_t agents = checker->environment.agents.count, most = 0;
    struct mv_profiles mixed;
    struct mv_table m;
    struct mv_play play;

    mv_mix(&m, &mixed, &game->m, &game->actions.profiles, game->strategies,
           agents, false);
    mv_play_init(&play, &checker->environment, &game->sigma,
                 &game->signals.profiles, &m, &mixed);
    outcome->payoff = mv_numbers(agents + 1);
    outcome->gain = mv_numbers(agents);
    mpz_init_set(outcome->scale, play.scale);
    for (size_t player = 0; player <= agents; player++)
        mv_play_payoff(outcome->payoff[player], &play, player);
    if (records)
        read_outcomes(checker, &play);
    mv_table_clear(&m);
    for (size_t i = 0; i < agents; i++) {
        find_gain(checker, outcome, i, records);
        if (mpz_cmp(outcome->gain[i], outcome->gain[most]) > 0)
            most = i;
    }
    if (records) {
        mv_record(&checker->reader, "payoffs", 1 + agents);
        match_vector(checker, outcome->payoff, agents, outcome->scale);
        mv_record(&checker->reader, "gains", 1 + agents);
        match_vector(checker, outcome->gain, agents, outcome->scale);
    }
    mv_check_value(checker, outcome->gain[most], outcome->scale,
                   &checker->claim.value[gain].ratio);
}

void mv_check_equilibrium(struct mv_checker *checker)
{
    struct outcome outcome;
    size_t agents = checker->environment.agents.count;

    find_outcome(checker, &outcome, true, 0);
    mv_check_value(checker, outcome.payoff[agents], outcome.scale,
                   &checker->claim.value[1].ratio);
}

/* The records of 4.9: guarantee and potential; with weights for the slack of
   the two conditions and the relaxation part only, or with NULL. */
static void read_pair(struct mv_checker *checker, struct mv_ratio *low,
                      struct mv_ratio *high, struct mv_slack *strategic,
                      struct mv_slack *informational)
{
    struct mv_profiles messages;

    if (checker->game.secure == NULL)
        mv_reject(&checker->reader, MV_E406,
                  "the mechanism names no secure actions");
    mv_lower_part(checker, low, strategic);
    if (informational == NULL &&
        mv_record_peek(&checker->reader, "staying-out")) {
        mv_record(&checker->reader, "staying-out", 0);
        mv_staying_out_part(checker, high, &messages);
    } else {
        mv_relaxation_part(checker, high, informational);
    }
}

/* a - b */
static void subtract(struct mv_ratio *difference, const struct mv_ratio *a,
                     const struct mv_ratio *b)
{
    mpz_t minus;

    mpz_init_set_si(minus, -1);
    mpz_init_set(difference->p, a->p);
    mpz_init_set(difference->q, a->q);
    mv_add_product(difference, minus, b);
    mpz_clear(minus);
}

void mv_check_pair(struct mv_checker *checker)
{
    struct mv_ratio low, high, gap;

    read_pair(checker, &low, &high, NULL, NULL);
    subtract(&gap, &high, &low);
    mv_check_value(checker, gap.p, gap.q, &checker->claim.value[0].ratio);
}

void mv_check_triple(struct mv_checker *checker)
{
    size_t agents = checker->environment.agents.count;
    struct mv_ratio low, high, welfare, below, above;
    struct outcome outcome;

    read_pair(checker, &low, &high, NULL, NULL);
    find_outcome(checker, &outcome, false, 1);
    mpz_init_set(welfare.p, outcome.payoff[agents]);
    mpz_init_set(welfare.q, outcome.scale);
    subtract(&below, &welfare, &low);
    subtract(&above, &high, &welfare);
    if (mv_compare(above.p, above.q, below.p, below.q) < 0)
        above = below;
    mv_check_value(checker, above.p, above.q, &checker->claim.value[0].ratio);
}

void mv_check_slackness(struct mv_checker *checker)
{
    struct mv_game *game = &checker->game;
    size_t agents = checker->environment.agents.count;
    struct mv_slack strategic = {.count = 0}, informational = {.count = 0};
    struct mv_ratio low, high;
    struct mv_profiles mixed;
    mpz_t one;

    mpz_inits(strategic.sum.p, strategic.sum.q, informational.sum.p,
              informational.sum.q, NULL);
    mv_mix(&strategic.weight, &mixed, &game->sigma, &game->signals.profiles,
           game->strategies, agents, true);
    mv_mix(&informational.weight, &mixed, &game->m, &game->actions.profiles,
           game->strategies, agents, false);
    read_pair(checker, &low, &high, &strategic, &informational);
    if (strategic.count + informational.count != checker->claim.natural)
        mv_reject(&checker->reader, MV_E405, "%zu products are not zero",
                  strategic.count + informational.count);
    checker->conditions++;
    mpz_init_set_ui(one, 1);
    mv_add_product(&strategic.sum, one, &informational.sum);
    mv_check_value(checker, strategic.sum.p, strategic.sum.q,
                   &checker->claim.value[0].ratio);
}
