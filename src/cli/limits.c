#include "cli/limits.h"

#include <dirent.h>
#include <gmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/number.h"
#include "cli/cli.h"

static bool parse_time(unsigned long *milliseconds, const char *text)
{
    mpq_t seconds, thousand;
    mpz_t whole;
    mpq_inits(seconds, thousand, NULL);
    mpz_init(whole);
    mpq_set_ui(thousand, 1000, 1);
    bool valid = mc_number_parse(seconds, text, strlen(text)) == NULL;
    mpq_mul(seconds, seconds, thousand);
    mpz_fdiv_q(whole, mpq_numref(seconds), mpq_denref(seconds));
    valid = valid && mpz_sgn(whole) > 0 && mpz_fits_uint_p(whole);
    if (valid)
        *milliseconds = mpz_get_ui(whole);
    mpq_clears(seconds, thousand, NULL);
    mpz_clear(whole);
    return valid;
}

static bool parse_memory(uint64_t *bytes, const char *text)
{
    size_t digits = strspn(text, "0123456789");
    unsigned shift = 0;
    if (digits == 0 || digits > 12)
        return false;
    switch (text[digits]) {
    case 'K':
        shift = 10;
        break;
    case 'M':
        shift = 20;
        break;
    case 'G':
        shift = 30;
        break;
    case '\0':
        break;
    default:
        return false;
    }
    if (text[digits] != '\0' && text[digits + 1] != '\0')
        return false;
    uint64_t count = strtoull(text, NULL, 10);
    if (count == 0 || count > UINT64_MAX >> shift)
        return false;
    *bytes = count << shift;
    return true;
}

int mc_cli_limits_time(mc_cli_limits *limits, const char *command,
                       const char *text)
{
    if (parse_time(&limits->milliseconds, text))
        return MC_EXIT_OK;
    return mc_cli_usage(
        command,
        "--time %s: must be a number of seconds between 0.001 and 4000000",
        text);
}

int mc_cli_limits_memory(mc_cli_limits *limits, const char *command,
                         const char *text)
{
    if (parse_memory(&limits->bytes, text))
        return MC_EXIT_OK;
    return mc_cli_usage(command,
                        "--memory %s: must be a size such as 800M or 4G", text);
}

/* Resident bytes of a process, from the second field of its statm; 0 where the
   system does not tell. */
static uint64_t resident_of(const char *process)
{
    unsigned long total = 0, resident = 0;
    char path[64];
    (void)snprintf(path, sizeof path, "/proc/%s/statm", process);
    FILE *stream = fopen(path, "r");
    if (!stream)
        return 0;
    if (fscanf(stream, "%lu %lu", &total, &resident) != 2)
        resident = 0;
    fclose(stream);
    return (uint64_t)resident * (uint64_t)sysconf(_SC_PAGESIZE);
}

/* Children in which Clp runs count too, those of every thread. Pages that they
   share with us count twice, which errs on the safe side. */
static uint64_t resident_bytes(void)
{
    uint64_t bytes = resident_of("self");
    DIR *tasks = opendir("/proc/self/task");
    for (struct dirent *task; tasks && (task = readdir(tasks));) {
        char path[300], child[32];
        (void)snprintf(path, sizeof path, "/proc/self/task/%s/children",
                       task->d_name);
        FILE *stream = task->d_name[0] == '.' ? NULL : fopen(path, "r");
        while (stream && fscanf(stream, "%31s", child) == 1)
            bytes += resident_of(child);
        if (stream)
            fclose(stream);
    }
    if (tasks)
        closedir(tasks);
    return bytes;
}

static unsigned long elapsed(const mc_cli_limits *limits)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    long milliseconds = (long)(now.tv_sec - limits->begin.tv_sec) * 1000 +
                        (now.tv_nsec - limits->begin.tv_nsec) / 1000000;
    return (unsigned long)milliseconds;
}

static bool requested(void *user)
{
    mc_cli_limits *limits = user;
    if (atomic_load(&limits->reached))
        return true;
    if (limits->milliseconds && elapsed(limits) >= limits->milliseconds)
        atomic_store(&limits->reached, MC_CLI_TIME_REACHED);
    else if (limits->bytes && resident_bytes() > limits->bytes)
        atomic_store(&limits->reached, MC_CLI_MEMORY_REACHED);
    return atomic_load(&limits->reached) != 0;
}

void mc_cli_limits_start(mc_cli_limits *limits)
{
    clock_gettime(CLOCK_MONOTONIC, &limits->begin);
    atomic_init(&limits->reached, 0);
    limits->stop = (mc_stop){.requested = requested, .user = limits};
}
