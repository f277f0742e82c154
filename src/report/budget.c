#include "report/budget.h"

#include <stdlib.h>

#include "base/number.h"
#include "report/rational.h"

enum { DIGITS = 12 };

static bool is_exact(const mc_budget_number *number)
{
    return mpq_equal(number->lower, number->upper);
}

/* Decimals around a number that is not known exactly, with the digits that were
   asked for. */
static void enclose(char **lower, char **upper, mpq_srcptr from, mpq_srcptr to,
                    size_t asked)
{
    size_t digits = asked ? asked : DIGITS;
    /* enough places for a small number to show */
    if (mpq_sgn(to) > 0) {
        size_t below = mpz_sizeinbase(mpq_denref(to), 10),
               above = mpz_sizeinbase(mpq_numref(to), 10);
        if (below > above)
            digits += below - above;
    }
    mc_number_decimal(lower, NULL, from, (unsigned)digits);
    mc_number_decimal(NULL, upper, to, (unsigned)digits);
}

static void print_number(FILE *out, const char *words,
                         const mc_budget_number *number, unsigned digits)
{
    char *lower, *upper;
    if (is_exact(number)) {
        mc_report_value(out, words, number->lower);
        return;
    }
    enclose(&lower, &upper, number->lower, number->upper, digits);
    fprintf(out, "  %-28s in [%s, %s]\n", words, lower, upper);
    free(lower);
    free(upper);
}

static const char *route_words(mc_budget_route route)
{
    return route == MC_BUDGET_ALL ? "profiles, all that occur, were weighed"
           : route == MC_BUDGET_NEAR
               ? "profiles in which one person can matter were weighed; in "
                 "the others nobody does"
               : "sums of welfare were weighed";
}

static void print_proof(FILE *out, const mc_budget *budget, const char *file,
                        const char *certificate)
{
    bool exact = is_exact(&budget->pivotal) && is_exact(&budget->balanced) &&
                 is_exact(&budget->deviation) && is_exact(&budget->deficit);
    if (budget->checkable)
        mc_report_check(out, certificate, &file, 1);
    else
        fprintf(out,
                "Not certified: the checker goes through all profiles, and "
                "there are more than it\ntakes. The %s computed exactly or "
                "with rigorous rounding, by this program alone.\n",
                exact ? "numbers were" : "enclosures were");
}

void mc_report_budget(FILE *out, const mc_budget *budget, const char *file,
                      const char *certificate)
{
    fprintf(out, "%lu people\n", budget->people);
    print_number(out, "somebody is pivotal", &budget->pivotal, budget->digits);
    print_number(out, "budget exactly balanced", &budget->balanced,
                 budget->digits);
    print_number(out, "expected deviation per head", &budget->deviation,
                 budget->digits);
    print_number(out, "worst deficit", &budget->deficit, budget->digits);
    fprintf(out, "  %llu %s.\n", (unsigned long long)budget->weighed,
            route_words(budget->route));
    print_proof(out, budget, file, certificate);
    putc('\n', out);
}

static json_t *number_json(const mc_budget_number *number, unsigned digits)
{
    json_t *object = json_object();
    char *lower, *upper;
    if (is_exact(number)) {
        json_object_set_new(object, "exact",
                            mc_report_rational_json(number->lower));
        json_object_set_new(object, "enclosure",
                            mc_report_enclosure_json(number->lower));
        return object;
    }
    enclose(&lower, &upper, number->lower, number->upper, digits);
    json_object_set_new(object, "enclosure", json_pack("[ss]", lower, upper));
    free(lower);
    free(upper);
    return object;
}

json_t *mc_report_budget_json(const mc_budget *budget, const char *certificate)
{
    static const char *const route[] = {"all profiles", "near profiles",
                                        "sums"};
    json_t *object = json_pack(
        "{sI ss sI so so so so sb}", "people", (json_int_t)budget->people,
        "route", route[budget->route], "weighed", (json_int_t)budget->weighed,
        "pivotal", number_json(&budget->pivotal, budget->digits), "balanced",
        number_json(&budget->balanced, budget->digits), "deviation_per_head",
        number_json(&budget->deviation, budget->digits), "worst_deficit",
        number_json(&budget->deficit, budget->digits), "checkable",
        budget->checkable);
    if (certificate)
        json_object_set_new(object, "certificate", json_string(certificate));
    return object;
}
