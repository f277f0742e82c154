/* The printable solution of glpsol -o: a heading with status and objective, a
   table of rows, a table of columns. The fields of a table stand below the
   dashes of its heading; a name longer than its field stands on a line of
   its own, before the rest. */
#include "lp/answer_reader.h"

/* Fields of a table, in bytes from the beginning of a line. */
enum {
    NUMBER_END = 6,
    NAME = 7,
    NAME_END = 19,
    STATUS = 20,
    STATUS_END = 22,
    VALUE = 23,
    VALUE_END = 36,
    MARGINAL = 65
};

static mc_lp_piece field(mc_lp_piece line, size_t start, size_t end)
{
    start = start < line.length ? start : line.length;
    end = end < line.length ? end : line.length;
    return mc_answer_trim((mc_lp_piece){line.at + start, end - start});
}

static mc_status put_status(unsigned char *position, mc_answer_reader *reader,
                            mc_lp_piece word)
{
    static const struct {
        const char *text;
        mc_position position;
    } known[] = {{"B", MC_BASIC},
                 {"NL", MC_AT_LOWER},
                 {"NU", MC_AT_UPPER},
                 {"NF", MC_AT_ZERO},
                 {"NS", MC_AT_LOWER}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (mc_answer_is(word, known[i].text)) {
            *position = (unsigned char)known[i].position;
            return MC_OK;
        }
    return mc_lp_fail(&reader->source, word.at,
                      "\"%s\" is not B, NL, NU, NF or NS",
                      mc_lp_quoted(word).text);
}

/* The line `rest` has everything but the name. */
static mc_status put_fields(mc_answer_reader *reader, bool row, size_t place,
                            mc_lp_piece name, mc_lp_piece rest)
{
    mc_answer *answer = reader->answer;
    mc_lp_piece at = field(rest, STATUS, STATUS_END);
    mc_lp_piece value = field(rest, VALUE, VALUE_END);
    mc_lp_piece marginal = field(rest, MARGINAL, rest.length);
    mc_answer_vector *dual = row ? &answer->y : &answer->reduced;
    mc_status status = mc_answer_put(
        reader, row ? &answer->activity : &answer->x, place, name, value);
    if (status == MC_OK && at.length > 0 && !answer->has_basis)
        status = mc_answer_open_basis(reader);
    if (status == MC_OK && answer->has_basis)
        status = put_status(row ? &answer->basis.row[place]
                                : &answer->basis.column[place],
                            reader, at);
    if (status != MC_OK)
        return status;
    if (mc_answer_is(marginal, "< eps"))
        return mc_answer_put_eps(reader, dual, place, name);
    return marginal.length > 0
               ? mc_answer_put(reader, dual, place, name, marginal)
               : mc_answer_open(reader, dual);
}

/* The lines below the dashes up to an empty one. */
static mc_status read_table(mc_answer_reader *reader, bool row)
{
    mc_status status = MC_OK;
    while (status == MC_OK && mc_answer_line(reader)) {
        mc_lp_piece name, rest = reader->line;
        size_t place, number;
        if (mc_answer_trim(rest).length == 0)
            return MC_OK;
        if (!mc_answer_count(&number, field(rest, 0, NUMBER_END)))
            return mc_lp_fail(&reader->source, rest.at,
                              "a line of the table should begin with its "
                              "number");
        name = field(rest, NAME, rest.length);
        place = mc_lp_names_find(row ? reader->rows : reader->columns, name.at,
                                 name.length);
        if (place != SIZE_MAX && name.length > NAME_END - NAME) {
            if (!mc_answer_line(reader))
                return mc_answer_truncated(reader, "the rest of an entry");
            rest = reader->line;
        } else {
            name = field(rest, NAME, NAME_END);
            /* Older programs list the objective, a row without bounds. */
            if (row &&
                mc_lp_names_find(reader->rows, name.at, name.length) ==
                    SIZE_MAX &&
                mc_answer_is(field(rest, STATUS, STATUS_END), "B") &&
                field(rest, VALUE_END, MARGINAL).length == 0)
                continue;
            status = row ? mc_answer_row(&place, reader, name)
                         : mc_answer_column(&place, reader, name);
        }
        if (status == MC_OK)
            status = put_fields(reader, row, place, name, rest);
    }
    return status == MC_OK ? mc_answer_truncated(reader, "the end of a table")
                           : status;
}

/* "Objective:  COST = -464.7531429 (MINimum)" */
static mc_status read_objective(mc_answer_reader *reader, mc_lp_piece line)
{
    mc_lp_piece sense, value;
    if (!mc_answer_cut_last(&sense, &line) ||
        (!mc_answer_is(sense, "(MINimum)") &&
         !mc_answer_is(sense, "(MAXimum)")) ||
        !mc_answer_cut_last(&value, &line))
        return mc_lp_fail(&reader->source, line.at,
                          "an objective and (MINimum) or (MAXimum) should be "
                          "here");
    return mc_answer_set_objective(reader, value);
}

static mc_status read_heading(mc_answer_reader *reader)
{
    const mc_lp_piece line = mc_answer_trim(reader->line);
    if (mc_answer_begins(line, "Status:"))
        return mc_answer_set_status(
            reader, (mc_lp_piece){line.at + 7, line.length - 7}, line.at);
    if (mc_answer_begins(line, "Objective:"))
        return read_objective(reader, line);
    return MC_OK;
}

mc_status mc_answer_read_glpsol_o(mc_answer_reader *reader)
{
    mc_answer *answer = reader->answer;
    mc_status status = MC_OK;
    unsigned tables = 0;
    bool ended = false;
    while (status == MC_OK && !ended && mc_answer_line(reader)) {
        if (mc_answer_begins(reader->line, "------ ------------") && tables < 2)
            status = read_table(reader, tables++ == 0);
        else if (tables < 2)
            status = read_heading(reader);
        ended = mc_answer_begins(reader->line, "End of output");
    }
    if (status == MC_OK && !ended)
        status = mc_answer_truncated(reader, "\"End of output\"");
    if (status == MC_OK && !answer->status)
        status = mc_answer_truncated(reader, "\"Status:\"");
    if (status == MC_OK)
        status = mc_answer_open(reader, &answer->x);
    if (status == MC_OK)
        status = mc_answer_complete_columns(reader, &answer->x);
    if (status == MC_OK)
        status = mc_answer_complete_rows(reader, &answer->activity);
    if (status == MC_OK && answer->claim == MC_CLAIM_NOTHING)
        mc_answer_forget(reader);
    return status;
}
