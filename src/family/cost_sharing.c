#include "family/cost_sharing.h"

#include <stdlib.h>

#include "base/number.h"
#include "family/expenditure.h"

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
    char *value = mc_number_text(c->value);
    if (!value) {
        mc_sheet_fail(s, MC_LIMIT, "out of memory");
        return;
    }
    mc_sheet_comment(s,
                     "Proportional cost sharing for %zu agents and social "
                     "value at least %s. S0 is Brooks and Du, Robust "
                     "mechanisms for the financing of public goods; L25 and "
                     "so on are lemmas of doc/maths.md.",
                     c->agents, value);
    mc_sheet_section(s, "Parameters");
    mc_sheet_text(s, "N = %zu", c->agents);
    mc_sheet_text(s, "T = %s", value);
    mc_sheet_text(s, "alpha = (N-1)/(T-1)");
    (void)mc_sheet_value(s, "alpha",
                         "alpha = (N-1)/(T-1) for N agents and "
                         "social value T",
                         "alpha");
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

static void write_numbers(mc_cost_sharing_sheet *c)
{
    mc_sheet *s = c->sheet;
    double x = c->rule.x_bar;
    mc_sheet_section(s, "The threshold and the guarantee");
    mc_sheet_comment(s, "W(x) = e^-x int_0^1 e^(xu) u^-alpha du, and g of S0, "
                        "(17), is x W(x); g'(x) = 1 + (alpha - x) W(x).");
    mc_sheet_text(s, "fn W(x) = integral(u, 0, 1, exp(x*u - x)*u^(-alpha))");
    mc_sheet_text(s, "fn g(x) = x*W(x)");
    mc_sheet_text(s, "fn slope(x) = 1 + (alpha - x)*W(x)");
    mc_sheet_text(s, "fn G(x) = integral(y, 0, x, exp(y)*y^(-alpha))");
    mc_sheet_comment(s, "x_bar, where the slope of g is 0. There is no other "
                        "zero in (0, infinity): L25.");
    mc_sheet_text(s, "root xbar in [%.6g, %.6g] : slope(xbar)", x * 0.999,
                  x * 1.001);
    (void)mc_sheet_value(s, "x_bar",
                         "the sum of actions from which on the "
                         "expenditure is full",
                         "xbar");
    (void)mc_sheet_value(s, "lambda_bar",
                         "the guarantee by (7): T - 1 - (N-1)/x_bar",
                         "T - 1 - (N-1)/xbar");
    (void)mc_sheet_value(s, "lambda_bar_8",
                         "the guarantee by (8): (T-1) e^x_bar "
                         "x_bar^-alpha / G(x_bar)",
                         "(T-1)*exp(xbar)*xbar^(-alpha)/G(xbar)");
    (void)mc_sheet_value(s, "lambda_bar_g", "the guarantee as (T-1)/g(x_bar)",
                         "(T-1)/g(xbar)");
}

void mc_cost_sharing_write_rule(mc_cost_sharing_sheet *c)
{
    write_numbers(c);
    mc_sheet_claim(c->sheet, "ode",
                   "g' = alpha g/x - g + 1, which is (18), by the "
                   "product rule in e = e^-x, p = x^alpha, G, x",
                   "identity e, p, Gx, x : -e*p*Gx + e*(alpha*p/x)*Gx + "
                   "e*p*(1/(e*p)) == alpha*(e*p*Gx)/x - e*p*Gx + 1");
}
