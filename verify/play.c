#include "condition.h"

/* FORMAT-GAME.md section 3.4. */

enum { table_limit = 100000000 };

/* Goes over from x_i to y_i in a table: with b over E,
     E D g(y_i, x_-i) = sum over x_i of b(x_i, y_i) D f(x_i, x_-i),
   where b(x_i, y_i) is b_i(x_i|y_i) if x_i is an action, and b_i(y_i|x_i) if
   x_i is a signal and the law of signals becomes one of actions. */
static void mix_agent(struct mv_table *f, struct mv_profiles *profiles,
                      size_t i, const struct mv_table *b, bool to_actions)
{
    size_t actions = b->components, signals = b->used / actions;
    size_t inner = profiles->stride[i] * f->components;
    size_t from = profiles->size[i], to = to_actions ? actions : signals;
    size_t outer = profiles->count / profiles->stride[i] / from;
    struct mv_table g;

    profiles->size[i] = to;
    if (!mv_profiles_seal(profiles, table_limit / f->components))
        mv_refuse(MV_E500, (struct mv_place){NULL, 0, 0},
                  "the play needs a table of more than 10^8 numbers");
    mv_table_init(&g, f->components);
    mpz_mul(g.vector.denominator, f->vector.denominator, b->vector.denominator);
    for (size_t x = 0; x < profiles->count; x++)
        mv_table_line(&g);
    for (size_t high = 0; high < outer; high++)
        for (size_t cell = 0; cell < b->used; cell++) {
            size_t s = cell / actions, a = cell % actions;
            mpz_t *x = f->value + (high * from + (to_actions ? s : a)) * inner;
            mpz_t *y = g.value + (high * to + (to_actions ? a : s)) * inner;

            if (mpz_sgn(b->value[cell]) != 0)
                for (size_t c = 0; c < inner; c++)
                    mpz_addmul(y[c], x[c], b->value[cell]);
        }
    mv_table_clear(f);
    *f = g;
}

void mv_mix(struct mv_table *g, struct mv_profiles *mixed,
            const struct mv_table *f, const struct mv_profiles *profiles,
            const struct mv_table *strategies, size_t except, bool to_actions)
{
    mv_table_init(g, f->components);
    mpz_set(g->vector.denominator, f->vector.denominator);
    while (g->used < f->used) {
        mpz_t *line = mv_table_line(g);

        for (size_t c = 0; c < f->components; c++)
            mpz_set(line[c], f->value[g->used - f->components + c]);
    }
    mv_profiles_init(mixed, profiles->agents);
    for (size_t i = 0; i < profiles->agents; i++)
        mixed->size[i] = profiles->size[i];
    mv_profiles_seal(mixed, profiles->count);
    for (size_t i = 0; strategies != NULL && i < profiles->agents; i++)
        if (i != except)
            mix_agent(g, mixed, i, &strategies[i], to_actions);
}

void mv_play_init(struct mv_play *play, const struct mv_environment *e,
                  const struct mv_table *sigma, struct mv_profiles *signals,
                  const struct mv_table *m, const struct mv_profiles *actions)
{
    *play = (struct mv_play){e, sigma, signals, m, actions, NULL, {{0}}};
    play->weight = mv_numbers(e->outcomes.count);
    mpz_init(play->scale);
    mpz_mul(play->scale, e->denominator, sigma->vector.denominator);
    mpz_mul(play->scale, play->scale, m->vector.denominator);
}

void mv_play_clear(struct mv_play *play)
{
    mv_numbers_clear(play->weight, play->environment->outcomes.count);
    mpz_clear(play->scale);
}

/* At the current signal profile s,
     weight[omega] = sum_theta C u_player(omega, theta) D sigma(s, theta). */
static void weigh(struct mv_play *play, size_t player)
{
    const struct mv_environment *e = play->environment;
    mpz_t *p =
        play->sigma->value + play->signals->rank * play->sigma->components;

    for (size_t outcome = 0; outcome < e->outcomes.count; outcome++) {
        mpz_set_ui(play->weight[outcome], 0);
        mv_add_payoffs(play->weight[outcome], e, MV_BY_OUTCOME, player, outcome,
                       p);
    }
}

/* sum += sum_omega weight[omega] m(omega|a) at the profile of this rank. */
static void add_weighted(mpz_t sum, const struct mv_play *play, size_t rank)
{
    size_t outcomes = play->m->components;

    for (size_t outcome = 0; outcome < outcomes; outcome++)
        mpz_addmul(sum, play->weight[outcome],
                   play->m->value[rank * outcomes + outcome]);
}

/* The rank of the action profile with the numbers of the current signals. */
static size_t action_rank(const struct mv_play *play)
{
    size_t rank = 0;

    for (size_t i = 0; i < play->signals->agents; i++)
        rank += play->signals->at[i] * play->actions->stride[i];
    return rank;
}

void mv_play_payoff(mpz_t sum, struct mv_play *play, size_t player)
{
    mpz_set_ui(sum, 0);
    for (size_t s = 0; s < play->signals->count; s++) {
        weigh(play, player);
        add_weighted(sum, play, action_rank(play));
        mv_profiles_next(play->signals);
    }
}

void mv_play_interim(mpz_t *value, struct mv_play *play, size_t i,
                     size_t signal)
{
    struct mv_profiles *signals = play->signals;
    size_t stride = play->actions->stride[i];

    for (size_t b = 0; b < play->actions->size[i]; b++)
        mpz_set_ui(value[b], 0);
    mv_profiles_fix(signals, i, signal);
    do {
        size_t rank = action_rank(play) - signal * stride;

        weigh(play, i);
        for (size_t b = 0; b < play->actions->size[i]; b++)
            add_weighted(value[b], play, rank + b * stride);
    } while (mv_profiles_step(signals, i));
    mv_profiles_fix(signals, i, 0);
}

void mv_play_mass(mpz_t mass, const struct mv_play *play, size_t i,
                  size_t signal)
{
    struct mv_profiles *signals = play->signals;
    size_t states = play->sigma->components;

    mpz_set_ui(mass, 0);
    mv_profiles_fix(signals, i, signal);
    do
        for (size_t state = 0; state < states; state++)
            mpz_add(mass, mass,
                    play->sigma->value[signals->rank * states + state]);
    while (mv_profiles_step(signals, i));
    mv_profiles_fix(signals, i, 0);
}

void mv_check_incentives(struct mv_checker *checker, struct mv_play *play,
                         enum mv_reason reason, bool rational)
{
    for (size_t i = 0; i < play->signals->agents; i++) {
        size_t messages = play->actions->size[i];
        mpz_t *value = mv_numbers(messages);

        for (size_t s = 0; s < play->signals->size[i]; s++) {
            mv_play_interim(value, play, i, s);
            for (size_t t = 0; t < messages; t++)
                if (mpz_cmp(value[s], value[t]) < 0)
                    mv_reject(&checker->reader, reason,
                              "agent %zu gains when it replaces %zu by %zu", i,
                              s, t);
            if (rational && mpz_sgn(value[s]) < 0)
                mv_reject(&checker->reader, MV_E422,
                          "agent %zu has a negative payoff at signal %zu", i,
                          s);
            checker->conditions += messages - 1 + rational;
        }
        mv_numbers_clear(value, messages);
    }
}
