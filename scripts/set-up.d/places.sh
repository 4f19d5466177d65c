# shellcheck shell=bash
# What with-toolchain and every part of the set-up share: where things are, how to speak, small questions.

# Used by the scripts that source this file.
# shellcheck disable=SC2034
{
    tools=${DATELINE_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/dateline}
    # Links to Debian's compiler, when that is the one chosen; otherwise absent.
    toolchain_bin=$tools/toolchain/bin
    # `cargo install` puts cargo-leptos and wasm-bindgen here.
    cargo_tools=$tools/tools
    # A newer Node than the system's, when the system's is too old; otherwise absent.
    own_node=$tools/node/node_modules/.bin
    cargo_home_bin=${CARGO_HOME:-$HOME/.cargo}/bin
    # A mail server for scripts/audit; not every system has /usr/sbin on the PATH.
    postfix=/usr/sbin/postfix
    # What Rust calls the browser.
    browser_target=wasm32-unknown-unknown
}

say() { printf '%s\n' "$*"; }

# One line for a thing that is there: name, version, and where that helps.
found() { printf '  %-16s %s\n' "$1" "$2"; }

# What is wrong, then, on lines of their own, what to do.
die() {
    printf 'set-up: %s\n' "$1" >&2
    shift
    [ $# = 0 ] || printf '  %s\n' "$@" >&2
    exit 1
}

has_command() { command -v "$1" >/dev/null 2>&1; }

# version_at_least 1.96.0 1.96
version_at_least() { [ "$(printf '%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }

# Writes what with-toolchain and the next run read back: remember NAME 'line' 'line'...
# By way of a rename: a set-up that is killed leaves the old answer or the new one.
remember() {
    local name=$1
    shift
    mkdir -p "$tools/settings"
    printf '%s\n' "$@" >"$tools/settings/$name.new"
    mv "$tools/settings/$name.new" "$tools/settings/$name"
}

# Two set-ups at once (two clones, two terminals) would install over each other.
one_at_a_time() {
    mkdir -p "$tools"
    has_command flock || return 0
    exec 9>"$tools/lock"
    flock --nonblock 9 && return 0
    say "Another set-up is running; waiting for it"
    flock 9
}

# Runs a long command. A terminal sees it work; a log file would drown in its hundreds of lines, so there
# they are kept aside and shown only if the command fails.
run_quietly() {
    local log=$tools/last-step.log
    if [ -t 2 ]; then
        "$@"
        return
    fi
    "$@" >"$log" 2>&1 9>&- || {
        tail -n 40 "$log" >&2
        printf 'set-up: failed: %s (all it printed: %s)\n' "$*" "$log" >&2
        return 1
    }
}
