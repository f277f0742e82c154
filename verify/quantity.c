#include "quantity.h"

/* FORMAT-PUBLICGOOD.md section 5. */

/* Reads the polynomial at the cursor, in the second pass into f. `scratch` has
   room. */
static void read_polynomial(struct mv_object *object, struct mv_quantity *q,
                            struct mv_curve *f, mpz_t *scratch)
{
    struct mv_source *json = object->json;
    size_t start = json->at, size = 0;

    mv_array_open(json);
    for (; mv_json_blank(json) != ']'; size++) {
        if (size == MV_COEFFICIENTS)
            mv_source_refuse(json, start, MV_E210,
                             "a polynomial of more than %d numbers",
                             (int)MV_COEFFICIENTS);
        mv_array_next(json, size, SIZE_MAX);
        mv_array_number(object, q->common);
        mpz_set(scratch[size], object->numerator);
    }
    if (size == 0)
        mv_source_refuse(json, start, MV_E210, "a polynomial without numbers");
    mv_array_close(json, SIZE_MAX);
    if (!object->store)
        return;
    f->size = size;
    f->c = mv_numbers(size);
    for (size_t j = 0; j < size; j++)
        mpz_set(f->c[j], scratch[j]);
}

/* Reads an array of a polynomial for each piece. */
static void read_pieces(struct mv_object *object, struct mv_quantity *q,
                        struct mv_curve *f, mpz_t *scratch)
{
    mv_array_open(object->json);
    for (size_t k = 0; k < q->pieces; k++) {
        mv_array_next(object->json, k, q->pieces);
        read_polynomial(object, q, f != NULL ? &f[k] : NULL, scratch);
    }
    mv_array_close(object->json, q->pieces);
}

/* Reads such an array for each agent, where the value of the key begins. */
static void read_agents(struct mv_object *object, struct mv_quantity *q,
                        enum mv_key key, struct mv_curve **f, mpz_t *scratch)
{
    struct mv_source *json = object->json;
    size_t agents = q->agents.count;

    if (object->store)
        *f = mv_allocate(agents * q->pieces, sizeof **f);
    json->at = object->value_at[key];
    mv_array_open(json);
    for (size_t i = 0; i < agents; i++) {
        mv_array_next(json, i, agents);
        read_pieces(object, q, object->store ? *f + i * q->pieces : NULL,
                    scratch);
    }
    mv_array_close(json, agents);
}

/* How many knots there are. */
static size_t count_knots(struct mv_object *object, struct mv_quantity *q)
{
    struct mv_source *json = object->json;
    size_t count = 0;

    json->at = object->value_at[MV_KEY_KNOTS];
    mv_array_open(json);
    for (; mv_json_blank(json) != ']'; count++) {
        mv_array_next(json, count, SIZE_MAX);
        mv_array_number(object, q->common);
    }
    if (count < 2)
        mv_source_refuse(json, json->at, MV_E210,
                         "there are two knots at "
                         "least");
    return count;
}

static void read_flat(struct mv_object *object, struct mv_quantity *q,
                      enum mv_key key, mpz_t **to, size_t count, int sign)
{
    if (!mv_public_has(object, key))
        return;
    if (object->store)
        *to = mv_numbers(count);
    object->json->at = object->value_at[key];
    mv_public_row(object, q->common, *to, count, sign);
}

static void read_numbers(struct mv_object *object, struct mv_quantity *q,
                         mpz_t *scratch)
{
    static const char *const equal[] = {"equal", NULL};
    struct mv_source *json = object->json;
    size_t agents = q->agents.count;

    read_flat(object, q, MV_KEY_KNOTS, &q->knot, q->pieces + 1, 0);
    read_flat(object, q, MV_KEY_WEIGHTS, &q->weight, agents, 2);
    read_flat(object, q, MV_KEY_DUTY, &q->duty, agents, 1);
    if (object->store)
        q->cost = mv_allocate(q->pieces, sizeof *q->cost);
    json->at = object->value_at[MV_KEY_COST];
    read_pieces(object, q, q->cost, scratch);
    read_agents(object, q, MV_KEY_VALUES, &q->value, scratch);
    if (!mv_public_has(object, MV_KEY_SHARES))
        return;
    if (json->text[object->value_at[MV_KEY_SHARES]] != '"') {
        read_agents(object, q, MV_KEY_SHARES, &q->share, scratch);
        return;
    }
    mv_public_choice(object, MV_KEY_SHARES, equal);
    if (object->store)
        q->duty = mv_numbers(agents);
    for (size_t i = 0; object->store && i < agents; i++)
        mpz_set_ui(q->duty[i], 1);
}

static void check_knots(const struct mv_object *object,
                        const struct mv_quantity *q)
{
    for (size_t k = 0; k <= q->pieces; k++)
        if (k == 0 ? mpz_sgn(q->knot[0]) != 0
                   : mpz_cmp(q->knot[k - 1], q->knot[k]) >= 0)
            mv_source_refuse(object->json, object->value_at[MV_KEY_KNOTS],
                             MV_E240,
                             "the knots begin with 0 and increase; knot %zu "
                             "does not",
                             k);
}

/* On each piece the sum of n_i c_i' is c'. */
static void check_table(const struct mv_object *object,
                        const struct mv_quantity *q)
{
    struct mv_curve sum;
    mpz_t factor;

    mv_curve_init(&sum);
    mpz_init(factor);
    for (size_t k = 0; k < q->pieces; k++) {
        for (size_t j = 0; j < MV_CURVE; j++)
            mpz_set_ui(sum.c[j], 0);
        for (size_t i = 0; i < q->agents.count; i++) {
            mpz_set_ui(factor, q->count[i]);
            mv_curve_add(&sum, factor, &q->share[i * q->pieces + k]);
        }
        mpz_set_si(factor, -1);
        mv_curve_add(&sum, factor, &q->cost[k]);
        for (size_t j = 0; j < MV_CURVE; j++)
            if (mpz_sgn(sum.c[j]) != 0)
                mv_source_refuse(object->json, object->value_at[MV_KEY_SHARES],
                                 MV_E241,
                                 "the marginal shares do not sum to the "
                                 "marginal cost on piece %zu, power %zu",
                                 k, j);
    }
    mpz_clear(factor);
    mv_curve_clear(&sum);
}

/* Rows of polynomials, one for each piece, that do not fall below 0: their
   Bernstein coefficients are not negative. */
static void check_rise(const struct mv_object *object,
                       const struct mv_quantity *q, enum mv_key key,
                       const struct mv_curve *row, size_t count)
{
    struct mv_curve g;
    struct mv_ratio l, r;
    mpz_t denominator;

    mv_curve_init(&g);
    mpz_init(denominator);
    mpz_inits(l.p, l.q, r.p, r.q, NULL);
    for (size_t j = 0; j < count; j++) {
        size_t k = j % q->pieces;

        mpz_set(l.p, q->knot[k]);
        mpz_set(l.q, q->common);
        mpz_set(r.p, q->knot[k + 1]);
        mpz_set(r.q, q->common);
        mv_curve_stretch(&g, denominator, &row[j], &l, &r);
        (void)mv_curve_trim(&g);
        if (mv_curve_signs(&g).negative)
            mv_source_refuse(object->json, object->value_at[key], MV_E240,
                             "on piece %zu a Bernstein coefficient is "
                             "negative: it may decrease there",
                             k);
    }
    mpz_clears(l.p, l.q, r.p, r.q, NULL);
    mpz_clear(denominator);
    mv_curve_clear(&g);
}

static void check_shares(const struct mv_object *object,
                         const struct mv_quantity *q)
{
    bool positive = false;

    if (q->duty == NULL) {
        check_table(object, q);
        return;
    }
    for (size_t i = 0; i < q->agents.count; i++)
        positive = positive || mpz_sgn(q->duty[i]) > 0;
    if (!positive)
        mv_source_refuse(object->json, object->value_at[MV_KEY_DUTY], MV_E241,
                         "nobody bears a share: the sum is 0");
}

struct mv_quantity *mv_quantity_read(struct mv_object *object)
{
    static const char *const decisions[] = {"utilitarian", "efficient", NULL};
    static const char *const ties[] = {"lowest", "highest", NULL};
    struct mv_quantity *q = mv_allocate(1, sizeof *q);
    mpz_t *scratch = mv_numbers(MV_COEFFICIENTS);

    mv_public_keys(object,
                   mv_public_has(object, MV_KEY_SHARES) !=
                       mv_public_has(object, MV_KEY_DUTY),
                   "either `shares` or `duty` must be there");
    mv_object_labels(object, &q->agents, MV_KEY_AGENTS);
    if (q->agents.count > MV_GOOD_SIZE)
        mv_source_refuse(object->json, object->value_at[MV_KEY_AGENTS], MV_E210,
                         "more than %d agents", (int)MV_GOOD_SIZE);
    q->count = mv_public_people(object, q->agents.count);
    q->efficient = mv_public_choice(object, MV_KEY_DECISION, decisions) == 1;
    if (mv_public_has(object, MV_KEY_TIE))
        q->tie = mv_public_choice(object, MV_KEY_TIE, ties) == 0
                     ? MV_TIE_LOWEST
                     : MV_TIE_HIGHEST;
    mpz_init_set_ui(q->common, 1);
    q->pieces = count_knots(object, q) - 1;
    for (int pass = 0; pass < 2; pass++) {
        object->store = pass > 0;
        read_numbers(object, q, scratch);
    }
    mv_numbers_clear(scratch, MV_COEFFICIENTS);
    check_knots(object, q);
    check_rise(object, q, MV_KEY_COST, q->cost, q->pieces);
    if (q->share != NULL)
        check_rise(object, q, MV_KEY_SHARES, q->share,
                   q->agents.count * q->pieces);
    check_shares(object, q);
    return q;
}

/* A line for each piece. */
static void echo_pieces(const struct mv_quantity *q, const char *name, size_t i,
                        const struct mv_curve *f, FILE *file)
{
    if (f == NULL)
        return;
    fprintf(file, "%s %zu, by piece, coefficients of 1, y, y^2, ...\n", name,
            i);
    for (size_t k = 0; k < q->pieces; k++)
        mv_echo_numbers(" ", f[k].c, f[k].size, q->common, file);
}

void mv_quantity_echo(const struct mv_quantity *q, FILE *file)
{
    mv_labels_echo(&q->agents, "agents", file);
    fputs("counts", file);
    for (size_t i = 0; i < q->agents.count; i++)
        fprintf(file, " %zu", q->count[i]);
    fputc('\n', file);
    mv_echo_numbers("weights", q->weight, q->agents.count, q->common, file);
    mv_echo_numbers("knots", q->knot, q->pieces + 1, q->common, file);
    echo_pieces(q, "marginal cost", 0, q->cost, file);
    if (q->duty != NULL) {
        fputs("shares in proportion to, each person:", file);
        for (size_t i = 0; i < q->agents.count; i++)
            gmp_fprintf(file, " %Zd", q->duty[i]);
        fputc('\n', file);
    }
    for (size_t i = 0; i < q->agents.count; i++) {
        if (q->share != NULL)
            echo_pieces(q, "marginal share of a person of agent", i,
                        q->share + i * q->pieces, file);
        echo_pieces(q, "marginal value of agent", i, q->value + i * q->pieces,
                    file);
    }
    fprintf(file, "decision %s\ntie %s\n",
            q->efficient ? "efficient" : "utilitarian",
            q->tie == MV_TIE_LOWEST    ? "lowest"
            : q->tie == MV_TIE_HIGHEST ? "highest"
                                       : "none");
}
