# shellcheck shell=bash
# Debian and Ubuntu packages.

package_lists_fresh=no

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif has_command sudo; then
        sudo "$@"
    else
        die "Root is needed. As root, run: $*" "then run this again."
    fi
}

apt_get() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 "$@"
}

# A source that cannot be reached is no reason to stop while the package comes from another one.
refresh_package_lists() {
    [ "$package_lists_fresh" = no ] || return 0
    say "Fetching the package lists (about 10 seconds)"
    run_quietly apt_get update || say "  apt-get update reported errors; going on with the lists there are"
    package_lists_fresh=yes
}

packages_installed() {
    local states
    has_command dpkg-query || return 1
    states=$(dpkg-query --show --showformat '${db:Status-Status}\n' "$@" 2>/dev/null) || return 1
    ! grep --quiet --invert-match --line-regexp installed <<<"$states"
}

# apt_offers PACKAGE VERSION: whether apt has it, at that version or later.
apt_offers() {
    local candidate
    has_command apt-get || return 1
    refresh_package_lists
    candidate=$(apt-cache policy "$1" | sed -n 's/^ *Candidate: //p')
    [ -n "$candidate" ] && [ "$candidate" != "(none)" ] && dpkg --compare-versions "$candidate" ge "$2"
}

# install_packages "what, and how long" PACKAGE...
install_packages() {
    local what=$1
    shift
    packages_installed "$@" && return 0
    has_command apt-get || die "Missing: $*" "Those are Debian's names; install what your system calls them."
    refresh_package_lists
    apt_install "$what" "$@"
}

# Also brings packages that are there up to date. Never removes one: whether Debian's rustup or rustc may make
# way is for a person to decide.
apt_install() {
    local what=$1
    shift
    say "Installing $what: $*"
    run_quietly apt_get install --yes --no-install-recommends --no-remove "$@" ||
        die "To install it yourself, or see why that fails: apt-get install --no-install-recommends $*"
}
