#include "report/welfare_loss.h"

#include <stdbool.h>
#include <stdlib.h>

#include <jansson.h>

#include "base/number.h"
#include "report/rational.h"

enum { DIGITS = 6 };

static bool is_exact(const mc_loss_bracket *b)
{
    return mpq_equal(b->belief->value, mc_loss_bracket_upper(b));
}

static void print_head(FILE *out, size_t agents)
{
    fprintf(out,
            "The welfare loss of posted prices for a divisible public good, "
            "%zu agents\n\n"
            "Values lie in [0, b], the cost is c with b < c < %zu b, and S = "
            "%zu b - c is the largest\n"
            "surplus. kappa S is the largest, over beliefs, of the least "
            "expected welfare loss of a\n"
            "lottery over posted prices that balance the budget: sup_F min "
            "EWL = kappa S.\n\n",
            agents, agents, agents);
}

/* "b < c < 3 b", "35/18 b < c < 3 b" */
static void print_range(FILE *out, const mc_loss_bound *bound)
{
    if (mpq_cmp_ui(bound->from, 1, 1) == 0)
        fprintf(out, "b < c < %zu b", bound->agents);
    else
        (void)gmp_fprintf(out, "%Qd b < c < %zu b", bound->from, bound->agents);
}

static void print_belief(FILE *out, const mc_loss_bound *bound)
{
    mc_report_value(out, "kappa at least", bound->value);
    fputs("    for all c with ", out);
    print_range(out, bound);
    fprintf(out,
            ": a belief on %zu orbit%s of types, grid 1/%zu,\n"
            "    in which no value is more than ",
            bound->count, bound->count == 1 ? "" : "s", bound->grid);
    (void)gmp_fprintf(out, "%Qd S below b\n", bound->reach);
}

static void print_lottery(FILE *out, const mc_loss_bound *bound)
{
    mc_report_value(out, "kappa at most", bound->value);
    fprintf(out,
            "    for all c with b < c < %zu b: a lottery over %zu orbits of "
            "prices, grid 1/%zu\n",
            bound->agents, bound->count, bound->grid);
}

static void print_closed(FILE *out, const mc_loss_bracket *b)
{
    char *lower, *upper;
    mc_number_decimal(&lower, NULL, b->closed_lower, 2 * DIGITS);
    mc_number_decimal(NULL, &upper, b->closed_upper, 2 * DIGITS);
    fprintf(out,
            "  The uniform lottery (Proposition 3), ((N-1)/N) N^(-1/(N-1)), "
            "for all b < c < %zu b:\n%31s",
            b->agents, "");
    if (mpq_equal(b->closed_lower, b->closed_upper))
        (void)gmp_fprintf(out, "%Qd exactly\n", b->closed_lower);
    else
        fprintf(out, "in [%s, %s]\n", lower, upper);
    free(lower);
    free(upper);
}

/* "0.361446", rounded down or up; to be freed */
static char *rounded(mpq_srcptr value, bool up)
{
    char *text;
    mc_number_decimal(up ? NULL : &text, up ? &text : NULL, value, DIGITS);
    return text;
}

static void print_verdict(FILE *out, const mc_loss_bracket *b)
{
    mpq_srcptr upper = mc_loss_bracket_upper(b);
    if (is_exact(b)) {
        (void)gmp_fprintf(out,
                          "So kappa = %Qd: sup_F min EWL = %Qd (%zu b - "
                          "c) for all c with ",
                          upper, upper, b->agents);
        print_range(out, b->belief);
        fputs(".\n", out);
        return;
    }
    char *low = rounded(b->belief->value, false), *high = rounded(upper, true);
    fprintf(out,
            "So sup_F min EWL is between %s (%zu b - c) and %s (%zu b - c) for "
            "all c with\n",
            low, b->agents, high, b->agents);
    print_range(out, b->belief);
    if (b->anywhere && b->anywhere != b->belief) {
        free(low);
        low = rounded(b->anywhere->value, false);
        fprintf(out, ", and at least %s (%zu b - c) for all c with ", low,
                b->agents);
        print_range(out, b->anywhere);
    }
    fputs(".\n", out);
    if (b->agents == 3)
        fputs("Andreyanov, Copic and Jeong prove 1/4 and the closed form, "
              "0.3849, and leave open where\n"
              "between them the truth lies.\n",
              out);
    free(low);
    free(high);
}

static void print_search(FILE *out, const mc_loss_bracket *b)
{
    if (b->grid == 0 && !is_exact(b))
        fputs("No grid was searched: there are too many agents.\n", out);
    if (!b->complete)
        fprintf(out,
                "The search was stopped on the grid 1/%zu; all bounds hold "
                "nevertheless.\n",
                b->grid);
}

static void print_checks(FILE *out, const mc_loss_report *report)
{
    const char *const certificate[] = {report->belief, report->anywhere,
                                       report->lottery, report->closed};
    if (!report->closed) {
        fputs("Nothing was written; give -o DIR to keep the proofs.\n", out);
        return;
    }
    fputs("Check with:\n", out);
    for (size_t i = 0; i < sizeof certificate / sizeof *certificate; i++)
        if (certificate[i])
            fprintf(out, "  mechcert-verify %s %s\n", report->statement,
                    certificate[i]);
}

mc_status mc_report_loss(FILE *out, mc_message *message,
                         const mc_loss_report *report)
{
    const mc_loss_bracket *b = report->bracket;
    (void)message;
    print_head(out, b->agents);
    print_belief(out, b->belief);
    if (b->anywhere && b->anywhere != b->belief)
        print_belief(out, b->anywhere);
    if (b->lottery)
        print_lottery(out, b->lottery);
    print_closed(out, b);
    print_verdict(out, b);
    print_search(out, b);
    print_checks(out, report);
    return MC_OK;
}

static json_t *bound_json(const mc_loss_bound *bound, const char *certificate)
{
    json_t *root = json_pack(
        "{so so so sI sI}", "value", mc_report_rational_json(bound->value),
        "enclosure", mc_report_enclosure_json(bound->value), "cost_above",
        mc_report_rational_json(bound->from), "grid", (json_int_t)bound->grid,
        "orbits", (json_int_t)bound->count);
    if (root && bound->side == MC_LOSS_BELIEF)
        json_object_set_new(root, "reach",
                            mc_report_rational_json(bound->reach));
    if (root && certificate)
        json_object_set_new(root, "certificate", json_string(certificate));
    return root;
}

mc_status mc_report_loss_json(FILE *out, mc_message *message,
                              const mc_loss_report *report)
{
    const mc_loss_bracket *b = report->bracket;
    json_t *closed =
        json_pack("{so so}", "lower", mc_report_rational_json(b->closed_lower),
                  "upper", mc_report_rational_json(b->closed_upper));
    if (closed && report->closed)
        json_object_set_new(closed, "certificate", json_string(report->closed));
    json_t *root = json_pack(
        "{ss sI so so so sb sb sI}", "format",
        "mechcert-welfare-loss-bracket-1", "agents", (json_int_t)b->agents,
        "belief", bound_json(b->belief, report->belief), "closed_form", closed,
        "upper", mc_report_rational_json(mc_loss_bracket_upper(b)), "exact",
        is_exact(b), "complete", b->complete, "grid", (json_int_t)b->grid);
    if (root && b->anywhere)
        json_object_set_new(root, "belief_all_costs",
                            bound_json(b->anywhere, b->anywhere == b->belief
                                                        ? report->belief
                                                        : report->anywhere));
    if (root && b->lottery)
        json_object_set_new(root, "lottery",
                            bound_json(b->lottery, report->lottery));
    return mc_report_json(out, message, root);
}
