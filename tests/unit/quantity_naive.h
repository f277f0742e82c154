/* Public goods of a continuous quantity, evaluated by definition. */
#ifndef MC_TESTS_QUANTITY_NAIVE_H
#define MC_TESTS_QUANTITY_NAIVE_H

#include "unit.h"

#include "publicgood/quantity.h"

/* A statement from its text; _must_parse asserts that there is one. */
mc_status quantity_parse(mc_quantity **quantity, mc_message *message,
                         const char *text);
mc_quantity *quantity_must_parse(const char *text);

/* The text of a random statement, of at most three agents and pieces, and of
   marginals of degree two at most; to be freed. */
char *quantity_random(gmp_randstate_t random);

void quantity_assert_number(mpq_srcptr value, const char *text);

/* W, W_ or N_ of an agent. _assert_maximum: the splits show that the maximiser
   is one, as verify/FORMAT-PUBLICGOOD.md section 6 says; for marginals of
   degree six at most. _assert_person: the decisions, values, shares and
   transfers of section 2. _assert_unit: the signs and the per-unit number. */
typedef enum quantity_objective {
    QUANTITY_WHOLE,
    QUANTITY_WITHOUT,
    QUANTITY_NET
} quantity_objective;
void quantity_assert_maximum(const mc_quantity *q, quantity_objective kind,
                             size_t agent, const mc_maximum *maximum);
void quantity_assert_person(const mc_quantity_outcome *o, size_t i);
void quantity_assert_unit(const mc_quantity_outcome *o, size_t i);

#endif
