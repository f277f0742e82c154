#include "real/evaluate.h"

#include <stdint.h>

#include "real/integral.h"
#include "real/power.h"
#include "real/rational.h"

static bool undefined(mc_evaluator *e, const mc_node *node, const char *text)
{
    return mc_evaluator_fault(e, MC_UNDECIDED, node, text);
}

static bool take(mc_evaluator *e, mc_jet *jet)
{
    *jet = mc_pool_take(e, e->order);
    return jet->c != NULL;
}

/* ---- leaves ---- */

static bool variable(mc_evaluator *e, mc_jet *out, const mc_node *node)
{
    const mc_jet *value = e->slot[node->slot];
    bool varies = e->only == SIZE_MAX || e->only == node->slot;
    if (e->known[node->slot]) {
        mc_interval_set_fmpq(&out->c[0], e->known[node->slot], e->bits);
        out->length = 1;
        out->flags = 0;
        return true;
    }
    if (!value)
        return undefined(e, node, "this name has no value here");
    if (varies)
        mc_jet_set(out, value, e->order);
    else
        mc_jet_constant(out, &value->c[0]);
    return true;
}

static bool root(mc_evaluator *e, mc_jet *out, const mc_node *node)
{
    if (!e->knowledge->root_is_known[node->index])
        return undefined(e, node, "this root has not been established");
    mc_jet_constant(out, &e->knowledge->root[node->index]);
    return true;
}

/* ---- arithmetic ---- */

static bool sum(mc_evaluator *e, mc_jet *out, const mc_node *node)
{
    mc_jet term;
    if (!mc_evaluate(e, out, node->child[0]) || !take(e, &term))
        return false;
    for (size_t i = 1; i < node->count; i++) {
        if (!mc_evaluate(e, &term, node->child[i]))
            return false;
        mc_jet_accumulate(out, &term, node->inverse[i], e->bits);
    }
    return true;
}

static bool product(mc_evaluator *e, mc_jet *out, const mc_node *node)
{
    mc_jet factor, result;
    if (!take(e, &factor) || !take(e, &result))
        return false;
    bool first = true;
    for (size_t i = 0; i < node->count; i++) {
        const mc_node *child = node->child[i];
        if (child == e->skip)
            continue;
        if (!mc_evaluate(e, &factor, child))
            return false;
        if (first && node->inverse[i]) {
            mc_interval_set_si(&out->c[0], 1);
            out->length = 1;
            out->flags = 0;
        }
        if (first && !node->inverse[i]) {
            mc_jet_swap(out, &factor);
        } else if (node->inverse[i]) {
            if (!mc_jet_div(&result, out, &factor, e->order, e->bits))
                return undefined(e, child, "the divisor may be zero");
            mc_jet_swap(out, &result);
        } else {
            mc_jet_mul(&result, out, &factor, e->order, e->bits);
            mc_jet_swap(out, &result);
        }
        first = false;
    }
    if (first) {
        mc_interval_set_si(&out->c[0], 1);
        out->length = 1;
        out->flags = 0;
    }
    return true;
}

static bool power(mc_evaluator *e, mc_jet *out, const mc_node *node)
{
    mc_jet base, exponent;
    fmpq_t known;
    size_t work = MC_RATIONAL_WORK;
    if (!take(e, &base) || !mc_evaluate(e, &base, node->child[0]))
        return false;
    fmpq_init(known);
    bool done;
    if (mc_rational_evaluate(known, node->child[1], e->known, &work) ==
        MC_RATIONAL_OK)
        done = mc_power_rational(e, out, &base, known, node);
    else
        done = take(e, &exponent) &&
               mc_evaluate(e, &exponent, node->child[1]) &&
               mc_power_any(e, out, &base, &exponent, node);
    fmpq_clear(known);
    return done;
}

/* ---- functions ---- */

static bool function(mc_evaluator *e, mc_jet *out, const mc_node *node)
{
    mc_jet x;
    fmpq_t half;
    if (!take(e, &x) || !mc_evaluate(e, &x, node->child[0]))
        return false;
    int low = arf_sgn(&x.c[0].lo);
    if (node->kind == MC_NODE_EXP) {
        mc_jet_exp(out, &x, e->order, e->bits);
        return true;
    }
    if (node->kind == MC_NODE_LOG) {
        if (low <= 0)
            return undefined(e, node,
                             "the logarithm of a number that may be zero or "
                             "negative");
        mc_jet_log(out, &x, e->order, e->bits);
        return true;
    }
    if (low < 0)
        return undefined(e, node,
                         "the square root of a number that may be negative");
    fmpq_init(half);
    fmpq_set_si(half, 1, 2);
    bool done = mc_power_rational(e, out, &x, half, node);
    fmpq_clear(half);
    return done;
}

static void forget_coefficients(mc_jet *x, unsigned flags)
{
    x->length = 1;
    x->flags |= flags;
}

/* What is compared with something else changes with the name of the jets. */
static bool changes(const mc_evaluator *e, const mc_jet *x)
{
    return e->strict && e->order > 0 &&
           (x->length > 1 || x->flags & MC_JET_UNKNOWN);
}

static bool absolute(mc_evaluator *e, mc_jet *out, const mc_node *node)
{
    if (!mc_evaluate(e, out, node->child[0]))
        return false;
    bool strict = changes(e, out);
    if (arf_sgn(&out->c[0].lo) >= strict)
        return true;
    if (arf_sgn(&out->c[0].hi) <= -(int)strict) {
        mc_jet_neg(out);
        return true;
    }
    mc_interval_abs(&out->c[0], &out->c[0]);
    forget_coefficients(out, MC_JET_KINK);
    return true;
}

/* min and max, one after the other */
static bool extreme(mc_evaluator *e, mc_jet *out, const mc_node *node)
{
    bool least = node->kind == MC_NODE_MIN;
    mc_jet x;
    if (!take(e, &x) || !mc_evaluate(e, out, node->child[0]))
        return false;
    for (size_t i = 1; i < node->count; i++) {
        if (!mc_evaluate(e, &x, node->child[i]))
            return false;
        unsigned flags = (out->flags | x.flags) & MC_JET_JUMP;
        const mc_interval *a = &out->c[0], *b = &x.c[0];
        int most = changes(e, out) || changes(e, &x) ? -1 : 0;
        bool below = arf_cmp(&a->hi, &b->lo) <= most;
        bool above = arf_cmp(&b->hi, &a->lo) <= most;
        if (least ? below : above) {
            out->flags |= flags;
        } else if (least ? above : below) {
            mc_jet_swap(out, &x);
            out->flags |= flags;
        } else {
            if (least)
                mc_interval_min(&out->c[0], a, b);
            else
                mc_interval_max(&out->c[0], a, b);
            forget_coefficients(out, flags | MC_JET_KINK |
                                         (x.flags & MC_JET_UNKNOWN));
        }
    }
    return true;
}

/* 1: the condition holds, 0: it does not, -1: uncertain */
static int decide(mc_relation relation, const mc_interval *left,
                  const mc_interval *right)
{
    if (relation == MC_AT_MOST)
        return decide(MC_AT_LEAST, right, left);
    if (relation == MC_LESS)
        return decide(MC_GREATER, right, left);
    if (relation == MC_AT_LEAST)
        return arf_cmp(&left->lo, &right->hi) >= 0  ? 1
               : arf_cmp(&left->hi, &right->lo) < 0 ? 0
                                                    : -1;
    return arf_cmp(&left->lo, &right->hi) > 0    ? 1
           : arf_cmp(&left->hi, &right->lo) <= 0 ? 0
                                                 : -1;
}

static bool piecewise(mc_evaluator *e, mc_jet *out, const mc_node *node)
{
    mc_jet x;
    slong order = e->order;
    if (!take(e, &x))
        return false;
    if (!e->strict)
        e->order = 0;
    bool done = mc_evaluate(e, out, node->child[0]) &&
                mc_evaluate(e, &x, node->child[1]);
    e->order = order;
    if (!done)
        return false;
    int holds = decide(node->relation, &out->c[0], &x.c[0]);
    if ((changes(e, out) || changes(e, &x)) &&
        mc_interval_overlap(&out->c[0], &x.c[0]))
        holds = -1;
    unsigned jump = (out->flags | x.flags) & MC_JET_JUMP;
    if (holds >= 0) {
        if (!mc_evaluate(e, out, node->child[holds ? 2 : 3]))
            return false;
        out->flags |= jump;
        return true;
    }
    if (!mc_evaluate(e, out, node->child[2]) ||
        !mc_evaluate(e, &x, node->child[3]))
        return false;
    mc_interval_hull(&out->c[0], &out->c[0], &x.c[0]);
    forget_coefficients(out, x.flags | MC_JET_KINK | MC_JET_JUMP);
    return true;
}

/* ---- sums and products ---- */

static bool terms(mc_evaluator *e, mc_jet *out, const mc_node *node,
                  slong lower, slong upper)
{
    mc_jet term, result;
    bool is_sum = node->kind == MC_NODE_RANGE_SUM;
    fmpq_t variable_value;
    fmpq *before = e->known[node->slot];
    if (!take(e, &term) || !take(e, &result))
        return false;
    mc_interval_set_si(&out->c[0], is_sum ? 0 : 1);
    out->length = 1;
    out->flags = 0;
    fmpq_init(variable_value);
    e->known[node->slot] = variable_value;
    bool done = true;
    for (slong k = lower; k <= upper && done; k++) {
        fmpq_set_si(variable_value, k, 1);
        done = mc_evaluate(e, &term, node->child[2]);
        if (done && is_sum) {
            mc_jet_accumulate(out, &term, false, e->bits);
        } else if (done) {
            mc_jet_mul(&result, out, &term, e->order, e->bits);
            mc_jet_swap(out, &result);
        }
    }
    e->known[node->slot] = before;
    fmpq_clear(variable_value);
    return done;
}

static bool range(mc_evaluator *e, mc_jet *out, const mc_node *node)
{
    slong lower, upper;
    size_t work = MC_RATIONAL_WORK;
    if (mc_rational_range(&lower, &upper, node, e->known, &work) !=
        MC_RATIONAL_OK)
        return mc_evaluator_fault(
            e, MC_BAD_INPUT, node,
            "the bounds of a sum or product have to be integers, with at most "
            "100000 terms");
    return terms(e, out, node, lower, upper);
}

/* A rational that depends on the variable of a sum. */
static bool ranged(mc_evaluator *e, mc_jet *out, const mc_node *node)
{
    size_t work = MC_RATIONAL_WORK;
    fmpq_t value;
    fmpq_init(value);
    bool known =
        mc_rational_evaluate(value, node, e->known, &work) == MC_RATIONAL_OK;
    if (known) {
        mc_interval_set_fmpq(&out->c[0], value, e->bits);
        out->length = 1;
        out->flags = 0;
    }
    fmpq_clear(value);
    return known;
}

/* ---- all ---- */

static bool dispatch(mc_evaluator *e, mc_jet *out, const mc_node *node)
{
    if (node == e->skip) {
        mc_interval_set_si(&out->c[0], 1);
        out->length = 1;
        out->flags = 0;
        return true;
    }
    if (node->ranged && !node->rational && node->kind != MC_NODE_VARIABLE &&
        ranged(e, out, node))
        return true;
    switch (node->kind) {
    case MC_NODE_NUMBER:
        break;
    case MC_NODE_PI:
        mc_interval_pi(&out->c[0], e->bits);
        out->length = 1;
        out->flags = 0;
        return true;
    case MC_NODE_VARIABLE:
        return variable(e, out, node);
    case MC_NODE_ROOT:
        return root(e, out, node);
    case MC_NODE_CONSTANT:
    case MC_NODE_CALL:
        return mc_evaluate(e, out, node->child[0]);
    case MC_NODE_NEGATE:
        if (!mc_evaluate(e, out, node->child[0]))
            return false;
        mc_jet_neg(out);
        return true;
    case MC_NODE_SUM:
        return sum(e, out, node);
    case MC_NODE_PRODUCT:
        return product(e, out, node);
    case MC_NODE_POWER:
        return power(e, out, node);
    case MC_NODE_EXP:
    case MC_NODE_LOG:
    case MC_NODE_SQRT:
        return function(e, out, node);
    case MC_NODE_ABS:
        return absolute(e, out, node);
    case MC_NODE_MIN:
    case MC_NODE_MAX:
        return extreme(e, out, node);
    case MC_NODE_IF:
        return piecewise(e, out, node);
    case MC_NODE_INTEGRAL:
        return mc_integral_evaluate(e, out, node);
    case MC_NODE_RANGE_SUM:
    case MC_NODE_RANGE_PRODUCT:
        return range(e, out, node);
    }
    return undefined(e, node, "not an expression");
}

/* The value of an expression without free names is computed once. */
static bool closed(mc_evaluator *e, mc_jet *out, const mc_node *node)
{
    mc_cached *cached = &e->cache[node->id];
    slong order = e->order;
    if (cached->generation == e->generation) {
        mc_jet_constant(out, &cached->value);
        return true;
    }
    e->order = 0;
    bool done = true;
    if (node->rational) {
        mc_interval_set_fmpq(&out->c[0], node->value, e->bits);
    } else {
        done = dispatch(e, out, node);
    }
    e->order = order;
    out->length = 1;
    out->flags = 0;
    if (!done)
        return false;
    if (cached->generation == 0)
        mc_interval_init(&cached->value);
    cached->generation = e->generation;
    mc_interval_set(&cached->value, &out->c[0]);
    return true;
}

bool mc_evaluator_goes_on(mc_evaluator *e, slong operations)
{
    return mc_meter_goes_on(&e->meter, operations, e->bits) ||
           mc_evaluator_fault(e, MC_UNDECIDED, NULL, MC_STOPPED_TEXT);
}

bool mc_evaluate(mc_evaluator *e, mc_jet *out, const mc_node *node)
{
    mc_pool_mark mark = mc_pool_get_mark(e);
    /* `out` may hold the rest of an evaluation that failed */
    out->length = 1;
    out->flags = 0;
    if (!mc_evaluator_goes_on(e, 2))
        return false;
    bool done =
        node->slots == 0 ? closed(e, out, node) : dispatch(e, out, node);
    if (done && !mc_interval_is_finite(&out->c[0]))
        done = undefined(e, node, "the number is too large");
    mc_pool_release(e, mark);
    return done;
}

bool mc_evaluate_at(mc_evaluator *e, mc_interval *out, const mc_node *node)
{
    slong order = e->order;
    mc_jet jet = {.c = out, .length = 1};
    e->order = 0;
    bool done = mc_evaluate(e, &jet, node);
    e->order = order;
    return done;
}
