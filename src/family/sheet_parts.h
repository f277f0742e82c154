/* What the files of the sheet share. */
#ifndef MC_FAMILY_SHEET_PARTS_H
#define MC_FAMILY_SHEET_PARTS_H

#include <stdarg.h>
#include <stdio.h>

#include "family/sheet.h"

/* Invariant: `out` writes to text, length; both are current after a flush. */
struct mc_sheet {
    char *name, *directory, *path;
    unsigned digits, most_digits; /* of the next value; of all */
    const mc_claim_effort *effort;
    FILE *out;
    char *text;
    size_t length;
    mc_sheet_item *item;
    size_t items, room;
    mc_status status;
    mc_message message;
};

/* mc_sheet_format: allocated. NULL: the status is not OK, or MC_LIMIT. */
char *mc_sheet_format(mc_sheet *sheet, const char *format, va_list arguments);

/* mc_sheet_add: a new item with a copy of name (or NULL), words, expression
   (or NULL). NULL keeps MC_LIMIT. */
mc_sheet_item *mc_sheet_add(mc_sheet *sheet, mc_sheet_kind kind,
                            const char *name, const char *words,
                            const char *expression);

/* mc_sheet_fold: a comment. */
void mc_sheet_fold(mc_sheet *sheet, const char *text);

/* mc_sheet_round: decimals as FORMAT-REAL reads and mc_real_value writes them,
   rounded outward as mc_sheet_value says. *narrow: the width is below
   10^-(digits-1). Allocated. Returns false without memory. */
bool mc_sheet_round(char **lower, char **upper, bool *narrow, const char *low,
                    const char *high, unsigned digits);

/* mc_sheet_number: writes a decimal so that no number is longer than the claim
   language allows. */
void mc_sheet_number(FILE *out, const char *decimal);

#endif
