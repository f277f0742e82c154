#include "real/system_zero.h"

#include <math.h>

#include "base/memory.h"

enum { NEWTON_STEPS = 60, INFLATIONS = 12 };

bool mc_system_near(const mc_interval *x, const mc_interval *y, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!mc_interval_overlap(&x[i], &y[i]))
            return false;
    return true;
}

static void set_ball(arb_t out, const mc_interval *x, slong bits)
{
    mc_interval_middle(arb_midref(out), x, bits);
    mag_zero(arb_radref(out));
}

/* x <- x - J(x)^-1 f(x), kept within the box. *step: its size in widths of the
   box; *stays: nothing had to be cut off. */
static bool newton_step(mc_system_state *s, arf_struct *x, double *step,
                        bool *stays)
{
    size_t n = s->m.n;
    slong bits = s->m.e->bits;
    arb_mat_t a, b, d;
    arf_t before, length;
    for (size_t i = 0; i < n; i++)
        mc_interval_set_arf(&s->x[i], &x[i]);
    if (!mc_mapping_values(&s->m, s->f, s->x) ||
        !mc_mapping_slopes(&s->m, s->slopes, s->x))
        return false;
    arb_mat_init(a, (slong)n, (slong)n);
    arb_mat_init(b, (slong)n, 1);
    arb_mat_init(d, (slong)n, 1);
    arf_init(before);
    arf_init(length);
    for (size_t i = 0; i < n; i++) {
        set_ball(arb_mat_entry(b, i, 0), &s->f[i], bits);
        for (size_t j = 0; j < n; j++)
            set_ball(arb_mat_entry(a, i, j), &s->slopes[i * n + j], bits);
    }
    bool good = arb_mat_approx_solve(d, a, b, bits) != 0;
    *step = 0;
    *stays = true;
    for (size_t i = 0; i < n && good; i++) {
        arf_set(before, &x[i]);
        arf_sub(&x[i], &x[i], arb_midref(arb_mat_entry(d, i, 0)), bits,
                ARF_RND_NEAR);
        good = arf_is_finite(&x[i]);
        if (!good)
            break;
        *stays = *stays && arf_cmp(&x[i], &s->whole[i].lo) >= 0 &&
                 arf_cmp(&x[i], &s->whole[i].hi) <= 0;
        arf_max(&x[i], &x[i], &s->whole[i].lo);
        arf_min(&x[i], &x[i], &s->whole[i].hi);
        arf_sub(before, &x[i], before, 53, ARF_RND_NEAR);
        arf_sub(length, &s->whole[i].hi, &s->whole[i].lo, 53, ARF_RND_NEAR);
        arf_div(before, before, length, 53, ARF_RND_NEAR);
        *step = fmax(*step, fabs(arf_get_d(before, ARF_RND_NEAR)));
    }
    arf_clear(before);
    arf_clear(length);
    arb_mat_clear(a);
    arb_mat_clear(b);
    arb_mat_clear(d);
    return good;
}

/* ---- showing that there is a zero ---- */

/* The conditions 1 of section 7 on the box x. s->image and s->defect are set
   if they can be computed; *known tells. */
static bool shows_zero(mc_system_state *s, const double *matrix,
                       const mc_interval *x, bool *known)
{
    size_t n = s->m.n;
    arf_t middle;
    *known = false;
    arf_init(middle);
    for (size_t i = 0; i < n; i++) {
        mc_interval_middle(middle, &x[i], ARF_PREC_EXACT);
        mc_interval_set_arf(&s->u[i], middle);
    }
    arf_clear(middle);
    if (!mc_mapping_values(&s->m, s->f, s->u) ||
        !mc_mapping_slopes(&s->m, s->slopes, x))
        return false;
    mc_mapping_defect(s->defect, &s->m, matrix, s->slopes);
    mc_mapping_image(s->image, &s->m, matrix, x, s->f, s->defect);
    *known = true;
    for (size_t i = 0; i < n; i++)
        if (arf_cmp(&s->image[i].lo, &x[i].lo) <= 0 ||
            arf_cmp(&s->image[i].hi, &x[i].hi) >= 0)
            return false;
    return true;
}

static bool within_bounds(const mc_system_state *s, const mc_interval *x)
{
    for (size_t i = 0; i < s->m.n; i++)
        if (arf_cmp(&s->box.lower[i].hi, &x[i].lo) > 0 ||
            arf_cmp(&x[i].hi, &s->box.upper[i].lo) > 0)
            return false;
    return true;
}

/* A box around the point, 2^-k of the whole one. */
static void surround(mc_system_state *s, const arf_struct *point, slong k)
{
    arf_t radius;
    arf_init(radius);
    for (size_t i = 0; i < s->m.n; i++) {
        arf_sub(radius, &s->whole[i].hi, &s->whole[i].lo, 30, ARF_RND_NEAR);
        arf_mul_2exp_si(radius, radius, -k);
        arf_sub(&s->candidate[i].lo, &point[i], radius, ARF_PREC_EXACT,
                ARF_RND_DOWN);
        arf_add(&s->candidate[i].hi, &point[i], radius, ARF_PREC_EXACT,
                ARF_RND_DOWN);
    }
    arf_clear(radius);
}

static mc_system_zero judge(mc_system_state *s, const arf_struct *point)
{
    double matrix[MC_MOST_ROOT_NAMES * MC_MOST_ROOT_NAMES];
    mc_system_zero best = MC_ZERO_SINGULAR;
    bool known;
    for (slong k = 12; k <= 42; k += 6) {
        surround(s, point, k);
        if (mc_mapping_slopes(&s->m, s->slopes, s->candidate) &&
            mc_mapping_inverse(matrix, &s->m, s->slopes) &&
            shows_zero(s, matrix, s->candidate, &known)) {
            if (within_bounds(s, s->candidate))
                return MC_ZERO_PROVED;
            best = MC_ZERO_BORDER;
        }
    }
    return best;
}

static bool at_border(const mc_system_state *s, const arf_struct *x)
{
    for (size_t i = 0; i < s->m.n; i++)
        if (arf_cmp(&x[i], &s->box.lower[i].hi) <= 0 ||
            arf_cmp(&x[i], &s->box.upper[i].lo) >= 0)
            return true;
    return false;
}

/* All equations are near 0 in the point, for their slopes. */
static bool small_values(mc_system_state *s, const arf_struct *x)
{
    size_t n = s->m.n;
    for (size_t i = 0; i < n; i++)
        mc_interval_set_arf(&s->x[i], &x[i]);
    if (!mc_mapping_values(&s->m, s->f, s->x) ||
        !mc_mapping_slopes(&s->m, s->slopes, s->x))
        return false;
    for (size_t k = 0; k < n; k++) {
        mag_t size, value;
        double spread = 0;
        mag_init(size);
        mag_init(value);
        for (size_t j = 0; j < n; j++) {
            mc_interval_size(size, &s->slopes[k * n + j]);
            mc_interval_width(value, &s->whole[j]);
            spread += mag_get_d(size) * mag_get_d(value);
        }
        mc_interval_size(value, &s->f[k]);
        bool small = mag_get_d(value) <= 0x1p-20 * spread;
        mag_clear(size);
        mag_clear(value);
        if (!small)
            return false;
    }
    return true;
}

mc_system_zero mc_system_newton(mc_system_state *s, const mc_interval *from)
{
    size_t n = s->m.n;
    arf_struct *x = mc_array(n, sizeof *x);
    mc_system_zero kind = MC_ZERO_NONE;
    double step = 1;
    bool stays = true, good = x != NULL;
    slong bits = s->m.e->bits;
    if (!x)
        return kind;
    for (size_t i = 0; i < n; i++) {
        arf_init(&x[i]);
        mc_interval_middle(&x[i], &from[i], 64);
    }
    if (bits > 96)
        mc_evaluator_bits(s->m.e, 96);
    for (int i = 0; i < NEWTON_STEPS && good && step > 0x1p-46; i++)
        good = newton_step(s, x, &step, &stays);
    for (size_t i = 0; i < n; i++)
        arf_set_round(&x[i], &x[i], 64, ARF_RND_NEAR);
    bool near = step < 0x1p-16 && small_values(s, x);
    if (near && (good || step < 0x1p-30)) {
        kind = judge(s, x);
        if (kind == MC_ZERO_SINGULAR && at_border(s, x) && good)
            kind = MC_ZERO_BORDER;
    }
    if (kind != MC_ZERO_PROVED)
        surround(s, x, 42);
    mc_evaluator_bits(s->m.e, bits);
    for (size_t i = 0; i < n; i++)
        arf_clear(&x[i]);
    free(x);
    return kind;
}

/* ---- the enclosure ---- */

/* Newton's method from the point that is known, at rising precision. */
static void polish(mc_system_state *s)
{
    slong bits = s->m.e->bits;
    double step = 1;
    bool stays;
    for (slong now = 64; now < 4 * bits; now *= 2) {
        mc_evaluator_bits(s->m.e, now < bits ? now : bits);
        if (!newton_step(s, s->proof->zero, &step, &stays))
            break;
    }
    mc_evaluator_bits(s->m.e, bits);
}

static void first_radii(mc_system_state *s, arf_struct *radius, slong goal)
{
    arf_t width;
    arf_init(width);
    for (size_t i = 0; i < s->m.n; i++) {
        arf_sub(width, &s->whole[i].hi, &s->whole[i].lo, 30, ARF_RND_NEAR);
        arf_mul_2exp_si(width, width, -goal);
        arf_abs(&radius[i], &s->proof->zero[i]);
        arf_max(&radius[i], &radius[i], width);
        arf_mul_2exp_si(&radius[i], &radius[i], -goal - 1);
    }
    arf_clear(width);
}

/* The box with these radii around the zero, rounded to short numbers whose
   middle is short too. */
static void round_box(mc_system_state *s, const arf_struct *radius)
{
    fmpz_t grid, minus;
    arf_t middle, half;
    fmpz_init(grid);
    fmpz_init(minus);
    arf_init(middle);
    arf_init(half);
    for (size_t i = 0; i < s->m.n; i++) {
        arf_abs_bound_lt_2exp_fmpz(grid, &radius[i]);
        fmpz_sub_ui(grid, grid, 5);
        fmpz_neg(minus, grid);
        arf_mul_2exp_fmpz(middle, &s->proof->zero[i], minus);
        arf_floor(middle, middle);
        arf_mul_2exp_fmpz(half, &radius[i], minus);
        arf_ceil(half, half);
        arf_sub(&s->candidate[i].lo, middle, half, ARF_PREC_EXACT,
                ARF_RND_DOWN);
        arf_add(&s->candidate[i].hi, middle, half, ARF_PREC_EXACT,
                ARF_RND_DOWN);
        arf_mul_2exp_fmpz(&s->candidate[i].lo, &s->candidate[i].lo, grid);
        arf_mul_2exp_fmpz(&s->candidate[i].hi, &s->candidate[i].hi, grid);
    }
    fmpz_clear(grid);
    fmpz_clear(minus);
    arf_clear(middle);
    arf_clear(half);
}

/* radius <- at least 5/4 of the distance of the image from the zero. */
static void inflate(mc_system_state *s, arf_struct *radius)
{
    arf_t reach, other;
    arf_init(reach);
    arf_init(other);
    for (size_t i = 0; i < s->m.n; i++) {
        arf_sub(reach, &s->image[i].hi, &s->proof->zero[i], 30, ARF_RND_UP);
        arf_sub(other, &s->proof->zero[i], &s->image[i].lo, 30, ARF_RND_UP);
        arf_abs(reach, reach);
        arf_abs(other, other);
        arf_max(reach, reach, other);
        arf_mul_ui(reach, reach, 5, 30, ARF_RND_UP);
        arf_mul_2exp_si(reach, reach, -2);
        arf_max(&radius[i], &radius[i], reach);
    }
    arf_clear(reach);
    arf_clear(other);
}

bool mc_system_enclose(mc_system_state *s, slong goal)
{
    size_t n = s->m.n;
    arf_struct *radius = mc_array(n, sizeof *radius);
    bool shown = false, known = true;
    if (!radius)
        return mc_evaluator_fault(s->m.e, MC_LIMIT, NULL, "out of memory");
    for (size_t i = 0; i < n; i++)
        arf_init(&radius[i]);
    polish(s);
    first_radii(s, radius, goal);
    for (int i = 0; i < INFLATIONS && !shown && known; i++) {
        round_box(s, radius);
        shown = shows_zero(s, s->proof->matrix, s->candidate, &known);
        if (!shown && known)
            inflate(s, radius);
    }
    shown = shown && within_bounds(s, s->candidate);
    for (size_t i = 0; i < n; i++) {
        if (shown)
            mc_interval_set(&s->proof->enclosure[i], &s->candidate[i]);
        arf_clear(&radius[i]);
    }
    free(radius);
    return shown || mc_evaluator_fault(
                        s->m.e, MC_UNDECIDED, s->m.name[0].equation,
                        "the zero cannot be enclosed at this precision, or "
                        "lies too near to the border of the box");
}
