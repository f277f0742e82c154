#include "real/integrand.h"

#include <string.h>

#include "base/memory.h"

/* ---- powers of the distance to an end ---- */

/* f = z^p: the base, and the exponent: node, or 1/2 (NULL). */
static const mc_node *power_base(const mc_node **exponent,
                                 const mc_node *factor)
{
    if (factor->kind == MC_NODE_SQRT) {
        *exponent = NULL;
        return factor->child[0];
    }
    if (factor->kind != MC_NODE_POWER)
        return NULL;
    *exponent = factor->child[1];
    return factor->child[0];
}

static bool is_variable(const mc_node *node, size_t slot)
{
    return node->kind == MC_NODE_VARIABLE && node->slot == slot;
}

static bool is_zero(const mc_node *node)
{
    return node->kind == MC_NODE_NUMBER && fmpq_is_zero(node->value);
}

/* The part of a sum before its last term is the expression. */
static bool begins_with(const mc_node *sum, const mc_node *expression)
{
    size_t count = sum->count - 1;
    if (count == 1)
        return !sum->inverse[0] && mc_node_equal(sum->child[0], expression);
    if (expression->kind != MC_NODE_SUM || expression->count != count)
        return false;
    for (size_t i = 0; i < count; i++)
        if (sum->inverse[i] != expression->inverse[i] ||
            !mc_node_equal(sum->child[i], expression->child[i]))
            return false;
    return true;
}

/* z is y - lower (or y, lower being 0): end 0; upper - y: end 1. */
static bool is_distance(const mc_node *z, size_t slot, const mc_node *bound,
                        size_t end)
{
    if (end == 0 && is_variable(z, slot))
        return is_zero(bound);
    if (z->kind != MC_NODE_SUM || z->count < 2)
        return false;
    if (end == 0)
        return z->count == 2 && is_variable(z->child[0], slot) &&
               !z->inverse[0] && z->inverse[1] &&
               mc_node_equal(z->child[1], bound);
    return is_variable(z->child[z->count - 1], slot) &&
           z->inverse[z->count - 1] && begins_with(z, bound);
}

typedef struct candidates {
    mc_integral *integral;
    size_t slot;
    const mc_node *bound[2];
} candidates;

static void consider(const candidates *c, const mc_node *factor)
{
    const mc_node *exponent, *base = power_base(&exponent, factor);
    for (size_t end = 0; end < 2 && base; end++)
        if (c->integral->candidates[end] < MC_MOST_ENDS &&
            is_distance(base, c->slot, c->bound[end], end))
            c->integral->candidate[end][c->integral->candidates[end]++] =
                factor;
}

static void search(const candidates *c, const mc_node *node)
{
    if (node->kind != MC_NODE_PRODUCT && node->kind != MC_NODE_NEGATE) {
        consider(c, node);
        return;
    }
    for (size_t i = 0; i < node->count; i++)
        search(c, node->child[i]);
}

void mc_integrand_candidates(mc_integral *integral, size_t slot,
                             const mc_node *lower, const mc_node *upper,
                             const mc_node *integrand)
{
    candidates c = {integral, slot, {lower, upper}};
    search(&c, integrand);
}

/* ---- in which y does not occur ---- */

static bool continues_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '_';
}

/* The name stands in the text of the node. */
static bool mentions(const mc_claims *claims, const mc_node *node, size_t slot)
{
    const mc_file *file =
        node->source ? &claims->expression_file : &claims->file;
    const char *name = claims->slot[slot].name;
    size_t length = strlen(name);
    for (size_t i = node->begin; i + length <= node->end; i++)
        if (memcmp(file->text + i, name, length) == 0 &&
            (i == 0 || !continues_name(file->text[i - 1])) &&
            (i + length == file->length ||
             !continues_name(file->text[i + length])))
            return true;
    return false;
}

/* A call may drop an argument, so that its text counts; that of an argument
   (index SIZE_MAX) stands outside of the function. */
static bool is_without(const mc_claims *claims, const mc_node *node,
                       size_t slot)
{
    if (mc_node_depends(node, slot))
        return false;
    if (node->kind == MC_NODE_CONSTANT)
        return true;
    if (node->kind == MC_NODE_CALL)
        return node->index == SIZE_MAX || !mentions(claims, node, slot);
    for (size_t i = 0; i < node->count; i++)
        if (!is_without(claims, node->child[i], slot))
            return false;
    return true;
}

/* ---- ends ---- */

/* The factor of this copy that comes from `origin`. */
static bool find_factor(mc_end_factor *out, const mc_claims *claims,
                        const mc_node *node, size_t slot, const mc_node *origin,
                        bool inverse)
{
    if (node->origin == origin && power_base(&out->exponent, node)) {
        out->factor = node;
        out->inverse = inverse;
        return !out->exponent || is_without(claims, out->exponent, slot);
    }
    if (node->kind != MC_NODE_PRODUCT && node->kind != MC_NODE_NEGATE)
        return false;
    for (size_t i = 0; i < node->count; i++) {
        bool below = node->inverse && node->inverse[i];
        if (find_factor(out, claims, node->child[i], slot, origin,
                        inverse != below))
            return true;
    }
    return false;
}

static bool find_ends(const mc_claims *claims, mc_node *node, size_t end)
{
    const mc_integral *integral = &claims->integral[node->index];
    size_t count = integral->candidates[end];
    if (count == 0)
        return true;
    node->ends[end] = mc_array(count, sizeof **node->ends);
    if (!node->ends[end])
        return false;
    for (size_t i = 0; i < count; i++)
        if (find_factor(&node->ends[end][node->end_count[end]], claims,
                        node->child[2], node->slot, integral->candidate[end][i],
                        false))
            node->end_count[end]++;
    return true;
}

/* ---- the form of *Series* ---- */

/* Of degree 1 in y, or without it. */
static bool is_linear(const mc_claims *claims, const mc_node *node, size_t slot)
{
    bool seen = false;
    if (is_variable(node, slot) || is_without(claims, node, slot))
        return true;
    if (node->kind != MC_NODE_NEGATE && node->kind != MC_NODE_SUM &&
        node->kind != MC_NODE_PRODUCT)
        return false;
    for (size_t i = 0; i < node->count; i++) {
        if (node->kind == MC_NODE_PRODUCT &&
            !is_without(claims, node->child[i], slot)) {
            if (seen || node->inverse[i])
                return false;
            seen = true;
        }
        if (!is_linear(claims, node->child[i], slot))
            return false;
    }
    return true;
}

static bool is_series(const mc_claims *claims, const mc_node *node, size_t slot)
{
    if (is_variable(node, slot) || is_without(claims, node, slot))
        return true;
    switch (node->kind) {
    case MC_NODE_SQRT:
        return is_variable(node->child[0], slot);
    case MC_NODE_POWER:
        return is_variable(node->child[0], slot) &&
               is_without(claims, node->child[1], slot);
    case MC_NODE_EXP:
        return is_linear(claims, node->child[0], slot);
    case MC_NODE_NEGATE:
    case MC_NODE_PRODUCT:
        for (size_t i = 0; i < node->count; i++)
            if (!is_series(claims, node->child[i], slot))
                return false;
        return true;
    default:
        return false;
    }
}

/* Integrals within an integrand have to be series; constants are numbers. */
static void mark_inner(mc_claims *claims, const mc_node *node)
{
    if (node->kind == MC_NODE_CONSTANT)
        return;
    if (node->kind == MC_NODE_INTEGRAL)
        claims->integral[node->index].inner = true;
    for (size_t i = 0; i < node->count; i++)
        mark_inner(claims, node->child[i]);
}

bool mc_integrand_study(mc_claims *claims, mc_node *node)
{
    mark_inner(claims, node->child[2]);
    node->series = is_zero(node->child[0]) &&
                   is_series(claims, node->child[2], node->slot);
    node->integral = node->integral || !node->series;
    return find_ends(claims, node, 0) && find_ends(claims, node, 1);
}
