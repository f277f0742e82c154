#include <stdlib.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/number.h"
#include "publicgood/curve.h"

enum { MOST_SPLITS = 1000, ROUGH_BITS = 20, DIGITS = 12 };

/* point: 0, the knots and the rational critical points that may be maximisers,
   increasing; height[j]: the curve's there. first, last: where it is largest.
 */
typedef struct search {
    const mc_curve *curve;
    mc_tie tie;
    const char *what;
    mc_message *message;
    mc_zeros *critical; /* [pieces] */
    mc_points point, height;
    size_t first, last;
} search;

/* --- messages ---------------------------------------------------------- */

static mc_status fail_memory(const search *s)
{
    return mc_message_set(s->message, MC_LIMIT, "out of memory");
}

static mpq_srcptr best(const search *s)
{
    return s->height.point[s->first];
}

static mc_status fail_tie(const search *s)
{
    char *low = mc_number_text(s->point.point[s->first]);
    char *high = mc_number_text(s->point.point[s->last]);
    char *value = mc_number_text(best(s));
    mc_status status = fail_memory(s);
    if (low && high && value)
        status = mc_message_set(
            s->message, MC_BAD_INPUT,
            "%s is not unique: the quantities %.500s and %.500s have the same "
            "net welfare %.500s; add \"tie\": \"lowest\" or \"tie\": "
            "\"highest\"",
            s->what, low, high, value);
    free(value);
    free(high);
    free(low);
    return status;
}

/* There is an irrational maximiser: alone (sign > 0), or as good as the best
   rational one. */
static mc_status fail_irrational(const search *s, mc_zero *root,
                                 const mc_polynomial *simple, int sign)
{
    char *lower, *upper, *other = mc_number_text(s->point.point[s->first]);
    mpq_t width;
    mpq_init(width);
    mpq_set_ui(width, 1, 1);
    mpq_div_2exp(width, width, 4 * DIGITS);
    mc_zero_refine(root, simple, width);
    mc_number_decimal(&lower, NULL, root->lower, DIGITS);
    mc_number_decimal(NULL, &upper, root->upper, DIGITS);
    mc_status status = fail_memory(s);
    if (lower && upper && other && sign > 0)
        status = mc_message_set(
            s->message, MC_UNDECIDED,
            "%s is irrational: net welfare at an irrational quantity in "
            "[%.500s, %.500s] is larger than at every rational candidate; "
            "areas up to there are not rational numbers",
            s->what, lower, upper);
    else if (lower && upper && other)
        status = mc_message_set(
            s->message, s->tie == MC_TIE_NONE ? MC_BAD_INPUT : MC_UNDECIDED,
            "%s is not unique: the quantity %.500s and an irrational one in "
            "[%.500s, %.500s] have the same net welfare; %s",
            s->what, other, lower, upper,
            s->tie == MC_TIE_NONE
                ? "add \"tie\": \"lowest\" or \"tie\": \"highest\""
                : "a certificate cannot name the irrational one");
    free(other);
    free(upper);
    free(lower);
    mpq_clear(width);
    return status;
}

/* --- candidates -------------------------------------------------------- */

static void take(search *s, size_t piece, mpq_srcptr x)
{
    mpq_t value;
    mpq_init(value);
    mc_polynomial_evaluate(value, s->curve->height + piece, x);
    mc_points_append(&s->point, x);
    mc_points_append(&s->height, value);
    mpq_clear(value);
}

/* Critical points, roughly, and the largest height that was seen. */
static void find_critical(mpq_t seen, search *s)
{
    const mc_curve *curve = s->curve;
    mpq_t value, width;
    mpq_inits(value, width, NULL);
    for (size_t k = 0; k < curve->pieces; k++) {
        mc_zeros *zeros = s->critical + k;
        mc_polynomial_evaluate(value, curve->height + k, curve->knot[k + 1]);
        if (mpq_cmp(value, seen) > 0)
            mpq_set(seen, value);
        if (curve->slope[k].length > 1)
            mc_zeros_find(zeros, curve->slope + k, curve->knot[k],
                          curve->knot[k + 1]);
        mpq_sub(width, curve->knot[k + 1], curve->knot[k]);
        mpq_div_2exp(width, width, ROUGH_BITS);
        for (size_t j = 0; j < zeros->count; j++) {
            mc_zero_refine(zeros->zero + j, &zeros->simple, width);
            mc_polynomial_evaluate(value, curve->height + k,
                                   zeros->zero[j].lower);
            if (mpq_cmp(value, seen) > 0)
                mpq_set(seen, value);
        }
    }
    mpq_clears(value, width, NULL);
}

/* The height is below `seen` in the whole interval of the root. */
static bool is_below(const mc_polynomial *height, const mc_zero *zero,
                     mpq_srcptr seen)
{
    mc_polynomial rest;
    mpq_t minus;
    mpq_init(minus);
    mc_polynomial_init(&rest);
    mc_polynomial_set(&rest, height);
    mpq_neg(minus, seen);
    mc_polynomial_add_constant(&rest, minus);
    mc_signs signs = mc_polynomial_signs_on(&rest, zero->lower, zero->upper);
    mc_polynomial_clear(&rest);
    mpq_clear(minus);
    return signs.negative && !signs.positive && signs.first < 0 &&
           signs.last < 0;
}

static void find_candidates(search *s)
{
    const mc_curve *curve = s->curve;
    mpq_t seen; /* the curve is 0 at 0 */
    mpq_init(seen);
    find_critical(seen, s);
    for (size_t k = 0; k < curve->pieces; k++) {
        mc_zeros *zeros = s->critical + k;
        take(s, k, curve->knot[k]);
        for (size_t j = 0; j < zeros->count; j++) {
            mc_zero *zero = zeros->zero + j;
            zero->passed = is_below(curve->height + k, zero, seen);
            if (!zero->passed)
                mc_zero_settle(zero, &zeros->simple);
            if (mc_zero_is_point(zero))
                take(s, k, zero->lower);
        }
    }
    take(s, curve->pieces - 1, curve->knot[curve->pieces]);
    for (size_t j = 0; j < s->point.count; j++) {
        int order = mpq_cmp(s->height.point[j], best(s));
        s->first = order > 0 ? j : s->first;
        s->last = order >= 0 ? j : s->last;
    }
    mpq_clear(seen);
}

/* Irrational critical points are no maximisers: exact signs of the height minus
   the best. One that is better than all comes first in the message. */
static mc_status exclude_irrational(search *s)
{
    const mc_curve *curve = s->curve;
    mc_status status = MC_OK;
    int worst = -1;
    mc_polynomial rest;
    mpq_t least;
    mc_polynomial_init(&rest);
    mpq_init(least);
    mpq_neg(least, best(s));
    for (size_t k = 0; k < curve->pieces; k++) {
        mc_zeros *roots = s->critical + k;
        mc_polynomial_set(&rest, curve->height + k);
        mc_polynomial_add_constant(&rest, least);
        for (size_t j = 0; j < roots->count; j++) {
            if (roots->zero[j].passed || mc_zero_is_point(roots->zero + j))
                continue;
            int sign = mc_zero_sign(roots->zero + j, &roots->simple, &rest);
            if (sign > worst)
                status =
                    fail_irrational(s, roots->zero + j, &roots->simple, sign);
            worst = sign > worst ? sign : worst;
        }
    }
    mpq_clear(least);
    mc_polynomial_clear(&rest);
    return status;
}

/* --- the proof --------------------------------------------------------- */

typedef struct proof {
    const mc_polynomial *height;
    const mc_maximum *maximum;
    mc_tie tie;
} proof;

/* verify/FORMAT-PUBLICGOOD.md section 6, conditions 1 to 3, on [l, r]. */
static bool shown(void *context, mpq_srcptr l, mpq_srcptr r)
{
    const proof *p = context;
    mpq_srcptr at = p->maximum->at;
    bool ends_there = mpq_equal(r, at) != 0, others;
    mc_polynomial loss;
    mpq_t factor;
    mc_polynomial_init(&loss);
    mpq_init(factor);
    mpq_set_si(factor, -1, 1);
    mc_polynomial_add_scaled(&loss, p->height, factor);
    mc_polynomial_add_constant(&loss, p->maximum->height);
    mc_polynomial_make_primitive(&loss);
    mc_polynomial_place(&loss, ends_there ? r : l, ends_there ? l : r);
    if (ends_there || mpq_equal(l, at))
        mc_polynomial_strip(&loss);
    others = p->tie == (mpq_cmp(l, at) < 0 ? MC_TIE_HIGHEST : MC_TIE_LOWEST);
    mc_signs signs = mc_polynomial_signs(&loss);
    mpq_clear(factor);
    mc_polynomial_clear(&loss);
    return !signs.negative && (others || (signs.first > 0 && signs.last > 0));
}

/* Cuts at the knots and at all maximisers, and bisects in between. */
static mc_status prove(mc_maximum *maximum, const search *s)
{
    const mc_curve *curve = s->curve;
    proof p = {curve->height, maximum, s->tie};
    size_t left = 0;
    for (size_t j = 1; j < s->point.count; j++) {
        mpq_srcptr here = s->point.point[j];
        size_t piece = (size_t)(p.height - curve->height);
        bool at_knot = mpq_equal(here, curve->knot[piece + 1]) != 0;
        if (!at_knot && !mpq_equal(s->height.point[j], best(s)))
            continue;
        if (!mc_subdivide(&maximum->splits, s->point.point[left], here, shown,
                          &p, MOST_SPLITS))
            return mc_message_set(s->message, MC_UNDECIDED,
                                  "%s: to show that it is a maximum takes more "
                                  "than %d pieces",
                                  s->what, MOST_SPLITS);
        if (at_knot)
            p.height++;
        else if (!mpq_equal(here, maximum->at))
            mc_points_append(&maximum->splits, here);
        left = j;
    }
    return MC_OK;
}

static mc_status decide(mc_maximum *maximum, search *s)
{
    find_candidates(s);
    mc_status status = exclude_irrational(s);
    if (status != MC_OK)
        return status;
    if (s->first != s->last && s->tie == MC_TIE_NONE)
        return fail_tie(s);
    mpq_set(maximum->at,
            s->point.point[s->tie == MC_TIE_HIGHEST ? s->last : s->first]);
    mpq_set(maximum->height, best(s));
    return prove(maximum, s);
}

mc_status mc_curve_maximum(mc_maximum *maximum, mc_message *message,
                           const mc_curve *curve, mc_tie tie, const char *what)
{
    search s = {.curve = curve, .tie = tie, .what = what, .message = message};
    s.critical = mc_array(curve->pieces, sizeof *s.critical);
    if (!s.critical)
        return fail_memory(&s);
    mc_status status = decide(maximum, &s);
    for (size_t k = 0; k < curve->pieces; k++)
        mc_zeros_clear(s.critical + k);
    free(s.critical);
    mc_points_clear(&s.point);
    mc_points_clear(&s.height);
    return status;
}
