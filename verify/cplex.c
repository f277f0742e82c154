#include "verify.h"
#include <string.h>

/* FORMAT-LP.md section 4. */

enum kind { END_OF_FILE, NUMBER, NAME, SIGN, COLON, RELATION, KEYWORD };

/* The sections, a letter for each keyword in the order of the list: sense,
   rows, bounds, end, or one that no LP has; t and a: rows if `to` or `that`
   follows. */
static const char keywords[] = MV_SENSES
    " st s.t. st. bounds bound end subject such general generals gen integer "
    "integers int binary binaries bin semi semis sos sos1 sos2 pwlobj lazy";
static const char sections[] = "ssssssssrrrbbetannnnnnnnnnnnnnnn";

/* A token; `first` on its line; `section` of a keyword. */
struct token {
    enum kind kind;
    char *text;
    size_t length;
    bool first;
    char section;
};

struct cplex {
    struct mv_lp *lp;
    struct mv_source *source;
    struct token now, next;
    struct mv_ratio number; /* the last number or value read */
    int infinite;           /* its sign, if it is an infinity */
    mpz_t one;
};

static _Noreturn void refuse(const struct cplex *c, enum mv_reason reason,
                             const char *text)
{
    size_t length = c->now.length < 100 ? c->now.length : 100;

    mv_source_refuse(c->source, (size_t)(c->now.text - (char *)c->source->text),
                     reason, "`%.*s`: %s", (int)length, c->now.text, text);
}

static bool in_name(unsigned char c, bool first)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c > 0x7F ||
           (c != 0 && strchr("!\"#$%&(),;?@_`'{}|~", c) != NULL) ||
           (!first && c != 0 && strchr("0123456789./[]", c) != NULL);
}

static struct token lex(struct cplex *c)
{
    char *s = (char *)c->source->text + c->source->at;
    struct token t = {END_OF_FILE, NULL, 1, c->source->at == 0, 0};

    for (;; s++) {
        if (*s == '\\')
            s += strcspn(s, "\n");
        if (*s == '\n')
            t.first = true;
        else if (*s != ' ' && *s != '\t' && !(s[0] == '\r' && s[1] == '\n'))
            break;
    }
    t.text = s;
    if (*s == '\0') {
        t.length = 0;
    } else if (mv_unsigned_span(s) > 0) {
        t.kind = NUMBER;
        t.length = mv_unsigned_span(s);
    } else if (in_name((unsigned char)*s, true)) {
        t.kind = NAME;
        while (in_name((unsigned char)s[t.length], false))
            t.length++;
    } else if (*s == '+' || *s == '-') {
        t.kind = SIGN;
    } else if (*s == ':') {
        t.kind = COLON;
    } else if (strchr("<=>", *s) != NULL) {
        t.kind = RELATION;
        if (s[0] == '=' ? s[1] == '<' || s[1] == '>' : s[1] == '=')
            t.length = 2;
    } else {
        c->now = t;
        refuse(c, strchr("[^*", *s) != NULL ? MV_E226 : MV_E220,
               "no token of a linear program");
    }
    c->source->at = (size_t)(s - (char *)c->source->text) + t.length;
    return t;
}

static bool is(const struct token *t, const char *words)
{
    return t->kind == NAME && mv_word_find(words, t->text, t->length) >= 0;
}

static void advance(struct cplex *c)
{
    char section;

    c->now = c->next;
    c->next = lex(c);
    if (!c->now.first || c->next.kind == COLON || !is(&c->now, keywords))
        return;
    section = sections[mv_word_find(keywords, c->now.text, c->now.length)];
    if (section == 't' || section == 'a') {
        if (c->next.first || !is(&c->next, section == 't' ? "to" : "that"))
            return;
        c->next = lex(c);
        section = 'r';
    }
    c->now.kind = KEYWORD;
    c->now.section = section;
}

/* Moves over empty sections that an LP does not have, and then over the keyword
   of the section that must begin here, if it does. */
static bool section(struct cplex *c, char wanted)
{
    while (c->now.kind == KEYWORD && c->now.section == 'n') {
        struct token keyword = c->now;

        advance(c);
        if (c->now.kind != KEYWORD && c->now.kind != END_OF_FILE) {
            c->now = keyword;
            refuse(c, MV_E226, "a section that no LP has");
        }
    }
    if (c->now.kind != KEYWORD || c->now.section != wanted)
        return false;
    advance(c);
    return true;
}

/* Moves over signs; returns how many there are, and their product. */
static size_t signs(struct cplex *c, bool *negative)
{
    size_t count = 0;

    for (*negative = false; c->now.kind == SIGN; count++) {
        *negative ^= *c->now.text == '-';
        advance(c);
    }
    return count;
}

static void number(struct cplex *c, bool negative)
{
    int reason = mv_set_unsigned(c->number.p, c->number.q, c->now.text,
                                 c->now.length, negative);

    if (reason != 0)
        refuse(c, (enum mv_reason)reason, MV_NUMBER_TEXT(reason));
    advance(c);
}

static void value(struct cplex *c, bool bounds)
{
    bool negative;

    signs(c, &negative);
    c->infinite = 0;
    if (c->now.kind == NUMBER) {
        number(c, negative);
        return;
    }
    if (!bounds || !is(&c->now, MV_INFINITIES))
        refuse(c, MV_E220, "a number is expected here");
    c->infinite = negative ? -1 : 1;
    advance(c);
}

/* The direction of a relation: '<', '>' or '='. */
static int relation(struct cplex *c)
{
    int direction = *c->now.text;

    if (c->now.kind != RELATION)
        refuse(c, MV_E220, "a relation is expected here");
    if (c->now.length == 2 && direction == '=')
        direction = c->now.text[1];
    advance(c);
    return direction;
}

/* The column of this name, a new one if there is none. */
static struct mv_item *column(struct cplex *c)
{
    struct mv_items *columns = &c->lp->columns;
    size_t j = mv_item_find(columns, c->now.text, c->now.length);

    if (j == SIZE_MAX) {
        j = columns->count;
        mpz_set_ui(mv_item_add(columns)->bound[0].q, 1);
        mv_item_name(columns, j, c->now.text, c->now.length);
    }
    advance(c);
    return &columns->item[j];
}

/* Moves over a label, if there is one. */
static bool label(struct cplex *c)
{
    bool found = c->now.kind == NAME && c->next.kind == COLON;

    for (int k = 0; found && k < 2; k++)
        advance(c);
    return found;
}

struct shape {
    size_t names, constants;
};

/* Reads an expression. Adds its constants to `constant`. */
static struct shape expression(struct cplex *c, size_t row,
                               struct mv_ratio *constant)
{
    struct mv_lp *lp = c->lp;
    struct shape shape = {0, 0};

    for (;;) {
        bool negative;
        size_t count = signs(c, &negative);
        struct mv_item *item;

        if (c->now.kind != NUMBER && c->now.kind != NAME) {
            if (count > 0)
                refuse(c, MV_E220, "a number or a name must follow a sign");
            return shape;
        }
        if (count == 0 && shape.names + shape.constants > 0)
            refuse(c, MV_E220, "a sign is expected here");
        mpz_set_si(c->number.p, negative ? -1 : 1);
        mpz_set_ui(c->number.q, 1);
        if (c->now.kind == NUMBER)
            number(c, negative);
        if (c->now.kind != NAME) {
            mv_add_product(constant, c->one, &c->number);
            shape.constants++;
            continue;
        }
        item = column(c);
        shape.names++;
        if (item->last == 0 || lp->element[item->last - 1].row != row) {
            mv_lp_element(lp, row, (size_t)(item - lp->columns.item));
            item->last = lp->elements;
        }
        mv_add_product(&lp->element[item->last - 1].value, c->one, &c->number);
    }
}

/* Sets the bounds that `direction` limits to the value that was read. */
static void limit(struct cplex *c, struct mv_item *item, int direction)
{
    if (c->infinite != 0 && direction != (c->infinite > 0 ? '<' : '>'))
        refuse(c, MV_E224, "before this: the wrong infinity");
    for (int side = 0; side < 2; side++)
        if (direction != (side == 0 ? '<' : '>')) {
            mv_ratio_set(&item->bound[side], &c->number);
            if (c->infinite != 0)
                mpz_set_ui(item->bound[side].q, 0);
        }
}

static int reverse(int direction)
{
    return direction == '<' ? '>' : direction == '>' ? '<' : '=';
}

/* The relation and the value at the end of a constraint or a bound; the
   direction is that of a relation before the expression, or 0. */
static void set_last(struct cplex *c, struct mv_item *item, int direction,
                     bool bounds)
{
    int last = relation(c);

    if (direction != 0 && (direction == '=' || last != direction))
        refuse(c, MV_E220, "before this: relations of different directions");
    value(c, bounds);
    limit(c, item, last);
}

static void constraint(struct cplex *c)
{
    struct mv_items *rows = &c->lp->rows;
    size_t row = rows->count;
    struct mv_ratio left;
    struct shape shape;
    char *name = c->now.text;
    size_t length = c->now.length;
    int direction = 0;

    if (!label(c)) {
        name = mv_allocate(24, 1);
        length = (size_t)snprintf(name, 24, "c%zu", row);
    }
    if (mv_item_find(rows, name, length) != SIZE_MAX)
        refuse(c, MV_E222, "before this: a second row of the same name");
    mv_item_add(rows);
    mv_item_name(rows, row, name, length);
    mpz_init(left.p);
    mpz_init_set_ui(left.q, 1);
    shape = expression(c, row, &left);
    if (shape.names == 0 && shape.constants == 1) {
        mv_ratio_set(&c->number, &left);
        c->infinite = 0;
        direction = relation(c);
        limit(c, &rows->item[row], reverse(direction));
        shape = expression(c, row, &left);
    }
    if (shape.names == 0 || shape.constants > 0)
        refuse(c, MV_E220,
               "before this: a constraint has names on one side "
               "only, and no constants there");
    set_last(c, &rows->item[row], direction, false);
    mpz_clears(left.p, left.q, NULL);
}

static void bound(struct cplex *c)
{
    struct mv_item *item;
    bool left = c->now.kind != NAME || is(&c->now, MV_INFINITIES);
    int direction = 0;

    if (left) {
        value(c, true);
        direction = relation(c);
    }
    if (c->now.kind != NAME || is(&c->now, MV_INFINITIES " free"))
        refuse(c, MV_E220, "a name is expected here");
    item = column(c);
    if (left) {
        limit(c, item, reverse(direction));
        if (c->now.kind != RELATION)
            return;
    } else if (is(&c->now, "free")) {
        mpz_set_ui(item->bound[0].q, 0);
        mpz_set_ui(item->bound[1].q, 0);
        advance(c);
        return;
    }
    set_last(c, item, direction, true);
}

static bool between_keywords(const struct cplex *c)
{
    return c->now.kind != KEYWORD && c->now.kind != END_OF_FILE;
}

void mv_cplex_read(struct mv_lp *lp, struct mv_source *source)
{
    struct cplex c = {.lp = lp, .source = source};

    mpz_inits(c.number.p, c.number.q, NULL);
    mpz_init_set_ui(c.one, 1);
    mv_lp_start(lp, "cplex-lp");
    c.next = lex(&c);
    advance(&c);
    lp->maximise =
        mv_word_find(MV_SENSES, c.now.text, c.now.length) < MV_MAXIMISE;
    if (!section(&c, 's'))
        refuse(&c, MV_E221, "a sense is expected here");
    label(&c);
    expression(&c, 0, &lp->rows.item[0].value);
    if (between_keywords(&c))
        refuse(&c, MV_E220, "this cannot stand in an objective");
    if (!section(&c, 'r'))
        refuse(&c, MV_E221, "`subject to` is expected here");
    while (between_keywords(&c))
        constraint(&c);
    if (section(&c, 'b'))
        while (between_keywords(&c))
            bound(&c);
    if (!section(&c, 'e'))
        refuse(&c, MV_E221, "`end` is expected here");
    if (c.now.kind != END_OF_FILE)
        refuse(&c, MV_E220, "this stands behind `end`");
}
