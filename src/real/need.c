#include "real/need.h"

#include <stdlib.h>

#include "base/memory.h"

/* Nodes seen, and constants and roots still to be gone through. Constants and
   roots use earlier ones only, so that going down their numbers ends. */
typedef struct walk {
    mc_need *need;
    const mc_claims *claims;
    bool *seen, *constant;
} walk;

static void visit(walk *w, const mc_node *node)
{
    if (!node || w->seen[node->id])
        return;
    w->seen[node->id] = true;
    if (node->kind == MC_NODE_CONSTANT) {
        w->constant[node->index] = true;
        return;
    }
    if (node->kind == MC_NODE_ROOT)
        w->need->root[w->claims->root_name[node->index].root] = true;
    if (node->kind == MC_NODE_INTEGRAL)
        w->need->integral[node->index] = true;
    for (size_t i = 0; i < node->count; i++)
        visit(w, node->child[i]);
}

static void visit_root(walk *w, const mc_claims *claims, const mc_root *root)
{
    for (size_t i = 0; i < root->names; i++) {
        const mc_root_name *name = &claims->root_name[root->first + i];
        visit(w, name->lower);
        visit(w, name->upper);
        visit(w, name->equation);
    }
}

/* Until nothing is new: a constant may use a root and a root a constant. */
static void follow(walk *w, const mc_claims *claims)
{
    bool again = true;
    bool *done = w->seen + claims->nodes;
    while (again) {
        again = false;
        for (size_t i = claims->constants; i-- > 0;)
            if (w->constant[i] && !done[i]) {
                again = done[i] = true;
                visit(w, claims->constant[i]);
            }
        for (size_t i = claims->roots; i-- > 0;)
            if (w->need->root[i] && !done[claims->constants + i]) {
                again = done[claims->constants + i] = true;
                visit_root(w, claims, &claims->root[i]);
            }
    }
}

static bool start(walk *w, mc_need *need, const mc_claims *claims)
{
    w->need = need;
    w->claims = claims;
    w->seen = mc_array(claims->nodes + claims->constants + claims->roots,
                       sizeof(bool));
    w->constant = mc_array(claims->constants, sizeof(bool));
    if (w->seen && w->constant)
        return true;
    free(w->seen);
    free(w->constant);
    return false;
}

static void finish(walk *w, const mc_claims *claims)
{
    follow(w, claims);
    free(w->seen);
    free(w->constant);
}

bool mc_need_init(mc_need *need, const mc_claims *claims)
{
    need->integral = mc_array(claims->integrals, sizeof(bool));
    need->root = mc_array(claims->roots, sizeof(bool));
    if (need->integral && need->root)
        return true;
    mc_need_clear(need);
    return false;
}

void mc_need_clear(mc_need *need)
{
    free(need->integral);
    free(need->root);
}

bool mc_need_claim(mc_need *need, const mc_claims *claims,
                   const mc_claim *claim)
{
    walk w;
    if (!start(&w, need, claims))
        return false;
    visit(&w, claim->left);
    visit(&w, claim->right);
    visit(&w, claim->lower);
    visit(&w, claim->upper);
    for (size_t i = 0; i < claim->bindings; i++) {
        visit(&w, claim->binding[i].lower);
        visit(&w, claim->binding[i].upper);
    }
    finish(&w, claims);
    return true;
}

bool mc_need_node(mc_need *need, const mc_claims *claims, const mc_node *node)
{
    walk w;
    if (!start(&w, need, claims))
        return false;
    visit(&w, node);
    finish(&w, claims);
    return true;
}
