/* Statements of random public goods. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>

#include "commons.h"

static void put_numbers(FILE *out, const mpq_t *number, size_t count)
{
    for (size_t k = 0; k < count; k++)
        (void)gmp_fprintf(out, "%s\"%Qd\"", k ? ", " : "[", number[k]);
    fputc(']', out);
}

static void put_labels(FILE *out, char letter, size_t count)
{
    for (size_t k = 0; k < count; k++)
        fprintf(out, "%s\"%c%zu\"", k ? ", " : "[", letter, k);
    fputc(']', out);
}

static void put_cost(FILE *out, const commons *c)
{
    mpq_t cost, people;
    mpq_inits(cost, people, NULL);
    mpq_set_ui(people, c->per_head ? c->persons : 1, 1);
    fprintf(out, ",\n\"%s\": ", c->per_head ? "cost_per_head" : "cost");
    for (size_t y = 0; y < c->alternatives; y++) {
        mpq_div(cost, c->cost[y], people);
        (void)gmp_fprintf(out, "%s\"%Qd\"", y ? ", " : "[", cost);
    }
    fputc(']', out);
    mpq_clears(cost, people, NULL);
}

static void put_shares(FILE *out, const commons *c)
{
    switch (c->shares) {
    case COMMONS_EQUAL:
        fputs(",\n\"shares\": \"equal\"", out);
        return;
    case COMMONS_TABLE:
        fputs(",\n\"shares\": ", out);
        for (size_t i = 0; i < c->agents; i++) {
            fputs(i ? ", " : "[", out);
            put_numbers(out, c->share[i], c->alternatives);
        }
        fputc(']', out);
        return;
    case COMMONS_DUTY:
    case COMMONS_INCOME:
    case COMMONS_DISTANCE:
    case COMMONS_BURDEN:
    case COMMONS_SHARE_RULES:
        break;
    }
    fprintf(out, ",\n\"%s\": ",
            c->shares == COMMONS_DUTY     ? "duty"
            : c->shares == COMMONS_BURDEN ? "burden"
                                          : "income");
    put_numbers(out, c->index, c->agents);
    if (c->shares != COMMONS_DISTANCE)
        return;
    fputs(",\n\"distance\": ", out);
    put_numbers(out, c->distance, c->agents);
    (void)gmp_fprintf(out, ",\n\"radius\": \"%Qd\"", c->radius);
}

static void put_values(FILE *out, const commons *c)
{
    fputs(",\n\"values\": ", out);
    for (size_t i = 0; i < c->agents; i++) {
        fputs(i ? ",\n [" : "[[", out);
        for (size_t t = 0; t < c->types[i]; t++) {
            fputs(t ? ", " : "", out);
            put_numbers(out, c->value[i][t], c->alternatives);
        }
        fputc(']', out);
    }
    fputc(']', out);
}

static void put_decision(FILE *out, const commons *c)
{
    static const char *const name[] = {"utilitarian", "efficient", "table"};
    fprintf(out, ",\n\"decision\": \"%s\"", name[c->decision]);
    if (c->tie == COMMONS_LOWEST || c->tie == COMMONS_HIGHEST)
        fprintf(out, ",\n\"tie\": \"%s\"",
                c->tie == COMMONS_LOWEST ? "lowest" : "highest");
    if (c->tie == COMMONS_LIST)
        for (size_t y = 0; y < c->alternatives; y++)
            fprintf(out, "%s\"y%zu\"%s", y ? ", " : ",\n\"tie\": [",
                    c->order[y], y + 1 < c->alternatives ? "" : "]");
    if (c->decision == COMMONS_RULE)
        for (size_t n = 0; n < c->points; n++)
            fprintf(out, "%s\"y%zu\"%s", n ? ", " : ",\n\"rule\": [",
                    c->rule[n], n + 1 < c->points ? "" : "]");
}

static void put_transfer(FILE *out, const commons *c)
{
    static const char *const name[] = {"cost-sharing-pivotal",
                                       "generalised-pivotal", "clarke",
                                       "groves", "table"};
    fprintf(out, ",\n\"transfer\": \"%s\"", name[c->transfer]);
    if (c->transfer == COMMONS_GROVES)
        for (size_t i = 0; i < c->agents; i++) {
            fputs(i ? ", " : ",\n\"groves\": [", out);
            put_numbers(out, c->groves[i], c->points / c->types[i]);
        }
    if (c->transfer == COMMONS_PAYMENTS)
        for (size_t n = 0; n < c->points; n++) {
            fputs(n ? ", " : ",\n\"payments\": [", out);
            put_numbers(out, c->payment[n], c->agents);
        }
    if (c->transfer >= COMMONS_GROVES)
        fputc(']', out);
}

char *commons_text(const commons *c)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    assert_non_null(out);
    fputs("{\"format\": \"mechcert-publicgood-1\",\n\"alternatives\": ", out);
    put_labels(out, 'y', c->alternatives);
    fputs(",\n\"agents\": ", out);
    put_labels(out, 'A', c->agents);
    put_cost(out, c);
    if (c->persons > c->agents)
        for (size_t i = 0; i < c->agents; i++)
            fprintf(out, "%s%zu%s", i ? ", " : ",\n\"counts\": [", c->count[i],
                    i + 1 < c->agents ? "" : "]");
    fputs(",\n\"weights\": ", out);
    put_numbers(out, c->weight, c->agents);
    put_shares(out, c);
    put_values(out, c);
    put_decision(out, c);
    put_transfer(out, c);
    fputs("}\n", out);
    assert_int_equal(fclose(out), 0);
    return text;
}
