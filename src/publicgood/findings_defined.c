/* All properties of a statement that defines only some of them. */
#define _POSIX_C_SOURCE 200809L
#include <string.h>

#include "base/message.h"
#include "publicgood/property.h"

/* One property on its own, into `all`. */
static mc_status find_one(mc_findings *all, mc_message *message,
                          const mc_population *population, mc_property property,
                          const mc_stop *stop)
{
    bool wanted[MC_PROPERTIES] = {false};
    mc_findings *one = NULL;
    wanted[property] = true;
    mc_status status = mc_findings_new(&one, message, population, wanted, stop);
    if (status == MC_OK) {
        const mc_finding empty = all->of[property];
        all->of[property] = one->of[property];
        one->of[property] = empty;
    }
    mc_findings_free(one);
    if (status != MC_BAD_INPUT)
        return status;
    all->of[property].undefined = strdup(message->text);
    return all->of[property].undefined
               ? MC_OK
               : mc_message_set(message, MC_LIMIT, "out of memory");
}

static bool is_any_defined(const mc_findings *findings)
{
    for (mc_property p = 0; p < MC_PROPERTIES; p++)
        if (findings->of[p].checked)
            return true;
    return false;
}

mc_status mc_findings_defined(mc_findings **findings, mc_message *message,
                              const mc_population *population,
                              const bool wanted[MC_PROPERTIES],
                              const mc_stop *stop)
{
    static const bool nothing[MC_PROPERTIES];
    mc_findings *all = NULL;
    mc_message first = {""};
    mc_status status =
        mc_findings_new(findings, message, population, wanted, stop);
    if (status != MC_BAD_INPUT)
        return status;
    first = *message;
    status = mc_findings_new(&all, message, population, nothing, stop);
    for (mc_property p = 0; p < MC_PROPERTIES && status == MC_OK; p++)
        if (wanted[p])
            status = find_one(all, message, population, p, stop);
    if (status == MC_OK && is_any_defined(all)) {
        *findings = all;
        return MC_OK;
    }
    mc_findings_free(all);
    if (status != MC_OK)
        return status;
    *message = first;
    return MC_BAD_INPUT;
}
