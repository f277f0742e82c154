#define _POSIX_C_SOURCE 200809L

#include "real.h"
#include <signal.h>
#include <unistd.h>

#ifndef MV_VERSION
#define MV_VERSION "unknown"
#endif

const char mv_program[] = "mechcert-verify-real";

enum limit { DIGITS, LINE, LINES, MEMORY, WORK, LIMITS };

static const struct mv_limit limits[] = {
    {"--max-digits", 1000000, 1000000000, false},
    {"--max-line", (uint64_t)256 << 20, (uint64_t)1 << 40, true},
    {"--max-lines", 1000000000, 1000000000000000, false},
    {"--max-memory", (uint64_t)8 << 30, (uint64_t)1 << 40, true},
    {"--max-work", (uint64_t)1 << 40, (uint64_t)1 << 62, true},
    {NULL, 0, 0, false}};

static const char usage[] =
    "usage: mechcert-verify-real [options] CLAIMS CERTIFICATE\n"
    "       mechcert-verify-real --echo CLAIMS\n"
    "       mechcert-verify-real --trust | --help | --version\n"
    "Checks a certificate for a claim about real numbers. One of the files can "
    "be\n`-`, standard input.\n"
    "\n"
    "  --max-digits N      digits of a number of the certificate (1000000)\n"
    "  --max-line BYTES    bytes of a line (256M)\n"
    "  --max-lines N       lines of the certificate (1000000000)\n"
    "  --max-memory BYTES  memory (8G); BYTES may end in K, M or G\n"
    "  --max-work N        about as many products of 64-bit words (1024G)\n"
    "  -q, --quiet         no comments and no progress\n"
    "  --echo              print the claims as they were understood\n"
    "  --trust             print what a verdict rests on\n"
    "\n"
    "The last line is `s VERIFIED real NAME VERDICT` or `s NOT VERIFIED Ennn "
    "REASON`.\n"
    "Exit status: 0 verified, 10 the certificate does not establish the "
    "claim,\n"
    "11 malformed input, 12 out of memory or work, 13 input or output failed, "
    "2 usage.\n"
    "FORMAT-REAL.md and TRUST.md say what is checked and what a verdict "
    "means.\n";

static void print_trust(void)
{
    static const struct {
        const char *name;
        int lines;
    } file[] = {
#define MV_FILE(name, lines) {name, lines},
#include "trust-real.h"
#undef MV_FILE
    };
    int lines = 0;

    puts("mechcert-verify-real " MV_VERSION "\n\n"
         "lines that are neither blank nor only comment");
    for (size_t k = 0; k < sizeof file / sizeof file[0]; k++) {
        printf("%5d %s\n", file[k].lines, file[k].name);
        lines += file[k].lines;
    }
    printf("%5d in all\n\nGMP %d.%d.%d when compiled, %s when run\n", lines,
           __GNU_MP_VERSION, __GNU_MP_VERSION_MINOR,
           __GNU_MP_VERSION_PATCHLEVEL, gmp_version);
    printf("MPFR %s when compiled, %s when run\n", MPFR_VERSION_STRING,
           mpfr_get_version());
#ifdef __VERSION__
    printf("compiler: %s\n", __VERSION__);
#endif
    for (int k = 0; k < LIMITS; k++)
        printf("%s %ju unless told\n", limits[k].name,
               (uintmax_t)limits[k].value);
    puts("What a verdict means and rests on: TRUST.md. What is checked: "
         "FORMAT-REAL.md.");
}

static void print_statements(const struct mv_judge *judge, const char *path)
{
    fputs("c "
          "mechcert-verify-real " MV_VERSION "\nc claims ",
          stdout);
    mv_print_text(stdout, path);
    printf("\nc sha256 %s\n", judge->claims.hash);
}

static void check(struct mv_judge *judge, const struct mv_options *options)
{
    struct mv_limits bounds = {(size_t)options->limit[DIGITS],
                               (size_t)options->limit[LINE],
                               (size_t)options->limit[LINES]};

    mv_claims_read(&judge->claims, options->file[0]);
    if (!options->quiet)
        print_statements(judge, options->file[0]);
    mv_reader_open(&judge->reader, options->file[1], bounds,
                   !options->quiet && isatty(STDERR_FILENO));
    mv_judge_read(judge);
    mv_judge_check(judge);
    mv_record_end(&judge->reader);
    mpfr_free_cache();
    if (!options->quiet) {
        fputs("c certificate ", stdout);
        mv_print_text(stdout, options->file[1]);
        printf("\nc precision %zu, lines %ju, leaves %ju\n", judge->precision,
               (uintmax_t)judge->reader.place.line, (uintmax_t)judge->leaves);
        fputs("c ", stdout);
        mv_claim_echo(&judge->claims, judge->claim, stdout);
    }
    mv_verdict(judge->text);
}

int main(int count, char **arguments)
{
    struct mv_judge judge = {0};
    struct mv_options options;

    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    mv_options_read(&options, limits, 1, arguments + (count > 0));
    mv_memory_limit(options.limit[MEMORY]);
    judge.claims.a = &judge.a;
    judge.a.work = options.limit[WORK];
    judge.a.price = 1;
    switch (options.action) {
    case MV_CHECK:
        check(&judge, &options);
        break;
    case MV_ECHO:
        for (size_t k = 0; k < options.files; k++) {
            mv_claims_read(&judge.claims, options.file[k]);
            printf("sha256 %s\n", judge.claims.hash);
            mv_claims_echo(&judge.claims, stdout);
        }
        break;
    case MV_TRUST:
        print_trust();
        break;
    case MV_HELP:
        fputs(usage, stdout);
        break;
    case MV_VERSION_TEXT:
        puts("mechcert-verify-real " MV_VERSION);
        break;
    }
    mv_flush();
    return 0;
}
