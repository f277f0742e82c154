/* Parts of the oracle of claims about mechcert-publicgood-1. */
#ifndef MC_TESTS_PUBLIC_CLAIMS_H
#define MC_TESTS_PUBLIC_CLAIMS_H

#include <stdio.h>

#include "good.h"
#include "truth.h"

/* The table of FORMAT-PUBLICGOOD.md section 3.1. */
enum {
    STRATEGY_PROOF,
    MAXIMAL_WELFARE,
    MAXIMAL_SURPLUS,
    MONOTONE,
    RATIONAL,
    UNIVERSAL,
    SHARING_UNIVERSAL,
    NET_UNIVERSAL,
    FAIR,
    FAIR_PER_UNIT,
    NO_EXTORTION,
    NO_DEFICIT,
    BALANCE,
    NO_FARTHER,
    NO_CLOSER,
    PIVOTAL_BOUNDS,
    SHARING_BOUNDS,
    MONOTONE_BOUNDS,
    PROPERTIES
};

size_t property_named(const char *name, size_t length);
const char *property_name(size_t k);

typedef struct instance {
    scene who;
    size_t person, report;
} instance;

/* one_cap: the number C of section 3.3, or NULL. worst_at: the largest excess
   at a scene, if it is above 0; worst_of: at all of the statement's, and (if
   not NULL) where. */
num one_cap(const good *g, const scene *s, size_t j, size_t k);
num worst_at(const good *g, const scene *s, size_t k, instance *where);
num worst_of(const good *g, size_t k, instance *where);

/* write_property: the certificate of what worst_of finds. */
void write_property(FILE *out, const good *g, size_t k, const char *hash);

num deficit(const good *g, const scene *s);

/* scene_of: the people of a profile's record. of_counts: they are those of
   the statement. */
void scene_of(scene *s, const good *g, const proof_text *c, size_t line,
              size_t from);
void of_counts(const scene *s, const good *g);

void outcome_truth(const good *g, const proof_text *c);
void largest_truth(const good *g, const proof_text *c);
void impossible_truth(const good *g, const proof_text *c);
void no_mechanism_truth(const good *g, const proof_text *c);

#endif
