#define _POSIX_C_SOURCE 200809L
#include "cli/effort.h"

#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli/cli.h"

/* Set by Ctrl-C, which may come twice at once, to the process and to its group;
   one that comes later ends the program. */
static volatile sig_atomic_t interrupted;

static void interrupt(int number)
{
    static time_t first; /* of the handler alone */
    time_t now = time(NULL);
    if (!interrupted) {
        interrupted = 1;
        first = now;
    } else if (now - first > 1) {
        signal(number, SIG_DFL);
        raise(number);
    }
}

static bool stopped(void *user)
{
    mc_cli_effort *effort = user;
    return interrupted || mc_stopped(&effort->limits.stop);
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
    struct sigaction action = {.sa_handler = interrupt, .sa_flags = SA_RESTART};
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
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    return MC_EXIT_OK;
}

void mc_cli_effort_end(mc_cli_effort *effort)
{
    if (effort->effort.progress)
        fputs("\r\033[K", stderr);
}
