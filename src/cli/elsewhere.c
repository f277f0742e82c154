/* `prove`, `eval`, `family` and `mechanism budget` are in a program of their
   own, mechcert-real, beside this one: loading FLINT and Arb takes longer than
   many a task of the others. */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"

enum { LONGEST = 4096 };

static const char program[] = "mechcert-real";

/* The program in the directory of this one; false if that is not known. */
static bool beside(char *path, size_t size)
{
    ssize_t length = readlink("/proc/self/exe", path, size - sizeof program);
    if (length <= 0 || (size_t)length >= size - sizeof program)
        return false;
    path[length] = '\0';
    char *slash = strrchr(path, '/');
    if (!slash)
        return false;
    strcpy(slash + 1, program);
    return true;
}

/* Becomes that program; returns only if it cannot be started. */
static int become(int argc, char **argv)
{
    char path[LONGEST + sizeof program], name[] = "mechcert-real";
    char **arguments = calloc((size_t)argc + 2, sizeof *arguments);
    if (!arguments) {
        fputs("mechcert: out of memory\n", stderr);
        return MC_EXIT_UNDECIDED;
    }
    arguments[0] = name;
    for (int i = 0; i < argc; i++)
        arguments[i + 1] = argv[i];
    if (beside(path, sizeof path))
        (void)execv(path, arguments);
    (void)execvp(program, arguments);
    fprintf(stderr, "mechcert: %s cannot be started: %s\n", program,
            strerror(errno));
    free(arguments);
    return MC_EXIT_IO;
}

int mc_cli_prove(int argc, char **argv)
{
    return become(argc, argv);
}

int mc_cli_eval(int argc, char **argv)
{
    return become(argc, argv);
}

int mc_cli_family(int argc, char **argv)
{
    return become(argc, argv);
}

int mc_cli_mechanism_budget(int argc, char **argv)
{
    return become(argc, argv);
}
