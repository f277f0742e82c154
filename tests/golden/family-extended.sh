#!/bin/sh
# family-extended.sh MECHCERT CHECKER SOURCES: bounds on the social value and
# its mean; CHECKER is mechcert-verify-real, or -.
. "${0%/*}/lib.sh"

# model STATUS ARGUMENT...
model() {
    wanted=$1
    shift
    expect "$wanted" "$mechcert" family extended "$@"
}

# --- two pieces --------------------------------------------------------------

model 0 --agents 2 --low 5/2 --high 5 --mean 3 --digits 24 -o pasted
finds '^39 of 39 claims are as they should be' out
begins x_L 1.442660454515362984757
begins x_H 2.205953780938515130176
begins lambda_L 0.907300277432460798627
begins lambda_H 3.546681345438455385995
begins guarantee 1.435176491033659716100
begins potential 1.435176491033659716100
finds '^      4.5 exactly' out
finds '^  printed_weights (refuted): erratum' out
finds '^  mean (proved)' out
for claim in pasting same_value density_jump ratio_low ratio_high bends_high \
    check_less check_more; do
    finds "^  $claim (proved)" out
done
finds 'L30 (b): .* truth-telling is an' out
same "$(ls pasted/*.cert | wc -l | tr -d ' ')" 39 certificates
certified pasted/extended.claim pasted

# Of wrong numbers the prover says so.
sed 's/^x_L: .*/x_L: xL in [1.44267, 1.44268]/' pasted/extended.claim > wrong
expect 10 "$mechcert" prove wrong --claim x_L
sed 's/muL = 1 - muH/muL = 1 - 2*muH/' pasted/extended.claim > wrong
expect 10 "$mechcert" prove wrong --claim mean

# decided N LOW HIGH MEAN CLAIMS VALUE: truth-telling, and the guarantee.
decided() {
    model 0 --agents "$1" --low "$2" --high "$3" --mean "$4"
    finds "^$5 of $5 claims are as they should be" out
    finds '^  ratio_high (proved)' out
    begins guarantee "$6"
    begins potential "$6"
}
decided 2 9/4 10 9 39 7.702542641873708332
decided 3 4 6 5 37 2.9338840465734098835
decided 3 7/2 20 4 39 1.5698205044636483024

# --- a mixture ---------------------------------------------------------------

model 0 --agents 2 --low 1/2 --high 5 --mean 3 --digits 24 -o mixture
begins guarantee 1.238905002558779808170
finds '^  bound_28 (proved)' out
finds 'Of the part for N nothing is claimed' out
certified mixture/extended.claim mixture

# --- nothing -----------------------------------------------------------------

model 0 --agents 2 --low 1 --high 3 --mean 3/2 -o nothing
finds 'so the best guarantee' out
finds '^  cut_1 (proved)' out
certified nothing/extended.claim nothing
model 0 --agents 2 --low 0 --high 3 --mean 1
finds 'expenditure brings no surplus' out

# --- what is refused ---------------------------------------------------------

model 2 --agents 2 --low 3 --high 5 --mean 3
model 2 --agents 2 --low 3 --high 5 --mean 5
model 2 --agents 1 --low 3 --high 5 --mean 4
model 2 --agents 2 --low=-1 --high 5 --mean 4
model 2 --agents 2 --low 3 --high 5

finish
