#define _POSIX_C_SOURCE 200809L
#include "publicgood/quantity.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "game/statement.h"

static const char format_name[] = "mechcert-quantity-1";

static void free_polynomials(mc_polynomial *row, size_t count)
{
    for (size_t j = 0; j < count && row; j++)
        mc_polynomial_clear(row + j);
    free(row);
}

void mc_quantity_free(mc_quantity *quantity)
{
    if (!quantity)
        return;
    size_t agents = quantity->agents, pieces = quantity->pieces;
    free_polynomials(quantity->share, agents * pieces);
    free_polynomials(quantity->value, agents * pieces);
    free_polynomials(quantity->cost, pieces);
    mc_rationals_free(quantity->duty, agents);
    mc_rationals_free(quantity->weight, agents);
    mc_rationals_free(quantity->knot, pieces + 1);
    free(quantity->count);
    mc_labels_free(quantity->label, agents);
    free(quantity->notes);
    free(quantity->title);
    free(quantity);
}

/* --- writing ----------------------------------------------------------- */

static mc_status print_polynomial(FILE *out, mc_message *message,
                                  const mc_polynomial *p)
{
    if (p->length > 0)
        return mc_statement_print_row(out, message, p->coefficient[0],
                                      p->length);
    fputs("[0]", out);
    return MC_OK;
}

static mc_status print_pieces(FILE *out, mc_message *message,
                              const mc_polynomial *row, size_t pieces)
{
    mc_status status = MC_OK;
    fputc('[', out);
    for (size_t k = 0; k < pieces && status == MC_OK; k++) {
        fputs(k > 0 ? ", " : "", out);
        status = print_polynomial(out, message, row + k);
    }
    fputc(']', out);
    return status;
}

static mc_status print_agents(FILE *out, mc_message *message,
                              const mc_polynomial *rows,
                              const mc_quantity *quantity)
{
    mc_status status = MC_OK;
    fputs("[\n", out);
    for (size_t i = 0; i < quantity->agents && status == MC_OK; i++) {
        fputs("    ", out);
        status = print_pieces(out, message, rows + i * quantity->pieces,
                              quantity->pieces);
        fputs(i + 1 < quantity->agents ? ",\n" : "\n", out);
    }
    fputs("  ]", out);
    return status;
}

static mc_status print_people(FILE *out, mc_message *message,
                              const mc_quantity *quantity)
{
    mc_status status = MC_OK;
    fputs("  \"agents\": ", out);
    mc_statement_print_labels(out, quantity->label, quantity->agents);
    for (size_t i = 0; i < quantity->agents && quantity->counted; i++)
        fprintf(out, "%s%lu", i == 0 ? ",\n  \"counts\": [" : ", ",
                quantity->count[i]);
    fputs(quantity->counted ? "]" : "", out);
    if (quantity->weighted) {
        fputs(",\n  \"weights\": ", out);
        status = mc_statement_print_row(out, message, quantity->weight[0],
                                        quantity->agents);
    }
    fputs(",\n  \"knots\": ", out);
    if (status == MC_OK)
        status = mc_statement_print_row(out, message, quantity->knot[0],
                                        quantity->pieces + 1);
    return status;
}

static mc_status print_shares(FILE *out, mc_message *message,
                              const mc_quantity *quantity)
{
    if (quantity->duty) {
        fputs(",\n  \"duty\": ", out);
        return mc_statement_print_row(out, message, quantity->duty[0],
                                      quantity->agents);
    }
    fputs(",\n  \"shares\": ", out);
    if (!quantity->equal)
        return print_agents(out, message, quantity->share, quantity);
    fputs("\"equal\"", out);
    return MC_OK;
}

static mc_status print_quantity(FILE *out, mc_message *message,
                                const void *object)
{
    const mc_quantity *quantity = object;
    mc_statement_print_head(out, format_name, quantity->title, quantity->notes);
    mc_status status = print_people(out, message, quantity);
    fputs(",\n  \"cost\": ", out);
    if (status == MC_OK)
        status = print_pieces(out, message, quantity->cost, quantity->pieces);
    if (status == MC_OK)
        status = print_shares(out, message, quantity);
    fputs(",\n  \"values\": ", out);
    if (status == MC_OK)
        status = print_agents(out, message, quantity->value, quantity);
    fprintf(out, ",\n  \"decision\": \"%s\"",
            quantity->utilitarian ? "utilitarian" : "efficient");
    if (quantity->tie != MC_TIE_NONE)
        fprintf(out, ",\n  \"tie\": \"%s\"",
                quantity->tie == MC_TIE_LOWEST ? "lowest" : "highest");
    fputs("\n}\n", out);
    return status;
}

mc_status mc_quantity_write(const mc_quantity *quantity, mc_message *message,
                            const char *path)
{
    return mc_statement_write(message, path, print_quantity, quantity);
}

mc_status mc_quantity_seal(mc_quantity *quantity, mc_message *message)
{
    return mc_statement_hash(quantity->sha256, message, print_quantity,
                             quantity);
}

/* --- examples ---------------------------------------------------------- */

static const char figure_2[] =
    "{\"format\": \"mechcert-quantity-1\",\n"
    "\"title\": \"An example like Figure 2\",\n"
    "\"notes\": \"Marginal values fall, the marginal cost rises; the welfare "
    "of i counts twice.\",\n"
    "\"agents\": [\"i\", \"others\"], \"counts\": [1, 2],\n"
    "\"weights\": [2, 1], \"knots\": [0, 8, 10],\n"
    "\"cost\": [[2, 1], [2, 1]], \"shares\": \"equal\",\n"
    "\"values\": [[[4, \"-1/2\"], [0]], [[5, \"-1/2\"], [5, \"-1/2\"]]],\n"
    "\"decision\": \"utilitarian\", \"tie\": \"lowest\"}\n";

static const char figure_3[] =
    "{\"format\": \"mechcert-quantity-1\",\n"
    "\"title\": \"An example like Figure 3\",\n"
    "\"notes\": \"The left panels are those of agent left; the right ones "
    "those of agent right, to whom the good is worth nothing.\",\n"
    "\"agents\": [\"left\", \"right\", \"another\"],\n"
    "\"knots\": [0, 5, 10],\n"
    "\"cost\": [[0, 3], [0, 3]], \"shares\": \"equal\",\n"
    "\"values\": [[[5, -1], [0]], [[0], [0]], [[10, -1], [10, -1]]],\n"
    "\"decision\": \"efficient\", \"tie\": \"lowest\"}\n";

mc_status mc_quantity_new_figure(mc_quantity **quantity, mc_message *message,
                                 unsigned number)
{
    char name[] = "figure", text[1024];
    mc_quantity *made = NULL;
    (void)strcpy(text, number == 2 ? figure_2 : figure_3);
    mc_file file = {name, text, strlen(text)};
    mc_status status = mc_quantity_parse(&made, message, &file);
    if (status == MC_OK)
        status = mc_quantity_seal(made, message);
    if (status == MC_OK)
        *quantity = made;
    else
        mc_quantity_free(made);
    return status;
}
