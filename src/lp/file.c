/* Linear programs in files: telling formats apart, reading, notes. */
#include "lp/file.h"

#include <stdio.h>
#include <string.h>

#include "base/sha256.h"
#include "lp/source.h"

static bool is_one_of(mc_lp_piece word, const char *const *words)
{
    while (*words != NULL && !mc_lp_is_word(word, *words))
        words++;
    return *words != NULL;
}

/* *first is the word that decides, if there is one. */
static mc_lp_content detect(mc_lp_piece *first, const mc_lp_source *source)
{
    static const char *const mps[] = {"name", "objsense", "rows", NULL};
    static const char *const cplex[] = {"max",      "min",      "maximize",
                                        "minimize", "maximise", "minimise",
                                        "maximum",  "minimum",  NULL};
    const char *next = source->text;
    mc_lp_piece line;
    while (mc_lp_next_line(&line, &next, source)) {
        const char *at = line.at;
        if (!mc_lp_next_word(first, &at, line.at + line.length) ||
            *line.at == '*' || *first->at == '\\')
            continue;
        if (*first->at == '{')
            return MC_CONTENT_JSON;
        if (first->at == line.at && is_one_of(*first, mps))
            return MC_CONTENT_MPS;
        return is_one_of(*first, cplex) ? MC_CONTENT_CPLEX : MC_CONTENT_UNKNOWN;
    }
    *first = (mc_lp_piece){next, 0};
    return MC_CONTENT_UNKNOWN;
}

mc_lp_content mc_lp_detect(const char *text, size_t length)
{
    mc_lp_source source = {.text = text, .length = length};
    mc_lp_piece first;
    return detect(&first, &source);
}

/* --- notes --------------------------------------------------------------- */

/* FILE: WHAT "..." (first of N) SENTENCE */
static void give_note(const mc_lp_notes *notes, const mc_lp_source *source,
                      const mc_lp_remark *remark, const char *what,
                      const char *sentence)
{
    char text[1024], count[40] = "";
    if (remark->count == 0)
        return;
    if (remark->count > 1)
        snprintf(count, sizeof count, " (first of %zu)", remark->count);
    snprintf(text, sizeof text, "%.512s: %s \"%s\"%s %s", source->name, what,
             mc_lp_quoted(remark->first).text, count, sentence);
    notes->note(notes->user, text);
}

static void give_notes(const mc_lp_notes *notes, const mc_lp_source *source,
                       const mc_lp_remarks *remarks)
{
    give_note(notes, source, &remarks->constant,
              "the right-hand side of the objective row,",
              "is the constant of the objective with the opposite sign; some "
              "programs take it with the same sign or ignore it");
    give_note(notes, source, &remarks->free_rows, "the row",
              "has type N and is not the first one: a row without bounds");
    give_note(notes, source, &remarks->opened_lower, "the column",
              "has a negative upper bound and no lower bound: its lower bound "
              "is -infinity, not 0; some programs see this differently");
    give_note(notes, source, &remarks->crossing_upper, "the variable",
              "has a negative upper bound and the lower bound 0: the program "
              "is infeasible; give -inf as its lower bound if there is none");
    give_note(notes, source, &remarks->huge, "the number",
              "is that number; some programs take it for infinity");
}

/* --- reading ------------------------------------------------------------- */

static mc_status parse(mc_lp *lp, mc_lp_remarks *remarks,
                       mc_lp_content *content, const mc_lp_source *source)
{
    mc_lp_piece first;
    const char *nul = memchr(source->text, '\0', source->length);
    *content = detect(&first, source);
    if (*content == MC_CONTENT_JSON)
        return mc_lp_fail(source, first.at,
                          "a JSON statement, not a linear program");
    if (*content == MC_CONTENT_UNKNOWN)
        return mc_lp_fail(source, first.at,
                          "neither a linear program nor a JSON statement: an "
                          "MPS file begins with NAME, OBJSENSE or ROWS, a "
                          "CPLEX LP file with \"minimize\" or \"maximize\", a "
                          "JSON statement with {");
    if (nul != NULL)
        return mc_lp_fail(source, nul, "a NUL byte; remove it");
    return *content == MC_CONTENT_MPS ? mc_lp_read_mps(lp, remarks, source)
                                      : mc_lp_read_cplex(lp, remarks, source);
}

mc_status mc_lp_parse(mc_lp *lp, mc_lp_format *format, mc_message *message,
                      const mc_file *file, const mc_lp_notes *notes)
{
    mc_lp_source source = {file->name, file->text, file->length, message};
    mc_lp_remarks remarks = {0};
    mc_lp_content content;
    mc_lp result;
    mc_status status = parse(&result, &remarks, &content, &source);
    if (status != MC_OK)
        return status;
    if (!mc_lp_finish(&result)) {
        mc_lp_clear(&result);
        return mc_lp_fail_memory(&source);
    }
    mc_sha256_hex(result.sha256, file->text, file->length);
    if (notes != NULL)
        give_notes(notes, &source, &remarks);
    if (format != NULL)
        *format = content == MC_CONTENT_MPS ? MC_LP_MPS : MC_LP_CPLEX;
    *lp = result;
    return MC_OK;
}

mc_status mc_lp_read(mc_lp *lp, mc_lp_format *format, mc_message *message,
                     const char *path, const mc_lp_notes *notes)
{
    mc_file file;
    mc_status status = mc_file_load(&file, message, path, MC_LP_MAX_BYTES);
    if (status != MC_OK)
        return status;
    status = mc_lp_parse(lp, format, message, &file, notes);
    mc_file_clear(&file);
    return status;
}
