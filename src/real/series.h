/* Power series over the ring of FORMAT-REAL section 8.4. */
#ifndef MC_REAL_SERIES_H
#define MC_REAL_SERIES_H

#include "real/ring.h"

enum { MC_SERIES_ORDER = 22 };

/* c_0 + c_1 h + ..., of which `order` coefficients are kept. */
typedef struct mc_series {
    size_t order;
    mc_poly c[MC_SERIES_ORDER];
} mc_series;

/* mc_series_init: 0. Domain: 1 <= order <= MC_SERIES_ORDER. */
void mc_series_init(mc_series *s, size_t order);
void mc_series_clear(mc_series *s);

/* mc_series_add: out += q x. */
void mc_series_add(mc_series *out, mc_ring *ring, const mc_series *x,
                   const fmpq_t q);
void mc_series_set_rational(mc_series *out, mc_ring *ring, const fmpq_t q);
/* mc_series_mul, _scale: in place. */
void mc_series_mul(mc_series *x, mc_ring *ring, const mc_series *y);
void mc_series_scale(mc_series *x, mc_ring *ring, const fmpq_t q);

/* Domain: `out` is 0, and another series than x. Where c_0 is 0 and must not
   be, the ring fails. */
void mc_series_inverse(mc_series *out, mc_ring *ring, const mc_series *x);
void mc_series_exp(mc_series *out, mc_ring *ring, const mc_series *x);
void mc_series_log(mc_series *out, mc_ring *ring, const mc_series *x);
/* mc_series_power: x^r, r no integer. */
void mc_series_power(mc_series *out, mc_ring *ring, const mc_series *x,
                     const fmpq_t r);

#endif
