/* Small random public goods as plain tables, and what
   verify/FORMAT-PUBLICGOOD.md says of them, evaluated person by person with
   nothing of the product. */
#ifndef MC_TESTS_COMMONS_H
#define MC_TESTS_COMMONS_H

#include "unit.h"

enum {
    COMMONS_AGENTS = 4, /* also the most persons */
    COMMONS_TYPES = 3,
    COMMONS_ALTERNATIVES = 4,
    COMMONS_POINTS = 81, /* COMMONS_TYPES to the power of persons */
    COMMONS_PROPERTIES = 18
};

/* No alternative: a tie without a tie rule, or a table without the type. */
#define COMMONS_NONE SIZE_MAX

typedef enum commons_decision {
    COMMONS_UTILITARIAN,
    COMMONS_EFFICIENT,
    COMMONS_RULE
} commons_decision;

typedef enum commons_transfer {
    COMMONS_COST_SHARING,
    COMMONS_GENERALISED,
    COMMONS_CLARKE,
    COMMONS_GROVES,
    COMMONS_PAYMENTS
} commons_transfer;

typedef enum commons_shares {
    COMMONS_EQUAL,
    COMMONS_TABLE,
    COMMONS_DUTY,
    COMMONS_INCOME,
    COMMONS_DISTANCE,
    COMMONS_BURDEN,
    COMMONS_SHARE_RULES
} commons_shares;

typedef enum commons_tie {
    COMMONS_NO_TIE,
    COMMONS_LOWEST,
    COMMONS_HIGHEST,
    COMMONS_LIST
} commons_tie;

/* What holds at one assignment of types to persons. Undefined decisions are
   COMMONS_NONE, and the transfers that need them meaningless. */
typedef struct commons_point {
    size_t decision, without[COMMONS_AGENTS], net[COMMONS_AGENTS];
    mpq_t welfare[COMMONS_ALTERNATIVES];
    mpq_t charge[COMMONS_AGENTS][COMMONS_PAYMENTS + 1]; /* by rule */
} commons_point;

/* Persons are counted agent by agent, points lexicographically with person 0
   slowest. */
typedef struct commons {
    size_t agents, alternatives, types[COMMONS_AGENTS], count[COMMONS_AGENTS];
    bool per_head;
    mpq_t cost[COMMONS_ALTERNATIVES]; /* of all */
    mpq_t weight[COMMONS_AGENTS];
    commons_shares shares;
    mpq_t index[COMMONS_AGENTS], distance[COMMONS_AGENTS], radius;
    mpq_t share[COMMONS_AGENTS][COMMONS_ALTERNATIVES]; /* of one person */
    mpq_t value[COMMONS_AGENTS][COMMONS_TYPES][COMMONS_ALTERNATIVES];
    commons_decision decision;
    commons_tie tie;
    size_t order[COMMONS_ALTERNATIVES];
    commons_transfer transfer;
    size_t rule[COMMONS_POINTS];
    mpq_t groves[COMMONS_AGENTS][COMMONS_POINTS];
    mpq_t payment[COMMONS_POINTS][COMMONS_AGENTS];
    size_t persons, agent_of[COMMONS_AGENTS], points;
    commons_point point[COMMONS_POINTS];
} commons;

void commons_init(commons *c);
void commons_clear(commons *c);

/* A random one, evaluated at all points. */
void commons_random(commons *c, gmp_randstate_t random);

/* The statement's text, allocated. */
char *commons_text(const commons *c);

/* commons_evaluate: fills the points. commons_type: the type of a person at a
   point; commons_with: the point where it reports another. */
void commons_evaluate(commons *c);
size_t commons_type(const commons *c, size_t point, size_t person);
size_t commons_with(const commons *c, size_t point, size_t person, size_t type);

/* commons_lacks_decisions: some decision, with or without a person, is not
   defined. commons_has_charge: those that a rule needs for a person are. */
bool commons_lacks_decisions(const commons *c);
bool commons_has_charge(const commons *c, size_t point, size_t person,
                        commons_transfer rule);

/* commons_excess: the larger of 0 and the largest excess of a property, by its
   number in the table of section 3.1. Returns false if some instance needs a
   decision that is not defined. commons_excess_at: the excess of one instance;
   false also if it is not an instance. */
bool commons_excess(mpq_t excess, const commons *c, size_t property);
bool commons_excess_at(mpq_t excess, bool *defined, const commons *c,
                       size_t property, size_t point, size_t person,
                       size_t report);

/* What an instance of a property has, beside a profile. */
bool commons_has_person(size_t property);
bool commons_has_report(size_t property);

/* commons_cap: the cap of a person under a set of constraints, bits 1 << 0 for
   property 4, individually rational, and so on. commons_worth: v_i of the
   person's type at a point, for an alternative. */
bool commons_cap(mpq_t cap, bool *defined, const commons *c, unsigned caps,
                 size_t point, size_t person);
mpq_srcptr commons_worth(const commons *c, size_t point, size_t person,
                         size_t alternative);

/* commons_share: what a person bears of an alternative. commons_omega: its
   weight in decisions. */
mpq_srcptr commons_share(const commons *c, size_t person, size_t alternative);
void commons_omega(mpq_t omega, const commons *c, size_t person);

#endif
