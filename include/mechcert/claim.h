/* Claims about real numbers: files of definitions and claims, proofs,
   refutations and certificates. The language: doc/claims.md. */
#ifndef MECHCERT_CLAIM_H
#define MECHCERT_CLAIM_H

#include <stdbool.h>
#include <stddef.h>

#include <gmp.h>

#include <mechcert/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A file of definitions and claims. Not to be used by two threads at once. */
typedef struct mc_claims mc_claims;

/* mc_claims_read, mc_claims_parse: from a file ("-" is standard input), or from
   `length` bytes that messages call `name`.
   Errors: MC_BAD_INPUT with the place; MC_IO; MC_LIMIT without memory. */
MC_API MC_NODISCARD mc_status mc_claims_read(mc_claims **claims,
                                             mc_message *message,
                                             const char *path);
MC_API MC_NODISCARD mc_status mc_claims_parse(mc_claims **claims,
                                              mc_message *message,
                                              const char *name,
                                              const char *text, size_t length);
MC_API void mc_claims_free(mc_claims *claims);

MC_API size_t mc_claims_count(const mc_claims *claims);
/* Domain: i < count. */
MC_API const char *mc_claims_name(const mc_claims *claims, size_t i);

/* How long to try, and with how many threads (0 is 1); the verdict does not
   depend on threads. `digits`: how sharp the enclosure of what remains
   undecided has to be (0: 300). `stopped` is asked now and then, from any
   thread; NULL never stops. */
typedef struct mc_claim_effort {
    unsigned digits, threads;
    bool (*stopped)(void *user);
    void *user;
    /* A sentence about the progress of a long search; NULL: none. */
    void (*progress)(void *user, const char *text);
} mc_claim_effort;

typedef enum mc_claim_decision {
    MC_CLAIM_UNDECIDED,
    MC_CLAIM_PROVED,
    MC_CLAIM_REFUTED
} mc_claim_decision;

typedef struct mc_claim_verdict mc_claim_verdict;

/* mc_claim_prove: decides a claim.
   Guarantees: a verdict PROVED or REFUTED rests on rigorous enclosures only.
   Errors:     MC_BAD_INPUT if the claim cannot be meant; MC_LIMIT. A claim that
               stays undecided is MC_OK with the verdict UNDECIDED. */
MC_API MC_NODISCARD mc_status mc_claim_prove(mc_claim_verdict **verdict,
                                             mc_message *message,
                                             mc_claims *claims, size_t i,
                                             const mc_claim_effort *effort);
MC_API void mc_claim_verdict_free(mc_claim_verdict *verdict);

MC_API mc_claim_decision
mc_claim_verdict_decision(const mc_claim_verdict *verdict);

/* Why it is undecided, or how it was decided; sentences, "" if there is
   nothing to say. _notes: further remarks, one a line. */
MC_API const char *mc_claim_verdict_reason(const mc_claim_verdict *verdict);
MC_API const char *mc_claim_verdict_notes(const mc_claim_verdict *verdict);

/* An enclosure as outward rounded decimals and what it encloses ("the
   expression", "the left side minus the right side"); NULL if there is none.
   Of a claim about all values it is the enclosure at the point (refuted), or
   on the worst box (undecided). */
MC_API const char *mc_claim_verdict_lower(const mc_claim_verdict *verdict);
MC_API const char *mc_claim_verdict_upper(const mc_claim_verdict *verdict);
MC_API const char *mc_claim_verdict_what(const mc_claim_verdict *verdict);

/* The values of the names at which the claim fails (refuted), in order of
   their binding; or the worst box (undecided): then lower < upper. */
MC_API size_t mc_claim_verdict_names(const mc_claim_verdict *verdict);
MC_API const char *mc_claim_verdict_name(const mc_claim_verdict *verdict,
                                         size_t k);
MC_API void mc_claim_verdict_point(mpq_t lower, mpq_t upper,
                                   const mc_claim_verdict *verdict, size_t k);

/* Leaves of the proof, boxes looked at, bits of precision. */
MC_API size_t mc_claim_verdict_leaves(const mc_claim_verdict *verdict);
MC_API size_t mc_claim_verdict_boxes(const mc_claim_verdict *verdict);
MC_API size_t mc_claim_verdict_bits(const mc_claim_verdict *verdict);

/* mc_claim_verdict_write: the certificate for mechcert-verify-real.
   Domain: proved or refuted; claims were read from a file and live still.
   Errors: MC_IO, MC_LIMIT, MC_BAD_INPUT outside the domain. */
MC_API MC_NODISCARD mc_status mc_claim_verdict_write(
    const mc_claim_verdict *verdict, mc_message *message, const char *path);

/* A number with a rigorous enclosure. */
typedef struct mc_real_value mc_real_value;

/* mc_real_evaluate: encloses an expression to `digits` significant digits
   (as many as the effort allows). `definitions` is a claim file whose
   constants, functions and roots it may use, or NULL.
   Errors: MC_BAD_INPUT with the place; MC_UNDECIDED if it may be undefined,
           with the place; MC_IO, MC_LIMIT. */
MC_API MC_NODISCARD mc_status mc_real_evaluate(mc_real_value **value,
                                               mc_message *message,
                                               const char *expression,
                                               const char *definitions,
                                               const mc_claim_effort *effort);
MC_API void mc_real_value_free(mc_real_value *value);
/* Decimals, rounded outward; equal, and then a decimal or p/q, if the value is
   exact. */
MC_API const char *mc_real_value_lower(const mc_real_value *value);
MC_API const char *mc_real_value_upper(const mc_real_value *value);
/* All requested digits were reached. */
MC_API bool mc_real_value_complete(const mc_real_value *value);
MC_API const char *mc_real_value_notes(const mc_real_value *value);

#ifdef __cplusplus
}
#endif
#endif
