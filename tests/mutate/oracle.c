/* Which conditions a claim has, and whether they hold. */
#include <stdlib.h>
#include <string.h>

#include "objective.h"
#include "oracle.h"
#include "outcome.h"

/* --- conditions: NULL, or what does not hold -------------------------------
 */

static const char *check_lotteries(const proof *p)
{
    mpq_t sum;
    const char *wrong = NULL;
    mpq_init(sum);
    for (size_t x = 0; x < p->m.rows; x++) {
        mpq_set_ui(sum, 0, 1);
        for (size_t omega = 0; omega < p->outcomes; omega++) {
            if (mpq_sgn(at(&p->m, x, omega)) < 0)
                wrong = "m < 0";
            mpq_add(sum, sum, at(&p->m, x, omega));
        }
        if (mpq_cmp_ui(sum, 1, 1) != 0)
            wrong = "sum m is not 1";
    }
    mpq_clear(sum);
    return wrong;
}

/* Nobody is worse off than outside at its point `least[i]` of the grid. */
static const char *check_security(const proof *p, const table *m, const grid *g,
                                  const size_t *least)
{
    mpq_t sum;
    const char *wrong = NULL;
    mpq_init(sum);
    for (size_t x = 0; x < g->profiles; x++)
        for (size_t i = 0; i < p->agents; i++)
            for (size_t t = 0; coordinate(g, x, i) == least[i] && t < p->states;
                 t++) {
                payoff(sum, p, m, x, i, t);
                if (mpq_sgn(sum) < 0)
                    wrong = "not participation secure";
            }
    mpq_clear(sum);
    return wrong;
}

/* The security that the claim asks for. */
static const char *check_participation(const proof *p)
{
    const statement *mechanism = p->about[MECHANISM];
    size_t last[MOST_AGENTS];
    for (size_t i = 0; i < p->agents; i++)
        last[i] = p->signal.points[i] - 1;
    switch ((int)p->claim) {
    case BOUND_ALONE:
        return check_security(p, &p->m, &p->play, p->secure);
    case LOWER:
        return check_security(p, &p->m, &p->signal, p->secure); /* 0 */
    case POTENTIAL:
        return check_security(p, &p->m, &p->signal, last);
    case PAIR:
    case TRIPLE:
    case SLACKNESS:
        if (!mechanism->secured)
            return "no secure actions";
        break;
    default:
        break;
    }
    return lambda_side(p) && mechanism && mechanism->secured
               ? check_security(p, &mechanism->rule, &p->play,
                                mechanism->secure)
               : NULL;
}

static const char *check_lambda(const proof *p)
{
    side *right = lambda_side(p);
    const char *wrong = NULL;
    mpq_t sum;
    mpq_init(sum);
    for (size_t x = 0; right && x < lambda_grid(p)->profiles; x++)
        for (size_t t = 0; t < p->states; t++) {
            right(sum, p, x, t);
            if (mpq_cmp(at(&p->lambda, 0, t), sum) > 0)
                wrong = "lambda is too high";
        }
    mpq_clear(sum);
    return wrong;
}

static const char *check_gamma(const proof *p)
{
    side *right = gamma_side(p);
    const char *wrong = NULL;
    mpq_t sum;
    mpq_init(sum);
    for (size_t x = 0; right && x < p->signal.profiles; x++)
        for (size_t omega = 0; omega < p->outcomes; omega++) {
            right(sum, p, x, omega);
            if (mpq_cmp(at(&p->gamma, x, 0), sum) < 0)
                wrong = "gamma is too low";
        }
    mpq_clear(sum);
    return wrong;
}

/* lambda(theta) - sum_r y_r c_r(theta) */
static void reduced(mpq_t value, const proof *p, size_t t)
{
    const table *row = &p->about[PRIOR]->row;
    mpq_set(value, at(&p->lambda, 0, t));
    for (size_t r = 0; r < row->rows; r++)
        add(value, -1, at(&p->priors, 0, 1 + r), at(row, r, t));
}

static const char *check_priors(const proof *p)
{
    const statement *set = p->about[PRIOR];
    const char *wrong = NULL;
    mpq_t value;
    mpq_init(value);
    for (size_t r = 0; r < set->row.rows; r++) {
        int sign = mpq_sgn(at(&p->priors, 0, 1 + r));
        if (r < set->least ? sign < 0 : r < set->least + set->most && sign > 0)
            wrong = "the sign of y";
    }
    for (size_t t = 0; t < p->states; t++) {
        reduced(value, p, t);
        if (mpq_cmp(at(&p->priors, 0, 0), value) > 0)
            wrong = "y and t do not bound the value";
    }
    mpq_clear(value);
    return wrong;
}

/* Whether the marginal is in the set. */
static bool in_set(const statement *set, mpq_t *marginal, size_t states)
{
    bool right = true;
    mpq_t sum;
    mpq_init(sum);
    for (size_t t = 0; t < states; t++)
        mpq_add(sum, sum, marginal[t]);
    right = mpq_cmp_ui(sum, 1, 1) == 0;
    for (size_t r = 0; r < set->row.rows; r++) {
        mpq_set_ui(sum, 0, 1);
        for (size_t t = 0; t < states; t++)
            add(sum, 1, at(&set->row, r, t), marginal[t]);
        int order = mpq_cmp(sum, at(&set->row, r, states));
        right &= r < set->least               ? order >= 0
                 : r < set->least + set->most ? order <= 0
                                              : order == 0;
    }
    mpq_clear(sum);
    return right;
}

static const char *check_sigma(const proof *p)
{
    const char *wrong = NULL;
    table marginal;
    table_init(&marginal, 1, p->states);
    for (size_t x = 0; x < p->sigma.rows; x++)
        for (size_t t = 0; t < p->states; t++) {
            if (mpq_sgn(at(&p->sigma, x, t)) < 0)
                wrong = "sigma < 0";
            mpq_add(marginal.value[t], marginal.value[t], at(&p->sigma, x, t));
        }
    if (has_set(p)) {
        if (!in_set(p->about[PRIOR], marginal.value, p->states))
            wrong = "the marginal is not in the set";
    } else {
        for (size_t t = 0; t < p->states; t++)
            if (!mpq_equal(marginal.value[t], at(prior_of(p), 0, t)))
                wrong = "sigma does not have the prior";
    }
    table_clear(&marginal);
    return wrong;
}

/* The gain of agent i from b in place of c, over the law sigma of profiles of
   the inner grid: negative or zero. */
static bool obeys(const proof *p, const table *m, const grid *outer,
                  const table *sigma, const grid *inner, size_t i, size_t c,
                  size_t b)
{
    mpq_t sum, here, there;
    mpq_inits(sum, here, there, NULL);
    for (size_t s = 0; s < inner->profiles; s++) {
        size_t x = 0;
        if (coordinate(inner, s, i) != c)
            continue;
        for (size_t j = 0; j < p->agents; j++)
            x = with(outer, x, j, coordinate(inner, s, j));
        for (size_t t = 0; t < p->states; t++) {
            payoff(here, p, m, x, i, t);
            payoff(there, p, m, with(outer, x, i, b), i, t);
            add(sum, 1, at(sigma, s, t), here);
            add(sum, -1, at(sigma, s, t), there);
        }
    }
    bool right = mpq_sgn(sum) >= 0;
    mpq_clears(sum, here, there, NULL);
    return right;
}

static const char *check_obedience(const proof *p, const table *m,
                                   const grid *outer, const table *sigma,
                                   const grid *inner)
{
    for (size_t i = 0; i < p->agents; i++)
        for (size_t c = 0; c < inner->points[i]; c++)
            for (size_t b = 0; b < outer->points[i]; b++)
                if (!obeys(p, m, outer, sigma, inner, i, c, b))
                    return "a deviation gains";
    return NULL;
}

static const char *check_rationality(const proof *p)
{
    const char *wrong = NULL;
    mpq_t sum, value;
    mpq_inits(sum, value, NULL);
    for (size_t i = 0; i < p->agents; i++)
        for (size_t c = 0; c < p->signal.points[i]; c++) {
            mpq_set_ui(sum, 0, 1);
            for (size_t s = 0; s < p->signal.profiles; s++)
                for (size_t t = 0;
                     coordinate(&p->signal, s, i) == c && t < p->states; t++) {
                    payoff(value, p, &p->m, s, i, t);
                    add(sum, 1, value, at(sigma_of(p), s, t));
                }
            if (mpq_sgn(sum) < 0)
                wrong = "not individually rational";
        }
    mpq_clears(sum, value, NULL);
    return wrong;
}

static const char *check_farkas(const proof *p)
{
    const char *wrong = NULL;
    mpq_t sum;
    mpz_t divisor;
    mpq_init(sum);
    mpz_init(divisor);
    for (size_t omega = 0; omega < p->outcomes; omega++) {
        mpq_set_ui(sum, 0, 1);
        for (size_t e = 0; e < p->y.count; e++) {
            const multiplier *n = &p->y.list[e];
            add(sum, 1, n->value, u(p, n->agent, omega, n->a));
            mpz_gcd(divisor, divisor, mpq_numref(n->value));
        }
        if (mpq_sgn(sum) >= 0)
            wrong = "an outcome is not excluded";
    }
    if (mpz_cmp_ui(divisor, 1) != 0)
        wrong = "a common divisor";
    mpq_clear(sum);
    mpz_clear(divisor);
    return wrong;
}

static bool same_table(const table *p, const table *q)
{
    for (size_t c = 0; c < p->rows * p->width; c++)
        if (!mpq_equal(p->value[c], q->value[c]))
            return false;
    return true;
}

static const char *check_play(const proof *p)
{
    outcome o;
    outcome_init(&o, p);
    bool right =
        same_table(&o.q, &p->q) && same_table(&o.interim, &p->interim) &&
        same_table(&o.payoffs, &p->payoffs) && same_table(&o.gains, &p->gains);
    outcome_clear(&o);
    return right ? NULL : "another play";
}

/* --- values --------------------------------------------------------------- */

static void lower_value(mpq_t value, const proof *p)
{
    mpq_set_ui(value, 0, 1);
    if (!has_set(p)) {
        for (size_t t = 0; t < p->states; t++)
            add(value, 1, at(prior_of(p), 0, t), at(&p->lambda, 0, t));
        return;
    }
    mpq_set(value, at(&p->priors, 0, 0));
    for (size_t r = 0; r < p->about[PRIOR]->row.rows; r++)
        add(value, 1, at(&p->priors, 0, 1 + r),
            at(&p->about[PRIOR]->row, r, p->states));
}

static void upper_value(mpq_t value, const proof *p)
{
    mpq_set_ui(value, 0, 1);
    for (size_t x = 0; x < p->gamma.rows; x++)
        mpq_add(value, value, at(&p->gamma, x, 0));
}

/* The designer's welfare from m under sigma; m has the grid `outer`. */
static void expected_welfare(mpq_t value, const proof *p, const table *m,
                             const grid *outer, const table *sigma,
                             const grid *inner)
{
    mpq_t here;
    mpq_init(here);
    mpq_set_ui(value, 0, 1);
    for (size_t s = 0; s < inner->profiles; s++) {
        size_t x = 0;
        for (size_t j = 0; j < p->agents; j++)
            x = with(outer, x, j, coordinate(inner, s, j));
        for (size_t t = 0; t < p->states; t++) {
            welfare(here, p, m, x, t);
            add(value, 1, here, at(sigma, s, t));
        }
    }
    mpq_clear(here);
}

/* FORMAT-GAME.md 4.3: what C on every step upward proves. */
static void local_bound(mpq_t bound, const proof *p, mpq_srcptr c)
{
    const table *m = rule_of(p);
    mpq_t least, here, value;
    mpq_inits(least, here, value, NULL);
    mpq_set_ui(bound, 0, 1);
    for (size_t t = 0; t < p->states; t++) {
        for (size_t a = 0; a < p->play.profiles; a++) {
            welfare(here, p, m, a, t);
            for (size_t i = 0; i < p->agents; i++) {
                size_t own = coordinate(&p->play, a, i);
                if (own + 1 >= p->play.points[i])
                    continue;
                payoff(value, p, m, with(&p->play, a, i, own + 1), i, t);
                add(here, 1, c, value);
                payoff(value, p, m, a, i, t);
                add(here, -1, c, value);
            }
            if (a == 0 || mpq_cmp(here, least) < 0)
                mpq_set(least, here);
        }
        add(bound, 1, at(prior_of(p), 0, t), least);
    }
    mpq_clears(least, here, value, NULL);
}

static void triple_values(mpq_t field[FIELDS], const proof *p)
{
    mpq_t lower, upper;
    outcome o;
    mpq_inits(lower, upper, NULL);
    outcome_init(&o, p);
    lower_value(lower, p);
    upper_value(upper, p);
    mpq_sub(lower, o.welfare, lower);
    mpq_sub(upper, upper, o.welfare);
    mpq_set(field[0], mpq_cmp(lower, upper) > 0 ? lower : upper);
    mpq_set(field[1], o.gain);
    outcome_clear(&o);
    mpq_clears(lower, upper, NULL);
}

/* The fields of the claim that the numbers give. */
static void values(mpq_t field[FIELDS], const proof *p)
{
    const statement *information = p->about[INFORMATION];
    outcome o;
    for (size_t f = 0; f < FIELDS; f++)
        mpq_set_ui(field[f], 0, 1);
    switch (p->claim) {
    case BOUND_ALONE:
    case BOUND:
        lower_value(field[0], p);
        break;
    case LIMIT_ALONE:
    case LIMIT:
        upper_value(field[0], p);
        break;
    case LOWER:
    case UPPER:
        lower_value(field[0], p);
        upper_value(field[1], p);
        break;
    case GUARANTEE:
        lower_value(field[0], p);
        expected_welfare(field[1], p, rule_of(p), &p->play, &p->sigma,
                         &p->play);
        break;
    case LOSS:
        mpq_set(field[0], p->field[0]);
        local_bound(field[1], p, p->field[0]);
        lower_value(field[2], p);
        break;
    case SHORTFALL:
        payoff(field[0], p, rule_of(p), p->profile, p->who, p->where);
        mpq_neg(field[0], field[0]);
        break;
    case DIRECT:
    case POTENTIAL:
        expected_welfare(field[0], p, &p->m, &p->signal, sigma_of(p),
                         &information->signal);
        upper_value(field[1], p);
        break;
    case EQUILIBRIUM:
        outcome_init(&o, p);
        mpq_set(field[0], o.gain);
        mpq_set(field[1], o.welfare);
        outcome_clear(&o);
        break;
    case PAIR:
        lower_value(field[1], p);
        upper_value(field[0], p);
        mpq_sub(field[0], field[0], field[1]);
        mpq_set_ui(field[1], 0, 1);
        break;
    case TRIPLE:
        triple_values(field, p);
        break;
    case SLACKNESS:
        slackness(field[0], field[1], p);
        break;
    case NO_MECHANISM:
    case CLAIMS:
        break;
    }
}

static bool is_interval(const proof *p)
{
    return p->claim == LOWER || p->claim == UPPER || p->claim == GUARANTEE ||
           p->claim == DIRECT || p->claim == POTENTIAL;
}

static const char *check_values(const proof *p)
{
    bool right = true;
    mpq_t field[FIELDS];
    for (size_t f = 0; f < FIELDS; f++)
        mpq_init(field[f]);
    values(field, p);
    for (size_t f = 0; f < FIELDS; f++)
        right &= mpq_equal(field[f], p->field[f]) != 0;
    if (p->claim == LOSS) {
        expected_welfare(field[0], p, rule_of(p), &p->play, &p->sigma,
                         &p->play);
        right &= mpq_equal(field[0], p->field[2]) && mpq_sgn(p->field[0]) >= 0;
    }
    for (size_t f = 0; f < FIELDS; f++)
        mpq_clear(field[f]);
    if (!right)
        return "the claim has other values";
    return is_interval(p) && mpq_cmp(p->field[0], p->field[1]) > 0 ? "L > U"
                                                                   : NULL;
}

/* --- all together --------------------------------------------------------- */

static const char *check_shortfall(const proof *p)
{
    const statement *mechanism = p->about[MECHANISM];
    return mechanism->secured &&
                   coordinate(&p->play, p->profile, p->who) ==
                       mechanism->secure[p->who] &&
                   mpq_sgn(p->field[0]) > 0
               ? NULL
               : "no shortfall";
}

/* The conditions of the claim beside those on lambda, gamma and m. */
static const char *check_further(const proof *p)
{
    const statement *information = p->about[INFORMATION];
    const char *wrong = NULL;
    switch (p->claim) {
    case GUARANTEE:
    case LOSS:
        return check_obedience(p, rule_of(p), &p->play, &p->sigma, &p->play);
    case SHORTFALL:
        return check_shortfall(p);
    case DIRECT:
        wrong = check_rationality(p);
        return wrong ? wrong
                     : check_obedience(p, &p->m, &p->signal, sigma_of(p),
                                       &p->signal);
    case POTENTIAL:
        return check_obedience(p, &p->m, &p->signal, sigma_of(p),
                               &information->signal);
    case EQUILIBRIUM:
        return check_play(p);
    case NO_MECHANISM:
        return check_farkas(p);
    default:
        return NULL;
    }
}

static bool has_play(const proof *p)
{
    return p->claim == EQUILIBRIUM || p->claim == TRIPLE ||
           p->claim == SLACKNESS;
}

static const char *check(const proof *p)
{
    static const char *(*const checks[])(const proof *) = {
        check_lotteries, check_participation, check_lambda,
        check_gamma,     check_further,       check_values};
    const char *wrong = NULL;
    if (has_play(p) && !identity_fits(p))
        return "the identity does not fit";
    if (p->sigma.rows)
        wrong = check_sigma(p);
    if (!wrong && p->priors.rows)
        wrong = check_priors(p);
    for (size_t k = 0; !wrong && k < sizeof checks / sizeof *checks; k++)
        wrong = checks[k](p);
    return wrong;
}

bool oracle_accepts(const char **reason, statement *const about[KINDS],
                    const char *text, size_t length)
{
    proof *p = proof_read(reason, about, text, length);
    if (!p)
        return false;
    size_t written;
    char *canonical = proof_write(p, &written);
    if (written != length || memcmp(canonical, text, length) != 0)
        *reason = "not in its canonical form";
    else
        *reason = check(p);
    free(canonical);
    proof_free(p);
    return *reason == NULL;
}

/* --- repairs -------------------------------------------------------------- */

static void exchange_tables(table *p, table *q)
{
    table kept = *p;
    *p = *q;
    *q = kept;
}

static void replay(proof *p)
{
    outcome o;
    outcome_init(&o, p);
    exchange_tables(&o.q, &p->q);
    exchange_tables(&o.interim, &p->interim);
    exchange_tables(&o.payoffs, &p->payoffs);
    exchange_tables(&o.gains, &p->gains);
    outcome_clear(&o);
}

/* lambda is the least right side by state, t the least of what is left of it,
   gamma the largest right side by profile. */
static void tighten(proof *p)
{
    side *right = lambda_side(p);
    mpq_t sum;
    mpq_init(sum);
    for (size_t x = 0; right && x < lambda_grid(p)->profiles; x++)
        for (size_t t = 0; t < p->states; t++) {
            right(sum, p, x, t);
            if (x == 0 || mpq_cmp(sum, at(&p->lambda, 0, t)) < 0)
                mpq_set(at(&p->lambda, 0, t), sum);
        }
    for (size_t t = 0; p->priors.rows && t < p->states; t++) {
        reduced(sum, p, t);
        if (t == 0 || mpq_cmp(sum, at(&p->priors, 0, 0)) < 0)
            mpq_set(at(&p->priors, 0, 0), sum);
    }
    right = gamma_side(p);
    for (size_t x = 0; right && x < p->signal.profiles; x++)
        for (size_t omega = 0; omega < p->outcomes; omega++) {
            right(sum, p, x, omega);
            if (omega == 0 || mpq_cmp(sum, at(&p->gamma, x, 0)) > 0)
                mpq_set(at(&p->gamma, x, 0), sum);
        }
    if (p->claim == EQUILIBRIUM)
        replay(p);
    mpq_clear(sum);
}

/* 1000003^-5: only exact comparisons see it. */
static void set_hair(mpq_t hair)
{
    mpq_set_ui(hair, 1, 1);
    mpz_ui_pow_ui(mpq_denref(hair), 1000003, 5);
}

/* One number a hair or one more or less: four variations of each. */
static bool vary_vector(const table *t, size_t *n)
{
    size_t count = 4 * t->rows * t->width;
    if (*n >= count) {
        *n -= count;
        return false;
    }
    mpq_t step;
    mpq_init(step);
    mpq_ptr value = t->value[*n / 4];
    if (*n % 2)
        set_hair(step);
    else
        mpq_set_ui(step, 1, 1);
    if (*n % 4 < 2)
        mpq_neg(step, step);
    mpq_add(value, value, step);
    mpq_clear(step);
    return true;
}

/* Half, all, a hair or twice of an entry moves to the next column or the next
   row. */
static bool vary_table(const table *t, size_t *n)
{
    size_t count = 8 * t->rows * t->width;
    if (*n >= count) {
        *n -= count;
        return false;
    }
    size_t row = *n / 8 / t->width, column = *n / 8 % t->width;
    mpq_ptr from = at(t, row, column);
    mpq_ptr to = *n % 2 ? at(t, row, (column + 1) % t->width)
                        : at(t, (row + 1) % t->rows, column);
    mpq_t part;
    mpq_init(part);
    set_hair(part);
    if (*n % 8 < 6)
        mpq_set_ui(part, *n % 8 < 4 ? 1 : 2, *n % 8 < 2 ? 2 : 1);
    mpq_mul(part, part, from);
    mpq_sub(from, from, part);
    mpq_add(to, to, part);
    mpq_clear(part);
    return true;
}

static void sort(multipliers *all)
{
    for (size_t n = 1; n < all->count; n++)
        for (size_t k = n;
             k > 0 && compare_multipliers(&all->list[k - 1], &all->list[k]) > 0;
             k--) {
            multiplier kept = all->list[k];
            all->list[k] = all->list[k - 1];
            all->list[k - 1] = kept;
        }
}

static void drop(multipliers *all, multiplier *e)
{
    mpq_clear(e->value);
    memmove(e, e + 1, (size_t)(all->list + all->count - (e + 1)) * sizeof *e);
    all->count--;
}

/* A multiplier vanishes, is halved, becomes a hair more or less, 0, negative,
   or moves to where none may be: from a to a, from the last message, at another
   profile. */
static bool vary_list(multipliers *all, const grid *g, bool at_profile,
                      size_t *n)
{
    if (*n >= 8 * all->count) {
        *n -= 8 * all->count;
        return false;
    }
    multiplier *e = &all->list[*n / 8];
    mpq_t step;
    mpq_init(step);
    set_hair(step);
    switch (*n % 8) {
    case 0:
        drop(all, e);
        break;
    case 1:
        mpq_div_2exp(e->value, e->value, 1);
        break;
    case 2:
        mpq_add(e->value, e->value, step);
        break;
    case 3:
        mpq_sub(e->value, e->value, step);
        break;
    case 4:
        mpq_set_ui(e->value, 0, 1);
        break;
    case 5:
        mpq_neg(e->value, e->value);
        break;
    case 6:
        e->b = e->a;
        e->profile = with(g, e->profile, e->agent, 0);
        break;
    default:
        if (at_profile)
            e->profile = with(g, e->profile, e->agent, g->points[e->agent] - 1);
        else
            e->a = g->points[e->agent] - 1;
        break;
    }
    sort(all);
    mpq_clear(step);
    return true;
}

/* C of local-bound-loss, of which the bound is a concave function. */
static bool vary_c(proof *p, size_t *n)
{
    static const struct {
        long p;
        unsigned long q;
    } others[] = {{0, 1}, {1, 7}, {1, 3},  {1, 2},       {2, 3},
                  {1, 1}, {5, 1}, {-1, 2}, {-1, 1000003}};
    size_t count = p->claim == LOSS ? sizeof others / sizeof *others : 0;
    if (*n >= count) {
        *n -= count;
        return false;
    }
    mpq_set_si(p->field[0], others[*n].p, others[*n].q);
    return true;
}

/* Any agent, state and profile of participation-shortfall. */
static bool vary_place(proof *p, size_t *n)
{
    size_t places = p->agents * p->states * p->play.profiles;
    if (p->claim != SHORTFALL || *n >= places)
        return false;
    p->who = *n % p->agents;
    p->where = *n / p->agents % p->states;
    p->profile = *n / p->agents / p->states;
    return true;
}

static bool vary(proof *p, size_t n)
{
    const table *const vectors[] = {&p->lambda, &p->gamma,   &p->priors,
                                    &p->q,      &p->interim, &p->payoffs,
                                    &p->gains,  &p->m,       &p->sigma};
    const table *const tables[] = {&p->m, &p->sigma};
    multipliers *const lists[] = {&p->obedience, &p->truth, &p->beta, &p->pi};
    if (vary_c(p, &n) || vary_place(p, &n))
        return true;
    for (size_t k = 0; k < sizeof vectors / sizeof *vectors; k++)
        if (vary_vector(vectors[k], &n))
            return true;
    for (size_t k = 0; k < sizeof tables / sizeof *tables; k++)
        if (vary_table(tables[k], &n))
            return true;
    for (size_t k = 0; k < sizeof lists / sizeof *lists; k++)
        if (vary_list(lists[k], k ? &p->signal : &p->play, lists[k] == &p->pi,
                      &n))
            return true;
    return false;
}

static char *rewrite(size_t *length, proof *p)
{
    mpq_t field[FIELDS];
    for (size_t f = 0; f < FIELDS; f++)
        mpq_init(field[f]);
    values(field, p);
    for (size_t f = 0; f < FIELDS; f++) {
        mpq_set(p->field[f], field[f]);
        mpq_clear(field[f]);
    }
    return proof_write(p, length);
}

char *oracle_repair(size_t *length, statement *const about[KINDS],
                    const char *text, size_t text_length,
                    enum tightness tightness, size_t variation)
{
    const char *reason;
    proof *p = proof_read(&reason, about, text, text_length);
    if (!p)
        return NULL;
    char *result = NULL;
    if (tightness == TIGHT_BEFORE)
        tighten(p);
    bool done = variation == NO_VARIATION || vary(p, variation);
    if (tightness == TIGHT_AFTER)
        tighten(p);
    if (done)
        result = rewrite(length, p);
    proof_free(p);
    return result;
}
