/* Lists of numbers on the command line: "5/2,3", "1..20", "1..4,8". */
#ifndef MC_CLI_LIST_H
#define MC_CLI_LIST_H

#include <gmp.h>
#include <stddef.h>

/* Distinct numbers, in the order in which they were given. */
typedef struct mc_cli_list {
    size_t count, capacity;
    mpq_t *value;
} mc_cli_list;

/* So many numbers may be in a list. */
#define MC_CLI_LIST_MAX ((size_t)100000)

/* mc_cli_list_read: reads the value of an option. `most` > 0: all numbers are
   integers from 1 to `most`. Returns MC_EXIT_OK or, after a message,
   MC_EXIT_USAGE or MC_EXIT_UNDECIDED (memory). The list may be cleared in any
   case if it was all zero before. */
int mc_cli_list_read(mc_cli_list *list, const char *command, const char *option,
                     const char *text, size_t most);
void mc_cli_list_clear(mc_cli_list *list);

#endif
