/* mutate [--full | --every N] CHECKER STATEMENT... CERTIFICATE
          [-- STATEMENT... CERTIFICATE]...:
   changes every token, line and byte of certificates that verify, and every
   token of their statements, and runs the checker on each mutant. It must end
   by itself with status 0, 10, 11 or 12, say so in its last line, and verify
   exactly those mutants that the oracle accepts. With --every only one mutant
   in N is tried, by chance. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "campaign.h"

static void read_source(source *s, const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file) {
        perror(path);
        exit(1);
    }
    fseek(file, 0, SEEK_END);
    s->path = path;
    s->length = (size_t)ftell(file);
    rewind(file);
    s->text = allocate(s->length);
    if (fread(s->text, 1, s->length, file) != s->length)
        exit(1);
    fclose(file);
    s->token = allocate(MOST_TOKENS * sizeof *s->token);
    s->tokens = 0;
}

static void clear_source(source *s)
{
    free(s->token);
    free(s->text);
    *s = (source){NULL, NULL, 0, NULL, 0};
}

/* A certificate: words. */
static void split_words(source *s)
{
    bool first = true;
    for (size_t i = 0; i < s->length && s->tokens < MOST_TOKENS;) {
        size_t length = strcspn(s->text + i, " \n");
        s->token[s->tokens++] = (token){i, length, first};
        i += length;
        first = i < s->length && s->text[i] == '\n';
        i++;
    }
}

/* JSON: marks, strings, and what is between them. */
static void split_json(source *s)
{
    static const char marks[] = "[]{},:", blanks[] = " \n\r\t";
    for (size_t i = 0; i < s->length && s->tokens < MOST_TOKENS;) {
        size_t length = 1;
        if (s->text[i] == '"') {
            while (s->text[i + length] != '"')
                length += s->text[i + length] == '\\' ? 2 : 1;
            length++;
        } else if (strchr(blanks, s->text[i])) {
            i++;
            continue;
        } else if (!strchr(marks, s->text[i])) {
            length = strcspn(s->text + i, "[]{},: \n\r\t");
        }
        s->token[s->tokens++] = (token){i, length, false};
        i += length;
    }
}

static bool read_statement(campaign *c, const char *path)
{
    source s;
    read_source(&s, path);
    statement *read = statement_read(s.text, s.length);
    if (read->defect || c->about[read->kind]) {
        printf("FAILED: %s: %s\n", path, read->defect ? read->defect : "twice");
        return false;
    }
    split_json(&s);
    c->about[read->kind] = read;
    c->statement[read->kind] = s;
    return true;
}

static void attack(campaign *c)
{
    size_t before = c->tried, verified = c->verified, statements = 0;
    try_mutant(c, c->about, KINDS, NULL, 0, c->certificate.text,
               c->certificate.length, "no change");
    wait_for_all(c);
    if (c->verified != verified + 1) {
        printf("FAILED: %s does not verify to begin with\n",
               c->certificate.path);
        c->failed++;
        return;
    }
    mutate_certificate(c);
    wait_for_all(c);
    size_t certificates = c->tried - before - 1;
    for (size_t k = 0; k < KINDS; k++)
        if (c->about[k])
            mutate_statement(c, (statement_kind)k);
    wait_for_all(c);
    statements = c->tried - before - 1 - certificates;
    const char *end = memchr(c->certificate.text + 23, '\n', 200);
    const char *slash = strrchr(c->certificate.path, '/');
    printf("%s (%.*s): %zu mutants of it, %zu of statements, %zu still true "
           "and verified\n",
           slash ? slash + 1 : c->certificate.path,
           (int)(end ? end - c->certificate.text - 29 : 0),
           c->certificate.text + 29, certificates, statements,
           c->verified - verified - 1);
    fflush(stdout);
}

static bool attack_group(campaign *c, char **path, size_t count)
{
    bool right = true;
    for (size_t f = 0; right && f + 1 < count; f++)
        right = read_statement(c, path[f]);
    if (right) {
        read_source(&c->certificate, path[count - 1]);
        split_words(&c->certificate);
        attack(c);
    }
    clear_source(&c->certificate);
    for (size_t k = 0; k < KINDS; k++) {
        if (c->about[k])
            clear_source(&c->statement[k]);
        statement_free(c->about[k]);
        c->about[k] = NULL;
    }
    return right;
}

int main(int argc, char **argv)
{
    campaign c = {0};
    int next = 1;
    c.full = argc > 1 && strcmp(argv[1], "--full") == 0;
    c.every = argc > 2 && strcmp(argv[1], "--every") == 0
                  ? strtoul(argv[2], NULL, 10)
                  : 1;
    next += c.full ? 1 : c.every != 1 ? 2 : 0;
    if (argc - next < 3 || c.every == 0) {
        fputs("usage: mutate [--full | --every N] CHECKER STATEMENT... "
              "CERTIFICATE [-- STATEMENT... CERTIFICATE]...\n",
              stderr);
        return 2;
    }
    c.checker = argv[next++];
    campaign_init(&c);
    bool right = true;
    while (right && next < argc) {
        int end = next;
        while (end < argc && strcmp(argv[end], "--") != 0)
            end++;
        right = end - next >= 2 &&
                attack_group(&c, argv + next, (size_t)(end - next));
        next = end + 1;
    }
    campaign_clear(&c);
    printf("%zu mutants tried, %zu verified, %zu failures\n", c.tried,
           c.verified, c.failed);
    bool enough = c.verified >= (c.every == 1 ? 60 : 8);
    if (!enough)
        puts("FAILED: hardly any mutant verified, so nothing was compared");
    return right && c.failed == 0 && enough ? 0 : 1;
}
