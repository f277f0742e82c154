#include "publicgood.h"

void mv_echo_numbers(const char *name, mpz_t *number, size_t count,
                     const mpz_t common, FILE *file)
{
    if (number == NULL)
        return;
    fputs(name, file);
    for (size_t k = 0; k < count; k++) {
        fputc(' ', file);
        mv_print_ratio(file, number[k], common);
    }
    fputc('\n', file);
}

static void echo_naturals(const char *name, const size_t *number, size_t count,
                          FILE *file)
{
    fputs(name, file);
    for (size_t k = 0; k < count; k++)
        fprintf(file, " %zu", number[k]);
    fputc('\n', file);
}

static void echo_shares(const struct mv_publicgood *good, FILE *file)
{
    size_t agents = good->agents.count, size = good->alternatives.count;

    mv_echo_numbers(good->per_head ? "cost per head" : "cost", good->cost, size,
                    good->common, file);
    if (good->shares != MV_SHARES_TABLE) {
        fputs(good->shares == MV_SHARES_BURDEN
                  ? "shares in proportion to, agents as a whole:"
                  : "shares in proportion to, each person:",
              file);
        for (size_t i = 0; i < agents; i++)
            gmp_fprintf(file, " %Zd", good->share[i]);
        fputc('\n', file);
        return;
    }
    fputs("shares of a person of each agent\n", file);
    for (size_t i = 0; i < agents; i++)
        mv_echo_numbers(" ", good->share + i * size, size, good->common, file);
}

static void echo_values(const struct mv_publicgood *good, FILE *file)
{
    size_t size = good->alternatives.count;

    for (size_t i = 0; i < good->agents.count; i++) {
        fprintf(file, "values of agent %zu, by type\n", i);
        for (size_t t = good->first[i]; t < good->first[i + 1]; t++) {
            fprintf(file, "  %zu ", t - good->first[i]);
            if (good->types != NULL)
                mv_print_text(file,
                              mv_label(&good->types[i], t - good->first[i]));
            mv_echo_numbers("", good->value + t * size, size, good->common,
                            file);
        }
    }
}

static void echo_rule(const struct mv_publicgood *good, size_t profiles,
                      FILE *file)
{
    static const char *const decisions[] = {"utilitarian", "efficient",
                                            "table"};
    static const char *const ties[] = {"none", "lowest", "highest", "list"};
    static const char *const transfers[] = {"cost-sharing-pivotal",
                                            "generalised-pivotal", "clarke",
                                            "groves", "table"};
    size_t agents = good->agents.count;

    fprintf(file, "decision %s\ntransfer %s\n", decisions[good->decision],
            transfers[good->transfer]);
    if (good->decision != MV_DECISION_TABLE)
        fprintf(file, "tie %s\n", ties[good->tie]);
    if (good->tie == MV_TIE_LIST)
        echo_naturals("places in the list", good->order,
                      good->alternatives.count, file);
    if (good->rule != NULL)
        echo_naturals("rule, by profile", good->rule, profiles, file);
    for (size_t x = 0; good->payments != NULL && x < profiles; x++)
        mv_echo_numbers(x == 0 ? "payments, by profile\n " : " ",
                        good->payments + x * agents, agents, good->common,
                        file);
    for (size_t i = 0; good->groves != NULL && i < agents; i++)
        mv_echo_numbers("groves, by profile of the others", good->groves[i],
                        profiles / (good->first[i + 1] - good->first[i]),
                        good->common, file);
}

static void echo_beliefs(const struct mv_publicgood *good, FILE *file)
{
    size_t agents = good->agents.count;

    for (size_t i = 0; good->prior != NULL && i < agents; i++)
        mv_echo_numbers(i == 0 ? "prior\n " : " ", good->prior + good->first[i],
                        good->first[i + 1] - good->first[i], good->common,
                        file);
    mv_echo_numbers("draw", good->draw, agents, good->common, file);
    for (size_t k = 0; k < good->atoms; k++) {
        fputs("atom ", file);
        mv_print_ratio(file, good->atom[k].weight, good->common);
        echo_naturals("", good->atom[k].type, agents, file);
    }
}

void mv_publicgood_echo(const struct mv_publicgood *good, FILE *file)
{
    size_t agents = good->agents.count, profiles = 1;

    mv_labels_echo(&good->alternatives, "alternatives", file);
    mv_labels_echo(&good->agents, "agents", file);
    echo_naturals("counts", good->count, agents, file);
    mv_echo_numbers("weights", good->weight, agents, good->common, file);
    echo_shares(good, file);
    echo_values(good, file);
    for (size_t i = 0; (good->rule != NULL || good->payments != NULL ||
                        good->groves != NULL) &&
                       i < agents;
         i++)
        profiles *= good->first[i + 1] - good->first[i];
    echo_rule(good, profiles, file);
    echo_beliefs(good, file);
}
