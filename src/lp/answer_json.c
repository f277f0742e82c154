/* Gurobi's JSON solutions. Jansson checks the syntax; the numbers are then read
   from the text itself, because Jansson would round them. */
#define _POSIX_C_SOURCE 200809L
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "lp/answer_reader.h"

/* A place in a text that is valid JSON. */
typedef struct cursor {
    mc_answer_reader *reader;
    const char *at;
} cursor;

static void skip_blanks(cursor *c)
{
    c->at += strspn(c->at, " \t\r\n");
}

/* Behind the string that begins here. */
static void skip_string(cursor *c)
{
    for (c->at++; *c->at != '"'; c->at++)
        c->at += *c->at == '\\';
    c->at++;
}

/* Behind the value that begins here; the piece is its text. */
static mc_lp_piece skip_value(cursor *c)
{
    const char *start;
    size_t depth = 0;
    skip_blanks(c);
    start = c->at;
    do {
        if (*c->at == '"') {
            skip_string(c);
        } else if (*c->at == '{' || *c->at == '[') {
            depth++;
            c->at++;
        } else if (*c->at == '}' || *c->at == ']') {
            depth--;
            c->at++;
        } else if (depth > 0) {
            c->at++;
        } else {
            c->at += strcspn(c->at, ",]} \t\r\n");
        }
    } while (depth > 0);
    return (mc_lp_piece){start, (size_t)(c->at - start)};
}

/* Goes to the next member of an object (key set) or element of an array; at
   its end it goes behind it and returns false. */
static bool next_member(cursor *c, mc_lp_piece *key)
{
    skip_blanks(c);
    c->at += *c->at == ',' || *c->at == '{' || *c->at == '[';
    skip_blanks(c);
    if (*c->at == '}' || *c->at == ']') {
        c->at++;
        return false;
    }
    if (key) {
        *key = (mc_lp_piece){c->at, 0};
        skip_string(c);
        key->length = (size_t)(c->at - key->at);
        skip_blanks(c);
        c->at++; /* the colon */
        skip_blanks(c);
    }
    return true;
}

static bool is_key(mc_lp_piece key, const char *text)
{
    return key.length == strlen(text) + 2 &&
           memcmp(key.at + 1, text, key.length - 2) == 0;
}

/* Enters an object or array, or refuses. */
static mc_status enter(cursor *c, char open)
{
    skip_blanks(c);
    if (*c->at != open)
        return mc_lp_fail(&c->reader->source, c->at, "\"%c\" should be here",
                          open);
    return MC_OK;
}

/* A number may stand in quotes. */
static mc_lp_piece unquoted(mc_lp_piece value)
{
    if (value.length >= 2 && *value.at == '"') {
        value.at++;
        value.length -= 2;
    }
    return value;
}

/* A name, with its escapes resolved; allocated. */
static mc_status decode(char **name, cursor *c, mc_lp_piece piece)
{
    json_t *string = json_loadb(piece.at, piece.length, JSON_DECODE_ANY, NULL);
    *name = NULL;
    if (!json_is_string(string)) {
        json_decref(string);
        return mc_lp_fail(&c->reader->source, piece.at,
                          "a name in quotes should be here");
    }
    *name = strdup(json_string_value(string));
    json_decref(string);
    return *name ? MC_OK : mc_lp_fail_memory(&c->reader->source);
}

/* ---- the three parts ---- */

static void set_claim(mc_answer *answer, mc_lp_piece code)
{
    if (mc_answer_is(code, "2"))
        answer->claim = MC_CLAIM_OPTIMAL;
    else if (mc_answer_is(code, "3"))
        answer->claim = MC_CLAIM_INFEASIBLE;
    else if (mc_answer_is(code, "4"))
        answer->claim = MC_CLAIM_INFEASIBLE_OR_UNBOUNDED;
    else if (mc_answer_is(code, "5"))
        answer->claim = MC_CLAIM_UNBOUNDED;
}

static mc_status read_information(cursor *c)
{
    mc_status status = enter(c, '{');
    mc_lp_piece key;
    while (status == MC_OK && next_member(c, &key)) {
        mc_lp_piece value = unquoted(skip_value(c));
        if (is_key(key, "Status")) {
            status = mc_answer_set_status(c->reader, value, value.at);
            set_claim(c->reader->answer, value);
        } else if (is_key(key, "ObjVal")) {
            status = mc_answer_set_objective(c->reader, value);
        }
    }
    return status;
}

/* One element of Vars or Constrs. Absent: length 0. */
typedef struct element {
    mc_lp_piece name, value, dual, basis;
} element;

static mc_status read_element(element *e, cursor *c, bool row)
{
    mc_status status = enter(c, '{');
    const char *start = c->at;
    mc_lp_piece key;
    memset(e, 0, sizeof *e);
    while (status == MC_OK && next_member(c, &key)) {
        mc_lp_piece value = skip_value(c);
        if (is_key(key, row ? "ConstrName" : "VarName"))
            e->name = value;
        else if (!row && is_key(key, "X"))
            e->value = unquoted(value);
        else if (is_key(key, row ? "Pi" : "RC"))
            e->dual = unquoted(value);
        else if (is_key(key, row ? "CBasis" : "VBasis"))
            e->basis = unquoted(value);
    }
    if (status == MC_OK && !e->name.length)
        status = mc_lp_fail(&c->reader->source, start, "%s is missing",
                            row ? "ConstrName" : "VarName");
    return status;
}

/* 0 basic, -1 at its lower bound, -2 at its upper bound, -3 free */
static mc_status put_basis(cursor *c, bool row, size_t place, mc_lp_piece code)
{
    static const char *const codes[] = {"0", "-1", "-2", "-3"};
    static const unsigned char positions[] = {MC_BASIC, MC_AT_LOWER,
                                              MC_AT_UPPER, MC_AT_ZERO};
    mc_answer *answer = c->reader->answer;
    mc_status status =
        answer->has_basis ? MC_OK : mc_answer_open_basis(c->reader);
    for (size_t i = 0; status == MC_OK && i < 4; i++)
        if (mc_answer_is(code, codes[i])) {
            if (row)
                answer->basis.row[place] = positions[i];
            else
                answer->basis.column[place] = positions[i];
            return MC_OK;
        }
    return status == MC_OK ? mc_lp_fail(&c->reader->source, code.at,
                                        "not a basis status from -3 to 0")
                           : status;
}

static mc_status put_element(cursor *c, const element *e, bool row)
{
    mc_answer_reader *reader = c->reader;
    mc_answer *answer = reader->answer;
    mc_answer_vector *dual = row ? &answer->y : &answer->reduced;
    char *name;
    size_t place = 0;
    mc_status status = decode(&name, c, e->name);
    if (status != MC_OK)
        return status;
    place = mc_lp_names_find(row ? reader->rows : reader->columns, name,
                             strlen(name));
    free(name);
    if (place == SIZE_MAX)
        return mc_lp_fail(&reader->source, e->name.at,
                          "the program has no %s %s", row ? "row" : "column",
                          mc_lp_quoted(e->name).text);
    if (e->value.length)
        status = mc_answer_put(reader, &answer->x, place, e->name, e->value);
    if (status == MC_OK && e->dual.length)
        status = mc_answer_put(reader, dual, place, e->name, e->dual);
    if (status == MC_OK && e->basis.length)
        status = put_basis(c, row, place, e->basis);
    return status;
}

static mc_status read_elements(cursor *c, bool row)
{
    mc_status status = enter(c, '[');
    element e;
    while (status == MC_OK && next_member(c, NULL)) {
        status = read_element(&e, c, row);
        if (status == MC_OK)
            status = put_element(c, &e, row);
    }
    return status;
}

static mc_status read_document(cursor *c)
{
    mc_answer_reader *reader = c->reader;
    mc_status status = enter(c, '{');
    mc_lp_piece key;
    while (status == MC_OK && next_member(c, &key)) {
        if (is_key(key, "SolutionInfo")) {
            status = read_information(c);
        } else if (is_key(key, "Vars")) {
            status = mc_answer_open(reader, &reader->answer->x);
            if (status == MC_OK)
                status = read_elements(c, false);
        } else if (is_key(key, "Constrs")) {
            status = read_elements(c, true);
        } else {
            (void)skip_value(c);
        }
    }
    return status;
}

/* Where Jansson saw the fault. */
static mc_status fail_syntax(mc_answer_reader *reader,
                             const json_error_t *error)
{
    const mc_lp_source *source = &reader->source;
    size_t offset = error->position > 0 ? (size_t)error->position : 0;
    if (offset > source->length)
        offset = source->length;
    return mc_lp_fail(source, source->text + offset, "not JSON: %s",
                      error->text);
}

mc_status mc_answer_read_json(mc_answer_reader *reader)
{
    cursor c = {reader, reader->source.text};
    json_error_t error;
    json_t *root =
        json_loadb(reader->source.text, reader->source.length,
                   JSON_REJECT_DUPLICATES | JSON_DECODE_INT_AS_REAL, &error);
    mc_status status;
    if (!root)
        return fail_syntax(reader, &error);
    json_decref(root);
    status = read_document(&c);
    if (status == MC_OK && !reader->answer->status)
        status = mc_lp_fail(&reader->source, reader->source.text,
                            "SolutionInfo or its Status is missing");
    return status;
}
