#define _POSIX_C_SOURCE 200809L
#include "cli/effort.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/interrupt.h"

static bool stopped(void *user)
{
    mc_cli_effort *effort = user;
    return mc_cli_interrupted() || mc_stopped(&effort->limits.stop);
}

static void progress(void *user, const char *text)
{
    (void)user;
    fprintf(stderr, "\r\033[K%s", text);
    fflush(stderr);
}

static bool parse(unsigned *value, const char *text, unsigned most)
{
    size_t length = strlen(text);
    if (length == 0 || length > 8 || strspn(text, "0123456789") != length)
        return false;
    *value = (unsigned)strtoul(text, NULL, 10);
    return *value >= 1 && *value <= most;
}

int mc_cli_effort_begin(mc_cli_effort *effort, const char *command)
{
    if (effort->digits &&
        !parse(&effort->effort.digits, effort->digits, 1000000))
        return mc_cli_usage(command,
                            "--digits %s: must be an integer from 1 to 1000000",
                            effort->digits);
    if (effort->threads && !parse(&effort->effort.threads, effort->threads, 64))
        return mc_cli_usage(command,
                            "--threads %s: must be an integer from 1 to 64",
                            effort->threads);
    if (effort->time) {
        int status = mc_cli_limits_time(&effort->limits, command, effort->time);
        if (status != MC_EXIT_OK)
            return status;
    }
    mc_cli_limits_start(&effort->limits);
    effort->effort.stopped = stopped;
    effort->effort.user = effort;
    if (isatty(STDERR_FILENO))
        effort->effort.progress = progress;
    mc_cli_interrupt_begin();
    return MC_EXIT_OK;
}

void mc_cli_effort_end(mc_cli_effort *effort)
{
    if (effort->effort.progress)
        fputs("\r\033[K", stderr);
}
