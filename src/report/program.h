/* Linear programs in words and tables, so that a person can check what was
   read. */
#ifndef MC_REPORT_PROGRAM_H
#define MC_REPORT_PROGRAM_H

#include <stdio.h>

#include "lp/file.h"

/* mc_report_program: prints a program: sense, sizes, kinds of rows and columns,
   the smallest and largest numbers; if it is small, also the objective, rows
   and columns. All numbers are exact unless they are marked with "about";
   names are shown as mc_text_print shows them.
   Errors: MC_LIMIT if out of memory. Failed writes are left to the caller,
           who asks the stream. */
MC_NODISCARD mc_status mc_report_program(FILE *out, mc_message *message,
                                         const mc_lp *lp, mc_lp_format format);

#endif
