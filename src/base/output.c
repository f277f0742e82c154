/* Output files that appear under their name only when they are complete. */
#define _GNU_SOURCE
#include "base/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/message.h"

/* Invariants: error is the first errno of a write, 0 while all is well.
   If `target` is NULL we write directly (standard output, a device, a pipe);
   else we write a file in `directory` which gets the name `target` at the end
   and until then has the name `temporary`, or none if that is NULL. */
struct mc_output {
    FILE *stream;
    int fd, error;
    char *path; /* as the user calls it */
    char *target, *directory, *temporary;
};

static void close_file(mc_output *output)
{
    if (close(output->fd) != 0 && output->error == 0)
        output->error = errno;
    output->fd = -1;
}

static void output_free(mc_output *output)
{
    if (output->stream != NULL)
        (void)fclose(output->stream);
    if (output->fd >= 0)
        close_file(output);
    if (output->temporary != NULL)
        (void)unlink(output->temporary);
    free(output->temporary);
    free(output->directory);
    free(output->target);
    free(output->path);
    free(output);
}

/* The stream's way to the file; stdio forgets which errno a write had, so we
   keep the first one. */
static ssize_t write_bytes(void *cookie, const char *bytes, size_t size)
{
    mc_output *output = cookie;
    size_t done = 0;
    while (done < size && output->error == 0) {
        ssize_t got = write(output->fd, bytes + done, size - done);
        if (got > 0)
            done += (size_t)got;
        else if (got == 0)
            output->error = EIO;
        else if (errno != EINTR)
            output->error = errno;
    }
    return (ssize_t)done;
}

/* --- names ------------------------------------------------------------- */

/* The open file that a path names, or -1. Opening /dev/stdout would begin at
   the start of a file that others have written to already. */
static int named_descriptor(const char *path)
{
    static const char *const folders[] = {"/dev/fd/", "/proc/self/fd/"};
    if (strcmp(path, "-") == 0 || strcmp(path, "/dev/stdout") == 0)
        return STDOUT_FILENO;
    if (strcmp(path, "/dev/stderr") == 0)
        return STDERR_FILENO;
    for (size_t i = 0; i < 2; i++) {
        size_t length = strlen(folders[i]);
        const char *digits = path + length;
        if (strncmp(path, folders[i], length) == 0 && *digits != '\0' &&
            strlen(digits) < 9 &&
            strspn(digits, "0123456789") == strlen(digits))
            return (int)strtol(digits, NULL, 10);
    }
    return -1;
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

static char *directory_of(const char *path)
{
    size_t length = (size_t)(base_name(path) - path);
    return length == 0 ? strdup(".") : strndup(path, length);
}

/* A new name beside the target, such as ".pe.json.partial-k3x9qa". The base
   name is cut, so that the result is never too long for a directory. */
static bool new_temporary_name(mc_output *output)
{
    static const char letter[] = "abcdefghijklmnopqrstuvwxyz012345";
    unsigned char random[6];
    char suffix[sizeof random + 1] = "";
    char *name = NULL;
    if (getrandom(random, sizeof random, 0) != (ssize_t)sizeof random)
        return false;
    for (size_t i = 0; i < sizeof random; i++)
        suffix[i] = letter[random[i] % 32];
    if (asprintf(&name, "%s/.%.200s.partial-%s", output->directory,
                 base_name(output->target), suffix) < 0)
        return false;
    free(output->temporary);
    output->temporary = name;
    return true;
}

/* The name is not ours, or not any more, so nobody may unlink it. */
static void forget_temporary_name(mc_output *output)
{
    int error = errno;
    free(output->temporary);
    output->temporary = NULL;
    errno = error;
}

/* --- opening ----------------------------------------------------------- */

/* A file with a name from the start. open() and not mkstemp(), so that the
   umask decides about the permissions. */
static int open_named(mc_output *output)
{
    for (int attempt = 0; attempt < 100; attempt++) {
        int fd;
        if (!new_temporary_name(output))
            return -1;
        fd = open(output->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
                  0666);
        if (fd >= 0)
            return fd;
        forget_temporary_name(output);
        if (errno != EEXIST)
            return -1;
    }
    return -1;
}

static int open_unnamed(const mc_output *output)
{
    /* The name comes later through /proc; without it there would be none. */
    if (access("/proc/self/fd", X_OK) != 0)
        return -1;
    return open(output->directory, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);
}

static int open_beside(mc_output *output, const char *path, bool named)
{
    struct stat status;
    int fd;
    /* Through a symbolic link we replace the file, not the link. */
    if (lstat(path, &status) == 0 && S_ISLNK(status.st_mode))
        output->target = realpath(path, NULL);
    else
        output->target = strdup(path);
    if (output->target == NULL)
        return -1;
    if (*base_name(output->target) == '\0') {
        errno = *path == '\0' ? ENOENT : EISDIR;
        return -1;
    }
    output->directory = directory_of(output->target);
    if (output->directory == NULL)
        return -1;
    fd = named ? -1 : open_unnamed(output);
    return fd >= 0 ? fd : open_named(output);
}

static int open_path(mc_output *output, const char *path, bool named)
{
    struct stat status;
    int descriptor = named_descriptor(path);
    if (descriptor >= 0) {
        /* What stdio still holds must come first. */
        if (fflush(stdout) != 0)
            return -1;
        return fcntl(descriptor, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    }
    if (stat(path, &status) == 0 && !S_ISREG(status.st_mode)) {
        if (S_ISDIR(status.st_mode)) {
            errno = EISDIR;
            return -1;
        }
        return open(path, O_WRONLY | O_CLOEXEC);
    }
    return open_beside(output, path, named);
}

static const char *shown_name(const char *path)
{
    return strcmp(path, "-") == 0 ? "<stdout>" : path;
}

static mc_status open_output(mc_output **output, mc_message *message,
                             const char *path, bool named)
{
    static const cookie_io_functions_t functions = {.write = write_bytes};
    mc_output *result = calloc(1, sizeof *result);
    int error;
    if (result == NULL)
        return mc_message_set(message, MC_LIMIT, "%s: out of memory", path);
    result->path = strdup(shown_name(path));
    result->fd = result->path == NULL ? -1 : open_path(result, path, named);
    if (result->fd >= 0)
        result->stream = fopencookie(result, "w", functions);
    if (result->stream == NULL) {
        error = errno;
        output_free(result);
        return mc_message_set(message, MC_IO, "%s: cannot be created: %s",
                              shown_name(path), strerror(error));
    }
    *output = result;
    return MC_OK;
}

mc_status mc_output_open(mc_output **output, mc_message *message,
                         const char *path)
{
    return open_output(output, message, path, false);
}

mc_status mc_output_open_named(mc_output **output, mc_message *message,
                               const char *path)
{
    return open_output(output, message, path, true);
}

FILE *mc_output_stream(mc_output *output)
{
    return output->stream;
}

/* --- closing ----------------------------------------------------------- */

/* linkat() with a fresh name until one is free. */
static bool link_unnamed(mc_output *output)
{
    char descriptor[64];
    snprintf(descriptor, sizeof descriptor, "/proc/self/fd/%d", output->fd);
    for (int attempt = 0; attempt < 100; attempt++) {
        if (!new_temporary_name(output))
            return false;
        if (linkat(AT_FDCWD, descriptor, AT_FDCWD, output->temporary,
                   AT_SYMLINK_FOLLOW) == 0)
            return true;
        forget_temporary_name(output);
        if (errno != EEXIST)
            return false;
    }
    return false;
}

/* Gives the complete file its name. Some file systems report a full disk only
   when the data are forced out, hence the fsync. */
static void publish(mc_output *output)
{
    if (fsync(output->fd) != 0 && errno != EINVAL && errno != ENOSYS) {
        output->error = errno;
        return;
    }
    if (output->temporary == NULL && !link_unnamed(output)) {
        output->error = errno;
        return;
    }
    close_file(output);
    if (output->error != 0)
        return;
    if (rename(output->temporary, output->target) != 0) {
        output->error = errno;
        return;
    }
    forget_temporary_name(output);
}

mc_status mc_output_commit(mc_output *output, mc_message *message)
{
    mc_status status = MC_OK;
    if ((fflush(output->stream) != 0 || ferror(output->stream)) &&
        output->error == 0)
        output->error = EIO;
    if (output->error == 0 && output->target != NULL)
        publish(output);
    else if (output->error == 0)
        close_file(output);
    if (output->error != 0)
        status = mc_message_set(message, MC_IO, "%s: cannot be written: %s",
                                output->path, strerror(output->error));
    output_free(output);
    return status;
}

void mc_output_discard(mc_output *output)
{
    if (output == NULL)
        return;
    /* Keeps what stdio still holds from being written while it is closed. */
    if (output->error == 0)
        output->error = ECANCELED;
    output_free(output);
}
