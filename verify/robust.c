#include "divisible.h"
#include <string.h>

/* FORMAT-DIVISIBLE.md section 2.5. The numbers of the statement are over D, the
   levels over P, the utilities over E, the multipliers over F. */

struct optimum {
    struct mv_divisible *d;
    bool free;
    struct mv_vector levels, utilities, multipliers;
    mpz_t *gain;   /* g(k) over D^2 */
    mpz_t *level;  /* phi(k) over P */
    mpz_t *budget; /* beta(k) over F */
    mpz_t *bound;  /* the left side of condition 2, over F D^2 */
    mpz_t scratch, square;
};

static void open_optimum(struct mv_checker *checker, struct optimum *o)
{
    size_t cells;

    o->d = checker->divisible;
    cells = o->d->cells.count;
    o->free = strcmp(checker->claim.word, "free") == 0;
    if (!o->free && strcmp(checker->claim.word, "zero") != 0)
        mv_reject(&checker->reader, MV_E309, "the modes are `zero` and `free`");
    mv_divisible_demand(o->d, o->d->has_cuts && o->d->has_belief && !o->d->set,
                        "`cuts`, a `belief` and the domain \"boxes\"");
    strcpy(checker->claim.cases, o->free ? "f" : "z");
    mv_vector_init(&o->levels);
    mv_vector_init(&o->utilities);
    mv_vector_init(&o->multipliers);
    o->gain = mv_numbers(cells);
    o->level = mv_numbers(cells);
    o->budget = mv_numbers(cells);
    o->bound = mv_numbers(cells);
    mpz_inits(o->scratch, o->square, NULL);
    mpz_mul(o->square, o->d->unit, o->d->unit);
}

static void fill_gain(struct optimum *o)
{
    const struct mv_divisible *d = o->d;
    mpz_t one;

    mpz_init_set_ui(one, 1);
    for (size_t k = 0; k < d->belief.used; k += 1 + d->n) {
        mpz_t *atom = d->belief.value + k;
        size_t cell = 0;

        mpz_neg(o->scratch, d->cost);
        for (size_t i = 0; i < d->n; i++) {
            mpz_add(o->scratch, o->scratch, atom[1 + i]);
            cell += mv_cut_find(d, i, atom[1 + i], one) * d->cells.stride[i];
        }
        mpz_addmul(o->gain[cell], atom[0], o->scratch);
    }
    mpz_clear(one);
}

/* Whether k_i is the last one. */
static bool is_last(const struct mv_divisible *d, size_t k, size_t i)
{
    return k / d->cells.stride[i] % d->cells.size[i] + 1 == d->cells.size[i];
}

static void read_levels(struct mv_checker *checker, struct optimum *o)
{
    struct mv_reader *reader = &checker->reader;
    const struct mv_divisible *d = o->d;

    mv_record(reader, "allocation", 1);
    mv_vector_open(&o->levels, reader);
    for (size_t k = 0; k < d->cells.count; k++) {
        mv_record(reader, "level", 1);
        mv_field_numerator(reader, &o->levels, o->level[k]);
        if (mpz_sgn(o->level[k]) < 0 ||
            mpz_cmp(o->level[k], o->levels.denominator) > 0)
            mv_reject(reader, MV_E454, "this level is not in [0,1]");
    }
    mv_vector_close(&o->levels, reader);
    for (size_t i = 0; i < d->n; i++)
        for (size_t k = 0; k < d->cells.count; k++)
            if (!is_last(d, k, i) &&
                mpz_cmp(o->level[k], o->level[k + d->cells.stride[i]]) > 0)
                mv_reject(reader, MV_E454,
                          "the level falls when the type of agent %zu rises",
                          i);
    checker->conditions += (2 + d->n) * d->cells.count;
}

/* Reads u_i, and subtracts it, times P D, from the sums. */
static void read_lowest(struct mv_checker *checker, struct optimum *o, size_t i,
                        mpz_t *sum)
{
    struct mv_reader *reader = &checker->reader;
    const struct mv_divisible *d = o->d;
    size_t stride = d->cells.stride[i], size = d->cells.size[i];
    size_t others = d->cells.count / size;

    mv_record(reader, "lowest", 1 + others);
    if (mv_field_index(reader, d->n) != i)
        mv_reject(reader, MV_E307, "agent %zu comes next", i);
    for (size_t other = 0; other < others; other++) {
        size_t k = other / stride * stride * size + other % stride;

        mv_field_numerator(reader, &o->utilities, o->scratch);
        if (mpz_sgn(o->scratch) < 0)
            mv_reject(reader, MV_E454, "a utility is negative");
        mpz_mul(o->scratch, o->scratch, o->levels.denominator);
        mpz_mul(o->scratch, o->scratch, d->unit);
        for (size_t l = 0; l < size; l++, k += stride)
            mpz_sub(sum[k], sum[k], o->scratch);
    }
    checker->conditions += others;
}

/* Reads the utilities; condition 1: B_k(phi,u) = 0. */
static void check_balance(struct mv_checker *checker, struct optimum *o)
{
    struct mv_reader *reader = &checker->reader;
    struct mv_divisible *d = o->d;
    mpz_t *sum = mv_numbers(d->cells.count);
    mpz_t *envelope = mv_numbers(d->cells.count);
    char cell[MV_PROFILE_TEXT];

    if (o->free) {
        mv_record(reader, "utilities", 1);
        mv_vector_open(&o->utilities, reader);
        for (size_t i = 0; i < d->n; i++)
            read_lowest(checker, o, i, sum);
        mv_vector_close(&o->utilities, reader);
    }
    for (size_t i = 0; i < d->n; i++) {
        mv_envelope(envelope, d, o->level, i);
        for (size_t k = 0; k < d->cells.count; k++)
            mpz_addmul(sum[k], envelope[k], o->utilities.denominator);
    }
    mpz_mul(o->scratch, d->cost, o->utilities.denominator);
    for (size_t k = 0; k < d->cells.count; k++) {
        mpz_submul(sum[k], o->scratch, o->level[k]);
        if (mpz_sgn(sum[k]) != 0)
            mv_reject(reader, MV_E454, "the budget is not balanced in cell %s",
                      mv_profile_text(cell, &d->cells));
        mv_profiles_next(&d->cells);
    }
    checker->conditions += d->cells.count;
    mv_numbers_clear(sum, d->cells.count);
    mv_numbers_clear(envelope, d->cells.count);
}

static void check_welfare(struct mv_checker *checker, struct optimum *o)
{
    mpz_t sum;

    mpz_init(sum);
    for (size_t k = 0; k < o->d->cells.count; k++)
        mpz_addmul(sum, o->gain[k], o->level[k]);
    mpz_mul(o->scratch, o->square, o->levels.denominator);
    mv_check_value(checker, sum, o->scratch, &checker->claim.value[0].ratio);
    mpz_clear(sum);
}

/* beta, and g(k) less its part of condition 2: with the sums S of beta over
   k'_i >= k_i it is sum_i ( x_{i,k_i} S(k) - x_{i,k_i+1} S(k_i + 1, k_-i) )
   - c beta(k). */
static void read_budget(struct mv_checker *checker, struct optimum *o)
{
    struct mv_reader *reader = &checker->reader;
    const struct mv_divisible *d = o->d;
    mpz_t *above = mv_numbers(d->cells.count);

    for (size_t k = 0; k < d->cells.count; k++) {
        mv_record(reader, "budget", 1);
        mv_field_numerator(reader, &o->multipliers, o->budget[k]);
        mpz_mul(o->bound[k], o->gain[k], o->multipliers.denominator);
        mpz_mul(o->scratch, d->cost, o->budget[k]);
        mpz_addmul(o->bound[k], o->scratch, d->unit);
    }
    for (size_t i = 0; i < d->n; i++) {
        size_t stride = d->cells.stride[i];

        for (size_t k = 0; k < d->cells.count; k++)
            mpz_set(above[k], o->budget[k]);
        mv_profiles_sum(above, &d->cells, i, false);
        for (size_t k = 0; k < d->cells.count; k++) {
            size_t l = k / stride % d->cells.size[i];

            if (o->free && l == 0 && mpz_sgn(above[k]) > 0)
                mv_reject(reader, MV_E455,
                          "the multipliers do not bound the utilities of agent "
                          "%zu",
                          i);
            mpz_mul(o->scratch, *mv_cut(d, i, l), above[k]);
            if (!is_last(d, k, i))
                mpz_submul(o->scratch, *mv_cut(d, i, l + 1), above[k + stride]);
            mpz_submul(o->bound[k], o->scratch, d->unit);
        }
    }
    mv_numbers_clear(above, d->cells.count);
}

static void read_slope(struct mv_checker *checker, struct optimum *o, size_t i)
{
    struct mv_reader *reader = &checker->reader;
    const struct mv_divisible *d = o->d;
    size_t count, before = 0;

    mv_record(reader, "slope", 2);
    if (mv_field_index(reader, d->n) != i)
        mv_reject(reader, MV_E307, "agent %zu comes next", i);
    count = mv_field_count(reader);
    for (size_t k = 0; k < count; k++) {
        size_t rank = 0;

        mv_record(reader, "mu", d->n + 1);
        for (size_t j = 0; j < d->n; j++)
            rank += mv_field_index(reader, d->cells.size[j] - (i == j)) *
                    d->cells.stride[j];
        if (k > 0 && rank <= before)
            mv_reject(reader, MV_E307, "multipliers are in the order of cells");
        before = rank;
        mv_field_numerator(reader, &o->multipliers, o->scratch);
        if (mpz_sgn(o->scratch) <= 0)
            mv_reject(reader, MV_E407, "this multiplier is not positive");
        mpz_mul(o->scratch, o->scratch, o->square);
        mpz_sub(o->bound[rank], o->bound[rank], o->scratch);
        rank += d->cells.stride[i];
        mpz_add(o->bound[rank], o->bound[rank], o->scratch);
    }
}

/* Reads t; condition 2, and V = t/F. */
static void check_top(struct mv_checker *checker, struct optimum *o)
{
    struct mv_reader *reader = &checker->reader;
    struct mv_divisible *d = o->d;
    size_t top = d->cells.count - 1;
    char cell[MV_PROFILE_TEXT];

    mv_record(reader, "top", 1);
    mv_field_numerator(reader, &o->multipliers, o->scratch);
    if (mpz_sgn(o->scratch) < 0)
        mv_reject(reader, MV_E304, "a natural is expected here");
    mv_vector_close(&o->multipliers, reader);
    mpz_submul(o->bound[top], o->scratch, o->square);
    for (size_t k = 0; k < d->cells.count; k++) {
        if (mpz_sgn(o->bound[k]) > 0)
            mv_reject(reader, MV_E455, "more than allowed at the cell %s",
                      mv_profile_text(cell, &d->cells));
        mv_profiles_next(&d->cells);
    }
    checker->conditions += d->cells.count;
    mv_check_value(checker, o->scratch, o->multipliers.denominator,
                   &checker->claim.value[0].ratio);
}

void mv_check_robust(struct mv_checker *checker)
{
    struct optimum o;

    open_optimum(checker, &o);
    fill_gain(&o);
    read_levels(checker, &o);
    check_balance(checker, &o);
    check_welfare(checker, &o);
    mv_record(&checker->reader, "multipliers", 1);
    mv_vector_open(&o.multipliers, &checker->reader);
    read_budget(checker, &o);
    for (size_t i = 0; i < o.d->n; i++)
        read_slope(checker, &o, i);
    check_top(checker, &o);
}
