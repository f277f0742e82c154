/* Results and messages shared by every public function. */
#ifndef MECHCERT_STATUS_H
#define MECHCERT_STATUS_H

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define MC_API __attribute__((visibility("default")))
#define MC_NODISCARD __attribute__((warn_unused_result))
#else
#define MC_API
#define MC_NODISCARD
#endif

/* What a function can answer. MC_UNDECIDED never means "no". */
typedef enum mc_status {
    MC_OK = 0,    /* done, or the answer is yes */
    MC_REFUTED,   /* the answer is no, and a witness is given */
    MC_UNDECIDED, /* a limit was hit; nothing is claimed */
    MC_BAD_INPUT, /* the user's data are malformed; the message says where */
    MC_LIMIT,     /* the problem is larger than a limit of the program */
    MC_IO         /* a file could not be read or written */
} mc_status;

/* mc_message: one line for the user, "FILE:LINE:COLUMN: text" where there is
   a place. Empty unless a function returned something else than MC_OK. */
typedef struct mc_message {
    char text[2048];
} mc_message;

#ifdef __cplusplus
}
#endif
#endif
