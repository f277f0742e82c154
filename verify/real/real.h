#ifndef MV_REAL_H
#define MV_REAL_H

/* What the files of mechcert-verify-real share, file by file, each on top of
   those before it; below them are report, memory, sha256, number, statement and
   record of verify.h. Section numbers are those of FORMAT-REAL.md. */

#include "verify.h"

#include <mpfr.h> /* after stdio.h */

/* ---- interval.c: intervals and exact numbers ----------------------------- */

/* Precision, and how much work may be done: a unit is about the product of two
   64-bit words. Precision 0: before a certificate has stated one; then only
   exact numbers are computed. */
struct mv_arithmetic {
    mpfr_prec_t precision;
    uint64_t work, price;  /* what is left; of a product of numbers */
    struct mv_place where; /* for refusals: what is being computed */
    mpfr_t product, other;
};

/* A closed interval with lo <= hi, both numbers; or, after an overflow, with an
   end that is none: mv_interval_sound tells. Operations round outward. Results
   must not be arguments, unless it is said. */
struct mv_interval {
    mpfr_t lo, hi;
};

/* mv_arithmetic_open: sets the precision, once. */
void mv_arithmetic_open(struct mv_arithmetic *a, mpfr_prec_t precision);

/* mv_spend: counts `count` times `price` units of work. Errors: E501. */
void mv_spend(struct mv_arithmetic *a, uint64_t count, uint64_t price);

/* The price of an operation with integers of this many bits. */
uint64_t mv_bit_price(size_t bits);

void mv_interval_init(struct mv_interval *z, const struct mv_arithmetic *a);
void mv_interval_clear(struct mv_interval *z);
/* mv_intervals: so many of them. */
struct mv_interval *mv_intervals(const struct mv_arithmetic *a, size_t count);
void mv_intervals_clear(struct mv_interval *x, size_t count);
bool mv_interval_sound(const struct mv_interval *x);
/* An upper bound of |x|; z may be x->lo. */
void mv_interval_magnitude(mpfr_t z, const struct mv_interval *x);
bool mv_interval_has_zero(const struct mv_interval *x);
void mv_interval_set(struct mv_interval *z, const struct mv_interval *x);
void mv_interval_set_ratio(struct mv_interval *z, const struct mv_ratio *x);
void mv_interval_set_si(struct mv_interval *z, long x);
/* These may have z = x or z = y. */
void mv_interval_hull(struct mv_interval *z, const struct mv_interval *x,
                      const struct mv_interval *y);
void mv_interval_meet(struct mv_interval *z, const struct mv_interval *x,
                      const struct mv_interval *y);
void mv_interval_neg(struct mv_interval *z, const struct mv_interval *x);
void mv_interval_add(struct mv_interval *z, const struct mv_interval *x,
                     const struct mv_interval *y);
void mv_interval_sub(struct mv_interval *z, const struct mv_interval *x,
                     const struct mv_interval *y);
void mv_interval_mul_si(struct mv_interval *z, const struct mv_interval *x,
                        long y);
/* Domain: y > 0. */
void mv_interval_div_ui(struct mv_interval *z, const struct mv_interval *x,
                        unsigned long y);
/* z must not be x or y. */
void mv_interval_mul(struct mv_arithmetic *a, struct mv_interval *z,
                     const struct mv_interval *x, const struct mv_interval *y);
/* Domain: 0 is not in y. */
void mv_interval_div(struct mv_arithmetic *a, struct mv_interval *z,
                     const struct mv_interval *x, const struct mv_interval *y);
/* x^n. Domain: n >= 0, or 0 is not in x. */
void mv_interval_power(struct mv_arithmetic *a, struct mv_interval *z,
                       const struct mv_interval *x, const mpz_t n);
/* x^(p/q). Domain: x > 0, or x >= 0 and p > 0; p/q in lowest terms, not an
   integer. */
void mv_interval_power_ratio(struct mv_arithmetic *a, struct mv_interval *z,
                             const struct mv_interval *x,
                             const struct mv_ratio *y);

/* x^y. Domain: x >= 0, y > 0. */
void mv_interval_raise(struct mv_arithmetic *a, struct mv_interval *z,
                       const struct mv_interval *x,
                       const struct mv_interval *y);

/* 1: x R y for all numbers of the intervals, 0: for none, -1: otherwise. With
   `strict`, only where x = y for none. */
enum mv_relation { MV_GE, MV_LE, MV_GT, MV_LT };
int mv_interval_decide(const struct mv_interval *x, const struct mv_interval *y,
                       enum mv_relation relation, bool strict);

void mv_ratio_init(struct mv_ratio *x); /* 0 */
void mv_ratio_clear(struct mv_ratio *x);
int mv_ratio_decide(const struct mv_ratio *x, const struct mv_ratio *y,
                    enum mv_relation relation);
bool mv_ratio_is_integer(const struct mv_ratio *x);

/* mv_ratio_compute: z = x OP y in lowest terms, OP one of + - * / ^ m M (least,
   largest). Returns false if that is no number, or a power whose exponent is no
   integer of size at most 10,000. z may be x or y. Errors: E233, E501. */
bool mv_ratio_compute(struct mv_arithmetic *a, struct mv_ratio *z,
                      const struct mv_ratio *x, const struct mv_ratio *y,
                      char op);

/* ---- jet.c: Taylor coefficients (section 4) ------------------------------ */

/* A value: an exact number, or the enclosures c[0..length) of its Taylor
   coefficients up to the order of the arithmetic, those behind them 0.
   unknown: the coefficients behind c[0] are not known (length is 1).
   broken: perhaps discontinuous. undefined: perhaps no number; the rest means
   nothing then. level: 1 for what depends on the variable of an integral. */
struct mv_jet {
    struct mv_interval *c;
    size_t length, room;
    struct mv_ratio exact;
    bool is_exact, undefined, unknown, broken;
    unsigned char level;
};

/* What the functions of jets need: the order, and whether cases must be decided
   in a neighbourhood, not on the box alone. */
struct mv_algebra {
    struct mv_arithmetic *a;
    size_t order;
    bool strict;
    struct mv_interval t, u;
    struct mv_jet one, two, three; /* for powers */
};

void mv_algebra_init(struct mv_algebra *g, struct mv_arithmetic *a);
void mv_jet_init(struct mv_jet *z);
void mv_jet_room(const struct mv_algebra *g, struct mv_jet *z, size_t length);
/* Makes z a constant whose enclosure the caller sets in c[0]. */
void mv_jet_constant(const struct mv_algebra *g, struct mv_jet *z);
void mv_jet_exact(struct mv_jet *z, const struct mv_ratio *x);
void mv_jet_undefined(struct mv_jet *z);
/* z = x up to the order. */
void mv_jet_set(const struct mv_algebra *g, struct mv_jet *z,
                const struct mv_jet *x);
/* Gives an exact number its enclosure. */
void mv_jet_enclose(const struct mv_algebra *g, struct mv_jet *z);
/* Undefined unless all its numbers are numbers. */
void mv_jet_settle(struct mv_jet *z);
bool mv_jet_is_constant(const struct mv_jet *x);

/* z = OP x and z = x OP y for values that are enclosed; z is neither. */
void mv_jet_unary(struct mv_algebra *g, struct mv_jet *z,
                  const struct mv_jet *x, char op); /* - e l s a */
void mv_jet_binary(struct mv_algebra *g, struct mv_jet *z,
                   const struct mv_jet *x, const struct mv_jet *y, char op);
/* x^y for an exact number y. */
void mv_jet_power(struct mv_algebra *g, struct mv_jet *z,
                  const struct mv_jet *x, const struct mv_ratio *y);
/* `if` where the case is not certain. */
void mv_jet_either(struct mv_jet *z, const struct mv_jet *y, bool constant);

void mv_jet_swap(struct mv_jet *x, struct mv_jet *y);

/* ---- claims.c: claim files ----------------------------------------------- */

/* Expressions are postfix code. Operators that are a character of jet.c or
   number.c are that character.
   if(a >= b, c, d):        a b TEST c ELSE d IF
   integral(y, a, b, f):    a b INTEGRAL f DONE
   sum(k, a, b, f):         a b SUM f NEXT     (PRODUCT)
   f(x, y):                 x y CALL; expanded: x y STORE STORE body */
enum mv_op {
    MV_NUMBER = 'n', /* arg: the number */
    MV_NUMBER_PI = 'p',
    MV_LOAD = 'L',   /* arg: the slot, from the base of the function or claim */
    MV_STORE = 'S',  /* arg: the slot */
    MV_GLOBAL = 'G', /* arg: the definition (constants and roots) */
    MV_CALL = 'C',   /* arg: the definition */
    MV_NEG = '~',
    MV_EXP = 'e',
    MV_LOG = 'l',
    MV_SQRT = 's',
    MV_ABS = 'a',
    MV_LEAST = 'm',
    MV_LARGEST = 'M',
    MV_POWER = '^', /* arg: 1 if the exponent is a rational constant */
    MV_TEST = '?',  /* arg: the relation; jump: to ELSE */
    MV_ELSE = ':',  /* jump: to IF */
    MV_IF = ';',
    MV_INTEGRAL = 'I', /* arg: the slot, number: which; jump: to DONE */
    MV_DONE = 'i',
    MV_SUM = 'Z',     /* arg: the slot; jump: to NEXT */
    MV_PRODUCT = 'P', /* the same */
    MV_NEXT = 'z'     /* jump: back to SUM or PRODUCT */
};

/* marks: where a factor of an integrand begins and ends, and its exponent
   begins, that is a power of the distance to the lower end; shifted: to the
   upper end. */
enum {
    MV_FACTOR_FIRST = 1,
    MV_FACTOR_LAST = 2,
    MV_FACTOR_EXPONENT = 4,
    MV_FACTOR_SHIFT = 3
};

/* role: what a node with the variable of an integral in it is for *Series*: in
   a product of factors, the base of a power, or in an exponent of degree 1. For
   operators: whether the variable is not in the left or right operand; whether
   the factor stands below a fraction line. */
enum {
    MV_IN_PRODUCT = 1,
    MV_IN_BASE = 2,
    MV_IN_LINE = 4,
    MV_LEFT_PLAIN = 8,
    MV_RIGHT_PLAIN = 16,
    MV_BELOW = 32
};

struct mv_node {
    unsigned char op, marks, role;
    bool rational; /* a rational constant, or perhaps one */
    size_t arg, number;
    size_t span;       /* nodes before this one that belong to it */
    size_t jump;       /* distance */
    size_t fold, skip; /* 1 + number: what the code from here to `skip`
                          further is */
    size_t at;         /* place in the text */
};

/* A piece of code: code[first..last]. */
struct mv_code {
    size_t first, last;
};

enum mv_meaning {
    MV_NOTHING,
    MV_CONSTANT,
    MV_FUNCTION,
    MV_ROOT,
    MV_BOUND,   /* a parameter, the name of a forall, root or integral */
    MV_COUNTER, /* the name of a sum or product */
    MV_HIDDEN,  /* bound, but not to be used here */
    MV_RESERVED
};

/* A name, and what it means at this point of the text; index: the definition,
   the slot, or the number of the word; claim: 1 + the claim. */
struct mv_symbol {
    size_t at, length; /* in the text */
    enum mv_meaning meaning;
    size_t index, claim;
};

/* A constant, function or root; of a system of roots there is one for each
   name, with that many equations: names of them, this one number `place`. */
struct mv_definition {
    enum mv_meaning meaning;
    size_t symbol, parameters, slots, weight, number, names, place;
    size_t *parameter;              /* symbols */
    struct mv_code low, high, body; /* bounds of roots */
    bool rational, integrates;      /* value in body's fold */
    bool needed;
    struct mv_code ready_low, ready_high, ready; /* expanded */
    struct mv_jet value;
    size_t statement; /* place in the text */
};

struct mv_binding {
    size_t symbol;
    struct mv_code low, high, ready_low, ready_high;
};

enum mv_shape {
    MV_NO_SHAPE,
    MV_INCREASING,
    MV_DECREASING,
    MV_CONVEX,
    MV_CONCAVE
};

/* A hint, which is only printed. */
enum mv_advice { MV_NO_HINT, MV_TAYLOR, MV_DERIVATIVE, MV_DIVIDE };

struct mv_hint {
    enum mv_advice advice;
    size_t name, order;
    bool has_point;
    struct mv_code point;
};

struct mv_statement {
    size_t symbol, at;
    bool identity, between, strictly;
    struct mv_binding *binding;
    size_t bindings, room, slots;
    struct mv_code left, right, upper;
    enum mv_relation relation;
    enum mv_shape shape;
    size_t shape_name;
    struct mv_code ready_left, ready_right, ready_upper;
    struct mv_hint hint;
};

/* An integral: whether it is in an integrand; whether it has factors at the
   lower and upper end, and whether they stand below a fraction line; whether it
   has the form of *Series*; and the terms (0: none) or panels that the
   certificate gives. */
struct mv_integral {
    bool factor[2], below[2], series, needed, inside;
    size_t terms, order, panels, room;
    struct mv_ratio *cut; /* panels - 1 */
};

struct mv_listed { /* statements in the order of the file */
    bool claim;
    size_t index;
};

struct mv_claims {
    struct mv_source source;
    char hash[MV_SHA256_TEXT];
    struct mv_arithmetic *a;
    struct mv_node *code;
    size_t used, code_room;
    struct mv_ratio *number;
    size_t numbers, number_room;
    struct mv_symbol *symbol;
    size_t symbols, symbol_room;
    struct mv_definition *definition;
    size_t definitions, definition_room;
    struct mv_statement *claim;
    size_t claims, claim_room;
    struct mv_integral *integral;
    size_t integrals, integral_room, roots;
    struct mv_listed *entry;
    size_t entries, entry_room;
    size_t weight; /* nodes after the replacement of calls */
};

/* mv_claims_read: reads a claim file. Errors: E100, E200, E209, E230 to E234,
   E501. */
void mv_claims_read(struct mv_claims *claims, const char *path);

/* mv_claims_find: the claim with this name, or NULL. */
struct mv_statement *mv_claims_find(struct mv_claims *claims, const char *name);

/* mv_claim_echo: prints a claim fully parenthesised. */
void mv_claim_echo(const struct mv_claims *claims,
                   const struct mv_statement *claim, FILE *file);

/* mv_claims_echo: prints every statement fully parenthesised. */
void mv_claims_echo(const struct mv_claims *claims, FILE *file);

/* ---- token.c ------------------------------------------------------------- */

enum mv_token {
    MV_T_END = 0,
    MV_T_LINE = '\n',
    MV_T_NAME = 'N',
    MV_T_NUMBER = '0',
    MV_T_AT_LEAST = 'G', /* >= */
    MV_T_AT_MOST = 'L',  /* <= */
    MV_T_SAME = '~'      /* == */
    /* others are their character */
};

/* The reserved words, in the order of mv_words. */
enum mv_word {
    MV_W_FN,
    MV_W_ROOT,
    MV_W_FORALL,
    MV_W_BY,
    MV_W_IDENTITY,
    MV_W_IN,
    MV_W_STRICTLY,
    MV_W_INCREASING,
    MV_W_DECREASING,
    MV_W_CONVEX,
    MV_W_CONCAVE,
    MV_W_TAYLOR,
    MV_W_DERIVATIVE,
    MV_W_DIVIDE,
    MV_W_AT,
    MV_W_PI,
    MV_W_IF,
    MV_W_INTEGRAL,
    MV_W_SUM,
    MV_W_PRODUCT,
    MV_W_EXP,
    MV_W_LOG,
    MV_W_SQRT,
    MV_W_ABS,
    MV_W_MIN,
    MV_W_MAX,
    MV_WORDS
};

/* A node of a tree of names: the symbols whose names begin alike. */
struct mv_letter {
    size_t next, below, symbol; /* 1 + index, 0: none */
    char letter;
};

struct mv_evaluator;

/* The text as tokens; the current one is text[at .. at + length). */
struct mv_parser {
    struct mv_claims *claims;
    struct mv_source *source;
    enum mv_token token;
    size_t at, length, symbol;
    size_t nesting; /* of ( and [ */
    struct mv_letter *letter;
    size_t letters, letter_room;
    struct mv_evaluator *evaluator; /* for rational constants */
    size_t slots, slots_most;       /* names bound here */
    size_t integrands;              /* in which the current token is */
    bool integrates; /* an integral of which no series is known */
    size_t expanded; /* weight of the functions called in this statement */
};

_Noreturn void mv_parser_refuse(const struct mv_parser *p, size_t at,
                                enum mv_reason reason, const char *format, ...)
    MV_FORMAT(4, 5);

void mv_parser_open(struct mv_parser *p, struct mv_claims *claims);

/* mv_token_next: goes to the next token. Errors: E230. */
void mv_token_next(struct mv_parser *p);

/* mv_token_take: goes past this token, which must be the current one. */
void mv_token_take(struct mv_parser *p, enum mv_token token);

/* mv_token_word: whether the current token is this reserved word. */
bool mv_token_word(const struct mv_parser *p, enum mv_word word);

/* mv_token_name: the symbol of the current token, which must be a name that is
   not reserved; goes past it. */
size_t mv_token_name(struct mv_parser *p);

/* mv_bind: gives a free name a slot. Errors: E232. */
void mv_bind(struct mv_parser *p, size_t symbol, enum mv_meaning meaning);
void mv_unbind(struct mv_parser *p, size_t symbol);

/* ---- expression.c -------------------------------------------------------- */

/* mv_expression: reads an expression. Errors: E209, E230 to E234. */
struct mv_code mv_expression(struct mv_parser *p);

/* ---- factor.c: the form of integrands ------------------------------------ */

/* mv_factors_find: marks the factors of an integrand that are powers of the
   distance to one of the two bounds, and finds out whether it has the form of
   *Series*. */
void mv_factors_find(struct mv_claims *c, struct mv_code integrand,
                     const struct mv_code bound[2], size_t slot,
                     struct mv_integral *integral);

/* ---- evaluate.c: postfix code -------------------------------------------- */

struct mv_control; /* an open `if` or sum */
struct mv_panels;  /* the integral that is being computed */

/* An integral that is computed by its series: where its bounds are, and K. */
struct mv_gamma {
    size_t base, terms;
};

struct mv_evaluator {
    struct mv_claims *claims;
    struct mv_algebra g;
    struct mv_jet *stack, *slot, scratch;
    size_t top, stack_room, slot_room;
    struct mv_control *control;
    size_t controls, control_room;
    unsigned char level;
    size_t skip_first, skip_last; /* a factor that is left out */
    size_t stop;                  /* the end of an exponent */
    struct mv_gamma *gamma;       /* roles count in the last one */
    size_t gammas, gamma_room;
    struct mv_panels *panels;
};

void mv_evaluator_init(struct mv_evaluator *e, struct mv_claims *claims);

/* mv_evaluator_slots: makes room for slots. */
void mv_evaluator_slots(struct mv_evaluator *e, size_t count);

/* mv_evaluate: runs a piece of code; returns its value, which is valid until
   the next call. Errors: E233, E234, E501. */
struct mv_jet *mv_evaluate(struct mv_evaluator *e, const struct mv_node *code,
                           struct mv_code piece);

/* mv_evaluator_push: a new operand on the stack. */
struct mv_jet *mv_evaluator_push(struct mv_evaluator *e);

/* mv_evaluate_binary: x OP y for the two uppermost operands, in the place of x;
   exactly if both are exact and it may be. */
void mv_evaluate_binary(struct mv_evaluator *e, char op, bool rational);

/* ---- integral.c: section 6 ----------------------------------------------- */

/* mv_integral_begin: at node INTEGRAL, with the bounds on the stack; returns
   where to go on. mv_integral_next: the same at DONE, with the value of the
   integrand on the stack. */
size_t mv_integral_begin(struct mv_evaluator *e, const struct mv_node *code,
                         size_t at);
size_t mv_integral_next(struct mv_evaluator *e, const struct mv_node *code);

/* ---- gamma.c: *Series* of section 6 -------------------------------------- */

/* mv_gamma_begin: the bounds are on the stack. mv_gamma_step: at a node with a
   role. mv_gamma_end: the integral takes the place of the bounds. */
void mv_gamma_begin(struct mv_evaluator *e, size_t terms);
void mv_gamma_step(struct mv_evaluator *e, const struct mv_node *node);
void mv_gamma_end(struct mv_evaluator *e);

/* mv_interpolate: z = x + u (y - x), for 0 <= u <= 1 also within the hull. */
void mv_interpolate(struct mv_algebra *g, struct mv_interval *z,
                    const struct mv_interval *x, const struct mv_interval *y,
                    const struct mv_interval *u);

/* ---- expand.c: what a claim needs ---------------------------------------- */

/* Code without calls. */
struct mv_program {
    struct mv_node *code;
    size_t used, room;
};

/* mv_expand: marks and expands all that the claim needs; returns the number of
   slots. */
size_t mv_expand(struct mv_program *program, struct mv_claims *claims,
                 struct mv_statement *claim);

/* mv_node_number: the rational constant that the node is, or NULL. */
const struct mv_ratio *mv_node_number(const struct mv_claims *claims,
                                      const struct mv_node *node);

/* ---- tree.c: trees of boxes (section 8.2) ---------------------------------
 */

enum { MV_TREE_LEVELS = 200 };

/* The current box: name i has u in [at, at + 1] / 2^depth. path[k] is the name
   that was cut at level k, and upper[k] whether the box lies in the upper half.
 */
struct mv_tree {
    mpz_t *at;
    size_t *depth, names, level, path[MV_TREE_LEVELS];
    bool upper[MV_TREE_LEVELS], begun;
};

void mv_tree_open(struct mv_tree *tree, size_t names);
void mv_tree_close(struct mv_tree *tree);

/* mv_tree_next: goes to the next leaf, past the records `split` before it;
   false after the last one. Errors: E306, E310. */
bool mv_tree_next(struct mv_tree *tree, struct mv_reader *reader);

/* mv_tree_box: the u of a name on the box; mv_tree_middle: in its middle. */
void mv_tree_box(struct mv_interval *u, const struct mv_tree *tree,
                 size_t name);
void mv_tree_middle(struct mv_interval *u, const struct mv_tree *tree,
                    size_t name);

/* ---- verdict.c ----------------------------------------------------------- */

struct mv_judge {
    struct mv_claims claims;
    struct mv_arithmetic a;
    struct mv_evaluator e;
    struct mv_program program;
    struct mv_reader reader;
    struct mv_statement *claim;
    char *text; /* of the claim line */
    bool refute;
    uint64_t leaves;
    size_t slots, precision;
};

/* mv_judge_read: the first lines of the certificate, integrals and roots. */
void mv_judge_read(struct mv_judge *judge);

/* mv_judge_value: the value of a piece of code, which is valid until the next
   evaluation. */
const struct mv_jet *mv_judge_value(struct mv_judge *judge,
                                    struct mv_code piece, size_t order);

/* mv_judge_range: the bounds of a root. Errors: E433. */
void mv_judge_range(struct mv_judge *judge, const struct mv_definition *d,
                    struct mv_interval *low, struct mv_interval *high);

/* mv_system_check: in system.c, the record of a system. Errors: E431 to E433.
 */
void mv_system_check(struct mv_judge *judge, struct mv_definition *d);

/* mv_judge_check: the records of the verdict. */
void mv_judge_check(struct mv_judge *judge);

/* ---- ring.c: the ring of section 8.4 ------------------------------------- */

/* A term q A_1^e_1 A_2^e_2 ...: its key lists the variables in increasing
   order, with exponents other than 0. Variables: the names, the atoms, and such
   as stand for exp. A polynomial: terms with q other than 0 in the order of
   their keys. So what is equal in the ring is equal term by term. */
struct mv_power {
    size_t variable;
    struct mv_ratio exponent;
};

struct mv_term {
    struct mv_ratio q;
    struct mv_power *key;
    size_t powers;
};

struct mv_polynomial {
    struct mv_term *term;
    size_t count, room;
};

struct mv_atom;

/* text: what went wrong first, or NULL; results mean nothing after that. */
struct mv_ring {
    struct mv_arithmetic *a;
    size_t names, atoms;
    struct mv_atom *atom;
    enum mv_reason reason;
    const char *text;
    struct mv_ratio one, q;
    struct mv_power *key; /* of the term that is being made */
    size_t powers, key_room;
};

void mv_ring_init(struct mv_ring *r, struct mv_arithmetic *a, size_t names);
void mv_ring_clear(struct mv_ring *r);
void mv_ring_fail(struct mv_ring *r, enum mv_reason reason, const char *text);
void mv_polynomial_clear(struct mv_polynomial *z); /* 0 */
bool mv_polynomial_equal(struct mv_ring *r, const struct mv_polynomial *x,
                         const struct mv_polynomial *y);

/* These add to z, which is no other argument. */
/* q times the variable; q for SIZE_MAX */
void mv_polynomial_add_monomial(struct mv_ring *r, struct mv_polynomial *z,
                                size_t variable, const struct mv_ratio *q);
/* factor x */
void mv_polynomial_add(struct mv_ring *r, struct mv_polynomial *z,
                       const struct mv_polynomial *x,
                       const struct mv_ratio *factor);
/* factor x y */
void mv_polynomial_add_product(struct mv_ring *r, struct mv_polynomial *z,
                               const struct mv_polynomial *x,
                               const struct mv_polynomial *y,
                               const struct mv_ratio *factor);
/* the atom that all of this makes */
void mv_ring_atom(struct mv_ring *r, struct mv_polynomial *z, char kind,
                  size_t index, const struct mv_polynomial *p,
                  const struct mv_ratio *exponent);
/* log(p) ('l', exponent 0), p^exponent ('^', no integer), 1/p, exp(p) */
void mv_ring_function(struct mv_ring *r, struct mv_polynomial *z, char kind,
                      const struct mv_polynomial *p,
                      const struct mv_ratio *exponent);
void mv_ring_inverse(struct mv_ring *r, struct mv_polynomial *z,
                     const struct mv_polynomial *p);
void mv_ring_exp(struct mv_ring *r, struct mv_polynomial *z,
                 const struct mv_polynomial *p);

/* ---- vanish.c: expansions ------------------------------------------------ */

/* A condition `x - y R 0` on expressions, or on the coefficient `order` of the
   jet of x in a name, negated if asked (section 8.1). */
struct mv_condition {
    struct mv_code x, y;
    bool strict;
    size_t order;
    int sign;
};

/* At name = E, E the linear form of the names before it, F vanishes to this
   order. above, below: E is the lower, upper bound of the name. */
struct mv_expansion {
    size_t name, order;
    struct mv_ratio *form;
    bool above, below;
};

/* mv_expansion_read: reads an `expansion`, which has to be true.
   Errors: E233, E303, E306, E430, E436, E501. */
void mv_expansion_read(struct mv_judge *judge, struct mv_expansion *x,
                       const struct mv_condition *condition);
void mv_expansion_clear(struct mv_expansion *x);

/* ---- cover.c, identity.c ------------------------------------------------- */

void mv_cover_check(struct mv_judge *judge);
void mv_point_check(struct mv_judge *judge);
void mv_identity_check(struct mv_judge *judge);

#endif
