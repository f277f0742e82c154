#define _POSIX_C_SOURCE 200809L
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "real/crew.h"
#include "real/system.h"

enum { MOST_DEPTH = 190, TINY = 36 };

/* Boxes of one level: n intervals each, their nodes in the tree, and the new
   state of those. */
typedef struct level {
    size_t boxes, n;
    mc_interval *u;
    size_t *node;
    mc_system_node *found;
} level;

static bool level_init(level *l, size_t boxes, size_t n)
{
    *l = (level){.boxes = boxes, .n = n};
    l->u = mc_intervals_new(boxes * n);
    l->node = mc_array(boxes, sizeof *l->node);
    l->found = mc_array(boxes, sizeof *l->found);
    if (l->u && l->node && l->found)
        return true;
    mc_intervals_free(l->u, boxes * n);
    free(l->node);
    free(l->found);
    return false;
}

static void level_clear(level *l)
{
    mc_intervals_free(l->u, l->boxes * l->n);
    free(l->node);
    free(l->found);
}

/* What the threads share. Each box is one thread's. */
typedef struct crew {
    const mc_system_search *search;
    const mc_system_tree *tree;
    level *now;
    atomic_size_t next;
    atomic_bool failed;
} crew;

/* A thread's own. */
typedef struct worker {
    crew *crew;
    mc_system_scout scout;
} worker;

static void look(worker *w, size_t i)
{
    const level *l = w->crew->now;
    l->found[i] = w->crew->tree->node[l->node[i]];
    mc_system_scout_look(&w->scout, &l->found[i], &l->u[i * l->n]);
}

static void work(void *argument)
{
    worker *w = argument;
    crew *c = w->crew;
    for (;;) {
        size_t i = atomic_fetch_add(&c->next, 1);
        const mc_evaluator *e = &w->scout.e;
        if (i >= c->now->boxes || mc_stopped(e->meter.stop))
            return;
        look(w, i);
        if (e->fault.text && e->fault.status == MC_LIMIT)
            atomic_store(&c->failed, true);
    }
}

static void process(crew *c, worker *workers, size_t count)
{
    atomic_store(&c->next, 0);
    mc_crew_work(work, workers, sizeof *workers,
                 c->now->boxes >= 8 ? count : 1);
}

/* ---- the tree ---- */

static void halve(level *next, size_t to, const level *l, size_t from,
                  size_t cut, bool upper)
{
    arf_t middle;
    arf_init(middle);
    for (size_t k = 0; k < l->n; k++)
        mc_interval_set(&next->u[to * l->n + k], &l->u[from * l->n + k]);
    mc_interval_middle(middle, &l->u[from * l->n + cut], ARF_PREC_EXACT);
    arf_set(upper ? &next->u[to * l->n + cut].lo : &next->u[to * l->n + cut].hi,
            middle);
    arf_clear(middle);
}

static size_t count_kind(const level *l, char kind)
{
    size_t count = 0;
    for (size_t i = 0; i < l->boxes; i++)
        count += l->found[i].kind == kind;
    return count;
}

/* Leaves enter the tree; other boxes are split into the next level. */
static bool advance(mc_system_tree *tree, level *next, const level *l)
{
    size_t open = count_kind(l, 0), made = 0;
    if (!level_init(next, 2 * (open + count_kind(l, 's')), l->n))
        return false;
    if (!mc_array_grow(&tree->node, &tree->room, tree->nodes + 2 * open,
                       sizeof *tree->node)) {
        level_clear(next);
        return false;
    }
    for (size_t i = 0; i < l->boxes; i++) {
        mc_system_node *node = &tree->node[l->node[i]];
        *node = l->found[i];
        if (node->kind == 0) {
            node->kind = 's';
            node->child = tree->nodes;
            tree->node[tree->nodes++] = (mc_system_node){.kind = 0};
            tree->node[tree->nodes++] = (mc_system_node){.kind = 0};
        }
        if (node->kind != 's') {
            tree->leaves++;
            continue;
        }
        for (size_t upper = 0; upper < 2; upper++) {
            next->node[made] = node->child + upper;
            halve(next, made++, l, i, node->index, upper == 1);
        }
    }
    return true;
}

static bool begin(mc_system_tree *tree, level *l, size_t n)
{
    if (!mc_array_grow(&tree->node, &tree->room, 1, sizeof *tree->node) ||
        !level_init(l, 1, n))
        return false;
    if (tree->nodes == 0) {
        tree->node[0] = (mc_system_node){.kind = 0};
        tree->nodes = 1;
    }
    tree->leaves = 0;
    l->node[0] = 0;
    for (size_t k = 0; k < n; k++)
        arf_one(&l->u[k].hi);
    return true;
}

static bool tiny(const mc_interval *u, size_t n)
{
    mag_t width;
    mag_init(width);
    mc_interval_width(width, &u[mc_system_widest(u, n)]);
    bool small = mag_cmp_2exp_si(width, -TINY) < 0;
    mag_clear(width);
    return small;
}

static bool any_tiny(const level *l)
{
    for (size_t i = 0; i < l->boxes; i++)
        if (l->found[i].kind == 0 && tiny(&l->u[i * l->n], l->n))
            return true;
    return false;
}

static void tell(const mc_claim_effort *effort, const mc_system_tree *tree,
                 const level *l, size_t depth)
{
    char text[120];
    if (!effort || !effort->progress)
        return;
    (void)snprintf(text, sizeof text,
                   "system of roots, level %zu: %zu boxes, %zu leaves so far",
                   depth, l->boxes, tree->leaves);
    effort->progress(effort->user, text);
}

static bool keep_open(mc_system_open *open, const level *l,
                      const mc_system_search *s, const mc_mapping *m)
{
    size_t made = 0;
    open->boxes = count_kind(l, 0);
    open->x = mc_intervals_new(open->boxes * l->n);
    for (size_t i = 0; open->x && i < l->boxes; i++)
        if (l->found[i].kind == 0)
            mc_system_place(&open->x[made++ * l->n], m, s->box,
                            &l->u[i * l->n]);
    return open->x != NULL;
}

static mc_system_result levels(mc_system_tree *tree, mc_system_open *open,
                               crew *c, worker *workers, size_t count)
{
    level now, next;
    const mc_system_search *s = c->search;
    mc_system_result result = MC_SYSTEM_CLOSED;
    if (!begin(tree, &now, workers[0].scout.m.n))
        return MC_SYSTEM_MEMORY;
    for (size_t depth = 0; now.boxes > 0; depth++) {
        tell(s->effort, tree, &now, depth);
        c->now = &now;
        c->tree = tree;
        process(c, workers, count);
        open->looked += now.boxes;
        size_t left = count_kind(&now, 0);
        open->tiny = any_tiny(&now);
        if (atomic_load(&c->failed))
            result = MC_SYSTEM_MEMORY;
        else if (mc_stopped(s->e->meter.stop))
            result = MC_SYSTEM_STOPPED;
        else if (left && (depth == MOST_DEPTH || open->tiny ||
                          open->looked + 2 * left > s->boxes))
            result = keep_open(open, &now, s, &workers[0].scout.m)
                         ? MC_SYSTEM_OPEN
                         : MC_SYSTEM_MEMORY;
        if (result == MC_SYSTEM_CLOSED && !advance(tree, &next, &now))
            result = MC_SYSTEM_MEMORY;
        if (result != MC_SYSTEM_CLOSED)
            break;
        level_clear(&now);
        now = next;
    }
    level_clear(&now);
    return result;
}

mc_system_result mc_system_close(mc_system_tree *tree, mc_system_open *open,
                                 const mc_system_search *search)
{
    crew c = {.search = search};
    size_t threads = search->effort ? search->effort->threads : 1, count = 0;
    worker workers[MC_MOST_THREADS];
    *open = (mc_system_open){.boxes = 0};
    atomic_init(&c.next, 0);
    atomic_init(&c.failed, false);
    while (count < (threads ? threads : 1) && count < MC_MOST_THREADS &&
           mc_system_scout_init(&workers[count].scout, search))
        workers[count++].crew = &c;
    mc_system_result result =
        count == 0 ? MC_SYSTEM_MEMORY : levels(tree, open, &c, workers, count);
    while (count > 0)
        mc_system_scout_clear(&workers[--count].scout);
    return result;
}
