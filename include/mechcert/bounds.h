/* The bounding programs LB-G-k and UB-P-k.
   Ref: Brooks & Du, "On the structure of informationally robust optimal
   mechanisms", section 3 and appendix A.1; doc/maths.md L1 to L4. */
#ifndef MECHCERT_BOUNDS_H
#define MECHCERT_BOUNDS_H

#include <mechcert/game.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum mc_program {
    MC_PROGRAM_LOWER, /* LB-G-k: below the maximum guarantee */
    MC_PROGRAM_UPPER  /* UB-P-k: above the minimum potential */
} mc_program;

/* An exactly solved bounding program: for LB-G-k an optimal mechanism m on the
   grid X(k) with lambda, and the optimal point sigma, gamma, pi of the dual;
   for UB-P-k an optimal information structure sigma with gamma, and the
   optimal m, lambda of the dual. Read-only once made. It refers to its
   environment, which must outlive it. */
typedef struct mc_bound mc_bound;

/* stage is called when a stage begins, with a static text; stop is asked now
   and then whether to give up, and once it answered so it must go on to. Both
   may be called from another thread than the caller's, and may be NULL.
   milliseconds limits each floating-point solve; 0 does not. */
typedef struct mc_monitor {
    void *user;
    void (*stage)(void *user, mc_program program, const char *stage);
    int (*stop)(void *user);
    unsigned long milliseconds;
} mc_monitor;

/* mc_bound_new: solves LB-G-k or UB-P-k exactly.
   Domain:     k >= 1; for LB-G-k a participation-secure mechanism exists
               (mc_participation_new tells).
   Guarantees: on MC_OK both points were checked against the definition in
               rational arithmetic and have the same value.
   Errors:     MC_UNDECIDED if it was stopped; MC_LIMIT if the grid is too large
               or memory is out;
               MC_BAD_INPUT if k is 0 or no participation-secure mechanism
               exists. */
MC_API MC_NODISCARD mc_status mc_bound_new(mc_bound **bound,
                                           mc_message *message,
                                           const mc_environment *env,
                                           mc_program program, unsigned long k,
                                           const mc_monitor *monitor);
MC_API void mc_bound_free(mc_bound *bound);

/* mc_bound_value: the optimal value of the program. */
MC_API mpq_srcptr mc_bound_value(const mc_bound *bound);

/* Size of the linear program, and the number of exact simplex pivots that
   were needed after the floating-point proposal (0: its basis was right). */
MC_API size_t mc_bound_rows(const mc_bound *bound);
MC_API size_t mc_bound_columns(const mc_bound *bound);
MC_API size_t mc_bound_pivots(const mc_bound *bound);

/* mc_bound_write_claim: the certificate `guarantee-at-least V` of the
   mechanism, or `potential-at-most V` of the information structure.
   mc_bound_write_value: the certificate `program-value`.
   Errors: MC_IO; then nothing was written under `path`. */
MC_API MC_NODISCARD mc_status mc_bound_write_claim(const mc_bound *bound,
                                                   mc_message *message,
                                                   const char *path);
MC_API MC_NODISCARD mc_status mc_bound_write_value(const mc_bound *bound,
                                                   mc_message *message,
                                                   const char *path);

/* mc_bound_mechanism: the optimal mechanism of LB-G-k, whose actions are called
   as the points of X(k), with 0 as secure action. Domain: MC_PROGRAM_LOWER.
   mc_bound_information: the optimal information structure of UB-P-k. Domain:
   MC_PROGRAM_UPPER.
   Errors: MC_LIMIT without memory, or if the statement would be too large. */
MC_API MC_NODISCARD mc_status mc_bound_mechanism(mc_mechanism **mechanism,
                                                 mc_message *message,
                                                 const mc_bound *bound);
MC_API MC_NODISCARD mc_status mc_bound_information(mc_information **information,
                                                   mc_message *message,
                                                   const mc_bound *bound);

/* mc_bound_write_lp: writes LB-G-k or UB-P-k as a linear program in MPS format
   with exact numbers, without solving it. States of prior 0 have no variables.
   Rows and columns are named KIND_PROFILE_INDEX.
   Errors: as mc_bound_new, and MC_IO. */
MC_API MC_NODISCARD mc_status mc_bound_write_lp(const mc_environment *env,
                                                mc_program program,
                                                unsigned long k,
                                                mc_message *message,
                                                const char *path);

/* A complementary-slackness pair: a variable of one program and the slack of
   the constraint it prices; the product is zero at an optimum. */
typedef enum mc_slackness_kind {
    MC_SLACKNESS_MECHANISM,   /* m(outcome|x), and gamma(x) less the
                                 informational virtual objective */
    MC_SLACKNESS_INFORMATION, /* sigma(x,state), and the strategic virtual
                                 objective less lambda(state) */
    MC_SLACKNESS_SECURITY     /* pi_agent(x,state), and the agent's payoff at
                                 its participation-secure action; LB-G-k only */
} mc_slackness_kind;

typedef struct mc_slackness {
    mc_slackness_kind kind;
    size_t profile; /* lexicographic number of x, last agent fastest */
    size_t agent, state, outcome; /* those that the kind has */
    mpq_t variable, slack, product;
} mc_slackness;

/* mc_bound_slackness: calls `visit` for every pair, in order of kind, profile
   and index. The pair is only valid during the call. Stops early if `visit`
   returns non-zero. */
MC_API void mc_bound_slackness(const mc_bound *bound,
                               int (*visit)(void *user,
                                            const mc_slackness *pair),
                               void *user);

/* mc_bound_point: the coordinates of a profile, x_i = point[i] / k. */
MC_API void mc_bound_point(size_t *point, const mc_bound *bound,
                           size_t profile);

/* Whether an environment has a participation-secure mechanism at all. */
typedef struct mc_participation mc_participation;

/* mc_participation_new: decides it.
   Guarantees: MC_OK: there is one, namely a constant lottery; MC_REFUTED: there
               is none, and *answer holds Farkas multipliers that prove it. In
               both cases *answer is made; free it.
   Errors:     MC_LIMIT.
   Ref:        doc/maths.md L4. */
MC_API MC_NODISCARD mc_status mc_participation_new(mc_participation **answer,
                                                   mc_message *message,
                                                   const mc_environment *env);
MC_API void mc_participation_free(mc_participation *answer);

/* mc_participation_write: the certificate
   `no-participation-secure-mechanism`. Domain: the answer was MC_REFUTED. */
MC_API MC_NODISCARD mc_status mc_participation_write(
    const mc_participation *answer, mc_message *message, const char *path);

#ifdef __cplusplus
}
#endif
#endif
