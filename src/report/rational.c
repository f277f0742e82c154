#include "report/rational.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/message.h"
#include "base/number.h"

enum {
    DIGITS = 12,       /* after the point, in enclosures */
    MOST_DIGITS = 1500 /* of a fraction that is shown to a person */
};

void mc_report_enclosure(FILE *out, mpq_srcptr value)
{
    char *lower, *upper;
    mc_number_decimal(&lower, &upper, value, DIGITS);
    if (strcmp(lower, upper) == 0)
        fprintf(out, "%s exactly", lower);
    else
        fprintf(out, "in [%s, %s]", lower, upper);
    free(lower);
    free(upper);
}

void mc_report_value(FILE *out, const char *words, mpq_srcptr value)
{
    size_t digits = mpz_sizeinbase(mpq_numref(value), 10) +
                    mpz_sizeinbase(mpq_denref(value), 10);
    fprintf(out, "  %-28s ", words);
    if (digits > MOST_DIGITS)
        fprintf(out,
                "(a fraction of some %zu digits; --json and the certificate "
                "have it)",
                digits);
    else
        (void)gmp_fprintf(out, "%Qd", value);
    fprintf(out, "\n%*s", 31, "");
    mc_report_enclosure(out, value);
    putc('\n', out);
}

json_t *mc_report_rational_json(mpq_srcptr value)
{
    char *text = mpq_get_str(NULL, 10, value);
    void (*release)(void *, size_t);
    json_t *string = json_string(text);
    mp_get_memory_functions(NULL, NULL, &release);
    release(text, strlen(text) + 1);
    return string;
}

json_t *mc_report_enclosure_json(mpq_srcptr value)
{
    char *lower, *upper;
    mc_number_decimal(&lower, &upper, value, DIGITS);
    json_t *pair = json_pack("[ss]", lower, upper);
    free(lower);
    free(upper);
    return pair;
}

void mc_report_check(FILE *out, const char *certificate,
                     const char *const *path, size_t paths)
{
    if (!certificate) {
        fputs("Nothing was written; give -o CERT to keep the proof.\n", out);
        return;
    }
    fputs("Check with:  mechcert-verify", out);
    for (size_t i = 0; i < paths; i++)
        if (path[i])
            fprintf(out, " %s", path[i]);
    fprintf(out, " %s\n", certificate);
}

mc_status mc_report_json(FILE *out, mc_message *message, json_t *root)
{
    bool done = root && json_dumpf(root, out, JSON_INDENT(2)) == 0;
    if (done)
        putc('\n', out);
    json_decref(root);
    if (done)
        return MC_OK;
    return ferror(out) ? mc_message_set(message, MC_IO,
                                        "the JSON report cannot be written")
                       : mc_message_set(message, MC_LIMIT,
                                        "the JSON report could not be made");
}

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

void mc_report_sizes(FILE *out, size_t agents, const char *what,
                     size_t profiles, size_t states)
{
    fprintf(out, "  %zu agent%s, %zu %s profile%s, %zu state%s\n\n", agents,
            plural(agents), profiles, what, plural(profiles), states,
            plural(states));
}
