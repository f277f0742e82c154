/* Output files that appear under their name only when they are complete. */
#ifndef MC_BASE_OUTPUT_H
#define MC_BASE_OUTPUT_H

#include <stdio.h>

#include <mechcert/status.h>

typedef struct mc_output mc_output;

/* mc_output_open: starts a file beside `path` ("-" is standard output). What
   exists under `path` and is no regular file (a device, a pipe, /dev/stdout)
   is written to directly; a symbolic link is followed.
   Guarantees: until mc_output_commit succeeds nothing exists under `path`
               that was not there before; where the file system allows it
               (O_TMPFILE) a killed process leaves no file at all, elsewhere
               one whose name begins with a dot and ends in ".partial-XXXXXX".
               Permissions are those of the umask.
   Errors:     MC_IO; MC_LIMIT if out of memory. */
MC_NODISCARD mc_status mc_output_open(mc_output **output, mc_message *message,
                                      const char *path);

/* mc_output_open_named: the same with a named file from the start, as on file
   systems without O_TMPFILE; for the tests. */
MC_NODISCARD mc_status mc_output_open_named(mc_output **output,
                                            mc_message *message,
                                            const char *path);

/* mc_output_stream: where to write. Owned by the output. */
FILE *mc_output_stream(mc_output *output);

/* mc_output_commit: flushes, checks every write, and gives the file its name.
   Frees the output in every case; on failure nothing stays behind (but what a
   device or pipe has already got).
   Errors: MC_IO with the reason of the first write that failed. */
MC_NODISCARD mc_status mc_output_commit(mc_output *output, mc_message *message);

/* mc_output_discard: drops the file. NULL is allowed. */
void mc_output_discard(mc_output *output);

#endif
