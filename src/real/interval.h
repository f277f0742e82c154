/* Intervals with binary floating-point ends. Arb's balls lose the sign of an
   end of a wide interval (the square of [0, 2] would contain negative
   numbers), so that wide boxes need ends; Arb computes the functions. */
#ifndef MC_REAL_INTERVAL_H
#define MC_REAL_INTERVAL_H

#include <stdbool.h>

#include "arith/shim.h"

/* Invariant: lo <= hi, no NaN; infinite ends occur and mean nothing is known
   on that side. All functions round outward to `bits`; results may be
   arguments. */
typedef struct mc_interval {
    arf_struct lo, hi;
} mc_interval;

void mc_interval_init(mc_interval *x);
void mc_interval_clear(mc_interval *x);

void mc_interval_zero(mc_interval *x);
void mc_interval_set(mc_interval *x, const mc_interval *y);
void mc_interval_set_si(mc_interval *x, slong y);
void mc_interval_set_arf(mc_interval *x, const arf_t y);
void mc_interval_set_fmpq(mc_interval *x, const fmpq_t y, slong bits);
void mc_interval_swap(mc_interval *x, mc_interval *y);

/* mc_interval_hull: the smallest interval that contains both. */
void mc_interval_hull(mc_interval *out, const mc_interval *x,
                      const mc_interval *y);

bool mc_interval_is_zero(const mc_interval *x);
bool mc_interval_contains_zero(const mc_interval *x);
bool mc_interval_is_finite(const mc_interval *x);
bool mc_interval_is_point(const mc_interval *x);
/* mc_interval_overlap: some number is in both. */
bool mc_interval_overlap(const mc_interval *x, const mc_interval *y);

/* The sign that is certain: 1, -1, or 0 if it is not. */
int mc_interval_sign(const mc_interval *x);
bool mc_interval_nonnegative(const mc_interval *x);

void mc_interval_neg(mc_interval *out, const mc_interval *x);
void mc_interval_add(mc_interval *out, const mc_interval *x,
                     const mc_interval *y, slong bits);
void mc_interval_sub(mc_interval *out, const mc_interval *x,
                     const mc_interval *y, slong bits);
void mc_interval_mul(mc_interval *out, const mc_interval *x,
                     const mc_interval *y, slong bits);
void mc_interval_mul_si(mc_interval *out, const mc_interval *x, slong y,
                        slong bits);
void mc_interval_addmul(mc_interval *out, const mc_interval *x,
                        const mc_interval *y, slong bits);
/* mc_interval_div: false, out untouched, if y contains 0. */
bool mc_interval_div(mc_interval *out, const mc_interval *x,
                     const mc_interval *y, slong bits);
void mc_interval_div_si(mc_interval *out, const mc_interval *x, slong y,
                        slong bits);

void mc_interval_abs(mc_interval *out, const mc_interval *x);
void mc_interval_min(mc_interval *out, const mc_interval *x,
                     const mc_interval *y);
void mc_interval_max(mc_interval *out, const mc_interval *x,
                     const mc_interval *y);

void mc_interval_pi(mc_interval *out, slong bits);
void mc_interval_exp(mc_interval *out, const mc_interval *x, slong bits);
/* Domain: x > 0 for log; x >= 0 for sqrt. */
void mc_interval_log(mc_interval *out, const mc_interval *x, slong bits);
void mc_interval_sqrt(mc_interval *out, const mc_interval *x, slong bits);

/* mc_interval_pow_ui: x^n, any x. mc_interval_pow_fmpq: x^p for p that is no
   integer. Domain: x >= 0 if p > 0, x > 0 if p < 0. */
void mc_interval_pow_ui(mc_interval *out, const mc_interval *x, ulong n,
                        slong bits);
void mc_interval_pow_fmpq(mc_interval *out, const mc_interval *x,
                          const fmpq_t p, slong bits);

/* mc_interval_middle: a number in x, exactly. Domain: x is finite. */
void mc_interval_middle(arf_t out, const mc_interval *x, slong bits);
/* mc_interval_width: at least hi - lo. mc_interval_size: at least |x|. */
void mc_interval_width(mag_t out, const mc_interval *x);
void mc_interval_size(mag_t out, const mc_interval *x);

#endif
