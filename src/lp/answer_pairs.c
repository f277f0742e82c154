/* Files of names and values: Gurobi and MIPLIB .sol, SCIP, SoPlex. */
#include <string.h>

#include "lp/answer_reader.h"

/* "name value" */
static mc_status put_pair(mc_answer_reader *reader, mc_answer_vector *vector,
                          bool row)
{
    mc_lp_piece name = reader->line, value;
    if (!mc_answer_cut_last(&value, &name) || name.length == 0)
        return mc_lp_fail(&reader->source, reader->line.at,
                          "a name and a value should be here");
    return row ? mc_answer_put_row(reader, vector, name, value)
               : mc_answer_put_column(reader, vector, name, value);
}

/* What follows a heading in the current line, if it begins with it. */
static bool follows(mc_lp_piece *rest, const mc_answer_reader *reader,
                    const char *heading)
{
    mc_lp_piece line = mc_answer_trim(reader->line);
    size_t length = strlen(heading);
    if (!mc_answer_begins(line, heading))
        return false;
    *rest =
        mc_answer_trim((mc_lp_piece){line.at + length, line.length - length});
    return true;
}

/* Gurobi: "# Objective value = 3" among the comments; every column is listed.
 */
mc_status mc_answer_read_gurobi(mc_answer_reader *reader)
{
    mc_answer *answer = reader->answer;
    mc_lp_piece rest;
    mc_status status = mc_answer_open(reader, &answer->x);
    while (status == MC_OK && mc_answer_filled_line(reader)) {
        if (follows(&rest, reader, "# Objective value ="))
            status = mc_answer_set_objective(reader, rest);
        else if (*mc_answer_trim(reader->line).at != '#')
            status = put_pair(reader, &answer->x, false);
    }
    return status == MC_OK ? mc_answer_complete_columns(reader, &answer->x)
                           : status;
}

/* MIPLIB: "=obj= 3" or "=infeas=" or "=unbd=", then those that are not 0. */
mc_status mc_answer_read_miplib(mc_answer_reader *reader)
{
    mc_answer *answer = reader->answer;
    mc_lp_piece rest;
    mc_status status = MC_OK;
    while (status == MC_OK && mc_answer_filled_line(reader)) {
        if (*mc_answer_trim(reader->line).at == '#')
            continue;
        if (follows(&rest, reader, "=infeas=")) {
            answer->claim = MC_CLAIM_INFEASIBLE;
        } else if (follows(&rest, reader, "=unbd=")) {
            answer->claim = MC_CLAIM_UNBOUNDED;
        } else if (follows(&rest, reader, "=obj=")) {
            status = mc_answer_set_objective(reader, rest);
            if (status == MC_OK)
                status = mc_answer_open(reader, &answer->x);
        } else {
            status = put_pair(reader, &answer->x, false);
        }
    }
    return status;
}

/* SCIP: status, objective, then "name value (obj:cost)" for those that are not
   0, or "no solution available". */
mc_status mc_answer_read_scip(mc_answer_reader *reader)
{
    mc_answer *answer = reader->answer;
    mc_lp_piece rest, cost;
    mc_status status = MC_OK;
    while (status == MC_OK && mc_answer_filled_line(reader)) {
        if (follows(&rest, reader, "solution status:")) {
            status = mc_answer_set_status(reader, rest, rest.at);
        } else if (follows(&rest, reader, "objective value:")) {
            status = mc_answer_set_objective(reader, rest);
            if (status == MC_OK)
                status = mc_answer_open(reader, &answer->x);
        } else if (!follows(&rest, reader, "no solution available")) {
            rest = reader->line;
            if (mc_answer_cut_last(&cost, &rest) &&
                mc_answer_begins(cost, "(obj:"))
                reader->line = rest;
            status = put_pair(reader, &answer->x, false);
        }
    }
    return status;
}

/* ---- SoPlex ---- */

/* A list ends with "All other ... are zero". */
static mc_status read_list(mc_answer_reader *reader, mc_answer_vector *vector,
                           bool row)
{
    mc_lp_piece rest;
    mc_status status = mc_answer_open(reader, vector);
    while (status == MC_OK && mc_answer_filled_line(reader)) {
        if (follows(&rest, reader, "All other "))
            return MC_OK;
        status = put_pair(reader, vector, row);
    }
    return status == MC_OK ? mc_answer_truncated(reader, "\"All other ...\"")
                           : status;
}

/* "SoPlex status       : problem is solved [optimal]" */
static mc_status read_status(mc_answer_reader *reader, mc_lp_piece rest)
{
    const char *open = memchr(rest.at, '[', rest.length);
    const char *close = memchr(rest.at, ']', rest.length);
    if (open && close && open < close)
        rest = (mc_lp_piece){open + 1, (size_t)(close - open - 1)};
    return mc_answer_set_status(reader, rest, rest.at);
}

/* The output of soplex; what is no solution is its log. Rays are no answer. */
mc_status mc_answer_read_soplex(mc_answer_reader *reader)
{
    mc_answer *answer = reader->answer;
    mc_status status = MC_OK;
    mc_lp_piece rest;
    while (status == MC_OK && mc_answer_filled_line(reader)) {
        if (follows(&rest, reader, "SoPlex status")) {
            status = read_status(reader, rest);
        } else if (follows(&rest, reader, "Objective value     :")) {
            status = mc_answer_set_objective(reader, rest);
        } else if (follows(&rest, reader, "Primal solution (name, value):")) {
            status = read_list(reader, &answer->x, false);
        } else if (follows(&rest, reader, "Dual solution (name, value):") ||
                   follows(&rest, reader, "Dual multipliers (name, value):")) {
            status = read_list(reader, &answer->y, true);
        } else if (follows(&rest, reader, "Reduced costs (name, value):")) {
            status = read_list(reader, &answer->reduced, false);
        }
    }
    if (status == MC_OK && !answer->status && !answer->x.entry)
        status = mc_answer_truncated(reader, "the status");
    return status;
}
