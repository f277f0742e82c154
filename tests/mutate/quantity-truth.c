/* FORMAT-PUBLICGOOD.md sections 5 and 6. Maxima are compared with a grid of
   quantities, the knots and the roots of linear slopes. */
#include <stdint.h>
#include <string.h>

#include "truth.h"

enum { STEPS = 64 };

typedef struct polynomial {
    size_t terms;
    num *term;
} polynomial;

typedef polynomial *curve; /* a polynomial for each piece */

typedef struct quantity {
    size_t N, pieces, *count;
    num *weight, *knot;
    curve cost, *share, *value;
    bool efficient;
    int tie; /* -1 lowest, 1 highest, 0 none */
} quantity;

static num at_point(const polynomial *p, num y)
{
    num sum = whole(0);
    for (size_t k = p->terms; k-- > 0;)
        sum = plus(times(sum, y), p->term[k]);
    return sum;
}

static num area(const polynomial *p, num from, num to)
{
    num sum = whole(0);
    for (size_t k = 0; k < p->terms; k++) {
        num step = minus(power(to, k + 1), power(from, k + 1));
        sum = plus(sum, over(times(p->term[k], step), whole((long)k + 1)));
    }
    return sum;
}

/* The integral from 0 to y. */
static num integral(const quantity *q, curve f, num y)
{
    num sum = whole(0);
    for (size_t k = 0; k < q->pieces; k++)
        if (order(q->knot[k], y) < 0)
            sum =
                plus(sum, area(&f[k], q->knot[k], smaller(q->knot[k + 1], y)));
    return sum;
}

/* ---- reading ---- */

static curve curve_in(const json *value, size_t pieces)
{
    curve f = keep(pieces * sizeof *f);
    list_in(value, pieces);
    for (size_t k = 0; k < pieces; k++) {
        f[k].terms = list_in(&value->item[k], SIZE_MAX)->count;
        require(f[k].terms >= 1 && f[k].terms <= 65, "a wrong length");
        f[k].term = numbers_in(&value->item[k], f[k].terms);
    }
    return f;
}

static num coefficient(const polynomial *p, size_t k)
{
    return k < p->terms ? p->term[k] : whole(0);
}

/* The multiple of the cost that each person bears. */
static curve part_of(const quantity *q, num factor)
{
    curve f = keep(q->pieces * sizeof *f);
    for (size_t k = 0; k < q->pieces; k++) {
        f[k].terms = q->cost[k].terms;
        f[k].term = keep(f[k].terms * sizeof *f[k].term);
        for (size_t j = 0; j < f[k].terms; j++)
            f[k].term[j] = times(q->cost[k].term[j], factor);
    }
    return f;
}

static void shares_add_up(const quantity *q)
{
    for (size_t k = 0; k < q->pieces; k++)
        for (size_t j = 0; j < 65; j++) {
            num sum = whole(0);
            for (size_t i = 0; i < q->N; i++)
                sum = plus(sum, times(whole((long)q->count[i]),
                                      coefficient(&q->share[i][k], j)));
            require(same(sum, coefficient(&q->cost[k], j)),
                    "the shares do not add up");
        }
}

static void read_shares(quantity *q, const json *root)
{
    const json *shares = json_find(root, "shares"),
               *duty = json_find(root, "duty");
    num sum = whole(0), *duties = NULL;
    require(!shares != !duty, "shares or duty");
    if (duty)
        duties = numbers_in(duty, q->N);
    for (size_t i = 0; i < q->N; i++) {
        require(!duty || sign(duties[i]) >= 0, "a negative duty");
        num one = whole((long)q->count[i]);
        sum = plus(sum, duty ? times(one, duties[i]) : one);
    }
    q->share = keep(q->N * sizeof *q->share);
    for (size_t i = 0; i < q->N; i++)
        q->share[i] =
            duty ? part_of(q, over(duties[i], sum))
            : is_text(shares, "equal")
                ? part_of(q, over(whole(1), sum))
                : curve_in(&list_in(shares, q->N)->item[i], q->pieces);
    shares_add_up(q);
}

static void read_people(quantity *q, const json *root)
{
    const json *counts = json_find(root, "counts"),
               *weights = json_find(root, "weights");
    distinct_labels(json_find(root, "agents"));
    q->N = json_find(root, "agents")->count;
    q->count = keep(q->N * sizeof *q->count);
    q->weight = keep(q->N * sizeof *q->weight);
    for (size_t i = 0; i < q->N; i++) {
        q->count[i] = counts ? natural_in(&list_in(counts, q->N)->item[i]) : 1;
        q->weight[i] = whole(1);
        require(q->count[i] >= 1 && q->count[i] <= 1000000000, "a count");
    }
    if (weights)
        q->weight = numbers_in(weights, q->N);
    for (size_t i = 0; i < q->N; i++)
        require(sign(q->weight[i]) > 0, "a weight");
}

static quantity *read_quantity(const json *root)
{
    static const char *const keys[] = {
        "format", "title",  "notes",  "agents",   "counts", "weights", "knots",
        "cost",   "shares", "values", "decision", "duty",   "tie",     NULL};
    quantity *q = keep(sizeof *q);
    const json *knots = list_in(json_find(root, "knots"), SIZE_MAX),
               *values = json_find(root, "values"),
               *decision = json_find(root, "decision"),
               *tie = json_find(root, "tie");
    only_keys(root, keys);
    read_people(q, root);
    require(knots->count >= 2, "knots");
    q->pieces = knots->count - 1;
    q->knot = numbers_in(knots, knots->count);
    require(sign(q->knot[0]) == 0, "the first knot");
    for (size_t k = 0; k < q->pieces; k++)
        require(order(q->knot[k], q->knot[k + 1]) < 0, "knots");
    q->cost = curve_in(json_find(root, "cost"), q->pieces);
    read_shares(q, root);
    q->value = keep(q->N * sizeof *q->value);
    for (size_t i = 0; i < q->N; i++)
        q->value[i] = curve_in(&list_in(values, q->N)->item[i], q->pieces);
    q->efficient = is_text(decision, "efficient");
    require(q->efficient || is_text(decision, "utilitarian"), "decision");
    q->tie = is_text(tie, "lowest") ? -1 : is_text(tie, "highest");
    require(!tie || q->tie != 0, "tie");
    return q;
}

/* ---- objectives ---- */

static num omega(const quantity *q, size_t i)
{
    return q->efficient ? whole(1) : q->weight[i];
}

/* person N: everybody; part 0: with all, 1: without the value, 2: without the
   net value of a person. */
static num objective(const quantity *q, num y, size_t person, int part)
{
    num sum = whole(0);
    for (size_t i = 0; i < q->N; i++) {
        num v = integral(q, q->value[i], y), c = integral(q, q->share[i], y);
        num n = whole((long)q->count[i]);
        sum = plus(sum, times(times(n, omega(q, i)), minus(v, c)));
        if (i == person && part > 0)
            sum = minus(sum, times(omega(q, i), part == 1 ? v : minus(v, c)));
    }
    return sum;
}

/* No quantity of the grid and no stationary one is better than a, nor as good
   on the side that the tie rule prefers. */
static void beats(const quantity *q, num a, num most, num y, size_t person,
                  int part)
{
    int sense = order(objective(q, y, person, part), most);
    require(sense <= 0, "another quantity is better");
    require(sense < 0 || same(y, a) || q->tie * order(y, a) < 0,
            "another quantity is as good");
}

static num slope(const quantity *q, size_t piece, num y, size_t person,
                 int part)
{
    num sum = whole(0);
    for (size_t i = 0; i < q->N; i++) {
        num v = at_point(&q->value[i][piece], y),
            c = at_point(&q->share[i][piece], y);
        sum = plus(sum, times(times(whole((long)q->count[i]), omega(q, i)),
                              minus(v, c)));
        if (i == person && part > 0)
            sum = minus(sum, times(omega(q, i), part == 1 ? v : minus(v, c)));
    }
    return sum;
}

/* Where the chord of the slope is zero: exact if it is linear. */
static void stationary(const quantity *q, num a, num most, size_t k, num left,
                       num right, size_t person, int part)
{
    num f = slope(q, k, left, person, part),
        g = slope(q, k, right, person, part);
    if (sign(f) <= 0 || sign(g) >= 0)
        return;
    num share = over(f, minus(f, g));
    beats(q, a, most, plus(left, times(share, minus(right, left))), person,
          part);
}

static void maximum(const quantity *q, num a, size_t person, int part)
{
    num most = objective(q, a, person, part);
    require(sign(a) >= 0 && order(a, q->knot[q->pieces]) <= 0,
            "no such quantity");
    for (size_t k = 0; k < q->pieces; k++) {
        num left = q->knot[k];
        num width = minus(q->knot[k + 1], left);
        num step = over(width, whole(STEPS));
        for (long n = 0; n <= STEPS; n++) {
            num y = plus(left, times(step, whole(n)));
            beats(q, a, most, y, person, part);
            if (n < STEPS)
                stationary(q, a, most, k, y, plus(y, step), person, part);
        }
    }
}

/* ---- the claim ---- */

static num unit_area(const quantity *q, const proof_text *c, size_t line,
                     size_t i, num a)
{
    size_t count = natural(c, line, 1);
    num sum = whole(0);
    for (size_t k = 0; k < q->pieces; k++)
        for (size_t j = 0; j <= count; j++) {
            num l = j == 0 ? whole(0) : field(c, line, 1 + j),
                r = j == count ? a : field(c, line, 2 + j);
            l = larger(l, q->knot[k]);
            r = smaller(smaller(r, q->knot[k + 1]), a);
            if (order(l, r) >= 0)
                continue;
            num v = area(&q->value[i][k], l, r),
                s = area(&q->share[i][k], l, r);
            sum = plus(sum, larger(v, s));
            for (long n = 0; n <= STEPS; n++) {
                num y =
                    plus(l, times(over(whole(n), whole(STEPS)), minus(r, l)));
                int sense = order(at_point(&q->value[i][k], y),
                                  at_point(&q->share[i][k], y));
                require(sense == 0 || (order(v, s) != 0 &&
                                       (sense > 0) == (order(v, s) > 0)),
                        "a sign changes");
            }
        }
    return sum;
}

static void equals(const proof_text *c, size_t line, size_t at, num value)
{
    require(same(vector_field(c, line, 1, at), value), "another number");
}

/* The charges p, q, k of a person, given a0 and aN. */
static void charges(num *charge, const quantity *q, size_t i, num a, num a0,
                    num aN)
{
    num lost = minus(objective(q, a0, i, 1), objective(q, a, i, 1)),
        net = minus(objective(q, aN, i, 2), objective(q, a, i, 2));
    charge[0] = over(lost, omega(q, i));
    charge[1] = plus(charge[0], integral(q, q->share[i], a0));
    charge[2] = plus(over(net, omega(q, i)), integral(q, q->share[i], a));
}

/* Returns the line behind the person. */
static size_t person_truth(num *sum, const quantity *q, const proof_text *c,
                           size_t line, size_t i, num a)
{
    num a0 = field(c, line + 1, 1), aN = field(c, line + 2, 1), charge[3];
    num point[3] = {a, a0, aN};
    require(natural(c, line, 1) == i, "another person");
    maximum(q, a0, i, 1);
    maximum(q, aN, i, 2);
    for (size_t k = 0; k < 3; k++) {
        equals(c, line + 3, k, integral(q, q->value[i], point[k]));
        equals(c, line + 4, k, integral(q, q->share[i], point[k]));
    }
    line += 5;
    if (strcmp(c->word[line][1], "-") != 0) {
        num X = field(c, line, 1);
        line++;
        require(same(X, unit_area(q, c, line, i, a)), "another area");
    }
    line++;
    charges(charge, q, i, a, a0, aN);
    for (size_t k = 0; k < 3; k++) {
        equals(c, line, k, charge[k]);
        sum[k] = plus(sum[k], times(whole((long)q->count[i]), charge[k]));
    }
    return line + 1;
}

void quantity_truth(const json *root, const proof_text *c)
{
    const quantity *q = read_quantity(root);
    require(c->words[1] == 2 && strcmp(c->word[1][1], "quantity-outcome") == 0,
            "an unknown claim");
    num a = field(c, 3, 1), sum[3] = {whole(0), whole(0), whole(0)};
    size_t line = 4;
    maximum(q, a, q->N, 0);
    for (size_t i = 0; i < q->N; i++)
        line = person_truth(sum, q, c, line, i, a);
    for (size_t k = 0; k < 3; k++)
        equals(c, line, k, sum[k]);
    require(same(field(c, line + 1, 1), integral(q, q->cost, a)),
            "another cost");
}
