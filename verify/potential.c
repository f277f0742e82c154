#include "condition.h"

/* FORMAT.md section 4.2, and FORMAT-GAME.md sections 3.3 and 4.5 to 4.7. In the
   informational virtual objective
     (A_i f)(s) = sum_t ( alpha_i(s_i, t) f(s) - alpha_i(t, s_i) f(t, s_-i) )
                  + beta_i(s_i) f(s). */

/* Reads the list `truthtelling`; the first signals of its entries are below
   last[i] unless last is NULL. */
static void read_alpha(struct mv_checker *checker, struct mv_stencil *stencil,
                       const struct mv_profiles *profiles, const size_t *last)
{
    struct mv_list alpha;

    mv_read_list(checker, &alpha, MV_ALPHA, "truthtelling", profiles, last);
    mv_stencil_init(stencil, profiles);
    mpz_set(stencil->denominator, alpha.vector.denominator);
    for (size_t k = 0; k < alpha.count; k++) {
        const struct mv_entry *entry = &alpha.entry[k];
        size_t i = entry->at[0], s = entry->at[1], t = entry->at[2];

        mv_stencil_add(stencil, i, s, s, entry->value, 1);
        mv_stencil_add(stencil, i, t, s, entry->value, -1);
    }
}

static void read_multipliers(struct mv_checker *checker, struct mv_ratio *value,
                             const struct mv_table *sigma,
                             struct mv_profiles *profiles,
                             struct mv_slack *slack)
{
    struct mv_stencil stencil;
    struct mv_list beta;

    read_alpha(checker, &stencil, profiles, NULL);
    mv_read_list(checker, &beta, MV_BETA, "participation", profiles, NULL);
    mv_list_join(&beta, &stencil, stencil.denominator);
    for (size_t k = 0; k < beta.count; k++) {
        const size_t *at = beta.entry[k].at;

        mv_stencil_add(&stencil, at[0], at[1], at[1], beta.entry[k].value, 1);
    }
    mv_read_gamma(checker, value, sigma, profiles, &stencil, NULL, profiles,
                  slack);
}

void mv_check_potential(struct mv_checker *checker)
{
    struct mv_profiles profiles;
    struct mv_ratio value;
    struct mv_table sigma;

    mv_read_sizes(checker, &profiles, "signals");
    mv_read_information(checker, &sigma, &profiles);
    read_multipliers(checker, &value, &sigma, &profiles, NULL);
    mv_check_value(checker, value.p, value.q, &checker->claim.value[0].ratio);
}

void mv_relaxation_part(struct mv_checker *checker, struct mv_ratio *value,
                        struct mv_slack *slack)
{
    read_multipliers(checker, value, &checker->game.sigma,
                     &checker->game.signals.profiles, slack);
}

void mv_check_potential_of(struct mv_checker *checker)
{
    struct mv_ratio value;

    mv_relaxation_part(checker, &value, NULL);
    mv_check_value(checker, value.p, value.q, &checker->claim.value[0].ratio);
}

/* The incentives and the value L of a mechanism over message profiles. */
static void check_direct(struct mv_checker *checker, const struct mv_table *m,
                         const struct mv_profiles *messages, bool rational)
{
    struct mv_game *game = &checker->game;
    struct mv_play play;
    mpz_t value;

    mpz_init(value);
    mv_play_init(&play, &checker->environment, &game->sigma,
                 &game->signals.profiles, m, messages);
    mv_check_incentives(checker, &play, MV_E421, rational);
    mv_play_payoff(value, &play, messages->agents);
    mv_check_value(checker, value, play.scale, &checker->claim.value[0].ratio);
    mv_check_order(checker);
}

void mv_check_direct_optimum(struct mv_checker *checker)
{
    struct mv_profiles *signals = &checker->game.signals.profiles;
    struct mv_ratio value;
    struct mv_table m;

    mv_relaxation_part(checker, &value, NULL);
    mv_check_value(checker, value.p, value.q, &checker->claim.value[1].ratio);
    mv_read_mechanism(checker, &m, signals, NULL);
    check_direct(checker, &m, signals, true);
}

/* Message n_i of agent i is "stay out". */
void mv_staying_out_part(struct mv_checker *checker, struct mv_ratio *value,
                         struct mv_profiles *messages)
{
    const struct mv_table *sigma = &checker->game.sigma;
    const struct mv_profiles *signals = &checker->game.signals.profiles;
    struct mv_stencil stencil;
    struct mv_list pi;
    mpz_t scale;

    mv_profiles_init(messages, signals->agents);
    for (size_t i = 0; i < signals->agents; i++)
        messages->size[i] = signals->size[i] + 1;
    mv_seal(checker, messages);
    read_alpha(checker, &stencil, messages, signals->size);
    mv_read_list(checker, &pi, MV_PI, "security", messages, signals->size);
    mpz_init(scale);
    mpz_mul(scale, sigma->vector.denominator, stencil.denominator);
    mv_list_join(&pi, &stencil, scale);
    mv_read_gamma(checker, value, sigma, signals, &stencil, &pi, messages,
                  NULL);
    mpz_clear(scale);
}

void mv_check_potential_bounds(struct mv_checker *checker)
{
    struct mv_profiles messages;
    struct mv_ratio value;
    struct mv_table m;

    mv_staying_out_part(checker, &value, &messages);
    mv_check_value(checker, value.p, value.q, &checker->claim.value[1].ratio);
    mv_read_mechanism(checker, &m, &messages,
                      checker->game.signals.profiles.size);
    check_direct(checker, &m, &messages, false);
}
