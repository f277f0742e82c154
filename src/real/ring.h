/* The ring in which Taylor coefficients are expanded (FORMAT-REAL section
   8.4): sums of terms q x^a A^d exp(L) in names x and atoms A. */
#ifndef MC_REAL_RING_H
#define MC_REAL_RING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arith/shim.h"

enum { MC_RING_ATOMS = 32, MC_RING_TERMS = 10000 };

/* number: q, the constant of L, and its coefficients of the names; power: of
   the names, then of the atoms. */
typedef struct mc_term {
    fmpq *number;
    uint32_t power[];
} mc_term;

/* Invariant: keys (all but q) increase, no q is 0. `names`: those of the ring,
   if there is a term. */
typedef struct mc_poly {
    size_t names, count, room;
    mc_term **term;
} mc_poly;

typedef enum mc_atom_kind {
    MC_ATOM_PI,
    MC_ATOM_CONSTANT, /* of this index */
    MC_ATOM_ROOT,
    MC_ATOM_INVERSE, /* of a polynomial */
    MC_ATOM_LOG,
    MC_ATOM_POWER, /* with this exponent */
    MC_ATOM_EXP
} mc_atom_kind;

typedef struct mc_atom {
    mc_atom_kind kind;
    size_t index;
    fmpq_t exponent;
    mc_poly of;
} mc_atom;

/* `work` counts down. `failed`: too large, or no memory; what has been
   computed since means nothing. */
typedef struct mc_ring {
    size_t names, atoms, work;
    mc_atom atom[MC_RING_ATOMS];
    bool failed;
} mc_ring;

void mc_ring_init(mc_ring *ring, size_t names, size_t work);
void mc_ring_clear(mc_ring *ring);

/* An empty sum {0} needs no init. */
void mc_poly_clear(mc_poly *p);
bool mc_poly_equal(const mc_ring *ring, const mc_poly *x, const mc_poly *y);
bool mc_poly_is_one(const mc_ring *ring, const mc_poly *p);

/* All of these add to out. */
void mc_poly_add_scaled(mc_poly *out, mc_ring *ring, const mc_poly *p,
                        const fmpq_t q);
void mc_poly_add_product(mc_poly *out, mc_ring *ring, const mc_poly *x,
                         const mc_poly *y);
void mc_poly_add_rational(mc_poly *out, mc_ring *ring, const fmpq_t q);
void mc_poly_add_name(mc_poly *out, mc_ring *ring, size_t name);
void mc_poly_add_atom(mc_poly *out, mc_ring *ring, mc_atom_kind kind,
                      size_t index);

/* mc_poly_add_inverse: 1/p. Domain: p is not empty, else the ring fails. */
void mc_poly_add_inverse(mc_poly *out, mc_ring *ring, const mc_poly *p);
void mc_poly_add_exp(mc_poly *out, mc_ring *ring, const mc_poly *p);
/* mc_poly_add_log, _power: p^r, r no integer. Domain: p is not empty. */
void mc_poly_add_log(mc_poly *out, mc_ring *ring, const mc_poly *p);
void mc_poly_add_power(mc_poly *out, mc_ring *ring, const mc_poly *p,
                       const fmpq_t r);

/* mc_poly_linear: p is form[0] + sum form[1 + i] x_i. */
bool mc_poly_linear(fmpq *form, const mc_ring *ring, const mc_poly *p);

#endif
