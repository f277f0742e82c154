/* gmp.h declares its functions on streams only after these two. */
#include <stdarg.h>
#include <stdio.h>

#include <stdlib.h>
#include <string.h>

#include "base/message.h"
#include "base/output.h"
#include "certificate/writer.h"

struct mc_certificate {
    mc_output *output;
    FILE *stream;
    size_t lines;
};

char *mc_certificate_claim(const char *format, ...)
{
    char *claim = NULL;
    va_list arguments;
    va_start(arguments, format);
    gmp_vasprintf(&claim, format, arguments);
    va_end(arguments);
    return claim;
}

void mc_certificate_free_claim(char *claim)
{
    void (*release)(void *, size_t);
    mp_get_memory_functions(NULL, NULL, &release);
    release(claim, strlen(claim) + 1);
}

static void put_number(FILE *stream, const mpz_t value)
{
    putc(' ', stream);
    mpz_out_str(stream, 10, value);
}

mc_status mc_certificate_open(mc_certificate **certificate, mc_message *message,
                              const char *path, const char *claim,
                              const char *kind, const char *sha256)
{
    mc_certificate *made = calloc(1, sizeof *made);
    if (!made)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    mc_status status = mc_output_open(&made->output, message, path);
    if (status != MC_OK) {
        free(made);
        return status;
    }
    made->stream = mc_output_stream(made->output);
    mc_certificate_record(made, "mechcert-certificate 1");
    mc_certificate_record(made, "claim %s", claim);
    mc_certificate_statement(made, kind, sha256);
    *certificate = made;
    return MC_OK;
}

void mc_certificate_statement(mc_certificate *certificate, const char *kind,
                              const char *sha256)
{
    mc_certificate_record(certificate, "statement %s %s", kind, sha256);
}

void mc_certificate_record(mc_certificate *certificate, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    gmp_vfprintf(certificate->stream, format, arguments);
    va_end(arguments);
    putc('\n', certificate->stream);
    certificate->lines++;
}

void mc_certificate_begin(mc_certificate *certificate, const char *keyword)
{
    fputs(keyword, certificate->stream);
}

void mc_certificate_natural(mc_certificate *certificate, size_t value)
{
    fprintf(certificate->stream, " %zu", value);
}

void mc_certificate_rational(mc_certificate *certificate, const mpq_t value)
{
    putc(' ', certificate->stream);
    mpq_out_str(certificate->stream, 10, value);
}

void mc_certificate_end(mc_certificate *certificate, const mpz_t value)
{
    put_number(certificate->stream, value);
    mc_certificate_finish(certificate);
}

void mc_certificate_finish(mc_certificate *certificate)
{
    putc('\n', certificate->stream);
    certificate->lines++;
}

void mc_certificate_repeat(mc_certificate *certificate, const char *keyword,
                           size_t value, size_t count)
{
    fputs(keyword, certificate->stream);
    for (size_t i = 0; i < count; i++)
        fprintf(certificate->stream, " %zu", value);
    putc('\n', certificate->stream);
    certificate->lines++;
}

void mc_certificate_vector(mc_certificate *certificate, const char *keyword,
                           const mc_vector *vector)
{
    fputs(keyword, certificate->stream);
    put_number(certificate->stream, vector->denominator);
    for (size_t j = 0; j < vector->length; j++)
        put_number(certificate->stream, vector->numerator[j]);
    putc('\n', certificate->stream);
    certificate->lines++;
}

void mc_certificate_table(mc_certificate *certificate, const char *head,
                          const char *entry, const mc_vector *vector,
                          size_t width)
{
    mc_certificate_record(certificate, "%s %Zd", head, vector->denominator);
    for (size_t j = 0; j < vector->length; j += width) {
        fputs(entry, certificate->stream);
        for (size_t c = 0; c < width; c++)
            put_number(certificate->stream, vector->numerator[j + c]);
        putc('\n', certificate->stream);
        certificate->lines++;
    }
}

void mc_certificate_sparse(mc_certificate *certificate, const char *head,
                           const char *entry, const mc_vector *vector)
{
    size_t count = 0;
    for (size_t j = 0; j < vector->length; j++)
        count += mpz_sgn(vector->numerator[j]) != 0;
    mc_certificate_record(certificate, "%s %Zd %zu", head, vector->denominator,
                          count);
    for (size_t j = 0; j < vector->length; j++)
        if (mpz_sgn(vector->numerator[j]) != 0)
            mc_certificate_record(certificate, "%s %zu %Zd", entry, j,
                                  vector->numerator[j]);
}

mc_status mc_certificate_commit(mc_certificate *certificate,
                                mc_message *message)
{
    fprintf(certificate->stream, "end %zu\n", certificate->lines);
    mc_status status = mc_output_commit(certificate->output, message);
    free(certificate);
    return status;
}

void mc_certificate_discard(mc_certificate *certificate)
{
    mc_output_discard(certificate->output);
    free(certificate);
}
