/* Whole files in memory. */
#define _POSIX_C_SOURCE 200809L
#include "base/file.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"

void mc_file_place(size_t *line, size_t *column, const char *text,
                   const char *at)
{
    const char *start = text, *end;
    *line = 1;
    while ((end = memchr(start, '\n', (size_t)(at - start))) != NULL) {
        start = end + 1;
        ++*line;
    }
    *column = (size_t)(at - start) + 1;
}

static mc_status fail_length(const mc_file *file, mc_message *message,
                             size_t most)
{
    size_t line, column;
    const char *unit = most >> 30 > 0 ? "GiB" : "MiB";
    mc_file_place(&line, &column, file->text, file->text + most);
    return mc_message_at(message, MC_BAD_INPUT, file->name, line, column,
                         "a file may have at most %zu %s",
                         most >> 30 > 0 ? most >> 30 : most >> 20, unit);
}

static mc_status read_stream(mc_file *file, mc_message *message, FILE *stream,
                             size_t most)
{
    const size_t piece = (size_t)1 << 16;
    size_t room = 0, got;
    do {
        if (!mc_array_grow(&file->text, &room, file->length + piece, 1))
            return mc_message_set(message, MC_LIMIT,
                                  "%s: out of memory while reading it",
                                  file->name);
        got = fread(file->text + file->length, 1, room - file->length - 1,
                    stream);
        file->length += got;
        if (file->length > most)
            return fail_length(file, message, most);
    } while (got > 0);
    if (ferror(stream))
        return mc_message_set(message, MC_IO, "%s: cannot be read: %s",
                              file->name, strerror(errno));
    file->text[file->length] = '\0';
    return MC_OK;
}

mc_status mc_file_load(mc_file *file, mc_message *message, const char *path,
                       size_t most)
{
    bool standard = strcmp(path, "-") == 0;
    mc_file result = {.name = strdup(standard ? "<stdin>" : path)};
    FILE *stream;
    mc_status status;
    if (result.name == NULL)
        return mc_message_set(message, MC_LIMIT, "%s: out of memory", path);
    stream = standard ? stdin : fopen(path, "rb");
    if (stream == NULL) {
        status = mc_message_set(message, MC_IO, "%s: cannot be opened: %s",
                                path, strerror(errno));
    } else {
        status = read_stream(&result, message, stream, most);
        if (!standard)
            (void)fclose(stream);
    }
    if (status == MC_OK)
        *file = result;
    else
        mc_file_clear(&result);
    return status;
}

void mc_file_clear(mc_file *file)
{
    free(file->text);
    free(file->name);
    memset(file, 0, sizeof *file);
}
