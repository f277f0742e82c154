/* CPLEX solution files: XML, everything in attributes. */
#define _POSIX_C_SOURCE 200809L
#include <expat.h>
#include <limits.h>
#include <string.h>

#include "lp/answer_reader.h"

/* status: of the first refusal; depth: how many elements are open. */
typedef struct document {
    mc_answer_reader *reader;
    XML_Parser parser;
    mc_status status;
    size_t depth;
    bool solution;
} document;

static const char *here(const document *d)
{
    XML_Index offset = XML_GetCurrentByteIndex(d->parser);
    return d->reader->source.text + (offset > 0 ? (size_t)offset : 0);
}

/* Messages point at the element; values are no part of the text, because
   expat has resolved their entities. */
static void refuse(document *d, const char *words, const char *name)
{
    const mc_lp_piece piece = {name, strlen(name)};
    d->status = mc_lp_fail(&d->reader->source, here(d), "%s \"%s\"", words,
                           mc_lp_quoted(piece).text);
    XML_StopParser(d->parser, XML_FALSE);
}

static const char *attribute(const char **attributes, const char *name)
{
    for (; *attributes; attributes += 2)
        if (strcmp(attributes[0], name) == 0)
            return attributes[1];
    return NULL;
}

static void read_number(document *d, mc_answer_number *number, const char *name,
                        const char *text)
{
    if (mc_answer_is_not_finite(text, strlen(text))) {
        number->given = true;
        d->status = mc_answer_note_not_finite(
            d->reader, (mc_lp_piece){name, strlen(name)},
            (mc_lp_piece){text, strlen(text)});
    } else if (mc_answer_number_read(number, text, strlen(text))) {
        refuse(d, "not a number:", text);
    }
}

static void put_number(document *d, mc_answer_vector *vector, size_t place,
                       const char *name, const char *text)
{
    mc_status status;
    mc_answer_number *entry;
    if (d->status != MC_OK || !text)
        return;
    status = mc_answer_open(d->reader, vector);
    if (status != MC_OK) {
        d->status = status;
        return;
    }
    entry = &vector->entry[place];
    if (entry->given) {
        refuse(d, "a second value for", name);
        return;
    }
    vector->given++;
    read_number(d, entry, name, text);
}

static void put_position(document *d, bool row, size_t place, const char *text)
{
    static const char *const codes[] = {"BS", "LL", "UL", "FR"};
    static const unsigned char positions[] = {MC_BASIC, MC_AT_LOWER,
                                              MC_AT_UPPER, MC_AT_ZERO};
    mc_basis *basis = &d->reader->answer->basis;
    if (d->status != MC_OK || !text)
        return;
    if (!d->reader->answer->has_basis)
        d->status = mc_answer_open_basis(d->reader);
    if (d->status != MC_OK)
        return;
    for (size_t i = 0; i < 4; i++)
        if (strcmp(text, codes[i]) == 0) {
            if (row)
                basis->row[place] = positions[i];
            else
                basis->column[place] = positions[i];
            return;
        }
    refuse(d, "not a basis status:", text);
}

static void read_objective(document *d, const char *text)
{
    mc_answer *answer = d->reader->answer;
    if (answer->objective.given) {
        refuse(d, "a second objective", text);
    } else {
        read_number(d, &answer->objective, "objective", text);
        answer->objective_text = strdup(text);
        if (!answer->objective_text)
            d->status = mc_lp_fail_memory(&d->reader->source);
    }
}

static void read_header(document *d, const char **attributes)
{
    const char *objective = attribute(attributes, "objectiveValue");
    const char *words = attribute(attributes, "solutionStatusString");
    if (words)
        d->status = mc_answer_set_status(
            d->reader, (mc_lp_piece){words, strlen(words)}, here(d));
    if (objective && d->status == MC_OK)
        read_objective(d, objective);
    if (d->status != MC_OK)
        XML_StopParser(d->parser, XML_FALSE);
}

static void read_entry(document *d, const char **attributes, bool row)
{
    mc_answer *answer = d->reader->answer;
    const char *name = attribute(attributes, "name");
    size_t place;
    if (!name) {
        refuse(d, "no name in a", row ? "constraint" : "variable");
        return;
    }
    place = mc_lp_names_find(row ? d->reader->rows : d->reader->columns, name,
                             strlen(name));
    if (place == SIZE_MAX) {
        refuse(d, row ? "the program has no row" : "the program has no column",
               name);
        return;
    }
    if (!row)
        put_number(d, &answer->x, place, name, attribute(attributes, "value"));
    put_number(d, row ? &answer->y : &answer->reduced, place, name,
               attribute(attributes, row ? "dual" : "reducedCost"));
    put_position(d, row, place, attribute(attributes, "status"));
}

/* <CPLEXSolution> <header/> <linearConstraints> <constraint/> ... <variables>
   <variable/> ...; with several solutions the file is refused. */
static void XMLCALL start_element(void *user, const char *name,
                                  const char **attributes)
{
    document *d = user;
    if (d->depth++ == 0 && strcmp(name, "CPLEXSolution") != 0)
        refuse(d, "the outermost element should be CPLEXSolution, not", name);
    if (d->status != MC_OK)
        return;
    d->solution = true;
    if (strcmp(name, "header") == 0)
        read_header(d, attributes);
    else if (strcmp(name, "constraint") == 0)
        read_entry(d, attributes, true);
    else if (strcmp(name, "variable") == 0)
        read_entry(d, attributes, false);
}

static void XMLCALL end_element(void *user, const char *name)
{
    document *d = user;
    (void)name;
    d->depth--;
}

/* No entities of its own: they could make a small file large. */
static void XMLCALL declare(void *user, const char *name, int is_parameter,
                            const char *value, int length, const char *base,
                            const char *system, const char *public,
                            const char *notation)
{
    (void)is_parameter, (void)value, (void)length, (void)base, (void)system;
    (void)public, (void)notation;
    refuse(user, "an entity is declared:", name);
}

static mc_status parse(document *d)
{
    const mc_lp_source *source = &d->reader->source;
    XML_Index offset;
    if (source->length > INT_MAX)
        return mc_lp_fail(source, source->text, "more than 2 GiB of XML");
    if (XML_Parse(d->parser, source->text, (int)source->length, 1) ==
            XML_STATUS_OK ||
        d->status != MC_OK)
        return d->status;
    if (XML_GetErrorCode(d->parser) == XML_ERROR_NO_MEMORY)
        return mc_lp_fail_memory(source);
    offset = XML_GetCurrentByteIndex(d->parser);
    if (offset < 0 || (size_t)offset > source->length)
        offset = 0;
    return mc_lp_fail(source, source->text + offset, "not XML: %s",
                      XML_ErrorString(XML_GetErrorCode(d->parser)));
}

mc_status mc_answer_read_xml(mc_answer_reader *reader)
{
    document d = {.reader = reader, .status = MC_OK};
    mc_answer *answer = reader->answer;
    mc_status status;
    d.parser = XML_ParserCreate(NULL);
    if (!d.parser)
        return mc_lp_fail_memory(&reader->source);
    XML_SetUserData(d.parser, &d);
    XML_SetElementHandler(d.parser, start_element, end_element);
    XML_SetEntityDeclHandler(d.parser, declare);
    status = parse(&d);
    XML_ParserFree(d.parser);
    if (status == MC_OK && !answer->status)
        status = mc_lp_fail(&reader->source, reader->source.text,
                            "a header with solutionStatusString is missing");
    if (status == MC_OK)
        status = mc_answer_complete_columns(reader, &answer->x);
    if (status == MC_OK && answer->claim != MC_CLAIM_INFEASIBLE)
        status = mc_answer_complete_rows(reader, &answer->y);
    return status;
}
