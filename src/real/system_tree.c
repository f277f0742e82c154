#define _POSIX_C_SOURCE 200809L
#include <math.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "real/system.h"

enum { MOST_DEPTH = 190, MOST_THREADS = 64, STACK = 64 << 20, TINY = 36 };

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
    mc_evaluator e;
    mc_mapping m;
    mc_interval *x, *f, *slopes;
} worker;

static void worker_clear(worker *w)
{
    mc_intervals_free(w->x, w->m.n);
    mc_intervals_free(w->f, w->m.n);
    mc_intervals_free(w->slopes, w->m.n * w->m.n);
    mc_mapping_clear(&w->m);
    mc_evaluator_clear(&w->e);
}

static bool worker_init(worker *w, crew *c)
{
    const mc_evaluator *e = c->search->e;
    w->crew = c;
    if (!mc_evaluator_init(&w->e, e->knowledge))
        return false;
    mc_evaluator_bits(&w->e, e->bits);
    w->e.meter.stop = e->meter.stop;
    w->e.closed_forms = e->closed_forms;
    if (!mc_mapping_init(&w->m, &w->e, c->search->index)) {
        mc_evaluator_clear(&w->e);
        return false;
    }
    w->x = mc_intervals_new(w->m.n);
    w->f = mc_intervals_new(w->m.n);
    w->slopes = mc_intervals_new(w->m.n * w->m.n);
    if (w->x && w->f && w->slopes)
        return true;
    worker_clear(w);
    return false;
}

void mc_system_place(mc_interval *out, const mc_mapping *m,
                     const mc_system_box *box, const mc_interval *u)
{
    mc_interval end, *ends[2] = {NULL, &end};
    mc_interval_init(&end);
    for (size_t i = 0; i < m->n; i++) {
        ends[0] = &out[i];
        for (int k = 0; k < 2; k++) {
            if (k == 1 && arf_is_one(&u[i].hi)) {
                mc_interval_set(ends[k], &box->upper[i]);
                continue;
            }
            mc_interval_set_arf(ends[k], k ? &u[i].hi : &u[i].lo);
            mc_interval_mul(ends[k], ends[k], &box->length[i], m->e->bits);
            mc_interval_add(ends[k], ends[k], &box->lower[i], m->e->bits);
        }
        mc_interval_hull(&out[i], &out[i], &end);
    }
    mc_interval_clear(&end);
}

/* ---- one box ---- */

static bool inside(const mc_interval *x, const mc_interval *core, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (arf_cmp(&x[i].lo, &core[i].lo) < 0 ||
            arf_cmp(&x[i].hi, &core[i].hi) > 0)
            return false;
    return true;
}

static double width(const mc_interval *x)
{
    return arf_get_d(&x->hi, ARF_RND_NEAR) - arf_get_d(&x->lo, ARF_RND_NEAR);
}

static size_t widest(const mc_interval *u, size_t n)
{
    size_t best = 0;
    for (size_t i = 1; i < n; i++)
        if (width(&u[i]) > width(&u[best]))
            best = i;
    return best;
}

/* Where the box sticks out of the core the most, in widths of the core; n if
   the zero is not in the box. */
static size_t outermost(const worker *w)
{
    const mc_system_search *s = w->crew->search;
    size_t best = 0, n = w->m.n;
    double most = -1;
    if (!s->core)
        return n;
    for (size_t i = 0; i < n; i++) {
        if (arf_cmp(&s->zero[i], &w->x[i].lo) < 0 ||
            arf_cmp(&s->zero[i], &w->x[i].hi) > 0)
            return n;
        double share = inside(&w->x[i], &s->core[i], 1)
                           ? 0
                           : width(&w->x[i]) / width(&s->core[i]);
        if (share > most) {
            most = share;
            best = i;
        }
    }
    return best;
}

/* The equation that is nearest to a certain sign, for its distance from 0 in
   the middle, and the name to which most of its width is due. */
static size_t choose_cut(worker *w, const mc_interval *u)
{
    size_t n = w->m.n, best = outermost(w);
    double most = -1;
    if (best < n)
        return best;
    best = widest(u, n);
    if (!mc_mapping_slopes(&w->m, w->slopes, w->x))
        return best;
    arf_t middle;
    mc_interval *point = mc_intervals_new(n);
    if (!point)
        return best;
    arf_init(middle);
    for (size_t i = 0; i < n; i++) {
        mc_interval_middle(middle, &w->x[i], w->e.bits);
        mc_interval_set_arf(&point[i], middle);
    }
    for (size_t k = 0; k < n; k++) {
        double spread = 0, largest = -1;
        size_t cut = best;
        if (!mc_mapping_value(&w->m, &w->f[k], k, point))
            continue;
        for (size_t j = 0; j < n; j++) {
            mag_t size;
            mag_init(size);
            mc_interval_size(size, &w->slopes[k * n + j]);
            double part = mag_get_d(size) * width(&w->x[j]);
            mag_clear(size);
            spread += part;
            if (part > largest) {
                largest = part;
                cut = j;
            }
        }
        mc_interval_middle(middle, &w->f[k], 53);
        double ratio = fabs(arf_get_d(middle, ARF_RND_NEAR)) / spread;
        if (ratio > most) {
            most = ratio;
            best = cut;
        }
    }
    arf_clear(middle);
    mc_intervals_free(point, n);
    return best;
}

static bool excluded(worker *w, mc_system_node *found)
{
    size_t first = found->kind == '+' || found->kind == '-' ? found->index : 0;
    for (size_t i = 0; i < w->m.n; i++) {
        size_t k = (first + i) % w->m.n;
        int sign = mc_mapping_value(&w->m, &w->f[k], k, w->x)
                       ? mc_interval_sign(&w->f[k])
                       : 0;
        if (sign) {
            *found = (mc_system_node){sign > 0 ? '+' : '-', k, 0};
            return true;
        }
    }
    return false;
}

static void look(worker *w, size_t i)
{
    const level *l = w->crew->now;
    const mc_system_search *s = w->crew->search;
    const mc_interval *u = &l->u[i * l->n];
    mc_system_node *found = &l->found[i];
    *found = w->crew->tree->node[l->node[i]];
    if (found->kind == 's')
        return;
    mc_system_place(w->x, &w->m, s->box, u);
    if (s->core && inside(w->x, s->core, l->n))
        *found = (mc_system_node){'r', 0, 0};
    else if (!excluded(w, found))
        *found = (mc_system_node){0, choose_cut(w, u), 0};
}

static void work(worker *w)
{
    crew *c = w->crew;
    for (;;) {
        size_t i = atomic_fetch_add(&c->next, 1);
        if (i >= c->now->boxes || mc_stopped(w->e.meter.stop))
            return;
        look(w, i);
        if (w->e.fault.text && w->e.fault.status == MC_LIMIT)
            atomic_store(&c->failed, true);
    }
}

static void *run(void *argument)
{
    work(argument);
    flint_cleanup();
    return NULL;
}

static void process(crew *c, worker *workers, size_t count)
{
    pthread_t thread[MOST_THREADS];
    pthread_attr_t attributes;
    size_t started = 0;
    atomic_store(&c->next, 0);
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, STACK);
    if (c->now->boxes >= 8)
        while (started + 1 < count &&
               pthread_create(&thread[started], &attributes, run,
                              &workers[started + 1]) == 0)
            started++;
    work(&workers[0]);
    for (size_t i = 0; i < started; i++)
        pthread_join(thread[i], NULL);
    pthread_attr_destroy(&attributes);
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
            tree->node[tree->nodes++] = (mc_system_node){0, 0, 0};
            tree->node[tree->nodes++] = (mc_system_node){0, 0, 0};
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
        tree->node[0] = (mc_system_node){0, 0, 0};
        tree->nodes = 1;
    }
    tree->leaves = 0;
    l->node[0] = 0;
    for (size_t k = 0; k < n; k++)
        arf_one(&l->u[k].hi);
    return true;
}

static bool any_tiny(const level *l)
{
    for (size_t i = 0; i < l->boxes; i++)
        if (l->found[i].kind == 0 &&
            width(&l->u[i * l->n + widest(&l->u[i * l->n], l->n)]) <
                ldexp(1, -TINY))
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
    if (!begin(tree, &now, workers[0].m.n))
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
            result = keep_open(open, &now, s, &workers[0].m) ? MC_SYSTEM_OPEN
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
    worker workers[MOST_THREADS];
    *open = (mc_system_open){.boxes = 0};
    atomic_init(&c.next, 0);
    atomic_init(&c.failed, false);
    while (count < (threads ? threads : 1) && count < MOST_THREADS &&
           worker_init(&workers[count], &c))
        count++;
    mc_system_result result =
        count == 0 ? MC_SYSTEM_MEMORY : levels(tree, open, &c, workers, count);
    while (count > 0)
        worker_clear(&workers[--count]);
    return result;
}
