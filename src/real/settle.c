#include "real/settle.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/memory.h"
#include "real/integral.h"

enum { MOST_POINTS = 81 };

static void forget_panels(mc_knowledge *knowledge)
{
    for (size_t i = 0; i < knowledge->claims->integrals; i++) {
        mc_panels *panels = &knowledge->panels[i];
        for (size_t k = 0; k < panels->cuts; k++)
            arf_clear(&panels->cut[k]);
        panels->cuts = 0;
        panels->order = panels->terms = 0;
        panels->kind = MC_INTEGRAL_OPEN;
    }
}

static void learn(mc_claim_verdict *v, slong bits, size_t name, const arf_t lo,
                  const arf_t hi)
{
    mc_interval *root = &v->knowledge.root[name];
    arf_set_round(&root->lo, lo, bits, ARF_RND_FLOOR);
    arf_set_round(&root->hi, hi, bits, ARF_RND_CEIL);
    v->knowledge.root_is_known[name] = true;
}

static bool establish_root(mc_claim_verdict *v, mc_evaluator *e, size_t i,
                           slong goal)
{
    mc_root_proof *proof = &v->root[i];
    mc_root_proof_clear(proof);
    mc_root_proof_init(proof);
    if (!mc_root_find(proof, e, i, goal))
        return false;
    learn(v, e->bits, v->claims->root[i].first, proof->lo, proof->hi);
    return true;
}

static bool establish_system(mc_claim_verdict *v, mc_evaluator *e, size_t i,
                             slong goal)
{
    const mc_root *root = &v->claims->root[i];
    mc_system_proof *proof = &v->system[i];
    if (proof->names == 0 && !mc_system_proof_init(proof, root->names))
        return mc_evaluator_fault(e, MC_LIMIT, NULL, "out of memory");
    if (!mc_system_find(proof, e, i, goal, v->effort))
        return false;
    for (size_t k = 0; k < root->names; k++)
        learn(v, e->bits, root->first + k, &proof->enclosure[k].lo,
              &proof->enclosure[k].hi);
    return true;
}

bool mc_settle(mc_claim_verdict *v, mc_evaluator *e, slong goal)
{
    forget_panels(&v->knowledge);
    mc_evaluator_forget(e);
    for (size_t i = 0; i < v->claims->roots; i++) {
        if (!v->need.root[i])
            continue;
        if (!(v->claims->root[i].names == 1 ? establish_root(v, e, i, goal)
                                            : establish_system(v, e, i, goal)))
            return false;
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
    for (size_t i = 0; i < n; i++) {
        mc_interval_init(&u[i]);
        arf_one(&u[i].hi);
    }
    e->order = 0;
    if (mc_names_on_box(e, names, u, SIZE_MAX))
        mc_integral_survey(e, v->claim->kind == MC_CLAIM_SHAPE
                                  ? MC_SURVEY_JETS
                                  : MC_SURVEY_VALUES);
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
