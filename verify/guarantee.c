#include "condition.h"

/* FORMAT.md section 4.1, and FORMAT-GAME.md sections 3.1, 3.2 and 4.1 to 4.4.
   In the strategic virtual objective (A_i m)(a) = sum_b alpha_i(a_i, b) ( m(b,
   a_-i) - m(a) ). */

static void read_multipliers(struct mv_checker *checker, struct mv_ratio *value,
                             const struct mv_table *m,
                             struct mv_profiles *profiles,
                             struct mv_slack *slack)
{
    struct mv_stencil stencil;
    struct mv_list alpha;

    mv_read_list(checker, &alpha, MV_ALPHA, "obedience", profiles, NULL);
    mv_stencil_init(&stencil, profiles);
    mpz_set(stencil.denominator, alpha.vector.denominator);
    for (size_t k = 0; k < alpha.count; k++) {
        const struct mv_entry *entry = &alpha.entry[k];
        size_t i = entry->at[0], a = entry->at[1], b = entry->at[2];

        mv_stencil_add(&stencil, i, a, b, entry->value, 1);
        mv_stencil_add(&stencil, i, a, a, entry->value, -1);
    }
    mv_read_lambda(checker, value, m, &stencil, profiles, slack);
}

void mv_check_guarantee(struct mv_checker *checker)
{
    size_t agents = checker->environment.agents.count;
    size_t *secure = mv_allocate(agents, sizeof *secure);
    struct mv_profiles profiles;
    struct mv_ratio value;
    struct mv_table m;

    mv_read_sizes(checker, &profiles, "actions");
    mv_record(&checker->reader, "secure", agents);
    for (size_t i = 0; i < agents; i++)
        secure[i] = mv_field_index(&checker->reader, profiles.size[i]);
    mv_read_mechanism(checker, &m, &profiles, secure);
    read_multipliers(checker, &value, &m, &profiles, NULL);
    mv_check_value(checker, value.p, value.q, &checker->claim.value[0].ratio);
}

void mv_lower_part(struct mv_checker *checker, struct mv_ratio *value,
                   struct mv_slack *slack)
{
    struct mv_game *game = &checker->game;
    struct mv_profiles *actions = &game->actions.profiles;

    for (size_t a = 0; game->secure != NULL && a < actions->count; a++) {
        mv_check_security(checker, game->m.value + a * game->m.components,
                          actions, game->secure);
        mv_profiles_next(actions);
    }
    read_multipliers(checker, value, &game->m, actions, slack);
}

void mv_check_guarantee_of(struct mv_checker *checker)
{
    struct mv_ratio value;

    mv_lower_part(checker, &value, NULL);
    mv_check_value(checker, value.p, value.q, &checker->claim.value[0].ratio);
}

/* The lower part and the upper part, with these values. */
static void check_bounds(struct mv_checker *checker, const struct mv_ratio *low,
                         const struct mv_ratio *high)
{
    struct mv_game *game = &checker->game;
    struct mv_profiles *actions = &game->actions.profiles;
    struct mv_ratio value;
    struct mv_table sigma;
    struct mv_play play;

    mv_lower_part(checker, &value, NULL);
    mv_check_value(checker, value.p, value.q, low);
    mv_read_information(checker, &sigma, actions);
    mv_play_init(&play, &checker->environment, &sigma, actions, &game->m,
                 actions);
    mv_check_incentives(checker, &play, MV_E420, false);
    mv_play_payoff(value.p, &play, actions->agents);
    mv_check_value(checker, value.p, play.scale, high);
}

void mv_check_guarantee_bounds(struct mv_checker *checker)
{
    const struct mv_rational *value = checker->claim.value;

    check_bounds(checker, &value[0].ratio, &value[1].ratio);
    mv_check_order(checker);
}

/* sum_theta mu(theta) min_a V(a, theta), V with the multiplier C on every step
   to the next action. */
static void local_bound(struct mv_checker *checker, struct mv_ratio *bound,
                        const struct mv_ratio *c)
{
    const struct mv_game *game = &checker->game;
    struct mv_profiles *actions = &checker->game.actions.profiles;
    size_t states = checker->environment.states.count;
    mpz_t *least = mv_numbers(states), value;
    struct mv_stencil stencil;
    struct mv_virtual v;

    mv_stencil_init(&stencil, actions);
    mpz_set(stencil.denominator, c->q);
    for (size_t i = 0; i < actions->agents; i++)
        for (size_t a = 0; a + 1 < actions->size[i]; a++) {
            mv_stencil_add(&stencil, i, a, a + 1, c->p, 1);
            mv_stencil_add(&stencil, i, a, a, c->p, -1);
        }
    mv_virtual_init(&v, &checker->environment, MV_BY_STATE, &game->m, actions,
                    &stencil);
    mpz_inits(bound->p, bound->q, value, NULL);
    for (size_t a = 0; a < actions->count; a++) {
        mv_virtual_move(&v, actions);
        for (size_t state = 0; state < states; state++) {
            mv_virtual_value(value, &v, state);
            if (a == 0 || mpz_cmp(value, least[state]) < 0)
                mpz_set(least[state], value);
        }
        mv_profiles_next(actions);
    }
    for (size_t state = 0; state < states; state++)
        mpz_addmul(bound->p, least[state], checker->prior->value[state]);
    mpz_mul(bound->q, v.scale, checker->prior->vector.denominator);
    mpz_clear(value);
}

void mv_check_local_loss(struct mv_checker *checker)
{
    const struct mv_rational *value = checker->claim.value;
    struct mv_ratio bound;

    if (checker->prior == NULL)
        mv_reject(&checker->reader, MV_E302,
                  "this claim is about a given prior, not a set");
    if (mpz_sgn(value[0].ratio.p) < 0)
        mv_reject(&checker->reader, MV_E407, "C is negative");
    check_bounds(checker, &value[2].ratio, &value[2].ratio);
    local_bound(checker, &bound, &value[0].ratio);
    mv_check_value(checker, bound.p, bound.q, &value[1].ratio);
}

void mv_check_shortfall(struct mv_checker *checker)
{
    struct mv_reader *reader = &checker->reader;
    const struct mv_environment *e = &checker->environment;
    const struct mv_game *game = &checker->game;
    const struct mv_profiles *actions = &game->actions.profiles;
    size_t agent, state, rank = 0;
    mpz_t sum, scale;

    mpz_inits(sum, scale, NULL);
    mv_record(reader, "shortfall", 2 + actions->agents);
    agent = mv_field_index(reader, actions->agents);
    state = mv_field_index(reader, e->states.count);
    for (size_t i = 0; i < actions->agents; i++) {
        size_t a = mv_field_index(reader, actions->size[i]);

        if (i == agent && (game->secure == NULL || a != game->secure[i]))
            mv_reject(reader, MV_E306,
                      "the mechanism does not name this action secure");
        rank += a * actions->stride[i];
    }
    mv_add_payoffs(sum, e, MV_BY_STATE, agent, state,
                   game->m.value + rank * game->m.components);
    mpz_neg(sum, sum);
    if (mpz_sgn(sum) <= 0)
        mv_reject(reader, MV_E405, "this payoff is not negative");
    mpz_mul(scale, e->denominator, game->m.vector.denominator);
    mv_check_value(checker, sum, scale, &checker->claim.value[0].ratio);
}
