#include "publicgood/budget_sums.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/message.h"
#include "publicgood/budget_parts.h"

enum { MOST_POINTS = 1 << 22, MOST_BYTES = 1 << 28 };

/* ---- probabilities ---- */

static int compare(const void *a, const void *b)
{
    const mc_sums_term *s = a, *t = b;
    return s->set != t->set ? (s->set > t->set) - (s->set < t->set)
           : s->index != t->index
               ? (s->index > t->index) - (s->index < t->index)
               : s->sum - t->sum;
}

static mc_status spread_without(mc_ball_poly *spread, mc_sums *s, size_t set)
{
    return mc_stopped(s->stop) ? mc_sums_stopped(s)
                               : mc_grid_spread(spread, s->message, s->grid,
                                                s->sets + set * s->draw->kinds,
                                                SIZE_MAX, s->bits);
}

static mc_status add_probabilities(mc_sums *s, mc_ball_poly *spread)
{
    mc_status status = MC_OK;
    if (s->term_count > 0)
        qsort(s->terms, s->term_count, sizeof *s->terms, compare);
    for (size_t j = 0; j < s->term_count && status == MC_OK; j++) {
        const mc_sums_term *t = s->terms + j;
        if (j == 0 || t->set != t[-1].set)
            status = spread_without(spread, s, t->set);
        mc_ball_poly_get(s->work, spread, t->index);
        mc_ball_add_times(mc_balls_at(s->here, (size_t)t->sum), s->work,
                          t->times, s->bits);
    }
    return status;
}

/* ---- deviations ---- */

/* The point without one person of kind k; false if it is not on the grid. */
static bool one_back(size_t *index, const mc_sums *s, size_t from, size_t k)
{
    const mc_grid *grid = s->grid;
    for (size_t y = 1; y < s->lattice->alternatives; y++)
        if (from / grid->stride[y] % grid->width[y] <
            grid->index[k] / grid->stride[y] % grid->width[y])
            return false;
    *index = from - grid->index[k];
    return true;
}

/* mean[2 j], mean[2 j + 1]: E of the sum of the positive, of the negative
   excesses at point j, which is n_i p_k excess_k times the probability of the
   others' welfare. */
static mc_status set_means(mc_ball *mean, mc_sums *s, mc_ball_poly *spread)
{
    const mc_draw *draw = s->draw;
    mc_status status = MC_OK;
    for (size_t i = 0; i < draw->agents && status == MC_OK; i++) {
        if (s->lattice->count[i] == 0)
            continue;
        status =
            mc_stopped(s->stop)
                ? mc_sums_stopped(s)
                : mc_grid_spread(spread, s->message, s->grid, NULL, i, s->bits);
        for (size_t k = draw->first[i];
             k < draw->first[i + 1] && status == MC_OK; k++) {
            mc_ball *p = mc_balls_at(s->work, 1);
            mc_ball_set(p, draw->probability[k], s->bits);
            mc_ball_zero(mc_balls_at(s->work, 2));
            mc_ball_add_times(mc_balls_at(s->work, 2), p,
                              (int64_t)s->lattice->count[i], s->bits);
            for (size_t j = 0; j < s->count; j++) {
                int64_t excess = s->excess[j * draw->kinds + k];
                size_t back;
                if (excess == 0 || !one_back(&back, s, s->points[j].index, k))
                    continue;
                mc_ball_poly_get(s->work, spread, back);
                mc_ball_multiply(s->work, s->work, mc_balls_get(s->work, 2),
                                 s->bits);
                mc_ball_add_times(mc_balls_at(mean, 2 * j + (excess < 0)),
                                  s->work, excess, s->bits);
            }
        }
    }
    return status;
}

/* The most that the excesses of one sign can add up to at point j. */
static int64_t most_excess(const mc_sums *s, size_t j, int sign)
{
    const mc_draw *draw = s->draw;
    int64_t sum = 0;
    for (size_t i = 0; i < draw->agents; i++) {
        int64_t most = 0;
        for (size_t k = draw->first[i]; k < draw->first[i + 1]; k++) {
            int64_t excess = sign * s->excess[j * draw->kinds + k];
            most = excess > most ? excess : most;
        }
        sum += most * (int64_t)s->lattice->count[i];
    }
    return sum;
}

/* abs(E S) <= E abs(S) <= the sum of the absolute parts, with equality on the
   left if S has one sign. */
static void add_deviation(mc_sums *s, size_t j, const mc_ball *mean,
                          const mc_ball *mass)
{
    const mc_sums_point *p = s->points + j;
    mc_ball *signed_sum = s->work, *absolute = mc_balls_at(s->work, 1);
    bool never_negative = p->offset == 0 && !p->less,
         never_positive = p->offset + most_excess(s, j, 1) <= 0;
    mc_ball_add(signed_sum, mean, mc_balls_get(mean, 1), s->bits);
    mc_ball_subtract(absolute, mean, mc_balls_get(mean, 1), s->bits);
    mc_ball_add_times(signed_sum, mass, p->offset, s->bits);
    mc_ball_add_times(absolute, mass, -p->offset, s->bits);
    if (never_positive || never_negative)
        mc_ball_absolute(absolute, signed_sum);
    mc_ball_absolute(signed_sum, signed_sum);
    mc_ball_add(mc_balls_at(s->here, MC_SUMS_DEVIATION_LEAST),
                mc_balls_get(s->here, MC_SUMS_DEVIATION_LEAST), signed_sum,
                s->bits);
    mc_ball_add(mc_balls_at(s->here, MC_SUMS_DEVIATION_MOST),
                mc_balls_get(s->here, MC_SUMS_DEVIATION_MOST), absolute,
                s->bits);
}

static mc_status add_deviations(mc_sums *s, mc_ball_poly *spread)
{
    mc_ball *mean = mc_balls_new(2 * s->count), *mass = mc_balls_new(1);
    mc_status status =
        mean && mass ? set_means(mean, s, spread) : mc_sums_memory(s);
    if (status == MC_OK)
        status = spread_without(spread, s, 0);
    for (size_t j = 0; j < s->count && status == MC_OK; j++) {
        mc_ball_poly_get(mass, spread, s->points[j].index);
        add_deviation(s, j, mc_balls_get(mean, 2 * j), mass);
    }
    mc_balls_free(mean, 2 * s->count);
    mc_balls_free(mass, 1);
    return status;
}

/* Transfers are not negative, so that the deficit is at most the cost of what
   is decided. */
static void bound_deficit(mc_sums *s)
{
    int64_t most = 0;
    for (size_t j = 0; j < s->count; j++) {
        const mc_sums_point *p = s->points + j;
        int64_t deficit = most_excess(s, j, -1) - p->offset;
        deficit = deficit < p->cost ? deficit : p->cost;
        most = deficit > most ? deficit : most;
    }
    mc_sums_raise_deficit(s, s->most, most);
}

/* ---- populations ---- */

/* total += here * n! / (product of all n_i!), or here without `draw`; money
   becomes a number. */
static void close_population(mc_sums *s)
{
    const mc_draw *draw = s->draw;
    unsigned long people = 0;
    mpq_t factor, unit;
    mpz_t part;
    mpq_inits(factor, unit, NULL);
    mpz_init(part);
    mpq_set_ui(factor, 1, 1);
    for (size_t i = 0; i < draw->agents && draw->drawn; i++) {
        people += s->lattice->count[i];
        mpz_bin_uiui(part, people, s->lattice->count[i]);
        mpz_mul(mpq_numref(factor), mpq_numref(factor), part);
    }
    mpq_set(unit, factor);
    mpz_mul(mpq_denref(unit), mpq_denref(unit), s->lattice->money);
    mpq_canonicalize(unit);
    for (size_t j = 0; j < MC_SUMS; j++) {
        mc_ball *here = mc_balls_at(s->here, j);
        mc_ball_scale(here, here, j < MC_SUMS_DEVIATION_LEAST ? factor : unit,
                      s->bits);
        mc_ball_add(mc_balls_at(s->total, j), mc_balls_get(s->total, j), here,
                    s->bits);
        mc_ball_zero(here);
    }
    mpz_clear(part);
    mpq_clears(factor, unit, NULL);
}

static mc_status add_population(mc_sums *s)
{
    mc_ball_poly *spread = mc_ball_poly_new();
    mc_status status = spread ? mc_grid_set(s->grid, s->message, MOST_POINTS)
                              : mc_sums_memory(s);
    if (status == MC_OK &&
        s->grid->length * (size_t)(s->bits / 8 + 48) > (size_t)MOST_BYTES)
        status = mc_message_set(
            s->message, MC_LIMIT,
            "%lu people: %zu sums of welfare with %ld bits each do not fit "
            "into memory; --digits needs less",
            s->draw->people, s->grid->length, s->bits);
    if (status == MC_OK)
        status = spread_without(spread, s, 0);
    if (status == MC_OK)
        status = mc_sums_points(s, spread);
    if (status == MC_OK)
        status = add_probabilities(s, spread);
    if (status == MC_OK)
        status = add_deviations(s, spread);
    mc_ball_poly_free(spread);
    if (status != MC_OK)
        return status;
    bound_deficit(s);
    close_population(s);
    return MC_OK;
}

static void tell(const mc_budget_effort *effort, const mc_draw *draw,
                 size_t number)
{
    char text[120];
    if (!effort->progress)
        return;
    (void)snprintf(text, sizeof text,
                   "%lu people: sums of welfare, population %zu of %zu",
                   draw->people, number, mc_draw_compositions(draw));
    effort->progress(effort->user, text);
}

static mc_status add_all(mc_sums *s, unsigned long *count,
                         const mc_budget_effort *effort)
{
    mc_status status = MC_OK;
    size_t number = 0;
    mc_draw_first(count, s->draw);
    do {
        if (mc_stopped(effort->stop))
            return mc_message_set(s->message, MC_UNDECIDED, "stopped");
        tell(effort, s->draw, ++number);
        status = mc_lattice_set(s->lattice, s->message, count);
        if (status == MC_OK)
            status = add_population(s);
    } while (status == MC_OK && mc_draw_next(count, s->draw));
    return status;
}

/* ---- the numbers ---- */

/* From a lower and an upper bound, in balls, of one number. */
static bool settle_both(mc_budget_number *number, const mc_sums *s,
                        size_t least, const mpz_t denominator, bool below)
{
    mc_budget_number low, high;
    mpq_inits(low.lower, low.upper, high.lower, high.upper, NULL);
    bool settled = mc_budget_settle(&low, mc_balls_get(s->total, least),
                                    denominator, below) &&
                   mc_budget_settle(&high, mc_balls_get(s->total, least + 1),
                                    denominator, below);
    if (settled) {
        mpq_set(number->lower, low.lower);
        mpq_set(number->upper, high.upper);
    }
    mpq_clears(low.lower, low.upper, high.lower, high.upper, NULL);
    return settled;
}

static mc_status conclude(mc_budget *budget, const mc_sums *s, bool exact,
                          unsigned digits)
{
    const mc_draw *draw = s->draw;
    mpz_t both;
    mpz_init(both);
    mpz_mul(both, draw->denominator, s->lattice->money);
    mpz_srcptr one = exact ? draw->denominator : NULL,
               two = exact && mc_draw_compositions(draw) == 1 ? both : NULL;
    bool settled =
        mc_budget_settle(&budget->pivotal,
                         mc_balls_get(s->total, MC_SUMS_PIVOTAL), one, true) &&
        settle_both(&budget->balanced, s, MC_SUMS_UNBALANCED_LEAST, one,
                    true) &&
        settle_both(&budget->deviation, s, MC_SUMS_DEVIATION_LEAST, two, false);
    mpz_clear(both);
    if (!settled)
        return mc_message_set(s->message, MC_LIMIT,
                              "%lu people: the precision does not suffice",
                              draw->people);
    mc_budget_complement(&budget->balanced);
    mc_budget_per_head(&budget->deviation, draw->people);
    mpq_set(budget->deficit.lower, s->least);
    mpq_set(budget->deficit.upper, s->most);
    mc_budget_round(&budget->pivotal, digits);
    mc_budget_round(&budget->balanced, digits);
    mc_budget_round(&budget->deviation, digits);
    budget->route = MC_BUDGET_SUMS;
    budget->weighed = s->weighed;
    return MC_OK;
}

static mc_status prepare(mc_sums *s)
{
    mc_status status = mc_lattice_new(&s->lattice, s->message, s->draw);
    if (status == MC_OK)
        status = mc_grid_new(&s->grid, s->message, s->lattice);
    if (status != MC_OK)
        return status;
    s->total = mc_balls_new(MC_SUMS);
    s->here = mc_balls_new(MC_SUMS);
    s->work = mc_balls_new(3);
    s->set = mc_array(s->draw->kinds, sizeof *s->set);
    bool ready = s->total && s->here && s->work && s->set &&
                 mc_sums_set(s) == 0; /* the empty set */
    return ready ? MC_OK : mc_sums_memory(s);
}

static void release(mc_sums *s)
{
    mc_grid_free(s->grid);
    mc_lattice_free(s->lattice);
    free(s->points);
    free(s->excess);
    free(s->terms);
    free(s->sets);
    free(s->set);
    mc_balls_free(s->total, MC_SUMS);
    mc_balls_free(s->here, MC_SUMS);
    mc_balls_free(s->work, 3);
    mpq_clears(s->least, s->most, NULL);
}

static mc_status check(mc_message *message, const mc_draw *draw)
{
    if (!draw->good->tie)
        return mc_message_set(
            message, MC_LIMIT,
            "%lu people: too many profiles to look for ties in each of them; "
            "add \"tie\": \"highest\" or \"lowest\"",
            draw->people);
    return MC_OK;
}

mc_status mc_budget_sums(mc_budget *budget, mc_message *message,
                         const mc_draw *draw, const mc_budget_effort *effort)
{
    unsigned digits = effort->digits ? effort->digits : MC_BUDGET_DIGITS;
    size_t bits = draw->bits;
    bool exact = !effort->digits && bits <= MC_BUDGET_EXACT_BITS;
    mc_sums s = {.draw = draw,
                 .message = message,
                 .stop = effort->stop,
                 .bits = exact ? (long)bits + 128 + MC_BUDGET_GUARD
                               : (long)digits * 4 + MC_BUDGET_GUARD};
    mc_status status = check(message, draw);
    if (status != MC_OK)
        return status;
    mpq_inits(s.least, s.most, NULL);
    unsigned long *count = mc_array(draw->agents, sizeof *count);
    status = count ? prepare(&s) : mc_sums_memory(&s);
    if (status == MC_OK)
        status = add_all(&s, count, effort);
    if (status == MC_OK)
        status = conclude(budget, &s, exact, digits);
    free(count);
    release(&s);
    return status;
}
