#include "real/system.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "real/integral.h"
#include "real/system_zero.h"

enum { FEW_BOXES = 3000, MOST_BOXES = 150000, MOST_TRIES = 48 };

static bool no_memory(mc_system_state *s)
{
    return mc_evaluator_fault(s->m.e, MC_LIMIT, NULL, "out of memory");
}

/* What no further bits would change; `text` is copied. */
static bool give_up(mc_system_state *s, const char *text)
{
    mc_system_proof *proof = s->proof;
    proof->hopeless = true;
    (void)snprintf(proof->reason, sizeof proof->reason, "%s", text);
    return mc_evaluator_fault(s->m.e, MC_UNDECIDED, s->m.name[0].equation,
                              proof->reason);
}

/* "x near 0.25, y near 1" or "x in [0, 1], y in [0, 2]". */
static void describe(char *text, size_t room, const mc_system_state *s,
                     const mc_interval *x, bool point)
{
    size_t used = 0;
    text[0] = '\0';
    for (size_t i = 0; i < s->m.n && used < room; i++) {
        const char *name =
            s->m.e->knowledge->claims->slot[s->m.name[i].slot].name;
        double lo = arf_get_d(&x[i].lo, ARF_RND_FLOOR);
        double hi = arf_get_d(&x[i].hi, ARF_RND_CEIL);
        int wrote =
            point
                ? snprintf(text + used, room - used, "%s%.30s near %.8g",
                           i ? ", " : "", name, (lo + hi) / 2)
                : snprintf(text + used, room - used, "%s%.30s in [%.8g, %.8g]",
                           i ? ", " : "", name, lo, hi);
        used += wrote > 0 ? (size_t)wrote : room;
    }
}

static bool give_up_at(mc_system_state *s, const char *before,
                       const mc_interval *x, bool point, const char *after)
{
    char where[400], text[600];
    describe(where, sizeof where, s, x, point);
    (void)snprintf(text, sizeof text, "%s%s%s", before, where, after);
    return give_up(s, text);
}

/* ---- the box ---- */

static bool bounds(mc_system_state *s)
{
    mc_evaluator *e = s->m.e;
    for (size_t i = 0; i < s->m.n; i++) {
        const mc_root_name *name = &s->m.name[i];
        mc_interval *lower = &s->box.lower[i], *upper = &s->box.upper[i];
        if (!mc_evaluate_at(e, lower, name->lower) ||
            !mc_evaluate_at(e, upper, name->upper))
            return false;
        if (arf_cmp(&upper->hi, &lower->lo) < 0)
            return mc_evaluator_fault(e, MC_UNDECIDED, name->lower,
                                      "the bounds are in the wrong order");
        if (arf_cmp(&lower->hi, &upper->lo) >= 0)
            return mc_evaluator_fault(e, MC_UNDECIDED, name->lower,
                                      "it is not certain that the lower bound "
                                      "is below the upper one");
        mc_interval_sub(&s->box.length[i], upper, lower, e->bits);
        mc_interval_hull(&s->whole[i], lower, upper);
        if (s->proof->border[0][i])
            arf_set(&s->proof->core[i].lo, &lower->lo);
        if (s->proof->border[1][i])
            arf_set(&s->proof->core[i].hi, &upper->hi);
    }
    return true;
}

/* Plans the integrals in the middle of the box, at opposite corners and in the
   middles of the faces, and at the zero once it is known. */
static void plan(mc_system_state *s)
{
    size_t n = s->m.n;
    mc_panels *panels = s->m.e->plan;
    arf_t u;
    arf_init(u);
    for (size_t i = 0; i < n; i++) {
        mc_interval_zero(&s->u[i]);
        arf_one(&s->u[i].hi);
    }
    mc_system_place(s->x, &s->m, &s->box, s->u);
    /* gives the names the whole box */
    s->m.e->plan = NULL;
    (void)mc_mapping_values(&s->m, s->f, s->x);
    s->m.e->plan = panels;
    mc_integral_survey(s->m.e, MC_SURVEY_JETS);
    for (size_t k = 0; k < 2 * n + 4; k++) {
        for (size_t i = 0; i < n; i++) {
            slong quarter = k < 2 * n ? (k / 2 == i ? 4 * (slong)(k % 2) : 2)
                                      : 2 * (slong)(k - 2 * n);
            arf_set_si_2exp_si(u, quarter, -2);
            mc_interval_set_arf(&s->u[i], u);
        }
        if (k < 2 * n + 3)
            mc_system_place(s->x, &s->m, &s->box, s->u);
        for (size_t i = 0; i < n && k == 2 * n + 3; i++)
            mc_interval_set_arf(&s->x[i], &s->proof->zero[i]);
        if (k < 2 * n + 3 || s->proof->found)
            (void)mc_mapping_values(&s->m, s->f, s->x);
    }
    arf_clear(u);
}

/* ---- the core ---- */

/* Is x - C f(x), with C from the middle of J, a contraction on the box? */
static bool contracts(mc_system_state *s, double *matrix, const mc_interval *x)
{
    if (!mc_mapping_slopes(&s->m, s->slopes, x) ||
        !mc_mapping_inverse(matrix, &s->m, s->slopes))
        return false;
    mc_mapping_defect(s->defect, &s->m, matrix, s->slopes);
    return mc_mapping_contracts(&s->m, s->defect, 0.875);
}

/* zero + t (whole - zero); its ends short. */
static void shrink(mc_system_state *s, double t)
{
    arf_t factor;
    arf_init(factor);
    arf_set_d(factor, t);
    for (size_t i = 0; i < s->m.n; i++) {
        mc_interval *core = &s->proof->core[i];
        for (int k = 0; k < 2; k++) {
            arf_struct *end = k ? &core->hi : &core->lo;
            const arf_struct *from = k ? &s->whole[i].hi : &s->whole[i].lo;
            arf_sub(end, from, &s->proof->zero[i], 53, ARF_RND_DOWN);
            arf_mul(end, end, factor, 53, ARF_RND_DOWN);
            arf_add(end, end, &s->proof->zero[i], 53, ARF_RND_NEAR);
            if (t == 1)
                arf_set(end, from);
            s->proof->border[k][i] = t == 1;
        }
    }
}

/* Moves one side of the core towards that of the box, by the whole way or a
   part of it, if it still contracts there. */
static bool push(mc_system_state *s, size_t i, int side, double part)
{
    mc_system_proof *proof = s->proof;
    double matrix[MC_MOST_ROOT_NAMES * MC_MOST_ROOT_NAMES];
    arf_struct *end = side ? &proof->core[i].hi : &proof->core[i].lo;
    const arf_struct *to = side ? &s->whole[i].hi : &s->whole[i].lo;
    arf_t before, factor;
    arf_init(before);
    arf_init(factor);
    arf_set(before, end);
    arf_set_d(factor, part);
    arf_sub(end, to, end, 53, ARF_RND_DOWN);
    arf_mul(end, end, factor, 53, ARF_RND_DOWN);
    arf_add(end, before, end, 53, ARF_RND_NEAR);
    if (part == 1)
        arf_set(end, to);
    bool good = contracts(s, matrix, proof->core);
    if (good) {
        for (size_t k = 0; k < s->m.n * s->m.n; k++)
            proof->matrix[k] = matrix[k];
        proof->border[side][i] = part == 1;
    } else {
        arf_set(end, before);
    }
    arf_clear(before);
    arf_clear(factor);
    return good;
}

static bool find_core(mc_system_state *s)
{
    mc_system_proof *proof = s->proof;
    double t = 1;
    for (;; t *= 0.75) {
        if (t < 0x1p-24 || mc_stopped(s->m.e->meter.stop))
            return false;
        shrink(s, t);
        if (contracts(s, proof->matrix, proof->core))
            break;
    }
    for (int round = 0; round < 2 && t < 1; round++)
        for (size_t i = 0; i < s->m.n; i++)
            for (int side = 0; side < 2; side++)
                if (!proof->border[side][i] && !push(s, i, side, 1) &&
                    !push(s, i, side, 0.5))
                    (void)push(s, i, side, 0.2);
    return true;
}

/* ---- the tree ---- */

static void extend_hull(mc_system_state *s, size_t node, bool *any)
{
    const mc_system_node *now = &s->proof->tree.node[node];
    if (now->kind == 'r') {
        for (size_t i = 0; i < s->m.n && *any; i++)
            mc_interval_hull(&s->hull[i], &s->hull[i], &s->u[i]);
        for (size_t i = 0; i < s->m.n && !*any; i++)
            mc_interval_set(&s->hull[i], &s->u[i]);
        *any = true;
    }
    if (now->kind != 's')
        return;
    mc_interval before;
    mc_interval_init(&before);
    mc_interval_set(&before, &s->u[now->index]);
    mc_interval_middle(&s->u[now->index].hi, &before, ARF_PREC_EXACT);
    extend_hull(s, now->child, any);
    arf_set(&s->u[now->index].lo, &s->u[now->index].hi);
    arf_set(&s->u[now->index].hi, &before.hi);
    extend_hull(s, now->child + 1, any);
    mc_interval_set(&s->u[now->index], &before);
    mc_interval_clear(&before);
}

/* The condition on the hull of the leaves `rest`, as a checker sees it. */
static bool hull_contracts(mc_system_state *s)
{
    bool any = false;
    for (size_t i = 0; i < s->m.n; i++) {
        arf_zero(&s->u[i].lo);
        arf_one(&s->u[i].hi);
    }
    extend_hull(s, 0, &any);
    if (!any)
        return false;
    mc_system_place(s->x, &s->m, &s->box, s->hull);
    if (!mc_mapping_slopes(&s->m, s->slopes, s->x))
        return false;
    mc_mapping_defect(s->defect, &s->m, s->proof->matrix, s->slopes);
    return mc_mapping_contracts(&s->m, s->defect, 0.9375);
}

/* Boxes are left that the signs of the equations do not exclude. */
static bool explain_open(mc_system_state *s, const mc_system_open *open)
{
    size_t n = s->m.n;
    mc_system_zero last = MC_ZERO_NONE;
    for (size_t i = 0; i < open->boxes && i < MOST_TRIES; i++) {
        mc_system_zero kind =
            mc_system_newton(s, &open->x[i * open->boxes / open->boxes * n]);
        if (kind == MC_ZERO_PROVED &&
            !mc_system_near(s->candidate, s->proof->enclosure, n))
            return give_up_at(s,
                              "there is more than one zero in the box: one at ",
                              s->candidate, true, "");
        last = kind > last ? kind : last;
    }
    for (size_t i = 0; i < n; i++) {
        mc_interval_set(&s->x[i], &open->x[i]);
        for (size_t k = 1; k < open->boxes; k++)
            mc_interval_hull(&s->x[i], &s->x[i], &open->x[k * n + i]);
    }
    return give_up_at(
        s,
        last == MC_ZERO_SINGULAR || last == MC_ZERO_BORDER
            ? "there is a zero, and perhaps another one on the border of the "
              "box or where the Jacobian matrix is singular: no sign is "
              "certain on a part of "
            : "more boxes are needed to exclude another zero: no sign is "
              "certain on a part of ",
        s->x, false, "");
}

static mc_system_result search(mc_system_state *s, mc_system_open *open,
                               bool core, size_t boxes)
{
    mc_system_search search = {.e = s->m.e,
                               .index = s->index,
                               .box = &s->box,
                               .core = core ? s->proof->core : NULL,
                               .zero = s->proof->zero,
                               .boxes = boxes,
                               .effort = s->effort};
    return mc_system_close(&s->proof->tree, open, &search);
}

static bool stopped(mc_system_state *s)
{
    return mc_evaluator_fault(s->m.e, MC_UNDECIDED, s->m.name[0].equation,
                              "stopped before the zero was shown to be unique");
}

static bool close_tree(mc_system_state *s)
{
    mc_system_open open;
    switch (search(s, &open, true, MOST_BOXES)) {
    case MC_SYSTEM_CLOSED:
        if (hull_contracts(s))
            return true;
        return mc_evaluator_fault(
            s->m.e, MC_UNDECIDED, s->m.name[0].equation,
            "the equations may not be injective around the zero");
    case MC_SYSTEM_OPEN:
        (void)explain_open(s, &open);
        mc_intervals_free(open.x, open.boxes * s->m.n);
        return false;
    case MC_SYSTEM_STOPPED:
        return stopped(s);
    case MC_SYSTEM_MEMORY:
        break;
    }
    return no_memory(s);
}

/* ---- a zero ---- */

static bool explain_none(mc_system_state *s, const mc_system_open *open,
                         mc_system_zero kind)
{
    size_t n = s->m.n;
    if (kind == MC_ZERO_BORDER)
        return give_up_at(s,
                          "there is a zero at the border of the box, or very "
                          "near to it: ",
                          s->candidate, true, "");
    if (kind == MC_ZERO_SINGULAR)
        return give_up_at(s,
                          "there may be a zero at which the Jacobian matrix is "
                          "singular: ",
                          s->candidate, true, "");
    for (size_t i = 0; i < n; i++) {
        mc_interval_set(&s->x[i], &open->x[i]);
        for (size_t k = 1; k < open->boxes; k++)
            mc_interval_hull(&s->x[i], &s->x[i], &open->x[k * n + i]);
    }
    return give_up_at(s, "no zero was found; if there is one it has ", s->x,
                      false, "");
}

/* Newton's method from boxes that could not be excluded. */
static bool look_for_zero(mc_system_state *s)
{
    mc_system_zero kind = mc_system_newton(s, s->whole), now;
    size_t limit = FEW_BOXES;
    while (kind != MC_ZERO_PROVED) {
        mc_system_open open;
        switch (search(s, &open, false, limit)) {
        case MC_SYSTEM_CLOSED:
            return give_up(s, "there is no zero: everywhere in the box one of "
                              "the equations has a certain sign");
        case MC_SYSTEM_STOPPED:
            return mc_evaluator_fault(s->m.e, MC_UNDECIDED,
                                      s->m.name[0].equation,
                                      "stopped before a zero was found");
        case MC_SYSTEM_MEMORY:
            return no_memory(s);
        case MC_SYSTEM_OPEN:
            break;
        }
        size_t tries = open.boxes < MOST_TRIES ? open.boxes : MOST_TRIES;
        for (size_t i = 0; i < tries && kind != MC_ZERO_PROVED; i++) {
            now = mc_system_newton(s, &open.x[i * open.boxes / tries * s->m.n]);
            kind = now > kind ? now : kind;
        }
        bool last = limit == MOST_BOXES || open.tiny;
        if (kind != MC_ZERO_PROVED && last)
            (void)explain_none(s, &open, kind);
        mc_intervals_free(open.x, open.boxes * s->m.n);
        if (kind != MC_ZERO_PROVED && last)
            return false;
        limit = MOST_BOXES;
    }
    s->proof->tree.nodes = 0;
    for (size_t i = 0; i < s->m.n; i++) {
        mc_interval_set(&s->proof->enclosure[i], &s->candidate[i]);
        mc_interval_middle(&s->proof->zero[i], &s->candidate[i], 64);
    }
    return true;
}

static bool find(mc_system_state *s, slong goal)
{
    mc_evaluator *e = s->m.e;
    mc_system_proof *proof = s->proof;
    mc_panels *panels = e->plan;
    if (!bounds(s))
        return false;
    plan(s);
    e->plan = NULL;
    e->fault.text = NULL;
    bool done = proof->found || look_for_zero(s);
    if (done && !proof->found && !find_core(s))
        done = mc_stopped(e->meter.stop)
                   ? stopped(s)
                   : give_up_at(s,
                                "the Jacobian matrix is nearly singular at the "
                                "zero: ",
                                proof->enclosure, true, "");
    /* without a certificate, what is shown once need not be shown again */
    done = done && ((proof->found && e->closed_forms) || close_tree(s));
    if (done) {
        proof->found = true;
        e->plan = panels;
        plan(s);
        e->plan = NULL;
        done = mc_system_enclose(s, goal);
    }
    e->plan = panels;
    return done;
}

/* ---- storage ---- */

bool mc_system_proof_init(mc_system_proof *proof, size_t names)
{
    *proof = (mc_system_proof){.names = names};
    proof->enclosure = mc_intervals_new(names);
    proof->core = mc_intervals_new(names);
    proof->zero = mc_array(names, sizeof *proof->zero);
    proof->matrix = mc_array(names * names, sizeof *proof->matrix);
    for (size_t i = 0; proof->zero && i < names; i++)
        arf_init(&proof->zero[i]);
    if (proof->enclosure && proof->core && proof->zero && proof->matrix)
        return true;
    mc_system_proof_clear(proof);
    return false;
}

void mc_system_proof_clear(mc_system_proof *proof)
{
    mc_intervals_free(proof->enclosure, proof->names);
    mc_intervals_free(proof->core, proof->names);
    for (size_t i = 0; proof->zero && i < proof->names; i++)
        arf_clear(&proof->zero[i]);
    free(proof->zero);
    free(proof->matrix);
    free(proof->tree.node);
    *proof = (mc_system_proof){.names = 0};
}

static bool state_init(mc_system_state *s, mc_system_proof *proof)
{
    size_t n = proof->names;
    s->proof = proof;
    mc_interval **vectors[] = {
        &s->box.lower, &s->box.upper, &s->box.length, &s->whole,     &s->u,
        &s->x,         &s->f,         &s->hull,       &s->candidate, &s->image};
    for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++)
        if (!(*vectors[i] = mc_intervals_new(n)))
            return false;
    return (s->slopes = mc_intervals_new(n * n)) != NULL &&
           (s->defect = mc_intervals_new(n * n)) != NULL;
}

static void state_clear(mc_system_state *s)
{
    size_t n = s->proof->names;
    mc_interval *vectors[] = {
        s->box.lower, s->box.upper, s->box.length, s->whole,     s->u,
        s->x,         s->f,         s->hull,       s->candidate, s->image};
    for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++)
        mc_intervals_free(vectors[i], n);
    mc_intervals_free(s->slopes, n * n);
    mc_intervals_free(s->defect, n * n);
}

bool mc_system_find(mc_system_proof *proof, mc_evaluator *e, size_t index,
                    slong goal, const mc_claim_effort *effort)
{
    mc_system_state s = {.index = index, .effort = effort};
    if (proof->hopeless)
        return mc_evaluator_fault(
            e, MC_UNDECIDED,
            e->knowledge->claims
                ->root_name[e->knowledge->claims->root[index].first]
                .equation,
            proof->reason);
    e->order = 0;
    bool done = state_init(&s, proof);
    if (!done) {
        state_clear(&s);
        return mc_evaluator_fault(e, MC_LIMIT, NULL, "out of memory");
    }
    done = mc_mapping_init(&s.m, e, index);
    if (done) {
        done = find(&s, goal);
        mc_mapping_clear(&s.m);
    }
    state_clear(&s);
    return done;
}
