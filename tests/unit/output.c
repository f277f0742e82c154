/* Output files appear under their name only when they are complete. */
#define _GNU_SOURCE
#include "unit.h"

#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/output.h"

typedef mc_status open_function(mc_output **output, mc_message *message,
                                const char *path);

/* Both ways of making a file must keep the same promises. */
static open_function *const ways[] = {mc_output_open, mc_output_open_named};

/* A directory that holds a file "result" with the text "old". */
struct place {
    char *directory, *path;
    open_function *way;
};

static void place_init(struct place *place, open_function *way)
{
    place->directory = unit_new_directory();
    place->path = unit_path(place->directory, "result");
    place->way = way;
    unit_write_file(place->path, "old", 3);
}

static void place_clear(struct place *place)
{
    free(place->path);
    unit_remove_directory(place->directory);
}

static void assert_content(const char *path, const char *expected)
{
    char *content = unit_read_file(path, NULL);
    assert_non_null(content);
    assert_string_equal(content, expected);
    free(content);
}

static void a_file_gets_its_name_at_the_end(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < 2; i++) {
        mc_output *output = NULL;
        struct place place;
        place_init(&place, ways[i]);
        assert_int_equal(place.way(&output, NULL, place.path), MC_OK);
        fputs("new", mc_output_stream(output));
        fflush(mc_output_stream(output));
        assert_content(place.path, "old");
        assert_int_equal(mc_output_commit(output, NULL), MC_OK);
        assert_content(place.path, "new");
        assert_int_equal(unit_count_entries(place.directory), 1);
        /* The same where there was no file. */
        assert_int_equal(unlink(place.path), 0);
        assert_int_equal(place.way(&output, NULL, place.path), MC_OK);
        assert_null(unit_read_file(place.path, NULL));
        assert_int_equal(mc_output_commit(output, NULL), MC_OK);
        assert_content(place.path, "");
        place_clear(&place);
    }
}

static void a_discarded_file_leaves_nothing(void **unused)
{
    (void)unused;
    mc_output_discard(NULL);
    for (size_t i = 0; i < 2; i++) {
        mc_output *output = NULL;
        struct place place;
        place_init(&place, ways[i]);
        assert_int_equal(place.way(&output, NULL, place.path), MC_OK);
        fputs("new", mc_output_stream(output));
        mc_output_discard(output);
        assert_content(place.path, "old");
        assert_int_equal(unit_count_entries(place.directory), 1);
        place_clear(&place);
    }
}

static void without_o_tmpfile_the_name_has_a_dot(void **unused)
{
    mc_output *output = NULL;
    struct place place;
    (void)unused;
    place_init(&place, mc_output_open_named);
    assert_int_equal(place.way(&output, NULL, place.path), MC_OK);
    assert_int_equal(unit_count_entries(place.directory), 2);
    {
        char *pattern = unit_path(place.directory, ".result.partial-??????");
        char *command = NULL;
        assert_true(asprintf(&command, "test -f %s", pattern) > 0);
        assert_int_equal(system(command), 0);
        free(command);
        free(pattern);
    }
    mc_output_discard(output);
    place_clear(&place);
}

static void permissions_are_those_of_the_umask(void **unused)
{
    static const mode_t mask[] = {002, 077};
    (void)unused;
    for (size_t i = 0; i < 4; i++) {
        mode_t before = umask(mask[i / 2]);
        mc_output *output = NULL;
        struct place place;
        struct stat status;
        place_init(&place, ways[i % 2]);
        assert_int_equal(unlink(place.path), 0);
        assert_int_equal(place.way(&output, NULL, place.path), MC_OK);
        assert_int_equal(mc_output_commit(output, NULL), MC_OK);
        assert_int_equal(stat(place.path, &status), 0);
        assert_int_equal(status.st_mode & 0777, 0666 & ~mask[i / 2]);
        place_clear(&place);
        (void)umask(before);
    }
}

static void a_full_disk_is_reported(void **unused)
{
    mc_message message = {""};
    mc_output *output = NULL;
    (void)unused;
    assert_int_equal(mc_output_open(&output, &message, "/dev/full"), MC_OK);
    fputs("x", mc_output_stream(output));
    assert_int_equal(mc_output_commit(output, &message), MC_IO);
    assert_string_equal(message.text, "/dev/full: cannot be written: No space "
                                      "left on device");
    /* Also when the failing write is long before the end. */
    assert_int_equal(mc_output_open(&output, &message, "/dev/full"), MC_OK);
    for (size_t i = 0; i < 100000; i++)
        fputs("0123456789", mc_output_stream(output));
    clearerr(mc_output_stream(output));
    assert_int_equal(mc_output_commit(output, &message), MC_IO);
    assert_string_equal(message.text, "/dev/full: cannot be written: No space "
                                      "left on device");
}

/* In a child: a file longer than the limit on file sizes. */
static int write_too_much(void *argument)
{
    const struct place *place = argument;
    struct rlimit limit = {1000, 1000};
    mc_message message = {""};
    mc_output *output = NULL;
    (void)signal(SIGXFSZ, SIG_IGN);
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
        return 2;
    if (place->way(&output, &message, place->path) != MC_OK)
        return 3;
    for (size_t i = 0; i < 1000; i++)
        fputs("0123456789", mc_output_stream(output));
    if (mc_output_commit(output, &message) != MC_IO)
        return 4;
    return strstr(message.text, "File too large") == NULL ? 5 : 0;
}

static void a_failed_write_keeps_the_old_file(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < 2; i++) {
        struct place place;
        place_init(&place, ways[i]);
        assert_int_equal(unit_in_child(write_too_much, &place), 0);
        assert_content(place.path, "old");
        assert_int_equal(unit_count_entries(place.directory), 1);
        place_clear(&place);
    }
}

/* In a child, because root may write everywhere: as somebody else. */
static int open_without_permission(void *argument)
{
    const struct place *place = argument;
    mc_message message = {""};
    mc_output *output = NULL;
    if (geteuid() == 0 &&
        (setgroups(0, NULL) != 0 || setgid(65534) != 0 || setuid(65534) != 0))
        return 2;
    if (place->way(&output, &message, place->path) != MC_IO)
        return 3;
    return strstr(message.text, "/result: cannot be created: Permission "
                                "denied") == NULL
               ? 4
               : 0;
}

static void an_unwritable_directory_is_reported(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < 2; i++) {
        struct place place;
        place_init(&place, ways[i]);
        assert_int_equal(chmod(place.directory, 0555), 0);
        assert_int_equal(unit_in_child(open_without_permission, &place), 0);
        assert_int_equal(chmod(place.directory, 0755), 0);
        assert_content(place.path, "old");
        assert_int_equal(unit_count_entries(place.directory), 1);
        place_clear(&place);
    }
}

static void assert_cannot_open(const char *path, const char *reason)
{
    mc_message message = {""};
    mc_output *output = NULL;
    char *expected = NULL;
    assert_int_equal(mc_output_open(&output, &message, path), MC_IO);
    assert_null(output);
    assert_true(asprintf(&expected, "%s: cannot be created: %s", path, reason) >
                0);
    assert_string_equal(message.text, expected);
    free(expected);
}

static void impossible_names_are_reported(void **unused)
{
    char *directory = unit_new_directory();
    char *path = unit_path(directory, "missing/result");
    (void)unused;
    assert_cannot_open(path, "No such file or directory");
    assert_cannot_open(directory, "Is a directory");
    assert_cannot_open("", "No such file or directory");
    free(path);
    path = unit_path(directory, "new/");
    assert_cannot_open(path, "Is a directory");
    free(path);
    path = unit_path(directory, "link");
    assert_int_equal(symlink("nowhere", path), 0);
    assert_cannot_open(path, "No such file or directory");
    free(path);
    unit_remove_directory(directory);
}

static void a_link_stays_and_its_file_is_replaced(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < 2; i++) {
        mc_output *output = NULL;
        struct stat status;
        struct place place;
        char *link;
        place_init(&place, ways[i]);
        link = unit_path(place.directory, "link");
        assert_int_equal(symlink("result", link), 0);
        assert_int_equal(place.way(&output, NULL, link), MC_OK);
        fputs("new", mc_output_stream(output));
        assert_int_equal(mc_output_commit(output, NULL), MC_OK);
        assert_content(place.path, "new");
        assert_int_equal(lstat(link, &status), 0);
        assert_true(S_ISLNK(status.st_mode));
        free(link);
        place_clear(&place);
    }
}

static void the_longest_name_is_possible(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < 2; i++) {
        char *directory = unit_new_directory(), name[256], *path;
        mc_output *output = NULL;
        memset(name, 'n', sizeof name - 1);
        name[sizeof name - 1] = '\0';
        path = unit_path(directory, name);
        assert_int_equal(ways[i](&output, NULL, path), MC_OK);
        assert_int_equal(mc_output_commit(output, NULL), MC_OK);
        assert_content(path, "");
        free(path);
        unit_remove_directory(directory);
    }
}

/* In a child: "-" is standard output, after what stdio still holds. */
static int write_to_standard_output(void *argument)
{
    const char *path = argument;
    int fd = open(path, O_WRONLY | O_TRUNC);
    mc_output *output = NULL;
    if (fd < 0 || dup2(fd, STDOUT_FILENO) < 0)
        return 2;
    printf("first ");
    if (mc_output_open(&output, NULL, "-") != MC_OK)
        return 3;
    fputs("second ", mc_output_stream(output));
    if (mc_output_commit(output, NULL) != MC_OK)
        return 4;
    if (mc_output_open(&output, NULL, "/dev/stdout") != MC_OK)
        return 5;
    fputs("third ", mc_output_stream(output));
    if (mc_output_commit(output, NULL) != MC_OK)
        return 6;
    if (mc_output_open(&output, NULL, "-") != MC_OK)
        return 7;
    fputs("never ", mc_output_stream(output));
    mc_output_discard(output);
    if (mc_output_open(&output, NULL, "/dev/fd/1") != MC_OK)
        return 8;
    fputs("fourth ", mc_output_stream(output));
    if (mc_output_commit(output, NULL) != MC_OK)
        return 9;
    printf("fifth");
    return fflush(stdout) == 0 ? 0 : 10;
}

static void a_minus_is_standard_output(void **unused)
{
    struct place place;
    (void)unused;
    place_init(&place, mc_output_open);
    assert_int_equal(unit_in_child(write_to_standard_output, place.path), 0);
    assert_content(place.path, "first second third fourth fifth");
    place_clear(&place);
}

/* --- killed processes -------------------------------------------------- */

static void pause_microseconds(long microseconds)
{
    struct timespec time = {0, 1000 * microseconds};
    (void)nanosleep(&time, NULL);
}

/* Writes "result" again and again, until somebody kills the process; `letter`
   tells the versions apart, 100,000 of them are complete. */
static void write_for_ever(const struct place *place)
{
    for (int letter = 'a';; letter = letter == 'z' ? 'a' : letter + 1) {
        mc_output *output = NULL;
        if (place->way(&output, NULL, place->path) != MC_OK)
            _exit(2);
        for (size_t i = 0; i < 100000; i++)
            fputc(letter, mc_output_stream(output));
        if (mc_output_commit(output, NULL) != MC_OK)
            _exit(3);
    }
}

static void assert_old_or_complete(const char *path)
{
    size_t length = 0;
    char *content = unit_read_file(path, &length);
    assert_non_null(content);
    if (strcmp(content, "old") != 0) {
        assert_int_equal(length, 100000);
        assert_int_equal(strspn(content, (char[]){content[0], '\0'}), length);
    }
    free(content);
}

static void a_killed_writer_never_leaves_half_a_file(void **unused)
{
    gmp_randstate_t random;
    (void)unused;
    unit_random_init(random);
    for (size_t i = 0; i < unit_times(20); i++) {
        struct place place;
        pid_t child;
        int status = 0;
        place_init(&place, ways[i % 2]);
        child = fork();
        assert_true(child >= 0);
        if (child == 0)
            write_for_ever(&place);
        pause_microseconds((long)unit_random_below(random, 8000));
        assert_int_equal(kill(child, SIGKILL), 0);
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFSIGNALED(status));
        assert_old_or_complete(place.path);
        place_clear(&place);
    }
    gmp_randclear(random);
}

/* In a child: dies in the middle of a file. */
static int die_while_writing(void *argument)
{
    const struct place *place = argument;
    mc_output *output = NULL;
    if (place->way(&output, NULL, place->path) != MC_OK)
        return 2;
    fputs("half of it", mc_output_stream(output));
    fflush(mc_output_stream(output));
    (void)raise(SIGKILL);
    return 3;
}

static void a_process_killed_in_the_middle_leaves_the_old_file(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < 2; i++) {
        struct place place;
        place_init(&place, ways[i]);
        assert_int_equal(unit_in_child(die_while_writing, &place),
                         128 + SIGKILL);
        assert_content(place.path, "old");
        /* The named way cannot avoid a file with a dot. */
        assert_true(unit_count_entries(place.directory) <= 1 + i);
        place_clear(&place);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_gets_its_name_at_the_end),
        cmocka_unit_test(a_discarded_file_leaves_nothing),
        cmocka_unit_test(without_o_tmpfile_the_name_has_a_dot),
        cmocka_unit_test(permissions_are_those_of_the_umask),
        cmocka_unit_test(a_full_disk_is_reported),
        cmocka_unit_test(a_failed_write_keeps_the_old_file),
        cmocka_unit_test(an_unwritable_directory_is_reported),
        cmocka_unit_test(impossible_names_are_reported),
        cmocka_unit_test(a_link_stays_and_its_file_is_replaced),
        cmocka_unit_test(the_longest_name_is_possible),
        cmocka_unit_test(a_minus_is_standard_output),
        cmocka_unit_test(a_killed_writer_never_leaves_half_a_file),
        cmocka_unit_test(a_process_killed_in_the_middle_leaves_the_old_file),
    };
    return UNIT_RUN(tests);
}
