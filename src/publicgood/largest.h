/* The largest strategy-proof transfers under constraints of participation and
   fairness. */
#ifndef MC_PUBLICGOOD_LARGEST_H
#define MC_PUBLICGOOD_LARGEST_H

#include "publicgood/publicgood.h"

/* The constraints, in the order of certificates: FORMAT-PUBLICGOOD 3.3. */
typedef enum mc_cap {
    MC_CAP_INDIVIDUALLY_RATIONAL,
    MC_CAP_UNIVERSAL_PARTICIPATION,
    MC_CAP_COST_SHARING_PARTICIPATION,
    MC_CAP_NET_VALUE_PARTICIPATION,
    MC_CAP_FAIR_PRICING,
    MC_CAP_FAIR_PRICING_PER_UNIT,
    MC_CAP_NO_EXTORTION,
    MC_CAPS
} mc_cap;

/* mc_cap_name: "fair-pricing". mc_cap_find: MC_CAPS if there is none of that
   name. mc_cap_names: the names of a set (bits 1 << cap), joined by "+";
   allocated, NULL without memory. */
const char *mc_cap_name(mc_cap cap);
mc_cap mc_cap_find(const char *name, size_t length);
char *mc_cap_names(unsigned caps);

/* mc_cap_at: the cap of a person of `kind` at the scene's profile: *capped is
   false if there is none. Errors: as mc_scene_without and mc_scene_net. */
MC_NODISCARD mc_status mc_cap_at(mpq_t cap, bool *capped, mc_scene *scene,
                                 mc_message *message,
                                 const mc_population *population, unsigned caps,
                                 size_t kind);

/* The largest transfers u against a rule tau: more = max(0, u - tau), less =
   max(0, tau - u), and where. Not available: a decision that the rule needs
   is missing, and `why` says it. */
typedef struct mc_comparison {
    bool available;
    mc_message why;
    mpq_t more, less;
    size_t more_kind, less_kind;      /* meaningful where more, less > 0 */
    unsigned long *more_at, *less_at; /* profiles [kinds] */
} mc_comparison;

typedef enum mc_largest_answer {
    MC_LARGEST_FOUND,
    MC_LARGEST_UNBOUNDED,        /* a menu without any cap */
    MC_LARGEST_NOT_IMPLEMENTABLE /* no transfers are strategy-proof */
} mc_largest_answer;

enum { MC_LARGEST_FORMULAS = 3 };

/* Menus are pairs of an agent and a profile of the others; entry
   base[i] + z * T_i + t is type t of agent i in menu z. Profiles are counted
   in order. */
typedef struct mc_largest {
    const mc_population *population;
    unsigned caps;
    mc_largest_answer answer;
    size_t *menus;   /* [agents] */
    size_t *base;    /* [agents + 1] */
    mpq_t *transfer; /* [entries]: u */
    size_t *because; /* [entries]; SIZE_MAX: no bound */
    size_t profiles;
    size_t *decision;   /* [profiles] */
    mpq_t *revenue;     /* [profiles] */
    bool *bounded;      /* [profiles]: revenue is meaningful */
    size_t deficits;    /* profiles where revenue falls short of the cost */
    size_t least, most; /* profiles of the least and the largest surplus; equal
                           to `profiles` if no revenue is bounded */
    mc_comparison own;
    mc_comparison formula[MC_LARGEST_FORMULAS]; /* by mc_transfer_rule */
    size_t agent;          /* of the menu that has no cap, or a cycle */
    unsigned long *others; /* [kinds]: its profile of the others */
    size_t *cycle, cycle_length;
    mpq_t gain; /* V of FORMAT-PUBLICGOOD 3.4 */
} mc_largest;

/* mc_largest_new: computes them for the decision rule of the statement.
   Domain:     caps != 0; the population lives as long as the answer.
   Guarantees: exact. If the answer is not MC_LARGEST_FOUND, `agent` and
               `others` name the first such menu; if it is
               MC_LARGEST_NOT_IMPLEMENTABLE nothing else is set but the cycle.
   Errors:     MC_BAD_INPUT: a tie without tie rule, or a table without the
               type that is needed; MC_LIMIT: more than MC_LARGEST_MOST
               entries.
   Ref:        doc/maths.md L52. */
MC_NODISCARD mc_status mc_largest_new(mc_largest **largest, mc_message *message,
                                      const mc_population *population,
                                      unsigned caps);
void mc_largest_free(mc_largest *largest);

#define MC_LARGEST_MOST ((size_t)4000000)

/* mc_largest_entry: the entry of a person of `kind` at a profile.
   mc_largest_profile: fills x[kinds] with the profile of that number. */
size_t mc_largest_entry(const mc_largest *largest, const unsigned long *x,
                        size_t kind);
void mc_largest_profile(unsigned long *x, const mc_largest *largest,
                        size_t profile);

/* mc_largest_maximises: the decision rule maximises welfare at every profile:
   weighted, or, if `efficient`, with weights 1.
   Returns: MC_OK; MC_REFUTED with the first profile where it does not. */
MC_NODISCARD mc_status mc_largest_maximises(const mc_largest *largest,
                                            mc_message *message,
                                            bool efficient);

/* mc_largest_write: the certificate of the answer: `largest-transfers` or
   `not-implementable`. mc_largest_write_deficit: that of `no-mechanism` at the
   profile of the least surplus. mc_largest_claim, mc_largest_claim_deficit:
   the claims; free them with mc_certificate_free_claim; NULL: out of memory.
   Domain: the answer is not MC_LARGEST_UNBOUNDED; deficits > 0.
   Errors: MC_IO, MC_LIMIT. */
char *mc_largest_claim(const mc_largest *largest);
char *mc_largest_claim_deficit(const mc_largest *largest);
MC_NODISCARD mc_status mc_largest_write(const mc_largest *largest,
                                        mc_message *message, const char *path);
MC_NODISCARD mc_status mc_largest_write_deficit(const mc_largest *largest,
                                                mc_message *message,
                                                const char *path);

/* mc_largest_write_rule: a statement with the largest transfers as a table.
   Domain: MC_LARGEST_FOUND. Errors: MC_BAD_INPUT if an agent stands for
   several people; MC_IO, MC_LIMIT. */
MC_NODISCARD mc_status mc_largest_write_rule(const mc_largest *largest,
                                             mc_message *message,
                                             const char *path);

/* What is known on convex type sets: FORMAT-PUBLICGOOD 4.2. `words` are the
   class in words. */
typedef struct mc_everywhere {
    const char *name; /* of the constraint; NULL: nothing is known */
    const char *types, *words;
    const char *theorem, *conditions;
    const char *why; /* if name is NULL: what fails */
} mc_everywhere;

/* mc_largest_everywhere: whether the statement's own transfers are the largest
   on convex type sets. _write_everywhere: the certificate of that. */
mc_everywhere mc_largest_everywhere(const mc_population *population,
                                    unsigned caps);
MC_NODISCARD mc_status mc_largest_write_everywhere(
    const mc_everywhere *everywhere, mc_message *message, const char *path,
    const mc_publicgood *good);

#endif
