#include "verify.h"
#include <stdlib.h>
#include <string.h>

enum { usage_status = 2 };

static _Noreturn void refuse_usage(const char *text, const char *argument)
{
    fprintf(stderr, "%s: %s", mv_program, text);
    if (argument != NULL) {
        fputs(": ", stderr);
        mv_print_text(stderr, argument);
    }
    fprintf(stderr, "\nTry `%s --help`.\n", mv_program);
    exit(usage_status);
}

/* Reads a number between 1 and `most`, followed by K, M or G if allowed. */
static uint64_t read_limit(const char *option, const char *text, bool suffix,
                           uint64_t most)
{
    uint64_t value = 0;
    int shift = 0;

    if (text == NULL || *text < '0' || *text > '9')
        refuse_usage("a positive number must follow this option", option);
    for (; *text >= '0' && *text <= '9' && value <= most; text++)
        value = value * 10 + (uint64_t)(*text - '0');
    if (suffix && *text != '\0' && strchr("KMG", *text) != NULL) {
        shift = *text == 'K' ? 10 : *text == 'M' ? 20 : 30;
        text++;
    }
    if (value > most >> shift)
        refuse_usage("this limit is too large", option);
    if (*text != '\0' || value == 0)
        refuse_usage("a positive number must follow this option", option);
    return value << shift;
}

/* Reads the option argument[0]; returns how many arguments it took. */
static int read_option(struct mv_options *options, const struct mv_limit *limit,
                       char **argument)
{
    static const char *const actions[] = {
        [MV_ECHO] = "--echo",
        [MV_TRUST] = "--trust",
        [MV_HELP] = "--help",
        [MV_VERSION_TEXT] = "--version",
    };
    const char *name = argument[0];

    for (int k = MV_ECHO; k <= MV_VERSION_TEXT; k++)
        if (strcmp(name, actions[k]) == 0) {
            options->action = (enum mv_action)k;
            return 1;
        }
    for (int k = 0; limit[k].name != NULL; k++)
        if (strcmp(name, limit[k].name) == 0) {
            options->limit[k] =
                read_limit(name, argument[1], limit[k].suffix, limit[k].most);
            return 2;
        }
    if (strcmp(name, "-q") != 0 && strcmp(name, "--quiet") != 0)
        refuse_usage("unknown option", name);
    options->quiet = true;
    return 1;
}

void mv_options_read(struct mv_options *options, const struct mv_limit *limit,
                     size_t statements, char **argument)
{
    bool only_files = false;
    int inputs = 0;

    *options = (struct mv_options){.action = MV_CHECK};
    for (int k = 0; limit[k].name != NULL; k++)
        options->limit[k] = limit[k].value;
    while (*argument != NULL) {
        const char *text = *argument;

        if (!only_files && strcmp(text, "--") == 0) {
            only_files = true;
            argument++;
        } else if (!only_files && text[0] == '-' && text[1] != '\0') {
            argument += read_option(options, limit, argument);
        } else {
            if (options->files == statements + 1)
                refuse_usage("too many files", text);
            options->file[options->files++] = text;
            argument++;
        }
    }
    if (options->action == MV_CHECK && options->files < 2)
        refuse_usage("a statement and a certificate are needed", NULL);
    if (options->action > MV_ECHO && options->files != 0)
        refuse_usage("this option takes no files", options->file[0]);
    if (options->action == MV_ECHO && options->files == 0)
        refuse_usage("--echo takes statements", NULL);
    for (size_t k = 0; k < options->files; k++)
        inputs += strcmp(options->file[k], "-") == 0;
    if (inputs > 1)
        refuse_usage("only one of the files can be standard input", NULL);
}
