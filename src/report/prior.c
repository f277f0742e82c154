/* Priors, and sets of priors, in words. */
#include "report/statement.h"

#include "base/text.h"
#include "game/prior.h"
#include "report/table.h"

static void print_given(FILE *out, const mc_prior *prior)
{
    fprintf(out, "\nStates (%zu) and their probability:\n", prior->states);
    for (size_t s = 0; s < prior->states; s++) {
        fprintf(out, "  %zu  ", s);
        mc_text_print(out, prior->state_label[s]);
        (void)gmp_fprintf(out, ": %Qd\n", prior->given[s]);
    }
}

/* 2 P(low) - 1/2 P(high) >= 1 */
static void print_row(FILE *out, const mc_prior *prior, size_t row)
{
    static const char *const senses[MC_PRIOR_SENSES] = {">=", "<=", "="};
    mpq_t *c = prior->coefficient + row * (prior->states + 1);
    bool first = true;
    mpq_t size;
    mpq_init(size);
    fprintf(out, "  %zu  ", row);
    for (size_t s = 0; s < prior->states; s++) {
        if (mpq_sgn(c[s]) == 0)
            continue;
        mpq_abs(size, c[s]);
        if (mpq_sgn(c[s]) < 0)
            fputs(first ? "-" : " - ", out);
        else
            fputs(first ? "" : " + ", out);
        if (mpq_cmp_ui(size, 1, 1) != 0)
            (void)gmp_fprintf(out, "%Qd ", size);
        fputs("P(", out);
        mc_text_print(out, prior->state_label[s]);
        fputc(')', out);
        first = false;
    }
    (void)gmp_fprintf(out, "%s %s %Qd\n", first ? "0" : "",
                      senses[mc_prior_row_sense(prior, row)], c[prior->states]);
    mpq_clear(size);
}

mc_status mc_report_prior(FILE *out, mc_message *message, const mc_prior *prior)
{
    (void)message;
    mc_report_head(out, prior->given ? "Prior" : "Set of priors",
                   "mechcert-prior-1", prior->sha256, prior->title,
                   prior->notes);
    if (prior->given) {
        print_given(out, prior);
        return MC_OK;
    }
    mc_report_labels(out, "States", prior->state_label, prior->states);
    fprintf(out,
            "\nAll probabilities P of the states, not negative and with sum 1, "
            "that satisfy\n%zu condition%s:\n",
            prior->rows, prior->rows == 1 ? "" : "s");
    for (size_t row = 0; row < prior->rows; row++)
        print_row(out, prior, row);
    return MC_OK;
}
