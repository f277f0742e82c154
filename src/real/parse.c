#include "real/parse.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/sha256.h"
#include "base/text.h"
#include "real/parser.h"

static char *copy_text(mc_parser *p, const mc_token *token)
{
    char *copy = malloc(token->length + 1);
    if (!copy) {
        p->status = MC_LIMIT;
        (void)mc_parser_fault(p, token->begin, "out of memory");
        return NULL;
    }
    memcpy(copy, p->lexer.text + token->begin, token->length);
    copy[token->length] = '\0';
    return copy;
}

static bool grow(mc_parser *p, void *array, size_t *room, size_t needed,
                 size_t size)
{
    if (mc_array_grow(array, room, needed, size))
        return true;
    p->status = MC_LIMIT;
    return mc_parser_fault(p, p->token.begin, "out of memory");
}

static bool interval(mc_parser *p, mc_node **lower, mc_node **upper)
{
    return mc_parser_expect(p, '[', "[ and a lower bound") &&
           (*lower = mc_parser_counted(p)) != NULL &&
           mc_parser_expect(p, ',', ", and an upper bound") &&
           (*upper = mc_parser_counted(p)) != NULL &&
           mc_parser_expect(p, ']', "]");
}

/* ---- definitions ---- */

static bool constant(mc_parser *p, const mc_token *name)
{
    mc_claims *claims = p->claims;
    if (mc_parser_find(p, name))
        return mc_parser_fault(p, name->begin, "this name is already in use");
    mc_node *node = mc_parser_next(p) ? mc_parser_counted(p) : NULL;
    if (!node || !grow(p, &claims->constant, &claims->constant_room,
                       claims->constants + 1, sizeof *claims->constant))
        return false;
    claims->constant[claims->constants] = node;
    return mc_parser_define(p, name, MC_SYMBOL_CONSTANT, claims->constants++,
                            node);
}

static bool same_name(const mc_parser *p, const mc_token *x, const mc_token *y)
{
    return x->length == y->length &&
           memcmp(p->lexer.text + x->begin, p->lexer.text + y->begin,
                  x->length) == 0;
}

static bool parameters(mc_parser *p, const mc_token *function, size_t **slot,
                       size_t *count)
{
    size_t room = 0;
    mc_token name;
    do {
        if (!mc_parser_next(p) || !mc_parser_take_name(p, &name))
            return false;
        if (same_name(p, &name, function))
            return mc_parser_fault(p, name.begin,
                                   "this name is already in use");
        if (!grow(p, slot, &room, *count + 1, sizeof **slot) ||
            !mc_parser_bind(p, &name, MC_SLOT_PARAMETER, &(*slot)[*count]))
            return false;
        ++*count;
    } while (p->token.kind == ',');
    return true;
}

static bool function(mc_parser *p)
{
    mc_token name;
    size_t names = p->symbols, count = 0, *slot = NULL;
    mc_node *body = NULL;
    bool good = mc_parser_next(p) && mc_parser_take_name(p, &name);
    if (good && mc_parser_find(p, &name))
        good = mc_parser_fault(p, name.begin, "this name is already in use");
    if (good && p->token.kind != '(')
        good = mc_parser_unexpected(p, "( and parameters");
    good = good && parameters(p, &name, &slot, &count) &&
           mc_parser_expect(p, ')', ") or ,") &&
           mc_parser_expect(p, '=', "= and the body");
    if (good)
        body = mc_parser_counted(p);
    if (body) {
        mc_parser_forget(p, names);
        good = mc_parser_define(p, &name, MC_SYMBOL_FUNCTION, p->symbols, body);
    }
    if (!body || !good) {
        free(slot);
        return false;
    }
    p->symbol[p->symbols - 1].parameters = count;
    p->symbol[p->symbols - 1].parameter = slot;
    return true;
}

/* The names of a root statement and their bounds. */
static bool root_bindings(mc_parser *p, mc_token *name, mc_root_name *made,
                          size_t *count)
{
    do {
        if (!mc_parser_next(p) || !mc_parser_take_name(p, &name[*count]))
            return false;
        const mc_token *now = &name[*count];
        bool used = mc_parser_find(p, now) != NULL;
        for (size_t i = 0; i < *count; i++)
            used = used || same_name(p, &name[i], now);
        if (used)
            return mc_parser_fault(p, now->begin,
                                   "this name is already in use");
        if (!mc_parser_take_word(p, "in") ||
            !interval(p, &made[*count].lower, &made[*count].upper))
            return false;
        if (++*count == MC_MOST_ROOT_NAMES && p->token.kind == ',')
            return mc_parser_fault(p, p->token.begin,
                                   "a system of roots has at most 8 names");
    } while (p->token.kind == ',');
    return mc_parser_expect(p, ':', ": and the equation's left side");
}

static bool root_equations(mc_parser *p, mc_root_name *made, size_t count)
{
    char text[120];
    for (size_t i = 0; i < count; i++) {
        if (!(made[i].equation = mc_parser_counted(p)))
            return false;
        bool more = p->token.kind == ',';
        if (more != (i + 1 < count)) {
            (void)snprintf(text, sizeof text,
                           "%zu name%s: expected as many equations, not %s%zu",
                           count, count > 1 ? "s" : "",
                           more ? "more than " : "", i + 1);
            return mc_parser_fault(p, p->token.begin, text);
        }
        if (more && !mc_parser_next(p))
            return false;
    }
    return true;
}

static bool root(mc_parser *p)
{
    mc_claims *claims = p->claims;
    mc_token name[MC_MOST_ROOT_NAMES];
    mc_root_name made[MC_MOST_ROOT_NAMES] = {{.root = 0}};
    mc_root root = {.begin = p->token.begin, .first = claims->root_names};
    size_t names = p->symbols;
    if (!root_bindings(p, name, made, &root.names))
        return false;
    for (size_t i = 0; i < root.names; i++)
        if (!mc_parser_bind(p, &name[i], MC_SLOT_ROOT, &made[i].slot))
            return false;
    if (!root_equations(p, made, root.names))
        return false;
    mc_parser_forget(p, names);
    if (!grow(p, &claims->root, &claims->root_room, claims->roots + 1,
              sizeof *claims->root) ||
        !grow(p, &claims->root_name, &claims->root_name_room,
              claims->root_names + root.names, sizeof *claims->root_name))
        return false;
    for (size_t i = 0; i < root.names; i++) {
        made[i].root = claims->roots;
        claims->root_name[claims->root_names] = made[i];
        if (!mc_parser_define(p, &name[i], MC_SYMBOL_ROOT, claims->root_names++,
                              NULL))
            return false;
    }
    claims->root[claims->roots++] = root;
    return true;
}

/* ---- claims ---- */

static bool bindings(mc_parser *p, mc_claim *claim)
{
    size_t room = 0;
    do {
        mc_token name;
        mc_binding binding = {.slot = 0};
        if (!mc_parser_next(p) || !mc_parser_take_name(p, &name))
            return false;
        if (mc_parser_find(p, &name))
            return mc_parser_fault(p, name.begin,
                                   "this name is already in use");
        if (!mc_parser_take_word(p, "in") ||
            !interval(p, &binding.lower, &binding.upper) ||
            !mc_parser_bind(p, &name, MC_SLOT_FORALL, &binding.slot) ||
            !grow(p, &claim->binding, &room, claim->bindings + 1,
                  sizeof *claim->binding))
            return false;
        claim->binding[claim->bindings++] = binding;
    } while (p->token.kind == ',');
    return mc_parser_expect(p, ':', ": or ,");
}

static bool shape(mc_parser *p, mc_claim *claim)
{
    static const char *const words[] = {"increasing", "decreasing", "convex",
                                        "concave"};
    claim->kind = MC_CLAIM_SHAPE;
    claim->strict = mc_parser_word(p, "strictly");
    if (claim->strict && !mc_parser_next(p))
        return false;
    for (size_t i = 0; i < 4; i++)
        if (mc_parser_word(p, words[i])) {
            claim->shape = (mc_shape)i;
            return mc_parser_next(p) && mc_parser_take_word(p, "in") &&
                   mc_parser_bound_name(p, claim, &claim->shape_name);
        }
    return mc_parser_unexpected(
        p, "a relation, in [a, b], or increasing, decreasing, convex, concave");
}

static bool body(mc_parser *p, mc_claim *claim)
{
    if (!(claim->left = mc_parser_counted(p)))
        return false;
    if (mc_parser_word(p, "in")) {
        claim->kind = MC_CLAIM_BETWEEN;
        return mc_parser_next(p) && interval(p, &claim->lower, &claim->upper);
    }
    if (p->token.kind == MC_TOKEN_NAME)
        return shape(p, claim);
    claim->kind = MC_CLAIM_RELATION;
    return mc_parser_relation(p, &claim->relation) &&
           (claim->right = mc_parser_counted(p)) != NULL;
}

static bool identity(mc_parser *p, mc_claim *claim)
{
    size_t room = 0;
    claim->kind = MC_CLAIM_IDENTITY;
    do {
        mc_token name;
        mc_binding binding = {.slot = 0};
        if (!mc_parser_next(p) || !mc_parser_take_name(p, &name) ||
            !mc_parser_bind(p, &name, MC_SLOT_IDENTITY, &binding.slot) ||
            !grow(p, &claim->binding, &room, claim->bindings + 1,
                  sizeof *claim->binding))
            return false;
        claim->binding[claim->bindings++] = binding;
    } while (p->token.kind == ',');
    return mc_parser_expect(p, ':', ": or ,") &&
           (claim->left = mc_parser_counted(p)) != NULL &&
           mc_parser_expect(p, MC_TOKEN_SAME, "==") &&
           (claim->right = mc_parser_counted(p)) != NULL;
}

static bool claim_statement(mc_parser *p, const mc_token *name)
{
    mc_claims *claims = p->claims;
    size_t names = p->symbols;
    for (size_t i = 0; i < claims->claims; i++)
        if (strlen(claims->claim[i].name) == name->length &&
            memcmp(claims->claim[i].name, p->lexer.text + name->begin,
                   name->length) == 0)
            return mc_parser_fault(p, name->begin,
                                   "a claim of this name exists already");
    if (!mc_parser_next(p) || !grow(p, &claims->claim, &claims->claim_room,
                                    claims->claims + 1, sizeof *claims->claim))
        return false;
    /* from here on the file owns what the claim holds */
    mc_claim *claim = &claims->claim[claims->claims++];
    *claim = (mc_claim){.begin = name->begin};
    if (!(claim->name = copy_text(p, name)))
        return false;
    if (mc_parser_word(p, "identity")) {
        if (!identity(p, claim))
            return false;
    } else {
        if (mc_parser_word(p, "forall") && !bindings(p, claim))
            return false;
        if (!body(p, claim) ||
            (mc_parser_word(p, "by") && !mc_parser_hint(p, claim)))
            return false;
    }
    claim->end = p->end;
    mc_parser_forget(p, names);
    return true;
}

/* ---- files ---- */

static bool statement(mc_parser *p)
{
    mc_token name;
    if (mc_parser_word(p, "fn"))
        return function(p);
    if (mc_parser_word(p, "root"))
        return root(p);
    if (!mc_parser_take_name(p, &name))
        return false;
    if (p->token.kind == '=')
        return constant(p, &name);
    if (p->token.kind == ':')
        return claim_statement(p, &name);
    return mc_parser_unexpected(p, "= (a constant) or : (a claim)");
}

static void statements(mc_parser *p)
{
    if (!mc_parser_next(p))
        return;
    while (p->token.kind != MC_TOKEN_END) {
        if (p->token.kind != MC_TOKEN_NEWLINE && !statement(p))
            return;
        if (p->token.kind == MC_TOKEN_END)
            return;
        if (p->token.kind != MC_TOKEN_NEWLINE) {
            (void)mc_parser_unexpected(p, "the end of the line");
            return;
        }
        if (!mc_parser_next(p))
            return;
    }
}

static void single_expression(mc_parser *p)
{
    if (!mc_parser_next(p) || !(p->claims->expression = mc_parser_counted(p)))
        return;
    if (p->token.kind != MC_TOKEN_END)
        (void)mc_parser_unexpected(p, "the end of the expression");
}

static bool start(mc_parser *p, const mc_file *file, int source)
{
    size_t fault = mc_text_utf8_fault(file->text, file->length);
    p->lexer = (mc_lexer){
        .name = file->name, .text = file->text, .length = file->length};
    p->token = (mc_token){.kind = MC_TOKEN_NEWLINE};
    p->source = source;
    if (file->length > MC_MOST_BYTES)
        return mc_parser_fault(p, 0, "the file is longer than 1 MiB");
    if (fault < file->length)
        return mc_parser_fault(p, fault, "the file is not UTF-8");
    if (memchr(file->text, '\0', file->length))
        return mc_parser_fault(
            p,
            (size_t)((char *)memchr(file->text, '\0', file->length) -
                     file->text),
            "the file contains a NUL byte");
    return true;
}

static mc_status parse(mc_claims *claims, mc_message *message)
{
    mc_parser p = {.claims = claims, .message = message};
    p.bucket = mc_array(MC_SYMBOL_BUCKETS, sizeof *p.bucket);
    if (!p.bucket)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    if (start(&p, &claims->file, 0))
        statements(&p);
    if (p.status == MC_OK && claims->expression_file.text &&
        start(&p, &claims->expression_file, 1))
        single_expression(&p);
    mc_parser_forget(&p, 0);
    free(p.symbol);
    free(p.bucket);
    return p.status;
}

static bool set_file(mc_file *file, const char *name, const char *text,
                     size_t length)
{
    file->name = malloc(strlen(name) + 1);
    file->text = malloc(length + 1);
    if (!file->name || !file->text)
        return false;
    strcpy(file->name, name);
    memcpy(file->text, text, length);
    file->text[length] = '\0';
    file->length = length;
    return true;
}

static mc_status finish(mc_claims **claims, mc_claims *made,
                        mc_message *message, mc_status status)
{
    if (status == MC_OK)
        status = parse(made, message);
    if (status == MC_OK) {
        mc_sha256_hex(made->sha256, made->file.text, made->file.length);
        *claims = made;
    } else {
        mc_claims_free(made);
    }
    return status;
}

mc_status mc_claims_load(mc_claims **claims, mc_message *message,
                         const char *path, const char *expression_text)
{
    mc_claims *made = calloc(1, sizeof *made);
    mc_status status = MC_OK;
    if (!made)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    if (path)
        status = mc_file_load(&made->file, message, path, MC_MOST_BYTES);
    else if (!set_file(&made->file, "<none>", "", 0))
        status = mc_message_set(message, MC_LIMIT, "out of memory");
    if (status != MC_OK) {
        free(made);
        return status;
    }
    if (expression_text && !set_file(&made->expression_file, "<expression>",
                                     expression_text, strlen(expression_text)))
        status = mc_message_set(message, MC_LIMIT, "out of memory");
    return finish(claims, made, message, status);
}

mc_status mc_claims_load_text(mc_claims **claims, mc_message *message,
                              const char *name, const char *text, size_t length,
                              const char *expression_text)
{
    mc_claims *made = calloc(1, sizeof *made);
    if (!made)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    mc_status status = MC_OK;
    if (!set_file(&made->file, name, text, length) ||
        (expression_text &&
         !set_file(&made->expression_file, "<expression>", expression_text,
                   strlen(expression_text))))
        status = mc_message_set(message, MC_LIMIT, "out of memory");
    return finish(claims, made, message, status);
}

mc_status mc_claims_read(mc_claims **claims, mc_message *message,
                         const char *path)
{
    return mc_claims_load(claims, message, path, NULL);
}

mc_status mc_claims_parse(mc_claims **claims, mc_message *message,
                          const char *name, const char *text, size_t length)
{
    return mc_claims_load_text(claims, message, name, text, length, NULL);
}

void mc_claims_free(mc_claims *claims)
{
    if (!claims)
        return;
    mc_build_free(claims);
    for (size_t i = 0; i < claims->slots; i++)
        free(claims->slot[i].name);
    for (size_t i = 0; i < claims->claims; i++) {
        free(claims->claim[i].name);
        free(claims->claim[i].binding);
    }
    free(claims->slot);
    free(claims->known);
    free(claims->root);
    free(claims->root_name);
    free(claims->claim);
    free(claims->constant);
    free(claims->integral);
    mc_file_clear(&claims->file);
    mc_file_clear(&claims->expression_file);
    free(claims);
}

size_t mc_claims_count(const mc_claims *claims)
{
    return claims->claims;
}

const char *mc_claims_name(const mc_claims *claims, size_t i)
{
    return claims->claim[i].name;
}

mc_status mc_node_fault(const mc_claims *claims, mc_message *message,
                        mc_status status, const mc_node *node,
                        const char *format, ...)
{
    const mc_file *file =
        node->source ? &claims->expression_file : &claims->file;
    mc_lexer lexer = {
        .name = file->name, .text = file->text, .length = file->length};
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    return mc_lexer_fault(&lexer, message, status, node->begin, "%s", text);
}
