/* The information structures of cost sharing, and their potential. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "family/cost_sharing.h"
#include "game/statement.h"

enum {
    NAME = 48,
    WORDS = 400,
    STEPS = 60,
    MOST_EXPONENT = 9000,
    FEW_AGENTS = 10
};

static void write_objective(mc_cost_sharing_sheet *c)
{
    mc_sheet_claim(c->sheet, "informational_objective",
                   "the informational virtual objective (11) is 0 where the "
                   "density is positive: (T-1)(rho - rho') - (N-1) T rho/x, "
                   "with rho' = rho (1 - beta/x)",
                   "identity r, x : (T-1)*(r - r*(1 - beta/x)) - "
                   "(N-1)*T*r/x == 0");
}

static void write_quadrature(mc_cost_sharing_sheet *c, const char *name)
{
    mc_sheet_comment(c->sheet,
                     "int_c^top e^y y^-beta (y-c)^(N-1) dy with y = c e^t.");
    mc_sheet_text(c->sheet,
                  "fn %s(c) = integral(t, 0, log(top/c), exp(c*exp(t))*"
                  "(c*exp(t))^(1-alpha)*(1-exp(-t))^(N-1))",
                  name);
}

/* I(c) = sum over k of C(N-1, k) (-c)^k J_k, J_k = int_c^top e^y y^(-alpha-k)
   dy, and (alpha+k-1) J_k = J_(k-1) - [e^y y^(1-k-alpha)] by parts. */
static void write_parts(mc_cost_sharing_sheet *c)
{
    mc_sheet *s = c->sheet;
    mc_sheet_comment(s, "J_k(c) = int_c^top e^y y^(-alpha-k) dy, by parts from "
                        "J_(k-1)(c) (L29).");
    mc_sheet_text(s, "fn J0(c) = G(top) - G(c)");
    for (size_t k = 1; k < c->agents; k++)
        mc_sheet_text(s,
                      "fn J%zu(c) = (J%zu(c) + exp(c)*c^(1-%zu-alpha) - "
                      "exp(top)*top^(1-%zu-alpha))/(alpha+%zu)",
                      k, k - 1, k, k, k - 1);
    mc_sheet_comment(s, "I(c) = int_c^top e^y y^-beta (y-c)^(N-1) dy, by the "
                        "binomial theorem.");
    unsigned long choose = 1;
    char *text = NULL, *longer = NULL;
    for (size_t k = 0; k < c->agents; k++) {
        longer = mc_text_new("%s%s%lu*c^%zu*J%zu(c)", text ? text : "",
                             k == 0  ? ""
                             : k & 1 ? " - "
                                     : " + ",
                             choose, k, k);
        free(text);
        text = longer;
        choose = choose * (c->agents - 1 - k) / (k + 1);
    }
    if (text)
        mc_sheet_text(s, "fn I(c) = %s", text);
    else
        mc_sheet_fail(s, MC_LIMIT, "out of memory");
    free(text);
    write_quadrature(c, "Iq");
    mc_sheet_claim(s, "two_ways", "both ways to compute I(c) agree at x_bar/2",
                   "I(top/2)/Iq(top/2) - 1 in [-1e-20, 1e-20]");
}

/* With few agents the sum is short, and has any number of digits. */
static void write_integral(mc_cost_sharing_sheet *c)
{
    if (c->agents <= FEW_AGENTS)
        write_parts(c);
    else
        write_quadrature(c, "I");
}

void mc_cost_sharing_write_information(mc_cost_sharing_sheet *c)
{
    mc_sheet *s = c->sheet;
    char name[NAME], words[WORDS];
    mc_sheet_section(s, "The information structure (10), (12) without a cut");
    mc_sheet_note(s, "Agent i's signal is s_i >= 0, and agent i's value "
                     "(s_i/x) T, where x is the sum of all signals. The "
                     "density of the profile is e^x x^-beta / normaliser for x "
                     "<= x_bar, 0 above.");
    mc_sheet_text(s, "F = product(k, 1, N-1, k)");
    (void)mc_sheet_value(s, "normaliser", "G(x_bar)/(N-1)!", "G(xbar)/F");
    mc_sheet_claim(s, "density_of_the_sum",
                   "profiles with sum in dx have the volume x^(N-1)/(N-1)! dx, "
                   "so the density of the sum is e^x x^-alpha/G(x_bar), which "
                   "has mass 1; in symbols e = e^x, p = x^alpha, q = x^(N-1), "
                   "Gb = G(x_bar)",
                   "identity e, p, q, Gb : (e/(p*q))/(Gb/F)*(q/F) == "
                   "(e/p)/Gb");
    write_objective(c);
    mc_sheet_text(s, "top = xbar");
    write_integral(c);
    mc_sheet_note(s, "A signal exceeds c with probability I(c)/G(x_bar), "
                     "where I(c) = int_c^x_bar e^y y^-beta (y-c)^(N-1) dy "
                     "(L29).");
    for (size_t k = 1; k <= 3; k++) {
        (void)snprintf(name, sizeof name, "sum_below_%zu", k);
        (void)snprintf(words, sizeof words,
                       "probability that the sum of signals is at most %zu/4 "
                       "of x_bar",
                       k);
        (void)mc_sheet_value(s, name, words, "G(%zu/4*xbar)/G(xbar)", k);
        (void)snprintf(name, sizeof name, "signal_below_%zu", k);
        (void)snprintf(words, sizeof words,
                       "probability that one agent's signal is at most %zu/4 "
                       "of x_bar",
                       k);
        (void)mc_sheet_value(s, name, words, "1 - I(%zu/4*xbar)/G(xbar)", k);
    }
}

void mc_cost_sharing_write_potential(mc_cost_sharing_sheet *c)
{
    mc_sheet *s = c->sheet;
    mc_sheet_section(s, "Information structures with a lower cut");
    mc_sheet_note(s,
                  "Signals are at least c/N, and the density of the profile "
                  "is e^x x^-beta, normalised, for c <= x <= %s. Its "
                  "potential is at most potential(c), which is (13), and "
                  "increases in c (L29).",
                  c->collapses ? "alpha" : "x_bar");
    if (c->collapses) {
        mc_sheet_text(s, "top = alpha");
        write_objective(c);
        mc_sheet_text(s, "fn I(c) = integral(t, 0, log(top/c), exp(c*exp(t))*"
                         "(c*exp(t))^(1-alpha)*(1-exp(-t))^(N-1))");
    }
    mc_sheet_text(s, "fn potential(c) = (T-1)*exp(top)*top^(-beta)*"
                     "(top-c)^(N-1)/I(c)");
}

void mc_cost_sharing_write_cut(mc_cost_sharing_sheet *c, size_t number,
                               const mpq_t cut)
{
    mc_sheet *s = c->sheet;
    char name[NAME], words[WORDS];
    double low, high;
    char *text = mc_cost_sharing_word(c, cut);
    if (text && mpq_sgn(cut) > 0 &&
        !mc_sheet_enclose(s, &low, &high, 20, "top - (%s)", text)) {
        free(text);
        return;
    }
    if (text && (mpq_sgn(cut) <= 0 || !(low > 0)))
        mc_sheet_fail(s, MC_BAD_INPUT,
                      "--cut %s: must be positive and below %s", text,
                      c->collapses ? "alpha" : "x_bar");
    if (text && mc_sheet_status(s, NULL) == MC_OK) {
        (void)snprintf(name, sizeof name, "potential_%zu", number);
        (void)snprintf(words, sizeof words,
                       "bound on the potential with the cut %.200s", text);
        (void)mc_sheet_value(s, name, words, "potential(%s)", text);
    }
    free(text);
}

/* ---- the largest cut for a given epsilon ---- */

/* A positive decimal with five digits: digits 10^(exponent - 4). */
typedef struct short_decimal {
    long digits, exponent;
} short_decimal;

static short_decimal rounded_down(double log10_value)
{
    double whole = floor(log10_value);
    short_decimal d = {(long)floor(pow(10, log10_value - whole + 4) + 1e-6),
                       (long)whole};
    if (d.digits >= 100000)
        d = (short_decimal){10000, d.exponent + 1};
    return d;
}

static short_decimal next(short_decimal d, long step)
{
    d.digits += step;
    if (d.digits > 99999)
        d = (short_decimal){10000, d.exponent + 1};
    if (d.digits < 10000)
        d = (short_decimal){99999, d.exponent - 1};
    return d;
}

static void spell(char text[NAME], short_decimal d)
{
    (void)snprintf(text, NAME, "%ld.%04lde%ld", d.digits / 10000,
                   d.digits % 10000, d.exponent);
}

/* How far the bound is above the guarantee, for the search: enclosed, or false.
   c = 10^l. */
static bool excess(mc_cost_sharing_sheet *c, double *low, double *high,
                   const char *cut, const char *epsilon)
{
    return mc_sheet_enclose(c->sheet, low, high, 17, "(potential(%s)%s)/(%s)",
                            cut, c->collapses ? "" : " - lambda", epsilon);
}

static bool excess_at(mc_cost_sharing_sheet *c, double *out, double l,
                      const char *epsilon)
{
    char cut[NAME];
    double low, high, whole = floor(l);
    (void)snprintf(cut, sizeof cut, "%.15fe%ld", pow(10, l - whole),
                   (long)whole);
    if (!excess(c, &low, &high, cut, epsilon))
        return false;
    *out = (low + high) / 2;
    return *out > 0;
}

/* The excess is about const c^(1-alpha), or const/log(1/c): in these terms the
   equation excess = 1 is nearly linear in l. */
static double straighten(const mc_cost_sharing_sheet *c, double excess_value)
{
    mpq_t agents;
    mpq_init(agents);
    mpq_set_ui(agents, c->agents, 1);
    bool logarithmic = mpq_equal(c->value, agents);
    mpq_clear(agents);
    return logarithmic ? 1 - 1 / excess_value : log(excess_value);
}

/* log10 of the cut by secants; false if it is too small or not found. */
static bool search(mc_cost_sharing_sheet *c, double *out, const char *epsilon)
{
    double low, high, f[2], l[2], most;
    if (!mc_sheet_enclose(c->sheet, &low, &high, 17, "log(top)/log(10)"))
        return false;
    most = low;
    l[0] = most - 2;
    l[1] = most - 3;
    for (int i = 0; i < 2; i++) {
        if (!excess_at(c, &f[i], l[i], epsilon))
            return false;
        f[i] = straighten(c, f[i]);
    }
    for (int step = 0; step < STEPS && fabs(l[1] - l[0]) > 1e-10; step++) {
        double to = l[1] - f[1] * (l[1] - l[0]) / (f[1] - f[0]);
        if (!(to < most)) /* also NaN */
            to = (l[1] + most) / 2;
        if (to < -MOST_EXPONENT)
            return false;
        l[0] = l[1];
        f[0] = f[1];
        l[1] = to;
        if (!excess_at(c, &f[1], to, epsilon))
            return false;
        f[1] = straighten(c, f[1]);
        if (f[1] == f[0])
            break;
    }
    *out = l[1];
    return isfinite(l[1]);
}

/* The proposal is moved until it is certainly on the right side; at most some
   steps. */
static bool settle(mc_cost_sharing_sheet *c, short_decimal *d,
                   const char *epsilon)
{
    char cut[NAME];
    double low, high;
    for (int step = 0; step < 8; step++) {
        spell(cut, *d);
        if (!excess(c, &low, &high, cut, epsilon))
            return false;
        if (high > 1) {
            *d = next(*d, -1);
            continue;
        }
        spell(cut, next(*d, 1));
        if (!excess(c, &low, &high, cut, epsilon))
            return false;
        if (low > 1)
            return true;
        *d = next(*d, 1);
    }
    return true; /* the claims decide */
}

static void write_pair(mc_cost_sharing_sheet *c, size_t number,
                       const char *epsilon, short_decimal d)
{
    mc_sheet *s = c->sheet;
    char cut[NAME], after[NAME], name[NAME], words[WORDS];
    const char *guarantee = c->collapses ? "" : "lambda + ";
    spell(cut, d);
    spell(after, next(d, 1));
    (void)snprintf(name, sizeof name, "cut_%zu", number);
    (void)snprintf(words, sizeof words,
                   "with the cut %s the potential is at most %s%.100s: an "
                   "epsilon-strong maxmin pair (L29)",
                   cut, c->collapses ? "" : "lambda_bar + ", epsilon);
    mc_sheet_claim(s, name, words, "potential(%s) <= %s%s", cut, guarantee,
                   epsilon);
    (void)snprintf(name, sizeof name, "cut_%zu_is_largest", number);
    (void)snprintf(words, sizeof words,
                   "with the next number of five digits, %s, the bound is "
                   "larger, as it is with every larger cut (L29)",
                   after);
    mc_sheet_claim(s, name, words, "potential(%s) > %s%s", after, guarantee,
                   epsilon);
}

static void write_open(mc_cost_sharing_sheet *c, size_t number,
                       const char *epsilon)
{
    char reason[WORDS], name[NAME], words[WORDS];
    if (mc_sheet_status(c->sheet, NULL) == MC_OK)
        (void)snprintf(reason, sizeof reason, "none was found above 1e-%d",
                       MOST_EXPONENT);
    else if (!mc_sheet_forgive(c->sheet, reason, sizeof reason))
        return;
    (void)snprintf(name, sizeof name, "cut_%zu", number);
    (void)snprintf(words, sizeof words, "a cut for epsilon = %.100s", epsilon);
    mc_sheet_open(c->sheet, name, words, reason);
}

/* Without a guarantee nothing needs to be shown for epsilon >= T - 1. */
static bool write_trivial(mc_cost_sharing_sheet *c, size_t number,
                          const mpq_t epsilon, const char *text)
{
    char name[NAME];
    mpq_t cost;
    mpq_init(cost);
    mpq_set_ui(cost, 1, 1);
    mpq_add(cost, cost, epsilon);
    bool trivial = c->collapses && mpq_cmp(cost, c->value) >= 0;
    mpq_clear(cost);
    if (!trivial)
        return false;
    (void)snprintf(name, sizeof name, "cut_%zu", number);
    mc_sheet_claim(c->sheet, name,
                   "any cut will do: the whole surplus T - 1 is at most "
                   "epsilon",
                   "T - 1 <= %s", text);
    return true;
}

void mc_cost_sharing_write_epsilon(mc_cost_sharing_sheet *c, size_t number,
                                   const mpq_t epsilon)
{
    double l = 0;
    char *text = mc_cost_sharing_word(c, epsilon);
    if (text && mpq_sgn(epsilon) <= 0)
        mc_sheet_fail(c->sheet, MC_BAD_INPUT, "--epsilon: must be positive");
    if (text && mc_sheet_status(c->sheet, NULL) == MC_OK &&
        !write_trivial(c, number, epsilon, text)) {
        bool found = search(c, &l, text);
        short_decimal d = rounded_down(l);
        if (found && settle(c, &d, text))
            write_pair(c, number, text, d);
        else
            write_open(c, number, text);
    }
    free(text);
}
