/* What FLINT keeps for each thread. */
#ifndef MC_ARITH_THREAD_H
#define MC_ARITH_THREAD_H

/* mc_arith_thread_end: releases FLINT's cache of the calling thread, which is
   about to end. The caller holds no FLINT objects. */
void mc_arith_thread_end(void);

#endif
