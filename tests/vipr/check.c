/* vipr-check [--lp] FILE: an independent checker of VIPR 1.0 files that prove
   something about a linear program with `lin` derivations only.
   Exit status: 0 accepted; 10 something does not hold; 11 the file is
   malformed, or uses what is not supported here (integers, other reasons).
   --lp prints the program as a CPLEX LP file with free variables x0, x1, ...
   instead, so that it can be solved again.

   It shares nothing with mechcert but the format: GMP and the C library. */
#include <ctype.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <gmp.h>

/* Sparse left-hand side; distinct indices. */
struct form {
    size_t count, *index;
    mpq_t *value;
};

/* left `sense` right, sense one of G, L, E. */
struct constraint {
    char sense;
    struct form left;
    mpq_t right;
    bool is_objective; /* written with the keyword OBJ */
};

struct vipr {
    char *text, *next, *end; /* the file, and what is to be read of it */
    size_t most;             /* more things than bytes cannot be in it */
    size_t variables, constraints, bounds;
    bool maximise, infeasible, has_lower, has_upper;
    struct form objective;
    struct constraint *constraint;
    char **label;
    mpq_t lower, upper, best;
    size_t solutions;
    mpq_t *dense; /* zeros between uses, one for each variable */
    bool *seen;   /* false between uses */
};

enum { REJECTED = 10, MALFORMED = 11 };

static void stop(int status, const char *format, ...)
    __attribute__((noreturn, format(printf, 2, 3)));

static void stop(int status, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    (void)vprintf(format, arguments);
    va_end(arguments);
    putchar('\n');
    exit(status);
}

static void *array(size_t count, size_t size)
{
    void *made = calloc(count + 1, size);
    if (!made)
        stop(12, "out of memory");
    return made;
}

/* ---- words and numbers ---- */

static char *word(struct vipr *v)
{
    while (v->next < v->end && isspace((unsigned char)*v->next))
        v->next++;
    if (v->next == v->end)
        stop(MALFORMED, "the file ends too early");
    char *start = v->next;
    while (v->next < v->end && !isspace((unsigned char)*v->next))
        v->next++;
    if (v->next < v->end)
        *v->next++ = '\0';
    return start;
}

static void expect(struct vipr *v, const char *wanted)
{
    const char *found = word(v);
    if (strcmp(found, wanted) != 0)
        stop(MALFORMED, "%s instead of %s", found, wanted);
}

static bool all_digits(const char *text, size_t length)
{
    return length > 0 && strspn(text, "0123456789") >= length;
}

static size_t number_below(struct vipr *v, size_t limit, const char *what)
{
    const char *text = word(v);
    if (!all_digits(text, strlen(text)) || strlen(text) > 18)
        stop(MALFORMED, "%s: %s is not a natural number", what, text);
    size_t value = strtoull(text, NULL, 10);
    if (value >= limit)
        stop(MALFORMED, "%s: %zu is too large", what, value);
    return value;
}

static void set_rational(mpq_t value, const char *text)
{
    const char *digits = text + (*text == '-'), *slash = strchr(text, '/');
    bool fits = slash ? all_digits(digits, (size_t)(slash - digits)) &&
                            all_digits(slash + 1, strlen(slash + 1)) &&
                            strspn(slash + 1, "0") < strlen(slash + 1)
                      : all_digits(digits, strlen(digits));
    if (!fits || mpq_set_str(value, text, 10) != 0)
        stop(MALFORMED, "%s is not a rational", text);
    mpq_canonicalize(value);
}

/* ---- forms ---- */

static void read_form(struct form *form, struct vipr *v, size_t limit)
{
    form->count = number_below(v, v->most, "number of entries");
    form->index = array(form->count, sizeof *form->index);
    form->value = array(form->count, sizeof *form->value);
    for (size_t i = 0; i < form->count; i++) {
        form->index[i] = number_below(v, limit, "index");
        mpq_init(form->value[i]);
        set_rational(form->value[i], word(v));
        if (v->seen[form->index[i]])
            stop(MALFORMED, "the index %zu occurs twice", form->index[i]);
        v->seen[form->index[i]] = true;
    }
    for (size_t i = 0; i < form->count; i++)
        v->seen[form->index[i]] = false;
}

static void clear_form(struct form *form)
{
    for (size_t i = 0; i < form->count; i++)
        mpq_clear(form->value[i]);
    free(form->value);
    free(form->index);
}

static void add_multiple(mpq_t *dense, const struct form *form, mpq_srcptr by)
{
    mpq_t term;
    mpq_init(term);
    for (size_t i = 0; i < form->count; i++) {
        mpq_mul(term, by, form->value[i]);
        mpq_add(dense[form->index[i]], dense[form->index[i]], term);
    }
    mpq_clear(term);
}

static void product(mpq_t sum, const struct form *form, mpq_t *const dense)
{
    mpq_t term;
    mpq_init(term);
    mpq_set_ui(sum, 0, 1);
    for (size_t i = 0; i < form->count; i++) {
        mpq_mul(term, form->value[i], dense[form->index[i]]);
        mpq_add(sum, sum, term);
    }
    mpq_clear(term);
}

static void clear_dense(struct vipr *v)
{
    for (size_t j = 0; j < v->variables; j++)
        mpq_set_ui(v->dense[j], 0, 1);
}

/* ---- the sections ---- */

static int compare_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void demand_different(char **names, size_t count, const char *what)
{
    char **sorted = array(count, sizeof *sorted);
    memcpy(sorted, names, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, compare_text);
    for (size_t i = 1; i < count; i++)
        if (strcmp(sorted[i - 1], sorted[i]) == 0)
            stop(MALFORMED, "two %s are called %s", what, sorted[i]);
    free(sorted);
}

static void read_head(struct vipr *v)
{
    while (v->next < v->end && *v->next == '%') {
        v->next = memchr(v->next, '\n', (size_t)(v->end - v->next));
        if (!v->next++)
            stop(MALFORMED, "nothing but comments");
    }
    expect(v, "VER");
    expect(v, "1.0");
    expect(v, "VAR");
    v->variables = number_below(v, v->most, "VAR");
    char **name = array(v->variables, sizeof *name);
    for (size_t j = 0; j < v->variables; j++)
        name[j] = word(v);
    demand_different(name, v->variables, "variables");
    free(name);
    v->dense = array(v->variables, sizeof *v->dense);
    for (size_t j = 0; j < v->variables; j++)
        mpq_init(v->dense[j]);
    v->seen = array(v->most, sizeof *v->seen);
    expect(v, "INT");
    expect(v, "0");
}

static void read_objective(struct vipr *v)
{
    expect(v, "OBJ");
    const char *sense = word(v);
    v->maximise = strcmp(sense, "max") == 0;
    if (!v->maximise && strcmp(sense, "min") != 0)
        stop(MALFORMED, "OBJ %s: neither min nor max", sense);
    read_form(&v->objective, v, v->variables);
}

static void read_constraint(struct constraint *c, struct vipr *v, size_t place)
{
    v->label[place] = word(v);
    const char *sense = word(v);
    if (strlen(sense) != 1 || !strchr("GLE", *sense))
        stop(MALFORMED, "%s: the sense %s", v->label[place], sense);
    c->sense = *sense;
    mpq_init(c->right);
    set_rational(c->right, word(v));
    while (v->next < v->end && isspace((unsigned char)*v->next))
        v->next++;
    if (v->end - v->next > 3 && memcmp(v->next, "OBJ", 3) == 0) {
        expect(v, "OBJ");
        c->is_objective = true;
        c->left = v->objective;
    } else {
        read_form(&c->left, v, v->variables);
    }
}

static void read_constraints(struct vipr *v)
{
    expect(v, "CON");
    v->constraints = number_below(v, v->most, "CON");
    v->bounds = number_below(v, v->constraints + 1, "number of bounds");
    v->constraint = array(v->most, sizeof *v->constraint);
    v->label = array(v->most, sizeof *v->label);
    for (size_t i = 0; i < v->constraints; i++) {
        read_constraint(&v->constraint[i], v, i);
        if (i < v->bounds && v->constraint[i].left.count != 1)
            stop(MALFORMED, "%s is no bound constraint", v->label[i]);
    }
}

static void read_relation(struct vipr *v)
{
    expect(v, "RTP");
    const char *kind = word(v);
    v->infeasible = strcmp(kind, "infeas") == 0;
    if (v->infeasible)
        return;
    if (strcmp(kind, "range") != 0)
        stop(MALFORMED, "RTP %s", kind);
    const char *lower = word(v), *upper = word(v);
    v->has_lower = strcmp(lower, "-inf") != 0;
    v->has_upper = strcmp(upper, "inf") != 0;
    if (v->has_lower)
        set_rational(v->lower, lower);
    if (v->has_upper)
        set_rational(v->upper, upper);
    if (v->has_lower && v->has_upper && mpq_cmp(v->lower, v->upper) > 0)
        stop(REJECTED, "RTP: the range is empty");
}

/* ---- solutions ---- */

static bool satisfies(struct vipr *v, const struct constraint *c)
{
    mpq_t sum;
    mpq_init(sum);
    product(sum, &c->left, v->dense);
    int order = mpq_cmp(sum, c->right);
    mpq_clear(sum);
    return c->sense == 'G' ? order >= 0 : c->sense == 'L' ? order <= 0 : !order;
}

static void check_solution(struct vipr *v, bool first)
{
    struct form point;
    mpq_t value;
    const char *name = word(v);
    read_form(&point, v, v->variables);
    for (size_t i = 0; i < point.count; i++)
        mpq_set(v->dense[point.index[i]], point.value[i]);
    for (size_t i = 0; i < v->constraints; i++)
        if (!satisfies(v, &v->constraint[i]))
            stop(REJECTED, "%s does not satisfy %s", name, v->label[i]);
    mpq_init(value);
    product(value, &v->objective, v->dense);
    int order = mpq_cmp(value, v->best);
    if (first || (v->maximise ? order > 0 : order < 0))
        mpq_set(v->best, value);
    mpq_clear(value);
    clear_form(&point);
    clear_dense(v);
}

static void check_solutions(struct vipr *v)
{
    expect(v, "SOL");
    v->solutions = number_below(v, v->most, "SOL");
    for (size_t i = 0; i < v->solutions; i++)
        check_solution(v, i == 0);
    if (v->infeasible && v->solutions > 0)
        stop(REJECTED, "a feasible point of an infeasible program");
    if (v->infeasible || !(v->maximise ? v->has_lower : v->has_upper))
        return;
    if (v->solutions == 0)
        stop(REJECTED, "no solution attains the range");
    if (v->maximise ? mpq_cmp(v->best, v->lower) < 0
                    : mpq_cmp(v->best, v->upper) > 0)
        stop(REJECTED, "the solutions are worse than the range");
}

/* ---- derivations ---- */

/* 0 >= positive, 0 <= negative, 0 = nonzero, for a dense left-hand side. */
static bool is_absurd(const struct vipr *v, mpq_t *const left, char sense,
                      mpq_srcptr right)
{
    for (size_t j = 0; j < v->variables; j++)
        if (mpq_sgn(left[j]) != 0)
            return false;
    return sense == 'G'   ? mpq_sgn(right) > 0
           : sense == 'L' ? mpq_sgn(right) < 0
                          : mpq_sgn(right) != 0;
}

/* The constraint left `sense` right dominates c; left becomes left - c. */
static bool dominates(const struct vipr *v, mpq_t *left, char sense,
                      mpq_srcptr right, const struct constraint *c)
{
    mpq_t minus;
    if (is_absurd(v, left, sense, right))
        return true;
    mpq_init(minus);
    mpq_set_si(minus, -1, 1);
    add_multiple(left, &c->left, minus);
    mpq_clear(minus);
    for (size_t j = 0; j < v->variables; j++)
        if (mpq_sgn(left[j]) != 0)
            return false;
    int order = mpq_cmp(right, c->right);
    if (c->sense == 'E')
        return sense == 'E' && order == 0;
    if (sense != 'E' && sense != c->sense)
        return false;
    return c->sense == 'G' ? order >= 0 : order <= 0;
}

/* The sense of a combination: every multiplier times the sense of its
   constraint (G 1, L -1, E 0) has the same sign, or is 0. */
static char sense_of(const struct vipr *v, const struct form *multipliers)
{
    bool up = false, down = false;
    for (size_t i = 0; i < multipliers->count; i++) {
        char sense = v->constraint[multipliers->index[i]].sense;
        int sign = mpq_sgn(multipliers->value[i]);
        if (sense == 'L')
            sign = -sign;
        up |= sense != 'E' && sign > 0;
        down |= sense != 'E' && sign < 0;
    }
    if (up && down)
        stop(REJECTED, "multipliers of different direction");
    return up ? 'G' : down ? 'L' : 'E';
}

static void check_derivation(struct vipr *v, size_t place)
{
    struct constraint *c = &v->constraint[place];
    struct form multipliers;
    mpq_t right, term;
    mpq_inits(right, term, NULL);
    read_constraint(c, v, place);
    expect(v, "{");
    expect(v, "lin");
    read_form(&multipliers, v, place);
    expect(v, "}");
    expect(v, "-1");
    char sense = sense_of(v, &multipliers);
    for (size_t i = 0; i < multipliers.count; i++) {
        const struct constraint *used = &v->constraint[multipliers.index[i]];
        add_multiple(v->dense, &used->left, multipliers.value[i]);
        mpq_mul(term, multipliers.value[i], used->right);
        mpq_add(right, right, term);
    }
    if (!dominates(v, v->dense, sense, right, c))
        stop(REJECTED, "%s does not follow", v->label[place]);
    clear_dense(v);
    clear_form(&multipliers);
    mpq_clears(right, term, NULL);
}

/* The last derivation is an absurdity, or OBJ with a bound that is as good as
   the range demands. */
static void check_last(struct vipr *v, size_t derivations)
{
    const struct constraint *last = &v->constraint[v->constraints - 1];
    bool wanted = v->infeasible || (v->maximise ? v->has_upper : v->has_lower);
    if (!wanted)
        return;
    if (derivations == 0)
        stop(REJECTED, "nothing was derived");
    mpq_t one;
    mpq_init(one);
    mpq_set_ui(one, 1, 1);
    add_multiple(v->dense, &last->left, one);
    bool absurd = is_absurd(v, v->dense, last->sense, last->right);
    clear_dense(v);
    mpq_clear(one);
    if (v->infeasible && !absurd)
        stop(REJECTED, "the last derivation is no absurdity");
    if (v->infeasible)
        return;
    if (!last->is_objective)
        stop(REJECTED, "the last derivation is not about OBJ");
    if (last->sense == (v->maximise ? 'G' : 'L'))
        stop(REJECTED, "the last derivation has the wrong sense");
    if (v->maximise ? mpq_cmp(last->right, v->upper) > 0
                    : mpq_cmp(last->right, v->lower) < 0)
        stop(REJECTED, "the last derivation is weaker than the range");
}

static void check_derivations(struct vipr *v)
{
    expect(v, "DER");
    size_t count = number_below(v, v->most - v->constraints, "DER");
    for (size_t i = 0; i < count; i++) {
        check_derivation(v, v->constraints);
        v->constraints++;
    }
    while (v->next < v->end && isspace((unsigned char)*v->next))
        v->next++;
    if (v->next < v->end)
        stop(MALFORMED, "something follows behind the last derivation");
    demand_different(v->label, v->constraints, "constraints");
    check_last(v, count);
}

/* ---- the program again ---- */

static void print_form(const struct form *form)
{
    mpq_t size;
    mpq_init(size);
    for (size_t i = 0; i < form->count; i++) {
        mpq_abs(size, form->value[i]);
        (void)gmp_printf(" %c %Qd x%zu\n",
                         mpq_sgn(form->value[i]) < 0 ? '-' : '+', size,
                         form->index[i]);
    }
    if (form->count == 0)
        puts(" 0 x0");
    mpq_clear(size);
}

static void print_program(const struct vipr *v)
{
    puts(v->maximise ? "maximize" : "minimize");
    print_form(&v->objective);
    puts("subject to");
    for (size_t i = 0; i < v->constraints; i++) {
        const struct constraint *c = &v->constraint[i];
        print_form(&c->left);
        (void)gmp_printf(" %s %Qd\n",
                         c->sense == 'G'   ? ">="
                         : c->sense == 'L' ? "<="
                                           : "=",
                         c->right);
    }
    puts("bounds");
    for (size_t j = 0; j < v->variables; j++)
        printf(" x%zu free\n", j);
    puts("end");
}

static void load(struct vipr *v, const char *path)
{
    FILE *stream = fopen(path, "rb");
    size_t got, room = 1 << 16, length = 0;
    v->text = malloc(room + 1);
    if (!stream || !v->text)
        stop(13, "%s cannot be read", path);
    while ((got = fread(v->text + length, 1, room - length, stream)) > 0) {
        length += got;
        if (length == room && !(v->text = realloc(v->text, (room *= 2) + 1)))
            stop(12, "out of memory");
    }
    (void)fclose(stream);
    v->text[length] = '\0';
    v->next = v->text;
    v->end = v->text + length;
    v->most = length + 2;
}

static void print_verdict(const struct vipr *v)
{
    if (v->infeasible) {
        puts("accepted infeasible");
        return;
    }
    if (v->has_lower)
        (void)gmp_printf("accepted %Qd", v->lower);
    else
        printf("accepted -inf");
    if (v->has_upper)
        (void)gmp_printf(" %Qd\n", v->upper);
    else
        puts(" inf");
}

int main(int argc, char **argv)
{
    static struct vipr v;
    bool print = argc == 3 && strcmp(argv[1], "--lp") == 0;
    if (argc != 2 && !print)
        stop(2, "usage: vipr-check [--lp] FILE");
    load(&v, argv[argc - 1]);
    mpq_inits(v.lower, v.upper, v.best, NULL);
    read_head(&v);
    read_objective(&v);
    read_constraints(&v);
    read_relation(&v);
    if (print) {
        print_program(&v);
        return 0;
    }
    check_solutions(&v);
    check_derivations(&v);
    print_verdict(&v);
    return 0;
}
