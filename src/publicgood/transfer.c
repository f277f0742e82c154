/* One profile: what people pay. */
#include "publicgood/scene.h"

/* value = loss of the others: (rest(other) - rest(decision)) / omega_i, with
   rest(y) = W(y) - part(y), part the worth or the gain of the person. */
static void loss(mpq_t value, mc_scene *scene, size_t kind, mpq_t *part,
                 size_t other)
{
    mpq_t *lost = part + kind * scene->alternatives;
    size_t i = scene->population->good->agent_of[kind], a = scene->decision;
    mpq_sub(value, scene->welfare[other], scene->welfare[a]);
    mpq_sub(value, value, lost[other]);
    mpq_add(value, value, lost[a]);
    mpq_div(value, value, scene->population->omega[i]);
}

/* h_i(others) - W_(a) / omega_i */
static void groves(mpq_t value, mc_scene *scene, size_t kind)
{
    const mc_publicgood *good = scene->population->good;
    size_t i = good->agent_of[kind], a = scene->decision;
    size_t stride = scene->stride[i];
    size_t others =
        scene->index / stride / mc_publicgood_types(good, i) * stride +
        scene->index % stride;
    mpq_sub(value, scene->worth[kind * scene->alternatives + a],
            scene->welfare[a]);
    mpq_div(value, value, scene->population->omega[i]);
    mpq_add(value, value, good->groves[i][others]);
}

mc_status mc_scene_transfer(mpq_t transfer, mc_scene *scene,
                            mc_message *message, mc_transfer_rule rule,
                            size_t kind)
{
    const mc_publicgood *good = scene->population->good;
    size_t i = good->agent_of[kind], other = 0;
    mpq_t *share = scene->population->share + i * scene->alternatives;
    mc_status status = MC_OK;
    switch (rule) {
    case MC_TRANSFER_COST_SHARING_PIVOTAL:
    case MC_TRANSFER_GENERALISED_PIVOTAL:
        status = mc_scene_without(&other, scene, message, kind);
        if (status != MC_OK)
            return status;
        loss(transfer, scene, kind, scene->worth, other);
        if (rule == MC_TRANSFER_COST_SHARING_PIVOTAL)
            mpq_add(transfer, transfer, share[other]);
        break;
    case MC_TRANSFER_CLARKE:
        status = mc_scene_net(&other, scene, message, kind);
        if (status != MC_OK)
            return status;
        loss(transfer, scene, kind, scene->gain, other);
        mpq_add(transfer, transfer, share[scene->decision]);
        break;
    case MC_TRANSFER_GROVES:
        groves(transfer, scene, kind);
        break;
    case MC_TRANSFER_TABLE:
        mpq_set(transfer, good->payment[scene->index * good->agents + i]);
        break;
    }
    return status;
}

mc_status mc_scene_revenue(mpq_t revenue, mc_scene *scene, mc_message *message,
                           mc_transfer_rule rule)
{
    mc_status status = MC_OK;
    mpq_t transfer, sum, people;
    mpq_inits(transfer, sum, people, NULL);
    for (size_t k = 0; k < scene->kinds && status == MC_OK; k++) {
        if (scene->x[k] == 0)
            continue;
        status = mc_scene_transfer(transfer, scene, message, rule, k);
        mpq_set_ui(people, scene->x[k], 1);
        mpq_mul(transfer, transfer, people);
        mpq_add(sum, sum, transfer);
    }
    if (status == MC_OK)
        mpq_set(revenue, sum);
    mpq_clears(transfer, sum, people, NULL);
    return status;
}
