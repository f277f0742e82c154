#define _POSIX_C_SOURCE 200809L

#include "verify.h"
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef MV_VERSION
#define MV_VERSION "unknown"
#endif

enum { usage_status = 2, file_count = MV_KINDS + 1 };

enum action { CHECK, ECHO, TRUST, HELP, VERSION };

/* The limits and their defaults. Larger ones than `most` could overflow a size
   in GMP or here. */
enum limit { DIGITS, LINE, LINES, MEMORY, LIMITS };

static const struct {
    const char *name;
    uint64_t value, most;
    bool suffix;
} limits[LIMITS] = {
    {"--max-digits", 1000000, 1000000000, false},
    {"--max-line", (uint64_t)256 << 20, (uint64_t)1 << 40, true},
    {"--max-lines", 1000000000, 1000000000000000, false},
    {"--max-memory", (uint64_t)8 << 30, (uint64_t)1 << 40, true}};

struct options {
    enum action action;
    bool quiet;
    uint64_t limit[LIMITS];
    const char *file[file_count];
    size_t files;
};

static const char usage[] =
    "usage: mechcert-verify [options] STATEMENT... CERTIFICATE\n"
    "       mechcert-verify --echo STATEMENT...\n"
    "       mechcert-verify --trust | --help | --version\n"
    "Checks a certificate for a claim about statements, given in any order. "
    "One "
    "of\nthe files can be `-`, standard input.\n"
    "\n"
    "  --max-digits N      digits of a number of the certificate (1000000)\n"
    "  --max-line BYTES    bytes of a line (256M)\n"
    "  --max-lines N       lines of the certificate (1000000000)\n"
    "  --max-memory BYTES  memory (8G); BYTES may end in K, M or G\n"
    "  -q, --quiet         no comments and no progress\n"
    "  --echo              print the statements as they were understood\n"
    "  --trust             print what a verdict rests on\n"
    "\n"
    "The last line is `s VERIFIED CLAIM` or `s NOT VERIFIED Ennn REASON`.\n"
    "Exit status: 0 verified, 10 the certificate does not establish the "
    "claim,\n"
    "11 malformed input, 12 out of memory, 13 input or output failed, 2 "
    "usage.\n"
    "FORMAT.md, FORMAT-LP.md, FORMAT-GAME.md and TRUST.md say what is checked "
    "and what a\nverdict means.\n";

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
static int read_option(struct options *options, char **argument)
{
    static const char *const actions[] = {
        [ECHO] = "--echo",
        [TRUST] = "--trust",
        [HELP] = "--help",
        [VERSION] = "--version",
    };
    const char *name = argument[0];

    for (int k = ECHO; k <= VERSION; k++)
        if (strcmp(name, actions[k]) == 0) {
            options->action = (enum action)k;
            return 1;
        }
    for (int k = 0; k < LIMITS; k++)
        if (strcmp(name, limits[k].name) == 0) {
            options->limit[k] =
                read_limit(name, argument[1], limits[k].suffix, limits[k].most);
            return 2;
        }
    if (strcmp(name, "-q") != 0 && strcmp(name, "--quiet") != 0)
        refuse_usage("unknown option", name);
    options->quiet = true;
    return 1;
}

static void read_arguments(struct options *options, char **argument)
{
    bool only_files = false;
    int inputs = 0;

    *options = (struct options){.action = CHECK};
    for (int k = 0; k < LIMITS; k++)
        options->limit[k] = limits[k].value;
    while (*argument != NULL) {
        const char *text = *argument;

        if (!only_files && strcmp(text, "--") == 0) {
            only_files = true;
            argument++;
        } else if (!only_files && text[0] == '-' && text[1] != '\0') {
            argument += read_option(options, argument);
        } else {
            if (options->files == file_count)
                refuse_usage("too many files", text);
            options->file[options->files++] = text;
            argument++;
        }
    }
    if (options->action == CHECK && options->files < 2)
        refuse_usage("a statement and a certificate are needed", NULL);
    if (options->action > ECHO && options->files != 0)
        refuse_usage("this option takes no files", options->file[0]);
    if (options->action == ECHO && options->files == 0)
        refuse_usage("--echo takes statements", NULL);
    for (size_t k = 0; k < options->files; k++)
        inputs += strcmp(options->file[k], "-") == 0;
    if (inputs > 1)
        refuse_usage("only one of the files can be standard input", NULL);
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
    int lines = 0;

    puts("mechcert-verify " MV_VERSION "\n\n"
         "lines that are neither blank nor only comment");
    for (size_t k = 0; k < sizeof file / sizeof file[0]; k++) {
        printf("%5d %s\n", file[k].lines, file[k].name);
        lines += file[k].lines;
    }
    printf("%5d in all\n\nGMP %d.%d.%d when compiled, %s when run\n", lines,
           __GNU_MP_VERSION, __GNU_MP_VERSION_MINOR,
           __GNU_MP_VERSION_PATCHLEVEL, gmp_version);
#ifdef __VERSION__
    printf("compiler: %s\n", __VERSION__);
#endif
    for (int k = 0; k < LIMITS; k++)
        printf("%s %ju unless told\n", limits[k].name,
               (uintmax_t)limits[k].value);
    puts("What a verdict means and rests on: TRUST.md. What is checked: "
         "FORMAT.md, "
         "FORMAT-LP.md and FORMAT-GAME.md.");
}

/* Reads a statement file; returns its kind. */
static enum mv_kind read_statement(struct mv_checker *checker, const char *path)
{
    struct mv_source source;
    struct mv_object object = {.kind = MV_LP};
    char hash[MV_SHA256_TEXT];
    enum mv_format format = mv_source_read(&source, path, hash);

    if (format == MV_JSON)
        mv_object_read(&object, &source);
    if (checker->file[object.kind] != NULL)
        mv_source_refuse(&source, 0, MV_E216, "two files with a statement `%s`",
                         mv_kind_name[object.kind]);
    checker->file[object.kind] = path;
    memcpy(checker->hash[object.kind], hash, sizeof hash);
    if (object.kind == MV_LP)
        mv_lp_read(&checker->lp, &source, format, hash);
    else if (object.kind == MV_ENVIRONMENT)
        mv_environment_read(&checker->environment, &object);
    else
        mv_game_read(&checker->game, &checker->environment, &object);
    if (object.kind != MV_LP)
        mv_object_close(&object);
    return object.kind;
}

static void echo(struct mv_checker *checker, const char *path)
{
    enum mv_kind kind = read_statement(checker, path);

    printf("sha256 %s\n", checker->hash[kind]);
    if (kind == MV_LP) {
        mv_lp_notes(&checker->lp, stdout);
        mv_lp_echo(&checker->lp, stdout);
        return;
    }
    printf("format mechcert-%s-1\n", mv_kind_name[kind]);
    if (kind == MV_ENVIRONMENT)
        mv_environment_echo(&checker->environment, stdout);
    else
        mv_game_echo(&checker->game, &checker->environment, kind, stdout);
}

static void check(struct mv_checker *checker, const struct options *options)
{
    const struct mv_environment *e = &checker->environment;
    struct mv_limits bounds = {(size_t)options->limit[DIGITS],
                               (size_t)options->limit[LINE],
                               (size_t)options->limit[LINES]};
    const char *certificate = options->file[options->files - 1];

    for (size_t k = 0; k + 1 < options->files; k++) {
        enum mv_kind kind = read_statement(checker, options->file[k]);

        if (options->quiet)
            continue;
        fputs(k == 0 ? "c mechcert-verify " MV_VERSION "\nc statement "
                     : "c statement ",
              stdout);
        mv_print_text(stdout, options->file[k]);
        printf("\nc sha256 %s\n", checker->hash[kind]);
        if (kind == MV_LP)
            mv_lp_notes(&checker->lp, stdout);
        else if (kind == MV_ENVIRONMENT)
            printf("c agents %zu, outcomes %zu, states %zu\n", e->agents.count,
                   e->outcomes.count, e->states.count);
        else
            printf("c %s\n", mv_kind_name[kind]);
    }
    mv_reader_open(&checker->reader, certificate, bounds,
                   !options->quiet && isatty(STDERR_FILENO));
    mv_claim_read(checker);
    mv_claim_check(checker);
    mv_record_end(&checker->reader);
    if (!options->quiet) {
        fputs("c certificate ", stdout);
        mv_print_text(stdout, certificate);
        printf("\nc lines %ju, equations and inequalities checked %ju\nc ",
               (uintmax_t)checker->reader.place.line,
               (uintmax_t)checker->conditions);
        mv_claim_sentence(&checker->claim, stdout);
        putchar('\n');
    }
    mv_verdict(checker->claim.text);
}

int main(int count, char **arguments)
{
    struct mv_checker checker = {0};
    struct options options;

    /* a closed pipe or a limit on file sizes is reported with status 13 */
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    read_arguments(&options, arguments + (count > 0));
    mv_memory_limit(options.limit[MEMORY]);
    switch (options.action) {
    case CHECK:
        check(&checker, &options);
        break;
    case ECHO:
        for (size_t k = 0; k < options.files; k++)
            echo(&checker, options.file[k]);
        break;
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
