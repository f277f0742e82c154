#include "cli/memory.h"

#include <stdlib.h>
#include <unistd.h>

#include <gmp.h>

#include "cli/cli.h"

static _Noreturn void leave_without_memory(void)
{
    static const char text[] = "mechcert: out of memory\n";
    if (write(STDERR_FILENO, text, sizeof text - 1) < 0)
        _exit(MC_EXIT_IO);
    _exit(MC_EXIT_UNDECIDED);
}

static void *allocate(size_t size)
{
    void *block = malloc(size);
    if (!block)
        leave_without_memory();
    return block;
}

static void *reallocate(void *block, size_t before, size_t size)
{
    (void)before;
    void *grown = realloc(block, size);
    if (!grown)
        leave_without_memory();
    return grown;
}

static void release(void *block, size_t size)
{
    (void)size;
    free(block);
}

void mc_cli_memory(void)
{
    mp_set_memory_functions(allocate, reallocate, release);
}
