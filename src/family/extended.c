#include "family/extended.h"

#include <stdlib.h>

#include "base/number.h"
#include "family/truth_telling.h"

static void write_parameters(mc_extended *m)
{
    mc_sheet *s = m->sheet;
    char *low = mc_number_text(m->low), *high = mc_number_text(m->high);
    char *mean = mc_number_text(m->mean);
    if (low && high && mean) {
        mc_sheet_section(s,
                         "%zu agents, social value from %s to %s, mean at "
                         "least %s",
                         m->agents, low, high, mean);
        mc_sheet_comment(s, "S0 is Brooks and Du, Robust mechanisms for the "
                            "financing of public goods; L30 and so on are "
                            "lemmas of doc/maths.md.");
        mc_sheet_text(s, "N = %zu\ntL = %s\ntH = %s\nth = %s", m->agents, low,
                      high, mean);
    } else {
        mc_sheet_fail(s, MC_LIMIT, "out of memory");
    }
    free(low);
    free(high);
    free(mean);
}

void mc_extended_write_nothing(mc_extended *m)
{
    mc_cost_sharing_sheet c;
    mpq_t eps, mean;
    bool trivial = mpq_cmp_ui(m->mean, 1, 1) <= 0;
    mc_sheet_note(m->sheet,
                  "The social value may be known to be the lower bound of its "
                  "mean, which is not above %s. %s Not spending anything "
                  "guarantees 0, so the best guarantee is 0.",
                  trivial ? "the cost" : "the number of agents",
                  trivial ? "Then expenditure brings no surplus."
                          : "Then there are information structures whose "
                            "potential is as near to 0 as one likes, such as "
                            "these.");
    if (trivial)
        return;
    mpq_inits(eps, mean, NULL);
    mpq_set_ui(eps, 1, 10);
    mpq_set(mean, m->mean);
    if (mc_cost_sharing_begin(&c, m->sheet, m->agents, mean)) {
        mc_cost_sharing_write_potential(&c);
        mc_cost_sharing_write_epsilon(&c, 1, eps);
    }
    mc_cost_sharing_clear(&c);
    mpq_clears(eps, mean, NULL);
}

static void write_mixture_values(mc_extended *m, double x)
{
    mc_sheet *s = m->sheet;
    mc_sheet_section(s, "The guarantee");
    mc_sheet_comment(s, "The rule for the social value tH, which is common "
                        "knowledge in the worst case with probability "
                        "(th-N)/(tH-N): g = x W is that of (17).");
    mc_sheet_text(s, "aH = (N-1)/(tH-1)");
    mc_sheet_text(s, "fn W(x) = integral(u, 0, 1, exp(x*u - x)*u^(-aH))");
    mc_sheet_text(s, "fn g(x) = x*W(x)");
    mc_sheet_text(s, "root xbar in [%.9g, %.9g] : 1 + (aH - xbar)*W(xbar)",
                  x * 0.999, x * 1.001);
    (void)mc_sheet_value(s, "x_bar", "where expenditure becomes full", "xbar");
    (void)mc_sheet_value(s, "lambda_H", "the guarantee at the social value tH",
                         "tH - 1 - (N-1)/xbar");
    (void)mc_sheet_value(s, "guarantee",
                         "lambda_H (th-N)/(tH-N), the guarantee and, in the "
                         "limit, the potential",
                         "(th - N)/(tH - N)*(tH - 1 - (N-1)/xbar)");
}

static void write_mixture_claims(mc_sheet *s)
{
    mc_sheet_claim(
        s, "ratio_falls",
        "E/x decreases below x_bar, so E + E' = k (1 + aH g/x) does, "
        "and the objective at tL is smallest at 0",
        "forall x in [0, xbar] : W(x) strictly decreasing in x");
    mc_sheet_claim(s, "bends_down", "E is strictly concave, and so increases",
                   "forall x in [0, xbar] : g(x) strictly concave in x");
    mc_sheet_claim(s, "objective_low",
                   "the objective at t1 at 0 is l (t1-n)/(t2-n), where that at "
                   "t2 is l and n is the number of agents",
                   "identity t1, t2, n, l : l - (t2-t1)*l/(t2-1)/(1 - "
                   "(n-1)/(t2-1)) == l*(t1-n)/(t2-n)");
    mc_sheet_claim(s, "bound_28",
                   "(28): the expected least objective is l (m-n)/(t2-n), m "
                   "the mean",
                   "identity t1, t2, m, n, l : (m-t1)/(t2-t1)*l + "
                   "(t2-m)/(t2-t1)*l*(t1-n)/(t2-n) == l*(m-n)/(t2-n)");
    mc_sheet_claim(
        s, "mixture_mean",
        "the public mixture of the structures for n and t2 has the "
        "mean m",
        "identity t2, m, n : (t2-m)/(t2-n)*n + (m-n)/(t2-n)*t2 == m");
}

void mc_extended_write_mixture(mc_extended *m)
{
    mc_sheet *s = m->sheet;
    mc_cost_sharing rule;
    if (!mc_cost_sharing_init(&rule, m->agents, m->high)) {
        mc_sheet_fail(s, MC_BAD_INPUT,
                      "--high: too near to the number of "
                      "agents, or not below 10^12");
        return;
    }
    write_mixture_values(m, rule.x_bar);
    write_mixture_claims(s);
    mc_sheet_note(s, "The potential: the part for N contributes as little as "
                     "one likes when the cut goes to 0, the part for tH "
                     "contributes lambda_H times its probability (family "
                     "cost-sharing).");
    mc_truth_telling_write_rule(s);
    mc_truth_telling_write_lemma(s);
    mc_sheet_section(s, "Truth-telling");
    mc_sheet_note(s, "Agents who are told publicly that the social value is tH "
                     "tell the truth: L30 (a) and the claims above. Of the "
                     "part for N nothing is claimed: its densities have no "
                     "limit when the cut goes to 0.");
}

static void check(mc_extended *m)
{
    if (m->agents < 2 || m->agents > 200)
        mc_sheet_fail(m->sheet, MC_BAD_INPUT,
                      "--agents: must be between 2 and 200");
    else if (mpq_sgn(m->low) < 0)
        mc_sheet_fail(m->sheet, MC_BAD_INPUT, "--low: must not be negative");
    else if (mpq_cmp(m->mean, m->low) <= 0)
        mc_sheet_fail(m->sheet, MC_BAD_INPUT,
                      "--mean: must be above --low; otherwise it does not "
                      "matter (family cost-sharing)");
    else if (mpq_cmp(m->mean, m->high) >= 0)
        mc_sheet_fail(m->sheet, MC_BAD_INPUT,
                      "--mean: must be below --high; at it the social value is "
                      "known (family cost-sharing)");
}

void mc_extended_write(mc_extended *m)
{
    check(m);
    if (mc_sheet_status(m->sheet, NULL) != MC_OK)
        return;
    if (mpq_cmp_ui(m->mean, m->agents, 1) <= 0) {
        mc_extended_write_nothing(m);
        return;
    }
    write_parameters(m);
    if (mpq_cmp_ui(m->low, m->agents, 1) <= 0)
        mc_extended_write_mixture(m);
    else
        mc_extended_write_pasted(m);
}
