/* mechcert prove: claims about real numbers. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <jansson.h>

#include <mechcert/claim.h>

#include "base/message.h"
#include "cli/cli.h"
#include "cli/effort.h"
#include "cli/options.h"
#include "report/claim.h"
#include "report/problem.h"
#include "report/rational.h"

typedef struct arguments {
    mc_cli_effort effort;
    const char *file, *claim, *output;
    bool json, directory;
    json_t *list;
    size_t refuted, undecided;
} arguments;

/* Where a certificate goes; free it. */
static char *certificate_path(const arguments *args, const char *name)
{
    size_t room = strlen(args->output) + strlen(name) + 8;
    char *path = malloc(room);
    if (path && args->directory)
        (void)snprintf(path, room, "%s/%s.cert", args->output, name);
    else if (path)
        strcpy(path, args->output);
    return path;
}

static mc_status write_certificate(char **path, mc_message *message,
                                   const arguments *args,
                                   const mc_claim_verdict *verdict,
                                   const char *name)
{
    *path = NULL;
    if (!args->output ||
        mc_claim_verdict_decision(verdict) == MC_CLAIM_UNDECIDED)
        return MC_OK;
    if (!(*path = certificate_path(args, name)))
        return mc_message_set(message, MC_LIMIT, "out of memory");
    return mc_claim_verdict_write(verdict, message, *path);
}

static mc_status prove(mc_message *message, arguments *args, mc_claims *claims,
                       size_t i)
{
    mc_claim_verdict *verdict = NULL;
    mc_claim_report what = {.claims_path = args->file,
                            .name = mc_claims_name(claims, i)};
    char *path = NULL;
    mc_status status =
        mc_claim_prove(&verdict, message, claims, i, &args->effort.effort);
    mc_cli_effort_end(&args->effort);
    if (status != MC_OK)
        return status;
    what.verdict = verdict;
    status = write_certificate(&path, message, args, verdict, what.name);
    if (status == MC_OK) {
        what.certificate = path;
        mc_claim_decision decision = mc_claim_verdict_decision(verdict);
        args->refuted += decision == MC_CLAIM_REFUTED;
        args->undecided += decision == MC_CLAIM_UNDECIDED;
        if (args->json)
            json_array_append_new(args->list, mc_report_claim_json(&what));
        else
            mc_report_claim(stdout, &what);
    }
    free(path);
    mc_claim_verdict_free(verdict);
    return status;
}

static mc_status prove_all(mc_message *message, arguments *args,
                           mc_claims *claims)
{
    size_t count = mc_claims_count(claims), tried = 0;
    struct stat found;
    mc_status status = MC_OK;
    args->directory =
        args->output &&
        ((!args->claim && count > 1) ||
         (stat(args->output, &found) == 0 && S_ISDIR(found.st_mode)));
    if (args->directory)
        status = mc_cli_make_directory(message, args->output);
    for (size_t i = 0; i < count && status == MC_OK; i++) {
        if (args->claim && strcmp(args->claim, mc_claims_name(claims, i)) != 0)
            continue;
        tried++;
        status = prove(message, args, claims, i);
    }
    if (status == MC_OK && tried == 0)
        status = args->claim
                     ? mc_message_set(message, MC_BAD_INPUT,
                                      "%s: there is no claim named %s",
                                      args->file, args->claim)
                     : mc_message_set(message, MC_BAD_INPUT,
                                      "%s: there is no claim", args->file);
    return status;
}

static int run(arguments *args)
{
    mc_message message = {""};
    mc_claims *claims = NULL;
    mc_status status = mc_claims_read(&claims, &message, args->file);
    args->list = json_array();
    if (status == MC_OK)
        status = prove_all(&message, args, claims);
    if (status == MC_OK && args->json)
        status =
            mc_report_json(stdout, &message,
                           json_pack("{ss sO}", "format", "mechcert-claims-1",
                                     "claims", args->list));
    json_decref(args->list);
    mc_claims_free(claims);
    int result = mc_cli_report(status, &message);
    if (status != MC_OK && args->json &&
        mc_report_json(stdout, &message, mc_report_problem(status, &message)) !=
            MC_OK)
        return mc_cli_report(MC_LIMIT, &message);
    if (result != MC_EXIT_OK)
        return result;
    return args->refuted     ? MC_EXIT_REFUTED
           : args->undecided ? MC_EXIT_UNDECIDED
                             : MC_EXIT_OK;
}

int mc_cli_prove(int argc, char **argv)
{
    arguments args = {.json = false};
    const mc_cli_option options[] = {
        {"claim", 0, NULL, &args.claim, "NAME", "this claim only"},
        {"output", 'o', NULL, &args.output, "CERT",
         "write the certificate; of several claims, one each into\nthe "
         "directory CERT"},
        {"digits", 0, NULL, &args.effort.digits, "D",
         "how sharply to enclose a number before giving up\n(default 300)"},
        {"time", 0, NULL, &args.effort.time, "S",
         "stop after S seconds: what is open then is undecided"},
        {"threads", 0, NULL, &args.effort.threads, "T",
         "threads of a search with boxes (default 1); the result\nis the "
         "same for any number"},
        {"json", 0, &args.json, NULL, NULL, "print one JSON object"}};
    mc_cli_command command = {
        .name = "prove",
        .usage = "FILE [OPTION...]",
        .words = "Proves or refutes the claims of a claim file (doc/claims.md) "
                 "with rigorous error bounds,\n"
                 "or says that they are undecided, and why.",
        .exits = "Exit status: 0 all claims are proved; 10 one is refuted; 12 "
                 "none is refuted but one\nis undecided; 11 malformed; 13, 2 "
                 "as for mechcert.",
        .option = options,
        .options = sizeof options / sizeof *options};
    int result = mc_cli_options(&command, argc, argv);
    if (result != MC_EXIT_OK)
        return result == -1 ? MC_EXIT_OK : result;
    if (command.operands != 1)
        return mc_cli_usage("prove", "give one claim FILE");
    args.file = command.operand[0];
    if (mc_cli_is_input("prove", args.output, args.file))
        return MC_EXIT_USAGE;
    result = mc_cli_effort_begin(&args.effort, "prove");
    return result == MC_EXIT_OK ? run(&args) : result;
}
