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
    printf("  %-22s", name);
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

int mc_cli_options(mc_cli_command *command, int argc, char **argv)
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
    }
    command->operand = argv + optind;
    command->operands = (size_t)(argc - optind);
    if (help)
        print_help(command);
    return help ? -1 : MC_EXIT_OK;
}
