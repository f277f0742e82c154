#include "real/settle.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/memory.h"

enum { MOST_POINTS = 81 };

static void forget_panels(mc_knowledge *knowledge)
{
    for (size_t i = 0; i < knowledge->claims->integrals; i++) {
        mc_panels *panels = &knowledge->panels[i];
        for (size_t k = 0; k < panels->cuts; k++)
            arf_clear(&panels->cut[k]);
        panels->cuts = 0;
        panels->order = 0;
    }
}

bool mc_settle(mc_claim_verdict *v, mc_evaluator *e, slong goal)
{
    forget_panels(&v->knowledge);
    mc_evaluator_forget(e);
    for (size_t i = 0; i < v->claims->roots; i++) {
        if (!v->need.root[i])
            continue;
        mc_root_proof_clear(&v->root[i]);
        mc_root_proof_init(&v->root[i]);
        if (!mc_root_find(&v->root[i], e, i, goal))
            return false;
        arf_set_round(&v->knowledge.root[i].lo, v->root[i].lo, e->bits,
                      ARF_RND_FLOOR);
        arf_set_round(&v->knowledge.root[i].hi, v->root[i].hi, e->bits,
                      ARF_RND_CEIL);
        v->knowledge.root_is_known[i] = true;
        mc_evaluator_forget(e);
    }
    return true;
}

void mc_plan_names(mc_claim_verdict *v, mc_evaluator *e, mc_names *names)
{
    size_t n = v->claim->bindings, count = 1;
    mc_interval f, *u = mc_array(n, sizeof *u);
    bool any = false;
    for (size_t i = 0; i < v->claims->integrals; i++)
        any = any || v->need.integral[i];
    if (!any || !u) {
        free(u);
        return;
    }
    mc_interval_init(&f);
    for (size_t i = 0; i < n; i++)
        mc_interval_init(&u[i]);
    for (size_t i = 0; i < n && count < MOST_POINTS; i++)
        count *= 3;
    for (size_t index = 0; index < count; index++) {
        arf_t at;
        size_t rest = index;
        arf_init(at);
        for (size_t i = 0; i < n; i++) {
            arf_set_si_2exp_si(at, (slong)(rest % 3), -1);
            mc_interval_set_arf(&u[i], at);
            rest /= 3;
        }
        arf_clear(at);
        /* a point where the claim is not defined plans nothing */
        e->order = 0;
        if (mc_names_on_box(e, names, u, SIZE_MAX))
            for (size_t i = 0; i < v->conditions; i++)
                (void)mc_condition_value(e, &f, &v->condition[i], names);
    }
    mc_interval_clear(&f);
    for (size_t i = 0; i < n; i++)
        mc_interval_clear(&u[i]);
    free(u);
}
