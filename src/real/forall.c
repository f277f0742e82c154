/* Claims about all values: boxes, expansions, witnesses. */
#include <stdlib.h>

#include "base/memory.h"
#include "real/candidate.h"
#include "real/prove.h"
#include "real/settle.h"
#include "real/witness.h"

enum {
    BOX_BITS = 96,    /* in a search with boxes */
    BOX_GOAL = 60,    /* and for its integrals */
    FEW_BOXES = 2000, /* before a witness is looked for */
    MOST_BOXES = 150000
};

static bool empty_set(mc_prover *p)
{
    mc_interval lower, upper;
    bool empty = false;
    mc_interval_init(&lower);
    mc_interval_init(&upper);
    for (size_t i = 0; i < p->claim->bindings && !empty; i++) {
        const mc_binding *binding = &p->claim->binding[i];
        empty = mc_evaluate_at(&p->e, &lower, binding->lower) &&
                mc_evaluate_at(&p->e, &upper, binding->upper) &&
                arf_cmp(&upper.hi, &lower.lo) < 0;
        if (empty)
            (void)mc_evaluator_fault(&p->e, MC_UNDECIDED, binding->lower,
                                     "the bounds are in the wrong order: the "
                                     "claim is about nothing");
    }
    mc_interval_clear(&lower);
    mc_interval_clear(&upper);
    return empty;
}

static void refute(mc_prover *p, const mc_condition *condition,
                   const mc_interval *f)
{
    mc_verdict_point(p->v, p->v->point);
    mc_prover_show(p, condition, f, true);
    p->v->decision = MC_CLAIM_REFUTED;
    p->v->bits = p->e.bits + MC_PROVE_MARGIN;
}

/* The middle of a box in which the search saw the condition fail. */
static bool refute_at_box(mc_prover *p, const mc_condition *condition,
                          const mc_interval *box)
{
    size_t n = p->claim->bindings;
    mc_interval f;
    arf_struct *u = mc_array(n, sizeof *u);
    if (!u)
        return false;
    mc_interval_init(&f);
    for (size_t i = 0; i < n; i++) {
        arf_init(&u[i]);
        mc_interval_middle(&u[i], &box[i], ARF_PREC_EXACT);
    }
    bool fails = mc_witness_at(p->v->point, &f, &p->e, &p->names, condition, u);
    if (fails)
        refute(p, condition, &f);
    for (size_t i = 0; i < n; i++)
        arf_clear(&u[i]);
    mc_interval_clear(&f);
    free(u);
    return fails;
}

static bool refute_by_search(mc_prover *p, const mc_condition *condition)
{
    mc_interval f;
    mc_interval_init(&f);
    bool found =
        mc_witness_search(p->v->point, &f, &p->e, &p->names, condition);
    if (found)
        refute(p, condition, &f);
    mc_interval_clear(&f);
    return found;
}

static void report_worst(mc_prover *p, const mc_condition *condition,
                         const mc_cover *cover)
{
    mc_claim_verdict *v = p->v;
    size_t n = p->claim->bindings;
    mc_interval *name = mc_array(n, sizeof *name), f;
    if (!name)
        return;
    mc_interval_init(&f);
    for (size_t i = 0; i < n; i++)
        mc_interval_init(&name[i]);
    if (mc_leaf_names(name, &p->e, &p->names, cover->box))
        mc_verdict_box(v, name);
    if (mc_condition_value(&p->e, &f, condition, &p->names)) {
        if (cover->bounded)
            arf_max(&f.lo, &f.lo, cover->bound);
        if (arf_cmp(&f.lo, &f.hi) <= 0)
            mc_verdict_enclosure(v, &f, mc_prover_what(p->claim),
                                 MC_PROVE_DIGITS);
        mc_verdict_reason(v, "%zu boxes do not decide it%s", v->boxes,
                          cover->stopped    ? ""
                          : cover->hopeless ? "; they became too small"
                                            : "");
    } else {
        mc_verdict_fault(v, &p->e);
    }
    for (size_t i = 0; i < n; i++)
        mc_interval_clear(&name[i]);
    mc_interval_clear(&f);
    free(name);
}

static mc_cover_result search(mc_prover *p, mc_cover *cover, size_t index,
                              size_t boxes)
{
    mc_claim_verdict *v = p->v;
    mc_cover_options options = {.bits = p->e.bits,
                                .threads = p->effort->threads,
                                .boxes = boxes,
                                .expansions = &v->expansions[index],
                                .stop = &p->stop,
                                .progress = p->effort->progress,
                                .user = p->effort->user};
    mc_cover_result result =
        mc_cover_search(cover, &v->knowledge, &v->condition[index], &options);
    v->boxes += cover->boxes;
    return result;
}

/* Expansions around places near the boxes that are left. */
static bool find_expansions(mc_prover *p, const mc_cover *cover, size_t index)
{
    size_t n = p->claim->bindings, count = cover->opens;
    const mc_condition *condition = &p->v->condition[index];
    mc_interval *name;
    bool found = false, known = true;
    if (condition->strict)
        return false;
    name = mc_array(count * n, sizeof *name);
    for (size_t i = 0; name && i < count * n; i++)
        mc_interval_init(&name[i]);
    for (size_t i = 0; name && i < count && known; i++) {
        known =
            mc_leaf_names(name + i * n, &p->e, &p->names, cover->open + i * n);
        for (size_t k = 0; k < n && known; k++)
            known = mc_interval_is_finite(&name[i * n + k]);
    }
    if (name && known)
        found = mc_candidates_near(&p->v->expansions[index], condition, name,
                                   count, &p->stop);
    for (size_t i = 0; name && i < count * n; i++)
        mc_interval_clear(&name[i]);
    free(name);
    return found;
}

/* A long search does not try what has proved no box of a short one. */
static void rest_unused(mc_expansions *expansions, const mc_tree *tree)
{
    bool used[MC_MOST_EXPANSIONS] = {false};
    mc_cover_usage(used, tree);
    for (size_t i = 0; i < expansions->count; i++)
        expansions->item[i].idle = !used[i];
}

/* Boxes, then boxes and expansions, then many boxes. */
static mc_cover_result search_on(mc_prover *p, mc_cover *cover, size_t index)
{
    mc_expansions *expansions = &p->v->expansions[index];
    const mc_condition *condition = &p->v->condition[index];
    size_t boxes = FEW_BOXES;
    mc_cover_result result = search(p, cover, index, boxes);
    if (result == MC_COVER_OPEN && !cover->stopped &&
        refute_by_search(p, condition))
        return MC_COVER_WITNESS;
    while (result == MC_COVER_OPEN && !mc_stopped(&p->stop)) {
        if (!find_expansions(p, cover, index) &&
            !mc_candidates_lower(expansions, condition)) {
            if (cover->hopeless || boxes == MOST_BOXES)
                break;
            rest_unused(expansions, &cover->tree);
            boxes = MOST_BOXES;
        }
        result = search(p, cover, index, boxes);
    }
    return result;
}

/* The zeros that were removed; the expansions that no leaf uses leave. */
static void keep_used(mc_prover *p, size_t index)
{
    mc_claim_verdict *v = p->v;
    mc_expansions *expansions = &v->expansions[index];
    mc_tree *tree = &v->tree[index];
    bool used[MC_MOST_EXPANSIONS] = {false};
    size_t renumbered[MC_MOST_EXPANSIONS];
    char form[120];
    mc_cover_usage(used, tree);
    mc_expansions_keep(expansions, renumbered, used);
    for (size_t i = 0; i < tree->nodes; i++)
        if (tree->node[i].method == MC_LEAF_TAYLOR)
            tree->node[i].expansion = renumbered[tree->node[i].expansion];
    for (size_t i = 0; i < expansions->count; i++) {
        const mc_expansion *item = &expansions->item[i];
        mc_form_text(form, sizeof form, v->claims, p->claim, item->form);
        mc_verdict_note(
            v, "zero where %s = %s, order %zu: removed by an expansion",
            v->claims->slot[p->claim->binding[item->name].slot].name, form,
            item->order);
    }
}

/* Advice to a user whose claim stays open. */
static void suggest(mc_prover *p, const mc_cover *cover, size_t index)
{
    const mc_claim *claim = p->claim;
    size_t last =
        claim->kind == MC_CLAIM_SHAPE ? claim->shape_name : claim->bindings - 1;
    if (p->v->condition[index].strict || cover->stopped || !cover->bounded ||
        claim->hint.kind != MC_HINT_NONE)
        return;
    const char *name = p->v->claims->slot[claim->binding[last].slot].name;
    mc_verdict_note(p->v,
                    "if it is zero in the worst box, say where: add by divide "
                    "by (%s - E)^2, E %s (doc/claims.md, section 7)",
                    name,
                    last == 0 ? "a rational number"
                              : "a linear form of the names before it");
}

/* One condition; true if it is proved. */
static bool prove_condition(mc_prover *p, size_t index)
{
    mc_claim_verdict *v = p->v;
    const mc_condition *condition = &v->condition[index];
    mc_cover cover;
    if (!mc_cover_init(&cover, p->claim)) {
        mc_verdict_reason(v, "out of memory");
        return false;
    }
    mc_cover_result result = search_on(p, &cover, index);
    bool refuted = v->decision == MC_CLAIM_REFUTED;
    if (!refuted && result == MC_COVER_WITNESS)
        refuted = refute_at_box(p, condition, cover.box);
    if (!refuted && result == MC_COVER_MEMORY) {
        mc_verdict_reason(v, "out of memory");
    } else if (!refuted && result != MC_COVER_PROVED) {
        report_worst(p, condition, &cover);
        suggest(p, &cover, index);
    }
    if (result == MC_COVER_PROVED) {
        v->tree[index] = cover.tree;
        v->leaves += cover.tree.leaves;
        cover.tree = (mc_tree){.nodes = 0};
        keep_used(p, index);
    }
    mc_cover_clear(&cover, p->claim);
    return result == MC_COVER_PROVED;
}

/* A hint need not be good for both conditions of `in`. */
static void use_hint(mc_prover *p)
{
    mc_claim_verdict *v = p->v;
    const char *reason = NULL;
    bool used = p->claim->hint.kind == MC_HINT_NONE;
    for (size_t i = v->conditions; i-- > 0 && !used;)
        reason = mc_candidate_hint(&v->expansions[i], &v->condition[i]);
    for (size_t i = 0; i < v->conditions; i++)
        used = used || v->expansions[i].count > 0;
    if (!used)
        mc_verdict_note(v, "the hint is not used: %s", reason);
}

mc_status mc_prove_for_all(mc_prover *p)
{
    mc_claim_verdict *v = p->v;
    mc_evaluator_bits(&p->e, BOX_BITS);
    p->e.goal = BOX_GOAL;
    if (!mc_settle(v, &p->e, BOX_BITS - 24) || empty_set(p)) {
        mc_verdict_fault(v, &p->e);
        return p->e.fault.status == MC_UNDECIDED ? MC_OK : p->e.fault.status;
    }
    mc_plan_names(v, &p->e, &p->names);
    p->e.plan = NULL;
    mc_evaluator_forget(&p->e);
    bool proved = true;
    use_hint(p);
    for (size_t i = 0; i < v->conditions && proved; i++)
        proved = prove_condition(p, i);
    if (proved) {
        v->decision = MC_CLAIM_PROVED;
        v->bits = p->e.bits + MC_PROVE_MARGIN;
    }
    return MC_OK;
}
