/* Two independent tasks on two cores. */
#ifndef MC_CLI_BOTH_H
#define MC_CLI_BOTH_H

/* mc_cli_run_both: run(first) and run(second), at once if both are there; a
   NULL task is left out. Two implementations: at_once.c, and one_by_one.c for
   builds with sanitizers, whose runtimes do not survive a fork (that of the
   floating-point proposal) beside another thread. */
void mc_cli_run_both(void (*run)(void *task), void *first, void *second);

#endif
