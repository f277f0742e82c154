#include "divisible.h"
#include <string.h>

/* FORMAT-DIVISIBLE.md section 2.1. */

enum { most_instances = 1000000000 };

/* An instance: a cell, and as the property has it an agent, a report other than
   k_i and an end of the agent's types. */
struct instance {
    size_t cell, agent, report;
    bool upper;
};

/* The property that is checked. `extra` is a table that belongs to it. */
struct promise {
    struct mv_divisible *d;
    mpz_t *extra, sum;
};

static size_t index_of(const struct mv_divisible *d, size_t cell, size_t i)
{
    return cell / d->cells.stride[i] % d->cells.size[i];
}

static void sum_payments(struct promise *p, size_t cell)
{
    mpz_set_ui(p->sum, 0);
    for (size_t i = 0; i < p->d->n; i++)
        mpz_add(p->sum, p->sum, p->d->payment[i][cell]);
}

static void sum_corner(struct promise *p, size_t cell)
{
    mpz_set_ui(p->sum, 0);
    for (size_t i = 0; i < p->d->n; i++)
        mpz_add(p->sum, p->sum, *mv_cut(p->d, i, index_of(p->d, cell, i)));
}

/* The excesses, over D^2; false if there is no such instance. */

static bool truthful(mpz_t y, struct promise *p, const struct instance *at)
{
    const struct mv_divisible *d = p->d;
    size_t i = at->agent, l = index_of(d, at->cell, i);
    size_t other = at->cell + (at->report - l) * d->cells.stride[i];

    mpz_sub(p->sum, d->level[other], d->level[at->cell]);
    mpz_sub(y, d->payment[i][at->cell], d->payment[i][other]);
    mpz_addmul(y, at->upper ? *mv_upper_end(d, i, l) : *mv_cut(d, i, l),
               p->sum);
    return true;
}

static bool monotone(mpz_t y, struct promise *p, const struct instance *at)
{
    const struct mv_divisible *d = p->d;

    if (index_of(d, at->cell, at->agent) + 1 == d->cells.size[at->agent])
        return false;
    mpz_sub(y, d->level[at->cell],
            d->level[at->cell + d->cells.stride[at->agent]]);
    mpz_mul(y, y, d->unit);
    return true;
}

static bool rational(mpz_t y, struct promise *p, const struct instance *at)
{
    const struct mv_divisible *d = p->d;
    size_t i = at->agent;

    mpz_set(y, d->payment[i][at->cell]);
    mpz_submul(y, *mv_cut(d, i, index_of(d, at->cell, i)), d->level[at->cell]);
    return true;
}

static bool deficit(mpz_t y, struct promise *p, const struct instance *at)
{
    sum_payments(p, at->cell);
    mpz_mul(y, p->d->cost, p->d->level[at->cell]);
    mpz_sub(y, y, p->sum);
    return true;
}

static bool unbalanced(mpz_t y, struct promise *p, const struct instance *at)
{
    deficit(y, p, at);
    mpz_abs(y, y);
    return true;
}

static bool indifferent(mpz_t y, struct promise *p, const struct instance *at)
{
    if (index_of(p->d, at->cell, at->agent) > 0)
        return false;
    rational(y, p, at);
    mpz_abs(y, y);
    return true;
}

static bool wasteful(mpz_t y, struct promise *p, const struct instance *at)
{
    if (at->cell + 1 < p->d->cells.count)
        return false;
    mpz_sub(y, p->d->unit, p->d->level[at->cell]);
    mpz_mul(y, y, p->d->unit);
    return true;
}

static bool inefficient(mpz_t y, struct promise *p, const struct instance *at)
{
    sum_corner(p, at->cell);
    if (mpz_cmp(p->sum, p->d->cost) >= 0)
        return false;
    mpz_mul(y, p->d->level[at->cell], p->d->unit);
    return true;
}

static bool lemma_1(mpz_t y, struct promise *p, const struct instance *at)
{
    mpz_mul(y, p->d->cost, p->d->level[at->cell]);
    mpz_sub(y, p->extra[at->cell], y);
    mpz_abs(y, y);
    return true;
}

static bool difference(mpz_t y, struct promise *p, const struct instance *at)
{
    mpz_mul(y, p->extra[at->cell], p->d->unit);
    mpz_neg(y, y);
    return true;
}

static bool unbalanced_price(mpz_t y, struct promise *p,
                             const struct instance *at)
{
    if (mpz_sgn(p->extra[at->cell]) == 0)
        return false;
    sum_corner(p, at->cell);
    mpz_sub(y, p->sum, p->d->cost);
    mpz_abs(y, y);
    mpz_mul(y, y, p->d->unit);
    return true;
}

/* The tables. */

static void fill_envelopes(struct promise *p)
{
    const struct mv_divisible *d = p->d;
    mpz_t *envelope = mv_numbers(d->cells.count);

    for (size_t i = 0; i < d->n; i++) {
        mv_envelope(envelope, d, d->level, i);
        for (size_t k = 0; k < d->cells.count; k++)
            mpz_add(p->extra[k], p->extra[k], envelope[k]);
    }
    mv_numbers_clear(envelope, d->cells.count);
}

static void fill_differences(struct promise *p)
{
    const struct mv_divisible *d = p->d;

    for (size_t k = 0; k < d->cells.count; k++)
        mpz_set(p->extra[k], d->level[k]);
    for (size_t i = 0; i < d->n; i++)
        for (size_t k = d->cells.count; k-- > 0;)
            if (index_of(d, k, i) > 0)
                mpz_sub(p->extra[k], p->extra[k],
                        p->extra[k - d->cells.stride[i]]);
}

/* The properties, in words what V = 0 says, what an instance has beside the
   cell, and how the table is made. */
static const struct {
    const char *name, *meaning;
    bool agent, report;
    bool (*excess)(mpz_t y, struct promise *p, const struct instance *at);
    void (*fill)(struct promise *p);
} promises[] = {
    {"incentive-compatible",
     "no agent gains by a report of another type than its own, whatever the "
     "others report",
     true, true, truthful, NULL},
    {"monotone",
     "the level of production does not fall from one cell of an agent to the "
     "next",
     true, false, monotone, NULL},
    {"individually-rational",
     "no agent pays more than what is produced is worth to it", true, false,
     rational, NULL},
    {"budget-balance",
     "the payments add up to the cost of what is produced at every profile of "
     "types",
     false, false, unbalanced, NULL},
    {"no-deficit",
     "the payments cover the cost of what is produced at every profile of "
     "types",
     false, false, deficit, NULL},
    {"lowest-type-indifferent",
     "the lowest type of every agent pays exactly what is produced is worth to "
     "it",
     true, false, indifferent, NULL},
    {"non-wasteful", "the highest types get the level of production 1", false,
     false, wasteful, NULL},
    {"efficient-only",
     "nothing is produced at types that add up to less than the cost", false,
     false, inefficient, NULL},
    {"lemma-1",
     "on all cells the payments of the envelope formula, with the lowest types "
     "indifferent, add up to the cost of what is produced",
     false, false, lemma_1, fill_envelopes},
    {"price-lottery",
     "the level of production is a distribution function: its mixed difference "
     "is not negative in any cell",
     false, false, difference, fill_differences},
    {"balanced-prices",
     "the lower corner of every cell in which the mixed difference of the "
     "level is not 0 adds up to the cost",
     false, false, unbalanced_price, fill_differences},
};

enum { promise_count = sizeof promises / sizeof promises[0] };

/* The largest excess over the instances with this cell, and with these agents
   and reports, if `most` is less. */
static void raise_most(mpz_t most, mpz_t y, struct promise *p, size_t name,
                       struct instance *at, uint64_t *conditions)
{
    bool ends = promises[name].report && !p->d->set;

    for (int end = 0; end <= ends; end++) {
        at->upper = end == 1;
        if (!promises[name].excess(y, p, at))
            continue;
        if (mpz_cmp(y, most) > 0)
            mpz_set(most, y);
        ++*conditions;
    }
}

static void largest_excess(mpz_t most, struct promise *p, size_t name,
                           uint64_t *conditions)
{
    const struct mv_divisible *d = p->d;
    mpz_t y;

    mpz_init(y);
    for (size_t cell = 0; cell < d->cells.count; cell++)
        for (size_t i = 0; i < (promises[name].agent ? d->n : 1); i++) {
            struct instance at = {.cell = cell, .agent = i};
            size_t truth = index_of(d, cell, i);
            size_t reports = promises[name].report ? d->cells.size[i] : 1;

            for (; at.report < reports; at.report++)
                if (!promises[name].report || at.report != truth)
                    raise_most(most, y, p, name, &at, conditions);
        }
    mpz_clear(y);
}

static void read_instance(struct mv_checker *checker, struct promise *p,
                          size_t name, struct instance *at)
{
    struct mv_reader *reader = &checker->reader;
    const char *end;

    mv_read_cell(checker, &p->d->cells);
    at->cell = p->d->cells.rank;
    if (promises[name].agent) {
        mv_record(reader, "agent", 1);
        at->agent = mv_field_index(reader, p->d->n);
    }
    if (!promises[name].report)
        return;
    mv_record(reader, "report", 1);
    at->report = mv_field_index(reader, p->d->cells.size[at->agent]);
    if (at->report == index_of(p->d, at->cell, at->agent))
        mv_reject(reader, MV_E306, "this report is the truth");
    if (p->d->set)
        return;
    mv_record(reader, "at-end", 1);
    end = mv_field(reader);
    at->upper = strcmp(end, "upper") == 0;
    if (!at->upper && strcmp(end, "lower") != 0)
        mv_reject(reader, MV_E306, "the ends are `lower` and `upper`");
}

static void check_work(struct mv_checker *checker, const struct mv_divisible *d)
{
    size_t reports = 0;

    for (size_t i = 0; i < d->n; i++)
        reports += 2 * d->cells.size[i];
    if (reports > most_instances / d->cells.count)
        mv_reject(&checker->reader, MV_E501,
                  "there are more than 10^9 instances");
}

void mv_check_property(struct mv_checker *checker)
{
    struct mv_claim *claim = &checker->claim;
    struct promise p = {.d = checker->divisible};
    struct instance at = {0};
    size_t name = 0;
    mpz_t most, square, y;

    while (strcmp(claim->word, promises[name].name) != 0)
        if (++name == promise_count)
            mv_reject(&checker->reader, MV_E309, "unknown property");
    mv_divisible_demand(p.d, p.d->level != NULL, "`prices` or `allocation`");
    if (promises[name].report)
        check_work(checker, p.d);
    mpz_inits(most, square, y, p.sum, NULL);
    if (promises[name].fill != NULL) {
        p.extra = mv_numbers(p.d->cells.count);
        promises[name].fill(&p);
    }
    largest_excess(most, &p, name, &checker->conditions);
    mpz_mul(square, p.d->unit, p.d->unit);
    mv_check_value(checker, most, square, &claim->value[0].ratio);
    claim->meaning = promises[name].meaning;
    strcpy(claim->cases, mpz_sgn(most) > 0 ? "v" : "h");
    strcat(claim->cases, p.d->set ? "x" : "b");
    if (mpz_sgn(most) == 0)
        return;
    read_instance(checker, &p, name, &at);
    if (!promises[name].excess(y, &p, &at) || mpz_cmp(y, most) != 0)
        mv_reject(&checker->reader, MV_E440,
                  "the instance that ends here has another excess, or none");
}
