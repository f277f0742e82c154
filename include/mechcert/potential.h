/* Upper bounds on the potential of a finite information structure.
   Ref: Brooks & Du, "On the structure of informationally robust optimal
   mechanisms", (30) to (32); verify/FORMAT-GAME.md 4.6 and 4.7;
   doc/maths.md L14 and L15. */
#ifndef MECHCERT_POTENTIAL_H
#define MECHCERT_POTENTIAL_H

#include <mechcert/game.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Which direct mechanisms are compared. */
typedef enum mc_potential_kind {
    /* (30): interim incentive compatible and individually rational. The
       optimum is at least the potential, and equal to it if some outcome gives
       every agent exactly its outside option in every state. */
    MC_POTENTIAL_DIRECT,
    /* every agent may also stay out, which is participation secure; the
       optimum is the potential */
    MC_POTENTIAL_SECURE
} mc_potential_kind;

/* An optimal direct mechanism with multipliers that prove it optimal.
   Read-only once made; it refers to its statements, which must outlive it. */
typedef struct mc_potential mc_potential;

/* mc_potential_new: computes it.
   Guarantees: on MC_OK the mechanism and the multipliers were checked in
               rational arithmetic and have the same value.
   Errors:     MC_REFUTED if no such mechanism exists (then the environment has
               no participation-secure mechanism); MC_BAD_INPUT if the
               statements do not belong together; MC_UNDECIDED if it was
               stopped; MC_LIMIT. */
MC_API MC_NODISCARD mc_status
mc_potential_new(mc_potential **potential, mc_message *message,
                 const mc_environment *env, const mc_information *information,
                 mc_potential_kind kind, const mc_limits *limits);
MC_API void mc_potential_free(mc_potential *potential);

MC_API mpq_srcptr mc_potential_value(const mc_potential *potential);

/* Size of the linear program, and the number of exact simplex pivots that were
   needed after the floating-point proposal. */
MC_API size_t mc_potential_rows(const mc_potential *potential);
MC_API size_t mc_potential_columns(const mc_potential *potential);
MC_API size_t mc_potential_pivots(const mc_potential *potential);

/* mc_potential_write: the certificate `direct-optimum V V` or `potential V V`.
   Errors: MC_IO. */
MC_API MC_NODISCARD mc_status mc_potential_write(const mc_potential *potential,
                                                 mc_message *message,
                                                 const char *path);

/* mc_potential_mechanism: the optimal direct mechanism as a statement; its
   actions are the signals, and "stay out", named secure, if agents may.
   Errors: MC_LIMIT. */
MC_API MC_NODISCARD mc_status
mc_potential_mechanism(mc_mechanism **mechanism, mc_message *message,
                       const mc_potential *potential);

/* mc_environment_neutral_outcome: an outcome that gives every agent exactly its
   outside option in every state, or the number of outcomes if there is none. */
MC_API size_t mc_environment_neutral_outcome(const mc_environment *env);

#ifdef __cplusplus
}
#endif
#endif
