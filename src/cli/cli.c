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

/* The directory in which a path's last component is. */
static int stat_directory(struct stat *status, const char *path, size_t length)
{
    char directory[4096];
    if (length >= sizeof directory)
        return -1;
    memcpy(directory, path, length);
    directory[length] = '\0';
    return stat(length == 0 ? "." : directory, status);
}

static size_t directory_length(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? (size_t)(slash + 1 - path) : 0;
}

bool mc_cli_same_file(const char *a, const char *b)
{
    struct stat first, second;
    size_t length = directory_length(a), other = directory_length(b);
    bool there = stat(a, &first) == 0;
    if (there != (stat(b, &second) == 0) || (there && !S_ISREG(first.st_mode)))
        return false;
    if (!there && (strcmp(a + length, b + other) != 0 ||
                   stat_directory(&first, a, length) != 0 ||
                   stat_directory(&second, b, other) != 0))
        return false;
    return first.st_dev == second.st_dev && first.st_ino == second.st_ino;
}

bool mc_cli_is_standard_output(const char *path)
{
    return path && strcmp(path, "-") == 0;
}

bool mc_cli_is_input(const char *command, const char *output, const char *input)
{
    if (!output || !input || strcmp(output, "-") == 0 ||
        strcmp(input, "-") == 0 || !mc_cli_same_file(output, input))
        return false;
    (void)mc_cli_usage(command,
                       "writing %s would overwrite %s; choose another name",
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
    return MC_EXIT_IO;
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
    if (strcmp(path, "-") == 0)
        return mc_message_set(message, MC_IO,
                              "several files go to a directory, and - is "
                              "standard output; name a directory");
    if (mkdir(path, 0777) == 0)
        return MC_OK;
    int error = errno;
    if (error == EEXIST && stat(path, &info) == 0 && S_ISDIR(info.st_mode))
        return MC_OK;
    return mc_message_set(message, MC_IO, "%s: cannot make the directory: %s",
                          path, strerror(error));
}

int mc_cli_verbs(const char *command, const char *kind, const char *words,
                 const mc_cli_verb *verbs, size_t count, int argc, char **argv)
{
    if (argc < 2)
        return mc_cli_usage(command, "a %s is missing", kind);
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
        puts(words);
        for (size_t i = 0; i < count; i++)
            printf("  %-15s %s\n", verbs[i].name, verbs[i].help);
        printf("\nEach %s has its own --help.\n", kind);
        return MC_EXIT_OK;
    }
    for (size_t i = 0; i < count; i++)
        if (strcmp(argv[1], verbs[i].name) == 0)
            return verbs[i].run(argc - 1, argv + 1);
    return mc_cli_usage(command, "unknown %s %s", kind, argv[1]);
}
