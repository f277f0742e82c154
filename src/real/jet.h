/* Enclosures of Taylor coefficients and their recurrences (FORMAT-REAL
   section 4). */
#ifndef MC_REAL_JET_H
#define MC_REAL_JET_H

#include "base/stop.h"
#include "real/interval.h"

/* Why coefficients of order >= 1 are not known; and that the function may
   jump on the box. */
enum {
    MC_JET_KINK = 1, /* because of abs, min, max or if */
    MC_JET_LOST = 2, /* for another reason */
    MC_JET_JUMP = 4,
    MC_JET_UNKNOWN = MC_JET_KINK | MC_JET_LOST
};

/* What has been spent, in units of about 0.1 microseconds, and when to ask
   next whether to stop. */
typedef struct mc_meter {
    const mc_stop *stop;
    double work, next;
    bool stopped;
} mc_meter;

/* mc_meter_goes_on: after `operations` on intervals. Returns false once it has
   been asked to stop. */
bool mc_meter_goes_on(mc_meter *meter, slong operations, slong bits);

/* Invariant: c[0..length) are enclosures, coefficients from `length` to the
   order are 0; length >= 1; length is 1 if they are unknown. There is room for
   order + 1. With a meter the coefficients become unknown when it stops. */
typedef struct mc_jet {
    mc_interval *c;
    slong length;
    unsigned flags;
    mc_meter *meter;
} mc_jet;

/* All of them: `out` is another jet than the arguments, unless the comment
   says otherwise; coefficients up to `order`, rounded outward to `bits`. */
void mc_jet_constant(mc_jet *out, const mc_interval *value);
void mc_jet_set(mc_jet *out, const mc_jet *x, slong order);
void mc_jet_swap(mc_jet *x, mc_jet *y);
void mc_jet_neg(mc_jet *x);
/* out += x, out -= x */
void mc_jet_accumulate(mc_jet *out, const mc_jet *x, bool subtract, slong bits);
void mc_jet_mul(mc_jet *out, const mc_jet *x, const mc_jet *y, slong order,
                slong bits);
/* false: the divisor may be 0. */
bool mc_jet_div(mc_jet *out, const mc_jet *x, const mc_jet *y, slong order,
                slong bits);
void mc_jet_exp(mc_jet *out, const mc_jet *x, slong order, slong bits);
/* Domain of log: x_0 > 0. Of the power, p not an integer: x_0 > 0, or
   order = 0 and x_0 >= 0, p > 0. */
void mc_jet_log(mc_jet *out, const mc_jet *x, slong order, slong bits);
void mc_jet_pow_fmpq(mc_jet *out, const mc_jet *x, const fmpq_t p, slong order,
                     slong bits);

#endif
