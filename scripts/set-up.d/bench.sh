# shellcheck shell=bash
# What only scripts/bench needs: a program that asks for a page as often as it can.

set_up_bench() {
    has_command wrk || install_packages "the load generator (a few seconds)" wrk
    # `wrk --version` ends with 1.
    found wrk "$({ wrk --version || true; } | sed -n '1s/^wrk \([^ ]*\).*/\1/p')"
}
