#include "real.h"

void mv_tree_open(struct mv_tree *tree, size_t names)
{
    tree->names = names;
    tree->level = 0;
    tree->begun = false;
    tree->at = mv_numbers(names + 1);
    tree->depth = mv_allocate(names + 1, sizeof *tree->depth);
}

void mv_tree_close(struct mv_tree *tree)
{
    mv_numbers_clear(tree->at, tree->names + 1);
    mv_release(tree->depth, tree->names + 1, sizeof *tree->depth);
}

/* From a leaf to the half that comes next; false if there is none. */
static bool leave_leaf(struct mv_tree *tree)
{
    mpz_t *at;

    while (tree->level > 0 && tree->upper[tree->level - 1]) {
        size_t name = tree->path[--tree->level];

        mpz_fdiv_q_2exp(tree->at[name], tree->at[name], 1);
        tree->depth[name]--;
    }
    if (tree->level == 0)
        return false;
    at = &tree->at[tree->path[tree->level - 1]];
    tree->upper[tree->level - 1] = true;
    mpz_add_ui(*at, *at, 1);
    return true;
}

bool mv_tree_next(struct mv_tree *tree, struct mv_reader *reader)
{
    if (tree->begun && !leave_leaf(tree))
        return false;
    tree->begun = true;
    while (mv_record_peek(reader, "split ")) {
        size_t name;

        mv_record(reader, "split", 1);
        name = mv_field_index(reader, tree->names);
        if (tree->level == MV_TREE_LEVELS)
            mv_reject(reader, MV_E310, "a tree of more than %d levels",
                      MV_TREE_LEVELS);
        tree->path[tree->level] = name;
        tree->upper[tree->level++] = false;
        mpz_mul_2exp(tree->at[name], tree->at[name], 1);
        tree->depth[name]++;
    }
    return true;
}

void mv_tree_box(struct mv_interval *u, const struct mv_tree *tree, size_t name)
{
    mpfr_exp_t scale = -(mpfr_exp_t)tree->depth[name];
    mpz_t n;

    mpz_init(n);
    mpz_add_ui(n, tree->at[name], 1);
    mpfr_set_z_2exp(u->lo, tree->at[name], scale, MPFR_RNDD);
    mpfr_set_z_2exp(u->hi, n, scale, MPFR_RNDU);
    mpz_clear(n);
}

void mv_tree_middle(struct mv_interval *u, const struct mv_tree *tree,
                    size_t name)
{
    mpfr_exp_t scale = -(mpfr_exp_t)tree->depth[name] - 1;
    mpz_t n;

    mpz_init(n);
    mpz_mul_2exp(n, tree->at[name], 1);
    mpz_add_ui(n, n, 1);
    mpfr_set_z_2exp(u->lo, n, scale, MPFR_RNDD);
    mpfr_set_z_2exp(u->hi, n, scale, MPFR_RNDU);
    mpz_clear(n);
}
