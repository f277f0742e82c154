/* MPS, the section BOUNDS: verify/FORMAT-LP.md section 3. */
#include "lp/mps_reader.h"

/* The parts of a line of BOUNDS. `number` is the place of a field, or 0. */
struct bound_line {
    bool named;
    size_t column, number;
};

static mc_status parse_bound_line(struct bound_line *parts,
                                  struct mc_mps_reader *reader,
                                  bool needs_number)
{
    size_t count = reader->fields;
    if (needs_number && count != 3 && count != 4)
        return mc_mps_fail_fields(reader,
                                  "3 or 4 fields with this type: the type, "
                                  "perhaps a set, a column and a number");
    if (count < 2 || count > 4)
        return mc_mps_fail_fields(reader,
                                  "2 to 4 fields with this type: the type, "
                                  "perhaps a set, a column, and perhaps a "
                                  "number without meaning");
    parts->named = count == 4;
    if (count == 3 && !needs_number)
        parts->named = mc_lp_names_find(reader->columns, reader->field[2].at,
                                        reader->field[2].length) != SIZE_MAX;
    parts->column = parts->named ? 2 : 1;
    parts->number = parts->column + 1 < count ? parts->column + 1 : 0;
    return mc_mps_check_set(reader, parts->named, reader->field[1]);
}

/* Notes that l, u or both are set. */
static mc_status mark_set(struct mc_mps_reader *reader, size_t column,
                          int sides)
{
    if ((reader->column_set[column] & sides) != 0)
        return mc_lp_fail(reader->source, reader->field[0].at,
                          "this bound of the column is set a second time; keep "
                          "one of the two lines");
    reader->column_set[column] |= (unsigned char)sides;
    return MC_OK;
}

/* LO, UP or FX with an infinite number. */
static mc_status set_infinite(struct mc_mps_reader *reader, size_t column,
                              int sides, int sign, mc_lp_piece number)
{
    mc_lp *lp = &reader->lp;
    if (sides == MPS_LOWER_SET && sign < 0)
        mc_lp_bound_set(&lp->column_lower[column], NULL);
    else if (sides == MPS_UPPER_SET && sign > 0)
        mc_lp_bound_set(&lp->column_upper[column], NULL);
    else
        return mc_lp_fail(reader->source, number.at,
                          "\"%s\": this bound cannot be infinite on this side",
                          mc_lp_quoted(number).text);
    return mark_set(reader, column, sides);
}

static mc_status set_finite(struct mc_mps_reader *reader, size_t column,
                            int sides, size_t field)
{
    mc_lp *lp = &reader->lp;
    mc_status status = mc_mps_number(reader, field);
    if (status == MC_OK)
        status = mark_set(reader, column, sides);
    if (status != MC_OK)
        return status;
    if ((sides & MPS_LOWER_SET) != 0)
        mc_lp_bound_set(&lp->column_lower[column], reader->number);
    if ((sides & MPS_UPPER_SET) != 0)
        mc_lp_bound_set(&lp->column_upper[column], reader->number);
    if (sides == MPS_UPPER_SET)
        reader->column_set[column] |= MPS_UPPER_BY_UP;
    return MC_OK;
}

/* FR, MI or PL; a number is read and ignored. */
static mc_status set_none(struct mc_mps_reader *reader, size_t column,
                          int sides, size_t field)
{
    mc_lp *lp = &reader->lp;
    int sign;
    mc_status status = MC_OK;
    if (field > 0 && !mc_lp_is_infinity(&sign, reader->field[field]))
        status = mc_mps_number(reader, field);
    if (status == MC_OK)
        status = mark_set(reader, column, sides);
    if (status != MC_OK)
        return status;
    if ((sides & MPS_LOWER_SET) != 0)
        mc_lp_bound_set(&lp->column_lower[column], NULL);
    if ((sides & MPS_UPPER_SET) != 0)
        mc_lp_bound_set(&lp->column_upper[column], NULL);
    return MC_OK;
}

static mc_status read_bound_of(struct mc_mps_reader *reader, int sides,
                               bool needs_number)
{
    struct bound_line parts = {0};
    mc_lp_piece name;
    size_t column;
    int sign;
    mc_status status = parse_bound_line(&parts, reader, needs_number);
    if (status != MC_OK)
        return status;
    name = reader->field[parts.column];
    column = mc_lp_names_find(reader->columns, name.at, name.length);
    if (column == SIZE_MAX)
        return mc_lp_fail(reader->source, name.at, "there is no column \"%s\"",
                          mc_lp_quoted(name).text);
    if (!needs_number)
        return set_none(reader, column, sides, parts.number);
    if (mc_lp_is_infinity(&sign, reader->field[parts.number]))
        return set_infinite(reader, column, sides, sign,
                            reader->field[parts.number]);
    return set_finite(reader, column, sides, parts.number);
}

mc_status mc_mps_read_bound(struct mc_mps_reader *reader)
{
    static const struct {
        const char *name;
        int sides;
        bool needs_number;
    } types[] = {
        {"up", MPS_UPPER_SET, true},
        {"lo", MPS_LOWER_SET, true},
        {"fx", MPS_LOWER_SET | MPS_UPPER_SET, true},
        {"fr", MPS_LOWER_SET | MPS_UPPER_SET, false},
        {"mi", MPS_LOWER_SET, false},
        {"pl", MPS_UPPER_SET, false},
    };
    static const char *const integer[] = {"bv", "li", "ui", "sc", "si"};
    mc_lp_piece type = reader->field[0];
    if (reader->fields == 0)
        return mc_mps_fail_fields(reader, "2 to 4 fields");
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (mc_lp_is_word(type, types[i].name))
            return read_bound_of(reader, types[i].sides, types[i].needs_number);
    for (size_t i = 0; i < sizeof integer / sizeof *integer; i++)
        if (mc_lp_is_word(type, integer[i]))
            return mc_mps_fail_not_linear(
                reader, type, "are integer or semi-continuous variables");
    return mc_lp_fail(reader->source, type.at,
                      "\"%s\" must be a type of bound: UP, LO, FX, FR, MI or "
                      "PL",
                      mc_lp_quoted(type).text);
}
