#define _POSIX_C_SOURCE 200809L

#include "claim.h"
#include "memory.h"
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef MV_VERSION
#define MV_VERSION "unknown"
#endif

enum { usage_status = 2, file_count = 2 };

enum action { CHECK, ECHO, TRUST, HELP, VERSION };

struct options {
    enum action action;
    bool quiet;
    struct mv_limits limits;
    uint64_t memory;
    const char *file[file_count];
    size_t files;
};

static const struct options defaults = {
    .limits = {1000000, (size_t)256 << 20, 1000000000},
    .memory = (uint64_t)8 << 30,
};

/* Larger limits could overflow a size in GMP or here. */
static const uint64_t most_digits = 1000000000, most_bytes = (uint64_t)1 << 40,
                      most_lines = 1000000000000000;

static const char usage[] =
    "usage: mechcert-verify [options] STATEMENT CERTIFICATE\n"
    "       mechcert-verify --echo STATEMENT\n"
    "       mechcert-verify --trust | --help | --version\n"
    "Checks a certificate for a claim about a statement. `-` is standard "
    "input.\n"
    "\n"
    "  --max-digits N      digits of a number of the certificate (1000000)\n"
    "  --max-line BYTES    bytes of a line (256M)\n"
    "  --max-lines N       lines of the certificate (1000000000)\n"
    "  --max-memory BYTES  memory (8G); BYTES may end in K, M or G\n"
    "  -q, --quiet         no comments and no progress\n"
    "  --echo              print the statement as it was understood\n"
    "  --trust             print what a verdict rests on\n"
    "\n"
    "The last line is `s VERIFIED CLAIM` or `s NOT VERIFIED Ennn REASON`.\n"
    "Exit status: 0 verified, 10 the certificate does not establish the "
    "claim,\n"
    "11 malformed input, 12 out of memory, 13 input or output failed, 2 "
    "usage.\n"
    "FORMAT.md and TRUST.md say what is checked and what a verdict means.\n";

static _Noreturn void refuse_usage(const char *text, const char *argument)
{
    fprintf(stderr, "mechcert-verify: %s", text);
    if (argument != NULL) {
        fputs(": ", stderr);
        mv_print_text(stderr, argument);
    }
    fputs("\nTry `mechcert-verify --help`.\n", stderr);
    exit(usage_status);
}

/* Reads a number between 1 and `most`, followed by K, M or G if allowed. */
static uint64_t read_limit(const char *option, const char *text, bool suffix,
                           uint64_t most)
{
    static const char unit[] = "KMG";
    uint64_t value = 0;
    const char *found = NULL;

    if (text == NULL)
        refuse_usage("an option needs a number behind it", option);
    if (*text == '\0' || *text == 'K' || *text == 'M' || *text == 'G')
        refuse_usage("not a number", option);
    for (; *text >= '0' && *text <= '9'; text++) {
        value = value * 10 + (uint64_t)(*text - '0');
        if (value > most)
            refuse_usage("this limit is too large", option);
    }
    if (suffix && *text != '\0' && (found = strchr(unit, *text)) != NULL) {
        for (const char *u = unit; u <= found; u++)
            value *= 1024;
        text++;
    }
    if (*text != '\0' || value == 0)
        refuse_usage("not a positive number", option);
    if (value > most)
        refuse_usage("this limit is too large", option);
    return value;
}

/* Reads the option argument[0]; returns how many arguments it took. */
static int read_option(struct options *options, char **argument)
{
    static const struct {
        const char *name;
        enum action action;
    } actions[] = {{"--echo", ECHO},
                   {"--trust", TRUST},
                   {"--help", HELP},
                   {"--version", VERSION}};
    const char *name = argument[0], *value = argument[1];

    for (size_t k = 0; k < sizeof actions / sizeof actions[0]; k++)
        if (strcmp(name, actions[k].name) == 0) {
            options->action = actions[k].action;
            return 1;
        }
    if (strcmp(name, "-q") == 0 || strcmp(name, "--quiet") == 0) {
        options->quiet = true;
        return 1;
    }
    if (strcmp(name, "--max-digits") == 0)
        options->limits.digits =
            (size_t)read_limit(name, value, false, most_digits);
    else if (strcmp(name, "--max-line") == 0)
        options->limits.line =
            (size_t)read_limit(name, value, true, most_bytes);
    else if (strcmp(name, "--max-lines") == 0)
        options->limits.lines =
            (size_t)read_limit(name, value, false, most_lines);
    else if (strcmp(name, "--max-memory") == 0)
        options->memory = read_limit(name, value, true, most_bytes);
    else
        refuse_usage("unknown option", name);
    return 2;
}

static void read_arguments(struct options *options, char **argument)
{
    bool only_files = false;

    *options = defaults;
    while (*argument != NULL) {
        const char *text = *argument;

        if (!only_files && strcmp(text, "--") == 0) {
            only_files = true;
            argument++;
        } else if (!only_files && text[0] == '-' && text[1] != '\0') {
            argument += read_option(options, argument);
        } else {
            if (options->files == file_count)
                refuse_usage("this version takes exactly one statement and one "
                             "certificate; too many files",
                             text);
            options->file[options->files++] = text;
            argument++;
        }
    }
    if (options->action == CHECK && options->files != 2)
        refuse_usage("a statement and a certificate are needed", NULL);
    if (options->action == ECHO && options->files != 1)
        refuse_usage("--echo takes one statement", NULL);
    if (options->files == 2 && strcmp(options->file[0], "-") == 0 &&
        strcmp(options->file[1], "-") == 0)
        refuse_usage("only one of the two files can be standard input", NULL);
}

static void print_trust(void)
{
    static const struct {
        const char *name;
        int lines;
    } file[] = {
#define MV_FILE(name, lines) {name, lines},
#include "trust.h"
#undef MV_FILE
    };
    int total = 0;

    printf("mechcert-verify %s\n\ncode lines (without blanks and comments)\n",
           MV_VERSION);
    for (size_t k = 0; k < sizeof file / sizeof file[0]; k++) {
        printf("  %5d %s\n", file[k].lines, file[k].name);
        total += file[k].lines;
    }
    printf("  %5d in all\n\nGMP %d.%d.%d when compiled, %s when run\n", total,
           __GNU_MP_VERSION, __GNU_MP_VERSION_MINOR,
           __GNU_MP_VERSION_PATCHLEVEL, gmp_version);
#ifdef __VERSION__
    printf("compiler: %s\n", __VERSION__);
#endif
    printf("default limits: %zu digits, %zu bytes of a line, %zu lines, "
           "%ju bytes of memory\n",
           defaults.limits.digits, defaults.limits.line, defaults.limits.lines,
           (uintmax_t)defaults.memory);
    puts("What a verdict means and rests on: TRUST.md. What is checked: "
         "FORMAT.md.");
}

static void check(const struct options *options)
{
    struct mv_checker checker = {0};
    const struct mv_environment *e = &checker.environment;
    static void (*const check_claim[])(struct mv_checker *) = {
        [MV_GUARANTEE] = mv_check_guarantee,
        [MV_POTENTIAL] = mv_check_potential,
        [MV_LOWER_PROGRAM] = mv_check_lower_program,
        [MV_UPPER_PROGRAM] = mv_check_upper_program,
        [MV_NO_MECHANISM] = mv_check_no_mechanism};

    mv_environment_read(&checker.environment, options->file[0]);
    if (!options->quiet) {
        fputs("c mechcert-verify " MV_VERSION "\nc statement ", stdout);
        mv_print_text(stdout, options->file[0]);
        printf("\nc sha256 %s\nc agents %zu, outcomes %zu, states %zu\n",
               e->hash, e->agents.count, e->outcomes.count, e->states.count);
    }
    mv_reader_open(&checker.reader, options->file[1], options->limits,
                   !options->quiet && isatty(STDERR_FILENO));
    mv_claim_read(&checker);
    check_claim[checker.claim.kind](&checker);
    mv_record_end(&checker.reader);
    if (!options->quiet) {
        fputs("c certificate ", stdout);
        mv_print_text(stdout, options->file[1]);
        printf("\nc lines %ju, equations and inequalities checked %ju\nc ",
               (uintmax_t)checker.reader.place.line,
               (uintmax_t)checker.conditions);
        mv_claim_sentence(&checker.claim, stdout);
        putchar('\n');
    }
    mv_verdict(checker.claim.text);
}

int main(int count, char **arguments)
{
    struct options options;

    signal(SIGPIPE, SIG_IGN); /* a closed pipe is reported with status 13 */
    read_arguments(&options, arguments + (count > 0));
    mv_memory_limit(options.memory);
    switch (options.action) {
    case CHECK:
        check(&options);
        break;
    case ECHO: {
        struct mv_environment environment;

        mv_environment_read(&environment, options.file[0]);
        mv_environment_echo(&environment, stdout);
        break;
    }
    case TRUST:
        print_trust();
        break;
    case HELP:
        fputs(usage, stdout);
        break;
    case VERSION:
        puts("mechcert-verify " MV_VERSION);
        break;
    }
    mv_flush();
    return 0;
}
