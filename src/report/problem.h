/* What went wrong, for programs. */
#ifndef MC_REPORT_PROBLEM_H
#define MC_REPORT_PROBLEM_H

#include <stdio.h>

#include <jansson.h>

#include <mechcert/status.h>

/* mc_report_problem: the object "mechcert-problem-1" with the status, the first
   line of the message without its place, and the place, if there is one: file,
   line, column. */
json_t *mc_report_problem(mc_status status, const mc_message *message);

#endif
