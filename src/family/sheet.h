/* A growing claim file: what a family of mechanisms states for given
   parameters, in the words of the claim language (doc/claims.md). */
#ifndef MC_FAMILY_SHEET_H
#define MC_FAMILY_SHEET_H

#include <stdbool.h>
#include <stddef.h>

#include <mechcert/claim.h>

typedef struct mc_sheet mc_sheet;

typedef enum mc_sheet_kind {
    MC_SHEET_SECTION,
    MC_SHEET_NOTE,   /* what follows from claims, and by which lemma */
    MC_SHEET_VALUE,  /* an enclosed number */
    MC_SHEET_CLAIM,  /* to be proved */
    MC_SHEET_REFUTED /* to be refuted */
} mc_sheet_kind;

/* A line of the report. Before mc_sheet_prove every decision is UNDECIDED.
   `reason` is how, or why not; NULL where there is nothing to say. `point`:
   where a claim fails ("x = 1/2"). */
typedef struct mc_sheet_item {
    mc_sheet_kind kind;
    char *name, *words, *expression;
    char *lower, *upper; /* values; NULL if it could not be enclosed */
    char *reason, *point, *certificate;
    mc_claim_decision decision;
    size_t leaves, bits;
} mc_sheet_item;

/* mc_sheet_new: an empty sheet. `name` becomes that of the claim file,
   `directory` (or NULL: no files) is where it and the certificates go.
   `digits`: of values. NULL: out of memory. The effort has to live. */
mc_sheet *mc_sheet_new(const char *name, const char *directory, unsigned digits,
                       const mc_claim_effort *effort);
void mc_sheet_free(mc_sheet *sheet);

/* What goes wrong is kept in the sheet, mc_sheet_status tells; after it nothing
   more is done. */
mc_status mc_sheet_status(const mc_sheet *sheet, mc_message *message);

/* mc_sheet_fail: keeps a fault of the caller's. */
void mc_sheet_fail(mc_sheet *sheet, mc_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* mc_sheet_text: a line of the file as it is. _comment: folded, after "# ". */
void mc_sheet_text(mc_sheet *sheet, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void mc_sheet_comment(mc_sheet *sheet, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* mc_sheet_section: a heading in file and report. _note: a sentence in both. */
void mc_sheet_section(mc_sheet *sheet, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void mc_sheet_note(mc_sheet *sheet, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* mc_sheet_value: encloses an expression in the names defined so far, and adds
       name: expression in [lower, upper]
   with decimals rounded outward: D digits after the point (the width is below
   10^-(D-1)), D after the leading zeros of what is below 1. `words` says what
   it is. Returns: it could be enclosed; otherwise the report tells why. */
bool mc_sheet_value(mc_sheet *sheet, const char *name, const char *words,
                    const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* mc_sheet_at_most_digits: further values get no more. */
void mc_sheet_at_most_digits(mc_sheet *sheet, unsigned digits);

/* mc_sheet_open: reports that something could not be settled, and why. */
void mc_sheet_open(mc_sheet *sheet, const char *name, const char *words,
                   const char *reason);

/* mc_sheet_claim: adds `name: ...`; `words` says what it means. _refuted: the
   same of what should be refuted. */
void mc_sheet_claim(mc_sheet *sheet, const char *name, const char *words,
                    const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void mc_sheet_refuted(mc_sheet *sheet, const char *name, const char *words,
                      const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* mc_sheet_forgive: if the status is UNDECIDED it is dropped again, and the
   reason copied to text. Returns whether it was. */
bool mc_sheet_forgive(mc_sheet *sheet, char *text, size_t size);

/* mc_sheet_enclose: encloses an expression to `digits` significant digits and
   adds nothing. Guarantees: lower <= value <= upper, up to the rounding of
   both outward to doubles. Returns false with a status that is kept. */
bool mc_sheet_enclose(mc_sheet *sheet, double *lower, double *upper,
                      unsigned digits, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* mc_sheet_decimal: a decimal within 10^-digits (of what is at least 1:
   relatively) of an expression, or NULL with a status that is kept. Allocated.
 */
char *mc_sheet_decimal(mc_sheet *sheet, unsigned digits, const char *format,
                       ...) __attribute__((format(printf, 3, 4)));

/* mc_sheet_prove: decides all claims, and writes the file and, for what is
   decided, DIRECTORY/NAME.CLAIM.cert. Errors: those that were kept; of
   mc_claim_prove and of files. */
MC_NODISCARD mc_status mc_sheet_prove(mc_sheet *sheet, mc_message *message);

const char *mc_sheet_name(const mc_sheet *sheet);
/* The claim file's path; NULL without a directory. */
const char *mc_sheet_path(const mc_sheet *sheet);
/* What was written, or would be. */
const char *mc_sheet_whole_text(const mc_sheet *sheet);
size_t mc_sheet_items(const mc_sheet *sheet);
const mc_sheet_item *mc_sheet_item_at(const mc_sheet *sheet, size_t i);

/* Of what should be proved or refuted: how much came out the other way, and how
   much is open. */
size_t mc_sheet_failed(const mc_sheet *sheet);
size_t mc_sheet_undecided(const mc_sheet *sheet);

#endif
