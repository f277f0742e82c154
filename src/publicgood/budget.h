/* How near a rule comes to a balanced budget in a population of people who
   draw their types. Ref: verify/FORMAT-PUBLICGOOD.md section 3.6. */
#ifndef MC_PUBLICGOOD_BUDGET_H
#define MC_PUBLICGOOD_BUDGET_H

#include <stdint.h>

#include "base/stop.h"
#include "publicgood/publicgood.h"

/* A number, or an enclosure of it; lower = upper: exact. */
typedef struct mc_budget_number {
    mpq_t lower, upper;
} mc_budget_number;

typedef enum mc_budget_route {
    MC_BUDGET_ALL,  /* every profile was weighed */
    MC_BUDGET_NEAR, /* every profile in which one person can matter */
    MC_BUDGET_SUMS  /* profiles with equal welfare were merged */
} mc_budget_route;

/* S is revenue less cost. `pivotal` and `balanced` are probabilities,
   `deviation` is the expected abs(S) per head, `deficit` the worst -S. */
typedef struct mc_budget {
    unsigned long people;
    mc_budget_number pivotal, balanced, deviation, deficit;
    mc_budget_route route;
    uint64_t weighed; /* profiles, or sums */
    size_t profiles;  /* all there are; SIZE_MAX: more than that */
    size_t bits;      /* of the common denominator of their probabilities */
    bool checkable;   /* the checker's enumeration is within its limit */
    unsigned digits;  /* that were asked for; 0: exact numbers were */
} mc_budget;

/* `digits` > 0: enclosures with so many digits are enough; 0: exact numbers
   where they have less than some 5,000 digits. `progress` may be NULL. */
typedef struct mc_budget_effort {
    unsigned digits, threads;
    const mc_stop *stop;
    void (*progress)(void *user, const char *text);
    void *user;
} mc_budget_effort;

/* mc_budget_new: computes them.
   Guarantees: every enclosure contains its number.
   Errors:     MC_BAD_INPUT: the statement does not fit so many people, or a
               tie and no tie rule; MC_UNDECIDED: stopped; MC_LIMIT. */
MC_NODISCARD mc_status mc_budget_new(mc_budget **budget, mc_message *message,
                                     const mc_publicgood *good,
                                     unsigned long people,
                                     const mc_budget_effort *effort);
void mc_budget_free(mc_budget *budget);

/* mc_budget_certify: writes the claim with these numbers.
   Domain: checkable, and the deficit is exact. */
MC_NODISCARD mc_status mc_budget_certify(const mc_budget *budget,
                                         mc_message *message,
                                         const mc_publicgood *good,
                                         const char *path);

#endif
