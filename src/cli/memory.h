/* What GMP does without memory. */
#ifndef MC_CLI_MEMORY_H
#define MC_CLI_MEMORY_H

/* mc_cli_memory: GMP cannot report that memory is out: from now on it then says
   so and leaves, with the status of a limit. Output files have no name yet, so
   none is left behind. */
void mc_cli_memory(void);

#endif
