/* A small environment with a mechanism, an information structure and
   strategies, as plain tables. */
#ifndef MC_TESTS_SCENE_H
#define MC_TESTS_SCENE_H

#include "economy.h"

#include <mechcert/equilibrium.h>
#include <mechcert/guarantee.h>
#include <mechcert/potential.h>

/* rule[a * outcomes + o], law[s * states + t], play[i][s * actions[i] + a];
   profiles are lexicographic, the last agent fastest. secure[i] is named if
   `names_secure`. */
typedef struct scene {
    economy e;
    size_t actions[ECONOMY_MAX], signals[ECONOMY_MAX], secure[ECONOMY_MAX];
    bool names_secure;
    mpq_t *rule, *law, *play[ECONOMY_MAX];
} scene;

/* Sizes: size[0] agents, size[1] outcomes, size[2] states. Zeros. */
void scene_init(scene *s, const size_t size[3], const size_t *actions,
                const size_t *signals);
void scene_clear(scene *s);

/* A random economy (with outcome 0 outside), lotteries, information with the
   prior of the economy, in which some signals have probability 0, and mixed
   strategies. scene_set_secure: whoever plays action 0 brings about outcome 0,
   and action 0 is named secure. */
void scene_random(scene *s, gmp_randstate_t random);
void scene_set_secure(scene *s);

/* A random scene: sizes of at most three, small for three agents. */
void scene_any(scene *s, gmp_randstate_t random);

/* weight / total for random small weights, not all zero. */
void scene_lottery(mpq_t *values, size_t count, gmp_randstate_t random);

/* ---- profiles of choices ---- */

size_t scene_profiles(const size_t *count, size_t agents);
size_t scene_choice(const size_t *count, size_t agents, size_t profile,
                    size_t agent);
size_t scene_with(const size_t *count, size_t agents, size_t profile,
                  size_t agent, size_t choice);

/* ---- the same scene under other names and in another order ---- */

/* Agent i is agent[i] of the old scene, its action a was action[i][a], and so
   on. scene_shuffle: a random renaming of `from`; scene_rename: `to` is
   initialised by it. */
enum { SCENE_CHOICES = 16 };
typedef struct scene_names {
    size_t agent[ECONOMY_MAX], outcome[ECONOMY_MAX], state[ECONOMY_MAX];
    size_t action[ECONOMY_MAX][SCENE_CHOICES];
    size_t signal[ECONOMY_MAX][SCENE_CHOICES];
} scene_names;
void scene_identity(scene_names *names);
void scene_shuffle(scene_names *names, const scene *from,
                   gmp_randstate_t random);
void scene_rename(scene *to, const scene *from, const scene_names *names);

/* ---- payoffs by definition ---- */

/* u of agent `player`, or w if that is the number of agents, at the action
   profile a in the state t: sum over outcomes. */
void scene_payoff(mpq_t value, const scene *s, size_t player, size_t a,
                  size_t t);

/* ---- statements ---- */

typedef struct scene_statements {
    mc_environment *env;
    mc_mechanism *mechanism;
    mc_information *information;
    mc_strategies *strategies;
} scene_statements;
void scene_read(scene_statements *statements, const scene *s);
void scene_free(scene_statements *statements);

/* The prior statement with these members, such as
   "\"prior\": [1, 0]", for the states of the scene. */
mc_prior *scene_prior(const scene *s, const char *members);

/* The same from texts. */
mc_environment *scene_parse_environment(const char *text);
mc_mechanism *scene_parse_mechanism(const char *text);
mc_information *scene_parse_information(const char *text);
mc_strategies *scene_parse_strategies(const char *text);
mc_prior *scene_parse_prior(const char *text);

/* ---- assertions ---- */

void scene_assert_equal(mpq_srcptr a, mpq_srcptr b);
void scene_assert_at_most(mpq_srcptr a, mpq_srcptr b);
void scene_assert_message(const mc_message *message, const char *part);

/* ---- values ---- */

void scene_guarantee(mpq_t value, const scene *s);
void scene_potential(mpq_t value, const scene *s, mc_potential_kind kind);

/* How a pure equilibrium was found. */
typedef struct scene_range {
    size_t count;
    mpq_t least, most; /* welfare */
} scene_range;
void scene_pure_equilibria(scene_range *range, const scene *s);

#endif
