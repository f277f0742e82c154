#ifndef MV_CONDITION_H
#define MV_CONDITION_H

#include "claim.h"
#include "virtual.h"

/* The conditions that several claims share. Each function reads its records and
   returns when they satisfy their conditions; otherwise it ends the program. */

/* mv_read_mechanism: `mechanism D` and the table `m`: every line a lottery
   [E401]; and, if secure is not NULL, at every profile where agent i plays
   secure[i] the payoff of agent i is >= 0 in every state [E406]. */
void mv_read_mechanism(struct mv_checker *checker, struct mv_table *m,
                       struct mv_profiles *profiles, const size_t *secure);

/* mv_read_information: `information D` and the table `sigma`: no entry is
   negative [E401], and the marginal on the states is the prior [E402]. */
void mv_read_information(struct mv_checker *checker, struct mv_table *sigma,
                         struct mv_profiles *profiles);

/* mv_read_sizes: a line with the number of actions or signals of each agent,
   which become the profiles. Errors: E306, E310. */
void mv_read_sizes(struct mv_checker *checker, struct mv_profiles *profiles,
                   const char *keyword);

/* mv_read_alpha: `KEYWORD E COUNT` and the lines `alpha i a b v`. They become
   the operators of the strategic virtual objective,
     (A_i m)(a) = sum_b alpha_i(a_i, b) ( m(b, a_-i) - m(a) ),
   or of the informational one,
     (A_i f)(s) = sum_t ( alpha_i(s_i, t) f(s) - alpha_i(t, s_i) f(t, s_-i) ),
   over the denominator E. */
void mv_read_alpha(struct mv_checker *checker, struct mv_stencil *stencil,
                   const struct mv_profiles *profiles, const char *keyword,
                   bool strategic);

/* mv_read_lambda: `lambda F ...`, with
     lambda(theta) <= V(x, theta) for every profile x and state theta  [E403],
   where V is the strategic virtual objective with these operators, and
     sum_theta mu(theta) lambda(theta) = the claim's value             [E405].
 */
void mv_read_lambda(struct mv_checker *checker, const struct mv_table *m,
                    const struct mv_stencil *stencil,
                    struct mv_profiles *profiles);

/* A sparse addend of the informational virtual objective,
     sum_theta u_agent(omega, theta) value / (D E)   at profile `rank`;
   entries are increasing in (rank, agent, state). */
struct mv_security {
    size_t rank, agent, state;
    mpz_t value;
};

/* mv_read_gamma: `gamma G` and the table `g`, with
     gamma(x) >= V(x, omega) for every profile x and outcome omega     [E404],
   where V is the informational virtual objective with these operators and the
   `count` addends, and
     sum_x gamma(x) = bound                                            [E405].
 */
void mv_read_gamma(struct mv_checker *checker, const struct mv_table *sigma,
                   const struct mv_stencil *stencil,
                   const struct mv_security *security, size_t count,
                   const struct mv_rational *bound,
                   struct mv_profiles *profiles);

/* mv_check_order: the claim's value <= its upper value [E405]. */
void mv_check_order(struct mv_checker *checker);

#endif
