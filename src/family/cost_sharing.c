#include "family/cost_sharing.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/number.h"
#include "family/expenditure.h"

char *mc_cost_sharing_word(mc_cost_sharing_sheet *c, const mpq_t number)
{
    char *text = mc_number_text(number);
    if (!text)
        mc_sheet_fail(c->sheet, MC_LIMIT, "out of memory");
    return text;
}

/* Above such x_bar the curvature is so small that boxes do not show it. */
#define DIRECTLY 6.0

/* Of numbers other than x_bar and lambda_bar. */
enum { OTHER_DIGITS = 1000 };

/* A step from x, with g'' = alpha (g' x - g)/x^2 - g'. */
#define NEWTON "%s - slope(%s)/(alpha*(slope(%s)*%s - g(%s))/%s^2 - slope(%s))"

static bool check(mc_cost_sharing_sheet *c)
{
    mpq_t agents;
    mpq_init(agents);
    mpq_set_ui(agents, c->agents, 1);
    c->collapses = mpq_cmp(c->value, agents) <= 0;
    mpq_clear(agents);
    if (c->agents < 2)
        mc_sheet_fail(c->sheet, MC_BAD_INPUT,
                      "a single agent has no public good problem: alpha = 0, "
                      "and asking for the cost guarantees the whole surplus");
    else if (c->agents > MC_EXPENDITURE_MAX_AGENTS)
        mc_sheet_fail(c->sheet, MC_BAD_INPUT,
                      "the number of agents must be between 2 and %d",
                      MC_EXPENDITURE_MAX_AGENTS);
    else if (mpq_cmp_ui(c->value, 1, 1) <= 0)
        mc_sheet_fail(c->sheet, MC_BAD_INPUT,
                      "the social value must be above the cost 1, or no "
                      "expenditure is efficient");
    else if (!c->collapses &&
             !mc_cost_sharing_init(&c->rule, c->agents, c->value))
        mc_sheet_fail(c->sheet, MC_BAD_INPUT,
                      "the social value must not be so near the number of "
                      "agents, and below 10^12");
    return mc_sheet_status(c->sheet, NULL) == MC_OK;
}

static void write_definitions(mc_cost_sharing_sheet *c)
{
    mc_sheet *s = c->sheet;
    char *value = mc_cost_sharing_word(c, c->value);
    if (!value)
        return;
    mc_sheet_section(s,
                     "Proportional cost sharing, %zu agents, social value at "
                     "least %s",
                     c->agents, value);
    mc_sheet_comment(s, "S0 is Brooks and Du, Robust mechanisms for the "
                        "financing of public goods; L27 and so on are lemmas "
                        "of doc/maths.md. N agents; the sum of their values is "
                        "at least T; the cost is 1.");
    mc_sheet_text(s, "N = %zu", c->agents);
    mc_sheet_text(s, "T = %s", value);
    mc_sheet_text(s, "alpha = (N-1)/(T-1)");
    mc_sheet_text(s, "beta = alpha + N - 1");
    (void)mc_sheet_value(s, "alpha", "(N-1)/(T-1)", "alpha");
    free(value);
}

bool mc_cost_sharing_begin(mc_cost_sharing_sheet *out, mc_sheet *sheet,
                           size_t agents, const mpq_t value)
{
    *out = (mc_cost_sharing_sheet){.sheet = sheet, .agents = agents};
    mpq_init(out->value);
    mpq_set(out->value, value);
    if (check(out))
        write_definitions(out);
    return mc_sheet_status(sheet, NULL) == MC_OK;
}

void mc_cost_sharing_clear(mc_cost_sharing_sheet *c)
{
    mpq_clear(c->value);
}

/* Around a point of Newton's method. The slope of `slope` at x_bar is -alpha
   g/x_bar^2: the bracket is so narrow that one box shows its sign. */
static void write_root(mc_cost_sharing_sheet *c)
{
    mc_sheet *s = c->sheet;
    double x = c->rule.x_bar;
    int places = (int)ceil(-log10(c->rule.alpha / (x * x))) + 3;
    char start[40], *first, *at;
    places = places < 8 ? 8 : places;
    (void)snprintf(start, sizeof start, "%.15f", x);
    first = mc_sheet_decimal(s, (unsigned)places + 12, NEWTON, start, start,
                             start, start, start, start, start);
    at = first ? mc_sheet_decimal(s, (unsigned)places + 12, NEWTON, first,
                                  first, first, first, first, first, first)
               : NULL;
    if (at)
        mc_sheet_text(s, "root xbar in [%s - 1e-%d, %s + 1e-%d] : slope(xbar)",
                      at, places, at, places);
    free(first);
    free(at);
}

static void write_threshold(mc_cost_sharing_sheet *c)
{
    mc_sheet *s = c->sheet;
    mc_sheet_section(s, "The threshold x_bar");
    mc_sheet_comment(s, "g(x) = x W(x) is that of S0, (17). Its slope is "
                        "slope(x), by the claim ode. G(x) = x^(1-alpha) e^x "
                        "W(x), which is the substitution y = x u.");
    mc_sheet_text(s, "fn W(x) = integral(u, 0, 1, exp(x*u - x)*u^(-alpha))");
    mc_sheet_text(s, "fn g(x) = x*W(x)");
    mc_sheet_text(s, "fn slope(x) = 1 + (alpha - x)*W(x)");
    mc_sheet_text(s, "fn G(x) = integral(y, 0, x, exp(y)*y^(-alpha))");
    mc_sheet_claim(s, "ode",
                   "g' = alpha g/x - g + 1, which is (18): the product rule "
                   "for g = e p G with e = e^-x, p = x^alpha",
                   "identity e, p, Gx, x : -e*p*Gx + e*(alpha*p/x)*Gx + "
                   "e*p*(1/(e*p)) == 1 + (alpha - x)*(e*p*Gx/x)");
    write_root(c);
    (void)mc_sheet_value(s, "x_bar",
                         "where the slope of g is 0; from there on there is "
                         "full expenditure",
                         "xbar");
    mc_sheet_claim(s, "unique_slope",
                   "k(x) = x^(1-alpha) e^x slope(x) = x^(1-alpha) e^x + "
                   "(alpha - x) G(x) has the slope e^x x^-alpha - G(x), in "
                   "symbols e = e^x, p = x^alpha",
                   "identity e, p, x, Gx : (1-alpha)*e/p + x*e/p - Gx + "
                   "(alpha-x)*e/p == e/p - Gx");
    mc_sheet_claim(s, "unique_concave",
                   "the second derivative of k is -alpha e^x x^(-alpha-1) < 0",
                   "identity e, p, x : e/p - alpha*e/(p*x) - e/p == "
                   "-alpha*e/(p*x)");
    mc_sheet_note(s, "So x_bar is the only zero of the slope of g in (0, "
                     "infinity), by L27.");
}

static void write_guarantee(mc_cost_sharing_sheet *c)
{
    mc_sheet *s = c->sheet;
    mc_sheet_section(s, "The guarantee lambda_bar");
    mc_sheet_text(s, "lambda = T - 1 - (N-1)/xbar");
    (void)mc_sheet_value(s, "lambda_bar", "by (7), T - 1 - (N-1)/x_bar",
                         "lambda");
    mc_sheet_at_most_digits(s, OTHER_DIGITS);
    (void)mc_sheet_value(s, "lambda_bar_8",
                         "by (8), (T-1) e^x_bar x_bar^-alpha / G(x_bar)",
                         "(T-1)*exp(xbar)*xbar^(-alpha)/G(xbar)");
    (void)mc_sheet_value(s, "lambda_bar_g", "(T-1)/g(x_bar)", "(T-1)/g(xbar)");
    mc_sheet_claim(s, "agree_8",
                   "the last two agree, in symbols e = e^x_bar, p = "
                   "x_bar^alpha, w = W(x_bar)",
                   "identity e, p, w, x : (T-1)*(e/p)/((x/p)*e*w) == "
                   "(T-1)/(x*w)");
    mc_sheet_claim(s, "agree_7",
                   "they agree with the first, because slope(x_bar) = 0 says "
                   "that W(x_bar) is 1/(x_bar - alpha)",
                   "identity x : (T-1)/(x*(1/(x-alpha))) == T - 1 - (N-1)/x");
    mc_sheet_claim(s, "guarantee_positive", "the guarantee is positive",
                   "lambda > 0");
    (void)mc_sheet_value(s, "guaranteed_share",
                         "lambda_bar as a share of the surplus T - 1",
                         "lambda/(T-1)");
}

static void write_expenditure(mc_cost_sharing_sheet *c)
{
    mc_sheet *s = c->sheet;
    mc_sheet_section(s, "The expenditure function E");
    mc_sheet_note(s, "E(x) = g(x)/g(x_bar) for x <= x_bar, and 1 above. Agent "
                     "i pays (a_i/x) E(x), where x is the sum of all actions.");
    mc_sheet_claim(s, "curvature_coefficients",
                   "e^x g''(x) has the power series coefficients (1/j!) "
                   "((j+2)/(j+2-alpha) - 2(j+1)/(j+1-alpha) + j/(j-alpha)), "
                   "which are positive for j >= 1",
                   "identity j : (j+2)/(j+2-alpha) - 2*(j+1)/(j+1-alpha) + "
                   "j/(j-alpha) == "
                   "2*alpha/((j-alpha)*(j+1-alpha)*(j+2-alpha))");
    mc_sheet_claim(s, "curvature_at_x_bar",
                   "where the slope of g is 0 its second derivative is -alpha "
                   "g/x^2 < 0: the slope g1 = alpha g/x - g + 1 once more",
                   "identity gx, g1, x : alpha*g1/x - alpha*gx/x^2 - g1 - "
                   "g1*(alpha/x - 1) == -alpha*gx/x^2");
    mc_sheet_note(s, "So e^x g'' increases and is negative at x_bar: E is "
                     "strictly concave on [0, x_bar] (L27).");
    if (c->rule.x_bar < DIRECTLY)
        mc_sheet_claim(s, "expenditure_concave",
                       "the same directly: E is strictly concave on [0, x_bar]",
                       "forall x in [0, xbar] : g(x) strictly concave in x");
    mc_sheet_text(s, "B = %.0f", ceil(c->rule.x_bar));
    mc_sheet_claim(s, "below_B", "x_bar < B", "xbar < B");
    mc_sheet_claim(s, "expenditure_positive", "E is positive on (0, x_bar]",
                   "forall x in [0, B] : W(x) > 0");
    mc_sheet_note(s, "E(0) = 0, E(x_bar) = 1, and E'(x_bar) = 0 by the "
                     "equation of x_bar and the claim ode; with concavity E "
                     "increases strictly on [0, x_bar], and is concave, "
                     "increasing and continuously differentiable everywhere.");
    (void)mc_sheet_value(s, "slope_at_0", "E'(0), the highest price",
                         "W(0)/g(xbar)");
    mc_sheet_claim(s, "average_decreases",
                   "E(x)/x is strictly decreasing on [0, x_bar]",
                   "forall x in [0, B] : W(x) strictly decreasing in x");
    mc_sheet_claim(s, "lemma_5",
                   "E + E' is alpha E/x plus a constant (with w = W(x), gb = "
                   "g(x_bar)), so it is strictly decreasing there too (S0, "
                   "Lemma 5)",
                   "identity w, x, gb : x*w/gb + (1 + (alpha - x)*w)/gb == "
                   "alpha*w/gb + 1/gb");
}

static void write_objective(mc_cost_sharing_sheet *c)
{
    mc_sheet *s = c->sheet;
    mc_sheet_section(s, "The strategic virtual objective");
    mc_sheet_claim(s, "divergence",
                   "the sum over agents of the slope of e_i in a_i is "
                   "(N-1) E/x + E', with E0, E1 for E, E', since the actions "
                   "add up to x",
                   "identity E0, E1, x : N*E0/x - x*E0/x^2 + x*E1/x == "
                   "(N-1)*E0/x + E1");
    mc_sheet_claim(s, "constant_below",
                   "below x_bar it is lambda_bar: (T-1)(E+E') - (N-1) E/x, "
                   "where E = L/(T-1) g, L = lambda_bar, gx = g(x)",
                   "identity L, gx, x : (T-1)*(L/(T-1)*gx + L/(T-1)*(1 + "
                   "(alpha - x)*gx/x)) - (N-1)*(L/(T-1)*gx)/x == L");
    mc_sheet_claim(s, "larger_above",
                   "above x_bar it is T - 1 - (N-1)/x, and increases: by this "
                   "from x to x + d",
                   "identity x, d : (T-1-(N-1)/(x+d)) - (T-1-(N-1)/x) == "
                   "(N-1)*d/(x*(x+d))");
    mc_sheet_note(s, "So its least value is lambda_bar, and the rule "
                     "guarantees expected welfare of at least lambda_bar in "
                     "every equilibrium under every information structure "
                     "(L28).");
    mc_sheet_note(s, "Action 0 pays (0/x) E(x) = 0 whatever the others do, and "
                     "E >= 0: it is participation secure.");
}

void mc_cost_sharing_write_rule(mc_cost_sharing_sheet *c)
{
    write_threshold(c);
    write_guarantee(c);
    write_expenditure(c);
    write_objective(c);
}
