#include "real/root.h"

#include <stdlib.h>

#include "base/memory.h"
#include "real/integral.h"
#include "real/need.h"
#include "real/root_search.h"

enum { MOST_CELLS = 20000, MOST_LEVELS = 60, FEW_BITS = 256 };

static bool fault(mc_root_search *s, const mc_node *node, const char *text)
{
    return mc_evaluator_fault(s->e, MC_UNDECIDED, node, text);
}

static void place(mc_root_search *s, mc_interval *out, const arf_t u)
{
    mc_interval factor;
    if (arf_is_one(u)) {
        mc_interval_set(out, &s->upper);
        return;
    }
    mc_interval_init(&factor);
    mc_interval_set_arf(&factor, u);
    mc_interval_mul(&factor, &factor, &s->length, s->e->bits);
    mc_interval_add(out, &s->lower, &factor, s->e->bits);
    mc_interval_clear(&factor);
}

static void cell_range(mc_root_search *s, mc_interval *out, const arf_t u,
                       const arf_t v)
{
    mc_interval to;
    mc_interval_init(&to);
    place(s, out, u);
    place(s, &to, v);
    mc_interval_hull(out, out, &to);
    mc_interval_clear(&to);
}

/* ---- cells ---- */

static bool add_cell(mc_root_search *s, mc_root_proof *proof, const arf_t u,
                     char kind)
{
    if (proof->cells >= MOST_CELLS)
        return fault(s, s->root->equation,
                     "the zeros of this equation cannot be separated");
    if (!mc_array_grow(&proof->cell, &proof->room, proof->cells + 1,
                       sizeof *proof->cell))
        return mc_evaluator_fault(s->e, MC_LIMIT, NULL, "out of memory");
    arf_init(&proof->cell[proof->cells].u);
    arf_set(&proof->cell[proof->cells].u, u);
    proof->cell[proof->cells++].kind = kind;
    return true;
}

/* '+', '-', or the slope's sign as 'u', 'd' (not if `banned`), or 0. */
static char classify(mc_root_search *s, const arf_t u, const arf_t v,
                     char allowed)
{
    mc_interval x, slope;
    char kind = 0;
    mc_interval_init(&x);
    mc_interval_init(&slope);
    cell_range(s, &x, u, v);
    int sign = mc_root_sign(s, &x);
    if (sign) {
        kind = sign > 0 ? '+' : '-';
    } else if (allowed) {
        sign = mc_root_slope(s, &slope, &x);
        kind = sign > 0 ? 'u' : sign < 0 ? 'd' : 0;
        if (allowed != 'm' && kind != allowed)
            kind = 0;
    }
    mc_interval_clear(&x);
    mc_interval_clear(&slope);
    return kind;
}

static bool divide(mc_root_search *s, mc_root_proof *proof, const arf_t u,
                   const arf_t v, char allowed, int level)
{
    char kind = classify(s, u, v, allowed);
    arf_t middle;
    if (kind)
        return add_cell(s, proof, v, kind);
    if (level == MOST_LEVELS || mc_stopped(s->e->meter.stop)) {
        if (s->e->fault.text && s->e->fault.status == MC_UNDECIDED)
            return false;
        return fault(
            s, s->root->equation,
            "this equation may have a zero at which its slope is zero, "
            "or several zeros");
    }
    s->e->fault.text = NULL;
    arf_init(middle);
    arf_add(middle, u, v, ARF_PREC_EXACT, ARF_RND_DOWN);
    arf_mul_2exp_si(middle, middle, -1);
    bool done = divide(s, proof, u, middle, allowed, level + 1) &&
                divide(s, proof, middle, v, allowed, level + 1);
    arf_clear(middle);
    return done;
}

static bool is_slope(char kind)
{
    return kind == 'u' || kind == 'd';
}

/* The sign of f at the beginning of cell j. */
static int sign_before(mc_root_search *s, const mc_root_proof *proof, size_t j)
{
    mc_interval x;
    if (j == 0)
        return s->left;
    char kind = proof->cell[j - 1].kind;
    if (!is_slope(kind))
        return kind == '+' ? 1 : -1;
    mc_interval_init(&x);
    place(s, &x, &proof->cell[j - 1].u);
    int sign = mc_root_sign(s, &x);
    mc_interval_clear(&x);
    return sign;
}

/* The run of cells with a slope at whose ends the signs differ.
   Returns how many such runs there are. */
static size_t find_run(mc_root_search *s, const mc_root_proof *proof,
                       size_t *from, size_t *to)
{
    size_t runs = 0;
    for (size_t j = 0; j < proof->cells;) {
        size_t end = j;
        while (end < proof->cells && is_slope(proof->cell[end].kind))
            end++;
        if (end == j) {
            /* a jump from one sign to the other is no zero */
            j++;
            continue;
        }
        mc_interval x;
        mc_interval_init(&x);
        place(s, &x, &proof->cell[end - 1].u);
        int after = end < proof->cells ? (proof->cell[end].kind == '+' ? 1 : -1)
                                       : mc_root_sign(s, &x);
        mc_interval_clear(&x);
        if (sign_before(s, proof, j) * after < 0) {
            runs++;
            *from = j;
            *to = end;
        }
        j = end;
    }
    return runs;
}

/* Cells with a slope stay only in the run, and there only with the slope that
   fits; the others are divided until f has a sign. */
static bool settle(mc_root_search *s, mc_root_proof *proof, size_t from,
                   size_t to)
{
    mc_root_proof made;
    arf_t zero;
    arf_init(zero);
    mc_root_proof_init(&made);
    char fits = sign_before(s, proof, from) < 0 ? 'u' : 'd';
    bool done = true;
    for (size_t j = 0; j < proof->cells && done; j++) {
        const mc_root_cell *cell = &proof->cell[j];
        bool inside = j >= from && j < to;
        if (!is_slope(cell->kind) || (inside && cell->kind == fits))
            done = add_cell(s, &made, &cell->u, cell->kind);
        else
            done = divide(s, &made, j == 0 ? zero : &proof->cell[j - 1].u,
                          &cell->u, inside ? fits : 0, 0);
    }
    mc_root_cell *cell = proof->cell;
    size_t cells = proof->cells, room = proof->room;
    proof->cell = made.cell;
    proof->cells = made.cells;
    proof->room = made.room;
    made.cell = cell;
    made.cells = cells;
    made.room = room;
    mc_root_proof_clear(&made);
    arf_clear(zero);
    return done;
}

static bool cells(mc_root_search *s, mc_root_proof *proof, size_t *from,
                  size_t *to)
{
    arf_t zero, one;
    size_t runs;
    arf_init(zero);
    arf_init(one);
    arf_one(one);
    bool done = divide(s, proof, zero, one, 'm', 0);
    arf_clear(zero);
    arf_clear(one);
    if (!done)
        return false;
    runs = find_run(s, proof, from, to);
    if (runs == 0)
        return fault(s, s->root->equation,
                     "there is no change of sign: no zero could be shown to be "
                     "between the bounds (at a bound itself it cannot be)");
    if (runs > 1)
        return fault(s, s->root->equation,
                     "there is more than one zero between the bounds");
    if (!settle(s, proof, *from, *to) || find_run(s, proof, from, to) != 1)
        return fault(s, s->root->equation,
                     "this equation may have another zero");
    for (size_t j = 0; j < proof->cells; j++)
        if (is_slope(proof->cell[j].kind) && (j < *from || j >= *to))
            return fault(s, s->root->equation,
                         "this equation may have another zero");
    return true;
}

static bool bracket(mc_root_search *s, mc_root_proof *proof, size_t from,
                    size_t to)
{
    mc_interval begin, end;
    arf_t zero;
    arf_init(zero);
    mc_interval_init(&begin);
    mc_interval_init(&end);
    place(s, &begin, from == 0 ? zero : &proof->cell[from - 1].u);
    place(s, &end, &proof->cell[to - 1].u);
    s->left = sign_before(s, proof, from);
    bool done = arf_cmp(&begin.hi, &end.lo) < 0 &&
                mc_root_accept(s, proof, &begin.hi, &end.lo);
    if (!done)
        (void)fault(s, s->root->equation,
                    "the signs at the bounds are not certain: the zero may be "
                    "at a bound");
    mc_interval_clear(&begin);
    mc_interval_clear(&end);
    arf_clear(zero);
    return done;
}

/* All integrals of the equation are series, whose terms are planned. */
static bool is_surveyed(mc_root_search *s)
{
    const mc_knowledge *knowledge = s->e->knowledge;
    const mc_claims *claims = knowledge->claims;
    mc_need need;
    mc_interval x;
    bool series = mc_need_init(&need, claims) &&
                  mc_need_node(&need, claims, s->root->equation);
    mc_interval_init(&x);
    mc_interval_hull(&x, &s->lower, &s->upper);
    mc_root_visit(s, &x, 0);
    mc_integral_survey(s->e, MC_SURVEY_POINTS);
    for (size_t i = 0; i < claims->integrals && series; i++)
        series = !need.integral[i] ||
                 knowledge->panels[i].kind == MC_INTEGRAL_SERIES;
    mc_need_clear(&need);
    mc_interval_clear(&x);
    return series;
}

/* Plans integrals of the equation at both bounds and between. */
static void plan(mc_root_search *s)
{
    arf_t u;
    mc_interval x;
    if (is_surveyed(s))
        return;
    arf_init(u);
    mc_interval_init(&x);
    for (slong i = 0; i <= 4; i++) {
        arf_set_si_2exp_si(u, i, -2);
        place(s, &x, u);
        (void)mc_root_sign(s, &x);
    }
    mc_interval_clear(&x);
    arf_clear(u);
}

/* Cells, and a bracket that is not narrow yet, at this precision. */
static bool separate(mc_root_search *s, mc_root_proof *proof, slong bits)
{
    size_t from = 0, to = 0;
    for (size_t j = 0; j < proof->cells; j++)
        arf_clear(&proof->cell[j].u);
    proof->cells = 0;
    s->e->fault.text = NULL;
    mc_root_precision(s, bits);
    s->left = mc_root_sign(s, &s->lower);
    return cells(s, proof, &from, &to) && bracket(s, proof, from, to);
}

static bool find(mc_root_search *s, mc_root_proof *proof, slong goal)
{
    mc_panels *panels = s->e->plan;
    if (arf_cmp(&s->upper.hi, &s->lower.lo) < 0)
        return fault(s, s->root->lower, "the bounds are in the wrong order");
    if (arf_cmp(&s->lower.hi, &s->upper.lo) > 0)
        return fault(s, s->root->lower,
                     "it is not certain that the lower bound is not above the "
                     "upper one");
    plan(s);
    s->e->plan = NULL;
    bool done = (s->bits > FEW_BITS && separate(s, proof, FEW_BITS)) ||
                separate(s, proof, s->bits);
    if (done)
        mc_root_squeeze(s, proof, goal);
    mc_root_precision(s, s->bits);
    s->e->plan = panels;
    for (size_t j = 0; j < proof->cells; j++)
        if (is_slope(proof->cell[j].kind))
            proof->cell[j].kind = 'm';
    return done;
}

void mc_root_proof_init(mc_root_proof *proof)
{
    arf_init(proof->lo);
    arf_init(proof->hi);
    proof->cells = proof->room = 0;
    proof->cell = NULL;
}

void mc_root_proof_clear(mc_root_proof *proof)
{
    arf_clear(proof->lo);
    arf_clear(proof->hi);
    for (size_t i = 0; i < proof->cells; i++)
        arf_clear(&proof->cell[i].u);
    free(proof->cell);
}

bool mc_root_find(mc_root_proof *proof, mc_evaluator *e, size_t index,
                  slong goal)
{
    const mc_claims *claims = e->knowledge->claims;
    mc_root_search s = {.e = e,
                        .bits = e->bits,
                        .root = &claims->root_name[claims->root[index].first]};
    mc_pool_mark mark = mc_pool_get_mark(e);
    const mc_jet *before = e->slot[s.root->slot];
    bool done;
    mc_interval_init(&s.lower);
    mc_interval_init(&s.upper);
    mc_interval_init(&s.length);
    s.x = mc_pool_take(e, 1);
    e->order = 0;
    done = s.x.c && mc_evaluate_at(e, &s.lower, s.root->lower) &&
           mc_evaluate_at(e, &s.upper, s.root->upper);
    mc_interval_sub(&s.length, &s.upper, &s.lower, e->bits);
    done = done && find(&s, proof, goal);
    e->slot[s.root->slot] = before;
    mc_pool_release(e, mark);
    mc_interval_clear(&s.lower);
    mc_interval_clear(&s.upper);
    mc_interval_clear(&s.length);
    return done;
}
