#include <stddef.h>

#include "cli/both.h"

void mc_cli_run_both(void (*run)(void *task), void *first, void *second)
{
    if (first)
        run(first);
    if (second)
        run(second);
}
