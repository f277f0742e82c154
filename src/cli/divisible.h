/* What the verbs of `mechcert divisible` share. */
#ifndef MC_CLI_DIVISIBLE_H
#define MC_CLI_DIVISIBLE_H

#include <stdio.h>

#include <jansson.h>

#include "cli/limits.h"
#include "cli/options.h"
#include "report/divisible.h"

typedef struct mc_cli_divisible_task {
    const char *output, *time, *memory, *path;
    bool json, quiet;
    bool reported; /* a JSON object was printed */
    mc_cli_limits limits;
    mc_limits effort; /* the same for the library */
    mc_divisible *good;
} mc_cli_divisible_task;

#define MC_CLI_DIVISIBLE_OPTIONS(d, what)                                      \
    {"output", 'o', NULL, &(d)->output, "CERT", what},                         \
        {"json", 0, &(d)->json, NULL, NULL, "print one JSON object"},          \
        {"time",    0,                                                         \
         NULL,      &(d)->time,                                                \
         "SECONDS", "stop then; what is not decided is undecided (exit 12)"},  \
        {"memory",     0,      NULL,                                           \
         &(d)->memory, "SIZE", "the same for memory, such as 800M or 4G"},     \
    {                                                                          \
        "quiet", 'q', &(d)->quiet, NULL, NULL, "no notes on stderr"            \
    }

/* mc_cli_divisible_begin: parses, starts the limits, reads the statement, the
   only operand. Returns as mc_cli_options. mc_cli_divisible_end: frees it;
   returns the exit status, after the message was told. */
int mc_cli_divisible_begin(mc_cli_divisible_task *d, mc_cli_command *command,
                           int argc, char **argv);
int mc_cli_divisible_end(mc_cli_divisible_task *d, mc_status status,
                         const mc_message *message);

/* mc_cli_divisible_words: where words for people go; NULL: nowhere. */
FILE *mc_cli_divisible_words(const mc_cli_divisible_task *d);
mc_divisible_report mc_cli_divisible_report(const mc_cli_divisible_task *d);

/* mc_cli_divisible_target: the file of a certificate: the value of -o, or, if
   there are several, NAME.cert in the directory of that name, which is made.
   *path is allocated; NULL without -o. Errors: MC_IO, MC_LIMIT. */
MC_NODISCARD mc_status mc_cli_divisible_target(char **path, mc_message *message,
                                               const mc_cli_divisible_task *d,
                                               const char *name, bool several);

/* mc_cli_divisible_told: how to check a certificate, for people; then frees its
   path, which may be NULL. */
void mc_cli_divisible_told(char *path, const mc_cli_divisible_task *d);

/* Verbs; argv[0] is the verb. */
int mc_cli_divisible_check(int argc, char **argv);
int mc_cli_divisible_decompose(int argc, char **argv);
int mc_cli_divisible_best(int argc, char **argv);
int mc_cli_divisible_loss(int argc, char **argv);

#endif
