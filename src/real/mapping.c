#include "real/mapping.h"

#include <math.h>

#include "base/memory.h"

bool mc_mapping_init(mc_mapping *m, mc_evaluator *e, size_t root)
{
    const mc_claims *claims = e->knowledge->claims;
    *m = (mc_mapping){.e = e,
                      .name = &claims->root_name[claims->root[root].first],
                      .n = claims->root[root].names,
                      .mark = mc_pool_get_mark(e)};
    bool good = true;
    for (size_t i = 0; i < m->n; i++) {
        m->before[i] = e->slot[m->name[i].slot];
        m->x[i] = mc_pool_take(e, 1);
        good = good && m->x[i].c;
    }
    if (!good)
        mc_pool_release(e, m->mark);
    return good;
}

void mc_mapping_clear(mc_mapping *m)
{
    for (size_t i = 0; i < m->n; i++)
        m->e->slot[m->name[i].slot] = m->before[i];
    mc_pool_release(m->e, m->mark);
}

mc_interval *mc_intervals_new(size_t count)
{
    mc_interval *x = mc_array(count, sizeof *x);
    for (size_t i = 0; x && i < count; i++)
        mc_interval_init(&x[i]);
    return x;
}

void mc_intervals_free(mc_interval *x, size_t count)
{
    for (size_t i = 0; x && i < count; i++)
        mc_interval_clear(&x[i]);
    free(x);
}

/* f_k as a jet in name `vary`; SIZE_MAX: its value. */
static bool evaluate(mc_mapping *m, mc_jet *f, size_t k, const mc_interval *box,
                     size_t vary)
{
    mc_evaluator *e = m->e;
    for (size_t i = 0; i < m->n; i++) {
        mc_jet *x = &m->x[i];
        mc_interval_set(&x->c[0], &box[i]);
        mc_interval_set_si(&x->c[1], 1);
        x->length = i == vary ? 2 : 1;
        x->flags = 0;
        e->slot[m->name[i].slot] = x;
    }
    e->order = vary == SIZE_MAX ? 0 : 1;
    bool done = mc_evaluate(e, f, m->name[k].equation);
    e->order = 0;
    return done;
}

bool mc_mapping_value(mc_mapping *m, mc_interval *f, size_t k,
                      const mc_interval *box)
{
    mc_jet jet = {.c = f, .length = 1};
    return evaluate(m, &jet, k, box, SIZE_MAX);
}

bool mc_mapping_values(mc_mapping *m, mc_interval *f, const mc_interval *box)
{
    for (size_t k = 0; k < m->n; k++)
        if (!mc_mapping_value(m, &f[k], k, box))
            return false;
    return true;
}

static bool slope(mc_mapping *m, mc_interval *out, size_t k, size_t j,
                  const mc_interval *box)
{
    mc_pool_mark mark = mc_pool_get_mark(m->e);
    mc_jet f = mc_pool_take(m->e, 1);
    bool known = f.c && evaluate(m, &f, k, box, j);
    if (known && f.flags & (MC_JET_UNKNOWN | MC_JET_JUMP))
        known = mc_evaluator_fault(m->e, MC_UNDECIDED, m->name[k].equation,
                                   "the slope is not known everywhere");
    if (known && f.length == 2)
        mc_interval_set(out, &f.c[1]);
    else
        mc_interval_zero(out);
    mc_pool_release(m->e, mark);
    return known;
}

bool mc_mapping_slopes(mc_mapping *m, mc_interval *slopes,
                       const mc_interval *box)
{
    for (size_t k = 0; k < m->n; k++)
        for (size_t j = 0; j < m->n; j++) {
            mc_interval *out = &slopes[k * m->n + j];
            if (!mc_node_depends(m->name[k].equation, m->name[j].slot))
                mc_interval_zero(out);
            else if (!slope(m, out, k, j, box))
                return false;
        }
    return true;
}

static void set_double(mc_interval *out, double value)
{
    arf_set_d(&out->lo, value);
    arf_set(&out->hi, &out->lo);
}

void mc_mapping_defect(mc_interval *defect, const mc_mapping *m,
                       const double *matrix, const mc_interval *slopes)
{
    size_t n = m->n;
    mc_interval c, sum;
    mc_interval_init(&c);
    mc_interval_init(&sum);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            mc_interval_zero(&sum);
            for (size_t k = 0; k < n; k++) {
                set_double(&c, -matrix[i * n + k]);
                mc_interval_addmul(&sum, &c, &slopes[k * n + j], m->e->bits);
            }
            mc_interval_set_si(&c, i == j);
            mc_interval_add(&defect[i * n + j], &c, &sum, m->e->bits);
        }
    mc_interval_clear(&c);
    mc_interval_clear(&sum);
}

bool mc_mapping_contracts(const mc_mapping *m, const mc_interval *defect,
                          double limit)
{
    mag_t sum, size;
    bool below = true;
    mag_init(sum);
    mag_init(size);
    for (size_t i = 0; i < m->n; i++) {
        mag_zero(sum);
        for (size_t j = 0; j < m->n; j++) {
            mc_interval_size(size, &defect[i * m->n + j]);
            mag_add(sum, sum, size);
        }
        below = below && mag_cmp_2exp_si(sum, 10) < 0 && mag_get_d(sum) < limit;
    }
    mag_clear(sum);
    mag_clear(size);
    return below;
}

/* ---- the inverse ---- */

enum { MOST_ENTRIES = MC_MOST_ROOT_NAMES * MC_MOST_ROOT_NAMES };

static bool middles(double *a, const mc_mapping *m, const mc_interval *slopes)
{
    arf_t middle;
    bool good = true;
    arf_init(middle);
    for (size_t i = 0; i < m->n * m->n && good; i++) {
        good = mc_interval_is_finite(&slopes[i]);
        if (good) {
            mc_interval_middle(middle, &slopes[i], 60);
            a[i] = arf_get_d(middle, ARF_RND_NEAR);
            good = isfinite(a[i]);
        }
    }
    arf_clear(middle);
    return good;
}

static void exchange(double *x, double *y, size_t n)
{
    for (size_t k = 0; k < n; k++) {
        double z = x[k];
        x[k] = y[k];
        y[k] = z;
    }
}

/* Gauss and Jordan with pivots from the column. */
static bool invert(double *inverse, double *a, size_t n)
{
    for (size_t i = 0; i < n * n; i++)
        inverse[i] = i / n == i % n;
    for (size_t j = 0; j < n; j++) {
        size_t pivot = j;
        for (size_t i = j + 1; i < n; i++)
            if (fabs(a[i * n + j]) > fabs(a[pivot * n + j]))
                pivot = i;
        if (a[pivot * n + j] == 0)
            return false;
        if (pivot != j) {
            exchange(&a[pivot * n], &a[j * n], n);
            exchange(&inverse[pivot * n], &inverse[j * n], n);
        }
        double scale = a[j * n + j];
        for (size_t k = 0; k < n; k++) {
            a[j * n + k] /= scale;
            inverse[j * n + k] /= scale;
        }
        for (size_t i = 0; i < n; i++) {
            double factor = a[i * n + j];
            for (size_t k = 0; k < n && i != j && factor != 0; k++) {
                a[i * n + k] -= factor * a[j * n + k];
                inverse[i * n + k] -= factor * inverse[j * n + k];
            }
        }
    }
    return true;
}

/* The largest sum over a row of |C| |J|: how many digits C needs. */
static double condition(const double *c, const double *a, size_t n)
{
    double most = 0;
    for (size_t i = 0; i < n; i++) {
        double sum = 0;
        for (size_t j = 0; j < n; j++)
            for (size_t k = 0; k < n; k++)
                sum += fabs(c[i * n + k] * a[k * n + j]);
        most = sum > most ? sum : most;
    }
    return most;
}

bool mc_mapping_inverse(double *matrix, const mc_mapping *m,
                        const mc_interval *slopes)
{
    double a[MOST_ENTRIES], work[MOST_ENTRIES];
    size_t n = m->n;
    int exponent, bits;
    if (!middles(a, m, slopes))
        return false;
    for (size_t i = 0; i < n * n; i++)
        work[i] = a[i];
    if (!invert(matrix, work, n))
        return false;
    double size = condition(matrix, a, n);
    if (!(size < 0x1p40))
        return false;
    (void)frexp(size, &exponent);
    bits = exponent + 10 < 53 ? exponent + 10 : 53;
    for (size_t i = 0; i < n * n; i++) {
        double fraction = frexp(matrix[i], &exponent);
        matrix[i] = ldexp(nearbyint(ldexp(fraction, bits)), exponent - bits);
        if (!isfinite(matrix[i]))
            return false;
    }
    return true;
}

void mc_mapping_image(mc_interval *image, const mc_mapping *m,
                      const double *matrix, const mc_interval *box,
                      const mc_interval *f_middle, const mc_interval *defect)
{
    size_t n = m->n;
    slong bits = m->e->bits;
    mc_interval c, middle, part;
    mc_interval_init(&c);
    mc_interval_init(&middle);
    mc_interval_init(&part);
    for (size_t i = 0; i < n; i++) {
        mc_interval_middle(&middle.lo, &box[i], ARF_PREC_EXACT);
        mc_interval_set_arf(&image[i], &middle.lo);
        for (size_t k = 0; k < n; k++) {
            set_double(&c, -matrix[i * n + k]);
            mc_interval_addmul(&image[i], &c, &f_middle[k], bits);
        }
        for (size_t j = 0; j < n; j++) {
            mc_interval_middle(&middle.lo, &box[j], ARF_PREC_EXACT);
            arf_set(&middle.hi, &middle.lo);
            mc_interval_sub(&part, &box[j], &middle, bits);
            mc_interval_addmul(&image[i], &part, &defect[i * n + j], bits);
        }
    }
    mc_interval_clear(&c);
    mc_interval_clear(&middle);
    mc_interval_clear(&part);
}
