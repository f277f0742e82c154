/* One box of a system of roots: can it be excluded, and if not, where is it to
   be cut? */
#include <math.h>

#include "real/system.h"

void mc_system_place(mc_interval *out, const mc_mapping *m,
                     const mc_system_box *box, const mc_interval *u)
{
    mc_interval end, *ends[2] = {NULL, &end};
    mc_interval_init(&end);
    for (size_t i = 0; i < m->n; i++) {
        ends[0] = &out[i];
        for (int k = 0; k < 2; k++) {
            if (k == 1 && arf_is_one(&u[i].hi)) {
                mc_interval_set(ends[k], &box->upper[i]);
                continue;
            }
            mc_interval_set_arf(ends[k], k ? &u[i].hi : &u[i].lo);
            mc_interval_mul(ends[k], ends[k], &box->length[i], m->e->bits);
            mc_interval_add(ends[k], ends[k], &box->lower[i], m->e->bits);
        }
        mc_interval_hull(&out[i], &out[i], &end);
    }
    mc_interval_clear(&end);
}

bool mc_system_scout_init(mc_system_scout *s, const mc_system_search *search)
{
    const mc_evaluator *e = search->e;
    s->search = search;
    if (!mc_evaluator_init(&s->e, e->knowledge))
        return false;
    mc_evaluator_bits(&s->e, e->bits);
    s->e.meter.stop = e->meter.stop;
    s->e.closed_forms = e->closed_forms;
    if (!mc_mapping_init(&s->m, &s->e, search->index)) {
        mc_evaluator_clear(&s->e);
        return false;
    }
    size_t n = s->m.n;
    s->x = mc_intervals_new(n);
    s->f = mc_intervals_new(n);
    s->point = mc_intervals_new(n);
    s->slopes = mc_intervals_new(n * n);
    if (s->x && s->f && s->point && s->slopes)
        return true;
    mc_system_scout_clear(s);
    return false;
}

void mc_system_scout_clear(mc_system_scout *s)
{
    size_t n = s->m.n;
    mc_intervals_free(s->x, n);
    mc_intervals_free(s->f, n);
    mc_intervals_free(s->point, n);
    mc_intervals_free(s->slopes, n * n);
    mc_mapping_clear(&s->m);
    mc_evaluator_clear(&s->e);
}

static bool inside(const mc_interval *x, const mc_interval *core, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (arf_cmp(&x[i].lo, &core[i].lo) < 0 ||
            arf_cmp(&x[i].hi, &core[i].hi) > 0)
            return false;
    return true;
}

static double width(const mc_interval *x)
{
    return arf_get_d(&x->hi, ARF_RND_NEAR) - arf_get_d(&x->lo, ARF_RND_NEAR);
}

static double size(const mc_interval *x)
{
    return fmax(fabs(arf_get_d(&x->lo, ARF_RND_NEAR)),
                fabs(arf_get_d(&x->hi, ARF_RND_NEAR)));
}

size_t mc_system_widest(const mc_interval *u, size_t n)
{
    size_t best = 0;
    for (size_t i = 1; i < n; i++)
        if (width(&u[i]) > width(&u[best]))
            best = i;
    return best;
}

/* Where the box sticks out of the core the most, in widths of the core; n if
   the zero is not in the box. */
static size_t outermost(const mc_system_scout *s)
{
    const mc_system_search *search = s->search;
    size_t best = 0, n = s->m.n;
    double most = -1;
    if (!search->core)
        return n;
    for (size_t i = 0; i < n; i++) {
        if (arf_cmp(&search->zero[i], &s->x[i].lo) < 0 ||
            arf_cmp(&search->zero[i], &s->x[i].hi) > 0)
            return n;
        double share = inside(&s->x[i], &search->core[i], 1)
                           ? 0
                           : width(&s->x[i]) / width(&search->core[i]);
        if (share > most) {
            most = share;
            best = i;
        }
    }
    return best;
}

static bool excluded_by_value(mc_system_scout *s, mc_system_node *found)
{
    size_t first = found->kind == '+' || found->kind == '-' ? found->index : 0;
    for (size_t i = 0; i < s->m.n; i++) {
        size_t k = (first + i) % s->m.n;
        int sign = mc_mapping_value(&s->m, &s->f[k], k, s->x)
                       ? mc_interval_sign(&s->f[k])
                       : 0;
        if (sign) {
            *found = (mc_system_node){.kind = sign > 0 ? '+' : '-', .index = k};
            return true;
        }
    }
    return false;
}

/* ---- sums of the equations ---- */

/* sum_k c_k y_k */
static void combine(mc_interval *out, const mc_system_scout *s, const float *c,
                    const mc_interval *y, size_t step)
{
    mc_interval factor;
    mc_interval_init(&factor);
    mc_interval_zero(out);
    for (size_t k = 0; k < s->m.n; k++) {
        arf_set_d(&factor.lo, (double)c[k]);
        arf_set(&factor.hi, &factor.lo);
        mc_interval_addmul(out, &factor, &y[k * step], s->e.bits);
    }
    mc_interval_clear(&factor);
}

/* Is the mean-value form of sum_k c_k f_k certainly not 0? share[j] += the part
   of its spread that is due to name j. */
static bool sum_has_sign(mc_system_scout *s, const float *c, double *share)
{
    size_t n = s->m.n;
    double part[MC_MOST_ROOT_NAMES], spread = 0;
    mc_interval sum, slope, distance;
    mc_interval_init(&sum);
    mc_interval_init(&slope);
    mc_interval_init(&distance);
    combine(&sum, s, c, s->f, 1);
    for (size_t j = 0; j < n; j++) {
        combine(&slope, s, c, &s->slopes[j], n);
        mc_interval_sub(&distance, &s->x[j], &s->point[j], s->e.bits);
        mc_interval_addmul(&sum, &slope, &distance, s->e.bits);
        part[j] = size(&slope) * width(&s->x[j]);
        spread += part[j];
    }
    for (size_t j = 0; j < n && spread > 0; j++)
        share[j] += part[j] / spread;
    bool certain = mc_interval_sign(&sum) != 0;
    mc_interval_clear(&sum);
    mc_interval_clear(&slope);
    mc_interval_clear(&distance);
    return certain;
}

/* Values in the middle, and slopes on the box. */
static bool know(mc_system_scout *s)
{
    arf_t middle;
    arf_init(middle);
    for (size_t i = 0; i < s->m.n; i++) {
        mc_interval_middle(middle, &s->x[i], s->e.bits);
        mc_interval_set_arf(&s->point[i], middle);
    }
    arf_clear(middle);
    return mc_mapping_slopes(&s->m, s->slopes, s->x) &&
           mc_mapping_values(&s->m, s->f, s->point);
}

/* A row of numbers with few digits, the largest about 1. */
static void shorten(float *out, const double *row, size_t n)
{
    double largest = 0;
    int exponent;
    for (size_t k = 0; k < n; k++)
        largest = fmax(largest, fabs(row[k]));
    (void)frexp(largest, &exponent);
    for (size_t k = 0; k < n; k++)
        out[k] = (float)ldexp(nearbyint(ldexp(row[k], 12 - exponent)), -12);
}

/* By the sum that the box had before, by single equations, and by those that
   separate the names as far as the slopes in the middle go. *cut: the name
   with the largest share of the spread of the equations. */
static bool excluded_by_sum(mc_system_scout *s, mc_system_node *found,
                            size_t *cut)
{
    double matrix[MC_MOST_ROOT_NAMES * MC_MOST_ROOT_NAMES];
    double share[MC_MOST_ROOT_NAMES] = {0}, unused[MC_MOST_ROOT_NAMES] = {0};
    size_t n = s->m.n;
    mc_system_node sum = {.kind = 'c'};
    if (!know(s))
        return false;
    if (found->kind == 'c' && sum_has_sign(s, found->row, unused))
        return true;
    bool inverse = mc_mapping_inverse(matrix, &s->m, s->slopes);
    for (size_t i = 0; i < (inverse ? 2 * n : n); i++) {
        for (size_t k = 0; k < n && i < n; k++)
            sum.row[k] = k == i;
        if (i >= n)
            shorten(sum.row, &matrix[(i - n) * n], n);
        if (sum_has_sign(s, sum.row, i < n ? share : share)) {
            *found = sum;
            return true;
        }
    }
    *cut = 0;
    for (size_t j = 1; j < n; j++)
        if (share[j] > share[*cut])
            *cut = j;
    return false;
}

void mc_system_scout_look(mc_system_scout *s, mc_system_node *node,
                          const mc_interval *u)
{
    size_t n = s->m.n;
    if (node->kind == 's')
        return;
    mc_system_place(s->x, &s->m, s->search->box, u);
    if (s->search->core && inside(s->x, s->search->core, n)) {
        *node = (mc_system_node){.kind = 'r'};
        return;
    }
    size_t cut = mc_system_widest(u, n);
    if (excluded_by_value(s, node) || excluded_by_sum(s, node, &cut))
        return;
    size_t outer = outermost(s);
    *node = (mc_system_node){.index = outer < n ? outer : cut};
}
