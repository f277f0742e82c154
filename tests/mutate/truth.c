#define _GNU_SOURCE
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "public-claims.h"
#include "sha256.h"
#include "truth.h"

static jmp_buf exit_point;
static const char *excuse;

void require(bool condition, const char *reason)
{
    if (condition)
        return;
    excuse = reason;
    longjmp(exit_point, FAILS);
}

_Noreturn void give_up(const char *reason)
{
    excuse = reason;
    longjmp(exit_point, UNKNOWN);
}

static void decide(const char *statement, size_t statement_length,
                   const json *root, const char *text, size_t length)
{
    static const struct {
        const char *kind, *format;
        void (*decide)(const json *root, const proof_text *c);
    } kinds[] = {
        {"publicgood", "mechcert-publicgood-1", public_truth},
        {"quantity", "mechcert-quantity-1", quantity_truth},
        {"divisible", "mechcert-divisible-1", divisible_truth},
        {"welfare-loss", "mechcert-welfare-loss-1", loss_truth},
    };
    char hash[65];
    const proof_text *c = split(text, length);
    sha256(hash, statement, statement_length);
    require(keyword(c, 1, "claim") && c->words[1] >= 2 && c->words[2] == 3 &&
                strcmp(c->word[2][2], hash) == 0,
            "not about this statement");
    require(root && root->kind == JSON_OBJECT && root->count > 0 &&
                is_text(&root->item[0], "format"),
            "no statement");
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        if (strcmp(c->word[2][1], kinds[k].kind) == 0) {
            require(is_text(&root->item[1], kinds[k].format), "another format");
            kinds[k].decide(root, c);
            return;
        }
    require(false, "another kind");
}

verdict truth_of(const char **reason, const char *statement,
                 size_t statement_length, const char *text, size_t length)
{
    json *const root = json_read(statement, statement_length);
    int result = setjmp(exit_point);
    if (result == HOLDS)
        decide(statement, statement_length, root, text, length);
    *reason = result == HOLDS ? "it holds" : excuse;
    forget();
    if (root)
        json_free(root);
    return (verdict)result;
}

char *everywhere_claim(const char *statement, size_t length, size_t n)
{
    static const char *const classes[] = {"all-values", "non-decreasing-values",
                                          "concave-values"};
    char hash[65], *text = NULL;
    sha256(hash, statement, length);
    if (asprintf(&text,
                 "mechcert-certificate 1\nclaim %s-everywhere %s %s\n"
                 "statement publicgood %s\nend 3\n",
                 n % 2 ? "largest" : "property", property_name(n / 6),
                 classes[n / 2 % 3], hash) < 0)
        return NULL;
    return text;
}

char *true_property(const char *statement, size_t length, size_t k)
{
    json *const root = json_read(statement, length);
    static char *text; /* not changed by the jump */
    static size_t size;
    FILE *const out = open_memstream(&text, &size);
    char hash[65];
    int result = out ? setjmp(exit_point) : UNKNOWN;
    if (result == HOLDS) {
        sha256(hash, statement, length);
        require(root && root->kind == JSON_OBJECT &&
                    is_text(json_find(root, "format"), "mechcert-publicgood-1"),
                "another kind");
        write_property(out, good_read(root), k, hash);
    }
    forget();
    if (root)
        json_free(root);
    if (out)
        fclose(out);
    if (result == HOLDS)
        return text;
    free(text);
    return NULL;
}
