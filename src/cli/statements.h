/* The statement files of a command, and the options that such commands share.
 */
#ifndef MC_CLI_STATEMENTS_H
#define MC_CLI_STATEMENTS_H

#include <stdio.h>

#include "cli/limits.h"
#include "cli/options.h"
#include "game/match.h"

/* mc_cli_format: the "format" of a JSON file. Allocated; NULL if it has none,
   is not JSON, or out of memory. */
char *mc_cli_format(const mc_file *file);

typedef enum mc_cli_kind {
    MC_CLI_ENVIRONMENT,
    MC_CLI_MECHANISM,
    MC_CLI_INFORMATION,
    MC_CLI_STRATEGIES,
    MC_CLI_PRIOR,
    MC_CLI_KINDS
} mc_cli_kind;

/* Statements by kind: what was read, and from where (NULL: not given). */
typedef struct mc_cli_statements {
    const char *path[MC_CLI_KINDS];
    mc_environment *env;
    mc_mechanism *mechanism;
    mc_information *information;
    mc_strategies *strategies;
    mc_prior *prior;
} mc_cli_statements;

/* mc_cli_statements_parse: takes over what a file in memory says, whatever its
   kind. Errors: MC_BAD_INPUT, also if there already is one of its kind. */
MC_NODISCARD mc_status mc_cli_statements_parse(mc_cli_statements *statements,
                                               mc_message *message,
                                               const mc_file *file,
                                               const char *path);
void mc_cli_statements_clear(mc_cli_statements *statements);

mc_statements mc_cli_statements_view(const mc_cli_statements *statements);

/* Options of every command about games. `written` are the values of further
   options that name outputs, `read` that of one that names a statement file;
   NULL if the command has none. */
typedef struct mc_cli_game {
    const char *output, *time, *memory;
    const char **written[2], **read;
    bool json, quiet;
    mc_cli_limits limits;
    mc_limits effort; /* the same for the library */
    mc_cli_statements statements;
} mc_cli_game;

#define MC_CLI_GAME_OPTIONS(game)                                              \
    {"output", 'o', NULL, &(game)->output, "CERT", "write the certificate"},   \
        {"json", 0, &(game)->json, NULL, NULL, "print one JSON object"},       \
        {"time",    0,                                                         \
         NULL,      &(game)->time,                                             \
         "SECONDS", "stop then; what is not decided is undecided (exit 12)"},  \
        {"memory",        0,      NULL,                                        \
         &(game)->memory, "SIZE", "the same for memory, such as 800M or 4G"},  \
    {                                                                          \
        "quiet", 'q', &(game)->quiet, NULL, NULL, "no notes on stderr"         \
    }

/* mc_cli_game_begin: parses, sees to it that no output destroys an input or
   another output, starts the limits, and reads all operands and `read` as
   statements. Returns as mc_cli_options. mc_cli_game_end: frees them; returns
   the exit status of `status`, after the message was told. */
int mc_cli_game_begin(mc_cli_game *game, mc_cli_command *command, int argc,
                      char **argv, unsigned need, unsigned allow);
/* mc_cli_game_refuted: a refusal with the certificate `claim` in the file of
   -o, if that was given: a note how to check it; with --json an object on
   standard output. `mechanism` is the path of the mechanism if the claim is
   about one, or NULL.
   Returns: MC_REFUTED, with the message as it was; MC_LIMIT. */
MC_NODISCARD mc_status mc_cli_game_refuted(const mc_cli_game *game,
                                           mc_message *message,
                                           const char *claim,
                                           const char *mechanism);

/* mc_cli_game_secure: the actions that the mechanism names secure are.
   Returns: as mc_security_check; the certificate goes to -o, and a note tells
            how to check it. */
MC_NODISCARD mc_status mc_cli_game_secure(const mc_cli_game *game,
                                          mc_message *message);

/* mc_cli_game_words: where words for people go: standard output, unless a file
   goes there; then standard error, or nowhere (NULL) with --quiet. */
FILE *mc_cli_game_words(const mc_cli_game *game);
int mc_cli_game_end(mc_cli_game *game, mc_status status,
                    const mc_message *message);

/* mc_cli_epsilon: the value of --epsilon, a number >= 0; NULL text leaves 0.
   Returns MC_EXIT_OK or, after a message, MC_EXIT_USAGE. */
int mc_cli_epsilon(mpq_t tolerance, const char *command, const char *text);

#endif
