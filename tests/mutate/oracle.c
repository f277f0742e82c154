/* A second, slow opinion on certificates, written from verify/FORMAT.md. */
#define _GNU_SOURCE
/* gmp.h declares its functions on streams only after these two. */
#include <stdarg.h>
#include <stdio.h>

#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "oracle.h"

enum { MOST_AGENTS = 4, MOST_CELLS = 100000 };

enum claim { GUARANTEE, POTENTIAL, LOWER, UPPER, NO_MECHANISM };

/* A multiplier: alpha_i(a, b), beta_i(a), pi_i(x, theta) or y_i(theta). */
typedef struct entry {
    size_t profile, agent, a, b;
    mpq_t value;
} entry;

typedef struct entries {
    size_t count;
    entry *list;
} entries;

typedef struct table {
    size_t rows, width;
    mpq_t *value;
} table;

/* Everything that is read is echoed; refuse() jumps out. */
typedef struct oracle {
    const mc_environment *env;
    const char *text, *reason;
    size_t length, at;
    char *echo;
    size_t echo_length;
    FILE *out;
    size_t lines;
    jmp_buf refused;

    enum claim claim;
    size_t k;
    mpq_t value, upper;
    size_t agents, outcomes, states;
    size_t points[MOST_AGENTS], secure[MOST_AGENTS], profiles;
    table m, sigma, lambda, gamma;
    entries alpha, beta, pi, y;
    mpz_t denominator, divisor; /* of the vector that is being read */
    mpq_t sum, term;            /* scratch */
} oracle;

static _Noreturn void refuse(oracle *o, const char *reason)
{
    o->reason = reason;
    longjmp(o->refused, 1);
}

static void demand(oracle *o, bool holds, const char *reason)
{
    if (!holds)
        refuse(o, reason);
}

/* --- reading and echoing ------------------------------------------------ */

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/* The next word, in static storage of the caller. */
static void next_word(oracle *o, char *word, size_t size)
{
    size_t length = 0;
    while (o->at < o->length && is_blank(o->text[o->at]))
        o->at++;
    while (o->at < o->length && !is_blank(o->text[o->at])) {
        demand(o, length + 1 < size, "a word is too long");
        word[length++] = o->text[o->at++];
    }
    word[length] = '\0';
    demand(o, length > 0, "the text ends");
    demand(o, strlen(word) == length, "a NUL byte");
}

enum { WORD = 4096 };

static void keyword(oracle *o, const char *expected)
{
    char word[WORD];
    next_word(o, word, sizeof word);
    demand(o, strcmp(word, expected) == 0, "another keyword is expected");
    fprintf(o->out, "%s", word);
}

static void end_line(oracle *o)
{
    fputc('\n', o->out);
    o->lines++;
}

static size_t natural(oracle *o)
{
    char word[WORD], *behind;
    next_word(o, word, sizeof word);
    unsigned long value = strtoul(word, &behind, 10);
    demand(o, *behind == '\0', "not a natural number");
    fprintf(o->out, " %lu", value);
    return value;
}

static size_t below(oracle *o, size_t limit)
{
    size_t value = natural(o);
    demand(o, value < limit, "an index is out of range");
    return value;
}

static void integer(oracle *o, mpz_t value)
{
    char word[WORD];
    next_word(o, word, sizeof word);
    demand(o, mpz_set_str(value, word, 10) == 0, "not an integer");
    (void)gmp_fprintf(o->out, " %Zd", value);
}

static void rational(oracle *o, mpq_t value)
{
    char word[WORD];
    next_word(o, word, sizeof word);
    demand(o, mpq_set_str(value, word, 10) == 0, "not a rational");
    demand(o, mpz_sgn(mpq_denref(value)) != 0, "a zero denominator");
    mpq_canonicalize(value);
    (void)gmp_fprintf(o->out, " %Qd", value);
}

/* o->divisor becomes the greatest common divisor of the vector's numbers. */
static void open_vector(oracle *o)
{
    integer(o, o->denominator);
    demand(o, mpz_sgn(o->denominator) > 0,
           "a denominator that is not positive");
    mpz_set(o->divisor, o->denominator);
}

static void numerator(oracle *o, mpq_t value)
{
    integer(o, mpq_numref(value));
    mpz_gcd(o->divisor, o->divisor, mpq_numref(value));
    mpz_set(mpq_denref(value), o->denominator);
    mpq_canonicalize(value);
}

static void close_vector(oracle *o)
{
    demand(o, mpz_cmp_ui(o->divisor, 1) == 0, "a vector is not reduced");
}

static void table_init(oracle *o, table *t, size_t rows, size_t width)
{
    demand(o, rows <= MOST_CELLS && rows * width <= MOST_CELLS,
           "a table is too large");
    t->rows = rows;
    t->width = width;
    t->value = malloc((rows * width + 1) * sizeof(mpq_t));
    for (size_t c = 0; c < rows * width; c++)
        mpq_init(t->value[c]);
}

static void table_clear(table *t)
{
    for (size_t c = 0; t->value && c < t->rows * t->width; c++)
        mpq_clear(t->value[c]);
    free(t->value);
}

static mpq_ptr at(const table *t, size_t row, size_t column)
{
    return t->value[row * t->width + column];
}

/* "head D" and a line "name ..." for each row */
static void read_table(oracle *o, table *t, const char *head, const char *name,
                       size_t width)
{
    keyword(o, head);
    open_vector(o);
    end_line(o);
    table_init(o, t, o->profiles, width);
    for (size_t row = 0; row < t->rows; row++) {
        keyword(o, name);
        for (size_t c = 0; c < width; c++)
            numerator(o, at(t, row, c));
        end_line(o);
    }
    close_vector(o);
}

static void read_mechanism(oracle *o)
{
    read_table(o, &o->m, "mechanism", "m", o->outcomes);
}

static void read_information(oracle *o)
{
    read_table(o, &o->sigma, "information", "sigma", o->states);
}

static void read_gamma(oracle *o)
{
    read_table(o, &o->gamma, "gamma", "g", 1);
}

static void read_lambda(oracle *o)
{
    keyword(o, "lambda");
    open_vector(o);
    table_init(o, &o->lambda, 1, o->states);
    for (size_t t = 0; t < o->states; t++)
        numerator(o, at(&o->lambda, 0, t));
    end_line(o);
    close_vector(o);
}

/* One profile from its coordinates. */
static size_t read_profile(oracle *o)
{
    size_t profile = 0;
    for (size_t i = 0; i < o->agents; i++)
        profile = profile * o->points[i] + below(o, o->points[i]);
    return profile;
}

enum list { ALPHA, BETA, PI, Y };

static int compare_entries(const entry *p, const entry *q)
{
    const size_t left[] = {p->profile, p->agent, p->a, p->b};
    const size_t right[] = {q->profile, q->agent, q->a, q->b};
    for (size_t d = 0; d < 4; d++)
        if (left[d] != right[d])
            return left[d] < right[d] ? -1 : 1;
    return 0;
}

static size_t coordinate(const oracle *o, size_t profile, size_t agent)
{
    for (size_t i = o->agents; --i > agent;)
        profile /= o->points[i];
    return profile % o->points[agent];
}

static void read_entry(oracle *o, entry *e, enum list kind, const char *name)
{
    keyword(o, name);
    if (kind == PI)
        e->profile = read_profile(o);
    e->agent = below(o, o->agents);
    if (kind == ALPHA) {
        e->a = below(o, o->points[e->agent]);
        e->b = below(o, o->points[e->agent]);
        demand(o, e->a != e->b, "a deviation to the same action");
    } else if (kind == BETA) {
        e->a = below(o, o->points[e->agent]);
    } else {
        e->a = below(o, o->states);
    }
    if (kind == PI)
        demand(o, coordinate(o, e->profile, e->agent) == 0,
               "pi where x_i is not 0");
    numerator(o, e->value);
    demand(o, mpq_sgn(e->value) > 0, "a multiplier that is not positive");
    end_line(o);
}

/* "head D COUNT" (y: "head COUNT") and COUNT lines */
static void read_list(oracle *o, entries *all, enum list kind, const char *head,
                      const char *name)
{
    keyword(o, head);
    mpz_set_ui(o->denominator, 1);
    mpz_set_ui(o->divisor, 0);
    if (kind != Y)
        open_vector(o);
    size_t count = natural(o);
    end_line(o);
    demand(o, count <= MOST_CELLS, "a list is too long");
    demand(o, count > 0 || kind != Y, "no multipliers");
    all->list = calloc(count + 1, sizeof *all->list);
    for (size_t n = 0; n < count; n++) {
        entry *e = &all->list[n];
        mpq_init(e->value);
        all->count++;
        read_entry(o, e, kind, name);
        demand(o, n == 0 || compare_entries(e - 1, e) < 0,
               "entries out of order");
    }
    close_vector(o);
}

static void read_sizes(oracle *o, const char *name)
{
    keyword(o, name);
    o->profiles = 1;
    for (size_t i = 0; i < o->agents; i++) {
        o->points[i] = natural(o);
        demand(o, o->points[i] >= 1 && o->points[i] <= MOST_CELLS,
               "a number of actions");
        o->profiles *= o->points[i];
        demand(o, o->profiles <= MOST_CELLS, "too many profiles");
    }
    end_line(o);
}

static void read_claim(oracle *o)
{
    static const char *const names[] = {
        "guarantee-at-least", "potential-at-most", "program-value", "",
        "no-participation-secure-mechanism"};
    char word[WORD];
    size_t kind = 0;
    keyword(o, "mechcert-certificate");
    demand(o, natural(o) == 1, "another version");
    end_line(o);
    keyword(o, "claim");
    next_word(o, word, sizeof word);
    while (kind < 5 && strcmp(word, names[kind]) != 0)
        kind++;
    demand(o, kind < 5, "an unknown claim");
    fprintf(o->out, " %s", word);
    o->claim = (enum claim)kind;
    if (o->claim == LOWER) {
        next_word(o, word, sizeof word);
        if (strcmp(word, "UB-P") == 0)
            o->claim = UPPER;
        else
            demand(o, strcmp(word, "LB-G") == 0, "an unknown program");
        fprintf(o->out, " %s", word);
        o->k = natural(o);
        demand(o, o->k >= 1 && o->k < 100, "K");
    }
    if (o->claim != NO_MECHANISM)
        rational(o, o->value);
    if (o->claim == LOWER || o->claim == UPPER) {
        rational(o, o->upper);
        o->profiles = 1;
        for (size_t i = 0; i < o->agents; i++) {
            o->points[i] = o->k * o->k + 1;
            o->profiles *= o->points[i];
            demand(o, o->profiles <= MOST_CELLS, "too many profiles");
        }
    }
    end_line(o);
    keyword(o, "statement");
    fputc(' ', o->out);
    keyword(o, "environment");
    fputc(' ', o->out);
    keyword(o, mc_environment_sha256(o->env));
    end_line(o);
}

static void read_body(oracle *o)
{
    switch (o->claim) {
    case GUARANTEE:
        read_sizes(o, "actions");
        keyword(o, "secure");
        for (size_t i = 0; i < o->agents; i++)
            o->secure[i] = below(o, o->points[i]);
        end_line(o);
        read_mechanism(o);
        read_list(o, &o->alpha, ALPHA, "obedience", "alpha");
        read_lambda(o);
        break;
    case POTENTIAL:
        read_sizes(o, "signals");
        read_information(o);
        read_list(o, &o->alpha, ALPHA, "truthtelling", "alpha");
        read_list(o, &o->beta, BETA, "participation", "beta");
        read_gamma(o);
        break;
    case LOWER:
        read_mechanism(o);
        read_lambda(o);
        read_information(o);
        read_list(o, &o->pi, PI, "security", "pi");
        read_gamma(o);
        break;
    case UPPER:
        read_information(o);
        read_gamma(o);
        read_mechanism(o);
        read_lambda(o);
        break;
    case NO_MECHANISM:
        read_list(o, &o->y, Y, "farkas", "y");
        break;
    }
    keyword(o, "end");
    demand(o, natural(o) == o->lines, "another number of lines");
    end_line(o);
}

/* --- conditions --------------------------------------------------------- */

/* The profile in which agent i has the coordinate c. */
static size_t with(const oracle *o, size_t profile, size_t i, size_t c)
{
    size_t stride = 1;
    for (size_t j = o->agents; --j > i;)
        stride *= o->points[j];
    return profile + c * stride - coordinate(o, profile, i) * stride;
}

static mpq_srcptr w(const oracle *o, size_t outcome, size_t state)
{
    return mc_environment_welfare(o->env, state, outcome);
}

static mpq_srcptr u(const oracle *o, size_t i, size_t outcome, size_t state)
{
    return mc_environment_payoff(o->env, i, state, outcome);
}

/* o->sum += factor * a * b */
static void add(oracle *o, long factor, mpq_srcptr a, mpq_srcptr b)
{
    mpq_set_si(o->term, factor, 1);
    mpq_mul(o->term, o->term, a);
    mpq_mul(o->term, o->term, b);
    mpq_add(o->sum, o->sum, o->term);
}

static void add_product(oracle *o, long factor, mpq_srcptr a, mpq_srcptr b,
                        mpq_srcptr c)
{
    mpq_t product;
    mpq_init(product);
    mpq_mul(product, a, b);
    add(o, factor, product, c);
    mpq_clear(product);
}

static void zero(oracle *o)
{
    mpq_set_ui(o->sum, 0, 1);
}

/* sum = sum_omega u_i(omega,theta) m(omega|x) */
static void set_payoff(oracle *o, size_t x, size_t i, size_t state)
{
    zero(o);
    for (size_t omega = 0; omega < o->outcomes; omega++)
        add(o, 1, u(o, i, omega, state), at(&o->m, x, omega));
}

static void check_lotteries(oracle *o)
{
    for (size_t x = 0; x < o->profiles; x++) {
        zero(o);
        for (size_t omega = 0; omega < o->outcomes; omega++) {
            demand(o, mpq_sgn(at(&o->m, x, omega)) >= 0, "m < 0");
            mpq_add(o->sum, o->sum, at(&o->m, x, omega));
        }
        demand(o, mpq_cmp_ui(o->sum, 1, 1) == 0, "sum m is not 1");
    }
}

static void check_security(oracle *o)
{
    for (size_t x = 0; x < o->profiles; x++)
        for (size_t i = 0; i < o->agents; i++)
            for (size_t t = 0;
                 coordinate(o, x, i) == o->secure[i] && t < o->states; t++) {
                set_payoff(o, x, i, t);
                demand(o, mpq_sgn(o->sum) >= 0, "not participation secure");
            }
}

static void check_distribution(oracle *o)
{
    for (size_t t = 0; t < o->states; t++) {
        zero(o);
        for (size_t x = 0; x < o->profiles; x++) {
            demand(o, mpq_sgn(at(&o->sigma, x, t)) >= 0, "sigma < 0");
            mpq_add(o->sum, o->sum, at(&o->sigma, x, t));
        }
        demand(o, mpq_equal(o->sum, mc_environment_prior(o->env, t)),
               "sigma does not have the prior");
    }
}

/* 4.1, condition 3: the sum over i and b of alpha_i(a_i,b) times the gain */
static void add_obedience(oracle *o, size_t a, size_t t)
{
    for (size_t e = 0; e < o->alpha.count; e++) {
        const entry *p = &o->alpha.list[e];
        if (coordinate(o, a, p->agent) != p->a)
            continue;
        size_t deviation = with(o, a, p->agent, p->b);
        for (size_t omega = 0; omega < o->outcomes; omega++) {
            add_product(o, 1, p->value, u(o, p->agent, omega, t),
                        at(&o->m, deviation, omega));
            add_product(o, -1, p->value, u(o, p->agent, omega, t),
                        at(&o->m, a, omega));
        }
    }
}

/* P3: (K-1) sum u_i (m(x_i + 1/K) - m(x)) over agents with x_i < K */
static void add_upward(oracle *o, size_t x, size_t t)
{
    long factor = (long)o->k - 1;
    for (size_t i = 0; i < o->agents; i++) {
        size_t l = coordinate(o, x, i);
        if (l + 1 == o->points[i])
            continue;
        for (size_t omega = 0; omega < o->outcomes; omega++) {
            add(o, factor, u(o, i, omega, t),
                at(&o->m, with(o, x, i, l + 1), omega));
            add(o, -factor, u(o, i, omega, t), at(&o->m, x, omega));
        }
    }
}

/* R2: u_i B_i m */
static void add_downward(oracle *o, size_t x, size_t t)
{
    for (size_t i = 0; i < o->agents; i++) {
        size_t l = coordinate(o, x, i);
        long factor = l + 1 == o->points[i] ? 1 : (long)o->k;
        for (size_t omega = 0; omega < o->outcomes; omega++) {
            add(o, factor, u(o, i, omega, t), at(&o->m, x, omega));
            if (l > 0)
                add(o, -factor, u(o, i, omega, t),
                    at(&o->m, with(o, x, i, l - 1), omega));
        }
    }
}

static void check_lambda(oracle *o, void (*add_rest)(oracle *, size_t, size_t))
{
    for (size_t x = 0; x < o->profiles; x++)
        for (size_t t = 0; t < o->states; t++) {
            zero(o);
            for (size_t omega = 0; omega < o->outcomes; omega++)
                add(o, 1, w(o, omega, t), at(&o->m, x, omega));
            add_rest(o, x, t);
            demand(o, mpq_cmp(at(&o->lambda, 0, t), o->sum) <= 0,
                   "lambda is too high");
        }
}

/* 4.2, condition 3 */
static void add_incentives(oracle *o, size_t s, size_t omega)
{
    for (size_t t = 0; t < o->states; t++) {
        for (size_t e = 0; e < o->alpha.count; e++) {
            const entry *p = &o->alpha.list[e];
            if (coordinate(o, s, p->agent) == p->a)
                add_product(o, 1, u(o, p->agent, omega, t), p->value,
                            at(&o->sigma, s, t));
            if (coordinate(o, s, p->agent) == p->b)
                add_product(o, -1, u(o, p->agent, omega, t), p->value,
                            at(&o->sigma, with(o, s, p->agent, p->a), t));
        }
        for (size_t e = 0; e < o->beta.count; e++) {
            const entry *p = &o->beta.list[e];
            if (coordinate(o, s, p->agent) == p->a)
                add_product(o, 1, u(o, p->agent, omega, t), p->value,
                            at(&o->sigma, s, t));
        }
    }
}

/* D3 */
static void add_dual(oracle *o, size_t x, size_t omega)
{
    long factor = (long)o->k - 1;
    for (size_t t = 0; t < o->states; t++)
        for (size_t i = 0; i < o->agents; i++) {
            size_t l = coordinate(o, x, i);
            if (l > 0)
                add(o, factor, u(o, i, omega, t),
                    at(&o->sigma, with(o, x, i, l - 1), t));
            if (l + 1 < o->points[i])
                add(o, -factor, u(o, i, omega, t), at(&o->sigma, x, t));
        }
    for (size_t e = 0; e < o->pi.count; e++) {
        const entry *p = &o->pi.list[e];
        if (p->profile == x)
            add(o, 1, u(o, p->agent, omega, p->a), p->value);
    }
}

/* Q3: -u_i T_i sigma */
static void add_transport(oracle *o, size_t x, size_t omega)
{
    long k = (long)o->k;
    for (size_t t = 0; t < o->states; t++)
        for (size_t i = 0; i < o->agents; i++) {
            size_t l = coordinate(o, x, i), top = o->points[i] - 1;
            mpq_srcptr here = at(&o->sigma, x, t);
            if (l == top) {
                add(o, 1, u(o, i, omega, t), here);
                continue;
            }
            mpq_srcptr next = at(&o->sigma, with(o, x, i, l + 1), t);
            add(o, l + 1 == top ? -1 : -k, u(o, i, omega, t), next);
            add(o, k, u(o, i, omega, t), here);
        }
}

static void check_gamma(oracle *o, void (*add_rest)(oracle *, size_t, size_t))
{
    for (size_t x = 0; x < o->profiles; x++)
        for (size_t omega = 0; omega < o->outcomes; omega++) {
            zero(o);
            for (size_t t = 0; t < o->states; t++)
                add(o, 1, w(o, omega, t), at(&o->sigma, x, t));
            add_rest(o, x, omega);
            demand(o, mpq_cmp(at(&o->gamma, x, 0), o->sum) >= 0,
                   "gamma is too low");
        }
}

static void check_lower_value(oracle *o, mpq_srcptr value)
{
    zero(o);
    for (size_t t = 0; t < o->states; t++)
        add(o, 1, mc_environment_prior(o->env, t), at(&o->lambda, 0, t));
    demand(o, mpq_equal(o->sum, value), "not the value of lambda");
}

static void check_upper_value(oracle *o, mpq_srcptr value)
{
    zero(o);
    for (size_t x = 0; x < o->profiles; x++)
        mpq_add(o->sum, o->sum, at(&o->gamma, x, 0));
    demand(o, mpq_equal(o->sum, value), "not the value of gamma");
}

static void check_farkas(oracle *o)
{
    for (size_t omega = 0; omega < o->outcomes; omega++) {
        zero(o);
        for (size_t e = 0; e < o->y.count; e++)
            add(o, 1, o->y.list[e].value,
                u(o, o->y.list[e].agent, omega, o->y.list[e].a));
        demand(o, mpq_sgn(o->sum) < 0, "an outcome is not excluded");
    }
}

static void check(oracle *o)
{
    switch (o->claim) {
    case GUARANTEE:
        check_lotteries(o);
        check_security(o);
        check_lambda(o, add_obedience);
        check_lower_value(o, o->value);
        break;
    case POTENTIAL:
        check_distribution(o);
        check_gamma(o, add_incentives);
        check_upper_value(o, o->value);
        break;
    case LOWER:
        check_lotteries(o);
        check_security(o); /* of x_i = 0 */
        check_lambda(o, add_upward);
        check_lower_value(o, o->value);
        check_distribution(o);
        check_gamma(o, add_dual);
        check_upper_value(o, o->upper);
        break;
    case UPPER:
        check_distribution(o);
        check_gamma(o, add_transport);
        check_upper_value(o, o->upper);
        check_lotteries(o);
        check_lambda(o, add_downward);
        check_lower_value(o, o->value);
        break;
    case NO_MECHANISM:
        check_farkas(o);
        break;
    }
    demand(o,
           (o->claim != LOWER && o->claim != UPPER) ||
               mpq_cmp(o->value, o->upper) <= 0,
           "L > U");
}

static void entries_clear(entries *all)
{
    for (size_t e = 0; all->list && e < all->count; e++)
        mpq_clear(all->list[e].value);
    free(all->list);
}

static void clear(oracle *o)
{
    table_clear(&o->m);
    table_clear(&o->sigma);
    table_clear(&o->lambda);
    table_clear(&o->gamma);
    entries_clear(&o->alpha);
    entries_clear(&o->beta);
    entries_clear(&o->pi);
    entries_clear(&o->y);
    mpz_clears(o->denominator, o->divisor, NULL);
    mpq_clears(o->sum, o->term, o->value, o->upper, NULL);
    if (o->out)
        fclose(o->out);
    free(o->echo);
    free(o);
}

bool oracle_accepts(const char **reason, const mc_environment *env,
                    const char *text, size_t length)
{
    oracle *o = calloc(1, sizeof *o);
    if (!o)
        abort();
    o->env = env;
    o->text = text;
    o->length = length;
    o->agents = mc_environment_agents(env);
    o->outcomes = mc_environment_outcomes(env);
    o->states = mc_environment_states(env);
    o->out = open_memstream(&o->echo, &o->echo_length);
    if (!o->out || o->agents > MOST_AGENTS)
        abort();
    mpz_inits(o->denominator, o->divisor, NULL);
    mpq_inits(o->sum, o->term, o->value, o->upper, NULL);
    if (setjmp(o->refused) == 0) {
        read_claim(o);
        read_body(o);
        fflush(o->out);
        demand(o,
               o->echo_length == length && memcmp(o->echo, text, length) == 0,
               "not in its canonical form");
        check(o);
    }
    *reason = o->reason;
    clear(o);
    return *reason == NULL;
}
