#include "report/rational.h"

#include <stdlib.h>
#include <string.h>

#include "base/number.h"

enum { DIGITS = 12 }; /* after the point, in enclosures */

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
