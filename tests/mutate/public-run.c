/* The producer and the checker, run on mutants. */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "public.h"
#include "truth.h"

extern char **environ;

enum { MOST_ARGUMENTS = 12, MOST_WORD = 400 };

static _Noreturn void die(const char *what)
{
    perror(what);
    exit(1);
}

/* ---- texts ---- */

text copy_text(const char *bytes, size_t length)
{
    text copy = {calloc(1, length + 1), length};
    if (!copy.bytes)
        die("memory");
    memcpy(copy.bytes, bytes, length);
    return copy;
}

static text read_open(int file, const char *name)
{
    off_t size = lseek(file, 0, SEEK_END);
    text all = {size < 0 ? NULL : calloc(1, (size_t)size + 1), (size_t)size};
    if (!all.bytes || pread(file, all.bytes, all.length, 0) != size)
        die(name);
    return all;
}

text read_text(const char *path)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        die(path);
    text all = read_open(file, path);
    close(file);
    return all;
}

static void write_open(int file, const char *bytes, size_t length)
{
    if (ftruncate(file, 0) != 0 || lseek(file, 0, SEEK_SET) != 0 ||
        write(file, bytes, length) != (ssize_t)length)
        die("write");
}

static void save(const char *path, const text *content)
{
    FILE *file = fopen(path, "wb");
    if (!file ||
        fwrite(content->bytes, 1, content->length, file) != content->length ||
        fclose(file) != 0)
        die(path);
}

/* ---- programs ---- */

/* The exit status, or 1000 and the signal. */
static int run(campaign *c, const char *program, const char *const *argument)
{
    char *arguments[MOST_ARGUMENTS + 2] = {(char *)(size_t)program};
    int status;
    pid_t process;
    posix_spawn_file_actions_t actions;
    for (size_t k = 0; k < MOST_ARGUMENTS && argument[k]; k++)
        arguments[k + 1] = (char *)(size_t)argument[k];
    write_open(c->output, "", 0);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, c->output, 1);
    posix_spawn_file_actions_adddup2(&actions, c->output, 2);
    if (posix_spawn(&process, program, &actions, NULL, arguments, environ) ||
        waitpid(process, &status, 0) != process)
        die(program);
    posix_spawn_file_actions_destroy(&actions);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
}

size_t pick(campaign *c, size_t n)
{
    return gmp_urandomm_ui(c->random, n);
}

static int memory_file(const char *name)
{
    int file = memfd_create(name, 0);
    if (file < 0)
        die(name);
    return file;
}

void campaign_init(campaign *c)
{
    const char *seed = getenv("MC_TEST_SEED");
    gmp_randinit_mt(c->random);
    gmp_randseed_ui(c->random, seed ? strtoul(seed, NULL, 10) : 20240607);
    c->statement = memory_file("statement");
    c->certificate = memory_file("certificate");
    c->output = memory_file("output");
    strcpy(c->directory, "/tmp/mutate-public-XXXXXX");
    if (!mkdtemp(c->directory))
        die(c->directory);
}

/* ---- what the producer writes ---- */

/* Reads the certificates of a directory and removes everything there. */
static size_t take(text *certificates, size_t count, const char *path)
{
    DIR *directory = opendir(path);
    if (!directory)
        die(path);
    for (struct dirent *one = readdir(directory); one;
         one = readdir(directory)) {
        char file[sizeof one->d_name + 100];
        const char *end = strrchr(one->d_name, '.');
        snprintf(file, sizeof file, "%s/%s", path, one->d_name);
        if (one->d_type == DT_DIR && one->d_name[0] != '.') {
            count = take(certificates, count, file);
            rmdir(file);
        } else if (one->d_type == DT_REG) {
            if (end && strcmp(end, ".cert") == 0 && count < MOST_CERTIFICATES)
                certificates[count++] = read_text(file);
            unlink(file);
        }
    }
    closedir(directory);
    return count;
}

void campaign_clear(campaign *c)
{
    take(NULL, MOST_CERTIFICATES, c->directory);
    rmdir(c->directory);
    close(c->statement);
    close(c->certificate);
    close(c->output);
    gmp_randclear(c->random);
}

/* A profile for mechanism run: a type for one person, numbers for several. */
static void write_profile(campaign *c, char *profile, const json *root)
{
    const json *values = json_find(root, "values"),
               *counts = json_find(root, "counts");
    size_t at = 0;
    for (size_t i = 0; values && i < values->count && at < 300; i++) {
        size_t types = values->item[i].count;
        size_t people = counts && i < counts->count && counts->item[i].text
                            ? strtoul(counts->item[i].text, NULL, 10)
                            : 1;
        const char *comma = i ? "," : "";
        if (people == 1 || types == 0) {
            at += (size_t)sprintf(profile + at, "%s#%zu", comma,
                                  types ? pick(c, types) : 0);
            continue;
        }
        for (size_t t = 0; t < types && at < 300; t++) {
            size_t n = t + 1 < types ? pick(c, people + 1) : people;
            people -= n;
            at += (size_t)sprintf(profile + at, "%s%zu", t ? "+" : comma, n);
        }
    }
}

static void write_constraints(campaign *c, char *names)
{
    static const char *const one[] = {"individually-rational",
                                      "universal-participation",
                                      "cost-sharing-universal-participation",
                                      "net-value-universal-participation",
                                      "fair-pricing",
                                      "fair-pricing-per-unit",
                                      "no-extortion"};
    size_t always = pick(c, 6);
    names[0] = '\0';
    for (size_t k = 0; k < 7; k++)
        if (k == always || pick(c, 6) == 0) {
            strcat(names, names[0] ? "," : "");
            strcat(names, one[k]);
        }
}

static void write_box(campaign *c, char *box, const json *root)
{
    const json *agents = json_find(root, "agents");
    size_t at = 0, n = agents && agents->count < 8 ? agents->count : 1;
    for (size_t i = 0; i < 2 * n; i++)
        at += (size_t)sprintf(box + at, "%s%zu/8",
                              i == 0   ? ""
                              : i == n ? ":"
                                       : ",",
                              pick(c, 5) + (i < n ? 0 : 4));
}

typedef struct order_form {
    char statement[100], directory[100], file[100];
    char profile[MOST_WORD], names[MOST_WORD], box[MOST_WORD], number[20];
} order_form;

static size_t ordered(campaign *c, text *certificates, size_t count,
                      const order_form *o, const char *const *argument)
{
    run(c, c->mechcert, argument);
    return take(certificates, count, o->directory);
}

static size_t about_public(campaign *c, text *list, const order_form *o)
{
    const char *const argument[][MOST_ARGUMENTS] = {
        {"mechanism", "check", o->statement, "-o", o->directory},
        {"mechanism", "run", o->statement, "-p", o->profile, "-o", o->file},
        {"mechanism", "best", o->statement, "-s", o->names, "-o", o->file},
        {"mechanism", "best", o->statement, "-s", o->names, "--no-deficit",
         "-o", o->file},
        {"mechanism", "budget", o->statement, "-n", o->number, "-o", o->file}};
    size_t count = 0;
    for (size_t k = 0; k < sizeof argument / sizeof *argument; k++)
        count = ordered(c, list, count, o, argument[k]);
    return count;
}

static size_t about_quantity(campaign *c, text *list, const order_form *o)
{
    const char *const argument[] = {"mechanism", "run",   o->statement,
                                    "-o",        o->file, NULL};
    return ordered(c, list, 0, o, argument);
}

static size_t about_divisible(campaign *c, text *list, const order_form *o)
{
    const char *const argument[][MOST_ARGUMENTS] = {
        {"divisible", "check", o->statement, "-o", o->directory},
        {"divisible", "check", o->statement, "--display", o->box, "-o",
         o->file},
        {"divisible", "decompose", o->statement, "-o", o->file},
        {"divisible", "loss", o->statement, "-o", o->directory},
        {"divisible", "best", o->statement, "-o", o->directory},
        {"divisible", "best", o->statement, "-o", o->file},
        {"divisible", "best", o->statement, "--free", "-o", o->directory}};
    size_t count = 0;
    for (size_t k = 0; k < sizeof argument / sizeof *argument; k++)
        count = ordered(c, list, count, o, argument[k]);
    return count;
}

static size_t about_losses(campaign *c, text *list, const order_form *o)
{
    const char *const argument[] = {
        "welfare-loss", o->statement, "--grid", o->number,    "-q",
        "--time",       "5",          "-o",     o->directory, NULL};
    return ordered(c, list, 0, o, argument);
}

size_t produce(campaign *c, text *certificates, const text *statement)
{
    order_form o = {.profile = ""};
    json *root = json_read(statement->bytes, statement->length);
    const json *format = root ? json_find(root, "format") : NULL;
    size_t count = 0;
    write_open(c->statement, statement->bytes, statement->length);
    sprintf(o.statement, "/proc/self/fd/%d", c->statement);
    sprintf(o.directory, "%s", c->directory);
    sprintf(o.file, "%s/one.cert", c->directory);
    sprintf(o.number, "%zu", 2 + pick(c, 4));
    if (root && root->kind == JSON_OBJECT) {
        write_profile(c, o.profile, root);
        write_constraints(c, o.names);
        write_box(c, o.box, root);
    }
    if (is_text(format, "mechcert-publicgood-1"))
        count = about_public(c, certificates, &o);
    else if (is_text(format, "mechcert-quantity-1"))
        count = about_quantity(c, certificates, &o);
    else if (is_text(format, "mechcert-divisible-1"))
        count = about_divisible(c, certificates, &o);
    else if (is_text(format, "mechcert-welfare-loss-1"))
        count = about_losses(c, certificates, &o);
    if (root)
        json_free(root);
    c->produced += count;
    return count;
}

/* ---- the checker ---- */

static void complain(campaign *c, const text *statement,
                     const text *certificate, int status, const char *output,
                     const char *description, const char *reason)
{
    char name[40];
    c->failed++;
    printf("FAILED: %s: status %d, %s    the oracle: %s\n", description, status,
           output, reason);
    if (c->failed > 20)
        return;
    snprintf(name, sizeof name, "public-mutant-%zu.cert", c->failed);
    save(name, certificate);
    snprintf(name, sizeof name, "public-mutant-%zu.json", c->failed);
    save(name, statement);
    printf("    kept as %s\n", name);
}

static const char *last_line(text *output)
{
    char *feed = output->length ? output->bytes + output->length - 1 : NULL;
    if (!feed || *feed != '\n')
        return output->bytes;
    *feed = '\0';
    feed = strrchr(output->bytes, '\n');
    return feed ? feed + 1 : output->bytes;
}

void judge(campaign *c, const text *statement, const text *certificate,
           bool produced, const char *description)
{
    char about[40], proof[40];
    const char *argument[] = {about, proof, NULL}, *reason = "not asked";
    sprintf(about, "/proc/self/fd/%d", c->statement);
    sprintf(proof, "/proc/self/fd/%d", c->certificate);
    write_open(c->statement, statement->bytes, statement->length);
    write_open(c->certificate, certificate->bytes, certificate->length);
    int status = run(c, c->checker, argument);
    text output = read_open(c->output, "output");
    const char *line = last_line(&output);
    bool accepted = status == 0 && strncmp(line, "s VERIFIED ", 11) == 0,
         refused = (status == 10 || status == 11 || status == 12) &&
                   strncmp(line, "s NOT VERIFIED E", 16) == 0;
    verdict truth = HOLDS;
    c->tried++;
    c->accepted += accepted;
    if (accepted)
        truth = truth_of(&reason, statement->bytes, statement->length,
                         certificate->bytes, certificate->length);
    if (refused)
        c->reasons[strtoul(line + 16, NULL, 10) % 1000]++;
    c->unknown += truth == UNKNOWN;
    if ((!accepted && !refused) || (refused && produced) || truth == FAILS)
        complain(c, statement, certificate, status, line, description, reason);
    free(output.bytes);
}
