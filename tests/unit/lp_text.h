/* Linear programs as short texts, for the tests of readers and writers. */
#ifndef MC_TESTS_LP_TEXT_H
#define MC_TESTS_LP_TEXT_H

#include "unit.h"

#include "lp/file.h"

/* Reads a program from memory; the file is called "f". The text is copied
   without a final NUL, so that a sanitizer sees a byte read too many. */
mc_status lp_text_read(mc_lp *lp, mc_lp_format *format, mc_message *message,
                       const char *text, size_t length,
                       const mc_lp_notes *notes);

/* The program in one line, allocated; names and numbers as they are:
     min 7 | x 3 [0,17/4] | y 2/3 [-inf,inf] || c1 [-inf,10/3] 1 x 1 y */
char *lp_text_dump(const mc_lp *lp);

/* Fails unless the text is a program and its dump is this one. */
void lp_text_assert(const char *text, const char *dump);

/* Fails unless the text is refused with this message, behind "f:". */
void lp_text_refuse(const char *text, const char *message);

/* Notes, one on each line, into text (of 4096 bytes, empty at first). */
void lp_text_note(void *text, const char *note);

#endif
