/* Answers of other solvers: files, formats, what all readers share. */
#include "lp/answer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/message.h"
#include "base/number.h"
#include "base/sha256.h"
#include "lp/answer_reader.h"

/* ---- lines and words ---- */

bool mc_answer_line(mc_answer_reader *reader)
{
    return mc_lp_next_line(&reader->line, &reader->at, &reader->source);
}

bool mc_answer_filled_line(mc_answer_reader *reader)
{
    while (mc_answer_line(reader))
        if (mc_answer_trim(reader->line).length > 0)
            return true;
    return false;
}

void mc_answer_rewind(mc_answer_reader *reader)
{
    reader->at = reader->source.text;
    reader->line = (mc_lp_piece){reader->source.text, 0};
}

size_t mc_answer_words(mc_lp_piece *word, size_t most, mc_lp_piece piece)
{
    const char *at = piece.at, *end = piece.at + piece.length;
    mc_lp_piece next;
    size_t count = 0;
    while (count <= most && mc_lp_next_word(&next, &at, end)) {
        if (count < most)
            word[count] = next;
        count++;
    }
    return count;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

mc_lp_piece mc_answer_trim(mc_lp_piece piece)
{
    while (piece.length > 0 && is_blank(piece.at[piece.length - 1]))
        piece.length--;
    while (piece.length > 0 && is_blank(*piece.at)) {
        piece.at++;
        piece.length--;
    }
    return piece;
}

bool mc_answer_begins(mc_lp_piece piece, const char *text)
{
    size_t length = strlen(text);
    return piece.length >= length && memcmp(piece.at, text, length) == 0;
}

bool mc_answer_is(mc_lp_piece piece, const char *text)
{
    return piece.length == strlen(text) && mc_answer_begins(piece, text);
}

bool mc_answer_cut_last(mc_lp_piece *last, mc_lp_piece *piece)
{
    size_t start;
    *piece = mc_answer_trim(*piece);
    start = piece->length;
    while (start > 0 && !is_blank(piece->at[start - 1]))
        start--;
    *last = (mc_lp_piece){piece->at + start, piece->length - start};
    piece->length = start;
    *piece = mc_answer_trim(*piece);
    return last->length > 0;
}

bool mc_answer_count(size_t *count, mc_lp_piece piece)
{
    size_t value = 0;
    if (piece.length == 0 || piece.length > 9)
        return false;
    for (size_t i = 0; i < piece.length; i++) {
        if (piece.at[i] < '0' || piece.at[i] > '9')
            return false;
        value = 10 * value + (size_t)(piece.at[i] - '0');
    }
    *count = value;
    return true;
}

mc_status mc_answer_truncated(mc_answer_reader *reader, const char *missing)
{
    return mc_lp_fail(&reader->source,
                      reader->source.text + reader->source.length,
                      "the file ends before %s", missing);
}

/* ---- numbers ---- */

/* digits and last of a decimal, which is well formed */
static void set_print(mc_answer_number *number, const char *text, size_t length)
{
    bool leading = true, point = false;
    long decimals = 0, exponent = 0;
    size_t i;
    number->digits = 0;
    number->integer = true;
    for (i = 0; i < length; i++) {
        if (text[i] == '.') {
            point = true;
        } else if (text[i] >= '0' && text[i] <= '9') {
            leading = leading && text[i] == '0';
            number->digits += !leading;
            decimals += point;
        } else if (text[i] != '+' && text[i] != '-') {
            number->integer = false;
            exponent = strtol(text + i + 1, NULL, 10);
            break;
        }
    }
    number->integer = number->integer && !point;
    number->last = exponent - decimals;
}

const char *mc_answer_number_read(mc_answer_number *number, const char *text,
                                  size_t length)
{
    char copy[MC_NUMBER_MAX_LENGTH + 2]; /* the limit leaves out a sign */
    const char *problem = mc_number_parse_lp(number->value, text, length);
    if (problem)
        return problem;
    memcpy(copy, text, length);
    copy[length] = '\0';
    number->given = true;
    number->tiny = false;
    number->fraction = memchr(text, '/', length) != NULL;
    number->digits = 0;
    number->last = 0;
    number->integer = false;
    if (!number->fraction)
        set_print(number, copy, length);
    return NULL;
}

bool mc_answer_is_not_finite(const char *text, size_t length)
{
    static const char *const words[] = {"inf", "infinity", "nan"};
    static const char *const heads[] = {"nan(", "1.#"};
    size_t sign = length > 0 && (*text == '-' || *text == '+');
    const mc_lp_piece word = {text + sign, length - sign};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (mc_lp_is_word(word, words[i]))
            return true;
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        const mc_lp_piece head = {word.at, strlen(heads[i])};
        if (head.length <= word.length && mc_lp_is_word(head, heads[i]))
            return true;
    }
    return false;
}

mc_status mc_answer_note_not_finite(mc_answer_reader *reader, mc_lp_piece name,
                                    mc_lp_piece value)
{
    mc_answer *answer = reader->answer;
    size_t size = name.length + value.length + 2;
    if (answer->not_finite)
        return MC_OK;
    answer->not_finite = malloc(size);
    if (!answer->not_finite)
        return mc_lp_fail_memory(&reader->source);
    (void)snprintf(answer->not_finite, size, "%.*s %.*s", (int)name.length,
                   name.at, (int)value.length, value.at);
    return MC_OK;
}

static mc_status read_number(mc_answer_number *number, mc_answer_reader *reader,
                             mc_lp_piece name, mc_lp_piece value)
{
    const char *problem;
    if (mc_answer_is_not_finite(value.at, value.length)) {
        number->given = true;
        return mc_answer_note_not_finite(reader, name, value);
    }
    problem = mc_answer_number_read(number, value.at, value.length);
    if (problem)
        return mc_lp_fail(&reader->source, value.at, "\"%s\": %s",
                          mc_lp_quoted(value).text, problem);
    return MC_OK;
}

/* ---- entries ---- */

mc_status mc_answer_column(size_t *place, mc_answer_reader *reader,
                           mc_lp_piece name)
{
    *place = mc_lp_names_find(reader->columns, name.at, name.length);
    if (*place == SIZE_MAX)
        return mc_lp_fail(&reader->source, name.at,
                          "the program has no column \"%s\"",
                          mc_lp_quoted(name).text);
    return MC_OK;
}

mc_status mc_answer_row(size_t *place, mc_answer_reader *reader,
                        mc_lp_piece name)
{
    *place = mc_lp_names_find(reader->rows, name.at, name.length);
    if (*place == SIZE_MAX)
        return mc_lp_fail(&reader->source, name.at,
                          "the program has no row \"%s\"",
                          mc_lp_quoted(name).text);
    return MC_OK;
}

mc_status mc_answer_open(mc_answer_reader *reader, mc_answer_vector *vector)
{
    if (vector->entry)
        return MC_OK;
    vector->entry = mc_array(vector->length, sizeof *vector->entry);
    if (!vector->entry)
        return mc_lp_fail_memory(&reader->source);
    for (size_t i = 0; i < vector->length; i++)
        mpq_init(vector->entry[i].value);
    return MC_OK;
}

static mc_status give(mc_answer_reader *reader, mc_answer_vector *vector,
                      size_t place, mc_lp_piece name)
{
    mc_status status = mc_answer_open(reader, vector);
    if (status == MC_OK && vector->entry[place].given)
        status =
            mc_lp_fail(&reader->source, name.at, "a second value for \"%s\"",
                       mc_lp_quoted(name).text);
    if (status == MC_OK)
        vector->given++;
    return status;
}

mc_status mc_answer_put(mc_answer_reader *reader, mc_answer_vector *vector,
                        size_t place, mc_lp_piece name, mc_lp_piece value)
{
    mc_status status = give(reader, vector, place, name);
    if (status == MC_OK)
        status = read_number(&vector->entry[place], reader, name, value);
    return status;
}

mc_status mc_answer_put_eps(mc_answer_reader *reader, mc_answer_vector *vector,
                            size_t place, mc_lp_piece name)
{
    mc_status status = give(reader, vector, place, name);
    if (status == MC_OK) {
        vector->entry[place].given = true;
        vector->entry[place].tiny = true;
    }
    return status;
}

mc_status mc_answer_put_column(mc_answer_reader *reader,
                               mc_answer_vector *vector, mc_lp_piece name,
                               mc_lp_piece value)
{
    size_t place;
    mc_status status = mc_answer_column(&place, reader, name);
    if (status == MC_OK)
        status = mc_answer_put(reader, vector, place, name, value);
    return status;
}

mc_status mc_answer_put_row(mc_answer_reader *reader, mc_answer_vector *vector,
                            mc_lp_piece name, mc_lp_piece value)
{
    size_t place;
    mc_status status = mc_answer_row(&place, reader, name);
    if (status == MC_OK)
        status = mc_answer_put(reader, vector, place, name, value);
    return status;
}

mc_status mc_answer_complete_columns(mc_answer_reader *reader,
                                     const mc_answer_vector *vector)
{
    const char *end = reader->source.text + reader->source.length;
    for (size_t j = 0; vector->entry && j < vector->length; j++)
        if (!vector->entry[j].given) {
            const char *name = reader->lp->column_name[j];
            mc_lp_piece piece = {name, strlen(name)};
            return mc_lp_fail(&reader->source, end,
                              "the column \"%s\" of the program is missing",
                              mc_lp_quoted(piece).text);
        }
    return MC_OK;
}

mc_status mc_answer_complete_rows(mc_answer_reader *reader,
                                  const mc_answer_vector *vector)
{
    const char *end = reader->source.text + reader->source.length;
    const mc_lp *lp = reader->lp;
    for (size_t r = 0; vector->entry && r < vector->length; r++)
        if (!vector->entry[r].given &&
            (lp->row_lower[r].finite || lp->row_upper[r].finite)) {
            mc_lp_piece piece = {lp->row_name[r], strlen(lp->row_name[r])};
            return mc_lp_fail(&reader->source, end,
                              "the row \"%s\" of the program is missing",
                              mc_lp_quoted(piece).text);
        }
    return MC_OK;
}

/* ---- objective and status ---- */

static char *copy_piece(mc_lp_piece piece)
{
    char *text = malloc(piece.length + 1);
    if (text) {
        memcpy(text, piece.at, piece.length);
        text[piece.length] = '\0';
    }
    return text;
}

mc_status mc_answer_set_objective(mc_answer_reader *reader, mc_lp_piece value)
{
    static const char words[] = "objective";
    const mc_lp_piece name = {words, sizeof words - 1};
    mc_answer *answer = reader->answer;
    if (answer->objective.given)
        return mc_lp_fail(&reader->source, value.at, "a second objective");
    answer->objective_text = copy_piece(value);
    if (!answer->objective_text)
        return mc_lp_fail_memory(&reader->source);
    return read_number(&answer->objective, reader, name, value);
}

/* Whether the text (in lower case) occurs in the piece. */
static bool has_words(mc_lp_piece piece, const char *text)
{
    size_t length = strlen(text);
    for (size_t i = 0; i + length <= piece.length; i++)
        if (mc_lp_is_word((mc_lp_piece){piece.at + i, length}, text))
            return true;
    return false;
}

/* The claim in a status: the first of these that it begins with, with or
   without "primal". Whatever else it says claims nothing: limits, "unknown",
   GLPK's "infeasible (intermediate)". */
static mc_answer_claim claim_of(mc_lp_piece words)
{
    static const struct {
        const char *text;
        mc_answer_claim claim;
    } known[] = {
        {"optimal", MC_CLAIM_OPTIMAL},
        {"infeasible or unbounded", MC_CLAIM_INFEASIBLE_OR_UNBOUNDED},
        {"infeasible_or_unbounded", MC_CLAIM_INFEASIBLE_OR_UNBOUNDED},
        {"unbounded or infeasible", MC_CLAIM_INFEASIBLE_OR_UNBOUNDED},
        {"infeasible (intermediate)", MC_CLAIM_NOTHING},
        {"infeasible", MC_CLAIM_INFEASIBLE},
        {"unbounded", MC_CLAIM_UNBOUNDED},
        {"feasible", MC_CLAIM_FEASIBLE},
    };
    const mc_lp_piece primal = {words.at, strlen("primal ")};
    if (words.length > primal.length && mc_lp_is_word(primal, "primal ")) {
        words.at += primal.length;
        words.length -= primal.length;
    }
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        mc_lp_piece head = {words.at, strlen(known[i].text)};
        if (head.length <= words.length && mc_lp_is_word(head, known[i].text))
            return known[i].claim;
    }
    return MC_CLAIM_NOTHING;
}

mc_status mc_answer_set_status(mc_answer_reader *reader, mc_lp_piece words,
                               const char *at)
{
    mc_answer *answer = reader->answer;
    words = mc_answer_trim(words);
    if (has_words(words, "integer"))
        return mc_lp_fail(&reader->source, at,
                          "\"%s\": the answer to an integer program",
                          mc_lp_quoted(words).text);
    free(answer->status);
    answer->status = copy_piece(words);
    answer->claim = claim_of(words);
    return answer->status ? MC_OK : mc_lp_fail_memory(&reader->source);
}

/* ---- the answer as a whole ---- */

static void clear_vector(mc_answer_vector *vector)
{
    for (size_t i = 0; vector->entry && i < vector->length; i++)
        mpq_clear(vector->entry[i].value);
    free(vector->entry);
    vector->entry = NULL;
    vector->given = 0;
}

static void forget_vectors(mc_answer *answer)
{
    clear_vector(&answer->x);
    clear_vector(&answer->activity);
    clear_vector(&answer->y);
    clear_vector(&answer->reduced);
}

void mc_answer_clear(mc_answer *answer)
{
    forget_vectors(answer);
    mc_basis_clear(&answer->basis);
    mpq_clear(answer->objective.value);
    free(answer->objective_text);
    free(answer->not_finite);
    free(answer->status);
    memset(answer, 0, sizeof *answer);
}

static void init_answer(mc_answer *answer, const mc_lp *lp)
{
    memset(answer, 0, sizeof *answer);
    mpq_init(answer->objective.value);
    answer->x.length = answer->reduced.length = lp->columns;
    answer->y.length = answer->activity.length = lp->rows;
}

mc_status mc_answer_open_basis(mc_answer_reader *reader)
{
    mc_answer *answer = reader->answer;
    mc_basis_clear(&answer->basis);
    answer->has_basis = mc_basis_init(&answer->basis, reader->lp);
    if (!answer->has_basis)
        return mc_lp_fail_memory(&reader->source);
    memset(answer->basis.column, MC_AT_LOWER, reader->lp->columns);
    return MC_OK;
}

void mc_answer_forget(mc_answer_reader *reader)
{
    mc_answer *answer = reader->answer;
    forget_vectors(answer);
    free(answer->not_finite);
    answer->not_finite = NULL;
    mc_basis_clear(&answer->basis);
    answer->has_basis = false;
    answer->objective.given = false;
    answer->claim = MC_CLAIM_NOTHING;
}

/* ---- formats ---- */

static const struct {
    const char *name;
    mc_status (*read)(mc_answer_reader *reader);
} formats[MC_ANSWER_FORMATS] = {
    [MC_ANSWER_AUTO] = {"auto", NULL},
    [MC_ANSWER_MPS_BASIS] = {"mps-basis", mc_answer_read_mps_basis},
    [MC_ANSWER_HIGHS] = {"highs", mc_answer_read_highs},
    [MC_ANSWER_HIGHS_BASIS] = {"highs-basis", mc_answer_read_highs_basis},
    [MC_ANSWER_GLPSOL_W] = {"glpsol-w", mc_answer_read_glpsol_w},
    [MC_ANSWER_GLPSOL_O] = {"glpsol-o", mc_answer_read_glpsol_o},
    [MC_ANSWER_CLP] = {"clp", mc_answer_read_clp},
    [MC_ANSWER_QSOPT] = {"qsopt", mc_answer_read_qsopt},
    [MC_ANSWER_GUROBI] = {"gurobi", mc_answer_read_gurobi},
    [MC_ANSWER_GUROBI_JSON] = {"gurobi-json", mc_answer_read_json},
    [MC_ANSWER_CPLEX] = {"cplex", mc_answer_read_xml},
    [MC_ANSWER_SCIP] = {"scip", mc_answer_read_scip},
    [MC_ANSWER_SOPLEX] = {"soplex", mc_answer_read_soplex},
    [MC_ANSWER_MIPLIB] = {"miplib", mc_answer_read_miplib},
};

const char *mc_answer_format_name(mc_answer_format format)
{
    return formats[format].name;
}

mc_answer_format mc_answer_format_find(const char *name)
{
    int format = 0;
    while (format < MC_ANSWER_FORMATS &&
           strcmp(formats[format].name, name) != 0)
        format++;
    return (mc_answer_format)format;
}

/* By the first words of the first line that has any, comments of MPS files
   left out. */
static mc_answer_format detect_by_line(mc_lp_piece line)
{
    mc_lp_piece word[4] = {{NULL, 0}, {NULL, 0}, {NULL, 0}, {NULL, 0}};
    size_t words = mc_answer_words(word, 4, line), number;
    if (*word[0].at == '{')
        return MC_ANSWER_GUROBI_JSON;
    if (*word[0].at == '<')
        return MC_ANSWER_CPLEX;
    if (mc_lp_is_word(word[0], "name"))
        return MC_ANSWER_MPS_BASIS;
    if (mc_answer_is(word[0], "HiGHS_basis_file") ||
        (mc_answer_is(word[0], "HiGHS") && words == 2))
        return MC_ANSWER_HIGHS_BASIS;
    if (mc_answer_is(mc_answer_trim(line), "Model status"))
        return MC_ANSWER_HIGHS;
    if (mc_answer_is(word[0], "c") || mc_answer_is(word[0], "s") ||
        (words == 2 && mc_answer_count(&number, word[0]) &&
         mc_answer_count(&number, word[1])))
        return MC_ANSWER_GLPSOL_W;
    if (mc_answer_is(word[0], "Problem:"))
        return MC_ANSWER_GLPSOL_O;
    if (mc_answer_begins(line, "solution status:") ||
        mc_answer_begins(line, "objective value:"))
        return MC_ANSWER_SCIP;
    if (mc_answer_is(word[0], "=obj=") || mc_answer_is(word[0], "=infeas=") ||
        mc_answer_is(word[0], "=unbd="))
        return MC_ANSWER_MIPLIB;
    if (mc_lp_is_word(word[0], "status"))
        return MC_ANSWER_QSOPT;
    if (has_words(line, " - objective value "))
        return MC_ANSWER_CLP;
    return MC_ANSWER_AUTO;
}

/* SoPlex prints a log before its solution; a Gurobi file has comments with #
   or begins with a name and a number. */
static mc_answer_format detect(mc_answer_reader *reader)
{
    mc_answer_format format = MC_ANSWER_AUTO;
    bool hash = false;
    mc_lp_piece name, value;
    mpq_t scratch;
    mc_answer_rewind(reader);
    do {
        if (!mc_answer_filled_line(reader))
            return MC_ANSWER_AUTO;
    } while (*reader->line.at == '*');
    format = detect_by_line(reader->line);
    if (format != MC_ANSWER_AUTO)
        return format;
    name = reader->line;
    hash = *mc_answer_trim(name).at == '#';
    mpq_init(scratch);
    if (hash || (mc_answer_cut_last(&value, &name) && name.length > 0 &&
                 !mc_number_parse_lp(scratch, value.at, value.length)))
        format = MC_ANSWER_GUROBI;
    mpq_clear(scratch);
    do {
        if (mc_answer_begins(reader->line, "SoPlex status") ||
            mc_answer_begins(reader->line, "Primal solution (name, value)"))
            format = MC_ANSWER_SOPLEX;
    } while (mc_answer_line(reader));
    return format;
}

static mc_status read_format(mc_answer_reader *reader, mc_answer_format format)
{
    const char *zero = memchr(reader->source.text, '\0', reader->source.length);
    mc_status status;
    if (zero)
        return mc_lp_fail(&reader->source, zero, "a NUL byte");
    if (format == MC_ANSWER_AUTO)
        format = detect(reader);
    if (format == MC_ANSWER_AUTO)
        return mc_lp_fail(&reader->source, reader->source.text,
                          "not an answer in a known format; name it with "
                          "--answer-format");
    reader->answer->format = format;
    mc_answer_rewind(reader);
    status = formats[format].read(reader);
    if (reader->answer->not_finite) {
        forget_vectors(reader->answer);
        reader->answer->objective.given = false;
    }
    return status;
}

/* text[length] is NUL. */
static mc_status parse(mc_answer *answer, mc_message *message, const char *name,
                       const char *text, size_t length, const mc_lp *lp,
                       mc_answer_format format)
{
    mc_answer result;
    mc_answer_reader reader = {
        .answer = &result,
        .lp = lp,
        .source = {
            .name = name, .text = text, .length = length, .message = message}};
    mc_status status = MC_LIMIT;
    if ((lp->rows && !lp->row_name) || (lp->columns && !lp->column_name))
        return mc_message_set(message, MC_BAD_INPUT,
                              "%s: the program has no names", name);
    init_answer(&result, lp);
    reader.rows = mc_lp_names_new(lp->row_name, lp->rows);
    reader.columns = mc_lp_names_new(lp->column_name, lp->columns);
    if (reader.rows && reader.columns) {
        mc_sha256_hex(result.sha256, text, length);
        status = read_format(&reader, format);
    } else {
        status = mc_lp_fail_memory(&reader.source);
    }
    mc_lp_names_free(reader.rows);
    mc_lp_names_free(reader.columns);
    if (status == MC_OK)
        *answer = result;
    else
        mc_answer_clear(&result);
    return status;
}

mc_status mc_answer_parse(mc_answer *answer, mc_message *message,
                          const char *name, const char *text, size_t length,
                          const mc_lp *lp, mc_answer_format format)
{
    char *copy = malloc(length + 1);
    mc_status status;
    if (!copy)
        return mc_message_set(message, MC_LIMIT, "%s: out of memory", name);
    memcpy(copy, text, length);
    copy[length] = '\0';
    status = parse(answer, message, name, copy, length, lp, format);
    free(copy);
    return status;
}

mc_status mc_answer_read(mc_answer *answer, mc_message *message,
                         const char *path, const mc_lp *lp,
                         mc_answer_format format)
{
    const size_t most = (size_t)1 << 30;
    mc_file file;
    mc_status status = mc_file_load(&file, message, path, most);
    if (status != MC_OK)
        return status;
    status =
        parse(answer, message, file.name, file.text, file.length, lp, format);
    mc_file_clear(&file);
    return status;
}
