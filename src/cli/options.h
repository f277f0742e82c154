/* Options as a table: parsing and help from one description. */
#ifndef MC_CLI_OPTIONS_H
#define MC_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

/* One option: a flag that becomes true, or a text that is set. `letter` is 0 or
   a short name; `value` is what help calls the value. */
typedef struct mc_cli_option {
    const char *name;
    char letter;
    bool *flag;
    const char **text;
    const char *value, *help;
} mc_cli_option;

enum { MC_CLI_MOST_WORDS = 62 };

/* What a subcommand takes. `usage` is its line without the program's name,
   `words` what help says of it, `exits` the end of the help. If an option is
   `repeated`, each value that it is given goes to `each`, which returns
   MC_EXIT_OK or, after a message, the exit status. Operands are left in
   operand[0..operands), a part of argv or of `word`. */
typedef struct mc_cli_command {
    const char *name, *usage, *words, *exits;
    const mc_cli_option *option;
    size_t options;
    const char *repeated;
    int (*each)(void *user, const char *value);
    void *user;
    bool expressions; /* operands may begin with "-", as in -2/3 */
    char *word[MC_CLI_MOST_WORDS + 2];
    char **operand;
    size_t operands;
} mc_cli_command;

/* mc_cli_options: parses; --help is added to every table.
   Returns: MC_EXIT_OK; -1 after help was printed; otherwise the exit status of
            a usage error, which was told. */
int mc_cli_options(mc_cli_command *command, int argc, char **argv);

#endif
