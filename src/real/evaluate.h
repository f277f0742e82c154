/* Enclosures of expressions, and of their Taylor coefficients, on boxes. */
#ifndef MC_REAL_EVALUATE_H
#define MC_REAL_EVALUATE_H

#include "base/stop.h"
#include "real/expression.h"
#include "real/jet.h"

typedef enum mc_integral_kind {
    MC_INTEGRAL_OPEN, /* not decided yet */
    MC_INTEGRAL_SERIES,
    MC_INTEGRAL_PANELS
} mc_integral_kind;

/* How an integral is computed (FORMAT-REAL section 6): as a series of `terms`
   terms, or cut. Invariant: 0 < cut[0] < ... < 1, binary fractions; order is
   even. order 0: no panels are planned. */
typedef struct mc_panels {
    mc_integral_kind kind;
    slong terms;
    slong order;
    size_t cuts, room;
    arf_struct *cut;
} mc_panels;

/* Ways to compute integrals that were gone. */
enum { MC_ROUTE_CLOSED_FORM = 1, MC_ROUTE_SERIES = 2, MC_ROUTE_PANELS = 4 };

/* What is known about the integrals and roots of a file. Evaluators share it;
   while several threads evaluate it does not change. */
typedef struct mc_knowledge {
    const mc_claims *claims;
    mc_panels *panels;   /* one for each integral */
    mc_interval *root;   /* where each name of a root is */
    bool *root_is_known; /* and whether it is */
} mc_knowledge;

bool mc_knowledge_init(mc_knowledge *knowledge, const mc_claims *claims);
void mc_knowledge_clear(mc_knowledge *knowledge);

/* What has been computed of an expression without free names. */
typedef struct mc_cached {
    unsigned long generation;
    mc_interval value;
} mc_cached;

/* Storage for jets, taken and given back like a stack. */
typedef struct mc_block {
    mc_interval *interval;
    size_t size, used;
} mc_block;

typedef struct mc_pool {
    mc_block *block;
    size_t blocks, room, current;
} mc_pool;

typedef struct mc_pool_mark {
    size_t block, used;
} mc_pool_mark;

#define MC_STOPPED_TEXT "stopped by --time or an interrupt"

/* One thread's evaluator. The user sets `bits`, the values of free slots, and
   reads `fault` after false. Jets are in the variable that the values of the
   slots are jets in. */
typedef struct mc_evaluator {
    const mc_knowledge *knowledge;
    mc_panels *plan; /* panels to refine on the way, or NULL */
    slong goal;      /* integrals: relative width 2^-goal, when planning */
    slong bits, order;
    bool closed_forms; /* use them where there are some */
    bool panels_only;  /* no series */
    unsigned routes;   /* those that were used */
    double patience;   /* how long to look for panels; 1 is some seconds */
    bool impatient;    /* that was not enough */
    const mc_jet **slot;
    fmpq **known;        /* the variables of sums */
    size_t only;         /* if not SIZE_MAX: no other slot varies */
    bool refuting;       /* at a point that is to refute a shape */
    bool strict;         /* cases are certain only if strictly so (section 4) */
    const mc_node *skip; /* the factor of an integrand that is left out */
    mc_cached *cache;
    unsigned long generation;
    mc_pool pool;
    mc_meter meter;
    struct {
        const mc_node *node; /* where; NULL: nowhere in particular */
        const char *text;    /* a static sentence */
        mc_status status;    /* UNDECIDED, BAD_INPUT, LIMIT */
    } fault;
} mc_evaluator;

bool mc_evaluator_init(mc_evaluator *e, const mc_knowledge *knowledge);
void mc_evaluator_clear(mc_evaluator *e);
/* mc_evaluator_bits: changes the precision. */
void mc_evaluator_bits(mc_evaluator *e, slong bits);
/* mc_evaluator_forget: integrals or roots are known better. */
void mc_evaluator_forget(mc_evaluator *e);

/* mc_evaluate: the jet of a node up to e->order.
   Shapes:  out has room for e->order + 1.
   Returns: false with e->fault if it may be undefined. */
bool mc_evaluate(mc_evaluator *e, mc_jet *out, const mc_node *node);

/* mc_evaluate_at: the enclosure of the values (order 0). */
bool mc_evaluate_at(mc_evaluator *e, mc_interval *out, const mc_node *node);

/* Jets for a while. NULL `c`: no memory, and e->fault tells. */
mc_pool_mark mc_pool_get_mark(const mc_evaluator *e);
mc_jet mc_pool_take(mc_evaluator *e, slong order);
/* mc_pool_take_value: a jet of the evaluator's order that is a number; false
   without memory. */
bool mc_pool_take_value(mc_evaluator *e, mc_jet *jet, slong value);
void mc_pool_release(mc_evaluator *e, mc_pool_mark mark);

/* mc_evaluator_goes_on: after so many operations. Returns false with e->fault
   when it has been asked to stop. */
bool mc_evaluator_goes_on(mc_evaluator *e, slong operations);

bool mc_evaluator_fault(mc_evaluator *e, mc_status status, const mc_node *node,
                        const char *text);

#endif
