#include "cli/options.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"

enum { MOST_OPTIONS = 24, FIRST = 256 };

static void print_option(const mc_cli_option *option)
{
    char name[64];
    int length;
    if (option->letter)
        length = snprintf(name, sizeof name, "-%c, --%s", option->letter,
                          option->name);
    else
        length = snprintf(name, sizeof name, "--%s", option->name);
    if (option->value)
        (void)snprintf(name + length, sizeof name - (size_t)length, " %s",
                       option->value);
    printf("  %-21s ", name);
    /* further lines of the help stand below the first */
    for (const char *line = option->help; *line;) {
        size_t span = strcspn(line, "\n");
        printf("%s%.*s\n",
               line == option->help ? "" : "                        ",
               (int)span, line);
        line += span + (line[span] == '\n');
    }
}

static void print_help(const mc_cli_command *command)
{
    static const mc_cli_option help = {"help", 'h',  NULL,
                                       NULL,   NULL, "print this help"};
    printf("Usage: mechcert %s %s\n\n%s\n\nOptions:\n", command->name,
           command->usage, command->words);
    for (size_t i = 0; i < command->options; i++)
        print_option(&command->option[i]);
    print_option(&help);
    printf("\n%s\n", command->exits);
}

/* The argument is an option whose value is the next one. */
static bool takes_next(const mc_cli_command *command, const char *word)
{
    size_t length = strlen(word);
    if (word[0] != '-' || strchr(word, '='))
        return false;
    for (size_t i = 0; i < command->options; i++) {
        const mc_cli_option *option = &command->option[i];
        bool whole = word[1] == '-' && length > 2 &&
                     strncmp(word + 2, option->name, length - 2) == 0;
        if (option->text && (whole || (length == 2 && word[1] != '-' &&
                                       word[1] == option->letter)))
            return true;
    }
    return false;
}

/* "-" and then a digit, a point, a parenthesis, or a name that is no option;
   or the negative of such a thing. */
static bool is_expression(const mc_cli_command *command, const char *word)
{
    const char *begin = word + strspn(word, "-");
    if (begin == word || *begin == '\0')
        return false;
    if (strchr("0123456789.(", *begin))
        return true;
    if (begin != word + 1 || *begin == 'h')
        return false;
    for (size_t i = 0; i < command->options; i++)
        if (*begin == command->option[i].letter)
            return false;
    return true;
}

/* Expressions go to the end, behind "--". *count: of the words in `out`, which
   has room for one more than argc. */
static void sort_words(int *count, char **out, const mc_cli_command *command,
                       int argc, char **argv)
{
    static char end[] = "--";
    int used = 1, i = 1;
    out[0] = argv[0];
    for (; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (is_expression(command, argv[i]))
            continue;
        out[used++] = argv[i];
        if (takes_next(command, argv[i]) && i + 1 < argc)
            out[used++] = argv[++i];
    }
    int rest = i;
    out[used++] = end;
    for (i = 1; i < rest; i++) {
        if (is_expression(command, argv[i]))
            out[used++] = argv[i];
        else if (takes_next(command, argv[i]))
            i++;
    }
    for (i = rest + 1; i < argc; i++)
        out[used++] = argv[i];
    out[used] = NULL;
    *count = used;
}

static int parse(mc_cli_command *command, int argc, char **argv)
{
    struct option table[MOST_OPTIONS + 2] = {{NULL, 0, NULL, 0}};
    char letters[2 * MOST_OPTIONS + 4] = ":h";
    size_t used = 2;
    bool help = false;
    int answer;
    for (size_t i = 0; i < command->options && i < MOST_OPTIONS; i++) {
        const mc_cli_option *option = &command->option[i];
        table[i] = (struct option){
            option->name, option->text ? required_argument : no_argument, NULL,
            option->letter ? option->letter : FIRST + (int)i};
        if (option->letter)
            letters[used++] = option->letter;
        if (option->letter && option->text)
            letters[used++] = ':';
    }
    table[command->options] = (struct option){"help", no_argument, NULL, 'h'};
    opterr = 0;
    while ((answer = getopt_long(argc, argv, letters, table, NULL)) != -1) {
        size_t i = 0;
        if (answer == '?' || answer == ':')
            return mc_cli_bad_option(command->name, answer, argv);
        help = help || answer == 'h';
        while (i < command->options && table[i].val != answer)
            i++;
        if (i < command->options && command->option[i].text)
            *command->option[i].text = optarg;
        else if (i < command->options)
            *command->option[i].flag = true;
        if (i < command->options && command->repeated &&
            strcmp(command->option[i].name, command->repeated) == 0) {
            int result = command->each(command->user, optarg);
            if (result != MC_EXIT_OK)
                return result;
        }
    }
    command->operand = argv + optind;
    command->operands = (size_t)(argc - optind);
    if (help)
        print_help(command);
    return help ? -1 : MC_EXIT_OK;
}

int mc_cli_options(mc_cli_command *command, int argc, char **argv)
{
    if (!command->expressions || argc > MC_CLI_MOST_WORDS)
        return parse(command, argc, argv);
    sort_words(&argc, command->word, command, argc, argv);
    return parse(command, argc, command->word);
}
