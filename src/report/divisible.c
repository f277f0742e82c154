/* Properties, lotteries, best prices and losses of divisible goods. */
/* gmp.h declares its functions on streams only after this one. */
#include <stdio.h>

#include <stdint.h>

#include "base/text.h"
#include "report/divisible_words.h"
#include "report/rational.h"

/* Prices that are listed; further ones are only counted. */
enum { MOST_PRICES = 30 };

/* ---- properties ---- */

static const char *word_of(mc_status status)
{
    return status == MC_OK ? "holds"
                           : (status == MC_REFUTED ? "violated" : "undecided");
}

static void print_monotone(FILE *out, const mc_divisible *good,
                           const mc_divisible_monotone *monotone)
{
    fputs("      at ", out);
    mc_divisible_print_point(out, good, monotone->point);
    fputs("\n      ", out);
    if (monotone->failed < good->agents) {
        fputs("the slope of the level in the value of ", out);
        mc_text_print(out, good->agent_label[monotone->failed]);
    } else {
        fputs("the level", out);
    }
    (void)gmp_fprintf(out,
                      " is %Qd (no certificate: the format has none of "
                      "this)\n",
                      monotone->value);
}

static void print_verdict(FILE *out, const mc_divisible *good,
                          const mc_divisible_verdict *verdict)
{
    fprintf(out, "  %-24s %s", verdict->name, word_of(verdict->status));
    if (verdict->status == MC_UNDECIDED)
        fprintf(out, ": %s", verdict->reason);
    if (verdict->status != MC_REFUTED) {
        putc('\n', out);
        return;
    }
    if (verdict->finding)
        (void)gmp_fprintf(out, ", by %Qd at worst\n", verdict->finding->value);
    else if (verdict->value)
        (void)gmp_fprintf(out, ", at least by %Qd\n", verdict->value->value);
    else
        putc('\n', out);
    if (verdict->finding)
        mc_divisible_print_finding(out, good, verdict->finding);
    if (verdict->value) {
        fputs("      at ", out);
        mc_divisible_print_point(out, good, verdict->value->point);
        putc('\n', out);
    }
    if (verdict->monotone)
        print_monotone(out, good, verdict->monotone);
}

void mc_report_divisible_check(FILE *out, const mc_divisible_report *report,
                               const mc_divisible_verdict *verdict,
                               size_t verdicts)
{
    mc_divisible_print_head(out, report);
    for (size_t v = 0; v < verdicts; v++)
        print_verdict(out, report->good, &verdict[v]);
    putc('\n', out);
    for (size_t v = 0; v < verdicts; v++)
        if (verdict[v].certificate)
            mc_report_check(out, verdict[v].certificate, &report->path, 1);
}

static json_t *verdict_json(const mc_divisible *good,
                            const mc_divisible_verdict *verdict)
{
    json_t *object = json_pack("{ss ss}", "property", verdict->name, "verdict",
                               word_of(verdict->status));
    bool refuted = verdict->status == MC_REFUTED;
    if (verdict->reason)
        json_object_set_new(object, "reason", json_string(verdict->reason));
    if (verdict->finding) {
        json_object_set_new(object, "largest_violation",
                            mc_report_rational_json(verdict->finding->value));
        if (refuted)
            json_object_set_new(
                object, "witness",
                mc_divisible_finding_json(good, verdict->finding));
    }
    if (verdict->value || (verdict->monotone && refuted))
        json_object_set_new(
            object, "value",
            mc_report_rational_json(verdict->value ? verdict->value->value
                                                   : verdict->monotone->value));
    if ((verdict->value || verdict->monotone) && refuted)
        json_object_set_new(
            object, "point",
            mc_divisible_numbers_json(verdict->value ? verdict->value->point
                                                     : verdict->monotone->point,
                                      good->agents));
    if (verdict->certificate)
        json_object_set_new(object, "certificate",
                            json_string(verdict->certificate));
    return object;
}

json_t *mc_report_divisible_check_json(const mc_divisible_report *report,
                                       const mc_divisible_verdict *verdict,
                                       size_t verdicts)
{
    json_t *object = mc_divisible_json(report, "mechcert-divisible-check-1");
    json_t *list = json_array();
    for (size_t v = 0; v < verdicts; v++)
        json_array_append_new(list, verdict_json(report->good, &verdict[v]));
    json_object_set_new(object, "properties", list);
    return object;
}

/* ---- the lottery ---- */

/* rest = 1 - the sum of the weights */
static void set_rest(mpq_t rest, const mc_divisible *good, mpq_t *weight)
{
    mpq_set_ui(rest, 1, 1);
    for (size_t k = 0; k < good->cells; k++)
        mpq_sub(rest, rest, weight[k]);
}

static void print_lottery(FILE *out, const mc_divisible *good, mpq_t *weight)
{
    size_t shown = 0;
    mpq_t rest;
    mpq_init(rest);
    set_rest(rest, good, weight);
    fputs("The mechanism is a lottery over balanced posted prices:\n", out);
    for (size_t k = 0; k < good->cells; k++) {
        if (mpq_sgn(weight[k]) == 0 || shown++ >= MOST_PRICES)
            continue;
        (void)gmp_fprintf(out, "  probability %Qd: ", weight[k]);
        for (size_t i = 0; i < good->agents; i++) {
            fputs(i ? ", " : "", out);
            mc_text_print(out, good->agent_label[i]);
            (void)gmp_fprintf(out, " %Qd", mc_cell_lower(good, k, i));
        }
        putc('\n', out);
    }
    if (shown > MOST_PRICES)
        fprintf(out, "  and %zu more; --json lists them all\n",
                shown - MOST_PRICES);
    if (mpq_sgn(rest) > 0)
        (void)gmp_fprintf(out, "  probability %Qd: nothing is produced\n",
                          rest);
    mpq_clear(rest);
    fputs("So it is incentive compatible, individually rational and balanced "
          "at every type.\n",
          out);
}

void mc_report_divisible_lottery(FILE *out, const mc_divisible_report *report,
                                 mpq_t *weight,
                                 const mc_divisible_finding *finding)
{
    mc_divisible_print_head(out, report);
    if (weight) {
        print_lottery(out, report->good, weight);
        return;
    }
    fprintf(out,
            "The mechanism is no lottery over balanced posted prices: %s is "
            "violated\n",
            mc_divisible_property_name(finding->property));
    mc_divisible_print_finding(out, report->good, finding);
}

static json_t *price_json(const mc_divisible *good, mpq_srcptr weight,
                          size_t cell)
{
    json_t *price = json_array();
    for (size_t i = 0; i < good->agents; i++)
        json_array_append_new(
            price, mc_report_rational_json(mc_cell_lower(good, cell, i)));
    return json_pack("{so so}", "probability", mc_report_rational_json(weight),
                     "price", price);
}

json_t *mc_report_divisible_lottery_json(const mc_divisible_report *report,
                                         mpq_t *weight,
                                         const mc_divisible_finding *finding)
{
    const mc_divisible *good = report->good;
    json_t *object =
        mc_divisible_json(report, "mechcert-divisible-decompose-1");
    json_object_set_new(object, "lottery", json_boolean(weight != NULL));
    if (!weight) {
        json_object_set_new(
            object, "violated",
            json_string(mc_divisible_property_name(finding->property)));
        json_object_set_new(object, "largest_violation",
                            mc_report_rational_json(finding->value));
        json_object_set_new(object, "witness",
                            mc_divisible_finding_json(good, finding));
        return object;
    }
    json_t *list = json_array();
    for (size_t k = 0; k < good->cells; k++)
        if (mpq_sgn(weight[k]) != 0)
            json_array_append_new(list, price_json(good, weight[k], k));
    json_object_set_new(object, "prices", list);
    return object;
}

/* ---- the best price ---- */

static void print_optima(FILE *out, const mc_divisible_best *best,
                         const mc_divisible_optimum *const optimum[2])
{
    mpq_srcptr zero = optimum[0]->value;
    fputs("Robust mechanisms that are constant on the cells, lowest types "
          "indifferent\n",
          out);
    mc_report_value(out, "largest expected welfare", zero);
    fputs(mpq_equal(zero, best->value)
              ? "  no such mechanism does better than the best price\n"
              : "  less than the best price, which is not on the cuts\n",
          out);
    if (!optimum[1])
        return;
    mpq_srcptr relaxed = optimum[1]->value;
    fputs("The same where lowest types may have utility\n", out);
    mc_report_value(out, "largest expected welfare", relaxed);
    if (mpq_equal(zero, relaxed))
        fputs("  the same: utility of lowest types does not help\n", out);
    else if (mpq_cmp(relaxed, best->value) > 0)
        fputs("  more than every posted price: Assumption 3 matters for this "
              "belief\n",
              out);
    else
        fputs("  more than with indifferent lowest types, but not than the "
              "best price\n",
              out);
}

void mc_report_divisible_best(FILE *out, const mc_divisible_report *report,
                              const mc_divisible_best *best,
                              const mc_divisible_optimum *const optimum[2])
{
    mpq_t loss;
    mpq_init(loss);
    mpq_sub(loss, best->first_best, best->value);
    mc_divisible_print_head(out, report);
    fputs("The best posted price for the belief: ", out);
    for (size_t i = 0; i < best->agents; i++) {
        fputs(i ? ", " : "", out);
        mc_text_print(out, report->good->agent_label[i]);
        (void)gmp_fprintf(out, " %Qd", best->price[i]);
    }
    putc('\n', out);
    mc_report_value(out, "expected welfare", best->value);
    mc_report_value(out, "efficient welfare", best->first_best);
    mc_report_value(out, "expected loss", loss);
    mpq_clear(loss);
    if (optimum[0])
        print_optima(out, best, optimum);
}

json_t *
mc_report_divisible_best_json(const mc_divisible_report *report,
                              const mc_divisible_best *best,
                              const mc_divisible_optimum *const optimum[2])
{
    mpq_t loss;
    mpq_init(loss);
    mpq_sub(loss, best->first_best, best->value);
    json_t *object = mc_divisible_json(report, "mechcert-divisible-best-1");
    json_object_set_new(object, "price",
                        mc_divisible_numbers_json(best->price, best->agents));
    json_object_set_new(object, "welfare",
                        mc_report_rational_json(best->value));
    json_object_set_new(object, "efficient_welfare",
                        mc_report_rational_json(best->first_best));
    json_object_set_new(object, "expected_loss", mc_report_rational_json(loss));
    if (optimum[0])
        json_object_set_new(object, "robust_optimum_zero",
                            mc_report_rational_json(optimum[0]->value));
    if (optimum[1])
        json_object_set_new(object, "robust_optimum_free",
                            mc_report_rational_json(optimum[1]->value));
    mpq_clear(loss);
    return object;
}

/* ---- losses ---- */

void mc_report_divisible_loss(FILE *out, const mc_divisible_report *report,
                              mpq_srcptr expected, mpq_srcptr maximal,
                              size_t cell)
{
    mc_divisible_print_head(out, report);
    fputs("What the mechanism loses against the efficient level\n", out);
    if (expected)
        mc_report_value(out, "expected, for the belief", expected);
    if (!maximal)
        return;
    mc_report_value(out, "supremum over all types", maximal);
    fputs("      at ", out);
    mc_divisible_print_cell(out, report->good, cell);
    putc('\n', out);
}

json_t *mc_report_divisible_loss_json(const mc_divisible_report *report,
                                      mpq_srcptr expected, mpq_srcptr maximal,
                                      size_t cell)
{
    json_t *object = mc_divisible_json(report, "mechcert-divisible-loss-1");
    if (expected)
        json_object_set_new(object, "expected_loss",
                            mc_report_rational_json(expected));
    if (maximal) {
        json_object_set_new(object, "maximal_loss",
                            mc_report_rational_json(maximal));
        json_object_set_new(object, "cell",
                            mc_divisible_cell_json(report->good, cell));
    }
    return object;
}

/* ---- the display ---- */

void mc_report_divisible_display(FILE *out, const mc_divisible_report *report,
                                 const mc_divisible_display *display)
{
    bool same = mpq_equal(display->difference, display->value) != 0;
    mc_divisible_print_head(out, report);
    fputs("The last display of the proof of Lemma 2, on the cube from ", out);
    mc_divisible_print_point(out, report->good, display->lower);
    fputs("\n  up to ", out);
    mc_divisible_print_point(out, report->good, display->eta);
    putc('\n', out);
    mc_report_value(out, "mixed difference", display->difference);
    mc_report_value(out, "what the display says", display->value);
    fputs(same ? "  they are equal on this cube\n"
               : "  they differ: the display is wrong\n",
          out);
}

json_t *mc_report_divisible_display_json(const mc_divisible_report *report,
                                         const mc_divisible_display *display)
{
    json_t *object = mc_divisible_json(report, "mechcert-divisible-display-1");
    json_object_set_new(
        object, "equal",
        json_boolean(mpq_equal(display->difference, display->value)));
    json_object_set_new(object, "mixed_difference",
                        mc_report_rational_json(display->difference));
    json_object_set_new(object, "display",
                        mc_report_rational_json(display->value));
    json_object_set_new(
        object, "eta",
        mc_divisible_numbers_json(display->eta, display->agents));
    return object;
}
