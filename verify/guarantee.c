#include "condition.h"
#include "memory.h"

/* FORMAT.md section 4.1. */

void mv_check_guarantee(struct mv_checker *checker)
{
    struct mv_reader *reader = &checker->reader;
    const struct mv_environment *e = &checker->environment;
    size_t agents = e->agents.count;
    size_t *secure = mv_allocate(agents, sizeof *secure);
    struct mv_profiles profiles;
    struct mv_stencil stencil;
    struct mv_table m;

    mv_read_sizes(checker, &profiles, "actions");
    mv_record(reader, "secure", agents);
    for (size_t i = 0; i < agents; i++)
        secure[i] = mv_field_index(reader, 0, profiles.size[i]);
    mv_table_init(&m, e->outcomes.count);
    mv_read_mechanism(checker, &m, &profiles, secure);
    mv_stencil_init(&stencil, &profiles);
    mv_read_alpha(checker, &stencil, &profiles, "obedience", true);
    mv_read_lambda(checker, &m, &stencil, &profiles);
    mv_stencil_clear(&stencil);
    mv_table_clear(&m);
    mv_profiles_clear(&profiles);
    mv_release(secure, agents, sizeof *secure);
}
