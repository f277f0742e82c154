/* Claim files as tokens. Grammar: verify/FORMAT-REAL.md section 1. */
#ifndef MC_REAL_LEXER_H
#define MC_REAL_LEXER_H

#include <stdbool.h>
#include <stddef.h>

#include <mechcert/status.h>

/* Symbols of one character stand for themselves. */
enum mc_token_kind {
    MC_TOKEN_END = 0,
    MC_TOKEN_NEWLINE = '\n',
    MC_TOKEN_NUMBER = 256,
    MC_TOKEN_NAME, /* reserved words too */
    MC_TOKEN_SAME, /* == */
    MC_TOKEN_AT_LEAST,
    MC_TOKEN_AT_MOST
};

typedef struct mc_token {
    int kind;
    size_t begin, length; /* bytes of the text */
} mc_token;

/* Invariant: text[0..at) has been turned into tokens; `depth` brackets are
   open, so that line feeds are blanks while it is positive. */
typedef struct mc_lexer {
    const char *name, *text;
    size_t length, at, depth;
} mc_lexer;

/* mc_lexer_next: Errors: MC_BAD_INPUT with the place. */
MC_NODISCARD mc_status mc_lexer_next(mc_lexer *lexer, mc_token *token,
                                     mc_message *message);

/* mc_lexer_fault: a message about the bytes from `begin`: "NAME:LINE:COLUMN:
   text", and below it the line with a caret. Returns `status`. */
mc_status mc_lexer_fault(const mc_lexer *lexer, mc_message *message,
                         mc_status status, size_t begin, const char *format,
                         ...) __attribute__((format(printf, 5, 6)));

/* mc_token_is: the token is this word. */
bool mc_token_is(const mc_lexer *lexer, const mc_token *token,
                 const char *word);

#endif
