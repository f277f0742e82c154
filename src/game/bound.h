/* The inside of a solved bounding program. */
#ifndef MC_GAME_BOUND_H
#define MC_GAME_BOUND_H

#include <mechcert/bounds.h>

#include "arith/vector.h"
#include "game/payoffs.h"
#include "game/stencil.h"

/* Profiles are numbered lexicographically, the last agent fastest; agent i's
   coordinate of profile x is (x / stride[i]) % points.
   Tables: mechanism[x * outcomes + omega], information[x * states + theta],
   gamma[x], lambda[theta], security[(x * agents + i) * states + theta] (zero
   where agent i's coordinate is not 0; empty for UB-P-k).
   Denominators: security has that of information; lambda has scale times that
   of mechanism, gamma scale times that of information. So none of them is
   reduced. */
struct mc_bound {
    const mc_environment *env;
    mc_program program;
    long k;
    size_t points, profiles;
    size_t *stride;
    mc_scaled_payoffs payoffs;
    mc_stencil on_mechanism, on_information;
    mc_vector mechanism, information, security, lambda, gamma;
    mpq_t value;
    size_t rows, columns, pivots;
};

static inline size_t mc_bound_coordinate(const mc_bound *bound, size_t profile,
                                         size_t agent)
{
    return profile / bound->stride[agent] % bound->points;
}

/* mc_strategic_objective: scale * denominator of the mechanism times
       sum_omega [ w m(.|x) + sum_i u_i S_i m(.|x) ]
   with S_i the stencil on mechanisms: equation (4), or the minimand of (11).
   mc_informational_objective: scale * denominator of the information times
       sum_theta [ w sigma(x,.) + sum_i u_i S_i sigma(x,.)
                   + sum_{i: x_i = 0} u_i pi_i(x,.) ]. */
void mc_strategic_objective(mpz_t value, const mc_bound *bound, size_t x,
                            size_t state);
void mc_informational_objective(mpz_t value, const mc_bound *bound, size_t x,
                                size_t outcome);

/* mc_security_payoff: scale * denominator times sum_omega u_i m(.|x). */
void mc_security_payoff(mpz_t value, const mc_bound *bound, size_t x,
                        size_t agent, size_t state);

/* mc_bound_optimise: solves the linear program and fills mechanism,
   information and security. */
MC_NODISCARD mc_status mc_bound_optimise(mc_bound *bound, mc_message *message,
                                         const mc_monitor *monitor);

/* mc_bound_write_layout: writes that linear program, with names. */
MC_NODISCARD mc_status mc_bound_write_layout(const mc_bound *bound,
                                             mc_message *message,
                                             const char *path);

#endif
