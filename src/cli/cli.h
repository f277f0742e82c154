/* What the subcommands share: exit statuses, messages, options. */
#ifndef MC_CLI_CLI_H
#define MC_CLI_CLI_H

#include <stdbool.h>
#include <stddef.h>

#include <mechcert/status.h>

/* Exit statuses; 1, 99 and >= 126 are never produced on purpose. */
enum mc_cli_exit {
    MC_EXIT_OK = 0,
    MC_EXIT_USAGE = 2,
    MC_EXIT_REFUTED = 10,
    MC_EXIT_BAD_INPUT = 11,
    MC_EXIT_UNDECIDED = 12, /* also: a limit, or out of memory */
    MC_EXIT_IO = 13
};

/* mc_cli_exit_status: the exit status that stands for a result. */
int mc_cli_exit_status(mc_status status);

/* mc_cli_report: prints "mechcert: MESSAGE" on stderr unless the status is
   MC_OK, and returns the exit status. */
int mc_cli_report(mc_status status, const mc_message *message);

/* mc_cli_note: prints "mechcert: note: ..." on stderr. */
void mc_cli_note(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* mc_cli_usage: prints "mechcert COMMAND: ..." and where help is on stderr;
   returns MC_EXIT_USAGE. An empty command is mechcert itself. */
int mc_cli_usage(const char *command, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* mc_cli_bad_option: the usage error for getopt_long's answer '?' or ':',
   which needs opterr = 0 and an option string that begins with ":". */
int mc_cli_bad_option(const char *command, int answer, char *const *argv);

/* mc_cli_same_file: two paths name the same regular file, or would once it is
   written. */
bool mc_cli_same_file(const char *a, const char *b);

/* mc_cli_is_standard_output: "-"; NULL is not. */
bool mc_cli_is_standard_output(const char *path);

/* mc_cli_is_input: `output` is the same file as `input`, which writing it would
   destroy; prints a usage error then. NULL and "-" are no files. */
bool mc_cli_is_input(const char *command, const char *output,
                     const char *input);

/* mc_cli_join: the path of a file in a directory. Allocated; NULL: out of
   memory. mc_cli_make_directory: makes it unless it is there.
   Errors: MC_IO. */
char *mc_cli_join(const char *directory, const char *name);
MC_NODISCARD mc_status mc_cli_make_directory(mc_message *message,
                                             const char *path);

/* mc_cli_finish: flushes standard output. Returns `exit_status`, or MC_EXIT_IO
   with a message if something could not be written. */
int mc_cli_finish(int exit_status);

/* One of several verbs behind a subcommand. */
typedef struct mc_cli_verb {
    const char *name;
    int (*run)(int argc, char **argv);
    const char *help;
} mc_cli_verb;

/* mc_cli_verbs: runs the verb that argv[1] names; `kind` is what messages call
   one, `words` begins the help. */
int mc_cli_verbs(const char *command, const char *kind, const char *words,
                 const mc_cli_verb *verbs, size_t count, int argc, char **argv);

/* Subcommands; argv[0] is the subcommand's name. They return an exit status. */
int mc_cli_new(int argc, char **argv);
int mc_cli_show(int argc, char **argv);
int mc_cli_bounds(int argc, char **argv);
int mc_cli_guarantee(int argc, char **argv);
int mc_cli_potential(int argc, char **argv);
int mc_cli_equilibrium(int argc, char **argv);
int mc_cli_maxmin(int argc, char **argv);
int mc_cli_sweep(int argc, char **argv);
int mc_cli_divisible(int argc, char **argv);
int mc_cli_lp(int argc, char **argv);
int mc_cli_prove(int argc, char **argv);
int mc_cli_eval(int argc, char **argv);
int mc_cli_family(int argc, char **argv);
int mc_cli_import(int argc, char **argv);
int mc_cli_export(int argc, char **argv);
int mc_cli_mechanism(int argc, char **argv);
int mc_cli_welfare_loss(int argc, char **argv);

/* Verbs of `mechcert lp`; argv[0] is the verb. */
int mc_cli_lp_solve(int argc, char **argv);
int mc_cli_lp_check_solution(int argc, char **argv);
int mc_cli_lp_convert(int argc, char **argv);

/* Verbs of `mechcert mechanism`; argv[0] is the verb. */
int mc_cli_mechanism_best(int argc, char **argv);
int mc_cli_mechanism_check(int argc, char **argv);
int mc_cli_mechanism_run(int argc, char **argv);
int mc_cli_mechanism_budget(int argc, char **argv);

/* Formats of `mechcert import` and `mechcert export`; argv[0] is the format. */
int mc_cli_import_gambit(int argc, char **argv);
int mc_cli_export_gambit(int argc, char **argv);
int mc_cli_export_vipr(int argc, char **argv);

#endif
