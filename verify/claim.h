#ifndef MV_CLAIM_H
#define MV_CLAIM_H

#include "environment.h"
#include "record.h"

enum mv_kind {
    MV_GUARANTEE,
    MV_POTENTIAL,
    MV_LOWER_PROGRAM,
    MV_UPPER_PROGRAM,
    MV_NO_MECHANISM
};

struct mv_rational {
    mpz_t numerator, denominator;
};

/* A claim; `text` is what follows "claim ". `value` is V or L, `upper` is U;
   their spellings are value_text and upper_text. */
struct mv_claim {
    enum mv_kind kind;
    char *text, *value_text, *upper_text;
    size_t k;
    struct mv_rational value, upper;
};

/* One run of the checker. `conditions` counts the equations and inequalities
   that were found to hold. */
struct mv_checker {
    struct mv_reader reader;
    struct mv_environment environment;
    struct mv_claim claim;
    uint64_t conditions;
};

/* mv_claim_read: reads the first three lines of a certificate.
   Errors: E3xx, E400; ends the program. */
void mv_claim_read(struct mv_checker *checker);

/* mv_claim_sentence: prints what the claim says, as TRUST.md has it. */
void mv_claim_sentence(const struct mv_claim *claim, FILE *file);

/* The records of a claim, up to the `end` line, and its conditions. They return
   when all conditions of FORMAT.md section 4.1 to 4.5 hold, and end the program
   with E3xx, E4xx or E500 otherwise. */
void mv_check_guarantee(struct mv_checker *checker);
void mv_check_potential(struct mv_checker *checker);
void mv_check_lower_program(struct mv_checker *checker);
void mv_check_upper_program(struct mv_checker *checker);
void mv_check_no_mechanism(struct mv_checker *checker);

#endif
