/* What a family states and has proved, for people and for programs. */
#ifndef MC_REPORT_SHEET_H
#define MC_REPORT_SHEET_H

#include <stdio.h>

#include <jansson.h>

#include "family/sheet.h"

void mc_report_sheet(FILE *out, const mc_sheet *sheet);

/* mc_report_sheet_json: an object; NULL without memory. */
json_t *mc_report_sheet_json(const mc_sheet *sheet);

#endif
