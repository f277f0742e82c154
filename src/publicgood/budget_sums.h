/* Populations whose profiles are merged by their welfare. */
#ifndef MC_PUBLICGOOD_BUDGET_SUMS_H
#define MC_PUBLICGOOD_BUDGET_SUMS_H

#include "base/stop.h"
#include "publicgood/budget_grid.h"

/* What is added up: the probabilities that somebody is pivotal and that
   S != 0, and E abs(S); of the last two a lower and an upper bound. */
enum {
    MC_SUMS_PIVOTAL,
    MC_SUMS_UNBALANCED_LEAST,
    MC_SUMS_UNBALANCED_MOST,
    MC_SUMS_DEVIATION_LEAST,
    MC_SUMS_DEVIATION_MOST,
    MC_SUMS
};

/* A point at which somebody may matter, with the sets of kinds that are
   pivotal, whose excess is positive, negative, one of both. Sets are numbered;
   0 is the empty one. */
typedef struct mc_sums_point {
    size_t index, pivotal, more, less, any;
    int64_t offset, cost;
} mc_sums_point;

/* sum += times * P(welfare of the point, nobody of the kinds in the set) */
typedef struct mc_sums_term {
    size_t set, index;
    int sum, times;
} mc_sums_term;

typedef struct mc_sums {
    const mc_draw *draw;
    mc_message *message;
    const mc_stop *stop;
    mc_lattice *lattice;
    mc_grid *grid;
    long bits;
    mc_sums_point *points;
    size_t count, capacity;
    int64_t *excess; /* [count * kinds] */
    size_t excess_capacity;
    mc_sums_term *terms;
    size_t term_count, term_capacity;
    bool *sets, *set; /* [set_count * kinds]; [kinds] */
    size_t set_count, set_capacity;
    mc_ball *total, *here; /* [SUMS] */
    mc_ball *work;         /* 3 */
    mpq_t least, most;     /* worst deficit */
    uint64_t weighed;
} mc_sums;

/* mc_sums_points: fills points, excess and terms for the grid's population, and
   adds up what happens where nobody matters; `full` is its spread.
   Errors: MC_LIMIT; MC_UNDECIDED: stopped. */
MC_NODISCARD mc_status mc_sums_points(mc_sums *s, const mc_ball_poly *full);

/* mc_sums_set: the number of the set s->set; SIZE_MAX: too many sets, or no
   memory. */
size_t mc_sums_set(mc_sums *s);

/* mc_sums_raise_deficit: raises a bound to at least deficit / money. */
void mc_sums_raise_deficit(mc_sums *s, mpq_t bound, int64_t deficit);

/* mc_sums_memory: MC_LIMIT with its message. mc_sums_stopped: MC_UNDECIDED. */
mc_status mc_sums_memory(mc_sums *s);
mc_status mc_sums_stopped(mc_sums *s);

#endif
