/* Ctrl-C as the wish to end early. */
#ifndef MC_CLI_INTERRUPT_H
#define MC_CLI_INTERRUPT_H

#include <stdbool.h>

/* mc_cli_interrupt_begin: from now on SIGINT and SIGTERM only make
   mc_cli_interrupted true. They may come twice at once, to the process and to
   its group; one that comes more than a second later ends the program. */
void mc_cli_interrupt_begin(void);
bool mc_cli_interrupted(void);

#endif
