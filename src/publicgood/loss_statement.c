/* Statements about the welfare loss, and the certificates for them. */
#include <stdlib.h>

#include "base/memory.h"
#include "base/message.h"
#include "certificate/writer.h"
#include "game/statement.h"
#include "publicgood/loss.h"

static const char format_name[] = "mechcert-welfare-loss-1";

void mc_loss_statement_free(mc_loss_statement *statement)
{
    if (!statement)
        return;
    free(statement->title);
    free(statement->notes);
    free(statement);
}

static mc_status read_agents(mc_loss_statement *loss,
                             const mc_statement *statement)
{
    mc_json_place place = mc_json_at("agents");
    const json_t *value = json_object_get(statement->json->root, "agents");
    if (!json_is_integer(value))
        return mc_json_fail(statement->json, statement->message, &place,
                            "must be a whole number without quotes, but is %s",
                            mc_json_type_name(value));
    json_int_t agents = json_integer_value(value);
    if (agents < 2 || agents > MC_LOSS_MOST_AGENTS)
        return mc_json_fail(statement->json, statement->message, &place,
                            "there must be 2 to %d agents, but there are %lld",
                            MC_LOSS_MOST_AGENTS, (long long)agents);
    loss->agents = (size_t)agents;
    return MC_OK;
}

static mc_status read_loss(void *object, const mc_statement *statement)
{
    mc_loss_statement *loss = object;
    mc_status status =
        mc_statement_head(&loss->title, &loss->notes, statement, format_name,
                          "a statement on the welfare loss", "agents", "");
    return status == MC_OK ? read_agents(loss, statement) : status;
}

static mc_status make(mc_loss_statement **statement, mc_message *message,
                      const char *path, const mc_file *file)
{
    mc_loss_statement *made = mc_array(1, sizeof *made);
    if (!made)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    mc_status status =
        mc_statement_read(made, made->sha256, message, path, file, read_loss);
    if (status == MC_OK)
        *statement = made;
    else
        mc_loss_statement_free(made);
    return status;
}

mc_status mc_loss_statement_read(mc_loss_statement **statement,
                                 mc_message *message, const char *path)
{
    return make(statement, message, path, NULL);
}

mc_status mc_loss_statement_parse(mc_loss_statement **statement,
                                  mc_message *message, const mc_file *file)
{
    return make(statement, message, NULL, file);
}

static mc_status print_loss(FILE *out, mc_message *message, const void *object)
{
    const mc_loss_statement *loss = object;
    (void)message;
    mc_statement_print_head(out, format_name, loss->title, loss->notes);
    fprintf(out, "  \"agents\": %zu\n}\n", loss->agents);
    return MC_OK;
}

mc_status mc_loss_statement_new(mc_loss_statement **statement,
                                mc_message *message, size_t agents)
{
    mc_loss_statement *made = mc_array(1, sizeof *made);
    if (!made)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    made->agents = agents;
    mc_status status =
        mc_statement_hash(made->sha256, message, print_loss, made);
    if (status == MC_OK)
        *statement = made;
    else
        mc_loss_statement_free(made);
    return status;
}

mc_status mc_loss_statement_write(const mc_loss_statement *statement,
                                  mc_message *message, const char *path)
{
    return mc_statement_write(message, path, print_loss, statement);
}

/* ---- certificates ---- */

static mc_status open_certificate(mc_certificate **certificate,
                                  mc_message *message, const char *path,
                                  char *claim,
                                  const mc_loss_statement *statement)
{
    mc_status status =
        claim ? mc_certificate_open(certificate, message, path, claim,
                                    "welfare-loss", statement->sha256)
              : mc_message_set(message, MC_LIMIT, "out of memory");
    mc_certificate_free_claim(claim);
    return status;
}

static void write_orbits(mc_certificate *certificate,
                         const mc_loss_bound *bound)
{
    mc_certificate_record(certificate, "grid %zu", bound->grid);
    mc_certificate_record(certificate, "%s %lu %zu",
                          bound->side == MC_LOSS_BELIEF ? "belief" : "lottery",
                          (unsigned long)bound->denominator, bound->count);
    for (size_t j = 0; j < bound->count; j++) {
        mc_certificate_begin(certificate, "orbit");
        mc_certificate_natural(certificate, bound->weight[j]);
        for (size_t a = 0; a < bound->agents; a++)
            mc_certificate_natural(certificate,
                                   bound->part[j * bound->agents + a]);
        mc_certificate_finish(certificate);
    }
}

mc_status mc_loss_bound_write(const mc_loss_bound *bound, mc_message *message,
                              const char *path,
                              const mc_loss_statement *statement)
{
    mc_certificate *certificate = NULL;
    char *claim =
        bound->side == MC_LOSS_BELIEF
            ? mc_certificate_claim("worst-belief %Qd %Qd", bound->value,
                                   bound->reach)
            : mc_certificate_claim("price-lottery-loss %Qd", bound->value);
    mc_status status =
        open_certificate(&certificate, message, path, claim, statement);
    if (status != MC_OK)
        return status;
    write_orbits(certificate, bound);
    return mc_certificate_commit(certificate, message);
}

mc_status mc_loss_closed_write(const mc_loss_bracket *bracket,
                               mc_message *message, const char *path,
                               const mc_loss_statement *statement)
{
    mc_certificate *certificate = NULL;
    char *claim =
        mc_certificate_claim("closed-form-loss %Qd %Qd", bracket->closed_lower,
                             bracket->closed_upper);
    mc_status status =
        open_certificate(&certificate, message, path, claim, statement);
    if (status != MC_OK)
        return status;
    return mc_certificate_commit(certificate, message);
}
