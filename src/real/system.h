/* Systems of roots: that a box contains exactly one zero of as many equations
   as names, and where it is (FORMAT-REAL section 7). */
#ifndef MC_REAL_SYSTEM_H
#define MC_REAL_SYSTEM_H

#include "real/mapping.h"

/* kind 's': split at the middle of u[index], the lower half is node `child`,
   the upper one child + 1. '+', '-': the sign of f[index]. 'c': the sum of
   the f[k] times row[k] is not 0. 'r': rest. 0: not known yet; then index is
   where to split. */
typedef struct mc_system_node {
    char kind;
    size_t index, child;
    float row[MC_MOST_ROOT_NAMES];
} mc_system_node;

typedef struct mc_system_tree {
    size_t nodes, room, leaves;
    mc_system_node *node;
} mc_system_tree;

/* Once `found`: the zero is in `enclosure`, the leaves `rest` of the tree are
   in `core`, where x - C f(x) contracts. `hopeless`: it has been shown that
   further bits do not help; `reason` tells why. */
typedef struct mc_system_proof {
    size_t names;
    bool found, hopeless;
    char reason[600];
    mc_interval *enclosure, *core;
    arf_struct *zero;                   /* a point near it */
    double *matrix;                     /* C */
    bool border[2][MC_MOST_ROOT_NAMES]; /* ends of the core that are bounds */
    mc_system_tree tree;
} mc_system_proof;

bool mc_system_proof_init(mc_system_proof *proof, size_t names);
void mc_system_proof_clear(mc_system_proof *proof);

/* mc_system_find: like mc_root_find, for a statement with several names. What
   an earlier call has found is used and brought up to the evaluator's bits
   and panels. `effort`: threads and progress, may be NULL. */
bool mc_system_find(mc_system_proof *proof, mc_evaluator *e, size_t index,
                    slong goal, const mc_claim_effort *effort);

/* The box of the statement: bounds of the names and their distance. */
typedef struct mc_system_box {
    mc_interval *lower, *upper, *length;
} mc_system_box;

/* mc_system_place: a box of the unit cube as one of the names. */
void mc_system_place(mc_interval *out, const mc_mapping *m,
                     const mc_system_box *box, const mc_interval *u);

typedef enum mc_system_result {
    MC_SYSTEM_CLOSED,
    MC_SYSTEM_OPEN,
    MC_SYSTEM_STOPPED,
    MC_SYSTEM_MEMORY
} mc_system_result;

/* What a search is about. `core` NULL: no leaf is `rest`; `zero` is only for
   choosing where to split. */
typedef struct mc_system_search {
    mc_evaluator *e;
    size_t index;
    const mc_system_box *box;
    const mc_interval *core;
    const arf_struct *zero;
    size_t boxes; /* at most */
    const mc_claim_effort *effort;
} mc_system_search;

/* One thread's means to look at a box of a search. */
typedef struct mc_system_scout {
    const mc_system_search *search;
    mc_evaluator e;
    mc_mapping m;
    mc_interval *x, *f, *point, *slopes;
} mc_system_scout;

bool mc_system_scout_init(mc_system_scout *scout,
                          const mc_system_search *search);
void mc_system_scout_clear(mc_system_scout *scout);

/* mc_system_scout_look: what a node of the tree with the box u becomes: a leaf,
   or kind 0 with `index`. One that is split stays so; of others the leaf that
   it was is tried first. */
void mc_system_scout_look(mc_system_scout *scout, mc_system_node *node,
                          const mc_interval *u);

/* mc_system_widest: the first name whose interval is the widest. */
size_t mc_system_widest(const mc_interval *u, size_t n);

/* Boxes that a search left open, n intervals each, as boxes of the names. */
typedef struct mc_system_open {
    size_t boxes, looked;
    bool tiny;
    mc_interval *x;
} mc_system_open;

/* mc_system_close: completes a tree, empty or from an earlier call, whose
   leaves are checked again. Level by level, so that the result does not
   depend on the number of threads. The caller frees open->x, unless CLOSED
   or MEMORY. */
mc_system_result mc_system_close(mc_system_tree *tree, mc_system_open *open,
                                 const mc_system_search *search);

#endif
