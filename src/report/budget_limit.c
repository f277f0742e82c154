#include "base/text.h"
#include "report/budget.h"

/* The second moments are finite and the weights bounded for every statement. */
static bool stands(const mc_budget_limit *limit)
{
    return limit->drawn && limit->maximises && limit->ordered && limit->equal &&
           limit->spread;
}

static void print_theorem(FILE *out)
{
    fputs("Large populations\n"
          "  Proposition 4 and Theorem 4 of Fryxell state: if people draw "
          "(values, observables)\n"
          "  independently from one distribution, increments of values have "
          "finite second\n"
          "  moments, values and costs are 0 at nothing and do not decrease, "
          "welfare weights\n"
          "  depend on observables only and lie between positive bounds, then, "
          "for every sequence\n"
          "  of costs and shares, the probability that somebody is pivotal "
          "tends to 0, and the\n"
          "  cost-sharing pivotal mechanism is asymptotically ex-post "
          "budget-balanced: the\n"
          "  probability of exact balance tends to 1 and the expected "
          "deviation per head to 0.\n"
          "\n"
          "  Proved: this, if all welfare weights are equal and no increment "
          "v(y) - v(z), y > z, is\n"
          "  certain. The welfare cost is then the weight times the cost, a "
          "number whoever bears\n"
          "  it, and by the central limit theorem the welfare benefit stays "
          "farther from it than\n"
          "  any one person's part (doc/maths.md L54).\n"
          "  Not proved, and false: the statement with unequal weights. The "
          "proof (Lemma 2)\n"
          "  replaces abs(sum lambda_i (v_i - c_i)) by lambda_L abs(sum (v_i "
          "- c_i)), which is not\n"
          "  smaller in general: the welfare cost depends on who bears it. "
          "People who are poor\n"
          "  (lambda 2, value 1) or rich (lambda 1, value 2) with probability "
          "1/2 each, a cost of\n"
          "  3/2 a head of which the poor together bear 1/3, and ties that "
          "produce: somebody is\n"
          "  pivotal with probability 1 - 2^(1-n), 7/8 for n = 4 "
          "(`mechcert new unequal-weights`),\n"
          "  and the probability of exact balance tends to 0.\n"
          "  Not proved, and false: the statement with certain increments. If "
          "everybody has the\n"
          "  value 1 and the cost is n, everybody is pivotal whenever ties "
          "produce.\n",
          out);
}

static void print_pair(FILE *out, const mc_budget_limit *limit,
                       const mc_publicgood *good)
{
    fputs("the increment from ", out);
    mc_text_print(out, good->alternative_label[limit->steady[0]]);
    fputs(" to ", out);
    mc_text_print(out, good->alternative_label[limit->steady[1]]);
    fputs(" is the same for everybody", out);
}

static void print_faults(FILE *out, const mc_budget_limit *limit,
                         const mc_publicgood *good)
{
    if (!limit->drawn)
        fputs("    - people are not drawn independently from one distribution "
              "(\"draw\" and \"prior\")\n",
              out);
    if (!limit->maximises)
        fputs("    - the decision is a table\n", out);
    if (!limit->ordered)
        fputs("    - values or costs are not 0 at the first alternative and "
              "non-decreasing\n",
              out);
    if (!limit->equal)
        fputs("    - the weights of the decision differ\n", out);
    if (!limit->spread) {
        fputs("    - ", out);
        print_pair(out, limit, good);
        putc('\n', out);
    }
}

void mc_report_budget_limit(FILE *out, const mc_budget_limit *limit,
                            const mc_publicgood *good)
{
    print_theorem(out);
    fputs("\n  This statement: ", out);
    if (stands(limit)) {
        fprintf(out,
                "the probability that somebody is pivotal tends to 0%s.\n\n",
                limit->sharing
                    ? ", and the budget is asymptotically\n  balanced"
                    : " (Proposition 4);\n  its transfers are not the "
                      "cost-sharing pivotal ones, so nothing follows for "
                      "the budget");
        return;
    }
    fputs("nothing is proved about its limit, because\n", out);
    print_faults(out, limit, good);
    putc('\n', out);
}

json_t *mc_report_budget_limit_json(const mc_budget_limit *limit,
                                    const mc_publicgood *good)
{
    json_t *object = json_pack(
        "{sb sb sb sb sb sb sb sb}", "proved_pivotal_to_zero", stands(limit),
        "proved_balance", stands(limit) && limit->sharing, "drawn_from_one",
        limit->drawn, "decision_maximises", limit->maximises,
        "ordered_values_and_costs", limit->ordered, "equal_weights",
        limit->equal, "no_certain_increment", limit->spread,
        "cost_sharing_pivotal", limit->sharing);
    if (!limit->spread)
        json_object_set_new(
            object, "certain_increment",
            json_pack("[ss]", good->alternative_label[limit->steady[0]],
                      good->alternative_label[limit->steady[1]]));
    return object;
}
