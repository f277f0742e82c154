#define _POSIX_C_SOURCE 200809L
#include "real/crew.h"

#include <pthread.h>

#include "arith/shim.h"

enum { STACK = 64 << 20 };

typedef struct member {
    void (*work)(void *worker);
    void *worker;
} member;

static void *run(void *argument)
{
    const member *m = argument;
    m->work(m->worker);
    flint_cleanup();
    return NULL;
}

void mc_crew_work(void (*work)(void *worker), void *workers, size_t size,
                  size_t count)
{
    pthread_t thread[MC_MOST_THREADS];
    member crew[MC_MOST_THREADS];
    pthread_attr_t attributes;
    size_t started = 1;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, STACK);
    for (; started < count && started < MC_MOST_THREADS; started++) {
        crew[started] = (member){work, (char *)workers + started * size};
        if (pthread_create(&thread[started], &attributes, run,
                           &crew[started]) != 0)
            break;
    }
    work(workers);
    while (started > 1)
        pthread_join(thread[--started], NULL);
    pthread_attr_destroy(&attributes);
}
