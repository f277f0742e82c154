#ifndef MV_PUBLICGOOD_H
#define MV_PUBLICGOOD_H

/* What the files about FORMAT-PUBLICGOOD.md share. The letters are those of
   that document: K alternatives y, N agents i, types t, n_i people. */

#include "verify.h"

/* ---- publicgood.c, publicrule.c: the statement --------------------------- */

enum mv_decision { MV_UTILITARIAN, MV_EFFICIENT, MV_DECISION_TABLE };
enum mv_tie { MV_TIE_NONE, MV_TIE_LOWEST, MV_TIE_HIGHEST, MV_TIE_LIST };
enum mv_transfer {
    MV_COST_SHARING,
    MV_GENERALISED,
    MV_CLARKE,
    MV_GROVES,
    MV_PAYMENTS
};
enum mv_shares { MV_SHARES_INDEX, MV_SHARES_BURDEN, MV_SHARES_TABLE };

/* A profile of types and its probability over the common denominator. */
struct mv_atom {
    mpz_t weight;
    size_t agents, *type;
};

/* Type t of agent i has the number first[i] + t, and first[N] is how many there
   are. All numbers are integers over `common`: cost[y], weight[i],
   value[type K + y]; share[i K + y] or, with the other kinds, the index
   share[i]; payments[rank N + i], groves[i][rank], prior[type], draw[i] (NULL:
   not there). order[y] is the place of y in the list of ties. `place` is where
   the statement says how to decide. */
struct mv_publicgood {
    struct mv_place place;
    struct mv_labels agents, alternatives, *types;
    size_t *first, *count, *order, *rule, atoms;
    enum mv_shares shares;
    enum mv_decision decision;
    enum mv_tie tie;
    enum mv_transfer transfer;
    bool per_head;
    mpz_t common, *cost, *weight, *share, *value, *payments, **groves, *prior,
        *draw;
    struct mv_atom *atom;
};

/* Limits of FORMAT-PUBLICGOOD.md. */
enum { MV_GOOD_SIZE = 100000, MV_GOOD_WORK = 100000000 };

/* mv_publicgood_read: reads the statement. Errors: E2xx, E500. */
struct mv_publicgood *mv_publicgood_read(struct mv_object *object);
void mv_publicgood_echo(const struct mv_publicgood *good, FILE *file);

/* mv_echo_numbers: a line, the name and numbers over `common`; nothing for
   NULL. */
void mv_echo_numbers(const char *name, mpz_t *number, size_t count,
                     const mpz_t common, FILE *file);

/* mv_public_people: the value of `counts`, 1 if it is not there. */
size_t *mv_public_people(struct mv_object *object, size_t agents);

/* mv_public_row: reads an array of `count` numbers at the cursor, in the second
   pass to to[0], ...; with sign 1 they are >= 0, with sign 2 > 0 [E240]. */
void mv_public_row(struct mv_object *object, mpz_t common, mpz_t *to,
                   size_t count, int sign);

/* mv_public_at: where the numbers from base[at] on are stored, NULL in the
   first pass. */
mpz_t *mv_public_at(const struct mv_object *object, mpz_t *base, size_t at);

/* mv_public_choice: the place in `names` (ended by NULL) of the string that is
   the value of the key. Errors: E205, E214. */
size_t mv_public_choice(struct mv_object *object, enum mv_key key,
                        const char *const *names);

/* mv_public_has: whether the key is there. */
bool mv_public_has(const struct mv_object *object, enum mv_key key);

/* mv_public_keys: refuses with E204 and this text unless it holds. */
void mv_public_keys(const struct mv_object *object, bool holds,
                    const char *text);

/* mv_rule_read: reads how the statement decides and charges, in two passes. */
void mv_rule_read(struct mv_object *object, struct mv_publicgood *good);

/* mv_beliefs_read: prior, draw and atoms, in two passes. */
void mv_beliefs_read(struct mv_object *object, struct mv_publicgood *good);

/* ---- scene.c: the statement for given numbers of people ------------------ */

/* Money is an integer over `scale`, here value[type K + y], share[i K + y] (one
   person's) and cost[y]. Agent i has count[i] people with the weights of the
   decision weight[i], integers up to a common factor that divide all money.
   With a table of decisions there are stride[i], and zero[i] and net[i], agent
   i's first types with values 0 and c_i (SIZE_MAX: none). */
struct mv_scene {
    const struct mv_publicgood *good;
    size_t agents, size, *count, *stride, *zero, *net;
    mpz_t scale, factor, *value, *share, *cost, *weight;
};

/* mv_scene_init: the scene with these numbers of people (NULL: those of the
   statement). Errors: E241 if nobody bears a share, E500. */
void mv_scene_init(struct mv_scene *scene, const struct mv_publicgood *good,
                   const size_t *count);
void mv_scene_clear(struct mv_scene *scene);

/* A weighted sum at a profile: sum[y] = sum x(i,t) w_i v_i(y,t) - sum n_i w_i
   c_i(y), with the n_i of the scene. */
struct mv_tally {
    mpz_t *weight, *sum;
};

/* Multinomial weights of the profile of some people: of agent i own[i], and of
   the agents up to i product[i]; p[type] are integers. */
struct mv_chance {
    size_t agents;
    mpz_t *p, *first, *own, *product, above, below;
};

/* mv_power: base^exponent; of 1 without room for more. */
void mv_power(mpz_t power, const mpz_t base, size_t exponent);

void mv_chance_init(struct mv_chance *chance, const struct mv_scene *scene,
                    mpz_t *p);
void mv_chance_clear(struct mv_chance *chance);

/* mv_chance_first: all n people of the agent have this type. mv_chance_again:
   the same once more. */
void mv_chance_first(struct mv_chance *chance, size_t agent, size_t type,
                     size_t n);
void mv_chance_again(struct mv_chance *chance, size_t agent);

/* mv_chance_step: one of x people goes from move[0] to move[1], and the `tail`
   people at move[2] go to move[1]. */
void mv_chance_step(struct mv_chance *chance, size_t agent, const size_t *move,
                    size_t x, size_t tail);

/* mv_chance_multiply: the products from this agent on. */
void mv_chance_multiply(struct mv_chance *chance, size_t agent);

/* A profile: x[type] with n[i] people of agent i, and its tallies; of
   type[begin[i]], ..., type[begin[i + 1] - 1] only, if `type` is not NULL.
   `rank` is its rank among the type profiles, where a missing person counts as
   type 0. start[i] is not below the last place with people but the very last.
   `chance` may be NULL. */
struct mv_people {
    const struct mv_scene *scene;
    size_t *n, *x, *start, rank, *type, *begin, tallies;
    struct mv_tally tally[2];
    struct mv_chance *chance;
    mpz_t factor;
};

/* mv_people_init: room for a profile, without people and tallies. */
void mv_people_init(struct mv_people *people, const struct mv_scene *scene);
void mv_people_clear(struct mv_people *people);

/* mv_people_tally: one more tally, with these weights. */
void mv_people_tally(struct mv_people *people, mpz_t *weight);

/* mv_people_only: leaves the types out that have probability 0. */
void mv_people_only(struct mv_people *people, mpz_t *probability);

/* mv_people_first: the first profile, without a person of agent `except`. */
void mv_people_first(struct mv_people *people, size_t except);

/* mv_people_types: everybody is one person with this type. */
void mv_people_types(struct mv_people *people, const size_t *type);

/* mv_people_shift: from the first profile without a person of this agent to the
   first one without a person of the next agent (without anybody missing). */
void mv_people_shift(struct mv_people *people, size_t agent);

/* mv_people_next: the next one; false if it is the first one again. */
bool mv_people_next(struct mv_people *people);

/* mv_people_add: `more` people of this type, to a profile that is set. */
void mv_people_add(struct mv_people *people, size_t agent, size_t type,
                   long more);

/* mv_people_read: the profile in the fields of the current record, without a
   person of agent `except`. Errors: E304, E306. */
void mv_people_read(struct mv_people *people, struct mv_reader *reader,
                    size_t except);

/* mv_people_is: refuses with E307 unless the fields are the profile. */
void mv_people_is(const struct mv_people *people, struct mv_reader *reader);

/* mv_compositions: how many lists of k + 1 naturals sum to n, or MV_GOOD_WORK
   + 1 if that are more. */
uint64_t mv_compositions(uint64_t n, uint64_t k);

/* mv_demand_work: refuses with E501 if there are too many profiles of the
   scene, pairs of profile and person, or deviations. */
void mv_demand_work(struct mv_checker *checker, const struct mv_scene *scene,
                    bool deviations);

/* ---- seat.c: a person and what the rule does ------------------------------
 */

/* A person of agent i among the others: `base` is the tally of the decision
   without the person's value. `zero` and `net` are a0 and aN, if `known`. */
struct mv_seat {
    const struct mv_scene *scene;
    size_t agent, rank, zero, net;
    bool known[2];
    mpz_t *base, best, other;
};

void mv_seat_init(struct mv_seat *seat, const struct mv_scene *scene);
void mv_seat_clear(struct mv_seat *seat);

/* mv_seat_among: the seat of agent i among these others. */
void mv_seat_among(struct mv_seat *seat, const struct mv_people *others,
                   size_t agent);

/* mv_seat_of: the seat of a person in this profile. */
void mv_seat_of(struct mv_seat *seat, const struct mv_people *people,
                size_t agent, size_t type);

/* alpha, alpha0, alphaN of the person with this type. Errors: E242, E243. */
size_t mv_seat_decision(struct mv_seat *seat, size_t type);
size_t mv_seat_zero(struct mv_seat *seat);
size_t mv_seat_net(struct mv_seat *seat);

/* The transfers of section 2, MV_PAYMENTS the table, at decision a. */
void mv_seat_transfer(mpz_t transfer, struct mv_seat *seat,
                      enum mv_transfer rule, size_t type, size_t a);

/* mv_decision: alpha of a profile. */
size_t mv_decision(const struct mv_people *people);

/* mv_best: the tie rule's choice among the y with the largest of `sum`.
   Errors: E242. */
size_t mv_best(const struct mv_publicgood *good, mpz_t *sum);

/* mv_revenue: sum x(i,t) times the transfers by this rule. */
void mv_revenue(mpz_t revenue, struct mv_seat *seat,
                const struct mv_people *people, enum mv_transfer rule,
                size_t a);

/* The properties of section 3.1, those with a cap first. */
enum mv_property {
    MV_INDIVIDUALLY_RATIONAL,
    MV_UNIVERSAL,
    MV_COST_SHARING_UNIVERSAL,
    MV_NET_VALUE_UNIVERSAL,
    MV_FAIR_PRICING,
    MV_FAIR_PRICING_PER_UNIT,
    MV_NO_EXTORTION,
    MV_CAPS,
    MV_STRATEGY_PROOF = MV_CAPS,
    MV_MONOTONE,
    MV_UTILITARIAN_RULE,
    MV_EFFICIENT_RULE,
    MV_NO_DEFICIT,
    MV_BUDGET_BALANCE,
    MV_NO_FARTHER,
    MV_NO_CLOSER,
    MV_PIVOTAL_BOUNDS,
    MV_COST_SHARING_BOUNDS,
    MV_MONOTONE_BOUNDS,
    MV_PROPERTIES
};

/* mv_seat_cap: what the property allows as transfer of the person with this
   type, at decision a; false if anything. */
bool mv_seat_cap(mpz_t cap, struct mv_seat *seat, enum mv_property property,
                 size_t type, size_t a);

/* ---- One file for each kind of claim ------------------------------------- */

/* The records of a claim, up to the `end` line, and its conditions. They return
   when all conditions of FORMAT-PUBLICGOOD.md hold, and end the program with
   E24x, E3xx, E4xx, E500 or E501 otherwise. */
void mv_check_public_property(struct mv_checker *checker);
void mv_check_budget(struct mv_checker *checker);
void mv_check_outcome(struct mv_checker *checker);
void mv_check_largest_transfers(struct mv_checker *checker);
void mv_check_not_implementable(struct mv_checker *checker);
void mv_check_no_good_mechanism(struct mv_checker *checker);
void mv_check_property_everywhere(struct mv_checker *checker);
void mv_check_largest_everywhere(struct mv_checker *checker);

/* mv_record_vector: reads the rest of the current record, a vector with these
   values over the denominator [E405]. */
void mv_record_vector(struct mv_checker *checker, struct mv_vector *vector,
                      mpz_t *value, size_t count, const mpz_t denominator);

/* property.c: a property's name, and what it says. */
const char *mv_property_name(enum mv_property property);
const char *mv_property_meaning(enum mv_property property);

#endif
