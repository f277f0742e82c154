/* The case theta_L > N: two pieces that are pasted together. */
#include <math.h>
#include <stdio.h>

#include "family/extended.h"
#include "family/sheet_parts.h"
#include "family/truth_telling.h"

static void write_weights(mc_extended *m)
{
    mc_sheet *s = m->sheet;
    mpq_t middle;
    mc_sheet_section(s, "The weights");
    mc_sheet_text(s, "aL = (N-1)/(tL-1)\naH = (N-1)/(tH-1)");
    mc_sheet_text(s, "muH = (th-tL)/(tH-tL)\nmuL = 1 - muH");
    (void)mc_sheet_value(s, "mu_L", "the probability of the social value tL",
                         "muL");
    (void)mc_sheet_value(s, "mu_H", "the probability of the social value tH",
                         "muH");
    mc_sheet_claim(s, "mean", "the mean of the social value is th",
                   "muL*tL + muH*tH in [th, th]");
    mpq_init(middle);
    mpq_add(middle, m->low, m->high);
    mpq_div_2exp(middle, middle, 1);
    if (mpq_equal(middle, m->mean)) {
        mc_sheet_note(s, "Erratum: the weights in (15) are printed the wrong "
                         "way round; here both are 1/2.");
    } else {
        (void)mc_sheet_value(s, "printed_mean",
                             "erratum: the mean with the weights as printed in "
                             "(15), the other way round",
                             "muH*tL + muL*tH");
        mc_sheet_refuted(s, "printed_weights",
                         "erratum: the weights as printed in (15) have the "
                         "mean th",
                         "muH*tL + muL*tH in [th, th]");
    }
    mpq_clear(middle);
}

static void write_functions(mc_sheet *s)
{
    mc_sheet_section(s, "The four parameters");
    mc_sheet_comment(
        s,
        "gL and gH are (17) for tL and tH. E is kL gL below xL and, by (14), "
        "EH = kH gH + dH P between, P(a, x) = e^(a-x) "
        "(x/a)^aH, kL = lL/(tL-1), kH = lH/(tH-1), EL = E(xL), dH = EL - kH "
        "gH(xL).");
    mc_sheet_text(s, "fn WL(x) = integral(u, 0, 1, exp(x*u - x)*u^(-aL))");
    mc_sheet_text(s, "fn WH(x) = integral(u, 0, 1, exp(x*u - x)*u^(-aH))");
    mc_sheet_text(s, "fn gL(x) = x*WL(x)\nfn gH(x) = x*WH(x)");
    mc_sheet_text(s, "fn P(a, x) = exp(a-x)*(x/a)^aH");
    mc_sheet_text(s, "fn over(a, x) = gH(x) - P(a, x)*gH(a)");
}

static void write_root(mc_extended *m, const mc_extended_point *p)
{
    mc_sheet *s = m->sheet;
    mc_sheet_comment(s,
                     "In turn: E' = 0 at xH (32), smooth pasting at xL (35), "
                     "E = 1 at xH (31), and the jump of the density "
                     "(34).");
    mc_sheet_text(s,
                  "root xL in [%.10g, %.10g], xH in [%.10g, %.10g], lL in "
                  "[%.10g, %.10g], lH in [%.10g, %.10g] : "
                  "lH - (tH-1) + (N-1)/xH, "
                  "(lH + (N-1)*lL/(tL-1)*WL(xL))*(tL-1) - "
                  "(lL + (N-1)*lL/(tL-1)*WL(xL))*(tH-1), "
                  "lL/(tL-1)*gL(xL)*P(xL, xH) + lH/(tH-1)*over(xL, xH) - "
                  "1, "
                  "over(xL, xH) - P(xL, xH)*gL(xL)*muH*(tH-1)/"
                  "(muL*(tL-1))",
                  p->x_low * 0.9995, p->x_low * 1.0005, p->x_high * 0.9995,
                  p->x_high * 1.0005, p->lambda_low * 0.9995,
                  p->lambda_low * 1.0005, p->lambda_high * 0.9995,
                  p->lambda_high * 1.0005);
    (void)mc_sheet_value(s, "x_L", "where the social value becomes tH", "xL");
    (void)mc_sheet_value(s, "x_H", "where expenditure becomes full", "xH");
    (void)mc_sheet_value(s, "lambda_L", "the objective at tL", "lL");
    (void)mc_sheet_value(s, "lambda_H", "the objective at tH", "lH");
    mc_sheet_text(
        s,
        "kL = lL/(tL-1)\nkH = lH/(tH-1)\nEL = kL*gL(xL)\ndH = EL - kH*gH(xL)");
    mc_sheet_text(s, "fn EH(x) = kH*gH(x) + dH*P(xL, x)");
}

static void write_value(mc_extended *m)
{
    mc_sheet *s = m->sheet;
    unsigned digits = s->digits;
    mc_sheet_section(s, "Guarantee and potential");
    (void)mc_sheet_value(s, "guarantee", "mu_L lambda_L + mu_H lambda_H",
                         "muL*lL + muH*lH");
    mc_sheet_text(s, "between = integral(y, xL, xH, exp(y)*y^(-aH))");
    mc_sheet_text(s, "below = integral(y, 0, xL, exp(y)*y^(-aL))");
    (void)mc_sheet_value(s, "potential", "the limit (42) of the potential",
                         "(tH-1)*muH*exp(xH)*xH^(-aH)/between");
    mc_sheet_claim(s, "same_value", "they agree to the digits asked for",
                   "abs(muL*lL + muH*lH - "
                   "(tH-1)*muH*exp(xH)*xH^(-aH)/between) <= 1e-%u",
                   digits);
    mc_sheet_claim(s, "same_value_1",
                   "and exactly, by (31) and (34): p is P(x_L, x_H), q is "
                   "gL(x_L), m1, m2 are the weights, o = p q m2 "
                   "(t2-1)/(m1 (t1-1)); the guarantee is m1 (t1-1)/(p q)",
                   "identity t1, t2, l1, l2, m1, m2, p, q : l1/(t1-1)*q*p + "
                   "l2/(t2-1)*(p*q*m2*(t2-1)/(m1*(t1-1))) == "
                   "p*q/(m1*(t1-1))*(m1*l1 + m2*l2)");
    mc_sheet_claim(s, "same_value_2", "and so is the potential (t2-1) m2/o",
                   "identity t1, t2, m1, m2, p, q : "
                   "(t2-1)*m2/(p*q*m2*(t2-1)/(m1*(t1-1))) == m1*(t1-1)/(p*q)");
    mc_sheet_claim(s, "density_jump",
                   "(34), as printed: (tH-1) rho(x_L+) = (tL-1) rho(x_L-)",
                   "abs((tH-1)*muH*exp(xL)*xL^(-aH)/between - "
                   "(tL-1)*muL*exp(xL)*xL^(-aL)/below) <= 1e-%u",
                   digits - 1);
}

static void write_shape(mc_extended *m)
{
    mc_sheet *s = m->sheet;
    unsigned digits = s->digits;
    mc_sheet_section(s, "The expenditure function");
    (void)mc_sheet_value(s, "E_L", "E at x_L", "EL");
    (void)mc_sheet_value(s, "slope_left", "the slope of E left of x_L",
                         "(aL/xL - 1)*EL + kL");
    (void)mc_sheet_value(s, "slope_right", "the slope of E right of x_L",
                         "(aH/xL - 1)*EL + kH");
    mc_sheet_claim(s, "pasting", "the slopes agree to the digits asked for",
                   "abs((aL/xL - 1)*EL + kL - ((aH/xL - 1)*EL + kH)) <= 1e-%u",
                   digits);
    mc_sheet_claim(s, "full", "E = 1 at x_H, likewise",
                   "abs(EH(xH) - 1) <= 1e-%u", digits);
    mc_sheet_claim(s, "flat", "E' = 0 at x_H, likewise",
                   "abs(aH/xH - 1 + kH) <= 1e-%u", digits);
    mc_sheet_claim(s, "order", "the pieces have a length", "xH - xL > 0");
    mc_sheet_claim(s, "positive", "kL > 0", "lL > 0");
    mc_sheet_claim(s, "ratio_low", "E/x decreases below x_L",
                   "forall x in [0, xL] : WL(x) strictly decreasing in x");
    mc_sheet_claim(s, "ratio_high", "E/x decreases between",
                   "forall x in [xL, xH] : EH(x)/x strictly decreasing in x");
    mc_sheet_claim(s, "bends_low", "E is concave below x_L",
                   "forall x in [0, xL] : gL(x) strictly concave in x");
    mc_sheet_claim(s, "bends_high", "E is concave between",
                   "forall x in [xL, xH] : EH(x) strictly concave in x");
    mc_sheet_note(s, "So E is concave on [0, x_H], and increases as E' = 0 at "
                     "x_H.");
}

static void write_objective(mc_sheet *s)
{
    mc_sheet_section(s, "The strategic virtual objective");
    mc_sheet_claim(
        s, "ode",
        "on each piece E' = (a/x - 1) E + k, E = k g + d P with P' = "
        "(a/x - 1) P, and (18) for g",
        "identity a, k, d, gx, p, x : k*(a*gx/x - gx + 1) + d*(a/x - "
        "1)*p == (a/x - 1)*(k*gx + d*p) + k");
    mc_sheet_claim(s, "constant_objective",
                   "there the objective is the constant (t-1) k, and E + E' is "
                   "k + a E/x",
                   "identity a, t, k, E0, x : (t-1)*(E0 + (a/x - 1)*E0 + k) - "
                   "a*(t-1)*E0/x == (t-1)*k");
    mc_sheet_claim(s, "objectives",
                   "those at t1 and t2 differ by (t2-t1)(E+E'); M is N-1",
                   "identity t1, t2, M, E0, E1, x : (t1-1)*(E0+E1) - M*E0/x == "
                   "(t2-1)*(E0+E1) - M*E0/x - (t2-t1)*(E0+E1)");
    mc_sheet_claim(s, "meets_high",
                   "at x_L that at t2, from below, is l2 = (l1+d)(t2-1)/(t1-1) "
                   "- d, which is (35) with d = (N-1) E/x",
                   "identity t1, t2, l1, d : l1 + (t2-t1)*(l1+d)/(t1-1) == "
                   "(l1+d)*(t2-1)/(t1-1) - d");
    mc_sheet_claim(s, "meets_low", "and that at t1, from above, is l1",
                   "identity t1, t2, l2, d : l2 - (t2-t1)*(l2+d)/(t2-1) == "
                   "(l2+d)*(t1-1)/(t2-1) - d");
    mc_sheet_claim(s, "objective_above",
                   "above x_H both are t-1-(N-1)/x, with the slope (N-1)/x^2",
                   "identity M, t, x, d : (t-1-M/(x+d)) - (t-1-M/x) == "
                   "M*d/(x*(x+d))");
    mc_sheet_note(s,
                  "E + E' decreases with E/x. So the objective at tL is "
                  "lambda_L below x_L, and increases from there; that at tH "
                  "decreases to lambda_H at x_L, stays there up to x_H, and "
                  "then increases: the infima are lambda_L and lambda_H, and "
                  "the guarantee is at least mu_L lambda_L + mu_H lambda_H "
                  "(S0, appendix B.1).");
}

/* Reports below and above a signal, whose pieces are all there. */
static void write_samples(mc_sheet *s, const mc_extended_point *p)
{
    double signal = 0.5 * p->x_low;
    double step = fmin(0.25 * p->x_low, 0.5 * (p->x_high - p->x_low));
    mc_sheet_section(s, "Samples by the definition");
    mc_sheet_comment(s, "The utility with signal s from report r, up to a "
                        "factor that depends on s, in parts: v is tL or tH at "
                        "z = s+y, E is kL gL, EH or 1 at w = r+y.");
    mc_sheet_text(s, "fn rhoL(z) = (tH-1)*exp(z-xL)*(z/xL)^(-aL*tL)");
    mc_sheet_text(s, "fn rhoH(z) = (tL-1)*exp(z-xL)*(z/xL)^(-aH*tH)");
    mc_sheet_text(s, "fn KL(s, r, y) = (tL*s/(s+y) - "
                     "r/(r+y))*rhoL(s+y)*y^(N-2)");
    mc_sheet_text(s, "fn KH(s, r, y) = (tH*s/(s+y) - "
                     "r/(r+y))*rhoH(s+y)*y^(N-2)");
    mc_sheet_text(s, "fn LL(s, r, b) = integral(y, 0, b, KL(s, r, "
                     "y)*kL*gL(r+y))");
    mc_sheet_text(s, "fn LH(s, r) = integral(y, xL-r, xL-s, KL(s, r, "
                     "y)*EH(r+y))");
    mc_sheet_text(s, "fn HL(s, r) = integral(y, xL-s, xL-r, KH(s, r, "
                     "y)*kL*gL(r+y))");
    mc_sheet_text(s, "fn HH(s, r, b, c) = integral(y, b, c, KH(s, r, "
                     "y)*EH(r+y))");
    mc_sheet_text(s, "fn H1(s, r) = integral(y, xH-r, xH-s, KH(s, r, y))");
    mc_sheet_text(s, "fn truth(s) = LL(s, s, xL-s) + HH(s, s, xL-s, xH-s)");
    mc_sheet_text(s, "fn less(s, r) = LL(s, r, xL-s) + HL(s, r) + HH(s, r, "
                     "xL-r, xH-s)");
    mc_sheet_text(s, "fn more(s, r) = LL(s, r, xL-r) + LH(s, r) + HH(s, r, "
                     "xL-s, xH-r) + H1(s, r)");
    mc_sheet_claim(s, "check_less", "a report below the signal is worse",
                   "less(%.3g, %.3g) < truth(%.3g)", signal, signal - step,
                   signal);
    mc_sheet_claim(s, "check_more", "a report above the signal is worse",
                   "more(%.3g, %.3g) < truth(%.3g)", signal, signal + step,
                   signal);
}

void mc_extended_write_pasted(mc_extended *m)
{
    mc_sheet *s = m->sheet;
    mc_extended_point point;
    if (!mc_extended_solve(&point, m)) {
        mc_sheet_fail(s, MC_UNDECIDED,
                      "no solution of (31) to (34) was found in floating point "
                      "from which to begin");
        return;
    }
    write_weights(m);
    write_functions(s);
    write_root(m, &point);
    write_value(m);
    write_shape(m);
    write_objective(s);
    mc_truth_telling_write_lemma(s);
    write_samples(s, &point);
    mc_sheet_section(s, "Truth-telling");
    mc_sheet_note(s,
                  "From these claims and L30 (b): in the limit of the cut at "
                  "0, truth-telling is an equilibrium of the mechanism and "
                  "the information structure. S0 expects this and does not "
                  "prove it; L30 (c) does for all parameters that satisfy "
                  "(31) to (34).");
}
