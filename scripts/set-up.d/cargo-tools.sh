# shellcheck shell=bash
# The build tools that come from crates.io: one for all, and one for who watches. They are compiled without optimisation:
# their own speed hardly matters, and with the settings that cargo-leptos is published with, it alone takes half an hour.

cargo_leptos_version=0.3.11

set_up_wasm_bindgen() {
    local bindgen_version
    # The tool and the library write and read one private format: only the same version will do.
    bindgen_version=$(locked_version wasm-bindgen)
    [ -n "$bindgen_version" ] || die "Cargo.lock names no wasm-bindgen. Run: cargo generate-lockfile"

    # Without the default features and the other programs: a test runner and its web client are much of the work.
    # Not --locked: the lock file it was published with names a version that the registry does not have.
    install_cargo_tool wasm-bindgen wasm-bindgen-cli "$bindgen_version" "about 2 minutes on two cores, once" \
        --no-default-features --bin wasm-bindgen
    rm -rf "$tools/build"
}

set_up_watch() {
    # Without its downloads it says which tool is missing instead of fetching one of its own choice.
    install_cargo_tool cargo-leptos cargo-leptos "$cargo_leptos_version" "about 9 minutes on two cores, once" \
        --locked --features no_downloads
    rm -rf "$tools/build"
}

# The version of a crate in Cargo.lock.
locked_version() {
    awk -v name="\"$1\"" '$1 == "name" { here = ($3 == name) } here && $1 == "version" { gsub(/"/, "", $3); print $3; exit }' Cargo.lock
}

# install_cargo_tool COMMAND CRATE VERSION HOW-LONG [option of cargo install...]
install_cargo_tool() {
    local command=$1 crate=$2 version=$3 how_long=$4
    shift 4
    # Asking the program itself: a cut-off install does not answer.
    if [ "$("$cargo_tools/bin/$command" --version 2>/dev/null | awk 'NR == 1 { print $2 }')" != "$version" ]; then
        say "Installing $crate $version ($how_long)"
        # In a directory that stays if this is cut short: the next run goes on from there.
        CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=64 CARGO_PROFILE_RELEASE_DEBUG=0 \
            CARGO_PROFILE_RELEASE_OPT_LEVEL=0 CARGO_RESOLVER_INCOMPATIBLE_RUST_VERSIONS=fallback \
            run_quietly scripts/with-toolchain cargo install "$crate" --version "$version" --force \
            --root "$cargo_tools" --target-dir "$tools/build/cargo-tools" "$@" ||
            die "$crate could not be installed. To try it alone: cargo install $crate --version $version $*"
    fi
    found "$command" "$version"
}
