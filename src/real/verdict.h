/* A verdict and what shows it. */
#ifndef MC_REAL_VERDICT_H
#define MC_REAL_VERDICT_H

#include "real/cover.h"
#include "real/need.h"
#include "real/root.h"
#include "real/system.h"

struct mc_claim_verdict {
    const mc_claims *claims;
    const mc_claim *claim;
    const mc_claim_effort *effort;
    mc_claim_decision decision;
    char reason[640], notes[1600];
    char *lower, *upper;
    const char *what;
    bool has_box;
    mpq_t *low, *high; /* one for each name: the point, or the worst box */
    size_t leaves, boxes;
    slong bits; /* of the certificate */
    /* the proof */
    mc_need need;
    mc_knowledge knowledge;
    mc_root_proof *root;     /* of statements with one name, */
    mc_system_proof *system; /* and with several */
    size_t conditions;
    mc_condition condition[2];
    mc_expansions expansions[2];
    mc_tree tree[2];
    fmpq *point;
    slong *degree; /* identities */
};

/* mc_verdict_new: undecided. NULL: out of memory. */
mc_claim_verdict *mc_verdict_new(const mc_claims *claims,
                                 const mc_claim *claim);

void mc_verdict_note(mc_claim_verdict *verdict, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void mc_verdict_reason(mc_claim_verdict *verdict, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* mc_verdict_fault: the reason is a fault of the evaluator, with its place. */
void mc_verdict_fault(mc_claim_verdict *verdict, const mc_evaluator *e);

/* mc_verdict_enclosure: replaces the enclosure. `what` is static. */
void mc_verdict_enclosure(mc_claim_verdict *verdict, const mc_interval *x,
                          const char *what, slong digits);

/* mc_verdict_point, _box: the names' values. */
void mc_verdict_point(mc_claim_verdict *verdict, const fmpq *point);
void mc_verdict_box(mc_claim_verdict *verdict, const mc_interval *name);

#endif
