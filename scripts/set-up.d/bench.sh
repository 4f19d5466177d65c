# shellcheck shell=bash
# What only the measurements need: a program that asks for a page as often as it can, and a peer to compare with.

set_up_bench() {
    has_command wrk || install_packages "the load generator (a few seconds)" wrk
    # `wrk --version` ends with 1.
    found wrk "$({ wrk --version || true; } | sed -n '1s/^wrk \([^ ]*\).*/\1/p')"
}

# nginx with nchan. Taken apart instead of installed: as a system package, Debian would start a web server on port 80.
set_up_bench_live() {
    local place=$tools/nchan
    if [ ! -x "$place/usr/sbin/nginx" ]; then
        unpack_nchan "$place" || {
            say "  No nchan: the live stream is measured alone. It comes from Debian's libnginx-mod-nchan."
            return 0
        }
    fi
    remember nchan "nchan=$place"
    found nchan "$("$place/usr/sbin/nginx" -v 2>&1 | sed 's/.*: //'), $place"
}

unpack_nchan() {
    local place=$1 package
    has_command apt-get && has_command dpkg-deb || return 1
    refresh_package_lists
    say "Fetching nginx and nchan (a few seconds)"
    rm -rf "$place" "$place.new"
    mkdir -p "$place.new"
    (cd "$place.new" && run_quietly apt-get download nginx libnginx-mod-nchan) || return 1
    for package in "$place.new"/*.deb; do
        dpkg-deb --extract "$package" "$place.new" || return 1
        rm "$package"
    done
    mv "$place.new" "$place"
    # It needs libraries that nearly every system has.
    "$place/usr/sbin/nginx" -v >/dev/null 2>&1
}
