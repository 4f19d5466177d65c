# shellcheck shell=bash
# What only the tests need: a browser, the packages of the browser tests, shellcheck, and somebody who issues certificates.

set_up_tests() {
    has_command shellcheck || install_packages "the checker of these scripts (about 10 seconds)" shellcheck
    found shellcheck "$(shellcheck --version | sed -n 's/^version: //p')"
    set_up_pebble
    set_up_chromium
    if [ -f end2end/package.json ]; then
        set_up_node_modules end2end
        set_up_java
    fi
}

# The tests of certificates leave themselves out where it is not.
set_up_pebble() {
    if ! has_command pebble && has_command apt-get; then
        (install_packages "an ACME server for tests (a few seconds)" pebble) || true
    fi
    if has_command pebble; then
        found pebble "$(command -v pebble)"
    else
        say "  No Pebble: getting certificates is not tested. On Debian: apt-get install pebble"
    fi
}

# The system's browser: what Playwright would download is not to be had everywhere. The one without windows is fetched even
# where the other one is: since Chromium 156 that one starts processes for windows of its own, and the tests take twice as long.
set_up_chromium() {
    local chromium
    if [ -z "${CHROMIUM:-}" ] && has_command apt-get && can_be_root; then
        (install_packages "a browser for the tests (about 30 seconds)" chromium-headless-shell) || true
    fi
    chromium=$(find_chromium) || install_packages "a browser for the tests (about 30 seconds)" chromium
    # What text measures depends on the fonts: the same ones everywhere that has Debian's packages.
    ! has_command apt-get || install_packages "fonts for it (a few seconds)" fonts-liberation
    chromium=${chromium:-$(find_chromium)} ||
        die "No working Chromium. Install one, or say where it is: CHROMIUM=/path/to/chromium scripts/set-up test"
    remember chromium "chromium=$chromium"
    found chromium "$("$chromium" --version 2>/dev/null | grep --only-matching '[0-9][0-9.]*[0-9]' | head -n 1), $chromium"
}

find_chromium() {
    local name path
    for name in "${CHROMIUM:-chromium-headless-shell}" chromium chromium-browser google-chrome google-chrome-stable; do
        path=$(command -v "$name") && "$path" --version >/dev/null 2>&1 && printf '%s\n' "$path" && return 0
    done
    return 1
}

# For vnu-jar, the checker of the Nu HTML parser; the browser tests leave it out where there is no Java.
set_up_java() {
    grep --quiet '"vnu-jar"' end2end/package.json || return 0
    if ! has_command java && has_command apt-get; then
        (install_packages "Java for the HTML checker (about 20 seconds)" default-jre-headless) || true
    fi
    if has_command java; then
        found java "$(java -version 2>&1 | sed -n '1s/.*"\(.*\)".*/\1/p')"
    else
        say "  No Java: the HTML checker is left out. On Debian: apt-get install default-jre-headless"
    fi
}
