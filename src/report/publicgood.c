#define _POSIX_C_SOURCE 200809L
#include "report/publicgood.h"

#include <stdlib.h>

#include "base/text.h"

const char *mc_report_transfer_name(mc_transfer_rule rule)
{
    static const char *const name[] = {"cost-sharing pivotal",
                                       "generalised pivotal", "Clarke",
                                       "Groves", "a table"};
    return name[rule];
}

static void print_decision(FILE *out, const mc_publicgood *good)
{
    static const char *const name[] = {"utilitarian", "efficient", "a table"};
    fprintf(out, "decision: %s", name[good->decision]);
    if (good->tie_lowest || good->tie_highest)
        fprintf(out, ", ties to the %s",
                good->tie_lowest ? "lowest" : "highest");
    else if (good->tie)
        fputs(", ties by a list", out);
    else if (good->decision != MC_DECISION_TABLE)
        fputs(", no tie rule", out);
}

static void print_count(FILE *out, size_t count, const char *one,
                        const char *many)
{
    fprintf(out, "%zu %s", count, count == 1 ? one : many);
}

void mc_report_good_head(FILE *out, const mc_population *population,
                         const char *path)
{
    const mc_publicgood *good = population->good;
    fprintf(out, "Public good %s\n", path);
    if (good->title) {
        fputs("  ", out);
        mc_text_print(out, good->title);
        fputc('\n', out);
    }
    fputs("  ", out);
    print_count(out, good->agents, "agent", "agents");
    (void)gmp_fprintf(out, ", %Zd %s, ", population->people,
                      mpz_cmp_ui(population->people, 1) == 0 ? "person"
                                                             : "people");
    print_count(out, good->alternatives, "alternative", "alternatives");
    fputs("\n  ", out);
    print_decision(out, good);
    fprintf(out, "; transfers: %s\n", mc_report_transfer_name(good->transfer));
}

/* --- texts ------------------------------------------------------------- */

char *mc_report_label(const char *label)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (!out)
        return NULL;
    mc_text_print(out, label);
    return fclose(out) == 0 ? text : NULL;
}

char *mc_report_person(const mc_publicgood *good, size_t kind)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (!out)
        return NULL;
    mc_publicgood_person(out, good, kind);
    return fclose(out) == 0 ? text : NULL;
}

char *mc_report_profile(const mc_publicgood *good, const unsigned long *x)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (!out)
        return NULL;
    mc_publicgood_profile(out, good, x);
    return fclose(out) == 0 ? text : NULL;
}

/* --- JSON -------------------------------------------------------------- */

json_t *mc_report_profile_json(const mc_publicgood *good,
                               const unsigned long *x)
{
    json_t *profile = json_array();
    for (size_t i = 0; i < good->agents; i++) {
        json_t *counts = json_array();
        for (size_t k = good->first[i]; k < good->first[i + 1]; k++)
            json_array_append_new(counts, json_integer((json_int_t)x[k]));
        json_array_append_new(profile, counts);
    }
    return profile;
}

json_t *mc_report_person_json(const mc_publicgood *good, size_t kind)
{
    size_t i = good->agent_of[kind], t = kind - good->first[i];
    json_t *person = json_pack("{ss}", "agent", good->agent_label[i]);
    json_object_set_new(person, "type",
                        good->type_label ? json_string(good->type_label[i][t])
                                         : json_integer((json_int_t)t));
    return person;
}
