/* Bases: MPS .bas files, and HiGHS basis files.

   A .bas file begins with a NAME line and ends with ENDATA; lines beginning
   with * are comments. It starts from the basis where all rows are basic and
   all columns stand at their lower bounds (those without one, at the other
   bound or at zero). Its data lines change that:

       XU column row    the column is basic, the row stands at its upper bound
       XL column row    the column is basic, the row stands at its lower bound
       UL column        the column stands at its upper bound
       LL column        the column stands at its lower bound
       BS column        the column is basic (and some row is not, by XU or XL)

   Further fields (Clp prints _dummy_ and values) are skipped. Where a row has
   only one of the two bounds it stands there, whatever the letter: the
   programs do not agree whether the letter means the row or its slack. */
#include <stdlib.h>
#include <string.h>

#include "lp/answer_reader.h"

/* Codes, and what they say; row: a row's name follows. */
static const struct code {
    const char *text;
    bool row;
    mc_position column, at;
} codes[] = {
    {"xu", true, MC_BASIC, MC_AT_UPPER},  {"xl", true, MC_BASIC, MC_AT_LOWER},
    {"ul", false, MC_AT_UPPER, MC_BASIC}, {"ll", false, MC_AT_LOWER, MC_BASIC},
    {"bs", false, MC_BASIC, MC_BASIC},
};

enum { CODES = sizeof codes / sizeof *codes };

/* Which names have been seen: one flag for each column, then each row. */
static mc_status mark(unsigned char *seen, size_t place,
                      mc_answer_reader *reader, mc_lp_piece name)
{
    if (seen[place]++)
        return mc_lp_fail(&reader->source, name.at,
                          "\"%s\" has a position already",
                          mc_lp_quoted(name).text);
    return MC_OK;
}

static mc_status put_position(mc_answer_reader *reader, unsigned char *seen,
                              const mc_lp_piece *field)
{
    mc_basis *basis = &reader->answer->basis;
    const struct code *code = codes;
    size_t j = 0, r = 0;
    mc_status status;
    while (code < codes + CODES && !mc_lp_is_word(field[0], code->text))
        code++;
    if (code == codes + CODES)
        return mc_lp_fail(&reader->source, field[0].at,
                          "\"%s\" is not XU, XL, UL, LL or BS",
                          mc_lp_quoted(field[0]).text);
    status = mc_answer_column(&j, reader, field[1]);
    if (status == MC_OK)
        status = mark(seen, j, reader, field[1]);
    if (status == MC_OK)
        basis->column[j] = (unsigned char)code->column;
    if (status != MC_OK || !code->row)
        return status;
    status = mc_answer_row(&r, reader, field[2]);
    if (status == MC_OK)
        status = mark(seen + reader->lp->columns, r, reader, field[2]);
    if (status == MC_OK)
        basis->row[r] = (unsigned char)code->at;
    return status;
}

/* Columns 2-3, 5-12, 15-22 of a line, counted from 1. */
static void cut_fixed(mc_lp_piece *field, mc_lp_piece line)
{
    static const size_t from[3] = {1, 4, 14}, to[3] = {3, 12, 22};
    for (size_t i = 0; i < 3; i++) {
        size_t start = from[i] < line.length ? from[i] : line.length;
        size_t end = to[i] < line.length ? to[i] : line.length;
        field[i] = mc_answer_trim((mc_lp_piece){line.at + start, end - start});
    }
}

static mc_status read_data(mc_answer_reader *reader, unsigned char *seen,
                           bool fixed)
{
    const mc_lp_piece empty = {reader->line.at + reader->line.length, 0};
    mc_lp_piece field[4] = {empty, empty, empty, empty};
    if (fixed)
        cut_fixed(field, reader->line);
    else if (mc_answer_words(field, 4, reader->line) > 4)
        return mc_lp_fail(&reader->source, field[3].at, "too many fields");
    return put_position(reader, seen, field);
}

/* The whole file in the free or in the fixed way. */
static mc_status read_mps(mc_answer_reader *reader, bool fixed)
{
    mc_status status = mc_answer_open_basis(reader);
    unsigned char *seen = calloc(reader->lp->columns + reader->lp->rows + 1, 1);
    bool named = false, ended = false;
    if (status == MC_OK && !seen)
        status = mc_lp_fail_memory(&reader->source);
    mc_answer_rewind(reader);
    while (status == MC_OK && !ended && mc_answer_filled_line(reader)) {
        mc_lp_piece head = {reader->line.at, 0};
        if (*reader->line.at == '*')
            continue;
        if (*reader->line.at == ' ' || *reader->line.at == '\t') {
            status = read_data(reader, seen, fixed);
            continue;
        }
        (void)mc_answer_words(&head, 1, reader->line);
        ended = mc_lp_is_word(head, "endata");
        if (!ended && (named || !mc_lp_is_word(head, "name")))
            status = mc_lp_fail(&reader->source, head.at,
                                "\"%s\" is not a section of a basis file",
                                mc_lp_quoted(head).text);
        named = true;
    }
    if (status == MC_OK && !ended)
        status = mc_answer_truncated(reader, "ENDATA");
    free(seen);
    return status;
}

mc_status mc_answer_read_mps_basis(mc_answer_reader *reader)
{
    mc_message *message = reader->source.message;
    mc_status status = read_mps(reader, false), fixed = MC_BAD_INPUT;
    if (status != MC_BAD_INPUT)
        return status;
    reader->source.message = NULL;
    if (!memchr(reader->source.text, '\t', reader->source.length))
        fixed = read_mps(reader, true);
    reader->source.message = message;
    return fixed == MC_BAD_INPUT ? status : fixed;
}

/* ---- HiGHS ---- */

/* The HiGHS numbers 0 lower, 1 basic, 2 upper, 3 zero, 4 some bound. */
static mc_status read_code(unsigned char *position, mc_answer_reader *reader,
                           mc_lp_piece word)
{
    static const unsigned char known[] = {MC_AT_LOWER, MC_BASIC, MC_AT_UPPER,
                                          MC_AT_ZERO, MC_AT_LOWER};
    size_t code;
    if (!mc_answer_count(&code, word) || code >= sizeof known)
        return mc_lp_fail(&reader->source, word.at,
                          "\"%s\" is not a basis status from 0 to 4",
                          mc_lp_quoted(word).text);
    *position = known[code];
    return MC_OK;
}

/* "# Columns 4" or "# Rows 3", after which `count` entries follow. */
static mc_status read_count(size_t *count, mc_answer_reader *reader,
                            const char *kind)
{
    mc_lp_piece word[3];
    if (!mc_answer_filled_line(reader))
        return mc_answer_truncated(reader, kind);
    if (mc_answer_words(word, 3, reader->line) != 3 ||
        !mc_answer_is(word[0], "#") || !mc_answer_is(word[1], kind) ||
        !mc_answer_count(count, word[2]))
        return mc_lp_fail(&reader->source, reader->line.at,
                          "\"# %s\" and their number should be here", kind);
    return MC_OK;
}

/* Version 1: the codes in the order of the program. */
static mc_status read_listed(mc_answer_reader *reader, unsigned char *position,
                             size_t count, size_t length)
{
    const char *end = NULL;
    if (count != length)
        return mc_lp_fail(&reader->source, reader->line.at,
                          "%zu entries, but the program has %zu", count,
                          length);
    for (size_t i = 0; i < count; i++) {
        mc_lp_piece word;
        mc_status status;
        while (!end ||
               !mc_lp_next_word(&word, &end,
                                reader->line.at + reader->line.length)) {
            if (!mc_answer_line(reader))
                return mc_answer_truncated(reader, "the end of the basis");
            end = reader->line.at;
        }
        status = read_code(&position[i], reader, word);
        if (status != MC_OK)
            return status;
    }
    return MC_OK;
}

/* Version 2: names and codes. */
static mc_status read_named(mc_answer_reader *reader, bool rows, size_t count)
{
    mc_basis *basis = &reader->answer->basis;
    size_t length = rows ? basis->rows : basis->columns, place;
    unsigned char *seen = calloc(length + 1, 1);
    mc_status status = seen ? MC_OK : mc_lp_fail_memory(&reader->source);
    for (size_t i = 0; status == MC_OK && i < count; i++) {
        mc_lp_piece name, code;
        if (!mc_answer_filled_line(reader)) {
            status = mc_answer_truncated(reader, "the end of the basis");
            break;
        }
        name = reader->line;
        (void)mc_answer_cut_last(&code, &name);
        status = rows ? mc_answer_row(&place, reader, name)
                      : mc_answer_column(&place, reader, name);
        if (status == MC_OK)
            status = mark(seen, place, reader, name);
        if (status == MC_OK)
            status =
                read_code(rows ? &basis->row[place] : &basis->column[place],
                          reader, code);
    }
    if (status == MC_OK && !rows && count != length)
        status =
            mc_lp_fail(&reader->source, reader->line.at,
                       "%zu columns, but the program has %zu", count, length);
    free(seen);
    return status;
}

static mc_status read_part(mc_answer_reader *reader, bool rows, bool named)
{
    mc_basis *basis = &reader->answer->basis;
    size_t count = 0;
    mc_status status = read_count(&count, reader, rows ? "Rows" : "Columns");
    if (status != MC_OK)
        return status;
    if (named)
        return read_named(reader, rows, count);
    return read_listed(reader, rows ? basis->row : basis->column, count,
                       rows ? basis->rows : basis->columns);
}

mc_status mc_answer_read_highs_basis(mc_answer_reader *reader)
{
    mc_lp_piece word[2];
    bool named;
    mc_status status;
    if (!mc_answer_filled_line(reader))
        return mc_answer_truncated(reader, "the basis");
    named = mc_answer_words(word, 2, reader->line) == 2 &&
            mc_answer_is(word[0], "HiGHS_basis_file") &&
            mc_answer_is(word[1], "v2");
    if (!named && !mc_answer_is(mc_answer_trim(reader->line), "HiGHS v1"))
        return mc_lp_fail(&reader->source, reader->line.at,
                          "\"HiGHS_basis_file v2\" or \"HiGHS v1\" should be "
                          "here");
    if (!mc_answer_filled_line(reader))
        return mc_answer_truncated(reader, "\"Valid\" or \"None\"");
    if (mc_answer_is(mc_answer_trim(reader->line), "None"))
        return MC_OK;
    if (!mc_answer_is(mc_answer_trim(reader->line), "Valid"))
        return mc_lp_fail(&reader->source, reader->line.at,
                          "\"Valid\" or \"None\" should be here");
    status = mc_answer_open_basis(reader);
    if (status == MC_OK)
        status = read_part(reader, false, named);
    if (status == MC_OK)
        status = read_part(reader, true, named);
    return status;
}
