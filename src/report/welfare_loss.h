/* Brackets of the welfare loss in words and for programs. */
#ifndef MC_REPORT_WELFARE_LOSS_H
#define MC_REPORT_WELFARE_LOSS_H

#include <stdio.h>

#include "publicgood/loss.h"

/* A bracket, and where its files are; paths are NULL where nothing was written.
   The certificate of `anywhere` is NULL where it is that of the belief. */
typedef struct mc_loss_report {
    const mc_loss_bracket *bracket;
    const char *statement;
    const char *belief, *anywhere, *lottery, *closed;
} mc_loss_report;

/* mc_report_loss: for people. mc_report_loss_json: one object, with exact
   rationals and enclosures rounded outward. Errors: MC_LIMIT. */
MC_NODISCARD mc_status mc_report_loss(FILE *out, mc_message *message,
                                      const mc_loss_report *report);
MC_NODISCARD mc_status mc_report_loss_json(FILE *out, mc_message *message,
                                           const mc_loss_report *report);

#endif
