# shellcheck shell=bash
# What the encoder of pictures is assembled with: without it, it makes the same files and takes longer.

# The oldest that knows the instructions in it (AVX-512).
minimum_nasm=2.14

# Other machines than these have it in their C compiler.
needs_nasm() { [ "$(uname -m)" = x86_64 ]; }

has_assembler() { ! needs_nasm || nasm_works; }

nasm_works() { has_command nasm && version_at_least "$(nasm_version)" "$minimum_nasm"; }

nasm_version() { nasm -v 2>/dev/null | sed -n '1s/^NASM version \([0-9.]*\).*/\1/p'; }

set_up_assembler() {
    needs_nasm || return 0
    if ! has_command nasm && has_command apt-get; then
        (install_packages "an assembler, so that pictures are ready sooner (a few seconds)" nasm) || true
    fi
    if nasm_works; then
        found nasm "$(nasm_version)"
    else
        say "  No NASM $minimum_nasm: it takes longer until pictures are ready. On Debian: apt-get install nasm"
    fi
}
