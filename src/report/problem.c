#include "report/problem.h"

#include <stdlib.h>
#include <string.h>

static const char *status_text(mc_status status)
{
    switch (status) {
    case MC_BAD_INPUT:
        return "malformed";
    case MC_UNDECIDED:
        return "undecided";
    case MC_LIMIT:
        return "limit";
    case MC_IO:
        return "unreadable";
    case MC_OK:
    case MC_REFUTED:
        break;
    }
    return "refuted";
}

/* ":NUMBER" at the beginning of the text; its length, or 0. */
static size_t number_at(json_int_t *number, const char *text)
{
    size_t digits = *text == ':' ? strspn(text + 1, "0123456789") : 0;
    if (digits == 0 || digits > 9)
        return 0;
    *number = strtol(text + 1, NULL, 10);
    return digits + 1;
}

json_t *mc_report_problem(mc_status status, const mc_message *message)
{
    const char *text = message->text, *line_end = text + strcspn(text, "\n");
    json_t *root = json_pack("{ss ss}", "format", "mechcert-problem-1",
                             "status", status_text(status));
    for (const char *at = text; at < line_end; at++) {
        json_int_t line, column;
        size_t first = number_at(&line, at);
        size_t second = first ? number_at(&column, at + first) : 0;
        if (second == 0 || strncmp(at + first + second, ": ", 2) != 0)
            continue;
        json_object_set_new(root, "file",
                            json_stringn(text, (size_t)(at - text)));
        json_object_set_new(root, "line", json_integer(line));
        json_object_set_new(root, "column", json_integer(column));
        text = at + first + second + 2;
        break;
    }
    json_object_set_new(root, "message",
                        json_stringn(text, (size_t)(line_end - text)));
    return root;
}
