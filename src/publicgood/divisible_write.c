/* The writer of statements. */
/* gmp.h declares its functions on streams only after this one. */
#include <stdio.h>

#include "base/memory.h"
#include "base/message.h"
#include "game/statement.h"
#include "publicgood/divisible.h"

static mc_status print_rows(FILE *out, mc_message *message, const char *key,
                            mpq_t *weight, mpq_t *beside, size_t count,
                            size_t width)
{
    mpq_t *all = mc_rationals_new(count * (width + 1));
    if (!all)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    for (size_t r = 0; r < count; r++) {
        mpq_set(all[r * (width + 1)], weight[r]);
        for (size_t i = 0; i < width; i++)
            mpq_set(all[r * (width + 1) + 1 + i], beside[r * width + i]);
    }
    fprintf(out, ",\n  \"%s\": ", key);
    mc_status status = count ? mc_statement_print_table(
                                   out, message, "  ", all[0], count, width + 1)
                             : mc_statement_print_row(out, message, NULL, 0);
    mc_rationals_free(all, count * (width + 1));
    return status;
}

static mc_status print_terms(FILE *out, mc_message *message,
                             const mc_divisible *good)
{
    size_t count = good->terms * good->agents;
    mpq_t *exponent = mc_rationals_new(count);
    if (!exponent)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    for (size_t e = 0; e < count; e++)
        mpq_set_ui(exponent[e], good->exponent[e], 1);
    mc_status status = print_rows(out, message, "terms", good->term_weight,
                                  exponent, good->terms, good->agents);
    mc_rationals_free(exponent, count);
    return status;
}

static mc_status print_cuts(FILE *out, mc_message *message,
                            const mc_divisible *good)
{
    mc_status status = MC_OK;
    fputs(",\n  \"cuts\": [", out);
    for (size_t i = 0; i < good->agents && status == MC_OK; i++) {
        fputs(i ? ", " : "", out);
        status = mc_statement_print_row(out, message, good->cut[i][0],
                                        good->cuts[i]);
    }
    fputc(']', out);
    return status;
}

static mc_status print_mechanism(FILE *out, mc_message *message,
                                 const mc_divisible *good)
{
    mc_status status = MC_OK;
    if (good->form == MC_DIVISIBLE_PRICES)
        return print_rows(out, message, "prices", good->price_weight,
                          good->price, good->prices, good->agents);
    if (good->form == MC_DIVISIBLE_TERMS)
        return print_terms(out, message, good);
    if (good->form != MC_DIVISIBLE_ALLOCATION)
        return MC_OK;
    fputs(",\n  \"allocation\": ", out);
    status = mc_statement_print_row(out, message, good->level[0], good->cells);
    if (status == MC_OK && good->payment_given) {
        fputs(",\n  \"payments\": ", out);
        status = mc_statement_print_table(out, message, "  ", good->payment[0],
                                          good->cells, good->agents);
    }
    return status;
}

static mc_status print_support(FILE *out, mc_message *message,
                               const mc_divisible *good)
{
    mpq_t *pair = mc_rationals_new(2 * good->agents);
    if (!pair)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    for (size_t i = 0; i < good->agents; i++) {
        mpq_set(pair[2 * i], good->low[i]);
        mpq_set(pair[2 * i + 1], good->high[i]);
    }
    mc_status status =
        mc_statement_print_table(out, message, "  ", pair[0], good->agents, 2);
    mc_rationals_free(pair, 2 * good->agents);
    return status;
}

static mc_status print_good(FILE *out, mc_message *message, const void *object)
{
    const mc_divisible *good = object;
    mc_statement_print_head(out, "mechcert-divisible-1", good->title,
                            good->notes);
    fputs("  \"agents\": ", out);
    mc_statement_print_labels(out, good->agent_label, good->agents);
    fputs(",\n  \"support\": ", out);
    mc_status status = print_support(out, message, good);
    (void)gmp_fprintf(out, ",\n  \"cost\": \"%Qd\"", good->cost);
    if (good->set)
        fputs(",\n  \"domain\": \"set\"", out);
    if (status == MC_OK && good->cuts_given)
        status = print_cuts(out, message, good);
    if (status == MC_OK)
        status = print_mechanism(out, message, good);
    if (status == MC_OK && good->atom)
        status = print_rows(out, message, "belief", good->atom_weight,
                            good->atom, good->atoms, good->agents);
    fputs("\n}\n", out);
    return status;
}

mc_status mc_divisible_write(mc_divisible *good, mc_message *message,
                             const char *path)
{
    mc_status status = mc_statement_write(message, path, print_good, good);
    if (status == MC_OK)
        status = mc_statement_hash(good->sha256, message, print_good, good);
    return status;
}
