/* Storage of the evaluator. */
#include <stdint.h>
#include <stdlib.h>

#include "base/memory.h"
#include "real/evaluate.h"

enum { BLOCK = 512 };

mc_pool_mark mc_pool_get_mark(const mc_evaluator *e)
{
    const mc_pool *pool = &e->pool;
    return (mc_pool_mark){pool->current,
                          pool->blocks ? pool->block[pool->current].used : 0};
}

void mc_pool_release(mc_evaluator *e, mc_pool_mark mark)
{
    mc_pool *pool = &e->pool;
    for (size_t i = mark.block + 1; i <= pool->current && i < pool->blocks; i++)
        pool->block[i].used = 0;
    pool->current = mark.block;
    if (pool->blocks)
        pool->block[pool->current].used = mark.used;
}

static bool add_block(mc_pool *pool, size_t size)
{
    mc_block block = {.size = size < BLOCK ? BLOCK : size};
    if (!mc_array_grow(&pool->block, &pool->room, pool->blocks + 1,
                       sizeof *pool->block))
        return false;
    block.interval = mc_array(block.size, sizeof *block.interval);
    if (!block.interval)
        return false;
    for (size_t i = 0; i < block.size; i++)
        mc_interval_init(&block.interval[i]);
    pool->block[pool->blocks++] = block;
    return true;
}

mc_jet mc_pool_take(mc_evaluator *e, slong order)
{
    mc_pool *pool = &e->pool;
    size_t size = (size_t)order + 1;
    mc_jet jet = {.length = 1, .meter = &e->meter};
    for (;; pool->current++) {
        if (pool->current == pool->blocks && !add_block(pool, size)) {
            pool->current = pool->blocks ? pool->blocks - 1 : 0;
            (void)mc_evaluator_fault(e, MC_LIMIT, NULL, "out of memory");
            return jet;
        }
        mc_block *block = &pool->block[pool->current];
        if (block->size - block->used >= size) {
            jet.c = block->interval + block->used;
            block->used += size;
            return jet;
        }
    }
}

bool mc_pool_take_value(mc_evaluator *e, mc_jet *jet, slong value)
{
    *jet = mc_pool_take(e, e->order);
    if (!jet->c)
        return false;
    mc_interval_set_si(&jet->c[0], value);
    jet->flags = 0;
    return true;
}

bool mc_evaluator_fault(mc_evaluator *e, mc_status status, const mc_node *node,
                        const char *text)
{
    e->fault.status = status;
    e->fault.node = node;
    e->fault.text = text;
    return false;
}

bool mc_evaluator_init(mc_evaluator *e, const mc_knowledge *knowledge)
{
    const mc_claims *claims = knowledge->claims;
    *e = (mc_evaluator){.knowledge = knowledge,
                        .bits = 64,
                        .only = SIZE_MAX,
                        .generation = 1,
                        .patience = 1};
    e->slot = mc_array(claims->slots, sizeof(mc_jet *));
    e->known = mc_array(claims->slots, sizeof *e->known);
    e->cache = mc_array(claims->nodes, sizeof *e->cache);
    if (e->slot && e->known && e->cache)
        return true;
    mc_evaluator_clear(e);
    return false;
}

void mc_evaluator_clear(mc_evaluator *e)
{
    for (size_t i = 0; e->cache && i < e->knowledge->claims->nodes; i++)
        if (e->cache[i].generation)
            mc_interval_clear(&e->cache[i].value);
    for (size_t i = 0; i < e->pool.blocks; i++) {
        for (size_t k = 0; k < e->pool.block[i].size; k++)
            mc_interval_clear(&e->pool.block[i].interval[k]);
        free(e->pool.block[i].interval);
    }
    free(e->pool.block);
    free(e->slot);
    free(e->known);
    free(e->cache);
}

void mc_evaluator_forget(mc_evaluator *e)
{
    e->generation++;
}

void mc_evaluator_bits(mc_evaluator *e, slong bits)
{
    e->bits = bits;
    e->generation++;
}

bool mc_knowledge_init(mc_knowledge *knowledge, const mc_claims *claims)
{
    *knowledge = (mc_knowledge){
        .claims = claims,
        .panels = mc_array(claims->integrals, sizeof(mc_panels)),
        .root = mc_array(claims->root_names, sizeof(mc_interval)),
        .root_is_known = mc_array(claims->root_names, sizeof(bool))};
    if (!knowledge->panels || !knowledge->root || !knowledge->root_is_known) {
        free(knowledge->panels);
        free(knowledge->root);
        free(knowledge->root_is_known);
        return false;
    }
    for (size_t i = 0; i < claims->root_names; i++)
        mc_interval_init(&knowledge->root[i]);
    return true;
}

void mc_knowledge_clear(mc_knowledge *knowledge)
{
    for (size_t i = 0; i < knowledge->claims->integrals; i++) {
        mc_panels *panels = &knowledge->panels[i];
        for (size_t k = 0; k < panels->cuts; k++)
            arf_clear(&panels->cut[k]);
        free(panels->cut);
    }
    for (size_t i = 0; i < knowledge->claims->root_names; i++)
        mc_interval_clear(&knowledge->root[i]);
    free(knowledge->panels);
    free(knowledge->root);
    free(knowledge->root_is_known);
}
