/* Clp's -solution and QSopt_ex's -O.

   Clp: a line "Optimal - objective value 6.2857143", then lines
       [**] NUMBER NAME VALUE DUAL
   with rows (if they are printed) before columns, each numbered upwards from
   0; zeros may be left out; ** marks what Clp thinks infeasible.

   QSopt_ex: "status = OPTIMAL", "Value = 44/7" and sections VARS:, REDUCED
   COST:, PI:, SLACK: of lines NAME = NUMBER; zeros are left out. Numbers are
   exact. A slack is the distance from the lower side of the row if it has
   one, else from the upper side; rows without bounds are not listed. */
#include <string.h>

#include "lp/answer_reader.h"

/* ---- Clp ---- */

/* One line, cut into its pieces. */
typedef struct clp_line {
    size_t number;
    mc_lp_piece name, value, dual;
} clp_line;

static mc_status cut_line(clp_line *cut, mc_answer_reader *reader)
{
    mc_lp_piece rest = mc_answer_trim(reader->line), number;
    const char *end;
    if (mc_answer_begins(rest, "**")) {
        rest.at += 2;
        rest.length -= 2;
    }
    end = rest.at;
    if (!mc_lp_next_word(&number, &end, rest.at + rest.length) ||
        !mc_answer_count(&cut->number, number))
        return mc_lp_fail(&reader->source, rest.at,
                          "a line should begin with the number of a row or "
                          "column");
    rest.length = (size_t)(rest.at + rest.length - end);
    rest.at = end;
    if (!mc_answer_cut_last(&cut->dual, &rest) ||
        !mc_answer_cut_last(&cut->value, &rest) || rest.length == 0)
        return mc_lp_fail(&reader->source, number.at,
                          "a number, a name, a value and a dual value should "
                          "be here");
    cut->name = rest;
    return MC_OK;
}

/* Whether the numbers start again, that is, whether there are rows. */
static bool has_rows(mc_answer_reader *reader)
{
    const char *at = reader->at;
    const mc_lp_piece line = reader->line;
    mc_message *message = reader->source.message;
    size_t previous = 0;
    bool first = true, found = false;
    clp_line cut;
    reader->source.message = NULL;
    while (!found && mc_answer_filled_line(reader) &&
           cut_line(&cut, reader) == MC_OK) {
        found = !first && cut.number <= previous;
        previous = cut.number;
        first = false;
    }
    reader->source.message = message;
    reader->at = at;
    reader->line = line;
    return found;
}

static mc_status put_line(mc_answer_reader *reader, const clp_line *cut,
                          bool row)
{
    mc_answer *answer = reader->answer;
    mc_answer_vector *value = row ? &answer->activity : &answer->x;
    mc_answer_vector *dual = row ? &answer->y : &answer->reduced;
    size_t place;
    mc_status status = row ? mc_answer_row(&place, reader, cut->name)
                           : mc_answer_column(&place, reader, cut->name);
    if (status == MC_OK)
        status = mc_answer_put(reader, value, place, cut->name, cut->value);
    if (status == MC_OK)
        status = mc_answer_put(reader, dual, place, cut->name, cut->dual);
    return status;
}

static mc_status read_lines(mc_answer_reader *reader)
{
    bool row = has_rows(reader), first = true;
    size_t previous = 0;
    mc_status status = mc_answer_open(reader, &reader->answer->x);
    while (status == MC_OK && mc_answer_filled_line(reader)) {
        clp_line cut;
        status = cut_line(&cut, reader);
        if (status != MC_OK)
            break;
        if (!first && cut.number <= previous) {
            if (!row)
                return mc_lp_fail(&reader->source, reader->line.at,
                                  "the numbers of the columns start again");
            row = false;
        }
        previous = cut.number;
        first = false;
        status = put_line(reader, &cut, row);
    }
    return status;
}

mc_status mc_answer_read_clp(mc_answer_reader *reader)
{
    static const char words[] = " - objective value ";
    const char *at;
    mc_lp_piece head, value;
    mc_status status;
    if (!mc_answer_filled_line(reader))
        return mc_answer_truncated(reader, "the status");
    head = mc_answer_trim(reader->line);
    for (at = head.at; at < head.at + head.length; at++)
        if (mc_answer_begins(
                (mc_lp_piece){at, (size_t)(head.at + head.length - at)}, words))
            break;
    if (at == head.at + head.length)
        return mc_lp_fail(&reader->source, head.at,
                          "\"STATUS - objective value NUMBER\" should be here");
    value.at = at + strlen(words);
    value.length = (size_t)(head.at + head.length - value.at);
    head.length = (size_t)(at - head.at);
    status = mc_answer_set_status(reader, head, head.at);
    if (status == MC_OK)
        status = mc_answer_set_objective(reader, mc_answer_trim(value));
    return status == MC_OK ? read_lines(reader) : status;
}

/* ---- QSopt_ex ---- */

typedef enum qsopt_section {
    QSOPT_NONE,
    QSOPT_COLUMNS,
    QSOPT_REDUCED,
    QSOPT_PRICES,
    QSOPT_SLACKS
} qsopt_section;

/* What stands before and after the last " = " of a line. */
static bool cut_equation(mc_lp_piece *name, mc_lp_piece *value,
                         mc_lp_piece line)
{
    mc_lp_piece equals;
    *name = line;
    if (!mc_answer_cut_last(value, name) || !mc_answer_cut_last(&equals, name))
        return false;
    return mc_answer_is(equals, "=") && name->length > 0;
}

/* A heading opens its list, so that an empty list is a list of zeros. */
static bool find_section(qsopt_section *section, mc_answer_vector **vector,
                         mc_answer *answer, mc_lp_piece line)
{
    static const char *const headings[] = {
        "VARS:", "REDUCED COST:", "PI:", "SLACK:"};
    mc_answer_vector *const vectors[] = {&answer->x, &answer->reduced,
                                         &answer->y, &answer->activity};
    for (int i = 0; i < 4; i++)
        if (mc_answer_is(line, headings[i])) {
            *section = (qsopt_section)(QSOPT_COLUMNS + i);
            *vector = vectors[i];
            return true;
        }
    return false;
}

/* An integer stands for itself here, and not for a rounded number. */
static mc_status put_exact(mc_answer_reader *reader, mc_answer_vector *vector,
                           bool row, mc_lp_piece name, mc_lp_piece value)
{
    size_t place;
    mc_status status = row ? mc_answer_row(&place, reader, name)
                           : mc_answer_column(&place, reader, name);
    if (status == MC_OK)
        status = mc_answer_put(reader, vector, place, name, value);
    if (status == MC_OK && vector->entry[place].integer)
        vector->entry[place].fraction = true;
    return status;
}

/* Slacks become activities; those that are not given are 0. */
static void use_slacks(mc_answer_vector *slack, const mc_lp *lp)
{
    for (size_t r = 0; slack->entry && r < slack->length; r++) {
        const mc_lp_bound *lower = &lp->row_lower[r];
        const mc_lp_bound *upper = &lp->row_upper[r];
        mc_answer_number *number = &slack->entry[r];
        bool bounded = lower->finite || upper->finite;
        slack->given += (bounded && !number->given);
        slack->given -= (!bounded && number->given);
        number->fraction |= bounded && !number->given;
        number->given = bounded;
        if (lower->finite)
            mpq_add(number->value, lower->value, number->value);
        else if (upper->finite)
            mpq_sub(number->value, upper->value, number->value);
        else
            mpq_set_ui(number->value, 0, 1);
    }
}

static mc_status put_equation(mc_answer_reader *reader, qsopt_section section,
                              mc_lp_piece line)
{
    mc_answer *answer = reader->answer;
    mc_lp_piece name, value;
    mc_status status;
    if (!cut_equation(&name, &value, line))
        return mc_lp_fail(&reader->source, line.at,
                          "\"NAME = NUMBER\" should be here");
    switch (section) {
    case QSOPT_COLUMNS:
        return put_exact(reader, &answer->x, false, name, value);
    case QSOPT_REDUCED:
        return put_exact(reader, &answer->reduced, false, name, value);
    case QSOPT_PRICES:
        return put_exact(reader, &answer->y, true, name, value);
    case QSOPT_SLACKS:
        return put_exact(reader, &answer->activity, true, name, value);
    case QSOPT_NONE:
        break;
    }
    if (mc_answer_is(name, "Value")) {
        status = mc_answer_set_objective(reader, value);
        if (status == MC_OK && answer->objective.integer)
            answer->objective.fraction = true;
        return status;
    }
    return mc_lp_fail(&reader->source, line.at, "\"%s\" is not expected here",
                      mc_lp_quoted(line).text);
}

static mc_status read_qsopt_line(mc_answer_reader *reader,
                                 qsopt_section *section)
{
    mc_lp_piece line = mc_answer_trim(reader->line), head;
    mc_answer_vector *vector = NULL;
    const size_t length = strlen("status");
    if (find_section(section, &vector, reader->answer, line))
        return mc_answer_open(reader, vector);
    head = (mc_lp_piece){line.at, length};
    if (*section == QSOPT_NONE && line.length > length &&
        mc_lp_is_word(head, "status")) {
        line.at += length;
        line.length -= length;
        line = mc_answer_trim(line);
        if (mc_answer_begins(line, "= ")) {
            line.at += 2;
            line.length -= 2;
        }
        return mc_answer_set_status(reader, line, line.at);
    }
    return put_equation(reader, *section, line);
}

mc_status mc_answer_read_qsopt(mc_answer_reader *reader)
{
    mc_answer *answer = reader->answer;
    qsopt_section section = QSOPT_NONE;
    mc_status status = MC_OK;
    while (status == MC_OK && mc_answer_filled_line(reader))
        status = read_qsopt_line(reader, &section);
    if (status == MC_OK && !answer->status)
        status = mc_answer_truncated(reader, "the status");
    if (status == MC_OK && answer->claim == MC_CLAIM_OPTIMAL &&
        section != QSOPT_SLACKS)
        status = mc_answer_truncated(reader, "\"SLACK:\"");
    if (status == MC_OK)
        use_slacks(&answer->activity, reader->lp);
    return status;
}
