/* claims CHECKER EVERY TRUE ALMOST TRUE-DIRECTORY ALMOST-DIRECTORY: the
   certificates tNN.cert that prove the claims of TRUE are told of their wrong
   twins fNN in ALMOST, and those that refute the twins of the true claims; as
   they are, and with every token and line changed (one change in EVERY).
   Whatever such a certificate says, it may not be accepted. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sha256.h"

extern char **environ;

enum { RUNS = 3, MOST_LINES = 4000, MOST_NUMBER = 4000, HEAD = 3 };

typedef struct run {
    pid_t process; /* 0: free */
    int certificate, output;
    char description[120];
} run;

typedef struct campaign {
    const char *checker, *statement, *path;
    size_t every, count, tried, failed, reasons[1000];
    run run[RUNS];
    char *line[MOST_LINES]; /* without end and without line feeds */
    size_t lines;
} campaign;

static void die(const char *what)
{
    perror(what);
    exit(1);
}

static char *read_file(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0)
        die(path);
    long size = ftell(file);
    char *text = calloc(1, (size_t)size + 1);
    rewind(file);
    if (!text || fread(text, 1, (size_t)size, file) != (size_t)size)
        die(path);
    fclose(file);
    *length = (size_t)size;
    return text;
}

/* ---- the checker ---- */

static void judge(campaign *c, run *r, int status)
{
    char output[4096] = "";
    ssize_t length = pread(r->output, output, sizeof output - 1, 0);
    const char *refusal = length > 0 ? strstr(output, "s NOT VERIFIED E") : "";
    int code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    r->process = 0;
    if ((code == 10 || code == 11 || code == 12) && refusal && *refusal) {
        c->reasons[strtoul(refusal + 16, NULL, 10) % 1000]++;
        return;
    }
    c->failed++;
    printf("FAILED: %s: %s: status %d: %s\n", c->path, r->description, status,
           output);
    if (c->failed > 5)
        return;
    char name[40], buffer[4096];
    snprintf(name, sizeof name, "claim-mutant-%zu.cert", c->failed);
    FILE *file = fopen(name, "wb");
    lseek(r->certificate, 0, SEEK_SET);
    while (file && (length = read(r->certificate, buffer, sizeof buffer)) > 0)
        fwrite(buffer, 1, (size_t)length, file);
    if (file)
        fclose(file);
}

static run *wait_for_one(campaign *c)
{
    int status;
    pid_t process = wait(&status);
    for (size_t i = 0; i < RUNS; i++)
        if (process > 0 && c->run[i].process == process) {
            judge(c, &c->run[i], status);
            return &c->run[i];
        }
    die("wait");
    return NULL;
}

static void wait_for_all(campaign *c)
{
    for (size_t i = 0; i < RUNS; i++)
        while (c->run[i].process)
            wait_for_one(c);
}

static run *free_run(campaign *c)
{
    for (size_t i = 0; i < RUNS; i++)
        if (!c->run[i].process)
            return &c->run[i];
    return wait_for_one(c);
}

/* The lines, with line number `at` replaced by `with` (may be several lines, or
   NULL for none), and an end that counts them. */
static void write_lines(const campaign *c, int to, size_t at, const char *with)
{
    FILE *file = fdopen(dup(to), "wb");
    size_t count = 0;
    if (!file || ftruncate(to, 0) != 0 || fseek(file, 0, SEEK_SET) != 0)
        die("mutant");
    for (size_t i = 0; i < c->lines; i++) {
        const char *text = i == at ? with : c->line[i];
        if (!text)
            continue;
        fprintf(file, "%s\n", text);
        count++;
        for (const char *p = text; *p; p++)
            count += *p == '\n';
    }
    fprintf(file, "end %zu\n", count);
    if (fclose(file) != 0)
        die("mutant");
}

static void attack(campaign *c, size_t at, const char *with, const char *what)
{
    char path[40];
    if (c->count++ % c->every != 0)
        return;
    run *r = free_run(c);
    posix_spawn_file_actions_t actions;
    snprintf(r->description, sizeof r->description, "line %zu, %s", at + 1,
             what);
    write_lines(c, r->certificate, at, with);
    if (ftruncate(r->output, 0) != 0 || lseek(r->output, 0, SEEK_SET) != 0)
        die("output");
    snprintf(path, sizeof path, "/proc/self/fd/%d", r->certificate);
    char *argv[] = {(char *)(size_t)c->checker, (char *)(size_t)c->statement,
                    path, NULL};
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, r->output, 1);
    posix_spawn_file_actions_adddup2(&actions, r->output, 2);
    if (posix_spawn(&r->process, c->checker, &actions, NULL, argv, environ))
        die(c->checker);
    posix_spawn_file_actions_destroy(&actions);
    c->tried++;
}

/* ---- changes ---- */

/* The line with the bytes [from, to) replaced. */
static void attack_part(campaign *c, size_t at, size_t from, size_t to,
                        const char *with)
{
    char what[100], *text = NULL;
    if (asprintf(&text, "%.*s%s%s", (int)from, c->line[at], with,
                 c->line[at] + to) < 0)
        die("mutant");
    snprintf(what, sizeof what, "\"%.30s\" for \"%.*s\"", with,
             (int)(to - from < 30 ? to - from : 30), c->line[at] + from);
    attack(c, at, text, what);
    free(text);
}

static void attack_word(campaign *c, size_t at, size_t from, size_t to)
{
    static const char *const words[] = {
        "cover",     "leaf",  "split",  "value",   "slope",  "taylor 0",
        "expansion", "root",  "cell",   "system",  "matrix", "integral",
        "series",    "panel", "point",  "degrees", "+",      "-",
        "m",         "rest",  "proved", "refuted"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        attack_part(c, at, from, to, words[i]);
}

/* Steps of the last and of the first digit, other sizes, and other numbers. */
static void attack_number(campaign *c, size_t at, size_t from, size_t to)
{
    static const char *const numbers[] = {
        "0", "1",   "-1",    "2",         "1/2",          "-1/2", "3/4",
        "7", "100", "10000", "1/1000000", "999999999999", "1/3"};
    const char *text = c->line[at];
    char number[MOST_NUMBER];
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        attack_part(c, at, from, to, numbers[i]);
    if (to - from + 2 >= sizeof number)
        return;
    for (size_t k = from; k < to; k++) {
        if (text[k] < '0' || text[k] > '9' || (k - from > 12 && to - k > 12))
            continue;
        memcpy(number, text + from, to - from);
        number[to - from] = '\0';
        number[k - from] = text[k] == '9' ? '8' : (char)(text[k] + 1);
        attack_part(c, at, from, to, number);
        number[k - from] = text[k] == '0' ? '1' : (char)(text[k] - 1);
        attack_part(c, at, from, to, number);
    }
    number[0] = '-';
    memcpy(number + 1, text + from, to - from);
    number[to - from + 1] = '\0';
    attack_part(c, at, from, to, text[from] == '-' ? number + 2 : number);
}

static void attack_tokens(campaign *c, size_t at)
{
    const char *text = c->line[at];
    for (size_t from = 0; text[from];) {
        size_t to = from + strcspn(text + from, " ");
        bool number = (text[from] >= '0' && text[from] <= '9') ||
                      (text[from] == '-' && to - from > 1);
        if (number)
            attack_number(c, at, from, to);
        else
            attack_word(c, at, from, to);
        if (from > 0)
            attack_part(c, at, from - 1, to, "");
        from = to + (text[to] == ' ');
    }
}

static void attack_lines(campaign *c, size_t at)
{
    char *text = NULL;
    attack(c, at, NULL, "left out");
    if (asprintf(&text, "%s\n%s", c->line[at], c->line[at]) < 0)
        die("mutant");
    attack(c, at, text, "twice");
    free(text);
    if (at + 1 == c->lines)
        return;
    char *next = c->line[at + 1];
    c->line[at + 1] = c->line[at];
    attack(c, at, next, "after the next one");
    c->line[at + 1] = next;
}

/* ---- one certificate ---- */

static void attack_certificate(campaign *c, const char *name, bool proved,
                               const char *hash)
{
    size_t length, every = c->every;
    char *text = read_file(c->path, &length), *claim = NULL, *about = NULL;
    c->lines = 0;
    for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n"))
        if (c->lines < MOST_LINES)
            c->line[c->lines++] = line;
    c->lines--; /* end */
    if (c->lines <= HEAD ||
        asprintf(&claim, "claim real %s %s", name,
                 proved ? "proved" : "refuted") < 0 ||
        asprintf(&about, "statement claims %s", hash) < 0)
        die(c->path);
    c->line[1] = claim;
    c->line[2] = about;
    c->every = 1;
    attack(c, c->lines, NULL, "nothing changed");
    c->every = every;
    for (size_t at = HEAD; at < c->lines; at++) {
        attack_tokens(c, at);
        attack_lines(c, at);
    }
    wait_for_all(c);
    free(text);
    free(claim);
    free(about);
}

static size_t attack_all(campaign *c, const char *directory, char first,
                         char other, bool proved)
{
    size_t length, certificates = 0;
    char hash[65], path[4096], name[16];
    char *text = read_file(c->statement, &length);
    sha256(hash, text, length);
    free(text);
    for (unsigned i = 1; i < 100; i++) {
        snprintf(path, sizeof path, "%s/%c%02u.cert", directory, first, i);
        snprintf(name, sizeof name, "%c%02u", other, i);
        if (access(path, R_OK) != 0)
            continue;
        c->path = path;
        certificates++;
        attack_certificate(c, name, proved, hash);
    }
    return certificates;
}

int main(int argc, char **argv)
{
    static campaign c;
    if (argc != 7) {
        fprintf(stderr, "usage: claims CHECKER EVERY TRUE ALMOST "
                        "TRUE-DIRECTORY ALMOST-DIRECTORY\n");
        return 2;
    }
    c.checker = argv[1];
    c.every = strtoul(argv[2], NULL, 10) + !strtoul(argv[2], NULL, 10);
    for (size_t i = 0; i < RUNS; i++) {
        c.run[i].certificate = memfd_create("certificate", 0);
        c.run[i].output = memfd_create("output", 0);
        if (c.run[i].certificate < 0 || c.run[i].output < 0)
            die("memfd_create");
    }
    c.statement = argv[4];
    size_t certificates = attack_all(&c, argv[5], 't', 'f', true);
    c.statement = argv[3];
    certificates += attack_all(&c, argv[6], 'f', 't', false);
    printf("%zu certificates, %zu mutants of wrong statements, %zu accepted or "
           "worse\n",
           certificates, c.tried, c.failed);
    for (size_t i = 0; i < 1000; i++)
        if (c.reasons[i])
            printf("  E%03zu %zu\n", i, c.reasons[i]);
    return c.failed || certificates < 90;
}
