/* CPLEX LP: verify/FORMAT-LP.md section 4. */
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "lp/cplex_reader.h"

/* The objective stands for this row. */
static const size_t OBJECTIVE = SIZE_MAX - 1, ABSENT = SIZE_MAX;

void mc_cplex_advance(struct mc_cplex_reader *reader)
{
    reader->token = mc_cplex_scan(reader->token.end, reader->end, false);
    mc_cplex_find_keyword(&reader->token, reader->end);
}

static bool reader_init(struct mc_cplex_reader *reader,
                        const mc_lp_source *source)
{
    memset(reader, 0, sizeof *reader);
    reader->source = source;
    reader->end = source->text + source->length;
    mc_lp_init(&reader->lp, false);
    mpq_init(reader->number);
    reader->rows = mc_lp_names_new(NULL, 0);
    reader->columns = mc_lp_names_new(NULL, 0);
    reader->token = mc_cplex_scan(source->text, reader->end, true);
    mc_cplex_find_keyword(&reader->token, reader->end);
    return reader->rows && reader->columns;
}

static void reader_clear(struct mc_cplex_reader *reader)
{
    mc_lp_names_free(reader->columns);
    mc_lp_names_free(reader->rows);
    free(reader->column);
    mpq_clear(reader->number);
    mc_lp_clear(&reader->lp);
}

bool mc_cplex_is_name(const struct mc_cplex_reader *reader)
{
    return reader->token.kind == CPLEX_WORD &&
           reader->token.keyword == CPLEX_NO_KEYWORD;
}

static bool is_label(const struct mc_cplex_reader *reader)
{
    return mc_cplex_is_name(reader) &&
           mc_cplex_scan(reader->token.end, reader->end, false).kind ==
               CPLEX_COLON;
}

/* The refusal of a token that must not stand where it is. */
mc_status mc_cplex_fail(const struct mc_cplex_reader *reader,
                        const char *wanted)
{
    const struct mc_cplex_token *token = &reader->token;
    if (token->kind == CPLEX_END_OF_FILE)
        return mc_lp_fail(reader->source, token->text.at,
                          "the file ends where %s should stand; is it "
                          "complete?",
                          wanted);
    if (token->kind == CPLEX_QUADRATIC)
        return mc_lp_fail(reader->source, token->text.at,
                          "\"%s\": not an LP, as there are quadratic terms; "
                          "only linear programs are read",
                          mc_lp_quoted(token->text).text);
    return mc_lp_fail(reader->source, token->text.at,
                      "\"%s\" stands where %s should stand",
                      mc_lp_quoted(token->text).text, wanted);
}

/* sign*; returns how many signs there were. */
size_t mc_cplex_signs(bool *negative, struct mc_cplex_reader *reader)
{
    size_t count = 0;
    for (*negative = false; reader->token.kind == CPLEX_SIGN; count++) {
        if (*reader->token.text.at == '-')
            *negative = !*negative;
        mc_cplex_advance(reader);
    }
    return count;
}

/* The unsigned number that is the token, with its sign, into
   reader->number. */
mc_status mc_cplex_unsigned(struct mc_cplex_reader *reader, bool negative)
{
    mc_status status = mc_lp_number(reader->number, &reader->remarks,
                                    reader->source, reader->token.text);
    if (status != MC_OK)
        return status;
    if (negative)
        mpq_neg(reader->number, reader->number);
    mc_cplex_advance(reader);
    return MC_OK;
}

/* The column that a name means, a new one if need be. */
mc_status mc_cplex_column(size_t *place, struct mc_cplex_reader *reader,
                          mc_lp_piece name)
{
    mc_lp *lp = &reader->lp;
    mpq_t zero;
    bool done;
    *place = mc_lp_names_find(reader->columns, name.at, name.length);
    if (*place != ABSENT)
        return MC_OK;
    mpq_init(zero);
    done = mc_array_grow(&reader->column, &reader->column_capacity,
                         lp->columns + 1, sizeof *reader->column) &&
           mc_lp_add_column(lp, zero, NULL, NULL) &&
           mc_lp_name_column(lp, name.at, name.length) &&
           mc_lp_names_grow(reader->columns, lp->column_name, lp->columns);
    mpq_clear(zero);
    if (!done)
        return mc_lp_fail_memory(reader->source);
    *place = lp->columns - 1;
    reader->column[*place] = (struct mc_cplex_column){.row = ABSENT};
    return MC_OK;
}

/* --- expressions --------------------------------------------------------- */

/* Adds reader->number to the coefficient of a column. */
static mc_status add_coefficient(struct mc_cplex_reader *reader, size_t row,
                                 size_t j)
{
    mc_lp *lp = &reader->lp;
    struct mc_cplex_column *column = &reader->column[j];
    if (row == OBJECTIVE) {
        mpq_add(lp->cost[j], lp->cost[j], reader->number);
        return MC_OK;
    }
    if (column->row == row) {
        mpq_ptr sum = lp->entry[column->entry].value;
        mpq_add(sum, sum, reader->number);
        return MC_OK;
    }
    if (mpq_sgn(reader->number) == 0)
        return MC_OK;
    if (!mc_lp_add_entry(lp, row, j, reader->number))
        return mc_lp_fail_memory(reader->source);
    column->row = row;
    column->entry = lp->entries - 1;
    return MC_OK;
}

/* The rest of a term behind its signs, of which there were some if `needed`.
 *found: there is a term. */
static mc_status read_term(bool *found, bool *has_name,
                           struct mc_cplex_reader *reader, size_t row,
                           bool negative, bool needed)
{
    struct mc_cplex_token start = reader->token;
    mc_status status;
    size_t j;
    bool has_number = start.kind == CPLEX_NUMBER;
    *found = has_number || mc_cplex_is_name(reader);
    if (!*found)
        return needed ? mc_cplex_fail(reader, "a number or name behind a sign")
                      : MC_OK;
    mpq_set_si(reader->number, negative ? -1 : 1, 1);
    if (has_number && (status = mc_cplex_unsigned(reader, negative)) != MC_OK)
        return status;
    if (mc_cplex_is_name(reader)) {
        mc_lp_piece name = reader->token.text;
        *has_name = true;
        mc_cplex_advance(reader);
        status = mc_cplex_column(&j, reader, name);
        return status == MC_OK ? add_coefficient(reader, row, j) : status;
    }
    if (row != OBJECTIVE)
        return mc_lp_fail(reader->source, start.text.at,
                          "\"%s\" has no variable; constants must stand on the "
                          "other side of the relation",
                          mc_lp_quoted(start.text).text);
    mpq_add(reader->lp.constant, reader->lp.constant, reader->number);
    return MC_OK;
}

/* term*, for a row or the objective. */
static mc_status read_expression(bool *has_name, struct mc_cplex_reader *reader,
                                 size_t row)
{
    bool found, negative;
    mc_status status;
    size_t signs = mc_cplex_signs(&negative, reader);
    *has_name = false;
    do {
        status = read_term(&found, has_name, reader, row, negative, signs > 0);
        if (status != MC_OK || !found)
            return status;
        signs = mc_cplex_signs(&negative, reader);
    } while (signs > 0);
    if (reader->token.kind == CPLEX_NUMBER || mc_cplex_is_name(reader))
        return mc_cplex_fail(reader, "a sign, relation or section");
    return MC_OK;
}

/* --- sections ------------------------------------------------------------ */

/* Skips empty sections of other kinds of programs. */
static mc_status skip_others(struct mc_cplex_reader *reader)
{
    while (reader->token.keyword == CPLEX_NOT_LINEAR) {
        struct mc_cplex_token start = reader->token;
        mc_cplex_advance(reader);
        if (reader->token.keyword == CPLEX_NO_KEYWORD &&
            reader->token.kind != CPLEX_END_OF_FILE)
            return mc_lp_fail(reader->source, start.text.at,
                              "\"%s\": not an LP, as this section is for "
                              "integer or other programs; only linear programs "
                              "with continuous variables are read",
                              mc_lp_quoted(start.text).text);
    }
    return MC_OK;
}

static mc_status fail_order(const struct mc_cplex_reader *reader,
                            const char *wanted)
{
    return mc_lp_fail(reader->source, reader->token.text.at,
                      "\"%s\" stands where %s should stand; the order is the "
                      "sense, \"subject to\", \"bounds\", \"end\"",
                      mc_lp_quoted(reader->token.text).text, wanted);
}

static mc_status read_objective(struct mc_cplex_reader *reader)
{
    bool has_name;
    mc_status status;
    if (reader->token.keyword != CPLEX_MINIMISE &&
        reader->token.keyword != CPLEX_MAXIMISE)
        return mc_cplex_fail(reader, "\"minimize\" or \"maximize\"");
    reader->lp.maximise = reader->token.keyword == CPLEX_MAXIMISE;
    mc_cplex_advance(reader);
    if (is_label(reader)) {
        mc_cplex_advance(reader);
        mc_cplex_advance(reader);
    }
    status = read_expression(&has_name, reader, OBJECTIVE);
    if (status == MC_OK)
        status = skip_others(reader);
    if (status != MC_OK)
        return status;
    if (reader->token.keyword == CPLEX_NO_KEYWORD)
        return mc_cplex_fail(reader, "\"subject to\"");
    if (reader->token.keyword != CPLEX_SUBJECT_TO)
        return fail_order(reader, "\"subject to\"");
    mc_cplex_advance(reader);
    return MC_OK;
}

/* Takes a relation: '<', '>' or '='. */
char mc_cplex_relation(struct mc_cplex_reader *reader)
{
    mc_lp_piece text = reader->token.text;
    char relation = text.at[0];
    if (text.length > 1 && relation == '=')
        relation = text.at[1];
    mc_cplex_advance(reader);
    return relation;
}

/* A row without bounds and with the name of its label, or c and its number. */
static mc_status begin_row(struct mc_cplex_reader *reader)
{
    mc_lp *lp = &reader->lp;
    mc_lp_piece name = reader->token.text;
    char usual[32];
    bool label = is_label(reader);
    const char *at = name.at;
    if (label) {
        mc_cplex_advance(reader);
        mc_cplex_advance(reader);
    } else {
        int length = snprintf(usual, sizeof usual, "c%zu", lp->rows + 1);
        name = (mc_lp_piece){usual, (size_t)length};
    }
    if (mc_lp_names_find(reader->rows, name.at, name.length) != ABSENT)
        return mc_lp_fail(reader->source, at,
                          "a second constraint is called \"%s\"%s",
                          mc_lp_quoted(name).text,
                          label ? "" : ", as it has no label; give it one");
    if (!mc_lp_add_row(lp, NULL, NULL) ||
        !mc_lp_name_row(lp, name.at, name.length) ||
        !mc_lp_names_grow(reader->rows, lp->row_name, lp->rows))
        return mc_lp_fail_memory(reader->source);
    return MC_OK;
}

/* sign* unsigned, on the right of a relation. */
static mc_status read_side(struct mc_cplex_reader *reader)
{
    bool negative;
    (void)mc_cplex_signs(&negative, reader);
    if (reader->token.kind != CPLEX_NUMBER)
        return mc_cplex_fail(reader, "a number");
    return mc_cplex_unsigned(reader, negative);
}

/* expression relation reader->number */
static void bound_row(struct mc_cplex_reader *reader, char relation)
{
    mc_lp *lp = &reader->lp;
    size_t row = lp->rows - 1;
    if (relation != '>')
        mc_lp_bound_set(&lp->row_upper[row], reader->number);
    if (relation != '<')
        mc_lp_bound_set(&lp->row_lower[row], reader->number);
}

char mc_cplex_mirrored(char relation)
{
    return relation == '<' ? '>' : relation == '>' ? '<' : '=';
}

/* sign* unsigned relation at the start of a constraint; *relation is 0 and
   nothing has been read if there is none. */
static mc_status read_left_side(char *relation, struct mc_cplex_reader *reader)
{
    struct mc_cplex_token start = reader->token;
    mc_lp_piece number;
    bool negative;
    mc_status status;
    *relation = 0;
    (void)mc_cplex_signs(&negative, reader);
    number = reader->token.text;
    if (reader->token.kind == CPLEX_NUMBER)
        mc_cplex_advance(reader);
    else
        number.length = 0;
    if (number.length == 0 || reader->token.kind != CPLEX_RELATION) {
        reader->token = start;
        return MC_OK;
    }
    status =
        mc_lp_number(reader->number, &reader->remarks, reader->source, number);
    if (status != MC_OK)
        return status;
    if (negative)
        mpq_neg(reader->number, reader->number);
    *relation = mc_cplex_relation(reader);
    bound_row(reader, mc_cplex_mirrored(*relation));
    return MC_OK;
}

/* An expression that must have a variable, and a relation behind it. */
static mc_status read_row_expression(struct mc_cplex_reader *reader, char left)
{
    const char *at = reader->token.text.at;
    bool has_name;
    mc_status status = read_expression(&has_name, reader, reader->lp.rows - 1);
    if (status != MC_OK)
        return status;
    if (!has_name)
        return mc_lp_fail(reader->source, at,
                          "a constraint has at least one variable; write 0 x "
                          "if it is empty");
    if (reader->token.kind == CPLEX_RELATION)
        return MC_OK;
    if (left != 0)
        return mc_lp_fail(reader->source, at,
                          "a constraint with one relation has its number on "
                          "the right side");
    return mc_cplex_fail(reader, "a relation (<=, >= or =)");
}

static mc_status read_constraint(struct mc_cplex_reader *reader)
{
    char left = 0, right;
    const char *at;
    mc_status status = begin_row(reader);
    if (status == MC_OK)
        status = read_left_side(&left, reader);
    if (status == MC_OK)
        status = read_row_expression(reader, left);
    if (status != MC_OK)
        return status;
    at = reader->token.text.at;
    right = mc_cplex_relation(reader);
    if (left != 0 && (left == '=' || right != left))
        return mc_lp_fail(reader->source, at,
                          "the two relations of a double constraint must have "
                          "the same direction, and none may be =");
    status = read_side(reader);
    if (status == MC_OK)
        bound_row(reader, right);
    return status;
}

/* --- the whole ----------------------------------------------------------- */

/* Items up to the next keyword that is not skipped. */
static mc_status read_items(struct mc_cplex_reader *reader,
                            mc_status (*read)(struct mc_cplex_reader *))
{
    mc_status status = MC_OK;
    while (status == MC_OK && reader->token.keyword == CPLEX_NO_KEYWORD &&
           reader->token.kind != CPLEX_END_OF_FILE)
        status = read(reader);
    return status == MC_OK ? skip_others(reader) : status;
}

static mc_status read_end(struct mc_cplex_reader *reader)
{
    if (reader->token.kind == CPLEX_END_OF_FILE)
        return mc_cplex_fail(reader, "\"end\"");
    if (reader->token.keyword != CPLEX_END)
        return fail_order(reader, "\"end\"");
    mc_cplex_advance(reader);
    if (reader->token.kind != CPLEX_END_OF_FILE)
        return mc_cplex_fail(reader, "the end of the file");
    return MC_OK;
}

static mc_status read_all(struct mc_cplex_reader *reader)
{
    mc_status status = skip_others(reader);
    if (status == MC_OK)
        status = read_objective(reader);
    if (status == MC_OK)
        status = read_items(reader, read_constraint);
    if (status == MC_OK && reader->token.keyword == CPLEX_BOUNDS) {
        mc_cplex_advance(reader);
        status = read_items(reader, mc_cplex_read_bound);
    }
    return status == MC_OK ? read_end(reader) : status;
}

static void remark(struct mc_cplex_reader *reader)
{
    mc_lp *lp = &reader->lp;
    for (size_t j = 0; j < lp->columns; j++) {
        const char *name = lp->column_name[j];
        if (!reader->column[j].lower_given && lp->column_lower[j].finite &&
            lp->column_upper[j].finite &&
            mpq_sgn(lp->column_upper[j].value) < 0)
            mc_lp_remark_add(&reader->remarks.crossing_upper,
                             (mc_lp_piece){name, strlen(name)});
    }
}

mc_status mc_lp_read_cplex(mc_lp *lp, mc_lp_remarks *remarks,
                           const mc_lp_source *source)
{
    struct mc_cplex_reader reader;
    mc_status status = MC_LIMIT;
    if (reader_init(&reader, source))
        status = read_all(&reader);
    else
        (void)mc_lp_fail_memory(source);
    if (status == MC_OK) {
        remark(&reader);
        *lp = reader.lp;
        *remarks = reader.remarks;
        mc_lp_init(&reader.lp, false);
    }
    reader_clear(&reader);
    return status;
}
