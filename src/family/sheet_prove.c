/* Values and proofs of sheets. */
#define _POSIX_C_SOURCE 200809L
#include <gmp.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/message.h"
#include "base/number.h"
#include "base/output.h"
#include "family/sheet_parts.h"
#include "real/value.h"

enum { FURTHER_DIGITS = 6, MOST_FURTHER = 400, PROOF_DIGITS = 300 };

static void progress(const mc_sheet *sheet, const char *word, const char *name)
{
    char text[200];
    if (!sheet->effort->progress)
        return;
    (void)snprintf(text, sizeof text, "%s %s", word, name);
    sheet->effort->progress(sheet->effort->user, text);
}

static mc_status evaluate(mc_sheet *sheet, mc_real_value **value,
                          mc_message *message, const char *expression,
                          unsigned digits)
{
    mc_claim_effort effort = *sheet->effort;
    effort.digits = digits;
    fflush(sheet->out);
    return mc_real_evaluate_text(value, message, expression, sheet->name,
                                 sheet->text, sheet->length, &effort);
}

/* Encloses item's expression; false if it cannot be, with the reason. */
static bool enclose(mc_sheet *sheet, mc_sheet_item *item)
{
    mc_message message = {""};
    bool narrow = false;
    for (unsigned more = FURTHER_DIGITS; more <= MOST_FURTHER && !narrow;
         more *= 4) {
        mc_real_value *value = NULL;
        mc_status status = evaluate(sheet, &value, &message, item->expression,
                                    sheet->digits + more);
        free(item->lower);
        free(item->upper);
        item->lower = item->upper = NULL;
        if (status == MC_UNDECIDED) {
            item->reason = strndup(message.text, strcspn(message.text, "\n"));
            return false;
        }
        if (status != MC_OK) {
            mc_sheet_fail(sheet, status, "%s", message.text);
            return false;
        }
        bool finite = !strstr(mc_real_value_lower(value), "inf") &&
                      !strstr(mc_real_value_upper(value), "inf");
        bool done =
            finite && mc_sheet_round(&item->lower, &item->upper, &narrow,
                                     mc_real_value_lower(value),
                                     mc_real_value_upper(value), sheet->digits);
        mc_real_value_free(value);
        if (!done)
            break;
    }
    if (!narrow)
        item->reason = strdup("not all digits could be reached");
    return item->lower != NULL;
}

bool mc_sheet_value(mc_sheet *sheet, const char *name, const char *words,
                    const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *text = mc_sheet_format(sheet, format, arguments);
    va_end(arguments);
    mc_sheet_item *item =
        text ? mc_sheet_add(sheet, MC_SHEET_VALUE, name, words, text) : NULL;
    free(text);
    if (!item)
        return false;
    progress(sheet, "enclosing", name);
    if (sheet->effort->stopped && sheet->effort->stopped(sheet->effort->user)) {
        item->reason = strdup("stopped");
        return false;
    }
    if (!enclose(sheet, item))
        return false;
    mc_sheet_fold(sheet, words);
    fprintf(sheet->out, "%s: %s in [", name, item->expression);
    mc_sheet_number(sheet->out, item->lower);
    fputs(", ", sheet->out);
    mc_sheet_number(sheet->out, item->upper);
    fputs("]\n", sheet->out);
    return true;
}

/* NULL: with a status that is kept. */
static mc_real_value *look_up(mc_sheet *sheet, unsigned digits,
                              const char *format, va_list arguments)
{
    mc_message message = {""};
    mc_real_value *value = NULL;
    char *text = mc_sheet_format(sheet, format, arguments);
    if (!text)
        return NULL;
    mc_status status = evaluate(sheet, &value, &message, text, digits);
    free(text);
    if (status != MC_OK)
        mc_sheet_fail(sheet, status, "%.*s", (int)strcspn(message.text, "\n"),
                      message.text);
    return status == MC_OK ? value : NULL;
}

/* An end of a value, which is a decimal or p/q: the next doubles on both sides
   enclose it, as strtod rounds to nearest and mpq_get_d towards zero. */
static double near(const char *end)
{
    mpq_t exact;
    double x = NAN;
    if (strchr(end, '/') == NULL)
        return strtod(end, NULL);
    mpq_init(exact);
    if (mpq_set_str(exact, end, 10) == 0)
        x = mpq_get_d(exact);
    mpq_clear(exact);
    return x;
}

bool mc_sheet_enclose(mc_sheet *sheet, double *lower, double *upper,
                      unsigned digits, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    mc_real_value *value = look_up(sheet, digits, format, arguments);
    va_end(arguments);
    if (!value)
        return false;
    *lower = nextafter(near(mc_real_value_lower(value)), -HUGE_VAL);
    *upper = nextafter(near(mc_real_value_upper(value)), HUGE_VAL);
    mc_real_value_free(value);
    return true;
}

char *mc_sheet_decimal(mc_sheet *sheet, unsigned digits, const char *format,
                       ...)
{
    va_list arguments;
    va_start(arguments, format);
    mc_real_value *value = look_up(sheet, digits, format, arguments);
    va_end(arguments);
    if (!value)
        return NULL;
    char *text = strdup(mc_real_value_lower(value));
    mc_real_value_free(value);
    return text;
}

/* ---- proofs ---- */

static mc_status write_file(mc_sheet *sheet, mc_message *message)
{
    mc_output *output = NULL;
    size_t room = strlen(sheet->directory) + strlen(sheet->name) + 16;
    sheet->path = malloc(room);
    if (!sheet->path)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    (void)snprintf(sheet->path, room, "%s/%s.claim", sheet->directory,
                   sheet->name);
    mc_status status = mc_output_open(&output, message, sheet->path);
    if (status != MC_OK)
        return status;
    (void)fwrite(sheet->text, 1, sheet->length, mc_output_stream(output));
    return mc_output_commit(output, message);
}

/* "x = 1/2, y = 0" */
static char *spell_point(const mc_claim_verdict *verdict)
{
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    mpq_t lower, upper;
    if (!out)
        return NULL;
    mpq_inits(lower, upper, NULL);
    for (size_t k = 0; k < mc_claim_verdict_names(verdict); k++) {
        mc_claim_verdict_point(lower, upper, verdict, k);
        char *number = mc_number_text(lower);
        fprintf(out, "%s%s = %s", k ? ", " : "",
                mc_claim_verdict_name(verdict, k), number ? number : "?");
        free(number);
    }
    mpq_clears(lower, upper, NULL);
    (void)fclose(out);
    return text;
}

static mc_status write_certificate(mc_sheet *sheet, mc_message *message,
                                   mc_sheet_item *item,
                                   const mc_claim_verdict *verdict)
{
    size_t room = strlen(sheet->directory) + strlen(sheet->name) +
                  strlen(item->name) + 16;
    item->certificate = malloc(room);
    if (!item->certificate)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    (void)snprintf(item->certificate, room, "%s/%s.%s.cert", sheet->directory,
                   sheet->name, item->name);
    return mc_claim_verdict_write(verdict, message, item->certificate);
}

static char *copy_unless_empty(const char *text)
{
    return text && *text ? strdup(text) : NULL;
}

static mc_status prove_item(mc_sheet *sheet, mc_message *message,
                            mc_sheet_item *item, mc_claims *claims, size_t i)
{
    mc_claim_effort effort = *sheet->effort;
    mc_claim_verdict *verdict = NULL;
    if (effort.stopped && effort.stopped(effort.user)) {
        item->reason = strdup("stopped");
        return MC_OK;
    }
    effort.digits = sheet->most_digits + PROOF_DIGITS;
    progress(sheet, "proving", item->name);
    mc_status status = mc_claim_prove(&verdict, message, claims, i, &effort);
    if (status != MC_OK)
        return status;
    item->decision = mc_claim_verdict_decision(verdict);
    item->leaves = mc_claim_verdict_leaves(verdict);
    item->bits = mc_claim_verdict_bits(verdict);
    free(item->reason);
    item->reason = copy_unless_empty(mc_claim_verdict_reason(verdict));
    if (item->decision == MC_CLAIM_REFUTED)
        item->point = spell_point(verdict);
    if (sheet->directory && item->decision != MC_CLAIM_UNDECIDED)
        status = write_certificate(sheet, message, item, verdict);
    mc_claim_verdict_free(verdict);
    return status;
}

static mc_status prove_all(mc_sheet *sheet, mc_message *message,
                           mc_claims *claims)
{
    mc_status status = MC_OK;
    size_t claim = 0;
    for (size_t i = 0; i < sheet->items && status == MC_OK; i++) {
        mc_sheet_item *item = &sheet->item[i];
        if (item->kind >= MC_SHEET_CLAIM ||
            (item->kind == MC_SHEET_VALUE && item->lower))
            status = prove_item(sheet, message, item, claims, claim++);
    }
    return status;
}

mc_status mc_sheet_prove(mc_sheet *sheet, mc_message *message)
{
    mc_claims *claims = NULL;
    if (sheet->status == MC_OK && (fflush(sheet->out) != 0 || !sheet->text))
        mc_sheet_fail(sheet, MC_LIMIT, "out of memory");
    mc_status status = mc_sheet_status(sheet, message);
    if (status == MC_OK && sheet->directory)
        status = write_file(sheet, message);
    if (status == MC_OK)
        status = mc_claims_parse(&claims, message, sheet->name, sheet->text,
                                 sheet->length);
    if (status == MC_OK)
        status = prove_all(sheet, message, claims);
    mc_claims_free(claims);
    return status;
}
