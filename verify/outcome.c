#include "publicgood.h"

/* FORMAT-PUBLICGOOD.md section 3.2. */

enum { P, Q, K, TAU, TRANSFERS };

static const enum mv_transfer rules[TAU] = {
    [P] = MV_GENERALISED, [Q] = MV_COST_SHARING, [K] = MV_CLARKE};

/* `lambda` are the weights of one person over `unit`. */
struct outcome {
    struct mv_checker *checker;
    struct mv_scene scene;
    struct mv_people people;
    struct mv_seat seat;
    struct mv_vector vector;
    size_t decision;
    mpz_t *lambda, unit, charge[TRANSFERS], revenue[TRANSFERS];
};

void mv_record_vector(struct mv_checker *checker, struct mv_vector *vector,
                      mpz_t *value, size_t count, const mpz_t denominator)
{
    struct mv_reader *reader = &checker->reader;
    char text[MV_RATIO_SIZE];
    mpz_t number;

    mpz_init(number);
    mv_vector_open(vector, reader);
    for (size_t k = 0; k < count; k++) {
        mv_field_numerator(reader, vector, number);
        if (mv_compare(number, vector->denominator, value[k], denominator) != 0)
            mv_reject(reader, MV_E405, "this number is %s",
                      mv_ratio_text(text, value[k], denominator));
        checker->conditions++;
    }
    mv_vector_close(vector, reader);
    mpz_clear(number);
}

static void set_lambda(struct outcome *o)
{
    const struct mv_publicgood *good = o->scene.good;

    o->lambda = mv_numbers(o->scene.agents);
    mpz_init_set(o->unit, o->scene.scale);
    if (good->weight != NULL)
        mpz_mul(o->unit, o->unit, good->common);
    for (size_t i = 0; i < o->scene.agents; i++)
        if (good->weight != NULL)
            mpz_set(o->lambda[i], good->weight[i]);
        else
            mpz_set_ui(o->lambda[i], 1);
}

/* sum[y] = sum x(i,t) v_i(y,t), with the weights lambda if asked. */
static void sum_values(const struct outcome *o, bool weighted, mpz_t *sum)
{
    const size_t *first = o->scene.good->first;
    size_t size = o->scene.size;
    mpz_t factor;

    mpz_init(factor);
    for (size_t y = 0; y < size; y++)
        mpz_set_ui(sum[y], 0);
    for (size_t i = 0; i < o->scene.agents; i++)
        for (size_t t = first[i]; t < first[i + 1]; t++) {
            mpz_set_ui(factor, o->people.x[t]);
            if (weighted)
                mpz_mul(factor, factor, o->lambda[i]);
            for (size_t y = 0; y < size && o->people.x[t] > 0; y++)
                mpz_addmul(sum[y], factor, o->scene.value[t * size + y]);
        }
    mpz_clear(factor);
}

/* sum[y] = sum n_i lambda_i c_i(y) */
static void sum_costs(const struct outcome *o, mpz_t *sum)
{
    size_t size = o->scene.size;
    mpz_t factor;

    mpz_init(factor);
    for (size_t y = 0; y < size; y++)
        mpz_set_ui(sum[y], 0);
    for (size_t i = 0; i < o->scene.agents; i++) {
        mpz_mul_ui(factor, o->lambda[i], o->scene.count[i]);
        for (size_t y = 0; y < size; y++)
            mpz_addmul(sum[y], factor, o->scene.share[i * size + y]);
    }
    mpz_clear(factor);
}

/* sum[y] -= the largest lambda_i v_i(y,t) of a person */
static void take_largest(const struct outcome *o, mpz_t *sum)
{
    const size_t *first = o->scene.good->first;
    size_t size = o->scene.size;
    mpz_t largest, value;

    mpz_inits(largest, value, NULL);
    for (size_t y = 0; y < size; y++) {
        bool any = false;

        for (size_t i = 0; i < o->scene.agents; i++)
            for (size_t t = first[i]; t < first[i + 1]; t++) {
                if (o->people.x[t] == 0)
                    continue;
                mpz_mul(value, o->lambda[i], o->scene.value[t * size + y]);
                if (!any || mpz_cmp(value, largest) > 0)
                    mpz_set(largest, value);
                any = true;
            }
        mpz_sub(sum[y], sum[y], largest);
    }
    mpz_clears(largest, value, NULL);
}

static void check_sums(struct outcome *o)
{
    struct mv_reader *reader = &o->checker->reader;
    size_t size = o->scene.size;
    mpz_t *sum = mv_numbers(size);

    sum_values(o, false, sum);
    mv_record(reader, "benefit", 1 + size);
    mv_record_vector(o->checker, &o->vector, sum, size, o->scene.scale);
    sum_values(o, true, sum);
    mv_record(reader, "welfare-benefit", 1 + size);
    mv_record_vector(o->checker, &o->vector, sum, size, o->unit);
    sum_costs(o, sum);
    mv_record(reader, "welfare-cost", 1 + size);
    mv_record_vector(o->checker, &o->vector, sum, size, o->unit);
    sum_values(o, true, sum);
    take_largest(o, sum);
    mv_record(reader, "least-welfare-benefit", 1 + size);
    mv_record_vector(o->checker, &o->vector, sum, size, o->unit);
    mv_numbers_clear(sum, size);
}

/* Refuses unless the next field is this natural. */
static void check_natural(struct mv_checker *checker, size_t wanted)
{
    if (mv_field_natural(&checker->reader) != wanted)
        mv_reject(&checker->reader, MV_E405, "this number is %zu", wanted);
    checker->conditions++;
}

/* `decisions`: all alternatives with the largest welfare; `decision`. */
static void check_decisions(struct outcome *o)
{
    struct mv_reader *reader = &o->checker->reader;
    mpz_t *sum = o->people.tally[0].sum;
    size_t best = 0;

    for (size_t y = 1; y < o->scene.size; y++)
        if (mpz_cmp(sum[y], sum[best]) > 0)
            best = y;
    mv_record_any(reader);
    mv_record_is(reader, "decisions", reader->fields);
    for (size_t y = best; y < o->scene.size; y++)
        if (mpz_cmp(sum[y], sum[best]) == 0)
            check_natural(o->checker, y);
    if (reader->cursor <= reader->length)
        mv_reject(reader, MV_E405, "no other alternative is as good");
    mv_record(reader, "decision", 1);
    o->decision = mv_decision(&o->people);
    check_natural(o->checker, o->decision);
}

static void check_person(struct outcome *o, size_t i, size_t t, size_t charges)
{
    struct mv_checker *checker = o->checker;
    struct mv_reader *reader = &checker->reader;
    size_t x = o->people.x[o->scene.good->first[i] + t];
    bool net = charges == TRANSFERS;

    mv_seat_of(&o->seat, &o->people, i, t);
    mv_record(reader, "person", net ? 4 : 3);
    check_natural(checker, i);
    check_natural(checker, t);
    check_natural(checker, mv_seat_zero(&o->seat));
    if (net)
        check_natural(checker, mv_seat_net(&o->seat));
    for (size_t k = 0; k < charges; k++) {
        enum mv_transfer rule =
            k + 1 < charges ? rules[k] : o->scene.good->transfer;

        mv_seat_transfer(o->charge[k], &o->seat, rule, t, o->decision);
        mpz_addmul_ui(o->revenue[k], o->charge[k], x);
    }
    mv_record(reader, "charges", 1 + charges);
    mv_record_vector(checker, &o->vector, o->charge, charges, o->scene.scale);
}

void mv_check_outcome(struct mv_checker *checker)
{
    struct outcome o = {.checker = checker};
    const size_t *first = checker->publicgood->first;
    size_t charges = TRANSFERS;

    mv_scene_init(&o.scene, checker->publicgood, NULL);
    mv_people_init(&o.people, &o.scene);
    mv_people_tally(&o.people, o.scene.weight);
    mv_seat_init(&o.seat, &o.scene);
    mv_vector_init(&o.vector);
    set_lambda(&o);
    for (size_t k = 0; k < TRANSFERS; k++)
        mpz_inits(o.charge[k], o.revenue[k], NULL);
    if (o.scene.good->decision == MV_DECISION_TABLE)
        charges--;
    mv_record(&checker->reader, "profile", first[o.scene.agents]);
    mv_people_read(&o.people, &checker->reader, SIZE_MAX);
    check_sums(&o);
    check_decisions(&o);
    for (size_t i = 0; i < o.scene.agents; i++)
        for (size_t t = first[i]; t < first[i + 1]; t++)
            if (o.people.x[t] > 0)
                check_person(&o, i, t - first[i], charges);
    mv_record(&checker->reader, "revenue", 1 + charges);
    mv_record_vector(checker, &o.vector, o.revenue, charges, o.scene.scale);
}
