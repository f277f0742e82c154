/* The reader of statements. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/number.h"
#include "game/statement.h"
#include "publicgood/divisible_build.h"
#include "publicgood/divisible_reader.h"

#define MAX_DENOMINATOR_BITS ((size_t)1 << 20)

/* ---- which keys are there ---- */

static mc_status check_forms(const mc_statement *statement)
{
    static const char *const form[] = {"prices", "allocation", "terms"};
    const char *seen = NULL;
    for (size_t f = 0; f < 3; f++) {
        mc_json_place place = mc_json_at_key(form[f]);
        if (!mc_divisible_has(statement, form[f]))
            continue;
        if (seen)
            return mc_json_fail(statement->json, statement->message, &place,
                                "the mechanism is given twice, by \"%s\" and "
                                "by \"%s\"; leave one of them out",
                                seen, form[f]);
        seen = form[f];
    }
    return MC_OK;
}

static mc_status check_pairs(const mc_statement *statement)
{
    static const char *const pair[][2] = {{"allocation", "cuts"},
                                          {"payments", "allocation"}};
    for (size_t p = 0; p < 2; p++) {
        mc_json_place place = mc_json_at_key(pair[p][0]);
        if (mc_divisible_has(statement, pair[p][0]) &&
            !mc_divisible_has(statement, pair[p][1]))
            return mc_json_fail(statement->json, statement->message, &place,
                                "\"%s\" goes with \"%s\", which is missing",
                                pair[p][0], pair[p][1]);
    }
    return MC_OK;
}

static mc_status read_domain(mc_divisible *good, const mc_statement *statement)
{
    const json_t *value = mc_divisible_key(statement, "domain");
    mc_json_place place = mc_json_at("domain");
    if (!value)
        return MC_OK;
    if (!json_is_string(value))
        return mc_json_fail(statement->json, statement->message, &place,
                            "must be a string, but is %s",
                            mc_json_type_name(value));
    good->set = strcmp(json_string_value(value), "set") == 0;
    if (!good->set && strcmp(json_string_value(value), "boxes") != 0)
        return mc_divisible_fail(statement, &place,
                                 "must be \"boxes\" or \"set\"");
    if (good->set && !mc_divisible_has(statement, "cuts"))
        return mc_divisible_fail(
            statement, &place,
            "the types of a \"set\" are its \"cuts\", which are "
            "missing");
    if (good->set && (mc_divisible_has(statement, "prices") ||
                      mc_divisible_has(statement, "terms")))
        return mc_divisible_fail(
            statement, &place,
            "a mechanism on a \"set\" is given by \"allocation\"");
    return MC_OK;
}

/* ---- supports and cost ---- */

static mc_status read_support(mc_divisible *good, const mc_statement *statement)
{
    size_t n = good->agents;
    mc_json_place place = mc_json_at("support");
    mpq_t *pair = mc_rationals_new(2 * n);
    good->low = mc_rationals_new(n);
    good->high = mc_rationals_new(n);
    mc_status status =
        pair && good->low && good->high
            ? mc_statement_table(pair, statement, "support", n, 2,
                                 "one for each agent",
                                 "the lowest and the highest value")
            : mc_statement_out_of_memory(statement);
    for (size_t i = 0; i < n && status == MC_OK; i++) {
        mc_json_place here = mc_json_in(mc_json_in(place, i), 1);
        mpq_set(good->low[i], pair[2 * i]);
        mpq_set(good->high[i], pair[2 * i + 1]);
        if (mpq_cmp(good->low[i], good->high[i]) >= 0)
            status = mc_divisible_fail_number(statement, &here, good->high[i],
                                              "must be above the lowest value ",
                                              good->low[i]);
    }
    mc_rationals_free(pair, 2 * n);
    return status;
}

static mc_status read_cost(mc_divisible *good, const mc_statement *statement)
{
    mc_json_place place = mc_json_at("cost");
    mpq_t least, most;
    mc_status status =
        mc_json_number(good->cost, statement->json, statement->message, &place,
                       mc_divisible_key(statement, "cost"));
    mpq_inits(least, most, NULL);
    for (size_t i = 0; i < good->agents; i++) {
        mpq_add(least, least, good->low[i]);
        mpq_add(most, most, good->high[i]);
    }
    if (status == MC_OK && mpq_cmp(good->cost, least) <= 0)
        status = mc_divisible_fail_number(
            statement, &place, good->cost,
            "must be above the sum of the lowest values, ", least);
    else if (status == MC_OK && mpq_cmp(good->cost, most) >= 0)
        status = mc_divisible_fail_number(
            statement, &place, good->cost,
            "must be below the sum of the highest values, ", most);
    mpq_clears(least, most, NULL);
    return status;
}

/* ---- cuts and the mechanism ---- */

static mc_status check_cut(const mc_divisible *good, size_t agent, size_t k,
                           const mc_statement *statement)
{
    mc_json_place place = mc_json_in(mc_json_in(mc_json_at("cuts"), agent), k);
    mpq_t *cut = good->cut[agent];
    if (k == 0 && !mpq_equal(cut[0], good->low[agent]))
        return mc_divisible_fail_number(
            statement, &place, cut[0],
            "the first cut is the agent's lowest value, ", good->low[agent]);
    if (k > 0 && mpq_cmp(cut[k - 1], cut[k]) >= 0)
        return mc_divisible_fail_number(statement, &place, cut[k],
                                        "must be above the cut before it, ",
                                        cut[k - 1]);
    if (mpq_cmp(cut[k], good->high[agent]) > 0)
        return mc_divisible_fail_number(statement, &place, cut[k],
                                        "the agent's highest value is ",
                                        good->high[agent]);
    return MC_OK;
}

static mc_status read_cuts(mc_divisible *good, const mc_statement *statement)
{
    const json_t *lists = mc_divisible_key(statement, "cuts");
    mc_json_place place = mc_json_at("cuts");
    mc_status status = mc_statement_array(statement, &place, lists,
                                          good->agents, "one for each agent");
    good->cuts_given = true;
    if (status == MC_OK && !mc_divisible_new_cuts(good))
        status = mc_statement_out_of_memory(statement);
    for (size_t i = 0; i < good->agents && status == MC_OK; i++) {
        mc_json_place here = mc_json_in(place, i);
        status =
            mc_divisible_read_list(&good->cut[i], &good->cuts[i], statement,
                                   &here, json_array_get(lists, i), "numbers");
        if (status == MC_OK && good->cuts[i] == 0)
            status = mc_divisible_fail(
                statement, &here,
                "must have at least one cut, the agent's lowest "
                "value");
        for (size_t k = 0; k < good->cuts[i] && status == MC_OK; k++)
            status = check_cut(good, i, k, statement);
    }
    return status;
}

static mc_status count_cells(mc_divisible *good, const mc_statement *statement,
                             const char *key)
{
    mc_json_place place = mc_json_at(key);
    if (mc_divisible_count_cells(good))
        return MC_OK;
    return mc_divisible_fail(statement, &place,
                             "there would be more than 10,000,000 cells");
}

/* Every price is at a cut or outside the cells. */
static mc_status check_prices(const mc_divisible *good,
                              const mc_statement *statement)
{
    for (size_t r = 0; r < good->prices; r++)
        for (size_t i = 0; i < good->agents; i++) {
            mc_json_place place =
                mc_json_in(mc_json_in(mc_json_at("prices"), r), i + 1);
            if (mc_divisible_price_place(good, r, i) == MC_DIVISIBLE_BETWEEN)
                return mc_divisible_fail_number(
                    statement, &place, good->price[r * good->agents + i],
                    "with \"cuts\" a price is one of the agent's cuts, or at "
                    "most the lowest or above the highest value",
                    NULL);
        }
    return MC_OK;
}

static mc_status read_prices(mc_divisible *good, const mc_statement *statement)
{
    mc_status status = mc_divisible_read_lottery(
        &good->price_weight, &good->price, &good->prices, statement, "prices",
        good->agents);
    good->form = MC_DIVISIBLE_PRICES;
    if (status == MC_OK && !good->cuts_given) {
        if (!mc_divisible_cut_prices(good))
            status = mc_statement_out_of_memory(statement);
        if (status == MC_OK)
            status = count_cells(good, statement, "prices");
    } else if (status == MC_OK) {
        status = check_prices(good, statement);
    }
    if (status == MC_OK && !mc_divisible_spread_prices(good))
        status = mc_statement_out_of_memory(statement);
    return status;
}

static mc_status read_levels(mc_divisible *good, const mc_statement *statement)
{
    const json_t *list = mc_divisible_key(statement, "allocation");
    mc_json_place place = mc_json_at("allocation");
    mc_status status = mc_statement_array(statement, &place, list, good->cells,
                                          "one for each cell");
    if (status != MC_OK)
        return status;
    good->level = mc_rationals_new(good->cells);
    good->payment = mc_rationals_new(good->cells * good->agents);
    if (!good->level || !good->payment)
        return mc_statement_out_of_memory(statement);
    status = mc_statement_row(good->level, statement, &place, list);
    for (size_t k = 0; k < good->cells && status == MC_OK; k++) {
        mc_json_place here = mc_json_in(place, k);
        if (mpq_sgn(good->level[k]) < 0 || mpq_cmp_ui(good->level[k], 1, 1) > 0)
            status = mc_divisible_fail_number(
                statement, &here, good->level[k],
                "a level of production is from 0 to 1", NULL);
    }
    return status;
}

static mc_status read_allocation(mc_divisible *good,
                                 const mc_statement *statement)
{
    mc_status status = read_levels(good, statement);
    good->form = MC_DIVISIBLE_ALLOCATION;
    good->payment_given = mc_divisible_has(statement, "payments");
    if (status == MC_OK && good->payment_given)
        status = mc_statement_table(good->payment, statement, "payments",
                                    good->cells, good->agents,
                                    "one for each cell", "one for each agent");
    else if (status == MC_OK)
        mc_divisible_envelope(good->payment, good);
    return status;
}

/* ---- polynomials ---- */

static mc_status read_exponent(unsigned *exponent,
                               const mc_statement *statement,
                               const mc_json_place *place, const json_t *value)
{
    if (!json_is_integer(value))
        return mc_json_fail(statement->json, statement->message, place,
                            "an exponent must be an integer without quotes, "
                            "but is %s",
                            mc_json_type_name(value));
    if (json_integer_value(value) < 0 ||
        json_integer_value(value) > MC_DIVISIBLE_DEGREE)
        return mc_json_fail(statement->json, statement->message, place,
                            "is %lld, but an exponent is from 0 to %d",
                            (long long)json_integer_value(value),
                            MC_DIVISIBLE_DEGREE);
    *exponent = (unsigned)json_integer_value(value);
    return MC_OK;
}

/* The exponents as numbers, to be compared. */
static mc_status check_exponents(const mc_divisible *good,
                                 const mc_statement *statement)
{
    size_t count = good->terms * good->agents;
    mpq_t *number = mc_rationals_new(count);
    if (!number)
        return mc_statement_out_of_memory(statement);
    for (size_t e = 0; e < count; e++)
        mpq_set_ui(number[e], good->exponent[e], 1);
    mc_status status = mc_divisible_check_different(statement, "terms", number,
                                                    good->terms, good->agents);
    mc_rationals_free(number, count);
    return status;
}

static mc_status read_terms(mc_divisible *good, const mc_statement *statement)
{
    const json_t *rows = mc_divisible_key(statement, "terms");
    mc_json_place place = mc_json_at("terms");
    size_t n = good->agents, size = json_array_size(rows);
    mc_status status = mc_statement_array(statement, &place, rows, size,
                                          "rows of a number and exponents");
    good->form = MC_DIVISIBLE_TERMS;
    if (status != MC_OK)
        return status;
    good->term_weight = mc_rationals_new(size);
    good->exponent = mc_array(size * n, sizeof *good->exponent);
    good->terms = good->term_weight ? size : 0;
    if (!good->term_weight || !good->exponent)
        return mc_statement_out_of_memory(statement);
    for (size_t r = 0; r < size && status == MC_OK; r++) {
        const json_t *entries = json_array_get(rows, r);
        mc_json_place here = mc_json_in(place, r), entry = mc_json_in(here, 0);
        status = mc_statement_array(statement, &here, entries, n + 1,
                                    "a number and one exponent for each agent");
        if (status == MC_OK)
            status = mc_json_number(good->term_weight[r], statement->json,
                                    statement->message, &entry,
                                    json_array_get(entries, 0));
        for (size_t i = 0; i < n && status == MC_OK; i++) {
            entry = mc_json_in(here, i + 1);
            status = read_exponent(&good->exponent[r * n + i], statement,
                                   &entry, json_array_get(entries, i + 1));
        }
    }
    return status == MC_OK ? check_exponents(good, statement) : status;
}

/* ---- the belief ---- */

static bool is_cut(const mc_divisible *good, size_t agent, mpq_srcptr value)
{
    for (size_t k = 0; k < good->cuts[agent]; k++)
        if (mpq_equal(good->cut[agent][k], value))
            return true;
    return false;
}

static mc_status check_type(const mc_divisible *good,
                            const mc_statement *statement, size_t atom,
                            size_t i)
{
    mpq_srcptr value = good->atom[atom * good->agents + i];
    mc_json_place place =
        mc_json_in(mc_json_in(mc_json_at("belief"), atom), i + 1);
    if (mpq_cmp(value, good->low[i]) < 0)
        return mc_divisible_fail_number(statement, &place, value,
                                        "the agent's lowest value is ",
                                        good->low[i]);
    if (mpq_cmp(value, good->high[i]) > 0)
        return mc_divisible_fail_number(statement, &place, value,
                                        "the agent's highest value is ",
                                        good->high[i]);
    if (good->set && !is_cut(good, i, value))
        return mc_divisible_fail_number(
            statement, &place, value,
            "with the domain \"set\" a type is one of the "
            "agent's cuts",
            NULL);
    return MC_OK;
}

static mc_status read_belief(mc_divisible *good, const mc_statement *statement)
{
    mc_status status =
        mc_divisible_read_lottery(&good->atom_weight, &good->atom, &good->atoms,
                                  statement, "belief", good->agents);
    for (size_t t = 0; t < good->atoms && status == MC_OK; t++)
        for (size_t i = 0; i < good->agents && status == MC_OK; i++)
            status = check_type(good, statement, t, i);
    return status;
}

/* ---- the whole ---- */

static bool common(mpz_t denominator, mpq_t *values, size_t count)
{
    for (size_t j = 0; j < count && values; j++) {
        mpz_lcm(denominator, denominator, mpq_denref(values[j]));
        if (mpz_sizeinbase(denominator, 2) > MAX_DENOMINATOR_BITS)
            return false;
    }
    return true;
}

static mc_status check_denominator(mc_divisible *good,
                                   const mc_statement *statement)
{
    size_t n = good->agents;
    mc_json_place place = mc_json_top();
    mpz_t all;
    mpz_init_set(all, mpq_denref(good->cost));
    bool fits = common(all, good->low, n) && common(all, good->high, n) &&
                common(all, good->price_weight, good->prices) &&
                common(all, good->price, good->prices * n) &&
                common(all, good->level, good->cells) &&
                common(all, good->term_weight, good->terms) &&
                common(all, good->atom_weight, good->atoms) &&
                common(all, good->atom, good->atoms * n);
    if (good->payment_given)
        fits = fits && common(all, good->payment, good->cells * n);
    for (size_t i = 0; i < n && good->cut; i++)
        fits = fits && common(all, good->cut[i], good->cuts[i]);
    mpz_clear(all);
    return fits ? MC_OK
                : mc_divisible_fail(
                      statement, &place,
                      "the common denominator of all numbers has more than "
                      "2^20 bits; take coarser numbers");
}

static mc_status read_agents(mc_divisible *good, const mc_statement *statement)
{
    mc_json_place place = mc_json_at("agents");
    mc_status status = mc_statement_labels_at(&good->agent_label, &good->agents,
                                              statement, "agents");
    if (status == MC_OK && good->agents > MC_DIVISIBLE_AGENTS)
        status = mc_json_fail(statement->json, statement->message, &place,
                              "must have at most %d entries, but has %zu",
                              MC_DIVISIBLE_AGENTS, good->agents);
    return status;
}

static mc_status read_mechanism(mc_divisible *good,
                                const mc_statement *statement)
{
    if (mc_divisible_has(statement, "prices"))
        return read_prices(good, statement);
    if (mc_divisible_has(statement, "allocation"))
        return read_allocation(good, statement);
    return mc_divisible_has(statement, "terms") ? read_terms(good, statement)
                                                : MC_OK;
}

static mc_status read_good(void *object, const mc_statement *statement)
{
    mc_divisible *good = object;
    mc_status status = mc_statement_head(
        &good->title, &good->notes, statement, "mechcert-divisible-1",
        "a divisible good", "agents support cost",
        "domain prices cuts allocation payments terms belief");
    if (status == MC_OK)
        status = check_forms(statement);
    if (status == MC_OK)
        status = check_pairs(statement);
    if (status == MC_OK)
        status = read_domain(good, statement);
    if (status == MC_OK)
        status = read_agents(good, statement);
    if (status == MC_OK)
        status = read_support(good, statement);
    if (status == MC_OK)
        status = read_cost(good, statement);
    if (status == MC_OK && mc_divisible_has(statement, "cuts"))
        status = read_cuts(good, statement);
    if (status == MC_OK && good->cuts_given)
        status = count_cells(good, statement, "cuts");
    if (status == MC_OK)
        status = read_mechanism(good, statement);
    if (status == MC_OK && mc_divisible_has(statement, "belief"))
        status = read_belief(good, statement);
    return status == MC_OK ? check_denominator(good, statement) : status;
}

static mc_status read_from(mc_divisible **good, mc_message *message,
                           const char *path, const mc_file *file)
{
    mc_divisible *made = mc_array(1, sizeof *made);
    if (!made)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    mpq_init(made->cost);
    mc_status status =
        mc_statement_read(made, made->sha256, message, path, file, read_good);
    if (status == MC_OK)
        *good = made;
    else
        mc_divisible_free(made);
    return status;
}

mc_status mc_divisible_read(mc_divisible **good, mc_message *message,
                            const char *path)
{
    return read_from(good, message, path, NULL);
}

mc_status mc_divisible_parse(mc_divisible **good, mc_message *message,
                             const mc_file *file)
{
    return read_from(good, message, NULL, file);
}
