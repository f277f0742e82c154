#define _POSIX_C_SOURCE 200809L
#include "cli/interrupt.h"

#include <signal.h>
#include <time.h>

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

void mc_cli_interrupt_begin(void)
{
    struct sigaction action = {.sa_handler = interrupt, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

bool mc_cli_interrupted(void)
{
    return interrupted != 0;
}
