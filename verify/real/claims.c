#include "real.h"
#include <string.h>

enum { file_limit = 1 << 20, hint_limit = 20, system_limit = 8 };

static struct mv_definition *new_definition(struct mv_parser *p, size_t symbol,
                                            enum mv_meaning meaning)
{
    struct mv_claims *c = p->claims;
    struct mv_definition *d;

    c->definition = mv_grow(c->definition, &c->definition_room,
                            c->definitions + 1, sizeof *c->definition);
    d = &c->definition[c->definitions++];
    *d = (struct mv_definition){.symbol = symbol, .meaning = meaning};
    mv_jet_init(&d->value);
    return d;
}

/* The name of a definition that begins here; goes past it. */
static size_t free_name(struct mv_parser *p)
{
    size_t at = p->at, symbol = mv_token_name(p);

    if (p->claims->symbol[symbol].meaning != MV_NOTHING)
        mv_parser_refuse(p, at, MV_E232, "this name is in use");
    return symbol;
}

/* From here on the name means the definition. */
static void define(struct mv_parser *p, struct mv_definition *d)
{
    struct mv_claims *c = p->claims;
    struct mv_symbol *symbol = &c->symbol[d->symbol];

    symbol->meaning = d->meaning;
    symbol->index = c->definitions - 1;
    d->slots = p->slots_most;
    d->integrates = p->integrates;
    c->entry =
        mv_grow(c->entry, &c->entry_room, c->entries + 1, sizeof *c->entry);
    c->entry[c->entries++] = (struct mv_listed){false, c->definitions - 1};
}

static void read_constant(struct mv_parser *p, size_t symbol)
{
    struct mv_definition *d;
    struct mv_code body = mv_expression(p);
    const struct mv_node *root = &p->claims->code[body.last];

    d = new_definition(p, symbol, MV_CONSTANT);
    d->body = body;
    d->rational = root->rational;
    if (d->rational) {
        p->evaluator->top = 0;
        mv_jet_exact(&d->value,
                     &mv_evaluate(p->evaluator, p->claims->code, body)->exact);
    }
    define(p, d);
}

static void read_function(struct mv_parser *p)
{
    size_t name = free_name(p), weight = p->claims->weight, count = 0;
    size_t *parameter = NULL, room = 0;
    struct mv_definition *d;
    struct mv_code body;

    mv_token_take(p, (enum mv_token)'(');
    for (;;) {
        size_t symbol = mv_token_name(p);

        if (symbol == name)
            mv_parser_refuse(p, p->at, MV_E232,
                             "a parameter with the name of the function");
        mv_bind(p, symbol, MV_BOUND);
        parameter = mv_grow(parameter, &room, count + 1, sizeof *parameter);
        parameter[count++] = symbol;
        if (p->token != (enum mv_token)',')
            break;
        mv_token_next(p);
    }
    mv_token_take(p, (enum mv_token)')');
    mv_token_take(p, (enum mv_token)'=');
    body = mv_expression(p);
    for (size_t k = count; k > 0; k--)
        mv_unbind(p, parameter[k - 1]);
    d = new_definition(p, name, MV_FUNCTION);
    d->parameter = parameter;
    d->body = body;
    d->parameters = count;
    d->weight = p->claims->weight - weight;
    define(p, d);
}

static void take_word(struct mv_parser *p, enum mv_word word, const char *text)
{
    if (!mv_token_word(p, word))
        mv_parser_refuse(p, p->at, MV_E230, "`%s` is expected here", text);
    mv_token_next(p);
}

/* `in [low, high]` */
static void read_range(struct mv_parser *p, struct mv_code *low,
                       struct mv_code *high)
{
    take_word(p, MV_W_IN, "in");
    mv_token_take(p, (enum mv_token)'[');
    *low = mv_expression(p);
    mv_token_take(p, (enum mv_token)',');
    *high = mv_expression(p);
    mv_token_take(p, (enum mv_token)']');
}

/* The names of a root or system, with their bounds. */
static size_t read_names(struct mv_parser *p,
                         struct mv_definition list[system_limit])
{
    size_t count = 0;

    for (;; mv_token_next(p)) {
        size_t at = p->at, symbol = free_name(p);

        if (count == system_limit)
            mv_parser_refuse(p, at, MV_E233, "more than %d names",
                             system_limit);
        list[count] = (struct mv_definition){.symbol = symbol, .place = count};
        read_range(p, &list[count].low, &list[count].high);
        count++;
        if (p->token != (enum mv_token)',')
            return count;
    }
}

static void read_root(struct mv_parser *p)
{
    struct mv_definition list[system_limit], *d;
    size_t count = read_names(p, list);

    mv_token_take(p, (enum mv_token)':');
    for (size_t k = 0; k < count; k++)
        mv_bind(p, list[k].symbol, MV_BOUND);
    for (size_t k = 0; k < count; k++) {
        if (k > 0 && p->token == (enum mv_token)',')
            mv_token_next(p);
        else if (k > 0)
            break;
        list[k].body = mv_expression(p);
        list[k].names = k + 1; /* so far */
    }
    if (list[count - 1].names != count || p->token == (enum mv_token)',')
        mv_parser_refuse(p, p->at, MV_E231, "there are %zu names here", count);
    for (size_t k = count; k > 0; k--)
        mv_unbind(p, list[k - 1].symbol);
    for (size_t k = 0; k < count; k++) {
        d = new_definition(p, list[k].symbol, MV_ROOT);
        d->low = list[k].low;
        d->high = list[k].high;
        d->body = list[k].body;
        d->names = count;
        d->place = k;
        d->number = p->claims->roots;
        define(p, d);
    }
    p->claims->roots++;
}

static void add_binding(struct mv_parser *p, struct mv_statement *claim,
                        struct mv_binding binding)
{
    claim->binding = mv_grow(claim->binding, &claim->room, claim->bindings + 1,
                             sizeof *claim->binding);
    claim->binding[claim->bindings++] = binding;
    mv_bind(p, binding.symbol, MV_BOUND);
}

/* The number of the forall's name that is the current token. */
static size_t bound_name(struct mv_parser *p, const struct mv_statement *claim)
{
    size_t at = p->at, symbol = mv_token_name(p), k = 0;

    while (k < claim->bindings && claim->binding[k].symbol != symbol)
        k++;
    if (k == claim->bindings)
        mv_parser_refuse(p, at, MV_E231, "this is no name of the forall");
    return k;
}

/* The digits behind `taylor`. */
static size_t read_order(struct mv_parser *p)
{
    const char *digits = (const char *)p->source->text + p->at;
    size_t order = 0;

    if (p->token != MV_T_NUMBER || mv_digit_span(digits) != p->length)
        mv_parser_refuse(p, p->at, MV_E230, "digits are expected here");
    for (size_t k = 0; k < p->length && order <= hint_limit; k++)
        order = order * 10 + (size_t)(digits[k] - '0');
    if (order < 1 || order > hint_limit)
        mv_parser_refuse(p, p->at, MV_E233, "an order from 1 to %d is needed",
                         hint_limit);
    mv_token_next(p);
    return order;
}

/* A hint means nothing here: it is only read. */
static void read_hint(struct mv_parser *p, struct mv_statement *claim)
{
    struct mv_hint *hint = &claim->hint;

    mv_token_next(p);
    if (mv_token_word(p, MV_W_DIVIDE)) {
        hint->advice = MV_DIVIDE;
        mv_token_next(p);
        take_word(p, MV_W_BY, "by");
    } else {
        hint->advice =
            mv_token_word(p, MV_W_DERIVATIVE) ? MV_DERIVATIVE : MV_TAYLOR;
        if (hint->advice == MV_DERIVATIVE) {
            mv_token_next(p);
        } else {
            take_word(p, MV_W_TAYLOR, "taylor");
            hint->order = read_order(p);
        }
        take_word(p, MV_W_IN, "in");
        hint->name = bound_name(p, claim);
        if (hint->advice == MV_DERIVATIVE && !mv_token_word(p, MV_W_AT))
            return;
        take_word(p, MV_W_AT, "at");
        for (size_t k = hint->name; k < claim->bindings; k++)
            p->claims->symbol[claim->binding[k].symbol].meaning = MV_HIDDEN;
    }
    hint->point = mv_expression(p);
    hint->has_point = true;
}

static bool read_shape(struct mv_parser *p, struct mv_statement *claim)
{
    claim->strictly = mv_token_word(p, MV_W_STRICTLY);
    if (claim->strictly)
        mv_token_next(p);
    for (int k = 0; k < 4; k++)
        if (mv_token_word(p, (enum mv_word)(MV_W_INCREASING + k)))
            claim->shape = (enum mv_shape)(MV_INCREASING + k);
    if (claim->shape == MV_NO_SHAPE) {
        if (claim->strictly)
            mv_parser_refuse(p, p->at, MV_E230, "a shape is expected here");
        return false;
    }
    mv_token_next(p);
    take_word(p, MV_W_IN, "in");
    claim->shape_name = bound_name(p, claim);
    return true;
}

static void read_body(struct mv_parser *p, struct mv_statement *claim)
{
    claim->left = mv_expression(p);
    if (mv_token_word(p, MV_W_IN)) {
        claim->between = true;
        read_range(p, &claim->right, &claim->upper);
    } else if (!read_shape(p, claim)) {
        switch ((int)p->token) {
        case MV_T_AT_LEAST:
            claim->relation = MV_GE;
            break;
        case MV_T_AT_MOST:
            claim->relation = MV_LE;
            break;
        case '>':
            claim->relation = MV_GT;
            break;
        case '<':
            claim->relation = MV_LT;
            break;
        default:
            mv_parser_refuse(p, p->at, MV_E230,
                             "`in`, a relation or a shape is expected here");
        }
        mv_token_next(p);
        claim->right = mv_expression(p);
    }
    if (mv_token_word(p, MV_W_BY))
        read_hint(p, claim);
}

static void read_forall(struct mv_parser *p, struct mv_statement *claim)
{
    struct mv_binding binding = {0};

    do {
        mv_token_next(p);
        binding.symbol = mv_token_name(p);
        read_range(p, &binding.low, &binding.high);
        add_binding(p, claim, binding);
    } while (p->token == (enum mv_token)',');
    mv_token_take(p, (enum mv_token)':');
}

static void read_identity(struct mv_parser *p, struct mv_statement *claim)
{
    struct mv_binding binding = {0};

    claim->identity = true;
    do {
        mv_token_next(p);
        binding.symbol = mv_token_name(p);
        add_binding(p, claim, binding);
    } while (p->token == (enum mv_token)',');
    mv_token_take(p, (enum mv_token)':');
    claim->left = mv_expression(p);
    mv_token_take(p, MV_T_SAME);
    claim->right = mv_expression(p);
}

static void read_claim(struct mv_parser *p, size_t symbol, size_t at)
{
    struct mv_claims *c = p->claims;
    struct mv_statement claim = {.symbol = symbol};

    if (c->symbol[symbol].claim > 0)
        mv_parser_refuse(p, at, MV_E232, "a claim has this name already");
    if (mv_token_word(p, MV_W_IDENTITY)) {
        read_identity(p, &claim);
    } else {
        if (mv_token_word(p, MV_W_FORALL))
            read_forall(p, &claim);
        read_body(p, &claim);
    }
    for (size_t k = claim.bindings; k > 0; k--)
        mv_unbind(p, claim.binding[k - 1].symbol);
    claim.slots = p->slots_most;
    c->claim =
        mv_grow(c->claim, &c->claim_room, c->claims + 1, sizeof *c->claim);
    c->claim[c->claims++] = claim;
    c->symbol[symbol].claim = c->claims;
    c->entry =
        mv_grow(c->entry, &c->entry_room, c->entries + 1, sizeof *c->entry);
    c->entry[c->entries++] = (struct mv_listed){true, c->claims - 1};
}

static void read_statement(struct mv_parser *p)
{
    size_t at = p->at, symbol;

    p->slots = p->slots_most = 0;
    p->integrates = false;
    if (mv_token_word(p, MV_W_FN)) {
        mv_token_next(p);
        read_function(p);
    } else if (mv_token_word(p, MV_W_ROOT)) {
        mv_token_next(p);
        read_root(p);
    } else {
        symbol = mv_token_name(p);
        if (p->token == (enum mv_token)':') {
            mv_token_next(p);
            read_claim(p, symbol, at);
        } else {
            mv_token_take(p, (enum mv_token)'=');
            if (p->claims->symbol[symbol].meaning != MV_NOTHING)
                mv_parser_refuse(p, at, MV_E232, "this name is in use");
            read_constant(p, symbol);
        }
    }
    if (p->token != MV_T_END)
        mv_token_take(p, MV_T_LINE);
}

void mv_claims_read(struct mv_claims *claims, const char *path)
{
    struct mv_evaluator evaluator;
    struct mv_parser parser;

    mv_source_load(&claims->source, path, file_limit);
    mv_sha256(claims->hash, claims->source.text, claims->source.length);
    mv_source_utf8(&claims->source);
    claims->a->where = (struct mv_place){path, 0, 0};
    mv_evaluator_init(&evaluator, claims);
    mv_parser_open(&parser, claims);
    parser.evaluator = &evaluator;
    mv_token_next(&parser);
    while (parser.token != MV_T_END) {
        if (parser.token == MV_T_LINE)
            mv_token_next(&parser);
        else
            read_statement(&parser);
    }
}

struct mv_statement *mv_claims_find(struct mv_claims *claims, const char *name)
{
    for (size_t k = 0; k < claims->claims; k++) {
        const struct mv_symbol *symbol =
            &claims->symbol[claims->claim[k].symbol];

        if (symbol->length == strlen(name) &&
            memcmp(claims->source.text + symbol->at, name, symbol->length) == 0)
            return &claims->claim[k];
    }
    return NULL;
}
