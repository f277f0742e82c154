#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

#include "cli/both.h"

typedef struct thread_task {
    void (*run)(void *task);
    void *task;
} thread_task;

static void *run_in_thread(void *user)
{
    const thread_task *t = user;
    t->run(t->task);
    return NULL;
}

void mc_cli_run_both(void (*run)(void *task), void *first, void *second)
{
    pthread_t thread;
    thread_task other = {.run = run, .task = second};
    bool threaded = first && second &&
                    pthread_create(&thread, NULL, run_in_thread, &other) == 0;
    if (first)
        run(first);
    if (threaded)
        pthread_join(thread, NULL);
    else if (second)
        run(second);
}
