/* mutate [--full | --every N] CHECKER STATEMENT CERTIFICATE...:
   changes every token, line and byte of certificates that verify and runs the
   checker on each mutant. It must end by itself with status 0, 10, 11 or 12,
   say so in its last line, and verify exactly those mutants that the oracle
   accepts. With --every only one mutant in N is tried. */
#define _GNU_SOURCE
#include <ctype.h>
#include <fcntl.h>
#include <gmp.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "oracle.h"

extern char **environ;

enum { SLOTS = 3, DESCRIPTION = 160, MOST_TOKENS = 20000 };

/* One run of the checker. */
typedef struct slot {
    pid_t process;           /* 0: free */
    int certificate, output; /* files in memory */
    bool accepted;           /* by the oracle */
    const char *reason;
    char *claim; /* "s VERIFIED ..." of the mutant's claim line */
    char description[DESCRIPTION];
} slot;

typedef struct token {
    size_t start, length;
    size_t line;
    bool first; /* a keyword */
} token;

typedef struct campaign {
    const char *checker, *statement, *name;
    mc_environment *env;
    bool full;
    char *text;
    size_t length;
    token *token;
    size_t tokens;
    slot slot[SLOTS];
    size_t every, seen, tried, verified, failed;
    gmp_randstate_t random;
} campaign;

static void *allocate(size_t size)
{
    void *memory = calloc(1, size + 1);
    if (!memory) {
        perror("mutate");
        exit(1);
    }
    return memory;
}

static char *read_file(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    if (!file) {
        perror(path);
        exit(1);
    }
    fseek(file, 0, SEEK_END);
    *length = (size_t)ftell(file);
    rewind(file);
    char *bytes = allocate(*length);
    if (fread(bytes, 1, *length, file) != *length)
        exit(1);
    fclose(file);
    return bytes;
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

/* --- running the checker ------------------------------------------------ */

/* The last line of a text that ends with a line feed, without it. */
static char *last_line(char *text, size_t length)
{
    if (length == 0 || text[length - 1] != '\n')
        return text + length;
    text[length - 1] = '\0';
    char *feed = strrchr(text, '\n');
    return feed ? feed + 1 : text;
}

static void complain(campaign *c, const slot *s, int status, const char *line)
{
    char kept[64];
    c->failed++;
    printf("FAILED: %s, %s: status %d, %s; the oracle: %s\n", c->name,
           s->description, status, line, s->accepted ? "it holds" : s->reason);
    if (c->failed > 10)
        return;
    snprintf(kept, sizeof kept, "mutant-%zu.cert", c->failed);
    size_t length;
    char *bytes = read_memory(s->certificate, &length);
    FILE *file = fopen(kept, "wb");
    if (file) {
        fwrite(bytes, 1, length, file);
        fclose(file);
        printf("    kept as %s\n", kept);
    }
    free(bytes);
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

static void wait_for_all(campaign *c)
{
    for (size_t i = 0; i < SLOTS; i++)
        while (c->slot[i].process != 0)
            wait_for_one(c);
}

static void start(campaign *c, slot *s)
{
    char *arguments[] = {(char *)(size_t)c->checker, (char *)(size_t) "-q",
                         (char *)(size_t)c->statement, (char *)(size_t) "-",
                         NULL};
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, s->certificate, 0);
    posix_spawn_file_actions_adddup2(&actions, s->output, 1);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
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

static void try_text(campaign *c, const char *text, size_t length,
                     const char *format, ...)
    __attribute__((format(printf, 4, 5)));

static void try_text(campaign *c, const char *text, size_t length,
                     const char *format, ...)
{
    va_list arguments;
    slot *s;
    if (c->seen++ % c->every != 0)
        return;
    s = free_slot(c);
    va_start(arguments, format);
    vsnprintf(s->description, sizeof s->description, format, arguments);
    va_end(arguments);
    write_memory(s->certificate, text, length);
    write_memory(s->output, "", 0);
    s->accepted = oracle_accepts(&s->reason, c->env, text, length);
    free(s->claim);
    s->claim = verdict_of(text, length);
    start(c, s);
    c->tried++;
}

/* --- mutations ---------------------------------------------------------- */

/* The text with [start, start + length) replaced. */
static void exchange(campaign *c, size_t start_at, size_t length,
                     const char *with, size_t with_length, const char *what)
{
    size_t size = c->length - length + with_length;
    char *mutant = allocate(size);
    memcpy(mutant, c->text, start_at);
    memcpy(mutant + start_at, with, with_length);
    memcpy(mutant + start_at + with_length, c->text + start_at + length,
           c->length - start_at - length);
    if (size != c->length || memcmp(mutant, c->text, size) != 0)
        try_text(c, mutant, size, "%s at byte %zu", what, start_at);
    free(mutant);
}

static void replace(campaign *c, const token *t, const char *with,
                    const char *what)
{
    exchange(c, t->start, t->length, with, strlen(with), what);
}

static char *token_text(const campaign *c, const token *t)
{
    return strndup(c->text + t->start, t->length);
}

/* The same number with its denominator, plus `step`. */
static char *plus(const char *text, long step)
{
    mpq_t value;
    char *result = NULL;
    mpq_init(value);
    if (mpq_set_str(value, text, 10) == 0 && mpz_sgn(mpq_denref(value))) {
        if (step > 0)
            mpz_add_ui(mpq_numref(value), mpq_numref(value), 1);
        else
            mpz_sub_ui(mpq_numref(value), mpq_numref(value), 1);
        mpq_canonicalize(value);
        result = mpq_get_str(NULL, 10, value);
    }
    mpq_clear(value);
    return result;
}

static void mutate_number(campaign *c, const token *t, const char *text)
{
    static const char *const others[] = {
        "1/0",
        "0/1",
        "-0",
        "01",
        "+1",
        "1.0",
        "1e1",
        "0x1",
        "2/4",
        "1/1",
        "1/",
        "/2",
        "--1",
        "1/-2",
        "18446744073709551615",
        "18446744073709551617",
        "-9223372036854775808",
        "340282366920938463463374607431768211456"};
    char buffer[64];
    char *more = plus(text, 1), *less = plus(text, -1), *longer = NULL;
    replace(c, t, more ? more : "1", "one more");
    replace(c, t, less ? less : "-1", "one less");
    replace(c, t, "0", "zero");
    replace(c, t, "1", "one");
    if (text[0] == '-')
        replace(c, t, text + 1, "negated");
    else
        exchange(c, t->start, 0, "-", 1, "negated");
    exchange(c, t->start, 0, c->text + t->start + (text[0] == '-'), 1,
             "first digit doubled");
    exchange(c, t->start + t->length, 0, c->text + t->start + t->length - 1, 1,
             "last digit doubled");
    exchange(c, t->start + t->length, 0, "/2", 2, "halved");
    exchange(c, t->start + t->length, 0, "/7", 2, "over seven");
    size_t kinds = sizeof others / sizeof *others;
    for (size_t i = 0; i < (c->full ? kinds : 6); i++) {
        snprintf(buffer, sizeof buffer, "became %s", others[i]);
        replace(c, t, others[i], buffer);
    }
    if (asprintf(&longer, "%s%040d", text, 0) > 0)
        replace(c, t, longer, "times 10^40");
    free(longer);
    free(more);
    free(less);
}

static void mutate_word(campaign *c, const token *t, char *text)
{
    replace(c, t, "alpha", "became alpha");
    replace(c, t, "m", "became m");
    replace(c, t, "end", "became end");
    exchange(c, t->start, 0, text, 1, "first letter doubled");
    exchange(c, t->start, 1, "", 0, "first letter lost");
    text[0] = (char)toupper((unsigned char)text[0]);
    replace(c, t, text, "capital");
}

static void mutate_token(campaign *c, size_t index)
{
    const token *t = &c->token[index];
    char *text = token_text(c, t);
    exchange(c, t->start, t->length, "", 0, "empty");
    exchange(c, t->start, 0, " ", 1, "space before");
    exchange(c, t->start + t->length, 0, " ", 1, "space behind");
    exchange(c, t->start + t->length, 0, "\t", 1, "tab behind");
    exchange(c, t->start + t->length, 0, "\r", 1, "carriage return behind");
    exchange(c, t->start + t->length, 0, "", 1, "NUL behind");
    if (!t->first) {
        exchange(c, t->start - 1, t->length + 1, "", 0, "deleted");
        exchange(c, t->start - 1, 0, c->text + t->start - 1, t->length + 1,
                 "duplicated");
    }
    if (index + 1 < c->tokens) {
        const token *next = &c->token[index + 1];
        char *swapped = NULL, *other = token_text(c, next);
        int length = asprintf(&swapped, "%s%c%s", other,
                              c->text[t->start + t->length], text);
        exchange(c, t->start, next->start + next->length - t->start, swapped,
                 (size_t)length, "swapped with the next");
        replace(c, t, other, "like the next");
        free(swapped);
        free(other);
    }
    if (t->length == 64) { /* a hash is still a hash */
        const char *digit = text[63] == '0' ? "1" : "0";
        exchange(c, t->start + 63, 1, digit, 1, "another hash");
    }
    if (isdigit((unsigned char)text[0]) || text[0] == '-')
        mutate_number(c, t, text);
    else
        mutate_word(c, t, text);
    free(text);
}

/* The token's line: its first token. */
static size_t line_begin(const campaign *c, size_t index)
{
    while (!c->token[index].first)
        index--;
    return index;
}

static size_t line_end(const campaign *c, size_t index)
{
    do
        index++;
    while (index < c->tokens && !c->token[index].first);
    return index;
}

/* A mutant in which several tokens are replaced at once; NULL keeps one. A
   replacement of "\n" drops the whole line, which begins there. */
static void rewrite(campaign *c, char *const *with, const char *what)
{
    char *mutant = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&mutant, &length);
    if (!out)
        exit(1);
    for (size_t i = 0; i < c->tokens; i++) {
        const token *t = &c->token[i];
        if (with[i] && strcmp(with[i], "\n") == 0) {
            i = line_end(c, i) - 1;
            continue;
        }
        if (with[i])
            fputs(with[i], out);
        else
            fwrite(c->text + t->start, 1, t->length, out);
        fputc(c->text[t->start + t->length], out);
    }
    fclose(out);
    if (length != c->length || memcmp(mutant, c->text, length) != 0)
        try_text(c, mutant, length, "%s", what);
    free(mutant);
}

static void forget(campaign *c, char **with)
{
    for (size_t i = 0; i < c->tokens; i++)
        free(with[i]);
    free(with);
}

static void mutate_line(campaign *c, size_t first)
{
    size_t end = line_end(c, first);
    size_t from = c->token[first].start;
    size_t to = c->token[end - 1].start + c->token[end - 1].length + 1;
    exchange(c, from, to - from, "", 0, "line deleted");
    exchange(c, from, 0, c->text + from, to - from, "line duplicated");
    exchange(c, from, 0, "\n", 1, "empty line");
    exchange(c, from, 0, "c comment\n", 10, "comment line");
    exchange(c, to - 1, 1, "", 0, "line feed lost");
    exchange(c, to - 1, 1, "\r\n", 2, "carriage return");
    if (end < c->tokens) {
        size_t next = line_end(c, end);
        size_t past = c->token[next - 1].start + c->token[next - 1].length + 1;
        char *swapped = allocate(past - from);
        memcpy(swapped, c->text + to, past - to);
        memcpy(swapped + (past - to), c->text + from, to - from);
        exchange(c, from, past - from, swapped, past - from,
                 "line swapped with the next");
        free(swapped);
    }
}

/* An entry of a list is deleted and the counts are put right: what remains is
   well-formed and possibly true. */
static void drop_entry(campaign *c, size_t first)
{
    char *word = token_text(c, &c->token[first]);
    bool entry = strcmp(word, "alpha") == 0 || strcmp(word, "beta") == 0 ||
                 strcmp(word, "pi") == 0 || strcmp(word, "y") == 0;
    char **with = allocate(c->tokens * sizeof *with);
    size_t head = first;
    while (entry && head > 0) {
        head = line_begin(c, head - 1);
        char *other = token_text(c, &c->token[head]);
        bool same = strcmp(other, word) == 0;
        free(other);
        if (!same)
            break;
    }
    if (entry) {
        size_t count = line_end(c, head) - 1, last = c->tokens - 1;
        char *text = token_text(c, &c->token[count]);
        with[count] = plus(text, -1);
        free(text);
        text = token_text(c, &c->token[last]);
        with[last] = plus(text, -1);
        free(text);
        with[first] = strdup("\n");
        rewrite(c, with, "entry dropped, counts adjusted");
    }
    free(word);
    forget(c, with);
}

/* --- changes that keep the value consistent ------------------------------ */

/* The index of the first token of the first line with this keyword. */
static size_t find_line(const campaign *c, const char *keyword)
{
    for (size_t i = 0; i < c->tokens; i = line_end(c, i)) {
        char *word = token_text(c, &c->token[i]);
        bool found = strcmp(word, keyword) == 0;
        free(word);
        if (found)
            return i;
    }
    return SIZE_MAX;
}

static void token_value(mpq_t value, const campaign *c, size_t index)
{
    char *text = token_text(c, &c->token[index]);
    if (mpq_set_str(value, text, 10) != 0)
        exit(1);
    free(text);
}

/* The tokens of lambda or of gamma: the denominator, then the entries. */
static size_t find_vector(const campaign *c, size_t *place, const char *name)
{
    size_t head = find_line(c, name), count = 0;
    if (head == SIZE_MAX)
        return 0;
    place[count++] = head + 1;
    if (strcmp(name, "lambda") == 0)
        for (size_t i = head + 2; i < line_end(c, head); i++)
            place[count++] = i;
    else
        for (size_t i = line_end(c, head); c->text[c->token[i].start] == 'g';
             i = line_end(c, i))
            place[count++] = i + 1;
    return count;
}

/* Adds step / fineness to one entry of lambda or gamma, and to the claim what
   follows from it. */
static void shift_entry(campaign *c, const size_t *place, size_t count,
                        size_t entry, size_t claim, const mpq_t weight,
                        long step, const mpz_t fineness, const char *what)
{
    char **with = allocate(c->tokens * sizeof *with);
    mpq_t value, change;
    mpq_inits(value, change, NULL);
    for (size_t i = 0; i < count; i++) {
        token_value(value, c, place[i]);
        mpz_mul(mpq_numref(value), mpq_numref(value), fineness);
        if (i == entry && mpz_cmp_ui(fineness, 1) != 0) {
            mpq_set_si(change, step, 1);
            mpq_add(value, value, change);
        } else if (i == entry) {
            token_value(change, c, place[0]);
            if (step < 0)
                mpq_neg(change, change);
            mpq_add(value, value, change);
        }
        with[place[i]] = mpq_get_str(NULL, 10, value);
    }
    /* the entry moved by step, or by step / (denominator fineness) */
    mpq_set_si(change, step, 1);
    if (mpz_cmp_ui(fineness, 1) != 0) {
        token_value(value, c, place[0]);
        mpz_mul(mpq_numref(value), mpq_numref(value), fineness);
        mpq_div(change, change, value);
    }
    mpq_mul(change, change, weight);
    token_value(value, c, claim);
    mpq_add(value, value, change);
    with[claim] = mpq_get_str(NULL, 10, value);
    rewrite(c, with, what);
    forget(c, with);
    mpq_clears(value, change, NULL);
}

/* One less lambda and one more gamma make a weaker claim, which must verify;
   the opposite is almost always false. So it is with a hair less or more,
   which only exact comparisons see. */
static void shift_values(campaign *c)
{
    size_t *place = allocate(c->tokens * sizeof *place), count;
    size_t claim = find_line(c, "claim");
    bool program = line_end(c, claim) - claim == 6;
    size_t lower = program ? claim + 4 : claim + 2;
    size_t upper = program ? claim + 5 : claim + 2;
    mpq_t one;
    mpz_t fineness;
    mpq_init(one);
    mpq_set_ui(one, 1, 1);
    mpz_init(fineness);
    for (int fine = 0; fine < 2; fine++) {
        mpz_ui_pow_ui(fineness, 1000003, fine ? 5 : 0);
        for (long step = -1; step <= 1; step += 2) {
            count = find_vector(c, place, "lambda");
            for (size_t t = 1; t < count; t++)
                shift_entry(c, place, count, t, lower,
                            mc_environment_prior(c->env, t - 1), step, fineness,
                            step < 0 ? "lambda lowered" : "lambda raised");
            count = find_vector(c, place, "gamma");
            for (size_t x = 1; x < count; x++)
                shift_entry(c, place, count, x, upper, one, step, fineness,
                            step < 0 ? "gamma lowered" : "gamma raised");
        }
    }
    mpq_clear(one);
    mpz_clear(fineness);
    free(place);
}

/* Two to four numbers each one more or less. */
static void random_changes(campaign *c, size_t times)
{
    for (size_t n = 0; n < times; n++) {
        char **with = allocate(c->tokens * sizeof *with);
        for (size_t i = 2 + gmp_urandomm_ui(c->random, 3); i > 0; i--) {
            size_t index = gmp_urandomm_ui(c->random, c->tokens);
            char *text = token_text(c, &c->token[index]);
            if (!c->token[index].first && strlen(text) < 60 && !with[index])
                with[index] =
                    plus(text, gmp_urandomm_ui(c->random, 2) ? 1 : -1);
            free(text);
        }
        rewrite(c, with, "several numbers changed");
        forget(c, with);
    }
}

/* --- bytes --------------------------------------------------------------- */

static void mutate_bytes(campaign *c)
{
    static const char others[] = {' ', '\n', '0', '-', '/', '\0', '\x80', 'a'};
    char bit;
    size_t step = c->full || c->length < 600 ? 1 : 3;
    for (size_t i = 0; i < c->length; i += step)
        try_text(c, c->text, i, "truncated at byte %zu", i);
    for (size_t i = 0; c->full && i < c->length; i++) {
        for (size_t o = 0; o < sizeof others; o++)
            exchange(c, i, 1, &others[o], 1, "another byte");
        exchange(c, i, 1, "", 0, "byte deleted");
        bit = (char)(c->text[i] ^ (1 << gmp_urandomm_ui(c->random, 8)));
        exchange(c, i, 1, &bit, 1, "bit flipped");
    }
    static const char *const behind[] = {"\n", " ", "x", "end 1\n", "\r", "\t"};
    for (size_t i = 0; i < sizeof behind / sizeof *behind; i++)
        exchange(c, c->length, 0, behind[i], strlen(behind[i]), "bytes behind");
    exchange(c, c->length, 0, "", 1, "NUL behind the end");
    exchange(c, c->length, 0, c->text, c->length, "the certificate twice");
    exchange(c, 0, 0, "\xEF\xBB\xBF", 3, "byte order mark");
}

/* --- one certificate ------------------------------------------------------ */

static void tokenize(campaign *c)
{
    size_t line = 0;
    bool first = true;
    c->token = allocate(MOST_TOKENS * sizeof *c->token);
    c->tokens = 0;
    for (size_t i = 0; i < c->length && c->tokens < MOST_TOKENS;) {
        size_t length = strcspn(c->text + i, " \n");
        c->token[c->tokens++] = (token){i, length, line, first};
        i += length;
        first = i < c->length && c->text[i] == '\n';
        line += first;
        i++;
    }
}

static void attack(campaign *c, const char *certificate)
{
    size_t before = c->tried, verified = c->verified;
    c->text = read_file(certificate, &c->length);
    c->name =
        strrchr(certificate, '/') ? strrchr(certificate, '/') + 1 : certificate;
    c->seen = 0; /* so that this one is not left out */
    try_text(c, c->text, c->length, "no change");
    wait_for_all(c);
    if (c->verified != verified + 1) {
        printf("FAILED: %s does not verify to begin with\n", c->name);
        c->failed++;
        free(c->text);
        return;
    }
    tokenize(c);
    for (size_t i = 0; i < c->tokens; i++) {
        mutate_token(c, i);
        if (c->token[i].first) {
            mutate_line(c, i);
            drop_entry(c, i);
        }
    }
    shift_values(c);
    random_changes(c, c->full ? 2000 : 100);
    mutate_bytes(c);
    wait_for_all(c);
    printf("%s: %zu mutants, %zu still true and verified\n", c->name,
           c->tried - before - 1, c->verified - verified - 1);
    fflush(stdout);
    free(c->token);
    free(c->text);
}

static void slots_init(campaign *c)
{
    for (size_t i = 0; i < SLOTS; i++) {
        c->slot[i].certificate = memfd_create("certificate", MFD_CLOEXEC);
        c->slot[i].output = memfd_create("output", MFD_CLOEXEC);
        if (c->slot[i].certificate < 0 || c->slot[i].output < 0) {
            perror("mutate: memfd_create");
            exit(1);
        }
    }
}

static void slots_clear(campaign *c)
{
    for (size_t i = 0; i < SLOTS; i++) {
        close(c->slot[i].certificate);
        close(c->slot[i].output);
        free(c->slot[i].claim);
    }
}

int main(int argc, char **argv)
{
    campaign c = {0};
    const char *seed = getenv("MC_TEST_SEED");
    int next = 1;
    c.full = argc > 1 && strcmp(argv[1], "--full") == 0;
    c.every = argc > 2 && strcmp(argv[1], "--every") == 0
                  ? strtoul(argv[2], NULL, 10)
                  : 1;
    next += c.full ? 1 : c.every != 1 ? 2 : 0;
    if (argc - next < 3 || (argc - next) % 2 == 0 || c.every == 0) {
        fputs("usage: mutate [--full | --every N] CHECKER STATEMENT "
              "CERTIFICATE...\n",
              stderr);
        return 2;
    }
    c.checker = argv[next++];
    gmp_randinit_mt(c.random);
    gmp_randseed_ui(c.random, seed ? strtoul(seed, NULL, 10) : 20230517);
    slots_init(&c);
    for (; next + 1 < argc; next += 2) {
        mc_message message = {""};
        c.statement = argv[next];
        if (mc_environment_read(&c.env, &message, c.statement) != MC_OK) {
            fprintf(stderr, "mutate: %s\n", message.text);
            return 1;
        }
        attack(&c, argv[next + 1]);
        mc_environment_free(c.env);
    }
    slots_clear(&c);
    gmp_randclear(c.random);
    printf("%zu mutants tried, %zu verified, %zu failures\n", c.tried,
           c.verified, c.failed);
    bool enough = c.verified >= (c.every == 1 ? 60 : 8);
    if (!enough)
        puts("FAILED: hardly any mutant verified, so nothing was compared");
    return c.failed == 0 && enough ? 0 : 1;
}
