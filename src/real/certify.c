/* Certificates of claims (FORMAT-REAL section 5). */
#include <stdio.h>

#include "base/message.h"
#include "certificate/writer.h"
#include "real/verdict.h"

/* "KEYWORD Q..." with rationals in lowest terms. */
static void record(mc_certificate *out, const char *keyword, const fmpq *value,
                   size_t count)
{
    mpq_t q;
    mpq_init(q);
    mc_certificate_begin(out, keyword);
    for (size_t i = 0; i < count; i++) {
        fmpq_get_mpq(q, &value[i]);
        mc_certificate_rational(out, q);
    }
    mc_certificate_finish(out);
    mpq_clear(q);
}

static void integrals(mc_certificate *out, const mc_claim_verdict *v)
{
    fmpq_t u;
    fmpq_init(u);
    for (size_t i = 0; i < v->claims->integrals; i++) {
        const mc_panels *panels = &v->knowledge.panels[i];
        if (!v->need.integral[i])
            continue;
        if (panels->kind == MC_INTEGRAL_SERIES) {
            mc_certificate_record(out, "integral %zu series %ld", i,
                                  (long)panels->terms);
            continue;
        }
        mc_certificate_record(out, "integral %zu %ld %zu", i,
                              panels->order ? (long)panels->order : 2L,
                              panels->cuts + 1);
        for (size_t k = 0; k < panels->cuts; k++) {
            arf_get_fmpq(u, &panels->cut[k]);
            record(out, "panel", u, 1);
        }
    }
    fmpq_clear(u);
}

static void binary(mc_certificate *out, const arf_t value)
{
    fmpq_t q;
    mpq_t number;
    fmpq_init(q);
    mpq_init(number);
    arf_get_fmpq(q, value);
    fmpq_get_mpq(number, q);
    mc_certificate_rational(out, number);
    fmpq_clear(q);
    mpq_clear(number);
}

static void root(mc_certificate *out, size_t i, const mc_root_proof *proof)
{
    fmpq_t q;
    mpq_t lo, hi;
    fmpq_init(q);
    mpq_inits(lo, hi, NULL);
    arf_get_fmpq(q, proof->lo);
    fmpq_get_mpq(lo, q);
    arf_get_fmpq(q, proof->hi);
    fmpq_get_mpq(hi, q);
    mc_certificate_record(out, "root %zu %Qd %Qd %zu", i, lo, hi, proof->cells);
    for (size_t k = 0; k < proof->cells; k++) {
        arf_get_fmpq(q, &proof->cell[k].u);
        fmpq_get_mpq(lo, q);
        mc_certificate_record(out, "cell %Qd %c", lo, proof->cell[k].kind);
    }
    fmpq_clear(q);
    mpq_clears(lo, hi, NULL);
}

/* Preorder; the depth is bounded by that of the search. */
static void system_tree(mc_certificate *out, const mc_system_proof *proof,
                        size_t i)
{
    const mc_system_node *node = &proof->tree.node[i];
    if (node->kind == 's') {
        mc_certificate_record(out, "split %zu", node->index);
        system_tree(out, proof, node->child);
        system_tree(out, proof, node->child + 1);
    } else if (node->kind == 'r') {
        mc_certificate_record(out, "leaf rest");
    } else if (node->kind == 'c') {
        arf_t factor;
        arf_init(factor);
        mc_certificate_begin(out, "leaf sum");
        for (size_t k = 0; k < proof->names; k++) {
            arf_set_d(factor, (double)node->row[k]);
            binary(out, factor);
        }
        mc_certificate_finish(out);
        arf_clear(factor);
    } else {
        mc_certificate_record(out, "leaf %zu %c", node->index, node->kind);
    }
}

static void system_of_roots(mc_certificate *out, size_t i,
                            const mc_system_proof *proof)
{
    arf_t entry;
    arf_init(entry);
    mc_certificate_record(out, "system %zu", i);
    mc_certificate_begin(out, "enclosure");
    for (size_t k = 0; k < proof->names; k++) {
        binary(out, &proof->enclosure[k].lo);
        binary(out, &proof->enclosure[k].hi);
    }
    mc_certificate_finish(out);
    mc_certificate_begin(out, "matrix");
    for (size_t k = 0; k < proof->names * proof->names; k++) {
        arf_set_d(entry, proof->matrix[k]);
        binary(out, entry);
    }
    mc_certificate_finish(out);
    system_tree(out, proof, 0);
    arf_clear(entry);
}

static void roots(mc_certificate *out, const mc_claim_verdict *v)
{
    for (size_t i = 0; i < v->claims->roots; i++) {
        if (!v->need.root[i])
            continue;
        if (v->claims->root[i].names == 1)
            root(out, i, &v->root[i]);
        else
            system_of_roots(out, i, &v->system[i]);
    }
}

/* Preorder; the depth is bounded by that of the search. */
static void tree(mc_certificate *out, const mc_tree *t, size_t i)
{
    static const char *const words[] = {"", "value", "slope"};
    const mc_tree_node *node = &t->node[i];
    if (node->method == MC_LEAF_TAYLOR) {
        mc_certificate_record(out, "leaf taylor %zu", node->expansion);
        return;
    }
    if (node->method != MC_LEAF_NONE) {
        mc_certificate_record(out, "leaf %s", words[node->method]);
        return;
    }
    mc_certificate_record(out, "split %zu", node->cut);
    tree(out, t, node->child);
    tree(out, t, node->child + 1);
}

static void expansions(mc_certificate *out, const mc_expansions *list)
{
    mpq_t q;
    mpq_init(q);
    for (size_t i = 0; i < list->count; i++) {
        const mc_expansion *item = &list->item[i];
        mc_certificate_begin(out, "expansion");
        mc_certificate_natural(out, item->name);
        mc_certificate_natural(out, item->order);
        for (size_t k = 0; k <= item->name; k++) {
            fmpq_get_mpq(q, &item->form[k]);
            mc_certificate_rational(out, q);
        }
        mc_certificate_finish(out);
    }
    mpq_clear(q);
}

static void body(mc_certificate *out, const mc_claim_verdict *v)
{
    if (v->decision == MC_CLAIM_REFUTED) {
        record(out, "point", v->point, v->claim->bindings);
    } else if (v->claim->kind == MC_CLAIM_IDENTITY) {
        mc_certificate_begin(out, "degrees");
        for (size_t i = 0; i < v->claim->bindings; i++)
            mc_certificate_natural(out, (size_t)v->degree[i]);
        mc_certificate_finish(out);
    } else {
        for (size_t i = 0; i < v->conditions; i++) {
            expansions(out, &v->expansions[i]);
            mc_certificate_begin(out, "cover");
            mc_certificate_finish(out);
            tree(out, &v->tree[i], 0);
        }
    }
}

mc_status mc_claim_verdict_write(const mc_claim_verdict *v, mc_message *message,
                                 const char *path)
{
    mc_certificate *out;
    if (v->decision == MC_CLAIM_UNDECIDED)
        return mc_message_set(message, MC_BAD_INPUT,
                              "%s is undecided: there is no certificate",
                              v->claim->name);
    char *claim = mc_certificate_claim(
        "real %s %s", v->claim->name,
        v->decision == MC_CLAIM_PROVED ? "proved" : "refuted");
    mc_status status = mc_certificate_open(&out, message, path, claim, "claims",
                                           v->claims->sha256);
    mc_certificate_free_claim(claim);
    if (status != MC_OK)
        return status;
    mc_certificate_record(out, "precision %ld", (long)v->bits);
    integrals(out, v);
    roots(out, v);
    body(out, v);
    return mc_certificate_commit(out, message);
}
