#!/bin/sh
# certificates.sh CHECKER REAL-CHECKER SOURCES: every folder of certificates/ is
# what its MANIFEST says, and every certificate is accepted with the words
# there. REAL-CHECKER may be -. tools/certificates.sh makes the folders.
. "${0%/*}/lib.sh"
finite=$mechcert
real=$checker
folders=$3/certificates

# run PROGRAM FILE...: the checker of that name.
run() {
    program=$1
    shift
    case $program in
    mechcert-verify) expect 0 "$finite" "$@" ;;
    mechcert-verify-real) expect 0 "$real" "$@" ;;
    *) fail "an unknown program: $program" ;;
    esac
}

# verifies: the lines of MANIFEST about certificates.
verifies() {
    while read -r word command; do
        [ "$word" = verify ] || continue
        read -r said
        printf '%s\n' "${command##* }" >> "$tmp/checked"
        case $command in
        mechcert-verify-real*) [ "${real##*/}" != - ] || continue ;;
        esac
        # shellcheck disable=SC2086
        run $command
        same "$(tail -n 1 out)" "$said" "$command"
        rm -f out err
    done < MANIFEST
}

# folder: its files are those of the MANIFEST, all certificates are verified.
folder() {
    : > "$tmp/checked"
    sed -n 's/^sha256 //p' MANIFEST > "$tmp/sums"
    expect 0 sha256sum -c "$tmp/sums"
    rm -f out err
    same "$(ls | grep -v '^MANIFEST$' | tr '\n' ' ')" \
        "$(sed 's/^[^ ]*  //' "$tmp/sums" | sort | tr '\n' ' ')" \
        "$1: files"
    finds '^make mechcert ' MANIFEST
    verifies
    same "$(ls ./*.cert | sed 's,.*/,,' | tr '\n' ' ')" \
        "$(sort "$tmp/checked" | tr '\n' ' ')" "$1: certificates"
}

LC_ALL=C
export LC_ALL
cp -r "$folders" copy
for path in copy/*/; do
    cd "$path" || exit 1
    folder "$path"
    cd "$tmp" || exit 1
done
same "$(ls copy | grep -c .)" "$(grep -l '^make' copy/*/MANIFEST | wc -l | tr -d ' ')" \
    'folders with a MANIFEST'

# A changed statement is noticed.
cd copy/posted-price || exit 1
sed -i 's/"title": "/&Not /' auction.json
sed -n 's/^sha256 //p' MANIFEST > "$tmp/sums"
expect 1 sha256sum -c "$tmp/sums"
expect 10 "$finite" auction.json posted.json guarantee.cert
cd "$tmp" || exit 1
finish
