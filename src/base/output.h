/* Output files that appear under their name only when they are complete. */
#ifndef MC_BASE_OUTPUT_H
#define MC_BASE_OUTPUT_H

#include <stdio.h>

#include <mechcert/status.h>

typedef struct mc_output mc_output;

/* mc_output_open: starts a file beside `path` ("-" is standard output).
   Guarantees: until mc_output_commit succeeds nothing exists under `path`
               that was not there before; where the file system allows it
               (O_TMPFILE) a killed process leaves no file at all, elsewhere
               one whose name begins with a dot and ends in ".partial-XXXXXX".
   Errors:     MC_IO. */
MC_NODISCARD mc_status mc_output_open(mc_output **output, mc_message *message,
                                      const char *path);

/* mc_output_stream: where to write. Owned by the output. */
FILE *mc_output_stream(mc_output *output);

/* mc_output_commit: flushes, checks every write, and gives the file its name.
   Frees the output in every case; on failure nothing stays behind. */
MC_NODISCARD mc_status mc_output_commit(mc_output *output,
                                        mc_message *message);

/* mc_output_discard: drops the file. NULL is allowed. */
void mc_output_discard(mc_output *output);

#endif
