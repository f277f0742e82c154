#define _POSIX_C_SOURCE 200809L
#include "report/judgement.h"

#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "base/message.h"
#include "base/text.h"
#include "report/rational.h"

static const char *const kind_names[] = {"optimal", "infeasible", "unbounded",
                                         "undecided"};
static const char *const claim_names[] = {
    "nothing",    "optimal",   "feasible",
    "infeasible", "unbounded", "infeasible or unbounded"};

const char *mc_report_verdict(mc_verdict verdict)
{
    static const char *const names[] = {
        "correct to its printed digits", "wrong",
        "infeasible in exact arithmetic", "undecided"};
    return names[verdict];
}

/* ---- numbers ---- */

/* numerator / denominator * 10^power */
static void scale(mpz_t numerator, mpz_t denominator, long power)
{
    mpz_t factor;
    mpz_init(factor);
    mpz_ui_pow_ui(factor, 10, (unsigned long)labs(power));
    if (power >= 0)
        mpz_mul(numerator, numerator, factor);
    else
        mpz_mul(denominator, denominator, factor);
    mpz_clear(factor);
}

/* The text of digits * 10^power in scientific notation; zeros at the end are
   dropped. */
static char *scientific_text(const mpz_t digits, long power)
{
    char *raw = mpz_get_str(NULL, 10, digits), *text;
    const char *digit = raw + (*raw == '-');
    size_t length = strlen(digit), size;
    void (*release)(void *, size_t);
    power += (long)length - 1;
    while (length > 1 && digit[length - 1] == '0')
        length--;
    size = length + 32;
    text = malloc(size);
    if (text)
        (void)snprintf(text, size, "%s%c%s%.*s%s%.0ld", *raw == '-' ? "-" : "",
                       *digit, length > 1 ? "." : "", (int)length - 1,
                       digit + 1, power ? "e" : "", power);
    mp_get_memory_functions(NULL, NULL, &release);
    release(raw, strlen(raw) + 1);
    return text;
}

void mc_report_scientific(char **lower, char **upper, mpq_srcptr value,
                          unsigned digits)
{
    /* at least `digits` digits: sizeinbase is at most 1 too large */
    long power = (long)digits + 1 -
                 (long)mpz_sizeinbase(mpq_numref(value), 10) +
                 (long)mpz_sizeinbase(mpq_denref(value), 10);
    mpz_t numerator, denominator, rounded;
    if (mpq_sgn(value) == 0) {
        *lower = strdup("0");
        *upper = strdup("0");
        return;
    }
    mpz_inits(numerator, denominator, rounded, NULL);
    mpz_set(numerator, mpq_numref(value));
    mpz_set(denominator, mpq_denref(value));
    scale(numerator, denominator, power);
    mpz_fdiv_q(rounded, numerator, denominator);
    *lower = scientific_text(rounded, -power);
    mpz_cdiv_q(rounded, numerator, denominator);
    *upper = scientific_text(rounded, -power);
    mpz_clears(numerator, denominator, rounded, NULL);
}

enum { DIGITS = 12, SHOWN = 60 };

/* "1/7 in [1.4e-1, 1.5e-1]", without the first part if it is long. */
static void print_number(FILE *out, mpq_srcptr value)
{
    size_t size = mpz_sizeinbase(mpq_numref(value), 10) +
                  mpz_sizeinbase(mpq_denref(value), 10);
    char *lower, *upper;
    if (mpz_cmp_ui(mpq_denref(value), 1) == 0 && size <= SHOWN) {
        (void)gmp_fprintf(out, "%Qd", value);
        return;
    }
    mc_report_scientific(&lower, &upper, value, DIGITS);
    if (lower && upper && strcmp(lower, upper) == 0) {
        fputs(lower, out);
    } else {
        if (size <= SHOWN)
            (void)gmp_fprintf(out, "%Qd, ", value);
        fprintf(out, "in [%s, %s]", lower ? lower : "?", upper ? upper : "?");
    }
    free(lower);
    free(upper);
}

static void print_line(FILE *out, const char *label, const char *words,
                       mpq_srcptr value)
{
    fprintf(out, "%-12s %s ", label, words);
    print_number(out, value);
    putc('\n', out);
}

static void print_place(FILE *out, const mc_lp *lp, bool row, size_t index)
{
    fputs(row ? "row " : "column ", out);
    mc_text_print(out, row ? lp->row_name[index] : lp->column_name[index]);
}

static void print_violation(FILE *out, const mc_lp *lp, const char *words,
                            const mc_violation *violation)
{
    fprintf(out, "%-12s %s: %zu; largest at ", "", words, violation->count);
    print_place(out, lp, violation->row, violation->index);
    fputs(",\n             ", out);
    print_number(out, violation->amount);
    putc('\n', out);
}

/* Whether an amount is at most 10^-digits. */
static bool is_within(mpq_srcptr amount, unsigned digits)
{
    mpq_t power;
    bool within;
    mpq_init(power);
    mpq_set_ui(power, 1, 1);
    mpz_ui_pow_ui(mpq_denref(power), 10, digits);
    within = mpq_cmp(amount, power) <= 0;
    mpq_clear(power);
    return within;
}

/* ---- text ---- */

static void print_claims(FILE *out, const mc_judgement_report *report)
{
    const mc_answer *answer = report->answer;
    fputs("Answer       ", out);
    mc_text_print(out, report->answer_file);
    fprintf(out, "\n             sha256 %s\n             format %s",
            answer->sha256, mc_answer_format_name(answer->format));
    fputs(answer->status ? ", status \"" : ", no status", out);
    if (answer->status) {
        mc_text_print(out, answer->status);
        putc('"', out);
    }
    fprintf(out, "; claims: %s\n", claim_names[report->judgement->claim]);
    if (answer->not_finite) {
        fputs("             not finite: ", out);
        mc_text_print(out, answer->not_finite);
        putc('\n', out);
    }
}

static void print_optimum(FILE *out, const mc_judgement_report *report)
{
    const mc_lp_solution *s = &report->judgement->solution;
    bool maximise = report->lp->maximise;
    fprintf(out, "%-12s status: %s\n", "Exactly", kind_names[s->kind]);
    if (s->kind == MC_LP_OPTIMAL)
        print_line(out, "", "optimum", s->value);
    if (s->kind == MC_LP_UNDECIDED && s->has_point)
        print_line(out, "", maximise ? "optimum >=" : "optimum <=", s->value);
    if (s->kind == MC_LP_UNDECIDED && s->has_prices)
        print_line(out, "",
                   maximise ? "optimum <=" : "optimum >=", s->dual_value);
}

static void print_digits(FILE *out, const mc_judged_objective *objective,
                         const mc_lp_solution *solution, bool feasible)
{
    const char *what = feasible ? "the objective at the point" : "the optimum";
    if (!objective->compared)
        return;
    if (objective->exact) {
        fprintf(out, "%-12s exactly %s\n", "", what);
        return;
    }
    print_line(out, "",
               feasible ? "minus the objective at the point:"
                        : "minus the optimum:",
               objective->error);
    fprintf(out, "%-12s ", "");
    if (feasible || mpq_sgn(solution->value) != 0)
        fprintf(out, "%zu digits are right; ", objective->right);
    if (objective->printed > 0)
        fprintf(out, "%u count as printed; ", objective->printed);
    fprintf(out, "%s to its printed digits\n",
            objective->holds ? "right" : "wrong");
    if (objective->hint)
        fprintf(out, "%-12s %s\n", "", objective->hint);
}

static void print_objective(FILE *out, const mc_judgement_report *report)
{
    const mc_judgement *j = report->judgement;
    if (!j->objective.present)
        return;
    fprintf(out, "%-12s claimed %s\n", "Objective",
            report->answer->objective_text);
    if (j->point.present)
        print_line(out, "", "minus the objective at the printed point:",
                   j->objective.from_point);
    print_digits(out, &j->objective, &j->solution,
                 j->claim == MC_CLAIM_FEASIBLE);
}

static void print_rounding(FILE *out, const mc_judged_point *point)
{
    if (point->print.fixed)
        fprintf(out, "%-12s digits: %ld decimals; ", "", -point->print.last);
    else
        fprintf(out, "%-12s digits: %u significant; ", "", point->print.digits);
    if (point->unexplained.count == 0)
        fputs("their rounding explains it: yes (each row and bound by "
              "itself)\n",
              out);
    else
        fprintf(out, "their rounding explains it: no (%zu not)\n",
                point->unexplained.count);
}

/* An infeasible point can be better than the optimum. */
static void print_loss(FILE *out, const mc_judged_point *point)
{
    mpq_t size;
    mpq_init(size);
    mpq_abs(size, point->loss);
    print_line(out, "",
               mpq_sgn(point->loss) > 0 ? "worse than the optimum by"
                                        : "better than the optimum by",
               size);
    mpq_clear(size);
}

static const char *digits_words(const mc_judgement_report *report)
{
    bool holds = report->judgement->point.digits == MC_KNOWN_YES;
    if (report->judgement->claim == MC_CLAIM_FEASIBLE)
        return holds ? "a feasible" : "no feasible";
    return holds ? "an exactly optimal" : "no optimal";
}

static void print_point(FILE *out, const mc_judgement_report *report)
{
    const mc_judged_point *point = &report->judgement->point;
    const mc_lp_kind kind = report->judgement->solution.kind;
    if (!point->present)
        return;
    fprintf(out, "%-12s as printed: %s\n", "Point",
            point->primal.count ? "infeasible" : "feasible");
    if (point->absent)
        fprintf(out, "%-12s %zu columns are not in the file and count as 0\n",
                "", point->absent);
    if (point->primal.count) {
        print_violation(out, report->lp, "violations", &point->primal);
        print_rounding(out, point);
        fprintf(out,
                "%-12s remark: within the usual tolerances 1e-6: %s, 1e-9: "
                "%s\n",
                "", is_within(point->primal.amount, 6) ? "yes" : "no",
                is_within(point->primal.amount, 9) ? "yes" : "no");
    }
    print_line(out, "", "objective there:", point->objective);
    if (kind == MC_LP_OPTIMAL && mpq_sgn(point->loss) != 0)
        print_loss(out, point);
    if (point->digits != MC_KNOWN_OPEN)
        fprintf(out, "%-12s its digits %s: %s point lies within them\n", "",
                point->digits == MC_KNOWN_YES ? "hold" : "do not hold",
                digits_words(report));
    if (point->activity.count)
        print_violation(out, report->lp,
                        "row activities that are not those of the point",
                        &point->activity);
}

static void print_agreement(FILE *out, const mc_judgement_report *report)
{
    const mc_judged_basis *basis = &report->judgement->basis;
    if (!report->judgement->point.present)
        return;
    fprintf(out, "%-12s the printed values are %s\n", "",
            basis->agrees ? "those of the basis" : "not those of the basis");
    if (mpq_sgn(basis->distance) == 0)
        return;
    fprintf(out, "%-12s largest difference at ", "");
    print_place(out, report->lp, false, basis->farthest);
    fputs(",\n             ", out);
    print_number(out, basis->distance);
    fprintf(out, "\n%-12s %zu digits of the largest value are right\n", "",
            basis->right);
}

static void print_basis(FILE *out, const mc_judgement_report *report)
{
    const mc_judged_basis *basis = &report->judgement->basis;
    const char *finding = "not solved within the limits";
    if (!basis->present)
        return;
    if (!basis->square)
        finding = "no basis: wrong number of basic variables";
    else if (basis->stray)
        finding = "no basis: a column is at an upper bound that it lacks";
    else if (basis->singular)
        finding = "singular";
    else if (basis->optimal)
        finding = basis->dual.count
                      ? "its exact solution is optimal (though not dual "
                        "feasible)"
                      : "its exact solution is optimal";
    else if (basis->solved)
        finding = "its exact solution is not optimal";
    fprintf(out, "%-12s %s\n", "Basis", finding);
    if (!basis->square)
        fprintf(out, "%-12s basic: %zu, rows: %zu\n", "", basis->basic,
                report->lp->rows);
    if (basis->stray) {
        fprintf(out, "%-12s ", "");
        print_place(out, report->lp, false, basis->first_stray);
        putc('\n', out);
    }
    if (!basis->solved)
        return;
    if (basis->primal.count)
        print_violation(out, report->lp, "primal violations", &basis->primal);
    if (basis->dual.count)
        print_violation(out, report->lp, "dual violations", &basis->dual);
    print_line(out, "", "objective there:", basis->objective);
    print_agreement(out, report);
}

static void print_convention(FILE *out, const mc_judged_duals *duals,
                             bool maximise)
{
    if (!duals->known) {
        fprintf(out, "%-12s signs cannot be told: all are 0\n", "");
        return;
    }
    fprintf(out, "%-12s signs: ", "");
    if (duals->has_prices)
        fprintf(out, "prices %s", duals->price_sign > 0 ? "as y" : "as -y");
    if (duals->has_prices && duals->has_reduced)
        fputs(", ", out);
    if (duals->has_reduced)
        fprintf(out, "reduced costs %s",
                duals->reduced_sign > 0 ? "as d" : "as -d");
    fputs("; y = rate of the optimum, d = c - A'y\n", out);
    if (duals->usual && duals->price_sign < 0)
        fprintf(out,
                "%-12s (usual for a maximisation solved as a minimisation)\n",
                "");
    if (!duals->usual)
        fprintf(out, "%-12s swapped: no solver's convention for a %s\n", "",
                maximise ? "maximisation" : "minimisation");
}

static void print_duals(FILE *out, const mc_judgement_report *report)
{
    const mc_judged_duals *duals = &report->judgement->duals;
    const mc_judged_basis *basis = &report->judgement->basis;
    const char *finding = "wrong";
    if (!duals->has_prices && !duals->has_reduced)
        return;
    if (duals->right)
        finding = "right to their printed digits";
    else if (basis->solved && basis->duals_agree)
        finding = basis->dual.count ? "those of the basis, which is not dual "
                                      "feasible"
                                    : "those of the basis";
    fprintf(out, "%-12s %s\n", "Duals", finding);
    print_convention(out, duals, report->lp->maximise);
    if (duals->wrong.count)
        print_violation(out, report->lp, "wrong signs", &duals->wrong);
    if (duals->residual.count)
        print_violation(out, report->lp, "d is not c - A'y", &duals->residual);
    if (duals->bounded) {
        print_line(out, "", "they prove the bound", duals->bound);
        if (duals->far)
            print_line(out, "", "which misses the optimum by", duals->gap);
    }
}

void mc_report_judgement(FILE *out, const mc_judgement_report *report)
{
    const mc_lp *lp = report->lp;
    const mc_judgement *j = report->judgement;
    bool solution =
        j->claim == MC_CLAIM_OPTIMAL || j->claim == MC_CLAIM_FEASIBLE;
    fputs("Program      ", out);
    mc_text_print(out, report->file);
    fprintf(out, "\n             sha256 %s\n", lp->sha256);
    fprintf(out, "             %s; %zu rows, %zu columns, %zu nonzeros\n",
            lp->maximise ? "maximise" : "minimise", lp->rows, lp->columns,
            lp->matrix.start[lp->columns]);
    print_claims(out, report);
    print_optimum(out, report);
    if (solution) {
        print_objective(out, report);
        print_point(out, report);
        print_basis(out, report);
        print_duals(out, report);
    }
    fprintf(out, "%-12s %s: %s\n", "Verdict", mc_report_verdict(j->verdict),
            j->reason);
    if (report->certificate)
        fprintf(out,
                "certificate  %s\n             check it with: "
                "mechcert-verify %s %s\n",
                report->certificate, report->file, report->certificate);
}

/* ---- JSON ---- */

/* A name need not be UTF-8: what is not becomes '?'. */
static json_t *text_json(const char *text)
{
    json_t *string = json_string(text);
    if (!string && text) {
        char *copy = strdup(text);
        for (char *c = copy; c && *c; c++)
            if ((unsigned char)*c >= 0x80)
                *c = '?';
        string = copy ? json_string(copy) : NULL;
        free(copy);
    }
    return string;
}

static void add_number(json_t *object, const char *key, mpq_srcptr value)
{
    char enclosure[64], *lower, *upper;
    (void)snprintf(enclosure, sizeof enclosure, "%s_enclosure", key);
    mc_report_scientific(&lower, &upper, value, DIGITS);
    json_object_set_new(object, key, mc_report_rational_json(value));
    json_object_set_new(object, enclosure, json_pack("[ss]", lower, upper));
    free(lower);
    free(upper);
}

static json_t *violation_json(const mc_lp *lp, const mc_violation *violation)
{
    json_t *object = json_pack("{sI}", "count", (json_int_t)violation->count);
    add_number(object, "largest", violation->amount);
    if (violation->count)
        json_object_set_new(object, violation->row ? "row" : "column",
                            text_json(violation->row
                                          ? lp->row_name[violation->index]
                                          : lp->column_name[violation->index]));
    return object;
}

static json_t *statement_json(const char *file, const char *sha256)
{
    json_t *object = json_pack("{ss}", "sha256", sha256);
    json_object_set_new(object, "file", text_json(file));
    return object;
}

static json_t *answer_json(const mc_judgement_report *report)
{
    const mc_answer *answer = report->answer;
    json_t *object = statement_json(report->answer_file, answer->sha256);
    json_object_set_new(object, "format",
                        json_string(mc_answer_format_name(answer->format)));
    if (answer->status)
        json_object_set_new(object, "status", text_json(answer->status));
    if (answer->not_finite)
        json_object_set_new(object, "not_finite",
                            text_json(answer->not_finite));
    json_object_set_new(object, "claim",
                        json_string(claim_names[report->judgement->claim]));
    return object;
}

static json_t *exact_json(const mc_judgement_report *report)
{
    const mc_lp_solution *s = &report->judgement->solution;
    bool maximise = report->lp->maximise;
    json_t *object = json_pack("{ss}", "status", kind_names[s->kind]);
    if (s->kind == MC_LP_OPTIMAL)
        add_number(object, "value", s->value);
    if (s->kind == MC_LP_UNDECIDED && s->has_point)
        add_number(object, maximise ? "lower" : "upper", s->value);
    if (s->kind == MC_LP_UNDECIDED && s->has_prices)
        add_number(object, maximise ? "upper" : "lower", s->dual_value);
    return object;
}

static json_t *objective_json(const mc_judgement_report *report)
{
    const mc_judgement *j = report->judgement;
    const mc_judged_objective *objective = &j->objective;
    json_t *object =
        json_pack("{ss sI}", "claimed", report->answer->objective_text,
                  "printed_digits", (json_int_t)objective->printed);
    if (j->point.present)
        add_number(object, "minus_objective_at_point", objective->from_point);
    if (!objective->compared)
        return object;
    json_object_set_new(object, "compared_with",
                        json_string(j->claim == MC_CLAIM_FEASIBLE
                                        ? "objective at the point"
                                        : "optimum"));
    add_number(object, "error", objective->error);
    json_object_set_new(object, "exact", json_boolean(objective->exact));
    if (!objective->exact)
        json_object_set_new(object, "digits_right",
                            json_integer((json_int_t)objective->right));
    json_object_set_new(object, "right_to_printed_digits",
                        json_boolean(objective->holds));
    if (objective->hint)
        json_object_set_new(object, "hint", json_string(objective->hint));
    return object;
}

static json_t *point_json(const mc_judgement_report *report)
{
    const mc_judged_point *point = &report->judgement->point;
    const mc_violation *primal = &point->primal;
    json_t *object =
        json_pack("{sb sI sb sb sb}", "feasible", primal->count == 0,
                  "absent_columns", (json_int_t)point->absent,
                  "rounding_explains", point->unexplained.count == 0,
                  "within_1e-6", is_within(primal->amount, 6), "within_1e-9",
                  is_within(primal->amount, 9));
    if (point->print.fixed)
        json_object_set_new(object, "printed_decimals",
                            json_integer(-point->print.last));
    else
        json_object_set_new(object, "printed_digits",
                            json_integer(point->print.digits));
    json_object_set_new(object, "violation",
                        violation_json(report->lp, primal));
    json_object_set_new(object, "violation_beyond_rounding",
                        violation_json(report->lp, &point->unexplained));
    json_object_set_new(object, "activity_differences",
                        violation_json(report->lp, &point->activity));
    add_number(object, "objective", point->objective);
    if (point->digits != MC_KNOWN_OPEN)
        json_object_set_new(object, "digits_hold",
                            json_boolean(point->digits == MC_KNOWN_YES));
    if (report->judgement->solution.kind == MC_LP_OPTIMAL)
        add_number(object, "worse_than_optimum", point->loss);
    return object;
}

static json_t *basis_json(const mc_judgement_report *report)
{
    const mc_judged_basis *basis = &report->judgement->basis;
    json_t *object = json_pack(
        "{sI sb sb sb}", "basic", (json_int_t)basis->basic, "is_basis",
        basis->square && !basis->stray && !basis->singular, "singular",
        basis->singular, "solved", basis->solved);
    if (basis->stray)
        json_object_set_new(
            object, "column_at_missing_upper_bound",
            text_json(report->lp->column_name[basis->first_stray]));
    if (!basis->solved)
        return object;
    json_object_set_new(object, "optimal", json_boolean(basis->optimal));
    json_object_set_new(object, "primal_violation",
                        violation_json(report->lp, &basis->primal));
    json_object_set_new(object, "dual_violation",
                        violation_json(report->lp, &basis->dual));
    add_number(object, "objective", basis->objective);
    if (!report->judgement->point.present)
        return object;
    json_object_set_new(object, "printed_values_agree",
                        json_boolean(basis->agrees));
    add_number(object, "largest_difference", basis->distance);
    if (mpq_sgn(basis->distance) != 0)
        json_object_set_new(object, "digits_right_of_largest_value",
                            json_integer((json_int_t)basis->right));
    return object;
}

static json_t *duals_json(const mc_judgement_report *report)
{
    const mc_judged_duals *duals = &report->judgement->duals;
    json_t *object = json_pack("{sb sb}", "right", duals->right,
                               "usual_convention", duals->usual);
    if (duals->known && duals->has_prices)
        json_object_set_new(object, "price_sign",
                            json_integer(duals->price_sign));
    if (duals->known && duals->has_reduced)
        json_object_set_new(object, "reduced_cost_sign",
                            json_integer(duals->reduced_sign));
    if (report->judgement->basis.solved)
        json_object_set_new(object, "those_of_the_basis",
                            json_boolean(report->judgement->basis.duals_agree));
    json_object_set_new(object, "wrong_signs",
                        violation_json(report->lp, &duals->wrong));
    json_object_set_new(object, "residuals",
                        violation_json(report->lp, &duals->residual));
    if (duals->bounded)
        add_number(object, "bound", duals->bound);
    return object;
}

static void add_findings(json_t *root, const mc_judgement_report *report)
{
    const mc_judgement *j = report->judgement;
    if (j->claim != MC_CLAIM_OPTIMAL && j->claim != MC_CLAIM_FEASIBLE)
        return;
    if (j->objective.present)
        json_object_set_new(root, "objective", objective_json(report));
    if (j->point.present)
        json_object_set_new(root, "point", point_json(report));
    if (j->basis.present)
        json_object_set_new(root, "basis", basis_json(report));
    if (j->duals.has_prices || j->duals.has_reduced)
        json_object_set_new(root, "duals", duals_json(report));
}

mc_status mc_report_judgement_json(FILE *out, mc_message *message,
                                   const mc_judgement_report *report)
{
    const mc_judgement *j = report->judgement;
    json_t *root =
        json_pack("{ss ss ss}", "format", "mechcert-lp-judgement-1", "verdict",
                  mc_report_verdict(j->verdict), "reason", j->reason);
    json_object_set_new(root, "statement",
                        statement_json(report->file, report->lp->sha256));
    json_object_set_new(root, "answer", answer_json(report));
    json_object_set_new(root, "exact", exact_json(report));
    add_findings(root, report);
    if (report->certificate)
        json_object_set_new(root, "certificate",
                            text_json(report->certificate));
    return mc_report_json(out, message, root);
}
