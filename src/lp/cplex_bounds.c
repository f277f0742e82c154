/* CPLEX LP, the section of bounds: verify/FORMAT-LP.md section 4. */
#include "lp/cplex_reader.h"

/* A bound: an infinity if sign is not 0, else reader->number. */
struct value {
    int sign;
    mc_lp_piece text;
};

static bool is_infinity(const struct mc_cplex_reader *reader)
{
    int sign;
    return mc_cplex_is_name(reader) &&
           mc_lp_is_infinity(&sign, reader->token.text);
}

/* sign* ( unsigned | infinity ) */
static mc_status read_value(struct value *value, struct mc_cplex_reader *reader)
{
    bool negative;
    (void)mc_cplex_signs(&negative, reader);
    value->sign = 0;
    value->text = reader->token.text;
    if (reader->token.kind == CPLEX_NUMBER)
        return mc_cplex_unsigned(reader, negative);
    if (!is_infinity(reader))
        return mc_cplex_fail(reader, "a number or infinity");
    value->sign = negative ? -1 : 1;
    mc_cplex_advance(reader);
    return MC_OK;
}

/* column relation value */
static mc_status bound_column(struct mc_cplex_reader *reader, size_t j,
                              char relation, const struct value *value)
{
    mc_lp *lp = &reader->lp;
    mpq_srcptr number = value->sign == 0 ? reader->number : NULL;
    if ((value->sign > 0 && relation != '<') ||
        (value->sign < 0 && relation != '>'))
        return mc_lp_fail(reader->source, value->text.at,
                          "a bound cannot be infinite on this side");
    if (relation != '>')
        mc_lp_bound_set(&lp->column_upper[j], number);
    if (relation != '<') {
        mc_lp_bound_set(&lp->column_lower[j], number);
        reader->column[j].lower_given = true;
    }
    return MC_OK;
}

/* A name; `inf`, `infinity` and `free` are none here. */
static mc_status read_bound_name(size_t *j, struct mc_cplex_reader *reader)
{
    mc_lp_piece name = reader->token.text;
    if (!mc_cplex_is_name(reader) || is_infinity(reader) ||
        mc_lp_is_word(name, "free"))
        return mc_cplex_fail(reader, "the name of a variable");
    mc_cplex_advance(reader);
    return mc_cplex_column(j, reader, name);
}

/* value relation name [ relation value ] */
static mc_status read_bound_from_value(struct mc_cplex_reader *reader)
{
    struct value value;
    char left, right;
    const char *at;
    size_t j;
    mc_status status = read_value(&value, reader);
    if (status != MC_OK)
        return status;
    if (reader->token.kind != CPLEX_RELATION)
        return mc_cplex_fail(reader, "a relation (<=, >= or =)");
    left = mc_cplex_relation(reader);
    status = read_bound_name(&j, reader);
    if (status == MC_OK)
        status = bound_column(reader, j, mc_cplex_mirrored(left), &value);
    if (status != MC_OK || reader->token.kind != CPLEX_RELATION)
        return status;
    at = reader->token.text.at;
    right = mc_cplex_relation(reader);
    if (left == '=' || right != left)
        return mc_lp_fail(reader->source, at,
                          "the two relations of a double bound must have the "
                          "same direction, and none may be =");
    status = read_value(&value, reader);
    return status == MC_OK ? bound_column(reader, j, right, &value) : status;
}

/* name relation value, or name free */
static mc_status read_bound_from_name(struct mc_cplex_reader *reader)
{
    struct value value;
    char relation;
    size_t j;
    mc_status status = read_bound_name(&j, reader);
    if (status != MC_OK)
        return status;
    if (mc_cplex_is_name(reader) && mc_lp_is_word(reader->token.text, "free")) {
        mc_cplex_advance(reader);
        mc_lp_bound_set(&reader->lp.column_lower[j], NULL);
        mc_lp_bound_set(&reader->lp.column_upper[j], NULL);
        return MC_OK;
    }
    if (reader->token.kind != CPLEX_RELATION)
        return mc_cplex_fail(reader, "a relation (<=, >= or =) or \"free\"");
    relation = mc_cplex_relation(reader);
    status = read_value(&value, reader);
    return status == MC_OK ? bound_column(reader, j, relation, &value) : status;
}

mc_status mc_cplex_read_bound(struct mc_cplex_reader *reader)
{
    if (mc_cplex_is_name(reader) && !is_infinity(reader))
        return read_bound_from_name(reader);
    return read_bound_from_value(reader);
}
