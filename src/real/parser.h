/* What the parsers of expressions and of statements share. */
#ifndef MC_REAL_PARSER_H
#define MC_REAL_PARSER_H

#include "real/build.h"
#include "real/expression.h"
#include "real/lexer.h"

typedef enum mc_symbol_kind {
    MC_SYMBOL_CONSTANT,
    MC_SYMBOL_FUNCTION,
    MC_SYMBOL_ROOT,
    MC_SYMBOL_BOUND /* index is a slot */
} mc_symbol_kind;

/* A name in use. Names that are bound in an expression are the last ones, and
   leave in reverse order. */
typedef struct mc_symbol {
    mc_symbol_kind kind;
    size_t begin, length; /* bytes of the text of `source` */
    int source;
    size_t index;
    mc_node *node; /* constant: its expression; function: its body */
    size_t parameters, *parameter;
    size_t next, bucket; /* 1 + the next symbol of the bucket; 0: none */
} mc_symbol;

enum { MC_SYMBOL_BUCKETS = 1 << 14 };

typedef struct mc_parser {
    mc_claims *claims;
    mc_message *message;
    mc_status status; /* MC_OK until something is wrong */
    mc_lexer lexer;
    int source;
    mc_token token; /* the next one */
    size_t end;     /* of the token before */
    size_t nesting;
    size_t symbols, symbol_room;
    mc_symbol *symbol;
    size_t *bucket; /* 1 + the first symbol, or 0 */
} mc_parser;

/* All return false (NULL) once p->status is not MC_OK. */
bool mc_parser_next(mc_parser *p);
bool mc_parser_fault(mc_parser *p, size_t begin, const char *text);
bool mc_parser_unexpected(mc_parser *p, const char *wanted);
bool mc_parser_expect(mc_parser *p, int kind, const char *wanted);
/* mc_parser_close: what ends the parenthesis at byte `open`; the fault is there
   if it seems to be forgotten. */
bool mc_parser_close(mc_parser *p, size_t open, int kind, const char *wanted);
bool mc_parser_word(const mc_parser *p, const char *word);
bool mc_parser_is_reserved(const mc_parser *p, const mc_token *token);

/* mc_parser_find: the symbol of a name; NULL if there is none. */
mc_symbol *mc_parser_find(const mc_parser *p, const mc_token *name);
/* mc_parser_define: takes the name token that is next. Fails if it is no name
   or in use. _bind: the same as a bound name with a new slot. */
bool mc_parser_define(mc_parser *p, const mc_token *name, mc_symbol_kind kind,
                      size_t index, mc_node *node);
bool mc_parser_bind(mc_parser *p, const mc_token *name, mc_slot_kind kind,
                    size_t *slot);
/* mc_parser_forget: the names after the first `count`. */
void mc_parser_forget(mc_parser *p, size_t count);
/* mc_parser_take_name: the next token, a name that is not reserved. */
bool mc_parser_take_name(mc_parser *p, mc_token *name);

/* mc_parser_take_word: this word, which is next. _bound_name: a name of the
   claim's forall. _counted: an expression of a statement; it counts towards the
   size of the file. */
bool mc_parser_take_word(mc_parser *p, const char *word);
bool mc_parser_bound_name(mc_parser *p, const mc_claim *claim, size_t *index);
mc_node *mc_parser_counted(mc_parser *p);

/* mc_parser_hint: what follows `by`, which is next. */
bool mc_parser_hint(mc_parser *p, mc_claim *claim);

bool mc_parser_relation(mc_parser *p, mc_relation *relation);
mc_node *mc_parser_expression(mc_parser *p);

#endif
