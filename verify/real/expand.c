#include "real.h"

/* A function that is being copied: where in it, what is left, and the slot of
   its first parameter. */
struct frame {
    size_t at, last, base;
};

struct expansion {
    struct mv_program *program;
    const struct mv_claims *claims;
    struct frame *frame;
    size_t *open; /* TEST, ELSE, INTEGRAL, SUM, PRODUCT that are not closed */
    size_t frames, frame_room, opens, open_room, slots;
};

static struct mv_node *copy(struct expansion *x, const struct mv_node *node)
{
    struct mv_program *program = x->program;

    program->code = mv_grow(program->code, &program->room, program->used + 1,
                            sizeof *program->code);
    program->code[program->used] = *node;
    return &program->code[program->used++];
}

/* Sets the jumps between the parts of an `if`, integral or sum. */
static void link_parts(struct expansion *x, struct mv_node *node)
{
    size_t here = x->program->used - 1, before;

    if (node->op == MV_ELSE || node->op == MV_IF || node->op == MV_DONE ||
        node->op == MV_NEXT) {
        before = x->open[--x->opens];
        x->program->code[before].jump = here - before;
        if (node->op == MV_NEXT)
            node->jump = here - before;
    }
    if (node->op == MV_ELSE || node->op == MV_TEST || node->op == MV_INTEGRAL ||
        node->op == MV_SUM || node->op == MV_PRODUCT) {
        x->open =
            mv_grow(x->open, &x->open_room, x->opens + 1, sizeof *x->open);
        x->open[x->opens++] = here;
    }
}

static void enter_function(struct expansion *x, const struct mv_definition *d,
                           size_t base)
{
    for (size_t k = d->parameters; k > 0; k--)
        copy(x, &(struct mv_node){.op = MV_STORE, .arg = base + k - 1});
    x->frame =
        mv_grow(x->frame, &x->frame_room, x->frames + 1, sizeof *x->frame);
    x->frame[x->frames++] = (struct frame){d->body.first, d->body.last, base};
    if (base + d->slots > x->slots)
        x->slots = base + d->slots;
}

/* Copies a piece of code, with the bodies of functions in the place of calls;
   `slots` are in use below. */
static struct mv_code expand(struct expansion *x, struct mv_code piece,
                             size_t slots)
{
    struct mv_code ready = {x->program->used, 0};
    size_t *top = NULL, tops = 0; /* first slot beyond each frame */

    x->frames = 0;
    x->frame = mv_grow(x->frame, &x->frame_room, 1, sizeof *x->frame);
    x->frame[x->frames++] = (struct frame){piece.first, piece.last, 0};
    top = mv_grow(top, &tops, 1, sizeof *top);
    top[0] = slots;
    while (x->frames > 0) {
        struct frame *frame = &x->frame[x->frames - 1];
        const struct mv_node *node = &x->claims->code[frame->at];
        struct mv_node *made;

        if (frame->at > frame->last) {
            x->frames--;
            continue;
        }
        frame->at++;
        if (node->op == MV_CALL && node->fold == 0) {
            const struct mv_definition *d = &x->claims->definition[node->arg];
            size_t base = top[x->frames - 1];

            top = mv_grow(top, &tops, x->frames + 1, sizeof *top);
            top[x->frames] = base + d->slots;
            enter_function(x, d, base);
            continue;
        }
        made = copy(x, node);
        if (node->fold > 0) {
            made->op = MV_NUMBER;
            made->arg = node->fold - 1;
            made->fold = 0;
            frame->at += node->skip;
            continue;
        }
        if (node->op == MV_LOAD || node->op == MV_INTEGRAL ||
            node->op == MV_DONE || node->op == MV_SUM || node->op == MV_PRODUCT)
            made->arg += frame->base;
        link_parts(x, made);
    }
    mv_release(top, tops, sizeof *top);
    ready.last = x->program->used - 1;
    return ready;
}

/* With a name of a system the claim needs all of them. */
static void need(struct mv_definition *d)
{
    d->needed = true;
    for (size_t k = 0; k < d->names; k++)
        (d - d->place)[k].needed = true;
}

/* Notes what a piece of expanded code needs. */
static void note(struct mv_claims *claims, const struct mv_program *program,
                 size_t from)
{
    size_t integrands = 0;

    for (size_t k = from; k < program->used; k++) {
        const struct mv_node *node = &program->code[k];

        if (node->op == MV_GLOBAL)
            need(&claims->definition[node->arg]);
        if (node->op == MV_INTEGRAL) {
            claims->integral[node->number].needed = true;
            if (integrands++ > 0)
                claims->integral[node->number].inside = true;
        }
        integrands -= node->op == MV_DONE;
    }
}

static void expand_claim(struct expansion *x, struct mv_statement *claim)
{
    size_t slots = claim->slots;

    for (size_t k = 0; k < claim->bindings && !claim->identity; k++) {
        struct mv_binding *binding = &claim->binding[k];

        binding->ready_low = expand(x, binding->low, slots);
        binding->ready_high = expand(x, binding->high, slots);
    }
    claim->ready_left = expand(x, claim->left, slots);
    if (claim->shape == MV_NO_SHAPE)
        claim->ready_right = expand(x, claim->right, slots);
    if (claim->between)
        claim->ready_upper = expand(x, claim->upper, slots);
}

size_t mv_expand(struct mv_program *program, struct mv_claims *claims,
                 struct mv_statement *claim)
{
    struct expansion x = {
        .program = program, .claims = claims, .slots = claim->slots};
    size_t from = 0;

    expand_claim(&x, claim);
    note(claims, program, from);
    /* what a definition uses stands before it */
    for (size_t k = claims->definitions; k > 0; k--) {
        struct mv_definition *d = &claims->definition[k - 1];

        if (!d->needed || d->rational)
            continue;
        from = program->used;
        if (d->meaning == MV_ROOT) {
            d->ready_low = expand(&x, d->low, d->slots);
            d->ready_high = expand(&x, d->high, d->slots);
        }
        d->ready = expand(&x, d->body, d->slots);
        note(claims, program, from);
        if (d->slots > x.slots)
            x.slots = d->slots;
    }
    mv_release(x.frame, x.frame_room, sizeof *x.frame);
    mv_release(x.open, x.open_room, sizeof *x.open);
    return x.slots;
}

const struct mv_ratio *mv_node_number(const struct mv_claims *claims,
                                      const struct mv_node *node)
{
    const struct mv_definition *d;

    if (node->op == MV_NUMBER)
        return &claims->number[node->arg];
    if (node->op != MV_GLOBAL)
        return NULL;
    d = &claims->definition[node->arg];
    return d->rational ? &d->value.exact : NULL;
}
