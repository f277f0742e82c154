#include "game/effort.h"

#include "base/message.h"

bool mc_effort_goes_on(mc_effort *effort, size_t work)
{
    const size_t interval = 100000;
    effort->work += work;
    if (effort->stopped || effort->work < interval)
        return !effort->stopped;
    effort->work = 0;
    effort->stopped = effort->limits && effort->limits->stop &&
                      effort->limits->stop(effort->limits->user) != 0;
    return !effort->stopped;
}

mc_status mc_effort_fail(const mc_effort *effort, mc_message *message)
{
    if (effort->stopped)
        return mc_message_set(message, MC_UNDECIDED,
                              "stopped before an exact answer");
    return mc_message_set(message, MC_LIMIT, "out of memory");
}

static bool is_stopped(void *user)
{
    const mc_limits *limits = user;
    return limits->stop(limits->user) != 0;
}

mc_stop mc_limits_stop(const mc_limits *limits)
{
    /* the question only reads what it is given */
    return (mc_stop){is_stopped, (void *)limits};
}

mc_lp_options mc_limits_options(const mc_limits *limits, const mc_stop *stop)
{
    return (mc_lp_options){.stop = limits && limits->stop ? stop : NULL,
                           .milliseconds = limits ? limits->milliseconds : 0,
                           .all_or_nothing = true};
}

mc_status mc_program_fits(mc_message *message, double entries)
{
    /* an entry takes some 150 bytes until it is solved */
    const double most = 30e6;
    if (entries <= most)
        return MC_OK;
    return mc_message_set(message, MC_LIMIT,
                          "the linear program would have some %.0f entries; at "
                          "most %.0f are built",
                          entries, most);
}
