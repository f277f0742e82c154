#include "family/trade.h"

#include <math.h>
#include <stdlib.h>

#include "base/number.h"
#include "family/grid_cost_sharing.h"

/* The exponents of the cuts that a claim can be about. */
enum { MOST_EXPONENT = 9999 };

/* Below it the integrals of the first-order condition take long. */
static const double LEAST_ALPHA = 0.2;

static bool positive(const mpq_t x)
{
    return mpq_sgn(x) > 0;
}

static bool check(mc_sheet *s, const mc_trade *t)
{
    if (!positive(t->gain) || !positive(t->high))
        mc_sheet_fail(s, MC_BAD_INPUT,
                      "--gain and --seller-high must be positive");
    else if (mpq_cmp(t->gain, t->high) >= 0)
        mc_sheet_fail(s, MC_BAD_INPUT,
                      "the gain must be below the seller's highest value, or "
                      "any posted price between them trades efficiently");
    else if (!positive(t->epsilon))
        mc_sheet_fail(s, MC_BAD_INPUT, "--epsilon must be positive");
    else if (t->at &&
             (mpq_sgn(t->report[0]) < 0 || mpq_sgn(t->report[1]) < 0 ||
              (mpq_sgn(t->report[0]) == 0 && mpq_sgn(t->report[1]) == 0)))
        mc_sheet_fail(s, MC_BAD_INPUT,
                      "--at: reports are at least 0, and there is no trade "
                      "and no price if both are 0");
    return mc_sheet_status(s, NULL) == MC_OK;
}

static void define(mc_sheet *s, const char *name, const mpq_t value)
{
    char *text = mc_number_text(value);
    if (text)
        mc_sheet_text(s, "%s = %s", name, text);
    else
        mc_sheet_fail(s, MC_LIMIT, "out of memory");
    free(text);
}

static void write_units(mc_sheet *s, const mc_trade *t)
{
    mc_sheet_comment(
        s, "Bilateral trade: the seller's value is between 0 and high, the "
           "buyer's at least gain above it. S0 is Brooks and Du, Robust "
           "mechanisms for the financing of public goods; L30 and so on are "
           "lemmas of doc/maths.md.");
    mc_sheet_section(s, "Conversion of units");
    define(s, "gain", t->gain);
    define(s, "high", t->high);
    mc_sheet_text(s, "unit = high - gain");
    mc_sheet_text(s, "T = high/unit");
    mc_sheet_text(s, "alpha = 1/(T - 1)");
    mc_sheet_comment(s, "The price that is proportional to the reports.");
    mc_sheet_text(s, "fn price(g, h, a1, a2) = (g*a1 + h*a2)/(a1 + a2)");
    (void)mc_sheet_value(s, "unit", "a unit of the public goods problem",
                         "unit");
    (void)mc_sheet_value(s, "social_value",
                         "the social value T = high/(high - gain) to which the "
                         "trade corresponds",
                         "T");
    mc_sheet_claim(s, "seller_units",
                   "a sale with probability E is worth to the seller what an "
                   "expenditure E with proportional shares is worth to an "
                   "agent with value (high - v1)/unit",
                   "identity g, h, v1, a1, a2, E : (price(g, h, a1, a2) - "
                   "v1)*E == (h-g)*((h-v1)/(h-g)*E - a1/(a1+a2)*E)");
    mc_sheet_claim(s, "buyer_units",
                   "and to the buyer what it is worth to an agent with value "
                   "(v2 - gain)/unit",
                   "identity g, h, v2, a1, a2, E : (v2 - price(g, h, a1, "
                   "a2))*E == (h-g)*((v2-g)/(h-g)*E - a2/(a1+a2)*E)");
    mc_sheet_claim(s, "gains_units",
                   "the sum of these values minus the cost 1 is (v2 - v1)/"
                   "unit, so that it is at least T exactly if v2 - v1 is at "
                   "least the gain",
                   "identity g, h, v1, v2 : (h-g)*((h-v1)/(h-g) + "
                   "(v2-g)/(h-g) - 1) == v2 - v1");
}

static void write_value(mc_sheet *s, const mc_cost_sharing *rule)
{
    mc_sheet_section(s, "What proportional pricing guarantees");
    mc_sheet_comment(s, "S0, (17): g(x) = x W(x), with the slope slope(x); "
                        "x_bar is its only zero in (0, infinity) (proved by "
                        "the family cost-sharing).");
    mc_sheet_text(s, "fn W(x) = integral(u, 0, 1, exp(x*u - x)*u^(-alpha))");
    mc_sheet_text(s, "fn slope(x) = 1 + (alpha - x)*W(x)");
    mc_sheet_text(s, "root xbar in [%.8g, %.8g] : slope(xbar)",
                  rule->x_bar * 0.9999, rule->x_bar * 1.0001);
    (void)mc_sheet_value(s, "x_bar",
                         "the sum of reports from which on trade is certain",
                         "xbar");
    (void)mc_sheet_value(s, "lambda_bar",
                         "the guarantee in the public goods problem",
                         "T - 1 - 1/xbar");
    (void)mc_sheet_value(s, "gains",
                         "the guaranteed expected gains from trade, unit times "
                         "lambda_bar",
                         "unit*(T - 1 - 1/xbar)");
    (void)mc_sheet_value(s, "share", "the same as a share of the gain",
                         "unit*(T - 1 - 1/xbar)/gain");
    mc_sheet_note(s, "In every equilibrium under every information structure "
                     "expected gains from trade are at least this number, and "
                     "no mechanism guarantees more: S0, Theorem 3.");
}

static void write_price(mc_sheet *s, const mc_trade *t)
{
    char *word = NULL;
    mpq_t price, sum;
    mpq_inits(price, sum, NULL);
    mpq_mul(price, t->gain, t->report[0]);
    mpq_mul(sum, t->high, t->report[1]);
    mpq_add(price, price, sum);
    mpq_add(sum, t->report[0], t->report[1]);
    mpq_div(price, price, sum);
    mc_sheet_section(s, "At the given reports");
    define(s, "report1", t->report[0]);
    define(s, "report2", t->report[1]);
    word = mc_number_text(price);
    if (word)
        mc_sheet_claim(
            s, "price_is", "the price is exactly the number here",
            "(gain*report1 + high*report2)/(report1 + report2) in [%s, %s]",
            word, word);
    else
        mc_sheet_fail(s, MC_LIMIT, "out of memory");
    (void)mc_sheet_value(s, "price", "the price at these reports",
                         "price(gain, high, report1, report2)");
    (void)mc_sheet_value(s, "probability",
                         "the probability of trade at these reports",
                         "trade(report1 + report2)");
    free(word);
    mpq_clears(price, sum, NULL);
}

static void write_participation(mc_sheet *s)
{
    mc_sheet_section(s, "Participation");
    mc_sheet_claim(s, "seller_price",
                   "a seller who reports 0 gets the highest price, whatever "
                   "the buyer reports",
                   "identity g, h, a2 : price(g, h, 0, a2) == h");
    mc_sheet_claim(s, "seller_stays", "which is worth it for every seller",
                   "forall v1 in [0, high] : high - v1 >= 0");
    mc_sheet_claim(s, "buyer_price",
                   "a buyer who reports 0 pays the lowest price, whatever the "
                   "seller reports",
                   "identity g, h, a1 : price(g, h, a1, 0) == g");
    mc_sheet_claim(s, "buyer_stays",
                   "v2 - gain = v1 + (v2 - v1 - gain) is not below 0, which "
                   "is worth it for every buyer",
                   "identity g, v1, v2 : v2 - g == v1 + (v2 - v1 - g)");
    mc_sheet_note(s, "So reporting 0 never costs anything: participation is "
                     "secure on both sides.");
}

static void write_likelihood(mc_sheet *s)
{
    mc_sheet_section(s, "Who has the high value");
    mc_sheet_claim(s, "likelihood",
                   "with signals s1, s2 the seller's value is high with "
                   "likelihood s2/(s1+s2): the value in the public goods "
                   "problem is T s1/(s1+s2), as S0, (10) demands",
                   "identity g, h, s1, s2 : (h - h*s2/(s1+s2))/(h-g) == "
                   "h/(h-g)*s1/(s1+s2)");
    mc_sheet_claim(s, "likelihood_buyer",
                   "the buyer's, whose value is larger by the gain, is "
                   "T s2/(s1+s2)",
                   "identity g, h, s1, s2 : (h*s2/(s1+s2) + g - g)/(h-g) == "
                   "h/(h-g)*s2/(s1+s2)");
    mc_sheet_refuted(s, "likelihood_printed",
                     "false: the same with the likelihood s1/(s1+s2) that S0 "
                     "prints",
                     "identity g, h, s1, s2 : (h - h*s1/(s1+s2))/(h-g) == "
                     "h/(h-g)*s1/(s1+s2)");
}

static void write_marginal(mc_sheet *s)
{
    mc_sheet_comment(
        s, "A seller with signal s, who reports s, believes that the signals "
           "have the sum z with a density proportional to e^z z^(-1-alpha) on "
           "[s, x_bar]. If the value is T (p + q z)/z, a little more in the "
           "report is worth marginal(s, p, q), up to a positive factor: E is "
           "g, its slope slope, and the share s/z of E has the slope (z-s)/z^2 "
           "E + s/z E'. p = s, q = 0 for the likelihood s2/(s1+s2); p = -s, "
           "q = 1 for s1/(s1+s2).");
    mc_sheet_text(s, "fn marginal(s, p, q) = integral(z, s, xbar, ((T*(p + "
                     "q*z)/z - s/z)*slope(z) - "
                     "(z-s)*W(z)/z)*exp(z)*z^(-1-alpha))");
}

/* At a signal near x_bar/2. */
static void write_marginal_numbers(mc_sheet *s, const mc_cost_sharing *rule)
{
    mc_sheet_text(s, "signal = %.2g", rule->x_bar / 2);
    mc_sheet_claim(s, "truth",
                   "with the likelihood s2/(s1+s2) a truthful seller with "
                   "this signal gains nothing from reporting a little more or "
                   "less; by L30 the number is 0, for all signals",
                   "marginal(signal, signal, 0) in [-1e-9, 1e-9]");
    mc_sheet_refuted(s, "truth_printed",
                     "false: with the likelihood s1/(s1+s2) as well",
                     "marginal(signal, -signal, 1) in [-1e-3, 1e-3]");
    (void)mc_sheet_value(s, "marginal_printed",
                         "that number with the likelihood s1/(s1+s2)",
                         "marginal(signal, -signal, 1)");
}

static void write_first_order(mc_sheet *s, const mc_cost_sharing *rule)
{
    mc_sheet_section(s, "The first-order condition of truth-telling");
    write_marginal(s);
    mc_sheet_claim(s, "difference",
                   "the integrand with s1/(s1+s2) minus that with s2/(s1+s2) "
                   "is this number times slope(z) e^z z^(-1-alpha)",
                   "identity s, z : (T*(-s + z)/z - s/z) - (T*s/z - s/z) == "
                   "T*(z - 2*s)/z");
    mc_sheet_claim(s, "slope_positive",
                   "slope is positive at 0, and so up to x_bar, its only zero",
                   "slope(0) > 0");
    mc_sheet_note(s,
                  "With the likelihood s2/(s1+s2) the marginal value of a "
                  "report is 0 at the truth (L30). So with s1/(s1+s2) it is "
                  "below 0 for all signals from x_bar/2 on, below x_bar: there "
                  "truth-telling is no equilibrium.");
    if (rule->alpha >= LEAST_ALPHA)
        write_marginal_numbers(s, rule);
}

/* The cut 10^-k with e/J <= epsilon, where J is a lower bound of the integral
   of y^(-alpha-1) (y-c) from c to 1; 0 if there is none. */
static unsigned find_exponent(const mc_trade *t)
{
    double gain = mpq_get_d(t->gain), high = mpq_get_d(t->high);
    double alpha = (high - gain) / gain, epsilon = mpq_get_d(t->epsilon);
    for (unsigned k = 1; k <= MOST_EXPONENT; k++) {
        double logarithm = k * log(10), more = alpha - 1;
        double j = more < 1e-9
                       ? logarithm - 1
                       : exp(more * logarithm) / (more * alpha) - 1 / more;
        if (exp(1) / j <= epsilon && j > 0)
            return k;
    }
    return 0;
}

static void write_collapse(mc_sheet *s, const mc_trade *t)
{
    unsigned k = find_exponent(t);
    if (k == 0) {
        mc_sheet_fail(s, MC_BAD_INPUT,
                      "--epsilon is too small: the cut would be below 1e-%d",
                      MOST_EXPONENT);
        return;
    }
    mc_sheet_section(s, "No trade can be guaranteed");
    mc_sheet_comment(
        s, "The bound (13) on the potential for x_hat = 1 and the lower cut c, "
           "as a probability of trade: the gains are just the gain here. With "
           "y = c e^t the integral is that of e^y y^(-1-alpha) (y-c).");
    mc_sheet_text(s, "fn most(c) = exp(1)*(1-c)/integral(t, 0, -log(c), "
                     "exp(c*exp(t))*(c*exp(t))^(1-alpha)*(1 - exp(-t)))");
    define(s, "epsilon", t->epsilon);
    mc_sheet_claim(s, "threshold", "the gain is at most half of high",
                   "gain <= high/2");
    mc_sheet_claim(s, "collapse",
                   "with the cut in this claim trade has at most the "
                   "probability epsilon in all equilibria of all mechanisms",
                   "most(1e-%u) <= epsilon", k);
    (void)mc_sheet_value(s, "probability", "the bound on the probability",
                         "most(1e-%u)", k);
    mc_sheet_note(s, "S0, Proposition 2 and section 3.4: the guarantee of "
                     "every mechanism is 0.");
}

void mc_trade_write_posted_prices(mc_sheet *s)
{
    mc_sheet_section(s, "Posted prices");
    mc_sheet_comment(s, "The lemons example: the seller's value is uniform on "
                        "[0, high], and only the seller knows it. Of those "
                        "below a price p all sell; the integral of v + g "
                        "from 0 to p is p^2/2 + g p.");
    mc_sheet_claim(s, "lemons",
                   "a price p up to high leaves the buyer (2 gain - p)/2 on "
                   "average: it is accepted exactly if p is at most 2 gain",
                   "identity g, p : (p^2/2 + g*p)/p - p == (2*g - p)/2");
    (void)mc_sheet_value(s, "lemons_trade",
                         "the probability of trade at the best posted price in "
                         "the lemons example, min(1, 2 gain/high)",
                         "min(1, 2*gain/high)");
    (void)mc_sheet_value(s, "lemons_gains", "its expected gains from trade",
                         "gain*min(1, 2*gain/high)");
    mc_sheet_claim(s, "lottery",
                   "a posted price, drawn at random or not, that is at least "
                   "high with probability q is at most gain with 1 - q or "
                   "less: it guarantees no more than gain/2, and a single one "
                   "guarantees nothing (L41)",
                   "forall q in [0, 1] : min(q, 1 - q) <= 1/2");
}

void mc_trade_write(mc_sheet *s, const mc_trade *t)
{
    mpq_t value;
    mc_cost_sharing rule;
    if (!check(s, t))
        return;
    mpq_init(value);
    mpq_sub(value, t->high, t->gain);
    mpq_div(value, t->high, value);
    write_units(s, t);
    if (mpq_cmp_ui(value, 2, 1) <= 0) {
        write_participation(s);
        write_collapse(s, t);
    } else if (!mc_cost_sharing_init(&rule, 2, value)) {
        mc_sheet_fail(s, MC_BAD_INPUT,
                      "the gain must not be so near to high or to its half");
    } else {
        write_value(s, &rule);
        mc_sheet_text(s, "fn trade(x) = if(x >= xbar, 1, "
                         "x*W(x)/(xbar*W(xbar)))");
        if (t->at)
            write_price(s, t);
        write_participation(s);
        write_likelihood(s);
        write_first_order(s, &rule);
    }
    mc_trade_write_posted_prices(s);
    mpq_clear(value);
}
