#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/number.h"
#include "game/statement.h"
#include "publicgood/quantity.h"

/* verify/FORMAT-PUBLICGOOD.md sections 1 and 5 */
enum {
    MOST_AGENTS = 100000,
    MOST_COEFFICIENTS = 65,
    MOST_DENOMINATOR_BITS = 1 << 20,
    MOST_PEOPLE = 1000000000
};

typedef struct reader {
    mc_quantity *quantity;
    const mc_statement *statement;
    mpz_t denominator; /* common to all numbers so far */
} reader;

static const json_t *find(const reader *r, const char *key)
{
    return json_object_get(r->statement->json->root, key);
}

#define FAIL(r, place, ...)                                                    \
    mc_json_fail((r)->statement->json, (r)->statement->message, place,         \
                 __VA_ARGS__)

/* --- numbers ----------------------------------------------------------- */

/* The common denominator stays below the limit of the format. */
static mc_status count_denominators(reader *r, const mc_json_place *place,
                                    mpq_t *values, size_t count)
{
    for (size_t j = 0; j < count; j++)
        mpz_lcm(r->denominator, r->denominator, mpq_denref(values[j]));
    if (mpz_sizeinbase(r->denominator, 2) > MOST_DENOMINATOR_BITS)
        return FAIL(r, place,
                    "the common denominator of all numbers so far has more "
                    "than 2^20 bits; take coarser numbers");
    return MC_OK;
}

/* A row of `count` numbers; *values is to be freed. */
static mc_status read_row(mpq_t **values, reader *r, const char *key,
                          size_t count, const char *words)
{
    const json_t *row = find(r, key);
    mc_json_place place = mc_json_at(key);
    mc_status status =
        mc_statement_array(r->statement, &place, row, count, words);
    if (status != MC_OK)
        return status;
    *values = mc_rationals_new(count);
    if (!*values)
        return mc_statement_out_of_memory(r->statement);
    status = mc_statement_row(*values, r->statement, &place, row);
    if (status == MC_OK)
        status = count_denominators(r, &place, *values, count);
    return status;
}

static mc_status read_polynomial(mc_polynomial *p, reader *r,
                                 const mc_json_place *place, const json_t *list)
{
    size_t length = json_array_size(list);
    if (!json_is_array(list))
        return FAIL(r, place,
                    "must be an array of coefficients (of 1, y, y^2, ...), "
                    "but is %s",
                    mc_json_type_name(list));
    if (length < 1 || length > MOST_COEFFICIENTS)
        return FAIL(r, place,
                    "a polynomial has 1 to %d coefficients (of 1, y, y^2, "
                    "...), but this has %zu; cut it into pieces of lower "
                    "degree",
                    MOST_COEFFICIENTS, length);
    mpq_t *values = mc_rationals_new(length);
    if (!values)
        return mc_statement_out_of_memory(r->statement);
    mc_status status = mc_statement_row(values, r->statement, place, list);
    if (status == MC_OK)
        status = count_denominators(r, place, values, length);
    if (status == MC_OK)
        mc_polynomial_set_list(p, values, length);
    mc_rationals_free(values, length);
    return status;
}

static mc_status read_pieces(mc_polynomial *row, reader *r,
                             const mc_json_place *place, const json_t *list)
{
    size_t pieces = r->quantity->pieces;
    mc_status status =
        mc_statement_array(r->statement, place, list, pieces,
                           "a polynomial for each piece between two knots");
    for (size_t k = 0; k < pieces && status == MC_OK; k++) {
        mc_json_place here = mc_json_in(*place, k);
        status = read_polynomial(row + k, r, &here, json_array_get(list, k));
    }
    return status;
}

static mc_polynomial *new_polynomials(const reader *r, size_t rows)
{
    return mc_array(rows * r->quantity->pieces, sizeof(mc_polynomial));
}

/* Costs and shares do not decrease: Bernstein coefficients are not negative. */
static mc_status check_rise(const mc_polynomial *row, const reader *r,
                            const mc_json_place *place)
{
    mpq_t *knot = r->quantity->knot;
    for (size_t k = 0; k < r->quantity->pieces; k++) {
        mc_json_place here = mc_json_in(*place, k);
        if (mc_polynomial_signs_on(row + k, knot[k], knot[k + 1]).negative)
            return FAIL(
                r, &here,
                "a marginal cost or share must not be negative, but on this "
                "piece a Bernstein coefficient is; if the polynomial "
                "itself is not, cut the piece with a further knot");
    }
    return MC_OK;
}

/* An array with a row of polynomials for each agent. All shapes are checked
   before anything is made. */
static mc_status read_agents(mc_polynomial **rows, reader *r, const char *key)
{
    const mc_quantity *quantity = r->quantity;
    const json_t *table = find(r, key);
    mc_json_place place = mc_json_at(key);
    mc_status status = mc_statement_array(
        r->statement, &place, table, quantity->agents, "one for each agent");
    for (size_t i = 0; i < quantity->agents && status == MC_OK; i++) {
        mc_json_place here = mc_json_in(place, i);
        status = mc_statement_array(
            r->statement, &here, json_array_get(table, i), quantity->pieces,
            "a polynomial for each piece between two knots");
    }
    if (status != MC_OK)
        return status;
    *rows = new_polynomials(r, quantity->agents);
    if (!*rows)
        return mc_statement_out_of_memory(r->statement);
    for (size_t i = 0; i < quantity->agents && status == MC_OK; i++) {
        mc_json_place here = mc_json_in(place, i);
        status = read_pieces(*rows + i * quantity->pieces, r, &here,
                             json_array_get(table, i));
    }
    return status;
}

/* --- people ------------------------------------------------------------ */

static mc_status read_counts(reader *r)
{
    mc_quantity *quantity = r->quantity;
    const json_t *list = find(r, "counts");
    mc_json_place place = mc_json_at("counts");
    mc_status status = MC_OK;
    quantity->count = mc_array(quantity->agents, sizeof *quantity->count);
    if (!quantity->count)
        return mc_statement_out_of_memory(r->statement);
    quantity->counted = list != NULL;
    if (list)
        status = mc_statement_array(r->statement, &place, list,
                                    quantity->agents, "one for each agent");
    for (size_t i = 0; i < quantity->agents && status == MC_OK; i++) {
        const json_t *entry = json_array_get(list, i);
        mc_json_place here = mc_json_in(place, i);
        json_int_t count = list ? json_integer_value(entry) : 1;
        if (list && !json_is_integer(entry))
            status = FAIL(r, &here, "must be an integer, but is %s",
                          mc_json_type_name(entry));
        else if (count < 1 || count > MOST_PEOPLE)
            status = FAIL(r, &here,
                          "an agent stands for 1 to 1,000,000,000 people, but "
                          "here for %lld",
                          (long long)count);
        else
            quantity->count[i] = (unsigned long)count;
    }
    return status;
}

static mc_status read_weights(reader *r)
{
    mc_quantity *quantity = r->quantity;
    mc_status status = MC_OK;
    quantity->weighted = find(r, "weights") != NULL;
    if (quantity->weighted) {
        status = read_row(&quantity->weight, r, "weights", quantity->agents,
                          "one for each agent");
    } else {
        quantity->weight = mc_rationals_new(quantity->agents);
        if (!quantity->weight)
            return mc_statement_out_of_memory(r->statement);
        for (size_t i = 0; i < quantity->agents; i++)
            mpq_set_ui(quantity->weight[i], 1, 1);
    }
    for (size_t i = 0; i < quantity->agents && status == MC_OK; i++) {
        mc_json_place here = mc_json_in(mc_json_at("weights"), i);
        if (mpq_sgn(quantity->weight[i]) <= 0)
            status = FAIL(r, &here, "a welfare weight must be positive");
    }
    return status;
}

static mc_status read_people(reader *r)
{
    mc_quantity *quantity = r->quantity;
    mc_json_place place = mc_json_at("agents");
    mc_status status = mc_statement_labels_at(
        &quantity->label, &quantity->agents, r->statement, "agents");
    if (status == MC_OK && quantity->agents > MOST_AGENTS)
        status = FAIL(r, &place, "there may be %d agents, but here are %zu",
                      MOST_AGENTS, quantity->agents);
    if (status == MC_OK)
        status = read_counts(r);
    if (status == MC_OK)
        status = read_weights(r);
    return status;
}

/* --- knots ------------------------------------------------------------- */

static mc_status check_knots(const reader *r)
{
    const mc_quantity *quantity = r->quantity;
    mc_json_place place = mc_json_at("knots"), first = mc_json_in(place, 0);
    if (mpq_sgn(quantity->knot[0]) != 0)
        return FAIL(r, &first, "the first knot must be 0");
    for (size_t k = 1; k <= quantity->pieces; k++) {
        mc_json_place here = mc_json_in(place, k);
        if (mpq_cmp(quantity->knot[k - 1], quantity->knot[k]) >= 0)
            return FAIL(r, &here,
                        "knots must increase, but this one is not above the "
                        "one before it");
    }
    return MC_OK;
}

static mc_status read_knots(reader *r)
{
    mc_quantity *quantity = r->quantity;
    const json_t *list = find(r, "knots");
    mc_json_place place = mc_json_at("knots");
    if (!json_is_array(list))
        return FAIL(r, &place, "must be an array of numbers, but is %s",
                    mc_json_type_name(list));
    if (json_array_size(list) < 2)
        return FAIL(r, &place,
                    "must have at least 2 knots, 0 and the largest quantity, "
                    "but has %zu",
                    json_array_size(list));
    quantity->pieces = json_array_size(list) - 1;
    mc_status status = read_row(&quantity->knot, r, "knots",
                                quantity->pieces + 1, "increasing numbers");
    return status == MC_OK ? check_knots(r) : status;
}

/* --- shares ------------------------------------------------------------ */

/* c_i' = factor c' for one person of agent i. */
static void scale_cost(mc_quantity *quantity, size_t i, mpq_srcptr factor)
{
    for (size_t k = 0; k < quantity->pieces; k++)
        mc_polynomial_add_scaled(quantity->share + i * quantity->pieces + k,
                                 quantity->cost + k, factor);
}

/* Equal shares, or proportional to the duty. */
static mc_status take_shares(reader *r)
{
    mc_quantity *quantity = r->quantity;
    mc_json_place place = mc_json_at("duty");
    mpq_t sum, term;
    mc_status status = MC_OK;
    mpq_inits(sum, term, NULL);
    for (size_t i = 0; i < quantity->agents; i++) {
        mc_json_place here = mc_json_in(place, i);
        mpq_set_ui(term, quantity->count[i], 1);
        if (quantity->duty)
            mpq_mul(term, term, quantity->duty[i]);
        mpq_add(sum, sum, term);
        if (status == MC_OK && mpq_sgn(term) < 0)
            status = FAIL(r, &here, "a duty must not be negative");
    }
    if (status == MC_OK && mpq_sgn(sum) == 0)
        status =
            FAIL(r, &place, "all duties are 0, so that nobody bears the cost");
    quantity->share = new_polynomials(r, quantity->agents);
    if (status == MC_OK && !quantity->share)
        status = mc_statement_out_of_memory(r->statement);
    for (size_t i = 0; i < quantity->agents && status == MC_OK; i++) {
        mpq_inv(term, sum);
        if (quantity->duty)
            mpq_mul(term, term, quantity->duty[i]);
        scale_cost(quantity, i, term);
    }
    mpq_clears(sum, term, NULL);
    return status;
}

static mc_status fail_sum(const reader *r, size_t piece, size_t power,
                          mpq_srcptr cost, mpq_srcptr excess)
{
    mc_json_place place = mc_json_at("shares");
    char *wanted, *found;
    mpq_t sum;
    mpq_init(sum);
    mpq_add(sum, cost, excess);
    wanted = mc_number_text(cost);
    found = mc_number_text(sum);
    mc_status status =
        wanted && found
            ? FAIL(r, &place,
                   "the shares of all people do not add up to the cost: on "
                   "piece %zu the coefficients of y^%zu sum to %.700s, but "
                   "that of the cost is %.700s",
                   piece, power, found, wanted)
            : mc_statement_out_of_memory(r->statement);
    free(found);
    free(wanted);
    mpq_clear(sum);
    return status;
}

/* sum_i n_i c_i' = c' on every piece. */
static mc_status check_shares(const reader *r)
{
    const mc_quantity *quantity = r->quantity;
    mc_status status = MC_OK;
    mc_polynomial excess;
    mpq_t factor;
    mc_polynomial_init(&excess);
    mpq_init(factor);
    for (size_t k = 0; k < quantity->pieces && status == MC_OK; k++) {
        mpq_set_si(factor, -1, 1);
        mc_polynomial_set_list(&excess, NULL, 0);
        mc_polynomial_add_scaled(&excess, quantity->cost + k, factor);
        for (size_t i = 0; i < quantity->agents; i++) {
            mpq_set_ui(factor, quantity->count[i], 1);
            mc_polynomial_add_scaled(
                &excess, quantity->share + i * quantity->pieces + k, factor);
        }
        if (excess.length == 0)
            continue;
        size_t power = excess.length - 1;
        mpq_set_ui(factor, 0, 1);
        if (power < quantity->cost[k].length)
            mpq_set(factor, quantity->cost[k].coefficient[power]);
        status = fail_sum(r, k, power, factor, excess.coefficient[power]);
    }
    mpq_clear(factor);
    mc_polynomial_clear(&excess);
    return status;
}

static mc_status read_shares(reader *r)
{
    mc_quantity *quantity = r->quantity;
    const json_t *shares = find(r, "shares"), *duty = find(r, "duty");
    mc_json_place top = mc_json_top(), place = mc_json_at("shares");
    if (!shares == !duty)
        return FAIL(r, &top,
                    "give either \"shares\" or \"duty\", which says how the "
                    "cost is shared");
    if (shares && json_is_string(shares)) {
        quantity->equal = strcmp(json_string_value(shares), "equal") == 0;
        if (!quantity->equal)
            return FAIL(r, &place,
                        "must be \"equal\" or an array of each agent's "
                        "polynomials");
    }
    mc_status status = MC_OK;
    if (duty)
        status = read_row(&quantity->duty, r, "duty", quantity->agents,
                          "one for each agent");
    else if (!quantity->equal)
        status = read_agents(&quantity->share, r, "shares");
    for (size_t i = 0;
         quantity->share && i < quantity->agents && status == MC_OK; i++) {
        mc_json_place here = mc_json_in(place, i);
        status = check_rise(quantity->share + i * quantity->pieces, r, &here);
    }
    if (status != MC_OK)
        return status;
    return duty || quantity->equal ? take_shares(r) : check_shares(r);
}

/* --- the whole --------------------------------------------------------- */

/* The one of two words that the key has: 0 or 1. */
static mc_status read_word(int *which, const reader *r, const char *key,
                           const char *first, const char *second)
{
    const json_t *value = find(r, key);
    mc_json_place place = mc_json_at(key);
    if (!json_is_string(value))
        return FAIL(r, &place, "must be a string, but is %s",
                    mc_json_type_name(value));
    *which = strcmp(json_string_value(value), second) == 0;
    if (!*which && strcmp(json_string_value(value), first) != 0)
        return FAIL(r, &place, "must be \"%s\" or \"%s\"", first, second);
    return MC_OK;
}

static mc_status read_rules(reader *r)
{
    int which = 0;
    mc_status status =
        read_word(&which, r, "decision", "utilitarian", "efficient");
    r->quantity->utilitarian = which == 0;
    if (status == MC_OK && find(r, "tie")) {
        status = read_word(&which, r, "tie", "lowest", "highest");
        r->quantity->tie = which == 0 ? MC_TIE_LOWEST : MC_TIE_HIGHEST;
    }
    return status;
}

static mc_status read_all(reader *r)
{
    mc_quantity *quantity = r->quantity;
    mc_json_place place = mc_json_at("cost");
    mc_status status = read_people(r);
    if (status == MC_OK)
        status = read_knots(r);
    if (status == MC_OK) {
        quantity->cost = new_polynomials(r, 1);
        status = quantity->cost
                     ? read_pieces(quantity->cost, r, &place, find(r, "cost"))
                     : mc_statement_out_of_memory(r->statement);
    }
    if (status == MC_OK)
        status = check_rise(quantity->cost, r, &place);
    if (status == MC_OK)
        status = read_agents(&quantity->value, r, "values");
    if (status == MC_OK)
        status = read_shares(r);
    if (status == MC_OK)
        status = read_rules(r);
    return status;
}

static mc_status read_quantity(void *object, const mc_statement *statement)
{
    mc_quantity *quantity = object;
    reader r = {.quantity = quantity, .statement = statement};
    mc_status status = mc_statement_head(
        &quantity->title, &quantity->notes, statement, "mechcert-quantity-1",
        "a public good of a continuous quantity",
        "agents knots cost values decision", "counts weights shares duty tie");
    if (status != MC_OK)
        return status;
    mpz_init_set_ui(r.denominator, 1);
    status = read_all(&r);
    mpz_clear(r.denominator);
    return status;
}

static mc_status make(mc_quantity **quantity, mc_message *message,
                      const char *path, const mc_file *file)
{
    mc_quantity *made = mc_array(1, sizeof *made);
    if (!made)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    mc_status status = mc_statement_read(made, made->sha256, message, path,
                                         file, read_quantity);
    if (status == MC_OK)
        *quantity = made;
    else
        mc_quantity_free(made);
    return status;
}

mc_status mc_quantity_read(mc_quantity **quantity, mc_message *message,
                           const char *path)
{
    return make(quantity, message, path, NULL);
}

mc_status mc_quantity_parse(mc_quantity **quantity, mc_message *message,
                            const mc_file *file)
{
    return make(quantity, message, NULL, file);
}
