#include "family/alternatives.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "family/grid_cost_sharing.h"

enum { MOST_POINTS = 1000, MOST_LENGTH = 30 };

void mc_alternatives_point(mpq_t value, const mc_alternatives *a, size_t j)
{
    mpq_set_ui(value, (unsigned long)j, (unsigned long)a->points);
    mpq_canonicalize(value);
    mpq_mul(value, value, a->highest);
}

bool mc_alternatives_name(char *name, const char *word,
                          const mc_alternatives *a, size_t j)
{
    mpq_t value;
    mpq_init(value);
    mc_alternatives_point(value, a, j);
    bool positive = mpq_cmp_ui(value, 2, 1) > 0;
    (void)gmp_snprintf(name, MC_ALTERNATIVES_NAME, "%s_%Qd", word, value);
    for (char *slash = strchr(name, '/'); slash; slash = strchr(slash, '/'))
        *slash = '_';
    mpq_clear(value);
    return positive;
}

/* (T-2) s, where s is 1/2, or 2(T-1)/(2T-3) with the top in the place of T. */
void mc_alternatives_simple(mpq_t guarantee, bool linear, const mpq_t mean,
                            const mpq_t top)
{
    mpq_t two, factor, below;
    mpq_inits(two, factor, below, NULL);
    mpq_set_ui(two, 2, 1);
    mpq_set_ui(factor, 1, 2);
    if (mpq_cmp(mean, two) <= 0) {
        mpq_set_ui(guarantee, 0, 1);
    } else {
        if (linear) {
            mpq_set_ui(below, 3, 2);
            mpq_sub(below, top, below);
            mpq_set_ui(factor, 1, 1);
            mpq_sub(factor, top, factor);
            mpq_div(factor, factor, below);
        }
        mpq_sub(guarantee, mean, two);
        mpq_mul(guarantee, guarantee, factor);
    }
    mpq_clears(two, factor, below, NULL);
}

static bool check(mc_sheet *s, const mc_alternatives *a)
{
    if (mpq_cmp_ui(a->highest, 2, 1) <= 0 ||
        mpq_cmp_ui(a->highest, 1000, 1) > 0)
        mc_sheet_fail(s, MC_BAD_INPUT,
                      "--highest must be above 2 and at most 1000");
    else if (mpz_sizeinbase(mpq_numref(a->highest), 10) > MOST_LENGTH ||
             mpz_sizeinbase(mpq_denref(a->highest), 10) > MOST_LENGTH)
        mc_sheet_fail(s, MC_BAD_INPUT, "--highest has too many digits");
    else if (a->points < 1 || a->points > MOST_POINTS)
        mc_sheet_fail(s, MC_BAD_INPUT, "--points must be from 1 to %d",
                      MOST_POINTS);
    return mc_sheet_status(s, NULL) == MC_OK;
}

static void write_objective(mc_sheet *s)
{
    mc_sheet_comment(
        s, "Strategic virtual objectives at actions x, y with x + y <= 1 "
           "(below) and >= 1 (above) in the state in which the agents have "
           "the values p and q: an agent with action a weighs the deviation to "
           "1 by d(T, a), or by 1 (unilateral).");
    mc_sheet_text(s, "fn d(T, a) = 1 + 1/((2*T-3)*(1+a))");
    mc_sheet_text(s, "fn K(T) = 2*(T-1)/(2*T-3)");
    mc_sheet_text(s, "fn below(T, p, q, x, y) = (p+q-1)*(x+y) + "
                     "d(T, x)*(p*(1-x-y) - 1/(1+y) + x) + "
                     "d(T, y)*(q*(1-x-y) - 1/(1+x) + y)");
    mc_sheet_text(s, "fn above(T, p, q, x, y) = p+q-1 + d(T, x)*(x/(x+y) - "
                     "1/(1+y)) + d(T, y)*(y/(x+y) - 1/(1+x))");
    mc_sheet_text(s, "fn half(p, q, x, y) = (p+q-1)*(x+y)/2 + (p-1)*(1-x)/2 + "
                     "(q-1)*(1-y)/2");
}

static void write_linear(mc_sheet *s)
{
    mc_sheet_section(s, "Linear cost sharing: K(T) (mean - 2)");
    mc_sheet_claim(s, "linear_below",
                   "in the state (T, 0) the objective is at least K(T) (T-2): "
                   "no factor on the right is negative",
                   "identity T, x, y : below(T, T, 0, x, y) - K(T)*(T-2) == "
                   "y*((T-2)*(3*x + (1-x-y)) + 2*(2*x + "
                   "(1-x-y)))/((2*T-3)*(1+x)*(1+y))");
    mc_sheet_claim(s, "linear_symmetric",
                   "the state (0, T) is the same with the agents exchanged",
                   "identity T, x, y : below(T, 0, T, x, y) == "
                   "below(T, T, 0, y, x)");
    mc_sheet_claim(s, "linear_above",
                   "from x + y = 1 on as well, in all states with the sum T",
                   "identity T, p, x, y : above(T, p, T-p, x, y) - K(T)*(T-2) "
                   "== ((T-2)*(3*x*y*(x+y) + (x+y)*(x+y-1)) + 2*x*y*(x+y+1) "
                   "+ (x+y)*(x+y-1))/((2*T-3)*(1+x)*(1+y)*(x+y))");
    mc_sheet_claim(s, "linear_low_below",
                   "in the state (0, 0) it is at least -2 K(T)",
                   "identity T, x, y : below(T, 0, 0, x, y) + 2*K(T) == "
                   "K(T)*(x/(1+x) + y/(1+y)) + "
                   "2*(x+y+x*y)/((2*T-3)*(1+x)*(1+y))");
    mc_sheet_claim(s, "linear_low_above", "from x + y = 1 on as well",
                   "identity T, x, y : above(T, 0, 0, x, y) + 2*K(T) == (1 + "
                   "1/((2*T-3)*(x+y)))*(x/(1+x) + y/(1+y)) + "
                   "2*(x+y+x*y)/((2*T-3)*(1+x)*(1+y))");
    mc_sheet_text(s, "fn q_linear(T, th) = (th-2)/(th - 3*th/(2*T))");
    mc_sheet_claim(s, "linear_obeyed",
                   "conversely an agent who is told to pay nothing in the "
                   "equilibrium of L40 does not gain by playing a",
                   "identity T, th, a : a*(th/2*(1-q_linear(T, th)) - 1 + "
                   "th/T*q_linear(T, th)) - th/T*q_linear(T, th)/2*a/(1+a) == "
                   "-th/T*q_linear(T, th)*a*(1-a)/(4*(1+a))");
    mc_sheet_claim(s, "linear_welfare", "and welfare is K(T) (mean - 2)",
                   "identity T, th : th/T*q_linear(T, th)*(T-1) == "
                   "K(T)*(th-2)");
}

static void write_unilateral(mc_sheet *s)
{
    mc_sheet_section(s, "The unilateral mechanism: (mean - 2)/2");
    mc_sheet_claim(s, "unilateral",
                   "in the state (T, 0) the objective is at least (T-2)/2",
                   "identity T, x, y : half(T, 0, x, y) - (T-2)/2 == T*y/2");
    mc_sheet_claim(s, "unilateral_low", "in the state (0, 0) it is -1",
                   "identity x, y : half(0, 0, x, y) == -1");
    mc_sheet_text(s, "fn q_half(T, th) = (th-2)/(th - th/T)");
    mc_sheet_claim(s, "unilateral_obeyed",
                   "conversely an agent who is told to pay nothing in the "
                   "equilibrium of L40 is indifferent",
                   "identity T, th : th/2*(1-q_half(T, th)) - 1 + "
                   "th/T*q_half(T, th)/2 == 0");
    mc_sheet_claim(s, "unilateral_welfare", "and welfare is (mean - 2)/2",
                   "identity T, th : th/T*q_half(T, th)*(T-1)/2 == (th-2)/2");
    mc_sheet_note(s, "By L40 these are the welfare guarantees for every grid "
                     "{0, 1/m, ..., 1}, if the mean is above 2, and 0 "
                     "otherwise: in the extended model with social values from "
                     "0 to T and this mean, and with the mean T in the "
                     "baseline model.");
}

/* The threshold for the social value of point j, under the name x_... */
static bool write_threshold(mc_sheet *s, const mc_alternatives *a, size_t j)
{
    char name[MC_ALTERNATIVES_NAME];
    mpq_t value;
    mc_cost_sharing rule;
    mpq_init(value);
    mc_alternatives_point(value, a, j);
    (void)mc_alternatives_name(name, "x", a, j);
    bool good = mc_cost_sharing_init(&rule, 2, value);
    if (good) {
        char *text = mc_number_text(value);
        mc_sheet_text(s, "root %s in [%.8g, %.8g] : slope(1/(%s - 1), %s)",
                      name, rule.x_bar * 0.9999, rule.x_bar * 1.0001,
                      text ? text : "", name);
        free(text);
    } else {
        mc_sheet_fail(s, MC_BAD_INPUT,
                      "a point is too near to the social value 2");
    }
    mpq_clear(value);
    return good;
}

static void write_optimum(mc_sheet *s, const mc_alternatives *a)
{
    char name[MC_ALTERNATIVES_NAME], x[MC_ALTERNATIVES_NAME];
    mpq_t value;
    mpq_init(value);
    mc_sheet_section(s, "Figures 1 and 2: the optimum by social value");
    mc_sheet_comment(s, "W and slope are those of the family cost-sharing, "
                        "with alpha = 1/(T-1).");
    mc_sheet_text(s, "fn W(alpha, x) = integral(u, 0, 1, exp(x*u - "
                     "x)*u^(-alpha))");
    mc_sheet_text(s, "fn slope(alpha, x) = 1 + (alpha - x)*W(alpha, x)");
    for (size_t j = 0; j <= a->points; j++) {
        if (!mc_alternatives_name(name, "optimum", a, j) ||
            !write_threshold(s, a, j))
            continue;
        mc_alternatives_point(value, a, j);
        char *text = mc_number_text(value);
        (void)mc_alternatives_name(x, "x", a, j);
        (void)mc_sheet_value(s, name, "lambda_bar", "%s - 1 - 1/%s",
                             text ? text : "", x);
        (void)mc_alternatives_name(name, "share", a, j);
        (void)mc_sheet_value(s, name, "lambda_bar/(T-1)", "1 - 1/(%s*(%s - 1))",
                             x, text ? text : "");
        free(text);
    }
    mc_sheet_note(s, "For social values up to 2 the optimum is 0 (S0, section "
                     "3.4).");
    mpq_clear(value);
}

static void write_extended(mc_sheet *s, const mc_alternatives *a)
{
    char name[MC_ALTERNATIVES_NAME], x[MC_ALTERNATIVES_NAME];
    char *top = mc_number_text(a->highest);
    mpq_t value;
    mpq_init(value);
    mc_sheet_section(s, "Figure 3: the optimum by mean of the social value, "
                        "which is from 0 to the highest one");
    (void)mc_alternatives_name(x, "x", a, a->points);
    for (size_t j = 0; j <= a->points && top; j++) {
        if (!mc_alternatives_name(name, "extended", a, j))
            continue;
        mc_alternatives_point(value, a, j);
        char *text = mc_number_text(value);
        (void)mc_sheet_value(s, name, "(mean - 2)/(T - 2) lambda_bar",
                             "(%s - 2)/(%s - 2)*(%s - 1 - 1/%s)",
                             text ? text : "", top, top, x);
        free(text);
    }
    mc_sheet_note(s, "S0, Theorem 2, case 1; the optimum is 0 for means up to "
                     "2.");
    free(top);
    mpq_clear(value);
}

void mc_alternatives_write(mc_sheet *s, const mc_alternatives *a)
{
    if (!check(s, a))
        return;
    mc_sheet_comment(s, "Three mechanisms for two agents: S0, Brooks and Du, "
                        "Robust mechanisms for the financing of public goods, "
                        "section 5.4. L40 is a lemma of doc/maths.md.");
    write_objective(s);
    write_linear(s);
    write_unilateral(s);
    write_optimum(s, a);
    write_extended(s, a);
}
