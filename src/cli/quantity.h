/* The verbs of `mechcert mechanism` for public goods of a continuous quantity.
 */
#ifndef MC_CLI_QUANTITY_H
#define MC_CLI_QUANTITY_H

#include <stdbool.h>

#include "base/file.h"

/* What the user asked. check: the promises, or those of the list `property` if
   it is not NULL; otherwise the decisions and transfers. output, csv: paths, or
   NULL. */
typedef struct mc_cli_quantity {
    const char *path, *output, *csv, *property;
    bool check, json;
} mc_cli_quantity;

/* mc_cli_is_quantity: the file says it is a statement of this kind. */
bool mc_cli_is_quantity(const mc_file *file);

/* mc_cli_quantity_tell: reads the statement, computes, writes and reports.
   Returns: the exit status; messages were told. */
int mc_cli_quantity_tell(const mc_file *file, const mc_cli_quantity *what);

#endif
