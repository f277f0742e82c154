/* What the subcommands share: exit statuses, messages, options. */
#include "cli/cli.h"

#include <errno.h>
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/message.h"

int mc_cli_exit_status(mc_status status)
{
    switch (status) {
    case MC_OK:
        return MC_EXIT_OK;
    case MC_REFUTED:
        return MC_EXIT_REFUTED;
    case MC_BAD_INPUT:
        return MC_EXIT_BAD_INPUT;
    case MC_UNDECIDED:
    case MC_LIMIT:
        return MC_EXIT_UNDECIDED;
    case MC_IO:
        return MC_EXIT_IO;
    }
    return MC_EXIT_UNDECIDED;
}

int mc_cli_report(mc_status status, const mc_message *message)
{
    if (status != MC_OK)
        fprintf(stderr, "mechcert: %s\n", message->text);
    return mc_cli_exit_status(status);
}

void mc_cli_note(const char *format, ...)
{
    va_list arguments;
    fputs("mechcert: note: ", stderr);
    va_start(arguments, format);
    (void)vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
}

int mc_cli_usage(const char *command, const char *format, ...)
{
    const char *blank = *command == '\0' ? "" : " ";
    va_list arguments;
    fprintf(stderr, "mechcert%s%s: ", blank, command);
    va_start(arguments, format);
    (void)vfprintf(stderr, format, arguments);
    va_end(arguments);
    fprintf(stderr, "\nTry: mechcert%s%s --help\n", blank, command);
    return MC_EXIT_USAGE;
}

int mc_cli_bad_option(const char *command, int answer, char *const *argv)
{
    const char *word = argv[optind - 1];
    if (strncmp(word, "--", 2) == 0) {
        if (answer == ':')
            return mc_cli_usage(command, "the option %s needs a value", word);
        /* optopt is 0 for an option that is unknown or ambiguous. */
        if (optopt != 0 && strchr(word, '=') != NULL)
            return mc_cli_usage(command, "the option %.*s takes no value",
                                (int)strcspn(word, "="), word);
        if (optopt == 0)
            return mc_cli_usage(command, "unknown or ambiguous option %s",
                                word);
    }
    if (answer == ':')
        return mc_cli_usage(command, "the option -%c needs a value", optopt);
    return mc_cli_usage(command, "unknown option -%c", optopt);
}

bool mc_cli_is_input(const char *command, const char *output, const char *input)
{
    struct stat a, b;
    if (!output || !input || stat(output, &a) != 0 || stat(input, &b) != 0 ||
        !S_ISREG(a.st_mode) || a.st_dev != b.st_dev || a.st_ino != b.st_ino)
        return false;
    (void)mc_cli_usage(command, "-o %s would overwrite %s; choose another name",
                       output, input);
    return true;
}

int mc_cli_finish(int exit_status)
{
    int error;
    errno = 0;
    if (fflush(stdout) == 0 && !ferror(stdout))
        return exit_status;
    error = errno != 0 ? errno : EIO;
    fprintf(stderr, "mechcert: <stdout>: cannot be written: %s\n",
            strerror(error));
    return exit_status == MC_EXIT_OK ? MC_EXIT_IO : exit_status;
}

char *mc_cli_join(const char *directory, const char *name)
{
    size_t length = strlen(directory);
    const char *slash = length && directory[length - 1] == '/' ? "" : "/";
    char *path = malloc(length + strlen(name) + 2);
    if (path)
        sprintf(path, "%s%s%s", directory, slash, name);
    return path;
}

mc_status mc_cli_make_directory(mc_message *message, const char *path)
{
    struct stat info;
    if (mkdir(path, 0777) == 0)
        return MC_OK;
    int error = errno;
    if (error == EEXIST && stat(path, &info) == 0 && S_ISDIR(info.st_mode))
        return MC_OK;
    return mc_message_set(message, MC_IO, "%s: cannot make the directory: %s",
                          path, strerror(error));
}
