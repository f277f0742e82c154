/* A statement mechcert-publicgood-1 in the oracle, and what its rule does when
   everybody has a type: FORMAT-PUBLICGOOD.md sections 1 and 2, person by
   person. */
#ifndef MC_TESTS_GOOD_H
#define MC_TESTS_GOOD_H

#include "exact.h"

enum { MOST_PEOPLE = 9, NO_PERSON = MOST_PEOPLE };

typedef enum good_shares { EQUAL, SHARE_TABLE, DUTY, BURDEN } good_shares;
typedef enum good_decision { UTILITARIAN, EFFICIENT, RULE } good_decision;
typedef enum good_transfer {
    COST_SHARING,
    GENERALISED,
    CLARKE,
    GROVES,
    PAYMENTS
} good_transfer;

typedef struct good {
    const json *root, *alternatives;
    size_t K, N, *count, *T;
    num *cost, *weight, *duty, **share;
    bool per_head, tie, counts;
    good_shares shares;
    num ***value;
    good_decision decision;
    good_transfer transfer;
    size_t *rank, *rule; /* of alternatives; of profiles */
    num **groves, **payment, **prior, *draw, *atom_weight;
    size_t atoms, **atom;
} good;

/* Who is there and of which type, agent by agent. */
typedef struct scene {
    size_t people, agent[MOST_PEOPLE], type[MOST_PEOPLE];
} scene;

good *good_read(const json *root);

/* first_scene: everybody of the counts has type 0. next_scene: false after the
   last one. */
void first_scene(scene *s, const good *g, const size_t *count);
bool next_scene(scene *s, const good *g);

num good_cost(const good *g, const scene *s, size_t y);
num good_share(const good *g, const scene *s, size_t agent, size_t y);
num omega(const good *g, size_t agent);
num value_of(const good *g, const scene *s, size_t person, size_t y);

/* W, W_ and N_ of section 2. */
typedef enum part { WITH_ALL, WITHOUT_VALUE, WITHOUT_NET } part;
num welfare(const good *g, const scene *s, size_t y, size_t person, part p);
size_t decide_scene(const good *g, const scene *s, size_t person, part p);

num transfer(const good *g, const scene *s, size_t person, good_transfer rule);
num revenue(const good *g, const scene *s, good_transfer rule);

#endif
