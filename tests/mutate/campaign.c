/* Runs of the checker, a few at a time, and their judgement. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "campaign.h"

extern char **environ;

void *allocate(size_t size)
{
    void *memory = calloc(1, size + 1);
    if (!memory) {
        perror("mutate");
        exit(1);
    }
    return memory;
}

bool chance(campaign *c, size_t n)
{
    return n <= 1 || gmp_urandomm_ui(c->random, n) == 0;
}

/* The bytes of a file in memory, with a final NUL. */
static char *read_memory(int fd, size_t *length)
{
    off_t size = lseek(fd, 0, SEEK_END);
    char *bytes = allocate((size_t)size);
    if (pread(fd, bytes, (size_t)size, 0) != size) {
        perror("mutate: pread");
        exit(1);
    }
    *length = (size_t)size;
    return bytes;
}

static void write_memory(int fd, const char *bytes, size_t length)
{
    if (ftruncate(fd, 0) != 0 || lseek(fd, 0, SEEK_SET) != 0 ||
        write(fd, bytes, length) != (ssize_t)length ||
        lseek(fd, 0, SEEK_SET) != 0) {
        perror("mutate: write");
        exit(1);
    }
}

/* The last line of a text that ends with a line feed, without it. */
static char *last_line(char *text, size_t length)
{
    if (length == 0 || text[length - 1] != '\n')
        return text + length;
    text[length - 1] = '\0';
    char *feed = strrchr(text, '\n');
    return feed ? feed + 1 : text;
}

static void keep(int fd, size_t number, const char *suffix)
{
    char name[64];
    size_t length;
    char *bytes = read_memory(fd, &length);
    snprintf(name, sizeof name, "mutant-%zu.%s", number, suffix);
    FILE *file = length ? fopen(name, "wb") : NULL;
    if (file) {
        fwrite(bytes, 1, length, file);
        fclose(file);
        printf("    kept as %s\n", name);
    }
    free(bytes);
}

static void complain(campaign *c, const slot *s, int status, const char *line)
{
    c->failed++;
    printf("FAILED: %s, %s: status %d, %s; the oracle: %s\n",
           c->certificate.path, s->description, status, line,
           s->accepted ? "it holds" : s->reason);
    if (c->failed > 10)
        return;
    keep(s->certificate, c->failed, "cert");
    keep(s->statement, c->failed, "json");
}

static void judge(campaign *c, slot *s, int wait_status)
{
    size_t length;
    int status = WIFEXITED(wait_status) ? WEXITSTATUS(wait_status)
                                        : 1000 + WTERMSIG(wait_status);
    char *output = read_memory(s->output, &length);
    char *line = last_line(output, length);
    bool right;
    if (status == 0)
        right = s->accepted && strcmp(line, s->claim) == 0;
    else
        right = !s->accepted &&
                (status == 10 || status == 11 || status == 12) &&
                strncmp(line, "s NOT VERIFIED E", 16) == 0;
    c->verified += status == 0;
    if (!right)
        complain(c, s, status, line);
    free(output);
    s->process = 0;
}

/* Waits for one of our checkers; its slot is free then. */
static slot *wait_for_one(campaign *c)
{
    int status;
    pid_t process = wait(&status);
    for (size_t i = 0; i < SLOTS; i++)
        if (c->slot[i].process == process && process > 0) {
            judge(c, &c->slot[i], status);
            return &c->slot[i];
        }
    perror("mutate: wait");
    exit(1);
}

static slot *free_slot(campaign *c)
{
    for (size_t i = 0; i < SLOTS; i++)
        if (c->slot[i].process == 0)
            return &c->slot[i];
    return wait_for_one(c);
}

void wait_for_all(campaign *c)
{
    for (size_t i = 0; i < SLOTS; i++)
        while (c->slot[i].process != 0)
            wait_for_one(c);
}

/* The changed statement is the checker's file descriptor 3. */
static void start(campaign *c, slot *s, size_t changed)
{
    char *arguments[KINDS + 4] = {(char *)(size_t)c->checker,
                                  (char *)(size_t) "-q"};
    size_t count = 2;
    for (size_t k = 0; k < KINDS; k++)
        if (c->statement[k].path)
            arguments[count++] =
                (char *)(size_t)(k == changed ? "/dev/fd/3"
                                              : c->statement[k].path);
    arguments[count] = (char *)(size_t) "-";
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, s->certificate, 0);
    posix_spawn_file_actions_adddup2(&actions, s->output, 1);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, s->statement, 3);
    int error = posix_spawn(&s->process, c->checker, &actions, NULL, arguments,
                            environ);
    posix_spawn_file_actions_destroy(&actions);
    if (error) {
        fprintf(stderr, "mutate: %s: %s\n", c->checker, strerror(error));
        exit(1);
    }
}

/* What the checker says of a text that it verifies. */
static char *verdict_of(const char *text, size_t length)
{
    const char *line = memchr(text, '\n', length);
    if (!line || (size_t)(text + length - line) < 8 ||
        strncmp(line, "\nclaim ", 7) != 0)
        return strdup("?");
    line += 7;
    const char *end = memchr(line, '\n', (size_t)(text + length - line));
    char *verdict = NULL;
    if (asprintf(&verdict, "s VERIFIED %.*s",
                 (int)((end ? end : text + length) - line), line) < 0)
        exit(1);
    return verdict;
}

void try_mutant(campaign *c, statement *const *about, size_t changed,
                const char *statement_text, size_t statement_length,
                const char *text, size_t length, const char *format, ...)
{
    va_list arguments;
    slot *s = free_slot(c);
    va_start(arguments, format);
    vsnprintf(s->description, sizeof s->description, format, arguments);
    va_end(arguments);
    write_memory(s->certificate, text, length);
    write_memory(s->statement, statement_text,
                 changed < KINDS ? statement_length : 0);
    write_memory(s->output, "", 0);
    s->accepted = oracle_accepts(&s->reason, about, text, length);
    free(s->claim);
    s->claim = verdict_of(text, length);
    start(c, s, changed);
    c->tried++;
}

void campaign_init(campaign *c)
{
    const char *seed = getenv("MC_TEST_SEED");
    gmp_randinit_mt(c->random);
    gmp_randseed_ui(c->random, seed ? strtoul(seed, NULL, 10) : 20230517);
    for (size_t i = 0; i < SLOTS; i++) {
        slot *s = &c->slot[i];
        s->certificate = memfd_create("certificate", MFD_CLOEXEC);
        s->statement = memfd_create("statement", MFD_CLOEXEC);
        s->output = memfd_create("output", MFD_CLOEXEC);
        if (s->certificate < 0 || s->statement < 0 || s->output < 0) {
            perror("mutate: memfd_create");
            exit(1);
        }
    }
}

void campaign_clear(campaign *c)
{
    for (size_t i = 0; i < SLOTS; i++) {
        close(c->slot[i].certificate);
        close(c->slot[i].statement);
        close(c->slot[i].output);
        free(c->slot[i].claim);
    }
    gmp_randclear(c->random);
}
