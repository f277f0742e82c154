#include "arith/thread.h"

#include "arith/shim.h"

void mc_arith_thread_end(void)
{
    flint_cleanup();
}
