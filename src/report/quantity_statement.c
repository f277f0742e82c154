/* A public good of a continuous quantity as it was read. */
#include "report/quantity.h"

#include "base/text.h"
#include "report/cells.h"
#include "report/publicgood.h"
#include "report/table.h"

/* Further agents, and pieces of one function, are only counted. */
enum { MOST = 40 };

static size_t shown(size_t count)
{
    return count < MOST ? count : MOST;
}

static void print_rest(FILE *out, size_t count, const char *noun)
{
    if (count > MOST)
        fprintf(out, "  and %zu more %s\n", count - MOST, noun);
}

/* 2 - 1/2 y + y^3 */
static void print_polynomial(FILE *out, const mc_polynomial *p)
{
    const char *plus = "", *minus = "-";
    mpq_t size;
    mpq_init(size);
    if (p->length == 0)
        putc('0', out);
    for (size_t j = 0; j < p->length; j++) {
        mpq_srcptr coefficient = p->coefficient[j];
        if (mpq_sgn(coefficient) == 0)
            continue;
        mpq_abs(size, coefficient);
        fputs(mpq_sgn(coefficient) < 0 ? minus : plus, out);
        if (j == 0 || mpq_cmp_ui(size, 1, 1) != 0)
            (void)gmp_fprintf(out, j ? "%Qd " : "%Qd", size);
        if (j == 1)
            putc('y', out);
        else if (j > 1)
            fprintf(out, "y^%zu", j);
        plus = " + ";
        minus = " - ";
    }
    mpq_clear(size);
}

/* share: NULL if there is one function only. */
static void print_pieces(FILE *out, const mc_quantity *quantity,
                         const mc_polynomial *slope, const mc_polynomial *share)
{
    for (size_t k = 0; k < shown(quantity->pieces); k++) {
        (void)gmp_fprintf(out, "  from %Qd to %Qd: ", quantity->knot[k],
                          quantity->knot[k + 1]);
        print_polynomial(out, slope + k);
        if (share) {
            fputs("; share ", out);
            print_polynomial(out, share + k);
        }
        putc('\n', out);
    }
    print_rest(out, quantity->pieces, "pieces");
}

/* What a function is worth at the largest quantity. */
static void fill_whole(mc_cells *cells, size_t row, size_t column,
                       const mc_quantity *quantity, const mc_polynomial *slope)
{
    mpq_t zero, whole;
    mpq_inits(zero, whole, NULL);
    mc_slopes_integral(whole, quantity->knot, slope, zero,
                       quantity->knot[quantity->pieces]);
    mc_cells_set(cells, row, column, "%Qd", whole);
    mpq_clears(zero, whole, NULL);
}

static mc_status print_agents(FILE *out, mc_message *message,
                              const mc_quantity *quantity)
{
    size_t rows = shown(quantity->agents), last = quantity->duty ? 4 : 3;
    mc_cells cells;
    fprintf(out,
            "\nAgents (%zu), with the value and the fair share of one "
            "person of the largest\nquantity:\n",
            quantity->agents);
    mc_cells_init(&cells, rows + 1, last + 2);
    mc_cells_set(&cells, 0, 1, "people");
    mc_cells_set(&cells, 0, 2, "weight");
    if (quantity->duty)
        mc_cells_set(&cells, 0, 3, "duty");
    mc_cells_set(&cells, 0, last, "value");
    mc_cells_set(&cells, 0, last + 1, "share");
    for (size_t i = 0; i < rows; i++) {
        size_t at = i * quantity->pieces;
        mc_cells_take(&cells, i + 1, 0, mc_report_label(quantity->label[i]));
        mc_cells_set(&cells, i + 1, 1, "%lu", quantity->count[i]);
        mc_cells_set(&cells, i + 1, 2, "%Qd", quantity->weight[i]);
        if (quantity->duty)
            mc_cells_set(&cells, i + 1, 3, "%Qd", quantity->duty[i]);
        fill_whole(&cells, i + 1, last, quantity, quantity->value + at);
        fill_whole(&cells, i + 1, last + 1, quantity, quantity->share + at);
    }
    mc_status status = mc_cells_print(out, message, &cells);
    mc_cells_clear(&cells);
    print_rest(out, quantity->agents, "agents");
    return status;
}

static void print_functions(FILE *out, const mc_quantity *quantity)
{
    fputs("\nMarginal cost at the quantity y:\n", out);
    print_pieces(out, quantity, quantity->cost, NULL);
    for (size_t i = 0; i < shown(quantity->agents); i++) {
        size_t at = i * quantity->pieces;
        fputs("\nMarginal value, and fair share of the marginal cost, of one "
              "person of ",
              out);
        mc_text_print(out, quantity->label[i]);
        fputs(":\n", out);
        print_pieces(out, quantity, quantity->value + at, quantity->share + at);
    }
    print_rest(out, quantity->agents, "agents");
}

mc_status mc_report_quantity(FILE *out, mc_message *message,
                             const mc_quantity *quantity)
{
    static const char *const tie[] = {
        [MC_TIE_NONE] = "No rule for ties",
        [MC_TIE_LOWEST] = "Of several, the lowest",
        [MC_TIE_HIGHEST] = "Of several, the highest"};
    mc_report_head(out, "Public good of a continuous quantity",
                   "mechcert-quantity-1", quantity->sha256, quantity->title,
                   quantity->notes);
    (void)gmp_fprintf(out, "\nQuantities from 0 to %Qd\n",
                      quantity->knot[quantity->pieces]);
    mc_status status = print_agents(out, message, quantity);
    print_functions(out, quantity);
    fprintf(out, "\nFair shares: %s.\n",
            quantity->equal  ? "equal parts for all people"
            : quantity->duty ? "in proportion to each person's duty"
                             : "as the file lists them");
    fprintf(
        out, "Decision: %s.\n  %s.\n",
        quantity->utilitarian
            ? "utilitarian: the largest sum, over all people, of the weight "
              "times\n  (value - fair share)"
            : "efficient: the largest sum, over all people, of (value - "
              "fair share);\n  weights do not count",
        tie[quantity->tie]);
    return status;
}
