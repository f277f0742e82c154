#!/bin/sh
# Installs what the build or the tests need, if something is missing and this is
# a Debian machine; with plots, gnuplot too. usage: install.sh build|test|plots
set -eu

packages="gcc libc6-dev meson ninja-build pkg-config libgmp-dev libmpfr-dev
libjansson-dev libexpat1-dev nettle-dev coinor-libclp-dev libflint-dev"
# Arb is a package of its own until FLINT 3 contains it.
if ! [ -e /usr/include/flint/arb.h ]; then
    packages="$packages libflint-arb-dev"
fi
if [ "${1:-build}" = test ]; then
    packages="$packages clang clang-format libclang-rt-14-dev libcmocka-dev"
fi
if [ "${1:-build}" = plots ]; then
    packages="$packages gnuplot-nox"
fi

installed() {
    dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q '^install ok installed'
}

if ! command -v dpkg-query >/dev/null 2>&1; then
    echo "This is not a Debian machine: install the equivalents of"
    echo "$packages"
    exit 0
fi

missing=
for package in $packages; do
    installed "$package" || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

as_root=
if [ "$(id -u)" -ne 0 ]; then
    as_root=sudo
fi
echo "Installing:$missing"
$as_root apt-get update -q >/dev/null
# shellcheck disable=SC2086
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -q $missing \
    >/dev/null
