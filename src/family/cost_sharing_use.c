/* What the rule does: at profiles of actions, as tiers of shares, and when the
   social value is higher. */
#include <stdio.h>
#include <stdlib.h>

#include "base/message.h"
#include "family/cost_sharing.h"

enum { NAME = 48, WORDS = 400 };

static void write_shares(mc_cost_sharing_sheet *c, size_t number, mpq_t *action,
                         const char *sum, bool full)
{
    char name[NAME], words[WORDS];
    for (size_t i = 0; i < c->agents; i++) {
        char *own = mc_cost_sharing_word(c, action[i]);
        if (!own)
            return;
        (void)snprintf(name, sizeof name, "at_%zu_pays_%zu", number, i + 1);
        (void)snprintf(words, sizeof words, "what agent %zu pays", i + 1);
        if (full)
            (void)mc_sheet_value(c->sheet, name, words, "(%s)/(%s)", own, sum);
        else
            (void)mc_sheet_value(c->sheet, name, words, "(%s)*W(%s)/g(xbar)",
                                 own, sum);
        free(own);
    }
}

static void write_at(mc_cost_sharing_sheet *c, size_t number, mpq_t *action,
                     const char *sum)
{
    mc_sheet *s = c->sheet;
    char name[NAME];
    double low = 0, high = 0;
    if (!mc_sheet_enclose(s, &low, &high, 40, "xbar - (%s)", sum))
        return;
    bool full = high < 0;
    if (!full && !(low > 0)) {
        mc_sheet_fail(s, MC_UNDECIDED,
                      "the sum of actions %s is too near to x_bar", sum);
        return;
    }
    mc_sheet_section(s, "Profile %zu: the sum of actions is %s", number, sum);
    (void)snprintf(name, sizeof name, "at_%zu_where", number);
    if (full) {
        mc_sheet_claim(s, name, "it is above x_bar: E is 1, E' is 0",
                       "%s > xbar", sum);
    } else {
        mc_sheet_claim(s, name, "it is below x_bar", "%s < xbar", sum);
        (void)snprintf(name, sizeof name, "at_%zu_E", number);
        (void)mc_sheet_value(s, name, "the expenditure", "g(%s)/g(xbar)", sum);
        (void)snprintf(name, sizeof name, "at_%zu_slope", number);
        (void)mc_sheet_value(s, name, "its slope", "slope(%s)/g(xbar)", sum);
    }
    write_shares(c, number, action, sum, full);
}

void mc_cost_sharing_write_profile(mc_cost_sharing_sheet *c, size_t number,
                                   size_t agents, mpq_t *action)
{
    mpq_t sum;
    bool valid = agents == c->agents;
    mpq_init(sum);
    for (size_t i = 0; i < agents; i++) {
        mpq_add(sum, sum, action[i]);
        valid = valid && mpq_sgn(action[i]) >= 0;
    }
    char *text = valid ? mc_cost_sharing_word(c, sum) : NULL;
    if (!valid)
        mc_sheet_fail(c->sheet, MC_BAD_INPUT,
                      "--at: give %zu actions that are not negative, with "
                      "commas between them",
                      c->agents);
    else if (text)
        write_at(c, number, action, text);
    free(text);
    mpq_clear(sum);
}

/* About where E(x) = share. */
static double place(const mc_cost_sharing_sheet *c, double share)
{
    double low = 0, high = c->rule.x_bar;
    for (int i = 0; i < 60; i++) {
        double middle = (low + high) / 2;
        if (mc_cost_sharing_total(&c->rule, middle) < share)
            low = middle;
        else
            high = middle;
    }
    return high;
}

void mc_cost_sharing_write_tiers(mc_cost_sharing_sheet *c, size_t tiers)
{
    mc_sheet *s = c->sheet;
    char name[NAME], words[WORDS];
    mc_sheet_section(s, "%zu tiers of shares", tiers);
    mc_sheet_note(s,
                  "Tier k has y_k shares with the total face value 1/%zu of "
                  "the cost; E(y_1 + ... + y_k) = k/%zu. Between these sums "
                  "the tiers replace E by straight lines.",
                  tiers, tiers);
    for (size_t k = 1; k < tiers; k++) {
        double x = place(c, (double)k / (double)tiers);
        mc_sheet_text(s,
                      "root Y%zu in [%.12g, %.12g] : g(Y%zu)/g(xbar) - %zu/%zu",
                      k, x * 0.9999999, x * 1.0000001, k, k, tiers);
    }
    mc_sheet_text(s, "Y0 = 0");
    mc_sheet_text(s, "Y%zu = xbar", tiers);
    for (size_t k = 1; k <= tiers; k++) {
        (void)snprintf(name, sizeof name, "tier_%zu", k);
        (void)snprintf(words, sizeof words, "y_%zu", k);
        (void)mc_sheet_value(s, name, words, "Y%zu - Y%zu", k, k - 1);
    }
}

static void write_above(mc_cost_sharing_sheet *c, size_t number,
                        const char *social)
{
    mc_sheet *s = c->sheet;
    char name[NAME], words[WORDS];
    (void)snprintf(name, sizeof name, "guarantee_%zu", number);
    (void)snprintf(words, sizeof words,
                   "what the rule guarantees if the social value is at least "
                   "%s",
                   social);
    (void)mc_sheet_value(s, name, words, "%s - 1 - (N-1)/xbar", social);
    (void)snprintf(name, sizeof name, "share_%zu", number);
    (void)mc_sheet_value(s, name, "as a share of the surplus",
                         "1 - (N-1)/(xbar*(%s - 1))", social);
}

void mc_cost_sharing_write_social_value(mc_cost_sharing_sheet *c, size_t number,
                                        const mpq_t social)
{
    mc_sheet *s = c->sheet;
    if (mpq_cmp(social, c->value) < 0) {
        mc_sheet_fail(s, MC_BAD_INPUT,
                      "--social-value: must not be below --value");
        return;
    }
    if (number == 1) {
        mc_sheet_section(s, "Higher social values (Proposition 4)");
        mc_sheet_claim(s, "higher_value",
                       "at the social value t the objective exceeds that at T "
                       "by (t-T)(E+E'), with E0, E1 for E, E'",
                       "identity t, E0, E1, x : (t-1)*(E0+E1) - (N-1)*E0/x == "
                       "((T-1)*(E0+E1) - (N-1)*E0/x) + (t-T)*(E0+E1)");
        mc_sheet_claim(s, "share_increases",
                       "the share 1 - q/(t-1) increases in t (q = "
                       "(N-1)/x_bar)",
                       "identity t, d, q : (1 - q/(t+d-1)) - (1 - q/(t-1)) == "
                       "q*d/((t-1)*(t+d-1))");
        mc_sheet_note(s, "E + E' decreases up to x_bar, so the least value "
                         "is at x_bar: t - 1 - (N-1)/x_bar (L28).");
    }
    char *text = mc_cost_sharing_word(c, social);
    if (text)
        write_above(c, number, text);
    free(text);
}
