/* Statements in words and tables, so that a person can check what was read. */
#ifndef MC_REPORT_STATEMENT_H
#define MC_REPORT_STATEMENT_H

#include <stdio.h>

#include <mechcert/environment.h>

/* mc_report_environment: prints an environment: labels, the prior, the tables
   of welfare and payoffs, and what can be seen from them at once. All numbers
   are exact; labels are shown as mc_text_print shows them.
   Errors: MC_LIMIT if out of memory. Failed writes are left to the caller,
           who asks the stream. */
MC_NODISCARD mc_status mc_report_environment(FILE *out, mc_message *message,
                                             const mc_environment *env);

#endif
