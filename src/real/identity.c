#include "real/identity.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/message.h"
#include "real/parse.h"

enum { MOST_POINTS = 1000000, MOST_EXPONENT = 100, MOST_DEGREE = 1000000 };

typedef struct identity {
    mc_claim_verdict *v;
    const mc_claim *claim;
    size_t n;
    const mc_node *bad; /* what is no rational function */
    fmpq *point;
    char *divisor; /* of each node: 0, 'd' a divisor, 'n' not always 0 */
} identity;

/* The value of a side as a fraction that is not cancelled; `defined` if no
   divisor is 0. */
typedef struct fraction {
    fmpq_t n, d;
    bool defined;
} fraction;

/* Bounds on the degrees of numerator and denominator in one name. */
typedef struct degrees {
    slong n, d;
} degrees;

static size_t name_of(const identity *id, const mc_node *node)
{
    size_t i = 0;
    while (i < id->n && id->claim->binding[i].slot != node->slot)
        i++;
    return i;
}

/* An integer of size at most 100. */
static bool exponent(slong *out, const mc_node *node)
{
    if (!node->rational || !fmpz_is_one(fmpq_denref(node->value)) ||
        fmpz_cmp_si(fmpq_numref(node->value), MOST_EXPONENT) > 0 ||
        fmpz_cmp_si(fmpq_numref(node->value), -MOST_EXPONENT) < 0)
        return false;
    *out = fmpz_get_si(fmpq_numref(node->value));
    return true;
}

/* ---- degrees ---- */

static slong capped(slong degree)
{
    return degree < MOST_DEGREE ? degree : MOST_DEGREE;
}

static bool degree(degrees *out, identity *id, const mc_node *node, size_t name)
{
    degrees part;
    slong k;
    *out = (degrees){0, 0};
    if (node->rational)
        return true;
    switch (node->kind) {
    case MC_NODE_VARIABLE:
        out->n = name_of(id, node) == name;
        return true;
    case MC_NODE_CALL:
    case MC_NODE_NEGATE:
        return degree(out, id, node->child[0], name);
    case MC_NODE_SUM:
    case MC_NODE_PRODUCT:
        if (!degree(out, id, node->child[0], name))
            return false;
        for (size_t i = 1; i < node->count; i++) {
            if (!degree(&part, id, node->child[i], name))
                return false;
            if (node->kind == MC_NODE_SUM) {
                slong a = out->n + part.d, b = part.n + out->d;
                out->n = capped(a > b ? a : b);
                out->d = capped(out->d + part.d);
            } else {
                out->n = capped(out->n + (node->inverse[i] ? part.d : part.n));
                out->d = capped(out->d + (node->inverse[i] ? part.n : part.d));
            }
        }
        return true;
    case MC_NODE_POWER:
        if (exponent(&k, node->child[1]) &&
            degree(&part, id, node->child[0], name)) {
            out->n = capped((k < 0 ? part.d : part.n) * labs(k));
            out->d = capped((k < 0 ? part.n : part.d) * labs(k));
            return true;
        }
        break;
    default:
        break;
    }
    if (!id->bad)
        id->bad = node;
    return false;
}

/* ---- values ---- */

static void fraction_init(fraction *f)
{
    fmpq_init(f->n);
    fmpq_init(f->d);
}

static void fraction_clear(fraction *f)
{
    fmpq_clear(f->n);
    fmpq_clear(f->d);
}

static void evaluate(fraction *out, const identity *id, const mc_node *node);

static void note_divisor(const identity *id, const mc_node *node,
                         const fmpq_t n)
{
    char *seen = &id->divisor[node->id];
    if (!fmpq_is_zero(n))
        *seen = 'n';
    else if (*seen == 0)
        *seen = 'd';
}

static void add_part(fraction *out, const fraction *part, bool subtract)
{
    fmpq_t t;
    fmpq_init(t);
    fmpq_mul(t, part->n, out->d);
    fmpq_mul(out->n, out->n, part->d);
    if (subtract)
        fmpq_sub(out->n, out->n, t);
    else
        fmpq_add(out->n, out->n, t);
    fmpq_mul(out->d, out->d, part->d);
    fmpq_clear(t);
}

static void chain(fraction *out, const identity *id, const mc_node *node)
{
    fraction part;
    fraction_init(&part);
    evaluate(out, id, node->child[0]);
    for (size_t i = 1; i < node->count; i++) {
        evaluate(&part, id, node->child[i]);
        out->defined = out->defined && part.defined;
        if (node->kind == MC_NODE_SUM) {
            add_part(out, &part, node->inverse[i]);
        } else if (node->inverse[i]) {
            out->defined = out->defined && !fmpq_is_zero(part.n);
            note_divisor(id, node->child[i], part.n);
            fmpq_mul(out->n, out->n, part.d);
            fmpq_mul(out->d, out->d, part.n);
        } else {
            fmpq_mul(out->n, out->n, part.n);
            fmpq_mul(out->d, out->d, part.d);
        }
    }
    fraction_clear(&part);
}

static void evaluate(fraction *out, const identity *id, const mc_node *node)
{
    slong k = 0;
    fmpq_set_si(out->d, 1, 1);
    out->defined = true;
    if (node->rational) {
        fmpq_set(out->n, node->value);
        return;
    }
    switch (node->kind) {
    case MC_NODE_VARIABLE:
        fmpq_set(out->n, &id->point[name_of(id, node)]);
        return;
    case MC_NODE_CALL:
        evaluate(out, id, node->child[0]);
        return;
    case MC_NODE_NEGATE:
        evaluate(out, id, node->child[0]);
        fmpq_neg(out->n, out->n);
        return;
    case MC_NODE_POWER:
        (void)exponent(&k, node->child[1]);
        evaluate(out, id, node->child[0]);
        fmpq_pow_si(out->n, out->n, labs(k));
        fmpq_pow_si(out->d, out->d, labs(k));
        if (k < 0) {
            out->defined = out->defined && !fmpq_is_zero(out->n);
            note_divisor(id, node->child[0], out->n);
            fmpq_swap(out->n, out->d);
        }
        return;
    default:
        chain(out, id, node);
        return;
    }
}

/* Whether the sides differ, and are defined, at the point. */
typedef struct comparison {
    bool differ, defined;
} comparison;

static comparison compare(const identity *id)
{
    fraction left, right;
    comparison c;
    fmpq_t a, b;
    fraction_init(&left);
    fraction_init(&right);
    fmpq_init(a);
    fmpq_init(b);
    evaluate(&left, id, id->claim->left);
    evaluate(&right, id, id->claim->right);
    fmpq_mul(a, left.n, right.d);
    fmpq_mul(b, right.n, left.d);
    c.differ = !fmpq_equal(a, b);
    c.defined = left.defined && right.defined;
    fmpq_clear(a);
    fmpq_clear(b);
    fraction_clear(&left);
    fraction_clear(&right);
    return c;
}

/* A divisor that was 0 at all points. */
static const mc_node *zero_divisor(const identity *id)
{
    for (size_t i = 0; i < id->v->claims->nodes; i++)
        if (id->divisor[i] == 'd')
            return id->v->claims->node[i];
    return NULL;
}

/* ---- the grid ---- */

/* The next point of the grid; false after the last. */
static bool advance(identity *id, slong *at, const slong *most, slong from,
                    ulong by)
{
    for (size_t i = 0; i < id->n; i++) {
        bool carry = ++at[i] > most[i];
        if (carry)
            at[i] = 0;
        fmpq_set_si(&id->point[i], from + at[i], by);
        if (!carry)
            return true;
    }
    return false;
}

/* A point at which both sides are defined and differ: further grids. */
static bool find_difference(identity *id, slong *at)
{
    for (slong grid = 0; grid < 4; grid++) {
        static const slong from[] = {0, 2, -3, 5};
        static const ulong by[] = {1, 3, 7, 11};
        for (size_t i = 0; i < id->n; i++) {
            at[i] = 0;
            fmpq_set_si(&id->point[i], from[grid], by[grid]);
        }
        do {
            comparison c = compare(id);
            if (c.differ && c.defined)
                return true;
        } while (advance(id, at, id->v->degree, from[grid], by[grid]));
    }
    return false;
}

static mc_status decide(identity *id, mc_message *message, slong *at,
                        const mc_stop *stop)
{
    mc_claim_verdict *v = id->v;
    bool differ = false;
    const mc_node *zero;
    size_t points = 0;
    do {
        comparison c = compare(id);
        differ = differ || c.differ;
        if ((++points & 255) == 0 && mc_stopped(stop)) {
            mc_verdict_reason(v, "%s", MC_STOPPED_TEXT);
            return MC_OK;
        }
    } while (!differ && advance(id, at, v->degree, 0, 1));
    v->boxes = points;
    zero = zero_divisor(id);
    if (zero && (!differ || !find_difference(id, at)))
        return mc_node_fault(v->claims, message, MC_BAD_INPUT, zero,
                             "this divisor may be zero everywhere");
    if (!differ) {
        v->decision = MC_CLAIM_PROVED;
        v->leaves = points;
    } else if (find_difference(id, at)) {
        mc_verdict_point(v, id->point);
        v->decision = MC_CLAIM_REFUTED;
    } else {
        mc_verdict_reason(v, "the sides are not the same, or not defined");
    }
    return MC_OK;
}

static mc_status bound_degrees(identity *id, mc_message *message)
{
    size_t points = 1;
    for (size_t i = 0; i < id->n; i++) {
        degrees left, right;
        if (!degree(&left, id, id->claim->left, i) ||
            !degree(&right, id, id->claim->right, i))
            return mc_node_fault(id->v->claims, message, MC_BAD_INPUT, id->bad,
                                 "an identity is about rational functions: "
                                 "numbers, its names, + - * / and ^ with "
                                 "integers of size at most 100");
        slong a = left.n + right.d, b = right.n + left.d;
        id->v->degree[i] = a > b ? a : b;
        if (points <= MOST_POINTS)
            points *= (size_t)id->v->degree[i] + 1;
    }
    if (points > MOST_POINTS)
        mc_verdict_reason(id->v,
                          "its degrees are too high: more than a million "
                          "points would have to be compared");
    return MC_OK;
}

mc_status mc_identity_prove(mc_claim_verdict *verdict, mc_message *message,
                            const mc_stop *stop)
{
    identity id = {
        .v = verdict, .claim = verdict->claim, .n = verdict->claim->bindings};
    slong *at = mc_array(id.n, sizeof *at);
    id.point = mc_array(id.n, sizeof *id.point);
    id.divisor = mc_array(verdict->claims->nodes, 1);
    if (!at || !id.point || !id.divisor) {
        free(id.divisor);
        free(at);
        free(id.point);
        return mc_message_set(message, MC_LIMIT, "out of memory");
    }
    for (size_t i = 0; i < id.n; i++)
        fmpq_init(&id.point[i]);
    verdict->bits = 64;
    mc_status status = bound_degrees(&id, message);
    if (status == MC_OK && verdict->reason[0] == '\0')
        status = decide(&id, message, at, stop);
    for (size_t i = 0; i < id.n; i++)
        fmpq_clear(&id.point[i]);
    free(id.divisor);
    free(id.point);
    free(at);
    return status;
}
