/* The reader of .nfg files. */
#define _POSIX_C_SOURCE 200809L
#include "game/nfg.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "base/memory.h"
#include "base/message.h"
#include "base/number.h"
#include "base/text.h"
#include "game/statement.h"

/* --- tokens ------------------------------------------------------------ */

typedef enum kind { END, OPEN, CLOSE, COMMA, TEXT, WORD } kind;

static const char *const kind_name[] = {"the end of the file", "a '{'", "a '}'",
                                        "a comma", "a text in quotes"};

/* A text is what stands between its quotes. A word is anything else: a number,
   NFG, R. */
typedef struct token {
    kind kind;
    const char *at, *end;
} token;

/* A file that is being read: `next` is the first byte behind the token. After
   a fault `status` is not MC_OK, and every function that returns a bool has
   returned false. */
typedef struct reader {
    const mc_file *file;
    mc_message *message;
    mc_status status;
    const char *next, *end;
    token token;
    size_t digits; /* of the numbers so far */
    size_t room;   /* for payoffs */
    size_t count;  /* of payoffs */
    mc_nfg game;
} reader;

static bool fail(reader *r, const char *at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static bool fail(reader *r, const char *at, const char *format, ...)
{
    char sentence[512];
    size_t line, column;
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    mc_file_place(&line, &column, r->file->text, at);
    r->status = mc_message_at(r->message, MC_BAD_INPUT, r->file->name, line,
                              column, "%s", sentence);
    return false;
}

static bool fail_memory(reader *r)
{
    r->status =
        mc_message_set(r->message, MC_LIMIT,
                       "%s: out of memory while reading it", r->file->name);
    return false;
}

/* "WANTED is expected here, but there is ...". */
static bool fail_token(reader *r, const char *wanted)
{
    char piece[64];
    if (r->token.kind != WORD)
        return fail(r, r->token.at - (r->token.kind == TEXT),
                    "%s is expected here, but there is %s", wanted,
                    kind_name[r->token.kind]);
    mc_text_clip(piece, sizeof piece, r->token.at,
                 (size_t)(r->token.end - r->token.at));
    return fail(r, r->token.at, "%s is expected here, but there is %s", wanted,
                piece);
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool ends_word(char c)
{
    return is_blank(c) || c == '{' || c == '}' || c == ',' || c == '"';
}

/* A quote behind a backslash belongs to the text. */
static bool read_text(reader *r)
{
    const char *at = r->next + 1, *c = at;
    while (c < r->end && (*c != '"' || c[-1] == '\\'))
        c++;
    if (c == r->end)
        return fail(r, r->next, "the closing quote of this text is missing");
    r->token = (token){TEXT, at, c};
    r->next = c + 1;
    return true;
}

static bool advance(reader *r)
{
    const char *c = r->next;
    while (c < r->end && is_blank(*c))
        c++;
    r->next = c;
    if (c == r->end) {
        r->token = (token){END, c, c};
        return true;
    }
    if (*c == '"')
        return read_text(r);
    if (ends_word(*c)) {
        r->token = (token){*c == '{'   ? OPEN
                           : *c == '}' ? CLOSE
                                       : COMMA,
                           c, c + 1};
        r->next = c + 1;
        return true;
    }
    while (r->next < r->end && !ends_word(*r->next))
        r->next++;
    r->token = (token){WORD, c, r->next};
    return true;
}

static bool expect(reader *r, kind wanted)
{
    return r->token.kind == wanted ? advance(r)
                                   : fail_token(r, kind_name[wanted]);
}

static bool is_word(const reader *r, const char *word)
{
    size_t length = strlen(word);
    return r->token.kind == WORD &&
           (size_t)(r->token.end - r->token.at) == length &&
           memcmp(r->token.at, word, length) == 0;
}

/* The text of the token, without the backslashes before quotes. */
static bool take_text(reader *r, char **text, const char *wanted)
{
    if (r->token.kind != TEXT)
        return fail_token(r, wanted);
    char *out = *text = malloc((size_t)(r->token.end - r->token.at) + 1);
    if (!out)
        return fail_memory(r);
    for (const char *c = r->token.at; c < r->token.end; c++)
        if (*c != '\\' || c[1] != '"' || c + 1 == r->token.end)
            *out++ = *c;
    *out = '\0';
    return advance(r);
}

/* --- numbers ----------------------------------------------------------- */

/* An integer that counts something, at most `most`. */
static bool take_natural(reader *r, size_t *value, size_t most,
                         const char *wanted)
{
    *value = 0;
    if (r->token.kind != WORD)
        return fail_token(r, wanted);
    for (const char *c = r->token.at; c < r->token.end; c++) {
        if (*c < '0' || *c > '9')
            return fail_token(r, wanted);
        *value = *value * 10 + (size_t)(*c - '0');
        if (*value > most)
            return fail(r, r->token.at, "%s is expected here, at most %zu",
                        wanted, most);
    }
    return advance(r);
}

/* The next payoff of the list. FORTRAN's exponents, which numbers of linear
   programs may have, are not for Gambit. */
static bool take_payoff(reader *r)
{
    mc_nfg *game = &r->game;
    const char *problem = NULL;
    size_t length = (size_t)(r->token.end - r->token.at);
    mpq_t *value;
    if (r->token.kind != WORD)
        return fail_token(r, "a payoff");
    if (!mc_array_grow(&game->payoff, &r->room, r->count + 1, sizeof(mpq_t)))
        return fail_memory(r);
    value = &game->payoff[r->count];
    mpq_init(*value);
    r->count++;
    if (memchr(r->token.at, 'd', length) || memchr(r->token.at, 'D', length))
        return fail_token(r, "a number");
    problem = mc_number_parse_lp(*value, r->token.at, length);
    if (problem)
        return fail(r, r->token.at, "%s", problem);
    r->digits += mpz_sizeinbase(mpq_numref(*value), 10) +
                 mpz_sizeinbase(mpq_denref(*value), 10);
    if (r->digits > MC_JSON_MAX_BYTES) {
        r->status = mc_message_set(r->message, MC_LIMIT,
                                   "%s: the payoffs have more digits than a "
                                   "statement may have",
                                   r->file->name);
        return false;
    }
    return advance(r);
}

/* --- lists of labels --------------------------------------------------- */

/* { "label" ... } */
static bool take_labels(reader *r, char ***labels, size_t *count,
                        const char *wanted)
{
    const char *at = r->token.at;
    size_t room = 0;
    if (!expect(r, OPEN))
        return false;
    while (r->token.kind == TEXT) {
        if (*count == MC_STATEMENT_MAX_LABELS)
            return fail(r, r->token.at, "a list may have 1,000,000 labels");
        if (!mc_array_grow(labels, &room, *count + 1, sizeof(char *)))
            return fail_memory(r);
        (*labels)[*count] = NULL;
        if (!take_text(r, &(*labels)[(*count)++], wanted))
            return false;
    }
    if (r->token.kind != CLOSE)
        return fail(r, r->token.at, "%s or a '}' is expected here", wanted);
    if (*count == 0)
        return fail(r, at, "the list is empty");
    return advance(r);
}

/* --- the parts of the file ---------------------------------------------- */

/* Files of other kinds that people have. */
static bool fail_kind(reader *r)
{
    if (is_word(r, "EFG"))
        return fail(r, r->token.at,
                    "this is an extensive game; let Gambit write its "
                    "strategic game as a .nfg file first");
    if (r->token.kind == WORD && *r->token.at == '<')
        return fail(r, r->token.at,
                    "this is XML, perhaps a workbook of Gambit (.gbt); let "
                    "Gambit write the game as a .nfg file first");
    return fail(r, r->token.at,
                "a file in Gambit's .nfg format begins with "
                "NFG 1 R");
}

static bool take_head(reader *r)
{
    if (!advance(r))
        return false;
    if (!is_word(r, "NFG"))
        return fail_kind(r);
    if (!advance(r))
        return false;
    if (!is_word(r, "1"))
        return fail_token(r, "the version 1");
    if (!advance(r))
        return false;
    if (!is_word(r, "R") && !is_word(r, "D"))
        return fail_token(r, "the letter R (or D)");
    return advance(r) && take_text(r, &r->game.title, "the title in quotes") &&
           take_labels(r, &r->game.player_label, &r->game.players,
                       "the name of a player in quotes");
}

/* The strategies of the next player: { "label" ... }, or how many they are. */
static bool take_strategies_of(reader *r, size_t player, bool labelled)
{
    mc_nfg *game = &r->game;
    const char *at = r->token.at;
    size_t *count = &game->count[player];
    if (r->token.kind == CLOSE)
        return fail(
            r, at,
            "the number of players is %zu, but there are strategies for "
            "%zu only",
            game->players, player);
    if (labelled ? !take_labels(r, &game->strategy_label[player], count,
                                "the name of a strategy in quotes")
                 : !take_natural(r, count, MC_STATEMENT_MAX_LABELS,
                                 "the number of strategies of a player"))
        return false;
    if (*count == 0)
        return fail(r, at, "every player must have a strategy");
    if (game->contingencies > MC_STATEMENT_MAX_NUMBERS / *count)
        return fail(r, at, "there are more than 100,000,000 strategy profiles");
    game->contingencies *= *count;
    return true;
}

static bool take_strategies(reader *r)
{
    mc_nfg *game = &r->game;
    game->count = mc_array(game->players, sizeof *game->count);
    game->strategy_label =
        mc_array(game->players, sizeof *game->strategy_label);
    game->contingencies = 1;
    if (!game->count || !game->strategy_label)
        return fail_memory(r);
    if (!expect(r, OPEN))
        return false;
    bool labelled = r->token.kind == OPEN;
    for (size_t i = 0; i < game->players; i++)
        if (!take_strategies_of(r, i, labelled))
            return false;
    if (r->token.kind != CLOSE)
        return fail(r, r->token.at,
                    "a '}' is expected here, as the number of players is %zu",
                    game->players);
    return advance(r);
}

/* { { "label" payoff, payoff ... } ... }; number 0 gives everybody 0. */
static bool take_outcomes(reader *r)
{
    mc_nfg *game = &r->game;
    size_t room = 0;
    if (!expect(r, OPEN))
        return false;
    game->payoff = mc_rationals_new(game->players);
    if (!game->payoff)
        return fail_memory(r);
    r->room = r->count = game->players;
    game->outcomes = 1;
    if (!mc_array_grow(&game->outcome_label, &room, 1, sizeof(char *)))
        return fail_memory(r);
    game->outcome_label[0] = strdup("");
    if (!game->outcome_label[0])
        return fail_memory(r);
    while (r->token.kind == OPEN) {
        char **label;
        if (game->outcomes > MC_STATEMENT_MAX_LABELS)
            return fail(r, r->token.at, "a list may have 1,000,000 outcomes");
        if (!mc_array_grow(&game->outcome_label, &room, game->outcomes + 1,
                           sizeof(char *)))
            return fail_memory(r);
        label = &game->outcome_label[game->outcomes++];
        *label = NULL;
        if (!advance(r) ||
            !take_text(r, label, "the name of an outcome in quotes"))
            return false;
        for (size_t i = 0; i < game->players; i++)
            if (!take_payoff(r) || (r->token.kind == COMMA && !advance(r)))
                return false;
        if (!expect(r, CLOSE))
            return false;
    }
    return expect(r, CLOSE);
}

/* The file ends after `got` of `all` things that it should have. */
static bool fail_end(reader *r, size_t got, size_t all, const char *wanted)
{
    return fail(r, r->token.at, "the file ends after %zu of %zu %s", got, all,
                wanted);
}

static bool take_indices(reader *r)
{
    mc_nfg *game = &r->game;
    size_t room = 0;
    for (size_t c = 0; c < game->contingencies; c++) {
        if (r->token.kind == END)
            return fail_end(r, c, game->contingencies,
                            "outcomes of strategy profiles");
        if (!mc_array_grow(&game->outcome, &room, c + 1, sizeof(size_t)))
            return fail_memory(r);
        if (!take_natural(r, &game->outcome[c], game->outcomes - 1,
                          "the number of an outcome"))
            return false;
    }
    return true;
}

static bool take_payoffs(reader *r)
{
    mc_nfg *game = &r->game;
    size_t all = game->contingencies * game->players;
    while (r->count < all) {
        if (r->token.kind == END)
            return fail_end(r, r->count, all, "payoffs");
        if (!take_payoff(r))
            return false;
    }
    game->outcomes = game->contingencies;
    game->outcome = mc_array(game->contingencies, sizeof *game->outcome);
    if (!game->outcome)
        return fail_memory(r);
    for (size_t c = 0; c < game->contingencies; c++)
        game->outcome[c] = c;
    return true;
}

static bool take_all(reader *r)
{
    mc_nfg *game = &r->game;
    const char *text = r->file->text;
    size_t length = r->file->length;
    size_t fault = mc_text_utf8_fault(text, length);
    const char *zero = memchr(text, '\0', length);
    if (fault < length)
        return fail(r, text + fault,
                    "this is not UTF-8; convert the file, with iconv for "
                    "example");
    if (zero)
        return fail(r, zero, "there is a byte 0 in the file");
    if (!take_head(r) || !take_strategies(r))
        return false;
    if (r->token.kind == TEXT && !take_text(r, &game->comment, "a comment"))
        return false;
    if (r->token.kind == OPEN ? !take_outcomes(r) || !take_indices(r)
                              : !take_payoffs(r))
        return false;
    if (r->token.kind != END)
        return fail(r, r->token.at - (r->token.kind == TEXT),
                    "the game is complete (%zu strategy profiles), but there "
                    "is more",
                    game->contingencies);
    return true;
}

mc_status mc_nfg_parse(mc_nfg *game, mc_message *message, const mc_file *file)
{
    reader r = {.file = file,
                .message = message,
                .next = file->text,
                .end = file->text + file->length,
                .game = {.name = file->name}};
    if (take_all(&r)) {
        *game = r.game;
        return MC_OK;
    }
    /* mc_nfg_clear counts payoffs by outcomes */
    mc_rationals_free(r.game.payoff, r.count);
    r.game.payoff = NULL;
    mc_nfg_clear(&r.game);
    return r.status;
}

void mc_nfg_clear(mc_nfg *game)
{
    mc_rationals_free(game->payoff, game->outcomes * game->players);
    for (size_t i = 0; i < game->players && game->strategy_label; i++)
        mc_labels_free(game->strategy_label[i], game->count[i]);
    mc_labels_free(game->outcome_label,
                   game->outcome_label ? game->outcomes : 0);
    mc_labels_free(game->player_label, game->players);
    free(game->strategy_label);
    free(game->count);
    free(game->outcome);
    free(game->comment);
    free(game->title);
    *game = (mc_nfg){0};
}
