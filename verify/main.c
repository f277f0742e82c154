#define _POSIX_C_SOURCE 200809L

#include "divisible.h"
#include "publicgood.h"
#include "quantity.h"
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef MV_VERSION
#define MV_VERSION "unknown"
#endif

const char mv_program[] = "mechcert-verify";

/* The limits and their defaults. Larger ones than `most` could overflow a size
   in GMP or here. */
enum limit { DIGITS, LINE, LINES, MEMORY, LIMITS };

static const struct mv_limit limits[] = {
    {"--max-digits", 1000000, 1000000000, false},
    {"--max-line", (uint64_t)256 << 20, (uint64_t)1 << 40, true},
    {"--max-lines", 1000000000, 1000000000000000, false},
    {"--max-memory", (uint64_t)8 << 30, (uint64_t)1 << 40, true},
    {NULL, 0, 0, false}};

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
    "FORMAT.md and the documents that it names say what is checked, TRUST.md "
    "what a\nverdict means.\n";

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
         "FORMAT.md and\nthe documents that it names.");
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
    else if (object.kind == MV_DIVISIBLE)
        checker->divisible = mv_divisible_read(&object);
    else if (object.kind == MV_PUBLICGOOD)
        checker->publicgood = mv_publicgood_read(&object);
    else if (object.kind == MV_QUANTITY)
        checker->quantity = mv_quantity_read(&object);
    else if (object.kind == MV_WELFARE_LOSS)
        checker->loss_agents = mv_loss_read(&object);
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
    else if (kind == MV_DIVISIBLE)
        mv_divisible_echo(checker->divisible, stdout);
    else if (kind == MV_PUBLICGOOD)
        mv_publicgood_echo(checker->publicgood, stdout);
    else if (kind == MV_QUANTITY)
        mv_quantity_echo(checker->quantity, stdout);
    else if (kind == MV_WELFARE_LOSS)
        printf("agents %zu\n", checker->loss_agents);
    else
        mv_game_echo(&checker->game, &checker->environment, kind, stdout);
}

static void check(struct mv_checker *checker, const struct mv_options *options)
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
        mv_claim_sentence(checker, stdout);
        putchar('\n');
    }
    mv_verdict(checker->claim.text);
}

int main(int count, char **arguments)
{
    struct mv_checker checker = {0};
    struct mv_options options;

    /* a closed pipe or a limit on file sizes is reported with status 13 */
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    mv_options_read(&options, limits, MV_FILE_COUNT - 1,
                    arguments + (count > 0));
    mv_memory_limit(options.limit[MEMORY]);
    switch (options.action) {
    case MV_CHECK:
        check(&checker, &options);
        break;
    case MV_ECHO:
        for (size_t k = 0; k < options.files; k++)
            echo(&checker, options.file[k]);
        break;
    case MV_TRUST:
        print_trust();
        break;
    case MV_HELP:
        fputs(usage, stdout);
        break;
    case MV_VERSION_TEXT:
        puts("mechcert-verify " MV_VERSION);
        break;
    }
    mv_flush();
    return 0;
}
