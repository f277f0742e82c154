#include "real/rational.h"

enum { MOST_BITS = 1 << 20, MOST_EXPONENT = 10000 };

typedef struct evaluation {
    fmpq *const *known;
    size_t *work;
} evaluation;

static mc_rational_result evaluate(fmpq_t out, const mc_node *node,
                                   const evaluation *e);

static mc_rational_result bounded(const fmpq_t x)
{
    return fmpz_bits(fmpq_numref(x)) > MOST_BITS ||
                   fmpz_bits(fmpq_denref(x)) > MOST_BITS
               ? MC_RATIONAL_LARGE
               : MC_RATIONAL_OK;
}

static mc_rational_result fold(fmpq_t out, const mc_node *node,
                               const evaluation *e)
{
    bool sum = node->kind == MC_NODE_SUM;
    fmpq_t term;
    fmpq_init(term);
    fmpq_set_si(out, sum ? 0 : 1, 1);
    mc_rational_result result = MC_RATIONAL_OK;
    for (size_t i = 0; i < node->count && result == MC_RATIONAL_OK; i++) {
        result = evaluate(term, node->child[i], e);
        if (result != MC_RATIONAL_OK)
            break;
        if (!sum && node->inverse[i] && fmpq_is_zero(term))
            result = MC_RATIONAL_NOT;
        else if (sum && node->inverse[i])
            fmpq_sub(out, out, term);
        else if (sum)
            fmpq_add(out, out, term);
        else if (node->inverse[i])
            fmpq_div(out, out, term);
        else
            fmpq_mul(out, out, term);
        if (result == MC_RATIONAL_OK)
            result = bounded(out);
    }
    fmpq_clear(term);
    return result;
}

static mc_rational_result power(fmpq_t out, const mc_node *node,
                                const evaluation *e)
{
    fmpq_t exponent;
    fmpq_init(exponent);
    mc_rational_result result = evaluate(out, node->child[0], e);
    if (result == MC_RATIONAL_OK)
        result = evaluate(exponent, node->child[1], e);
    if (result == MC_RATIONAL_OK) {
        const fmpz *n = fmpq_numref(exponent);
        ulong bits = fmpz_bits(fmpq_numref(out)) > fmpz_bits(fmpq_denref(out))
                         ? fmpz_bits(fmpq_numref(out))
                         : fmpz_bits(fmpq_denref(out));
        if (!fmpz_is_one(fmpq_denref(exponent)) ||
            fmpz_cmp_si(n, MOST_EXPONENT) > 0 ||
            fmpz_cmp_si(n, -MOST_EXPONENT) < 0 ||
            (fmpq_is_zero(out) && fmpz_sgn(n) < 0))
            result = MC_RATIONAL_NOT;
        else if ((bits - 1) * (ulong)labs(fmpz_get_si(n)) > MOST_BITS)
            result = MC_RATIONAL_LARGE;
        else {
            fmpq_pow_si(out, out, fmpz_get_si(n));
            result = bounded(out);
        }
    }
    fmpq_clear(exponent);
    return result;
}

static mc_rational_result extreme(fmpq_t out, const mc_node *node,
                                  const evaluation *e)
{
    fmpq_t other;
    fmpq_init(other);
    mc_rational_result result = evaluate(out, node->child[0], e);
    for (size_t i = 1; i < node->count && result == MC_RATIONAL_OK; i++) {
        result = evaluate(other, node->child[i], e);
        if (result == MC_RATIONAL_OK &&
            (node->kind == MC_NODE_MIN) == (fmpq_cmp(other, out) < 0))
            fmpq_set(out, other);
    }
    fmpq_clear(other);
    return result;
}

static mc_rational_result piece(fmpq_t out, const mc_node *node,
                                const evaluation *e)
{
    fmpq_t right;
    fmpq_init(right);
    mc_rational_result result = evaluate(out, node->child[0], e);
    if (result == MC_RATIONAL_OK)
        result = evaluate(right, node->child[1], e);
    if (result == MC_RATIONAL_OK) {
        int sign = fmpq_cmp(out, right);
        bool holds = node->relation == MC_AT_LEAST  ? sign >= 0
                     : node->relation == MC_AT_MOST ? sign <= 0
                     : node->relation == MC_GREATER ? sign > 0
                                                    : sign < 0;
        result = evaluate(out, node->child[holds ? 2 : 3], e);
    }
    fmpq_clear(right);
    return result;
}

static mc_rational_result range(slong *lower, slong *upper, const mc_node *node,
                                const evaluation *e)
{
    fmpq_t low, high, terms;
    fmpq_init(low);
    fmpq_init(high);
    fmpq_init(terms);
    mc_rational_result result = evaluate(low, node->child[0], e);
    if (result == MC_RATIONAL_OK)
        result = evaluate(high, node->child[1], e);
    if (result == MC_RATIONAL_OK) {
        fmpq_sub(terms, high, low);
        if (!fmpz_is_one(fmpq_denref(low)) || !fmpz_is_one(fmpq_denref(high)) ||
            fmpz_cmp_si(fmpq_numref(terms), MC_MOST_TERMS) >= 0 ||
            !fmpz_fits_si(fmpq_numref(low)) ||
            fmpz_bits(fmpq_numref(low)) > 60) {
            result = MC_RATIONAL_UNSUITED;
        } else if (fmpq_sgn(terms) < 0) {
            *lower = 1;
            *upper = 0;
        } else {
            *lower = fmpz_get_si(fmpq_numref(low));
            *upper = *lower + fmpz_get_si(fmpq_numref(terms));
        }
    }
    fmpq_clear(low);
    fmpq_clear(high);
    fmpq_clear(terms);
    return result;
}

/* Halves keep the numbers short: a million bits are added a few times, not a
   hundred thousand times. */
static mc_rational_result terms(fmpq_t out, const mc_node *node, slong lower,
                                slong upper, const evaluation *e)
{
    mc_rational_result result;
    if (lower == upper) {
        fmpq_set_si(e->known[node->slot], lower, 1);
        return evaluate(out, node->child[2], e);
    }
    slong middle = lower + (upper - lower) / 2;
    fmpq_t other;
    fmpq_init(other);
    result = terms(out, node, lower, middle, e);
    if (result == MC_RATIONAL_OK)
        result = terms(other, node, middle + 1, upper, e);
    if (result == MC_RATIONAL_OK && node->kind == MC_NODE_RANGE_SUM)
        fmpq_add(out, out, other);
    else if (result == MC_RATIONAL_OK)
        fmpq_mul(out, out, other);
    if (result == MC_RATIONAL_OK)
        result = bounded(out);
    fmpq_clear(other);
    return result;
}

static mc_rational_result range_fold(fmpq_t out, const mc_node *node,
                                     const evaluation *e)
{
    slong lower, upper;
    fmpq_t variable;
    mc_rational_result result = range(&lower, &upper, node, e);
    if (result != MC_RATIONAL_OK)
        return result;
    if (upper < lower) {
        fmpq_set_si(out, node->kind == MC_NODE_RANGE_SUM ? 0 : 1, 1);
        return MC_RATIONAL_OK;
    }
    /* the slot may have a value already: a function inside its own argument */
    fmpq **place = (fmpq **)&e->known[node->slot], *before = *place;
    fmpq_init(variable);
    *place = variable;
    result = terms(out, node, lower, upper, e);
    *place = before;
    fmpq_clear(variable);
    return result;
}

static mc_rational_result evaluate(fmpq_t out, const mc_node *node,
                                   const evaluation *e)
{
    mc_rational_result result;
    if (*e->work == 0)
        return MC_RATIONAL_LARGE;
    --*e->work;
    if (node->rational) {
        fmpq_set(out, node->value);
        return MC_RATIONAL_OK;
    }
    if (!node->ranged)
        return MC_RATIONAL_NOT;
    switch (node->kind) {
    case MC_NODE_VARIABLE:
        if (!e->known[node->slot])
            return MC_RATIONAL_NOT;
        fmpq_set(out, e->known[node->slot]);
        return MC_RATIONAL_OK;
    case MC_NODE_CALL:
    case MC_NODE_CONSTANT:
        return evaluate(out, node->child[0], e);
    case MC_NODE_NEGATE:
    case MC_NODE_ABS:
        result = evaluate(out, node->child[0], e);
        if (result == MC_RATIONAL_OK &&
            (node->kind == MC_NODE_NEGATE || fmpq_sgn(out) < 0))
            fmpq_neg(out, out);
        return result;
    case MC_NODE_SUM:
    case MC_NODE_PRODUCT:
        return fold(out, node, e);
    case MC_NODE_POWER:
        return power(out, node, e);
    case MC_NODE_MIN:
    case MC_NODE_MAX:
        return extreme(out, node, e);
    case MC_NODE_IF:
        return piece(out, node, e);
    case MC_NODE_RANGE_SUM:
    case MC_NODE_RANGE_PRODUCT:
        return range_fold(out, node, e);
    default:
        return MC_RATIONAL_NOT;
    }
}

mc_rational_result mc_rational_evaluate(fmpq_t out, const mc_node *node,
                                        fmpq *const *known, size_t *work)
{
    evaluation e = {.known = known, .work = work};
    return evaluate(out, node, &e);
}

mc_rational_result mc_rational_range(slong *lower, slong *upper,
                                     const mc_node *node, fmpq *const *known,
                                     size_t *work)
{
    evaluation e = {.known = known, .work = work};
    return range(lower, upper, node, &e);
}
