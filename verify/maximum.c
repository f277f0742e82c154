#include "quantity.h"
#include <string.h>

/* FORMAT-PUBLICGOOD.md section 6. */

/* The piece of the walk shows that the objective is not larger there than at
   w->at, which is by `lead` larger than at w->l. */
static void check_piece(struct mv_problem *p, const struct mv_walk *w,
                        const struct mv_ratio *lead)
{
    const struct mv_reader *reader = &p->checker->reader;
    bool right = mv_ratio_compare(&w->l, w->at) >= 0;
    bool others = p->q->tie == (right ? MV_TIE_LOWEST : MV_TIE_HIGHEST);
    struct mv_signs signs;

    mpz_neg(p->factor, lead->q);
    mv_curve_scale(&p->g, p->factor);
    mpz_addmul(p->g.c[0], lead->p, p->denominator);
    p->checker->conditions++;
    if (!mv_curve_trim(&p->g)) {
        if (!others)
            mv_reject(reader, MV_E446,
                      "a whole interval, in piece %zu, is as good", w->piece);
        return;
    }
    if (mv_ratio_compare(&w->l, w->at) == 0)
        mv_curve_divide(&p->g, false);
    else if (mv_ratio_compare(&w->r, w->at) == 0)
        mv_curve_divide(&p->g, true);
    signs = mv_curve_signs(&p->g);
    if (signs.negative || (!others && !signs.ends))
        mv_reject(reader, MV_E446,
                  "the Bernstein coefficients on an interval in piece %zu "
                  "show no maximum",
                  w->piece);
}

static void check_maximum(struct mv_problem *p, enum mv_objective objective,
                          size_t i, const struct mv_ratio *at)
{
    struct mv_ratio lead;
    struct mv_walk w;

    mv_ratio_init(&lead);
    mv_find_integral(p, &lead, objective, i, at);
    mv_walk_start(&w, p, at, &p->knot[p->q->pieces]);
    while (mv_walk_on(&w, true)) {
        struct mv_ratio next;

        mv_ratio_init(&next);
        mv_marginal(p, objective, i, w.piece);
        mv_integrate(p, &w);
        mv_add_piece(p, &next);
        check_piece(p, &w, &lead);
        mv_ratio_add(&lead, &next, -1);
        mv_ratio_clear(&next);
    }
    mv_walk_stop(&w);
    mv_ratio_clear(&lead);
}

/* Reads COUNT s_1 ... s_COUNT, the rest of the record: 0 < s_1 < ... < end. */
static void read_cuts(struct mv_problem *p, size_t before,
                      const struct mv_ratio *end)
{
    struct mv_reader *reader = &p->checker->reader;
    size_t count = mv_field_natural(reader);

    if (count != reader->fields - before - 1)
        mv_reject(reader, MV_E303, "%zu numbers are announced, %zu follow",
                  count, reader->fields - before - 1);
    for (p->cuts = 0; p->cuts < count; p->cuts++) {
        struct mv_ratio *cut;

        if (p->cuts == p->capacity) {
            p->cut = mv_grow(p->cut, &p->capacity, p->cuts + 1, sizeof *p->cut);
            for (size_t k = p->cuts; k < p->capacity; k++)
                mv_ratio_init(&p->cut[k]);
        }
        cut = &p->cut[p->cuts];
        mv_field_rational(reader, cut->p, cut->q);
        if (mpz_sgn(cut->p) <= 0 || mv_ratio_compare(cut, end) >= 0 ||
            (p->cuts > 0 && mv_ratio_compare(cut, cut - 1) <= 0))
            mv_reject(reader, MV_E306,
                      "the cuts are inside of the interval and increase");
    }
}

/* Reads a record with a MAXIMUM of the objective. */
static void read_maximum(struct mv_problem *p, const char *keyword,
                         enum mv_objective objective, size_t i,
                         struct mv_ratio *at)
{
    struct mv_reader *reader = &p->checker->reader;
    const struct mv_ratio *end = &p->knot[p->q->pieces];

    mv_record_any(reader);
    mv_record_is(reader, keyword, reader->fields < 2 ? 2 : reader->fields);
    mv_field_rational(reader, at->p, at->q);
    if (mpz_sgn(at->p) < 0 || mv_ratio_compare(at, end) > 0)
        mv_reject(reader, MV_E306, "this is not in the interval of quantities");
    read_cuts(p, 1, end);
    check_maximum(p, objective, i, at);
}

/* The record is a vector with these values over the scale. */
static void check_vector(struct mv_problem *p, const char *keyword,
                         struct mv_ratio *value, size_t count)
{
    struct mv_reader *reader = &p->checker->reader;
    char text[MV_RATIO_SIZE];
    mpz_t number, denominator;

    mpz_inits(number, denominator, NULL);
    mv_record(reader, keyword, 1 + count);
    mv_vector_open(&p->vector, reader);
    for (size_t k = 0; k < count; k++) {
        mv_field_numerator(reader, &p->vector, number);
        mpz_mul(denominator, value[k].q, p->scale);
        if (mv_compare(number, p->vector.denominator, value[k].p,
                       denominator) != 0)
            mv_reject(reader, MV_E405, "this number is %s",
                      mv_ratio_text(text, value[k].p, denominator));
        p->checker->conditions++;
    }
    mv_vector_close(&p->vector, reader);
    mpz_clears(number, denominator, NULL);
}

/* The integral of the larger one of marginal value and share from 0 to a. */
static void find_unit(struct mv_problem *p, struct mv_ratio *unit, size_t i,
                      const struct mv_ratio *a)
{
    struct mv_walk w;

    mv_walk_start(&w, p, NULL, a);
    while (mv_walk_on(&w, true)) {
        struct mv_signs signs;

        mv_curve_zero(&p->f);
        mv_marginal_value(p, i, w.piece, 1);
        mv_marginal_share(p, i, w.piece, -1);
        mv_curve_trim(&p->f);
        mv_curve_stretch(&p->g, p->denominator, &p->f, &w.l, &w.r);
        mv_curve_trim(&p->g);
        signs = mv_curve_signs(&p->g);
        if (signs.positive && signs.negative)
            mv_reject(&p->checker->reader, MV_E446,
                      "marginal value less share has Bernstein coefficients of "
                      "both signs on an interval in piece %zu",
                      w.piece);
        mv_marginal(p, signs.negative ? MV_SHARE : MV_VALUE, i, w.piece);
        mv_integrate(p, &w);
        mv_add_piece(p, unit);
        p->checker->conditions++;
    }
    mv_walk_stop(&w);
}

/* Reads `unit`, and `signs` if it is a number. */
static void read_unit(struct mv_problem *p, size_t i, const struct mv_ratio *a)
{
    struct mv_reader *reader = &p->checker->reader;
    struct mv_ratio claimed, unit;

    mv_record(reader, "unit", 1);
    if (strcmp(reader->line + reader->cursor, "-") == 0)
        return;
    mv_ratio_init(&claimed);
    mv_ratio_init(&unit);
    mv_field_rational(reader, claimed.p, claimed.q);
    mv_record_any(reader);
    mv_record_is(reader, "signs", reader->fields < 1 ? 1 : reader->fields);
    read_cuts(p, 0, a);
    find_unit(p, &unit, i, a);
    mpz_mul(unit.q, unit.q, p->scale);
    mv_check_value(p->checker, unit.p, unit.q, &claimed);
    mv_ratio_clear(&claimed);
    mv_ratio_clear(&unit);
}

/* charge = (F(without) - F(with)) / weight_i + the share there */
static void find_charge(struct mv_problem *p, struct mv_ratio *charge, size_t i,
                        const struct mv_ratio *without,
                        const struct mv_ratio *with,
                        const struct mv_ratio *share)
{
    struct mv_ratio value;

    mv_ratio_init(&value);
    mv_find_integral(p, charge, MV_WITHOUT, i, without);
    mv_find_integral(p, &value, MV_WITHOUT, i, with);
    mv_ratio_add(charge, &value, -1);
    mpz_mul(charge->q, charge->q, p->weight[i]);
    if (share != NULL)
        mv_ratio_add(charge, share, 1);
    mv_ratio_clear(&value);
}

/* The records of agent i; adds n_i times the charges to the revenue. */
static void check_agent(struct mv_problem *p, size_t i,
                        const struct mv_ratio *a, struct mv_ratio *revenue)
{
    struct mv_reader *reader = &p->checker->reader;
    struct mv_ratio zero, net, worth[3], share[3], charge[3];
    mpz_t count;

    mv_ratio_init(&zero);
    mv_ratio_init(&net);
    mv_record(reader, "person", 1);
    if (mv_field_natural(reader) != i)
        mv_reject(reader, MV_E307, "agent %zu comes next", i);
    read_maximum(p, "without", MV_WITHOUT, i, &zero);
    read_maximum(p, "net", MV_NET, i, &net);
    for (int k = 0; k < 3; k++) {
        const struct mv_ratio *at = k == 0 ? a : k == 1 ? &zero : &net;

        mv_ratio_init(&worth[k]);
        mv_ratio_init(&share[k]);
        mv_ratio_init(&charge[k]);
        mv_find_integral(p, &worth[k], MV_VALUE, i, at);
        mv_find_integral(p, &share[k], MV_SHARE, i, at);
    }
    check_vector(p, "worth", worth, 3);
    check_vector(p, "shares", share, 3);
    read_unit(p, i, a);
    find_charge(p, &charge[0], i, &zero, a, NULL);
    find_charge(p, &charge[1], i, &zero, a, &share[1]);
    find_charge(p, &charge[2], i, &net, a, &share[2]);
    check_vector(p, "charges", charge, 3);
    mpz_init_set_ui(count, p->q->count[i]);
    for (int k = 0; k < 3; k++) {
        mv_add_product(&revenue[k], count, &charge[k]);
        mv_ratio_clear(&worth[k]);
        mv_ratio_clear(&share[k]);
        mv_ratio_clear(&charge[k]);
    }
    mpz_clear(count);
    mv_ratio_clear(&zero);
    mv_ratio_clear(&net);
}

void mv_check_quantity_outcome(struct mv_checker *checker)
{
    struct mv_reader *reader = &checker->reader;
    struct mv_ratio a, cost, claimed, revenue[3];
    struct mv_problem p;

    mv_problem_init(&p, checker);
    mv_ratio_init(&a);
    mv_ratio_init(&cost);
    mv_ratio_init(&claimed);
    for (int k = 0; k < 3; k++)
        mv_ratio_init(&revenue[k]);
    read_maximum(&p, "decision", MV_WELFARE, 0, &a);
    for (size_t i = 0; i < p.q->agents.count; i++)
        check_agent(&p, i, &a, revenue);
    check_vector(&p, "revenue", revenue, 3);
    mv_record(reader, "cost", 1);
    mv_field_rational(reader, claimed.p, claimed.q);
    mv_find_integral(&p, &cost, MV_COST, 0, &a);
    mpz_mul(cost.q, cost.q, p.scale);
    mv_check_value(checker, cost.p, cost.q, &claimed);
}
