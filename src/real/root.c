#include "real/root.h"

#include <stdlib.h>

#include "base/memory.h"
#include "real/integral.h"

enum { MOST_CELLS = 20000, MOST_LEVELS = 60 };

typedef struct search {
    mc_evaluator *e;
    const mc_root_name *root;
    mc_interval lower, upper, length;
    mc_jet x; /* order 1 */
    int left; /* the sign of f at the lower bound */
} search;

static bool fault(search *s, const mc_node *node, const char *text)
{
    return mc_evaluator_fault(s->e, MC_UNDECIDED, node, text);
}

/* f, and with order 1 its slope, on an interval. */
static bool evaluate(search *s, mc_jet *f, const mc_interval *x, slong order)
{
    mc_evaluator *e = s->e;
    mc_interval_set(&s->x.c[0], x);
    mc_interval_set_si(&s->x.c[1], 1);
    s->x.length = order > 0 ? 2 : 1;
    s->x.flags = 0;
    e->slot[s->root->slot] = &s->x;
    e->order = order;
    bool done = mc_evaluate(e, f, s->root->equation);
    e->order = 0;
    return done;
}

static int sign_on(search *s, const mc_interval *x)
{
    mc_pool_mark mark = mc_pool_get_mark(s->e);
    mc_jet f = mc_pool_take(s->e, 0);
    int sign = f.c && evaluate(s, &f, x, 0) ? mc_interval_sign(&f.c[0]) : 0;
    mc_pool_release(s->e, mark);
    return sign;
}

static int sign_at(search *s, const arf_t x)
{
    mc_interval point;
    mc_interval_init(&point);
    mc_interval_set_arf(&point, x);
    int sign = sign_on(s, &point);
    mc_interval_clear(&point);
    return sign;
}

/* The sign of the slope on x, 0 if it is not certain; *slope encloses it. */
static int slope_on(search *s, mc_interval *slope, const mc_interval *x)
{
    int sign = 0;
    mc_pool_mark mark = mc_pool_get_mark(s->e);
    mc_jet f = mc_pool_take(s->e, 1);
    if (f.c && evaluate(s, &f, x, 1) && f.length == 2 &&
        !(f.flags & (MC_JET_UNKNOWN | MC_JET_JUMP))) {
        sign = mc_interval_sign(&f.c[1]);
        mc_interval_set(slope, &f.c[1]);
    }
    mc_pool_release(s->e, mark);
    return sign;
}

static void place(search *s, mc_interval *out, const arf_t u)
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

static void cell_range(search *s, mc_interval *out, const arf_t u,
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

static bool add_cell(search *s, mc_root_proof *proof, const arf_t u, char kind)
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
static char classify(search *s, const arf_t u, const arf_t v, char allowed)
{
    mc_interval x, slope;
    char kind = 0;
    mc_interval_init(&x);
    mc_interval_init(&slope);
    cell_range(s, &x, u, v);
    int sign = sign_on(s, &x);
    if (sign) {
        kind = sign > 0 ? '+' : '-';
    } else if (allowed) {
        sign = slope_on(s, &slope, &x);
        kind = sign > 0 ? 'u' : sign < 0 ? 'd' : 0;
        if (allowed != 'm' && kind != allowed)
            kind = 0;
    }
    mc_interval_clear(&x);
    mc_interval_clear(&slope);
    return kind;
}

static bool divide(search *s, mc_root_proof *proof, const arf_t u,
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
static int sign_before(search *s, const mc_root_proof *proof, size_t j)
{
    mc_interval x;
    if (j == 0)
        return s->left;
    char kind = proof->cell[j - 1].kind;
    if (!is_slope(kind))
        return kind == '+' ? 1 : -1;
    mc_interval_init(&x);
    place(s, &x, &proof->cell[j - 1].u);
    int sign = sign_on(s, &x);
    mc_interval_clear(&x);
    return sign;
}

/* The run of cells with a slope at whose ends the signs differ.
   Returns how many such runs there are. */
static size_t find_run(search *s, const mc_root_proof *proof, size_t *from,
                       size_t *to)
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
                                       : sign_on(s, &x);
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
static bool settle(search *s, mc_root_proof *proof, size_t from, size_t to)
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

static bool cells(search *s, mc_root_proof *proof, size_t *from, size_t *to)
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

/* ---- the bracket ---- */

static bool narrow_enough(const arf_t lo, const arf_t hi, slong goal)
{
    arf_t width, size;
    arf_init(width);
    arf_init(size);
    arf_sub(width, hi, lo, 30, ARF_RND_UP);
    arf_abs(size, hi);
    arf_mul_2exp_si(size, size, -goal);
    bool enough = arf_cmp(width, size) <= 0;
    arf_clear(width);
    arf_clear(size);
    return enough;
}

/* Rounds to a multiple of 2^e. */
static void coarse(arf_t x, const fmpz_t e, bool up)
{
    fmpz_t minus;
    fmpz_init(minus);
    fmpz_neg(minus, e);
    arf_mul_2exp_fmpz(x, x, minus);
    if (up)
        arf_ceil(x, x);
    else
        arf_floor(x, x);
    arf_mul_2exp_fmpz(x, x, e);
    fmpz_clear(minus);
}

/* Replaces [lo, hi] by [a, b] if the signs there show a zero. */
static bool accept(search *s, mc_root_proof *proof, const arf_t a,
                   const arf_t b)
{
    if (sign_at(s, a) != s->left || sign_at(s, b) != -s->left)
        return false;
    arf_set(proof->lo, a);
    arf_set(proof->hi, b);
    return true;
}

/* x - f(x) / f'([lo, hi]), a little wider and with short ends. */
static bool newton(search *s, mc_root_proof *proof, const arf_t middle)
{
    mc_evaluator *e = s->e;
    mc_interval x, slope, point;
    fmpz_t grid;
    bool better = false;
    mc_pool_mark mark = mc_pool_get_mark(e);
    mc_jet f = mc_pool_take(e, 0);
    mc_interval_init(&x);
    mc_interval_init(&slope);
    mc_interval_init(&point);
    fmpz_init(grid);
    arf_set(&x.lo, proof->lo);
    arf_set(&x.hi, proof->hi);
    mc_interval_set_arf(&point, middle);
    if (f.c && slope_on(s, &slope, &x) && evaluate(s, &f, &point, 0) &&
        mc_interval_div(&slope, &f.c[0], &slope, e->bits)) {
        mc_interval_sub(&point, &point, &slope, e->bits);
        arf_t width;
        arf_init(width);
        arf_sub(width, &point.hi, &point.lo, 30, ARF_RND_UP);
        if (arf_is_zero(width))
            arf_mul_2exp_si(width, &point.hi, 4 - e->bits);
        arf_abs_bound_lt_2exp_fmpz(grid, width);
        fmpz_sub_ui(grid, grid, 2);
        arf_sub(&point.lo, &point.lo, width, e->bits, ARF_RND_FLOOR);
        arf_add(&point.hi, &point.hi, width, e->bits, ARF_RND_CEIL);
        coarse(&point.lo, grid, false);
        coarse(&point.hi, grid, true);
        arf_max(&point.lo, &point.lo, proof->lo);
        arf_min(&point.hi, &point.hi, proof->hi);
        arf_clear(width);
        mag_t before, now;
        mag_init(before);
        mag_init(now);
        mc_interval_width(before, &x);
        mc_interval_width(now, &point);
        mag_mul_2exp_si(now, now, 1);
        if (arf_cmp(&point.lo, &point.hi) < 0 && mag_cmp(now, before) < 0)
            better = accept(s, proof, &point.lo, &point.hi);
        mag_clear(before);
        mag_clear(now);
    }
    mc_pool_release(e, mark);
    fmpz_clear(grid);
    mc_interval_clear(&x);
    mc_interval_clear(&slope);
    mc_interval_clear(&point);
    return better;
}

static bool halve(search *s, mc_root_proof *proof, const arf_t middle)
{
    int sign = sign_at(s, middle);
    if (sign == 0)
        return false;
    arf_set(sign == s->left ? proof->lo : proof->hi, middle);
    return true;
}

static void squeeze(search *s, mc_root_proof *proof, slong goal)
{
    arf_t middle;
    bool better = true;
    arf_init(middle);
    for (slong i = 0; better && i < 4 * s->e->bits + 100 &&
                      !narrow_enough(proof->lo, proof->hi, goal);
         i++) {
        mc_interval x = {*proof->lo, *proof->hi};
        mc_interval_middle(middle, &x, s->e->bits);
        better = newton(s, proof, middle) || halve(s, proof, middle);
    }
    arf_clear(middle);
}

static bool bracket(search *s, mc_root_proof *proof, size_t from, size_t to,
                    slong goal)
{
    mc_interval begin, end;
    arf_t zero;
    arf_init(zero);
    mc_interval_init(&begin);
    mc_interval_init(&end);
    place(s, &begin, from == 0 ? zero : &proof->cell[from - 1].u);
    place(s, &end, &proof->cell[to - 1].u);
    s->left = sign_before(s, proof, from);
    bool done =
        arf_cmp(&begin.hi, &end.lo) < 0 && accept(s, proof, &begin.hi, &end.lo);
    if (done)
        squeeze(s, proof, goal);
    else
        (void)fault(s, s->root->equation,
                    "the signs at the bounds are not certain: the zero may be "
                    "at a bound");
    mc_interval_clear(&begin);
    mc_interval_clear(&end);
    arf_clear(zero);
    return done;
}

/* Plans integrals of the equation at both bounds and between. */
static void plan(search *s)
{
    arf_t u;
    mc_interval x;
    arf_init(u);
    mc_interval_init(&x);
    mc_interval_hull(&s->x.c[0], &s->lower, &s->upper);
    s->x.length = 1;
    s->e->slot[s->root->slot] = &s->x;
    mc_integral_survey(s->e, MC_SURVEY_JETS);
    for (slong i = 0; i <= 4; i++) {
        arf_set_si_2exp_si(u, i, -2);
        place(s, &x, u);
        (void)sign_on(s, &x);
    }
    mc_interval_clear(&x);
    arf_clear(u);
}

static bool find(search *s, mc_root_proof *proof, slong goal)
{
    mc_panels *panels = s->e->plan;
    size_t from = 0, to = 0;
    if (arf_cmp(&s->upper.hi, &s->lower.lo) < 0)
        return fault(s, s->root->lower, "the bounds are in the wrong order");
    if (arf_cmp(&s->lower.hi, &s->upper.lo) > 0)
        return fault(s, s->root->lower,
                     "it is not certain that the lower bound is not above the "
                     "upper one");
    plan(s);
    s->left = sign_on(s, &s->lower);
    s->e->plan = NULL;
    s->e->fault.text = NULL;
    bool done =
        cells(s, proof, &from, &to) && bracket(s, proof, from, to, goal);
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
    search s = {.e = e, .root = &claims->root_name[claims->root[index].first]};
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
