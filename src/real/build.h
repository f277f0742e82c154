/* Building the nodes of expressions. */
#ifndef MC_REAL_BUILD_H
#define MC_REAL_BUILD_H

#include "real/expression.h"

/* What is wrong with a node that was not built. */
typedef struct mc_build_fault {
    mc_status status;
    int source;   /* 0: the file, 1: the expression */
    size_t begin; /* byte of it */
    const char *text;
} mc_build_fault;

/* mc_build: a new node over `count` children (copied). The caller sets what
   else belongs to the kind in `like`: kind, relation, begin, end, slot,
   index, value, inverse (copied).
   Returns: NULL with a fault. The claims own the node. */
mc_node *mc_build(mc_claims *claims, mc_build_fault *fault, const mc_node *like,
                  size_t count, mc_node *const *child);

/* mc_build_call: the body of a function with its parameters replaced. */
mc_node *mc_build_call(mc_claims *claims, mc_build_fault *fault,
                       const mc_node *body, size_t parameters,
                       const size_t *slot, mc_node *const *argument);

/* mc_build_slot: a new slot. Returns SIZE_MAX without memory. */
size_t mc_build_slot(mc_claims *claims, mc_slot_kind kind, const char *name,
                     size_t length);

/* mc_build_free: the nodes. */
void mc_build_free(mc_claims *claims);

#endif
