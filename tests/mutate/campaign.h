/* Mutants of one certificate and its statements. */
#ifndef MC_TESTS_CAMPAIGN_H
#define MC_TESTS_CAMPAIGN_H

#include <sys/types.h>

#include "oracle.h"

enum { SLOTS = 3, DESCRIPTION = 160, MOST_TOKENS = 20000 };

/* One run of the checker. */
typedef struct slot {
    pid_t process;                      /* 0: free */
    int certificate, statement, output; /* files in memory */
    bool accepted;                      /* by the oracle */
    const char *reason;
    char *claim; /* "s VERIFIED ..." of the mutant's claim line */
    char description[DESCRIPTION];
} slot;

typedef struct token {
    size_t start, length;
    bool first; /* of a line of a certificate: a keyword */
} token;

/* A text that is being changed, in tokens. */
typedef struct source {
    const char *path;
    char *text;
    size_t length;
    token *token;
    size_t tokens;
} source;

typedef struct campaign {
    const char *checker;
    bool full;
    size_t every, tried, verified, failed;
    gmp_randstate_t random;
    slot slot[SLOTS];

    source certificate, statement[KINDS]; /* no path: not there */
    statement *about[KINDS];
} campaign;

void *allocate(size_t size);

void campaign_init(campaign *c);
void campaign_clear(campaign *c);

/* chance: one time in n. */
bool chance(campaign *c, size_t n);

/* try_mutant: runs the checker on a certificate, without a doubt whether it
   shall be tried. If changed < KINDS, the file of this statement has another
   text, which `about` (of KINDS statements) has been read from. */
void try_mutant(campaign *c, statement *const *about, size_t changed,
                const char *statement_text, size_t statement_length,
                const char *text, size_t length, const char *format, ...)
    __attribute__((format(printf, 8, 9)));

/* wait_for_all: until every mutant has been judged. */
void wait_for_all(campaign *c);

/* What is changed. */
void mutate_certificate(campaign *c);
void mutate_statement(campaign *c, statement_kind kind);

/* replaced: a new text in which [start, start + length) is another one. */
char *replaced(size_t *size, const source *s, size_t start, size_t length,
               const char *with, size_t with_length);

/* step_number: the same number with its denominator, plus or minus one; NULL if
   it is no number. */
char *step_number(const char *text, long step);
char *token_text(const source *s, size_t index);

#endif
