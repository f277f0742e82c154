/* The figures of S0 that compare mechanisms, as tables and plots. */
#ifndef MC_REPORT_ALTERNATIVES_H
#define MC_REPORT_ALTERNATIVES_H

#include <mechcert/status.h>

#include "family/alternatives.h"

enum { MC_ALTERNATIVES_FIGURES = 3 };

/* mc_report_alternatives: writes figureK.csv and figureK.gp, a script for
   gnuplot that makes figureK.svg of it, into a directory. The sheet has been
   proved; a value that was not is left empty. `digits`: of the decimals of
   exact numbers. Errors: MC_IO, MC_LIMIT. */
MC_NODISCARD mc_status mc_report_alternatives(mc_message *message,
                                              const mc_sheet *sheet,
                                              const mc_alternatives *a,
                                              const char *directory,
                                              unsigned digits);

#endif
