#ifndef MV_CONDITION_H
#define MV_CONDITION_H

/* What the claims of FORMAT.md and FORMAT-GAME.md share. */

#include "verify.h"

/* ---- virtual.c: the virtual objectives ----------------------------------- */

/* Both virtual objectives of FORMAT.md section 4 have the form

     V(x, o) = sum_c [ w(o,c) f(x,c) + sum_i u_i(o,c) (A_i f)(x,c) ],

   where A_i is a linear operator that acts on x_i alone. For the strategic
   virtual objective f is a mechanism m, o is a state and c an outcome; for the
   informational one f is sigma, o is an outcome and c a state. */

/* The operators A_i over one common denominator E:
     E (A_i f)(x) = sum over the links of row r of coefficient f(column, x_-i),
   r = first[i] + x_i. The list of row r begins with link[r], the diagonal; a
   next of 0 ends it. */
struct mv_link {
    size_t column, next;
    mpz_t coefficient;
};

struct mv_stencil {
    mpz_t denominator;
    size_t *first, rows, links, capacity;
    struct mv_link *link;
};

/* mv_stencil_init: operators that are 0, with E = 1. The table over these
   profiles must have arrived: memory for all actions is taken. */
void mv_stencil_init(struct mv_stencil *stencil,
                     const struct mv_profiles *profiles);

/* mv_stencil_add: adds sign * coefficient to E A_i at (row, column); there was
   nothing yet unless row = column. sign is 1 or -1. */
void mv_stencil_add(struct mv_stencil *stencil, size_t i, size_t row,
                    size_t column, const mpz_t coefficient, int sign);

/* mv_stencil_scale: multiplies E and all coefficients by a factor > 0. */
void mv_stencil_scale(struct mv_stencil *stencil, const mpz_t factor);

/* mv_add_payoffs: adds to `sum` the payoffs of a player in state (or outcome) o
   times f(outcome) (or f(state)), times C. */
void mv_add_payoffs(mpz_t sum, const struct mv_environment *e,
                    enum mv_order order, size_t player, size_t o, mpz_t *f);

/* The evaluation of V at one profile after another.
   operand[player * components + c] = E f(x,c) for the designer (player N), and
   E (A_i f)(x,c) for agent i; scale = C D E, so that value = scale V(x,o). */
struct mv_virtual {
    const struct mv_environment *environment;
    enum mv_order order;
    const struct mv_table *table;
    const struct mv_profiles *inner;
    const struct mv_stencil *stencil;
    mpz_t *operand, scale;
};

/* mv_virtual_init: `inner` are the profiles of the table. */
void mv_virtual_init(struct mv_virtual *v, const struct mv_environment *e,
                     enum mv_order order, const struct mv_table *table,
                     const struct mv_profiles *inner,
                     const struct mv_stencil *stencil);

/* mv_virtual_move: computes the operands at the current profile. In these
   profiles an agent may have more actions or signals than in the table's: there
   the table is 0. */
void mv_virtual_move(struct mv_virtual *v, const struct mv_profiles *profiles);

/* mv_virtual_value: scale V(x,o) from the operands. */
void mv_virtual_value(mpz_t value, const struct mv_virtual *v, size_t o);

/* ---- condition.c: conditions that several claims share ------------------- */

/* The conditions that several claims share. Each function reads its records and
   returns when they satisfy their conditions; otherwise it ends the program. */

/* mv_seal: mv_profiles_seal for tables of the certificate. Errors: E310. */
void mv_seal(struct mv_checker *checker, struct mv_profiles *profiles);

/* mv_read_sizes: a line with the number of actions or signals of each agent,
   which become the profiles. Errors: E306, E310. */
void mv_read_sizes(struct mv_checker *checker, struct mv_profiles *profiles,
                   const char *keyword);

/* mv_check_security: if agent i plays secure[i] at the current profile its
   payoff from the lottery m is >= 0 in every state [E406]; for every i. */
void mv_check_security(struct mv_checker *checker, mpz_t *m,
                       const struct mv_profiles *profiles,
                       const size_t *secure);

/* mv_read_mechanism: `mechanism D` and the table `m`: every line a lottery
   [E401]; and, if secure is not NULL, mv_check_security at every profile. */
void mv_read_mechanism(struct mv_checker *checker, struct mv_table *m,
                       struct mv_profiles *profiles, const size_t *secure);

/* mv_check_marginal: the marginal of sigma on the states is the prior, or in
   the set of priors [E402]. */
void mv_check_marginal(struct mv_checker *checker,
                       const struct mv_table *sigma);

/* mv_read_information: `information D` and the table `sigma`: no entry is
   negative [E401], and mv_check_marginal. */
void mv_read_information(struct mv_checker *checker, struct mv_table *sigma,
                         const struct mv_profiles *profiles);

/* Sparse lists of multipliers > 0 [E407]. The indices of an entry are
     alpha   agent, action or signal (below last[agent]), another one
     beta    agent, signal
     pi      rank of a profile, agent who plays last[agent] there, state
     y       agent, state
   and the entries are increasing in them [E307]. Lists of y have no
   denominator. */
enum mv_kind_of_list { MV_ALPHA, MV_BETA, MV_PI, MV_Y };

struct mv_entry {
    size_t at[3];
    mpz_t value;
};

struct mv_list {
    struct mv_vector vector;
    struct mv_entry *entry;
    size_t count, capacity;
};

/* mv_read_list: `HEADER D COUNT` and its lines. `last` may be NULL for lists
   other than pi: no further demand. */
void mv_read_list(struct mv_checker *checker, struct mv_list *list,
                  enum mv_kind_of_list kind, const char *header,
                  const struct mv_profiles *profiles, const size_t *last);

/* mv_list_join: brings the values of a list, over H, and the operators of a
   stencil, which are meant over `denominator`, over the lcm of the two. */
void mv_list_join(struct mv_list *list, struct mv_stencil *stencil,
                  const mpz_t denominator);

/* Products of weights, a table over the profiles of a condition with a
   component for each o, with the slack of the condition: how many are not 0,
   and their sum. */
struct mv_slack {
    struct mv_table weight;
    size_t count;
    struct mv_ratio sum;
};

/* mv_read_lambda: `lambda F ...`, with
     lambda(theta) <= V(x, theta) for every profile x and state theta  [E403],
   where V is the strategic virtual objective with these operators; and if the
   claim is about a set of priors, `priors H ...` [E423]. `value` becomes what
   they prove. slack may be NULL. */
void mv_read_lambda(struct mv_checker *checker, struct mv_ratio *value,
                    const struct mv_table *m, const struct mv_stencil *stencil,
                    struct mv_profiles *profiles, struct mv_slack *slack);

/* mv_read_gamma: `gamma G` and the table `g`, with
     gamma(x) >= V(x, omega) for every profile x and outcome omega     [E404],
   where V is the informational virtual objective with these operators, plus
     sum of u_agent(omega, theta) value / (D E)
   over the entries of `security` (if not NULL, a list of pi) at x; sigma is a
   table over the profiles `inner`. `value` becomes sum_x gamma(x). slack may be
   NULL. */
void mv_read_gamma(struct mv_checker *checker, struct mv_ratio *value,
                   const struct mv_table *sigma,
                   const struct mv_profiles *inner,
                   const struct mv_stencil *stencil,
                   const struct mv_list *security, struct mv_profiles *profiles,
                   struct mv_slack *slack);

/* mv_lower_part, mv_relaxation_part: the parts of FORMAT-GAME.md, with their
   values, for the mechanism and the information structure of the statements.
   slack may be NULL. */
void mv_lower_part(struct mv_checker *checker, struct mv_ratio *value,
                   struct mv_slack *slack);
void mv_relaxation_part(struct mv_checker *checker, struct mv_ratio *value,
                        struct mv_slack *slack);

/* mv_staying_out_part: the records of the potential up to `gamma`, and their
   value. Initialises the profiles of messages. */
void mv_staying_out_part(struct mv_checker *checker, struct mv_ratio *value,
                         struct mv_profiles *messages);

/* ---- play.c: payoffs from play ---------------------------------------------
 */

/* Agents with signals from sigma choose actions with the same numbers in m. In
   m they may have more actions than signals. Payoffs are over scale = C D D',
   with the denominators D of sigma and D' of m. */
struct mv_play {
    const struct mv_environment *environment;
    const struct mv_table *sigma;
    struct mv_profiles *signals;
    const struct mv_table *m;
    const struct mv_profiles *actions;
    mpz_t *weight, scale;
};

void mv_play_init(struct mv_play *play, const struct mv_environment *e,
                  const struct mv_table *sigma, struct mv_profiles *signals,
                  const struct mv_table *m, const struct mv_profiles *actions);
void mv_play_clear(struct mv_play *play);

/* mv_play_payoff: the player's expected payoff, that of the designer for player
   N. */
void mv_play_payoff(mpz_t sum, struct mv_play *play, size_t player);

/* mv_play_interim: value[b] = the payoff of agent i from action b at this
   signal, times the probability of the signal. */
void mv_play_interim(mpz_t *value, struct mv_play *play, size_t i,
                     size_t signal);

/* mv_play_mass: the probability of this signal of agent i, over D. */
void mv_play_mass(mpz_t mass, const struct mv_play *play, size_t i,
                  size_t signal);

/* mv_check_incentives: no agent gains at any signal from another action than
   the one with its number [reason]; and, if asked, no agent has a negative
   payoff at any signal [E422]. */
void mv_check_incentives(struct mv_checker *checker, struct mv_play *play,
                         enum mv_reason reason, bool rational);

/* mv_mix: the table f, over profiles of actions, as it is when all agents but
   `except` (agents: all) play their strategies: a table g over the profiles
   `mixed` of signals (and actions of `except`). With `to_actions` f is a law of
   signals, and g that of the actions. Strategies NULL: g = f. Errors: E500. */
void mv_mix(struct mv_table *g, struct mv_profiles *mixed,
            const struct mv_table *f, const struct mv_profiles *profiles,
            const struct mv_table *strategies, size_t except, bool to_actions);

#endif
