#include "game/tensor.h"

#include <string.h>

#include "base/memory.h"

bool mc_tensor_init(mc_tensor *tensor, size_t agents, const size_t *dim)
{
    size_t length = 1;
    *tensor = (mc_tensor){.agents = agents};
    tensor->dim = mc_array(agents, sizeof *tensor->dim);
    if (!tensor->dim)
        return false;
    for (size_t i = 0; i < agents; i++) {
        if (length > SIZE_MAX / sizeof(mpz_t) / dim[i])
            return false;
        tensor->dim[i] = dim[i];
        length *= dim[i];
    }
    tensor->value = mc_array(length, sizeof(mpz_t));
    if (!tensor->value)
        return false;
    for (size_t x = 0; x < length; x++)
        mpz_init(tensor->value[x]);
    tensor->length = length;
    return true;
}

void mc_tensor_clear(mc_tensor *tensor)
{
    for (size_t x = 0; x < tensor->length; x++)
        mpz_clear(tensor->value[x]);
    free(tensor->value);
    free(tensor->dim);
    *tensor = (mc_tensor){0};
}

/* The product of the dimensions behind agent i. */
static size_t stride_of(const mc_tensor *tensor, size_t agent)
{
    size_t stride = 1;
    for (size_t j = agent + 1; j < tensor->agents; j++)
        stride *= tensor->dim[j];
    return stride;
}

bool mc_tensor_apply(mc_tensor *tensor, size_t agent, const mc_vector *matrix,
                     size_t columns, bool transposed)
{
    size_t rows = tensor->dim[agent], stride = stride_of(tensor, agent);
    size_t outer = tensor->length / (rows * stride);
    mc_tensor made;
    tensor->dim[agent] = columns;
    bool room = mc_tensor_init(&made, tensor->agents, tensor->dim);
    tensor->dim[agent] = rows;
    for (size_t r = 0; r < rows && room; r++)
        for (size_t c = 0; c < columns; c++) {
            mpz_srcptr weight =
                matrix->numerator[transposed ? c * rows + r : r * columns + c];
            if (mpz_sgn(weight) == 0)
                continue;
            for (size_t o = 0; o < outer; o++)
                for (size_t s = 0; s < stride; s++)
                    mpz_addmul(made.value[(o * columns + c) * stride + s],
                               tensor->value[(o * rows + r) * stride + s],
                               weight);
        }
    mc_tensor before = *tensor;
    *tensor = room ? made : before;
    mc_tensor_clear(room ? &before : &made);
    return room;
}
