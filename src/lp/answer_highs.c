/* HiGHS solution files, raw and sparse style: a status, then sections whose
   headings begin with #. In the sparse style the number of columns is the
   negated number of those that are not zero; nothing follows them. */
#include "lp/answer_reader.h"

/* The names and values of one list. */
static mc_status read_list(mc_answer_reader *reader, mc_answer_vector *vector,
                           bool rows, size_t count)
{
    mc_status status = mc_answer_open(reader, vector);
    for (size_t i = 0; status == MC_OK && i < count; i++) {
        mc_lp_piece name, value;
        if (!mc_answer_filled_line(reader))
            return mc_answer_truncated(reader, "the last name and value");
        name = reader->line;
        if (!mc_answer_cut_last(&value, &name) || name.length == 0)
            return mc_lp_fail(&reader->source, reader->line.at,
                              "a name and a value should be here");
        status = rows ? mc_answer_put_row(reader, vector, name, value)
                      : mc_answer_put_column(reader, vector, name, value);
    }
    return status;
}

/* "# Columns 4" or "# Rows 3" and their list. */
static mc_status read_part(mc_answer_reader *reader, const mc_lp_piece *word,
                           mc_answer_vector *columns, mc_answer_vector *rows)
{
    bool of_rows = mc_answer_is(word[1], "Rows");
    mc_answer_vector *vector = of_rows ? rows : columns;
    mc_lp_piece number = word[2];
    bool sparse = !of_rows && *number.at == '-';
    size_t count;
    mc_status status;
    number.at += sparse;
    number.length -= sparse;
    if (!mc_answer_count(&count, number))
        return mc_lp_fail(&reader->source, number.at, "not a number of lines");
    status = read_list(reader, vector, of_rows, count);
    if (status == MC_OK && !sparse)
        status = of_rows ? mc_answer_complete_rows(reader, vector)
                         : mc_answer_complete_columns(reader, vector);
    return status;
}

/* One line after the status; *columns and *rows are those of the section. */
static mc_status read_line(mc_answer_reader *reader, mc_answer_vector **columns,
                           mc_answer_vector **rows)
{
    mc_answer *answer = reader->answer;
    mc_lp_piece line = mc_answer_trim(reader->line), word[3];
    size_t words = mc_answer_words(word, 3, line);
    if (mc_answer_is(line, "# Primal solution values")) {
        *columns = &answer->x;
        *rows = &answer->activity;
        return MC_OK;
    }
    if (mc_answer_is(line, "# Dual solution values")) {
        *columns = &answer->reduced;
        *rows = &answer->y;
        return MC_OK;
    }
    if (mc_answer_is(line, "# Basis"))
        return mc_answer_read_highs_basis(reader);
    if (*columns && words == 3 && mc_answer_is(word[0], "#") &&
        (mc_answer_is(word[1], "Columns") || mc_answer_is(word[1], "Rows")))
        return read_part(reader, word, *columns, *rows);
    if (words == 2 && mc_answer_is(word[0], "Objective"))
        return mc_answer_set_objective(reader, word[1]);
    if (mc_answer_is(line, "Feasible") || mc_answer_is(line, "Infeasible") ||
        mc_answer_is(line, "None"))
        return MC_OK;
    return mc_lp_fail(&reader->source, line.at, "\"%s\" is not expected here",
                      mc_lp_quoted(line).text);
}

mc_status mc_answer_read_highs(mc_answer_reader *reader)
{
    mc_answer_vector *columns = NULL, *rows = NULL;
    mc_status status;
    if (!mc_answer_filled_line(reader) ||
        !mc_answer_is(mc_answer_trim(reader->line), "Model status"))
        return mc_lp_fail(&reader->source, reader->line.at,
                          "\"Model status\" should be here");
    if (!mc_answer_filled_line(reader))
        return mc_answer_truncated(reader, "the status");
    status = mc_answer_set_status(reader, reader->line, reader->line.at);
    while (status == MC_OK && mc_answer_filled_line(reader))
        status = read_line(reader, &columns, &rows);
    if (status == MC_OK && !columns)
        status = mc_answer_truncated(reader, "the solution");
    return status;
}
