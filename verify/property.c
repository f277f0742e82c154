#include "publicgood.h"
#include <string.h>

/* FORMAT-PUBLICGOOD.md section 3.1. */

static const struct {
    const char *name, *meaning;
} properties[MV_PROPERTIES] = {
    [MV_INDIVIDUALLY_RATIONAL] =
        {"individually-rational",
         "nobody pays more than the decision is worth to them"},
    [MV_UNIVERSAL] =
        {"universal-participation",
         "nobody would be better off if the decision were made without their "
         "value and they paid nothing"},
    [MV_COST_SHARING_UNIVERSAL] =
        {"cost-sharing-universal-participation",
         "nobody would be better off if the decision were made without their "
         "value and they paid their share of its cost"},
    [MV_NET_VALUE_UNIVERSAL] =
        {"net-value-universal-participation",
         "nobody would be better off if the decision were made as if their "
         "value were their share of the cost, and they paid that share"},
    [MV_FAIR_PRICING] =
        {"fair-pricing",
         "nobody pays more than the larger one of their value and of their "
         "share of the cost of the decision"},
    [MV_FAIR_PRICING_PER_UNIT] =
        {"fair-pricing-per-unit",
         "nobody pays more than the sum over the units of the larger one of "
         "their value and of their share of the cost of the unit"},
    [MV_NO_EXTORTION] = {"no-extortion",
                         "nobody pays where nothing is produced"},
    [MV_STRATEGY_PROOF] =
        {"strategy-proof",
         "nobody gains by reporting another type, whatever the others report"},
    [MV_MONOTONE] =
        {"monotone",
         "the decision does not fall if the increments of a person's values "
         "do not"},
    [MV_UTILITARIAN_RULE] =
        {"utilitarian",
         "the decision has the largest weighted sum of values less shares"},
    [MV_EFFICIENT_RULE] =
        {"efficient", "the decision has the largest sum of values less cost"},
    [MV_NO_DEFICIT] = {"no-deficit", "the transfers cover the cost"},
    [MV_BUDGET_BALANCE] = {"budget-balance",
                           "the transfers are exactly the cost"},
    [MV_NO_FARTHER] =
        {"no-farther-from-balance",
         "the transfers are no farther from the cost than those of the "
         "cost-sharing pivotal mechanism"},
    [MV_NO_CLOSER] =
        {"no-closer-to-balance",
         "the transfers are no closer to the cost than those of the "
         "cost-sharing pivotal mechanism"},
    [MV_PIVOTAL_BOUNDS] =
        {"pivotal-payment-bounds",
         "the generalised pivotal transfers sum to at least 0 and at most the "
         "cost times the ratio of the largest and the smallest weight"},
    [MV_COST_SHARING_BOUNDS] =
        {"cost-sharing-payment-bounds",
         "the cost-sharing pivotal transfers sum to at least 0 and at most "
         "the cost times the ratio of the largest and the smallest weight and "
         "the largest cost of an alternative"},
    [MV_MONOTONE_BOUNDS] =
        {"monotone-cost-sharing-payment-bounds",
         "the cost-sharing pivotal transfers sum to at least 0 and at most "
         "the cost times one and the ratio of the largest and the smallest "
         "weight"},
};

const char *mv_property_name(enum mv_property property)
{
    return properties[property].name;
}

const char *mv_property_meaning(enum mv_property property)
{
    return properties[property].meaning;
}

/* The largest excess so far, over `scale`. `weights` are those of the welfare
   that the property is about. `low` and `high` are the least and the largest
   weight of the decision, `cost` is the largest cost. known[a] is 1 + the place
   in `report` of a report with decision a, 0 between searches. */
struct search {
    struct mv_checker *checker;
    enum mv_property property;
    struct mv_scene scene;
    struct mv_people people;
    struct mv_seat seat;
    size_t *decision, *report, *known;
    mpz_t *transfer, *weights, scale, largest, excess, revenue, low, high, cost;
};

static bool has_deviation(enum mv_property property)
{
    return property == MV_STRATEGY_PROOF || property == MV_MONOTONE;
}

static bool has_person(enum mv_property property)
{
    return property < MV_CAPS || has_deviation(property);
}

/* The welfare that the property is about. */
static void set_weights(struct search *s)
{
    const struct mv_publicgood *good = s->scene.good;
    bool weighted = s->property == MV_UTILITARIAN_RULE && good->weight != NULL;

    mv_people_tally(&s->people, s->scene.weight);
    if (s->property != MV_UTILITARIAN_RULE && s->property != MV_EFFICIENT_RULE)
        return;
    s->weights = mv_numbers(s->scene.agents);
    for (size_t i = 0; i < s->scene.agents; i++)
        if (weighted)
            mpz_set(s->weights[i], good->weight[i]);
        else
            mpz_set_ui(s->weights[i], 1);
    if (weighted)
        mpz_mul(s->scale, s->scale, good->common);
    mv_people_tally(&s->people, s->weights);
}

static void start(struct search *s, struct mv_checker *checker,
                  enum mv_property property)
{
    size_t types;

    *s = (struct search){.checker = checker, .property = property};
    mv_scene_init(&s->scene, checker->publicgood, NULL);
    mv_people_init(&s->people, &s->scene);
    mv_seat_init(&s->seat, &s->scene);
    mpz_inits(s->scale, s->largest, s->excess, s->revenue, s->low, s->high,
              s->cost, NULL);
    mpz_set(s->scale, s->scene.scale);
    set_weights(s);
    for (size_t i = 0; i < s->scene.agents; i++) {
        if (i == 0 || mpz_cmp(s->scene.weight[i], s->low) < 0)
            mpz_set(s->low, s->scene.weight[i]);
        if (mpz_cmp(s->scene.weight[i], s->high) > 0)
            mpz_set(s->high, s->scene.weight[i]);
    }
    for (size_t y = 0; y < s->scene.size; y++)
        if (mpz_cmp(s->scene.cost[y], s->cost) > 0)
            mpz_set(s->cost, s->scene.cost[y]);
    if (property == MV_MONOTONE)
        mpz_set_ui(s->scale, 1);
    if (property >= MV_PIVOTAL_BOUNDS)
        mpz_mul(s->scale, s->scale, s->low);
    types = s->scene.good->first[s->scene.agents];
    s->decision = mv_allocate(types, sizeof *s->decision);
    s->report = mv_allocate(types, sizeof *s->report);
    s->known = mv_allocate(s->scene.size, sizeof *s->known);
    s->transfer = mv_numbers(types);
}

/* excess = abs(excess - cost of a) */
static void distance(struct search *s, size_t a)
{
    mpz_sub(s->excess, s->excess, s->scene.cost[a]);
    mpz_abs(s->excess, s->excess);
}

/* excess = max(-R, R - the bound), over the least weight. */
static void bounds_excess(struct search *s, size_t a)
{
    mpz_mul(s->excess, s->revenue, s->low);
    mpz_neg(s->revenue, s->excess);
    mpz_submul(s->excess, s->high, s->scene.cost[a]);
    if (s->property == MV_COST_SHARING_BOUNDS)
        mpz_submul(s->excess, s->low, s->cost);
    if (s->property == MV_MONOTONE_BOUNDS)
        mpz_submul(s->excess, s->low, s->scene.cost[a]);
    if (mpz_cmp(s->revenue, s->excess) > 0)
        mpz_set(s->excess, s->revenue);
}

static void balance_excess(struct search *s, size_t a)
{
    enum mv_transfer own = s->scene.good->transfer;

    mv_revenue(s->revenue, &s->seat, &s->people, own, a);
    mpz_set(s->excess, s->revenue);
    distance(s, a);
    if (s->property == MV_NO_DEFICIT)
        mpz_sub(s->excess, s->scene.cost[a], s->revenue);
    if (s->property != MV_NO_FARTHER && s->property != MV_NO_CLOSER)
        return;
    mpz_swap(s->excess, s->revenue);
    mv_revenue(s->excess, &s->seat, &s->people, MV_COST_SHARING, a);
    distance(s, a);
    mpz_sub(s->excess, s->revenue, s->excess);
    if (s->property == MV_NO_CLOSER)
        mpz_neg(s->excess, s->excess);
}

/* The excess of the profile. */
static void profile_excess(struct search *s)
{
    size_t a = mv_decision(&s->people);
    mpz_t *sum;

    if (s->property >= MV_PIVOTAL_BOUNDS) {
        mv_revenue(s->revenue, &s->seat, &s->people,
                   s->property == MV_PIVOTAL_BOUNDS ? MV_GENERALISED
                                                    : MV_COST_SHARING,
                   a);
        bounds_excess(s, a);
    } else if (s->property >= MV_NO_DEFICIT) {
        balance_excess(s, a);
    } else {
        sum = s->people.tally[1].sum;
        mpz_set(s->excess, sum[a]);
        for (size_t y = 0; y < s->scene.size; y++)
            if (mpz_cmp(sum[y], s->excess) > 0)
                mpz_set(s->excess, sum[y]);
        mpz_sub(s->excess, s->excess, sum[a]);
    }
}

/* What the rule does with the person in the seat and this type. */
static void find_outcome(struct search *s, size_t t)
{
    s->decision[t] = mv_seat_decision(&s->seat, t);
    if (s->property != MV_MONOTONE &&
        (s->property != MV_NO_EXTORTION || s->decision[t] == 0))
        mv_seat_transfer(s->transfer[t], &s->seat, s->scene.good->transfer, t,
                         s->decision[t]);
}

/* Whether the increments of r's values are at least those of t's. */
static bool above(const struct search *s, size_t t, size_t r)
{
    size_t first = s->scene.good->first[s->seat.agent], size = s->scene.size;
    mpz_t *low = s->scene.value + (first + t) * size;
    mpz_t *high = s->scene.value + (first + r) * size, a, b;
    bool found = true;

    mpz_inits(a, b, NULL);
    for (size_t y = 1; y < size && found; y++) {
        mpz_sub(a, high[y], high[y - 1]);
        mpz_sub(b, low[y], low[y - 1]);
        found = mpz_cmp(a, b) >= 0;
    }
    mpz_clears(a, b, NULL);
    return found;
}

/* The excess of the person in the seat with the types t and, if the property is
   about reports, r; false if this is no instance (or, to save time, if the
   decision does not fall by more than the largest excess). */
static bool person_excess(struct search *s, size_t t, size_t r)
{
    size_t first = s->scene.good->first[s->seat.agent], *a = s->decision;
    mpz_t *value = s->scene.value + (first + t) * s->scene.size;

    if (s->property == MV_MONOTONE) {
        if (a[t] <= a[r])
            return false;
        mpz_set_ui(s->excess, a[t] - a[r]);
        return mpz_cmp(s->excess, s->largest) > 0 && above(s, t, r);
    }
    if (s->property == MV_STRATEGY_PROOF) {
        mpz_sub(s->excess, value[a[r]], s->transfer[r]);
        mpz_sub(s->excess, s->excess, value[a[t]]);
        mpz_add(s->excess, s->excess, s->transfer[t]);
        return true;
    }
    if (!mv_seat_cap(s->excess, &s->seat, s->property, t, a[t]))
        return false;
    mpz_sub(s->excess, s->transfer[t], s->excess);
    return true;
}

static void keep_largest(struct search *s)
{
    s->checker->conditions++;
    if (mpz_cmp(s->excess, s->largest) > 0)
        mpz_set(s->largest, s->excess);
}

/* The reports of the person in the seat that are worth a look, in `report`: of
   those with the same decision the one with the least transfer. (To report
   one's own type has excess 0.) Returns how many. */
static size_t find_reports(struct search *s, size_t types)
{
    size_t count = 0;

    for (size_t r = 0; r < types; r++) {
        size_t *known = &s->known[s->decision[r]];

        if (*known == 0) {
            s->report[count++] = r;
            *known = count;
        } else if (mpz_cmp(s->transfer[r], s->transfer[s->report[*known - 1]]) <
                   0) {
            s->report[*known - 1] = r;
        }
    }
    for (size_t k = 0; k < count; k++)
        s->known[s->decision[s->report[k]]] = 0;
    return count;
}

/* All instances of the person in the seat. */
static void search_seat(struct search *s)
{
    const size_t *first = s->scene.good->first + s->seat.agent;
    size_t types = first[1] - first[0], count = types;

    if (types == 1 && has_deviation(s->property))
        return;
    for (size_t t = 0; t < types; t++)
        find_outcome(s, t);
    if (s->property == MV_STRATEGY_PROOF)
        count = find_reports(s, types);
    for (size_t t = 0; t < types; t++) {
        if (!has_deviation(s->property)) {
            if (person_excess(s, t, t))
                keep_largest(s);
            continue;
        }
        for (size_t k = 0; k < count; k++) {
            size_t r = s->property == MV_STRATEGY_PROOF ? s->report[k] : k;

            if (r != t && person_excess(s, t, r))
                keep_largest(s);
        }
    }
}

static void search_all(struct search *s)
{
    size_t agents = has_person(s->property) ? s->scene.agents : 0;

    mv_people_first(&s->people, agents > 0 ? 0 : SIZE_MAX);
    for (size_t i = 0; i < agents; i++) {
        do {
            mv_seat_among(&s->seat, &s->people, i);
            search_seat(s);
        } while (mv_people_next(&s->people));
        mv_people_shift(&s->people, i);
    }
    if (agents > 0)
        return;
    do {
        profile_excess(s);
        keep_largest(s);
    } while (mv_people_next(&s->people));
}

/* The witness in words; r is t if there is no report. */
static void tell_witness(struct search *s, size_t i, size_t t, size_t r)
{
    enum { size = 1024, shown = 30 };
    size_t types = s->scene.good->first[s->scene.agents];
    size_t length = 0;
    char *text = mv_allocate(size, 1);

    for (size_t k = 0; k < types && k < shown; k++)
        length += (size_t)snprintf(text + length, size - length, " %zu",
                                   s->people.x[k]);
    if (types > shown)
        length += (size_t)snprintf(text + length, size - length, " ...");
    if (has_person(s->property))
        length +=
            (size_t)snprintf(text + length, size - length,
                             ", for a person of agent %zu with type %zu", i, t);
    if (has_deviation(s->property))
        snprintf(text + length, size - length, " who reports %zu", r);
    s->checker->claim.witness = text;
}

/* Reads the witness into the seat; sets the excess, false if there is none. */
static bool read_witness(struct search *s)
{
    struct mv_reader *reader = &s->checker->reader;
    const size_t *first = s->scene.good->first;
    size_t i, t, r;

    mv_record(reader, "profile", first[s->scene.agents]);
    mv_people_read(&s->people, reader, SIZE_MAX);
    if (!has_person(s->property)) {
        tell_witness(s, 0, 0, 0);
        profile_excess(s);
        return true;
    }
    mv_record(reader, "person", 2);
    i = mv_field_index(reader, s->scene.agents);
    t = r = mv_field_index(reader, first[i + 1] - first[i]);
    if (s->people.x[first[i] + t] == 0)
        mv_reject(reader, MV_E306, "nobody in the profile is this person");
    if (has_deviation(s->property)) {
        mv_record(reader, "report", 1);
        r = mv_field_index(reader, first[i + 1] - first[i]);
        if (r == t)
            mv_reject(reader, MV_E306, "the report is the person's type");
    }
    tell_witness(s, i, t, r);
    mv_seat_of(&s->seat, &s->people, i, t);
    find_outcome(s, t);
    find_outcome(s, r);
    return person_excess(s, t, r);
}

void mv_check_public_property(struct mv_checker *checker)
{
    struct mv_claim *claim = &checker->claim;
    const struct mv_ratio *value = &claim->value[0].ratio;
    char text[MV_RATIO_SIZE];
    struct search s;
    int property = 0;

    while (property < MV_PROPERTIES &&
           strcmp(claim->word, properties[property].name) != 0)
        property++;
    if (property == MV_PROPERTIES)
        mv_reject(&checker->reader, MV_E309, "unknown property");
    claim->meaning = properties[property].meaning;
    strcpy(claim->cases, mpz_sgn(value->p) > 0 ? "p" : "z");
    start(&s, checker, (enum mv_property)property);
    mv_demand_work(checker, &s.scene, s.property == MV_MONOTONE);
    if (mpz_sgn(value->p) > 0 &&
        (!read_witness(&s) ||
         mv_compare(s.excess, s.scale, value->p, value->q) != 0))
        mv_reject(&checker->reader, MV_E440, "the excess is %s",
                  mv_ratio_text(text, s.excess, s.scale));
    search_all(&s);
    mv_check_value(checker, s.largest, s.scale, value);
}
