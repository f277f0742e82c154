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

/* mc_cli_parse_time, mc_cli_parse_memory: "90", "0.5" (seconds); "800M", "4G".
   Return false if the text is neither. */
bool mc_cli_parse_time(unsigned long *milliseconds, const char *text);
bool mc_cli_parse_memory(uint64_t *bytes, const char *text);

void mc_cli_limits_start(mc_cli_limits *limits);

#endif
