/* CPLEX LP: verify/FORMAT-LP.md section 4. */
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/number.h"
#include "lp/source.h"

/* --- tokens -------------------------------------------------------------- */

enum kind {
    END_OF_FILE,
    NUMBER,
    WORD,
    SIGN,
    COLON,
    RELATION,
    QUADRATIC, /* '^', '*' or '[' */
    FOREIGN    /* a byte that begins no token */
};

enum keyword {
    NO_KEYWORD,
    MINIMISE,
    MAXIMISE,
    SUBJECT_TO,
    BOUNDS,
    END,
    NOT_LINEAR /* general, binary, ... */
};

/* Invariant: `end` is behind the token, and behind its second word if it is a
   keyword of two. */
struct token {
    enum kind kind;
    enum keyword keyword;
    mc_lp_piece text;
    const char *end;
    bool begins_line;
};

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (unsigned char)c > 0x7F;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool begins_name(char c)
{
    return is_letter(c) || (c != '\0' && strchr("!\"#$%&(),;?@_`'{}|~", c));
}

static bool continues_name(char c)
{
    return begins_name(c) || is_digit(c) || c == '.' || c == '/' || c == '[' ||
           c == ']';
}

/* Over white space and comments. */
static const char *skip_space(bool *begins_line, const char *at,
                              const char *end)
{
    while (at < end) {
        bool feed =
            *at == '\n' || (*at == '\r' && at + 1 < end && at[1] == '\n');
        if (feed) {
            *begins_line = true;
        } else if (*at == '\\') {
            const char *line = memchr(at, '\n', (size_t)(end - at));
            at = line != NULL ? line : end;
            continue;
        } else if (*at != ' ' && *at != '\t') {
            break;
        }
        at++;
    }
    return at;
}

static enum kind scan_kind(size_t *length, const char *at, const char *end)
{
    size_t rest = (size_t)(end - at);
    *length = 1;
    if (begins_name(*at)) {
        while (*length < rest && continues_name(at[*length]))
            ++*length;
        return WORD;
    }
    if (is_digit(*at) || *at == '.') {
        size_t span = mc_number_span_lp(at, rest);
        if (span == 0)
            return FOREIGN;
        *length = span;
        return NUMBER;
    }
    switch (*at) {
    case '+':
    case '-':
        return SIGN;
    case ':':
        return COLON;
    case '<':
    case '>':
        *length = rest > 1 && at[1] == '=' ? 2 : 1;
        return RELATION;
    case '=':
        *length = rest > 1 && (at[1] == '<' || at[1] == '>') ? 2 : 1;
        return RELATION;
    case '^':
    case '*':
    case '[':
        return QUADRATIC;
    default:
        return FOREIGN;
    }
}

/* The token at or behind `at`, whatever it means. */
static struct token scan(const char *at, const char *end, bool begins_line)
{
    struct token token = {.begins_line = begins_line};
    token.text.at = skip_space(&token.begins_line, at, end);
    if (token.text.at < end)
        token.kind = scan_kind(&token.text.length, token.text.at, end);
    token.end = token.text.at + token.text.length;
    return token;
}

/* Keywords, and the second word of those that have one. */
static const struct {
    const char *word, *second;
    enum keyword keyword;
} keywords[] = {
    {"max", NULL, MAXIMISE},        {"min", NULL, MINIMISE},
    {"maximize", NULL, MAXIMISE},   {"minimize", NULL, MINIMISE},
    {"maximise", NULL, MAXIMISE},   {"minimise", NULL, MINIMISE},
    {"maximum", NULL, MAXIMISE},    {"minimum", NULL, MINIMISE},
    {"subject", "to", SUBJECT_TO},  {"such", "that", SUBJECT_TO},
    {"st", NULL, SUBJECT_TO},       {"s.t.", NULL, SUBJECT_TO},
    {"st.", NULL, SUBJECT_TO},      {"bounds", NULL, BOUNDS},
    {"bound", NULL, BOUNDS},        {"end", NULL, END},
    {"general", NULL, NOT_LINEAR},  {"generals", NULL, NOT_LINEAR},
    {"gen", NULL, NOT_LINEAR},      {"integer", NULL, NOT_LINEAR},
    {"integers", NULL, NOT_LINEAR}, {"int", NULL, NOT_LINEAR},
    {"binary", NULL, NOT_LINEAR},   {"binaries", NULL, NOT_LINEAR},
    {"bin", NULL, NOT_LINEAR},      {"semi", NULL, NOT_LINEAR},
    {"semis", NULL, NOT_LINEAR},    {"sos", NULL, NOT_LINEAR},
    {"sos1", NULL, NOT_LINEAR},     {"sos2", NULL, NOT_LINEAR},
    {"pwlobj", NULL, NOT_LINEAR},   {"lazy", NULL, NOT_LINEAR},
};

/* A keyword is the first token of its line and no label. */
static void find_keyword(struct token *token, const char *end)
{
    struct token next;
    if (token->kind != WORD || !token->begins_line)
        return;
    for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++) {
        if (!mc_lp_is_word(token->text, keywords[i].word))
            continue;
        next = scan(token->end, end, false);
        if (keywords[i].second != NULL) {
            if (next.kind != WORD || next.begins_line ||
                !mc_lp_is_word(next.text, keywords[i].second))
                continue;
            if (scan(next.end, end, false).kind == COLON)
                return;
            token->end = next.end;
        } else if (next.kind == COLON) {
            return;
        }
        token->keyword = keywords[i].keyword;
        return;
    }
}

bool mc_lp_is_cplex_name(mc_lp_piece piece)
{
    int sign;
    if (piece.length == 0 || !begins_name(*piece.at))
        return false;
    for (size_t i = 1; i < piece.length; i++)
        if (!continues_name(piece.at[i]))
            return false;
    for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++)
        if (mc_lp_is_word(piece, keywords[i].word))
            return false;
    return !mc_lp_is_infinity(&sign, piece) && !mc_lp_is_word(piece, "free");
}

/* --- the reader ---------------------------------------------------------- */

/* The objective stands for this row. */
static const size_t OBJECTIVE = SIZE_MAX - 1, ABSENT = SIZE_MAX;

/* What is known of a column beside its place in lp. */
struct column {
    size_t row;   /* last row that has an entry here, or ABSENT */
    size_t entry; /* which entry that is */
    bool lower_given;
};

/* Invariants: token is the next one to be understood; rows and columns index
   the names in lp; column[j] belongs to column j. */
struct reader {
    const mc_lp_source *source;
    const char *end;
    mc_lp_remarks remarks;
    struct token token;
    mc_lp lp;
    mc_lp_names *rows, *columns;
    struct column *column;
    size_t column_capacity;
    mpq_t number;
};

static void advance(struct reader *reader)
{
    reader->token = scan(reader->token.end, reader->end, false);
    find_keyword(&reader->token, reader->end);
}

static bool reader_init(struct reader *reader, const mc_lp_source *source)
{
    memset(reader, 0, sizeof *reader);
    reader->source = source;
    reader->end = source->text + source->length;
    mc_lp_init(&reader->lp, false);
    mpq_init(reader->number);
    reader->rows = mc_lp_names_new(NULL, 0);
    reader->columns = mc_lp_names_new(NULL, 0);
    reader->token = scan(source->text, reader->end, true);
    find_keyword(&reader->token, reader->end);
    return reader->rows && reader->columns;
}

static void reader_clear(struct reader *reader)
{
    mc_lp_names_free(reader->columns);
    mc_lp_names_free(reader->rows);
    free(reader->column);
    mpq_clear(reader->number);
    mc_lp_clear(&reader->lp);
}

static bool is_name(const struct reader *reader)
{
    return reader->token.kind == WORD && reader->token.keyword == NO_KEYWORD;
}

static bool is_label(const struct reader *reader)
{
    return is_name(reader) &&
           scan(reader->token.end, reader->end, false).kind == COLON;
}

/* The refusal of a token that must not stand where it is. */
static mc_status fail_token(const struct reader *reader, const char *wanted)
{
    const struct token *token = &reader->token;
    if (token->kind == END_OF_FILE)
        return mc_lp_fail(reader->source, token->text.at,
                          "the file ends where %s should stand; is it "
                          "complete?",
                          wanted);
    if (token->kind == QUADRATIC)
        return mc_lp_fail(reader->source, token->text.at,
                          "\"%s\": not an LP, as there are quadratic terms; "
                          "only linear programs are read",
                          mc_lp_quoted(token->text).text);
    return mc_lp_fail(reader->source, token->text.at,
                      "\"%s\" stands where %s should stand",
                      mc_lp_quoted(token->text).text, wanted);
}

/* sign*; returns how many signs there were. */
static size_t read_signs(bool *negative, struct reader *reader)
{
    size_t count = 0;
    for (*negative = false; reader->token.kind == SIGN; count++) {
        if (*reader->token.text.at == '-')
            *negative = !*negative;
        advance(reader);
    }
    return count;
}

/* The unsigned number that is the token, with its sign, into
   reader->number. */
static mc_status read_unsigned(struct reader *reader, bool negative)
{
    mc_status status = mc_lp_number(reader->number, &reader->remarks,
                                    reader->source, reader->token.text);
    if (status != MC_OK)
        return status;
    if (negative)
        mpq_neg(reader->number, reader->number);
    advance(reader);
    return MC_OK;
}

/* The column that a name means, a new one if need be. */
static mc_status get_column(size_t *place, struct reader *reader,
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
    reader->column[*place] = (struct column){.row = ABSENT};
    return MC_OK;
}

/* --- expressions --------------------------------------------------------- */

/* Adds reader->number to the coefficient of a column. */
static mc_status add_coefficient(struct reader *reader, size_t row, size_t j)
{
    mc_lp *lp = &reader->lp;
    struct column *column = &reader->column[j];
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
static mc_status read_term(bool *found, bool *has_name, struct reader *reader,
                           size_t row, bool negative, bool needed)
{
    struct token start = reader->token;
    mc_status status;
    size_t j;
    bool has_number = start.kind == NUMBER;
    *found = has_number || is_name(reader);
    if (!*found)
        return needed ? fail_token(reader, "a number or name behind a sign")
                      : MC_OK;
    mpq_set_si(reader->number, negative ? -1 : 1, 1);
    if (has_number && (status = read_unsigned(reader, negative)) != MC_OK)
        return status;
    if (is_name(reader)) {
        mc_lp_piece name = reader->token.text;
        *has_name = true;
        advance(reader);
        status = get_column(&j, reader, name);
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
static mc_status read_expression(bool *has_name, struct reader *reader,
                                 size_t row)
{
    bool found, negative;
    mc_status status;
    size_t signs = read_signs(&negative, reader);
    *has_name = false;
    do {
        status = read_term(&found, has_name, reader, row, negative, signs > 0);
        if (status != MC_OK || !found)
            return status;
        signs = read_signs(&negative, reader);
    } while (signs > 0);
    if (reader->token.kind == NUMBER || is_name(reader))
        return fail_token(reader, "a sign, relation or section");
    return MC_OK;
}

/* --- sections ------------------------------------------------------------ */

/* Skips empty sections of other kinds of programs. */
static mc_status skip_others(struct reader *reader)
{
    while (reader->token.keyword == NOT_LINEAR) {
        struct token start = reader->token;
        advance(reader);
        if (reader->token.keyword == NO_KEYWORD &&
            reader->token.kind != END_OF_FILE)
            return mc_lp_fail(reader->source, start.text.at,
                              "\"%s\": not an LP, as this section is for "
                              "integer or other programs; only linear programs "
                              "with continuous variables are read",
                              mc_lp_quoted(start.text).text);
    }
    return MC_OK;
}

static mc_status fail_order(const struct reader *reader, const char *wanted)
{
    return mc_lp_fail(reader->source, reader->token.text.at,
                      "\"%s\" stands where %s should stand; the order is the "
                      "sense, \"subject to\", \"bounds\", \"end\"",
                      mc_lp_quoted(reader->token.text).text, wanted);
}

static mc_status read_objective(struct reader *reader)
{
    bool has_name;
    mc_status status;
    if (reader->token.keyword != MINIMISE && reader->token.keyword != MAXIMISE)
        return fail_token(reader, "\"minimize\" or \"maximize\"");
    reader->lp.maximise = reader->token.keyword == MAXIMISE;
    advance(reader);
    if (is_label(reader)) {
        advance(reader);
        advance(reader);
    }
    status = read_expression(&has_name, reader, OBJECTIVE);
    if (status == MC_OK)
        status = skip_others(reader);
    if (status != MC_OK)
        return status;
    if (reader->token.keyword == NO_KEYWORD)
        return fail_token(reader, "\"subject to\"");
    if (reader->token.keyword != SUBJECT_TO)
        return fail_order(reader, "\"subject to\"");
    advance(reader);
    return MC_OK;
}

/* Takes a relation: '<', '>' or '='. */
static char take_relation(struct reader *reader)
{
    mc_lp_piece text = reader->token.text;
    char relation = text.at[0];
    if (text.length > 1 && relation == '=')
        relation = text.at[1];
    advance(reader);
    return relation;
}

/* A row without bounds and with the name of its label, or c and its number. */
static mc_status begin_row(struct reader *reader)
{
    mc_lp *lp = &reader->lp;
    mc_lp_piece name = reader->token.text;
    char usual[32];
    bool label = is_label(reader);
    const char *at = name.at;
    if (label) {
        advance(reader);
        advance(reader);
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
static mc_status read_side(struct reader *reader)
{
    bool negative;
    (void)read_signs(&negative, reader);
    if (reader->token.kind != NUMBER)
        return fail_token(reader, "a number");
    return read_unsigned(reader, negative);
}

/* expression relation reader->number */
static void bound_row(struct reader *reader, char relation)
{
    mc_lp *lp = &reader->lp;
    size_t row = lp->rows - 1;
    if (relation != '>')
        mc_lp_bound_set(&lp->row_upper[row], reader->number);
    if (relation != '<')
        mc_lp_bound_set(&lp->row_lower[row], reader->number);
}

static char mirrored(char relation)
{
    return relation == '<' ? '>' : relation == '>' ? '<' : '=';
}

/* sign* unsigned relation at the start of a constraint; *relation is 0 and
   nothing has been read if there is none. */
static mc_status read_left_side(char *relation, struct reader *reader)
{
    struct token start = reader->token;
    mc_lp_piece number;
    bool negative;
    mc_status status;
    *relation = 0;
    (void)read_signs(&negative, reader);
    number = reader->token.text;
    if (reader->token.kind == NUMBER)
        advance(reader);
    else
        number.length = 0;
    if (number.length == 0 || reader->token.kind != RELATION) {
        reader->token = start;
        return MC_OK;
    }
    status =
        mc_lp_number(reader->number, &reader->remarks, reader->source, number);
    if (status != MC_OK)
        return status;
    if (negative)
        mpq_neg(reader->number, reader->number);
    *relation = take_relation(reader);
    bound_row(reader, mirrored(*relation));
    return MC_OK;
}

/* An expression that must have a variable, and a relation behind it. */
static mc_status read_row_expression(struct reader *reader, char left)
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
    if (reader->token.kind == RELATION)
        return MC_OK;
    if (left != 0)
        return mc_lp_fail(reader->source, at,
                          "a constraint with one relation has its number on "
                          "the right side");
    return fail_token(reader, "a relation (<=, >= or =)");
}

static mc_status read_constraint(struct reader *reader)
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
    right = take_relation(reader);
    if (left != 0 && (left == '=' || right != left))
        return mc_lp_fail(reader->source, at,
                          "the two relations of a double constraint must have "
                          "the same direction, and none may be =");
    status = read_side(reader);
    if (status == MC_OK)
        bound_row(reader, right);
    return status;
}

/* --- bounds -------------------------------------------------------------- */

/* A bound: an infinity if sign is not 0, else reader->number. */
struct value {
    int sign;
    mc_lp_piece text;
};

static bool is_infinity(const struct reader *reader)
{
    int sign;
    return is_name(reader) && mc_lp_is_infinity(&sign, reader->token.text);
}

/* sign* ( unsigned | infinity ) */
static mc_status read_value(struct value *value, struct reader *reader)
{
    bool negative;
    (void)read_signs(&negative, reader);
    value->sign = 0;
    value->text = reader->token.text;
    if (reader->token.kind == NUMBER)
        return read_unsigned(reader, negative);
    if (!is_infinity(reader))
        return fail_token(reader, "a number or infinity");
    value->sign = negative ? -1 : 1;
    advance(reader);
    return MC_OK;
}

/* column relation value */
static mc_status bound_column(struct reader *reader, size_t j, char relation,
                              const struct value *value)
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
static mc_status read_bound_name(size_t *j, struct reader *reader)
{
    mc_lp_piece name = reader->token.text;
    if (!is_name(reader) || is_infinity(reader) || mc_lp_is_word(name, "free"))
        return fail_token(reader, "the name of a variable");
    advance(reader);
    return get_column(j, reader, name);
}

/* value relation name [ relation value ] */
static mc_status read_bound_from_value(struct reader *reader)
{
    struct value value;
    char left, right;
    const char *at;
    size_t j;
    mc_status status = read_value(&value, reader);
    if (status != MC_OK)
        return status;
    if (reader->token.kind != RELATION)
        return fail_token(reader, "a relation (<=, >= or =)");
    left = take_relation(reader);
    status = read_bound_name(&j, reader);
    if (status == MC_OK)
        status = bound_column(reader, j, mirrored(left), &value);
    if (status != MC_OK || reader->token.kind != RELATION)
        return status;
    at = reader->token.text.at;
    right = take_relation(reader);
    if (left == '=' || right != left)
        return mc_lp_fail(reader->source, at,
                          "the two relations of a double bound must have the "
                          "same direction, and none may be =");
    status = read_value(&value, reader);
    return status == MC_OK ? bound_column(reader, j, right, &value) : status;
}

/* name relation value, or name free */
static mc_status read_bound_from_name(struct reader *reader)
{
    struct value value;
    char relation;
    size_t j;
    mc_status status = read_bound_name(&j, reader);
    if (status != MC_OK)
        return status;
    if (is_name(reader) && mc_lp_is_word(reader->token.text, "free")) {
        advance(reader);
        mc_lp_bound_set(&reader->lp.column_lower[j], NULL);
        mc_lp_bound_set(&reader->lp.column_upper[j], NULL);
        return MC_OK;
    }
    if (reader->token.kind != RELATION)
        return fail_token(reader, "a relation (<=, >= or =) or \"free\"");
    relation = take_relation(reader);
    status = read_value(&value, reader);
    return status == MC_OK ? bound_column(reader, j, relation, &value) : status;
}

static mc_status read_bound(struct reader *reader)
{
    if (is_name(reader) && !is_infinity(reader))
        return read_bound_from_name(reader);
    return read_bound_from_value(reader);
}

/* --- the whole ----------------------------------------------------------- */

/* Items up to the next keyword that is not skipped. */
static mc_status read_items(struct reader *reader,
                            mc_status (*read)(struct reader *))
{
    mc_status status = MC_OK;
    while (status == MC_OK && reader->token.keyword == NO_KEYWORD &&
           reader->token.kind != END_OF_FILE)
        status = read(reader);
    return status == MC_OK ? skip_others(reader) : status;
}

static mc_status read_end(struct reader *reader)
{
    if (reader->token.kind == END_OF_FILE)
        return fail_token(reader, "\"end\"");
    if (reader->token.keyword != END)
        return fail_order(reader, "\"end\"");
    advance(reader);
    if (reader->token.kind != END_OF_FILE)
        return fail_token(reader, "the end of the file");
    return MC_OK;
}

static mc_status read_all(struct reader *reader)
{
    mc_status status = skip_others(reader);
    if (status == MC_OK)
        status = read_objective(reader);
    if (status == MC_OK)
        status = read_items(reader, read_constraint);
    if (status == MC_OK && reader->token.keyword == BOUNDS) {
        advance(reader);
        status = read_items(reader, read_bound);
    }
    return status == MC_OK ? read_end(reader) : status;
}

static void remark(struct reader *reader)
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
    struct reader reader;
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
