#include "real.h"

/* What the integrand is being computed for. */
enum phase { EXPONENT, WHOLE, VALUE, CENTRE, AT_HIGH, AT_LOW };

/* The integral that is being computed; there is only one at a time, since those
   in integrands are series. Its bounds are stack[base] and stack[base + 1]. */
struct mv_panels {
    const struct mv_integral *integral;
    size_t at, base, slot, order, outer, panel;
    size_t first[2], last[2], power[2]; /* factors, exponents in the code */
    bool factor[2];                     /* exponents p > -1, no integers */
    struct mv_interval weight[2];       /* p + 1, and exactly if rational */
    struct mv_ratio exact[2];
    bool rational[2];
    enum phase phase;
    int end; /* 0 or 1: the panel has the factor of that end, -1: none */
    bool strict, outside, varies, broken;
    struct mv_interval from, to, middle, radius, total, rest, t, u, v;
    struct mv_ratio ratio;
    struct mv_jet result, slope, product;
};

static struct mv_panels *panels_new(const struct mv_arithmetic *a)
{
    struct mv_panels *p = mv_allocate(1, sizeof *p);
    struct mv_interval *own[] = {
        &p->from, &p->to, &p->middle, &p->radius,    &p->total,    &p->rest,
        &p->t,    &p->u,  &p->v,      &p->weight[0], &p->weight[1]};

    for (size_t k = 0; k < sizeof own / sizeof own[0]; k++)
        mv_interval_init(own[k], a);
    mv_ratio_init(&p->ratio);
    mv_ratio_init(&p->exact[0]);
    mv_ratio_init(&p->exact[1]);
    mv_jet_init(&p->result);
    mv_jet_init(&p->slope);
    mv_jet_init(&p->product);
    return p;
}

void mv_interpolate(struct mv_algebra *g, struct mv_interval *z,
                    const struct mv_interval *x, const struct mv_interval *y,
                    const struct mv_interval *u)
{
    mv_interval_sub(&g->u, y, x);
    mv_interval_mul(g->a, z, &g->u, u);
    mv_interval_add(z, z, x);
    mv_interval_hull(&g->u, x, y);
    mv_interval_meet(z, z, &g->u);
}

/* The cut number k of 0 to N. */
static void set_cut(struct mv_ratio *z, const struct mv_integral *integral,
                    size_t k)
{
    if (k > 0 && k < integral->panels) {
        mv_ratio_set(z, &integral->cut[k - 1]);
    } else {
        mpz_set_ui(z->p, k > 0);
        mpz_set_ui(z->q, 1);
    }
}

/* Sets the variable to x, with the coefficient `slope` of order 1 if the order
   is not 0, and begins with the integrand. */
static size_t enter(struct mv_evaluator *e, enum phase phase, size_t order,
                    const struct mv_interval *x)
{
    struct mv_panels *p = e->panels;
    struct mv_jet *y = &e->slot[p->slot];

    p->phase = phase;
    e->g.order = order;
    e->g.strict = false;
    e->level = 1;
    e->skip_first = p->end < 0 ? SIZE_MAX : p->first[p->end];
    e->skip_last = p->end < 0 ? 0 : p->last[p->end];
    mv_jet_constant(&e->g, y);
    y->level = 1;
    mv_interval_set(&y->c[0], x);
    if (order > 0) {
        mv_jet_room(&e->g, y, 2);
        y->length = 2;
        mv_interval_set_si(&y->c[1], p->end == 1 ? -1 : 1);
    }
    return p->at + 1;
}

/* Ends the integral; the result takes the place of the bounds. */
static size_t finish(struct mv_evaluator *e, const struct mv_node *code)
{
    struct mv_panels *p = e->panels;

    e->g.order = p->outer;
    e->g.strict = p->strict;
    e->level = 0;
    e->skip_first = SIZE_MAX;
    e->top = p->base + 1;
    mv_jet_settle(&p->result);
    mv_jet_swap(&e->stack[p->base], &p->result);
    return p->at + code[p->at].jump + 1;
}

static size_t undefined(struct mv_evaluator *e, const struct mv_node *code)
{
    mv_jet_undefined(&e->panels->result);
    return finish(e, code);
}

/* Begins panel p->panel: `from` and `to` are its ends, `middle` the point
   around which the integrand is expanded, `radius` half its length (at an end
   with a factor all of it). */
static size_t begin_panel(struct mv_evaluator *e, const struct mv_node *code)
{
    struct mv_panels *p = e->panels;
    const struct mv_integral *integral = p->integral;
    const struct mv_interval *low = &e->stack[p->base].c[0],
                             *high = &e->stack[p->base + 1].c[0];
    bool at_low = p->panel == 0 && p->factor[0],
         at_high = p->panel + 1 == integral->panels && p->factor[1];
    struct mv_ratio *cut = &p->ratio, other;

    if (at_low && at_high)
        return undefined(e, code);
    p->end = at_low ? 0 : at_high ? 1 : -1;
    mv_ratio_init(&other);
    set_cut(cut, integral, p->panel);
    set_cut(&other, integral, p->panel + 1);
    mv_interval_set_ratio(&p->t, cut);
    mv_interpolate(&e->g, &p->from, low, high, &p->t);
    mv_interval_set_ratio(&p->t, &other);
    mv_interpolate(&e->g, &p->to, low, high, &p->t);
    /* the middle (u + v) / 2 in `t`, (v - u) or half of it in `u` */
    mv_interval_set_ratio(&p->v, cut);
    mv_interval_add(&p->t, &p->t, &p->v);
    mv_interval_div_ui(&p->t, &p->t, 2);
    mv_ratio_compute(e->g.a, cut, &other, cut, '-');
    mv_ratio_clear(&other);
    mv_interval_set_ratio(&p->u, cut);
    if (p->end < 0) {
        mv_interval_div_ui(&p->u, &p->u, 2);
        mv_interpolate(&e->g, &p->middle, low, high, &p->t);
    } else {
        mv_interval_set(&p->middle, p->end == 0 ? low : high);
    }
    mv_interval_sub(&p->v, high, low);
    mv_interval_mul(e->g.a, &p->radius, &p->v, &p->u);
    if (!mv_interval_sound(&p->radius) ||
        (p->end >= 0 && mpfr_sgn(p->radius.lo) < 0))
        return undefined(e, code);
    mv_interval_hull(&p->v, &p->from, &p->to);
    return enter(e, WHOLE, p->order, &p->v);
}

/* The exponent of the factor at the end p->end, which is x: the factor is
   none if it is an integer, or not certainly > -1. */
static void set_weight(struct mv_evaluator *e, struct mv_jet *x)
{
    struct mv_panels *p = e->panels;
    bool below = p->integral->below[p->end];
    struct mv_interval *weight = &p->weight[p->end];
    struct mv_ratio *exact = &p->exact[p->end];

    p->factor[p->end] = false;
    p->rational[p->end] = x->is_exact;
    if (x->undefined || (x->is_exact && mv_ratio_is_integer(&x->exact)))
        return;
    if (x->is_exact) {
        mv_ratio_set(exact, &x->exact);
        if (below)
            mpz_neg(exact->p, exact->p);
        mpz_add(exact->p, exact->p, exact->q);
        mv_interval_set_ratio(weight, exact);
    } else {
        mv_interval_set_si(&p->t, 1);
        if (below)
            mv_interval_sub(weight, &p->t, &x->c[0]);
        else
            mv_interval_add(weight, &p->t, &x->c[0]);
    }
    p->broken = p->broken || x->broken;
    p->factor[p->end] = mpfr_sgn(weight->lo) > 0;
}

/* The exponents from that of the end p->end on, then the first panel. */
static size_t next_exponent(struct mv_evaluator *e, const struct mv_node *code)
{
    struct mv_panels *p = e->panels;

    e->stop = SIZE_MAX;
    for (; p->end < 2; p->end++) {
        if (!p->factor[p->end])
            continue;
        if (code[p->last[p->end]].op == MV_SQRT) {
            mpz_set_ui(e->scratch.exact.p, 1);
            mpz_set_ui(e->scratch.exact.q, 2);
            mv_jet_exact(&e->scratch, &e->scratch.exact);
            set_weight(e, &e->scratch);
            continue;
        }
        p->phase = EXPONENT;
        e->g.order = 0;
        e->g.strict = false;
        e->stop = p->last[p->end];
        return p->power[p->end];
    }
    return begin_panel(e, code);
}

/* Where the factors of the integrand are, and what it depends on. Integrals
   within it have factors of their own. */
static void survey(struct mv_evaluator *e, const struct mv_node *code)
{
    struct mv_panels *p = e->panels;
    size_t within = 0;

    p->outside = p->varies = p->broken = false;
    for (size_t k = p->at + 1; k < p->at + code[p->at].jump; k++) {
        if (code[k].op == MV_INTEGRAL)
            within++;
        else if (code[k].op == MV_DONE && within > 0)
            within--;
        for (int end = 0; end < 2 && within == 0; end++) {
            int marks = code[k].marks >> (MV_FACTOR_SHIFT * end);

            if ((marks & MV_FACTOR_FIRST) != 0)
                p->first[end] = k;
            if ((marks & MV_FACTOR_LAST) != 0)
                p->last[end] = k;
            if ((marks & MV_FACTOR_EXPONENT) != 0)
                p->power[end] = k;
        }
        if (code[k].op == MV_LOAD && code[k].arg < p->slot) {
            p->outside = true;
            if (!mv_jet_is_constant(&e->slot[code[k].arg]))
                p->varies = true;
        }
    }
    mv_spend(e->g.a, code[p->at].jump, 1);
}

size_t mv_integral_begin(struct mv_evaluator *e, const struct mv_node *code,
                         size_t at)
{
    const struct mv_node *node = &code[at];
    const struct mv_integral *integral = &e->claims->integral[node->number];
    struct mv_panels *p;

    mv_evaluator_slots(e, node->arg + 1);
    if (e->stack[e->top - 2].undefined || e->stack[e->top - 1].undefined ||
        e->g.a->precision == 0) {
        mv_jet_undefined(&e->stack[--e->top - 1]);
        return at + node->jump + 1;
    }
    if (integral->terms > 0) {
        mv_gamma_begin(e, integral->terms);
        return at + 1;
    }
    if (e->panels == NULL)
        e->panels = panels_new(e->g.a);
    p = e->panels;
    p->integral = integral;
    p->order = p->integral->order + p->integral->order % 2;
    p->at = at;
    p->base = e->top - 2;
    p->slot = node->arg;
    p->outer = e->g.order;
    p->strict = e->g.strict;
    mv_jet_enclose(&e->g, &e->stack[p->base]);
    mv_jet_enclose(&e->g, &e->stack[p->base + 1]);
    if (e->stack[p->base].undefined || e->stack[p->base + 1].undefined)
        return undefined(e, code);
    survey(e, code);
    p->panel = 0;
    p->end = 0;
    p->factor[0] = p->integral->factor[0];
    p->factor[1] = p->integral->factor[1];
    mv_interval_set_si(&p->total, 0);
    return next_exponent(e, code);
}

/* total += factor x / weight */
static void add_term(struct mv_evaluator *e, const struct mv_interval *factor,
                     const struct mv_interval *x,
                     const struct mv_interval *weight)
{
    struct mv_panels *p = e->panels;

    mv_interval_mul(e->g.a, &p->u, factor, x);
    mv_interval_div(e->g.a, &p->t, &p->u, weight);
    mv_interval_add(&p->total, &p->total, &p->t);
}

/* 2 r or l^(p+1), and r^2 or l: what the terms of a panel begin with, and from
   one to the next. */
static void begin_terms(struct mv_evaluator *e, struct mv_interval *power,
                        struct mv_interval *step)
{
    struct mv_panels *p = e->panels;

    if (p->end < 0) {
        mv_interval_mul_si(power, &p->radius, 2);
        mpz_set_ui(p->ratio.p, 2);
        mv_interval_power(e->g.a, step, &p->radius, p->ratio.p);
        return;
    }
    mv_interval_set(step, &p->radius);
    if (p->rational[p->end])
        mv_interval_power_ratio(e->g.a, power, &p->radius, &p->exact[p->end]);
    else
        mv_interval_raise(e->g.a, power, &p->radius, &p->weight[p->end]);
}

/* Adds the panel: the coefficients of f up to order - 1 and `rest`; with order
   0 only `rest`, the enclosure over the panel. */
static void add_panel(struct mv_evaluator *e, const struct mv_jet *f,
                      size_t order)
{
    struct mv_panels *p = e->panels;
    struct mv_interval power, step;
    size_t stride = p->end < 0 ? 2 : 1;

    mv_interval_init(&power, e->g.a);
    mv_interval_init(&step, e->g.a);
    mv_spend(e->g.a, 32 * (uint64_t)(order + 1), e->g.a->price);
    begin_terms(e, &power, &step);
    for (size_t i = 0; i <= order; i += stride) {
        mv_interval_set_si(&p->v, 1);
        if (p->end >= 0)
            mv_interval_set(&p->v, &p->weight[p->end]);
        mpfr_add_ui(p->v.lo, p->v.lo, i, MPFR_RNDD);
        mpfr_add_ui(p->v.hi, p->v.hi, i, MPFR_RNDU);
        if (i == order)
            add_term(e, &p->rest, &power, &p->v);
        else if (i < f->length)
            add_term(e, &f->c[i], &power, &p->v);
        mv_interval_mul(e->g.a, &p->u, &power, &step);
        mv_interval_set(&power, &p->u);
    }
    mv_interval_clear(&power);
    mv_interval_clear(&step);
}

/* The derivatives: f at the bound `bound`. */
static size_t enter_bound(struct mv_evaluator *e, enum phase phase,
                          const struct mv_jet *bound)
{
    struct mv_panels *p = e->panels;
    struct mv_jet *y = &e->slot[p->slot];

    p->phase = phase;
    e->g.order = p->outer - 1;
    e->g.strict = p->strict;
    e->level = 0;
    e->skip_first = SIZE_MAX;
    mv_jet_set(&e->g, y, bound);
    y->level = 0;
    return p->at + 1;
}

static size_t unknown(struct mv_evaluator *e, const struct mv_node *code)
{
    e->panels->result.unknown = true;
    e->panels->result.length = 1;
    return finish(e, code);
}

/* After the last panel: the value, and what is to be done for the other
   coefficients. */
static size_t conclude(struct mv_evaluator *e, const struct mv_node *code)
{
    struct mv_panels *p = e->panels;
    const struct mv_jet *low = &e->stack[p->base],
                        *high = &e->stack[p->base + 1];

    e->g.order = p->outer;
    mv_jet_constant(&e->g, &p->result);
    mv_interval_set(&p->result.c[0], &p->total);
    p->result.broken = low->broken || high->broken || (p->broken && p->outside);
    if (p->outer == 0)
        return finish(e, code);
    if (p->varies || low->unknown || high->unknown)
        return unknown(e, code);
    if (low->length == 1 && high->length == 1)
        return finish(e, code);
    p->result.length = p->outer + 1;
    mv_jet_room(&e->g, &p->result, p->result.length);
    for (size_t k = 1; k <= p->outer; k++)
        mv_interval_set_si(&p->result.c[k], 0);
    if (high->length > 1)
        return enter_bound(e, AT_HIGH, high);
    return enter_bound(e, AT_LOW, low);
}

/* f(B) is known: adds the integral of f(B) B', or takes f(A) A' away. */
static size_t add_bound(struct mv_evaluator *e, const struct mv_node *code)
{
    struct mv_panels *p = e->panels;
    const struct mv_jet *low = &e->stack[p->base],
                        *bound = &e->stack[p->base + (p->phase == AT_HIGH)];
    struct mv_jet *f = &e->stack[e->top - 1];

    if (f->undefined || f->broken || (f->unknown && e->g.order > 0))
        return unknown(e, code);
    f->unknown = false;
    mv_jet_constant(&e->g, &p->slope);
    p->slope.length = bound->length - 1;
    mv_jet_room(&e->g, &p->slope, p->slope.length);
    for (size_t k = 1; k < bound->length; k++)
        mv_interval_mul_si(&p->slope.c[k - 1], &bound->c[k], (long)k);
    mv_jet_binary(&e->g, &p->product, f, &p->slope, '*');
    if (p->product.undefined)
        return unknown(e, code);
    for (size_t k = 0; k < p->product.length; k++) {
        mv_interval_div_ui(&p->u, &p->product.c[k], k + 1);
        if (p->phase == AT_HIGH)
            mv_interval_add(&p->result.c[k + 1], &p->result.c[k + 1], &p->u);
        else
            mv_interval_sub(&p->result.c[k + 1], &p->result.c[k + 1], &p->u);
    }
    if (p->phase == AT_LOW || low->length == 1)
        return finish(e, code);
    e->top--;
    return enter_bound(e, AT_LOW, low);
}

size_t mv_integral_next(struct mv_evaluator *e, const struct mv_node *code)
{
    struct mv_panels *p = e->panels;
    struct mv_jet *f = &e->stack[e->top - 1];

    if (p->phase == EXPONENT) {
        set_weight(e, f);
        e->top--;
        p->end++;
        return next_exponent(e, code);
    }
    mv_jet_enclose(&e->g, f);
    if (p->phase == AT_HIGH || p->phase == AT_LOW)
        return add_bound(e, code);
    e->top--;
    if (p->phase != VALUE && (f->undefined || f->unknown)) {
        mv_interval_hull(&p->v, &p->from, &p->to);
        return enter(e, VALUE, 0, &p->v);
    }
    if (f->undefined)
        return undefined(e, code);
    p->broken = p->broken || f->broken;
    switch (p->phase) {
    case WHOLE:
        if (f->length > p->order)
            mv_interval_set(&p->rest, &f->c[p->order]);
        else
            mv_interval_set_si(&p->rest, 0);
        return enter(e, CENTRE, p->order - 1, &p->middle);
    case CENTRE:
        add_panel(e, f, p->order);
        break;
    default:
        mv_interval_set(&p->rest, &f->c[0]);
        add_panel(e, f, 0);
    }
    if (++p->panel < p->integral->panels)
        return begin_panel(e, code);
    return conclude(e, code);
}
