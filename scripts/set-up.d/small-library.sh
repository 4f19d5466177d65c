# shellcheck shell=bash
# Rust's standard library for the browser once more, as small as it gets. Every reader downloads the part of it that
# the islands use, and much of what the usual one brings is there to say where and why a program stopped. In this one
# a program that cannot go on just stops (`-Cpanic=immediate-abort`). Only a release build uses it (scripts/build-frontend).

# scripts/build-frontend reads this.
small_library=$tools/small-library
# Whoever is compiled against it has to stop in the same way.
small_library_recipe='opt-level=s, optimize_for_size, panic=immediate-abort'

# Where its source is not to be had, the usual one does, and readers download more.
set_up_small_library() {
    local source wanted
    wanted="$(scripts/with-toolchain rustc -vV | tr '\n' ' ')$small_library_recipe"
    if [ "$(cat "$small_library/recipe" 2>/dev/null)" != "$wanted" ]; then
        rm -rf "$small_library"
        source=$(library_source) || {
            say "  There is no source of Rust's library here: readers will download some 10 KB more"
            return
        }
        say "Building Rust's standard library as small as it gets (about a minute, once)"
        build_small_library "$source" || {
            rm -rf "$small_library"
            say "  This Rust cannot: readers will download some 10 KB more"
            return
        }
        # The last file to arrive: what is cut short here is built again.
        printf '%s\n' "$wanted" >"$small_library/recipe"
    fi
    found "small library" "$small_library"
}

library_source() {
    local folder
    for folder in "$(scripts/with-toolchain rustc --print sysroot)/lib/rustlib/src/rust" \
        "/usr/src/rustc-$(scripts/with-toolchain rustc -vV | sed -n 's/^release: //p')"; do
        if [ ! -d "$folder/library" ] && has_command rustup && [ "${folder#/usr}" = "$folder" ]; then
            timeout 60 rustup component add rust-src >/dev/null 2>&1 || true
        fi
        [ ! -d "$folder/library" ] || { printf '%s\n' "$folder/library"; return; }
    done
    return 1
}

# As the library of Debian's compiler is built (rust-from-debian.sh), but for how it stops.
build_small_library() {
    local source=$1 scratch=$tools/build/small-library project=$PWD
    rm -rf "$scratch"
    (
        unset CARGO_BUILD_TARGET CARGO_ENCODED_RUSTFLAGS
        # A compiler that rustup manages is chosen by the folder it is called in.
        cd "$source"
        RUSTC_BOOTSTRAP=1 CARGO_PROFILE_RELEASE_PANIC=abort CARGO_PROFILE_RELEASE_OPT_LEVEL=s \
            RUSTFLAGS="-Cembed-bitcode=yes -Zforce-unstable-if-unmarked -Zunstable-options -Cpanic=immediate-abort" \
            run_quietly "$project/scripts/with-toolchain" cargo build --release --locked \
            --manifest-path sysroot/Cargo.toml --target "$browser_target" --target-dir "$scratch" \
            --features panic-unwind,compiler-builtins-mem,optimize_for_size
    ) || return 1
    mkdir -p "$small_library/lib/rustlib/$browser_target/lib"
    find "$scratch/$browser_target/release/deps" -name '*.rlib' ! -name 'libsysroot*' \
        -exec cp {} "$small_library/lib/rustlib/$browser_target/lib" \;
    # Cargo does not see that the library under its earlier builds was replaced.
    rm -rf "$scratch" "target/front/$browser_target/"{wasm,preview}-release
}
