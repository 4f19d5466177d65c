# shellcheck shell=bash
# Debian and Ubuntu packages.

package_lists_fresh=no

can_be_root() { [ "$(id -u)" = 0 ] || has_command sudo; }

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}

apt_get() { as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 "$@"; }

# A source that cannot be reached is no reason to stop while the package comes from another one.
refresh_package_lists() {
    [ "$package_lists_fresh" = no ] && can_be_root || return 0
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
    has_command apt-get || return 1
    candidate_is_at_least "$@" || { refresh_package_lists && candidate_is_at_least "$@"; }
}

candidate_is_at_least() {
    local candidate
    candidate=$(apt-cache policy "$1" | sed -n 's/^ *Candidate: //p')
    [ -n "$candidate" ] && [ "$candidate" != "(none)" ] && dpkg --compare-versions "$candidate" ge "$2"
}

# install_packages "what, and how long" PACKAGE...
install_packages() {
    local what=$1
    shift
    packages_installed "$@" && return 0
    has_command apt-get || die "Missing: $*" "Those are Debian's names; install what your system calls them."
    apt_install "$what" "$@"
}

# Also brings packages that are there up to date. Never removes one: whether Debian's rustup or rustc may make
# way is for a person to decide.
apt_install() {
    local what=$1
    shift
    can_be_root || die "Not there yet: $what. As root, run:" \
        "apt-get update && apt-get install --no-install-recommends $*" "Then run this again."
    refresh_package_lists
    say "Installing $what: $*"
    # After an install that was cut short, apt refuses to go on until this is done; otherwise it does nothing.
    as_root env DEBIAN_FRONTEND=noninteractive dpkg --configure -a >/dev/null 2>&1 || true
    run_quietly apt_get install --yes --no-install-recommends --no-remove "$@" ||
        die "To install it yourself, or see why that fails: apt-get install --no-install-recommends $*"
}
