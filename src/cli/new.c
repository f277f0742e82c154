/* mechcert new: standard statements as explicit files. */
#include "cli/new.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "cli/cli.h"
#include "game/environment.h"
#include "game/information.h"
#include "game/mechanism.h"

static void print_kinds(FILE *out)
{
    for (const mc_new_kind *kind = mc_new_kinds; kind->name; kind++)
        fprintf(out, "  %s\n%s", kind->usage, kind->help);
}

static void print_help(const mc_new_kind *kind)
{
    printf("Usage: mechcert new %s [-o FILE]\n\n",
           kind ? kind->usage : "KIND [OPTION...] [ENVIRONMENT]");
    if (kind) {
        fputs(kind->help, stdout);
    } else {
        puts("Writes a standard environment, mechanism or information "
             "structure as an explicit\n"
             "statement file. Kinds:\n");
        print_kinds(stdout);
        puts("\nS0 is Brooks and Du, Robust mechanisms for the financing of "
             "public goods; S2 is\n"
             "Brooks and Du, On the structure of informationally robust "
             "optimal mechanisms; S3 is\n"
             "Fryxell, Public good provision re-examined;\n"
             "S4 is Andreyanov, Copic and Jeong, Optimal robust divisible "
             "mechanisms for public\n"
             "goods.");
    }
    puts("\n"
         "Options:\n"
         "  --agents N, --m M, --k K   integers of at least 1\n"
         "  all others of a kind       exact numbers, such as 3, 7/2 or 3.01\n"
         "  -o, --output FILE          where to write; default: standard "
         "output\n"
         "  -q, --quiet                no notes on stderr\n"
         "  -v, --verbose              print the SHA-256 of the file on "
         "stderr\n"
         "  -h, --help                 print this help, or that of a KIND");
}

typedef struct arguments {
    const char *kind, *output;
    bool help, verbose;
    mc_new_request request;
} arguments;

enum { PLAIN = 'z' + 1 }; /* option o is PLAIN + o for getopt */

static void list_options(struct option *options)
{
    static const struct option plain[] = {
        {"output", required_argument, NULL, 'o'},
        {"quiet", no_argument, NULL, 'q'},
        {"verbose", no_argument, NULL, 'v'},
        {"help", no_argument, NULL, 'h'},
        {NULL, 0, NULL, 0},
    };
    for (int o = 0; o < MC_NEW_OPTIONS; o++)
        options[o] = (struct option){mc_new_spellings[o].name,
                                     required_argument, NULL, PLAIN + o};
    memcpy(options + MC_NEW_OPTIONS, plain, sizeof plain);
}

/* Returns MC_EXIT_OK, or the exit status of a usage error. */
static int parse(arguments *args, int argc, char **argv)
{
    struct option options[MC_NEW_OPTIONS + 5];
    int answer;
    list_options(options);
    opterr = 0;
    while ((answer = getopt_long(argc, argv, ":o:qvh", options, NULL)) != -1) {
        if (answer >= PLAIN && answer < PLAIN + MC_NEW_OPTIONS)
            args->request.text[answer - PLAIN] = optarg;
        else if (answer == 'o')
            args->output = optarg;
        else if (answer == 'q')
            args->request.quiet = true;
        else if (answer == 'v')
            args->verbose = true;
        else if (answer == 'h')
            args->help = true;
        else
            return mc_cli_bad_option("new", answer, argv);
    }
    if (optind < argc)
        args->kind = argv[optind++];
    if (optind < argc)
        args->request.operand = argv[optind++];
    if (optind < argc)
        return mc_cli_usage("new", "unexpected operand %s", argv[optind]);
    return MC_EXIT_OK;
}

static const mc_new_kind *find_kind(const char *name)
{
    for (const mc_new_kind *kind = mc_new_kinds; kind->name; kind++)
        if (strcmp(kind->name, name) == 0)
            return kind;
    return NULL;
}

static bool lists(const mc_new_option *options, mc_new_option option)
{
    while (*options != MC_NEW_OPTIONS)
        if (*options++ == option)
            return true;
    return false;
}

/* Reads the value of one option. */
static int read_number(mc_new_request *request, mc_new_option option)
{
    const char *text = request->text[option];
    const mc_new_spelling *spelling = &mc_new_spellings[option];
    if (spelling->most == 0) {
        const char *problem =
            mc_number_parse(request->number[option], text, strlen(text));
        return problem ? mc_cli_usage("new", "--%s %s: %s", spelling->name,
                                      text, problem)
                       : MC_EXIT_OK;
    }
    size_t length = strlen(text);
    bool valid =
        length > 0 && length <= 9 && strspn(text, "0123456789") == length;
    size_t count = valid ? strtoul(text, NULL, 10) : 0;
    request->count[option] = count;
    if (valid && count >= 1 && count <= spelling->most)
        return MC_EXIT_OK;
    return mc_cli_usage("new", "--%s %s: must be an integer from 1 to %zu",
                        spelling->name, text, spelling->most);
}

/* The options are those of the kind. */
static int read_request(mc_new_request *request, const mc_new_kind *kind)
{
    int status = MC_EXIT_OK;
    for (mc_new_option o = 0; o < MC_NEW_OPTIONS && status == MC_EXIT_OK; o++) {
        const mc_new_spelling *spelling = &mc_new_spellings[o];
        if (request->text[o] && !lists(kind->needs, o) && !lists(kind->may, o))
            status = mc_cli_usage("new", "%s has no option --%s; usage: %s",
                                  kind->name, spelling->name, kind->usage);
        else if (!request->text[o] && lists(kind->needs, o))
            status =
                mc_cli_usage("new", "--%s %s is missing; usage: %s",
                             spelling->name, spelling->letter, kind->usage);
        else if (request->text[o])
            status = read_number(request, o);
    }
    if (status == MC_EXIT_OK && kind->wants_environment && !request->operand)
        status = mc_cli_usage("new",
                              "an ENVIRONMENT file is missing; usage: "
                              "%s",
                              kind->usage);
    if (status == MC_EXIT_OK && !kind->wants_environment && request->operand)
        status = mc_cli_usage("new", "unexpected operand %s", request->operand);
    return status;
}

static mc_status write_product(mc_message *message,
                               const mc_new_product *product,
                               const arguments *args)
{
    const char *sha256;
    mc_status status;
    if (product->env) {
        status = mc_environment_write(product->env, message, args->output);
        sha256 = product->env->sha256;
    } else if (product->mechanism) {
        status = mc_mechanism_write(product->mechanism, message, args->output);
        sha256 = product->mechanism->sha256;
    } else if (product->divisible) {
        status = mc_divisible_write(product->divisible, message, args->output);
        sha256 = product->divisible->sha256;
    } else if (product->quantity) {
        status = mc_quantity_write(product->quantity, message, args->output);
        sha256 = product->quantity->sha256;
    } else if (product->good) {
        status = mc_publicgood_write(product->good, message, args->output);
        sha256 = product->good->sha256;
    } else {
        status =
            mc_information_write(product->information, message, args->output);
        sha256 = product->information->sha256;
    }
    if (status == MC_OK && args->verbose)
        fprintf(stderr, "%s  %s\n", sha256, args->output);
    return status;
}

/* What is wrong with the numbers is wrong usage; with a file, malformed
   input. */
static int run(arguments *args, const mc_new_kind *kind)
{
    mc_new_request *request = &args->request;
    mc_new_product product = {0};
    mc_message message = {""};
    mc_status status = MC_OK;
    if (mc_cli_is_input("new", args->output, request->operand))
        return MC_EXIT_USAGE;
    if (kind->wants_environment)
        status = mc_environment_read(&request->env, &message, request->operand);
    if (status != MC_OK)
        return mc_cli_report(status, &message);
    request->kind = kind->name;
    status = kind->make(&product, &message, request);
    int result = MC_EXIT_OK;
    if (status == MC_BAD_INPUT)
        result = mc_cli_usage("new", "%s: %s", kind->name, message.text);
    else if (status == MC_OK)
        status = write_product(&message, &product, args);
    if (result == MC_EXIT_OK)
        result = mc_cli_report(status, &message);
    mc_divisible_free(product.divisible);
    mc_publicgood_free(product.good);
    mc_quantity_free(product.quantity);
    mc_information_free(product.information);
    mc_mechanism_free(product.mechanism);
    mc_environment_free(product.env);
    mc_environment_free(request->env);
    return result;
}

static int fail_kind(const char *name)
{
    if (name)
        fprintf(stderr, "mechcert new: unknown kind %s; there are\n", name);
    else
        fputs("mechcert new: a kind is missing; there are\n", stderr);
    print_kinds(stderr);
    return MC_EXIT_USAGE;
}

int mc_cli_new(int argc, char **argv)
{
    arguments args = {.output = "-"};
    int status = parse(&args, argc, argv);
    if (status != MC_EXIT_OK)
        return status;
    const mc_new_kind *kind = args.kind ? find_kind(args.kind) : NULL;
    if (args.help && (kind || !args.kind)) {
        print_help(kind);
        return MC_EXIT_OK;
    }
    if (!kind)
        return fail_kind(args.kind);
    for (size_t o = 0; o < MC_NEW_OPTIONS; o++)
        mpq_init(args.request.number[o]);
    status = read_request(&args.request, kind);
    if (status == MC_EXIT_OK)
        status = run(&args, kind);
    for (size_t o = 0; o < MC_NEW_OPTIONS; o++)
        mpq_clear(args.request.number[o]);
    return status;
}
