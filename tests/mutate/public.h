/* Mutants of statements about public goods and of their certificates. */
#ifndef MC_TESTS_PUBLIC_H
#define MC_TESTS_PUBLIC_H

#include <gmp.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct text {
    char *bytes; /* with a NUL behind */
    size_t length;
} text;

enum { MOST_CERTIFICATES = 64 };

typedef struct campaign {
    const char *mechcert, *checker;
    char directory[64];                 /* of what the producer writes */
    int statement, certificate, output; /* files in memory */
    gmp_randstate_t random;
    size_t tried, accepted, unknown, failed, produced, reasons[1000];
} campaign;

void campaign_init(campaign *c);
void campaign_clear(campaign *c);
size_t pick(campaign *c, size_t n); /* below n */

text read_text(const char *path);
text copy_text(const char *bytes, size_t length);

/* produce: certificates of everything that mechcert finds about a statement,
   with randomly chosen options; the number of them. */
size_t produce(campaign *c, text *certificates, const text *statement);

/* judge: runs the checker; what it accepts has to be true, and what the
   producer wrote to be accepted. */
void judge(campaign *c, const text *statement, const text *certificate,
           bool produced, const char *description);

/* A random change; false if it changed nothing. The result is allocated. */
bool change_statement(campaign *c, text *changed, const text *statement);
bool change_certificate(campaign *c, text *changed, const text *certificate);

/* with_hash: the certificate told of another statement. */
text with_hash(const text *certificate, const text *statement);

#endif
