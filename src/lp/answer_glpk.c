/* What glpsol writes: -w (for programs) and -o (for people).

   -w since 4.59: lines c (comment), one line
       s bas M N PRIMAL DUAL OBJECTIVE        or   s ipt M N STATUS OBJECTIVE
   lines  i K STATUS PRIMAL DUAL  for rows and  j K STATUS PRIMAL DUAL  for
   columns (ipt: without STATUS), numbered from 1, and the end  e o f.
   Before: M N, then PRIMAL DUAL OBJECTIVE (ipt: STATUS OBJECTIVE), then the
   rows, then the columns, everything in numbers and without marks.

   There are no names, and what is a row depends on the version and on the
   file that glpsol read. M tells the cases apart:
       all rows and the objective, at its place     MPS, up to 4.52
       all rows                                     MPS, some later ones; LP
       the rows that have bounds                    MPS, 4.53, 4.60 and later */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "lp/answer_reader.h"

/* A row as it stands there. name: what a message points at, NULL until the row
   is read; field: status (not in interior solutions), value, marginal. */
typedef struct glpsol_row {
    mc_lp_piece name, field[3];
} glpsol_row;

/* What is known of a -w file. row: its rows, numbered as there. */
typedef struct glpsol {
    bool interior;
    size_t rows, columns;
    mc_lp_piece objective;
    glpsol_row *row;
} glpsol;

/* f feasible, i infeasible (so far), n none exists, u unknown; o optimal. */
static mc_answer_claim claim_of(char primal, char dual)
{
    if (primal == 'n')
        return MC_CLAIM_INFEASIBLE;
    if (primal == 'f' && dual == 'f')
        return MC_CLAIM_OPTIMAL;
    if (primal == 'f' && dual == 'n')
        return MC_CLAIM_UNBOUNDED;
    return primal == 'f' ? MC_CLAIM_FEASIBLE : MC_CLAIM_NOTHING;
}

static mc_status set_letter(unsigned char *position, mc_answer_reader *reader,
                            mc_lp_piece word)
{
    static const char letters[] = "bluf";
    static const unsigned char known[] = {MC_BASIC, MC_AT_LOWER, MC_AT_UPPER,
                                          MC_AT_ZERO, MC_AT_LOWER};
    static const char numbers[] = "12345";
    const char *at;
    if (word.length == 1 && (at = strchr(numbers, *word.at)) != NULL) {
        *position = known[at - numbers];
        return MC_OK;
    }
    if (word.length == 1 && (at = strchr(letters, *word.at)) != NULL) {
        *position = known[at - letters];
        return MC_OK;
    }
    if (mc_answer_is(word, "s")) {
        *position = MC_AT_LOWER;
        return MC_OK;
    }
    return mc_lp_fail(&reader->source, word.at, "\"%s\" is not a status",
                      mc_lp_quoted(word).text);
}

/* Status, value and marginal of one row or column. */
static mc_status put_entry(mc_answer_reader *reader, const glpsol *file,
                           bool row, size_t place, mc_lp_piece name,
                           const mc_lp_piece *field)
{
    mc_answer *answer = reader->answer;
    mc_status status = MC_OK;
    if (!file->interior) {
        status = set_letter(row ? &answer->basis.row[place]
                                : &answer->basis.column[place],
                            reader, field[0]);
        field++;
    }
    if (status == MC_OK)
        status = mc_answer_put(reader, row ? &answer->activity : &answer->x,
                               place, name, field[0]);
    if (status == MC_OK)
        status = mc_answer_put(reader, row ? &answer->y : &answer->reduced,
                               place, name, field[1]);
    return status;
}

static bool is_free(const mc_lp *lp, size_t row)
{
    return !lp->row_lower[row].finite && !lp->row_upper[row].finite;
}

static size_t count_free(const mc_lp *lp)
{
    size_t count = 0;
    for (size_t r = 0; r < lp->rows; r++)
        count += is_free(lp, r);
    return count;
}

static mc_status check_counts(mc_answer_reader *reader, const glpsol *file)
{
    const mc_lp *lp = reader->lp;
    size_t free_rows = count_free(lp);
    if (file->columns == lp->columns &&
        (file->rows == lp->rows || file->rows == lp->rows + 1 ||
         file->rows == lp->rows - free_rows))
        return MC_OK;
    if (free_rows == 0)
        return mc_lp_fail(&reader->source, reader->line.at,
                          "%zu rows and %zu columns, but the program has %zu "
                          "and %zu",
                          file->rows, file->columns, lp->rows, lp->columns);
    return mc_lp_fail(&reader->source, reader->line.at,
                      "%zu rows and %zu columns, but the program has %zu (%zu "
                      "without those that have no bounds) and %zu",
                      file->rows, file->columns, lp->rows, lp->rows - free_rows,
                      lp->columns);
}

static mc_status open_all(mc_answer_reader *reader, glpsol *file)
{
    mc_answer *answer = reader->answer;
    mc_status status = check_counts(reader, file);
    if (status != MC_OK)
        return status;
    file->row = mc_array(file->rows, sizeof *file->row);
    if (!file->row)
        return mc_lp_fail_memory(&reader->source);
    status = mc_answer_open(reader, &answer->x);
    if (status == MC_OK)
        status = mc_answer_open(reader, &answer->reduced);
    if (status == MC_OK)
        status = mc_answer_open(reader, &answer->activity);
    if (status == MC_OK)
        status = mc_answer_open(reader, &answer->y);
    if (status == MC_OK && !file->interior)
        status = mc_answer_open_basis(reader);
    return status;
}

/* ---- which row is which ---- */

/* A sum of products in floating point, and of their sizes. */
typedef struct sum {
    double value, size;
} sum;

static void sum_add(sum *s, mpq_srcptr a, mpq_srcptr b)
{
    double term = mpq_get_d(a) * mpq_get_d(b);
    s->value += term;
    s->size += fabs(term);
}

/* activity[r] = (A x)[r], and of the objective, without its constant, at the
   end. */
static sum *find_activities(const mc_lp *lp, const mc_answer_vector *x)
{
    sum *activity = mc_array(lp->rows + 1, sizeof *activity);
    mpq_t entry;
    if (!activity)
        return NULL;
    mpq_init(entry);
    for (size_t j = 0; j < lp->columns; j++) {
        sum_add(&activity[lp->rows], lp->cost[j], x->entry[j].value);
        for (size_t e = lp->matrix.start[j]; e < lp->matrix.start[j + 1]; e++) {
            mc_lp_get_entry(entry, lp, e);
            sum_add(&activity[lp->matrix.row[e]], entry, x->entry[j].value);
        }
    }
    mpq_clear(entry);
    return activity;
}

/* Whether a row of the file may have this activity, or this and `shift`. */
static bool fits(const glpsol *file, size_t k, sum activity, double shift)
{
    const double tolerance = 1e-6;
    const double room = tolerance * (1 + activity.size + fabs(shift));
    const glpsol_row *row = &file->row[k];
    mc_answer_number number;
    bool fit;
    mpq_init(number.value);
    fit = !mc_answer_number_read(&number, row->field[!file->interior].at,
                                 row->field[!file->interior].length);
    if (fit) {
        double distance = mpq_get_d(number.value) - activity.value;
        fit = fabs(distance) <= room || fabs(distance - shift) <= room;
    }
    mpq_clear(number.value);
    return fit;
}

static bool same_fields(const glpsol *file, size_t k, size_t l)
{
    for (size_t i = 0; i < (file->interior ? 2u : 3u); i++) {
        mc_lp_piece a = file->row[k].field[i], b = file->row[l].field[i];
        if (a.length != b.length || memcmp(a.at, b.at, a.length) != 0)
            return false;
    }
    return true;
}

static bool is_basic(const glpsol *file, size_t k)
{
    mc_lp_piece word = file->row[k].field[0];
    return file->interior || mc_answer_is(word, "b") || mc_answer_is(word, "1");
}

/* Rows `from` to `to` of the file are all the same. */
static bool same_rows(const glpsol *file, size_t from, size_t to)
{
    for (size_t k = from; k < to; k++)
        if (!same_fields(file, k, k + 1))
            return false;
    return true;
}

/* The row of the file that is the objective: the others, in their order, have
   the activities of the program at the printed point. If there are several
   such rows, it must not matter which one is taken. */
static mc_status find_objective(size_t *place, mc_answer_reader *reader,
                                const glpsol *file)
{
    const mc_lp *lp = reader->lp;
    const double shift = mpq_get_d(lp->constant);
    sum *activity = find_activities(lp, &reader->answer->x);
    size_t first = lp->rows, end = 0, found = SIZE_MAX, last = SIZE_MAX;
    if (!activity)
        return mc_lp_fail_memory(&reader->source);
    /* The rows before `end` fit, and those behind `first`, moved by one. */
    while (end < lp->rows && fits(file, end, activity[end], 0))
        end++;
    while (first > 0 && fits(file, first, activity[first - 1], 0))
        first--;
    for (size_t k = first; k <= end; k++)
        if (is_basic(file, k) && fits(file, k, activity[lp->rows], shift)) {
            found = found == SIZE_MAX ? k : found;
            last = k;
        }
    free(activity);
    *place = found;
    if (found == SIZE_MAX)
        return mc_lp_fail(&reader->source, file->row[lp->rows].name.at,
                          "one row more than the program has, and without "
                          "any of them as its objective the others do not fit "
                          "the values of the columns");
    if (!same_rows(file, found, last))
        return mc_lp_fail(&reader->source, file->row[last].name.at,
                          "one row more than the program has, and both %zu and "
                          "%zu could be its objective",
                          found + 1, last + 1);
    return MC_OK;
}

/* Gives the rows of the file to those of the program. */
static mc_status put_rows(mc_answer_reader *reader, const glpsol *file)
{
    const mc_lp *lp = reader->lp;
    bool bounded_only = file->rows < lp->rows;
    size_t objective = SIZE_MAX, place = 0;
    mc_status status = MC_OK;
    for (size_t k = 0; k < file->rows; k++)
        if (!file->row[k].name.at)
            return mc_lp_fail(&reader->source,
                              reader->source.text + reader->source.length,
                              "row %zu is missing", k + 1);
    if (file->rows > lp->rows)
        status = find_objective(&objective, reader, file);
    for (size_t k = 0; status == MC_OK && k < file->rows; k++) {
        if (k == objective)
            continue;
        while (bounded_only && is_free(lp, place))
            place++;
        status = put_entry(reader, file, true, place, file->row[k].name,
                           file->row[k].field);
        place++;
    }
    return status;
}

/* ---- since 4.59 ---- */

static mc_status read_summary(mc_answer_reader *reader, glpsol *file)
{
    mc_answer *answer = reader->answer;
    mc_lp_piece word[8];
    size_t words = mc_answer_words(word, 7, reader->line);
    if (words < 2 ||
        (!mc_answer_is(word[1], "bas") && !mc_answer_is(word[1], "ipt")))
        return mc_lp_fail(&reader->source, reader->line.at,
                          "not a basic (bas) or interior (ipt) solution of a "
                          "linear program");
    file->interior = mc_answer_is(word[1], "ipt");
    if (words != (file->interior ? 6u : 7u) ||
        !mc_answer_count(&file->rows, word[2]) ||
        !mc_answer_count(&file->columns, word[3]))
        return mc_lp_fail(&reader->source, reader->line.at,
                          "\"s bas ROWS COLUMNS PRIMAL DUAL OBJECTIVE\" or "
                          "\"s ipt ROWS COLUMNS STATUS OBJECTIVE\" should be "
                          "here");
    file->objective = word[words - 1];
    if (file->interior)
        answer->claim = mc_answer_is(word[4], "o")
                            ? MC_CLAIM_OPTIMAL
                            : claim_of(*word[4].at, '\0');
    else
        answer->claim = claim_of(*word[4].at, *word[5].at);
    return mc_answer_set_objective(reader, file->objective);
}

static mc_status take_row(glpsol *file, mc_answer_reader *reader, size_t k,
                          mc_lp_piece name, const mc_lp_piece *field)
{
    glpsol_row *row = &file->row[k];
    if (row->name.at)
        return mc_lp_fail(&reader->source, name.at, "row %zu a second time",
                          k + 1);
    row->name = name;
    memcpy(row->field, field, (file->interior ? 2u : 3u) * sizeof *row->field);
    return MC_OK;
}

static mc_status read_entry(mc_answer_reader *reader, glpsol *file)
{
    mc_lp_piece word[5];
    size_t words = mc_answer_words(word, 5, reader->line), number = 0;
    bool row = mc_answer_is(word[0], "i");
    if (words != (file->interior ? 4u : 5u) ||
        (!row && !mc_answer_is(word[0], "j")) ||
        !mc_answer_count(&number, word[1]) || number == 0 ||
        number > (row ? file->rows : file->columns))
        return mc_lp_fail(&reader->source, reader->line.at,
                          "not a line of a row (i) or column (j)");
    if (row)
        return take_row(file, reader, number - 1, word[1], word + 2);
    return put_entry(reader, file, false, number - 1, word[1], word + 2);
}

static mc_status read_marked(mc_answer_reader *reader, glpsol *file)
{
    mc_status status = MC_OK;
    bool summary = false;
    while (status == MC_OK && mc_answer_filled_line(reader)) {
        mc_lp_piece line = mc_answer_trim(reader->line);
        if (mc_answer_is(line, "c") || mc_answer_begins(line, "c ")) {
            if (mc_answer_begins(line, "c Status:"))
                status = mc_answer_set_status(
                    reader, (mc_lp_piece){line.at + 9, line.length - 9},
                    line.at);
        } else if (mc_answer_is(line, "e o f")) {
            return summary ? MC_OK
                           : mc_answer_truncated(reader, "the line \"s ...\"");
        } else if (!summary) {
            status = read_summary(reader, file);
            summary = true;
            if (status == MC_OK)
                status = open_all(reader, file);
        } else {
            status = read_entry(reader, file);
        }
    }
    return status == MC_OK ? mc_answer_truncated(reader, "\"e o f\"") : status;
}

/* ---- before 4.59 ---- */

/* 1 unknown, 2 feasible, 3 infeasible, 4 none; 5 optimal */
static char letter_of(mc_lp_piece word)
{
    static const char letters[] = "ufino";
    size_t number;
    return mc_answer_count(&number, word) && number >= 1 && number <= 5
               ? letters[number - 1]
               : '\0';
}

static mc_status read_numeric_head(mc_answer_reader *reader, glpsol *file)
{
    mc_answer *answer = reader->answer;
    mc_lp_piece word[4] = {{NULL, 0}, {NULL, 0}, {NULL, 0}, {NULL, 0}};
    size_t words;
    char first, second;
    if (mc_answer_words(word, 2, reader->line) != 2 ||
        !mc_answer_count(&file->rows, word[0]) ||
        !mc_answer_count(&file->columns, word[1]))
        return mc_lp_fail(&reader->source, reader->line.at,
                          "the numbers of rows and columns should be here");
    if (!mc_answer_filled_line(reader))
        return mc_answer_truncated(reader, "the status");
    words = mc_answer_words(word, 3, reader->line);
    file->interior = words == 2;
    first = words > 0 ? letter_of(word[0]) : '\0';
    second = words == 3 ? letter_of(word[1]) : 'u';
    if (words < 2 || words > 3 || !first || !second)
        return mc_lp_fail(&reader->source, reader->line.at,
                          "the status and the objective should be here");
    file->objective = word[words - 1];
    answer->claim = first == 'o' ? MC_CLAIM_OPTIMAL : claim_of(first, second);
    return mc_answer_set_objective(reader, file->objective);
}

static mc_status read_numeric(mc_answer_reader *reader, glpsol *file)
{
    mc_status status = read_numeric_head(reader, file);
    if (status == MC_OK)
        status = open_all(reader, file);
    for (size_t k = 0; status == MC_OK && k < file->rows + file->columns; k++) {
        mc_lp_piece word[3];
        if (!mc_answer_filled_line(reader))
            return mc_answer_truncated(reader, "the last column");
        if (mc_answer_words(word, 3, reader->line) !=
            (file->interior ? 2u : 3u))
            return mc_lp_fail(&reader->source, reader->line.at,
                              "a row or column has another number of fields");
        status = k < file->rows ? take_row(file, reader, k, word[0], word)
                                : put_entry(reader, file, false, k - file->rows,
                                            word[0], word);
    }
    if (status == MC_OK && mc_answer_filled_line(reader))
        status = mc_lp_fail(&reader->source, reader->line.at,
                            "more lines than rows and columns");
    return status;
}

mc_status mc_answer_read_glpsol_w(mc_answer_reader *reader)
{
    mc_answer *answer = reader->answer;
    glpsol file = {0};
    mc_lp_piece word;
    mc_status status;
    if (!mc_answer_filled_line(reader))
        return mc_answer_truncated(reader, "the solution");
    (void)mc_answer_words(&word, 1, reader->line);
    if (mc_answer_is(word, "c") || mc_answer_is(word, "s")) {
        mc_answer_rewind(reader);
        status = read_marked(reader, &file);
    } else {
        status = read_numeric(reader, &file);
    }
    if (status == MC_OK)
        status = mc_answer_complete_columns(reader, &answer->x);
    if (status == MC_OK)
        status = put_rows(reader, &file);
    free(file.row);
    if (status == MC_OK && answer->claim == MC_CLAIM_NOTHING)
        mc_answer_forget(reader);
    return status;
}
