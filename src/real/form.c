#include "real/form.h"

#include "real/rational.h"

typedef struct reader {
    mc_evaluator *e;
    mc_form *form;
    size_t slot;
    bool calls;
    mc_jet part, other;
} reader;

void mc_form_init(mc_form *form)
{
    fmpq_init(form->exact);
    form->known = true;
}

void mc_form_clear(mc_form *form)
{
    fmpq_clear(form->exact);
}

static bool is_variable(const reader *r, const mc_node *node)
{
    return node->kind == MC_NODE_VARIABLE && node->slot == r->slot;
}

/* x = x y or x / y */
static bool scale(reader *r, mc_jet *x, const mc_jet *y, bool inverse,
                  const mc_node *node)
{
    mc_evaluator *e = r->e;
    if (inverse && !mc_jet_div(&r->other, x, y, e->order, e->bits))
        return mc_evaluator_fault(e, MC_UNDECIDED, node,
                                  "the divisor may be zero");
    if (!inverse)
        mc_jet_mul(&r->other, x, y, e->order, e->bits);
    mc_jet_swap(x, &r->other);
    return true;
}

/* node = z_0 + z_1 y */
static bool linear(reader *r, mc_jet *z0, mc_jet *z1, const mc_node *node);

static bool linear_sum(reader *r, mc_jet *z0, mc_jet *z1, const mc_node *node)
{
    mc_evaluator *e = r->e;
    mc_jet a, b;
    if (!mc_pool_take_value(e, &a, 0) || !mc_pool_take_value(e, &b, 0))
        return false;
    for (size_t i = 0; i < node->count; i++) {
        bool subtract = node->inverse && node->inverse[i];
        if (!linear(r, &a, &b, node->child[i]))
            return false;
        mc_jet_accumulate(z0, &a, subtract, e->bits);
        mc_jet_accumulate(z1, &b, subtract, e->bits);
    }
    return true;
}

static bool linear_product(reader *r, mc_jet *z0, mc_jet *z1,
                           const mc_node *node)
{
    mc_evaluator *e = r->e;
    mc_jet factor;
    if (!mc_pool_take_value(e, &factor, 1))
        return false;
    for (size_t i = 0; i < node->count; i++) {
        const mc_node *child = node->child[i];
        if (mc_node_depends(child, r->slot)) {
            if (node->inverse[i] || !linear(r, z0, z1, child))
                return false;
        } else if (!mc_evaluate(e, &r->part, child) ||
                   !scale(r, &factor, &r->part, node->inverse[i], child)) {
            return false;
        }
    }
    return scale(r, z0, &factor, false, node) &&
           scale(r, z1, &factor, false, node);
}

static void set(mc_jet *jet, slong value)
{
    mc_interval_set_si(&jet->c[0], value);
    jet->length = 1;
    jet->flags = 0;
}

static bool linear(reader *r, mc_jet *z0, mc_jet *z1, const mc_node *node)
{
    set(z0, 0);
    set(z1, 0);
    if (is_variable(r, node)) {
        set(z1, 1);
        return true;
    }
    if (!mc_node_depends(node, r->slot))
        return mc_evaluate(r->e, z0, node);
    if (node->kind == MC_NODE_CALL && r->calls)
        return linear(r, z0, z1, node->child[0]);
    if (node->kind == MC_NODE_SUM)
        return linear_sum(r, z0, z1, node);
    if (node->kind == MC_NODE_PRODUCT)
        return linear_product(r, z0, z1, node);
    if (node->kind != MC_NODE_NEGATE || !linear(r, z0, z1, node->child[0]))
        return false;
    mc_jet_neg(z0);
    mc_jet_neg(z1);
    return true;
}

static bool collect_exponential(reader *r, const mc_node *node, bool inverse)
{
    mc_evaluator *e = r->e;
    mc_jet z0, z1;
    if (!mc_pool_take_value(e, &z0, 0) || !mc_pool_take_value(e, &z1, 0) ||
        !linear(r, &z0, &z1, node->child[0]))
        return false;
    mc_jet_accumulate(&r->form->start, &z0, inverse, e->bits);
    mc_jet_accumulate(&r->form->rate, &z1, inverse, e->bits);
    return true;
}

static bool collect_exponent(reader *r, const mc_node *exponent, bool inverse)
{
    mc_form *form = r->form;
    size_t work = MC_RATIONAL_WORK;
    fmpq_t value;
    fmpq_init(value);
    bool known = mc_rational_evaluate(value, exponent, r->e->known, &work) ==
                 MC_RATIONAL_OK;
    if (known && inverse)
        fmpq_sub(form->exact, form->exact, value);
    else if (known)
        fmpq_add(form->exact, form->exact, value);
    fmpq_clear(value);
    if (known)
        return true;
    form->known = false;
    if (!mc_evaluate(r->e, &r->part, exponent))
        return false;
    mc_jet_accumulate(&form->power, &r->part, inverse, r->e->bits);
    return true;
}

static bool collect_power(reader *r, const mc_node *node, bool inverse)
{
    fmpq_t own;
    bool root = node->kind == MC_NODE_SQRT;
    bool power = node->kind == MC_NODE_POWER;
    if (!is_variable(r, root || power ? node->child[0] : node))
        return false;
    if (power)
        return !mc_node_depends(node->child[1], r->slot) &&
               collect_exponent(r, node->child[1], inverse);
    fmpq_init(own);
    fmpq_set_si(own, inverse ? -1 : 1, root ? 2 : 1);
    fmpq_add(r->form->exact, r->form->exact, own);
    fmpq_clear(own);
    return true;
}

static bool collect(reader *r, const mc_node *node, bool inverse)
{
    if (!mc_node_depends(node, r->slot))
        return mc_evaluate(r->e, &r->part, node) &&
               scale(r, &r->form->factor, &r->part, inverse, node);
    switch (node->kind) {
    case MC_NODE_CALL:
        return r->calls && collect(r, node->child[0], inverse);
    case MC_NODE_NEGATE:
        mc_jet_neg(&r->form->factor);
        return collect(r, node->child[0], inverse);
    case MC_NODE_EXP:
        return collect_exponential(r, node, inverse);
    case MC_NODE_PRODUCT:
        for (size_t i = 0; i < node->count; i++)
            if (!collect(r, node->child[i], inverse != node->inverse[i]))
                return false;
        return true;
    default:
        return collect_power(r, node, inverse);
    }
}

bool mc_form_read(mc_form *form, mc_evaluator *e, const mc_node *integral,
                  bool calls)
{
    reader r = {.e = e, .form = form, .slot = integral->slot, .calls = calls};
    mc_interval exact;
    if (!mc_pool_take_value(e, &form->factor, 1) ||
        !mc_pool_take_value(e, &form->start, 0) ||
        !mc_pool_take_value(e, &form->rate, 0) ||
        !mc_pool_take_value(e, &form->power, 0) ||
        !mc_pool_take_value(e, &r.part, 0) ||
        !mc_pool_take_value(e, &r.other, 0) ||
        !collect(&r, integral->child[2], false))
        return false;
    mc_interval_init(&exact);
    mc_interval_set_fmpq(&exact, form->exact, e->bits);
    mc_interval_add(&form->power.c[0], &form->power.c[0], &exact, e->bits);
    mc_interval_clear(&exact);
    return true;
}
