#include "family/truth_telling.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/number.h"

void mc_truth_telling_write_lemma(mc_sheet *s)
{
    mc_sheet_section(s, "The derivative of the utility in the report");
    mc_sheet_note(
        s, "Signal s, report r, y the sum of the other signals; z = s+y, "
           "w = r+y; t the social value, a = (N-1)/(t-1); rho the density in "
           "z, m = y^(N-2) rho y. The identities hold for every number of "
           "agents and every social value.");
    mc_sheet_claim(s, "density_slope",
                   "m'(y) / (y^(N-2) rho) = a t s/z - a + y, from rho' = rho "
                   "(1 - a t/z) and N-1 = a(t-1)",
                   "identity a, t, s, y : a*(t-1) + y*(1 - a*t/(s+y)) == "
                   "a*t*s/(s+y) - a + y");
    mc_sheet_claim(s, "integrand",
                   "the integrand of dU/dr is m (E/w)' + (m' - m) E'/a; E0, E1 "
                   "are E, E' at w",
                   "identity a, t, s, r, y, E0, E1 : (t*s/(s+y) - r/(r+y))*E1 "
                   "- y*E0/(r+y)^2 == y*(E1/(r+y) - E0/(r+y)^2) + "
                   "((a*t*s/(s+y) - a + y) - y)*E1/a");
    mc_sheet_claim(s, "by_parts",
                   "m (E/w)' - n (E' + E'') with n = m/a is -m/(N-1) times the "
                   "slope of the strategic virtual objective; M is N-1",
                   "identity M, t, w, E0, E1, E2 : (E1/w - E0/w^2) - "
                   "(t-1)/M*(E1 + E2) == -((t-1)*(E1 + E2) - M*(E1/w - "
                   "E0/w^2))/M");
    mc_sheet_claim(s, "informational_zero",
                   "the informational virtual objective is zero with this "
                   "density, divided by rho",
                   "identity M, t, z : (t-1)*(1 - (1 - M*t/(t-1)/z)) - M*t/z "
                   "== 0");
}

void mc_truth_telling_write_rule(mc_sheet *s)
{
    mc_sheet_section(s, "The expenditure function E = g/g(x_bar)");
    mc_sheet_claim(s, "ode",
                   "g' = a g/x - g + 1, (18), by the product rule in c = e^-x, "
                   "p = x^a and Gx = int_0^x e^y y^-a dy",
                   "identity a, c, p, Gx, x : -c*p*Gx + c*(a*p/x)*Gx + "
                   "c*p*(1/(c*p)) == a*(c*p*Gx)/x - c*p*Gx + 1");
    mc_sheet_claim(
        s, "constant_objective",
        "below x_bar the strategic virtual objective is the constant "
        "(t-1)/g(x_bar); k is 1/g(x_bar)",
        "identity a, t, k, gx, x : (t-1)*(k*gx + k*(a*gx/x - gx + "
        "1)) - a*(t-1)*k*gx/x == (t-1)*k");
    mc_sheet_claim(s, "objective_above",
                   "above x_bar it is t-1-(N-1)/x, with the slope (N-1)/x^2",
                   "identity M, t, x, d : (t-1-M/(x+d)) - (t-1-M/x) == "
                   "M*d/(x*(x+d))");
    mc_sheet_claim(s, "curvature",
                   "f of appendix A is -(x/a) g'', by the ODE: f > 0 says that "
                   "E is strictly concave",
                   "identity a, x, gx : -(x/a)*((a/x - 1)*(a*gx/x - gx + 1) - "
                   "a*gx/x^2) == (2 - x/a + (1-a)/x)*gx + x/a - 1");
    mc_sheet_claim(s, "factor",
                   "f(x)/x = (2 - x/a) W - V + 1/a, where g = x W and, by "
                   "parts, x V = 1 - (1-a) W",
                   "identity a, x, Wx : (2 - x/a + (1-a)/x)*x*Wx + x/a - 1 == "
                   "x*((2 - x/a)*Wx - (1 - (1-a)*Wx)/x + 1/a)");
}

static void write_paper(mc_sheet *s)
{
    mc_sheet_section(s, "The computations of appendix A");
    mc_sheet_claim(s, "equation_22",
                   "(22): the derivative of its right side, both sides divided "
                   "by y^(N-2) (s+y)^-(a t) (r+y)^a e^(s-r)",
                   "identity a, t, s, r, y : (a*(t-1) - a*t*y/(s+y) + "
                   "(a-1)*y/(r+y))*(1 - (r+y)/a)/(r+y) - y/(a*(r+y)) == "
                   "(t*s/(s+y) - r/(r+y))*(a/(r+y) - 1) - y/(r+y)^2");
    mc_sheet_claim(s, "equation_24", "the integrands of (24) and (25) agree",
                   "identity a, t, s, z : a*(t*s/z - 1 + (z-s)/a)/(z-s) == "
                   "-a/z + s*a*(t-1)/(z*(z-s)) + 1");
    mc_sheet_claim(s, "equation_25",
                   "(25) for every upper limit X: both sides are 0 at X = s, "
                   "and their slopes in X agree, divided by (1-s/X)^(N-1) e^X "
                   "X^-a",
                   "identity M, a, s, X : M*(s/X^2)/(1 - s/X) + 1 - a/X == "
                   "-a/X + s*M/(X*(X-s)) + 1");
}

static void write_root(mc_cost_sharing_sheet *c)
{
    mc_sheet *s = c->sheet;
    double x = c->rule.x_bar;
    mc_sheet_section(s, "Where expenditure becomes full");
    mc_sheet_comment(s, "g = x W is that of (17), and its slope 1 + (alpha - "
                        "x) W.");
    mc_sheet_text(s, "fn W(x) = integral(u, 0, 1, exp(x*u - x)*u^(-alpha))");
    mc_sheet_text(s, "fn g(x) = x*W(x)");
    mc_sheet_text(s, "root xbar in [%.9g, %.9g] : 1 + (alpha - xbar)*W(xbar)",
                  x * 0.999, x * 1.001);
    (void)mc_sheet_value(s, "x_bar", "the sum of reports at which E becomes 1",
                         "xbar");
}

/* What a report gains, as a share of the cost. */
static void write_gains(mc_sheet *s, const char *exponent)
{
    mc_sheet_comment(s, "What an agent with signal s gains in expectation with "
                        "the report r instead of s: down for r < s, up for s < "
                        "r < x_bar, far for r >= x_bar. Below is the part of "
                        "the utility with w = r+y < x_bar, above that with w > "
                        "x_bar, up to factors that mass removes.");
    mc_sheet_text(s, "fn rho(z) = exp(z)*z^(%s)", exponent);
    mc_sheet_text(s, "fn K(s, r, y) = (T*s/(s+y) - r/(r+y))*rho(s+y)*y^(N-2)");
    mc_sheet_text(s, "fn below(s, r) = integral(y, 0, xbar - max(s, r), "
                     "K(s, r, y)*g(r+y))");
    mc_sheet_text(s, "fn above(s, r) = integral(d, 0, r - s, "
                     "K(s, r, xbar - r + d)*g(xbar))");
    mc_sheet_text(s, "fn beyond(s, r) = integral(y, 0, xbar - s, "
                     "K(s, r, y)*g(xbar))");
    mc_sheet_text(s, "fn mass(s) = g(xbar)*integral(y, 0, xbar - s, "
                     "rho(s+y)*y^(N-2))");
    mc_sheet_text(s, "fn down(s, r) = (below(s, r) - below(s, s))/mass(s)");
    mc_sheet_text(s, "fn up(s, r) = (below(s, r) + above(s, r) - below(s, "
                     "s))/mass(s)");
    mc_sheet_text(s, "fn far(s, r) = (beyond(s, r) - below(s, s))/mass(s)");
}

static void write_check(mc_cost_sharing_sheet *c, unsigned number, double from,
                        double to)
{
    char name[16], words[128], signal[32], sent[32];
    double x = c->rule.x_bar;
    (void)snprintf(signal, sizeof signal, "%.3g", from * x);
    (void)snprintf(sent, sizeof sent, "%.3g", to * x);
    (void)snprintf(name, sizeof name, "check_%u", number);
    (void)snprintf(words, sizeof words,
                   "with the signal %s the report %s is worse", signal, sent);
    mc_sheet_claim(c->sheet, name, words, "%s(%s, %s) < 0",
                   to < from ? "down"
                   : to < 1  ? "up"
                             : "far",
                   signal, sent);
}

static void write_checks(mc_cost_sharing_sheet *c)
{
    mc_sheet_section(c->sheet, "Samples by the definition");
    write_gains(c->sheet, "-alpha*T");
    write_check(c, 1, 0.25, 0.1);
    write_check(c, 2, 0.25, 0.5);
    write_check(c, 3, 0.25, 1.5);
    write_check(c, 4, 0.7, 0.35);
    write_check(c, 5, 0.7, 0.9);
}

void mc_truth_telling_write(mc_cost_sharing_sheet *c)
{
    mc_sheet *s = c->sheet;
    mc_truth_telling_write_lemma(s);
    mc_truth_telling_write_rule(s);
    write_root(c);
    mc_sheet_text(s, "fn V(x) = integral(u, 0, 1, exp(x*u - x)*u^(1-alpha))");
    mc_sheet_claim(s, "f_positive",
                   "f(x)/x > 0: f > 0 with its zero at the origin removed",
                   "forall x in [0, xbar] : (2 - x/alpha)*W(x) - V(x) + "
                   "1/alpha > 0");
    mc_sheet_claim(s, "bends_down",
                   "E is strictly concave; with E'(x_bar) = 0 it increases",
                   "forall x in [0, xbar] : g(x) strictly concave in x");
    mc_sheet_claim(s, "full", "g(x_bar) > 0, so that E(x_bar) = 1",
                   "g(xbar) > 0");
    write_paper(s);
    write_checks(c);
    mc_sheet_section(s, "Conclusion");
    mc_sheet_note(s,
                  "By L30: for r <= s the derivative dU/dr has the sign of "
                  "E'(r + x_bar - s) >= 0; for r >= s it is minus the "
                  "integral of m/w^2 over w > x_bar, so <= 0. No report, "
                  "however high, is better than the signal: truth-telling is "
                  "an equilibrium (Proposition 3) for these parameters.");
}

/* ---- a wrong density ---- */

typedef struct deviation {
    double signal, report, gain;
} deviation;

static const char *gain_name(const deviation *d)
{
    return d->report < d->signal ? "down" : "up";
}

/* The best of some reports to some signals; decimals with few digits. */
static bool find_deviation(deviation *best, mc_cost_sharing_sheet *c)
{
    static const double part[] = {0.0625, 0.125, 0.25, 0.5};
    static const double factor[] = {0.75, 0.875, 0.94, 1.06, 1.125, 1.25};
    *best = (deviation){0, 0, 0};
    for (size_t i = 0; i < sizeof part / sizeof *part; i++)
        for (size_t k = 0; k < sizeof factor / sizeof *factor; k++) {
            char text[64];
            double high;
            deviation d = {c->rule.x_bar * part[i], 0, 0};
            (void)snprintf(text, sizeof text, "%.3g", d.signal);
            d.signal = strtod(text, NULL);
            (void)snprintf(text, sizeof text, "%.3g", d.signal * factor[k]);
            d.report = strtod(text, NULL);
            if (!mc_sheet_enclose(c->sheet, &d.gain, &high, 3, "%s(%g, %g)",
                                  gain_name(&d), d.signal, d.report))
                return false;
            if (d.gain > best->gain)
                *best = d;
        }
    return best->gain > 0;
}

static void write_deviation(mc_sheet *s, const deviation *d)
{
    char words[160];
    const char *name = gain_name(d);
    bool up = d->report > d->signal;
    (void)snprintf(words, sizeof words,
                   "what an agent with the signal %g gains with the report %g, "
                   "as a share of the cost",
                   d->signal, d->report);
    (void)mc_sheet_value(s, "gain", words, "%s(%g, %g)", name, d->signal,
                         d->report);
    mc_sheet_claim(s, "no_gain",
                   "no report to a signal near this one gains anything",
                   "forall s in [%g, %g], r in [%s, %s] : %s(s, r) <= 0",
                   d->signal * 0.875, d->signal * 1.125, up ? "s" : "s/2",
                   up ? "2*s" : "s", name);
}

void mc_truth_telling_write_variant(mc_cost_sharing_sheet *c, const mpq_t extra)
{
    mc_sheet *s = c->sheet;
    deviation d;
    char *word = mc_cost_sharing_word(c, extra);
    if (!word)
        return;
    mc_sheet_text(s, "D = %s", word);
    mc_sheet_section(
        s,
        "Wrong on purpose: the density of the signals is proportional "
        "to e^z z^-(alpha T + D), D = %s",
        word);
    free(word);
    mc_sheet_claim(s, "informational_zero",
                   "the informational virtual objective is zero",
                   "identity z : (T-1)*(1 - (1 - (alpha*T + D)/z)) - (N-1)*T/z "
                   "== 0");
    write_root(c);
    mc_sheet_section(s, "A report that gains");
    write_gains(s, "-alpha*T - D");
    if (find_deviation(&d, c))
        write_deviation(s, &d);
    else
        mc_sheet_fail(s, MC_UNDECIDED,
                      "among the reports that were tried none gains");
}

/* ---- an interval of alpha ---- */

static double x_bar_at(double alpha)
{
    mc_cost_sharing rule = {.x_bar = 0};
    mpq_t value;
    mpq_init(value);
    mpq_set_d(value, 1 + 1 / alpha);
    bool found = mc_cost_sharing_init(&rule, 2, value);
    mpq_clear(value);
    return found ? rule.x_bar : 0;
}

/* height + slope log(a) is above every x_bar, going by samples; the claim
   `beyond` proves it. Returns false if there is none. */
static bool find_curve(double *height, double *slope, const mpq_t low,
                       const mpq_t high)
{
    enum { SAMPLES = 33 };
    double x[SAMPLES], a = mpq_get_d(low), b = mpq_get_d(high);
    if (!(mpq_sgn(low) > 0) || mpq_cmp(low, high) > 0 ||
        mpq_cmp_ui(high, 1, 1) >= 0)
        return false;
    for (int i = 0; i < SAMPLES; i++) {
        x[i] = x_bar_at(a + (b - a) * i / (SAMPLES - 1));
        if (!(x[i] > 0))
            return false;
    }
    *height = 0;
    *slope = b > a ? (x[SAMPLES - 1] - x[0]) / log(b / a) : 0;
    for (int i = 0; i < SAMPLES; i++) {
        double at = a + (b - a) * i / (SAMPLES - 1);
        *height = fmax(*height, 1.02 * x[i] - *slope * log(at));
    }
    return true;
}

static void write_interval_claims(mc_sheet *s)
{
    mc_sheet_claim(s, "beyond",
                   "for every a the slope of g is negative at xTop(a)",
                   "forall a in [aLow, aHigh] : 1 + (a - xTop(a))*W(xTop(a), "
                   "a) < 0");
    mc_sheet_claim(
        s, "f_positive",
        "f(x)/x > 0: f > 0 with its zero at the origin removed; g'' < 0",
        "forall a in [aLow, aHigh], x in [0, xTop(a)] : (2 - x/a)*W(x, a) - "
        "V(x, a) + 1/a > 0");
    mc_sheet_claim(
        s, "full", "g > 0, so that E(x_bar) = 1",
        "forall a in [aLow, aHigh], x in [0, xTop(a)] : W(x, a) > 0");
}

void mc_truth_telling_write_interval(mc_sheet *s, const mpq_t low,
                                     const mpq_t high)
{
    char *a = mc_number_text(low), *b = mc_number_text(high);
    double height, slope;
    if (!a || !b) {
        mc_sheet_fail(s, MC_LIMIT, "out of memory");
    } else if (!find_curve(&height, &slope, low, high)) {
        mc_sheet_fail(s, MC_BAD_INPUT,
                      "--alpha A,B: 0 < A <= B < 1, and B not so near to 1");
    } else {
        mc_sheet_section(s, "Parameters");
        mc_sheet_note(s,
                      "Every number N >= 2 of agents and every social value T "
                      "with (N-1)/(T-1) = a between %s and %s.",
                      a, b);
        mc_sheet_text(s, "aLow = %s\naHigh = %s", a, b);
        mc_truth_telling_write_lemma(s);
        mc_truth_telling_write_rule(s);
        mc_sheet_section(s, "For all a in [%s, %s]", a, b);
        mc_sheet_comment(s, "g(x) = x W(x, a) is that of (17).");
        mc_sheet_text(s, "fn W(x, a) = integral(u, 0, 1, exp(x*u - "
                         "x)*u^(-a))");
        mc_sheet_text(s, "fn V(x, a) = integral(u, 0, 1, exp(x*u - "
                         "x)*u^(1-a))");
        mc_sheet_text(s, "fn xTop(a) = %.5g - %.5g*log(a)", height, 0 - slope);
        write_interval_claims(s);
        mc_sheet_note(s,
                      "So g is strictly concave on [0, xTop(a)]; its slope is "
                      "1/(1-a) at 0 and negative at xTop(a), with one zero "
                      "x_bar between them. E is concave below x_bar, and "
                      "increases.");
        write_paper(s);
        mc_sheet_section(s, "Conclusion");
        mc_sheet_note(s,
                      "From these claims and L30: truth-telling is an "
                      "equilibrium (Proposition 3) "
                      "for all N >= 2 and all T with (N-1)/(T-1) in [%s, %s].",
                      a, b);
    }
    free(a);
    free(b);
}
