#include "report/sheet.h"

#include <stdbool.h>
#include <string.h>

enum { WIDTH = 90 };

static const char *decision_text(mc_claim_decision decision)
{
    return decision == MC_CLAIM_PROVED    ? "proved"
           : decision == MC_CLAIM_REFUTED ? "refuted"
                                          : "undecided";
}

/* It came out as it should. */
static bool as_it_should(const mc_sheet_item *item)
{
    return item->decision == (item->kind == MC_SHEET_REFUTED ? MC_CLAIM_REFUTED
                                                             : MC_CLAIM_PROVED);
}

/* Folded, with `indent` blanks in front of every line but the first, which
   begins in column `column`. */
static void print_folded(FILE *out, const char *text, size_t column, int indent)
{
    bool fresh = true;
    while (*text) {
        size_t span;
        text += strspn(text, " ");
        span = strcspn(text, " ");
        if (!fresh && column + 1 + span > WIDTH) {
            fprintf(out, "\n%*s", indent, "");
            column = (size_t)indent;
            fresh = true;
        }
        fprintf(out, "%s%.*s", fresh ? "" : " ", (int)span, text);
        column += span + !fresh;
        fresh = false;
        text += span;
    }
    putc('\n', out);
}

static void print_value(FILE *out, const mc_sheet_item *item)
{
    size_t column = (size_t)fprintf(out, "  %s: ", item->name);
    print_folded(out, item->words, column, 6);
    if (item->decision != MC_CLAIM_PROVED)
        return;
    if (strcmp(item->lower, item->upper) == 0)
        fprintf(out, "      %s exactly\n", item->lower);
    else
        fprintf(out, "      in [%s,\n          %s]\n", item->lower,
                item->upper);
}

/* Notes draw conclusions from claims: what stands before them while one of the
   claims does not hold or is open. */
static const char if_all_held[] = "(If every claim here held:) ";

static bool is_open(const mc_sheet *sheet)
{
    return mc_sheet_failed(sheet) + mc_sheet_undecided(sheet) > 0;
}

static void print_item(FILE *out, const mc_sheet_item *item, bool open)
{
    size_t column;
    switch (item->kind) {
    case MC_SHEET_SECTION:
        fprintf(out, "\n%s\n", item->words);
        return;
    case MC_SHEET_NOTE:
        column = (size_t)fprintf(out, "  %s", open ? if_all_held : "");
        print_folded(out, item->words, column, 2);
        return;
    case MC_SHEET_VALUE:
        print_value(out, item);
        break;
    case MC_SHEET_CLAIM:
    case MC_SHEET_REFUTED:
        column = (size_t)fprintf(out, "  %s (%s): ", item->name,
                                 decision_text(item->decision));
        print_folded(out, item->words, column, 6);
        break;
    }
    if (item->kind != MC_SHEET_VALUE && item->decision == MC_CLAIM_REFUTED &&
        item->point && *item->point)
        fprintf(out, "      fails at %s\n", item->point);
    if (!as_it_should(item)) {
        if (item->kind == MC_SHEET_VALUE)
            fprintf(out, "      %s\n", decision_text(item->decision));
        if (item->reason)
            fprintf(out, "      why: %s\n", item->reason);
    }
}

/* The first certificate, as an example of how to check one. */
static void print_check(FILE *out, const mc_sheet *sheet)
{
    for (size_t i = 0; i < mc_sheet_items(sheet); i++) {
        const mc_sheet_item *item = mc_sheet_item_at(sheet, i);
        if (item->certificate) {
            fprintf(out,
                    "Claims in %s; check each certificate beside it, such "
                    "as\n  mechcert-verify-real %s %s\n",
                    mc_sheet_path(sheet), mc_sheet_path(sheet),
                    item->certificate);
            return;
        }
    }
    if (!mc_sheet_path(sheet))
        fputs("Nothing was written; give -o DIR to keep the claim file and its "
              "certificates.\n",
              out);
}

void mc_report_sheet(FILE *out, const mc_sheet *sheet)
{
    size_t claims = 0, good = 0;
    bool open = is_open(sheet);
    for (size_t i = 0; i < mc_sheet_items(sheet); i++) {
        const mc_sheet_item *item = mc_sheet_item_at(sheet, i);
        print_item(out, item, open);
        claims += item->kind >= MC_SHEET_VALUE;
        good += item->kind >= MC_SHEET_VALUE && as_it_should(item);
    }
    fprintf(out, "\n%zu of %zu claims are as they should be", good, claims);
    if (mc_sheet_failed(sheet))
        fprintf(out, ", %zu FAIL", mc_sheet_failed(sheet));
    if (mc_sheet_undecided(sheet))
        fprintf(out, ", %zu are undecided", mc_sheet_undecided(sheet));
    fputs(".\n", out);
    print_check(out, sheet);
}

static void set_text(json_t *root, const char *key, const char *text)
{
    if (text)
        json_object_set_new(root, key, json_string(text));
}

static json_t *value_json(const mc_sheet_item *item)
{
    json_t *root =
        json_pack("{ss ss ss}", "words", item->words, "expression",
                  item->expression, "verdict", decision_text(item->decision));
    if (item->decision == MC_CLAIM_PROVED)
        json_object_set_new(root, "enclosure",
                            json_pack("[s, s]", item->lower, item->upper));
    set_text(root, "reason", item->reason);
    set_text(root, "certificate", item->certificate);
    return root;
}

static json_t *claim_json(const mc_sheet_item *item)
{
    json_t *root = json_pack(
        "{ss ss ss ss ss sI}", "claim", item->name, "words", item->words,
        "statement", item->expression, "verdict", decision_text(item->decision),
        "expected", item->kind == MC_SHEET_REFUTED ? "refuted" : "proved",
        "leaves", (json_int_t)item->leaves);
    set_text(root, "point", item->point);
    set_text(root, "reason", item->reason);
    set_text(root, "certificate", item->certificate);
    return root;
}

json_t *mc_report_sheet_json(const mc_sheet *sheet)
{
    json_t *values = json_object(), *claims = json_array();
    json_t *notes = json_array();
    bool open = is_open(sheet);
    for (size_t i = 0; i < mc_sheet_items(sheet); i++) {
        const mc_sheet_item *item = mc_sheet_item_at(sheet, i);
        if (item->kind == MC_SHEET_NOTE)
            json_array_append_new(
                notes,
                json_sprintf("%s%s", open ? if_all_held : "", item->words));
        else if (item->kind == MC_SHEET_VALUE)
            json_object_set_new(values, item->name, value_json(item));
        else if (item->kind != MC_SHEET_SECTION)
            json_array_append_new(claims, claim_json(item));
    }
    json_t *root = json_pack("{ss ss so so so}", "format", "mechcert-family-1",
                             "family", mc_sheet_name(sheet), "values", values,
                             "claims", claims, "notes", notes);
    set_text(root, "claim-file", mc_sheet_path(sheet));
    return root;
}
