#include "verify.h"
#include <string.h>

/* FORMAT-LP.md section 5. The objective is row 0, without bounds, so that
   activity 0 is c x, and with y_0 = -t s the reduced costs are d = -y A. */

/* A sparse vector, spread out: one numerator for each row or column. */
struct spread {
    struct mv_vector vector;
    mpz_t *value;
};

static struct mv_ratio *new_ratios(size_t count)
{
    struct mv_ratio *ratio = mv_allocate(count, sizeof *ratio);

    for (size_t k = 0; k < count; k++) {
        mpz_init(ratio[k].p);
        mpz_init_set_ui(ratio[k].q, 1);
    }
    return ratio;
}

/* Reads `KEY D COUNT`, which is the current record, and its lines. The first
   index stands for items[first]. */
static struct spread read_spread(struct mv_checker *checker, const char *key,
                                 const char *entry,
                                 const struct mv_items *items, size_t first)
{
    struct mv_reader *reader = &checker->reader;
    struct spread s;
    size_t count, from = first;

    s.value = mv_numbers(items->count);
    mv_vector_init(&s.vector);
    mv_record_is(reader, key, 2);
    mv_vector_open(&s.vector, reader);
    for (count = mv_field_count(reader); count > 0; count--) {
        size_t k;

        mv_record(reader, entry, 2);
        k = first + mv_field_index(reader, items->count - first);
        if (k < from)
            mv_reject(reader, MV_E307, "the indices must increase");
        from = k + 1;
        mv_field_numerator(reader, &s.vector, s.value[k]);
        if (mpz_sgn(s.value[k]) == 0)
            mv_reject(reader, MV_E407, "an entry that is 0 is left out");
    }
    mv_vector_close(&s.vector, reader);
    return s;
}

/* A v (by rows) or y A (by columns), over the vector's denominator. */
static struct mv_ratio *multiply(const struct mv_lp *lp, mpz_t *value,
                                 bool by_rows)
{
    struct mv_ratio *sum =
        new_ratios(by_rows ? lp->rows.count : lp->columns.count);

    for (size_t k = 0; k < lp->elements; k++) {
        const struct mv_element *a = &lp->element[k];
        size_t from = by_rows ? a->column : a->row;

        if (mpz_sgn(value[from]) != 0)
            mv_add_product(&sum[by_rows ? a->row : a->column], value[from],
                           &a->value);
    }
    return sum;
}

/* l <= p/q <= u for a row or column. */
static void check_within(struct mv_checker *checker, const struct mv_item *item,
                         const char *kind, const mpz_t p, const mpz_t q)
{
    char found[MV_RATIO_SIZE], wanted[MV_RATIO_SIZE];

    for (int side = 0; side < 2; side++) {
        const struct mv_ratio *bound = &item->bound[side];

        if (mpz_sgn(bound->q) == 0)
            continue;
        if (mv_compare(p, q, bound->p, bound->q) * (side == 0 ? 1 : -1) < 0)
            mv_reject(&checker->reader, MV_E410,
                      "%s %.60s is %s, %s its bound %s", kind, item->name,
                      mv_ratio_text(found, p, q), side == 0 ? "below" : "above",
                      mv_ratio_text(wanted, bound->p, bound->q));
        checker->conditions++;
    }
}

/* Reads a record `primal`, a feasible point: value = c_0 + c x. */
static void read_primal(struct mv_checker *checker, struct mv_ratio *value)
{
    const struct mv_lp *lp = &checker->lp;
    struct spread x;
    struct mv_ratio *activity;
    mpz_t one;

    mv_record_any(&checker->reader);
    x = read_spread(checker, "primal", "x", &lp->columns, 0);
    for (size_t j = 0; j < lp->columns.count; j++)
        check_within(checker, &lp->columns.item[j], "column", x.value[j],
                     x.vector.denominator);
    activity = multiply(lp, x.value, true);
    for (size_t r = 0; r < lp->rows.count; r++) {
        mpz_mul(activity[r].q, activity[r].q, x.vector.denominator);
        check_within(checker, &lp->rows.item[r], "row", activity[r].p,
                     activity[r].q);
    }
    mpz_init_set_ui(one, 1);
    *value = activity[0];
    mv_add_product(value, one, &lp->rows.item[0].value);
    mpz_clear(one);
}

/* sum += factor l or factor u, the bound that belongs to the factor's sign. */
static void add_bound(struct mv_checker *checker, struct mv_ratio *sum,
                      const struct mv_item *item, const char *kind,
                      const mpz_t p, const mpz_t q)
{
    bool negative = mpz_sgn(p) < 0;
    struct mv_ratio bound;

    checker->conditions++;
    if (mpz_sgn(p) == 0)
        return;
    mpz_init_set(bound.p, item->bound[negative].p);
    mpz_init(bound.q);
    mpz_mul(bound.q, item->bound[negative].q, q);
    if (mpz_sgn(bound.q) == 0)
        mv_reject(&checker->reader, MV_E411,
                  "%s %.60s has a %s multiplier, and no %s bound", kind,
                  item->name, negative ? "negative" : "positive",
                  negative ? "upper" : "lower");
    mv_add_product(sum, p, &bound);
    mpz_clears(bound.p, bound.q, NULL);
}

/* Reads a record `dual`, which is the current one: value = c_0 + s B(1, y), or
   B(0, y) if the objective is left out. */
static void read_dual(struct mv_checker *checker, bool objective,
                      struct mv_ratio *value)
{
    const struct mv_lp *lp = &checker->lp;
    struct spread y = read_spread(checker, "dual", "y", &lp->rows, 1);
    struct mv_ratio *d, *sum = new_ratios(1);
    mpz_t one;

    mpz_init_set_ui(one, 1);
    for (size_t r = 1; r < lp->rows.count; r++)
        add_bound(checker, sum, &lp->rows.item[r], "row", y.value[r], one);
    if (objective)
        mpz_mul_si(y.value[0], y.vector.denominator, lp->maximise ? 1 : -1);
    d = multiply(lp, y.value, false);
    for (size_t j = 0; j < lp->columns.count; j++) {
        mpz_neg(d[j].p, d[j].p);
        add_bound(checker, sum, &lp->columns.item[j], "column", d[j].p, d[j].q);
    }
    mpz_mul(sum->q, sum->q, y.vector.denominator);
    if (objective && lp->maximise)
        mpz_neg(sum->p, sum->p);
    if (objective)
        mv_add_product(sum, one, &lp->rows.item[0].value);
    mpz_clear(one);
    *value = *sum;
}

void mv_check_bounds(struct mv_checker *checker)
{
    const struct mv_claim *claim = &checker->claim;
    const struct mv_ratio *points = &claim->value[1].ratio,
                          *multipliers = &claim->value[0].ratio;
    struct mv_ratio found;

    if (checker->lp.maximise) {
        points = &claim->value[0].ratio;
        multipliers = &claim->value[1].ratio;
    }
    if (mpz_sgn(points->q) > 0) {
        read_primal(checker, &found);
        mv_check_value(checker, found.p, found.q, points);
    }
    if (mpz_sgn(multipliers->q) > 0) {
        mv_record_any(&checker->reader);
        read_dual(checker, true, &found);
        mv_check_value(checker, found.p, found.q, multipliers);
    }
    mv_check_order(checker);
}

void mv_check_infeasible(struct mv_checker *checker)
{
    struct mv_reader *reader = &checker->reader;
    const struct mv_items *items = &checker->lp.rows;
    struct mv_ratio found;
    const struct mv_item *item;
    const char *kind;

    mv_record_any(reader);
    if (strncmp(reader->line, "crossing", 8) != 0) {
        read_dual(checker, false, &found);
        if (mpz_sgn(found.p) <= 0)
            mv_reject(reader, MV_E412, "B(0, y) is not positive");
        return;
    }
    mv_record_is(reader, "crossing", 2);
    kind = mv_field(reader);
    if (strcmp(kind, "column") == 0)
        items = &checker->lp.columns;
    else if (strcmp(kind, "row") != 0)
        mv_reject(reader, MV_E302, "`row` or `column` is expected here");
    item = items->item + (items == &checker->lp.rows);
    item += mv_field_index(reader, items->count - (size_t)(item - items->item));
    if (mpz_sgn(item->bound[0].q) == 0 || mpz_sgn(item->bound[1].q) == 0 ||
        mv_compare(item->bound[0].p, item->bound[0].q, item->bound[1].p,
                   item->bound[1].q) <= 0)
        mv_reject(reader, MV_E412, "the bounds of %s %.60s do not cross", kind,
                  item->name);
    checker->conditions++;
}

/* Going up (down) for ever needs an infinite upper (lower) bound. */
static void check_ray(struct mv_checker *checker, const struct mv_item *item,
                      const char *kind, const mpz_t z)
{
    int sign = mpz_sgn(z);

    if (sign != 0 && mpz_sgn(item->bound[sign > 0].q) != 0)
        mv_reject(&checker->reader, MV_E413,
                  "along the ray %s %.60s %s, but it has a bound", kind,
                  item->name, sign > 0 ? "grows" : "falls");
    checker->conditions++;
}

void mv_check_unbounded(struct mv_checker *checker)
{
    const struct mv_lp *lp = &checker->lp;
    struct mv_ratio found, *activity;
    struct spread z;

    read_primal(checker, &found);
    mv_record_any(&checker->reader);
    z = read_spread(checker, "ray", "z", &lp->columns, 0);
    for (size_t j = 0; j < lp->columns.count; j++)
        check_ray(checker, &lp->columns.item[j], "column", z.value[j]);
    activity = multiply(lp, z.value, true);
    for (size_t r = 1; r < lp->rows.count; r++)
        check_ray(checker, &lp->rows.item[r], "row", activity[r].p);
    if (mpz_sgn(activity[0].p) * (lp->maximise ? -1 : 1) >= 0)
        mv_reject(&checker->reader, MV_E413,
                  "the ray does not improve the objective");
    checker->conditions++;
}
