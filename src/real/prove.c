/* From a claim to a verdict. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/number.h"
#include "real/identity.h"
#include "real/integral.h"
#include "real/parse.h"
#include "real/prove.h"
#include "real/routes.h"
#include "real/settle.h"

enum { DIGITS = 300 /* of an undecided number */ };

static bool never(void *user)
{
    (void)user;
    return false;
}

const char *mc_prover_what(const mc_claim *claim)
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

/* The decimal is certainly on that side of the number. */
static bool is_beyond(const char *decimal, const mc_interval *x, int side)
{
    mpq_t value;
    fmpq_t q;
    mpq_init(value);
    fmpq_init(q);
    bool beyond = mc_number_parse(value, decimal, strlen(decimal)) == NULL;
    if (beyond && mpz_sizeinbase(mpq_denref(value), 2) < 100000) {
        mpq_t end;
        mpq_init(end);
        arf_get_fmpq(q, side > 0 ? &x->hi : &x->lo);
        fmpq_get_mpq(end, q);
        beyond = mpq_cmp(value, end) * side > 0;
        mpq_clear(end);
    }
    fmpq_clear(q);
    mpq_clear(value);
    return beyond;
}

/* What is printed contradicts the claim. */
static bool is_plain(mc_prover *p, const mc_condition *condition,
                     const mc_interval *f)
{
    const mc_claim_verdict *v = p->v;
    const mc_node *bound = NULL;
    mc_interval x;
    bool plain = true;
    if (!v->lower || !v->upper)
        return true;
    if (p->claim->kind == MC_CLAIM_BETWEEN)
        bound = condition->minus == p->claim->left ? p->claim->upper
                                                   : p->claim->lower;
    bool above = bound ? bound == p->claim->upper : condition->sign < 0;
    int side = above ? 1 : -1;
    mc_interval_init(&x);
    if (bound)
        plain = !mc_evaluate_at(&p->e, &x, bound);
    /* F < 0, or F = 0 where that is enough */
    if (!bound && arf_is_zero(&f->hi))
        plain = true;
    else if (!bound || !plain)
        plain = is_beyond(side > 0 ? v->lower : v->upper, &x, side);
    mc_interval_clear(&x);
    return plain;
}

void mc_prover_show(mc_prover *p, const mc_condition *condition,
                    const mc_interval *f, bool refuted)
{
    enum { MOST_DIGITS = 5000 };
    mc_interval value;
    slong digits = MC_PROVE_DIGITS;
    mc_interval_init(&value);
    mc_interval_set(&value, f);
    if (p->claim->kind == MC_CLAIM_BETWEEN)
        (void)mc_evaluate_at(&p->e, &value, p->claim->left);
    if (condition->sign < 0)
        mc_interval_neg(&value, &value);
    do {
        mc_verdict_enclosure(p->v, &value, mc_prover_what(p->claim), digits);
        digits *= 2;
    } while (refuted && digits < MOST_DIGITS && !is_plain(p, condition, f));
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

typedef struct again {
    const mc_condition *condition;
    mc_names *names;
} again;

static bool compute(void *user, mc_evaluator *e, mc_interval *out)
{
    const again *what = user;
    return mc_condition_value(e, out, what->condition, what->names);
}

/* All ways to compute the integrals have to meet. */
static bool routes_agree(mc_prover *p, const mc_condition *condition,
                         const mc_interval *f)
{
    char note[MC_ROUTE_NOTE];
    again what = {condition, &p->names};
    mc_interval same;
    mc_interval_init(&same);
    p->e.routes = 0;
    mc_evaluator_forget(&p->e);
    /* once more, to see which way it went */
    (void)compute(&what, &p->e, &same);
    bool agree = mc_routes_agree(note, &p->e, f, compute, &what);
    mc_interval_clear(&same);
    if (!agree)
        mc_verdict_reason(p->v, "%s", note);
    else if (*note)
        mc_verdict_note(p->v, "%s", note);
    return agree;
}

typedef enum look {
    LOOK_UNCERTAIN,
    LOOK_HOLDS,
    LOOK_NARROWLY, /* holds, but only just */
    LOOK_FAILS,
    LOOK_UNDEFINED
} look;

static look look_at_numbers(mc_prover *p, const mc_condition **of,
                            mc_interval *f)
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

static void conclude_number(mc_prover *p, look result,
                            const mc_condition *condition, const mc_interval *f)
{
    mc_claim_verdict *v = p->v;
    v->bits = p->e.bits + MC_PROVE_MARGIN;
    if (v->bits < 64)
        v->bits = 64;
    mc_prover_show(p, condition, f, result == LOOK_FAILS);
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

static bool wrong_order(mc_prover *p)
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

/* About as many bits as tell a number from the bounds around it. */
static slong bits_between(const mc_claim *claim)
{
    enum { GUARD = 48 };
    fmpq_t width;
    slong bits;
    if (claim->kind != MC_CLAIM_BETWEEN || !claim->lower->rational ||
        !claim->upper->rational)
        return 0;
    fmpq_init(width);
    fmpq_sub(width, claim->upper->value, claim->lower->value);
    bits = (slong)fmpz_bits(fmpq_denref(width)) -
           (slong)fmpz_bits(fmpq_numref(width)) +
           (slong)fmpz_bits(fmpq_numref(claim->upper->value)) -
           (slong)fmpz_bits(fmpq_denref(claim->upper->value)) + GUARD;
    if (fmpq_is_zero(width))
        bits = 0;
    fmpq_clear(width);
    return bits;
}

static mc_status prove_number(mc_prover *p)
{
    mc_claim_verdict *v = p->v;
    slong digits = p->effort->digits ? (slong)p->effort->digits : DIGITS;
    slong most = digits * 3330 / 1000 + 64, wanted = bits_between(p->claim);
    mc_interval f;
    bool narrowly = false, undefined = false;
    mc_interval_init(&f);
    for (slong bits = 64;; bits = 2 * bits < wanted ? wanted : 2 * bits) {
        bits = bits < most ? bits : most;
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
            mc_prover_show(p, condition, &f, false);
        if (bits >= most || mc_stopped(&p->stop) || p->e.impatient ||
            (undefined && bits >= 512))
            break;
    }
    mc_interval_clear(&f);
    if (v->decision == MC_CLAIM_UNDECIDED && v->reason[0] == '\0') {
        if (undefined)
            mc_verdict_fault(v, &p->e);
        else
            mc_verdict_reason(
                v, "its enclosure at %ld bits does not decide it%s",
                (long)p->e.bits,
                mc_stopped(&p->stop) ? "" : " (the limit of --digits)");
    }
    return undefined && p->e.fault.status != MC_UNDECIDED ? p->e.fault.status
                                                          : MC_OK;
}

/* ---- all ---- */

/* A verdict says when a limit decided it. */
static void tell_of_limit(mc_prover *p)
{
    mc_claim_verdict *v = p->v;
    size_t used = strlen(v->reason);
    if (v->decision != MC_CLAIM_UNDECIDED || !mc_stopped(&p->stop) ||
        strstr(v->reason, MC_STOPPED_TEXT))
        return;
    /* the reason may end in a line of the file with its caret */
    size_t place = strcspn(v->reason, "\n");
    char rest[sizeof v->reason];
    memcpy(rest, v->reason + place, used - place + 1);
    (void)snprintf(v->reason + place, sizeof v->reason - place, " (%s)%s",
                   MC_STOPPED_TEXT, rest);
}

static mc_status prove(mc_prover *p, mc_message *message)
{
    mc_claim_verdict *v = p->v;
    if (p->claim->kind == MC_CLAIM_IDENTITY)
        return mc_identity_prove(v, message, &p->stop);
    v->conditions = mc_conditions(v->condition, p->claim);
    p->e.plan = v->knowledge.panels;
    mc_status status =
        p->claim->bindings == 0 ? prove_number(p) : mc_prove_for_all(p);
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
    mc_prover p = {.claim = &claims->claim[i],
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
        p.e.meter.stop = &p.stop;
        status = prove(&p, message);
        tell_of_limit(&p);
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
