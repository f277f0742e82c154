/* Certificates about linear programs, read back.
   Ref: verify/FORMAT.md section 3, verify/FORMAT-LP.md section 5. */
#ifndef MC_CERTIFICATE_READER_H
#define MC_CERTIFICATE_READER_H

#include <gmp.h>
#include <stdbool.h>
#include <stddef.h>

#include <mechcert/status.h>

/* A sparse vector: the value at index[i] is numerator[i] / denominator, all
   others are 0. Entry i stands on line first_line + i. Invariants when present:
   indices increase strictly, no numerator is 0, denominator >= 1, and the
   greatest common divisor of all of them is 1. */
typedef struct mc_certificate_entries {
    bool present;
    size_t count, first_line;
    size_t *index;
    mpz_t *numerator, denominator;
    size_t capacity[2];
} mc_certificate_entries;

typedef enum mc_certificate_kind {
    MC_CERTIFICATE_OPTIMAL,
    MC_CERTIFICATE_BOUNDS,
    MC_CERTIFICATE_INFEASIBLE,
    MC_CERTIFICATE_UNBOUNDED
} mc_certificate_kind;

/* What a certificate says; only its form was checked. `name` is what messages
   call the file.
   OPTIMAL     lower = upper = the value; primal and dual.
   BOUNDS      at least one of lower and upper is finite, and as many of primal
               and dual are present as are finite.
   INFEASIBLE  dual, or crossing_row or crossing_column (SIZE_MAX: none), which
               stands on line crossing_line.
   UNBOUNDED   primal and ray. */
typedef struct mc_certificate_lp {
    char *name;
    mc_certificate_kind kind;
    bool lower_finite, upper_finite;
    mpq_t lower, upper;
    char sha256[65];
    mc_certificate_entries primal, dual, ray;
    size_t crossing_row, crossing_column, crossing_line;
} mc_certificate_lp;

/* mc_certificate_lp_read: reads a certificate ("-" is standard input) in the
   one spelling that FORMAT.md allows.
   Guarantees: on MC_OK the caller clears certificate; otherwise it is
               untouched.
   Errors:     MC_BAD_INPUT with file, line and column; MC_IO; MC_LIMIT. */
MC_NODISCARD mc_status mc_certificate_lp_read(mc_certificate_lp *certificate,
                                              mc_message *message,
                                              const char *path);

void mc_certificate_lp_clear(mc_certificate_lp *certificate);

#endif
