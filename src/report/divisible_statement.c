/* A divisible good as it was read. */
/* gmp.h declares its functions on streams only after this one. */
#include <stdio.h>

#include "base/text.h"
#include "report/divisible_words.h"
#include "report/table.h"

static void print_numbers(FILE *out, mpq_t *value, size_t count)
{
    for (size_t j = 0; j < count; j++)
        (void)gmp_fprintf(out, "%s%Qd", j ? ", " : "", value[j]);
}

static void print_supports(FILE *out, const mc_divisible *good)
{
    (void)gmp_fprintf(out, "\nCost %Qd. Values\n", good->cost);
    for (size_t i = 0; i < good->agents; i++) {
        fputs("  ", out);
        mc_text_print(out, good->agent_label[i]);
        (void)gmp_fprintf(out, " from %Qd to %Qd", good->low[i], good->high[i]);
        if (good->cuts_given) {
            fputs(good->set ? "; the types are " : "; cuts ", out);
            print_numbers(out, good->cut[i], good->cuts[i]);
        }
        putc('\n', out);
    }
}

static void print_prices(FILE *out, const mc_divisible *good)
{
    fputs("\nLottery over posted prices\n", out);
    for (size_t r = 0; r < good->prices; r++) {
        (void)gmp_fprintf(out, "  %Qd: ", good->price_weight[r]);
        mc_divisible_print_point(out, good, good->price + r * good->agents);
        putc('\n', out);
    }
}

static void print_cells(FILE *out, const mc_divisible *good)
{
    fprintf(out, "\nLevel of production and payments%s\n",
            good->payment_given ? "" : " (by the envelope formula)");
    for (size_t k = 0; k < good->cells; k++) {
        fputs("  ", out);
        mc_divisible_print_cell(out, good, k);
        (void)gmp_fprintf(out, ": %Qd; ", good->level[k]);
        print_numbers(out, good->payment + k * good->agents, good->agents);
        putc('\n', out);
    }
}

static void print_terms(FILE *out, const mc_divisible *good)
{
    fputs("\nLevel of production where it is efficient: the sum of\n", out);
    for (size_t t = 0; t < good->terms; t++) {
        (void)gmp_fprintf(out, "  %Qd", good->term_weight[t]);
        for (size_t i = 0; i < good->agents; i++) {
            unsigned e = good->exponent[t * good->agents + i];
            if (e == 0)
                continue;
            fputs(" * ", out);
            mc_text_print(out, good->agent_label[i]);
            fprintf(out, "^%u", e);
        }
        putc('\n', out);
    }
}

static void print_belief(FILE *out, const mc_divisible *good)
{
    fputs("\nBelief\n", out);
    for (size_t t = 0; t < good->atoms; t++) {
        (void)gmp_fprintf(out, "  %Qd: ", good->atom_weight[t]);
        mc_divisible_print_point(out, good, good->atom + t * good->agents);
        putc('\n', out);
    }
}

void mc_report_divisible(FILE *out, const mc_divisible *good)
{
    mc_report_head(out, "Divisible public good", "mechcert-divisible-1",
                   good->sha256, good->title, good->notes);
    print_supports(out, good);
    if (good->form == MC_DIVISIBLE_PRICES)
        print_prices(out, good);
    if (good->form == MC_DIVISIBLE_ALLOCATION)
        print_cells(out, good);
    if (good->form == MC_DIVISIBLE_TERMS)
        print_terms(out, good);
    if (good->atom)
        print_belief(out, good);
}
