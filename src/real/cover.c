#define _POSIX_C_SOURCE 200809L
#include "real/cover.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "real/crew.h"

enum { MOST_DEPTH = 190 };

/* Boxes of one level: n intervals each, the node of the tree, and what was
   found. */
typedef struct level {
    size_t boxes, n;
    mc_interval *u;
    size_t *node;
    mc_leaf *leaf;
} level;

static bool level_init(level *l, size_t boxes, size_t n)
{
    *l = (level){.boxes = boxes, .n = n};
    l->u = mc_array(boxes * n, sizeof *l->u);
    l->node = mc_array(boxes, sizeof *l->node);
    l->leaf = mc_array(boxes, sizeof *l->leaf);
    if (!l->u || !l->node || !l->leaf) {
        free(l->u);
        free(l->node);
        free(l->leaf);
        *l = (level){.boxes = 0};
        return false;
    }
    for (size_t i = 0; i < boxes * n; i++)
        mc_interval_init(&l->u[i]);
    for (size_t i = 0; i < boxes; i++)
        arf_init(l->leaf[i].bound);
    return true;
}

static void level_clear(level *l)
{
    for (size_t i = 0; i < l->boxes * l->n; i++)
        mc_interval_clear(&l->u[i]);
    for (size_t i = 0; i < l->boxes; i++)
        arf_clear(l->leaf[i].bound);
    free(l->u);
    free(l->node);
    free(l->leaf);
}

/* What the threads share. Each box is one thread's. */
typedef struct search {
    const mc_knowledge *knowledge;
    const mc_condition *condition;
    const mc_cover_options *options;
    level *now;
    atomic_size_t next;
    atomic_bool failed;
} search;

/* A thread's own. */
typedef struct worker {
    search *search;
    mc_evaluator e;
    mc_names names;
} worker;

static bool worker_init(worker *w, search *s)
{
    w->search = s;
    if (!mc_evaluator_init(&w->e, s->knowledge))
        return false;
    if (!mc_names_init(&w->names, s->condition->claim)) {
        mc_evaluator_clear(&w->e);
        return false;
    }
    mc_evaluator_bits(&w->e, s->options->bits);
    w->e.meter.stop = s->options->stop;
    return true;
}

static void worker_clear(worker *w)
{
    mc_evaluator_clear(&w->e);
    mc_names_clear(&w->names);
}

static void work(void *argument)
{
    worker *w = argument;
    search *s = w->search;
    for (;;) {
        size_t i = atomic_fetch_add(&s->next, 1);
        if (i >= s->now->boxes || mc_stopped(s->options->stop))
            return;
        mc_leaf_try(&s->now->leaf[i], &w->e, &w->names, s->condition,
                    &s->now->u[i * s->now->n], s->options->expansions);
        if (w->e.fault.text && w->e.fault.status == MC_LIMIT)
            atomic_store(&s->failed, true);
    }
}

static void process(search *s, worker *workers, size_t count)
{
    atomic_store(&s->next, 0);
    mc_crew_work(work, workers, sizeof *workers,
                 s->now->boxes >= 8 ? count : 1);
}

/* ---- the tree ---- */

static void keep_box(mc_cover *cover, const level *l, size_t i)
{
    for (size_t k = 0; k < l->n; k++)
        mc_interval_set(&cover->box[k], &l->u[i * l->n + k]);
}

/* The first box in whose middle the condition fails. */
static bool find_witness(mc_cover *cover, const level *l)
{
    for (size_t i = 0; i < l->boxes; i++)
        if (l->leaf[i].witness) {
            keep_box(cover, l, i);
            return true;
        }
    return false;
}

/* The box whose bound is the lowest, one without a bound first. */
static void find_worst(mc_cover *cover, const level *l)
{
    size_t worst = 0;
    for (size_t i = 1; i < l->boxes; i++)
        if (l->leaf[worst].defined &&
            (!l->leaf[i].defined ||
             arf_cmp(l->leaf[i].bound, l->leaf[worst].bound) < 0))
            worst = i;
    keep_box(cover, l, worst);
    cover->bounded = l->leaf[worst].defined;
    if (cover->bounded)
        arf_set(cover->bound, l->leaf[worst].bound);
}

static void forget_open(mc_cover *cover, size_t n)
{
    for (size_t i = 0; i < cover->opens * n; i++)
        mc_interval_clear(&cover->open[i]);
    free(cover->open);
    cover->open = NULL;
    cover->opens = 0;
}

static void keep_open(mc_cover *cover, const level *l, size_t open)
{
    cover->open = mc_array(open * l->n, sizeof *cover->open);
    for (size_t i = 0; i < l->boxes && cover->open; i++) {
        if (l->leaf[i].method != MC_LEAF_NONE)
            continue;
        for (size_t k = 0; k < l->n; k++) {
            mc_interval *to = &cover->open[cover->opens * l->n + k];
            mc_interval_init(to);
            mc_interval_set(to, &l->u[i * l->n + k]);
        }
        cover->opens++;
    }
}

static size_t count_open(const level *l)
{
    size_t open = 0;
    for (size_t i = 0; i < l->boxes; i++)
        open += l->leaf[i].method == MC_LEAF_NONE;
    return open;
}

static bool any_tiny(const level *l)
{
    for (size_t i = 0; i < l->boxes; i++)
        if (l->leaf[i].method == MC_LEAF_NONE && l->leaf[i].tiny)
            return true;
    return false;
}

static void halve(level *next, size_t to, const level *l, size_t from,
                  bool upper)
{
    size_t cut = l->leaf[from].cut, n = l->n;
    arf_t middle;
    arf_init(middle);
    for (size_t k = 0; k < n; k++)
        mc_interval_set(&next->u[to * n + k], &l->u[from * n + k]);
    mc_interval_middle(middle, &l->u[from * n + cut], ARF_PREC_EXACT);
    if (upper)
        arf_set(&next->u[to * n + cut].lo, middle);
    else
        arf_set(&next->u[to * n + cut].hi, middle);
    arf_clear(middle);
}

/* Leaves enter the tree; the other boxes are split into the next level. */
static bool advance(mc_cover *cover, level *next, const level *l)
{
    size_t open = count_open(l), made = 0;
    mc_tree *tree = &cover->tree;
    if (!level_init(next, 2 * open, l->n))
        return false;
    if (!mc_array_grow(&tree->node, &tree->room, tree->nodes + 2 * open,
                       sizeof *tree->node)) {
        level_clear(next);
        return false;
    }
    for (size_t i = 0; i < l->boxes; i++) {
        mc_tree_node *node = &tree->node[l->node[i]];
        node->method = l->leaf[i].method;
        node->expansion = l->leaf[i].expansion;
        if (node->method != MC_LEAF_NONE) {
            tree->leaves++;
            continue;
        }
        node->cut = l->leaf[i].cut;
        node->child = tree->nodes;
        tree->nodes += 2;
        tree->node[node->child] = tree->node[node->child + 1] =
            (mc_tree_node){.method = MC_LEAF_NONE};
        for (size_t upper = 0; upper < 2; upper++) {
            next->node[made] = node->child + upper;
            halve(next, made++, l, i, upper == 1);
        }
    }
    return true;
}

static bool begin(mc_cover *cover, level *l, size_t n)
{
    mc_tree *tree = &cover->tree;
    if (!mc_array_grow(&tree->node, &tree->room, 1, sizeof *tree->node) ||
        !level_init(l, 1, n))
        return false;
    tree->nodes = 1;
    tree->leaves = 0;
    tree->node[0] = (mc_tree_node){.method = MC_LEAF_NONE};
    l->node[0] = 0;
    for (size_t k = 0; k < n; k++)
        arf_one(&l->u[k].hi);
    return true;
}

static void tell(const mc_cover_options *options, const mc_cover *cover,
                 const level *l, size_t depth)
{
    char text[120];
    if (!options->progress)
        return;
    (void)snprintf(text, sizeof text, "level %zu: %zu boxes, %zu leaves so far",
                   depth, l->boxes, cover->tree.leaves);
    options->progress(options->user, text);
}

static mc_cover_result levels(mc_cover *cover, search *s, worker *workers,
                              size_t count, size_t n)
{
    level now, next;
    if (!begin(cover, &now, n))
        return MC_COVER_MEMORY;
    mc_cover_result result = MC_COVER_PROVED;
    for (size_t depth = 0;; depth++) {
        tell(s->options, cover, &now, depth);
        s->now = &now;
        process(s, workers, count);
        cover->boxes += now.boxes;
        cover->stopped = mc_stopped(s->options->stop);
        size_t open = count_open(&now);
        cover->hopeless = any_tiny(&now);
        if (atomic_load(&s->failed))
            result = MC_COVER_MEMORY;
        else if (!cover->stopped && find_witness(cover, &now))
            result = MC_COVER_WITNESS;
        else if (cover->stopped ||
                 (open && (n == 0 || depth == MOST_DEPTH || cover->hopeless ||
                           cover->boxes + 2 * open > s->options->boxes)))
            result = MC_COVER_OPEN;
        if (result == MC_COVER_OPEN) {
            find_worst(cover, &now);
            keep_open(cover, &now, open);
        }
        if (result != MC_COVER_PROVED)
            break;
        if (!advance(cover, &next, &now)) {
            result = MC_COVER_MEMORY;
            break;
        }
        level_clear(&now);
        now = next;
        if (open == 0)
            break;
    }
    level_clear(&now);
    return result;
}

mc_cover_result mc_cover_search(mc_cover *cover, const mc_knowledge *knowledge,
                                const mc_condition *condition,
                                const mc_cover_options *options)
{
    search s = {
        .knowledge = knowledge, .condition = condition, .options = options};
    size_t wanted = options->threads ? options->threads : 1, count = 0;
    worker workers[MC_MOST_THREADS];
    atomic_init(&s.next, 0);
    atomic_init(&s.failed, false);
    cover->boxes = 0;
    forget_open(cover, condition->claim->bindings);
    while (count < wanted && count < MC_MOST_THREADS &&
           worker_init(&workers[count], &s))
        count++;
    mc_cover_result result = count == 0 ? MC_COVER_MEMORY
                                        : levels(cover, &s, workers, count,
                                                 condition->claim->bindings);
    while (count > 0)
        worker_clear(&workers[--count]);
    return result;
}

void mc_cover_usage(bool used[MC_MOST_EXPANSIONS], const mc_tree *tree)
{
    for (size_t i = 0; i < tree->nodes; i++)
        if (tree->node[i].method == MC_LEAF_TAYLOR)
            used[tree->node[i].expansion] = true;
}

bool mc_cover_init(mc_cover *cover, const mc_claim *claim)
{
    *cover = (mc_cover){.boxes = 0};
    cover->box = mc_array(claim->bindings, sizeof *cover->box);
    if (!cover->box)
        return false;
    for (size_t i = 0; i < claim->bindings; i++)
        mc_interval_init(&cover->box[i]);
    arf_init(cover->bound);
    return true;
}

void mc_cover_clear(mc_cover *cover, const mc_claim *claim)
{
    for (size_t i = 0; i < claim->bindings && cover->box; i++)
        mc_interval_clear(&cover->box[i]);
    free(cover->box);
    forget_open(cover, claim->bindings);
    free(cover->tree.node);
    arf_clear(cover->bound);
}
