/* The grammar of JSON statements with a position for every token. */
#include "base/scan.h"

#include <string.h>

#include "base/number.h"

/* What may come next. */
enum expected {
    A_VALUE,
    AN_ELEMENT_OR_END, /* after "[" */
    A_KEY,
    A_KEY_OR_END, /* after "{" */
    A_COLON,
    A_COMMA_OR_END,
    NOTHING
};

/* Invariants: at <= length; depth <= MC_JSON_MAX_DEPTH; open[d] is '{' or '['
   and ordinal[d] counts the members before the current one. */
struct scanner {
    const char *text;
    size_t length, at;
    enum expected expected;
    size_t depth;
    char open[MC_JSON_MAX_DEPTH];
    size_t ordinal[MC_JSON_MAX_DEPTH];
    mc_scan_fault fault;
    size_t start, end;
    const char *sentence;
    mc_scan_target *target;
};

static bool fail(struct scanner *scanner, mc_scan_fault fault, size_t start,
                 size_t end, const char *sentence)
{
    scanner->fault = fault;
    scanner->start = start;
    scanner->end = end;
    scanner->sentence = sentence;
    return false;
}

static bool refuse(struct scanner *scanner, const char *sentence)
{
    return fail(scanner, MC_SCAN_GRAMMAR, scanner->at, scanner->at, sentence);
}

/* The byte here, or -1 at the end. */
static int peek(const struct scanner *scanner)
{
    return scanner->at < scanner->length
               ? (unsigned char)scanner->text[scanner->at]
               : -1;
}

static bool is_digit(int c)
{
    return c >= '0' && c <= '9';
}

static void skip_blanks(struct scanner *scanner)
{
    int c;
    while ((c = peek(scanner)) == ' ' || c == '\t' || c == '\n' || c == '\r')
        scanner->at++;
}

static size_t skip_digits(struct scanner *scanner)
{
    size_t start = scanner->at;
    while (is_digit(peek(scanner)))
        scanner->at++;
    return scanner->at - start;
}

/* Four hexadecimal digits after "\u"; -1 if there are not four. */
static long hex4(const struct scanner *scanner, size_t at)
{
    long code = 0;
    if (scanner->length - at < 4)
        return -1;
    for (size_t i = at; i < at + 4; i++) {
        char c = scanner->text[i];
        if (c >= '0' && c <= '9')
            code = 16 * code + (c - '0');
        else if (c >= 'a' && c <= 'f')
            code = 16 * code + (c - 'a' + 10);
        else if (c >= 'A' && c <= 'F')
            code = 16 * code + (c - 'A' + 10);
        else
            return -1;
    }
    return code;
}

/* "\uXXXX", or two of them that are a surrogate pair; at the backslash. */
static bool scan_unicode_escape(struct scanner *scanner)
{
    const char *text = scanner->text;
    size_t at = scanner->at;
    long code = hex4(scanner, at + 2), low = -1;
    if (code < 0)
        return refuse(scanner, "\\u must be followed by four hexadecimal "
                               "digits");
    if (code == 0)
        return refuse(scanner, "\\u0000 is not allowed in a statement");
    scanner->at = at + 6;
    if (code < 0xD800 || code > 0xDFFF)
        return true;
    if (code <= 0xDBFF && scanner->length - at >= 12 && text[at + 6] == '\\' &&
        text[at + 7] == 'u')
        low = hex4(scanner, at + 8);
    if (low < 0xDC00 || low > 0xDFFF) {
        scanner->at = at;
        return refuse(scanner, "this surrogate escape is not one of a pair");
    }
    scanner->at = at + 12;
    return true;
}

static bool scan_escape(struct scanner *scanner)
{
    int c = scanner->length - scanner->at >= 2
                ? (unsigned char)scanner->text[scanner->at + 1]
                : -1;
    if (c == 'u')
        return scan_unicode_escape(scanner);
    if (c <= 0 || strchr("\"\\/bfnrt", c) == NULL)
        return refuse(scanner, "unknown escape in a string; a backslash is "
                               "written \\\\");
    scanner->at += 2;
    return true;
}

/* A string, of which the opening quote is here. */
static bool scan_string(struct scanner *scanner)
{
    size_t start = scanner->at++;
    for (;;) {
        int c = peek(scanner);
        if (c == -1)
            return fail(scanner, MC_SCAN_GRAMMAR, start, start,
                        "this string is not closed before the end of the "
                        "file");
        if (c == '\n')
            return fail(scanner, MC_SCAN_GRAMMAR, start, start,
                        "this string is not closed before the end of the "
                        "line");
        if (c < 0x20)
            return refuse(scanner, "a control character in a string must be "
                                   "written as an escape, such as \\t");
        if (c == '"')
            break;
        if (c != '\\')
            scanner->at++;
        else if (!scan_escape(scanner))
            return false;
    }
    scanner->at++;
    return true;
}

/* A number of the JSON grammar, of which "-" or a digit is here. Statements
   have no bare numbers but short integers. */
static bool scan_number(struct scanner *scanner)
{
    size_t start = scanner->at, digits;
    bool real = false, zero;
    if (peek(scanner) == '-')
        scanner->at++;
    zero = peek(scanner) == '0';
    digits = skip_digits(scanner);
    if (digits == 0)
        return refuse(scanner, "a digit must follow the minus sign");
    if (zero && digits > 1)
        return fail(scanner, MC_SCAN_GRAMMAR, start, start,
                    "a number must not have leading zeros");
    if (peek(scanner) == '.') {
        scanner->at++;
        real = true;
        if (skip_digits(scanner) == 0)
            return refuse(scanner, "a digit must follow the decimal point");
    }
    if (peek(scanner) == 'e' || peek(scanner) == 'E') {
        scanner->at++;
        real = true;
        if (peek(scanner) == '+' || peek(scanner) == '-')
            scanner->at++;
        if (skip_digits(scanner) == 0)
            return refuse(scanner, "a digit must follow the exponent sign");
    }
    if (real)
        return fail(scanner, MC_SCAN_REAL, start, scanner->at, NULL);
    if (digits > MC_NUMBER_MAX_BARE_DIGITS)
        return fail(scanner, MC_SCAN_INTEGER, start, scanner->at, NULL);
    return true;
}

static bool scan_word(struct scanner *scanner)
{
    static const char *const word[] = {"true", "false", "null"};
    size_t left = scanner->length - scanner->at;
    for (size_t i = 0; i < sizeof word / sizeof *word; i++) {
        size_t size = strlen(word[i]);
        if (left >= size &&
            memcmp(scanner->text + scanner->at, word[i], size) == 0) {
            scanner->at += size;
            return true;
        }
    }
    return refuse(scanner, "expected a value: a string in double quotes, an "
                           "integer, an array or an object");
}

/* Does the value or key that begins here stand at the target? */
static bool is_target(const struct scanner *scanner, bool key)
{
    const mc_scan_target *target = scanner->target;
    return target != NULL && target->ends_at == 0 && target->at_key == key &&
           scanner->depth == target->depth &&
           memcmp(scanner->ordinal, target->step,
                  target->depth * sizeof *target->step) == 0;
}

static void find(struct scanner *scanner, size_t start)
{
    scanner->target->found = true;
    scanner->target->start = start;
    scanner->target->end = scanner->at;
}

static bool open_container(struct scanner *scanner, char c)
{
    if (scanner->depth == MC_JSON_MAX_DEPTH)
        return refuse(scanner, "nested more than 8 deep");
    scanner->open[scanner->depth] = c;
    scanner->ordinal[scanner->depth++] = 0;
    scanner->at++;
    scanner->expected = c == '{' ? A_KEY_OR_END : AN_ELEMENT_OR_END;
    return true;
}

static void after_value(struct scanner *scanner)
{
    scanner->expected = scanner->depth == 0 ? NOTHING : A_COMMA_OR_END;
}

static bool scan_text_token(struct scanner *scanner, bool key)
{
    bool wanted = is_target(scanner, key);
    size_t start = scanner->at;
    if (!scan_string(scanner))
        return false;
    if (wanted ||
        (scanner->target != NULL && scanner->target->ends_at == scanner->at))
        find(scanner, start);
    return true;
}

static bool scan_value(struct scanner *scanner)
{
    int c = peek(scanner);
    bool wanted = is_target(scanner, false), fine = true;
    size_t start = scanner->at;
    if (scanner->depth == 0 && c != '{')
        return refuse(scanner, "a statement is one JSON object and begins "
                               "with {");
    if (c == '{' || c == '[') {
        fine = open_container(scanner, (char)c);
    } else {
        if (c == '"')
            fine = scan_text_token(scanner, false);
        else if (c == '-' || is_digit(c))
            fine = scan_number(scanner);
        else
            fine = scan_word(scanner);
        after_value(scanner);
    }
    if (fine && wanted)
        find(scanner, start);
    return fine;
}

static bool close_container(struct scanner *scanner)
{
    scanner->at++;
    scanner->depth--;
    after_value(scanner);
    return true;
}

static bool scan_key(struct scanner *scanner)
{
    if (peek(scanner) == '}' && scanner->expected == A_KEY_OR_END)
        return close_container(scanner);
    if (peek(scanner) == '}')
        return refuse(scanner, "a comma must not stand before }");
    if (peek(scanner) != '"')
        return refuse(scanner, "expected a key in double quotes");
    if (!scan_text_token(scanner, true))
        return false;
    scanner->expected = A_COLON;
    return true;
}

static bool scan_colon(struct scanner *scanner)
{
    if (peek(scanner) != ':')
        return refuse(scanner, "expected : after the key");
    scanner->at++;
    scanner->expected = A_VALUE;
    return true;
}

static bool scan_comma(struct scanner *scanner)
{
    bool object = scanner->open[scanner->depth - 1] == '{';
    int c = peek(scanner);
    if (c == (object ? '}' : ']'))
        return close_container(scanner);
    if (c != ',')
        return refuse(scanner, object ? "expected , or } after the value"
                                      : "expected , or ] after the value");
    scanner->at++;
    scanner->ordinal[scanner->depth - 1]++;
    scanner->expected = object ? A_KEY : A_VALUE;
    return true;
}

static bool scan_token(struct scanner *scanner)
{
    switch (scanner->expected) {
    case AN_ELEMENT_OR_END:
        if (peek(scanner) == ']')
            return close_container(scanner);
        return scan_value(scanner);
    case A_VALUE:
        if (peek(scanner) == ']')
            return refuse(scanner, "a comma must not stand before ]");
        return scan_value(scanner);
    case A_KEY:
    case A_KEY_OR_END:
        return scan_key(scanner);
    case A_COLON:
        return scan_colon(scanner);
    case A_COMMA_OR_END:
        return scan_comma(scanner);
    case NOTHING:
        break;
    }
    return refuse(scanner, "nothing may follow the statement's closing }");
}

mc_scan_fault mc_scan(size_t *start, size_t *end, const char **sentence,
                      const char *text, size_t length, mc_scan_target *target)
{
    struct scanner scanner = {.text = text, .length = length, .target = target};
    for (;;) {
        skip_blanks(&scanner);
        if (scanner.at == length) {
            if (scanner.expected != NOTHING)
                refuse(&scanner, scanner.depth == 0
                                     ? "the file is empty"
                                     : "the file ends before its last } "
                                       "(is it truncated?)");
            break;
        }
        if (!scan_token(&scanner) || (target != NULL && target->found))
            break;
    }
    *start = scanner.start;
    *end = scanner.end;
    *sentence = scanner.sentence;
    return scanner.fault;
}
