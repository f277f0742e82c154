/* What glpsol writes: -w (for programs) and -o (for people).

   -w since 4.59: lines c (comment), one line
       s bas M N PRIMAL DUAL OBJECTIVE        or   s ipt M N STATUS OBJECTIVE
   lines  i K STATUS PRIMAL DUAL  for rows and  j K STATUS PRIMAL DUAL  for
   columns (ipt: without STATUS), numbered from 1, and the end  e o f.
   Before: M N, then PRIMAL DUAL OBJECTIVE (ipt: STATUS OBJECTIVE), then the
   rows, then the columns, everything in numbers and without marks. */
#include <string.h>

#include "lp/answer_reader.h"

/* What is known of a -w file. `row` numbers the rows of the file; the program
   may lack one of them, the objective. */
typedef struct glpsol {
    bool interior;
    size_t rows, columns;
    mc_lp_piece objective;
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

/* Status, value and marginal of one row or column; word[0] is what a message
   points at. */
static mc_status put_entry(mc_answer_reader *reader, const glpsol *file,
                           bool row, size_t place, const mc_lp_piece *word,
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
                               place, word[0], field[0]);
    if (status == MC_OK)
        status = mc_answer_put(reader, row ? &answer->y : &answer->reduced,
                               place, word[0], field[1]);
    return status;
}

static mc_status open_all(mc_answer_reader *reader, const glpsol *file)
{
    mc_answer *answer = reader->answer;
    const mc_lp *lp = reader->lp;
    mc_status status = mc_answer_open(reader, &answer->x);
    if (file->columns != lp->columns ||
        (file->rows != lp->rows && file->rows != lp->rows + 1))
        return mc_lp_fail(&reader->source, reader->line.at,
                          "%zu rows and %zu columns, but the program has %zu "
                          "and %zu",
                          file->rows, file->columns, lp->rows, lp->columns);
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

/* Older programs count the objective as a row: it is basic and its value is
   printed like the objective. */
static bool is_objective(const glpsol *file, const mc_lp_piece *field)
{
    const mc_lp_piece value = field[file->interior ? 0 : 1];
    return value.length == file->objective.length &&
           memcmp(value.at, file->objective.at, value.length) == 0 &&
           (file->interior || mc_answer_is(field[0], "b") ||
            mc_answer_is(field[0], "1"));
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

static mc_status read_entry(mc_answer_reader *reader, const glpsol *file,
                            size_t *dropped)
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
    if (row && file->rows > reader->lp->rows) {
        if (*dropped == 0 && is_objective(file, word + 2)) {
            *dropped = number;
            return MC_OK;
        }
        number -= *dropped > 0 && number > *dropped;
        if (number > reader->lp->rows)
            return mc_lp_fail(&reader->source, reader->line.at,
                              "%zu rows, but the program has %zu", file->rows,
                              reader->lp->rows);
    }
    return put_entry(reader, file, row, number - 1, word + 1, word + 2);
}

static mc_status read_marked(mc_answer_reader *reader, glpsol *file)
{
    mc_status status = MC_OK;
    size_t dropped = 0;
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
            status = read_entry(reader, file, &dropped);
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
    size_t dropped = 0;
    if (status == MC_OK)
        status = open_all(reader, file);
    for (size_t k = 0; status == MC_OK && k < file->rows + file->columns; k++) {
        mc_lp_piece word[3];
        size_t place = k < file->rows ? k - dropped : k - file->rows;
        if (!mc_answer_filled_line(reader))
            return mc_answer_truncated(reader, "the last column");
        if (mc_answer_words(word, 3, reader->line) !=
            (file->interior ? 2u : 3u))
            return mc_lp_fail(&reader->source, reader->line.at,
                              "a row or column has another number of fields");
        if (k < file->rows && file->rows > reader->lp->rows && !dropped &&
            (is_objective(file, word) || place == reader->lp->rows)) {
            dropped = 1;
            continue;
        }
        status = put_entry(reader, file, k < file->rows, place, word, word);
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
        status = mc_answer_complete_rows(reader, &answer->activity);
    if (status == MC_OK && answer->claim == MC_CLAIM_NOTHING)
        mc_answer_forget(reader);
    return status;
}
