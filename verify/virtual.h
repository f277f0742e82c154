#ifndef MV_VIRTUAL_H
#define MV_VIRTUAL_H

#include "environment.h"
#include "profile.h"

/* Both virtual objectives of FORMAT.md section 4 have the form

     V(x, o) = sum_c [ w(o,c) f(x,c) + sum_i u_i(o,c) (A_i f)(x,c) ],

   where A_i is a linear operator that acts on x_i alone. For the strategic
   virtual objective f is a mechanism m, o is a state and c an outcome; for the
   informational one f is sigma, o is an outcome and c a state. */

/* A function of profiles: value[rank * components + c] over the vector's
   denominator D. Entries exist only for lines that have arrived. */
struct mv_table {
    struct mv_vector vector;
    mpz_t *value;
    size_t components, used, capacity;
};

void mv_table_init(struct mv_table *table, size_t components);
void mv_table_clear(struct mv_table *table);

/* mv_table_line: new entries for one line, all 0. They are valid until the
   next call. */
mpz_t *mv_table_line(struct mv_table *table);

/* The operators A_i over one common denominator E:
     E (A_i f)(x) = sum over the links of row r of coefficient f(column, x_-i),
   r = first[i] + x_i. The list of row r begins with link[r], the diagonal; a
   next of 0 ends it. */
struct mv_link {
    size_t column, next;
    mpz_t coefficient;
};

struct mv_stencil {
    mpz_t denominator;
    size_t *first, rows, links, capacity;
    struct mv_link *link;
};

/* mv_stencil_init: operators that are 0, with E = 1. The table over these
   profiles must have arrived: memory for all actions is taken. */
void mv_stencil_init(struct mv_stencil *stencil,
                     const struct mv_profiles *profiles);

/* mv_stencil_add: adds sign * coefficient to E A_i at (row, column); there was
   nothing yet unless row = column. sign is 1 or -1. */
void mv_stencil_add(struct mv_stencil *stencil, size_t i, size_t row,
                    size_t column, const mpz_t coefficient, int sign);

/* mv_stencil_scale: multiplies E and all coefficients by a factor > 0. */
void mv_stencil_scale(struct mv_stencil *stencil, const mpz_t factor);

/* The evaluation of V at one profile after another.
   operand[player * components + c] = E f(x,c) for the designer (player N), and
   E (A_i f)(x,c) for agent i; scale = C D E, so that value = scale V(x,o). */
struct mv_virtual {
    const struct mv_environment *environment;
    enum mv_order order;
    const struct mv_table *table;
    const struct mv_stencil *stencil;
    mpz_t *operand, scale;
};

void mv_virtual_init(struct mv_virtual *v, const struct mv_environment *e,
                     enum mv_order order, const struct mv_table *table,
                     const struct mv_stencil *stencil);
void mv_virtual_clear(struct mv_virtual *v);

/* mv_virtual_move: computes the operands at the current profile. */
void mv_virtual_move(struct mv_virtual *v, const struct mv_profiles *profiles);

/* mv_virtual_value: scale V(x,o) from the operands. */
void mv_virtual_value(mpz_t value, const struct mv_virtual *v, size_t o);

#endif
