# shellcheck shell=bash
# Which Rust: the one on PATH if it is new enough and can build for the browser, otherwise Debian's.
# The choice is remembered in settings/rust; each run asks it again for a small browser program.

# Stated once, for people and for this script.
minimum_rust=$(sed -n 's/^rust-version = "\(.*\)"$/\1/p' Cargo.toml)

set_up_rust() {
    local rust=
    # shellcheck disable=SC1091
    [ ! -r "$tools/settings/rust" ] || . "$tools/settings/rust"
    rust=${DATELINE_RUST:-$rust}
    if [ "$rust" != debian ] && rust_on_path_will_do; then
        use_rust_on_path
    elif [ "${DATELINE_RUST:-}" != path ] && debian_has_rust; then
        use_rust_from_debian
    else
        no_rust
    fi
}

no_rust() {
    die "There is no Rust $minimum_rust or later that builds for the browser. With rustup:" \
        "rustup update stable && rustup target add $browser_target" \
        "(without it: install the package rustup, or see rustup.rs). Then run:" \
        "DATELINE_RUST=path scripts/set-up build"
}

# Where it will not, says why.
rust_on_path_will_do() {
    local version
    # Debian's, met on PATH, is set up as Debian's: with its linker, and the library built for it.
    [ "$(command -v rustc)" != /usr/bin/rustc ] || ! packages_installed rustc-web || return 1
    # A proxy of rustup would otherwise start a download of its own, with no end where its server is out of reach.
    export RUSTUP_AUTO_INSTALL=0
    if has_command rustup && ! timeout 30 rustc --version >/dev/null 2>&1; then
        say "Asking rustup for the stable toolchain (about a minute)"
        timeout 300 rustup toolchain install stable --profile minimal >/dev/null 2>&1 ||
            say "  rustup did not deliver it"
    fi
    version=$(rust_version rustc) || return 1
    if ! version_at_least "$version" "$minimum_rust"; then
        say "  The Rust on PATH is $version; Dateline needs $minimum_rust"
        return 1
    fi
    if ! builds_for_browser rustc; then
        has_command rustup || return 1
        say "Asking rustup for $browser_target (about 10 seconds)"
        if ! timeout 30 rustup target add "$browser_target" >/dev/null 2>&1 || ! builds_for_browser rustc; then
            say "  rustup did not deliver it"
            return 1
        fi
    fi
}

use_rust_on_path() {
    # Only `make lint` needs these two, and it says so itself if they stay missing.
    if has_command rustup && ! { cargo fmt --version && cargo clippy --version; } >/dev/null 2>&1; then
        timeout 60 rustup component add rustfmt clippy >/dev/null 2>&1 ||
            say "  rustup did not deliver rustfmt and clippy"
    fi
    remember rust "rust=path"
    found rust "$(rust_version rustc), $(command -v rustc)"
}

# 1.96.0
rust_version() { timeout 30 "$1" --version 2>/dev/null | awk '{ print $2 }' | grep .; }

# Compiles and links a program that needs the standard library: a library that is half there, or was built
# by another version of the compiler, does not pass.
builds_for_browser() {
    local scratch result=0
    scratch=$(mktemp -d)
    printf '#[unsafe(no_mangle)] pub extern "C" fn f() -> usize { format!("{:?}", std::env::args()).len() }' |
        timeout 60 "$1" --edition 2024 --crate-type cdylib --crate-name probe --target "$browser_target" \
            -o "$scratch/probe.wasm" - >/dev/null 2>&1 || result=1
    rm -rf "$scratch"
    return "$result"
}
