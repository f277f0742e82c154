/* Limits on time and memory that a user sets. */
#ifndef MC_CLI_LIMITS_H
#define MC_CLI_LIMITS_H

#include <stdatomic.h>
#include <stdint.h>
#include <time.h>

#include "base/stop.h"

/* milliseconds, bytes: 0 is no limit. The clock starts at
   mc_cli_limits_start. Memory is the resident size of
   this process and of the child in which Clp runs; it is first looked at
   after the statement was read. */
typedef struct mc_cli_limits {
    unsigned long milliseconds;
    uint64_t bytes;
    struct timespec begin;
    atomic_int reached; /* 0, or which limit */
    mc_stop stop;
} mc_cli_limits;

enum { MC_CLI_TIME_REACHED = 1, MC_CLI_MEMORY_REACHED = 2 };

/* mc_cli_limits_time, mc_cli_limits_memory: the values of the options --time
   ("90", "0.5" seconds) and --memory ("800M", "4G"). Return MC_EXIT_OK or,
   after a message, MC_EXIT_USAGE. */
int mc_cli_limits_time(mc_cli_limits *limits, const char *command,
                       const char *text);
int mc_cli_limits_memory(mc_cli_limits *limits, const char *command,
                         const char *text);

void mc_cli_limits_start(mc_cli_limits *limits);

#endif
