/* A small divisible good in integers, evaluated type by type. */
#ifndef MC_TESTS_POSTED_H
#define MC_TESTS_POSTED_H

#include "unit.h"

#include "publicgood/divisible.h"

enum { POSTED_AGENTS = 3, POSTED_ROWS = 5, POSTED_CUTS = 6 };
enum { POSTED_CELLS = POSTED_CUTS * POSTED_CUTS * POSTED_CUTS };

/* Supports, cuts, prices, cost and beliefs are integers. Levels and payments
   are integers over `scale`, probabilities of the belief over `atom_scale`. */
typedef struct posted {
    size_t agents;
    long low[POSTED_AGENTS], high[POSTED_AGENTS], cost, scale;
    bool is_prices, set, has_payments;
    size_t rows;
    long weight[POSTED_ROWS], price[POSTED_ROWS][POSTED_AGENTS];
    size_t cuts[POSTED_AGENTS];
    long cut[POSTED_AGENTS][POSTED_CUTS];
    long level[POSTED_CELLS], payment[POSTED_CELLS][POSTED_AGENTS];
    size_t atoms;
    long atom_scale, atom_weight[POSTED_ROWS];
    long atom[POSTED_ROWS][POSTED_AGENTS];
} posted;

/* posted_prices: a lottery; its prices are balanced if `balanced`, otherwise
   anything. posted_allocation: random levels, or those of a lottery, with
   random payments, those of the lottery, or none; on a set now and then. Both
   have a belief. */
void posted_prices(posted *p, gmp_randstate_t random, bool balanced);
void posted_allocation(posted *p, gmp_randstate_t random);

/* The statement; `cuts`: with the cuts, also of prices. */
mc_divisible *posted_read(const posted *p, bool cuts);

/* Cells. upper: the upper ends. */
size_t posted_cells(const posted *p);
void posted_digits(size_t *k, const posted *p, size_t cell);
void posted_corner(long *type, const posted *p, const size_t *k, bool upper);

/* Twice the type v in, level and payments over `scale` out. */
long posted_level(const posted *p, const long *twice);
void posted_payments(long *payment, const posted *p, const long *twice);

/* The excess of an instance of a property over `scale`, times 2; false if there
   is no such instance. */
bool posted_excess(long *excess, const posted *p,
                   mc_divisible_property property, size_t cell, size_t agent,
                   size_t report, bool upper);

/* The sum of the values minus the cost. */
long posted_surplus(const posted *p, const long *type);

/* value = numerator / denominator */
void posted_assert(mpq_srcptr value, long numerator, long denominator);

#endif
