#ifndef MV_CONDITION_H
#define MV_CONDITION_H

#include "claim.h"
#include "virtual.h"

/* The conditions that several claims share. Each function reads its records and
   returns when they satisfy their conditions; otherwise it ends the program. */

/* mv_read_sizes: a line with the number of actions or signals of each agent,
   which become the profiles. Errors: E306, E310. */
void mv_read_sizes(struct mv_checker *checker, struct mv_profiles *profiles,
                   const char *keyword);

/* mv_read_mechanism: `mechanism D` and the table `m`: every line a lottery
   [E401]; and, if secure is not NULL, at every profile where agent i plays
   secure[i] the payoff of agent i is >= 0 in every state [E406]. */
void mv_read_mechanism(struct mv_checker *checker, struct mv_table *m,
                       struct mv_profiles *profiles, const size_t *secure);

/* mv_read_information: `information D` and the table `sigma`: no entry is
   negative [E401], and the marginal on the states is the prior [E402]. */
void mv_read_information(struct mv_checker *checker, struct mv_table *sigma,
                         const struct mv_profiles *profiles);

/* Sparse lists of multipliers > 0 [E407]. The indices of an entry are
     alpha   agent, action or signal, another one
     beta    agent, signal
     pi      rank of a profile, agent who plays 0 there, state
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

/* mv_read_list: `HEADER D COUNT` and its lines. */
void mv_read_list(struct mv_checker *checker, struct mv_list *list,
                  enum mv_kind_of_list kind, const char *header,
                  const struct mv_profiles *profiles);

/* mv_list_clear: gives back a list that was read. */
void mv_list_clear(struct mv_list *list);

/* mv_read_lambda: `lambda F ...`, with
     lambda(theta) <= V(x, theta) for every profile x and state theta  [E403],
   where V is the strategic virtual objective with these operators, and
     sum_theta mu(theta) lambda(theta) = the claim's value             [E405].
 */
void mv_read_lambda(struct mv_checker *checker, const struct mv_table *m,
                    const struct mv_stencil *stencil,
                    struct mv_profiles *profiles);

/* mv_read_gamma: `gamma G` and the table `g`, with
     gamma(x) >= V(x, omega) for every profile x and outcome omega     [E404],
   where V is the informational virtual objective with these operators, plus
     sum of u_agent(omega, theta) value / (D E)
   over the entries of `security` (if not NULL, a list of pi) at x, and
     sum_x gamma(x) = bound                                            [E405].
 */
void mv_read_gamma(struct mv_checker *checker, const struct mv_table *sigma,
                   const struct mv_stencil *stencil,
                   const struct mv_list *security,
                   const struct mv_rational *bound,
                   struct mv_profiles *profiles);

/* mv_check_order: the claim's value <= its upper value [E405]. */
void mv_check_order(struct mv_checker *checker);

#endif
