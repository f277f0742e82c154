/* Expressions and claims as they stand in a claim file, names resolved and
   functions replaced by their bodies. */
#ifndef MC_REAL_EXPRESSION_H
#define MC_REAL_EXPRESSION_H

#include <stdbool.h>
#include <stddef.h>

#include <mechcert/claim.h>

#include "arith/shim.h"
#include "base/file.h"

typedef enum mc_node_kind {
    MC_NODE_NUMBER,
    MC_NODE_PI,
    MC_NODE_VARIABLE, /* of a slot */
    MC_NODE_CONSTANT, /* child 0 is what the name stands for */
    MC_NODE_ROOT,
    MC_NODE_CALL, /* child 0 is the body with the arguments */
    MC_NODE_NEGATE,
    MC_NODE_SUM,     /* child i is subtracted if inverse[i] */
    MC_NODE_PRODUCT, /* divided by if inverse[i]; from the left */
    MC_NODE_POWER,
    MC_NODE_EXP,
    MC_NODE_LOG,
    MC_NODE_SQRT,
    MC_NODE_ABS,
    MC_NODE_MIN,
    MC_NODE_MAX,
    MC_NODE_IF,       /* left, right, then, else */
    MC_NODE_INTEGRAL, /* lower, upper, integrand */
    MC_NODE_RANGE_SUM,
    MC_NODE_RANGE_PRODUCT
} mc_node_kind;

typedef enum mc_relation {
    MC_AT_LEAST,
    MC_AT_MOST,
    MC_GREATER,
    MC_LESS
} mc_relation;

/* A factor z^p of an integrand, where z is the distance to an end: p is the
   exponent (NULL: 1/2), or minus it if the factor is a divisor. */
typedef struct mc_end_factor {
    const struct mc_node *factor, *exponent;
    bool inverse;
} mc_end_factor;

/* Invariants: nodes form a graph without cycles; children are older, or
   copies. `slots` are the free slots in increasing order. `size` counts the
   tree, `depth` its height. `rational`: the value is known and exact.
   `ranged`: it will be, once the variables of sums are. `origin` is the node
   of the file that this is a copy of. */
typedef struct mc_node {
    mc_node_kind kind;
    mc_relation relation;
    int source;            /* 0: the file, 1: the expression beside it */
    size_t id, begin, end; /* bytes of it */
    size_t count;
    struct mc_node **child;
    bool *inverse;
    size_t slot, index; /* bound or named slot; constant, root, integral */
    size_t slots, *slot_list;
    size_t size, depth;
    bool rational, ranged;
    bool series;   /* an integral of the form of *Series* */
    bool integral; /* contains one of another form, but for constants */
    fmpq_t value;
    const struct mc_node *origin;
    mc_end_factor *ends[2]; /* of an integral, in order of the text */
    size_t end_count[2];
} mc_node;

typedef enum mc_slot_kind {
    MC_SLOT_FORALL,
    MC_SLOT_ROOT,
    MC_SLOT_INTEGRAL,
    MC_SLOT_RANGE,
    MC_SLOT_PARAMETER,
    MC_SLOT_IDENTITY
} mc_slot_kind;

typedef struct mc_slot {
    mc_slot_kind kind;
    char *name;
} mc_slot;

typedef struct mc_binding {
    size_t slot;
    mc_node *lower, *upper;
} mc_binding;

typedef enum mc_claim_kind {
    MC_CLAIM_BETWEEN,  /* left in [lower, upper] */
    MC_CLAIM_RELATION, /* left relation right */
    MC_CLAIM_SHAPE,
    MC_CLAIM_IDENTITY
} mc_claim_kind;

typedef enum mc_shape {
    MC_INCREASING,
    MC_DECREASING,
    MC_CONVEX,
    MC_CONCAVE
} mc_shape;

/* Advice for the search. `at` of derivative may be NULL. */
typedef enum mc_hint_kind {
    MC_HINT_NONE,
    MC_HINT_TAYLOR,
    MC_HINT_DERIVATIVE,
    MC_HINT_DIVIDE
} mc_hint_kind;

typedef struct mc_hint {
    mc_hint_kind kind;
    size_t order, name; /* name: index of a binding */
    mc_node *at, *divisor;
} mc_hint;

typedef struct mc_claim {
    char *name;
    size_t begin, end;
    mc_claim_kind kind;
    size_t bindings;
    mc_binding *binding;
    mc_node *left, *right, *lower, *upper;
    mc_relation relation;
    mc_shape shape;
    bool strict;
    size_t shape_name; /* index of a binding */
    mc_hint hint;
} mc_claim;

/* A name that is defined as a root, the bounds it is between, and the
   equation of the same number. Nodes of kind ROOT have its index. */
typedef struct mc_root_name {
    size_t root, slot;
    mc_node *lower, *upper, *equation;
} mc_root_name;

/* A root statement: the zero of a function, or of as many as there are names.
   Its names are claims->root_name[first], ... */
enum { MC_MOST_ROOT_NAMES = 8 };
typedef struct mc_root {
    size_t begin, first, names;
} mc_root;

/* Factors that are powers of the distance to an end, in order of the text;
   origins of nodes. */
enum { MC_MOST_ENDS = 8 };
typedef struct mc_integral {
    size_t begin;
    bool inner; /* stands in an integrand */
    size_t candidates[2];
    const mc_node *candidate[2][MC_MOST_ENDS];
} mc_integral;

struct mc_claims {
    mc_file file;
    char sha256[65];
    size_t nodes, node_room, total;
    mc_node **node;
    size_t slots, slot_room, known_room;
    mc_slot *slot;
    fmpq **known; /* scratch for rational constants: NULL for every slot */
    size_t roots, root_room;
    mc_root *root;
    size_t root_names, root_name_room;
    mc_root_name *root_name;
    size_t integrals, integral_room;
    mc_integral *integral;
    size_t claims, claim_room;
    mc_claim *claim;
    size_t constants, constant_room;
    mc_node **constant;  /* what the names stand for */
    mc_node *expression; /* of mechcert eval */
    mc_file expression_file;
};

enum {
    MC_MOST_NODES = 100000,
    MC_MOST_NESTING = 200,
    MC_MOST_DEPTH = 4000,
    MC_MOST_TERMS = 100000,
    MC_MOST_BYTES = 1 << 20
};

/* mc_node_depends: the slot is free in the node. */
bool mc_node_depends(const mc_node *node, size_t slot);

/* mc_node_equal: the same expression, names resolved. */
bool mc_node_equal(const mc_node *a, const mc_node *b);

#endif
