#include "real/integral.h"

#include <stdint.h>

#include "real/integral_series.h"
#include "real/panel.h"

static bool value(mc_evaluator *e, mc_interval *out, const mc_range *r,
                  unsigned *flags)
{
    const mc_panels *panels = &e->knowledge->panels[r->node->index];
    mc_interval part;
    arf_t zero, one;
    if (panels->order == 0)
        return mc_evaluator_fault(e, MC_UNDECIDED, r->node,
                                  "this integral was not planned");
    mc_interval_init(&part);
    arf_init(zero);
    arf_init(one);
    arf_one(one);
    mc_interval_zero(out);
    bool done = true;
    for (size_t j = 0; j <= panels->cuts && done; j++) {
        done = mc_panel(e, &part, r, j == 0 ? zero : &panels->cut[j - 1],
                        j == panels->cuts ? one : &panels->cut[j], flags);
        if (done)
            mc_interval_add(out, out, &part, e->bits);
    }
    mc_interval_clear(&part);
    arf_clear(zero);
    arf_clear(one);
    return done;
}

/* The integrand depends on what the jets are in. */
static bool integrand_varies(const mc_evaluator *e, const mc_node *node)
{
    const mc_node *f = node->child[2];
    for (size_t i = 0; i < f->slots; i++) {
        size_t slot = f->slot_list[i];
        const mc_jet *bound = e->slot[slot];
        if (slot != node->slot && bound && !e->known[slot] &&
            (e->only == SIZE_MAX || e->only == slot) &&
            (bound->length > 1 || bound->flags & MC_JET_UNKNOWN))
            return true;
    }
    return false;
}

/* out_k +-= (1/k) times coefficient k - 1 of f(B) B' */
static bool add_bound(mc_evaluator *e, mc_jet *out, const mc_node *node,
                      const mc_jet *bound, bool subtract)
{
    slong order = e->order;
    size_t only = e->only;
    const mc_jet *before = e->slot[node->slot];
    mc_jet f = mc_pool_take(e, order), slope = mc_pool_take(e, order),
           product = mc_pool_take(e, order);
    if (!f.c || !slope.c || !product.c)
        return false;
    e->slot[node->slot] = bound;
    e->only = node->slot;
    e->order = order - 1;
    bool done = mc_evaluate(e, &f, node->child[2]);
    e->slot[node->slot] = before;
    e->only = only;
    e->order = order;
    if (!done)
        return false;
    slope.length = bound->length - 1;
    for (slong k = 0; k < slope.length; k++)
        mc_interval_mul_si(&slope.c[k], &bound->c[k + 1], k + 1, e->bits);
    mc_jet_mul(&product, &f, &slope, order - 1, e->bits);
    if (product.flags) {
        out->flags |= MC_JET_LOST;
        out->length = 1;
        return true;
    }
    for (slong k = product.length; k > 0; k--) {
        mc_interval_div_si(&product.c[k], &product.c[k - 1], k, e->bits);
    }
    mc_interval_zero(&product.c[0]);
    product.length++;
    product.flags = 0;
    mc_jet_accumulate(out, &product, subtract, e->bits);
    return true;
}

static bool derivatives(mc_evaluator *e, mc_jet *out, const mc_node *node,
                        const mc_jet *lower, const mc_jet *upper)
{
    unsigned flags = (lower->flags | upper->flags) & MC_JET_UNKNOWN;
    if (integrand_varies(e, node))
        flags |= MC_JET_LOST;
    if (flags) {
        out->flags |= flags;
        return true;
    }
    return (upper->length == 1 || add_bound(e, out, node, upper, false)) &&
           (out->flags & MC_JET_UNKNOWN || lower->length == 1 ||
            add_bound(e, out, node, lower, true));
}

/* ---- which way ---- */

static void remember_terms(mc_panels *panels, slong terms)
{
    panels->kind = MC_INTEGRAL_SERIES;
    if (panels->terms < terms)
        panels->terms = terms;
}

/* Points lose what cancels once, wide boxes again and again; but where the
   integrand uses other names panels have no derivatives, and where it is
   improper at an end that the other one may reach they have no values. */
static double lowest(const mc_evaluator *e, const mc_node *node,
                     const mc_interval *upper, mc_survey_boxes boxes)
{
    bool others = node->child[2]->slots > 1;
    bool reached = node->end_count[0] > 0 && mc_interval_sign(upper) <= 0;
    if (boxes == MC_SURVEY_POINTS || (boxes == MC_SURVEY_JETS && others))
        return -(double)e->bits / 6;
    return reached ? -10 : others ? -6 : -3;
}

static bool is_series(mc_evaluator *e, const mc_node *node,
                      const mc_interval *upper)
{
    mc_panels *panels = e->plan ? &e->plan[node->index] : NULL;
    slong terms;
    if (!node->series || e->panels_only)
        return false;
    if (panels && panels->kind != MC_INTEGRAL_PANELS) {
        mc_series_fit fit = mc_series_plan(
            &terms, e, node, upper, lowest(e, node, upper, MC_SURVEY_POINTS));
        /* an exponent that may be too low is one for panels, too */
        bool low = fit == MC_SERIES_UNCERTAIN && node->end_count[0] > 0 &&
                   mc_interval_nonnegative(upper);
        if (fit == MC_SERIES_FITS || low)
            remember_terms(panels, low ? 1 : terms);
        else if (!e->knowledge->claims->integral[node->index].inner)
            panels->kind = MC_INTEGRAL_PANELS;
    }
    return e->knowledge->panels[node->index].kind == MC_INTEGRAL_SERIES;
}

static void survey(mc_evaluator *e, const mc_node *node, mc_survey_boxes boxes)
{
    mc_panels *panels = &e->plan[node->index];
    bool inner = e->knowledge->claims->integral[node->index].inner;
    mc_interval upper;
    slong terms;
    if (panels->kind == MC_INTEGRAL_PANELS)
        return;
    mc_interval_init(&upper);
    if (mc_evaluate_at(e, &upper, node->child[1])) {
        mc_series_fit fit = mc_series_plan(&terms, e, node, &upper,
                                           lowest(e, node, &upper, boxes));
        if (fit == MC_SERIES_FITS)
            remember_terms(panels, terms);
        else if (!inner && (fit == MC_SERIES_CANCELS ||
                            (arf_sgn(&upper.lo) < 0 && !node->end_count[0])))
            panels->kind = MC_INTEGRAL_PANELS;
    }
    mc_interval_clear(&upper);
}

void mc_integral_survey(mc_evaluator *e, mc_survey_boxes boxes)
{
    const mc_claims *claims = e->knowledge->claims;
    for (size_t i = 0; i < claims->nodes; i++) {
        const mc_node *node = claims->node[i];
        bool placed = node->kind == MC_NODE_INTEGRAL && node->series;
        for (size_t k = 0; k < node->slots && placed; k++)
            placed = e->slot[node->slot_list[k]] != NULL;
        if (placed)
            survey(e, node, boxes);
    }
}

static bool by_panels(mc_evaluator *e, mc_jet *out, const mc_node *node,
                      const mc_jet *lower, const mc_jet *upper)
{
    mc_range r;
    unsigned flags = 0;
    mc_range_init(&r, e, node, &lower->c[0], &upper->c[0]);
    r.order = e->knowledge->panels[node->index].order;
    bool done = !e->plan || mc_panels_refine(e, &r);
    done = done && value(e, &out->c[0], &r, &flags);
    mc_range_clear(&r);
    out->flags = flags & MC_JET_JUMP;
    e->routes |= MC_ROUTE_PANELS;
    return done;
}

bool mc_integral_evaluate(mc_evaluator *e, mc_jet *out, const mc_node *node)
{
    mc_jet lower = mc_pool_take(e, e->order), upper = mc_pool_take(e, e->order);
    if (!lower.c || !upper.c || !mc_evaluate(e, &lower, node->child[0]) ||
        !mc_evaluate(e, &upper, node->child[1]))
        return false;
    out->length = 1;
    out->flags = 0;
    bool alone = e->order == 0 || !integrand_varies(e, node);
    /* also where a closed form is used: jets need its terms */
    bool series = is_series(e, node, &upper.c[0]);
    if (e->closed_forms && alone &&
        mc_closed_form(e, &out->c[0], node, &lower.c[0], &upper.c[0])) {
        e->routes |= MC_ROUTE_CLOSED_FORM;
    } else if (series) {
        e->routes |= MC_ROUTE_SERIES;
        return mc_series_evaluate(e, out, node, &upper,
                                  e->knowledge->panels[node->index].terms);
    } else if (!by_panels(e, out, node, &lower, &upper)) {
        return false;
    }
    out->flags |= (lower.flags | upper.flags) & MC_JET_JUMP;
    return e->order == 0 || derivatives(e, out, node, &lower, &upper);
}
