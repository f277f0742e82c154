/* Statements on public goods: writing. */
#include "base/text.h"
#include "publicgood/population.h"
#include "publicgood/reader.h"

const char *const mc_good_decision_word[] = {"utilitarian", "efficient",
                                             "table", NULL};
const char *const mc_good_transfer_word[] = {"cost-sharing-pivotal",
                                             "generalised-pivotal",
                                             "clarke",
                                             "groves",
                                             "table",
                                             NULL};

/* A statement on its way out; `status` is the first fault. */
typedef struct statement_writer {
    FILE *out;
    mc_message *message;
    mc_status status;
} statement_writer;

static void print_row(statement_writer *writer, mpq_t *values, size_t count)
{
    if (writer->status == MC_OK)
        writer->status = mc_statement_print_row(writer->out, writer->message,
                                                values[0], count);
}

static void print_list(statement_writer *writer, const char *key, mpq_t *values,
                       size_t count)
{
    if (!values)
        return;
    fprintf(writer->out, ",\n  \"%s\": ", key);
    print_row(writer, values, count);
}

static void print_table(statement_writer *writer, const char *key,
                        mpq_t *values, size_t rows, size_t columns)
{
    if (!values)
        return;
    fprintf(writer->out, ",\n  \"%s\": ", key);
    if (writer->status == MC_OK)
        writer->status = mc_statement_print_table(
            writer->out, writer->message, "  ", values[0], rows, columns);
}

static void print_counts(FILE *out, const mc_publicgood *good)
{
    bool single = true;
    for (size_t i = 0; i < good->agents; i++)
        single = single && good->count[i] == 1;
    if (single)
        return;
    fputs(",\n  \"counts\": [", out);
    for (size_t i = 0; i < good->agents; i++)
        fprintf(out, "%s%lu", i ? ", " : "", good->count[i]);
    fputc(']', out);
}

static void print_weights(statement_writer *writer, const mc_publicgood *good)
{
    bool one = true;
    for (size_t i = 0; i < good->agents; i++)
        one = one && mpq_cmp_ui(good->weight[i], 1, 1) == 0;
    if (!one)
        print_list(writer, "weights", good->weight, good->agents);
}

static void print_shares(statement_writer *writer, const mc_publicgood *good)
{
    if (good->shares == MC_SHARES_EQUAL)
        fputs(",\n  \"shares\": \"equal\"", writer->out);
    else if (good->shares == MC_SHARES_TABLE)
        print_table(writer, "shares", good->share_number, good->agents,
                    good->alternatives);
    else if (!good->income)
        print_list(writer, good->shares == MC_SHARES_DUTY ? "duty" : "burden",
                   good->share_number, good->agents);
    print_list(writer, "income", good->income, good->agents);
    print_list(writer, "distance", good->distance, good->agents);
    if (!good->radius || writer->status != MC_OK)
        return;
    fputs(",\n  \"radius\": ", writer->out);
    writer->status = mc_statement_print_number(writer->out, writer->message,
                                               good->radius[0]);
}

static void print_types(FILE *out, const mc_publicgood *good)
{
    if (!good->type_label)
        return;
    fputs(",\n  \"types\": [", out);
    for (size_t i = 0; i < good->agents; i++) {
        fputs(i ? ", " : "", out);
        mc_statement_print_labels(out, good->type_label[i],
                                  mc_publicgood_types(good, i));
    }
    fputc(']', out);
}

static void print_values(statement_writer *writer, const mc_publicgood *good)
{
    fputs(",\n  \"values\": [", writer->out);
    for (size_t i = 0; i < good->agents; i++) {
        fprintf(writer->out, "%s\n    [", i ? "," : "");
        for (size_t k = good->first[i]; k < good->first[i + 1]; k++) {
            fputs(k > good->first[i] ? ", " : "", writer->out);
            print_row(writer, good->value + k * good->alternatives,
                      good->alternatives);
        }
        fputc(']', writer->out);
    }
    fputc(']', writer->out);
}

static void print_alternatives(FILE *out, const char *key,
                               const mc_publicgood *good, const size_t *list,
                               size_t count)
{
    fprintf(out, ",\n  \"%s\": [", key);
    for (size_t j = 0; j < count; j++) {
        fputs(j ? ", " : "", out);
        mc_text_print_json(out, good->alternative_label[list[j]]);
    }
    fputc(']', out);
}

static void print_rules(statement_writer *writer, const mc_publicgood *good)
{
    FILE *out = writer->out;
    fprintf(out, ",\n  \"decision\": \"%s\"",
            mc_good_decision_word[good->decision]);
    if (good->tie_lowest || good->tie_highest)
        fprintf(out, ",\n  \"tie\": \"%s\"",
                good->tie_lowest ? "lowest" : "highest");
    else if (good->tie)
        print_alternatives(out, "tie", good, good->tie, good->alternatives);
    if (good->rule)
        print_alternatives(out, "rule", good, good->rule, good->profiles);
    fprintf(out, ",\n  \"transfer\": \"%s\"",
            mc_good_transfer_word[good->transfer]);
    print_table(writer, "payments", good->payment, good->profiles,
                good->agents);
    if (!good->groves)
        return;
    fputs(",\n  \"groves\": [", out);
    for (size_t i = 0; i < good->agents; i++) {
        fputs(i ? ",\n    " : "\n    ", out);
        print_row(writer, good->groves[i], good->groves_length[i]);
    }
    fputc(']', out);
}

static void print_beliefs(statement_writer *writer, const mc_publicgood *good)
{
    FILE *out = writer->out;
    if (good->prior) {
        fputs(",\n  \"prior\": [", out);
        for (size_t i = 0; i < good->agents; i++) {
            fputs(i ? ", " : "", out);
            print_row(writer, good->prior + good->first[i],
                      mc_publicgood_types(good, i));
        }
        fputc(']', out);
    }
    print_list(writer, "draw", good->draw, good->agents);
    if (!good->atoms)
        return;
    fputs(",\n  \"atoms\": [", out);
    for (size_t a = 0; a < good->atoms && writer->status == MC_OK; a++) {
        const size_t *kind = good->atom_kind + a * good->agents;
        fputs(a ? ",\n    [" : "\n    [", out);
        writer->status = mc_statement_print_number(out, writer->message,
                                                   good->atom_probability[a]);
        for (size_t i = 0; i < good->agents; i++)
            fprintf(out, ", %zu", kind[i] - good->first[i]);
        fputc(']', out);
    }
    fputc(']', out);
}

static mc_status print_good(FILE *out, mc_message *message, const void *object)
{
    const mc_publicgood *good = object;
    statement_writer writer = {out, message, MC_OK};
    mc_statement_print_head(out, MC_PUBLICGOOD_FORMAT, good->title,
                            good->notes);
    fputs("  \"alternatives\": ", out);
    mc_statement_print_labels(out, good->alternative_label, good->alternatives);
    print_list(&writer, good->per_head ? "cost_per_head" : "cost", good->cost,
               good->alternatives);
    fputs(",\n  \"agents\": ", out);
    mc_statement_print_labels(out, good->agent_label, good->agents);
    print_counts(out, good);
    print_weights(&writer, good);
    print_shares(&writer, good);
    print_types(out, good);
    print_values(&writer, good);
    print_rules(&writer, good);
    print_beliefs(&writer, good);
    fputs("\n}\n", out);
    return writer.status;
}

mc_status mc_publicgood_write(const mc_publicgood *good, mc_message *message,
                              const char *path)
{
    return mc_statement_write(message, path, print_good, good);
}

mc_status mc_publicgood_seal(mc_publicgood *good, mc_message *message)
{
    return mc_statement_hash(good->sha256, message, print_good, good);
}
