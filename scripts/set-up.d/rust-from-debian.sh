# shellcheck shell=bash
# Debian's packages of the Rust that its browsers are built with: current, and without rustup's server.
# They have no standard library for the browser, but its source; it is built here, once.

debian_packages=(rustc-web cargo-web rust-web-src rust-web-llvm rust-web-clippy rustfmt-web)

debian_has_rust() { debian_rust_installed || apt_offers rustc-web "$minimum_rust"; }

debian_rust_installed() {
    packages_installed "${debian_packages[@]}" && version_at_least "$(rust_version /usr/bin/rustc)" "$minimum_rust"
}

use_rust_from_debian() {
    if ! debian_rust_installed; then
        # All of them by name, so that an older one is brought up to the others.
        apt_install "Debian's browser toolchain (about 20 seconds)" "${debian_packages[@]}"
    fi
    # rust-lld is a link to the linker of one LLVM version, and does not depend on the package that has it.
    install_packages "the linker (a few seconds)" "$(basename "$(readlink /usr/bin/rust-lld)")"
    link_debian_rust
    if ! browser_library_ready; then
        build_browser_library
        browser_library_ready || die "The standard library for $browser_target was built, but does not work."
    fi
    remember_debian_rust
    found rust "$(rust_version "$toolchain_bin/rustc"), Debian's"
}

# A directory of links that can go first on PATH, before the proxies of a rustup that is also there.
link_debian_rust() {
    local name lld
    lld=$(readlink /usr/bin/rust-lld)
    mkdir -p "$toolchain_bin"
    for name in cargo rustc rustdoc rustfmt cargo-fmt cargo-clippy clippy-driver; do
        ln -sfn "/usr/bin/$name" "$toolchain_bin/$name"
    done
    # gcc looks for this name when told to link with lld; Debian has it only with the version in it.
    ln -sfn "/usr/bin/ld.$(basename "$lld")" "$toolchain_bin/ld.lld"
}

remember_debian_rust() {
    local host flags=
    host=$(rustc_says host)
    # lld links the server in a fraction of the time GNU ld takes.
    if PATH=$toolchain_bin:$PATH cc -fuse-ld=lld -x c -o /dev/null - <<<'int main(void) { return 0; }' 2>/dev/null; then
        flags=-Clink-arg=-fuse-ld=lld
    fi
    remember rust "rust=debian" "host=$host" "host_flags=$flags"
}

rustc_says() { "$toolchain_bin/rustc" -vV | sed -n "s/^$1: //p"; }

browser_library=/usr/lib/rustlib/$browser_target/lib
# Small, as every reader downloads the part of it that the islands use.
browser_library_recipe='opt-level=s, optimize_for_size'

browser_library_ready() {
    [ "$(cat "$browser_library/dateline-recipe" 2>/dev/null)" = "$browser_library_recipe" ] &&
        builds_for_browser "$toolchain_bin/rustc"
}

# Follows what Rust's own build does for its precompiled libraries: the bootstrap variable and the -Z flag
# mark the crates as the compiler's own.
build_browser_library() {
    local source scratch=$tools/build/browser-library
    source=/usr/src/rustc-$(rustc_says release)/library
    [ -d "$source" ] || die "No $source: the packages rustc-web and rust-web-src must be of one version."
    can_be_root || die "Root is needed, once, to put Rust's standard library for the browser into /usr. As root, run:" \
        "scripts/set-up build"
    say "Building Rust's standard library for the browser (about a minute, once)"
    rm -rf "$scratch"
    mkdir -p "$scratch/lib"
    (
        unset CARGO_BUILD_TARGET CARGO_ENCODED_RUSTFLAGS RUSTUP_TOOLCHAIN
        cd "$source"
        RUSTC_BOOTSTRAP=1 RUSTC=$toolchain_bin/rustc RUSTFLAGS="-Cembed-bitcode=yes -Zforce-unstable-if-unmarked" \
            CARGO_PROFILE_RELEASE_PANIC=abort CARGO_PROFILE_RELEASE_OPT_LEVEL=s \
            run_quietly "$toolchain_bin/cargo" build --release --locked \
            --manifest-path sysroot/Cargo.toml --target "$browser_target" --target-dir "$scratch/target" \
            --features panic-unwind,compiler-builtins-mem,optimize_for_size
    ) || die "The standard library for $browser_target could not be built."
    find "$scratch/target/$browser_target/release/deps" -name '*.rlib' ! -name 'libsysroot*' \
        -exec cp {} "$scratch/lib" \;
    printf '%s\n' "$browser_library_recipe" >"$scratch/lib/dateline-recipe"
    # The recipe is the last file to arrive: what is cut short here is built again.
    as_root rm -rf "$browser_library"
    as_root mkdir -p "$browser_library"
    as_root cp "$scratch"/lib/*.rlib "$browser_library"
    as_root cp "$scratch/lib/dateline-recipe" "$browser_library"
    rm -rf "$scratch"
    # Cargo does not see that the library under its earlier builds was replaced.
    rm -rf "target/front/$browser_target"
}
