#include "real.h"

/* What is still to be printed: a text, or the expression with this root. */
struct task {
    const char *text;
    size_t root;
};

struct printer {
    const struct mv_claims *claims;
    FILE *file;
    struct task *task;
    size_t tasks, room;
};

static void later(struct printer *p, const char *text, size_t root)
{
    p->task = mv_grow(p->task, &p->room, p->tasks + 1, sizeof *p->task);
    p->task[p->tasks++] = (struct task){text, root};
}

/* The name or number that stands in the text. */
static void print_token(const struct printer *p, size_t at)
{
    const char *s = (const char *)p->claims->source.text + at;

    while ((*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z') ||
           (*s >= '0' && *s <= '9') || *s == '_')
        fputc(*s++, p->file);
}

static void print_symbol(const struct printer *p, size_t symbol)
{
    print_token(p, p->claims->symbol[symbol].at);
}

/* The last node before the operand with this root. */
static size_t before(const struct printer *p, size_t root)
{
    return root - p->claims->code[root].span - 1;
}

/* `( left OP right )`; an operator that is a word stands before. */
static void print_binary(struct printer *p, size_t root, const char *text)
{
    later(p, ")", 0);
    later(p, NULL, root - 1);
    later(p, text, 0);
    later(p, NULL, before(p, root - 1));
}

static const char *relation_text(size_t relation)
{
    static const char *const text[] = {" >= ", " <= ", " > ", " < "};

    return text[relation];
}

static void print_if(struct printer *p, size_t root)
{
    size_t other = root - 1, first = before(p, other) - 1,
           test = before(p, first), right = test - 1;

    later(p, ")", 0);
    later(p, NULL, other);
    later(p, ", ", 0);
    later(p, NULL, first);
    later(p, ", ", 0);
    later(p, NULL, right);
    later(p, relation_text(p->claims->code[test].arg), 0);
    later(p, NULL, before(p, right));
    later(p, "if(", 0);
}

/* An integral, sum or product. */
static void print_binder(struct printer *p, size_t root)
{
    size_t head = before(p, root - 1), high = head - 1;
    const struct mv_node *node = &p->claims->code[head];

    later(p, ")", 0);
    later(p, NULL, root - 1);
    later(p, ", ", 0);
    later(p, NULL, high);
    later(p, ", ", 0);
    later(p, NULL, before(p, high));
    fputs(node->op == MV_INTEGRAL ? "integral("
          : node->op == MV_SUM    ? "sum("
                                  : "product(",
          p->file);
    print_symbol(p, node->skip);
    fputs(", ", p->file);
}

static void print_call(struct printer *p, size_t root)
{
    const struct mv_node *node = &p->claims->code[root];
    size_t argument = root - 1;

    print_token(p, node->at);
    later(p, ")", 0);
    for (size_t k = p->claims->definition[node->arg].parameters; k > 0; k--) {
        later(p, NULL, argument);
        later(p, k > 1 ? ", " : "(", 0);
        argument = before(p, argument);
    }
}

static void print_node(struct printer *p, size_t root)
{
    const struct mv_node *node = &p->claims->code[root];
    const struct mv_ratio *number;

    switch (node->op) {
    case MV_NUMBER:
        number = &p->claims->number[node->arg];
        gmp_fprintf(p->file,
                    mv_ratio_is_integer(number) ? "%Zd" : "(%Zd / %Zd)",
                    number->p, number->q);
        return;
    case MV_LOAD:
    case MV_GLOBAL:
    case MV_NUMBER_PI:
        print_token(p, node->at);
        return;
    case MV_CALL:
        print_call(p, root);
        return;
    case MV_IF:
        print_if(p, root);
        return;
    case MV_DONE:
    case MV_NEXT:
        print_binder(p, root);
        return;
    case MV_LEAST:
    case MV_LARGEST:
        fputs(node->op == MV_LEAST ? "min(" : "max(", p->file);
        print_binary(p, root, ", ");
        return;
    case '+':
    case '-':
    case '*':
    case '/':
    case '^':
        fputc('(', p->file);
        print_binary(p, root,
                     node->op == '+'   ? " + "
                     : node->op == '-' ? " - "
                     : node->op == '*' ? " * "
                     : node->op == '/' ? " / "
                                       : "^");
        return;
    default:
        fputs(node->op == MV_NEG    ? "(-"
              : node->op == MV_EXP  ? "exp("
              : node->op == MV_LOG  ? "log("
              : node->op == MV_SQRT ? "sqrt("
                                    : "abs(",
              p->file);
        later(p, ")", 0);
        later(p, NULL, root - 1);
    }
}

static void print_expression(struct printer *p, struct mv_code piece)
{
    later(p, NULL, piece.last);
    while (p->tasks > 0) {
        struct task task = p->task[--p->tasks];

        if (task.text != NULL)
            fputs(task.text, p->file);
        else
            print_node(p, task.root);
    }
}

static void print_range(struct printer *p, struct mv_code low,
                        struct mv_code high)
{
    fputs(" in [", p->file);
    print_expression(p, low);
    fputs(", ", p->file);
    print_expression(p, high);
    fputc(']', p->file);
}

static void print_hint(struct printer *p, const struct mv_statement *claim)
{
    const struct mv_hint *hint = &claim->hint;

    if (hint->advice == MV_NO_HINT)
        return;
    if (hint->advice == MV_DIVIDE) {
        fputs(" by divide by ", p->file);
    } else {
        if (hint->advice == MV_TAYLOR)
            fprintf(p->file, " by taylor %zu in ", hint->order);
        else
            fputs(" by derivative in ", p->file);
        print_symbol(p, claim->binding[hint->name].symbol);
        fputs(hint->has_point ? " at " : "", p->file);
    }
    if (hint->has_point)
        print_expression(p, hint->point);
}

static void print_claim(struct printer *p, const struct mv_statement *claim)
{
    static const char *const shapes[] = {"", " increasing in ",
                                         " decreasing in ", " convex in ",
                                         " concave in "};

    print_symbol(p, claim->symbol);
    fputs(claim->identity       ? ": identity "
          : claim->bindings > 0 ? ": forall "
                                : ": ",
          p->file);
    for (size_t k = 0; k < claim->bindings; k++) {
        const struct mv_binding *binding = &claim->binding[k];

        print_symbol(p, binding->symbol);
        if (!claim->identity)
            print_range(p, binding->low, binding->high);
        fputs(k + 1 < claim->bindings ? ", " : ": ", p->file);
    }
    print_expression(p, claim->left);
    if (claim->between) {
        print_range(p, claim->right, claim->upper);
    } else if (claim->shape != MV_NO_SHAPE) {
        fputs(claim->strictly ? " strictly" : "", p->file);
        fputs(shapes[claim->shape], p->file);
        print_symbol(p, claim->binding[claim->shape_name].symbol);
    } else {
        fputs(claim->identity ? " == " : relation_text(claim->relation),
              p->file);
        print_expression(p, claim->right);
    }
    print_hint(p, claim);
    fputc('\n', p->file);
}

/* A root or system, of which this is the first definition. */
static void print_root(struct printer *p, const struct mv_definition *d)
{
    fputs("root ", p->file);
    for (size_t k = 0; k < d->names; k++) {
        fputs(k > 0 ? ", " : "", p->file);
        print_symbol(p, d[k].symbol);
        print_range(p, d[k].low, d[k].high);
    }
    for (size_t k = 0; k < d->names; k++) {
        fputs(k > 0 ? ", " : ": ", p->file);
        print_expression(p, d[k].body);
    }
    fputc('\n', p->file);
}

static void print_definition(struct printer *p, const struct mv_definition *d)
{
    if (d->meaning == MV_FUNCTION)
        fputs("fn ", p->file);
    print_symbol(p, d->symbol);
    for (size_t k = 0; k < d->parameters; k++) {
        fputs(k > 0 ? ", " : "(", p->file);
        print_symbol(p, d->parameter[k]);
    }
    fputs(d->meaning == MV_FUNCTION ? ") = " : " = ", p->file);
    print_expression(p, d->body);
    if (d->rational && d->body.last > d->body.first) {
        fputs(" # = ", p->file);
        mv_print_ratio(p->file, d->value.exact.p, d->value.exact.q);
    }
    fputc('\n', p->file);
}

void mv_claim_echo(const struct mv_claims *claims,
                   const struct mv_statement *claim, FILE *file)
{
    struct printer p = {.claims = claims, .file = file};

    print_claim(&p, claim);
    mv_release(p.task, p.room, sizeof *p.task);
}

void mv_claims_echo(const struct mv_claims *claims, FILE *file)
{
    struct printer p = {.claims = claims, .file = file};

    for (size_t k = 0; k < claims->entries; k++) {
        const struct mv_listed *entry = &claims->entry[k];
        const struct mv_definition *d;

        if (entry->claim) {
            print_claim(&p, &claims->claim[entry->index]);
            continue;
        }
        d = &claims->definition[entry->index];
        if (d->meaning != MV_ROOT)
            print_definition(&p, d);
        else if (d->place == 0)
            print_root(&p, d);
    }
    mv_release(p.task, p.room, sizeof *p.task);
}
