#include "real/build.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "real/integrand.h"
#include "real/rational.h"

static mc_node *fail(mc_build_fault *fault, mc_status status,
                     const mc_node *node, const char *text)
{
    *fault = (mc_build_fault){status, node->source, node->begin, text};
    return NULL;
}

static void free_node(mc_node *node)
{
    if (!node)
        return;
    fmpq_clear(node->value);
    free(node->ends[0]);
    free(node->ends[1]);
    free(node->child);
    free(node->inverse);
    free(node->slot_list);
    free(node);
}

void mc_build_free(mc_claims *claims)
{
    for (size_t i = 0; i < claims->nodes; i++)
        free_node(claims->node[i]);
    free(claims->node);
}

size_t mc_build_slot(mc_claims *claims, mc_slot_kind kind, const char *name,
                     size_t length)
{
    char *copy = malloc(length + 1);
    if (!copy ||
        !mc_array_grow(&claims->slot, &claims->slot_room, claims->slots + 1,
                       sizeof *claims->slot) ||
        !mc_array_grow(&claims->known, &claims->known_room, claims->slots + 1,
                       sizeof *claims->known)) {
        free(copy);
        return SIZE_MAX;
    }
    memcpy(copy, name, length);
    copy[length] = '\0';
    claims->slot[claims->slots] = (mc_slot){kind, copy};
    claims->known[claims->slots] = NULL;
    return claims->slots++;
}

/* ---- what is free ---- */

static int compare_slots(const void *a, const void *b)
{
    size_t x = *(const size_t *)a, y = *(const size_t *)b;
    return (x > y) - (x < y);
}

static bool binds(const mc_node *node)
{
    return node->kind == MC_NODE_INTEGRAL || node->kind == MC_NODE_RANGE_SUM ||
           node->kind == MC_NODE_RANGE_PRODUCT;
}

static bool collect_slots(mc_node *node)
{
    size_t count = 1, used = 0;
    for (size_t i = 0; i < node->count; i++)
        count += node->child[i]->slots;
    size_t *list = mc_array(count, sizeof *list);
    if (!list)
        return false;
    if (node->kind == MC_NODE_VARIABLE)
        list[used++] = node->slot;
    for (size_t i = 0; i < node->count; i++)
        for (size_t k = 0; k < node->child[i]->slots; k++)
            if (!(binds(node) && i == 2 &&
                  node->child[i]->slot_list[k] == node->slot))
                list[used++] = node->child[i]->slot_list[k];
    qsort(list, used, sizeof *list, compare_slots);
    for (size_t i = 0; i < used; i++)
        if (node->slots == 0 || list[node->slots - 1] != list[i])
            list[node->slots++] = list[i];
    node->slot_list = list;
    return true;
}

/* ---- constants ---- */

static bool may_be_rational(const mc_claims *claims, const mc_node *node)
{
    switch (node->kind) {
    case MC_NODE_NUMBER:
        return true;
    case MC_NODE_VARIABLE:
        return claims->slot[node->slot].kind == MC_SLOT_RANGE;
    case MC_NODE_CALL:
    case MC_NODE_PI:
    case MC_NODE_ROOT:
    case MC_NODE_EXP:
    case MC_NODE_LOG:
    case MC_NODE_SQRT:
    case MC_NODE_INTEGRAL:
        return false;
    default:
        for (size_t i = 0; i < node->count; i++)
            if (!node->child[i]->ranged)
                return false;
        return true;
    }
}

static bool check_range(mc_build_fault *fault, const mc_node *node,
                        fmpq *const *known)
{
    size_t work = MC_RATIONAL_WORK;
    slong lower, upper;
    bool closed = true;
    for (size_t i = 0; i < 2; i++) {
        const mc_node *bound = node->child[i];
        if (!bound->ranged) {
            (void)fail(fault, MC_BAD_INPUT, bound,
                       "the bounds of a sum or product have to be rational "
                       "constants");
            return false;
        }
        closed = closed && bound->slots == 0;
    }
    if (!closed)
        return true;
    if (mc_rational_range(&lower, &upper, node, known, &work) == MC_RATIONAL_OK)
        return true;
    (void)fail(fault, MC_BAD_INPUT, node,
               "the bounds of a sum or product have to be integers, with at "
               "most 100000 terms");
    return false;
}

static bool fold(mc_claims *claims, mc_build_fault *fault, mc_node *node)
{
    size_t work = MC_RATIONAL_WORK;
    mc_rational_result result;
    bool done = true;
    if (node->kind == MC_NODE_NUMBER) {
        node->rational = true;
        return true;
    }
    bool range =
        node->kind == MC_NODE_RANGE_SUM || node->kind == MC_NODE_RANGE_PRODUCT;
    if (!range && (!node->ranged || node->slots > 0))
        return true;
    fmpq *const *known = claims->known;
    if (range)
        done = check_range(fault, node, known);
    if (done && node->ranged && node->slots == 0) {
        fmpq_t value;
        fmpq_init(value);
        result = mc_rational_evaluate(value, node, known, &work);
        node->rational = result == MC_RATIONAL_OK;
        if (node->rational)
            fmpq_swap(node->value, value);
        fmpq_clear(value);
        if (result == MC_RATIONAL_LARGE || result == MC_RATIONAL_UNSUITED)
            done = fail(fault, MC_BAD_INPUT, node,
                        result == MC_RATIONAL_LARGE
                            ? "this rational constant is too large, or takes "
                              "too long to compute"
                            : "the bounds of a sum or product have to be "
                              "integers, with at most 100000 terms") != NULL;
    }
    return done;
}

/* ---- nodes ---- */

static mc_node *new_node(const mc_node *like, size_t count,
                         mc_node *const *child)
{
    mc_node *node = calloc(1, sizeof *node);
    if (!node)
        return NULL;
    *node = *like;
    node->slots = node->size = node->depth = 0;
    node->integral = false;
    node->slot_list = NULL;
    node->rational = false;
    node->count = count;
    fmpq_init(node->value);
    node->ends[0] = node->ends[1] = NULL;
    node->end_count[0] = node->end_count[1] = 0;
    if (like->kind == MC_NODE_NUMBER)
        fmpq_set(node->value, like->value);
    node->child = mc_array(count, sizeof *node->child);
    node->inverse = like->inverse ? mc_array(count, sizeof(bool)) : NULL;
    if (!node->child || (like->inverse && !node->inverse)) {
        free_node(node);
        return NULL;
    }
    if (like->inverse)
        memcpy(node->inverse, like->inverse, count * sizeof(bool));
    for (size_t i = 0; i < count; i++)
        node->child[i] = child[i];
    return node;
}

static void measure(mc_node *node)
{
    /* sums and products of k parts are k - 1 operations */
    node->size = node->count > 2 && (node->kind == MC_NODE_SUM ||
                                     node->kind == MC_NODE_PRODUCT)
                     ? node->count - 1
                     : 1;
    if (node->kind == MC_NODE_CONSTANT)
        return;
    for (size_t i = 0; i < node->count; i++) {
        node->integral = node->integral || node->child[i]->integral;
        node->size += node->child[i]->size;
        if (node->child[i]->depth + 1 > node->depth)
            node->depth = node->child[i]->depth + 1;
    }
}

mc_node *mc_build(mc_claims *claims, mc_build_fault *fault, const mc_node *like,
                  size_t count, mc_node *const *child)
{
    mc_node *node = new_node(like, count, child);
    if (!node || !mc_array_grow(&claims->node, &claims->node_room,
                                claims->nodes + 1, sizeof *claims->node)) {
        free_node(node);
        return fail(fault, MC_LIMIT, like, "out of memory");
    }
    node->id = claims->nodes;
    claims->node[claims->nodes++] = node;
    if (!node->origin)
        node->origin = node;
    measure(node);
    if (node->size > MC_MOST_NODES || node->depth > MC_MOST_DEPTH)
        return fail(fault, MC_BAD_INPUT, like,
                    "the file is too large: more than 100000 operations "
                    "after functions have been replaced by their bodies");
    if (!collect_slots(node))
        return fail(fault, MC_LIMIT, like, "out of memory");
    node->ranged = may_be_rational(claims, node);
    if (!fold(claims, fault, node))
        return NULL;
    if (node->kind == MC_NODE_INTEGRAL && !mc_integrand_study(claims, node))
        return fail(fault, MC_LIMIT, like, "out of memory");
    return node;
}

/* ---- calls ---- */

typedef struct replacement {
    mc_claims *claims;
    mc_build_fault *fault;
    size_t parameters, made;
    const size_t *slot;
    mc_node *const *argument;
} replacement;

static mc_node *replace(replacement *r, const mc_node *node)
{
    bool changes = false;
    mc_node *result = NULL;
    if (node->kind == MC_NODE_VARIABLE)
        for (size_t i = 0; i < r->parameters; i++)
            if (node->slot == r->slot[i])
                return r->argument[i];
    for (size_t i = 0; i < r->parameters; i++)
        changes = changes || mc_node_depends(node, r->slot[i]);
    if (!changes)
        return r->claims->node[node->id];
    if (++r->made > MC_MOST_NODES)
        return fail(r->fault, MC_BAD_INPUT, node,
                    "the file is too large: more than 100000 operations after "
                    "functions have been replaced by their bodies");
    mc_node **child = mc_array(node->count, sizeof(mc_node *));
    if (!child)
        return fail(r->fault, MC_LIMIT, node, "out of memory");
    size_t done = 0;
    while (done < node->count &&
           (child[done] = replace(r, node->child[done])) != NULL)
        done++;
    if (done == node->count)
        result = mc_build(r->claims, r->fault, node, node->count, child);
    free(child);
    return result;
}

mc_node *mc_build_call(mc_claims *claims, mc_build_fault *fault,
                       const mc_node *body, size_t parameters,
                       const size_t *slot, mc_node *const *argument)
{
    replacement r = {.claims = claims,
                     .fault = fault,
                     .parameters = parameters,
                     .slot = slot};
    /* an argument is no rational constant, whatever it is: it stands in a
       wrapper of the same kind as a call */
    mc_node **wrapped = mc_array(parameters, sizeof(mc_node *));
    mc_node *result = NULL;
    size_t done = 0;
    if (!wrapped)
        return fail(fault, MC_LIMIT, body, "out of memory");
    for (; done < parameters; done++) {
        mc_node like = {.kind = MC_NODE_CALL,
                        .source = argument[done]->source,
                        .begin = argument[done]->begin,
                        .end = argument[done]->end,
                        .index = SIZE_MAX};
        wrapped[done] = mc_build(claims, fault, &like, 1, &argument[done]);
        if (!wrapped[done])
            break;
    }
    r.argument = wrapped;
    if (done == parameters)
        result = replace(&r, body);
    free(wrapped);
    return result;
}
