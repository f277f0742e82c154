#include "real/verdict.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "real/decimal.h"
#include "real/parse.h"

static bool init_parts(mc_claim_verdict *v)
{
    size_t n = v->claim->bindings;
    v->low = mc_array(n, sizeof *v->low);
    v->high = mc_array(n, sizeof *v->high);
    v->point = mc_array(n, sizeof *v->point);
    v->degree = mc_array(n, sizeof *v->degree);
    v->root = mc_array(v->claims->roots, sizeof *v->root);
    v->system = mc_array(v->claims->roots, sizeof *v->system);
    return v->low && v->high && v->point && v->degree && v->root && v->system;
}

mc_claim_verdict *mc_verdict_new(const mc_claims *claims, const mc_claim *claim)
{
    mc_claim_verdict *v = calloc(1, sizeof *v);
    if (!v)
        return NULL;
    v->claims = claims;
    v->claim = claim;
    v->what = "the expression";
    bool need = mc_need_init(&v->need, claims);
    bool known = need && mc_knowledge_init(&v->knowledge, claims);
    if (!known || !init_parts(v)) {
        if (known)
            mc_knowledge_clear(&v->knowledge);
        if (need)
            mc_need_clear(&v->need);
        free(v->low);
        free(v->high);
        free(v->point);
        free(v->degree);
        free(v->root);
        free(v->system);
        free(v);
        return NULL;
    }
    for (size_t i = 0; i < 2; i++)
        mc_expansions_init(&v->expansions[i], claim->bindings);
    for (size_t i = 0; i < claim->bindings; i++) {
        mpq_init(v->low[i]);
        mpq_init(v->high[i]);
        fmpq_init(&v->point[i]);
    }
    for (size_t i = 0; i < claims->roots; i++)
        mc_root_proof_init(&v->root[i]);
    return v;
}

void mc_claim_verdict_free(mc_claim_verdict *v)
{
    if (!v)
        return;
    for (size_t i = 0; i < v->claim->bindings; i++) {
        mpq_clear(v->low[i]);
        mpq_clear(v->high[i]);
        fmpq_clear(&v->point[i]);
    }
    for (size_t i = 0; i < v->claims->roots; i++) {
        mc_root_proof_clear(&v->root[i]);
        mc_system_proof_clear(&v->system[i]);
    }
    for (size_t i = 0; i < 2; i++) {
        mc_expansions_clear(&v->expansions[i]);
        free(v->tree[i].node);
    }
    mc_knowledge_clear(&v->knowledge);
    mc_need_clear(&v->need);
    free(v->low);
    free(v->high);
    free(v->point);
    free(v->degree);
    free(v->root);
    free(v->system);
    free(v->lower);
    free(v->upper);
    free(v);
}

void mc_verdict_reason(mc_claim_verdict *v, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(v->reason, sizeof v->reason, format, arguments);
    va_end(arguments);
}

void mc_verdict_note(mc_claim_verdict *v, const char *format, ...)
{
    size_t used = strlen(v->notes);
    va_list arguments;
    if (used > 0 && used + 1 < sizeof v->notes)
        v->notes[used++] = '\n';
    va_start(arguments, format);
    (void)vsnprintf(v->notes + used, sizeof v->notes - used, format, arguments);
    va_end(arguments);
}

void mc_verdict_fault(mc_claim_verdict *v, const mc_evaluator *e)
{
    mc_message message = {""};
    const char *text = e->fault.text ? e->fault.text : "no reason is known";
    if (e->fault.node)
        (void)mc_node_fault(v->claims, &message, MC_UNDECIDED, e->fault.node,
                            "%s", text);
    mc_verdict_reason(v, "%s", e->fault.node ? message.text : text);
}

void mc_verdict_enclosure(mc_claim_verdict *v, const mc_interval *x,
                          const char *what, slong digits)
{
    int spread;
    free(v->lower);
    free(v->upper);
    v->lower = v->upper = NULL;
    v->what = what;
    (void)mc_decimal(&v->lower, &v->upper, &spread, x, digits);
}

void mc_verdict_point(mc_claim_verdict *v, const fmpq *point)
{
    v->has_box = true;
    for (size_t i = 0; i < v->claim->bindings; i++) {
        fmpq_set(&v->point[i], &point[i]);
        fmpq_get_mpq(v->low[i], &point[i]);
        mpq_set(v->high[i], v->low[i]);
    }
}

void mc_verdict_box(mc_claim_verdict *v, const mc_interval *name)
{
    fmpq_t end;
    fmpq_init(end);
    v->has_box = true;
    for (size_t i = 0; i < v->claim->bindings; i++) {
        v->has_box = v->has_box && mc_interval_is_finite(&name[i]);
        if (!v->has_box)
            break;
        arf_get_fmpq(end, &name[i].lo);
        fmpq_get_mpq(v->low[i], end);
        arf_get_fmpq(end, &name[i].hi);
        fmpq_get_mpq(v->high[i], end);
    }
    fmpq_clear(end);
}

mc_claim_decision mc_claim_verdict_decision(const mc_claim_verdict *v)
{
    return v->decision;
}

const char *mc_claim_verdict_reason(const mc_claim_verdict *v)
{
    return v->reason;
}

const char *mc_claim_verdict_notes(const mc_claim_verdict *v)
{
    return v->notes;
}

const char *mc_claim_verdict_lower(const mc_claim_verdict *v)
{
    return v->lower;
}

const char *mc_claim_verdict_upper(const mc_claim_verdict *v)
{
    return v->upper;
}

const char *mc_claim_verdict_what(const mc_claim_verdict *v)
{
    return v->what;
}

size_t mc_claim_verdict_names(const mc_claim_verdict *v)
{
    return v->has_box ? v->claim->bindings : 0;
}

const char *mc_claim_verdict_name(const mc_claim_verdict *v, size_t k)
{
    return v->claims->slot[v->claim->binding[k].slot].name;
}

void mc_claim_verdict_point(mpq_t lower, mpq_t upper, const mc_claim_verdict *v,
                            size_t k)
{
    mpq_set(lower, v->low[k]);
    mpq_set(upper, v->high[k]);
}

size_t mc_claim_verdict_leaves(const mc_claim_verdict *v)
{
    return v->leaves;
}

size_t mc_claim_verdict_boxes(const mc_claim_verdict *v)
{
    return v->boxes;
}

size_t mc_claim_verdict_bits(const mc_claim_verdict *v)
{
    return (size_t)v->bits;
}
