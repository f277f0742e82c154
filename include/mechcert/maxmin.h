/* Strong maxmin pairs and triples.
   Ref: Brooks & Du, "On the structure of informationally robust optimal
   mechanisms", B.1.3 and section 3.3.1; "Robust mechanisms for the financing of
   public goods", section 2.2; verify/FORMAT-GAME.md 4.9 to 4.11;
   doc/maths.md L18. */
#ifndef MECHCERT_MAXMIN_H
#define MECHCERT_MAXMIN_H

#include <mechcert/bounds.h>
#include <mechcert/equilibrium.h>
#include <mechcert/guarantee.h>
#include <mechcert/potential.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A mechanism, an information structure and perhaps a strategy profile, with
   the guarantee of the first, the upper bound on the potential of the second
   and what the third does. Read-only once made; it refers to its parts, which
   must outlive it. */
typedef struct mc_maxmin mc_maxmin;

/* mc_maxmin_new: composes them. `equilibrium` is NULL for a pair.
   Domain: all parts are about the same environment; guarantee and equilibrium
           about the same mechanism, potential and equilibrium about the same
           information structure.
   Errors: MC_BAD_INPUT outside the domain, for another prior than the
           environment's, or if the mechanism names no secure actions;
           MC_LIMIT. */
MC_API MC_NODISCARD mc_status mc_maxmin_new(mc_maxmin **maxmin,
                                            mc_message *message,
                                            const mc_guarantee *guarantee,
                                            const mc_potential *potential,
                                            const mc_equilibrium *equilibrium);
MC_API void mc_maxmin_free(mc_maxmin *maxmin);

/* mc_maxmin_epsilon: for a pair, the bound on the potential less the guarantee;
   for a triple, the larger of welfare less guarantee and bound less welfare. A
   triple is an epsilon-strong maxmin solution if its strategies are an
   equilibrium (mc_equilibrium_gain is 0). */
MC_API mpq_srcptr mc_maxmin_epsilon(const mc_maxmin *maxmin);

/* mc_maxmin_is_exact: the bound on the potential is the potential itself, so
   that no smaller epsilon will do: MC_POTENTIAL_SECURE, or an environment with
   a neutral outcome. */
MC_API int mc_maxmin_is_exact(const mc_maxmin *maxmin);

/* mc_maxmin_write: the certificate `strong-maxmin-pair` or
   `strong-maxmin-triple`. mc_maxmin_write_slackness: the certificate
   `complementary-slackness`; domain: a triple, MC_POTENTIAL_DIRECT. Errors:
   MC_IO; MC_LIMIT. */
MC_API MC_NODISCARD mc_status mc_maxmin_write(const mc_maxmin *maxmin,
                                              mc_message *message,
                                              const char *path);
MC_API MC_NODISCARD mc_status mc_maxmin_write_slackness(const mc_maxmin *maxmin,
                                                        mc_message *message,
                                                        const char *path);

/* mc_maxmin_slackness: calls `visit` for every pair of section 3.3.1 of Brooks
   & Du: MC_SLACKNESS_INFORMATION, the probability of an action profile and a
   state, and by how much the strategic virtual objective there exceeds its
   least value; then MC_SLACKNESS_MECHANISM, the probability of an outcome at a
   signal profile, and by how much the informational virtual objective there
   falls short of its largest value. The pair is only valid during the call.
   Stops early if `visit` returns non-zero. Domain: a triple.
   Errors: MC_LIMIT. */
MC_API MC_NODISCARD mc_status mc_maxmin_slackness(
    const mc_maxmin *maxmin, mc_message *message,
    int (*visit)(void *user, const mc_slackness *pair), void *user);

#ifdef __cplusplus
}
#endif
#endif
