/* From a claim to a verdict. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/message.h"
#include "real/identity.h"
#include "real/integral.h"
#include "real/parse.h"
#include "real/settle.h"
#include "real/vanish.h"
#include "real/verdict.h"
#include "real/witness.h"

enum {
    DIGITS = 300,     /* of an undecided number */
    SHOWN = 24,       /* digits of an enclosure */
    BOX_BITS = 96,    /* in a search with boxes */
    BOX_GOAL = 60,    /* and for its integrals */
    MARGIN = 32,      /* further bits for the checker */
    FEW_BOXES = 2000, /* before a witness is looked for */
    MOST_BOXES = 150000
};

typedef struct prover {
    mc_claim_verdict *v;
    const mc_claim *claim;
    const mc_claim_effort *effort;
    mc_stop stop;
    mc_evaluator e;
    mc_names names;
} prover;

static bool never(void *user)
{
    (void)user;
    return false;
}

static const char *what_of(const mc_claim *claim)
{
    if (claim->kind == MC_CLAIM_BETWEEN)
        return "the expression";
    if (claim->kind == MC_CLAIM_SHAPE)
        return claim->shape == MC_INCREASING || claim->shape == MC_DECREASING
                   ? "the slope"
                   : "half the second derivative";
    return claim->relation == MC_AT_LEAST || claim->relation == MC_GREATER
               ? "the left side minus the right side"
               : "the right side minus the left side";
}

/* The enclosure that is worth showing, where the names are. */
static void show(prover *p, const mc_condition *condition, const mc_interval *f)
{
    mc_interval value;
    mc_interval_init(&value);
    mc_interval_set(&value, f);
    if (p->claim->kind == MC_CLAIM_BETWEEN)
        (void)mc_evaluate_at(&p->e, &value, p->claim->left);
    if (condition->sign < 0)
        mc_interval_neg(&value, &value);
    mc_verdict_enclosure(p->v, &value, what_of(p->claim), SHOWN);
    mc_interval_clear(&value);
}

/* ---- claims about numbers ---- */

static bool plant_leaf(mc_tree *tree)
{
    if (!mc_array_grow(&tree->node, &tree->room, 1, sizeof *tree->node))
        return false;
    tree->node[0] = (mc_tree_node){.method = MC_LEAF_VALUE};
    tree->nodes = tree->leaves = 1;
    return true;
}

/* F is further from 0 than it is wide, or is 0 exactly. */
static bool has_slack(const mc_interval *f)
{
    mag_t width;
    arf_t w;
    mag_init(width);
    arf_init(w);
    mc_interval_width(width, f);
    arf_set_mag(w, width);
    bool slack = mc_interval_is_zero(f) || arf_cmp(&f->lo, w) > 0;
    mag_clear(width);
    arf_clear(w);
    return slack;
}

/* Both routes for integrals of a special form have to meet. */
static bool routes_agree(prover *p, const mc_condition *condition,
                         const mc_interval *f)
{
    mc_panels *plan = p->e.plan;
    mc_interval other;
    bool agree = true;
    mc_interval_init(&other);
    p->e.plan = NULL;
    p->e.closed_forms = true;
    p->e.closed_form_used = false;
    mc_evaluator_forget(&p->e);
    if (mc_condition_value(&p->e, &other, condition, &p->names) &&
        p->e.closed_form_used) {
        agree = mc_interval_overlap(&other, f);
        if (agree)
            mc_verdict_note(p->v, "two routes agree: the integral by panels "
                                  "and by Kummer's function");
        else
            mc_verdict_reason(p->v, "two routes disagree: this is a defect of "
                                    "mechcert, please report it");
    }
    p->e.plan = plan;
    p->e.closed_forms = false;
    mc_evaluator_forget(&p->e);
    mc_interval_clear(&other);
    return agree;
}

typedef enum look {
    LOOK_UNCERTAIN,
    LOOK_HOLDS,
    LOOK_NARROWLY, /* holds, but only just */
    LOOK_FAILS,
    LOOK_UNDEFINED
} look;

static look look_at_numbers(prover *p, const mc_condition **of, mc_interval *f)
{
    mc_claim_verdict *v = p->v;
    look result = LOOK_HOLDS;
    mc_interval value;
    mc_interval_init(&value);
    for (size_t i = 0; i < v->conditions; i++) {
        const mc_condition *condition = &v->condition[i];
        look now;
        if (!mc_condition_value(&p->e, &value, condition, &p->names))
            now = LOOK_UNDEFINED;
        else if (mc_condition_fails(condition, &value))
            now = LOOK_FAILS;
        else if (!mc_condition_holds(condition, &value))
            now = LOOK_UNCERTAIN;
        else
            now = has_slack(&value) ? LOOK_HOLDS : LOOK_NARROWLY;
        /* one that fails counts most, then one that is uncertain */
        bool first = i == 0 || now == LOOK_FAILS || now == LOOK_UNDEFINED ||
                     (result == LOOK_HOLDS && now != LOOK_HOLDS) ||
                     (result == LOOK_NARROWLY && now == LOOK_UNCERTAIN);
        if (first) {
            result = now;
            *of = condition;
            mc_interval_set(f, &value);
        }
        if (now == LOOK_FAILS || now == LOOK_UNDEFINED)
            break;
    }
    mc_interval_clear(&value);
    return result;
}

static void conclude_number(prover *p, look result,
                            const mc_condition *condition, const mc_interval *f)
{
    mc_claim_verdict *v = p->v;
    v->bits = p->e.bits + MARGIN;
    if (v->bits < 64)
        v->bits = 64;
    show(p, condition, f);
    if (!routes_agree(p, condition, f))
        return;
    if (result == LOOK_FAILS) {
        v->decision = MC_CLAIM_REFUTED;
        mc_verdict_point(v, v->point);
        return;
    }
    if (!plant_leaf(&v->tree[0]) ||
        (v->conditions == 2 && !plant_leaf(&v->tree[1]))) {
        mc_verdict_reason(v, "out of memory");
        return;
    }
    v->leaves = v->conditions;
    v->decision = MC_CLAIM_PROVED;
}

static bool wrong_order(prover *p)
{
    mc_interval lower, upper;
    if (p->claim->kind != MC_CLAIM_BETWEEN)
        return false;
    mc_interval_init(&lower);
    mc_interval_init(&upper);
    bool wrong = mc_evaluate_at(&p->e, &lower, p->claim->lower) &&
                 mc_evaluate_at(&p->e, &upper, p->claim->upper) &&
                 arf_cmp(&upper.hi, &lower.lo) < 0;
    mc_interval_clear(&lower);
    mc_interval_clear(&upper);
    if (wrong)
        (void)mc_evaluator_fault(&p->e, MC_UNDECIDED, p->claim->lower,
                                 "the bounds are in the wrong order");
    return wrong;
}

static mc_status prove_number(prover *p)
{
    mc_claim_verdict *v = p->v;
    slong digits = p->effort->digits ? (slong)p->effort->digits : DIGITS;
    slong most = digits * 3330 / 1000 + 64;
    mc_interval f;
    bool narrowly = false, undefined = false;
    mc_interval_init(&f);
    for (slong bits = 64;; bits = 2 * bits < most ? 2 * bits : most) {
        const mc_condition *condition = &v->condition[0];
        look result = LOOK_UNDEFINED;
        mc_evaluator_bits(&p->e, bits);
        p->e.goal = bits - 12;
        if (mc_settle(v, &p->e, bits - 16) && !wrong_order(p))
            result = look_at_numbers(p, &condition, &f);
        undefined = result == LOOK_UNDEFINED;
        if (undefined && p->e.fault.status != MC_UNDECIDED)
            break;
        if (result == LOOK_FAILS || result == LOOK_HOLDS ||
            (result == LOOK_NARROWLY && (narrowly || bits == most))) {
            conclude_number(p, result, condition, &f);
            break;
        }
        narrowly = result == LOOK_NARROWLY;
        if (result == LOOK_UNCERTAIN)
            show(p, condition, &f);
        if (bits >= most || mc_stopped(&p->stop) || (undefined && bits >= 512))
            break;
    }
    mc_interval_clear(&f);
    if (v->decision == MC_CLAIM_UNDECIDED && v->reason[0] == '\0') {
        if (undefined)
            mc_verdict_fault(v, &p->e);
        else
            mc_verdict_reason(
                v, "its enclosure at %ld bits does not decide it%s",
                (long)p->e.bits, mc_stopped(&p->stop) ? " (stopped)" : "");
    }
    return undefined && p->e.fault.status != MC_UNDECIDED ? p->e.fault.status
                                                          : MC_OK;
}

/* ---- claims about all values ---- */

static bool empty_set(prover *p)
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

static void refute(prover *p, const mc_condition *condition,
                   const mc_interval *f)
{
    mc_verdict_point(p->v, p->v->point);
    show(p, condition, f);
    p->v->decision = MC_CLAIM_REFUTED;
    p->v->bits = p->e.bits + MARGIN;
}

/* The middle of a box in which the search saw the condition fail. */
static bool refute_at_box(prover *p, const mc_condition *condition,
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

static bool refute_by_search(prover *p, const mc_condition *condition)
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

static void report_worst(prover *p, const mc_condition *condition,
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
            mc_verdict_enclosure(v, &f, what_of(p->claim), SHOWN);
        mc_verdict_reason(v, "%zu boxes do not decide it%s", v->boxes,
                          cover->stopped    ? " (stopped)"
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

static mc_cover_result search(prover *p, mc_cover *cover, size_t index,
                              size_t boxes, bool taylor)
{
    const mc_condition *condition = &p->v->condition[index];
    mc_cover_options options = {.bits = p->e.bits,
                                .threads = p->effort->threads,
                                .boxes = boxes,
                                .taylor = taylor,
                                .stop = &p->stop,
                                .progress = p->effort->progress,
                                .user = p->effort->user};
    return mc_cover_search(cover, &p->v->knowledge, condition, &options);
}

/* A hint that would close what the boxes leave open. */
static void suggest(prover *p, size_t index)
{
    mc_claim trial = *p->claim;
    mc_condition *condition = &p->v->condition[index];
    mc_cover cover;
    if (trial.kind != MC_CLAIM_RELATION || condition->strict ||
        trial.hint_order > 0)
        return;
    for (size_t i = 0; i < trial.bindings; i++)
        for (size_t end = 0; end < 2; end++)
            for (size_t order = 1; order <= 4; order++) {
                const mc_binding *binding = &trial.binding[i];
                trial.hint_order = order;
                trial.hint_name = i;
                trial.hint_at = end ? binding->upper : binding->lower;
                if (!mc_vanish(condition, binding->slot, trial.hint_at, order))
                    break;
                if (!mc_cover_init(&cover, &trial))
                    return;
                condition->claim = &trial;
                bool closed =
                    search(p, &cover, index, 500, true) == MC_COVER_PROVED;
                condition->claim = p->claim;
                mc_cover_clear(&cover, &trial);
                if (closed) {
                    mc_verdict_note(
                        p->v,
                        "it is zero where %s = %.*s; add to the claim: "
                        "by taylor %zu in %s at %.*s",
                        p->v->claims->slot[binding->slot].name,
                        (int)(trial.hint_at->end - trial.hint_at->begin),
                        p->v->claims->file.text + trial.hint_at->begin, order,
                        p->v->claims->slot[binding->slot].name,
                        (int)(trial.hint_at->end - trial.hint_at->begin),
                        p->v->claims->file.text + trial.hint_at->begin);
                    return;
                }
            }
}

/* One condition; true if it is proved. */
static bool prove_condition(prover *p, size_t index, bool taylor)
{
    mc_claim_verdict *v = p->v;
    const mc_condition *condition = &v->condition[index];
    mc_cover cover;
    if (!mc_cover_init(&cover, p->claim)) {
        mc_verdict_reason(v, "out of memory");
        return false;
    }
    mc_cover_result result = search(p, &cover, index, FEW_BOXES, taylor);
    v->boxes += cover.boxes;
    bool refuted = false;
    if (result == MC_COVER_OPEN && !cover.stopped) {
        refuted = refute_by_search(p, condition);
        if (!refuted && !taylor)
            suggest(p, index);
        if (!refuted && v->notes[0] == '\0' && !cover.hopeless) {
            result = search(p, &cover, index, MOST_BOXES, taylor);
            v->boxes += cover.boxes;
        }
    }
    if (!refuted && result == MC_COVER_WITNESS)
        refuted = refute_at_box(p, condition, cover.box);
    if (!refuted && result == MC_COVER_MEMORY)
        mc_verdict_reason(v, "out of memory");
    else if (!refuted && result != MC_COVER_PROVED)
        report_worst(p, condition, &cover);
    if (result == MC_COVER_PROVED) {
        v->tree[index] = cover.tree;
        v->leaves += cover.tree.leaves;
        cover.tree = (mc_tree){.nodes = 0};
    }
    mc_cover_clear(&cover, p->claim);
    return result == MC_COVER_PROVED;
}

/* The hint can be used. */
static bool check_hint(prover *p)
{
    const mc_claim *claim = p->claim;
    if (claim->hint_order == 0)
        return false;
    if (claim->kind != MC_CLAIM_RELATION || p->v->condition[0].strict) {
        mc_verdict_note(p->v, "the hint is not used: it is for >= and <= only");
        return false;
    }
    if (mc_vanish(&p->v->condition[0], claim->binding[claim->hint_name].slot,
                  claim->hint_at, claim->hint_order))
        return true;
    mc_verdict_note(p->v,
                    "the hint is not used: the coefficients below order "
                    "%zu do not vanish identically",
                    claim->hint_order);
    return false;
}

static mc_status prove_for_all(prover *p)
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
    bool taylor = check_hint(p), proved = true;
    for (size_t i = 0; i < v->conditions && proved; i++)
        proved = prove_condition(p, i, taylor);
    if (proved) {
        v->decision = MC_CLAIM_PROVED;
        v->bits = p->e.bits + MARGIN;
    }
    return MC_OK;
}

/* ---- all ---- */

static mc_status prove(prover *p, mc_message *message)
{
    mc_claim_verdict *v = p->v;
    if (p->claim->kind == MC_CLAIM_IDENTITY)
        return mc_identity_prove(v, message, &p->stop);
    v->conditions = mc_conditions(v->condition, p->claim);
    p->e.plan = v->knowledge.panels;
    mc_status status =
        p->claim->bindings == 0 ? prove_number(p) : prove_for_all(p);
    if (status != MC_OK)
        return p->e.fault.node
                   ? mc_node_fault(v->claims, message, status, p->e.fault.node,
                                   "%s", p->e.fault.text)
                   : mc_message_set(message, status, "%s", p->e.fault.text);
    return MC_OK;
}

mc_status mc_claim_prove(mc_claim_verdict **verdict, mc_message *message,
                         mc_claims *claims, size_t i,
                         const mc_claim_effort *effort)
{
    static const mc_claim_effort plain = {.digits = 0};
    prover p = {.claim = &claims->claim[i],
                .effort = effort ? effort : &plain,
                .stop = {.requested = never}};
    mc_status status = MC_LIMIT;
    if (p.effort->stopped)
        p.stop = (mc_stop){p.effort->stopped, p.effort->user};
    p.v = mc_verdict_new(claims, p.claim);
    if (!p.v)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    p.v->effort = p.effort;
    bool ready = mc_need_claim(&p.v->need, claims, p.claim) &&
                 mc_evaluator_init(&p.e, &p.v->knowledge);
    if (ready && !mc_names_init(&p.names, p.claim)) {
        mc_evaluator_clear(&p.e);
        ready = false;
    }
    if (ready) {
        p.e.stop = &p.stop;
        status = prove(&p, message);
        mc_names_clear(&p.names);
        mc_evaluator_clear(&p.e);
    } else {
        status = mc_message_set(message, MC_LIMIT, "out of memory");
    }
    if (status == MC_OK)
        *verdict = p.v;
    else
        mc_claim_verdict_free(p.v);
    return status;
}
