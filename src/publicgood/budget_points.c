#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "publicgood/budget_sums.h"

enum { MOST_SETS = 4096, MOST_ENTRIES = 20000000, ASK = 4096 };

mc_status mc_sums_memory(mc_sums *s)
{
    return mc_message_set(s->message, MC_LIMIT, "out of memory");
}

mc_status mc_sums_stopped(mc_sums *s)
{
    return mc_message_set(s->message, MC_UNDECIDED, "stopped");
}

size_t mc_sums_set(mc_sums *s)
{
    size_t kinds = s->draw->kinds;
    for (size_t j = 0; j < s->set_count; j++)
        if (memcmp(s->sets + j * kinds, s->set, kinds * sizeof *s->set) == 0)
            return j;
    if (s->set_count == MOST_SETS ||
        !mc_array_grow(&s->sets, &s->set_capacity, (s->set_count + 1) * kinds,
                       sizeof *s->sets))
        return SIZE_MAX;
    memcpy(s->sets + s->set_count * kinds, s->set, kinds * sizeof *s->set);
    return s->set_count++;
}

/* The kinds at point j whose excess has this sign; 0: that have one. */
static size_t kinds_of_sign(mc_sums *s, size_t j, int sign)
{
    size_t kinds = s->draw->kinds;
    for (size_t k = 0; k < kinds; k++) {
        int64_t excess = s->excess[j * kinds + k];
        s->set[k] = sign == 0 ? excess != 0 : sign * excess > 0;
    }
    return mc_sums_set(s);
}

static bool add_term(mc_sums *s, size_t set, size_t index, int sum, int times)
{
    if (!mc_array_grow(&s->terms, &s->term_capacity, s->term_count + 1,
                       sizeof *s->terms))
        return false;
    s->terms[s->term_count++] = (mc_sums_term){set, index, sum, times};
    return true;
}

/* The terms of a point; the empty set is the probability of the point. With
   an excess of one sign, or none, S = 0 if and only if nobody is there who has
   one. With both, S != 0 if only those of one sign are there. */
static bool add_terms(mc_sums *s, const mc_sums_point *p)
{
    size_t any = p->any;
    bool both = p->more && p->less, done = true;
    if (p->pivotal)
        done = add_term(s, 0, p->index, MC_SUMS_PIVOTAL, 1) &&
               add_term(s, p->pivotal, p->index, MC_SUMS_PIVOTAL, -1);
    if (p->offset != 0)
        return done && add_term(s, 0, p->index, MC_SUMS_UNBALANCED_MOST, 1) &&
               add_term(s, any, p->index, MC_SUMS_UNBALANCED_LEAST, 1);
    if (!any)
        return done;
    done = done && add_term(s, 0, p->index, MC_SUMS_UNBALANCED_MOST, 1) &&
           add_term(s, any, p->index, MC_SUMS_UNBALANCED_MOST, -1);
    if (!both)
        return done && add_term(s, 0, p->index, MC_SUMS_UNBALANCED_LEAST, 1) &&
               add_term(s, any, p->index, MC_SUMS_UNBALANCED_LEAST, -1);
    return done &&
           add_term(s, p->more, p->index, MC_SUMS_UNBALANCED_LEAST, 1) &&
           add_term(s, p->less, p->index, MC_SUMS_UNBALANCED_LEAST, 1) &&
           add_term(s, any, p->index, MC_SUMS_UNBALANCED_LEAST, -2);
}

static mc_status add_point(mc_sums *s, const int64_t *welfare, size_t decision,
                           size_t index)
{
    size_t kinds = s->draw->kinds, at = s->count;
    if ((at + 1) * kinds > MOST_ENTRIES ||
        !mc_array_grow(&s->points, &s->capacity, at + 1, sizeof *s->points) ||
        !mc_array_grow(&s->excess, &s->excess_capacity, (at + 1) * kinds,
                       sizeof *s->excess))
        return mc_sums_memory(s);
    mc_sums_point *p = s->points + s->count++;
    for (size_t k = 0; k < kinds; k++) {
        mc_leaving leaving = {.without = decision};
        if (s->lattice->count[s->draw->agent_of[k]] > 0)
            (void)mc_lattice_leave(&leaving, s->lattice, welfare, decision, k);
        s->excess[at * kinds + k] = leaving.excess;
        s->set[k] = leaving.without != decision;
    }
    *p = (mc_sums_point){.index = index,
                         .pivotal = mc_sums_set(s),
                         .offset = mc_lattice_offset(s->lattice, decision),
                         .cost = s->lattice->cost[decision]};
    p->more = kinds_of_sign(s, at, 1);
    p->less = kinds_of_sign(s, at, -1);
    p->any = kinds_of_sign(s, at, 0);
    if (p->pivotal == SIZE_MAX || p->more == SIZE_MAX || p->less == SIZE_MAX ||
        p->any == SIZE_MAX)
        return mc_message_set(s->message, MC_LIMIT,
                              "%lu people: more than %d different sets of "
                              "kinds matter at different sums of welfare",
                              s->draw->people, MOST_SETS);
    return add_terms(s, p) ? MC_OK : mc_sums_memory(s);
}

static bool is_quiet(const mc_sums *s, const int64_t *welfare, size_t decision)
{
    size_t n = s->lattice->alternatives;
    const int64_t *margin = s->lattice->margin + decision * n;
    for (size_t y = 0; y < n; y++)
        if (y != decision && welfare[decision] - welfare[y] <= margin[y])
            return false;
    return true;
}

void mc_sums_raise_deficit(mc_sums *s, mpq_t bound, int64_t deficit)
{
    mpq_t value;
    mpq_init(value);
    mpz_set_si(mpq_numref(value), deficit);
    mpz_set(mpq_denref(value), s->lattice->money);
    mpq_canonicalize(value);
    if (mpq_cmp(value, bound) > 0)
        mpq_set(bound, value);
    mpq_clear(value);
}

/* Where nobody matters S is the offset. */
static void add_quiet(mc_sums *s, const mc_ball *mass, int64_t offset)
{
    if (offset == 0)
        return;
    for (int j = MC_SUMS_UNBALANCED_LEAST; j <= MC_SUMS_UNBALANCED_MOST; j++)
        mc_ball_add(mc_balls_at(s->here, (size_t)j),
                    mc_balls_get(s->here, (size_t)j), mass, s->bits);
    for (int j = MC_SUMS_DEVIATION_LEAST; j <= MC_SUMS_DEVIATION_MOST; j++)
        mc_ball_add_times(mc_balls_at(s->here, (size_t)j), mass, -offset,
                          s->bits);
    mc_sums_raise_deficit(s, s->most, -offset);
    if (mc_ball_is_positive(mass))
        mc_sums_raise_deficit(s, s->least, -offset);
}

mc_status mc_sums_points(mc_sums *s, const mc_ball_poly *full)
{
    int64_t *welfare = mc_array(s->lattice->alternatives, sizeof *welfare);
    mc_status status = welfare ? MC_OK : mc_sums_memory(s);
    s->count = s->term_count = 0;
    for (size_t j = 0; j < s->grid->length && status == MC_OK; j++) {
        if (j % ASK == 0 && mc_stopped(s->stop)) {
            status = mc_sums_stopped(s);
            continue;
        }
        mc_grid_welfare(welfare, s->grid, j);
        size_t decision = mc_lattice_best(s->lattice, welfare);
        if (!is_quiet(s, welfare, decision)) {
            status = add_point(s, welfare, decision, j);
            continue;
        }
        mc_ball_poly_get(s->work, full, j);
        add_quiet(s, s->work, mc_lattice_offset(s->lattice, decision));
    }
    s->weighed += s->grid->length;
    free(welfare);
    return status;
}
