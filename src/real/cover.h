/* Proofs by boxes: a binary tree whose leaves prove the condition. */
#ifndef MC_REAL_COVER_H
#define MC_REAL_COVER_H

#include "real/leaf.h"

/* method NONE: split at the middle of u[cut]; the lower half is node
   `child`, the upper one child + 1. TAYLOR: by this expansion. */
typedef struct mc_tree_node {
    mc_leaf_method method;
    size_t cut, child, expansion;
} mc_tree_node;

typedef struct mc_tree {
    size_t nodes, room, leaves;
    mc_tree_node *node;
} mc_tree;

typedef struct mc_cover_options {
    slong bits;
    unsigned threads;
    size_t boxes; /* at most */
    const mc_expansions *expansions;
    const mc_stop *stop;
    void (*progress)(void *user, const char *text);
    void *user;
} mc_cover_options;

typedef enum mc_cover_result {
    MC_COVER_PROVED,
    MC_COVER_WITNESS, /* the middle of `box` */
    MC_COVER_OPEN,    /* `box` is the worst one */
    MC_COVER_MEMORY
} mc_cover_result;

/* What was found. `bound`: F is at least this everywhere, if `bounded`.
   `open`: the boxes that are left if it is OPEN, n intervals each. */
typedef struct mc_cover {
    mc_tree tree;
    size_t boxes;
    mc_interval *box, *open;
    size_t opens;
    bool bounded;
    arf_t bound;
    bool hopeless; /* boxes became too small */
    bool stopped;  /* the user stopped it: not the same on every run */
} mc_cover;

bool mc_cover_init(mc_cover *cover, const mc_claim *claim);
void mc_cover_clear(mc_cover *cover, const mc_claim *claim);

/* mc_cover_usage: used[i] becomes true for the expansions of the leaves. */
void mc_cover_usage(bool used[MC_MOST_EXPANSIONS], const mc_tree *tree);

/* mc_cover_search: level by level, so that the result does not depend on the
   number of threads. */
mc_cover_result mc_cover_search(mc_cover *cover, const mc_knowledge *knowledge,
                                const mc_condition *condition,
                                const mc_cover_options *options);

#endif
