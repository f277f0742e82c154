#include "verify.h"
#include <stdlib.h>
#include <string.h>

/* Exit status and text of a reason. */
static int describe(enum mv_reason reason, const char **text)
{
    switch (reason) {
#define MV_CASE(number, status, description)                                   \
    case MV_E##number:                                                         \
        *text = description;                                                   \
        return status;
        MV_REASONS(MV_CASE)
#undef MV_CASE
    }
    *text = "internal error";
    return 12;
}

void mv_flush(void)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return;
    fprintf(stderr,
            "%s: E101: standard output cannot be written; nothing is "
            "verified\n",
            mv_program);
    _Exit(13);
}

_Noreturn void mv_verdict(const char *claim)
{
    mv_flush();
    printf("s VERIFIED %s\n", claim);
    mv_flush();
    exit(0);
}

_Noreturn void mv_refuse_list(enum mv_reason reason, struct mv_place place,
                              const char *format, va_list list)
{
    const char *text;
    char message[1024];
    int status = describe(reason, &text);

    mv_flush();
    mv_print_text(stderr, place.file != NULL ? place.file : mv_program);
    if (place.line > 0)
        fprintf(stderr, ":%ju:%zu", (uintmax_t)place.line, place.column);
    fprintf(stderr, ": E%d: ", (int)reason);
    vsnprintf(message, sizeof message, format, list);
    mv_print_text(stderr, message); /* it may quote what was read */
    fputc('\n', stderr);
    fflush(stderr);
    printf("s NOT VERIFIED E%d %s\n", (int)reason, text);
    mv_flush();
    exit(status);
}

_Noreturn void mv_refuse(enum mv_reason reason, struct mv_place place,
                         const char *format, ...)
{
    va_list list;

    va_start(list, format);
    mv_refuse_list(reason, place, format, list);
}

/* Length of a control, direction or invisible character that stands here:
   U+0080-009F, U+200B-200F, U+2028-202E, U+2060-206F, U+FEFF; else 0. */
static size_t hidden_bytes(const unsigned char *byte)
{
    if (byte[0] == 0xC2 && byte[1] >= 0x80 && byte[1] < 0xA0)
        return 2;
    if (byte[0] == 0xEF && byte[1] == 0xBB && byte[2] == 0xBF)
        return 3;
    if (byte[0] != 0xE2)
        return 0;
    if (byte[1] == 0x80 && ((byte[2] >= 0x8B && byte[2] <= 0x8F) ||
                            (byte[2] >= 0xA8 && byte[2] <= 0xAE)))
        return 3;
    return byte[1] == 0x81 && byte[2] >= 0xA0 && byte[2] <= 0xAF ? 3 : 0;
}

void mv_print_text(FILE *file, const char *text)
{
    const unsigned char *byte = (const unsigned char *)text;

    for (; *byte != 0; byte++) {
        size_t hidden = hidden_bytes(byte);

        if (*byte < 0x20 || *byte == 0x7F || *byte == '\\')
            hidden = 1;
        if (hidden == 0)
            fputc(*byte, file);
        for (size_t k = 0; k < hidden; k++)
            fprintf(file, "\\x%02X", byte[k]);
        if (hidden > 1)
            byte += hidden - 1;
    }
}

const char *mv_ratio_text(char text[MV_RATIO_SIZE], const mpz_t numerator,
                          const mpz_t denominator)
{
    mpz_t p, q, divisor;

    mpz_inits(p, q, divisor, NULL);
    mpz_gcd(divisor, numerator, denominator);
    mpz_divexact(p, numerator, divisor);
    mpz_divexact(q, denominator, divisor);
    if (mpz_sizeinbase(p, 10) + mpz_sizeinbase(q, 10) + 4 > MV_RATIO_SIZE) {
        strcpy(text, "(a number too long to print)");
    } else {
        gmp_snprintf(text, MV_RATIO_SIZE,
                     mpz_cmp_ui(q, 1) == 0 ? "%Zd" : "%Zd/%Zd", p, q);
    }
    mpz_clears(p, q, divisor, NULL);
    return text;
}
